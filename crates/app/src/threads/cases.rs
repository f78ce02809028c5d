use std::collections::{BTreeMap, HashMap, HashSet};

use crate::threads::LinkReason;

use super::Findings;
use super::archive::Archive;

/// Ties items with the same case number, unless that number is a meeting series'.
pub(super) fn link<Id: Clone + Ord>(archive: &Archive<'_, Id>, found: &mut Findings) {
    let series = series(archive);
    let mut by_number: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in archive.cases() {
        let number = case_number(archive, index).filter(|number| !series.contains(number));
        by_number.entry(number.unwrap_or_default()).or_default().push(index);
    }
    by_number.remove("");
    for (_, items) in by_number {
        for pair in items.windows(2) {
            let written = archive.get(pair[1]).item.case_number.clone().unwrap_or_default();
            found.tie(pair[1], pair[0], LinkReason::CaseNumber(written));
        }
    }
}

/// The number without spacing and case.
pub(super) fn case_number<Id: Clone + Ord>(
    archive: &Archive<'_, Id>,
    index: usize,
) -> Option<String> {
    let written = archive.get(index).item.case_number.as_deref()?;
    let number: String = written.chars().filter(|c| !c.is_whitespace()).collect();
    (!number.is_empty()).then(|| number.to_uppercase())
}

/// Numbers that a third of some meeting's items share, where it has more than two: they are the
/// record of the meetings, not of a case ("SAG-2025-00105").
fn series<Id: Clone + Ord>(archive: &Archive<'_, Id>) -> HashSet<String> {
    let mut uses: HashMap<_, u32> = HashMap::new();
    for index in 0..archive.len() {
        let item = archive.get(index);
        if let Some(number) = case_number(archive, index) {
            *uses
                .entry((item.body.slug.as_str(), item.date, item.items_in_meeting, number))
                .or_default() += 1;
        }
    }
    uses.into_iter()
        .filter(|((_, _, items, _), uses)| *items > 2 && *uses > 1 && uses * 3 > *items)
        .map(|((.., number), _)| number)
        .collect()
}
