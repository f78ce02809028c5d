//! Tasks: what is to be done after a decision, by whom and by when; and the items a body promised
//! itself for its next meeting.
//!
//! Invariants:
//! - A task belongs to a body and is seen by those who work in it; one that comes of a closed item
//!   only by those who see the body's closed items and are not disqualified from that one.
//! - Nothing is deleted: what is not to be done is dropped, with a reason. Every change is in the
//!   journal.
//!
//! "Since last" puts together, for a body, what its last meeting decided and what became of it:
//! `since`.

mod error;
mod http;
mod rules;
mod since;
mod store;
mod view;

#[cfg(test)]
mod tests;

use jiff::civil::Date;
use serde_json::{Value, json};

pub use error::TaskError;
pub use http::routes;
pub use rules::{Made, NewTask, Owner, Promise, Settle, State, Task};
pub use since::{Since, since_last};

use crate::agendas::{self, Promised};
use crate::archive::{Archive, begin_writing};
use crate::clock::day_in_denmark;
use crate::db::Tx;
use crate::ids::{AccountId, PlannedId, PromiseId, TaskId};
use crate::journal::{self, CLOSED_IN, Change};
use raadslag_document::Access;

/// Which tasks to list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this account.
    pub owner: Option<AccountId>,
    /// Wanted by this body.
    pub body: Option<String>,
    /// Late ones only.
    pub is_late: bool,
    /// Done and dropped ones instead of open ones.
    pub is_settled: bool,
}

/// Makes a task.
pub async fn create(archive: &Archive, actor: &str, new: &NewTask) -> Result<TaskId, TaskError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let id = put(&mut tx, archive, actor, new).await?;
    tx.commit().await?;
    Ok(id)
}

/// [`create`] within a transaction that does more, such as approving minutes.
pub(crate) async fn put(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    new: &NewTask,
) -> Result<TaskId, TaskError> {
    let says = new.checked()?;
    let (id, now) = (archive.ids().make(), archive.now());
    let task = Task { id, says, state: State::Open, created_at: now };
    store::put(tx, &task).await?;
    write(tx, archive, actor, ("task.create", format!("task/{id}")), None, told(&task.says))
        .await?;
    Ok(id)
}

/// Changes what a task says, if it still says what `seen` is the [`mark`](NewTask::mark) of.
pub async fn change(
    archive: &Archive,
    actor: &str,
    id: TaskId,
    seen: &str,
    says: &NewTask,
) -> Result<(), TaskError> {
    let says = says.checked()?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let task = store::one(&mut tx, id).await?.ok_or(TaskError::Gone)?;
    if task.says == says {
        return Ok(());
    }
    if task.says.mark() != seen {
        return Err(TaskError::Changed);
    }
    let (before, after) = (told(&task.says), told(&says));
    store::put(&mut tx, &Task { says, ..task }).await?;
    let what = ("task.change", format!("task/{id}"));
    write(&mut tx, archive, actor, what, Some(before), after).await?;
    Ok(tx.commit().await?)
}

/// Does, drops or reopens a task.
pub async fn settle(
    archive: &Archive,
    actor: &str,
    id: TaskId,
    settle: &Settle,
) -> Result<(), TaskError> {
    let state = settle.state(&archive.now())?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let task = store::one(&mut tx, id).await?.ok_or(TaskError::Gone)?;
    if task.state.name() == state.name() {
        return Ok(());
    }
    store::set_state(&mut tx, id, &state).await?;
    let what = ("task.settle", format!("task/{id}"));
    write(&mut tx, archive, actor, what, Some(how(&task.state)), how(&state)).await?;
    Ok(tx.commit().await?)
}

/// The task with this id.
pub async fn one(archive: &Archive, id: TaskId) -> Result<Option<Task>, TaskError> {
    store::one(&mut archive.db().begin().await?, id).await
}

/// Tasks, the most urgent first. Who may see which is for the caller to decide.
pub async fn list(archive: &Archive, filter: &Filter) -> Result<Vec<Task>, TaskError> {
    let mut tx = archive.db().begin().await?;
    let mut tasks = store::all(&mut tx, filter.body.as_deref(), !filter.is_settled).await?;
    let today = day_in_denmark(archive.instant());
    tasks.retain(|task| {
        filter.owner.is_none_or(|owner| task.is_of(owner))
            && (!filter.is_late || task.is_late(today))
    });
    if !filter.is_settled {
        rules::in_order(&mut tasks);
    }
    Ok(tasks)
}

/// The tasks that come from an item.
pub async fn of_item(archive: &Archive, item: &str) -> Result<Vec<Task>, TaskError> {
    store::of_item(&mut archive.db().begin().await?, item).await
}

/// Promises an item for a body's next meeting.
pub async fn promise(
    archive: &Archive,
    actor: &str,
    body: &str,
    (title, note): (&str, &str),
    item: Option<String>,
) -> Result<PromiseId, TaskError> {
    let id = archive.ids().make();
    let note = note.trim().to_owned();
    if note.chars().count() > rules::LONGEST {
        return Err(TaskError::Long);
    }
    let title = rules::text(title)?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let made = Made { id, title, note, item, access: Access::Open };
    put_promise(&mut tx, archive, actor, body, made).await?;
    tx.commit().await?;
    Ok(id)
}

async fn put_promise(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    body: &str,
    Made { id, title, note, item, access }: Made,
) -> Result<Promise, TaskError> {
    let (body, state, next) = (body.to_owned(), State::Open, None);
    let promise = Promise { id, body, title, note, item, state, next };
    store::put_promise(tx, &promise, &archive.now()).await?;
    let mut after = json!({
        "body": promise.body,
        "title": promise.title,
        "note": promise.note,
        "item": promise.item,
    });
    if access == Access::Closed {
        after[CLOSED_IN] = json!(promise.body);
    }
    let what = ("promise.create", format!("promise/{id}"));
    write(tx, archive, actor, what, None, after).await?;
    Ok(promise)
}

/// Takes over what a meeting on a day has promised, once: the next agenda that can take an item is
/// reminded of it, and until it stands on one it is told under "since last".
pub(crate) async fn hand_on(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    (body, day): (&str, Date),
    made: Made,
) -> Result<(), TaskError> {
    if store::promise(tx, made.id).await?.is_some() {
        return Ok(());
    }
    let cut = |text: String| text.chars().take(rules::LONGEST).collect();
    let made = Made { title: cut(made.title), note: cut(made.note), ..made };
    let promise = put_promise(tx, archive, actor, body, made).await?;
    let today = day_in_denmark(archive.instant());
    if let Some(next) = agendas::next_open(tx, body, day.max(today)).await? {
        remind(tx, archive, actor, &promise, next.id).await?;
    }
    Ok(())
}

/// A meeting has not promised it after all. What stands on an agenda stays there.
pub(crate) async fn take_back(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    id: PromiseId,
) -> Result<(), TaskError> {
    let Some(promise) = store::promise(tx, id).await? else { return Ok(()) };
    let reason = "Fortrudt i mødet".to_owned();
    settle_to(tx, archive, actor, &promise, &State::Dropped { at: archive.now(), reason }).await
}

async fn settle_to(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    promise: &Promise,
    state: &State,
) -> Result<(), TaskError> {
    store::set_promise_state(tx, promise.id, state).await?;
    if !state.is_open() {
        agendas::forget_promise(tx, promise.id).await?;
    }
    let what = ("promise.settle", format!("promise/{}", promise.id));
    write(tx, archive, actor, what, Some(how(&promise.state)), how(state)).await
}

async fn remind(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    promise: &Promise,
    next: PlannedId,
) -> Result<(), TaskError> {
    let words = (promise.title.as_str(), promise.note.as_str());
    agendas::promise(tx, archive, promise.id, next, words).await?;
    let what = ("promise.remind", format!("promise/{}", promise.id));
    write(tx, archive, actor, what, None, json!({"meeting": next.to_string()})).await
}

/// Says that a promised item stands on an agenda, or is not to come.
pub async fn settle_promise(
    archive: &Archive,
    actor: &str,
    id: PromiseId,
    settle: &Settle,
) -> Result<(), TaskError> {
    let state = settle.state(&archive.now())?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let promise = store::promise(&mut tx, id).await?.ok_or(TaskError::Gone)?;
    settle_to(&mut tx, archive, actor, &promise, &state).await?;
    Ok(tx.commit().await?)
}

/// Puts a promised item before the body's next meeting after `today` whose agenda can take it.
pub async fn hand_over(
    archive: &Archive,
    actor: &str,
    id: PromiseId,
    today: Date,
) -> Result<(), TaskError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let promise = store::promise(&mut tx, id).await?.ok_or(TaskError::Gone)?;
    let place = agendas::promised(&mut tx, &promise.body).await?.get(&id).copied();
    if !promise.state.is_open() || place == Some(Promised::Stands) {
        return Ok(());
    }
    let next = agendas::next_open(&mut tx, &promise.body, today).await?;
    let next = next.ok_or(TaskError::NoMeeting)?;
    if place == Some(Promised::RemindedOf(next.id, next.date)) {
        return Ok(());
    }
    remind(&mut tx, archive, actor, &promise, next.id).await?;
    Ok(tx.commit().await?)
}

/// The promised item with this id.
pub async fn promised_one(archive: &Archive, id: PromiseId) -> Result<Option<Promise>, TaskError> {
    store::promise(&mut archive.db().begin().await?, id).await
}

/// What was promised for a body's next meeting and stands on no agenda yet.
pub async fn promised(archive: &Archive, body: &str) -> Result<Vec<Promise>, TaskError> {
    let mut tx = archive.db().begin().await?;
    let places = agendas::promised(&mut tx, body).await?;
    let waits = |promise: Promise| match places.get(&promise.id) {
        Some(Promised::Stands) => None,
        Some(Promised::RemindedOf(_, day)) => Some(Promise { next: Some(*day), ..promise }),
        None => Some(promise),
    };
    Ok(store::promised(&mut tx, body).await?.into_iter().filter_map(waits).collect())
}

/// What the journal keeps of a task.
fn told(says: &NewTask) -> Value {
    json!({
        "body": says.body,
        "what": says.what,
        "owner": says.owner_name,
        "due": says.due.map(|due| due.to_string()),
        "closed": says.access == Access::Closed,
        "item": says.item,
    })
}

/// What the journal keeps of a state.
fn how(state: &State) -> Value {
    match state {
        State::Dropped { reason, .. } => json!({"state": state.name(), "reason": reason}),
        _ => json!({"state": state.name()}),
    }
}

async fn write(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    (action, subject): (&'static str, String),
    before: Option<Value>,
    after: Value,
) -> Result<(), TaskError> {
    let at = archive.now();
    let change = Change { at: &at, actor, action, subject, before, after: Some(after) };
    Ok(journal::record(tx, &change).await?)
}
