//! Addresses and what answers them.

use axum::Router;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use jiff::civil::Date;
use raadslag_document::Access;
use serde::Deserialize;

use super::rules::Stage;
use super::view::{MinutesPage, ReadPage, Typed};
use super::{Minutes, MinutesError, extract};
use crate::access::{Gate, routes};
use crate::context::Context;
use crate::ids::{EntryId, PlannedId};
use crate::plan::{self, DeadlineKind};
use crate::shell::{Answer, PageError, Visit, page, page_with};

/// The secretary's and the members' pages of minutes.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/arbejde/referat/{planned}" => minutes,
        POST "/arbejde/referat/{planned}/tekst" => write,
        POST "/arbejde/referat/{planned}/tilstand" => advance,
        GET "/arbejde/referat/{planned}/uddrag/{entry}" => extract_page,
        GET "/mit/referat/{planned}" => read,
        POST "/mit/referat/{planned}/bemaerkning" => comment,
    }
}

impl From<MinutesError> for PageError {
    fn from(error: MinutesError) -> Self {
        match error {
            MinutesError::Missing | MinutesError::NoPlace => Self::NotFound,
            error => Self::internal(&error),
        }
    }
}

/// The minutes, if the one who asks may have them here, and the body's name.
async fn load(
    context: &Context,
    gate: &Gate,
    planned: PlannedId,
) -> Result<(Minutes, String), PageError> {
    let archive = &context.archive;
    let mut tx = archive.db().begin().await.map_err(MinutesError::from)?;
    let minutes = super::load(&mut tx, archive, planned).await?;
    drop(tx);
    gate.admit(&minutes.planned.body, Access::Open)?;
    let body = plan::body_name(archive, &minutes.planned.body).await.map_err(MinutesError::from)?;
    Ok((minutes, body))
}

async fn minutes(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
) -> Answer {
    let (minutes, body) = load(&context, &gate, planned).await?;
    let due = due(&context, &minutes).await?;
    page(&MinutesPage::new(&visit, &minutes, &body, due, None))
}

/// When the minutes are to be out, by the body's year plan.
async fn due(context: &Context, minutes: &Minutes) -> Result<Option<Date>, MinutesError> {
    let mut tx = context.archive.db().begin().await?;
    let plan = plan::settings(&mut tx, &minutes.planned.body).await?;
    let all = plan::deadlines(minutes.planned.date, &plan.deadlines, &plan.days_off);
    let own = all.into_iter().find(|deadline| deadline.kind == DeadlineKind::Minutes);
    Ok(own.map(|deadline| deadline.date))
}

/// The page again, with what was refused and what was typed.
async fn refused(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    planned: PlannedId,
    error: MinutesError,
    typed: Typed,
) -> Answer {
    if !error.is_the_users() {
        return Err(error.into());
    }
    let (minutes, body) = load(context, gate, planned).await?;
    let due = due(context, &minutes).await?;
    let page = MinutesPage::new(visit, &minutes, &body, due, Some((&error, typed)));
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

#[derive(Debug, Deserialize)]
struct TextForm {
    sted: String,
    set: i64,
    #[serde(default)]
    tekst: String,
    #[serde(default)]
    hvad: String,
}

async fn write(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
    Form(form): Form<TextForm>,
) -> Answer {
    load(&context, &gate, planned).await?;
    let text = (form.hvad != "sammensat").then_some(form.tekst.as_str());
    let (archive, place) = (&context.archive, form.sted.as_str());
    match super::save(archive, &gate.actor, planned, place, form.set, text).await {
        Ok(()) => {
            let to = format!("/arbejde/referat/{planned}#sted-{place}");
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) => {
            let typed = Typed { place: form.sted, text: form.tekst };
            refused(&context, &visit, &gate, planned, error, typed).await
        }
    }
}

#[derive(Debug, Deserialize)]
struct StageForm {
    hvad: String,
    #[serde(default)]
    frist: String,
}

async fn advance(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
    Form(form): Form<StageForm>,
) -> Answer {
    load(&context, &gate, planned).await?;
    let archive = &context.archive;
    let done = match form.hvad.as_str() {
        "send" => {
            let until = form.frist.trim();
            let until = if until.is_empty() { None } else { Some(until.parse::<Date>()) };
            let until = until.transpose().map_err(|_| PageError::BadRequest)?;
            super::send(archive, &gate.actor, planned, until, &visit.origin).await
        }
        "offentliggoer" => super::publish(archive, &gate.actor, planned).await,
        _ => return Err(PageError::BadRequest),
    };
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/arbejde/referat/{planned}")).into_response()),
        Err(error) => refused(&context, &visit, &gate, planned, error, Typed::default()).await,
    }
}

async fn extract_page(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((planned, entry)): Path<(PlannedId, EntryId)>,
) -> Answer {
    let (minutes, body) = load(&context, &gate, planned).await?;
    let line = minutes.agenda.line(entry).ok_or(PageError::NotFound)?;
    gate.admit_to(&minutes.planned.body, line.access, &format!("entry/{entry}"))?;
    let document = extract::extract(&minutes, entry).ok_or(PageError::NotFound)?;
    page(&ReadPage::extract(&visit, &minutes, &body, &document))
}

/// Members read what has been sent to them; before that there is nothing to read.
async fn sent(
    context: &Context,
    gate: &Gate,
    planned: PlannedId,
) -> Result<(Minutes, String), PageError> {
    let (minutes, body) = load(context, gate, planned).await?;
    if minutes.stage == Stage::Draft {
        return Err(PageError::NotFound);
    }
    Ok((minutes, body))
}

async fn read(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
) -> Answer {
    let (minutes, body) = sent(&context, &gate, planned).await?;
    page(&ReadPage::whole(&visit, &minutes, &body, None))
}

#[derive(Debug, Deserialize)]
struct CommentForm {
    sted: String,
    tekst: String,
}

async fn comment(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
    Form(form): Form<CommentForm>,
) -> Answer {
    let (minutes, body) = sent(&context, &gate, planned).await?;
    let archive = &context.archive;
    match super::comment(archive, &gate.actor, planned, &form.sted, &form.tekst).await {
        Ok(()) => {
            let to = format!("/mit/referat/{planned}#sted-{}", form.sted);
            Ok(Redirect::to(&to).into_response())
        }
        Err(error) if error.is_the_users() => {
            let typed = Typed { place: form.sted, text: form.tekst };
            let page = ReadPage::whole(&visit, &minutes, &body, Some((&error, typed)));
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}
