//! What the pages show. Visibility is already applied when one of these is made.

mod annex;
mod case;
mod forms;
mod labels;
mod list;
mod picture;
mod route;

pub(super) use annex::AnnexPage;
pub(super) use case::{CasePage, Earlier, Seen, Whole};
pub(super) use forms::{EditPage, NewPage, filled};
pub(super) use labels::refusal;
pub(super) use list::{ListPage, Listed};
pub(super) use route::StationPage;

use crate::shell::{Crumb, Frame, Visit};

/// The frame of a page inside the work with cases.
fn inside(visit: &Visit, title: impl Into<String>, crumbs: Vec<Crumb>) -> Frame {
    let l = visit.language;
    let desk = Crumb::new(l.text("desk-title"), "/arbejde");
    let mut frame = Frame::new(visit, title).reached([desk].into_iter().chain(crumbs));
    frame.hidden = true;
    frame
}

/// The crumb of the list.
fn list_crumb(visit: &Visit) -> Crumb {
    Crumb::new(visit.language.text("cases-title"), "/arbejde/sager")
}

/// A choice of a select: value, words, whether it is chosen.
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) label: String,
    pub(super) is_chosen: bool,
}

impl Choice {
    fn new(value: impl Into<String>, label: impl Into<String>, chosen: &str) -> Self {
        let value = value.into();
        Self { is_chosen: value == chosen, value, label: label.into() }
    }
}
