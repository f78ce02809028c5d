//! Tables of data; tables that only set out the page are read as what stands in them.

use ego_tree::NodeRef;
use raadslag_document::Table;
use scraper::{ElementRef, Node, node::Element};

use super::address::Target;
use super::element::{self, Class};
use super::grid::{self, Row, Spanning};
use super::inline::Inline;
use super::page::Page;
use super::walk::{Into, Visit, walk};

/// What a table of data gives.
pub(super) enum Read {
    /// The table.
    Table(Table),
    /// Labels and values, or rows too wide for a table.
    Lines(Vec<String>),
}

/// Nodes looked at to tell data from layout.
const LOOK: usize = 4000;

/// Whether the table sets out the page: by its role, or because it holds what no cell of data holds.
pub(super) fn is_layout(table: NodeRef<'_, Node>) -> bool {
    let role = table.value().as_element().and_then(|element| element.attr("role"));
    matches!(role, Some("presentation" | "none"))
        || element::any_below(table, LOOK, |below| {
            matches!(below.name(), "table" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "article")
                || below.attr("role") == Some("heading")
        })
        || is_single_cell(table)
}

fn is_single_cell(table: NodeRef<'_, Node>) -> bool {
    let mut cells = 0;
    !element::any_below(table, LOOK, |below| {
        cells += usize::from(matches!(below.name(), "td" | "th"));
        cells > 1
    })
}

/// Reads a table of data, and where the links in it lead.
pub(super) fn read(table: NodeRef<'_, Node>, page: &Page) -> (Option<Read>, Vec<String>) {
    let mut reader = Reader {
        page,
        rows: Vec::new(),
        foot: Vec::new(),
        section: Section::Body,
        caption: None,
        cell: CellText::default(),
        links: Vec::new(),
    };
    walk(table, &mut reader);
    let caption = reader.caption.take();
    let mut rows = reader.rows;
    rows.append(&mut reader.foot);
    rows.retain(|row| !row.cells.is_empty());
    (laid_out(caption.as_deref(), &rows), reader.links)
}

fn laid_out(caption: Option<&str>, rows: &[Row]) -> Option<Read> {
    let caption = || caption.map(str::to_owned);
    let lines = |lines: Vec<String>| Read::Lines(caption().into_iter().chain(lines).collect());
    let Some(table) = grid::table(caption(), rows) else {
        let is_filled = caption().is_some() || !rows.is_empty();
        return is_filled.then(|| lines(grid::as_lines(rows)));
    };
    Some(grid::labelled_lines(&table).map_or(Read::Table(table), lines))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Section {
    Head,
    Body,
    Foot,
}

struct Reader<'a> {
    page: &'a Page,
    rows: Vec<Row>,
    foot: Vec<Row>,
    section: Section,
    caption: Option<String>,
    cell: CellText,
    links: Vec<String>,
}

impl Reader<'_> {
    fn row(&mut self) -> &mut Row {
        let rows = if self.section == Section::Foot { &mut self.foot } else { &mut self.rows };
        if rows.is_empty() {
            rows.push(Row { header: true, ..Row::default() });
        }
        let last = rows.len() - 1;
        &mut rows[last]
    }

    fn open_element(&mut self, element: &Element) -> Into {
        match element.name() {
            "thead" => self.section = Section::Head,
            "tbody" => self.section = Section::Body,
            "tfoot" => self.section = Section::Foot,
            "tr" => {
                let row = Row { header: self.section != Section::Foot, cells: Vec::new() };
                if self.section == Section::Foot { &mut self.foot } else { &mut self.rows }
                    .push(row);
            }
            "td" | "th" | "caption" => self.cell = CellText::default(),
            "a" => {
                let target = element.attr("href").map(|href| self.page.address.resolve(href));
                if let Some(Target::Out(url)) = target {
                    self.links.push(url);
                }
            }
            _ => {}
        }
        self.cell.open(element)
    }

    fn close_cell(&mut self, element: &Element) {
        let span = |name: &str| element.attr(name).and_then(|n| n.trim().parse().ok()).unwrap_or(1);
        let cell = Spanning {
            text: std::mem::take(&mut self.cell).finish(),
            columns: span("colspan"),
            rows: span("rowspan"),
        };
        let is_head = self.section == Section::Head || element.name() == "th";
        let row = self.row();
        row.header &= is_head;
        row.cells.push(cell);
    }
}

impl Visit for Reader<'_> {
    fn open(&mut self, node: NodeRef<'_, Node>) -> Into {
        match node.value() {
            Node::Text(text) => self.cell.inline.push(text),
            Node::Element(element) => return self.open_element(element),
            _ => {}
        }
        Into::Children
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        let Some(element) = node.value().as_element() else { return };
        self.cell.close(element);
        match element.name() {
            "td" | "th" => self.close_cell(element),
            "caption" => {
                self.caption =
                    Some(std::mem::take(&mut self.cell).finish()).filter(|c| !c.is_empty());
            }
            "thead" | "tfoot" => self.section = Section::Body,
            _ => {}
        }
    }
}

/// The text of a cell or heading: lines parted by a line feed.
#[derive(Default)]
struct CellText {
    lines: Vec<String>,
    inline: Inline,
}

impl CellText {
    fn open(&mut self, element: &Element) -> Into {
        match element::class(element) {
            Class::Ignored => return Into::Skip,
            Class::Attached => {}
            Class::Inline | Class::Link | Class::Strong | Class::Emphasis => self.inline.edge(),
            _ => self.end_line(),
        }
        Into::Children
    }

    fn close(&mut self, element: &Element) {
        match element::class(element) {
            Class::Attached => {}
            Class::Inline | Class::Link | Class::Strong | Class::Emphasis => self.inline.edge(),
            _ => self.end_line(),
        }
    }

    fn end_line(&mut self) {
        self.lines.extend(self.inline.take().map(|text| text.text));
    }

    fn finish(mut self) -> String {
        self.end_line();
        self.lines.join("\n")
    }
}

impl Visit for CellText {
    fn open(&mut self, node: NodeRef<'_, Node>) -> Into {
        match node.value() {
            Node::Text(text) => self.inline.push(text),
            Node::Element(element) => return CellText::open(self, element),
            _ => {}
        }
        Into::Children
    }

    fn close(&mut self, node: NodeRef<'_, Node>) {
        if let Some(element) = node.value().as_element() {
            CellText::close(self, element);
        }
    }
}

/// The text of an element, lines parted by a line feed.
pub(super) fn text_of(element: ElementRef<'_>) -> String {
    let mut text = CellText::default();
    walk(*element, &mut text);
    text.finish()
}
