//! Secret links: who has one answers for its recipient.

use serde_json::json;

use super::{Onward, OnwardError, Recipient, store, write};
use crate::accounts::Token;
use crate::archive::{Archive, begin_writing};
use crate::db::Tx;
use crate::ids::RecipientId;

/// Makes a link for a recipient. Its secret is told here and never again.
pub async fn link(archive: &Archive, actor: &str, id: RecipientId) -> Result<Token, OnwardError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let recipient = store::recipient(&mut tx, id).await?.ok_or(OnwardError::Gone)?;
    let token = put_link(&mut tx, archive, actor, &recipient).await?;
    store::set_sent(&mut tx, recipient.onward, &archive.now()).await?;
    tx.commit().await?;
    Ok(token)
}

/// [`link`] within a transaction that sends it.
pub(super) async fn put_link(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    recipient: &Recipient,
) -> Result<Token, OnwardError> {
    let token = Token::random();
    store::put_link(tx, &token.hash(), recipient.id, &archive.now()).await?;
    let after = json!({"recipient": recipient.name});
    write(tx, archive, actor, "onward.link", recipient.onward, None, after).await?;
    Ok(token)
}

/// Ends every link of a recipient.
pub async fn revoke(archive: &Archive, actor: &str, id: RecipientId) -> Result<(), OnwardError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let recipient = store::recipient(&mut tx, id).await?.ok_or(OnwardError::Gone)?;
    store::revoke_links(&mut tx, id, &archive.now()).await?;
    let after = json!({"recipient": recipient.name});
    write(&mut tx, archive, actor, "onward.revoke", recipient.onward, None, after).await?;
    Ok(tx.commit().await?)
}

/// What a link opens, while it is good.
pub async fn linked(
    archive: &Archive,
    token: &Token,
) -> Result<Option<(Onward, Recipient)>, OnwardError> {
    let mut tx = archive.db().begin().await?;
    let Some(recipient) = store::linked(&mut tx, &token.hash()).await? else { return Ok(None) };
    let case = store::one(&mut tx, recipient.onward).await?;
    Ok(case.map(|case| (case, recipient)))
}
