//! Places shared among a million units, and among as many as a council has.

use divan::Bencher;
use divan::counter::ItemsCount;
use raadslag_figures::allocation::{Bounds, Method, Rule, apportion, apportion_counts};
use raadslag_figures::{Context, Exact, Intake, Kind};

const MILLION: usize = 1_000_000;

fn main() {
    divan::main();
}

/// Populations as of municipalities, always the same: a linear congruence (Knuth's MMIX).
fn populations(units: usize) -> Vec<u64> {
    let mut state: u64 = 2026;
    let mut next = || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        500 + (state >> 33) % 100_000
    };
    (0..units).map(|_| next()).collect()
}

#[divan::bench(args = Method::ALL, sample_count = 10)]
fn a_million_units(bencher: Bencher<'_, '_>, method: Method) {
    let populations = populations(MILLION);
    let rule = Rule::new(method);
    bencher
        .counter(ItemsCount::new(MILLION))
        .bench(|| apportion_counts(&rule, 10_000_000, divan::black_box(&populations)));
}

/// As Python’s `apportionment` can still do it: its tables of quotients are units × places.
#[divan::bench(args = Method::ALL)]
fn a_thousand_units(bencher: Bencher<'_, '_>, method: Method) {
    let populations = populations(1000);
    let rule = Rule::new(method);
    bencher
        .counter(ItemsCount::new(1000_usize))
        .bench(|| apportion_counts(&rule, 10_000, divan::black_box(&populations)));
}

#[divan::bench(sample_count = 5)]
fn a_million_bounded_fractions(bencher: Bencher<'_, '_>) {
    let tenth = Exact::from(10);
    let bases: Vec<Exact> =
        populations(MILLION).into_iter().map(|base| Exact::from(base) / tenth.clone()).collect();
    let bounds = vec![Bounds { least: 2, most: 18 }; MILLION];
    let rule = Rule::new(Method::LargestRemainder);
    bencher
        .counter(ItemsCount::new(MILLION))
        .bench(|| apportion(&rule, 10_000_000, divan::black_box(&bases), &bounds));
}

/// From the JSON form to the result, with one more and one fewer.
#[divan::bench(sample_count = 5)]
fn a_figure_of_98_municipalities(bencher: Bencher<'_, '_>) {
    let units: Vec<_> = populations(98)
        .into_iter()
        .enumerate()
        .map(|(at, base)| serde_json::json!({"name": format!("Kommune {at}"), "base": base}))
        .collect();
    let intake = Intake::plain(serde_json::json!({"total": 3000, "units": units}));
    let context = Context { today: jiff::civil::date(2025, 9, 2) };
    bencher.counter(ItemsCount::new(98_usize)).bench(|| {
        Kind::Allocation.compute(divan::black_box(&intake), context).map(|figure| figure.json())
    });
}

/// The weights behind a table of 98 municipalities, by seven methods.
#[divan::bench(sample_count = 5)]
fn weights_behind_98_municipalities(bencher: Bencher<'_, '_>) {
    let (history, people) = (populations(98), populations(196));
    let rows: Vec<_> = (0..98)
        .map(|at| {
            serde_json::json!({"table": "2026", "name": format!("Kommune {at}"),
                "places": history[at] / 1000,
                "values": {"historik": history[at], "indbyggere": people[at + 98]}})
        })
        .collect();
    let units = serde_json::json!([{"name": "A", "base": 1}]);
    let intake = Intake::plain(serde_json::json!({"total": 1, "units": units, "published": rows}));
    let context = Context { today: jiff::civil::date(2025, 9, 2) };
    bencher.bench(|| {
        Kind::Allocation.compute(divan::black_box(&intake), context).map(|figure| figure.json())
    });
}
