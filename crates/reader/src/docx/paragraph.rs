//! A paragraph in the making.

use super::numbering::{Label, Numbering};
use super::styles::{Run, Styles};
use crate::flow::{At, Gap, Line, Role};
use crate::html::inline::{Inline, Text};

/// A paragraph whose end has not come.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Its text since the last line break.
    pub(super) inline: Inline,
    /// Its style.
    pub(super) style: Option<String>,
    /// Its numbering; 0 takes off that of its style.
    pub(super) number: Option<u32>,
    /// The level of its numbering.
    pub(super) level: Option<u8>,
    /// Its outline level, from 0; 9 is body text.
    pub(super) outline: Option<u8>,
    /// Its indentation in points.
    pub(super) indent: Option<f32>,
    /// Text that is not shown.
    pub(super) hidden: String,
    /// Texts of the notes it refers to.
    pub(super) notes: Vec<String>,
    lines: Vec<(Text, Gap)>,
    gap: Gap,
    /// The greatest font size in it, in points.
    size: f32,
}

/// What a finished paragraph is.
pub(super) enum Finished {
    /// Its lines, sizes and indents in points.
    Lines(Vec<Line>),
    /// An entry of the contents list.
    Contents(String),
}

impl Paragraph {
    /// A paragraph after another.
    pub(super) fn new() -> Self {
        Self { gap: Gap::Paragraph, ..Self::default() }
    }

    /// Adds text in a style.
    pub(super) fn push(&mut self, text: &str, run: Run) {
        if run.hidden == Some(true) {
            self.hidden.push_str(text);
            return;
        }
        if !text.trim().is_empty() {
            self.size = self.size.max(run.size.unwrap_or(0.0));
        }
        let (bold, italic) = (run.bold == Some(true), run.italic == Some(true));
        if bold {
            self.inline.open_strong();
        }
        if italic {
            self.inline.open_emphasis();
        }
        self.inline.push(text);
        if bold {
            self.inline.close_strong();
        }
        if italic {
            self.inline.close_emphasis();
        }
    }

    /// A line ends within the paragraph.
    pub(super) fn line_break(&mut self) {
        match self.inline.take() {
            Some(text) => {
                self.lines.push((text, self.gap));
                self.gap = Gap::Line;
            }
            None => self.gap = Gap::Paragraph,
        }
    }

    /// The lines of the paragraph; its label is counted even where it has no text.
    pub(super) fn finish(mut self, styles: &Styles, numbering: &mut Numbering, at: At) -> Finished {
        self.line_break();
        let style = self.style.as_deref();
        let label = self.label(styles, numbering);
        if styles.is_contents(style) {
            let texts: Vec<_> = self.lines.iter().map(|(text, _)| text.text.as_str()).collect();
            let written = label.map(|(_, written)| written + " ").unwrap_or_default();
            return Finished::Contents(format!("{written}{}", texts.join(" ")).trim().to_owned());
        }
        let heading = match self.outline {
            Some(level) if level < 9 => Some((level + 1).min(6)),
            Some(_) => None,
            None => styles.heading(style),
        };
        let level = self.list_level(styles, numbering).map_or(0, |(_, level)| level);
        let role = role(heading, label.as_ref(), level);
        if let Some(prefix) = prefix(heading, label.as_ref()) {
            self.prefix(prefix);
        }
        let indent = self.indent(styles, numbering);
        let size = self.size;
        let lines = self.lines.into_iter().enumerate().map(|(index, (text, gap))| Line {
            text: text.text,
            at,
            gap,
            role: if index == 0 || heading.is_some() { role } else { Role::Text },
            bold: text.bold,
            size,
            indent,
            marks: text.marks,
            ..Line::default()
        });
        Finished::Lines(lines.collect())
    }

    fn list_level(&self, styles: &Styles, numbering: &Numbering) -> Option<(u32, u8)> {
        let style = self.style.as_deref();
        let by_style = styles.numbering(style);
        let number = self.number.or(by_style.map(|(number, _)| number)).filter(|&n| n != 0)?;
        let of_style = || style.and_then(|style| numbering.level_of_style(number, style));
        let level = self.level.or_else(|| by_style.and_then(|(_, l)| l)).or_else(of_style);
        Some((number, level.unwrap_or(0)))
    }

    fn label(&self, styles: &Styles, numbering: &mut Numbering) -> Option<(Label, String)> {
        let (number, level) = self.list_level(styles, numbering)?;
        numbering.next(number, level)
    }

    fn indent(&self, styles: &Styles, numbering: &Numbering) -> f32 {
        let by_list = || {
            let (number, level) = self.list_level(styles, numbering)?;
            numbering.indent(number, level)
        };
        let indent = self.indent.or_else(by_list).or_else(|| styles.indent(self.style.as_deref()));
        indent.unwrap_or(0.0).clamp(0.0, 2000.0)
    }

    /// Writes a label before the first line.
    fn prefix(&mut self, label: &str) {
        let shift = label.chars().count() as u32 + 1;
        if let Some((text, _)) = self.lines.first_mut() {
            text.text = format!("{label} {}", text.text);
            for mark in &mut text.marks {
                mark.start += shift;
                mark.end += shift;
            }
        } else {
            let text = Text { text: label.to_owned(), ..Text::default() };
            self.lines.push((text, Gap::Paragraph));
        }
    }
}

fn role(heading: Option<u8>, label: Option<&(Label, String)>, depth: u8) -> Role {
    match (heading, label.map(|(label, _)| label)) {
        (Some(level), _) => Role::Heading(level),
        (None, Some(Label::Bullet)) => Role::Entry { ordered: false, number: None, depth },
        (None, Some(Label::Count(number))) => {
            Role::Entry { ordered: true, number: Some(*number), depth }
        }
        (None, Some(Label::Letter)) => Role::Entry { ordered: true, number: None, depth },
        (None, Some(Label::Written(_)) | None) => Role::Text,
    }
}

/// The label as text: before headings, and where a number of its own would not say it.
fn prefix(heading: Option<u8>, label: Option<&(Label, String)>) -> Option<&str> {
    let (label, written) = label?;
    let is_needed = matches!(label, Label::Written(_) | Label::Letter) || heading.is_some();
    Some(written.trim()).filter(|written| is_needed && !written.is_empty())
}
