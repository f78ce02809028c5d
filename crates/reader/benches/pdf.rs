//! Pages of PDF per second, from bytes to the flow of lines and tables.

use divan::Bencher;
use divan::counter::ItemsCount;

const MINUTES: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/agendas/aarhus-byraad-2025-08-27.pdf");

fn main() {
    divan::main();
}

/// Real minutes where they stand beside the repository, otherwise nothing.
#[divan::bench]
fn minutes(bencher: Bencher<'_, '_>) {
    let Ok(bytes) = std::fs::read(MINUTES) else { return };
    let pages = raadslag_reader::bench::pdf(&bytes);
    bencher.counter(ItemsCount::new(pages)).bench(|| raadslag_reader::bench::pdf(&bytes));
}
