//! Addresses and what answers them.

mod amend;
mod edit;
mod forms;
mod publish;

pub(in crate::agendas) use forms::{EntryForm, PublishForm};

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use raadslag_document::Access;

use super::outlook::Outlook;
use super::rules::may_read;
use super::view::{AgendaPage, NotYetPage, Said};
use super::{AgendaError, Planned, planned, view};
use crate::access::{Gate, routes};
use crate::context::Context;
use crate::ids::PlannedId;
use crate::plan;
use crate::shell::{Answer, PageError, Visit, page, page_with};

/// The addresses of making agendas.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/arbejde/dagsorden/{planned}" => agenda,
        POST "/arbejde/dagsorden/{planned}/start" => edit::begin,
        POST "/arbejde/dagsorden/{planned}/punkt" => edit::add,
        GET "/arbejde/dagsorden/{planned}/punkt/{entry}" => edit::entry,
        POST "/arbejde/dagsorden/{planned}/punkt/{entry}" => edit::save,
        POST "/arbejde/dagsorden/{planned}/punkt/{entry}/flyt" => edit::shift,
        POST "/arbejde/dagsorden/{planned}/punkt/{entry}/fjern" => edit::remove,
        POST "/arbejde/dagsorden/{planned}/forside" => edit::around,
        POST "/arbejde/dagsorden/{planned}/godkend" => publish::approve,
        POST "/arbejde/dagsorden/{planned}/genaabn" => publish::reopen,
        GET "/arbejde/dagsorden/{planned}/udgiv" => publish::look_over,
        POST "/arbejde/dagsorden/{planned}/udgiv" => publish::publish,
        POST "/arbejde/dagsorden/{planned}/tilbagehold" => publish::keep_back,
        POST "/arbejde/dagsorden/{planned}/tillaeg" => amend::supplement,
        POST "/arbejde/dagsorden/{planned}/ret" => amend::correct,
        POST "/arbejde/dagsorden/{planned}/soester" => amend::copy,
        GET "/moede/{body}/{slug}/rettelser" => amend::corrections,
    }
}

impl From<AgendaError> for PageError {
    fn from(error: AgendaError) -> Self {
        match error {
            AgendaError::Missing | AgendaError::NotBegun | AgendaError::NoEntry => Self::NotFound,
            _ => Self::internal(&error),
        }
    }
}

/// The planned meeting, if the one who asks may work with it here. A draft is nobody's but its
/// body's: to others it is not there.
async fn admitted(context: &Context, gate: &Gate, id: PlannedId) -> Result<Planned, PageError> {
    let found = within(context, gate, id).await?;
    if !may_read(&gate.actor, &found.body, &found.state) {
        return Err(PageError::NotFound);
    }
    Ok(found)
}

/// The planned meeting, for those of its body, however far its agenda is.
async fn within(context: &Context, gate: &Gate, id: PlannedId) -> Result<Planned, PageError> {
    let mut tx = context.archive.db().begin().await.map_err(AgendaError::from)?;
    let found = planned(&mut tx, id).await?.ok_or(PageError::NotFound)?;
    gate.admit(&found.body, Access::Closed)?;
    Ok(found)
}

async fn agenda(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
) -> Answer {
    let found = within(&context, &gate, id).await?;
    if !may_read(&gate.actor, &found.body, &found.state) {
        // Whoever follows a link from the year plan is told when it comes.
        let body =
            plan::body_name(&context.archive, &found.body).await.map_err(AgendaError::from)?;
        return page(&NotYetPage::new(&visit, &found, &body));
    }
    show(&context, &visit, &gate, &found, StatusCode::OK, Said::default()).await
}

/// The page of an agenda.
async fn show(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    found: &Planned,
    status: StatusCode,
    said: Said,
) -> Answer {
    let mut tx = context.archive.db().begin().await.map_err(AgendaError::from)?;
    let outlook = Outlook::load(&mut tx, &context.archive, found.id, context.today()).await?;
    let around = view::Surroundings::load(&mut tx, context, found).await?;
    drop(tx);
    let page = AgendaPage::new(visit, &gate.actor, found, outlook.as_ref(), &around, said);
    page_with(status, &page)
}

/// Back to the agenda once something is done; where a rule refuses, the page says why with what
/// was typed still in it.
async fn after(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    found: &Planned,
    done: Result<(), AgendaError>,
    typed: Said,
) -> Answer {
    let (status, error) = match done {
        Ok(()) => return Ok(back(found.id)),
        Err(error) => refusal(visit, error)?,
    };
    let now = admitted(context, gate, found.id).await?;
    show(context, visit, gate, &now, status, Said { error: Some(error), ..typed }).await
}

/// What a refusal says, where it is one the user can act on.
fn refusal(visit: &Visit, error: AgendaError) -> Result<(StatusCode, String), PageError> {
    let l = visit.language;
    match error {
        AgendaError::Stale => Ok((StatusCode::CONFLICT, l.text("agenda-stale").to_owned())),
        AgendaError::Refused(refusal) => {
            Ok((StatusCode::UNPROCESSABLE_ENTITY, view::refusal(l, refusal)))
        }
        other => Err(other.into()),
    }
}

fn back(id: PlannedId) -> Response {
    Redirect::to(&format!("/arbejde/dagsorden/{id}")).into_response()
}
