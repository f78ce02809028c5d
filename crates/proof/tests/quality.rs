//! Precision and recall, held above what `docs/proof.md` promises.

mod labels;
mod planted;

use std::collections::BTreeMap;

use planted::{KINDS, Outcome, try_kind};

fn by_group(
    documents: &[(String, raadslag_document::Document)],
) -> BTreeMap<&'static str, Outcome> {
    let mut groups: BTreeMap<&str, Outcome> = BTreeMap::new();
    for kind in &KINDS {
        let outcome = try_kind(kind, documents);
        let group = groups.entry(kind.group).or_default();
        group.planted += outcome.planted;
        group.found += outcome.found;
        group.false_alarms += outcome.false_alarms;
        group.missed.extend(outcome.missed);
    }
    groups
}

#[test]
fn planted_errors_are_found_in_the_sample_documents() {
    let groups = by_group(&planted::samples());
    for name in ["arithmetic", "count", "date", "reference"] {
        let outcome = &groups[name];
        assert!(outcome.planted > 10, "{name}: only {} planted", outcome.planted);
        assert!(outcome.found * 100 >= outcome.planted * 95, "{name}: {outcome:#?}");
    }
}

#[test]
fn the_sample_documents_hold_no_error() {
    for (name, document) in planted::samples() {
        let report = planted::report(&document);
        let errors: Vec<_> = report.at_least(raadslag_proof::Level::Error).collect();
        assert!(errors.is_empty(), "{name}: {errors:#?}");
    }
}

#[test]
fn errors_in_real_documents_are_true_ones() {
    let labels = labels::all();
    let mut items = 0;
    let mut wrong = Vec::new();
    for (name, document) in planted::real() {
        items += document.items().count();
        let report = planted::report(&document);
        let errors = report.at_least(raadslag_proof::Level::Error);
        wrong.extend(
            errors
                .filter(|f| !labels.iter().any(|l| l.fits(&name, f)))
                .map(|f| (name.clone(), f.code, f.at.text.clone())),
        );
    }
    assert!(wrong.len() * 10 <= items, "{wrong:#?}");
}

#[test]
fn labelled_errors_are_found() {
    let documents = planted::real();
    let labels = labels::all();
    for (name, document) in &documents {
        let report = planted::report(document);
        for label in labels.iter().filter(|label| label.document == *name && label.found) {
            assert!(report.findings.iter().any(|finding| label.fits(name, finding)), "{label:?}");
        }
    }
}
