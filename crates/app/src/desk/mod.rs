//! The desk: where those who have signed in begin, their meetings, and the journal they can read.

mod coming;
mod named;
mod view;

use axum::Router;
use axum::extract::{Query, State};
use serde::Deserialize;

use crate::access::{Actor, routes};
use crate::context::Context;
use crate::journal::{self, JournalError};
use crate::minutes;
use crate::shell::{Answer, PageError, Visit, page};
use view::{DeskPage, JournalPage};

/// Entries of the journal on a page.
const AT_A_TIME: i64 = 50;

/// `/arbejde` and the journal.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/arbejde" => desk,
        GET "/arbejde/journal" => journal_page,
    }
}

impl From<JournalError> for PageError {
    fn from(error: JournalError) -> Self {
        Self::internal(&error)
    }
}

async fn desk(State(context): State<Context>, visit: Visit, actor: Actor) -> Answer {
    let (archive, today) = (&context.archive, context.today());
    let (ahead, behind) = coming::meetings(archive, visit.language, &actor, today).await?;
    let minutes = minutes::for_comments(archive, visit.language, &actor).await?;
    page(&DeskPage::new(&visit, &actor, ahead, behind, minutes))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Part {
    foer: Option<i64>,
    om: String,
}

async fn journal_page(
    State(context): State<Context>,
    visit: Visit,
    actor: Actor,
    Query(part): Query<Part>,
) -> Answer {
    let db = context.archive.db();
    let entries = if part.om.is_empty() {
        journal::latest(db, part.foer, AT_A_TIME).await?
    } else {
        journal::about(db, &part.om).await?
    };
    page(&JournalPage::new(&visit, &actor, &entries, part.om.is_empty()))
}
