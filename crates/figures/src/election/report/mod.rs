mod balance;
mod composition;
mod proportional;
mod single;
mod together;

use super::{Elected, Election};
use crate::{Language, Report};

/// The law on elections in councils, as one cites it.
fn law(language: Language) -> &'static str {
    language.pick("kommunestyrelseslovens", "the Local Government Act's")
}

pub(super) fn report(election: &Election, language: Language) -> Report {
    let mut report = match &election.result {
        Elected::SinglePost(result) => single::report(result, language),
        Elected::Proportional(result) => proportional::report(result, language),
        Elected::Composition(result) => composition::report(result, language),
    };
    if let Some(title) = &election.about.title {
        report.title = title.clone();
    }
    report.note = election.about.note.clone();
    report.sources = election.about.sources.clone();
    if let Some(balance) = &election.balance {
        balance::add(&mut report, balance, language);
    }
    report
}

/// `1 plads`, `3 pladser`.
fn seats(count: u64, language: Language) -> String {
    match (language, count) {
        (Language::Danish, 1) => "1 plads".to_owned(),
        (Language::English, 1) => "1 seat".to_owned(),
        (Language::Danish, many) => format!("{many} pladser"),
        (Language::English, many) => format!("{many} seats"),
    }
}

/// `plads 3` or `plads 3-4`.
fn seat_range(first: u64, last: u64, language: Language) -> String {
    let word = language.pick("plads", if first == last { "seat" } else { "seats" });
    if first == last { format!("{word} {first}") } else { format!("{word} {first}-{last}") }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
