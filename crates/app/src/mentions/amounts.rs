use std::ops::Range;
use std::sync::LazyLock;

use regex::Captures;

use crate::mentions::MentionKind;
use crate::register::Bounded;

use super::Finding;

const NUMBER: &str = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?½?|½";

static MONEY: LazyLock<Bounded> = LazyLock::new(|| {
    let scale = r"mio\.?|millioner|million|mill\.|mia\.?|milliarder|milliard|t\.|tusinde?";
    Bounded::new(&format!(
        r"(?x)
        (?:(?<from>{NUMBER})\s?[-–]\s?)?(?<sign>[-–−])?(?<number>{NUMBER})\s*(?:(?<scale>{scale})\s*)?
        (?:kr\b\.?|kroner\b|DKK\b)(?:\s*/\s*|\s+pr\.?\s+|\s+per\s+)?(?<unit>\p{{L}}+)?
        |\b(?:kr\.|DKK)\s*(?<sign2>[-–−])?(?<number2>{NUMBER})(?:,-|\s*(?<scale2>{scale})(?:[^\p{{L}}]|$))?"
    ))
});

/// Sums in kroner.
pub(super) fn money(text: &str) -> Vec<Finding> {
    MONEY.captures_iter(text).flat_map(|sum| sums(text, &sum)).collect()
}

fn sums(text: &str, sum: &Captures<'_>) -> Vec<Finding> {
    let whole = sum.get_match().range();
    if is_inside_number(text, whole.start) || is_table_unit(text, &whole) {
        return Vec::new();
    }
    let suffix = sum.name("number").is_some();
    let group = |with_suffix, with_prefix| sum.name(if suffix { with_suffix } else { with_prefix });
    let power = group("scale", "scale2").map_or(0, |scale| power(scale.as_str()));
    let (rate, end) = rate(sum, &whole);
    let range = whole.start..end;
    let value = |number: &str, sign: &str| format!("{sign}{}{rate}", decimal(number, power));
    let Some(number) = group("number", "number2") else { return Vec::new() };
    let sign = if group("sign", "sign2").is_some() { "-" } else { "" };
    match sum.name("from") {
        // A range is both its ends; which will be paid is not known.
        Some(from) => [from, number]
            .map(|end| Finding {
                ambiguous: true,
                ..Finding::sure(MentionKind::Money, range.clone(), value(end.as_str(), ""))
            })
            .into(),
        None => vec![Finding::sure(MentionKind::Money, range, value(number.as_str(), sign))],
    }
}

/// "/indbygger" and where the mention ends: a word after "kr." belongs to it only as a rate.
fn rate(sum: &Captures<'_>, whole: &Range<usize>) -> (String, usize) {
    let text = sum.get_match().as_str();
    let Some(unit) = sum.name("unit") else { return (String::new(), trimmed_end(text, whole)) };
    let before = text[..unit.start() - whole.start].trim_end();
    let is_rate = before.ends_with('/')
        || before.ends_with(" pr.")
        || before.ends_with(" pr")
        || before.ends_with(" per");
    if is_rate {
        (format!("/{}", unit.as_str().to_lowercase()), unit.end())
    } else {
        (String::new(), trimmed_end(before, whole))
    }
}

/// Past the last character that belongs to the sum, not to the sentence.
fn trimmed_end(text: &str, whole: &Range<usize>) -> usize {
    whole.start + text.trim_end_matches([' ', ')', ';', ':', '\u{a0}']).len()
}

fn is_inside_number(text: &str, start: usize) -> bool {
    let before = &text[..start];
    before.ends_with(|c: char| c.is_alphanumeric())
        || (before.ends_with(['.', ',', '/', '-'])
            && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit()))
}

/// "i 1.000 kr." over a table says in what its cells count.
fn is_table_unit(text: &str, range: &Range<usize>) -> bool {
    let sum = &text[range.clone()];
    sum.starts_with("1.000 kr")
        && (text[..range.start].ends_with("i ") || text[..range.start].ends_with('('))
}

fn power(scale: &str) -> usize {
    match scale.get(..3).unwrap_or(scale) {
        "mia" => 9,
        "mil" if scale.starts_with("milliard") => 9,
        "mio" | "mil" => 6,
        _ => 3,
    }
}

/// A Danish number times a power of ten as an exact decimal: `decimal("6,1", 6)` is "6100000".
fn decimal(number: &str, power: usize) -> String {
    let number =
        number.replace('.', "").replace('½', if number.contains(',') { "5" } else { ",5" });
    let (whole, fraction) = number.split_once(',').unwrap_or((&number, ""));
    let moved = fraction.len().min(power);
    let zeros = "0".repeat(power - moved);
    let digits = format!("{whole}{}{zeros}", &fraction[..moved]);
    let digits = digits.trim_start_matches('0');
    let whole = if digits.is_empty() { "0" } else { digits };
    match fraction[moved..].trim_end_matches('0') {
        "" => whole.to_owned(),
        rest => format!("{whole}.{rest}"),
    }
}

static COUNT: LazyLock<Bounded> = LazyLock::new(|| {
    let word = NUMBER_WORDS.map(|(word, _)| word).join("|");
    Bounded::new(&format!(
        r"(?:\b|^)(?<number>\d{{1,3}}(?:\.\d{{3}})+|\d+(?:,\d+)?|(?i:{word}))\s+(?<adjective>\p{{Ll}}{{3,}}e\s+)?(?<noun>\p{{Ll}}[\p{{L}}-]+\p{{Ll}})\b"
    ))
});

const NUMBER_WORDS: [(&str, u8); 19] = [
    ("to", 2),
    ("tre", 3),
    ("fire", 4),
    ("fem", 5),
    ("seks", 6),
    ("syv", 7),
    ("otte", 8),
    ("ni", 9),
    ("ti", 10),
    ("elleve", 11),
    ("tolv", 12),
    ("tretten", 13),
    ("fjorten", 14),
    ("femten", 15),
    ("seksten", 16),
    ("sytten", 17),
    ("atten", 18),
    ("nitten", 19),
    ("tyve", 20),
];

/// Things that councils count, in the plural; compounds end in them ("sundhedsklynger").
const COUNTED: &[&str] = &[
    "afgørelser",
    "aftaler",
    "anmodninger",
    "ansatte",
    "ansøgninger",
    "arbejdspladser",
    "besøg",
    "biler",
    "boliger",
    "borgere",
    "borgmestre",
    "byer",
    "børn",
    "chefer",
    "deltagere",
    "direktører",
    "elever",
    "elevpladser",
    "enheder",
    "episoder",
    "familier",
    "forslag",
    "forløb",
    "faser",
    "fuldtidsstillinger",
    "godkendelser",
    "grunde",
    "haller",
    "henvendelser",
    "hospitaler",
    "høringssvar",
    "indberetninger",
    "indbyggere",
    "indsatser",
    "indsigelser",
    "initiativer",
    "institutioner",
    "klynger",
    "kommuner",
    "konsulenter",
    "kriterier",
    "ledere",
    "læger",
    "lærere",
    "medarbejdere",
    "medlemmer",
    "modeller",
    "møder",
    "områder",
    "organisationer",
    "partier",
    "patienter",
    "personer",
    "pladser",
    "politikere",
    "principper",
    "projekter",
    "pædagoger",
    "regioner",
    "repræsentanter",
    "sager",
    "scenarier",
    "skoler",
    "spor",
    "spørgsmål",
    "stationer",
    "stemmer",
    "stillinger",
    "stop",
    "studerende",
    "sygeplejersker",
    "temaer",
    "tilbud",
    "tilsyn",
    "træer",
    "udsagn",
    "udtalelser",
    "undersøgelser",
    "vilkår",
    "påbud",
    "virksomheder",
    "årsværk",
    "mål",
    "bestyrelser",
    "medformænd",
    "råd",
    "udvalg",
    "vindmøller",
    "lejligheder",
    "hektar",
];

/// Words that a number belongs to: "punkt 2 medlemmer …" counts nothing.
const LABELS: &[&str] = &[
    "afsnit",
    "bilag",
    "fase",
    "kapitel",
    "kl",
    "kl.",
    "lokalplan",
    "lovpakke",
    "model",
    "mål",
    "nr",
    "nr.",
    "pkt",
    "pkt.",
    "punkt",
    "punkterne",
    "rute",
    "scenarie",
    "sektion",
    "side",
    "stk",
    "stk.",
    "uge",
    "§",
    "fokusområde",
    "pier",
    "etape",
    "spor",
    "niveau",
    "type",
    "klasse",
];

/// Counted quantities.
pub(super) fn counts(text: &str) -> Vec<Finding> {
    COUNT.captures_iter(text).filter_map(|counted| count(text, &counted)).collect()
}

fn count(text: &str, counted: &Captures<'_>) -> Option<Finding> {
    let range = counted.get_match().range();
    let before = text[..range.start].trim_end();
    let label = before.rsplit([' ', '\u{a0}', '(']).next().unwrap_or("").to_lowercase();
    let number = number(&counted["number"])?;
    let part_of_more = before.ends_with(['-', '–', '/', '.', ',']) && before.len() == range.start
        || text[..range.start].ends_with(['-', '–', '/', ',', '.', '½']);
    if part_of_more || LABELS.contains(&label.as_str()) {
        return None;
    }
    let noun = base_plural(&counted["noun"])?;
    let adjective = counted.name("adjective").map_or("", |m| m.as_str());
    let value = format!("{number} {}{noun}", adjective.to_lowercase());
    Some(Finding::sure(MentionKind::Count, range, value))
}

/// The number in digits; years count nothing.
fn number(written: &str) -> Option<String> {
    let lower = written.to_lowercase();
    if let Some((_, number)) = NUMBER_WORDS.iter().find(|(word, _)| *word == lower) {
        return Some(number.to_string());
    }
    let is_year = written.len() == 4 && (written.starts_with("19") || written.starts_with("20"));
    (!is_year).then(|| written.replace('.', ""))
}

/// "kommuner" of "kommuner", "kommunerne" and "kommunernes", where it is a thing one counts.
fn base_plural(noun: &str) -> Option<&str> {
    let plural = noun.strip_suffix("nes").or_else(|| noun.strip_suffix("ne")).unwrap_or(noun);
    let plural = plural.strip_suffix('s').filter(|p| p.ends_with("er")).unwrap_or(plural);
    [noun, plural].into_iter().find(|form| {
        COUNTED.iter().any(|thing| form.strip_suffix(thing).is_some_and(is_compound_start))
    })
}

/// Nothing, or enough letters to be the first part of a compound.
fn is_compound_start(start: &str) -> bool {
    start.is_empty() || start.chars().count() >= 2
}
