//! Whether a percentage is said of the numbers beside it, or merely stands in the same sentence.
//!
//! "fra 80 til 100 kr., svarende til 25 pct." is; "fra 80 til 100 kr., og 35 pct. af borgerne …" and
//! "fra 80 til 100 kr., svarende til 8 pct. i faste priser" are not.

use super::pattern;
use crate::text::words;

/// What the percentage is to the numbers.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Change,
    Share,
}

// A percentage of something else, of other prices, or of each year.
pattern!(
    ANOTHER,
    r"(?i)^\s(?:(?:ud )?af\s|(?:i |med |efter |målt i )?(?:faste|løbende|uændrede?)\s|realt|korriger|pris|årlig|om året|pr\.|per\s|hvert|i gennemsnit|i snit|ekskl|fra år|over|under|mere|mindre|flere|færre|højere|lavere|point)"
);
pattern!(
    STRONG,
    r"(?i)\b(?:svarende til|svarer til|dvs\.|det vil sige|altså|hvilket (?:er|giver)|det (?:er|giver))"
);
pattern!(
    CHANGE_NOUN,
    r"(?i)\b(?:stigning|fald|vækst|nedgang|fremgang|tilbagegang|reduktion|forøgelse|forhøjelse|besparelse|forskel|ændring)(?:en|et)?(?: er)? (?:på|med)\b"
);
pattern!(
    SHARE_NOUN,
    r"(?i)\b(?:andel|dækning|dækningsgrad|belægning|svarprocent|tilslutning|deltagelse)(?:en|et)?(?: er)? på\b"
);
pattern!(
    CONDITION,
    r"(?i)\b(?:vil|kan|skal|har|er|betyder|giver|hvis|når|hvor|som|der|og|men|mens)\b"
);

/// Words that join a percentage to what it is said of.
const JOINING: [&str; 31] = [
    "svarende", "svarer", "til", "dvs", "det", "vil", "sige", "altså", "hvilket", "er", "giver",
    "et", "en", "på", "med", "dermed", "således", "ca", "cirka", "knap", "godt", "næsten",
    "omkring", "omtrent", "over", "minus", "plus", "i", "alt", "samlet", "lidt",
];

const CHANGES: [&str; 16] = [
    "stigning",
    "stigningen",
    "fald",
    "faldet",
    "vækst",
    "væksten",
    "nedgang",
    "fremgang",
    "tilbagegang",
    "reduktion",
    "forøgelse",
    "forhøjelse",
    "besparelse",
    "forskel",
    "ændring",
    "mere",
];

const SHARES: [&str; 7] =
    ["andel", "dækning", "dækningsgrad", "belægning", "svarprocent", "tilslutning", "deltagelse"];

/// Whether what follows a percentage says that it is of something else.
pub(super) fn is_of_another(after: &str) -> bool {
    ANOTHER.is_match(after)
}

/// Whether words between the numbers and the percentage behind them join the two.
pub(super) fn joins(between: &str, of: Of) -> bool {
    let between = between.to_lowercase();
    if let Some((head, inside)) = between.split_once('(') {
        return is_short(head, of) && (all_join(inside, of));
    }
    let seam = [", ", "; ", " – ", " - "].iter().filter_map(|mark| between.find(mark)).min();
    let start = seam.or_else(|| STRONG.find(&between).map(|found| found.start()));
    let start = start.or_else(|| noun(of).find(&between).map(|found| found.start()));
    let Some(start) = start else { return false };
    let (head, tail) = between.split_at(start);
    is_short(head, of) && all_join(tail, of) && (STRONG.is_match(tail) || noun(of).is_match(tail))
}

/// Whether a whole opening of a sentence joins the percentage behind it to the sentence before:
/// "Det svarer til".
pub(super) fn opens(opening: &str, of: Of) -> bool {
    let opening = opening.to_lowercase();
    all_join(&opening, of) && !opening.contains([',', '('])
}

/// Whether words between a percentage and the numbers behind it join the two: "faldet med 36 pct.
/// (fra 1455 …)".
pub(super) fn is_told_by(between: &str) -> bool {
    let inner = between.trim_end().trim_end_matches("fra").trim_end();
    let inner = inner.strip_suffix('(').map_or(inner, str::trim_end);
    let inner = inner.strip_suffix([',', ':']).unwrap_or(inner);
    words(inner).len() <= 4
        && !inner.contains([',', '(', ':', ';', '.'])
        && !CONDITION.is_match(inner)
}

fn noun(of: Of) -> &'static regex::Regex {
    match of {
        Of::Change => &CHANGE_NOUN,
        Of::Share => &SHARE_NOUN,
    }
}

fn is_short(head: &str, of: Of) -> bool {
    let most = if of == Of::Share { 10 } else { 6 };
    words(head).len() <= most && !head.contains([',', ';', ':', '('])
}

fn all_join(text: &str, of: Of) -> bool {
    let nouns: &[&str] = if of == Of::Change { &CHANGES } else { &SHARES };
    let digits = text.bytes().any(|byte| byte.is_ascii_digit());
    !digits && words(text).iter().all(|w| JOINING.contains(&w.text) || nouns.contains(&w.text))
}
