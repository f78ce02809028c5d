use std::collections::BTreeMap;

use crate::register::Register;
use crate::threads::LinkReason;

use super::Findings;
use super::archive::Archive;
use super::titles;

/// How alike two yearly titles must be.
const ALIKE: f64 = 0.5;

/// Titles of one subject that are compared with each other; what is beyond joins only its equals.
const COMPARED: usize = 200;

/// Ties the same yearly subject from year to year: titles of one body that name a year, name the
/// same thing before it ("årsrapport 2024") and share most of their words.
pub(super) fn link<Id: Clone + Ord>(archive: &Archive<'_, Id>, found: &mut Findings) {
    let mut subjects: BTreeMap<(String, String), BTreeMap<Vec<String>, Vec<usize>>> =
        BTreeMap::new();
    for index in archive.cases() {
        if let Some(head) = head(&archive.get(index).item.title) {
            let mut words = archive.tokens(index).to_vec();
            words.sort();
            let subject =
                subjects.entry((family(&archive.get(index).body.slug), head)).or_default();
            subject.entry(words).or_default().push(index);
        }
    }
    for titles in subjects.into_values() {
        let firsts: Vec<_> = titles.values().filter_map(|items| items.first()).copied().collect();
        for items in titles.into_values() {
            for pair in items.windows(2) {
                found.tie(pair[1], pair[0], reason(archive, pair[1], pair[0]));
            }
        }
        for (nth, &a) in firsts.iter().enumerate().take(COMPARED) {
            for &b in &firsts[nth + 1..firsts.len().min(COMPARED)] {
                if archive.weights().likeness(archive.tokens(a), archive.tokens(b)) >= ALIKE {
                    let (earlier, later) = (a.min(b), a.max(b));
                    found.tie(later, earlier, reason(archive, later, earlier));
                }
            }
        }
    }
}

/// A body together with the one that prepares its agendas.
fn family(slug: &str) -> String {
    let prepares = Register::shared().body(slug).and_then(|body| body.prepares_for.clone());
    prepares.unwrap_or_else(|| slug.to_owned())
}

/// What the year is the year of: the last content word before it, else the first after it.
fn head(title: &str) -> Option<String> {
    let words: Vec<_> = titles::words(title).collect();
    let year = words.iter().position(|word| titles::year(word).is_some())?;
    // "den 18. juni 2025" dates something; it is no subject of a year.
    let dated = year > 0 && MONTHS.contains(&words[year - 1].as_str());
    let content = |word: &&String| !titles::tokens(word).is_empty() && word.parse::<u32>().is_err();
    let before = words[..year].iter().rev().find(content);
    before.or_else(|| words[year..].iter().find(content)).filter(|_| !dated).cloned()
}

/// Months as [`titles::words`] writes them.
const MONTHS: [&str; 12] = [
    "januar",
    "februar",
    "mart",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
];

/// The shared words, as the later title writes them.
fn reason<Id: Clone + Ord>(archive: &Archive<'_, Id>, later: usize, earlier: usize) -> LinkReason {
    let shared = archive.tokens(earlier);
    let words: Vec<_> = archive.get(later).item.title.split_whitespace().collect();
    let subject: Vec<_> = words
        .into_iter()
        .filter(|word| titles::tokens(word).iter().any(|token| shared.contains(token)))
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .collect();
    LinkReason::Yearly(subject.join(" "))
}
