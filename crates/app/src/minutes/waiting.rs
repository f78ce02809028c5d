//! Minutes that wait for members' comments, for their own pages.

use super::{MinutesError, store};
use crate::access::{Actor, Roles, Verb, listed};
use crate::agendas;
use crate::archive::Archive;
use crate::i18n::Language;
use crate::plan;

/// Who reads and comments on minutes that were sent.
const READERS: Roles = listed(Verb::Get, "/mit/referat/{planned}").open;

/// Minutes someone can comment on, as a list shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForComments {
    /// Where they are read.
    pub href: String,
    /// "KKR Sjælland, 8. september 2026".
    pub title: String,
    /// The last day for comments.
    pub until: Option<String>,
}

/// The minutes that are with the members of bodies someone sits in, until they are published.
pub async fn for_comments(
    archive: &Archive,
    l: Language,
    actor: &Actor,
) -> Result<Vec<ForComments>, MinutesError> {
    let mut tx = archive.db().begin().await?;
    let mut found = Vec::new();
    for (id, until) in store::with_members(&mut tx).await? {
        let Some(meeting) = agendas::planned(&mut tx, id).await? else { continue };
        if actor.is_among(READERS, &meeting.body) {
            found.push((meeting, until));
        }
    }
    drop(tx);
    let mut rows = Vec::new();
    for (meeting, until) in found {
        let body = plan::body_name(archive, &meeting.body).await?;
        let until = until.and_then(|day| day.parse().ok()).map(|day| l.date(day));
        let href = format!("/mit/referat/{}", meeting.id);
        rows.push(ForComments { href, title: format!("{body}, {}", l.date(meeting.date)), until });
    }
    Ok(rows)
}
