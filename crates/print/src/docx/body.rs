//! The text of a sheet as `WordprocessingML`.

use std::fmt::Write;

use quick_xml::escape::escape;

use crate::agenda::sheet::{Count, Grid, Listing, Piece, Run, Sheet, Slot};

/// Numberings of `numbering.xml` that a list can be of.
pub(super) const DASHES: usize = 0;
pub(super) const NUMBERS: usize = 1;
pub(super) const LETTERS: usize = 2;

/// Indentation of a level of lists, in twentieths of a point.
pub(super) const STEP: usize = 360;

/// The author's headings are told by their size, in half points: one less for each level.
const LARGEST_INNER: usize = 21;
/// Word has nine levels of headings.
const DEEPEST: u8 = 9;

/// What the body needs of the package around it.
#[derive(Debug, Default)]
pub(super) struct Body {
    /// Its XML.
    pub(super) xml: String,
    /// Addresses its links lead to, by their number from 0.
    pub(super) links: Vec<String>,
    /// Of each list, by its number from 1: numbering, level and first number.
    pub(super) lists: Vec<(usize, usize, u32)>,
    headings: usize,
}

/// The body of a sheet.
pub(super) fn body(sheet: &Sheet) -> Body {
    let mut body = Body::default();
    let title = format!("{} {}", sheet.kind, sheet.body);
    body.paragraph("Heading1", 0, &[plain(title.trim())]);
    let contents = contents(&sheet.pieces);
    for piece in &sheet.pieces {
        match piece {
            Piece::Contents => body.xml.push_str(&contents),
            piece => body.piece(piece, 0),
        }
    }
    body
}

fn plain(text: &str) -> Run {
    Run { text: text.to_owned(), ..Run::default() }
}

impl Body {
    /// A piece that stands `depth` lists deep.
    fn piece(&mut self, piece: &Piece, depth: usize) {
        match piece {
            Piece::Heading { level, text, listed } => self.heading(*level, text, *listed),
            Piece::Inner { level, text } => self.inner(*level, text),
            Piece::Small(text) => self.paragraph("Small", depth, &[plain(text)]),
            Piece::Paragraph(runs) => self.paragraph("Normal", depth, runs),
            Piece::List(list) => self.list(list, depth),
            Piece::Table(grid) => self.table(grid),
            Piece::Contents => {}
        }
    }

    fn paragraph(&mut self, style: &str, depth: usize, runs: &[Run]) {
        let indent = indent(depth);
        let runs = self.runs(runs, "");
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{indent}</w:pPr>{runs}</w:p>"
        );
    }

    fn heading(&mut self, level: u8, text: &str, listed: bool) {
        let runs = self.runs(&[plain(text)], "");
        let style = format!("<w:pPr><w:pStyle w:val=\"Heading{level}\"/></w:pPr>");
        let content = if listed {
            let at = self.headings;
            self.headings += 1;
            let name = anchor(at);
            format!(
                "<w:bookmarkStart w:id=\"{at}\" w:name=\"{name}\"/>{runs}<w:bookmarkEnd w:id=\"{at}\"/>"
            )
        } else {
            runs
        };
        let _ = write!(self.xml, "<w:p>{style}{content}</w:p>");
    }

    fn inner(&mut self, level: u8, text: &str) {
        let size = LARGEST_INNER - usize::from(level - 1);
        let style = (4 + level).min(DEEPEST);
        let runs = self.runs(&[plain(text)], &format!("<w:sz w:val=\"{size}\"/>"));
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"Heading{style}\"/></w:pPr>{runs}</w:p>"
        );
    }

    fn list(&mut self, list: &Listing, depth: usize) {
        let (numbering, first) = match list.count {
            Count::Dashes => (DASHES, 1),
            Count::Numbers(first) => (NUMBERS, first),
            Count::Letters(first) => (LETTERS, first),
        };
        let level = depth.min(8);
        self.lists.push((numbering, level, first));
        let id = self.lists.len();
        for (text, below) in &list.entries {
            let runs = self.runs(text, "");
            let _ = write!(
                self.xml,
                "<w:p><w:pPr><w:pStyle w:val=\"ListParagraph\"/><w:numPr><w:ilvl w:val=\"{level}\"/>\
                 <w:numId w:val=\"{id}\"/></w:numPr></w:pPr>{runs}</w:p>"
            );
            for piece in below {
                self.piece(piece, depth + 1);
            }
        }
    }

    fn table(&mut self, grid: &Grid) {
        if let Some(caption) = &grid.caption {
            self.paragraph("Caption", 0, &[plain(caption)]);
        }
        let style = if grid.facts { "TableNormal" } else { "TableGrid" };
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"{style}\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/>\
             <w:tblLook w:firstRow=\"1\" w:firstColumn=\"1\"/></w:tblPr><w:tblGrid>"
        );
        (0..grid.width).for_each(|_| self.xml.push_str("<w:gridCol/>"));
        self.xml.push_str("</w:tblGrid>");
        // For each column, how many rows below a cell still reaches into, and how wide it is.
        let mut reach: Vec<(u32, u32)> = vec![(0, 0); grid.width];
        for (at, row) in grid.header.iter().chain(&grid.rows).enumerate() {
            self.row(row, at < grid.header.len(), &mut reach);
        }
        self.xml.push_str("</w:tbl><w:p><w:pPr><w:pStyle w:val=\"AfterTable\"/></w:pPr></w:p>");
    }

    fn row(&mut self, row: &[Slot], is_header: bool, reach: &mut [(u32, u32)]) {
        let head = if is_header { "<w:tblHeader/>" } else { "" };
        let _ = write!(self.xml, "<w:tr><w:trPr><w:cantSplit/>{head}</w:trPr>");
        let mut slots = row.iter();
        let mut column = 0;
        while let Some(&(left, wide)) = reach.get(column) {
            if left > 0 {
                let span = wide.max(1);
                self.cell(
                    &Slot { columns: span, rows: 1, ..Slot::default() },
                    "<w:vMerge/>",
                    false,
                );
                reach[column].0 -= 1;
                column += span as usize;
                continue;
            }
            let Some(slot) = slots.next() else { break };
            let merge = if slot.rows > 1 { "<w:vMerge w:val=\"restart\"/>" } else { "" };
            self.cell(slot, merge, is_header);
            reach[column] = (slot.rows.saturating_sub(1), slot.columns);
            column += slot.columns.max(1) as usize;
        }
        self.xml.push_str("</w:tr>");
    }

    fn cell(&mut self, slot: &Slot, merge: &str, is_header: bool) {
        let span = match slot.columns {
            0 | 1 => String::new(),
            columns => format!("<w:gridSpan w:val=\"{columns}\"/>"),
        };
        let _ = write!(self.xml, "<w:tc><w:tcPr>{span}{merge}</w:tcPr>");
        let bold = if is_header { "<w:b/>" } else { "" };
        for line in &slot.lines {
            let runs = self.runs(&[plain(line)], bold);
            let _ =
                write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr>{runs}</w:p>");
        }
        if slot.lines.is_empty() {
            self.xml.push_str("<w:p><w:pPr><w:pStyle w:val=\"TableText\"/></w:pPr></w:p>");
        }
        self.xml.push_str("</w:tc>");
    }

    fn runs(&mut self, runs: &[Run], look: &str) -> String {
        let mut xml = String::new();
        for run in runs {
            let bold = if run.strong { "<w:b/>" } else { "" };
            let italic = if run.emphasis { "<w:i/>" } else { "" };
            let style = if run.link.is_some() { "<w:rStyle w:val=\"Hyperlink\"/>" } else { "" };
            let text = text(&run.text);
            let one = format!("<w:r><w:rPr>{style}{bold}{italic}{look}</w:rPr>{text}</w:r>");
            match &run.link {
                Some(url) => {
                    let id = self.link(url);
                    let _ = write!(xml, "<w:hyperlink r:id=\"link{id}\">{one}</w:hyperlink>");
                }
                None => xml.push_str(&one),
            }
        }
        xml
    }

    fn link(&mut self, url: &str) -> usize {
        let known = self.links.iter().position(|known| known == url);
        known.unwrap_or_else(|| {
            self.links.push(url.to_owned());
            self.links.len() - 1
        })
    }
}

fn indent(depth: usize) -> String {
    match depth {
        0 => String::new(),
        depth => format!("<w:ind w:left=\"{}\"/>", depth * STEP),
    }
}

/// Text without what XML cannot hold.
pub(super) fn text(text: &str) -> String {
    let kept: String =
        text.chars().filter(|c| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}')).collect();
    format!("<w:t xml:space=\"preserve\">{}</w:t>", escape(&kept))
}

fn anchor(at: usize) -> String {
    format!("_Toc{at:08}")
}

/// The list of contents: entries that lead to their headings, in a field Word can renew.
fn contents(pieces: &[Piece]) -> String {
    let entries: Vec<(u8, &str)> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Piece::Heading { level, text, listed: true } => Some((*level, text.as_str())),
            _ => None,
        })
        .collect();
    let mut xml = String::new();
    for (at, (level, title)) in entries.iter().enumerate() {
        let begin = if at == 0 {
            "<w:r><w:fldChar w:fldCharType=\"begin\" w:dirty=\"true\"/></w:r><w:r><w:instrText \
             xml:space=\"preserve\"> TOC \\o \"2-3\" \\h </w:instrText></w:r><w:r><w:fldChar \
             w:fldCharType=\"separate\"/></w:r>"
        } else {
            ""
        };
        let end = if at + 1 == entries.len() {
            "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>"
        } else {
            ""
        };
        let (name, title) = (anchor(at), text(title));
        let _ = write!(
            xml,
            "<w:p><w:pPr><w:pStyle w:val=\"TOC{level}\"/></w:pPr>{begin}<w:hyperlink \
             w:anchor=\"{name}\"><w:r>{title}</w:r></w:hyperlink>{end}</w:p>"
        );
    }
    xml
}
