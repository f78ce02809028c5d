//! A PDF of our own printer, read by its tags rather than by its geometry.
//!
//! Such a file promises to be PDF/UA-1: its tags say what is a heading, a paragraph, a list, a
//! table. [`tree`] walks them, [`text`] puts the glyphs of each block together, and here they become
//! a flow of whole lines. Other producers' tags are not trusted: many say little and some say wrong
//! things, and geometry reads those files well.

mod text;
pub(super) mod tree;

use raadslag_document::Furniture;

use super::boss::Boss;
use crate::flow::{At, Flow, Gap, Line, Part, Role};
use crate::html::grid::{self, Row, Spanning};
use text::{Block, Texts};
use tree::Node;

/// What our printer's files say made them.
const MAKER: &str = "Raadslag";
/// Size of body text in points.
const BODY: f32 = 10.0;
/// How far in a list stands, in characters.
const STEP: f32 = 3.6;

/// The flow of a file of our own printer; `None` for all others.
pub(super) fn flow(boss: &Boss) -> Option<Flow> {
    let document = boss.document();
    tree::maker(document).filter(|maker| maker == MAKER)?;
    let structure = document.structure_tree()?;
    let root = tree::read(document)?;
    let texts = text::texts(boss, &structure)?;
    let mut writer = Writer { texts, parts: Vec::new(), caption: None };
    writer.node(&root, 0);
    // What says that it is ours and is not tagged throughout, as a pack with its annexes, is read
    // like any other file.
    if !writer.texts.is_empty() {
        return None;
    }
    let mut parts = writer.parts;
    parts.extend(writer.texts.furniture.into_iter().map(Part::Furniture));
    Some(Flow { parts, printed: true, ..Flow::default() })
}

/// Writes the parts in the order of the tags.
struct Writer {
    texts: Texts,
    parts: Vec<Part>,
    /// A caption whose table has not come.
    caption: Option<String>,
}

impl Writer {
    /// A node that stands `depth` lists deep.
    fn node(&mut self, node: &Node, depth: u8) {
        match node.kind.as_str() {
            "TOC" => self.contents(node),
            "L" => self.list(node, depth),
            "Table" => self.table(node),
            "Caption" => self.caption = self.whole(node),
            "P" => self.line(node, Role::Text, depth),
            kind if tree::is_heading(kind) => {
                let level = kind[1..].parse().unwrap_or(6);
                self.line(node, Role::Heading(level), depth);
            }
            _ => node.kids.iter().for_each(|kid| self.node(kid, depth)),
        }
    }

    fn line(&mut self, node: &Node, role: Role, depth: u8) {
        let block = self.texts.take(node, &node.links());
        self.parts.extend(block.map(|block| Part::Line(line(block, role, depth))));
    }

    fn contents(&mut self, node: &Node) {
        let mut lines = Vec::new();
        self.words(node, &mut lines);
        let piece = Furniture { name: "contents".into(), text: lines.join("\n"), page: None };
        self.parts.push(Part::Furniture(piece));
    }

    /// The texts of all blocks below a node.
    fn words(&mut self, node: &Node, lines: &mut Vec<String>) {
        lines.extend(self.texts.take(node, &node.links()).map(|block| block.text));
        node.kids.iter().for_each(|kid| self.words(kid, lines));
    }

    /// The same as one text, a line for each block.
    fn whole(&mut self, node: &Node) -> Option<String> {
        let mut lines = Vec::new();
        self.words(node, &mut lines);
        lines.retain(|line| !line.is_empty());
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    /// A list; one that stands between its entries belongs to the entry before it.
    fn list(&mut self, node: &Node, depth: u8) {
        for kid in &node.kids {
            match kid.kind.as_str() {
                "LI" => self.entry(kid, depth),
                "L" => self.list(kid, depth.saturating_add(1)),
                _ => self.node(kid, depth),
            }
        }
    }

    fn entry(&mut self, node: &Node, depth: u8) {
        let mut label = None;
        for kid in &node.kids {
            if kid.kind == "Lbl" {
                label = self.whole(kid);
                continue;
            }
            let own = self.texts.take(kid, &kid.links());
            let (mut first, mut rest) = (own, kid.kids.as_slice());
            if first.is_none()
                && let Some((head, below)) = rest.split_first()
                && head.kind == "P"
            {
                first = self.texts.take(head, &head.links());
                rest = below;
            }
            let label = label.take().unwrap_or_default();
            self.parts.push(Part::Line(entry(&label, first.unwrap_or_default(), depth)));
            for kid in rest {
                self.node(kid, depth.saturating_add(1));
            }
        }
    }

    fn table(&mut self, node: &Node) {
        let mut rows = Vec::new();
        self.rows(node, false, &mut rows);
        let caption = self.caption.take();
        match grid::table(caption, &rows) {
            Some(table) => self.parts.push(Part::Table { table, at: At::default() }),
            None => self
                .parts
                .extend(grid::as_lines(&rows).into_iter().map(|it| Part::Line(Line::whole(it)))),
        }
    }

    fn rows(&mut self, node: &Node, header: bool, rows: &mut Vec<Row>) {
        for kid in &node.kids {
            match kid.kind.as_str() {
                "TR" => {
                    let cells = kid.kids.iter().map(|cell| Spanning {
                        text: self.whole(cell).unwrap_or_default(),
                        columns: cell.columns,
                        rows: cell.rows.max(1),
                    });
                    let cells: Vec<Spanning> = cells.collect();
                    let heads = !kid.kids.is_empty() && kid.kids.iter().all(|it| it.heads_column);
                    rows.push(Row { header: header || heads, cells });
                }
                "Caption" => self.caption = self.whole(kid),
                kind => self.rows(kid, header || kind == "THead", rows),
            }
        }
    }
}

fn line(block: Block, role: Role, depth: u8) -> Line {
    Line {
        text: block.text,
        at: At { page: block.page, line: None },
        gap: Gap::Paragraph,
        role,
        bold: block.bold,
        size: block.size / BODY,
        indent: f32::from(depth) * STEP,
        marks: block.marks,
        ..Line::default()
    }
}

/// An entry of a list by its label: "–", "2.", "b)".
fn entry(label: &str, block: Block, depth: u8) -> Line {
    let label = label.trim();
    let number = label.trim_end_matches('.').parse::<u32>().ok();
    let letter = label.strip_suffix(')').filter(|letter| letter.chars().all(char::is_alphabetic));
    let role = Role::Entry { ordered: number.is_some() || letter.is_some(), number, depth };
    let mut line = line(block, role, depth);
    if let Some(letter) = letter {
        // A letter is an entry's text to every format: the role knows numbers only.
        let shift = u32::try_from(letter.chars().count()).unwrap_or(0) + 2;
        line.text = format!("{letter}) {}", line.text);
        line.marks.iter_mut().for_each(|mark| {
            mark.start += shift;
            mark.end += shift;
        });
    }
    line
}
