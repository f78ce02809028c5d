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
    let (text, delimiter) = without_mark(text);
    quoted_well(text, delimiter)?;
    let mut workbook = Workbook { sheets: vec![Sheet::new("")] };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
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

/// The text without the line `sep=;` that Excel understands, and the delimiter.
fn without_mark(text: &str) -> (&str, u8) {
    let (line, rest) = text.split_once('\n').unwrap_or((text, ""));
    let mark = line.trim_end_matches('\r').trim_matches('"').to_lowercase();
    match mark.strip_prefix("sep=").map(str::as_bytes) {
        Some(&[delimiter @ (b';' | b',' | b'\t')]) => (rest, delimiter),
        _ => (text, delimiter(text)),
    }
}

/// Where a quoted cell that is not closed would take in the rows below, without a word.
fn quoted_well(text: &str, delimiter: u8) -> Result<(), Faults> {
    let bytes = text.as_bytes();
    let (mut line, mut at) = (1, 0);
    let mut is_start = true;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        if byte != b'"' || !is_start {
            line += usize::from(byte == b'\n');
            is_start = byte == delimiter || byte == b'\n' || byte == b'\r';
            continue;
        }
        let opened = line;
        loop {
            match bytes.get(at) {
                None => return Err(unclosed(opened)),
                Some(b'"') if bytes.get(at + 1) == Some(&b'"') => at += 1,
                Some(b'"') => break,
                Some(byte) => line += usize::from(*byte == b'\n'),
            }
            at += 1;
        }
        at += 1;
        is_start = false;
        let is_end = |&next: &u8| next == delimiter || next == b'\n' || next == b'\r';
        if !bytes.get(at).is_none_or(is_end) {
            return Err(unclosed(opened));
        }
    }
    Ok(())
}

fn unclosed(line: usize) -> Faults {
    Fault::at(
        "",
        format!("linje {line}: et anførselstegn åbner en celle og lukker den ikke"),
        format!("line {line}: a quotation mark opens a cell and does not close it"),
    )
    .advise(
        "luk cellen med et anførselstegn, eller skriv det dobbelt, hvor det er en del af teksten",
        "close the cell with a quotation mark, or double it where it is part of the text",
    )
    .into()
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

    #[test]
    fn a_quoted_cell_that_is_not_closed_is_refused_by_its_line() {
        for text in [
            "Navn;Årsag;Færdig\nSorø;\"ferie;\nFaxe;;2022-10-15\n",
            "Navn;Årsag;Færdig\nSorø;\"ferie;\nFaxe;\"syg\";2022-10-15\n",
        ] {
            let faults = read(text).expect_err(text);
            assert_eq!(
                faults.list()[0].message(crate::Language::Danish),
                "linje 2: et anførselstegn åbner en celle og lukker den ikke; luk cellen med et \
                 anførselstegn, eller skriv det dobbelt, hvor det er en del af teksten"
            );
        }
        let well = read("a;\"b\nc; \"\"d\"\"\"\r\n\"\";19\" skærm\n").expect("reads");
        assert_eq!(well.sheets[0].rows.len(), 2);
        assert_eq!(well.sheets[0].rows[0][1], crate::Cell::Text("b\nc; \"d\"".into()));
    }

    #[test]
    fn excels_own_first_line_says_the_delimiter() {
        for text in ["sep=;\na,b;c\n", "\u{feff}\"sep=;\"\r\na,b;c\r\n"] {
            let workbook = read(text).expect("reads");
            assert_eq!(workbook.sheets[0].rows.len(), 1, "{text}");
            assert_eq!(workbook.sheets[0].rows[0].len(), 2, "{text}");
        }
    }
}
