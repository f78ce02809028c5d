//! Addresses and what answers them.

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Redirect};
use jiff::civil::{Date, date};
use raadslag_document::Access;
use serde::Deserialize;

use super::forms::{self, MeetingForm};
use super::view::{self, MeetingPage, PlanPage, Planning, PublicPage, SettingsPage};
use super::{Meeting, PlanError, body_name, calendar, deadlines, edit, settings, store};
use crate::access::{Gate, Role, routes};
use crate::archive::Audience;
use crate::context::Context;
use crate::ids::PlannedId;
use crate::shell::{Answer, PageError, Visit, page, page_with};

/// The addresses of the year plan.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/aarshjul" => public,
        GET "/aarshjul/{file}" => ical,
        GET "/arbejde/aarshjul" => plan,
        POST "/arbejde/aarshjul" => add,
        GET "/arbejde/aarshjul/{planned}" => meeting,
        POST "/arbejde/aarshjul/{planned}" => change,
        POST "/arbejde/aarshjul/{planned}/aflys" => cancel,
        GET "/arbejde/organ/{slug}/regler" => rules,
        POST "/arbejde/organ/{slug}/regler" => save_rules,
    }
}

impl From<PlanError> for PageError {
    fn from(error: PlanError) -> Self {
        match error {
            PlanError::Missing => Self::NotFound,
            _ => Self::internal(&error),
        }
    }
}

/// What is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Shown {
    aar: String,
    organ: String,
}

impl Shown {
    fn year(&self, today: Date) -> i16 {
        self.aar.parse().ok().filter(|year| (1970..=2200).contains(year)).unwrap_or(today.year())
    }

    fn body(&self) -> Option<&str> {
        Some(self.organ.as_str()).filter(|body| !body.is_empty())
    }
}

async fn planning(context: &Context, shown: &Shown) -> Result<Planning, PageError> {
    let year = shown.year(context.today());
    Ok(Planning::load(context, year, shown.body()).await?)
}

async fn public(
    State(context): State<Context>,
    visit: Visit,
    Query(shown): Query<Shown>,
) -> Answer {
    let planning = planning(&context, &shown).await?;
    page(&PublicPage::new(&visit, &planning, context.today()))
}

async fn plan(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Query(shown): Query<Shown>,
) -> Answer {
    let planning = planning(&context, &shown).await?;
    let form = MeetingForm { organ: shown.organ, ..MeetingForm::default() };
    page(&PlanPage::new(&visit, &gate.actor, &planning, context.today(), form, None))
}

async fn add(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Form(form): Form<MeetingForm>,
) -> Answer {
    let l = visit.language;
    let refused = match form.meeting() {
        Err(unreadable) => view::unreadable(l, unreadable),
        Ok(new) => {
            if !super::is_known(&context.archive, &new.body).await? {
                return Err(PageError::BadRequest);
            }
            gate.admit(&new.body, Access::Open)?;
            match edit::add(&context.archive, &gate.actor.signature(), &new).await {
                Ok(_) => {
                    let year = new.timing.date.year();
                    return Ok(
                        Redirect::to(&format!("/arbejde/aarshjul?aar={year}")).into_response()
                    );
                }
                Err(error) if error.is_the_users() => view::refusal(l, &error),
                Err(error) => return Err(error.into()),
            }
        }
    };
    let planning = planning(&context, &Shown::default()).await?;
    let today = context.today();
    let page = PlanPage::new(&visit, &gate.actor, &planning, today, form, Some(refused));
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn found(context: &Context, gate: &Gate, id: PlannedId) -> Result<Meeting, PageError> {
    let mut tx = context.archive.db().begin().await.map_err(PlanError::from)?;
    let meeting = store::meeting(&mut tx, id).await?.ok_or(PageError::NotFound)?;
    gate.admit(&meeting.body, Access::Closed)?;
    Ok(meeting)
}

async fn meeting(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
) -> Answer {
    let meeting = found(&context, &gate, id).await?;
    let name = body_name(&context.archive, &meeting.body).await?;
    page(&MeetingPage::new(&visit, &meeting, &name, MeetingForm::of(&meeting), None))
}

async fn change(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
    Form(form): Form<MeetingForm>,
) -> Answer {
    let meeting = found(&context, &gate, id).await?;
    let (archive, actor) = (&context.archive, gate.actor.signature());
    let done = match form.timing() {
        Ok(timing) => edit::move_to(archive, &actor, id, &timing, &form.grund).await,
        Err(unreadable) => {
            let error = view::unreadable(visit.language, unreadable);
            return again(&context, &visit, &meeting, form, error).await;
        }
    };
    changed(&context, &visit, &meeting, form, done).await
}

async fn cancel(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<PlannedId>,
    Form(form): Form<MeetingForm>,
) -> Answer {
    let meeting = found(&context, &gate, id).await?;
    let actor = gate.actor.signature();
    let done = edit::cancel(&context.archive, &actor, id, &form.grund).await;
    let form = MeetingForm { grund: form.grund, ..MeetingForm::of(&meeting) };
    changed(&context, &visit, &meeting, form, done).await
}

async fn changed(
    context: &Context,
    visit: &Visit,
    meeting: &Meeting,
    form: MeetingForm,
    done: Result<(), PlanError>,
) -> Answer {
    match done {
        Ok(()) => {
            let year = form.dato.get(..4).unwrap_or_default();
            Ok(Redirect::to(&format!("/arbejde/aarshjul?aar={year}")).into_response())
        }
        Err(error) if error.is_the_users() => {
            let error = view::refusal(visit.language, &error);
            again(context, visit, meeting, form, error).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The page of a meeting with what was typed, and why it was not taken.
async fn again(
    context: &Context,
    visit: &Visit,
    meeting: &Meeting,
    form: MeetingForm,
    error: String,
) -> Answer {
    let name = body_name(&context.archive, &meeting.body).await?;
    let page = MeetingPage::new(visit, meeting, &name, form, Some(error));
    page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

async fn rules(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(body): Path<String>,
) -> Answer {
    gate.admit(&body, Access::Closed)?;
    if !super::is_known(&context.archive, &body).await? {
        return Err(PageError::NotFound);
    }
    let mut tx = context.archive.db().begin().await.map_err(PlanError::from)?;
    let set = settings(&mut tx, &body).await?;
    drop(tx);
    let bodies = super::bodies(&context.archive).await?;
    page(&SettingsPage::new(&visit, &body, &bodies, &set, set.mark(), None))
}

async fn save_rules(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(body): Path<String>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    gate.admit(&body, Access::Closed)?;
    if fields.is_empty() || !super::is_known(&context.archive, &body).await? {
        return Err(PageError::BadRequest);
    }
    let set = forms::settings(&fields);
    let actor = gate.actor.signature();
    let seen = fields.iter().find(|(name, _)| name == "set").map_or("", |(_, value)| value);
    match edit::change_settings(&context.archive, &actor, &body, seen, &set).await {
        Ok(()) => Ok(Redirect::to(&format!("/arbejde/aarshjul?organ={body}")).into_response()),
        Err(error) if error.is_the_users() => {
            let error = view::refusal(visit.language, &error);
            let bodies = super::bodies(&context.archive).await?;
            let mut tx = context.archive.db().begin().await.map_err(PlanError::from)?;
            let now = settings(&mut tx, &body).await?.mark();
            drop(tx);
            let page = SettingsPage::new(&visit, &body, &bodies, &set, now, Some(error));
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// `{body}.ics`: meetings, and for those inside the deadlines, from last year on.
async fn ical(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(file): Path<String>,
) -> Answer {
    let body = file.strip_suffix(".ics").ok_or(PageError::NotFound)?;
    if !super::is_known(&context.archive, body).await? {
        return Err(PageError::NotFound);
    }
    let inside = gate.audience(body) == Audience::Insider;
    let mut tx = context.archive.db().begin().await.map_err(PlanError::from)?;
    let set = settings(&mut tx, body).await?;
    let from = date(context.today().year() - 1, 1, 1);
    let meetings = store::meetings(&mut tx, Some(body), from, Date::MAX).await?;
    drop(tx);
    let due = |meeting: Meeting| {
        let due = deadlines(meeting.date, &set.deadlines, &set.days_off);
        (meeting, if inside { due } else { Vec::new() })
    };
    let meetings: Vec<_> = meetings.into_iter().map(due).collect();
    let name = body_name(&context.archive, body).await?;
    let text = calendar::calendar(visit.language, &name, &meetings, context.now());
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}

/// Whether someone may plan meetings of a body.
pub(super) fn may_plan(actor: &crate::access::Actor, body: &str) -> bool {
    actor.has(Role::Secretary, body)
}
