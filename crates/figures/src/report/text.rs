//! A report for the terminal.

use std::fmt::Write;

use super::{Level, Report, RowKind, Step, Table};
use crate::Language;

pub(super) fn report(report: &Report, language: Language, width: usize) -> String {
    let mut out = head(report, width);
    for remark in &report.remarks {
        let mark = match remark.level {
            Level::Warning => "! ",
            Level::Note => "· ",
        };
        out.push_str(&wrap(&remark.text, width, mark));
    }
    for table in &report.tables {
        out.push('\n');
        out.push_str(&table_text(table, language));
    }
    out.push('\n');
    out.push_str(&wrap(&report.method, width, ""));
    out.push_str(&sources(report, language, width));
    out
}

pub(super) fn explanation(report: &Report, language: Language, width: usize) -> String {
    let mut out = head(report, width);
    for step in &report.explanation {
        out.push('\n');
        match step {
            Step::Heading(text) => {
                let line = "─".repeat(text.chars().count());
                let _ = writeln!(out, "{text}\n{line}");
            }
            Step::Text(text) => out.push_str(&wrap(text, width, "")),
            Step::Formula(text) => {
                let _ = writeln!(out, "    {text}");
            }
            Step::Table(table) => out.push_str(&table_text(table, language)),
        }
    }
    out.push_str(&sources(report, language, width));
    out
}

fn head(report: &Report, width: usize) -> String {
    let line = "═".repeat(report.title.chars().count().min(width));
    let mut out = format!("{}\n{line}\n{}", report.title, wrap(&report.answer, width, ""));
    if let Some(note) = &report.note {
        out.push_str(&wrap(note, width, ""));
    }
    out
}

fn sources(report: &Report, language: Language, width: usize) -> String {
    let mut out = String::new();
    for source in &report.sources {
        let what = source.what.as_ref().map(|what| format!(", {what}")).unwrap_or_default();
        let date = source.date.map(|date| format!(", {}", language.date(date))).unwrap_or_default();
        let url = source.url.as_ref().map(|url| format!(", {url}")).unwrap_or_default();
        let name = language.pick("Kilde: ", "Source: ");
        out.push_str(&wrap(&format!("{name}{}{what}{date}{url}", source.name), width, ""));
    }
    out
}

fn table_text(table: &Table, language: Language) -> String {
    let shown: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| {
            let cells = row.cells.iter().zip(&table.columns);
            cells.map(|(cell, column)| cell.show(column.format, language)).collect()
        })
        .collect();
    let widths: Vec<usize> = table
        .columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let bodies =
                table.rows.iter().zip(&shown).filter(|(row, _)| row.kind != RowKind::Group);
            let cells = bodies.filter_map(|(_, cells)| cells.get(index));
            let longest = cells.map(|cell| cell.chars().count()).max().unwrap_or(0);
            longest.max(column.heading.chars().count())
        })
        .collect();
    let line = |cells: &[String]| -> String {
        let padded = widths.iter().enumerate().map(|(index, &width)| {
            let cell = cells.get(index).map_or("", String::as_str);
            let space = " ".repeat(width.saturating_sub(cell.chars().count()));
            let is_right = table.columns[index].format.is_numeric();
            if is_right { format!("{space}{cell}") } else { format!("{cell}{space}") }
        });
        padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    let rule = "─".repeat(widths.iter().sum::<usize>() + 2 * widths.len().saturating_sub(1));
    let headings: Vec<String> = table.columns.iter().map(|column| column.heading.clone()).collect();
    let mut out = format!("{}\n{rule}\n{}\n{rule}\n", table.title, line(&headings));
    for (row, cells) in table.rows.iter().zip(&shown) {
        if row.kind == RowKind::Total {
            let _ = writeln!(out, "{rule}");
        }
        let _ = writeln!(
            out,
            "{}",
            if row.kind == RowKind::Group { cells.join(" ") } else { line(cells) }
        );
    }
    if let Some(note) = &table.note {
        let _ = writeln!(out, "{note}");
    }
    out
}

/// Wraps at spaces; lines after the first are indented under the text.
fn wrap(text: &str, width: usize, mark: &str) -> String {
    let indent = mark.chars().count();
    let mut out = String::from(mark);
    let mut at = indent;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if at > indent && at + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            at = indent;
        } else if at > indent {
            out.push(' ');
            at += 1;
        }
        out.push_str(word);
        at += length;
    }
    out.push('\n');
    out
}
