use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use regex::Regex;

use crate::threads::LinkReason;

use super::Findings;
use super::archive::Archive;
use super::titles;

/// A work that more items cite than this is common property: a citation of it says no longer that
/// the item is about it.
const MOST_CITATIONS: usize = 40;

/// Ties a named work: "Sjælland baner vejen frem" in quotation marks is followed from the items
/// whose title is about it to the items of later meetings that cite it.
pub(super) fn link<Id: Clone + Ord>(archive: &Archive<'_, Id>, found: &mut Findings) {
    let mut titled: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for index in archive.cases() {
        for key in subjects(&archive.get(index).item.title) {
            titled.entry(key).or_default().push(index);
        }
    }
    let mut cited: BTreeMap<String, Vec<(usize, String)>> = BTreeMap::new();
    for index in archive.cases() {
        let mut seen = HashSet::new();
        for work in archive.texts(index).into_iter().flat_map(quoted) {
            let key = titles::phrase(work);
            if titled.contains_key(&key) && seen.insert(key.clone()) {
                cited.entry(key).or_default().push((index, work.to_owned()));
            }
        }
    }
    for (key, citations) in cited {
        follow(archive, &titled[&key], &citations, found);
    }
}

fn follow<Id: Clone + Ord>(
    archive: &Archive<'_, Id>,
    titled: &[usize],
    citations: &[(usize, String)],
    found: &mut Findings,
) {
    let (Some(&first), Some((_, work))) = (titled.first(), citations.first()) else { return };
    let reason = || LinkReason::NamedWork(work.clone());
    for &other in &titled[1..] {
        found.tie(other, first, reason());
    }
    let start = archive.get(first).date;
    let later: Vec<_> = citations
        .iter()
        .map(|(index, _)| *index)
        .filter(|index| !titled.contains(index) && archive.get(*index).date > start)
        .collect();
    if start.is_some() && later.len() <= MOST_CITATIONS {
        for index in later {
            found.tie(index, first, reason());
        }
    }
}

/// The works a title may be about: what it quotes, what stands before its first dash or colon, all
/// of it.
fn subjects(title: &str) -> HashSet<String> {
    static PART: LazyLock<Regex> = LazyLock::new(|| crate::mentions::pattern(r"\s[-–—]\s|:\s"));
    let leading = PART.split(title).next().unwrap_or(title);
    let keys = quoted(title).into_iter().chain([leading, title]).map(titles::phrase);
    keys.filter(|key| is_a_name(key)).collect()
}

/// Long enough to name one thing only.
fn is_a_name(key: &str) -> bool {
    let words = key.split(' ').count();
    words >= 3 && key.len() >= 12 || words == 2 && key.len() >= 18
}

/// What stands in quotation marks, without an abbreviation in brackets behind it.
fn quoted(text: &str) -> Vec<&str> {
    static QUOTED: LazyLock<Regex> = LazyLock::new(|| {
        crate::mentions::pattern(
            r#"(?:^|[\s(/])[”“"„»«’‘']([^”“"„»«\n]{8,140}?)(?:\s\([^)]{1,20}\))?[”“"»«’‘'](?:[^\p{L}\d]|$)"#,
        )
    });
    // Most texts quote nothing.
    if !text.contains(['”', '“', '"', '„', '»', '’', '‘', '\'']) {
        return Vec::new();
    }
    QUOTED.captures_iter(text).filter_map(|c| c.get(1)).map(|work| work.as_str()).collect()
}
