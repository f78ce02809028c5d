//! A case's text: what it was begun with, until it is written on.

use raadslag_document::Item;

use super::CaseError;
use super::rules::Case;
use crate::archive::Archive;
use crate::db::Tx;

/// The text as an item.
pub(super) async fn item(_: &mut Tx, _: &Archive, case: &Case) -> Result<Item, CaseError> {
    Ok(case.start.clone().unwrap_or_default())
}

/// Where it is written.
pub(super) fn href(_: &Case) -> Option<String> {
    None
}
