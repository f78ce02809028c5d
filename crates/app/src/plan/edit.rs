//! Changing the plan: each change is one transaction, with its entry in the journal.

use jiff::civil::Date;
use raadslag_document::ClockTime;
use serde_json::{Value, json};

use super::{BodyPlan, Meeting, PlanError, settings, store};
use crate::archive::{Archive, begin_writing};
use crate::db::Tx;
use crate::ids::PlannedId;
use crate::journal::{self, Change};

/// When and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timing {
    /// The day.
    pub date: Date,
    /// From.
    pub start: Option<ClockTime>,
    /// To.
    pub end: Option<ClockTime>,
    /// Where.
    pub place: Option<String>,
    /// Held on line.
    pub is_virtual: bool,
    /// What the secretariat notes about it.
    pub note: String,
}

impl Timing {
    /// On a day, and nothing else said yet.
    pub fn on(date: Date) -> Self {
        let note = String::new();
        Self { date, start: None, end: None, place: None, is_virtual: false, note }
    }
}

/// A meeting to be planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMeeting {
    /// The body's slug.
    pub body: String,
    /// When and where.
    pub timing: Timing,
}

/// Plans a meeting. Times and place not given are the body's.
pub async fn add(archive: &Archive, actor: &str, new: &NewMeeting) -> Result<PlannedId, PlanError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let plan = settings(&mut tx, &new.body).await?;
    let id: PlannedId = archive.ids().make();
    let mut meeting = Meeting {
        id,
        body: new.body.clone(),
        date: new.timing.date,
        start: None,
        end: None,
        place: None,
        is_virtual: false,
        note: String::new(),
        cancelled: None,
    };
    let own_times = new.timing.start.is_none() && new.timing.end.is_none();
    let mut timing = new.timing.clone();
    if own_times {
        (timing.start, timing.end) = (plan.start, plan.end);
    }
    if timing.place.is_none() && !timing.is_virtual {
        timing.place = plan.place.clone();
    }
    set(&mut meeting, &timing);
    check(&mut tx, &meeting).await?;
    store::put(&mut tx, &meeting).await?;
    write(&mut tx, archive, actor, "plan.add", &meeting, None, None).await?;
    tx.commit().await?;
    Ok(id)
}

/// Moves a meeting to another day, time or place. Its deadlines move with it.
pub async fn move_to(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    timing: &Timing,
    reason: &str,
) -> Result<(), PlanError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let before = changeable(&mut tx, id).await?;
    let mut meeting = before.clone();
    set(&mut meeting, timing);
    if meeting == before {
        return Ok(());
    }
    let moves = (before.date, before.start) != (meeting.date, meeting.start);
    if moves && reason.trim().is_empty() {
        return Err(PlanError::NoReason);
    }
    check(&mut tx, &meeting).await?;
    store::put(&mut tx, &meeting).await?;
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
    write(&mut tx, archive, actor, "plan.move", &meeting, Some(&before), reason).await?;
    Ok(tx.commit().await?)
}

/// Cancels a meeting.
pub async fn cancel(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    reason: &str,
) -> Result<(), PlanError> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(PlanError::NoReason);
    }
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let before = store::meeting(&mut tx, id).await?.ok_or(PlanError::Missing)?;
    if before.cancelled.is_some() {
        return Err(PlanError::Cancelled);
    }
    let meeting = Meeting { cancelled: Some(reason.to_owned()), ..before.clone() };
    store::put(&mut tx, &meeting).await?;
    write(&mut tx, archive, actor, "plan.cancel", &meeting, Some(&before), Some(reason)).await?;
    Ok(tx.commit().await?)
}

/// Sets what a body wants of its meetings.
pub async fn save_settings(
    archive: &Archive,
    actor: &str,
    body: &str,
    plan: &BodyPlan,
) -> Result<(), PlanError> {
    put_settings(archive, actor, body, plan, None).await
}

/// The same, if nobody else has set them since: `seen` is the [mark](BodyPlan::mark) one began from.
pub(super) async fn change_settings(
    archive: &Archive,
    actor: &str,
    body: &str,
    seen: &str,
    plan: &BodyPlan,
) -> Result<(), PlanError> {
    put_settings(archive, actor, body, plan, Some(seen)).await
}

async fn put_settings(
    archive: &Archive,
    actor: &str,
    body: &str,
    plan: &BodyPlan,
    seen: Option<&str>,
) -> Result<(), PlanError> {
    if let Some(lost) = plan.standing.iter().find(|item| item.section >= plan.sections.len()) {
        return Err(PlanError::NoSection(lost.section + 1));
    }
    if plan.start.zip(plan.end).is_some_and(|(start, end)| end <= start) {
        return Err(PlanError::EndsBeforeItBegins);
    }
    if plan.prepared_by.as_deref() == Some(body) {
        return Err(PlanError::PreparesItself);
    }
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    if let Some(seen) = seen
        && settings(&mut tx, body).await?.mark() != seen
    {
        return Err(PlanError::Stale);
    }
    let before = store::settings(&mut tx, body).await?;
    let became = serde_json::to_value(plan).unwrap_or_default();
    store::put_settings(&mut tx, body, &became.to_string()).await?;
    let change = Change {
        at: &archive.now(),
        actor,
        action: "plan.settings",
        subject: format!("body/{body}"),
        before: before.map(|before| serde_json::to_value(before).unwrap_or_default()),
        after: Some(became),
    };
    journal::record(&mut tx, &change).await?;
    Ok(tx.commit().await?)
}

fn set(meeting: &mut Meeting, timing: &Timing) {
    let given = timing.place.as_deref().map(str::trim).filter(|place| !place.is_empty());
    meeting.date = timing.date;
    meeting.start = timing.start;
    meeting.end = timing.end;
    meeting.place = given.map(str::to_owned);
    meeting.is_virtual = timing.is_virtual;
    meeting.note = timing.note.trim().to_owned();
}

async fn changeable(tx: &mut Tx, id: PlannedId) -> Result<Meeting, PlanError> {
    let meeting = store::meeting(tx, id).await?.ok_or(PlanError::Missing)?;
    if meeting.cancelled.is_some() {
        return Err(PlanError::Cancelled);
    }
    if store::is_out(tx, id).await? {
        return Err(PlanError::Published);
    }
    Ok(meeting)
}

/// A meeting ends after it begins, and a body is at one place at a time.
async fn check(tx: &mut Tx, meeting: &Meeting) -> Result<(), PlanError> {
    if meeting.start.zip(meeting.end).is_some_and(|(start, end)| end <= start) {
        return Err(PlanError::EndsBeforeItBegins);
    }
    let that_day = store::meetings(tx, Some(&meeting.body), meeting.date, meeting.date).await?;
    let same = |other: &Meeting| {
        other.id != meeting.id && other.cancelled.is_none() && other.start == meeting.start
    };
    if that_day.iter().any(same) {
        return Err(PlanError::Taken { body: meeting.body.clone(), date: meeting.date });
    }
    Ok(())
}

fn told(meeting: &Meeting) -> Value {
    json!({
        "body": meeting.body,
        "date": meeting.date.to_string(),
        "start": meeting.start.map(|time| time.to_string()),
        "end": meeting.end.map(|time| time.to_string()),
        "place": meeting.place,
        "virtual": meeting.is_virtual,
        "note": meeting.note,
        "cancelled": meeting.cancelled,
    })
}

async fn write(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    action: &'static str,
    meeting: &Meeting,
    before: Option<&Meeting>,
    reason: Option<&str>,
) -> Result<(), PlanError> {
    let mut after = told(meeting);
    if let Some(reason) = reason {
        after["reason"] = json!(reason);
    }
    let change = Change {
        at: &archive.now(),
        actor,
        action,
        subject: format!("planned/{}", meeting.id),
        before: before.map(told),
        after: Some(after),
    };
    Ok(journal::record(tx, &change).await?)
}
