//! What may be done with an agenda and what comes of it: no IO, no clock.

mod entry;
mod numbering;
mod state;

pub use entry::Entry;
pub(super) use numbering::{numbered, section_number};
pub use state::{Refusal, State, Step};
