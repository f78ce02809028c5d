//! Tables as HTML: caption, header cells with scope, spans, and a scrolling frame that the keyboard
//! can reach.

use std::fmt::Write;

use raadslag_document::{Span, Table};

use super::blocks::{Blocks, escape};

/// Writes `table`, which is the `blocks.tables`th of its page.
pub(super) fn write(blocks: &mut Blocks, table: &Table) {
    let id = format!("{}tabel-{}", blocks.prefix, blocks.tables);
    let caption = table.caption.clone().filter(|caption| !caption.trim().is_empty());
    let name = blocks.language.count("table-number", blocks.tables);
    let _ = write!(
        blocks.html,
        "<div class=\"rl-table\" role=\"region\" aria-labelledby=\"{id}\" tabindex=\"0\">\n\
         <table class=\"table\">\n<caption id=\"{id}\"{}>{}</caption>\n",
        if caption.is_some() { "" } else { " class=\"sr-only\"" },
        escape(caption.as_deref().unwrap_or(&name)),
    );
    let grid = Grid::new(table);
    if grid.header > 0 {
        blocks.html.push_str("<thead>\n");
        (0..grid.header).for_each(|row| grid.row(row, &mut blocks.html));
        blocks.html.push_str("</thead>\n");
    }
    blocks.html.push_str("<tbody>\n");
    (grid.header..grid.cells.len()).for_each(|row| grid.row(row, &mut blocks.html));
    blocks.html.push_str("</tbody>\n</table>\n</div>\n");
}

/// Header and body rows together, with what each column holds.
struct Grid<'a> {
    cells: Vec<&'a [String]>,
    header: usize,
    spans: &'a [Span],
    /// The first column names its rows.
    named_rows: bool,
    /// Columns of figures, which are set to the right.
    figures: Vec<bool>,
}

impl<'a> Grid<'a> {
    fn new(table: &'a Table) -> Self {
        let cells: Vec<&[String]> =
            table.header.iter().chain(&table.rows).map(Vec::as_slice).collect();
        let width = cells.iter().map(|row| row.len()).max().unwrap_or(0);
        let figures: Vec<bool> = (0..width).map(|column| is_figures(table, column)).collect();
        let named_rows = width > 1
            && !figures[0]
            && (figures[1..].contains(&true) || !table.header.is_empty())
            && table
                .rows
                .iter()
                .all(|row| row.first().is_some_and(|cell| cell.chars().count() < 80));
        Self { cells, header: table.header.len(), spans: &table.spans, named_rows, figures }
    }

    fn span(&self, row: usize, column: usize) -> Option<&Span> {
        self.spans.iter().find(|s| s.row as usize == row && s.column as usize == column)
    }

    /// Under a cell that reaches over it from the left or from above.
    fn is_covered(&self, row: usize, column: usize) -> bool {
        self.spans.iter().any(|span| {
            let (top, left) = (span.row as usize, span.column as usize);
            (top..top + span.rows as usize).contains(&row)
                && (left..left + span.columns as usize).contains(&column)
                && (top, left) != (row, column)
        })
    }

    fn row(&self, row: usize, html: &mut String) {
        html.push_str("<tr>");
        for (column, text) in self.cells[row].iter().enumerate() {
            if !self.is_covered(row, column) {
                self.cell(row, column, text.trim(), html);
            }
        }
        html.push_str("</tr>\n");
    }

    fn cell(&self, row: usize, column: usize, text: &str, html: &mut String) {
        let span = self.span(row, column);
        let columns = span.map_or(1, |span| span.columns);
        let rows = span.map_or(1, |span| span.rows);
        let in_head = row < self.header;
        let (tag, scope) = match (in_head, text.is_empty()) {
            (_, true) => ("td", ""),
            (true, _) if columns > 1 => ("th", " scope=\"colgroup\""),
            (true, _) => ("th", " scope=\"col\""),
            (false, _) if column == 0 && self.named_rows => ("th", " scope=\"row\""),
            (false, _) => ("td", ""),
        };
        let class = if self.figures[column] { " class=\"rl-figure\"" } else { "" };
        let _ = write!(html, "<{tag}{scope}{class}");
        if columns > 1 {
            let _ = write!(html, " colspan=\"{columns}\"");
        }
        if rows > 1 {
            let _ = write!(html, " rowspan=\"{rows}\"");
        }
        let _ = write!(html, ">{}</{tag}>", escape(text).replace('\n', "<br>"));
    }
}

fn is_figures(table: &Table, column: usize) -> bool {
    let cells = table.rows.iter().filter_map(|row| row.get(column));
    let mut filled = cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).peekable();
    filled.peek().is_some() && filled.all(is_figure)
}

fn is_figure(cell: &str) -> bool {
    cell.chars().any(|c| c.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii_digit() || " .,%+-–−()".contains(c))
}

#[cfg(test)]
mod tests {
    use raadslag_document::Block;

    use super::*;
    use crate::i18n::Language;

    fn row(cells: &[&str]) -> Vec<String> {
        cells.iter().map(ToString::to_string).collect()
    }

    fn html(table: Table) -> String {
        Blocks::new(Language::Danish, "").render(&[Block::Table(table)], 2)
    }

    #[test]
    fn a_table_names_its_columns_and_rows() {
        let html = html(Table {
            caption: Some("Pladser".into()),
            header: vec![row(&["KKR", "2025", ""]), row(&["", "SSA", "SSH"])],
            rows: vec![row(&["Sjælland", "1.780", "433"])],
            spans: vec![Span { row: 0, column: 1, rows: 1, columns: 2 }],
        });
        assert!(html.contains("<caption id=\"tabel-1\">Pladser</caption>"));
        assert!(
            html.contains(
                "<th scope=\"colgroup\" class=\"rl-figure\" colspan=\"2\">2025</th></tr>"
            )
        );
        assert!(html.contains("<th scope=\"row\">Sjælland</th>"));
        assert!(html.contains("<td class=\"rl-figure\">1.780</td>"));
        assert!(html.contains("tabindex=\"0\""));
    }

    #[test]
    fn a_table_without_caption_is_named_by_its_number() {
        let html = html(Table { rows: vec![row(&["a", "b"])], ..Table::default() });
        assert!(html.contains("class=\"sr-only\">Tabel 1</caption>"));
        assert!(!html.contains("<th"));
    }

    #[test]
    fn an_empty_corner_is_no_header() {
        let html = html(Table {
            header: vec![row(&["", "A"])],
            rows: vec![row(&["x", "1"])],
            ..Table::default()
        });
        assert!(html.contains("<tr><td></td><th scope=\"col\""));
    }
}
