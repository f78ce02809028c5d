use super::{Report, RowKind, Table, Value};
use crate::Language;

pub(super) fn report(report: &Report, language: Language) -> String {
    let tables: Vec<String> = report.tables.iter().map(|table| one(table, language)).collect();
    tables.join("\n")
}

fn one(table: &Table, language: Language) -> String {
    let separator = language.pick(b';', b',');
    let mut writer =
        csv::WriterBuilder::new().delimiter(separator).flexible(true).from_writer(Vec::new());
    let headings = table.columns.iter().map(|column| column.heading.as_str());
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Group);
    let written = writer.write_record(headings).and_then(|()| {
        rows.map(|row| row.cells.iter().map(|cell| plain(cell, language)))
            .try_for_each(|cells| writer.write_record(cells))
    });
    written.expect("writing to memory does not fail");
    let bytes = writer.into_inner().expect("writing to memory does not fail");
    String::from_utf8(bytes).expect("only text was written")
}

/// Every digit, no grouping: what programs read.
fn plain(value: &Value, language: Language) -> String {
    match value {
        Value::Empty => String::new(),
        Value::Text(text) => text.clone(),
        Value::Date(date) => date.to_string(),
        Value::Number(number) => {
            let rounded = number.round(12, crate::Rounding::HalfUp);
            let decimal = rounded.to_decimal(12).unwrap_or_default();
            language.pick(decimal.replace('.', ","), decimal)
        }
    }
}
