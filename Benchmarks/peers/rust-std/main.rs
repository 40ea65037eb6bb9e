// Rust's standard library: the CPU quota.

mod protocol;

use protocol::{serve, Work};
use std::hint::black_box;
use std::thread::available_parallelism;

fn main() {
    let works = ["quota", "once"].map(|name| Work {
        name,
        read: |_| {
            black_box(available_parallelism().unwrap());
        },
        values: |_, values| values.say("", "cpus", available_parallelism().unwrap()),
        prepare: None,
    });
    serve(&mut (), &works);
}
