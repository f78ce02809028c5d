//! Minutes: composed of the agenda and of what happened in the meeting, edited, sent to the members,
//! approved by the next meeting, published and locked.
//!
//! - What is composed is never stored: it follows from the meeting's events. Only where the
//!   secretariat departs from it is a text kept, beside what was composed when it was written.
//! - Whoever writes says which version they saw; every version is kept.
//! - Minutes are approved when the next meeting's item "approval of minutes" has that outcome;
//!   nobody can say so by hand.
//! - Published, they are a further version of the meeting in the archive, and the meeting's events
//!   end. What came of the meeting, the cases' outcomes and the tasks, is handed on in the same
//!   transaction; what was promised for the next meeting went on when this one was closed.
//!
//! Reading order: `rules` (what minutes say), `store`, `read`, `edit`, `publish`, `view`, `http`.

mod edit;
mod error;
mod extract;
mod http;
mod publish;
mod read;
pub mod rules;
mod store;
mod view;
mod waiting;

#[cfg(test)]
mod store_tests;
#[cfg(test)]
mod tests;

pub use edit::{comment, save, send};
pub use error::MinutesError;
pub use http::routes;
pub use publish::publish;
pub(crate) use read::{Minutes, load};
pub use waiting::{ForComments, for_comments};
