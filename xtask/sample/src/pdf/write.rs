//! Writes laid-out pages as PDF 1.7 with a structure tree, language and title.
#![expect(clippy::cast_possible_wrap, reason = "the counts of a small document fit PDF's integers")]

use pdf_writer::types::FontFlags;
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str, TextStr};

use super::font::{self, Face};
use super::layout::{Kid, Laid, Node, Op, PAGE_HEIGHT, PAGE_WIDTH, Page};

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const TREE: Ref = Ref::new(3);
const INFO: Ref = Ref::new(4);
const REGULAR: Ref = Ref::new(5);
const BOLD: Ref = Ref::new(6);
const REGULAR_DESCRIPTOR: Ref = Ref::new(7);
const BOLD_DESCRIPTOR: Ref = Ref::new(8);
const FIRST_FREE: i32 = 9;

struct Refs {
    pages: usize,
}

impl Refs {
    fn page(index: usize) -> Ref {
        Ref::new(FIRST_FREE + 2 * index as i32)
    }

    fn content(index: usize) -> Ref {
        Ref::new(FIRST_FREE + 2 * index as i32 + 1)
    }

    fn node(&self, index: usize) -> Ref {
        Ref::new(FIRST_FREE + 2 * self.pages as i32 + index as i32)
    }
}

/// The bytes of the PDF.
pub(super) fn pdf(title: &str, laid: &Laid) -> Vec<u8> {
    let refs = Refs { pages: laid.pages.len() };
    let mut pdf = Pdf::new();
    catalog(&mut pdf);
    pdf.document_info(INFO).title(TextStr(title)).producer(TextStr("Raadslag"));
    font(&mut pdf, Face::Regular);
    font(&mut pdf, Face::Bold);
    let kids = (0..laid.pages.len()).map(Refs::page);
    pdf.pages(PAGES).kids(kids).count(laid.pages.len() as i32);
    for (index, page) in laid.pages.iter().enumerate() {
        write_page(&mut pdf, index, page);
    }
    tree(&mut pdf, laid, &refs);
    for (index, node) in laid.nodes.iter().enumerate() {
        write_node(&mut pdf, index, node, &refs);
    }
    pdf.finish()
}

fn catalog(pdf: &mut Pdf) {
    let mut catalog = pdf.catalog(CATALOG);
    catalog.pages(PAGES).lang(TextStr("da-DK"));
    catalog.mark_info().marked(true);
    catalog.viewer_preferences().display_doc_title(true);
    catalog.pair(Name(b"StructTreeRoot"), TREE);
}

fn font(pdf: &mut Pdf, face: Face) {
    let (id, descriptor, name, stem) = match face {
        Face::Regular => (REGULAR, REGULAR_DESCRIPTOR, Name(b"Helvetica"), 88.0),
        Face::Bold => (BOLD, BOLD_DESCRIPTOR, Name(b"Helvetica-Bold"), 140.0),
    };
    let mut font = pdf.type1_font(id);
    font.base_font(name).first_char(32).last_char(255).widths(font::widths(face));
    font.font_descriptor(descriptor).encoding_predefined(Name(b"WinAnsiEncoding"));
    font.finish();
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(FontFlags::NON_SYMBOLIC)
        .bbox(Rect::new(-170.0, -228.0, 1003.0, 962.0))
        .italic_angle(0.0)
        .ascent(718.0)
        .descent(-207.0)
        .cap_height(718.0)
        .stem_v(stem);
}

fn write_page(pdf: &mut Pdf, index: usize, page: &Page) {
    let mut writer = pdf.page(Refs::page(index));
    writer.parent(PAGES).media_box(Rect::new(0.0, 0.0, PAGE_WIDTH, PAGE_HEIGHT));
    writer.contents(Refs::content(index)).struct_parents(index as i32);
    writer.resources().fonts().pair(Name(b"F1"), REGULAR).pair(Name(b"F2"), BOLD);
    writer.finish();
    pdf.stream(Refs::content(index), &content(page));
}

fn content(page: &Page) -> Vec<u8> {
    let mut content = Content::new();
    content.set_line_width(0.5);
    for op in &page.ops {
        match op {
            Op::Text { x, y, face, size, text, mark } => {
                match mark {
                    Some(mark) => {
                        content
                            .begin_marked_content_with_properties(Name(b"Span"))
                            .properties()
                            .identify(*mark as i32);
                    }
                    None => {
                        content.begin_marked_content(Name(b"Artifact"));
                    }
                }
                let name = if *face == Face::Bold { Name(b"F2") } else { Name(b"F1") };
                content.begin_text().set_font(name, *size).next_line(*x, *y);
                content.show(Str(&font::encode(text))).end_text().end_marked_content();
            }
            Op::Rule { from, to } => {
                content.begin_marked_content(Name(b"Artifact"));
                content.move_to(from.0, from.1).line_to(to.0, to.1).stroke();
                content.end_marked_content();
            }
        }
    }
    content.finish().to_vec()
}

fn tree(pdf: &mut Pdf, laid: &Laid, refs: &Refs) {
    let mut tree = pdf.indirect(TREE).dict();
    tree.pair(Name(b"Type"), Name(b"StructTreeRoot"));
    tree.pair(Name(b"K"), refs.node(0));
    tree.pair(Name(b"ParentTreeNextKey"), laid.pages.len() as i32);
    let mut parents = tree.insert(Name(b"ParentTree")).dict();
    let mut numbers = parents.insert(Name(b"Nums")).array();
    for (index, page) in laid.pages.iter().enumerate() {
        numbers.item(index as i32);
        let owners = page.owners.iter().map(|&owner| refs.node(owner));
        numbers.push().array().items(owners);
    }
}

fn write_node(pdf: &mut Pdf, index: usize, node: &Node, refs: &Refs) {
    let mut element = pdf.struct_element(refs.node(index));
    element.kind(node.role);
    element.parent(node.parent.map_or(TREE, |parent| refs.node(parent)));
    if let Some(scope) = node.scope {
        element.attributes().push().table().scope(scope);
    }
    let mut children = element.children();
    for kid in &node.kids {
        match kid {
            Kid::Node(kid) => {
                children.struct_element(refs.node(*kid));
            }
            Kid::Text { page, mark } => {
                let mut reference = children.marked_content_ref();
                reference.page(Refs::page(*page)).marked_content_id(*mark as i32);
            }
        }
    }
}
