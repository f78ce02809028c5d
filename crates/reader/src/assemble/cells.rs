//! Tables that an extract prints cell by cell, each on a line of its own: row after row, or column
//! after column. Where the cells fill no grid the stretch is kept as lines and reported.

use std::ops::Range;

use raadslag_document::{Block, Problem, Table};

use super::columns::is_number;
use super::{Builder, blocks, markers};
use crate::flow::{Gap, Line, Role, Wrap};

/// Cells have no more characters.
const NARROW: usize = 38;
/// Fewer lines may be narrow by chance.
const FEWEST: usize = 6;
/// So many cells tell a table by their numbers.
const NUMBERS: usize = 3;
/// So many lines above a table may be its caption or the end of a paragraph.
const ABOVE: usize = 3;
const WIDEST: usize = 8;

/// A stretch of cells.
#[derive(Debug, PartialEq)]
struct Found {
    lines: Range<usize>,
    /// The table, if the cells fill one.
    table: Option<Table>,
}

impl Builder<'_> {
    /// Text in which tables may stand cell by cell.
    pub(super) fn text_and_cells(
        &self,
        lines: &[&Line],
        problems: &mut Vec<Problem>,
    ) -> Vec<Block> {
        let mut read = Vec::new();
        let mut from = 0;
        while let Some(found) = next(lines, from) {
            read.extend(self.text_blocks(&lines[from..found.lines.start]));
            let first = lines[found.lines.start];
            from = found.lines.end;
            if let Some(table) = found.table {
                read.push(Block::Table(self.healed(table)));
                problems.push(blocks::rebuilt(first));
            } else {
                read.extend(self.cells(&lines[found.lines]));
                problems.push(in_lines(first));
            }
        }
        read.extend(self.text_blocks(&lines[from..]));
        read
    }

    /// Each line a paragraph; one that goes on in small letters belongs to the line above.
    fn cells(&self, lines: &[&Line]) -> Vec<Block> {
        let mut cells: Vec<Vec<&str>> = Vec::new();
        for line in lines {
            let goes_on = line.gap == Gap::Line && line.text.starts_with(char::is_lowercase);
            match cells.last_mut() {
                Some(cell) if goes_on => cell.push(&line.text),
                _ => cells.push(vec![&line.text]),
            }
        }
        cells.into_iter().map(|cell| Block::paragraph(self.evidence.paragraph(cell))).collect()
    }
}

fn in_lines(line: &Line) -> Problem {
    Problem {
        line: line.at.line,
        page: line.at.page,
        code: "table-in-lines".into(),
        message: "narrow lines look like the cells of a table, printed one below the other; \
                  which belong together is not known: compare them with the original"
            .into(),
        text: None,
    }
}

/// The first stretch of cells from a line on.
fn next(lines: &[&Line], from: usize) -> Option<Found> {
    let mut start = from;
    while start < lines.len() {
        let run = lines[start..].iter().take_while(|line| is_cell(line)).count();
        let end = start + run;
        if run >= FEWEST
            && let Some(found) = in_run(lines, start..end)
        {
            return Some(found);
        }
        start = end + 1;
    }
    None
}

fn is_cell(line: &Line) -> bool {
    let plain = line.wrap == Wrap::Physical && line.role == Role::Text && !line.text.contains("  ");
    plain
        && line.text.chars().count() <= NARROW
        && !line.text.ends_with([',', ';', ':'])
        && !crate::assemble::proposes(&line.text)
        && (is_number(&line.text) || markers::marker_of(line) == blocks::Marker::None)
}

/// A table among narrow lines; the first may end the paragraph above or be a caption.
fn in_run(all: &[&Line], run: Range<usize>) -> Option<Found> {
    let texts: Vec<&str> = all[run.clone()].iter().map(|line| line.text.as_str()).collect();
    let first = first_cell(all, &run);
    for above in first..=first.max(ABOVE).min(run.len() - FEWEST) {
        let lines = run.start + above..run.end;
        let cells = &texts[above..];
        let parted = height(&all[lines.clone()]).and_then(|height| by_columns(cells, height));
        let table = parted.or_else(|| by_rows(cells)).or_else(|| {
            let whole = (2..=WIDEST).filter(|width| cells.len().is_multiple_of(*width));
            whole.map(|width| cells.len() / width).find_map(|height| by_columns(cells, height))
        });
        if table.is_some() {
            return Some(Found { lines, table });
        }
    }
    let cells = &all[run.start + first..run.end];
    looks_like_table(cells).then(|| Found { lines: run.start + first..run.end, table: None })
}

/// The first line of a run that can be a cell: behind the end of the paragraph before it.
fn first_cell(lines: &[&Line], run: &Range<usize>) -> usize {
    let head = &lines[run.start..run.end.min(run.start + ABOVE)];
    let goes_on = run.start > 0 && head.first().is_some_and(|line| line.gap == Gap::Line);
    let ends = head.iter().rposition(|line| blocks::ends_sentence(&line.text));
    ends.filter(|_| goes_on).map_or(0, |end| end + 1)
}

/// Numbers in no grid, or words that gaps part where no sentence ends.
fn looks_like_table(cells: &[&Line]) -> bool {
    let numbers = cells.iter().filter(|line| is_number(&line.text)).count();
    let sentences = cells.iter().filter(|line| blocks::ends_sentence(&line.text)).count();
    let gaps = cells.iter().skip(1).filter(|line| line.gap >= Gap::Paragraph).count();
    cells.len() >= FEWEST
        && sentences == 0
        && (numbers >= NUMBERS || (gaps >= 2 && cells.len() > FEWEST + 1))
}

/// Rows of as many cells, the first with names for the columns; the corner may be empty.
fn by_rows(cells: &[&str]) -> Option<Table> {
    (2..=WIDEST).find_map(|width| {
        let whole = cells.len().is_multiple_of(width).then(|| cells.to_vec());
        let cornered = || {
            let fits = (cells.len() + 1).is_multiple_of(width) && width > 2;
            fits.then(|| [&[""], cells].concat())
        };
        let table = |cells: Vec<&str>| of_rows(&cells.chunks(width).map(owned).collect::<Vec<_>>());
        whole.and_then(table).or_else(|| cornered().and_then(table))
    })
}

/// The number of lines in every group, where gaps part groups of as many.
fn height(cells: &[&Line]) -> Option<usize> {
    let gaps = |line: &&Line| line.gap >= Gap::Paragraph;
    let height = 1 + cells[1..].iter().position(gaps)?;
    let parts = |(at, line): (usize, &&Line)| at == 0 || gaps(line) == at.is_multiple_of(height);
    let whole = height > 1 && cells.len().is_multiple_of(height);
    (whole && cells.iter().enumerate().all(parts)).then_some(height)
}

/// Columns of as many cells, the first that of the names.
fn by_columns(cells: &[&str], height: usize) -> Option<Table> {
    let row = |at: usize| cells.iter().skip(at).step_by(height).map(|cell| (*cell).to_owned());
    of_rows(&(0..height).map(|at| row(at).collect()).collect::<Vec<_>>())
}

fn owned(row: &[&str]) -> Vec<String> {
    row.iter().map(|cell| (*cell).to_owned()).collect()
}

/// A table whose first row names the columns: below it the first column has names, and each of the
/// others nothing but numbers or nothing but words.
fn of_rows(rows: &[Vec<String>]) -> Option<Table> {
    const FEWEST_ROWS: usize = 3;
    let (header, body) = rows.split_first().filter(|_| rows.len() >= FEWEST_ROWS)?;
    let numbers = |column: usize| body.iter().filter(|row| is_number(&row[column])).count();
    let is_year =
        |text: &str| text.len() == 4 && (text.starts_with("20") || text.starts_with("19"));
    let names = |text: &String| !is_number(text) || is_year(text);
    let alike = (1..header.len()).all(|column| [0, body.len()].contains(&numbers(column)));
    let counted = (1..header.len()).any(|column| numbers(column) == body.len());
    let labelled = body.iter().all(|row| row[0].contains(char::is_alphabetic) || is_year(&row[0]));
    (alike && counted && labelled && header.iter().all(names)).then(|| Table {
        header: vec![header.clone()],
        rows: body.to_vec(),
        ..Table::default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines parted by "/" stand below each other, by "//" with a gap.
    fn check(text: &str, expected: Option<(usize, &[&str])>) {
        let mut lines = Vec::new();
        for group in text.split("//") {
            for (index, text) in group.split('/').enumerate() {
                let gap = if index == 0 { Gap::Paragraph } else { Gap::Line };
                lines.push(Line { wrap: Wrap::Physical, gap, ..Line::whole(text) });
            }
        }
        let lines: Vec<&Line> = lines.iter().collect();
        let found = next(&lines, 0).map(|found| {
            let table = found.table.unwrap_or_default();
            let rows = table.header.iter().chain(&table.rows).map(|row| row.join("|"));
            (found.lines.start, rows.collect::<Vec<String>>())
        });
        let expected =
            expected.map(|(start, rows)| (start, rows.iter().map(ToString::to_string).collect()));
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn cells_that_fill_a_grid_are_a_table() {
        check(
            "Tabellen viser, hvad der er brugt i hvert af de fire/år./By/2025/2026/Ry/1/2/Bo/3/4",
            Some((2, &["By|2025|2026", "Ry|1|2", "Bo|3|4"])),
        );
        check("By/Km//Ry/1//Bo/3", Some((0, &["By|Km", "Ry|1", "Bo|3"])));
        check("Veje/Km/Kr./Ry/1/2/Bo/3/4", Some((0, &["Veje|Km|Kr.", "Ry|1|2", "Bo|3|4"])));
        check("2025/2026/Ry/1/2/Bo/3/4", Some((0, &["|2025|2026", "Ry|1|2", "Bo|3|4"])));
        check(
            "By/Ry/Bo/I alt//Km/1/2/3//Kr./4/5/9",
            Some((0, &["By|Km|Kr.", "Ry|1|4", "Bo|2|5", "I alt|3|9"])),
        );
    }

    #[test]
    fn cells_in_no_grid_are_reported() {
        check("By/Km/Ry/1/Bo/3/4", Some((0, &[])));
        check("Tiltag/Nye stole/Nye borde//Hvem/Anna//Frist/Maj/Juni", Some((0, &[])));
    }

    #[test]
    fn short_lines_of_text_are_no_cells() {
        check("Der er tre veje./En er ny./En er lang./En er lukket./En er fin./En er ej.", None);
        check("Anna Berg/Bo Carl/Dorte Dam/Else Eg/Finn Fald/Gry Gran/Hans Holm", None);
        check("1. Vej/2. Sti/3. Bro/4. Havn/5. Skov/6. Eng/7. Mose", None);
    }
}
