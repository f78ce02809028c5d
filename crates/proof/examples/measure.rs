//! Measures precision and recall and writes them into `docs/proof.md`.
//!
//! `cargo run --release -p raadslag-proof --example measure`, or `cargo xtask proof`.

#[path = "../tests/labels/mod.rs"]
mod labels;
#[path = "../tests/planted/mod.rs"]
mod planted;
#[path = "../tests/written/mod.rs"]
mod written;

use std::fmt::Write as _;
use std::path::Path;
use std::time::Instant;

use planted::{KINDS, Outcome, try_kind};
use raadslag_document::Document;
use raadslag_proof::Level;

type Documents = Vec<(String, Document)>;

fn main() -> std::io::Result<()> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/proof.md");
    let text = std::fs::read_to_string(&page)?;
    let (samples, real) = (planted::samples(), planted::real());
    // First, before the words are known.
    let speed = speed(&real);
    let measured =
        format!("\n{}\n{}\n{}\n{speed}", on_planted(&samples, &real), on_written(), on_real(&real));
    let (begin, end) = ("<!-- measured -->\n", "<!-- end -->");
    let head = text.split(begin).next().unwrap_or_default();
    let tail = text.split(end).nth(1).unwrap_or_default();
    std::fs::write(&page, format!("{head}{begin}{measured}\n{end}{tail}"))
}

fn on_planted(samples: &Documents, real: &Documents) -> String {
    let mut table = format!(
        "### Planted errors\n\nUp to six of each kind in each of {} sample and {} real documents, seed fixed. \
         A false alarm is a new warning or error under another code.\n\n\
         | planted | group | samples: found | real: found | recall | false alarms |\n|---|---|--:|--:|--:|--:|\n",
        samples.len(),
        real.len()
    );
    let mut groups: Vec<(&str, usize, usize)> = Vec::new();
    for kind in &KINDS {
        let (ours, theirs) = (try_kind(kind, samples), try_kind(kind, real));
        let (planted, found) = (ours.planted + theirs.planted, ours.found + theirs.found);
        let share = |outcome: &Outcome| format!("{} of {}", outcome.found, outcome.planted);
        let _ = writeln!(
            table,
            "| {} | {} | {} | {} | {} | {} |",
            kind.name,
            kind.group,
            share(&ours),
            share(&theirs),
            percent(found, planted),
            ours.false_alarms + theirs.false_alarms
        );
        match groups.iter_mut().find(|(group, ..)| *group == kind.group) {
            Some(group) => *group = (group.0, group.1 + found, group.2 + planted),
            None => groups.push((kind.group, found, planted)),
        }
        for missed in ours.missed.iter().chain(&theirs.missed) {
            eprintln!("missed: {missed}");
        }
    }
    let whole =
        groups.iter().map(|(name, found, planted)| format!("{name} {}", percent(*found, *planted)));
    let _ = writeln!(table, "\nRecall by group: {}.", whole.collect::<Vec<_>>().join(", "));
    table
}

/// Texts of our own: each claim once right and once wrong.
fn on_written() -> String {
    let mut table = "### Texts of our own\n\n\
         Short texts of many bodies (`crates/proof/tests/written`), each claim once right and once wrong; \
         “none” are texts in which nothing is wrong. Raised is what the right text gets all the same.\n\n\
         | group | wrong: found | recall | right: texts | errors raised | warnings raised |\n\
         |---|--:|--:|--:|--:|--:|\n"
        .to_owned();
    let cases: Vec<written::Case> =
        [written::known(), written::later()].into_iter().flatten().collect();
    let groups: std::collections::BTreeSet<&str> = cases.iter().map(written::Case::group).collect();
    for group in groups {
        let own: Vec<_> = cases.iter().filter(|case| case.group() == group).collect();
        let planted = if group == "none" { 0 } else { own.len() };
        let found = own.iter().filter(|case| planted > 0 && case.is_found()).count();
        let raised = |level| own.iter().map(|case| case.false_alarms(level).len()).sum::<usize>();
        let (errors, all) = (raised(Level::Error), raised(Level::Warning));
        let _ = writeln!(
            table,
            "| {group} | {found} of {planted} | {} | {} | {errors} | {} |",
            percent(found, planted),
            own.len(),
            all - errors
        );
    }
    table
}

/// Rounded down to a whole per cent.
fn percent(part: usize, whole: usize) -> String {
    (part * 100).checked_div(whole).map_or("–".to_owned(), |percent| format!("{percent} %"))
}

fn on_real(real: &Documents) -> String {
    let labels = labels::all();
    let mut table = "### Real documents\n\nLabels are errors found by reading (`crates/proof/tests/labels.tsv`).\n\n\
         | document | items | errors: true | false | warnings: true | false | labels found | claims verified |\n\
         |---|--:|--:|--:|--:|--:|--:|--:|\n"
        .to_owned();
    let (mut items, mut wrong) = (0, 0);
    for (name, document) in real {
        let report = planted::report(document);
        let count = |level: Level, truly: bool| {
            let at_level = report.findings.iter().filter(|finding| finding.level == level);
            at_level
                .filter(|finding| labels.iter().any(|label| label.fits(name, finding)) == truly)
                .count()
        };
        let own: Vec<_> = labels.iter().filter(|label| label.document == *name).collect();
        let hit = own
            .iter()
            .filter(|label| report.findings.iter().any(|finding| label.fits(name, finding)));
        items += document.items().count();
        wrong += count(Level::Error, false);
        let _ = writeln!(
            table,
            "| {name} | {} | {} | {} | {} | {} | {} of {} | {} |",
            document.items().count(),
            count(Level::Error, true),
            count(Level::Error, false),
            count(Level::Warning, true),
            count(Level::Warning, false),
            hit.count(),
            own.len(),
            report.verified.len()
        );
    }
    let missed = labels.iter().filter(|label| !label.found).count();
    let _ = writeln!(
        table,
        "\nFalse errors: {wrong} in {items} items. Labels known to be missed: {missed}."
    );
    table
}

/// Milliseconds this thread has run, where the system tells; others may share the machine.
fn on_processor() -> Option<f64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split_whitespace().next()?.parse::<f64>().ok().map(|nanoseconds| nanoseconds / 1e6)
}

fn speed(real: &Documents) -> String {
    let mut lines =
        "### Speed\n\nMilliseconds of processor time, one thread: with every word new, and again. The first document also \
         compiles the patterns, once per process.\n\n".to_owned();
    lines.push_str("| document | words | first | again |\n|---|--:|--:|--:|\n");
    // The dictionary is loaded once per process.
    planted::report(&Document::default());
    raadslag_proof::read("Ordbogen åbnes her, kommunernes.");
    for (name, document) in real {
        let words: usize = document
            .items()
            .flat_map(|item| item.texts())
            .map(|(_, text)| text.split_whitespace().count())
            .sum();
        let time = || {
            let (start, before) = (Instant::now(), on_processor());
            planted::report(document);
            let whole = start.elapsed().as_secs_f64() * 1000.0;
            before.zip(on_processor()).map_or(whole, |(before, after)| after - before)
        };
        let (first, again) = (time(), time());
        let _ = writeln!(lines, "| {name} | {words} | {first:.0} | {again:.0} |");
    }
    lines
}
