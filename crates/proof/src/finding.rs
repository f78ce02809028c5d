//! Findings, verified claims, and the report they stand in.

use raadslag_document::Place;
use serde::{Deserialize, Serialize};

use crate::{Code, Fingerprint, Level};

/// A language of messages.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lang {
    /// Danish.
    #[default]
    Da,
    /// English.
    En,
}

/// A sentence in both languages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Say {
    /// Danish.
    pub da: String,
    /// English.
    pub en: String,
}

impl Say {
    /// The two.
    pub(crate) fn new(da: impl Into<String>, en: impl Into<String>) -> Self {
        Self { da: da.into(), en: en.into() }
    }

    /// The same words in both languages: a text to put in.
    pub(crate) fn same(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { en: text.clone(), da: text }
    }

    /// The sentence in a language.
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::Da => &self.da,
            Lang::En => &self.en,
        }
    }
}

/// Where in a document something stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Location {
    /// Index into [`Document::items`](raadslag_document::Document::items).
    pub index: usize,
    /// The item's number ("2.7").
    pub item: Option<String>,
    /// The place in the item, as pages and editor use it.
    pub place: Place,
    /// The field's name: `title`, a [`FieldName`](raadslag_document::FieldName),
    /// `recommendations`, `decision`, `history`, `attachments`.
    pub field: String,
    /// The block in that field (entry of the recommendations, history, attachments), from 0.
    pub block: u32,
    /// First and one past the last character in the block's texts joined by line feeds (Unicode
    /// scalar values, from 0).
    pub span: (u32, u32),
    /// The text there.
    pub text: String,
}

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The check.
    pub code: Code,
    /// How bad.
    pub level: Level,
    /// Where.
    pub at: Location,
    /// What is wrong, in a few words.
    pub message: Say,
    /// How one knows.
    pub why: Say,
    /// What to write or do instead.
    pub suggestion: Option<Say>,
    /// Its name among the body's acceptances.
    pub fingerprint: Fingerprint,
    /// Why it was left, where it was.
    pub accepted: Option<String>,
}

/// Something that was checked and holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The check.
    pub code: Code,
    /// Where.
    pub at: Location,
    /// What holds: "5.490 + 4.468 = 9.958".
    pub message: Say,
}

/// What proof-reading says of a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// What is wrong, in the order of the text.
    pub findings: Vec<Finding>,
    /// What was checked and holds, in the order of the text.
    pub verified: Vec<Claim>,
    /// Findings that the settings accept, with their reason.
    pub accepted: Vec<Finding>,
}

/// A finding in JSON.
#[derive(Debug, Clone, Serialize)]
pub struct FindingJson<'r> {
    code: Code,
    level: Level,
    item: Option<&'r str>,
    field: &'r str,
    block: u32,
    span: [u32; 2],
    text: &'r str,
    message: &'r str,
    why: &'r str,
    suggestion: Option<&'r str>,
}

/// A verified claim in JSON.
#[derive(Debug, Clone, Serialize)]
pub struct ClaimJson<'r> {
    code: Code,
    item: Option<&'r str>,
    field: &'r str,
    block: u32,
    span: [u32; 2],
    text: &'r str,
    message: &'r str,
}

impl Finding {
    /// The public JSON form.
    pub fn json(&self, lang: Lang) -> FindingJson<'_> {
        FindingJson {
            code: self.code,
            level: self.level,
            item: self.at.item.as_deref(),
            field: &self.at.field,
            block: self.at.block,
            span: [self.at.span.0, self.at.span.1],
            text: &self.at.text,
            message: self.message.in_lang(lang),
            why: self.why.in_lang(lang),
            suggestion: self.suggestion.as_ref().map(|say| say.in_lang(lang)),
        }
    }
}

impl Claim {
    /// The public JSON form.
    pub fn json(&self, lang: Lang) -> ClaimJson<'_> {
        ClaimJson {
            code: self.code,
            item: self.at.item.as_deref(),
            field: &self.at.field,
            block: self.at.block,
            span: [self.at.span.0, self.at.span.1],
            text: &self.at.text,
            message: self.message.in_lang(lang),
        }
    }
}

impl Report {
    /// The findings of this level and above.
    pub fn at_least(&self, level: Level) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.level >= level)
    }

    /// The codes found, in order.
    pub fn codes(&self) -> Vec<&'static str> {
        self.findings.iter().map(|finding| finding.code.name()).collect()
    }

    /// The codes of what holds, in order.
    pub fn held(&self) -> Vec<&'static str> {
        self.verified.iter().map(|claim| claim.code.name()).collect()
    }
}
