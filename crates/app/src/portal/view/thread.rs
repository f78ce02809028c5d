use askama::Template;

use super::labels::{self, Badge, Course};
use super::rows::{MeetingRow, item_href};
use super::timeline;
use crate::archive::{ThreadDetail, ThreadEvent};
use crate::follow::{Subject, Ways};
use crate::i18n::Language;
use crate::shell::{Frame, Nav, Visit};

/// `/forloeb/{slug}`.
#[derive(Debug, Template)]
#[template(path = "portal/thread.html")]
pub struct ThreadPage {
    /// Around the page.
    pub frame: Frame,
    /// What the case is about.
    pub title: String,
    /// "4 behandlinger i 3 organer, 2022–2025".
    pub summary: String,
    /// The picture for wide windows, time to the right.
    pub wide: String,
    /// The picture for narrow ones, time downwards.
    pub tall: String,
    /// The same as a list.
    pub steps: Vec<ThreadStep>,
    /// How to follow it.
    pub follow: Ways,
}

/// One treatment of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadStep {
    /// "2. september 2025".
    pub date: String,
    /// "2025-09-02".
    pub iso: Option<String>,
    /// The body.
    pub body: String,
    /// The item's title, or the words that point at it.
    pub title: String,
    /// The item's page; `None` for an open end.
    pub href: Option<String>,
    /// The meeting's page.
    pub meeting_href: Option<String>,
    /// How it ended.
    pub outcome: Option<Badge>,
    /// Its colour.
    pub course: &'static str,
    /// Why it belongs here.
    pub reasons: Vec<String>,
    /// It is the item whose page this is.
    pub here: bool,
}

impl ThreadPage {
    /// The page of a thread.
    pub fn new(visit: &Visit, thread: &ThreadDetail) -> Self {
        let l = visit.language;
        let summary = summary(l, thread);
        let frame = Frame::new(visit, l.with("thread-page-title", &[("title", &thread.title)]))
            .described(&format!("{}. {summary}", thread.title))
            .under(Nav::Meetings)
            .reached([]);
        let follow = Ways::of(&Subject::Thread(thread.slug.clone()));
        let frame = follow.announced(frame, &thread.title);
        Self {
            follow,
            wide: timeline::wide(l, thread),
            tall: timeline::tall(l, thread),
            steps: steps(l, thread),
            title: thread.title.clone(),
            frame,
            summary,
        }
    }
}

/// How often, where and when a case was dealt with.
pub(super) fn summary(l: Language, thread: &ThreadDetail) -> String {
    let bodies = timeline::lanes(thread).len() as u64;
    let mut years: Vec<i16> =
        thread.events.iter().filter_map(|event| Some(event.date?.year())).collect();
    years.sort_unstable();
    let treatments = l.count("treatments-count", thread.events.len() as u64);
    let bodies = l.count("bodies-count", bodies);
    let span = match (years.first(), years.last()) {
        (Some(first), Some(last)) if first == last => format!(", {first}"),
        (Some(first), Some(last)) => format!(", {first}–{last}"),
        _ => String::new(),
    };
    l.with("thread-summary", &[("treatments", &treatments), ("bodies", &bodies)]) + &span
}

/// The treatments of a thread, in its order.
pub(super) fn steps(l: Language, thread: &ThreadDetail) -> Vec<ThreadStep> {
    thread.events.iter().map(|event| ThreadStep::new(l, event)).collect()
}

impl ThreadStep {
    fn new(l: Language, event: &ThreadEvent) -> Self {
        let meeting = event.item.as_ref().map(|item| MeetingRow::new(l, &item.meeting));
        Self {
            date: event.date.map_or_else(|| l.text("date-unknown").to_owned(), |d| l.date(d)),
            iso: event.date.map(|date| date.to_string()),
            body: event.body.clone(),
            title: event.title.clone(),
            href: event.item.as_ref().map(item_href),
            meeting_href: meeting.map(|meeting| meeting.href),
            outcome: labels::outcome_badge(l, event.outcome),
            course: Course::of(event.outcome).class(),
            reasons: event.reasons.iter().map(|reason| labels::reason(l, reason)).collect(),
            here: false,
        }
    }
}
