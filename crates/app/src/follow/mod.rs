//! Following what happens: by mail, by feed (Atom) and by calendar (iCalendar).
//!
//! One follows a page: a body, a case thread, a municipality, a person or a search ([`Subject`]).
//! News is a version of a document that came into the archive ([`News`](crate::archive::News)).
//!
//! ```text
//! form ─► request, mail with a link ─► confirmed ─► subscription
//! import ─► versions after what a follower was told ─► one mail with all of it
//! ```
//!
//! Invariants:
//! - Nobody gets mail who has not confirmed, and no answer tells whether an address is known.
//! - A run tells a follower once, in one mail, of everything since the last; mail and note are one
//!   transaction.
//! - Everything shown is asked of the archive as the public: a closed item has number and title.
//! - Every mail ends with one POST (RFC 8058), and who follows nothing is forgotten.
//!
//! Reading order: `rules`, `token`, `desk` (asking, confirming, ending), `news`, `runner` (the mails),
//! `feed` and `calendar`, `http`.

mod calendar;
mod desk;
mod error;
mod feed;
mod http;
mod letters;
mod names;
mod news;
mod rules;
mod runner;
mod store;
mod token;
mod view;

#[cfg(test)]
mod tests;

pub use error::FollowError;
pub use http::routes;
pub use rules::{Pace, Search, Subject};
pub use runner::{Runner, Told};
pub use view::Ways;

use crate::archive::Audience;

/// Who follows is the public: mails, feeds and calendars are read by whoever has their address.
const VIEWER: Audience = Audience::Public;
