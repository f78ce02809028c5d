//! A report as a workbook: a sheet per table, and one that says how the figure came about.

use super::{Format, Report, RowKind, Step, Table, Value};
use crate::schema::{Both, pick};
use crate::workbook::column_name;
use crate::{Cell, CellFormat, Exact, Language, Sheet, Workbook};

/// Rows above a table's first body row: the headings.
const HEADING_ROWS: usize = 1;
/// Excel's own limit for the name on a tab.
const NAME_LENGTH: usize = 31;
/// Excel's own limit for a function.
const MOST_ARGUMENTS: usize = 255;

/// The last line of every sheet made here, by which reading it as input passes it over.
const COMPUTED: Both = (
    "Skrevet af Raadslag. Arket læses ikke som input.",
    "Written by Raadslag. This sheet is not read as input.",
);

/// That line in a language.
pub(crate) fn computed_line(language: Language) -> &'static str {
    pick(COMPUTED, language)
}

/// Whether a sheet was made here.
pub(crate) fn is_computed(sheet: &Sheet) -> bool {
    let last = sheet.rows.iter().rev().flatten().find(|cell| !cell.is_empty());
    matches!(last, Some(Cell::Text(text)) if [COMPUTED.0, COMPUTED.1].contains(&text.trim()))
}

/// The results' sheets, then the input's: what is read again when the file comes back.
pub(super) fn report(report: &Report, input: Workbook, language: Language) -> Workbook {
    let mut sheets: Vec<Sheet> = Vec::new();
    for table in &report.tables {
        let name = free_name(&table.title, sheets.iter().chain(&input.sheets));
        sheets.push(table_sheet(name, table, language));
    }
    let name = language.pick("Metode og kilder", "Method and sources");
    let name = free_name(name, sheets.iter().chain(&input.sheets));
    sheets.push(method_sheet(name, report, language));
    for sheet in &mut sheets {
        sheet.rows.push(Vec::new());
        sheet.rows.push(vec![Cell::Text(computed_line(language).to_owned())]);
    }
    sheets.extend(input.sheets);
    Workbook { sheets }
}

/// A name Excel accepts and no other sheet has.
fn free_name<'s>(title: &str, taken: impl Iterator<Item = &'s Sheet>) -> String {
    let taken: Vec<String> = taken.map(|sheet| sheet.name.to_lowercase()).collect();
    let is_free = |name: &String| !taken.contains(&name.to_lowercase());
    let clean: String = title
        .chars()
        .filter(|c| !"[]:*?/\\'".contains(*c) && !c.is_control())
        .take(NAME_LENGTH)
        .collect();
    let clean = clean.trim();
    let clean = if clean.is_empty() { "Tabel" } else { clean };
    let stem: String = clean.chars().take(NAME_LENGTH - 5).collect();
    std::iter::once(clean.to_owned())
        .chain((2..=taken.len() + 2).map(|number| format!("{} {number}", stem.trim_end())))
        .find(is_free)
        .unwrap_or_default()
}

fn table_sheet(name: String, table: &Table, language: Language) -> Sheet {
    let headings =
        table.columns.iter().map(|column| Cell::Heading(column.heading.clone())).collect();
    let mut rows: Vec<Vec<Cell>> = vec![headings];
    for (at, row) in table.rows.iter().enumerate() {
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

/// A total as the formula a person would write, where what it adds up is what it says.
fn total(value: &Value, table: &Table, column: usize, row: usize) -> Cell {
    let is_summed = table.columns.get(column).is_some_and(|column| column.is_summed);
    let Value::Number(number) = value else { return cell(value, table, column) };
    match summed(table, column, row, number).filter(|_| is_summed) {
        Some(formula) => {
            Cell::Formula { formula, value: number.clone(), format: format_of(table, column) }
        }
        None => cell(value, table, column),
    }
}

/// The sum of all body rows above, or of those since the last group or total.
fn summed(table: &Table, column: usize, row: usize, total: &Exact) -> Option<String> {
    let is_boundary = |at: &usize| table.rows[*at].kind != RowKind::Body;
    let since = (0..row).rev().find(is_boundary).map_or(0, |at| at + 1);
    [0, since].into_iter().find_map(|from| {
        let body: Vec<usize> =
            (from..row).filter(|&at| table.rows[at].kind == RowKind::Body).collect();
        let numbers = body.iter().filter_map(|&at| match table.rows[at].cells.get(column) {
            Some(Value::Number(number)) => Some(number),
            _ => None,
        });
        let adds_up = !body.is_empty() && numbers.sum::<Exact>() == *total;
        adds_up.then(|| sum_formula(table, &body, column)).flatten()
    })
}

/// One range per stretch without a total in it; the texts of groups add nothing.
fn sum_formula(table: &Table, body: &[usize], column: usize) -> Option<String> {
    let letters = column_name(column);
    let is_one = |above: &usize, below: &usize| {
        table.rows[*above..*below].iter().all(|row| row.kind != RowKind::Total)
    };
    let ranges = body.chunk_by(is_one).map(|run| {
        let (first, last) = (run[0] + HEADING_ROWS + 1, run[run.len() - 1] + HEADING_ROWS + 1);
        if first == last {
            format!("{letters}{first}")
        } else {
            format!("{letters}{first}:{letters}{last}")
        }
    });
    let ranges: Vec<String> = ranges.collect();
    (ranges.len() <= MOST_ARGUMENTS).then(|| format!("SUM({})", ranges.join(",")))
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
        // A heading is bold and wraps; what stands below does not.
        let heading = heading.min(24);
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
        // Its formulas would point at the rows of a sheet of its own.
        Step::Table(table) => {
            let mut rows = table_sheet(String::new(), table, language).rows;
            for cell in rows.iter_mut().flatten() {
                if let Cell::Formula { value, format, .. } = cell {
                    *cell = Cell::Number(value.clone(), *format);
                }
            }
            rows
        }
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

#[cfg(test)]
mod tests {
    use super::is_computed;
    use crate::{Cell, Column, Format, Language, Report, Row, Sheet, Step, Table, Value, Workbook};

    fn row(name: &str, number: u64) -> Vec<Value> {
        vec![name.into(), number.into()]
    }

    fn table(title: &str, rows: Vec<Row>) -> Table {
        let columns = vec![Column::text("Navn"), Column::summed("Tal", Format::Number(0))];
        Table { title: title.into(), columns, rows, note: None }
    }

    fn totals(rows: Vec<Row>) -> Vec<String> {
        let report = Report { tables: vec![table("T", rows)], ..Report::default() };
        let workbook = report.to_workbook(Language::Danish);
        let formula = |row: &Vec<Cell>| match row.get(1) {
            Some(Cell::Formula { formula, .. }) => Some(formula.clone()),
            Some(Cell::Number(number, _)) => Some(number.to_string()),
            _ => None,
        };
        workbook.sheets[0].rows.iter().filter_map(formula).collect()
    }

    #[test]
    fn a_total_is_the_formula_a_person_would_write() {
        let (a, b, c) =
            (|| Row::body(row("a", 1)), || Row::body(row("b", 2)), || Row::body(row("c", 4)));
        let total = |number| Row::total(row("I alt", number));
        assert_eq!(totals(vec![a(), b(), total(3)])[2], "SUM(B2:B3)");
        let grouped = vec![Row::group("x"), a(), Row::group("y"), b(), c(), total(7)];
        assert_eq!(totals(grouped)[3], "SUM(B3:B6)");
        let parts = vec![a(), b(), total(3), c(), total(4), total(7)];
        assert_eq!(totals(parts)[2..], ["SUM(B2:B3)", "4", "SUM(B5)", "SUM(B2:B3,B5)"]);
        assert_eq!(totals(vec![a(), b(), total(5)])[2], "5", "what does not add up is no sum");
        assert_eq!(totals(vec![total(0)]), ["0"]);
    }

    #[test]
    fn tabs_have_names_of_their_own_that_excel_takes() {
        let title = "Fordeling: [2026] af /pladser\\ til kommunerne?";
        let tables =
            vec![table(title, Vec::new()), table(title, Vec::new()), table("", Vec::new())];
        let report = Report { tables, ..Report::default() };
        let input = Workbook { sheets: vec![Sheet::new("Tabel")] };
        let names: Vec<String> = report
            .to_workbook_with(input, Language::Danish)
            .sheets
            .into_iter()
            .map(|sheet| sheet.name)
            .collect();
        assert_eq!(
            names,
            [
                "Fordeling 2026 af pladser til k",
                "Fordeling 2026 af pladser 2",
                "Tabel 2",
                "Metode og kilder",
                "Tabel"
            ]
        );
    }

    #[test]
    fn results_are_marked_so_that_they_are_not_taken_for_input() {
        let explanation = vec![Step::Table(table("E", vec![Row::total(row("I alt", 3))]))];
        let report =
            Report { tables: vec![table("T", Vec::new())], explanation, ..Report::default() };
        for language in [Language::Danish, Language::English] {
            assert!(report.to_workbook(language).sheets.iter().all(is_computed));
        }
        assert!(!is_computed(&Sheet::new("T")));
    }
}
