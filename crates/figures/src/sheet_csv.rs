//! CSV as a workbook. A plain file is the kind's main sheet; several sheets stand one after another,
//! each headed by a line with its name in brackets: `[Kilder]`.

use std::fmt::Write;

use crate::schema::unmistakable;
use crate::{Cell, CellFormat, Exact, Fault, Faults, Language, Sheet, Workbook};

/// Reads CSV with semicolons, commas or tabs, whichever the first line has most of. Every cell is a
/// text; what it means is decided by the kind's schema.
///
/// ```
/// let workbook = raadslag_figures::sheet_csv::read("Navn;Grundlag\nFaxe;37.344\n").unwrap();
/// assert_eq!(workbook.sheets[0].rows.len(), 2);
/// ```
pub fn read(text: &str) -> Result<Workbook, Faults> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut workbook = Workbook { sheets: vec![Sheet::new("")] };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    for record in reader.records() {
        let record = record.map_err(|error| {
            let line = error.position().map_or(0, csv::Position::line);
            Fault::at(
                "",
                format!("er ikke gyldig CSV (linje {line}): {error}"),
                format!("is not valid CSV (line {line}): {error}"),
            )
        })?;
        if let Some(name) = sheet_name(&record) {
            workbook.sheets.push(Sheet::new(name));
        } else if let Some(sheet) = workbook.sheets.last_mut() {
            sheet.rows.push(record.iter().map(|cell| Cell::Text(cell.to_owned())).collect());
        }
    }
    workbook.sheets.retain(|sheet| {
        !sheet.name.is_empty() || sheet.rows.iter().flatten().any(|cell| !cell.is_empty())
    });
    Ok(workbook)
}

/// Writes sheets as [`read`] reads them: the first one plain, the others under their names.
/// Semicolons and decimal commas in Danish, commas and points in English.
pub fn write(workbook: &Workbook, language: Language) -> String {
    let mut out = String::new();
    for (index, sheet) in workbook.sheets.iter().enumerate() {
        if index > 0 {
            let _ = writeln!(out, "\n[{}]", sheet.name);
        }
        let delimiter = language.pick(b';', b',');
        let mut writer =
            csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
        for row in &sheet.rows {
            let cells = row.iter().map(|cell| shown(cell, language));
            writer.write_record(cells).expect("writing to memory does not fail");
        }
        let bytes = writer.into_inner().expect("writing to memory does not fail");
        out.push_str(&String::from_utf8(bytes).expect("only text was written"));
    }
    out
}

fn shown(cell: &Cell, language: Language) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) | Cell::Heading(text) | Cell::Error(text) => text.clone(),
        Cell::Date(date) => date.to_string(),
        Cell::Bool(truth) => truth.to_string(),
        Cell::Number(number, CellFormat::Percent(_)) => {
            format!("{} %", unmistakable(&(number * &Exact::from(100)), language))
        }
        Cell::Number(number, _) | Cell::Formula { value: number, .. } => {
            unmistakable(number, language)
        }
    }
}

fn delimiter(text: &str) -> u8 {
    let line = text
        .lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('['))
        .unwrap_or_default();
    let count = |delimiter: u8| line.bytes().filter(|&byte| byte == delimiter).count();
    [b';', b'\t', b',']
        .into_iter()
        .max_by_key(|&delimiter| (count(delimiter), delimiter == b';'))
        .unwrap_or(b';')
}

fn sheet_name(record: &csv::StringRecord) -> Option<String> {
    let first = record.get(0)?.trim();
    let is_alone = record.iter().skip(1).all(|cell| cell.trim().is_empty());
    let name = first.strip_prefix('[')?.strip_suffix(']')?.trim();
    (is_alone && !name.is_empty()).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::read;

    #[test]
    fn sheets_are_headed_by_their_name_in_brackets() {
        let workbook = read("Navn;Grundlag\nFaxe;1,5\n\n[Kilder]\nKilde\nDanmarks Statistik\n")
            .expect("reads");
        let names: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        assert_eq!(names, ["", "Kilder"]);
        assert_eq!(workbook.sheets[1].rows.len(), 2);
    }

    #[test]
    fn the_delimiter_is_the_one_the_first_line_has() {
        for text in ["a,b\n1,2", "a;b\n1,5;2", "a\tb\n1,5\t2"] {
            assert_eq!(read(text).expect("reads").sheets[0].rows[1].len(), 2, "{text}");
        }
    }
}
