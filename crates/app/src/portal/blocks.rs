//! The document model's blocks as HTML: headings that never skip a level, tables a screen reader can
//! walk, links only where they lead somewhere safe.

use std::fmt::Write;

use raadslag_document::{Block, List, ListItem, Mark, MarkKind, Table};

use super::tables;
use crate::i18n::Language;

/// Turns blocks into HTML, counting tables so that each has a name of its own on the page.
pub struct Blocks {
    pub(super) language: Language,
    /// Set before every id, so that several items can stand on one page.
    pub(super) prefix: String,
    pub(super) tables: u32,
    pub(super) html: String,
    /// Annexes that texts link to: as the document names them, and where they are fetched from.
    annexes: Vec<(String, String)>,
}

/// `text` with the characters HTML gives a meaning replaced.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Whether a link target may be followed from our pages.
pub fn is_safe(url: &str) -> bool {
    let lower = url.trim_start().to_ascii_lowercase();
    ["https://", "http://", "mailto:", "tel:"].iter().any(|scheme| lower.starts_with(scheme))
}

impl Blocks {
    /// For a page, or a part of it, whose ids begin with `prefix`.
    pub fn new(language: Language, prefix: impl Into<String>) -> Self {
        let (html, annexes) = (String::new(), Vec::new());
        Self { language, prefix: prefix.into(), tables: 0, html, annexes }
    }

    /// With annexes that links in the text may lead to.
    #[must_use]
    pub fn leading_to(mut self, annexes: Vec<(String, String)>) -> Self {
        self.annexes = annexes;
        self
    }

    /// Where a link leads, if it may be followed from our pages.
    fn target<'a>(&'a self, url: &'a str) -> Option<&'a str> {
        let annex = self.annexes.iter().find(|(listed, _)| listed == url);
        annex.map(|(_, held)| held.as_str()).or_else(|| is_safe(url).then(|| url.trim()))
    }

    /// The blocks under a heading of level `above`: the highest heading among them is one deeper.
    pub fn render(&mut self, blocks: &[Block], above: u8) -> String {
        let mut open = Vec::new();
        for block in blocks {
            self.block(block, above, &mut open);
        }
        std::mem::take(&mut self.html)
    }

    fn block(&mut self, block: &Block, above: u8, open: &mut Vec<u8>) {
        match block {
            Block::Paragraph { text, marks } => {
                self.html.push_str("<p>");
                self.marked(text, marks);
                self.html.push_str("</p>\n");
            }
            Block::Heading { level, text } => {
                open.retain(|outer| outer < level);
                open.push(*level);
                let level = (above + open.len() as u8).min(6);
                let _ = writeln!(self.html, "<h{level}>{}</h{level}>", escape(text));
            }
            Block::List(list) => self.list(list, above, open),
            Block::Table(table) => self.table(table),
        }
    }

    fn list(&mut self, list: &List, above: u8, open: &mut Vec<u8>) {
        let tag = if list.ordered { "ol" } else { "ul" };
        let start = list.start.filter(|_| list.ordered);
        let start = start.map(|start| format!(" start=\"{start}\"")).unwrap_or_default();
        let letters = if list.ordered && list.lettered { " type=\"a\"" } else { "" };
        let _ = writeln!(self.html, "<{tag}{letters}{start}>");
        for ListItem { text, marks, blocks } in &list.items {
            self.html.push_str("<li>");
            self.marked(text, marks);
            for block in blocks {
                self.block(block, above, open);
            }
            self.html.push_str("</li>\n");
        }
        let _ = writeln!(self.html, "</{tag}>");
    }

    fn table(&mut self, table: &Table) {
        self.tables += 1;
        tables::write(self, table);
    }

    /// Text with its marks. Marks that overlap are closed and opened again, so tags always nest.
    pub(super) fn marked(&mut self, text: &str, marks: &[Mark]) {
        let chars: Vec<char> = text.chars().collect();
        let mut edges: Vec<usize> =
            marks.iter().flat_map(|mark| [mark.start as usize, mark.end as usize]).collect();
        edges.extend([0, chars.len()]);
        edges.retain(|edge| *edge <= chars.len());
        edges.sort_unstable();
        edges.dedup();
        for stretch in edges.windows(2) {
            let (start, end) = (stretch[0], stretch[1]);
            let words: String = chars[start..end].iter().collect();
            let covering: Vec<&MarkKind> = marks
                .iter()
                .filter(|mark| mark.start as usize <= start && end <= mark.end as usize)
                .map(|mark| &mark.kind)
                .collect();
            self.stretch(&words, &covering);
        }
    }

    fn stretch(&mut self, words: &str, kinds: &[&MarkKind]) {
        let link = kinds.iter().find_map(|kind| match kind {
            MarkKind::Link { url } => self.target(url).map(escape),
            MarkKind::Strong | MarkKind::Emphasis => None,
        });
        let strong = kinds.contains(&&MarkKind::Strong);
        let emphasis = kinds.contains(&&MarkKind::Emphasis);
        if let Some(url) = &link {
            let _ = write!(self.html, "<a href=\"{url}\" rel=\"noopener\">");
        }
        self.html.push_str(if strong { "<strong>" } else { "" });
        self.html.push_str(if emphasis { "<em>" } else { "" });
        if link.is_some() {
            self.html.push_str(&escape(words));
        } else {
            self.linked(words);
        }
        self.html.push_str(if emphasis { "</em>" } else { "" });
        self.html.push_str(if strong { "</strong>" } else { "" });
        self.html.push_str(if link.is_some() { "</a>" } else { "" });
    }

    /// Escaped text in which bare web addresses are links.
    pub(super) fn linked(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.find("https://").into_iter().chain(rest.find("http://")).min() {
            let tail = &rest[at..];
            let end = tail.find(|c: char| c.is_whitespace() || "<>\"”“".contains(c));
            let address =
                tail[..end.unwrap_or(tail.len())].trim_end_matches(['.', ',', ';', ':', ')', ']']);
            self.html.push_str(&escape(&rest[..at]));
            let shown = escape(address);
            if address.split("://").nth(1).is_some_and(|host| !host.is_empty()) {
                let _ = write!(self.html, "<a href=\"{shown}\" rel=\"noopener\">{shown}</a>");
            } else {
                self.html.push_str(&shown);
            }
            rest = &tail[address.len()..];
        }
        self.html.push_str(&escape(rest));
    }
}

/// Paragraphs parted by line feeds, as HTML with links.
pub fn paragraphs(language: Language, text: &str) -> String {
    let blocks: Vec<Block> =
        text.lines().map(str::trim).filter(|line| !line.is_empty()).map(Block::paragraph).collect();
    Blocks::new(language, "").render(&blocks, 6)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(blocks: &[Block]) -> String {
        Blocks::new(Language::Danish, "t").render(blocks, 2)
    }

    #[test]
    fn markup_in_a_text_stays_text() {
        let text = Block::paragraph("<script>alert('x')</script> & co");
        assert_eq!(
            html(&[text]),
            "<p>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; co</p>\n"
        );
    }

    #[test]
    fn headings_never_skip_a_level() {
        let heading = |level| Block::Heading { level, text: "x".into() };
        let html = html(&[heading(3), heading(6), heading(4), heading(1)]);
        let levels: Vec<_> = html.lines().map(|line| &line[2..3]).collect();
        assert_eq!(levels, ["3", "4", "4", "3"]);
    }

    #[test]
    fn a_link_to_an_annex_leads_to_where_it_is_held() {
        let kind = MarkKind::Link { url: "bilag/ab/kort.pdf".into() };
        let marks = vec![Mark { start: 3, end: 8, kind }];
        let text = [Block::Paragraph { text: "Se kortet".into(), marks }];
        let held = vec![("bilag/ab/kort.pdf".into(), "/bilag/abcd/kort.pdf".into())];
        let mut blocks = Blocks::new(Language::Danish, "").leading_to(held);
        let linked = "<p>Se <a href=\"/bilag/abcd/kort.pdf\" rel=\"noopener\">korte</a>t</p>\n";
        assert_eq!(blocks.render(&text, 2), linked);
        assert_eq!(html(&text), "<p>Se kortet</p>\n", "one that is not held leads nowhere");
    }

    #[test]
    fn overlapping_marks_nest() {
        let mark = |start, end, kind| Mark { start, end, kind };
        let marks = vec![mark(0, 4, MarkKind::Strong), mark(2, 6, MarkKind::Emphasis)];
        let text = Block::Paragraph { text: "æøåabc".into(), marks };
        assert_eq!(
            html(&[text]),
            "<p><strong>æø</strong><strong><em>åa</em></strong><em>bc</em></p>\n"
        );
    }

    #[test]
    fn a_link_to_a_script_is_plain_text() {
        let marks =
            vec![Mark { start: 0, end: 1, kind: MarkKind::Link { url: " javascript:x".into() } }];
        assert_eq!(html(&[Block::Paragraph { text: "a".into(), marks }]), "<p>a</p>\n");
    }

    #[test]
    fn bare_addresses_become_links_without_their_full_stop() {
        let html = html(&[Block::paragraph("Se https://kl.dk/kkr?a=1&b=2. Og http://.")]);
        assert_eq!(
            html,
            "<p>Se <a href=\"https://kl.dk/kkr?a=1&amp;b=2\" rel=\"noopener\">\
             https://kl.dk/kkr?a=1&amp;b=2</a>. Og http://.</p>\n"
        );
    }

    #[test]
    fn a_list_within_a_list_stands_inside_its_entry() {
        let inner = Block::List(List {
            ordered: true,
            start: Some(3),
            items: vec!["b".into()],
            lettered: true,
        });
        let outer = ListItem { text: "a".into(), marks: Vec::new(), blocks: vec![inner] };
        let list = Block::List(List { items: vec![outer], ..List::default() });
        assert_eq!(
            html(&[list]),
            "<ul>\n<li>a<ol type=\"a\" start=\"3\">\n<li>b</li>\n</ol>\n</li>\n</ul>\n"
        );
    }
}
