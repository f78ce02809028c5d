//! Running text with its marks, built piece by piece; shared with DOCX.

use raadslag_document::{Mark, MarkKind};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Text in the making: white space is collapsed, soft hyphens and zero-width spaces are dropped.
#[derive(Debug, Default)]
pub(crate) struct Inline {
    text: String,
    chars: u32,
    marks: Vec<Mark>,
    strong: Style,
    emphasis: Style,
    link: Style,
    links: Vec<Option<String>>,
    space: bool,
    edge: bool,
}

/// How often a style is open, and where its stretch began.
#[derive(Debug, Default)]
struct Style {
    open: u32,
    start: Option<u32>,
}

/// A finished text.
#[expect(clippy::struct_field_names, reason = "`text.text` as in `Line` and `Block`")]
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Text {
    /// One line, trimmed.
    pub(crate) text: String,
    /// Links and emphasis, in order of their start.
    pub(crate) marks: Vec<Mark>,
    /// All of it is bold.
    pub(crate) bold: bool,
}

impl Inline {
    /// Adds text.
    pub(crate) fn push(&mut self, text: &str) {
        if is_nfc_quick(text.chars()) == IsNormalized::Yes {
            text.chars().for_each(|c| self.push_char(c));
        } else {
            text.nfc().for_each(|c| self.push_char(c));
        }
    }

    fn push_char(&mut self, c: char) {
        if c.is_whitespace() || c.is_control() {
            self.space = true;
        } else if !is_invisible(c) {
            self.begin(c);
            self.text.push(c);
            self.chars += 1;
        }
    }

    /// Settles the space before `c` and opens the stretches that begin with it.
    fn begin(&mut self, c: char) {
        let glued = self.edge && c.is_uppercase() && self.text.ends_with(ends_label);
        if (self.space || glued) && !self.text.is_empty() {
            self.text.push(' ');
            self.chars += 1;
        }
        self.space = false;
        self.edge = false;
        for style in [&mut self.strong, &mut self.emphasis, &mut self.link] {
            if style.open > 0 && style.start.is_none() {
                style.start = Some(self.chars);
            }
        }
    }

    /// An element begins or ends here. Pages set labels and values side by side without a space
    /// ("Mødested" "Rådssalen", "38" "Godkendelse"); a small letter or digit before a capital parts them.
    pub(crate) fn edge(&mut self) {
        self.edge = true;
    }

    /// White space.
    pub(crate) fn space(&mut self) {
        self.space = true;
    }

    /// Nothing has been added since the last [`Self::take`].
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Characters so far.
    pub(crate) fn len(&self) -> u32 {
        self.chars
    }

    /// Ends with this character.
    pub(crate) fn ends_with(&self, c: char) -> bool {
        self.text.ends_with(c)
    }

    /// Bold begins.
    pub(crate) fn open_strong(&mut self) {
        self.strong.open += 1;
    }

    /// Bold ends.
    pub(crate) fn close_strong(&mut self) {
        close(&mut self.strong, &mut self.marks, self.chars, MarkKind::Strong);
    }

    /// Italic begins.
    pub(crate) fn open_emphasis(&mut self) {
        self.emphasis.open += 1;
    }

    /// Italic ends.
    pub(crate) fn close_emphasis(&mut self) {
        close(&mut self.emphasis, &mut self.marks, self.chars, MarkKind::Emphasis);
    }

    /// A link begins; `None` where it leads nowhere outside the document.
    pub(crate) fn open_link(&mut self, url: Option<String>) {
        self.end_link();
        self.links.push(url);
        self.link.open = u32::from(matches!(self.links.last(), Some(Some(_))));
    }

    /// The innermost link ends.
    pub(crate) fn close_link(&mut self) {
        self.end_link();
        self.links.pop();
        self.link.open = u32::from(matches!(self.links.last(), Some(Some(_))));
    }

    fn end_link(&mut self) {
        if let (Some(start), Some(Some(url))) = (self.link.start.take(), self.links.last()) {
            let kind = MarkKind::Link { url: url.clone() };
            push_mark(&mut self.marks, start, self.chars, kind);
        }
    }

    /// The text so far; open styles go on in what follows. `None` if there is none.
    pub(crate) fn take(&mut self) -> Option<Text> {
        self.end_link();
        for (style, kind) in
            [(&mut self.strong, MarkKind::Strong), (&mut self.emphasis, MarkKind::Emphasis)]
        {
            if let Some(start) = style.start.take() {
                push_mark(&mut self.marks, start, self.chars, kind);
            }
        }
        self.space = false;
        self.edge = false;
        let (text, chars) = (std::mem::take(&mut self.text), std::mem::take(&mut self.chars));
        let mut marks = std::mem::take(&mut self.marks);
        marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
        let bold = is_covered(&marks, chars);
        (!text.is_empty()).then_some(Text { text, marks, bold })
    }
}

fn close(style: &mut Style, marks: &mut Vec<Mark>, end: u32, kind: MarkKind) {
    style.open = style.open.saturating_sub(1);
    if style.open == 0
        && let Some(start) = style.start.take()
    {
        push_mark(marks, start, end, kind);
    }
}

/// Adds a mark, or lengthens the one of the same kind that ends at most a space before it.
fn push_mark(marks: &mut Vec<Mark>, start: u32, end: u32, kind: MarkKind) {
    match marks.iter_mut().rev().take(4).find(|mark| mark.kind == kind) {
        Some(last) if start <= last.end + 1 => last.end = end,
        _ => marks.push(Mark { start, end, kind }),
    }
}

fn is_covered(marks: &[Mark], chars: u32) -> bool {
    chars > 0
        && marks
            .iter()
            .any(|mark| mark.kind == MarkKind::Strong && mark.start == 0 && mark.end + 1 >= chars)
}

fn ends_label(c: char) -> bool {
    c.is_lowercase() || c.is_ascii_digit()
}

/// Soft hyphen, zero-width space and joiners, byte order mark, direction marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_one_space_and_none_at_the_ends() {
        let mut inline = Inline::default();
        inline.push(" \n§\u{a0}24  stk.");
        inline.push(" 1 ");
        assert_eq!(inline.take().unwrap().text, "§ 24 stk. 1");
        assert!(inline.take().is_none());
    }

    #[test]
    fn marks_count_characters_and_leave_out_the_space_before_them() {
        let mut inline = Inline::default();
        inline.push("Åse og");
        inline.open_strong();
        inline.push(" Ørsted");
        inline.close_strong();
        let text = inline.take().unwrap();
        assert_eq!(text.marks, [Mark { start: 7, end: 13, kind: MarkKind::Strong }]);
        assert!(!text.bold);
    }

    #[test]
    fn a_style_that_is_open_goes_on_in_the_next_line() {
        let mut inline = Inline::default();
        inline.open_strong();
        inline.push("Indstilling");
        assert!(inline.take().unwrap().bold);
        inline.push("Beslutning");
        inline.close_strong();
        assert!(inline.take().unwrap().bold);
    }

    #[test]
    fn a_label_and_its_value_side_by_side_are_parted() {
        let mut inline = Inline::default();
        inline.push("Mødested");
        inline.edge();
        inline.push("Rådssalen");
        assert_eq!(inline.take().unwrap().text, "Mødested Rådssalen");
    }

    #[test]
    fn soft_hyphens_vanish_and_letters_are_composed() {
        let mut inline = Inline::default();
        inline.push("ma\u{30a}l\u{ad}sætning");
        assert_eq!(inline.take().unwrap().text, "målsætning");
    }
}
