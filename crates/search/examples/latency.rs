//! Prints how fast an index of made-up items is made, its size, and how long twenty typical queries
//! take with twenty snippets each: median and 99th percentile over all and per query.
//!
//! `RAADSLAG_BENCH_ITEMS=100000 cargo run --release -p raadslag-search --example latency`

#![allow(clippy::print_stdout)]

#[path = "../benches/support/mod.rs"]
mod support;

use std::time::{Duration, Instant};

use raadslag_search::Index;
use support::{QUERIES, items, query, size};

const ROUNDS: usize = 200;

fn main() {
    let items = items(size());
    let words: usize =
        items.iter().flat_map(|item| &item.texts).map(|text| text.content.split(' ').count()).sum();
    let dir = tempfile::tempdir().expect("a temporary directory");
    let index = Index::open(dir.path()).expect("an index");
    let count = items.len();
    let start = Instant::now();
    index.rebuild(items).expect("a rebuild");
    let took = start.elapsed();
    println!(
        "{count} items of {} words: {:.1} s, {:.0} items/s, {} MB",
        words / count,
        took.as_secs_f64(),
        count as f64 / took.as_secs_f64(),
        bytes(dir.path()) / 1_000_000
    );
    let mut all = Vec::new();
    for text in QUERIES {
        let query = query(text);
        let mut times = Vec::new();
        let mut total = 0;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            total = index.search(&query).expect("no query is an error").total;
            times.push(start.elapsed());
        }
        all.extend_from_slice(&times);
        println!("{} {total:>7} {text}", show(&mut times));
    }
    println!("{}         all", show(&mut all));
}

fn show(times: &mut [Duration]) -> String {
    times.sort_unstable();
    let at = |percent: usize| times[times.len() * percent / 100].as_secs_f64() * 1e3;
    format!("p50 {:7.3} ms  p99 {:7.3} ms", at(50), at(99))
}

fn bytes(path: &std::path::Path) -> u64 {
    let entries = std::fs::read_dir(path).into_iter().flatten().flatten();
    entries
        .map(|entry| match entry.metadata() {
            Ok(meta) if meta.is_dir() => bytes(&entry.path()),
            Ok(meta) => meta.len(),
            Err(_) => 0,
        })
        .sum()
}
