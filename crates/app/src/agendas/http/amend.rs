//! Once an agenda is out, and beside it.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use raadslag_document::Access;

use super::forms::{CorrectionForm, SisterForm};
use super::{admitted, after, refusal, show};
use crate::access::Gate;
use crate::agendas::amend::{self, Correction};
use crate::agendas::sister::{Along, copy_to};
use crate::agendas::view::{CorrectionsPage, Said};
use crate::agendas::{AgendaError, planned, store};
use crate::context::Context;
use crate::ids::PlannedId;
use crate::shell::{Answer, PageError, Visit, page_with};

pub(super) async fn supplement(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let (actor, now) = (gate.actor.signature(), context.now());
    let done = amend::send_supplement(&context.archive, &actor, id, now, context.today()).await;
    after(&context, &visit, &gate, &found, done, Said::default()).await
}

pub(super) async fn correct(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let (actor, now, today) = (gate.actor.signature(), context.now(), context.today());
    let CorrectionForm { reason, withdraws, chosen } = CorrectionForm::of(fields);
    let correction = Correction { reason: &reason, withdraws, chosen: Some(&chosen) };
    let done = amend::correct(&context.archive, &actor, id, correction, now, today).await;
    let typed = Said { withdraws, reason, chosen: Some(chosen), ..Said::default() };
    after(&context, &visit, &gate, &found, done, typed).await
}

/// Makes the agenda of a sister body from this one: the actor must be its secretary too.
pub(super) async fn copy(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
    Form(form): Form<SisterForm>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let to: PlannedId = form.moede.parse().map_err(|_| PageError::BadRequest)?;
    let mut tx = context.archive.db().begin().await.map_err(AgendaError::from)?;
    let sister = planned(&mut tx, to).await?.ok_or(PageError::NotFound)?;
    drop(tx);
    gate.admit(&sister.body, Access::Closed)?;
    let actor = gate.actor.signature();
    let along = if form.lukkede.is_empty() { Along::Open } else { Along::OpenAndClosed };
    match copy_to(&context.archive, &actor, id, to, along).await {
        Ok(()) => Ok(Redirect::to(&format!("/arbejde/dagsorden/{to}")).into_response()),
        Err(error) => {
            let (status, error) = refusal(&visit, error)?;
            let said = Said { error: Some(error), ..Said::default() };
            show(&context, &visit, &gate, &found, status, said).await
        }
    }
}

/// What was corrected in a published agenda, word by word. Public: of a closed item nothing but
/// number and title.
pub(super) async fn corrections(
    State(context): State<Context>,
    visit: Visit,
    Path((body, slug)): Path<(String, String)>,
) -> Answer {
    let mut tx = context.archive.db().begin().await.map_err(AgendaError::from)?;
    let id = store::at_address(&mut tx, &body, &slug).await?.ok_or(PageError::NotFound)?;
    let publications = store::publications(&mut tx, id).await?;
    let agenda = store::agenda(&mut tx, id).await?.ok_or(PageError::NotFound)?;
    drop(tx);
    let name = crate::plan::body_name(&context.archive, &body).await.map_err(AgendaError::from)?;
    let page = CorrectionsPage::new(&visit, &name, (&body, &slug), &agenda, &publications);
    page_with(StatusCode::OK, &page)
}
