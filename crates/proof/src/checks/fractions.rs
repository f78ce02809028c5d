//! "Halvdelen af de 40 pladser, dvs. 20": a fraction in words against the numbers given.
//!
//! ```
//! let report = raadslag_proof::read("To tredjedele af de 60 elever, dvs. 30 elever, bestod.");
//! assert_eq!(report.codes(), ["arithmetic.share"]);
//! ```

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::{Exact, MICRO, Number, Sort, decimal};
use crate::{Code, Level, Say};

pattern!(
    FRACTION,
    r"(?i)\b(?P<f>halvdelen|en tredjedel|to tredjedele|en fjerdedel|tre fjerdedele|en femtedel|en tiendedel|hver anden|hver tredje|hver fjerde|hver femte|hver tiende) af (?:de |alle |i alt |samtlige )*$"
);
pattern!(LINK, r"(?i)^(?:\s[\p{L}-]+){0,3},?\s(?:\(|dvs\.\s|altså\s|svarende til\s|nemlig\s)$");
// "to tredjedele af de 93 ansøgninger, 62 i alt,".
pattern!(APPOSED, r"^(?:\s[\p{L}-]+){1,3}, $");

/// Checks fractions in running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose() {
        for pair in passage.numbers.windows(2) {
            if let Some((over, under)) = fraction(passage, &pair[0])
                && is_linked(passage.text, &pair[0], &pair[1])
                && pair[0].is_exact()
                && pair[1].exact == Exact::Exactly
                && pair[0].is_like(&pair[1])
            {
                compare(passage, (&pair[0], &pair[1]), (over, under), notes);
            }
        }
    }
}

/// A number alone in parentheses, else a label, is here the part.
fn is_linked(text: &str, whole: &Number, part: &Number) -> bool {
    let between = &text[whole.end..part.range.start];
    let after = &text[part.end..];
    let alone = between.ends_with('(') && after.starts_with(')');
    let amount = part.sort == Sort::Amount;
    LINK.is_match(between) && (amount || alone)
        || amount && APPOSED.is_match(between) && after.starts_with(" i alt")
}

fn fraction(passage: &Passage<'_>, whole: &Number) -> Option<(i128, i128)> {
    let found = FRACTION.captures(&passage.text[..whole.range.start])?;
    Some(match found["f"].to_lowercase().as_str() {
        "en tredjedel" | "hver tredje" => (1, 3),
        "to tredjedele" => (2, 3),
        "en fjerdedel" | "hver fjerde" => (1, 4),
        "tre fjerdedele" => (3, 4),
        "en femtedel" | "hver femte" => (1, 5),
        "en tiendedel" | "hver tiende" => (1, 10),
        _ => (1, 2),
    })
}

fn compare(
    passage: &Passage<'_>,
    (whole, part): (&Number, &Number),
    (over, under): (i128, i128),
    notes: &mut Notes<'_, '_>,
) {
    let exact = whole.scaled() * over / under;
    let range = whole.range.start..part.end;
    let sum = format!("{over}/{under} × {} = {}", decimal(whole.value), decimal(exact));
    let off = (exact - part.scaled()).abs();
    if off <= part.step().max(MICRO) / 2 {
        notes.hold(Code::Share, passage, range, Say::same(sum));
    } else if off * 20 > exact {
        // "Halvdelen" is often said of 49 in 100.
        let (right, given) = (decimal(exact), decimal(part.scaled()));
        let message = Say::new(
            format!("Det er {right}, ikke {given}"),
            format!("It is {right}, not {given}"),
        );
        let found = Found::new(Code::Share, message, Say::same(sum)).at_level(Level::Warning);
        notes.find(passage, range, found.suggest(Say::same(right)));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn a_fraction_agrees_with_its_numbers() {
        check(
            Code::Share,
            &[
                ("Halvdelen af de 40 pladser, dvs. 20 pladser, er besat.", 0, 1),
                ("Halvdelen af de 40 pladser, dvs. 25 pladser, er besat.", 1, 0),
                ("Tre fjerdedele af de 40 pladser (30) er besat.", 0, 1),
                ("Tre fjerdedele af de 40 pladser (35) er besat.", 1, 0),
                ("Halvdelen af de 40 pladser, 26 i alt, er besat.", 1, 0),
                ("En tredjedel af alle 10 (3) svarede.", 0, 1),
                ("Halvdelen af de 40 pladser og 25 stole er besat.", 0, 0),
            ],
        );
    }
}
