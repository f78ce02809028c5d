//! How fast the index is made and asked. `RAADSLAG_BENCH_ITEMS=100000` sets its size.

mod support;

use std::sync::OnceLock;

use divan::Bencher;
use divan::counter::ItemsCount;
use raadslag_search::{Audience, Entry, Index};
use support::{QUERIES, items, query, size};

fn main() {
    divan::main();
}

fn sample() -> &'static [Entry] {
    static ITEMS: OnceLock<Vec<Entry>> = OnceLock::new();
    ITEMS.get_or_init(|| items(size()))
}

fn index() -> &'static Index {
    static INDEX: OnceLock<(tempfile::TempDir, Index)> = OnceLock::new();
    &INDEX
        .get_or_init(|| {
            let dir = tempfile::tempdir().expect("a temporary directory");
            let index = Index::open(dir.path()).expect("an index");
            index.rebuild(sample().iter().cloned()).expect("a rebuild");
            (dir, index)
        })
        .1
}

#[divan::bench(sample_count = 3, sample_size = 1)]
fn rebuild(bencher: Bencher) {
    let items = sample();
    bencher.counter(ItemsCount::new(items.len())).bench(|| {
        let dir = tempfile::tempdir().expect("a temporary directory");
        let index = Index::open(dir.path()).expect("an index");
        index.rebuild(items.iter().cloned()).expect("a rebuild")
    });
}

#[divan::bench(args = QUERIES)]
fn search(bencher: Bencher, text: &str) {
    let index = index();
    let query = query(text);
    bencher.bench(|| index.search(&query).expect("no query is an error"));
}

#[divan::bench(args = ["kl", "komm", "koe"])]
fn complete(bencher: Bencher, beginning: &str) {
    let index = index();
    bencher.bench(|| index.terms_starting_with(beginning, Audience::Public, 8));
}
