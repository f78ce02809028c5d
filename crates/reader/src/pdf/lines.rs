//! Laid-out pages into the parts of a flow.

use raadslag_document::Furniture;

use super::marker::{self, Marker};
use super::measure::Measure;
use super::page::{Cells, Draft, Page, Piece};
use super::sheet::Turn;
use super::text::joined;
use crate::flow::{At, Gap, Line, Part, Role, Wrap};

/// The parts of a document.
pub(super) fn parts(
    pages: &[Page],
    furniture: Vec<Vec<Furniture>>,
    measure: &Measure,
) -> Vec<Part> {
    let mut writer =
        Writer { measure, parts: Vec::new(), line: 0, before: None, levels: Vec::new() };
    let next = followers(pages);
    let mut next = next.into_iter();
    for (page, furniture) in pages.iter().zip(furniture) {
        let (feet, heads): (Vec<Furniture>, Vec<Furniture>) =
            furniture.into_iter().partition(|it| it.name == "page_footer");
        writer.parts.extend(heads.into_iter().map(Part::Furniture));
        let mut first = true;
        for piece in &page.pieces {
            match piece {
                Piece::Line(draft) => {
                    writer.line(page, draft, next.next().flatten(), first);
                }
                Piece::Table(cells) => writer.table(page, cells),
            }
            first = false;
        }
        writer.parts.extend(feet.into_iter().map(Part::Furniture));
    }
    writer.parts
}

/// For each line the one that follows it, where it can go on in that.
fn followers(pages: &[Page]) -> Vec<Option<&Draft>> {
    let pieces: Vec<&Piece> = pages.iter().flat_map(|page| &page.pieces).collect();
    let follower = |index: usize| match pieces.get(index + 1) {
        Some(Piece::Line(next)) => Some(next),
        _ => None,
    };
    let lines = pieces.iter().enumerate().filter(|(_, piece)| matches!(piece, Piece::Line(_)));
    lines.map(|(index, _)| follower(index)).collect()
}

struct Writer<'a> {
    measure: &'a Measure,
    parts: Vec<Part>,
    line: u32,
    /// The line before, unless a table stands between, and how it was written.
    before: Option<(&'a Draft, Wrap, bool)>,
    /// Left edges of the list levels that are open.
    levels: Vec<f32>,
}

impl<'a> Writer<'a> {
    fn at(&mut self, page: &Page) -> At {
        self.line += 1;
        At { page: Some(page.number), line: Some(self.line) }
    }

    fn table(&mut self, page: &Page, cells: &Cells) {
        let at = self.at(page);
        let table = cells.table.clone();
        let rows = table.header.len() + table.rows.len();
        self.line += u32::try_from(rows).unwrap_or(0).saturating_sub(1);
        self.parts.push(Part::Table { table, at });
        for url in &cells.links {
            self.parts.push(Part::Furniture(Furniture {
                name: "link_target".to_owned(),
                text: url.clone(),
                page: Some(page.number),
            }));
        }
        self.before = None;
        self.levels.clear();
    }

    fn line(&mut self, page: &Page, draft: &'a Draft, next: Option<&'a Draft>, first: bool) {
        let at = self.at(page);
        let joined = joined(&draft.runs);
        let (left, _) = self.measure.margins(page, draft);
        let character = 0.5 * self.measure.body;
        let upright = draft.turn == Turn::Upright;
        let gap = self.gap(draft, first);
        let wrap = if upright && self.is_broken(page, draft, next, &joined.text) {
            Wrap::Physical
        } else {
            Wrap::Whole
        };
        let bold = draft.runs.iter().all(|run| run.face.bold);
        let size = draft.size / self.measure.body;
        let indent = if upright { ((draft.x0 - left) / character).max(0.0) } else { 0.0 };
        let entry = self.entry(draft, &joined.text, gap, bold || size > 1.1, indent, next);
        let (role, skip) = if let Some((marker, skip)) = entry {
            (self.role(marker, draft.x0, character), skip)
        } else {
            self.close_levels(draft.x0, character);
            (Role::Text, 0)
        };
        let text: String = joined.text.chars().skip(skip as usize).collect();
        let marks = joined.marks(&draft.runs, &page.links, skip);
        self.before = Some((draft, wrap, entry.is_some()));
        self.parts.push(Part::Line(Line { text, at, gap, wrap, role, bold, size, indent, marks }));
    }

    fn gap(&self, draft: &Draft, first: bool) -> Gap {
        match self.before {
            _ if first => Gap::Page,
            Some((before, wrap, _)) if before.turn == draft.turn => {
                let goes_on = before.block == draft.block || wrap == Wrap::Physical;
                let near = before.block != draft.block || !self.measure.is_parted(before, draft);
                if goes_on && near { Gap::Line } else { Gap::Paragraph }
            }
            _ => Gap::Paragraph,
        }
    }

    /// Whether the typesetter broke the line at the right margin.
    fn is_broken(&self, page: &Page, draft: &Draft, next: Option<&Draft>, text: &str) -> bool {
        let next = next.filter(|next| next.turn == Turn::Upright);
        if is_listed(draft, text) {
            return false;
        }
        let hyphen = text.ends_with('-') && self.measure.is_full(page, draft, None);
        hyphen || self.measure.is_full(page, draft, next)
    }

    /// The marker a line begins with, and how many characters it takes.
    fn entry(
        &self,
        draft: &Draft,
        text: &str,
        gap: Gap,
        heading: bool,
        indent: f32,
        next: Option<&Draft>,
    ) -> Option<(Marker, u32)> {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        if rest.is_empty() {
            return glued_bullet(text);
        }
        let length = u32::try_from(word.chars().count()).unwrap_or(0) + 1;
        let first = draft.runs.first()?;
        let marker = if first.bullet && first.text == word {
            Marker::Bullet
        } else if let Some(marker) = marker::marker(word, rest) {
            marker
        } else {
            return glued_bullet(text);
        };
        let listed = match marker {
            Marker::Bullet => !self.goes_on(draft, word, gap),
            Marker::Number(_) => !heading && (indent >= 0.75 || hangs(draft, next)),
        };
        listed.then_some((marker, length))
    }

    /// Whether a line that begins with a dash only goes on in the sentence before it.
    fn goes_on(&self, draft: &Draft, word: &str, gap: Gap) -> bool {
        let dash = matches!(word, "-" | "–" | "—" | "−");
        dash && gap != Gap::Paragraph
            && self.before.is_some_and(|(before, wrap, entry)| {
                let open = joined(&before.runs).text;
                let ended = open.ends_with(['.', ':', ';', '!', '?']);
                let hanging = entry && draft.x0 < before.x0 + 0.3 * draft.size;
                wrap == Wrap::Physical && !ended && !hanging && self.levels.is_empty()
            })
    }

    fn role(&mut self, marker: Marker, x0: f32, character: f32) -> Role {
        while self.levels.last().is_some_and(|&level| level > x0 + character) {
            self.levels.pop();
        }
        if self.levels.last().is_none_or(|&level| level < x0 - character) {
            self.levels.push(x0);
        }
        let depth = u8::try_from(self.levels.len() - 1).unwrap_or(u8::MAX);
        match marker {
            Marker::Bullet => Role::Entry { ordered: false, number: None, depth },
            Marker::Number(n) => Role::Entry { ordered: true, number: Some(n), depth },
        }
    }

    /// A line that does not stand under an entry's text ends the list.
    fn close_levels(&mut self, x0: f32, character: f32) {
        while self.levels.last().is_some_and(|&level| level > x0 - 0.5 * character) {
            self.levels.pop();
        }
    }
}

/// Whether a line is one of a contents list: a leader, or a wide gap before a page's number.
fn is_listed(draft: &Draft, text: &str) -> bool {
    let Some((last, rest)) = draft.runs.split_last() else { return false };
    let number = last.text.bytes().all(|byte| byte.is_ascii_digit());
    let wide = rest.last().is_some_and(|run| last.x0 - run.x1 > 1.2 * draft.size);
    number && (wide || text.contains(" .... "))
}

/// A bullet without a space behind it. Dashes are none: `-5` is a number.
fn glued_bullet(text: &str) -> Option<(Marker, u32)> {
    let mut chars = text.chars();
    let bullet = matches!(chars.next(), Some('•' | '▪' | '●' | '◦' | '\u{e000}'..='\u{f8ff}'));
    let text = chars.next().is_some_and(char::is_alphanumeric);
    (bullet && text).then_some((Marker::Bullet, 1))
}

/// Whether the next line stands under the text of a numbered line rather than under its number.
fn hangs(draft: &Draft, next: Option<&Draft>) -> bool {
    let text = draft.runs.get(1).map_or(draft.x0, |run| run.x0);
    text > draft.x0 + 0.5 * draft.size
        && next.is_some_and(|next| (next.x0 - text).abs() < 0.3 * draft.size)
}
