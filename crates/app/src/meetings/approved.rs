use raadslag_document::Outcome;

use super::rules::ItemState;
use super::{KeepError, read};
use crate::agendas::{self, Planned};
use crate::db::Tx;
use crate::plan::Standing;

/// Whether the body's next meeting has approved the minutes of this one: by the outcome of its
/// standing item for that.
pub(crate) async fn is_approved(tx: &mut Tx, meeting: &Planned) -> Result<bool, KeepError> {
    let next = agendas::next_planned(tx, &meeting.body, meeting.date).await?;
    let Some(next) = next else { return Ok(false) };
    let state = read::state(tx, next.id).await?;
    if state.items.is_empty() {
        return Ok(false); // It has not come to anything yet: its agenda need not be read.
    }
    let entries = agendas::entries(tx, next.id).await?;
    let standing = entries.iter().find(|entry| entry.standing == Some(Standing::ApprovalOfMinutes));
    let outcome = standing.and_then(|entry| state.item(entry.id)).map(ItemState::outcome);
    Ok(matches!(outcome, Some(Outcome::Approved | Outcome::ApprovedWithChanges)))
}
