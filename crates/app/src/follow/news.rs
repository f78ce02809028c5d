//! What has come that concerns a subject.

use std::collections::HashSet;

use super::rules::{Search, Subject};
use super::{FollowError, VIEWER};
use crate::archive::{Archive, Concerning, News, NewsFilter};

/// Hits of a search fetched at a time, and how many times.
const PAGE: u32 = 200;
const PAGES: u32 = 50;

/// The versions after `after` that concern a subject, newest first. Of a body all items are told, of
/// everything else those that concern it.
pub(super) async fn news(
    archive: &Archive,
    subject: &Subject,
    after: i64,
    limit: Option<u32>,
) -> Result<Vec<News>, FollowError> {
    let concerning = concerning(archive, subject, after, limit).await?;
    let filter = NewsFilter { concerning, after, limit };
    Ok(archive.news(&filter, VIEWER).await?)
}

/// What the archive is to be asked about. A search's items are looked for first: all those found, or
/// as many of the newest as there can be news.
pub(super) async fn concerning(
    archive: &Archive,
    subject: &Subject,
    after: i64,
    limit: Option<u32>,
) -> Result<Concerning, FollowError> {
    Ok(match subject {
        Subject::Body(slug) => Concerning::Body(slug.clone()),
        Subject::Thread(slug) => Concerning::Thread(slug.clone()),
        Subject::Municipality(slug) => Concerning::Municipality(slug.clone()),
        Subject::Person(slug) => Concerning::Person(slug.clone()),
        Subject::Search(search) => {
            let changed = match limit {
                Some(_) => None,
                None => Some(changed(archive, after).await?),
            };
            Concerning::Items(found(archive, search, changed.as_ref()).await?)
        }
    })
}

/// The items that came or came anew after `after`.
async fn changed(archive: &Archive, after: i64) -> Result<HashSet<String>, FollowError> {
    let filter = NewsFilter { after, ..NewsFilter::default() };
    let changes = archive.news(&filter, VIEWER).await?;
    Ok(changes.into_iter().flat_map(|change| change.items).map(|item| item.slug).collect())
}

/// The items a search finds, all among `wanted` or the newest. Items that have only some of the words
/// are a hint to who types and no news to who follows.
async fn found(
    archive: &Archive,
    search: &Search,
    wanted: Option<&HashSet<String>>,
) -> Result<Vec<String>, FollowError> {
    let mut slugs = Vec::new();
    let pages = if wanted.is_some() { PAGES } else { 1 };
    for page in 0..pages {
        if wanted.is_some_and(|wanted| slugs.len() == wanted.len()) {
            break;
        }
        let response = archive.search(&search.request(page, PAGE), VIEWER).await?;
        if response.any_word || response.hits.is_empty() {
            break;
        }
        let hits = response.hits.into_iter().map(|hit| hit.entry.slug);
        slugs.extend(hits.filter(|slug| wanted.is_none_or(|wanted| wanted.contains(slug))));
        if u64::from((page + 1) * PAGE) >= response.total {
            break;
        }
    }
    Ok(slugs)
}
