//! What the pages, mails and feeds show.

use askama::Template;
use raadslag_document::{Access, DocumentKind, Outcome};

use super::desk::Looked;
use super::names::Named;
use super::rules::Subject;
use crate::archive::{BodyEntry, ItemEntry, MeetingEntry, News};
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Settings, Visit};

/// The ways to follow a page, for the box on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ways {
    /// Where one begins to follow by mail, and reads of the other ways.
    pub form: String,
    /// The Atom feed.
    pub feed: String,
    /// The calendar.
    pub calendar: String,
}

impl Ways {
    /// The ways to follow a subject.
    pub fn of(subject: &Subject) -> Self {
        Self { form: subject.form(), feed: subject.feed(), calendar: subject.calendar() }
    }

    /// The frame of a page that can be followed: programs find its feed by themselves.
    #[must_use]
    pub fn announced(&self, frame: Frame, name: &str) -> Frame {
        let title = frame.l.with("follow-feed-title", &[("name", name)]);
        frame.fed(title, &self.feed)
    }
}

/// "Dagsorden", "Tillægsdagsorden" or "Referat".
pub(super) fn document_name(l: Language, kind: DocumentKind, supplementary: bool) -> &'static str {
    match (kind, supplementary) {
        (DocumentKind::Minutes, _) => l.text("document-minutes"),
        (DocumentKind::Agenda, true) => l.text("document-supplementary"),
        (DocumentKind::Agenda, false) => l.text("document-agenda"),
    }
}

/// What kind of document came, or that the meeting is cancelled.
pub(super) fn document(l: Language, change: &News) -> &'static str {
    if change.meeting.is_cancelled {
        return l.text("meeting-cancelled");
    }
    document_name(l, change.kind, change.supplementary)
}

/// "KKR Sjælland, 2. september 2025".
pub(super) fn place(l: Language, meeting: &MeetingEntry) -> String {
    let date = meeting.date.map_or_else(|| l.text("date-unknown").to_owned(), |d| l.date(d));
    format!("{}, {date}", meeting.body)
}

/// The outcome, where there is one.
pub(super) fn outcome(l: Language, outcome: Outcome) -> Option<String> {
    let key = format!("outcome-{}", outcome.name().replace('_', "-"));
    (outcome != Outcome::None).then(|| l.with(&key, &[]))
}

/// An item on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ItemLine {
    pub(super) href: String,
    pub(super) words: String,
    pub(super) note: Option<String>,
}

impl ItemLine {
    /// Its number and title; of a closed item that it is closed, of an open one its outcome.
    pub(super) fn new(l: Language, item: &ItemEntry) -> Self {
        let number = item.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
        let note = match item.access {
            Access::Closed => Some(l.text("closed-item").to_owned()),
            Access::Open => outcome(l, item.outcome),
        };
        Self {
            href: format!("/punkt/{}", item.slug),
            words: format!("{number}{}", item.title),
            note,
        }
    }
}

/// What is wrong with what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// No address was typed.
    Empty,
    /// It is no mail address.
    Form,
    /// Too many tries from here.
    TooOften,
}

impl Fault {
    fn words(self, l: Language) -> &'static str {
        match self {
            Self::Empty => l.text("follow-fault-empty"),
            Self::Form => l.text("follow-fault-form"),
            Self::TooOften => l.text("follow-fault-often"),
        }
    }
}

/// `/foelg?emne=…`.
#[derive(Debug, Template)]
#[template(path = "follow/form.html")]
pub(super) struct FormPage {
    frame: Frame,
    name: String,
    path: String,
    address: String,
    fault: Option<&'static str>,
    feed: String,
    calendar: String,
    webcal: String,
}

impl FormPage {
    /// The ways to follow a subject; the form as it was typed, with what is wrong with it.
    pub(super) fn new(visit: &Visit, named: &Named, address: &str, fault: Option<Fault>) -> Self {
        let l = visit.language;
        let (path, origin) = (named.subject.path(), &visit.origin);
        let mut frame = Frame::new(visit, l.with("follow-title", &[("name", &named.name)]))
            .reached([Crumb::new(&named.name, &path)]);
        frame.hidden = true;
        let calendar = format!("{origin}{}", named.subject.calendar());
        let webcal = calendar.split_once("://").map_or("", |(_, rest)| rest);
        Self {
            frame,
            name: named.name.clone(),
            path,
            address: address.to_owned(),
            fault: fault.map(|fault| fault.words(l)),
            feed: format!("{origin}{}", named.subject.feed()),
            webcal: format!("webcal://{webcal}"),
            calendar,
        }
    }
}

/// `/foelg`: what can be followed.
#[derive(Debug, Template)]
#[template(path = "follow/start.html")]
pub(super) struct StartPage {
    frame: Frame,
    bodies: Vec<(String, String)>,
}

impl StartPage {
    /// The bodies with the pages where one begins to follow them.
    pub(super) fn new(visit: &Visit, bodies: &[BodyEntry]) -> Self {
        let frame = Frame::new(visit, visit.language.text("follow-start-title")).reached([]);
        let way = |body: &BodyEntry| (body.name.clone(), Subject::Body(body.slug.clone()).form());
        Self { frame, bodies: bodies.iter().map(way).collect() }
    }
}

/// What happened, in words, and where to go on.
#[derive(Debug, Template)]
#[template(path = "follow/note.html")]
pub(super) struct NotePage {
    frame: Frame,
    lines: Vec<&'static str>,
}

impl NotePage {
    fn new(visit: &Visit, title: &'static str, lines: Vec<&'static str>) -> Self {
        let mut frame = Frame::new(visit, title).reached([]);
        frame.hidden = true;
        Self { frame, lines }
    }

    /// A link was sent.
    pub(super) fn sent(visit: &Visit, settings: &Settings) -> Self {
        let l = visit.language;
        let (title, lines) = if settings.sends_mail {
            let lines = vec![l.text("follow-sent-text"), l.text("follow-sent-missing")];
            (l.text("follow-sent-title"), lines)
        } else {
            (l.text("follow-unsent-title"), vec![l.text("follow-unsent-text")])
        };
        Self::new(visit, title, lines)
    }

    /// The link is used, too old, or was never one.
    pub(super) fn stale(visit: &Visit) -> Self {
        let l = visit.language;
        let lines = vec![l.text("follow-stale-text"), l.text("follow-stale-again")];
        Self::new(visit, l.text("follow-stale-title"), lines)
    }

    /// Nothing is followed any more.
    pub(super) fn ended(visit: &Visit) -> Self {
        let l = visit.language;
        Self::new(visit, l.text("follow-ended-title"), vec![l.text("follow-ended-text")])
    }
}

/// One question with one button: `/foelg/bekraeft/{token}` and `/foelg/{link}/afmeld`. A link alone
/// decides nothing: mail systems open links to look for what is bad.
#[derive(Debug, Template)]
#[template(path = "follow/question.html")]
pub(super) struct QuestionPage {
    frame: Frame,
    text: String,
    action: String,
    button: &'static str,
    back: Option<(&'static str, String)>,
}

impl QuestionPage {
    fn new(visit: &Visit, title: String, text: String, action: String) -> Self {
        let l = visit.language;
        let mut frame = Frame::new(visit, title).reached([]);
        frame.hidden = true;
        Self { frame, text, action, button: l.text("follow-confirm-button"), back: None }
    }

    /// Whether to begin.
    pub(super) fn confirm(visit: &Visit, named: &Named, address: &str, token: &str) -> Self {
        let l = visit.language;
        let words = [("name", named.name.as_str()), ("address", address)];
        Self::new(
            visit,
            l.with("follow-title", &[("name", &named.name)]),
            l.with("follow-confirm-text", &words),
            format!("/foelg/bekraeft/{token}"),
        )
    }

    /// Whether to end everything.
    pub(super) fn end(visit: &Visit, looked: &Looked, link: &str) -> Self {
        let l = visit.language;
        let text = l.with("follow-end-text", &[("address", &looked.follower.address)]);
        let action = format!("/foelg/{link}/afmeld");
        Self {
            button: l.text("follow-end-button"),
            back: Some((l.text("follow-end-back"), format!("/foelg/{link}"))),
            ..Self::new(visit, l.text("follow-end-title").to_owned(), text, action)
        }
    }
}

/// `/foelg/{link}`: everything one follows.
#[derive(Debug, Template)]
#[template(path = "follow/manage.html")]
pub(super) struct ManagePage {
    frame: Frame,
    address: String,
    link: String,
    rows: Vec<Row>,
    said: Option<&'static str>,
}

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) id: String,
    pub(super) name: String,
    /// Its page, where it still has one.
    pub(super) href: Option<String>,
}

/// What was just done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    Begun,
    Ended,
}

impl ManagePage {
    /// The page of a follower.
    pub(super) fn new(
        visit: &Visit,
        looked: &Looked,
        link: &str,
        rows: Vec<Row>,
        done: Option<Done>,
    ) -> Self {
        let l = visit.language;
        let mut frame = Frame::new(visit, l.text("follow-manage-title")).reached([]);
        frame.hidden = true;
        let said = done.map(|done| match done {
            Done::Begun => l.text("follow-begun"),
            Done::Ended => l.text("follow-one-ended"),
        });
        Self { frame, address: looked.follower.address.clone(), link: link.to_owned(), rows, said }
    }
}
