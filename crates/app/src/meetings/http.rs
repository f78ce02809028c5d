//! Addresses and what answers them.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::sse::{Event as Sent, KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Json, Router};
use futures_util::Stream;
use futures_util::stream::unfold;
use jiff::Timestamp;
use raadslag_document::Access;
use serde::{Deserialize, Serialize};

use super::form::{self, Fields};
use super::live::{Listener, Live};
use super::live_view::{LivePart, MemberPage};
use super::rules::{Event, MeetingState, Recorded, fold};
use super::view::{Meeting, MeetingPage};
use super::{Agenda, Entered, KeepError, Receipt, Taken, keep, read, said, source};
use crate::access::{Actor, Gate, routes};
use crate::agendas::{self, Planned};
use crate::context::Context;
use crate::i18n::Language;
use crate::ids::{EventId, PlannedId};
use crate::plan;
use crate::shell::{Answer, PageError, Stopping, Visit, page, page_with};

/// How long a browser listens before it must come again and show that it may.
const LISTENED: Duration = Duration::from_mins(15);
/// How often a quiet stream says that it is there.
const ALIVE: Duration = Duration::from_secs(15);
/// Events taken in together at most.
const TOGETHER: usize = 500;

/// The secretary's and the members' pages of a meeting.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/arbejde/moede/{planned}" => meeting,
        POST "/arbejde/moede/{planned}/haendelse" => enter,
        POST "/arbejde/moede/{planned}/haendelser" => enter_many,
        GET "/mit/moede/{planned}" => member,
        GET "/mit/moede/{planned}/strom" => stream,
    }
    .layer(Extension(Live::default()))
}

impl From<KeepError> for PageError {
    fn from(error: KeepError) -> Self {
        Self::internal(&error)
    }
}

/// The meeting, if the one who asks may have it here.
async fn load(
    context: &Context,
    gate: &Gate,
    planned: PlannedId,
) -> Result<(Planned, Agenda), PageError> {
    let archive = &context.archive;
    let mut tx = archive.db().begin().await.map_err(KeepError::from)?;
    let found = source::agenda(&mut tx, archive, planned).await?.ok_or(PageError::NotFound)?;
    gate.admit(&found.0.body, Access::Open)?;
    // A draft is for those only who make and prepare it.
    if !agendas::may_read(&gate.actor, &found.0.body, &found.0.state) {
        return Err(PageError::NotFound);
    }
    Ok(found)
}

async fn meeting(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
) -> Answer {
    let (planned, agenda) = load(&context, &gate, planned).await?;
    page(&shown(&context, &visit, &planned, &agenda, Vec::new()).await?)
}

/// The secretary's page as it stands, with what could not be taken.
async fn shown(
    context: &Context,
    visit: &Visit,
    planned: &Planned,
    agenda: &Agenda,
    errors: Vec<String>,
) -> Result<MeetingPage, PageError> {
    let archive = &context.archive;
    let mut tx = archive.db().begin().await.map_err(KeepError::from)?;
    let log = read::log(&mut tx, planned.id).await?;
    let is_approved = super::is_approved(&mut tx, planned).await?;
    drop(tx);
    let state =
        if log.is_empty() { before(context, planned).await? } else { fold(&read::recorded(&log)) };
    let body = plan::body_name(archive, &planned.body).await.map_err(KeepError::from)?;
    let now = said::local_time(&context.now().to_string());
    let (state, log) = (&state, log.as_slice());
    let meeting = Meeting { planned, body: &body, agenda, state, log, now, is_approved };
    Ok(MeetingPage::new(visit, &meeting, errors))
}

/// A meeting nothing has happened in: its members as they are known.
async fn before(context: &Context, planned: &Planned) -> Result<MeetingState, KeepError> {
    let seats = super::roll(&context.archive, &planned.body, planned.date).await?;
    let event = Event::Roll { seats };
    Ok(fold(&[Recorded { id: context.archive.ids().make(), sequence: 0, event }]))
}

/// One form, sent by a page without JavaScript.
async fn enter(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Extension(live): Extension<Live>,
    Path(id): Path<PlannedId>,
    Form(fields): Form<Fields>,
) -> Answer {
    let (planned, agenda) = load(&context, &gate, id).await?;
    let field = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone());
    let sent = SentEvent {
        id: field("id")
            .and_then(|id| id.parse().ok())
            .unwrap_or_else(|| context.archive.ids().make()),
        order: context.now().as_millisecond(),
        at: context.now().to_string(),
        fields: fields.clone(),
    };
    let receipts =
        take(&context, visit.language, &gate.actor, &planned, &agenda, vec![sent]).await?;
    live.wake(id);
    match receipts.first().and_then(|receipt| receipt.why.clone()) {
        None => {
            let to = field("punkt").map(|entry| format!("#punkt-{entry}")).unwrap_or_default();
            Ok(Redirect::to(&format!("/arbejde/moede/{id}{to}")).into_response())
        }
        Some(why) => {
            let page = shown(&context, &visit, &planned, &agenda, vec![why]).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page.with_typed(fields))
        }
    }
}

/// What a browser's queue sends.
#[derive(Debug, Deserialize)]
struct Batch {
    events: Vec<SentEvent>,
}

#[derive(Debug, Deserialize)]
struct SentEvent {
    id: EventId,
    order: i64,
    at: String,
    fields: Fields,
}

/// What the queue may forget, and what it must show.
#[derive(Debug, Serialize)]
struct Answered {
    receipts: Vec<AnsweredEvent>,
}

#[derive(Debug, Serialize)]
struct AnsweredEvent {
    id: EventId,
    /// Its number, where it is kept.
    sequence: Option<i64>,
    /// Why it cannot be taken.
    why: Option<String>,
}

async fn enter_many(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Extension(live): Extension<Live>,
    Path(id): Path<PlannedId>,
    Json(batch): Json<Batch>,
) -> Answer {
    if batch.events.len() > TOGETHER {
        return Err(PageError::BadRequest);
    }
    let (planned, agenda) = load(&context, &gate, id).await?;
    let language = visit.language;
    let receipts = take(&context, language, &gate.actor, &planned, &agenda, batch.events).await?;
    live.wake(id);
    Ok(Json(Answered { receipts }).into_response())
}

/// Takes in what was sent; what is no event is answered like what cannot have happened.
async fn take(
    context: &Context,
    l: Language,
    actor: &Actor,
    planned: &Planned,
    agenda: &Agenda,
    sent: Vec<SentEvent>,
) -> Result<Vec<AnsweredEvent>, PageError> {
    let (mut entered, mut answered) = (Vec::new(), Vec::new());
    for one in sent {
        match form::event(&one.fields) {
            Ok(event) => {
                let at = one.at.parse::<Timestamp>().unwrap_or_else(|_| context.now());
                let at = at.to_string();
                entered.push(Entered { id: one.id, order: one.order, at, event });
            }
            Err(error) => {
                let why = Some(said::form_refusal(l, &error));
                answered.push(AnsweredEvent { id: one.id, sequence: None, why });
            }
        }
    }
    if !entered.is_empty() {
        let roll = super::roll(&context.archive, &planned.body, planned.date).await?;
        let receipts = keep(&context.archive, agenda, actor, roll, entered).await?;
        answered.extend(receipts.into_iter().map(|receipt| answer(l, receipt)));
    }
    Ok(answered)
}

fn answer(l: Language, receipt: Receipt) -> AnsweredEvent {
    let (sequence, why) = match receipt.taken {
        Ok(Taken::Now(sequence) | Taken::Before(sequence)) => (Some(sequence), None),
        Err(error) => (None, Some(said::refusal(l, &error))),
    };
    AnsweredEvent { id: receipt.id, sequence, why }
}

async fn member(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(planned): Path<PlannedId>,
) -> Answer {
    let (planned, agenda) = load(&context, &gate, planned).await?;
    let mut tx = context.archive.db().begin().await.map_err(KeepError::from)?;
    let state = read::state(&mut tx, planned.id).await?;
    drop(tx);
    let part = LivePart::new(visit.language, &agenda, &state, gate.actor.account());
    let body = plan::body_name(&context.archive, &planned.body).await.map_err(KeepError::from)?;
    page(&MemberPage::new(&visit, &planned, &body, state.sequence, part))
}

/// What one listener hears.
struct Hearing {
    listener: Listener,
    stopping: Option<Stopping>,
    until: tokio::time::Instant,
    /// The number of what was told last; `None`: nothing yet.
    told: Option<i64>,
    agenda: Arc<Agenda>,
    gate: Gate,
    language: Language,
}

async fn stream(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    stopping: Option<Extension<Stopping>>,
    Extension(live): Extension<Live>,
    headers: HeaderMap,
    Path(planned): Path<PlannedId>,
) -> Result<Response, PageError> {
    let (_, agenda) = load(&context, &gate, planned).await?;
    let Some(listener) = live.listen(&context.archive, planned).await? else {
        return Ok(StatusCode::SERVICE_UNAVAILABLE.into_response());
    };
    let told = headers.get("last-event-id").and_then(|id| id.to_str().ok()?.parse().ok());
    let until = tokio::time::Instant::now() + LISTENED;
    let (agenda, language) = (Arc::new(agenda), visit.language);
    let stopping = stopping.map(|Extension(stopping)| stopping);
    let hearing = Hearing { listener, stopping, until, told, agenda, gate, language };
    let alive = KeepAlive::new().interval(ALIVE);
    Ok(Sse::new(told_to(hearing)).keep_alive(alive).into_response())
}

fn told_to(hearing: Hearing) -> impl Stream<Item = Result<Sent, Infallible>> {
    unfold(hearing, async |mut hearing| {
        let sent = hearing.next().await?;
        Some((Ok(sent), hearing))
    })
}

impl Hearing {
    /// The newest state not told yet; `None` ends the stream, and the browser comes again.
    async fn next(&mut self) -> Option<Sent> {
        loop {
            let state = self.listener.states.borrow_and_update().clone();
            if self.told != Some(state.sequence)
                && let Some(sent) = self.tell(&state)
            {
                self.told = Some(state.sequence);
                return Some(sent);
            }
            tokio::select! {
                changed = self.listener.states.changed() => changed.ok()?,
                () = begins(&mut self.stopping) => return None,
                () = tokio::time::sleep_until(self.until) => return None,
            }
        }
    }

    fn tell(&self, state: &MeetingState) -> Option<Sent> {
        let account = self.gate.actor.account();
        let part = LivePart::new(self.language, &self.agenda, state, account);
        let html = part.render().ok()?;
        Some(Sent::default().event("stand").id(state.sequence.to_string()).data(html))
    }
}

/// Waits until the server begins to stop; without a server around it, for ever.
async fn begins(stopping: &mut Option<Stopping>) {
    match stopping {
        Some(stopping) => stopping.begins().await,
        None => std::future::pending().await,
    }
}
