// What the runners in Rust have in common: the lines of runner.h, and an allocator that counts.

use std::alloc::{GlobalAlloc, Layout, System};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{BufRead, Write};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use std::time::Instant;

struct Counting;

static ALLOCATIONS: AtomicU64 = AtomicU64::new(0);

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Relaxed);
        unsafe { System.alloc(layout) }
    }
    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        unsafe { System.dealloc(block, layout) }
    }
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Relaxed);
        unsafe { System.realloc(block, layout, size) }
    }
}

#[global_allocator]
static COUNTING: Counting = Counting;

// What a work read, in common units. A value is JSON already.
#[derive(Default)]
pub struct Values(BTreeMap<String, String>);

impl Values {
    #[allow(dead_code)]
    pub fn say(&mut self, prefix: &str, key: &str, value: impl ToString) {
        let dot = if prefix.is_empty() { "" } else { "." };
        self.0.insert(format!("{prefix}{dot}{key}"), value.to_string());
    }
    #[allow(dead_code)]
    pub fn say_text(&mut self, prefix: &str, key: &str, value: &str) {
        self.say(prefix, key, quoted(value));
    }
}

fn quoted(text: &str) -> String {
    let mut answer = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => {
                answer.push('\\');
                answer.push(character);
            }
            ' '..='~' => answer.push(character),
            other => write!(answer, "\\u{:04x}", (other as u32).min(0xffff)).unwrap(),
        }
    }
    answer + "\""
}

pub struct Work<T> {
    pub name: &'static str,
    pub read: fn(&mut T),
    pub values: fn(&mut T, &mut Values),
    // Done before the clock starts, where the peer wants time to pass between two calls.
    pub prepare: Option<fn(&mut T)>,
}

pub fn serve<T>(peer: &mut T, works: &[Work<T>]) {
    for line in std::io::stdin().lock().lines() {
        let line = line.unwrap();
        let words: Vec<&str> = line.split_whitespace().collect();
        let mut answer = String::new();
        if words[0] == "works" {
            let names: Vec<String> = works.iter().map(|work| quoted(work.name)).collect();
            answer = format!("{{\"works\": [{}]}}", names.join(", "));
        } else if let Some(work) = works.iter().find(|work| work.name == words[1]) {
            if let Some(prepare) = work.prepare {
                prepare(peer);
            }
            if words[0] == "values" {
                let mut values = Values::default();
                (work.values)(peer, &mut values);
                let pairs: Vec<String> =
                    values.0.iter().map(|(key, value)| format!("{}: {value}", quoted(key))).collect();
                answer = format!("{{{}}}", pairs.join(", "));
            } else {
                let times: u64 = words[2].parse().unwrap();
                let allocated = ALLOCATIONS.load(Relaxed);
                let start = Instant::now();
                for _ in 0..times {
                    (work.read)(peer);
                }
                let elapsed = start.elapsed().as_nanos();
                answer = format!("{elapsed} {}", ALLOCATIONS.load(Relaxed) - allocated);
            }
        }
        println!("{answer}");
        std::io::stdout().flush().unwrap();
    }
}
