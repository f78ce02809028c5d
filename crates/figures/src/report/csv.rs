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
        Value::Text(text) => harmless(text),
        Value::Date(date) => date.to_string(),
        Value::Number(number) => {
            let rounded = number.round(12, crate::Rounding::HalfUp);
            let decimal = rounded.to_decimal(12).unwrap_or_default();
            language.pick(decimal.replace('.', ","), decimal)
        }
    }
}

/// A text that a spreadsheet would take for a formula gets an apostrophe, as one types it there.
fn harmless(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && text.len() > 1;
    if is_formula { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use crate::{Column, Exact, Format, Language, Report, Row, Table};

    #[test]
    fn numbers_keep_their_digits_and_follow_the_language() {
        let third = Exact::ratio(10000, 3).expect("no division by zero");
        let table = |name: &str| Table {
            title: "T".into(),
            columns: vec![Column::text("Navn"), Column::number("Tal", Format::Number(1))],
            rows: vec![
                Row::group("G"),
                Row::body(vec![name.into(), third.clone().into()]),
                Row::body(vec!["=1+1".into(), Exact::from(-1779).into()]),
            ],
            note: None,
        };
        let report = Report { tables: vec![table("a;b"), table("c")], ..Report::default() };
        assert_eq!(
            report.to_csv(Language::Danish),
            "Navn;Tal\n\"a;b\";3333,333333333333\n'=1+1;-1779\n\n\
             Navn;Tal\nc;3333,333333333333\n'=1+1;-1779\n"
        );
        assert!(report.to_csv(Language::English).starts_with("Navn,Tal\na;b,3333.333333333333\n"));
    }
}
