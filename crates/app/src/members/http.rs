//! Addresses and what answers them.

use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use axum::{Json, Router};
use jiff::ToSpan;
use raadslag_document::Access;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use super::offline;
use super::rules::changes::{digest, text};
use super::view::{ItemNotes, MinePage, NotesPage, OwnNote};
use super::{Anchor, MemberError, NewNote, Place, group, paragraphs, place};
use crate::access::{Actor, Gate, Grant, routes};
use crate::archive::{Audience, ItemDetail, MeetingEntry, MeetingFilter};
use crate::context::Context;
use crate::ids::{AccountId, NoteId};
use crate::minutes;
use crate::shell::{Answer, PageError, Visit, page, page_with};
use crate::tasks;

/// Readings looked at for changes.
const READINGS: i64 = 60;
/// Meetings of each body on one's own page, to come and past.
const MEETINGS: u32 = 6;

/// The addresses of what is a member's own.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/mit" => mine,
        GET "/mit/noter" => notes,
        GET "/mit/punkt/{slug}" => item_notes,
        POST "/mit/punkt/{slug}" => save,
        GET "/mit/punkt/{slug}/noter.json" => item_data,
        POST "/mit/punkt/{slug}/laest" => read,
        POST "/mit/note/{id}/slet" => remove,
        GET "/mit/offline/{body}/{slug}" => offline::addresses,
        GET "/sw.js" => offline::worker,
        GET "/manifest.webmanifest" => offline::manifest,
    }
}

impl From<MemberError> for PageError {
    fn from(error: MemberError) -> Self {
        match error {
            MemberError::Gone => Self::NotFound,
            error => Self::internal(&error),
        }
    }
}

fn account(actor: &Actor) -> Result<AccountId, PageError> {
    actor.account().ok_or(PageError::Forbidden)
}

/// The item with all the one who asks may see; a closed one is not there for others.
async fn seen(context: &Context, gate: &Gate, slug: &str) -> Result<ItemDetail, PageError> {
    let archive = &context.archive;
    let found = archive.item(slug, Audience::Public).await?.ok_or(PageError::NotFound)?;
    let body = &found.entry.meeting.body_slug;
    if found.entry.access == Access::Closed {
        gate.admit_to(body, Access::Closed, &found.entry.slug)?;
        return archive.item(slug, Audience::Insider).await?.ok_or(PageError::NotFound);
    }
    Ok(found)
}

async fn mine(State(context): State<Context>, visit: Visit, gate: Gate) -> Answer {
    let (archive, today) = (&context.archive, context.today());
    let owner = account(&gate.actor)?;
    let (mut coming, mut past): (Vec<MeetingEntry>, Vec<MeetingEntry>) = (Vec::new(), Vec::new());
    for body in archive.bodies(Audience::Public).await? {
        let is_own = |grant: &Grant| grant.body.as_deref() == Some(&body.slug);
        if !gate.actor.grants().iter().any(is_own) {
            continue;
        }
        let filter = MeetingFilter {
            body: Some(body.slug.clone()),
            limit: Some(MEETINGS),
            ..MeetingFilter::default()
        };
        let soon = MeetingFilter { from: Some(today), ..filter.clone() };
        let before = today.checked_sub(1.day()).ok();
        let late = MeetingFilter { to: before, newest_first: true, ..filter };
        coming.extend(archive.meetings(&soon, Audience::Public).await?);
        past.extend(archive.meetings(&late, Audience::Public).await?);
    }
    coming.sort_by_key(|meeting| meeting.date);
    past.sort_by_key(|meeting| std::cmp::Reverse(meeting.date));
    let filter = tasks::Filter { owner: Some(owner), ..tasks::Filter::default() };
    let mut own_tasks = tasks::list(archive, &filter).await?;
    own_tasks.retain(|task| {
        let is_barred = task.says.item.as_deref().is_some_and(|item| gate.actor.is_barred(item));
        task.says.access == Access::Open
            || (!is_barred && gate.audience(&task.says.body) == Audience::Insider)
    });
    let changed = changed(&context, &gate, owner).await?;
    let minutes = minutes::for_comments(archive, visit.language, &gate.actor).await;
    let minutes = minutes.map_err(|error| PageError::internal(&error))?;
    let (actor, meetings) = (&gate.actor, (coming.as_slice(), past.as_slice()));
    page(&MinePage::new(&visit, actor, meetings, &own_tasks, &changed, minutes, today))
}

/// Items that are not any more what was read.
async fn changed(
    context: &Context,
    gate: &Gate,
    owner: AccountId,
) -> Result<Vec<ItemDetail>, PageError> {
    let mut tx = context.archive.db().begin().await.map_err(|e| PageError::internal(&e))?;
    let readings = super::store::readings(&mut tx, owner, READINGS).await?;
    drop(tx);
    let mut changed = Vec::new();
    for (slug, was) in readings {
        let Ok(item) = seen(context, gate, &slug).await else { continue };
        if digest(&read_text(&item)) != was {
            changed.push(item);
        }
    }
    Ok(changed)
}

/// What is kept of an item when it is read.
fn read_text(item: &ItemDetail) -> String {
    text(&item.entry.title, &paragraphs(&item.item))
}

async fn notes(State(context): State<Context>, visit: Visit, gate: Gate) -> Answer {
    let mut all = Vec::new();
    for note in super::own_notes(&context.archive, account(&gate.actor)?).await? {
        // Where the item may not be seen any more, the note is still its owner's.
        let item = seen(&context, &gate, &note.says.item).await.ok();
        let found =
            item.as_ref().map(|item| place(note.says.anchor.as_ref(), &paragraphs(&item.item)));
        all.push((note, item.map(|item| item.entry), found.unwrap_or(Place::Lost)));
    }
    page(&NotesPage::new(&visit, &all))
}

async fn item_notes(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(slug): Path<String>,
) -> Answer {
    shown(&context, &visit, &gate, &slug, None).await
}

/// The page of one's notes at an item; `refused` is a note that could not be taken, and why.
async fn shown(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    slug: &str,
    refused: Option<(&NoteForm, MemberError)>,
) -> Answer {
    let item = seen(context, gate, slug).await?;
    let owner = account(&gate.actor)?;
    let notes = super::notes(&context.archive, &gate.actor, &item.entry.slug).await?;
    let last = super::last_read(&context.archive, owner, &item.entry.slug).await?;
    let group = group(&gate.actor, &item.entry.meeting.body_slug);
    let (form, error) = match refused {
        Some((form, error)) => (form.clone(), Some(error)),
        None => (NoteForm::default(), None),
    };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let today = read_text(&item);
    let page = ItemNotes {
        item: &item,
        actor: &gate.actor,
        notes: &notes,
        last: last.as_ref(),
        today: &today,
        group: group.as_deref(),
        form: &form,
        error: error.as_ref(),
    };
    page_with(status, &page.page(visit))
}

/// The same for a script: paragraphs, notes and where they stand.
async fn item_data(State(context): State<Context>, gate: Gate, Path(slug): Path<String>) -> Answer {
    let item = seen(&context, &gate, &slug).await?;
    let owner = account(&gate.actor)?;
    let paragraphs = paragraphs(&item.item);
    let notes = super::notes(&context.archive, &gate.actor, &item.entry.slug).await?;
    let last = super::last_read(&context.archive, owner, &item.entry.slug).await?;
    let notes: Vec<Value> =
        notes.iter().map(|note| OwnNote::new(&gate.actor, note, &paragraphs).data()).collect();
    let is_changed = last.is_some_and(|(was, _)| was != read_text(&item));
    let group = group(&gate.actor, &item.entry.meeting.body_slug);
    Ok(Json(json!({
        "item": item.entry.slug,
        "paragraphs": paragraphs,
        "notes": notes,
        "group": group,
        "changed": is_changed,
    }))
    .into_response())
}

/// A note as a form or a script sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct NoteForm {
    /// The note; without one a new one is made.
    pub(super) id: Option<NoteId>,
    /// This change.
    pub(super) aendring: Option<Uuid>,
    /// The paragraph's number; empty: the whole item.
    pub(super) afsnit: String,
    /// The paragraph's words where the note was written, if they may have changed since.
    pub(super) passage: String,
    pub(super) markeret: String,
    pub(super) tekst: String,
    /// Anything: shared with one's group.
    pub(super) del: String,
}

async fn save(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(slug): Path<String>,
    Form(form): Form<NoteForm>,
) -> Answer {
    let item = seen(&context, &gate, &slug).await?;
    let (archive, entry) = (&context.archive, &item.entry);
    let body = entry.meeting.body_slug.clone();
    let shared_with = match form.del.as_str() {
        "" => None,
        _ => group(&gate.actor, &body),
    };
    let note = NewNote {
        id: form.id.unwrap_or_else(|| archive.ids().make()),
        item: entry.slug.clone(),
        anchor: anchor(&form, &paragraphs(&item.item))?,
        marked: Some(form.markeret.clone()),
        text: form.tekst.clone(),
        shared_with,
        body,
    };
    let change = form.aendring.unwrap_or_else(|| archive.ids().make());
    let saved = if note.shared_with.is_none() && !form.del.is_empty() {
        Err(MemberError::NoGroup)
    } else {
        super::save(archive, &gate.actor, &note, change).await
    };
    match saved {
        Ok(()) if visit.wants_json => Ok(Json(json!({"id": note.id})).into_response()),
        Ok(()) => Ok(Redirect::to(&format!("/mit/punkt/{}", entry.slug)).into_response()),
        Err(error) if error.is_the_users() => {
            shown(&context, &visit, &gate, &slug, Some((&form, error))).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The paragraph a form names: by the words it had there, else by today's.
fn anchor(form: &NoteForm, paragraphs: &[String]) -> Result<Option<Anchor>, PageError> {
    if form.afsnit.trim().is_empty() {
        return Ok(None);
    }
    let position: usize = form.afsnit.trim().parse().map_err(|_| PageError::BadRequest)?;
    let words = match form.passage.trim() {
        "" => paragraphs.get(position).map(String::as_str).ok_or(PageError::BadRequest)?,
        words => words,
    };
    Ok(Some(Anchor::new(position, words)))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct RemoveForm {
    aendring: Option<Uuid>,
    retur: String,
}

async fn remove(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<NoteId>,
    Form(form): Form<RemoveForm>,
) -> Answer {
    let archive = &context.archive;
    let change = form.aendring.unwrap_or_else(|| archive.ids().make());
    super::remove(archive, account(&gate.actor)?, id, change).await?;
    if visit.wants_json {
        return Ok(Json(json!({"id": id})).into_response());
    }
    let back = if form.retur.is_empty() { "/mit/noter" } else { &form.retur };
    Ok(Redirect::to(crate::shell::own_path(back)).into_response())
}

async fn read(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(slug): Path<String>,
) -> Answer {
    let item = seen(&context, &gate, &slug).await?;
    let owner = account(&gate.actor)?;
    super::read(&context.archive, owner, &item.entry.slug, &read_text(&item)).await?;
    if visit.wants_json {
        return Ok(Json(json!({"read": true})).into_response());
    }
    Ok(Redirect::to(&format!("/mit/punkt/{}", item.entry.slug)).into_response())
}
