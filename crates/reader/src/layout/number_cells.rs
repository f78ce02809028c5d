//! What a format gives as tables and is none: headers of items and lists of contents, the number
//! in one cell and the title in the next; an item's parts, the heading in one and the text in the
//! next.

use super::headers::is_case_number;
use super::{field_kind, is_title_like, line};
use crate::flow::{At, Gap, Line, Part};
use crate::pattern::regex;

/// Turns such tables into lines. A table of several rows is a list of contents only before the
/// first heading of an item's part.
pub(super) fn as_lines(parts: Vec<Part>) -> Vec<Part> {
    let first = parts
        .iter()
        .position(|part| line(part).is_some_and(|line| field_kind(&line.text).is_some()))
        .unwrap_or(0);
    let mut read = Vec::with_capacity(parts.len());
    for (index, part) in parts.into_iter().enumerate() {
        if let Part::Table { table, at } = &part
            && let Some(items) = super::item_rows::read(table, *at)
        {
            read.extend(items);
            continue;
        }
        let lines = match &part {
            Part::Table { table, at } => {
                let all: Vec<&Vec<String>> = table.header.iter().chain(&table.rows).collect();
                let (access, rows) = with_access(&all);
                let lines: Option<Vec<Line>> = rows.iter().map(|row| header(row, *at)).collect();
                let lines = lines.map(|lines| {
                    let below = access.map(|text| Line { at: *at, ..Line::whole(text) });
                    lines.into_iter().chain(below).collect::<Vec<Line>>()
                });
                lines
                    .filter(|lines| !lines.is_empty() && (rows.len() == 1 || index < first))
                    .or_else(|| form(&all, *at))
                    .or_else(|| items(&all, *at))
            }
            _ => None,
        };
        match lines {
            Some(lines) => read.extend(lines.into_iter().map(Part::Line)),
            None => read.push(part),
        }
    }
    read
}

/// An item as a form: its header in the first row, perhaps, and in each other row the heading and
/// the text of a part.
fn form(rows: &[&Vec<String>], at: At) -> Option<Vec<Line>> {
    let head = rows.first().and_then(|row| header(row, at));
    let mut lines: Vec<Line> = head.into_iter().collect();
    let fields = &rows[lines.len()..];
    for row in fields {
        let cells: Vec<&str> = row.iter().map(|cell| cell.trim()).collect();
        let [heading, text] = cells[..] else { return None };
        if is_case_number(heading) || super::headers::officers(&format!("{heading}: x")).is_some() {
            let text = format!("{}: {text}", heading.trim_end_matches(':'));
            lines.push(Line { at, ..Line::whole(text) });
            continue;
        }
        field_kind(heading)?;
        lines.push(Line { at, bold: true, ..Line::whole(heading) });
        let texts = text.lines().map(str::trim).filter(|text| !text.is_empty());
        lines.extend(texts.map(|text| Line { at, gap: Gap::Paragraph, ..Line::whole(text) }));
    }
    (!fields.is_empty()).then_some(lines)
}

/// Items as rows, counted in the first cell; in the second the title and, below it, their parts:
/// "Beslutning: Godkendt."
fn items(rows: &[&Vec<String>], at: At) -> Option<Vec<Line>> {
    let mut read = Vec::new();
    let mut last = None;
    let mut has_parts = false;
    for row in rows {
        let [number, text] = &row[..] else { return None };
        let (title, parts) = text.trim().split_once('\n').unwrap_or((text.trim(), ""));
        let counted = number.trim().trim_end_matches(['.', ':']).parse::<u32>().ok()?;
        if last.is_some_and(|last| counted != last + 1) {
            return None;
        }
        last = Some(counted);
        read.push(header(&[number.clone(), title.to_owned()], at)?);
        for line in parts.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let parted = line.split_once(':').filter(|(heading, _)| field_kind(heading).is_some());
            has_parts |= parted.is_some();
            let (heading, rest) = parted.map_or((None, line), |(h, rest)| (Some(h), rest.trim()));
            read.extend(heading.map(|text| Line { at, bold: true, ..Line::whole(text) }));
            read.extend((!rest.is_empty()).then(|| Line { at, ..Line::whole(rest) }));
        }
    }
    (has_parts && rows.len() > 1).then_some(read)
}

/// "Lukket punkt" in a row of its own above the header's.
fn with_access<'r>(rows: &'r [&'r Vec<String>]) -> (Option<&'r str>, &'r [&'r Vec<String>]) {
    let Some((first, rest)) = rows.split_first().filter(|(_, rest)| rest.len() == 1) else {
        return (None, rows);
    };
    let mut cells = first.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    match (cells.next(), cells.next()) {
        (Some(text), None) if super::body::access(text).is_some() => (Some(text), rest),
        _ => (None, rows),
    }
}

/// A row of a number, a title and perhaps a page number.
fn header(row: &[String], at: At) -> Option<Line> {
    let cells: Vec<&str> = row.iter().map(|cell| cell.trim()).filter(|c| !c.is_empty()).collect();
    let (number, title, page) = match cells[..] {
        [number, title] => (number, title, ""),
        [number, title, page] if page.chars().all(char::is_numeric) => (number, title, page),
        _ => return None,
    };
    let is_number = regex!(r"^(?i:(?:punkt|pkt\.?|sag nr\.?)\s*)?\d{1,4}[a-z]?[.:]?$");
    if !is_number.is_match(number) || !is_title_like(title) || title.contains('\n') {
        return None;
    }
    let stop = if number.ends_with(['.', ':']) { "" } else { "." };
    let text = format!("{number}{stop} {title} {page}").trim().to_owned();
    Some(Line { at, bold: true, ..Line::whole(text) })
}

#[cfg(test)]
mod tests {
    use raadslag_document::Table;

    use super::*;

    #[test]
    fn an_item_as_a_form_is_its_header_and_its_parts() {
        let rows = [
            ["Punkt 2", "Lokalplan 12"],
            ["Sagsnr.", "26/77"],
            ["Indstilling", "At den vedtages."],
            ["Bilag", "Kort\nPlan"],
        ];
        let rows = rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let table = Table { rows, ..Table::default() };
        let read = as_lines(vec![Part::Table { table, at: At::default() }]);
        let texts: Vec<&str> =
            read.iter().filter_map(line).map(|line| line.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "Punkt 2. Lokalplan 12",
                "Sagsnr.: 26/77",
                "Indstilling",
                "At den vedtages.",
                "Bilag",
                "Kort",
                "Plan"
            ]
        );
    }

    #[test]
    fn counted_rows_with_parts_are_items() {
        let read = |rows: &[[&str; 2]]| {
            let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
            let table = Table { rows, ..Table::default() };
            let read = as_lines(vec![Part::Table { table, at: At::default() }]);
            read.iter().filter_map(line).map(|line| line.text.clone()).collect::<Vec<String>>()
        };
        let rows = [["1", "Godkendelse\nBeslutning: Godkendt."], ["2", "Eventuelt\nIntet."]];
        let expected = ["1. Godkendelse", "Beslutning", "Godkendt.", "2. Eventuelt", "Intet."];
        assert_eq!(read(&rows), expected);
        assert_eq!(read(&[["1", "Vej\nsti"], ["2", "Bro\nhavn"]]), [""; 0]);
        assert_eq!(read(&[["1", "Vej\nBeslutning: Ja"], ["7", "Bro"]]), [""; 0]);
    }

    #[test]
    fn a_number_beside_a_title_is_a_header() {
        for (row, expected) in [
            (&["2.", "Budget 2027"][..], Some("2. Budget 2027")),
            (&["Punkt 3", "Havnen", ""], Some("Punkt 3. Havnen")),
            (&["2.", "Budget", "4"], Some("2. Budget 4")),
            (&["2026", "410"], None),
            (&["Vej", "Budget"], None),
        ] {
            let row = row.iter().map(ToString::to_string).collect();
            let table = Table { rows: vec![row], ..Table::default() };
            let read = as_lines(vec![Part::Table { table, at: At::default() }]);
            let text = line(&read[0]).map(|line| line.text.as_str());
            assert_eq!(text, expected);
        }
    }
}
