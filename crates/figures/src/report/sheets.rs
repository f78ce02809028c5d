//! A report as a workbook: a sheet per table, and one that says how the figure came about.

use super::{Format, Report, RowKind, Step, Table, Value};
use crate::workbook::column_name;
use crate::{Cell, CellFormat, Exact, Language, Sheet, Workbook};

/// Rows above a table's first body row: the headings.
const HEADING_ROWS: usize = 1;
/// Excel's own limit for the name on a tab.
const NAME_LENGTH: usize = 31;

pub(super) fn report(report: &Report, language: Language) -> Workbook {
    let mut sheets: Vec<Sheet> = Vec::new();
    for table in &report.tables {
        let name = free_name(&table.title, &sheets);
        sheets.push(table_sheet(name, table, language));
    }
    let name = free_name(language.pick("Metode og kilder", "Method and sources"), &sheets);
    sheets.push(method_sheet(name, report, language));
    Workbook { sheets }
}

/// A name Excel accepts and no other sheet has.
fn free_name(title: &str, taken: &[Sheet]) -> String {
    let clean: String =
        title.chars().filter(|c| !"[]:*?/\\'".contains(*c)).take(NAME_LENGTH).collect();
    let clean = if clean.trim().is_empty() { "Tabel".to_owned() } else { clean.trim().to_owned() };
    let is_free =
        |name: &str| taken.iter().all(|sheet| sheet.name.to_lowercase() != name.to_lowercase());
    if is_free(&clean) {
        return clean;
    }
    let numbered = (2..).map(|number| {
        let stem: String = clean.chars().take(NAME_LENGTH - 4).collect();
        format!("{stem} {number}")
    });
    numbered.into_iter().find(|name| is_free(name)).unwrap_or(clean)
}

fn table_sheet(name: String, table: &Table, language: Language) -> Sheet {
    let headings =
        table.columns.iter().map(|column| Cell::Heading(column.heading.clone())).collect();
    let mut rows = vec![headings];
    for row in &table.rows {
        let at = rows.len();
        let cells = row.cells.iter().enumerate().map(|(column, value)| match row.kind {
            RowKind::Group => Cell::Heading(value.show(Format::Text, language)),
            RowKind::Body => cell(value, table, column),
            RowKind::Total => total(value, table, column, at),
        });
        rows.push(cells.collect());
    }
    if let Some(note) = &table.note {
        rows.push(Vec::new());
        rows.push(vec![Cell::Text(note.clone())]);
    }
    Sheet {
        name,
        rows,
        frozen_rows: HEADING_ROWS,
        widths: widths(table, language),
        merged: Vec::new(),
    }
}

fn cell(value: &Value, table: &Table, column: usize) -> Cell {
    match value {
        Value::Empty => Cell::Empty,
        Value::Text(text) => Cell::Text(text.clone()),
        Value::Date(date) => Cell::Date(*date),
        Value::Number(number) => Cell::Number(number.clone(), format_of(table, column)),
    }
}

fn total(value: &Value, table: &Table, column: usize, row: usize) -> Cell {
    let is_summed = table.columns.get(column).is_some_and(|column| column.is_summed);
    match value {
        Value::Number(number) if is_summed && row > HEADING_ROWS => {
            let letters = column_name(column);
            let formula = format!("SUM({letters}{}:{letters}{row})", HEADING_ROWS + 1);
            Cell::Formula { formula, value: number.clone(), format: format_of(table, column) }
        }
        _ => cell(value, table, column),
    }
}

fn format_of(table: &Table, column: usize) -> CellFormat {
    match table.columns.get(column).map(|column| column.format) {
        Some(Format::Number(decimals)) => CellFormat::Decimals(decimals),
        Some(Format::Signed(decimals)) => CellFormat::Signed(decimals),
        Some(Format::Percent(decimals)) => CellFormat::Percent(decimals),
        _ => CellFormat::General,
    }
}

fn widths(table: &Table, language: Language) -> Vec<u16> {
    let of_column = |(index, column): (usize, &super::Column)| {
        let cells = table.rows.iter().filter_map(|row| row.cells.get(index));
        let longest = cells.map(|cell| cell.show(column.format, language).chars().count()).max();
        let heading = column.heading.chars().count();
        u16::try_from(longest.unwrap_or(0).max(heading).clamp(8, 60) + 2).unwrap_or(60)
    };
    table.columns.iter().enumerate().map(of_column).collect()
}

fn method_sheet(name: String, report: &Report, language: Language) -> Sheet {
    let mut rows =
        vec![vec![Cell::Heading(report.title.clone())], vec![Cell::Text(report.answer.clone())]];
    let mut section = |heading: &str, lines: Vec<Vec<Cell>>| {
        if !lines.is_empty() {
            rows.push(Vec::new());
            rows.push(vec![Cell::Heading(heading.to_owned())]);
            rows.extend(lines);
        }
    };
    let line = |text: &String| vec![Cell::Text(text.clone())];
    section(language.pick("Bemærkning", "Note"), report.note.iter().map(line).collect());
    section(
        language.pick("Vær opmærksom på", "Please note"),
        report.remarks.iter().map(|remark| line(&remark.text)).collect(),
    );
    section(language.pick("Metode", "Method"), vec![line(&report.method)]);
    section(
        language.pick("Forklaring", "Explanation"),
        report.explanation.iter().flat_map(|step| step_rows(step, language)).collect(),
    );
    section(language.pick("Kilder", "Sources"), report.sources.iter().map(source_row).collect());
    Sheet { name, rows, widths: vec![80, 30, 14, 40], ..Sheet::default() }
}

fn step_rows(step: &Step, language: Language) -> Vec<Vec<Cell>> {
    match step {
        Step::Heading(text) => vec![vec![Cell::Heading(text.clone())]],
        Step::Text(text) | Step::Formula(text) => vec![vec![Cell::Text(text.clone())]],
        Step::Table(table) => table_sheet(String::new(), table, language).rows,
    }
}

fn source_row(source: &crate::Source) -> Vec<Cell> {
    let text = |text: &Option<String>| text.clone().map_or(Cell::Empty, Cell::Text);
    let date = source.date.map_or(Cell::Empty, Cell::Date);
    vec![Cell::Text(source.name.clone()), text(&source.what), date, text(&source.url)]
}

impl From<Exact> for Cell {
    fn from(number: Exact) -> Self {
        Self::Number(number, CellFormat::General)
    }
}
