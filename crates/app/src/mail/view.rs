//! What the pages about mail show.

use askama::Template;

use super::State;
use super::rules::Content;
use super::store::MailRow;
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Settings, Visit};

/// `/arbejde/post`.
#[derive(Debug, Template)]
#[template(path = "mail/mails.html")]
pub(super) struct MailsPage {
    frame: Frame,
    sends: bool,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
}

/// A state one can look at.
#[derive(Debug)]
struct Tab {
    words: String,
    href: String,
    current: bool,
}

/// A mail in the list.
#[derive(Debug)]
struct Row {
    href: String,
    subject: String,
    recipient: String,
    /// When it was queued and what becomes of it.
    course: String,
    reply: Option<String>,
    /// Where it can be tried again.
    again: Option<String>,
}

impl MailsPage {
    /// The mails in one state.
    pub(super) fn new(
        visit: &Visit,
        settings: &Settings,
        shown: State,
        counts: &[(State, u64)],
        rows: &[MailRow],
    ) -> Self {
        let l = visit.language;
        let desk = Crumb::new(l.text("desk-title"), "/arbejde");
        let mut frame = Frame::new(visit, l.text("post-title")).reached([desk]);
        frame.hidden = true;
        let tab = |(state, n): &(State, u64)| Tab {
            words: match state {
                State::Queued => l.count("post-queued", *n),
                State::Failed => l.count("post-failed", *n),
                State::Sent => l.count("post-sent", *n),
            },
            href: format!("/arbejde/post?vis={}", state.name()),
            current: *state == shown,
        };
        Self {
            frame,
            sends: settings.sends_mail,
            tabs: counts.iter().map(tab).collect(),
            rows: rows.iter().map(|row| Row::new(l, row, settings.sends_mail)).collect(),
        }
    }
}

impl Row {
    fn new(l: Language, row: &MailRow, sends: bool) -> Self {
        let href = format!("/arbejde/post/{}", row.id);
        let failed = row.state == State::Failed.name();
        Self {
            subject: row.subject.clone(),
            recipient: row.recipient.clone(),
            course: course(l, row, sends),
            reply: row.reply.clone(),
            again: failed.then(|| format!("{href}/igen")),
            href,
        }
    }
}

/// "Skrevet 26. nov. 2026 kl. 9.03 · 2 forsøg · næste 26. nov. 2026 kl. 9.08".
fn course(l: Language, row: &MailRow, sends: bool) -> String {
    let mut parts = vec![l.with("post-written", &[("at", &l.stored_moment(&row.queued_at))])];
    let attempts = u64::try_from(row.attempts).unwrap_or_default();
    if attempts > 0 {
        parts.push(l.count("post-attempts", attempts));
    }
    match (&row.settled_at, row.state == State::Sent.name()) {
        (Some(at), true) => parts.push(l.with("post-sent-at", &[("at", &l.stored_moment(at))])),
        (Some(at), false) => parts.push(l.with("post-failed-at", &[("at", &l.stored_moment(at))])),
        (None, _) if sends && attempts > 0 => {
            parts.push(l.with("post-next", &[("at", &l.stored_moment(&row.due_at))]));
        }
        (None, _) => {}
    }
    parts.join(" · ")
}

/// `/arbejde/post/{id}`.
#[derive(Debug, Template)]
#[template(path = "mail/mail.html")]
pub(super) struct MailPage {
    frame: Frame,
    row: Row,
    text: Option<Vec<Piece>>,
    html: String,
    sends: bool,
}

/// A piece of a mail's text: words, or an address to go to.
#[derive(Debug, PartialEq, Eq)]
struct Piece {
    text: String,
    href: Option<String>,
}

impl MailPage {
    /// A mail and, where it may be read here, what it says.
    pub(super) fn new(
        visit: &Visit,
        settings: &Settings,
        row: &MailRow,
        content: Option<&Content>,
    ) -> Self {
        let l = visit.language;
        let way = [
            Crumb::new(l.text("desk-title"), "/arbejde"),
            Crumb::new(l.text("post-title"), "/arbejde/post"),
        ];
        let mut frame = Frame::new(visit, &row.subject).reached(way);
        frame.hidden = true;
        let own = [settings.address_in_mails(), &visit.origin];
        Self {
            frame,
            row: Row::new(l, row, settings.sends_mail),
            text: content.map(|content| pieces(&content.text, &own)),
            html: format!("/arbejde/post/{}/html", row.id),
            sends: settings.sends_mail,
        }
    }
}

/// The text with the portal's own addresses as links.
fn pieces(text: &str, own: &[&str]) -> Vec<Piece> {
    let piece = |line: &str| {
        let path = own.iter().find_map(|origin| line.trim().strip_prefix(*origin));
        let path = path.filter(|path| path.starts_with('/') && !path.contains(' '));
        Piece { text: line.to_owned(), href: path.map(ToOwned::to_owned) }
    };
    text.lines().map(piece).collect()
}

/// The page of a mail, as Danish visitors get it.
#[cfg(test)]
pub(super) fn mail_for_tests(
    settings: &Settings,
    row: &MailRow,
    content: Option<&Content>,
) -> String {
    let uri = axum::http::Uri::from_static("/arbejde/post/1");
    let visit = Visit::new(&uri, &axum::http::HeaderMap::new(), settings);
    MailPage::new(&visit, settings, row, content).render().expect("the page renders")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_portals_own_addresses_are_links() {
        let own = ["https://a.dk"];
        let found = pieces("Hej\nhttps://a.dk/foelg/1\nhttps://b.dk/x\nhttps://a.dk.b/x", &own);
        let hrefs: Vec<_> = found.iter().map(|piece| piece.href.as_deref()).collect();
        assert_eq!(hrefs, [None, Some("/foelg/1"), None, None]);
    }
}
