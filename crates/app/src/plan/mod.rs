//! The year plan: when bodies meet, and every deadline counted back from it.
//!
//! - A body's settings ([`BodyPlan`]) are what its agendas begin with and how far its deadlines
//!   are from its meetings; a body that has set nothing has those of its kind.
//! - Deadlines are not stored: they follow from the meeting's day, so a meeting that is moved takes
//!   them along. The reason of a move or a cancellation stands in the journal.
//! - A planned meeting is never deleted, only cancelled. Its agenda is another slice's.

mod calendar;
mod edit;
mod error;
mod forms;
mod http;
mod rules;
mod store;
mod view;

#[cfg(test)]
mod tests;

pub use edit::{NewMeeting, Timing, add, cancel, move_to, save_settings};
pub use error::PlanError;
pub use http::routes;
pub use rules::{
    BodyPlan, DayOff, DaysOff, Deadline, DeadlineKind, DeadlineRules, Distance, Holiday, Numbering,
    SectionTemplate, Slot, Standing, StandingTemplate, Unit, Warning, day_off, deadlines, easter,
    holiday, warnings,
};
pub use store::Meeting;

use jiff::civil::Date;

use crate::archive::Archive;
use crate::db::Tx;
use crate::ids::PlannedId;
use crate::register::{BodyKind, Register};

/// A body's settings, or those it begins with.
pub(crate) async fn settings(tx: &mut Tx, body: &str) -> Result<BodyPlan, PlanError> {
    if let Some(set) = store::settings(tx, body).await? {
        return Ok(set);
    }
    let registered = Register::shared().body(body);
    let kind = registered.map_or(BodyKind::Committee, |body| body.identity.kind);
    let mut plan = BodyPlan::of(body, kind);
    plan.prepared_by = Register::shared()
        .bodies()
        .iter()
        .find(|other| other.prepares_for.as_deref() == Some(body))
        .map(|other| other.identity.slug.clone());
    Ok(plan)
}

/// A planned meeting.
pub(crate) async fn meeting(tx: &mut Tx, id: PlannedId) -> Result<Option<Meeting>, PlanError> {
    store::meeting(tx, id).await
}

/// The meetings planned from one day to another, of a body or of all, by day.
pub(crate) async fn meetings(
    tx: &mut Tx,
    body: Option<&str>,
    from: Date,
    to: Date,
) -> Result<Vec<Meeting>, PlanError> {
    store::meetings(tx, body, from, to).await
}

/// The name of a body: the archive's, else the register's, else its slug.
pub async fn body_name(archive: &Archive, slug: &str) -> Result<String, PlanError> {
    let held = archive.body(slug, crate::archive::Audience::Public).await?;
    let registered = || Register::shared().body(slug).map(|body| body.identity.name.clone());
    Ok(held.map(|body| body.name).or_else(registered).unwrap_or_else(|| slug.to_owned()))
}

/// Every body that is known, registered or met with in the archive: slug and name, by name.
pub(crate) async fn bodies(archive: &Archive) -> Result<Vec<(String, String)>, PlanError> {
    let held = archive.bodies(crate::archive::Audience::Public).await?;
    let mut bodies: std::collections::BTreeMap<String, String> = Register::shared()
        .bodies()
        .iter()
        .map(|body| (body.identity.slug.clone(), body.identity.name.clone()))
        .collect();
    bodies.extend(held.into_iter().map(|body| (body.slug, body.name)));
    let mut bodies: Vec<(String, String)> = bodies.into_iter().collect();
    bodies.sort_by(|a, b| a.1.cmp(&b.1));
    Ok(bodies)
}

/// Whether there is such a body.
async fn is_known(archive: &Archive, slug: &str) -> Result<bool, PlanError> {
    let registered = Register::shared().body(slug).is_some();
    Ok(registered || archive.body(slug, crate::archive::Audience::Public).await?.is_some())
}
