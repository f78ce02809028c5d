//! Making an agenda.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use serde::Deserialize;

use super::forms::{self, EntryForm};
use super::{admitted, after, back, refusal};
use crate::access::Gate;
use crate::agendas::view::{EntryPage, Said};
use crate::agendas::{AgendaError, EntryDraft, Move, NewEntry, Planned, edit, entries};
use crate::context::Context;
use crate::ids::{EntryId, PlannedId};
use crate::shell::{Answer, PageError, Visit, page_with};

pub(super) async fn begin(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let done = edit::begin(&context.archive, &gate.actor.signature(), id).await;
    after(&context, &visit, &gate, &found, done, Said::default()).await
}

pub(super) async fn add(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
    Form(form): Form<EntryForm>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let new = NewEntry {
        draft: form.draft(),
        section: form.section(),
        case: form.case(),
        promise: form.promise(),
    };
    let actor = gate.actor.signature();
    let done = edit::add_entry(&context.archive, &actor, id, new, context.today()).await;
    let typed = Said { entry: Some(form), ..Said::default() };
    after(&context, &visit, &gate, &found, done.map(drop), typed).await
}

/// An entry to be edited.
pub(super) async fn entry(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((id, entry)): Path<(PlannedId, EntryId)>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    show(&context, &visit, &gate, &found, entry, StatusCode::OK, None, None).await
}

/// The page of an entry; with what was typed where it was not taken.
#[expect(clippy::too_many_arguments, reason = "what a page is made of")]
async fn show(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    found: &Planned,
    entry: EntryId,
    status: StatusCode,
    typed: Option<EntryForm>,
    error: Option<String>,
) -> Answer {
    let mut tx = context.archive.db().begin().await.map_err(AgendaError::from)?;
    let all = entries(&mut tx, found.id).await?;
    let entry = all.into_iter().find(|other| other.id == entry).ok_or(PageError::NotFound)?;
    if gate.actor.is_barred(&entry.subject()) {
        return Err(PageError::NotFound);
    }
    let name =
        crate::plan::body_name(&context.archive, &found.body).await.map_err(AgendaError::from)?;
    page_with(status, &EntryPage::new(visit, found, &name, &entry, typed, error))
}

pub(super) async fn save(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((id, entry)): Path<(PlannedId, EntryId)>,
    Form(form): Form<EntryForm>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let (actor, draft): (String, EntryDraft) = (gate.actor.signature(), form.draft());
    let done = edit::save_entry(&context.archive, &actor, id, entry, &form.set, draft).await;
    match done {
        Ok(()) => Ok(back(id)),
        Err(error) => {
            let (status, error) = refusal(&visit, error)?;
            let (typed, error) = (Some(form), Some(error));
            show(&context, &visit, &gate, &found, entry, status, typed, error).await
        }
    }
}

/// Where to.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct MoveForm {
    /// "op", "ned", "afsnit" with `afsnit`, or "foer" with `foer`.
    hvorhen: String,
    afsnit: String,
    foer: String,
}

impl MoveForm {
    fn to(&self) -> Option<Move> {
        match self.hvorhen.as_str() {
            "op" => Some(Move::Up),
            "ned" => Some(Move::Down),
            "afsnit" => self.afsnit.parse().ok().map(Move::To),
            "foer" => self.foer.parse().ok().map(Move::Before),
            _ => None,
        }
    }
}

pub(super) async fn shift(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((id, entry)): Path<(PlannedId, EntryId)>,
    Form(form): Form<MoveForm>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let to = form.to().ok_or(PageError::BadRequest)?;
    let actor = gate.actor.signature();
    let done = edit::move_entry(&context.archive, &actor, id, entry, to).await;
    let mut answer = after(&context, &visit, &gate, &found, done, Said::default()).await?;
    // Back to the entry that was moved, so that the next press of the same key goes on.
    if answer.status().is_redirection()
        && let Ok(place) = format!("/arbejde/dagsorden/{id}#punkt-{entry}").parse()
    {
        answer.headers_mut().insert("location", place);
    }
    Ok(answer)
}

pub(super) async fn remove(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((id, entry)): Path<(PlannedId, EntryId)>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let done = edit::remove_entry(&context.archive, &gate.actor.signature(), id, entry).await;
    after(&context, &visit, &gate, &found, done, Said::default()).await
}

pub(super) async fn around(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let (around, stood, seen) = forms::around(&fields);
    let actor = gate.actor.signature();
    let typed = Said { around: Some(around.clone()), ..Said::default() };
    let done = edit::save_around(&context.archive, &actor, id, &seen, around, &stood).await;
    after(&context, &visit, &gate, &found, done, typed).await
}
