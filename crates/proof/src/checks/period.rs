//! Ranges and periods go forward.
//!
//! ```
//! let report = raadslag_proof::read("Aftalen gælder i perioden 2026-2024.");
//! assert_eq!(report.codes(), ["arithmetic.period"]);
//! ```

use regex::Captures;

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{Date, Sort, last_word, numbers, written};
use crate::{Code, Say};

pattern!(YEARS, r"\b((?:19|20)\d\d)\s?[-–]\s?((?:19|20)?\d\d)\b");
pattern!(
    CLOCK,
    r"(?i)\b(?:kl\.?|tidsrummet|fra)\s(\d{1,2})(?:[.:](\d\d))?\s?[-–]\s?(\d{1,2})(?:[.:](\d\d))?\b(?:\.?(?:[^\d:/.-]|$))"
);
pattern!(MEASURED, r"(?i)^\s?(?:mio|mia|kr|pct|procent|meter|m2|km|timer|dage|uger|år)\b");
pattern!(
    YEARS_IN_WORDS,
    r"(?i)\b(?P<in>fra|perioden|årene|perioden fra|årene fra) ((?:19|20)\d\d) (?:til|til og med) ((?:19|20)\d\d)\b"
);
pattern!(MOVES, r"(?i)\b(?:stig|steg|fald|øge|reduc|voks|ændr|skær|gik)\w*");
pattern!(
    DAYS,
    r"(?i)\b(\d{1,2})\.\s?[-–]\s?(\d{1,2})\.\s(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
);

pattern!(
    MEETING,
    r"(?i)(?:\p{L}*mød(?:e|er|et)\b|\b(?:workshop|konference|seminar|temadag|tid\b|tidspunkt))"
);

/// Checks ranges of years, hours, days and dates.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.passages() {
        if !passage.text.bytes().any(|byte| byte.is_ascii_digit()) {
            continue;
        }
        each(passage, &YEARS, years, notes);
        each(passage, &YEARS_IN_WORDS, years_in_words, notes);
        each(passage, &CLOCK, clock, notes);
        each(passage, &DAYS, days, notes);
        dates(passage, notes);
    }
}

fn each(
    passage: &Passage<'_>,
    pattern: &regex::Regex,
    read: fn(&str, &Captures<'_>) -> Option<bool>,
    notes: &mut Notes<'_, '_>,
) {
    for found in pattern.captures_iter(passage.text) {
        let (Some(first), Some(last)) =
            (found.iter().skip(1).flatten().next(), found.iter().skip(2).flatten().last())
        else {
            continue;
        };
        let range = first.start()..last.end();
        match read(passage.text, &found) {
            Some(true) => notes.hold(Code::Period, passage, range, forward()),
            Some(false) => notes.find(passage, range, backward()),
            None => {}
        }
    }
}

fn forward() -> Say {
    Say::new("Perioden går fremad", "The period goes forward")
}

fn backward() -> Found {
    Found::new(
        Code::Period,
        Say::new("Perioden ender, før den begynder", "The period ends before it begins"),
        Say::new("Det sidste ligger før det første", "The last is before the first"),
    )
}

/// "2022-2025", "2021-22"; not a part of a date, a case number or a journal.
fn years(text: &str, found: &Captures<'_>) -> Option<bool> {
    let whole = found.get(0)?;
    let (before, after) =
        (text[..whole.start()].chars().next_back(), text[whole.end()..].chars().next());
    if [before, after]
        .into_iter()
        .flatten()
        .any(|c| c.is_alphanumeric() || "-–/_.%&".contains(c) && after != Some('.'))
    {
        return None;
    }
    if after == Some('-') || after == Some('/') {
        return None;
    }
    let (first, last): (u32, u32) = (found[1].parse().ok()?, found[2].parse().ok()?);
    let last = if last < 100 { first / 100 * 100 + last } else { last };
    // "2025-10" may be a month.
    if found[2].len() == 2 && last < first && last % 100 <= 12 {
        return None;
    }
    (first != last).then_some(first < last)
}

/// "i perioden fra 2021 til 2024"; "faldet fra 2010 til 1990 elever" counts elever.
fn years_in_words(text: &str, found: &Captures<'_>) -> Option<bool> {
    let whole = found.get(0)?;
    let counts = numbers(&text[whole.start()..], &[]).iter().take(2).any(|n| n.sort != Sort::Year);
    let start = text[..whole.start()].rfind(['.', ',', ';']).unwrap_or(0);
    // "fra 2026 til 2025-niveau".
    if text[whole.end()..].starts_with('-') {
        return None;
    }
    let moves = MOVES.is_match(&text[start..whole.start()]) && found["in"].to_lowercase() == "fra";
    (!counts && !moves && found[2] != found[3]).then_some(found[2] < found[3])
}

fn clock(text: &str, found: &Captures<'_>) -> Option<bool> {
    let part =
        |index: usize| found.get(index).map_or(Some(0), |part| part.as_str().parse::<u32>().ok());
    let is_clock = found[0].to_lowercase().starts_with("kl")
        || found[0].to_lowercase().starts_with("tids")
        || found.get(2).is_some();
    let after = &text[found.get(0)?.end()..];
    let (first, last) = (part(1)? * 60 + part(2)?, part(3)? * 60 + part(4)?);
    let hours = part(1)? < 24 && part(3)? <= 24 && part(2)? < 60 && part(4)? < 60;
    let money = MEASURED.is_match(after);
    // "kl. 23.30-05.15" ends the next day; meetings do not.
    let past_midnight = part(1)? >= 16 && part(3)? <= 10 && !is_of_a_meeting(text, found);
    (is_clock && hours && !money && first != last && !past_midnight).then_some(first < last)
}

fn is_of_a_meeting(text: &str, found: &Captures<'_>) -> bool {
    let start = found.get(0).map_or(0, |whole| whole.start());
    let sentence = text[..start].rfind(". ").map_or(0, |at| at + 1);
    let whole = text.get(sentence..).unwrap_or_default();
    MEETING.is_match(whole.split(". ").next().unwrap_or_default())
}

fn days(_: &str, found: &Captures<'_>) -> Option<bool> {
    let (first, last): (u32, u32) = (found[1].parse().ok()?, found[2].parse().ok()?);
    (first != last).then_some(first < last)
}

/// "fra den 1. januar 2025 til den 31. december 2024". A year that one of the two leaves out is the
/// other's.
fn dates(passage: &Passage<'_>, notes: &mut Notes<'_, '_>) {
    for pair in passage.dates.windows(2) {
        let last = pair[1].full();
        let first = pair[0].full().or_else(|| pair[0].in_year(pair[1].year?));
        let (Some(first), Some(last)) = (first, last) else { continue };
        if !is_interval(passage, &pair[0], &pair[1]) {
            continue;
        }
        let range = pair[0].range.start..pair[1].range.end;
        if first <= last {
            notes.hold(Code::Period, passage, range, forward());
        } else {
            let why = format!("{} < {}", written(last), written(first));
            notes.find(passage, range, Found { why: Say::same(why), ..backward() });
        }
    }
}

fn is_interval(passage: &Passage<'_>, first: &Date, last: &Date) -> bool {
    let before = passage.text[..first.range.start].trim_end();
    let before = ["den", "d."].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
    let opening = last_word(before).trim_start_matches('(').to_lowercase();
    let between = passage.text[first.range.end..last.range.start].trim();
    match opening.as_str() {
        "mellem" => ["og", "og den", "og d."].contains(&between),
        "fra" | "perioden" => [
            "til",
            "til den",
            "til d.",
            "og til",
            "til og med",
            "til og med den",
            "-",
            "–",
            "og frem til",
        ]
        .contains(&between),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn periods_go_forward() {
        check(
            Code::Period,
            &[
                ("Aftalen gælder 2022-2025 og 2021-22.", 0, 2),
                ("Aftalen gælder 2025-2022.", 1, 0),
                ("Mødet er fra 9.30-12.", 0, 1),
                ("Mødet er kl. 12-9.30.", 1, 0),
                ("Mødet holdes kl. 16-9.30.", 1, 0),
                ("Nattevagten er kl. 22.45-06.30.", 0, 0),
                ("Hjemmeplejen kører i tidsrummet 22-7.", 0, 0),
                ("Fra kl. 19-8 er der lukket.", 0, 0),
                ("Den 3.-5. maj og den 5.-3. maj.", 1, 1),
                ("Fra den 1. januar 2025 til den 31. december 2024.", 1, 0),
            ],
        );
    }

    #[test]
    fn case_numbers_months_and_prices_are_no_periods() {
        check(
            Code::Period,
            &[
                ("SAG-2025-00105, 2025-02-01 og EMN-2025-009242", 0, 0),
                ("Taksten sænkes fra 2026 til 2025-niveau.", 0, 0),
                ("Det koster fra 9-5 mio. kr.", 0, 0),
            ],
        );
    }
}
