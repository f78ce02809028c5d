//! Small PDFs with real, tagged text: pieces are laid out on pages ([`layout`]) and written with
//! their structure tree, language and title ([`write`]). The font is the standard Helvetica, whose
//! widths stand in [`font`]; nothing is embedded, so the files stay small and always the same.

mod font;
mod layout;
mod write;

use raadslag_document::Document;

use crate::pieces::{self, Piece};
use crate::wrap::Breaks;

/// A document in KL's layout, words broken at the margin as there.
pub(crate) fn document(document: &Document) -> Vec<u8> {
    let body = document.body.as_deref().unwrap_or_default();
    let date = document.meeting.date.map_or(String::new(), |d| d.strftime("%d-%m-%Y").to_string());
    let running = layout::Running { header: format!("{body}  | {date}"), side: "SIDE  |" };
    let pages = layout::set(&pieces::of_document(document), Breaks::Syllables, &running);
    write::pdf(&format!("{body} {date}"), &pages)
}

/// An annex: a title and its text.
pub(crate) fn annex(title: &str, text: &[Piece]) -> Vec<u8> {
    let running = layout::Running { header: title.to_owned(), side: "Side" };
    let pages = layout::set(text, Breaks::Words, &running);
    write::pdf(title, &pages)
}
