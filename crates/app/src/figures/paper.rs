//! A report as a paper for the printer: what the command and the portal print.

use jiff::civil::Date;
use raadslag_figures::chart::{Chart, Dress};
use raadslag_figures::{Language, Level, Report, Row, RowKind, Step, Table};
use raadslag_print::{Paper, Part, Sheet};

/// All of a report in the order of a page, as it stands on `today`.
pub fn paper(report: &Report, language: Language, today: Date) -> Paper {
    let mut parts = head(report);
    let mut tables = report.tables.iter();
    parts.extend(tables.next().map(|first| table(first, language)));
    let charts = report.charts.iter().enumerate();
    parts.extend(charts.map(|(index, chart)| picture(chart, index, language)));
    parts.extend(tables.map(|further| table(further, language)));
    let heading = |danish: &str, english: &str| heading(1, language.pick(danish, english));
    if !report.explanation.is_empty() {
        parts.push(heading("Forklaring", "Explanation"));
        parts.extend(report.explanation.iter().map(|it| step(it, language)));
    }
    if !report.method.is_empty() {
        parts.push(heading("Metode", "Method"));
        parts.push(Part::Paragraph(report.method.clone()));
    }
    if !report.sources.is_empty() {
        parts.push(heading("Kilder", "Sources"));
        let sources = report.sources.iter().map(|source| source.show(language));
        parts.push(Part::List(sources.collect()));
    }
    let version = env!("CARGO_PKG_VERSION");
    let day = language.date(today);
    Paper {
        title: report.title.clone(),
        language: language
            .pick(raadslag_print::Language::Danish, raadslag_print::Language::English),
        date: today,
        foot: language.pick(
            format!("Beregnet {day} med Raadslag {version}"),
            format!("Computed on {day} by Raadslag {version}"),
        ),
        parts,
    }
}

fn head(report: &Report) -> Vec<Part> {
    let mut parts = vec![Part::Lead(report.answer.clone())];
    parts.extend(report.note.clone().map(Part::Paragraph));
    parts.extend(report.remarks.iter().map(|remark| match remark.level {
        Level::Warning => Part::Warning(remark.text.clone()),
        Level::Note => Part::Note(remark.text.clone()),
    }));
    parts
}

fn heading(level: u8, text: &str) -> Part {
    Part::Heading { level, text: text.to_owned() }
}

fn step(step: &Step, language: Language) -> Part {
    match step {
        Step::Heading(text) => heading(2, text),
        Step::Text(text) => Part::Paragraph(text.clone()),
        Step::Formula(text) => Part::Formula(text.clone()),
        Step::Table(it) => table(it, language),
    }
}

/// A report's tables as those of the document model: what a text has that a figure is put into.
pub fn tables(report: &Report, language: Language) -> Vec<raadslag_document::Table> {
    report.tables.iter().map(|it| plain(it, language)).collect()
}

fn plain(table: &Table, language: Language) -> raadslag_document::Table {
    let shown = |row: &Row| -> Vec<String> {
        let cells = row.cells.iter().zip(&table.columns);
        cells.map(|(cell, column)| cell.show(column.format, language)).collect()
    };
    raadslag_document::Table {
        caption: Some(table.title.clone()).filter(|title| !title.is_empty()),
        header: vec![table.columns.iter().map(|column| column.heading.clone()).collect()],
        rows: table.rows.iter().map(shown).collect(),
        spans: Vec::new(),
    }
}

fn table(table: &Table, language: Language) -> Part {
    let kind = |row: &Row| match row.kind {
        RowKind::Body => raadslag_print::RowKind::Body,
        RowKind::Group => raadslag_print::RowKind::Group,
        RowKind::Total => raadslag_print::RowKind::Total,
    };
    Part::Table(Sheet {
        table: plain(table, language),
        numeric: table.columns.iter().map(|column| column.format.is_numeric()).collect(),
        kinds: table.rows.iter().map(kind).collect(),
        note: table.note.clone(),
    })
}

fn picture(chart: &Chart, index: usize, language: Language) -> Part {
    let described = Some(&chart.description).filter(|text| !text.is_empty());
    Part::Picture {
        svg: chart.svg(&format!("chart-{index}"), language, Dress::File),
        alternative: described.unwrap_or(&chart.title).clone(),
    }
}
