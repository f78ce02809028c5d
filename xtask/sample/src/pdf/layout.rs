//! Lays pieces out on A4 pages and builds their structure tree.

use pdf_writer::types::{StructRole, TableHeaderScope};
use raadslag_document::Table;

use super::font::{self, Face};
use crate::pieces::Piece;
use crate::wrap::{Breaks, wrap};

pub(super) const PAGE_WIDTH: f32 = 595.0;
pub(super) const PAGE_HEIGHT: f32 = 842.0;
const LEFT: f32 = 72.0;
const TEXT_WIDTH: f32 = 451.0;
const TOP: f32 = 762.0;
const BOTTOM: f32 = 72.0;
const SIZE: f32 = 10.5;
const PADDING: f32 = 4.0;

/// What runs along on every page.
pub(super) struct Running {
    pub(super) header: String,
    /// What stands before the page number.
    pub(super) side: &'static str,
}

/// Pages with their structure; node 0 is the whole document.
pub(super) struct Laid {
    pub(super) pages: Vec<Page>,
    pub(super) nodes: Vec<Node>,
}

/// One page.
#[derive(Default)]
pub(super) struct Page {
    pub(super) ops: Vec<Op>,
    /// The node of each marked text, by its number on the page.
    pub(super) owners: Vec<usize>,
}

/// Something drawn.
pub(super) enum Op {
    /// A text; `mark` is its number on the page, `None` for what runs along.
    Text { x: f32, y: f32, face: Face, size: f32, text: String, mark: Option<usize> },
    /// A hairline.
    Rule { from: (f32, f32), to: (f32, f32) },
}

/// An element of the structure tree.
pub(super) struct Node {
    pub(super) role: StructRole,
    /// What a header cell heads.
    pub(super) scope: Option<TableHeaderScope>,
    pub(super) parent: Option<usize>,
    pub(super) kids: Vec<Kid>,
}

/// What a node holds.
pub(super) enum Kid {
    Node(usize),
    Text { page: usize, mark: usize },
}

/// Sets the pieces.
pub(super) fn set(pieces: &[Piece], breaks: Breaks, running: &Running) -> Laid {
    let root = Node { role: StructRole::Document, scope: None, parent: None, kids: Vec::new() };
    let laid = Laid { pages: vec![Page::default()], nodes: vec![root] };
    let mut setter = Setter { laid, y: TOP, breaks, list: None };
    for piece in pieces {
        setter.piece(piece);
    }
    setter.run_along(running);
    setter.laid
}

struct Style {
    face: Face,
    size: f32,
    before: f32,
    after: f32,
}

const fn style(face: Face, size: f32, before: f32, after: f32) -> Style {
    Style { face, size, before, after }
}

struct Setter {
    laid: Laid,
    y: f32,
    breaks: Breaks,
    list: Option<usize>,
}

impl Setter {
    fn piece(&mut self, piece: &Piece) {
        if !matches!(piece, Piece::Entry { .. }) && self.list.take().is_some() {
            self.y -= 6.0;
        }
        let body = style(Face::Regular, SIZE, 0.0, 7.0);
        match piece {
            Piece::Cover(text) => {
                let cover = style(Face::Bold, 15.0, 0.0, 9.0);
                self.text(text, StructRole::P, &cover);
            }
            Piece::Section(text) => {
                if self.y < TOP {
                    self.new_page();
                }
                self.text(text, StructRole::H1, &style(Face::Bold, 16.0, 0.0, 14.0));
            }
            Piece::ItemTitle(text) => {
                self.text(text, StructRole::H2, &style(Face::Bold, 13.0, 16.0, 3.0));
            }
            Piece::Reference(text) => {
                self.text(text, StructRole::P, &style(Face::Regular, 8.5, 0.0, 7.0));
            }
            Piece::Label(text) => {
                self.text(text, StructRole::H3, &style(Face::Bold, 11.5, 5.0, 2.0));
            }
            Piece::Heading(text) => {
                self.text(text, StructRole::H4, &style(Face::Bold, SIZE, 3.0, 2.0));
            }
            Piece::Paragraph { text, .. } => self.text(text, StructRole::P, &body),
            Piece::Entry { bullet, text } => self.entry(bullet, text),
            Piece::Table(table) => self.table(table),
        }
    }

    fn node(&mut self, role: StructRole, parent: usize) -> usize {
        let id = self.laid.nodes.len();
        self.laid.nodes.push(Node { role, scope: None, parent: Some(parent), kids: Vec::new() });
        self.laid.nodes[parent].kids.push(Kid::Node(id));
        id
    }

    fn text(&mut self, text: &str, role: StructRole, style: &Style) {
        let heading = style.face == Face::Bold;
        let lines = self.wrap(text, TEXT_WIDTH, style.face, style.size);
        let below = if heading { 40.0 } else { 0.0 };
        self.need(style.before + lines.len().min(2) as f32 * leading(style.size) + below);
        if self.y < TOP {
            self.y -= style.before;
        }
        let node = self.node(role, 0);
        for line in lines {
            self.need(leading(style.size));
            self.y -= leading(style.size);
            self.draw(LEFT, self.y, style, line, node);
        }
        self.y -= style.after;
    }

    fn entry(&mut self, bullet: &str, text: &str) {
        let body = style(Face::Regular, SIZE, 0.0, 0.0);
        let list = self.list.unwrap_or_else(|| self.node(StructRole::L, 0));
        self.list = Some(list);
        let item = self.node(StructRole::LI, list);
        let indent = 16.0;
        let lines = self.wrap(text, TEXT_WIDTH - indent, Face::Regular, SIZE);
        self.need(leading(SIZE) * lines.len().min(2) as f32);
        let label = self.node(StructRole::Lbl, item);
        let content = self.node(StructRole::LBody, item);
        for (index, line) in lines.into_iter().enumerate() {
            self.need(leading(SIZE));
            self.y -= leading(SIZE);
            if index == 0 {
                self.draw(LEFT, self.y, &body, bullet.to_owned(), label);
            }
            self.draw(LEFT + indent, self.y, &body, line, content);
        }
        self.y -= 2.0;
    }

    fn table(&mut self, table: &Table) {
        if let Some(caption) = &table.caption {
            self.text(caption, StructRole::P, &style(Face::Bold, 9.5, 4.0, 4.0));
        }
        let columns = column_widths(table);
        let node = self.node(StructRole::Table, 0);
        for row in &table.header {
            self.row(row, &columns, node, StructRole::TH);
        }
        for row in &table.rows {
            self.row(row, &columns, node, StructRole::TD);
        }
        self.y -= 10.0;
    }

    fn row(&mut self, cells: &[String], columns: &[f32], table: usize, role: StructRole) {
        let face = if role == StructRole::TH { Face::Bold } else { Face::Regular };
        let size = 9.5;
        let wrapped: Vec<Vec<String>> = cells
            .iter()
            .zip(columns)
            .map(|(cell, width)| self.wrap(cell, width - 2.0 * PADDING, face, size))
            .collect();
        let lines = wrapped.iter().map(Vec::len).max().unwrap_or(1).max(1);
        let height = lines as f32 * leading(size) + 2.0 * PADDING;
        self.need(height);
        let top = self.y;
        let row = self.node(StructRole::TR, table);
        let mut x = LEFT;
        for (index, (cell, width)) in wrapped.into_iter().zip(columns).enumerate() {
            let scope = match (role, index) {
                (StructRole::TH, _) => Some(TableHeaderScope::Column),
                (_, 0) => Some(TableHeaderScope::Row),
                _ => None,
            };
            let node = self.node(scope.map_or(role, |_| StructRole::TH), row);
            self.laid.nodes[node].scope = scope;
            let number = index > 0 && cells[index].starts_with(|c: char| c.is_ascii_digit());
            for (line, text) in (1..).zip(cell) {
                let y = top - PADDING - line as f32 * leading(size) + 3.0;
                let slack = width - 2.0 * PADDING - font::width(&text, face, size);
                let shift = if number && slack > 0.0 { slack } else { 0.0 };
                self.draw(x + PADDING + shift, y, &style(face, size, 0.0, 0.0), text, node);
            }
            x += width;
        }
        self.y -= height;
        self.grid(columns, top);
    }

    fn grid(&mut self, columns: &[f32], top: f32) {
        let right = LEFT + columns.iter().sum::<f32>();
        let bottom = self.y;
        let page = self.page();
        page.ops.push(Op::Rule { from: (LEFT, top), to: (right, top) });
        page.ops.push(Op::Rule { from: (LEFT, bottom), to: (right, bottom) });
        let mut x = LEFT;
        for width in columns.iter().chain([&0.0]) {
            page.ops.push(Op::Rule { from: (x, top), to: (x, bottom) });
            x += width;
        }
    }

    fn wrap(&self, text: &str, width: f32, face: Face, size: f32) -> Vec<String> {
        wrap(text, width, self.breaks, &|text| font::width(text, face, size))
    }

    fn draw(&mut self, x: f32, y: f32, style: &Style, text: String, node: usize) {
        let page_index = self.laid.pages.len() - 1;
        let page = self.page();
        let mark = page.owners.len();
        page.owners.push(node);
        let (face, size) = (style.face, style.size);
        page.ops.push(Op::Text { x, y, face, size, text, mark: Some(mark) });
        self.laid.nodes[node].kids.push(Kid::Text { page: page_index, mark });
    }

    fn page(&mut self) -> &mut Page {
        self.laid.pages.last_mut().expect("there is always a page")
    }

    fn need(&mut self, height: f32) {
        if self.y - height < BOTTOM {
            self.new_page();
        }
    }

    fn new_page(&mut self) {
        self.laid.pages.push(Page::default());
        self.y = TOP;
    }

    /// Header and number of every page but the first.
    fn run_along(&mut self, running: &Running) {
        for (number, page) in (1..).zip(&mut self.laid.pages) {
            if number == 1 {
                continue;
            }
            let mut line = |y: f32, text: String| {
                let face = Face::Regular;
                page.ops.push(Op::Text { x: LEFT, y, face, size: 8.5, text, mark: None });
            };
            line(800.0, running.header.clone());
            line(40.0, format!("{} {number}", running.side));
        }
    }
}

fn leading(size: f32) -> f32 {
    size * 1.32
}

/// Columns as wide as their widest cell, narrowed evenly where all together are too wide.
fn column_widths(table: &Table) -> Vec<f32> {
    let columns = table.header.first().map_or(0, Vec::len);
    let mut widths: Vec<f32> = (0..columns)
        .map(|column| {
            let cells = table.header.iter().chain(&table.rows).map(|row| row[column].as_str());
            let widest = cells.map(|cell| font::width(cell, Face::Bold, 9.5)).fold(0.0, f32::max);
            widest + 2.0 * PADDING + 1.0
        })
        .collect();
    let mut excess = widths.iter().sum::<f32>() - TEXT_WIDTH;
    while excess > 0.5 {
        let widest = widths.iter().copied().fold(0.0, f32::max);
        let column = widths.iter().position(|&width| width >= widest).unwrap_or(0);
        let cut = excess.min(widest * 0.1);
        widths[column] -= cut;
        excess -= cut;
    }
    widths
}
