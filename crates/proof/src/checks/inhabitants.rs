//! "6,1 mio. kr. svarende til 2,24 kr./indbygger" against the known population.
//!
//! Whose inhabitants is certain where the sentence names one municipality, or "de 17 kommuner" and
//! the body's region, alone or with others, has that many.

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage};
use crate::register::Municipality;
use crate::text::{MICRO, Number, Unit, decimal, thousands};
use crate::{Code, Say};

pattern!(PER, r"(?i)^\s?(?:/|pr\.? |per )\s?indbygger");
pattern!(MUNICIPALITIES, r"(?i)\bde (\d{1,2}) kommuner");

// "hvilket er 100.000 kr. mere end i 2024", "…, og de øvrige betaler 3 kr. pr. indbygger".
pattern!(COMPARED, r"(?i)^\s(?:mere|mindre|højere|lavere|over|under)\b");
pattern!(OTHERS, r"(?i)\b(?:og|mens|men)\s(?:de|den|det|andre|resten|øvrige)\b");

/// Checks rates per inhabitant.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose() {
        for sentence in &passage.sentences {
            let kroner: Vec<&Number> = passage
                .numbers_in(sentence)
                .filter(|n| matches!(n.unit, Unit::Kroner(_)) && n.is_exact())
                .collect();
            let is_rate = |n: &Number| PER.is_match(&passage.text[n.end..]);
            let [first, second] = kroner[..] else { continue };
            let (amount, rate) = if is_rate(first) { (second, first) } else { (first, second) };
            let (left, right) =
                if first.end < second.end { (first, second) } else { (second, first) };
            let apart = COMPARED.is_match(&passage.text[amount.end..])
                || OTHERS.is_match(&passage.text[left.end..right.range.start]);
            if is_rate(rate)
                && !apart
                && !is_rate(amount)
                && let Some((who, people)) = population(page, &passage.text[sentence.clone()])
            {
                compare(passage, amount, rate, &who, people, notes);
            }
        }
    }
}

/// Who pays, and how many live there.
fn population(page: &Page<'_>, sentence: &str) -> Option<(String, u32)> {
    let named: Vec<&Municipality> = page
        .register
        .municipalities
        .iter()
        .filter(|municipality| sentence.contains(&format!("{} Kommune", municipality.name)))
        .collect();
    if let [only] = named[..] {
        return Some((format!("{} Kommune", only.name), only.population?));
    }
    let count: usize = MUNICIPALITIES.captures(sentence)?.get(1)?.as_str().parse().ok()?;
    let region = page.register.own_region.as_deref()?;
    let size = page.register.municipalities.iter().filter(|m| m.region == region).count();
    let people = page.register.population_of_region(region)?;
    (size == count && named.is_empty()).then(|| (format!("de {count} kommuner"), people))
}

fn compare(
    passage: &Passage<'_>,
    amount: &Number,
    rate: &Number,
    who: &str,
    people: u32,
    notes: &mut Notes<'_, '_>,
) {
    let people = i128::from(people);
    let (low, high) = (
        (amount.scaled() - amount.step() / 2) / people,
        (amount.scaled() + amount.step() / 2) / people,
    );
    let rate_end = PER.find(&passage.text[rate.end..]).map_or(rate.end, |per| rate.end + per.end());
    let range = amount.range.start.min(rate.range.start)..rate_end.max(amount.end);
    // Populations are of one day; 2 per cent cover the years around it.
    let room = rate.scaled() / 50 + rate.step() / 2;
    let exact = amount.scaled() / people / (MICRO / 100) * (MICRO / 100);
    let count = thousands(people);
    if rate.scaled() + room >= low && rate.scaled() - room <= high {
        let say = Say::new(
            format!("{who} har {count} indbyggere: {} kr.", decimal(exact)),
            format!("{who}: {count} inhabitants, {} DKK each", decimal(exact)),
        );
        notes.hold(Code::Inhabitants, passage, range, say);
    } else {
        let found = Found::new(
            Code::Inhabitants,
            Say::new(
                format!(
                    "Det er {} kr. pr. indbygger, ikke {}",
                    decimal(exact),
                    decimal(rate.value)
                ),
                format!("It is {} DKK per inhabitant, not {}", decimal(exact), decimal(rate.value)),
            ),
            Say::new(
                format!("{who} har {count} indbyggere"),
                format!("{who}: {count} inhabitants"),
            ),
        );
        notes.find(passage, range, found);
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{counts, report};
    use crate::{Code, Municipality, Register, paragraphs};

    #[test]
    fn a_rate_agrees_with_the_population() {
        let faxe = Municipality {
            name: "Faxe".into(),
            region: "Sjælland".into(),
            population: Some(37_344),
        };
        let register = Register { municipalities: vec![faxe], ..Register::default() };
        for text in [
            "Faxe Kommune betaler 12 kr. pr. indbygger, hvilket er 40.000 kr. mere end sidst.",
            "Faxe Kommune betaler 1 mio. kr., mens de øvrige betaler 12 kr. pr. indbygger.",
        ] {
            let report = report(&paragraphs(text), &register);
            assert_eq!(counts(&report, Code::Inhabitants), (0, 0), "{text}");
        }
        for (rate, found, held) in [("26,78", 0, 1), ("36,78", 1, 0)] {
            let text =
                format!("Faxe Kommune betaler 1,0 mio. kr. svarende til {rate} kr./indbygger.");
            let report = report(&paragraphs(&text), &register);
            assert_eq!(counts(&report, Code::Inhabitants), (found, held), "{rate}");
        }
    }
}
