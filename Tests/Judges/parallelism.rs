// What Rust's standard library takes for its number of CPUs.
fn main() {
    match std::thread::available_parallelism() {
        Ok(count) => println!("cpus {}", count),
        Err(error) => println!("remark {}", error),
    }
}
