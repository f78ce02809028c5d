//! A period is as long as it is called.
//!
//! ```
//! let report = raadslag_proof::read("Det gælder den toårige periode 2023-2026.");
//! assert_eq!(report.codes(), ["arithmetic.length"]);
//! ```
//!
//! "2026-2030" is four years to one and five to another; both are right.

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::text::numbers;
use crate::{Code, Say};

pattern!(
    LENGTH,
    r"(?i)\b(?P<years>\d{1,2}|to|tre|fire|fem|seks|syv|otte|ti)(?:[- ]?årige?\b(?P<between>[^.;:\d]{0,40}?)|\sår(?P<behind>,?\s\(?|\s(?:fra|i|i perioden|i årene|nemlig|dvs\.)\s|,\s(?:fra|nemlig|dvs\.)\s))(?P<from>(?:19|20)\d\d)\s?(?:[-–]|til)\s?(?P<to>(?:19|20)?\d\d)\b"
);

/// Checks lengths of periods.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let told = |text: &str| text.contains("år") && text.bytes().any(|byte| byte.is_ascii_digit());
    for passage in page.prose().filter(|passage| told(passage.text)) {
        for found in LENGTH.captures_iter(passage.text) {
            let (Some(whole), Some(years)) =
                (found.get(0), numbers(&found["years"], &[]).first().map(|n| n.value / 1_000_000))
            else {
                continue;
            };
            let (Ok(from), Ok(to)) = (found["from"].parse::<i128>(), found["to"].parse::<i128>())
            else {
                continue;
            };
            let to = if to < 100 { from / 100 * 100 + to } else { to };
            let both = to - from + 1;
            if years == both || years == to - from {
                let say = Say::new(
                    format!("{from}-{to} er {years} år"),
                    format!("{from}-{to} is {years} years"),
                );
                notes.hold(Code::Length, passage, whole.range(), say);
            } else if both > 0 && !is_prolonged(passage, whole.end()) {
                let found = Found::new(
                    Code::Length,
                    Say::new(
                        format!("{from}-{to} er ikke {years} år"),
                        format!("{from}-{to} is not {years} years"),
                    ),
                    Say::new(
                        format!("Med begge år er det {both}"),
                        format!("With both years it is {both}"),
                    ),
                );
                notes.find(passage, whole.range(), found);
            }
        }
    }
}

/// "Den treårige aftale fra 2019-2024 er forlænget": its length is that of the first.
fn is_prolonged(passage: &Passage<'_>, at: usize) -> bool {
    passage.text[at..passage.sentence_at(at).end.max(at)].contains("forlænge")
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn a_period_is_as_long_as_it_is_called() {
        check(
            Code::Length,
            &[
                ("Den to-årige periode 2023-24 begynder.", 0, 1),
                ("Den fireårige valgperiode 2026-2029.", 0, 1),
                ("Den fireårige valgperiode 2026-2030.", 0, 1),
                ("Den fireårige valgperiode 2026-2033.", 1, 0),
                ("Den toårige ordning 2020-2025 er forlænget to gange.", 0, 0),
            ],
        );
    }
}
