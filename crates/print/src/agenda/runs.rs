//! A text and its marks as stretches that look the same.

use std::collections::BTreeSet;

use raadslag_document::{Mark, MarkKind};

use super::sheet::Run;

/// Longer addresses are left out of a file; no browser takes them.
const LONGEST: usize = 2_000;

/// Text without marks.
pub(super) fn plain(text: &str) -> Vec<Run> {
    let text = collapsed(text);
    if text.is_empty() { Vec::new() } else { vec![Run { text, ..Run::default() }] }
}

/// Text with its marks; those outside the text are cut off.
pub(super) fn runs(text: &str, marks: &[Mark]) -> Vec<Run> {
    if marks.is_empty() {
        return plain(text);
    }
    let letters: Vec<char> = text.chars().collect();
    let place = |at: u32| (at as usize).min(letters.len());
    let mut cuts: BTreeSet<usize> = [0, letters.len()].into();
    cuts.extend(marks.iter().flat_map(|mark| [place(mark.start), place(mark.end)]));
    let cuts: Vec<usize> = cuts.into_iter().collect();
    let mut runs = Vec::new();
    for pair in cuts.windows(2) {
        let on = |mark: &&Mark| place(mark.start) <= pair[0] && place(mark.end) >= pair[1];
        let has = |kind: &MarkKind| marks.iter().filter(on).any(|mark| mark.kind == *kind);
        let url = marks.iter().filter(on).find_map(|mark| match &mark.kind {
            MarkKind::Link { url } => Some(url.as_str()),
            _ => None,
        });
        runs.push(Run {
            text: letters[pair[0]..pair[1]].iter().collect(),
            strong: has(&MarkKind::Strong),
            emphasis: has(&MarkKind::Emphasis),
            link: url.and_then(target),
        });
    }
    tidied(runs)
}

/// A text that leads somewhere as a whole.
pub(super) fn linked(text: &str, url: Option<&str>) -> Vec<Run> {
    let mut runs = plain(text);
    for run in &mut runs {
        run.link = url.and_then(target);
    }
    runs
}

/// Where a link may lead: on the web, by mail or telephone, or to a file beside the document.
pub(super) fn target(url: &str) -> Option<String> {
    let url = url.trim();
    let scheme = url.split(['/', '?', '#']).next().and_then(|head| head.split_once(':'));
    let is_safe = scheme.is_none_or(|(scheme, _)| {
        ["http", "https", "mailto", "tel", "ftp"].contains(&scheme.to_lowercase().as_str())
    });
    let fits = !url.is_empty() && url.len() <= LONGEST && !url.contains(char::is_control);
    (is_safe && fits).then(|| url.to_owned())
}

/// White space as single spaces, none at the ends.
fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same for runs: a space belongs to the run it begins in.
fn tidied(runs: Vec<Run>) -> Vec<Run> {
    let mut tidied: Vec<Run> = Vec::new();
    let mut spaced = true;
    for mut run in runs {
        let mut text = String::with_capacity(run.text.len());
        for c in run.text.chars() {
            if !c.is_whitespace() {
                text.push(c);
                spaced = false;
            } else if !std::mem::replace(&mut spaced, true) {
                text.push(' ');
            }
        }
        if !text.is_empty() {
            run.text = text;
            tidied.push(run);
        }
    }
    if let Some(last) = tidied.last_mut() {
        let end = last.text.trim_end().len();
        last.text.truncate(end);
    }
    tidied.retain(|run| !run.text.is_empty());
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_cut_a_text_and_spaces_are_single() {
        let marks = [
            Mark { start: 0, end: 6, kind: MarkKind::Strong },
            Mark { start: 4, end: 99, kind: MarkKind::Link { url: "https://kl.dk".into() } },
        ];
        let texts: Vec<(String, bool, bool)> = runs(" Se  her nu ", &marks)
            .into_iter()
            .map(|run| (run.text, run.strong, run.link.is_some()))
            .collect();
        let expected = [("Se ", true, false), ("h", true, true), ("er nu", false, true)];
        assert_eq!(texts, expected.map(|(text, b, l)| (text.to_owned(), b, l)));
    }

    #[test]
    fn links_lead_to_the_web_or_beside_the_file_and_run_nothing() {
        for (url, allowed) in [
            ("https://kl.dk/a", true),
            ("mailto:kkr@kl.dk", true),
            ("bilag/plan.pdf", true),
            ("/punkt/a:b", true),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
            ("  ", false),
        ] {
            assert_eq!(target(url).is_some(), allowed, "{url}");
        }
    }
}
