//! What a file holds besides what it shows: text nobody sees, comments, tracked changes, the names of
//! those who wrote it, pictures without words. For looking a file over before it is published.

mod faint;
mod hidden_cells;
mod office;
mod plain;

use raadslag_document::Problem;

use crate::reader::flow_texts;
use crate::{Format, ReadError, detect, docx, pdf, pictures};

/// A file looked over.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Inspection {
    /// Its text, in order.
    pub texts: Vec<Passage>,
    /// What it holds besides.
    pub traces: Vec<Trace>,
}

/// A piece of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its page or slide, from 1, where the format knows pages.
    pub page: Option<u32>,
    /// The text: a paragraph or a line; of a table in plain text all its lines.
    pub text: String,
}

/// Something that is there without being shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// What it is.
    pub kind: TraceKind,
    /// Its page or slide, from 1, where the format knows pages.
    pub page: Option<u32>,
    /// Its words.
    pub text: String,
}

/// Kinds of traces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TraceKind {
    /// Text drawn so that nobody sees it: invisible, white, too small, off the page, formatted as
    /// hidden; a hidden sheet, and what hidden rows and columns hold.
    HiddenText,
    /// A comment, or a speaker's note.
    Comment,
    /// A deletion or insertion that is kept as a change.
    TrackedChange,
    /// Who made the file, or last saved it.
    Author,
    /// A title that the file carries and its pages do not show.
    Title,
    /// A picture of which the file does not say in words what it shows; without words.
    Picture,
}

/// Looks a PDF, a DOCX, XLSX or PPTX file, or a text over. The sheets of an XLSX file are for a
/// reader of sheets; here only its comments, names and what it hides are found.
pub fn inspect(bytes: &[u8]) -> Result<Inspection, ReadError> {
    match Format::detect(bytes)? {
        Format::Pdf => pdf::inspect(bytes),
        Format::Docx if docx::is_word(bytes) => {
            let flow = docx::read(bytes)?;
            let mut inspection = office::traces(bytes)?;
            let texts = flow_texts(&flow.parts).into_iter();
            inspection.texts = texts.map(|(text, at)| Passage { page: at.page, text }).collect();
            inspection.traces.extend(pictures(&flow.problems));
            for problem in flow.problems {
                let text = problem.text.unwrap_or(problem.message);
                let kind = match problem.code.as_str() {
                    "hidden-text" => TraceKind::HiddenText,
                    "comment" => TraceKind::Comment,
                    "tracked-changes" => TraceKind::TrackedChange,
                    _ => continue,
                };
                inspection.traces.push(Trace { kind, page: problem.page, text });
            }
            Ok(inspection)
        }
        Format::Docx => office::traces(bytes),
        _ => {
            let text = detect::decode(bytes);
            Ok(Inspection { texts: plain::passages(&text), traces: Vec::new() })
        }
    }
}

/// The pictures without a description.
pub(crate) fn pictures(problems: &[Problem]) -> impl Iterator<Item = Trace> {
    let bare = problems.iter().filter(|it| it.code == pictures::CODE && it.text.is_none());
    bare.map(|it| Trace { kind: TraceKind::Picture, page: it.page, text: String::new() })
}

#[cfg(test)]
mod tests;
