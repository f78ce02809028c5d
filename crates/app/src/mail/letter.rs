//! What a mail says, written once and sent as plain text and as HTML.

use std::fmt::Write;

use askama::Template;

use super::rules::one_line;
use crate::i18n::Language;

/// What a mail says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// The language it is written in.
    pub language: Language,
    /// Its subject, which is also its headline.
    pub subject: String,
    /// Its parts, in order.
    pub parts: Vec<Part>,
    /// Why one gets it and how to end it, in small print.
    pub footer: Vec<Part>,
}

/// A part of a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A paragraph.
    Text(String),
    /// A heading.
    Heading(String),
    /// The one thing to do, as a button.
    Button {
        /// What it says.
        words: String,
        /// Where it leads.
        href: String,
    },
    /// A link on a line of its own.
    Link {
        /// What it says.
        words: String,
        /// Where it leads.
        href: String,
    },
    /// A list of things.
    List(Vec<Entry>),
}

/// An entry of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// What it is.
    pub words: String,
    /// Where it leads.
    pub href: Option<String>,
    /// What else is to be said of it.
    pub note: Option<String>,
}

#[derive(Template)]
#[template(path = "mail/letter.html")]
struct Page<'a> {
    letter: &'a Letter,
    subject: String,
    site: &'static str,
}

impl Letter {
    /// A letter with nothing in it yet.
    pub fn new(language: Language, subject: impl Into<String>) -> Self {
        let (parts, footer) = (Vec::new(), Vec::new());
        Self { language, subject: one_line(&subject.into()), parts, footer }
    }

    /// With another part.
    #[must_use]
    pub fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// With another part in small print.
    #[must_use]
    pub fn ending(mut self, part: Part) -> Self {
        self.footer.push(part);
        self
    }

    /// As plain text.
    pub fn text(&self) -> String {
        let mut text = format!("{}\n", one_line(&self.subject));
        self.parts.iter().for_each(|part| part.write(&mut text));
        if !self.footer.is_empty() {
            text.push_str("\n-- \n");
            let mut footer = String::new();
            self.footer.iter().for_each(|part| part.write(&mut footer));
            text.push_str(footer.trim_start_matches('\n'));
        }
        text
    }

    /// As HTML, every word escaped.
    pub(super) fn html(&self) -> askama::Result<String> {
        let (subject, site) = (one_line(&self.subject), self.language.text("site-name"));
        Page { letter: self, subject, site }.render()
    }
}

impl Part {
    fn write(&self, text: &mut String) {
        // Writing into a string does not fail.
        let _ = match self {
            Self::Text(words) => writeln!(text, "\n{words}"),
            Self::Heading(words) => {
                writeln!(text, "\n{words}\n{}", "-".repeat(words.chars().count().min(72)))
            }
            Self::Button { words, href } | Self::Link { words, href } => {
                writeln!(text, "\n{words}:\n{href}")
            }
            Self::List(entries) => {
                text.push('\n');
                entries.iter().try_for_each(|entry| entry.write(text))
            }
        };
    }
}

impl Entry {
    fn write(&self, text: &mut String) -> std::fmt::Result {
        writeln!(text, "* {}", self.words)?;
        for line in [&self.note, &self.href].into_iter().flatten() {
            writeln!(text, "  {line}")?;
        }
        Ok(())
    }
}
