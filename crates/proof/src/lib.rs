//! Proof-reading: what is wrong in an agenda before it goes out, and what was checked and holds.
//!
//! ```
//! let report = raadslag_proof::read("Vi er 70: 50 konsulenter, 16 i staben og 5 ledere.");
//! assert_eq!(report.codes(), ["arithmetic.sum"]);
//! let report = raadslag_proof::read("Vi er 70: 50 konsulenter, 16 i staben og 4 ledere.");
//! assert_eq!(report.held(), ["arithmetic.sum"]);
//! ```
//!
//! A claim is checked only where its reading is certain; all else is left alone. What holds is
//! listed too, so that one sees what was looked at.
//!
//! Reading order: [`Code`] names the checks; `page` turns a document into passages, `text` analyses
//! them; each file below `checks` is one check with its examples; `notes` collects. The crate does
//! no IO and reads no clock: registers, settings and the day are in the [`Context`].

mod checks;
mod code;
mod finding;
mod notes;
mod page;
mod private;
mod register;
mod settings;
mod text;

pub use checks::recommendations::says_nothing;
pub use code::{Code, Level, Unknown};
pub use finding::{Claim, ClaimJson, Finding, FindingJson, Lang, Location, Report, Say};
pub use private::{Private, PrivateKind, private};
pub use register::{KnownMeeting, KnownPerson, Municipality, Register};
pub use settings::{Fingerprint, Limits, Settings, Switch};

use raadslag_document::{Block, Document, Field, FieldName, Item, Section};

/// What a document is compared with.
#[derive(Debug, Clone, Copy)]
pub struct Context<'c> {
    /// Who is who.
    pub register: &'c Register,
    /// What the body wants.
    pub settings: &'c Settings,
    /// The day it is read, for deadlines already past; `None` leaves them to the meeting's day.
    pub today: Option<jiff::civil::Date>,
}

/// Proof-reads a document. Takes a few milliseconds for fifty pages once their words are known.
pub fn proof(document: &Document, context: &Context<'_>) -> Report {
    let page = page::Page::new(document, context);
    let mut notes = notes::Notes::new(&page);
    checks::all(&page, &mut notes);
    notes.finish()
}

/// Proof-reads a single paragraph with an empty register, as an editor may while one types.
pub fn read(text: &str) -> Report {
    let (register, settings) = (Register::default(), Settings::default());
    proof(&paragraphs(text), &Context { register: &register, settings: &settings, today: None })
}

/// A document of one item; lines are paragraphs.
pub(crate) fn paragraphs(text: &str) -> Document {
    let blocks = text.lines().map(Block::paragraph).collect();
    let field = Field { name: FieldName::Other, heading: None, blocks };
    let item = Item { fields: vec![field], ..Item::default() };
    Document {
        sections: vec![Section { items: vec![item], ..Section::default() }],
        ..Document::default()
    }
}
