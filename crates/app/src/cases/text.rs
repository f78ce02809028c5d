//! A case's text, which the slice of texts keeps.

use raadslag_document::Item;

use super::CaseError;
use super::rules::Case;
use crate::archive::{Archive, Audience};
use crate::db::Tx;
use crate::ids::TextId;
use crate::register::Register;
use crate::texts::{self, Annex, Beginning, NewText};

/// Makes the text of a new case: of what it begins with, or of the template of its kind.
pub(super) async fn create(
    tx: &mut Tx,
    archive: &Archive,
    author: &str,
    case: &Case,
) -> Result<TextId, CaseError> {
    let body = Register::shared().body(&case.body).map(|body| body.identity.name.clone());
    let beginning = match (&case.start, &case.earlier_item) {
        (Some(item), Some(_)) => Beginning::Copy(Box::new(untitled(item))),
        (Some(item), None) => Beginning::Item(Box::new(untitled(item))),
        (None, _) => Beginning::Template { title: String::new(), body },
    };
    let new = NewText {
        title: case.facts.title.clone(),
        kind: case.facts.kind,
        subject: case.key(),
        body: case.body.clone(),
        access: case.facts.access.access(),
        beginning,
    };
    Ok(texts::create(tx, archive, author, &new).await?)
}

/// The case has the title; its text begins with what comes after.
fn untitled(item: &Item) -> Item {
    Item { title: String::new(), ..item.clone() }
}

/// Calls the text what the case is called.
pub(super) async fn set_title(tx: &mut Tx, case: &Case) -> Result<(), CaseError> {
    match case.text {
        Some(id) => Ok(texts::set_title(tx, id, &case.facts.title).await?),
        None => Ok(()),
    }
}

/// As whom the text of a case is seen: a closed figure does not come into an open item.
pub(super) fn viewer(case: &Case) -> Audience {
    Audience::of(case.facts.access.access())
}

/// The text as an item, with the figures that `viewer` may see as they stand today.
pub(super) async fn item(
    tx: &mut Tx,
    archive: &Archive,
    case: &Case,
    viewer: Audience,
) -> Result<Item, CaseError> {
    match case.text {
        Some(id) => Ok(texts::item(tx, archive, id, viewer).await?),
        None => Ok(case.start.clone().unwrap_or_default()),
    }
}

/// Opens or closes the text as the case is.
pub(super) async fn set_access(tx: &mut Tx, case: &Case) -> Result<(), CaseError> {
    match case.text {
        Some(id) => Ok(texts::set_access(tx, id, case.facts.access.access()).await?),
        None => Ok(()),
    }
}

/// Locks the text of a case that is over, and lets it be written again if the case goes on.
pub(super) async fn lock(
    tx: &mut Tx,
    archive: &Archive,
    actor: &str,
    case: &Case,
) -> Result<(), CaseError> {
    match case.text {
        Some(id) => Ok(texts::lock(tx, archive, actor, id, case.state.is_over()).await?),
        None => Ok(()),
    }
}

/// Tells the text which annexes it may refer to.
pub(super) async fn set_annexes(tx: &mut Tx, case: &Case) -> Result<(), CaseError> {
    let Some(id) = case.text else { return Ok(()) };
    let annexes = super::store::annexes(tx, case.id).await?.into_iter();
    let annexes: Vec<Annex> =
        annexes.map(|annex| Annex { id: annex.id.to_string(), title: annex.title }).collect();
    Ok(texts::set_annexes(tx, id, &annexes).await?)
}

/// Where it is written.
pub(super) fn href(case: &Case) -> Option<String> {
    case.text.map(|id| format!("/arbejde/tekst/{id}"))
}
