//! The archive's decisions, free of IO: which meeting a document belongs to, which of its versions
//! is shown, which item is which across versions, and what addresses they get.

mod compose;
mod matching;
mod meetings;
mod slugs;
mod threads;
mod versions;

#[cfg(test)]
mod tests;

pub(crate) use compose::{Composed, Entry, Held, compose};
pub(crate) use matching::{ItemKey, match_items, overlap};
pub(crate) use meetings::{Candidate, same_meeting};
pub(crate) use slugs::{free, item_slug, meeting_slug};
pub(crate) use threads::{HeldThread, inherit};
pub(crate) use versions::newest_first;
