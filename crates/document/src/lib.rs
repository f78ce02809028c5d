//! The model of agendas and minutes that reader, archive, pages, search, print and proof-reading share.
//!
//! A [`Document`] is one agenda or one set of minutes of one meeting. Its JSON form is public and
//! versioned ([`VERSION`]): field names are the glossary's English terms, dates are `2025-09-02`,
//! times are `09:30`, and text is Unicode in composed form. Lists that are empty and marks that are
//! absent are left out where the reader of the JSON loses nothing by it.
//!
//! The crate does no IO and reads no clock.

mod block;
mod decision;
mod item;
mod meeting;
mod place;
mod time;

pub use block::{Block, Cell, Field, FieldName, List, ListItem, Mark, MarkKind, Span, Table};
pub use decision::{Decision, GroupVote, Outcome, PointDecision, Votes};
pub use item::{Access, Attachment, History, Item, ItemKind, Recommendation};
pub use meeting::{
    Attendance, Attendee, Document, DocumentKind, Furniture, Meeting, Problem, Section, Substitute,
};
pub use place::{Place, Spot};
pub use time::{ClockTime, InvalidClockTime};

/// Version of the JSON form. A reader of version *n* accepts every document of version ≤ *n*.
pub const VERSION: u32 = 1;

#[cfg(test)]
mod tests;
