//! The mails to those of the body once something is out.

use std::collections::BTreeSet;

use super::AgendaError;
use super::store::{self, Publication, PublicationKind};
use crate::accounts;
use crate::archive::{Archive, begin_writing};
use crate::i18n::Language;
use crate::mail::{self, Entry, Letter, Message, Part};
use crate::plan;

/// Writes the mails of a publication that is out: one to each who has a role in the body. They and
/// the note that they are written are one transaction.
pub(super) async fn tell(
    archive: &Archive,
    origin: &str,
    publication: &Publication,
) -> Result<(), AgendaError> {
    let mut tx = archive.db().begin().await?;
    let meeting = plan::meeting(&mut tx, publication.planned).await?;
    let meeting = meeting.ok_or(AgendaError::Missing)?;
    let agenda = store::agenda(&mut tx, publication.planned).await?;
    drop(tx);
    let slug = agenda.and_then(|agenda| agenda.archive_slug).unwrap_or_default();
    let href = format!("{origin}/moede/{}/{slug}", meeting.body);
    let name = plan::body_name(archive, &meeting.body).await?;
    let letter = letter(&name, &meeting, publication, &href);
    let today = super::edit::local_day(&archive.now());
    let held = accounts::in_body(archive, &meeting.body, today).await?;
    let people: BTreeSet<String> = held.into_iter().map(|(account, _)| account.email).collect();
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    if !store::note_told(&mut tx, publication.id, &archive.now()).await? {
        return Ok(());
    }
    for email in &people {
        // An account's address was checked when it was made; one that mail does not take is passed.
        let Ok(to) = email.parse() else {
            tracing::warn!(email, "the address of an account takes no mail");
            continue;
        };
        let message = Message::new(archive.ids().make(), archive.instant(), to, letter.clone());
        mail::enqueue(&mut tx, &message).await?;
    }
    Ok(tx.commit().await?)
}

fn letter(name: &str, meeting: &plan::Meeting, publication: &Publication, href: &str) -> Letter {
    let l = Language::Danish;
    let date = l.short_date(meeting.date);
    let words = [("body", name), ("date", date.as_str())];
    let subject = match publication.kind {
        PublicationKind::Agenda => l.with("agenda-mail-agenda", &words),
        PublicationKind::Supplement => l.with("agenda-mail-supplement", &words),
        PublicationKind::Correction | PublicationKind::Withdrawal => {
            l.with("agenda-mail-correction", &words)
        }
        PublicationKind::Cancellation => l.with("agenda-mail-cancelled", &words),
    };
    let day = l.long_date(meeting.date);
    let when = meeting
        .start
        .map_or_else(|| day.clone(), |start| format!("{day} {}", l.times(start, meeting.end)));
    let place = meeting.place.as_deref().map(|place| format!(", {place}")).unwrap_or_default();
    let entry = |item: &raadslag_document::Item| Entry {
        words: format!("{} {}", item.number.as_deref().unwrap_or_default(), item.title),
        ..Entry::default()
    };
    let mut letter = Letter::new(l, subject).with(Part::Text(format!("{when}{place}")));
    let is_cancelled = publication.kind == PublicationKind::Cancellation;
    if publication.kind.corrects() || is_cancelled {
        letter = letter.with(Part::Text(publication.reason.clone()));
    }
    if is_cancelled {
        let words = l.text("agenda-mail-cancelled-read").to_owned();
        return letter
            .with(Part::Button { words, href: href.to_owned() })
            .ending(Part::Text(l.with("agenda-mail-why", &[("body", name)])));
    }
    letter
        .with(Part::Button { words: l.text("agenda-mail-read").to_owned(), href: href.to_owned() })
        .with(Part::List(publication.document.items().map(entry).collect()))
        .ending(Part::Text(l.with("agenda-mail-why", &[("body", name)])))
}
