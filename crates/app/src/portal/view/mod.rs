//! What each page shows, ready to be written: one struct per page, made of the archive's entries.
//! Visibility is already applied when an entry exists, and nothing here can fetch more.

/// The calendar.
pub mod calendar;
/// The home page.
pub mod home;
/// An item, on its page and among others.
pub mod item;
/// The words for kinds, outcomes and reasons.
pub mod labels;
/// Lists of meetings, bodies and names.
pub mod lists;
/// A meeting.
pub mod meeting;
/// Names found in an item.
pub mod mentions;
mod problems;
/// Meetings and items in lists.
pub mod rows;
/// The search.
pub mod search;
/// Pages about the portal itself.
pub mod static_pages;
/// A municipality or a person.
pub mod subject;
/// A case thread.
pub mod thread;
mod timeline;
/// A vote.
pub mod votes;

pub use calendar::{CalendarPage, month_of};
pub use home::{HomePage, HomeParts};
pub use item::{ItemBody, ItemPage};
pub use labels::Badge;
pub use lists::{BodiesPage, BodyPage, MeetingsPage, NamesPage};
pub use meeting::MeetingPage;
pub use problems::problem;
pub use rows::{ItemRow, MeetingRow};
pub use search::{PAGE_SIZE, SearchPage, SearchQuery, Suggestion};
pub use static_pages::{AboutPage, AccessibilityPage};
pub use subject::SubjectPage;
pub use thread::{ThreadPage, ThreadStep};
