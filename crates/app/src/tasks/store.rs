//! The SQL.

use jiff::civil::Date;
use raadslag_document::Access;

use super::TaskError;
use super::rules::{NewTask, Owner, Promise, State, Task};
use crate::archive::ArchiveError;
use crate::db::{Tx, sql};
use crate::ids::{AccountId, PlannedId, PromiseId, TaskId};

/// Tasks on one page, at most.
const MOST: i64 = 2000;

#[derive(sqlx::FromRow)]
struct TaskRow {
    id: TaskId,
    body: String,
    what: String,
    account_id: Option<AccountId>,
    owner_body: Option<String>,
    owner_name: String,
    due: Option<String>,
    state: String,
    reason: Option<String>,
    closed: bool,
    item: Option<String>,
    meeting: Option<PlannedId>,
    created_at: String,
    settled_at: Option<String>,
}

impl TaskRow {
    fn task(self) -> Result<Task, TaskError> {
        let id = self.id;
        let damaged = |why: &str| ArchiveError::damaged(format!("task {id}"), why);
        let owner = match (self.account_id, self.owner_body) {
            (Some(account), _) => Owner::Account(account),
            (None, Some(body)) => Owner::Body(body),
            (None, None) => Owner::Name,
        };
        let due = self.due.map(|due| due.parse::<Date>()).transpose();
        let says = NewTask {
            body: self.body,
            what: self.what,
            owner,
            owner_name: self.owner_name,
            due: due.map_err(|_| damaged("its date is none"))?,
            access: if self.closed { Access::Closed } else { Access::Open },
            item: self.item,
            meeting: self.meeting,
        };
        let state = State::named(&self.state, self.settled_at, self.reason);
        let state = state.ok_or_else(|| damaged("its state is none"))?;
        Ok(Task { id, says, state, created_at: self.created_at })
    }
}

/// Writes a task, new or changed.
pub(super) async fn put(tx: &mut Tx, task: &Task) -> Result<(), TaskError> {
    let says = &task.says;
    let (account, body) = match &says.owner {
        Owner::Account(account) => (Some(*account), None),
        Owner::Body(body) => (None, Some(body.clone())),
        Owner::Name => (None, None),
    };
    sql!(tx, on => sqlx::query(
        "INSERT INTO task (id, body, what, account_id, owner_body, owner_name, due, state, \
         closed, item, meeting, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
         ON CONFLICT (id) DO UPDATE SET body = excluded.body, what = excluded.what, \
         account_id = excluded.account_id, owner_body = excluded.owner_body, \
         owner_name = excluded.owner_name, due = excluded.due, closed = excluded.closed, \
         item = excluded.item, meeting = excluded.meeting",
    )
    .bind(task.id)
    .bind(&says.body)
    .bind(&says.what)
    .bind(account)
    .bind(body)
    .bind(&says.owner_name)
    .bind(says.due.map(|due| due.to_string()))
    .bind(task.state.name())
    .bind(says.access == Access::Closed)
    .bind(&says.item)
    .bind(says.meeting)
    .bind(&task.created_at)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

/// What a state says: when, and why.
fn settled(state: &State) -> (Option<&str>, Option<&str>) {
    match state {
        State::Open => (None, None),
        State::Done { at } => (Some(at), None),
        State::Dropped { at, reason } => (Some(at), Some(reason)),
    }
}

pub(super) async fn set_state(tx: &mut Tx, id: TaskId, state: &State) -> Result<(), TaskError> {
    let (at, reason) = settled(state);
    sql!(tx, on => sqlx::query(
        "UPDATE task SET state = $2, settled_at = $3, reason = $4 WHERE id = $1",
    )
    .bind(id)
    .bind(state.name())
    .bind(at)
    .bind(reason)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(super) async fn one(tx: &mut Tx, id: TaskId) -> Result<Option<Task>, TaskError> {
    let row: Option<TaskRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, body, what, account_id, owner_body, owner_name, due, state, reason, closed, \
         item, meeting, created_at, settled_at FROM task WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(on)
    .await)?;
    row.map(TaskRow::task).transpose()
}

/// Open tasks, or settled ones newest first; of one body where one is named.
pub(super) async fn all(
    tx: &mut Tx,
    body: Option<&str>,
    is_open: bool,
) -> Result<Vec<Task>, TaskError> {
    let rows: Vec<TaskRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, body, what, account_id, owner_body, owner_name, due, state, reason, closed, \
         item, meeting, created_at, settled_at FROM task \
         WHERE (state = 'open') = $1 AND ($2 IS NULL OR body = $2) \
         ORDER BY settled_at DESC, id LIMIT $3",
    )
    .bind(is_open)
    .bind(body)
    .bind(MOST)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(TaskRow::task).collect()
}

/// Every task that comes from an item.
pub(super) async fn of_item(tx: &mut Tx, item: &str) -> Result<Vec<Task>, TaskError> {
    let rows: Vec<TaskRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, body, what, account_id, owner_body, owner_name, due, state, reason, closed, \
         item, meeting, created_at, settled_at FROM task WHERE item = $1 ORDER BY id",
    )
    .bind(item)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(TaskRow::task).collect()
}

#[derive(sqlx::FromRow)]
struct PromiseRow {
    id: PromiseId,
    body: String,
    title: String,
    note: String,
    item: Option<String>,
    state: String,
    reason: Option<String>,
    settled_at: Option<String>,
}

impl PromiseRow {
    fn promise(self) -> Result<Promise, TaskError> {
        let Self { id, body, title, note, item, state, reason, settled_at } = self;
        let state = State::named(&state, settled_at, reason)
            .ok_or_else(|| ArchiveError::damaged(format!("promise {id}"), "its state is none"))?;
        Ok(Promise { id, body, title, note, item, state, next: None })
    }
}

pub(super) async fn put_promise(
    tx: &mut Tx,
    promise: &Promise,
    now: &str,
) -> Result<(), TaskError> {
    sql!(tx, on => sqlx::query(
        "INSERT INTO promised_item (id, body, title, note, item, state, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(promise.id)
    .bind(&promise.body)
    .bind(&promise.title)
    .bind(&promise.note)
    .bind(&promise.item)
    .bind(promise.state.name())
    .bind(now)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(super) async fn set_promise_state(
    tx: &mut Tx,
    id: PromiseId,
    state: &State,
) -> Result<(), TaskError> {
    let (at, reason) = settled(state);
    sql!(tx, on => sqlx::query(
        "UPDATE promised_item SET state = $2, settled_at = $3, reason = $4 WHERE id = $1",
    )
    .bind(id)
    .bind(state.name())
    .bind(at)
    .bind(reason)
    .execute(on)
    .await
    .map(drop))?;
    Ok(())
}

pub(super) async fn promise(tx: &mut Tx, id: PromiseId) -> Result<Option<Promise>, TaskError> {
    let row: Option<PromiseRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, body, title, note, item, state, reason, settled_at FROM promised_item \
         WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(on)
    .await)?;
    row.map(PromiseRow::promise).transpose()
}

/// What was promised for a body's next meeting and nobody has settled.
pub(super) async fn promised(tx: &mut Tx, body: &str) -> Result<Vec<Promise>, TaskError> {
    let rows: Vec<PromiseRow> = sql!(tx, on => sqlx::query_as(
        "SELECT id, body, title, note, item, state, reason, settled_at FROM promised_item \
         WHERE body = $1 AND state = 'open' ORDER BY created_at, id",
    )
    .bind(body)
    .fetch_all(on)
    .await)?;
    rows.into_iter().map(PromiseRow::promise).collect()
}
