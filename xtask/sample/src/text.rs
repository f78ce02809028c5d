//! Plain text as an extraction from one of KL's PDFs gives it: every line followed by an empty one,
//! words broken at the margin, page headers inside the text, link targets at the page's end.

use std::fmt::Write as _;

use raadslag_document::{Document, Table};

use crate::pieces::{self, Piece};
use crate::wrap::{Breaks, wrap};

const WIDTH: f32 = 75.0;
const TITLE_WIDTH: f32 = 62.0;
const LINES_PER_PAGE: usize = 46;

/// The text of a document.
pub(crate) fn render(document: &Document) -> String {
    let body = document.body.as_deref().unwrap_or_default();
    let date = document.meeting.date.map_or(String::new(), |d| d.strftime("%d-%m-%Y").to_string());
    let mut sheet = Sheet::new(format!("{body}  | {date}"));
    for piece in pieces::of_document(document) {
        sheet.set(&piece);
    }
    sheet.new_page();
    sheet.text
}

struct Sheet {
    text: String,
    header: String,
    page: usize,
    lines: usize,
    targets: Vec<String>,
    after_entry: bool,
}

impl Sheet {
    fn new(header: String) -> Self {
        let text = " \n\n".repeat(3);
        Self { text, header, page: 1, lines: 0, targets: Vec::new(), after_entry: false }
    }

    fn set(&mut self, piece: &Piece) {
        let entry = matches!(piece, Piece::Entry { .. });
        if !entry && self.after_entry {
            self.gap();
        }
        self.after_entry = entry;
        match piece {
            Piece::Cover(text) => self.paragraph(&letter_spaced(text), TITLE_WIDTH),
            Piece::Section(text) => {
                self.new_page();
                self.header();
                self.paragraph(text, TITLE_WIDTH);
                self.gap();
            }
            Piece::ItemTitle(text) => {
                self.gap();
                self.title(text);
            }
            Piece::Reference(text) => self.paragraph(text, WIDTH),
            Piece::Label(text) | Piece::Heading(text) => self.line(text),
            Piece::Paragraph { text, urls } => {
                self.targets.extend(urls.iter().cloned());
                self.paragraph(text, WIDTH);
            }
            Piece::Entry { bullet, text } => self.lines(&format!("{bullet} {text}"), WIDTH),
            Piece::Table(table) => self.table(table),
        }
    }

    fn paragraph(&mut self, text: &str, width: f32) {
        self.lines(text, width);
        self.gap();
    }

    /// A title's lines stand close together, as they come out of KL's PDFs.
    fn title(&mut self, text: &str) {
        let lines = wrap(text, TITLE_WIDTH, Breaks::Syllables, &length);
        self.line(&lines.join("\n"));
    }

    fn lines(&mut self, text: &str, width: f32) {
        for line in wrap(text, width, Breaks::Syllables, &length) {
            self.line(&line);
        }
    }

    fn line(&mut self, line: &str) {
        if self.lines >= LINES_PER_PAGE {
            self.new_page();
            self.header();
        }
        self.lines += 1;
        self.text.push_str(line);
        self.text.push_str(" \n\n");
    }

    fn gap(&mut self) {
        self.text.push_str(" \n\n");
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.paragraph(caption, WIDTH);
        }
        for row in table.header.iter().chain(&table.rows) {
            self.line(&row.join("   "));
        }
        self.gap();
    }

    fn new_page(&mut self) {
        for target in std::mem::take(&mut self.targets) {
            self.text.push_str(&target);
            self.text.push_str("\n\n");
        }
        self.page += 1;
        self.lines = 0;
    }

    fn header(&mut self) {
        let page = self.page;
        let _ = write!(self.text, "\n{} \n\n SIDE  |  {page} \n\n", self.header);
    }
}

fn length(text: &str) -> f32 {
    text.chars().count() as f32
}

/// "KKR SJÆLLAND" as the extraction gives the covers' wide capitals: `K K R  S J Æ L L A N D`.
fn letter_spaced(text: &str) -> String {
    if !text.starts_with("KKR ") {
        return text.to_owned();
    }
    let spaced = |word: &str| word.chars().map(String::from).collect::<Vec<_>>().join(" ");
    text.split(' ').map(spaced).collect::<Vec<_>>().join("  ")
}
