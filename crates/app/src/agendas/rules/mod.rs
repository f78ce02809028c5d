//! What may be done with an agenda and what comes of it: no IO, no clock.

mod draft;
mod entry;
mod numbering;
mod order;
mod reading;
mod ready;
mod state;
mod words;

pub(super) use draft::follow;
pub use draft::{Around, EntryDraft};
pub use entry::Entry;
pub(super) use numbering::{numbered, section_number};
pub use order::Move;
pub(super) use order::{moved, positioned};
pub use reading::may_read;
pub use ready::{Open, OpenThing};
pub(super) use ready::{length, minutes, of, open_things};
pub use state::{Refusal, State, Step};
pub use words::{Changed, Fate, Stretch};
pub(super) use words::{Difference, changes, differences};
