//! Texts of our own: what is right raises nothing, what is planted is found.

mod written;

use std::collections::BTreeMap;

use raadslag_proof::Level;
use written::{Case, known, later};

/// Planted and found, by group.
fn recall(cases: &[Case]) -> BTreeMap<String, (usize, usize)> {
    let mut groups: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in cases.iter().filter(|case| case.code != "none") {
        let group = groups.entry(case.group().to_owned()).or_default();
        group.0 += 1;
        group.1 += usize::from(case.is_found());
        if !case.is_found() {
            eprintln!("missed {}: {}", case.code, case.wrong);
        }
    }
    groups
}

#[test]
fn planted_errors_are_found_in_our_own_texts() {
    let groups = recall(&[known(), later()].into_iter().flatten().collect::<Vec<_>>());
    eprintln!("{groups:?}");
    for group in ["arithmetic", "count", "date", "reference"] {
        let (planted, found) = groups[group];
        assert!(found * 100 >= planted * 95, "{group}: {found} of {planted}");
    }
}

#[test]
fn our_own_texts_raise_nothing_where_they_are_right() {
    let cases = [known(), later()].into_iter().flatten();
    let raised: Vec<_> = cases
        .map(|case| (case.false_alarms(Level::Warning), case.right))
        .filter(|(raised, _)| !raised.is_empty())
        .collect();
    assert!(raised.is_empty(), "{} cases: {raised:#?}", raised.len());
}
