use super::rules::{MeetingState, Recorded, fold};
use super::{KeepError, Logged, store};
use crate::db::Tx;
use crate::ids::PlannedId;

/// Where a meeting stands.
pub(crate) async fn state(tx: &mut Tx, planned: PlannedId) -> Result<MeetingState, KeepError> {
    Ok(fold(&recorded(&store::events(tx, planned).await?)))
}

/// Everything that was entered, in order.
pub(crate) async fn log(tx: &mut Tx, planned: PlannedId) -> Result<Vec<Logged>, KeepError> {
    store::events(tx, planned).await
}

pub(super) fn recorded(logged: &[Logged]) -> Vec<Recorded> {
    logged.iter().map(|one| one.recorded.clone()).collect()
}
