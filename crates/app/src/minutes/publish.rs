//! Publishing: into the archive first, which can be repeated; then locked, and handed on.

use raadslag_document::{Access, Outcome};
use serde_json::json;

use super::edit::record;
use super::rules::Stage;
use super::{Minutes, MinutesError, load, store};
use crate::access::Actor;
use crate::agendas::{self, Entry};
use crate::archive::{Archive, begin_writing};
use crate::cases::{self, Settled};
use crate::db::Tx;
use crate::ids::{CaseId, PlannedId};
use crate::meetings;
use crate::meetings::rules::ItemState;
use crate::tasks::{self, NewTask, Owner};

/// Publishes approved minutes: a further version of the meeting in the archive. Broken off in
/// between, it is done by publishing again.
pub async fn publish(
    archive: &Archive,
    actor: &Actor,
    planned: PlannedId,
) -> Result<(), MinutesError> {
    let mut tx = archive.db().begin().await?;
    let minutes = load(&mut tx, archive, planned).await?;
    let annexes = agendas::annexes(&mut tx, planned).await?;
    drop(tx);
    approved(&minutes)?;
    let document = minutes.composed();
    let name = format!("referat-{}.json", minutes.planned.date);
    let own = archive.changed_by(&actor.signature());
    let shelved = own.publish(document.clone(), &annexes, &name).await?;
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let minutes = load(&mut tx, archive, planned).await?;
    if minutes.stage == Stage::Published {
        return Ok(()); // Another was faster, with the same text or it would be told below.
    }
    if minutes.composed() != document {
        return Err(MinutesError::Stale);
    }
    store::set_published(&mut tx, planned, &archive.now(), &actor.signature()).await?;
    let meeting = format!("{}/{}", shelved.body, shelved.meeting);
    let cases = outcomes(&minutes)
        .into_iter()
        .map(|(case, outcome)| json!({ "case": case.to_string(), "outcome": outcome.name() }));
    let told = Some(json!({
        "stage": "published",
        "meeting": meeting,
        "cases": cases.collect::<Vec<_>>(),
        "tasks": meetings::tasks(&minutes.state).len(),
    }));
    record(&mut tx, archive, actor, "minutes.publish", planned, None, told).await?;
    settle_cases(&mut tx, archive, actor, &minutes).await?;
    hand_tasks_on(&mut tx, archive, actor, &minutes).await?;
    meetings::lock(&mut tx, archive, &minutes.agenda, actor).await?;
    Ok(tx.commit().await?)
}

fn approved(minutes: &Minutes) -> Result<(), MinutesError> {
    match minutes.stage {
        Stage::Approved => Ok(()),
        Stage::Draft => Err(MinutesError::NotSent),
        Stage::Sent => Err(MinutesError::NotApproved),
        Stage::Published => Err(MinutesError::Published),
    }
}

/// The cases that stood on the agenda, each with how its item ended.
pub(crate) fn outcomes(minutes: &Minutes) -> Vec<(CaseId, Outcome)> {
    let of = |entry: &Entry| {
        let outcome = minutes.state.item(entry.id).map_or(Outcome::None, ItemState::outcome);
        Some((entry.case?, outcome))
    };
    minutes.entries.iter().filter_map(of).collect()
}

/// Gives the cases' stations their outcomes. A case that no longer waits for the body was decided
/// elsewhere meanwhile and keeps that.
async fn settle_cases(
    tx: &mut Tx,
    archive: &Archive,
    actor: &Actor,
    minutes: &Minutes,
) -> Result<(), MinutesError> {
    let (body, date) = (&minutes.planned.body, minutes.planned.date);
    for (case, outcome) in outcomes(minutes).into_iter().filter(|(_, it)| *it != Outcome::None) {
        if cases::case(tx, case).await?.route.open_at(body).is_none() {
            tracing::warn!(%case, %body, "a decided case no longer waits for the body");
            continue;
        }
        let settled = Settled { outcome, date, note: None };
        cases::settle(tx, archive, &actor.signature(), case, body, settled).await?;
    }
    Ok(())
}

/// Makes the tasks that came of the meeting.
async fn hand_tasks_on(
    tx: &mut Tx,
    archive: &Archive,
    actor: &Actor,
    minutes: &Minutes,
) -> Result<(), MinutesError> {
    for (entry, made) in meetings::tasks(&minutes.state) {
        let entry = minutes.entries.iter().find(|other| other.id == entry);
        let new = NewTask {
            body: minutes.planned.body.clone(),
            what: made.what,
            owner: Owner::Name,
            owner_name: made.who,
            due: made.due,
            access: entry.map_or(Access::Closed, |entry| entry.access),
            item: entry.and_then(|entry| entry.archive_item.clone()),
            meeting: Some(minutes.planned.id),
        };
        tasks::put(tx, archive, &actor.signature(), &new).await?;
    }
    Ok(())
}
