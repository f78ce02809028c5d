//! Approving and publishing.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use raadslag_proof::Level;

use super::forms::{PublishForm, SeenForm};
use super::{admitted, after, back, refusal};
use crate::access::Gate;
use crate::agendas::outlook::Outlook;
use crate::agendas::publish::{self, Wish, known_meetings};
use crate::agendas::view::{PublishPage, Said};
use crate::agendas::{AgendaError, Planned};
use crate::context::Context;
use crate::ids::PlannedId;
use crate::proofing;
use crate::shell::{Answer, PageError, Visit, page_with};

pub(super) async fn approve(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
    Form(form): Form<SeenForm>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let (now, today) = (context.now(), context.today());
    let done = publish::approve(&context.archive, &gate.actor, id, form.version, now, today).await;
    after(&context, &visit, &gate, &found, done, Said::default()).await
}

pub(super) async fn reopen(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
    Form(form): Form<SeenForm>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let actor = gate.actor.signature();
    let done = publish::reopen(&context.archive, &actor, id, form.version).await;
    after(&context, &visit, &gate, &found, done, Said::default()).await
}

pub(super) async fn keep_back(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
    Form(form): Form<SeenForm>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let actor = gate.actor.signature();
    let done = publish::keep_back(&context.archive, &actor, id, form.version).await;
    after(&context, &visit, &gate, &found, done, Said::default()).await
}

/// What is open, before it goes out.
pub(super) async fn look_over(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    show(&context, &visit, &found, StatusCode::OK, PublishForm::default(), None).await
}

async fn show(
    context: &Context,
    visit: &Visit,
    found: &Planned,
    status: StatusCode,
    typed: PublishForm,
    error: Option<String>,
) -> Answer {
    let (archive, today) = (&context.archive, context.today());
    let mut tx = archive.db().begin().await.map_err(AgendaError::from)?;
    let outlook = Outlook::load(&mut tx, archive, found.id, today).await?;
    let outlook = outlook.ok_or(PageError::NotFound)?;
    let known = known_meetings(&mut tx, archive, &found.body).await?;
    drop(tx);
    let document = outlook.agenda.frozen.clone().unwrap_or_else(|| outlook.document.clone());
    let report = proofing::report(archive, document, known, today).await?;
    let findings: Vec<_> = report.at_least(Level::Warning).collect();
    page_with(status, &PublishPage::new(visit, found, &outlook, &findings, typed, error))
}

pub(super) async fn publish(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
    Form(form): Form<PublishForm>,
) -> Answer {
    let found = admitted(&context, &gate, id).await?;
    let at = match form.at() {
        Ok(at) => at,
        Err(error) => {
            let (error, status) = (visit.language.text(error), StatusCode::UNPROCESSABLE_ENTITY);
            return show(&context, &visit, &found, status, form, Some(error.to_owned())).await;
        }
    };
    let (archive, actor) = (&context.archive, gate.actor.signature());
    let (now, today) = (context.now(), context.today());
    let wish = Wish { at, reason: form.grund.clone() };
    let done = publish::publish(archive, &actor, id, form.version, &wish, now, today).await;
    match done {
        Ok(()) => Ok(back(id)),
        Err(error) => {
            let (status, error) = refusal(&visit, error)?;
            let found = admitted(&context, &gate, id).await?;
            show(&context, &visit, &found, status, form, Some(error)).await
        }
    }
}
