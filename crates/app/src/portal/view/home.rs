use askama::Template;

use super::lists::BodyRow;
use super::rows::{ItemRow, MeetingRow};
use super::thread::summary;
use crate::archive::{AgendaEntry, BodyEntry, Counts, MeetingEntry, ThreadDetail};
use crate::i18n::Language;
use crate::shell::{Frame, Visit};

/// `/`.
#[derive(Debug, Template)]
#[template(path = "portal/home.html")]
pub struct HomePage {
    /// Around the page.
    pub frame: Frame,
    /// "1.204 punkter fra 38 møder i 6 organer".
    pub held: String,
    /// The next meetings, soonest first.
    pub upcoming: Vec<Featured>,
    /// The latest meetings held, newest first.
    pub latest: Vec<Featured>,
    /// Meetings before those.
    pub earlier: Vec<MeetingRow>,
    /// Cases dealt with most recently.
    pub threads: Vec<ThreadRow>,
    /// Bodies.
    pub bodies: Vec<BodyRow>,
}

/// A meeting with its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Featured {
    /// The meeting.
    pub row: MeetingRow,
    /// Its items.
    pub items: Vec<ItemRow>,
}

/// A thread in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadRow {
    /// Its page.
    pub href: String,
    /// What it is about.
    pub title: String,
    /// How often, where and when.
    pub summary: String,
}

impl ThreadRow {
    /// The row of a thread.
    pub fn new(l: Language, thread: &ThreadDetail) -> Self {
        Self {
            href: format!("/forloeb/{}", thread.slug),
            title: thread.title.clone(),
            summary: summary(l, thread),
        }
    }
}

/// What the home page is made of.
#[derive(Debug, Clone, Default)]
pub struct HomeParts {
    /// How much the archive holds.
    pub counts: Counts,
    /// The next meetings.
    pub upcoming: Vec<AgendaEntry>,
    /// The latest.
    pub latest: Vec<AgendaEntry>,
    /// Those before.
    pub earlier: Vec<MeetingEntry>,
    /// Cases in motion.
    pub threads: Vec<ThreadDetail>,
    /// Bodies.
    pub bodies: Vec<BodyEntry>,
}

impl HomePage {
    /// The home page.
    pub fn new(visit: &Visit, parts: &HomeParts) -> Self {
        let l = visit.language;
        let held = [
            ("items", l.count("items-count", parts.counts.items)),
            ("meetings", l.count("meetings-count", parts.counts.meetings)),
            ("bodies", l.count("bodies-count", parts.counts.bodies)),
        ];
        let held = held.each_ref().map(|(name, text)| (*name, text.as_str()));
        Self {
            frame: Frame::new(visit, l.text("home-title")),
            held: l.with("home-held", &held),
            upcoming: parts.upcoming.iter().map(|agenda| Featured::new(l, agenda)).collect(),
            latest: parts.latest.iter().map(|agenda| Featured::new(l, agenda)).collect(),
            earlier: MeetingRow::all(l, &parts.earlier),
            threads: parts.threads.iter().map(|thread| ThreadRow::new(l, thread)).collect(),
            bodies: parts.bodies.iter().map(|body| BodyRow::new(l, body)).collect(),
        }
    }
}

impl Featured {
    fn new(l: Language, agenda: &AgendaEntry) -> Self {
        Self {
            row: MeetingRow::new(l, &agenda.entry),
            items: agenda.items.iter().map(|item| ItemRow::new(l, item)).collect(),
        }
    }
}
