//! No civil registration numbers.
//!
//! ```
//! let report = raadslag_proof::read("Borgeren har cpr-nr. 010190-1234.");
//! assert_eq!(report.codes(), ["publication.cpr"]);
//! ```
//!
//! Six figures of a date and four more. With a hyphen and the check figure (which numbers issued
//! since 2007 may lack) it is one whatever it is called, and so is what is called one. Without
//! either, the usual form with a hyphen is doubted unless it is called a case, telephone or account
//! number right before, and ten figures in a row only with the check figure beside a person.

use std::ops::Range;

use super::cpr_columns::{cells, of_line};
use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::Page;
use crate::{Code, Level, Say};

pattern!(
    NUMBER,
    r"(?:\b|(?i:cpr|nr))(?P<number>\d{2}[. ]?\d{2}[. ]?\d{2}(?P<joint>(?:[ \u{a0}]?[-‐‑–−][ \u{a0}]?|[ \u{a0}])?)\d{4})\b"
);
pattern!(CALLED, r"(?i)cpr|\bpers(?:on|\.)?[- .]?(?:nr|num[mr]|id\b)|\bpnr\b|\bp-nr\b|\bfødt\b");
// The word and what may stand between it and the number: "cpr-nummeret er: ".
pattern!(
    CALLED_SO,
    r"(?i)(?:cpr[-_ .]?(?:nr|no|num\p{L}*)?|\bpers(?:on|\.)?[-_ .]?(?:nr|num\p{L}*|id)|\bfødt)[^\p{L}\d]{0,4}(?:(?:er|på)\W{1,3})?$"
);
// What else it is the number of, right before it.
pattern!(
    OTHER,
    r"(?ix)(?:
        \b(?:tlf|telefon|mobil|fax|cvr|ean|gln|konto|faktura|ordre|matr|matrikel|dok|ref|reference|id)
            (?:[.\s-]{0,2}(?:nr|no|nummer|id))?
        | \b(?:sags?|sagen|sagens|journal|j|dokument|kunde|medlems|løbe|projekt|kontrakt|aftale|vare
            |bestillings|rekvisitions|ejendoms|lokal|se|reg|bilags?)
            [.\s-]{0,2}(?:nr|no|nummer|id)
    )[.:\#\s]{0,4}$"
);
// The number of a workplace has ten figures, too.
pattern!(WORKPLACE, r"(?i)\bp-?(?:nr|nummer)[.:\s]{0,3}$");
pattern!(
    PERSON,
    r"(?i)\b(?:borger|ansøger|patient|klient|elev|barn|klager|beboer)(?:en|et)?s?\b|\b(?:hr|fru|navn)\b"
);
pattern!(NAME, r"\p{Lu}\p{Ll}+(?:[- ]\p{Lu}(?:\p{Ll}+|\.))+");
pattern!(
    NO_PERSON,
    r"(?i)\b(?:region|\p{L}*kommunes?|\p{L}*center|\p{L}*centret|\p{L}*styrelsen|\p{L}*forening\p{L}*)\b"
);

/// Characters looked at before and after a number.
const NEAR: usize = 30;

/// Checks every text, of attachments and decisions too.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for sheet in &page.sheets {
        for passage in &sheet.passages {
            for (range, level) in
                cells(sheet.item, passage).unwrap_or_else(|| numbers(passage.text))
            {
                notes.find(passage, range, number().at_level(level));
            }
        }
    }
}

/// Where the numbers stand in a text, in their order: those that are certain are errors. Lines may
/// be those of a table with its columns parted by semicolons, tabs, bars or commas.
pub(crate) fn numbers(text: &str) -> Vec<(Range<usize>, Level)> {
    let mut all: Vec<(Range<usize>, Level)> =
        of_line(text).into_iter().map(|range| (range, Level::Error)).collect();
    for found in NUMBER.captures_iter(text) {
        let Some((range, level)) = Written::new(text, &found).and_then(Written::judged) else {
            continue;
        };
        if !all.iter().any(|(other, _)| other.start < range.end && range.start < other.end) {
            all.push((range, level));
        }
    }
    all.sort_by_key(|(range, _)| range.start);
    all
}

fn number() -> Found {
    Found::new(
        Code::Cpr,
        Say::new("Et cpr-nummer", "A civil registration number"),
        Say::new(
            "En dato og fire cifre; må ikke offentliggøres",
            "A date and four figures; must not be published",
        ),
    )
    .suggest(Say::new("Fjern nummeret.", "Remove the number."))
}

/// What stands between the date and the last four figures.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    Hyphen,
    /// A hyphen with space beside it.
    Apart,
    /// A space or a dash.
    Loose,
    Nothing,
}

/// A date and four figures.
struct Written<'t> {
    text: &'t str,
    range: Range<usize>,
    joint: Joint,
    /// The date is written in parts: 07.07.61.
    is_parted: bool,
    /// It has the check figure.
    checks: bool,
}

impl<'t> Written<'t> {
    fn new(text: &'t str, found: &regex::Captures<'t>) -> Option<Self> {
        let whole = found.name("number")?;
        let digits: String = whole.as_str().chars().filter(char::is_ascii_digit).collect();
        let joint = &found["joint"];
        let joint = match joint.trim() {
            "" if joint.is_empty() => Joint::Nothing,
            "" | "–" | "−" => Joint::Loose,
            hyphen if hyphen == joint => Joint::Hyphen,
            _ => Joint::Apart,
        };
        is_day(&digits).then(|| Self {
            text,
            range: whole.range(),
            joint,
            is_parted: whole.as_str().bytes().take(6).any(|byte| !byte.is_ascii_digit()),
            checks: has_check_figure(&digits),
        })
    }

    fn judged(self) -> Option<(Range<usize>, Level)> {
        let level = self.level()?;
        Some((self.range, level))
    }

    fn level(&self) -> Option<Level> {
        let before = self.before();
        if self.is_longer() {
            return None;
        }
        let is_hyphened =
            self.joint == Joint::Hyphen || self.joint == Joint::Apart && !self.is_parted;
        let is_certain = self.checks && is_hyphened;
        if is_certain || CALLED_SO.is_match(before) {
            return Some(Level::Error);
        }
        if self.is_parted || self.is_glued() || self.is_another(before) {
            return None;
        }
        if CALLED.is_match(before) {
            return Some(Level::Error);
        }
        let is_doubted = match self.joint {
            Joint::Hyphen => true,
            Joint::Apart => false,
            Joint::Loose => self.checks,
            Joint::Nothing => self.checks && self.is_beside_a_person(),
        };
        is_doubted.then_some(Level::Warning)
    }

    fn before(&self) -> &'t str {
        let text = &self.text[..self.range.start];
        let from = text.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
        let near = &text[from..];
        // The heading of a table's first column says nothing of the others.
        let line = near.rfind('\n').filter(|end| near[..*end].contains(['\t', ';', '|']));
        line.map_or(near, |end| &near[end..])
    }

    fn after(&self) -> &'t str {
        let text = &self.text[self.range.end..];
        let to = text.char_indices().nth(NEAR).map_or(text.len(), |(at, _)| at);
        &text[..to]
    }

    /// Figures go on before or after it: 2022-070761-4285.
    fn is_longer(&self) -> bool {
        let mut before = self.before().chars().rev();
        let mut after = self.after().chars();
        let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        before.next().is_some_and(|c| "-_.".contains(c)) && is_digit(before.next())
            || after.next().is_some_and(|c| "-_".contains(c)) && is_digit(after.next())
    }

    /// Part of an address or a reference.
    fn is_glued(&self) -> bool {
        self.before().chars().next_back().is_some_and(|c| "-/_=#".contains(c))
            || self.after().chars().next().is_some_and(|c| "-/_=".contains(c))
    }

    fn is_another(&self, before: &str) -> bool {
        OTHER.is_match(before) || self.joint == Joint::Nothing && WORKPLACE.is_match(before)
    }

    fn is_beside_a_person(&self) -> bool {
        let after = self.after();
        CALLED.is_match(after) || [self.before(), after].into_iter().any(names_a_person)
    }
}

/// Whether a text says what other number comes next: "Sagsnr."
pub(super) fn names_another(text: &str) -> bool {
    OTHER.is_match(text)
}

/// Whether a text speaks of a person: "borgeren", two capitalised words.
pub(super) fn names_a_person(text: &str) -> bool {
    PERSON.is_match(text) || NAME.find_iter(text).any(|name| !NO_PERSON.is_match(name.as_str()))
}

/// Whether ten figures begin with a day, its year without century.
pub(super) fn is_day(digits: &str) -> bool {
    let part = |range: Range<usize>| {
        digits.get(range).and_then(|part| part.parse::<u8>().ok()).unwrap_or_default()
    };
    let longest = match part(2..4) {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=longest).contains(&part(0..2))
}

/// The modulus 11 of numbers issued before 2007.
pub(super) fn has_check_figure(digits: &str) -> bool {
    let weights = [4, 3, 2, 7, 6, 5, 4, 3, 2, 1];
    let sum: u32 = digits
        .chars()
        .filter_map(|c| c.to_digit(10))
        .zip(weights)
        .map(|(digit, weight)| digit * weight)
        .sum();
    sum.is_multiple_of(11)
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use super::numbers;
    use crate::{Code, Level};

    // 070761-4285 is the test number that the registry itself publishes; 010190-1234 has no check
    // figure.

    #[test]
    fn numbers_of_persons_are_found_whatever_stands_about_them() {
        check(
            Code::Cpr,
            &[
                ("Borgeren 070761-4285 har klaget.", 1, 0),
                ("Borgeren har CPR: 0707614285.", 1, 0),
                ("Sagen om 070761-4285", 1, 0),
                ("Journalen for 070761-4285 er altid 070761-4285", 2, 0),
                ("Mobil og 070761-4285", 1, 0),
                ("Sag om 010190-1234", 1, 0),
                ("Han er altid 010190-1234", 1, 0),
                ("Sagsnr. 070761-4285, tlf. 070761-4285, SAG-070761-4285", 3, 0),
                ("cpr 010190 - 1234, cpr.010190-1234, cpr=0101901234, CPR-010190-1234", 4, 0),
                ("Parret 070761-4285/070761-4285", 2, 0),
                ("Han har 07.07.61-4285 og cpr-nummeret er 01 01 90 1234.", 2, 0),
                ("Personnumrene: 0101901234", 1, 0),
            ],
        );
    }

    #[test]
    fn ten_figures_in_a_row_need_the_check_figure_and_a_person() {
        check(
            Code::Cpr,
            &[
                ("Anders Andersen, 0707614285", 1, 0),
                ("Borgeren (0707614285) har klaget.", 1, 0),
                ("0707614285 er et personnummer", 1, 0),
                ("Anders Andersen, 0101901234", 0, 0),
                ("Region Sjælland 0707614285", 0, 0),
                ("Beløbet 0707614285 er stort.", 0, 0),
                ("P-nr. 1001901234, konto 0707614285", 0, 0),
            ],
        );
    }

    #[test]
    fn other_numbers_are_left_alone() {
        check(
            Code::Cpr,
            &[
                ("Sagsnr. 010622-0570, sag nr. 010622-0570, sags-id: 010622-0570", 0, 0),
                ("J.nr. 010622-0570, journalnr. 010622-0570, jnr. 010622-0570", 0, 0),
                ("SAG-2022-00570, 22/012345, 010622-0570-12, 2022-010622-0570", 0, 0),
                ("Telefon 07076142 85, tlf. 010190-1234, mobilnr.: 010190-1234", 0, 0),
                ("CVR 12345678, EAN 5798001234567, kontonr. 1551 0101901234", 0, 0),
                ("Perioden 010122-311222, i alt 120190 - 2500 kr.", 0, 0),
                ("Den 12.05.22 - 1630 og 1212 12 1234, 12.05.22-1630", 0, 0),
                ("Journal 990761-4285, 310261-4285 og 0707614285", 0, 0),
                ("Se https://x.dk/sag/010190-1234 og id=0101901234", 0, 0),
            ],
        );
    }

    #[test]
    fn what_may_be_another_number_is_doubted() {
        let levels = |text| numbers(text).into_iter().map(|one| one.1).collect::<Vec<_>>();
        assert_eq!(levels("Sagen om 070761-4285"), [Level::Error]);
        assert_eq!(levels("CPR-registret, sagsnr. 010622-0570"), []);
        for text in ["Sag om 010190-1234", "Det er 070761 4285", "Anders And 0707614285"] {
            assert_eq!(levels(text), [Level::Warning], "{text}");
        }
    }
}
