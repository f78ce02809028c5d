//! Numbers: value, unit, how exact they are, and what they count.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Date;
use super::word::last_word;

/// Values are counted in millionths, so that decimals stay exact.
pub(crate) const MICRO: i128 = 1_000_000;

/// What a number measures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    /// Things, with the power of ten of "mio." (6) and "mia." (9).
    Count(u32),
    /// Kroner, with the power of ten.
    Kroner(u32),
    /// Per cent.
    Percent,
    /// Percentage points.
    Point,
}

/// How exact a number is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Exact {
    Exactly,
    /// "ca.", "omkring".
    About,
    /// "over", "mindst", "godt": the true value is no smaller.
    AtLeast,
    /// "knap", "højst", "op til": the true value is no greater.
    AtMost,
    /// "3-4".
    Range,
}

/// What a number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    /// An amount or a count.
    Amount,
    Year,
    /// "3. bedst".
    Ordinal,
    /// "bilag 2", "§ 12", "Model 1", "(5)".
    Label,
}

/// A number in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Number {
    /// The figures or the word.
    pub(crate) range: Range<usize>,
    /// One past the unit.
    pub(crate) end: usize,
    /// In millionths, not scaled by the unit.
    pub(crate) value: i128,
    /// Decimals written.
    pub(crate) decimals: u32,
    pub(crate) unit: Unit,
    pub(crate) exact: Exact,
    pub(crate) sort: Sort,
    /// Written as a word.
    pub(crate) word: bool,
}

impl Number {
    /// An exact amount.
    pub(crate) fn is_exact(&self) -> bool {
        self.sort == Sort::Amount && self.exact == Exact::Exactly
    }

    /// A whole count of things, small enough to be the length of a list.
    pub(crate) fn count(&self) -> Option<usize> {
        let whole = self.is_exact() && self.unit == Unit::Count(0) && self.value % MICRO == 0;
        usize::try_from(self.value / MICRO).ok().filter(|_| whole)
    }

    /// The value with its unit's power of ten, in millionths.
    pub(crate) fn scaled(&self) -> i128 {
        match self.unit {
            Unit::Count(power) | Unit::Kroner(power) => self.value * 10_i128.pow(power),
            Unit::Percent | Unit::Point => self.value,
        }
    }

    /// One step of the last decimal written, scaled, in millionths.
    pub(crate) fn step(&self) -> i128 {
        let step = MICRO / 10_i128.pow(self.decimals.min(6));
        match self.unit {
            Unit::Count(power) | Unit::Kroner(power) => step * 10_i128.pow(power),
            Unit::Percent | Unit::Point => step,
        }
    }

    /// Whether both measure the same.
    pub(crate) fn is_like(&self, other: &Self) -> bool {
        use Unit::{Count, Kroner};
        matches!((self.unit, other.unit), (Count(_), Count(_)) | (Kroner(_), Kroner(_)))
            || self.unit == other.unit
    }
}

const WORDS: [&str; 19] = [
    "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv", "tretten",
    "fjorten", "femten", "seksten", "sytten", "atten", "nitten", "tyve",
];

/// Words before a number that make it a label.
const LABELS: [&str; 49] = [
    "nr",
    "nr.",
    "§",
    "§§",
    "stk.",
    "stk",
    "pkt.",
    "pkt",
    "punkt",
    "punkterne",
    "bilag",
    "bilaget",
    "kapitel",
    "kap.",
    "side",
    "s.",
    "fase",
    "rul",
    "model",
    "scenarie",
    "scenarium",
    "mål",
    "lovpakke",
    "pakke",
    "rute",
    "linje",
    "version",
    "kl.",
    "kl",
    "tlf.",
    "telefon",
    "lov",
    "gruppe",
    "spor",
    "etape",
    "trin",
    "niveau",
    "ad",
    "afsnit",
    "sag",
    "artikel",
    "uge",
    "klasse",
    "lokale",
    "mødelokale",
    "type",
    "zone",
    "fokusområde",
    "tabel",
];

/// Words before a number that make it a year.
const YEARLY: [&str; 29] = [
    "i",
    "fra",
    "til",
    "siden",
    "år",
    "året",
    "for",
    "af",
    "ultimo",
    "primo",
    "medio",
    "efter",
    "før",
    "inden",
    "og",
    "ultimo",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "årene",
];

static FIGURES: LazyLock<Regex> = LazyLock::new(|| {
    let words = WORDS.join("|");
    let pattern = format!(
        r"(?:(?-u:\b)(?i:{words})(?-u:\b))|(?:[0-9]{{1,3}}(?:(?:\.[0-9]{{3}})+|(?:[\x20\u{{a0}}\u{{202f}}][0-9]{{3}})+)(?:,[0-9]+)?|[0-9]+(?:,[0-9]+)?)½?|½"
    );
    Regex::new(&pattern).expect("a constant pattern")
});

static UNIT: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"(?xi)^\s?(?:
        (?P<point>procentpoint|procent-point|pct\.?[-\s]?point|%-?point)
      | (?P<percent>pct\b\.?|%|procent\b)
      | (?P<mio>mio\.?|millioner|million)(?P<mk>\s?(?:kr\.?|kroner|dkk)\b\.?)?
      | (?P<mia>mia\.?|milliarder|milliard)(?P<bk>\s?(?:kr\.?|kroner|dkk)\b\.?)?
      | (?P<tkr>t\.\s?kr\.|tkr\.|1\.000\skr\.)
      | (?P<kr>kr\b\.?|kroner\b|,-)
    )";
    Regex::new(pattern).expect("a constant pattern")
});

/// The numbers of a text in order, without those inside its dates.
pub(crate) fn numbers(text: &str, dates: &[Date]) -> Vec<Number> {
    FIGURES
        .find_iter(text)
        .filter_map(|found| {
            let range = found.range();
            let word = found.as_str().starts_with(char::is_alphabetic);
            if word && is_inside_a_word(text, &range) {
                return None;
            }
            let inside =
                dates.iter().any(|d| d.range.start < range.end && range.start < d.range.end);
            if inside { None } else { read(text, range, word) }
        })
        .collect()
}

/// The pattern's own boundaries know ASCII only, which keeps it fast: "to" of "ståto".
fn is_inside_a_word(text: &str, range: &Range<usize>) -> bool {
    text[..range.start].ends_with(char::is_alphanumeric)
        || text[range.end..].starts_with(char::is_alphanumeric)
}

fn read(text: &str, range: Range<usize>, word: bool) -> Option<Number> {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    if !word && is_inside_something(before, after) {
        return None;
    }
    let written = &text[range.clone()];
    let (value, decimals) = if word { (word_value(written)?, 0) } else { value(written)? };
    let (unit, unit_length) = unit(after);
    let unit = in_kroner(unit, before);
    // "12 500 kr."; without a unit the two may be numbers of their own.
    if written.contains([' ', '\u{a0}', '\u{202f}']) && !matches!(unit, Unit::Kroner(_)) {
        return None;
    }
    let previous = last_word(before).to_lowercase();
    let sort =
        if word { word_sort(&previous) } else { sort(written, &previous, before, after, unit) };
    Some(Number {
        end: range.end + unit_length,
        value,
        decimals,
        unit,
        exact: exactness(before, &after[unit_length..]),
        sort,
        word,
        range,
    })
}

/// Part of a longer name or number: "DK2020", "24-06", "9.30", "12 34 56 78".
fn is_inside_something(before: &str, after: &str) -> bool {
    let previous = before.chars().next_back();
    let next = after.chars().next();
    let second = after.chars().nth(1);
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    // "9.30-12".
    let clock = before.strip_suffix(['-', '–']).is_some_and(|before| {
        let minutes = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        minutes == 2 && before[..before.len() - 2].ends_with(['.', ':'])
    });
    let spaced_digits = |text: &str, mut ends: Box<dyn Iterator<Item = char> + '_>| {
        let _ = text;
        ends.next() == Some(' ') && digit(ends.next())
    };
    let coded = before.ends_with('-') && last_word(before).contains(char::is_alphabetic);
    clock
        || coded
        || previous.is_some_and(|c| c.is_alphanumeric() || "/_.,:&=".contains(c))
        || (previous == Some('-')
            && before.chars().nth_back(1).is_some_and(char::is_alphanumeric)
            && !digit(before.chars().nth_back(1)))
        || next.is_some_and(|c| c.is_alphanumeric() || "/_&=".contains(c)) && !starts_unit(after)
        || (next.is_some_and(|c| ".:".contains(c)) && digit(second))
        || spaced_digits(after, Box::new(after.chars()))
        || spaced_digits(before, Box::new(before.chars().rev()))
}

fn starts_unit(after: &str) -> bool {
    UNIT.is_match(after)
}

/// "1.234,5½" in millionths, and its decimals.
fn value(written: &str) -> Option<(i128, u32)> {
    let half = written.ends_with('½');
    let plain = written.trim_end_matches('½');
    let (whole, fraction) = plain.split_once(',').unwrap_or((plain, ""));
    let whole: String = whole.chars().filter(char::is_ascii_digit).collect();
    if whole.len() > 15 || fraction.len() > 6 {
        return None;
    }
    let whole: i128 = if whole.is_empty() { 0 } else { whole.parse().ok()? };
    let parts: i128 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
    let decimals = fraction.len() as u32;
    let value = whole * MICRO + parts * 10_i128.pow(6 - decimals);
    Some(if half { (value + MICRO / 2, 1) } else { (value, decimals) })
}

fn word_value(word: &str) -> Option<i128> {
    let word = word.to_lowercase();
    let index = WORDS.iter().position(|number| *number == word)?;
    Some((index as i128 + 2) * MICRO)
}

fn unit(after: &str) -> (Unit, usize) {
    let Some(found) = UNIT.captures(after) else { return (Unit::Count(0), 0) };
    let has = |name: &str| found.name(name).is_some();
    let unit = if has("point") {
        Unit::Point
    } else if has("percent") {
        Unit::Percent
    } else if has("mio") {
        if has("mk") { Unit::Kroner(6) } else { Unit::Count(6) }
    } else if has("mia") {
        if has("bk") { Unit::Kroner(9) } else { Unit::Count(9) }
    } else if has("tkr") {
        Unit::Kroner(3)
    } else {
        Unit::Kroner(0)
    };
    (unit, found[0].len())
}

/// "kr. 540.000"; in "5 mio. kr. 17 kommuner" the kroner are those of the number before.
fn in_kroner(unit: Unit, before: &str) -> Unit {
    let Unit::Count(power) = unit else { return unit };
    let word = last_word(before);
    if !["kr.", "kr", "DKK"].contains(&word.trim_start_matches('(')) {
        return unit;
    }
    let earlier = last_word(before.trim_end().strip_suffix(word).unwrap_or_default());
    let counted = earlier.ends_with(|c: char| c.is_ascii_digit())
        || ["mio.", "mia.", "t.", "mio", "mia", "millioner", "milliarder"].contains(&earlier);
    if counted { unit } else { Unit::Kroner(power) }
}

fn word_sort(previous: &str) -> Sort {
    let label = LABELS.contains(&previous) && !["sag", "mål", "lov"].contains(&previous);
    if label { Sort::Label } else { Sort::Amount }
}

fn sort(written: &str, previous: &str, before: &str, after: &str, unit: Unit) -> Sort {
    let next = after.chars().next();
    let opened = before.ends_with('(');
    if LABELS.contains(&previous.trim_start_matches('('))
        || next == Some(')') && (opened || before.trim().is_empty())
    {
        return Sort::Label;
    }
    if unit != Unit::Count(0) {
        return Sort::Amount;
    }
    let lower_follows = || {
        let rest = after.strip_prefix('.').unwrap_or_default();
        rest.starts_with(' ') && rest.trim_start().chars().next().is_some_and(char::is_lowercase)
    };
    if lower_follows() {
        return Sort::Ordinal;
    }
    let round = written.ends_with("00");
    let year = written.len() == 4 && (written.starts_with("19") || written.starts_with("20"));
    let noun_follows = after.strip_prefix(' ').is_some_and(|rest| {
        let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        word.len() > 3 && word.chars().all(char::is_lowercase) && word.ends_with(['r', 'e', 'd'])
    });
    if year && (!round || !noun_follows || YEARLY.contains(&previous)) {
        return Sort::Year;
    }
    Sort::Amount
}

/// Hedges before and a range around a number.
fn exactness(before: &str, after: &str) -> Exact {
    let lower = before.trim_end().to_lowercase();
    let dash = |c: char| matches!(c, '-' | '–');
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let ranged = after.trim_start().starts_with(dash) && digit(after.trim_start().chars().nth(1))
        || before.ends_with(dash) && digit(before.chars().nth_back(1))
        || after.trim_start().starts_with("til ") && is_number_word(&after.trim_start()[4..]);
    if ranged {
        return Exact::Range;
    }
    let ends = |hedges: &[&str]| {
        hedges.iter().any(|hedge| {
            lower.strip_suffix(hedge).is_some_and(|rest| !rest.ends_with(char::is_alphabetic))
        })
    };
    // "der lægges op til tre ændringer" is no hedge.
    if ends(&["lægger op til", "lægges op til", "lagt op til", "lægge op til"]) {
        return Exact::Exactly;
    }
    if ends(&["ca.", "cirka", "omkring", "omtrent", "størrelsesordenen", "rundt regnet", "ca"]) {
        Exact::About
    } else if ends(&["over", "godt", "mindst", "minimum", "mere end", "flere end", "min.", "fra"])
        && !ends(&["fra"])
    {
        Exact::AtLeast
    } else if ends(&[
        "knap",
        "næsten",
        "op til",
        "op mod",
        "maksimalt",
        "højst",
        "under",
        "mindre end",
        "færre end",
        "max.",
        "maks.",
        "tæt på",
        "indtil",
    ]) {
        Exact::AtMost
    } else {
        Exact::Exactly
    }
}

fn is_number_word(text: &str) -> bool {
    let word: String = text.chars().take_while(|c| c.is_alphabetic()).collect();
    WORDS.contains(&word.to_lowercase().as_str())
}

/// "1.234,5": a value in millionths as Danes write it, without needless decimals.
pub(crate) fn decimal(value: i128) -> String {
    let whole = thousands(value.abs() / MICRO);
    let fraction = format!("{:06}", value.abs() % MICRO);
    let fraction = fraction.trim_end_matches('0');
    let sign = if value < 0 { "-" } else { "" };
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{fraction}") }
}

/// "1.234".
pub(crate) fn thousands(value: i128) -> String {
    let digits = value.to_string();
    let mut written = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push('.');
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::dates;

    fn check(text: &str, expect: &[(&str, Unit, Exact)]) {
        let found: Vec<_> = numbers(text, &dates(text))
            .into_iter()
            .filter(|number| number.sort == Sort::Amount)
            .map(|number| (decimal(number.value), number.unit, number.exact))
            .collect();
        let found: Vec<_> = found.iter().map(|(v, u, e)| (v.as_str(), *u, *e)).collect();
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn numbers_have_value_unit_and_exactness() {
        let one = Unit::Count(0);
        check("9.958 aftaler", &[("9.958", one, Exact::Exactly)]);
        check(
            "2½ stilling, 0,5 årsværk",
            &[("2,5", one, Exact::Exactly), ("0,5", one, Exact::Exactly)],
        );
        check("17,7 mio. kr.", &[("17,7", Unit::Kroner(6), Exact::Exactly)]);
        check("12 500 kr.", &[("12.500", Unit::Kroner(0), Exact::Exactly)]);
        check("kr. 540.000", &[("540.000", Unit::Kroner(0), Exact::Exactly)]);
        check(
            "5 mio. kr. 17 byer",
            &[("5", Unit::Kroner(6), Exact::Exactly), ("17", one, Exact::Exactly)],
        );
        check("knap 12 mio. kr.", &[("12", Unit::Kroner(6), Exact::AtMost)]);
        check(
            "ca. 2-3 pct. om året",
            &[("2", one, Exact::Range), ("3", Unit::Percent, Exact::Range)],
        );
        check("de fire opgaver", &[("4", one, Exact::Exactly)]);
        check("mindst 2 stop", &[("2", one, Exact::AtLeast)]);
    }

    #[test]
    fn years_labels_ordinals_dates_and_times_are_no_amounts() {
        for text in [
            "i 2024 blev",
            "juni 2021",
            "pkt. 2.8",
            "bilag 2",
            "§ 12",
            "lov nr. 1532",
            "Model 1:",
            "3. bedst",
            "den 7. september 2025",
            "kl. 9.30-12",
            "DK2020",
            "SAG-2025-00105",
            "tlf. 12 34 56 78",
            "kommuner (5)",
            "L191",
        ] {
            check(text, &[]);
        }
    }

    #[test]
    fn danish_figures_have_points_and_commas() {
        assert_eq!(decimal(1_234_567 * MICRO + 500_000), "1.234.567,5");
        assert_eq!(decimal(12 * MICRO), "12");
    }
}
