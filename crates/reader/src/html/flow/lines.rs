//! Lines, headings and furniture as they end.

use raadslag_document::Furniture;

use super::{Piece, Walker};
use crate::flow::{Gap, Line, Part};
use crate::html::inline::Text;
use crate::layout;

impl Walker<'_> {
    pub(super) fn line_break(&mut self) {
        if self.heading.is_some() {
            self.inline.space();
        } else if self.inline.is_empty() {
            self.gap = Gap::Paragraph;
        } else {
            self.end_line();
            self.gap = Gap::Line;
        }
    }

    pub(super) fn end_block(&mut self) {
        if self.heading.is_some() {
            self.inline.space();
        } else {
            self.end_line();
            self.gap = Gap::Paragraph;
        }
    }

    pub(super) fn end_line(&mut self) {
        if let Some(lines) = &mut self.beside {
            lines.extend(self.inline.take().map(|text| text.text));
            return;
        }
        self.term = false;
        let within = std::mem::take(&mut self.fragment_chars);
        let Some(text) = self.inline.take() else { return };
        let is_link = within > 0 && within + 1 >= text.text.chars().count() as u32;
        if is_link && !self.is_closed_item(&text.text) {
            self.contents(text.text);
        } else {
            self.push_line(text);
        }
    }

    /// A closed item may be no more than a link whose place the page does not have, among the
    /// items and not in a list of links.
    fn is_closed_item(&self, text: &str) -> bool {
        let listed = matches!(self.found.pieces.last(), Some(Piece::Part(Part::Furniture(_))));
        !listed && !self.page.has_place(&self.fragment_target) && layout::names_closed_item(text)
    }

    /// A line that is nothing but a link to a place on the page.
    pub(super) fn contents(&mut self, text: String) {
        let is_contents = self.page.is_contents_target(&self.fragment_target);
        self.entry = None;
        self.furniture(if is_contents { "contents" } else { "navigation" }, text);
    }

    pub(super) fn push_line(&mut self, text: Text) {
        let indent = if self.lists.is_empty() { 0.0 } else { 2.0 * self.lists.len() as f32 };
        let line = Line {
            gap: std::mem::replace(&mut self.gap, Gap::Paragraph),
            role: self.entry.take().unwrap_or_default(),
            bold: text.bold || self.bold > 0,
            marks: text.marks,
            indent,
            ..Line::whole(text.text)
        };
        self.found.pieces.push(Piece::Part(Part::Line(line)));
    }

    /// Adds text beside the document; contents and link targets that follow each other are one.
    pub(super) fn furniture(&mut self, name: &str, text: String) {
        if let Some(Piece::Part(Part::Furniture(last))) = self.found.pieces.last_mut()
            && last.name == name
            && name != "title"
        {
            last.text.push('\n');
            last.text.push_str(&text);
            return;
        }
        let furniture = Furniture { name: name.to_owned(), text, page: None };
        self.found.pieces.push(Piece::Part(Part::Furniture(furniture)));
    }

    pub(super) fn close_heading(&mut self) {
        if let Some((node, level)) = self.heading.take() {
            self.fragment_chars = 0;
            let text = self.inline.take().unwrap_or_default();
            self.gap = Gap::Paragraph;
            self.found.pieces.push(Piece::Heading { node, level, text });
        }
    }
}
