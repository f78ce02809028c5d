//! The glyphs of each tagged block as its text.

use std::collections::HashMap;

use pdfboss_core::{Immediate, ObjRef, StructureTree};
use pdfboss_text::{ReadingOrder, StandardType, TextSpan};
use raadslag_document::{Furniture, Mark, MarkKind};

use super::super::boss::Boss;
use super::super::engine::{Engine, limits};
use super::tree::Node;

/// A block's text.
#[derive(Debug, Default)]
pub(super) struct Block {
    /// On one line.
    pub(super) text: String,
    /// Links and emphasis.
    pub(super) marks: Vec<Mark>,
    /// All of it is bold.
    pub(super) bold: bool,
    /// Its largest size in points.
    pub(super) size: f32,
    /// The page it begins on.
    pub(super) page: Option<u32>,
}

/// The texts of all blocks.
#[derive(Debug, Default)]
pub(super) struct Texts {
    blocks: HashMap<ObjRef, Vec<Piece>>,
    /// What stands on pages and in no block.
    pub(super) furniture: Vec<Furniture>,
}

/// A span of glyphs.
#[derive(Debug)]
struct Piece {
    text: String,
    strong: bool,
    emphasis: bool,
    /// The innermost link it stands in.
    link: Option<ObjRef>,
    size: f32,
    /// Page and baseline.
    place: (u32, f32),
}

/// A character and how it looks.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Letter {
    c: char,
    strong: bool,
    emphasis: bool,
    link: Option<ObjRef>,
}

/// The texts of a file; `None` where a page cannot be read whole or has text without tags.
pub(super) fn texts(boss: &Boss, structure: &StructureTree) -> Option<Texts> {
    let mut texts = Texts::default();
    let mut characters = 0;
    for page in 0..boss.pages() {
        let spans = boss.tagged_spans(page, structure)?;
        for span in spans {
            characters += span.text.len();
            if characters > limits::CHARACTERS {
                return None;
            }
            texts.add(span, page + 1)?;
        }
    }
    Some(texts)
}

impl Texts {
    /// Adds a span; `None` where it is text that the tags do not reach.
    fn add(&mut self, span: TextSpan, page: u32) -> Option<()> {
        if span.artifact.is_some() {
            let text = span.text.trim().to_owned();
            if !text.is_empty() {
                let name = "page_header".to_owned();
                self.furniture.push(Furniture { name, text, page: Some(page) });
            }
            return Some(());
        }
        let path = span.structure.as_ref().map(|it| it.path.as_slice()).unwrap_or_default();
        let block = path.iter().rev().find(|it| is_block(it.standard_type)).map(|it| it.object);
        let Some(block) = block else { return span.text.trim().is_empty().then_some(()) };
        let link = path.iter().rev().find(|it| it.standard_type == StandardType::Link);
        self.blocks.entry(block).or_default().push(Piece {
            link: link.map(|it| it.object),
            strong: span.bold,
            emphasis: span.italic,
            size: span.size,
            place: (page, span.y),
            text: span.text,
        });
        Some(())
    }

    /// Whether every block has been taken.
    pub(super) fn is_empty(&self) -> bool {
        self.blocks.is_empty()
    }

    /// The text of a block, once; its links lead where the list says.
    pub(super) fn take(&mut self, node: &Node, links: &[(ObjRef, String)]) -> Option<Block> {
        let pieces = self.blocks.remove(&node.id?)?;
        let url = |id: ObjRef| links.iter().find(|(link, _)| *link == id).map(|(_, url)| url);
        let letters = tidied(letters(&pieces));
        let size = pieces.iter().map(|piece| piece.size).fold(0.0, f32::max);
        Some(Block {
            text: letters.iter().map(|letter| letter.c).collect(),
            bold: !letters.is_empty() && letters.iter().all(|it| it.strong || it.c == ' '),
            marks: marks(&letters, &url),
            size,
            page: pieces.first().map(|piece| piece.place.0),
        })
    }
}

/// The elements that hold a line of text of their own.
fn is_block(kind: StandardType) -> bool {
    use StandardType::{
        Caption, Figure, H, H1, H2, H3, H4, H5, H6, LBody, Lbl, Note, P, TD, TH, TOCI,
    };
    matches!(
        kind,
        P | H
            | H1
            | H2
            | H3
            | H4
            | H5
            | H6
            | Lbl
            | LBody
            | TD
            | TH
            | TOCI
            | Caption
            | Note
            | Figure
    )
}

/// The characters in order. A line that ends in a soft hyphen was broken inside a word; where one
/// was broken at a space, the space stands at its end.
fn letters(pieces: &[Piece]) -> Vec<Letter> {
    let mut letters: Vec<Letter> = Vec::new();
    let mut last: Option<&Piece> = None;
    for piece in pieces {
        let begins_line = last.is_some_and(|before| {
            let (page, base) = before.place;
            page != piece.place.0 || (base - piece.place.1).abs() > 0.3 * piece.size
        });
        if begins_line {
            letters.pop_if(|letter| letter.c == '\u{ad}');
        }
        let (strong, emphasis, link) = (piece.strong, piece.emphasis, piece.link);
        letters.extend(piece.text.chars().map(|c| Letter { c, strong, emphasis, link }));
        last = Some(piece);
    }
    letters
}

/// Single spaces, none at the ends, and no marks that have no width.
fn tidied(letters: Vec<Letter>) -> Vec<Letter> {
    let mut tidied: Vec<Letter> = Vec::with_capacity(letters.len());
    for letter in letters {
        match letter.c {
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => {}
            c if c.is_whitespace() || c.is_control() => {
                if tidied.last().is_some_and(|last| last.c != ' ') {
                    tidied.push(Letter { c: ' ', ..letter });
                }
            }
            _ => tidied.push(letter),
        }
    }
    if tidied.last().is_some_and(|last| last.c == ' ') {
        tidied.pop();
    }
    tidied
}

fn marks<'a>(letters: &[Letter], url: &impl Fn(ObjRef) -> Option<&'a String>) -> Vec<Mark> {
    let mut marks = Vec::new();
    stretches(
        letters,
        |letter| letter.link,
        |place, link| {
            marks.extend(url(link).map(|url| mark(place, MarkKind::Link { url: url.clone() })));
        },
    );
    stretches(
        letters,
        |letter| letter.strong.then_some(()),
        |place, ()| {
            marks.push(mark(place, MarkKind::Strong));
        },
    );
    stretches(
        letters,
        |letter| letter.emphasis.then_some(()),
        |place, ()| {
            marks.push(mark(place, MarkKind::Emphasis));
        },
    );
    marks.sort_by_key(|mark| (mark.start, mark.end));
    marks
}

/// Stretches of neighbouring characters of which `of` says the same, without spaces at their ends.
fn stretches<T: PartialEq>(
    letters: &[Letter],
    of: impl Fn(&Letter) -> Option<T>,
    mut found: impl FnMut((usize, usize), T),
) {
    let mut at = 0;
    while at < letters.len() {
        let Some(kind) = of(&letters[at]) else {
            at += 1;
            continue;
        };
        let length = letters[at..].iter().take_while(|it| of(it).as_ref() == Some(&kind)).count();
        let (mut from, mut to) = (at, at + length);
        at = to;
        while from < to && letters[from].c == ' ' {
            from += 1;
        }
        while from < to && letters[to - 1].c == ' ' {
            to -= 1;
        }
        if from < to {
            found((from, to), kind);
        }
    }
}

fn mark((start, end): (usize, usize), kind: MarkKind) -> Mark {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Mark { start: place(start), end: place(end), kind }
}

impl Boss {
    /// The spans of a page in the order of its tags; `None` where something of it is not read.
    fn tagged_spans(&self, index: u32, structure: &StructureTree) -> Option<Vec<TextSpan>> {
        let page = self.page(index)?;
        let source = self.metered();
        let reading = pdfboss_text::extract_spans_and_rulings_reporting_cached_with(
            Immediate(&source),
            &page,
            self.fonts(),
            None,
            Some(structure),
            ReadingOrder::StructureTree,
        );
        let (spans, _, report) = pdfboss_core::block_on(reading).ok()?;
        report.is_complete().then_some(spans)
    }
}
