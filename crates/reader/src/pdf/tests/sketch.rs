//! Small PDFs for the tests, drawn by hand: text, rules and links at places counted from the top.

use pdf_writer::types::{ActionType, AnnotationType};
use pdf_writer::{Content, Finish, Name, Pdf, Rect, Ref, Str};

/// The fonts of a sketch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Font {
    Plain,
    Bold,
    Italic,
}

impl Font {
    const ALL: [Self; 3] = [Self::Plain, Self::Bold, Self::Italic];

    fn names(self) -> (&'static [u8], &'static [u8]) {
        match self {
            Self::Plain => (b"F1", b"Helvetica"),
            Self::Bold => (b"F2", b"Helvetica-Bold"),
            Self::Italic => (b"F3", b"Helvetica-Oblique"),
        }
    }
}

/// Height of a page.
const HEIGHT: f32 = 842.0;

/// A PDF in the making.
#[derive(Default)]
pub(super) struct Sketch {
    pages: Vec<Leaf>,
}

struct Leaf {
    content: Content,
    links: Vec<(Rect, String)>,
    rotate: i32,
    pictured: bool,
}

impl Sketch {
    /// One empty page.
    pub(super) fn new() -> Self {
        Self::default().page()
    }

    /// Begins a page.
    pub(super) fn page(mut self) -> Self {
        self.pages.push(Leaf {
            content: Content::new(),
            links: Vec::new(),
            rotate: 0,
            pictured: false,
        });
        self
    }

    /// Shows the page turned.
    pub(super) fn rotate(mut self, degrees: i32) -> Self {
        self.leaf().rotate = degrees;
        self
    }

    fn leaf(&mut self) -> &mut Leaf {
        self.pages.last_mut().expect("a sketch has a page")
    }

    /// Draws text with its baseline `y` below the upper edge.
    pub(super) fn text(self, x: f32, y: f32, text: &str) -> Self {
        self.set(Font::Plain, 10.0, x, y, text)
    }

    /// Draws text of a font and size.
    pub(super) fn set(mut self, font: Font, size: f32, x: f32, y: f32, text: &str) -> Self {
        let bytes = windows(text);
        let content = &mut self.leaf().content;
        content.begin_text().set_font(Name(font.names().0), size);
        content.next_line(x, HEIGHT - y).show(Str(&bytes)).end_text();
        self
    }

    /// Draws text that reads upwards.
    pub(super) fn upwards(self, x: f32, y: f32, text: &str) -> Self {
        self.along(1.0, x, y, text)
    }

    /// Draws text that reads downwards.
    pub(super) fn downwards(self, x: f32, y: f32, text: &str) -> Self {
        self.along(-1.0, x, y, text)
    }

    fn along(mut self, up: f32, x: f32, y: f32, text: &str) -> Self {
        let bytes = windows(text);
        let content = &mut self.leaf().content;
        content.begin_text().set_font(Name(b"F1"), 10.0);
        content.set_text_matrix([0.0, up, -up, 0.0, x, HEIGHT - y]).show(Str(&bytes)).end_text();
        self
    }

    /// Draws lines of text, `pitch` apart.
    pub(super) fn lines(self, x: f32, y: f32, pitch: f32, lines: &[&str]) -> Self {
        (0_u8..)
            .zip(lines)
            .fold(self, |sketch, (index, line)| sketch.text(x, y + f32::from(index) * pitch, line))
    }

    /// Draws text as part of the page.
    pub(super) fn artifact(mut self, x: f32, y: f32, text: &str) -> Self {
        let content = &mut self.leaf().content;
        let mut marked = content.begin_marked_content_with_properties(Name(b"Artifact"));
        marked.properties().pair(Name(b"Type"), Name(b"Pagination"));
        marked.finish();
        let mut sketch = self.text(x, y, text);
        sketch.leaf().content.end_marked_content();
        sketch
    }

    /// Draws a line from one point to another.
    pub(super) fn rule(mut self, x0: f32, y0: f32, x1: f32, y1: f32) -> Self {
        self.leaf()
            .content
            .set_line_width(0.5)
            .move_to(x0, HEIGHT - y0)
            .line_to(x1, HEIGHT - y1)
            .stroke();
        self
    }

    /// Draws the rules of a table: lines at `xs` and at `ys`.
    pub(super) fn grid(self, xs: &[f32], ys: &[f32]) -> Self {
        let (left, right) = (xs[0], xs[xs.len() - 1]);
        let (top, bottom) = (ys[0], ys[ys.len() - 1]);
        let sketch = ys.iter().fold(self, |sketch, &y| sketch.rule(left, y, right, y));
        xs.iter().fold(sketch, |sketch, &x| sketch.rule(x, top, x, bottom))
    }

    /// Draws a picture with its upper left corner at `x`, `y`.
    pub(super) fn picture(mut self, x: f32, y: f32, width: f32, height: f32) -> Self {
        let leaf = self.leaf();
        leaf.pictured = true;
        let content = &mut leaf.content;
        content.save_state().transform([width, 0.0, 0.0, height, x, HEIGHT - y - height]);
        content.x_object(Name(b"Im1")).restore_state();
        self
    }

    /// Lays a link over a rectangle.
    pub(super) fn link(mut self, x0: f32, y0: f32, x1: f32, y1: f32, url: &str) -> Self {
        let area = Rect::new(x0, HEIGHT - y1, x1, HEIGHT - y0);
        self.leaf().links.push((area, url.to_owned()));
        self
    }

    /// The file.
    pub(super) fn pdf(self) -> Vec<u8> {
        let mut pdf = Pdf::new();
        let mut next = 1;
        let mut fresh = || {
            next += 1;
            Ref::new(next)
        };
        let catalog = Ref::new(1);
        let tree = fresh();
        let fonts: Vec<Ref> = Font::ALL.iter().map(|_| fresh()).collect();
        for (font, &id) in Font::ALL.iter().zip(&fonts) {
            let mut writer = pdf.type1_font(id);
            writer.base_font(Name(font.names().1));
            writer.encoding_predefined(Name(b"WinAnsiEncoding"));
        }
        let picture = fresh();
        let mut image = pdf.image_xobject(picture, &[128]);
        image.width(1).height(1).bits_per_component(8);
        image.color_space().device_gray();
        image.finish();
        let mut kids = Vec::new();
        for leaf in self.pages {
            let (id, contents) = (fresh(), fresh());
            kids.push(id);
            let links: Vec<(Ref, (Rect, String))> =
                leaf.links.into_iter().map(|link| (fresh(), link)).collect();
            let mut page = pdf.page(id);
            page.media_box(Rect::new(0.0, 0.0, 595.0, HEIGHT)).parent(tree).contents(contents);
            page.rotate(leaf.rotate);
            page.annotations(links.iter().map(|link| link.0));
            let mut resources = page.resources();
            let mut named = resources.fonts();
            for (font, &id) in Font::ALL.iter().zip(&fonts) {
                named.pair(Name(font.names().0), id);
            }
            named.finish();
            if leaf.pictured {
                resources.x_objects().pair(Name(b"Im1"), picture);
            }
            resources.finish();
            page.finish();
            pdf.stream(contents, &leaf.content.finish());
            for (id, (area, url)) in links {
                let mut annotation = pdf.annotation(id);
                annotation.subtype(AnnotationType::Link).rect(area);
                annotation.action().action_type(ActionType::Uri).uri(Str(url.as_bytes()));
            }
        }
        let count = i32::try_from(kids.len()).expect("few pages");
        pdf.pages(tree).kids(kids).count(count);
        pdf.catalog(catalog).pages(tree);
        pdf.finish()
    }
}

/// Text in the encoding of the fonts.
fn windows(text: &str) -> Vec<u8> {
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!lost, "{text:?} is not in Windows-1252");
    bytes.into_owned()
}
