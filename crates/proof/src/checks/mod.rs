//! The checks, one file each. What is certain enough becomes a finding or a verified claim.

mod abbreviations;
mod annexes;
mod attached;
mod chain;
mod change;
mod closed;
mod compared;
pub(crate) mod contacts;
mod count;
pub(crate) mod cpr;
mod cpr_columns;
mod deadline;
mod doubled;
mod enumeration;
mod fields;
mod fractions;
mod hundred;
mod inhabitants;
mod inline_count;
mod items;
mod length;
mod links;
mod list_sum;
mod meetings;
mod minutes;
mod municipalities;
mod named_municipalities;
mod names;
mod next_meeting;
mod numbering;
mod percent;
mod period;
mod persons;
mod pictures;
mod products;
mod quotes;
mod readability;
pub(crate) mod recommendations;
mod regions;
mod remainders;
mod remembered;
mod share;
mod share_of;
mod slips;
mod spelling;
mod stops;
mod style;
mod sum;
mod sum_judge;
mod table;
mod titles;
mod weekday;
mod years;

use crate::notes::Notes;
use crate::page::Page;

/// Runs every check.
pub(crate) fn all(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let checks: [fn(&Page<'_>, &mut Notes<'_, '_>); 45] = [
        sum::check,
        list_sum::check,
        hundred::check,
        products::check,
        table::check,
        change::check,
        compared::check,
        remainders::check,
        share::check,
        share_of::check,
        fractions::check,
        inhabitants::check,
        count::check,
        inline_count::check,
        named_municipalities::check,
        period::check,
        length::check,
        weekday::check,
        years::check,
        deadline::check,
        next_meeting::check,
        minutes::check,
        items::check,
        annexes::check,
        meetings::check,
        links::check,
        abbreviations::check,
        municipalities::check,
        names::check,
        persons::check,
        regions::check,
        recommendations::check,
        chain::check,
        fields::check,
        titles::check,
        numbering::check,
        spelling::check,
        doubled::check,
        quotes::check,
        style::check,
        readability::check,
        stops::check,
        cpr::check,
        contacts::check,
        pictures::check,
    ];
    for check in checks {
        check(page, notes);
    }
    closed::check(page, notes);
}

/// A pattern compiled at first use.
macro_rules! pattern {
    ($name:ident, $pattern:expr) => {
        static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| regex::Regex::new($pattern).expect("a constant pattern"));
    };
}
pub(crate) use pattern;

// A sentence that tells of what is over.
pattern!(
    PAST,
    r"(?i)\b(?:blev|var|havde|holdt|fandt sted|mødtes|skulle|fik|gik|kom|deltog|vedtog|indgik|modtog|aftalte|sendte|trådte|er blevet|\p{L}{3,}ede)\b"
);

#[cfg(test)]
pub(crate) mod testing {
    use jiff::civil::date;
    use raadslag_document::{Document, Meeting};

    use crate::{Code, Context, Register, Report, Settings, paragraphs, proof};

    /// The report on a document with an empty register.
    pub(crate) fn report(document: &Document, register: &Register) -> Report {
        let settings = Settings::default();
        let today = None;
        proof(document, &Context { register, settings: &settings, today })
    }

    /// A text as the one item of a meeting on 2 September 2025; lines are paragraphs.
    pub(crate) fn in_september(text: &str) -> Document {
        let meeting = Meeting { date: Some(date(2025, 9, 2)), ..Meeting::default() };
        Document { meeting, ..paragraphs(text) }
    }

    /// How often a code is found in a report, and how often it holds.
    pub(crate) fn counts(report: &Report, code: Code) -> (usize, usize) {
        let found = report.findings.iter().filter(|finding| finding.code == code);
        let held = report.verified.iter().filter(|claim| claim.code == code);
        (found.count(), held.count())
    }

    /// The codes that begin so, in the order found, and in the order they hold.
    pub(crate) fn of_group(report: &Report, group: &str) -> (Vec<&'static str>, Vec<&'static str>) {
        let own = |codes: Vec<&'static str>| -> Vec<&'static str> {
            codes.into_iter().filter(|code| code.starts_with(group)).collect()
        };
        (own(report.codes()), own(report.held()))
    }

    /// What a check quotes of a text, and what it says holds.
    pub(crate) fn found_and_held(code: Code, text: &str) -> (Vec<String>, usize) {
        let report = crate::read(text);
        let found = report.findings.iter().filter(|finding| finding.code == code);
        let held = report.verified.iter().filter(|claim| claim.code == code).count();
        (found.map(|finding| finding.at.text.clone()).collect(), held)
    }

    /// A table of texts with how often a check finds and how often it holds.
    pub(crate) fn check(code: Code, table: &[(&str, usize, usize)]) {
        for (text, found, held) in table {
            let (quotes, claims) = found_and_held(code, text);
            assert_eq!((quotes.len(), claims), (*found, *held), "{text}: {quotes:?}");
        }
    }
}
