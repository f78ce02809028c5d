//! Abbreviations have their full stop.
//!
//! ```
//! assert_eq!(raadslag_proof::read("Planen ift sundhed.").codes(), ["language.abbreviation-stop"]);
//! ```

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::Page;
use crate::{Code, Say};

pattern!(
    BARE,
    r"\b(?:[Ii]ft|[Ii]fm|[Mm]ht|[Ii]ht|pga|vha|ca|[Jj]f|evt|inkl|ekskl|pct|mio|mia|vedr|hhv|dvs|osv|fhv|nr|pkt|stk|tlf|kr|bl a|f eks|fx\.)(?P<next>[\s,;:)])"
);

/// Checks abbreviations in running text.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for passage in page.prose() {
        for found in BARE.captures_iter(passage.text) {
            let (Some(whole), Some(next)) = (found.get(0), found.name("next")) else { continue };
            let written = &passage.text[whole.start()..next.start()];
            let meant = match written {
                "fx." => "fx".to_owned(),
                "bl a" => "bl.a.".to_owned(),
                "f eks" => "f.eks.".to_owned(),
                other => format!("{other}."),
            };
            let note = Found::new(
                Code::Stop,
                Say::new(format!("Skriv {meant}"), format!("Write {meant}")),
                Say::new("Forkortelsens punktum", "The full stop of an abbreviation"),
            );
            notes.find(passage, whole.start()..next.start(), note.suggest(Say::same(meant)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn abbreviations_end_with_a_full_stop() {
        check(
            Code::Stop,
            &[
                ("Ift infrastruktur og mht tog er der ca 5 pct tilbage.", 4, 0),
                ("Ift. infrastruktur er der ca. 5 pct. tilbage, fx her.", 0, 0),
            ],
        );
    }
}
