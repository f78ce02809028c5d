//! The journal: who changed what, when, from what to what. Append-only, and chained: each entry's
//! hash is taken over its own words and the hash before, so that nothing can be changed, left out
//! or put in between without breaking every link after it.
//!
//! Entries are written in the transaction of the change they tell of. What a chain cannot show is
//! that its end was cut off; [`verify`] therefore gives the last hash, to be kept elsewhere.

mod rules;
mod store;

#[cfg(test)]
mod tests;

pub use rules::{Broken, Change, Entry, Head, Verified};

use crate::db::{Db, Tx};

/// The key under which a change of something closed names the body whose auditors may read it.
pub const CLOSED_IN: &str = "closed_in";

/// Entries looked at together.
const AT_A_TIME: i64 = 1000;

/// Why the journal cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("the journal cannot be used: {0}")]
pub struct JournalError(#[from] sqlx::Error);

/// Writes a change down. The transaction must be the only one writing, as it is after
/// `begin_writing`.
pub(crate) async fn record(tx: &mut Tx, change: &Change<'_>) -> Result<(), JournalError> {
    let head = store::head(tx).await?;
    let entry = Entry::following(&head, change);
    store::append(tx, &entry).await
}

/// The entries about a subject, oldest first.
pub async fn about(db: &Db, subject: &str) -> Result<Vec<Entry>, JournalError> {
    store::about(&mut db.begin().await?, subject).await
}

/// The newest entries, newest first, before the one of this number.
pub async fn latest(db: &Db, before: Option<i64>, limit: i64) -> Result<Vec<Entry>, JournalError> {
    store::latest(&mut db.begin().await?, before.unwrap_or(i64::MAX), limit).await
}

/// Looks at every link of the chain; also whether it passes through a link kept from earlier,
/// `NUMBER:HASH`.
pub(crate) async fn verify(db: &Db, kept: Option<&str>) -> Result<(Verified, bool), JournalError> {
    let mut tx = db.begin().await?;
    let (mut head, mut passed) = (Head::default(), kept.is_none());
    loop {
        let entries = store::after(&mut tx, head.number, AT_A_TIME).await?;
        if entries.is_empty() {
            return Ok((Verified::Whole(head), passed));
        }
        for entry in &entries {
            match entry.follows(&head) {
                Ok(next) => head = next,
                Err(broken) => return Ok((Verified::Broken(broken), passed)),
            }
            passed |= kept == Some(&format!("{}:{}", head.number, head.hash));
        }
    }
}
