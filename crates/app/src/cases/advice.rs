//! Advice: what a body recommends before another decides, and remarks of those who take part.

use serde_json::json;

use super::rules::{Advice, Case, Stance};
use super::{CaseError, State, change, store};
use crate::access::{Actor, Role, Roles};
use crate::archive::{Archive, begin_writing};
use crate::ids::{AdviceId, CaseId};

/// Who speaks for a body; the others of it comment.
pub(super) const SPEAKERS: Roles = Roles::of(&[Role::Preparer, Role::Chair, Role::Secretary]);

/// An advice to be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAdvice {
    /// The body on whose behalf.
    pub body: String,
    /// What it says.
    pub stance: Stance,
    /// In words.
    pub text: String,
    /// One's own comment that this takes the place of.
    pub instead_of: Option<AdviceId>,
}

/// Gives an advice. A body has one recommendation: a new one takes the place of the last.
pub async fn advise(
    archive: &Archive,
    actor: &Actor,
    id: CaseId,
    new: NewAdvice,
) -> Result<AdviceId, CaseError> {
    let account = actor.account().ok_or(CaseError::NotAsked)?;
    let text = new.text.trim().to_owned();
    if text.is_empty() && new.stance != Stance::Recommends {
        return Err(CaseError::NoText);
    }
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let case = store::case_by_id(&mut tx, id).await?;
    let is_late = may_advise(&case, actor, &new, change::today(archive))?;
    let given = store::advice(&mut tx, id).await?;
    let earlier = given.iter().find(|one| match new.stance {
        Stance::Comments => Some(one.id) == new.instead_of && one.account == account,
        _ => one.stance != Stance::Comments && one.body == new.body,
    });
    // Pressed twice, nothing new is said: neither a further version nor a further comment.
    let is_own = |one: &&Advice| new.stance == Stance::Comments && one.account == account;
    let mut stands = earlier.into_iter().chain(given.iter().filter(is_own));
    if let Some(same) = stands.find(|one| one.is_as(&new.body, new.stance, &text)) {
        return Ok(same.id);
    }
    let advice = Advice {
        id: earlier.map_or_else(|| archive.ids().make(), |one| one.id),
        version: earlier.map_or(1, |one| one.version + 1),
        body: new.body,
        account,
        author: actor.name().to_owned(),
        stance: new.stance,
        text,
        given_at: archive.now(),
        is_late,
    };
    store::put_advice(&mut tx, id, &advice).await?;
    let told = |advice: &Advice| {
        json!({
            "advice": advice.id.to_string(), "version": advice.version, "body": advice.body,
            "stance": advice.stance.name(), "text": advice.text,
        })
    };
    let (before, after) = (earlier.map(told), told(&advice));
    let who = actor.signature();
    change::write(&mut tx, archive, &who, "case.advise", &case, before, after).await?;
    tx.commit().await?;
    Ok(advice.id)
}

/// Whether the actor may say this; and then whether it comes after its day.
fn may_advise(
    case: &Case,
    actor: &Actor,
    new: &NewAdvice,
    today: jiff::civil::Date,
) -> Result<bool, CaseError> {
    let is_comment = new.stance == Stance::Comments;
    let knows = case.readers().contains(&new.body.as_str());
    let speaks = is_comment || actor.is_among(SPEAKERS, &new.body);
    if !knows || !speaks || case.state.is_over() {
        return Err(CaseError::NotAsked);
    }
    let station = case.route.open_at(&new.body).filter(|_| case.state == State::Underway);
    match station {
        Some(station) => Ok(station.due.is_some_and(|due| due < today)),
        None if is_comment => Ok(false),
        None => Err(CaseError::NotAsked),
    }
}
