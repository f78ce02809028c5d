//! What each page shows, ready to be written: one struct per page, made of the archive's entries.
//! Visibility is already applied when an entry exists, and nothing here can fetch more.

mod calendar;
mod home;
mod item;
mod labels;
mod lists;
mod meeting;
mod rows;
mod search;
mod static_pages;
mod subject;
mod thread;
mod timeline;
mod votes;

pub use calendar::CalendarPage;
pub use home::HomePage;
pub use item::{ItemBody, ItemPage};
pub use labels::Badge;
pub use lists::{BodiesPage, BodyPage, MeetingsPage, NamesPage};
pub use meeting::MeetingPage;
pub use rows::{ItemRow, MeetingRow};
pub use search::{SearchPage, Suggestion};
pub use static_pages::{AboutPage, AccessibilityPage};
pub use subject::SubjectPage;
pub use thread::{ThreadPage, ThreadStep};
