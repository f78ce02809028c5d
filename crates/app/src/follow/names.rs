//! What a subject is called.

use super::rules::{Search, Subject};
use super::{FollowError, VIEWER};
use crate::archive::Archive;
use crate::i18n::Language;
use crate::register::Register;

/// A subject and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) subject: Subject,
    pub(super) name: String,
}

impl Named {
    /// The subject as it is today: a thread that was merged leads to the one that took it over. `None`
    /// where there is no such page.
    pub(super) async fn find(
        archive: &Archive,
        l: Language,
        subject: Subject,
    ) -> Result<Option<Self>, FollowError> {
        let name = match &subject {
            Subject::Body(slug) => archive.body(slug, VIEWER).await?.map(|body| body.name),
            Subject::Thread(slug) => {
                let Some(thread) = archive.thread(slug, VIEWER).await? else { return Ok(None) };
                let subject = Subject::Thread(thread.slug);
                return Ok(Some(Self { subject, name: thread.title }));
            }
            Subject::Municipality(slug) => {
                let found = archive.municipality(slug, VIEWER).await?;
                found.map(|found| match Register::shared().municipality(slug) {
                    Some(municipality) => municipality.full_name(),
                    None => found.name,
                })
            }
            Subject::Person(slug) => archive.person(slug, VIEWER).await?.map(|found| found.name),
            Subject::Search(search) => Some(search_name(archive, l, search).await?),
        };
        Ok(name.map(|name| Self { subject, name }))
    }
}

/// "Søgning: femern (KKR Sjælland, 2025)".
async fn search_name(
    archive: &Archive,
    l: Language,
    search: &Search,
) -> Result<String, FollowError> {
    let mut limits = Vec::new();
    if let Some(slug) = &search.body {
        let body = archive.body(slug, VIEWER).await?;
        limits.push(body.map_or_else(|| slug.clone(), |body| body.name));
    }
    limits.extend(search.year.map(|year| year.to_string()));
    limits.extend(search.kind.as_ref().map(|kind| l.with(&format!("kind-{kind}"), &[])));
    limits.extend(
        search
            .outcome
            .as_ref()
            .map(|name| l.with(&format!("outcome-{}", name.replace('_', "-")), &[])),
    );
    if let Some(slug) = &search.municipality {
        let found = archive.municipality(slug, VIEWER).await?;
        limits.push(found.map_or_else(|| slug.clone(), |found| found.name));
    }
    if let Some(slug) = &search.person {
        let found = archive.person(slug, VIEWER).await?;
        limits.push(found.map_or_else(|| slug.clone(), |found| found.name));
    }
    let limits = limits.join(", ");
    let words = match (search.words.as_str(), limits.is_empty()) {
        (words, true) => words.to_owned(),
        ("", false) => limits,
        (words, false) => format!("{words} ({limits})"),
    };
    Ok(l.with("follow-search", &[("words", &words)]))
}
