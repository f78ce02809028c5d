//! Cases: what is dealt with, from the first draft until every body on its route has decided.
//!
//! ```text
//! draft ──start──► underway: step 1 ─► step 2 (parallel stations) ─► … ─► done
//!   ▲                 │ returned                                     └─► withdrawn
//!   └─────────────────┘
//! ```
//!
//! Invariants:
//! - A case's number is given once; it runs over a year in a body.
//! - A closed case has a reason. Where its title is marked, nobody outside is told the title.
//! - A station is open when every station before it is settled. What is settled stands.
//! - A health case (KLE 29) goes to the clusters, unless the preparers gave a reason.
//! - An upload of an annex is never changed; a new one takes its place and the old one is kept. What
//!   was found in it keeps it from being published until someone accepts it with a reason.
//! - Every change is in the journal, in the transaction that makes it.
//!
//! Reading order: `rules` (the decisions), `change` (how a case is changed), `compose` (the whole
//! item for an agenda), `http`, and `store` (the SQL).

mod advice;
pub mod annexes;
mod change;
mod compose;
mod error;
mod http;
mod intake;
mod rules;
mod scan;
mod store;
mod text;
mod unread;
mod view;

#[cfg(test)]
mod tests;

pub use advice::{NewAdvice, advise};
pub use change::{NewCase, NewStation, change, create, decide};
pub(crate) use change::{set_placed, settle, waiting};
pub(crate) use compose::{item, missing_figures, to_renew};
pub use error::CaseError;
pub use http::routes;
pub use intake::{Taken, earlier};
pub use rules::{
    Advice, Annex as CaseAnnex, AnnexVersion, Ask, Case, CaseAccess, CaseNumber, Course, Facts,
    Finding, FindingKind, Gathering, MAIN_GROUPS, Officer, Place, Planned, Renewal, RenewalKind,
    Route, RouteError, Settled, Stance, Standing, State, Station, Subject, SubjectError, Usual,
    Where, renewals,
};

use jiff::civil::Date;
use raadslag_document::{Access, ItemKind};

use crate::db::Tx;
use crate::ids::CaseId;

/// A case that waits for a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRow {
    /// Its id.
    pub id: CaseId,
    /// Its number.
    pub number: String,
    /// Its title, for those who make the agenda.
    pub title: String,
    /// What the body is to do with it.
    pub kind: ItemKind,
    /// Who may read it.
    pub access: Access,
    /// By when.
    pub due: Option<Date>,
    /// The body has dealt with it before.
    pub is_second_reading: bool,
}

/// An annex as an agenda lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// Its title.
    pub title: String,
    /// SHA-256 of its content: [`annexes::content`] gives it.
    pub sha256: String,
    /// Its file name.
    pub file_name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// Where it lies beside a document that lists it: what [`item`] gives as its address.
    pub path: String,
    /// Whether it may be published: nothing was found in it, or someone accepted what was.
    pub is_cleared: bool,
}

/// The annexes of a case, in order, each as last uploaded.
pub(crate) async fn annexes(tx: &mut Tx, case: CaseId) -> Result<Vec<Annex>, CaseError> {
    let annex = |annex: CaseAnnex| Annex {
        is_cleared: annex.is_cleared(),
        title: annex.title.clone(),
        sha256: annex.newest().sha256.clone(),
        file_name: annex.newest().file_name.clone(),
        media_type: annex.newest().media_type.clone(),
        size: annex.newest().size,
        path: annexes::path(annex.newest()),
    };
    Ok(store::annexes(tx, case).await?.into_iter().map(annex).collect())
}

/// The case with this id.
pub(crate) async fn case(tx: &mut Tx, id: CaseId) -> Result<Case, CaseError> {
    store::case_by_id(tx, id).await
}
