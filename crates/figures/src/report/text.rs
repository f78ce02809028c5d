//! A report for the terminal.

use std::fmt::Write;

use super::{Level, Report, Step, grid};
use crate::Language;

pub(super) fn report(report: &Report, language: Language, width: usize) -> String {
    let mut out = head(report, width);
    if !report.remarks.is_empty() {
        out.push('\n');
    }
    for remark in &report.remarks {
        let mark = match remark.level {
            Level::Warning => "! ",
            Level::Note => "· ",
        };
        out.push_str(&wrap(&remark.text, width, mark));
    }
    for table in &report.tables {
        out.push('\n');
        out.push_str(&grid::table(table, language, width));
    }
    if !report.method.is_empty() {
        out.push('\n');
        out.push_str(&wrap(&report.method, width, ""));
    }
    out.push_str(&sources(report, language, width));
    out
}

pub(super) fn explanation(report: &Report, language: Language, width: usize) -> String {
    let mut out = head(report, width);
    for step in &report.explanation {
        out.push('\n');
        match step {
            Step::Heading(text) => {
                let line = "─".repeat(text.chars().count().min(width));
                let _ = writeln!(out, "{}{line}", wrap(text, width, ""));
            }
            Step::Text(text) => out.push_str(&wrap(text, width, "")),
            Step::Formula(text) => out.push_str(&wrap(text, width, "    ")),
            Step::Table(table) => out.push_str(&grid::table(table, language, width)),
        }
    }
    out.push_str(&sources(report, language, width));
    out
}

fn head(report: &Report, width: usize) -> String {
    let line = "═".repeat(report.title.chars().count().min(width));
    let mut out = wrap(&report.title, width, "");
    let _ = write!(out, "{line}\n{}", wrap(&report.answer, width, ""));
    if let Some(note) = &report.note {
        out.push_str(&wrap(note, width, ""));
    }
    out
}

fn sources(report: &Report, language: Language, width: usize) -> String {
    let mut out = String::new();
    for source in &report.sources {
        let name = language.pick("Kilde: ", "Source: ");
        out.push_str(&wrap(&format!("{name}{}", source.show(language)), width, ""));
    }
    out
}

/// Wraps at spaces; lines after the first are indented under the text.
fn wrap(text: &str, width: usize, mark: &str) -> String {
    let indent = mark.chars().count();
    let lines = grid::wrapped(text, width.saturating_sub(indent).max(1));
    let mut out = String::new();
    for (index, line) in lines.iter().enumerate() {
        let before = if index == 0 { mark.to_owned() } else { " ".repeat(indent) };
        let _ = writeln!(out, "{before}{line}");
    }
    if lines.is_empty() { format!("{}\n", mark.trim_end()) } else { out }
}
