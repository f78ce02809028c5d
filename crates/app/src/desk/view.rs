use askama::Template;
use serde_json::Value;

use super::coming::MeetingRow;
use super::named;
use crate::access::{Actor, Grant, INSIDE, Role, Roles};
use crate::i18n::Language;
use crate::journal::{CLOSED_IN, Entry};
use crate::minutes::ForComments;
use crate::shell::{Crumb, Frame, Visit, cut};

/// A place one can work at: its address, its name, what it is for, and whose it is.
struct Place {
    href: &'static str,
    title: &'static str,
    text: &'static str,
    roles: Roles,
}

/// Marks a literal as a key of the texts.
const fn key(key: &'static str) -> &'static str {
    key
}

const PLACES: &[Place] = &[
    Place {
        href: "/arbejde/aarshjul",
        title: key("plan-title"),
        text: key("desk-plan-text"),
        roles: INSIDE,
    },
    Place {
        href: "/arbejde/sager",
        title: key("cases-title"),
        text: key("desk-cases-text"),
        roles: INSIDE,
    },
    Place {
        href: "/arbejde/brugere",
        title: key("users-title"),
        text: key("desk-users-text"),
        roles: Roles::of(&[Role::Administrator]),
    },
    Place {
        href: "/arbejde/journal",
        title: key("journal-title"),
        text: key("desk-journal-text"),
        roles: Roles::of(&[Role::Administrator, Role::Auditor]),
    },
    Place {
        href: "/arbejde/post",
        title: key("post-title"),
        text: key("desk-post-text"),
        roles: Roles::of(&[Role::Administrator]),
    },
    Place {
        href: "/arbejde/opgaver",
        title: key("tasks-title"),
        text: key("desk-tasks-text"),
        roles: INSIDE,
    },
    Place {
        href: "/arbejde/videre",
        title: key("onward-title"),
        text: key("desk-onward-text"),
        roles: INSIDE,
    },
    Place {
        href: "/mit",
        title: key("mine-title"),
        text: key("desk-mine-text"),
        roles: Roles::SIGNED_IN,
    },
    Place {
        href: "/mit/adgang",
        title: key("own-title"),
        text: key("desk-own-text"),
        roles: Roles::SIGNED_IN,
    },
];

/// A place as it is shown.
struct PlaceRow {
    href: &'static str,
    title: &'static str,
    text: &'static str,
}

/// `/arbejde`.
#[derive(Template)]
#[template(path = "desk/desk.html")]
pub(super) struct DeskPage {
    frame: Frame,
    name: String,
    has_roles: bool,
    ahead: Vec<MeetingRow>,
    behind: Vec<MeetingRow>,
    minutes: Vec<ForComments>,
    places: Vec<PlaceRow>,
}

impl DeskPage {
    pub(super) fn new(
        visit: &Visit,
        actor: &Actor,
        ahead: Vec<MeetingRow>,
        behind: Vec<MeetingRow>,
        minutes: Vec<ForComments>,
    ) -> Self {
        let l = visit.language;
        let mut frame = Frame::new(visit, l.text("desk-title")).reached([]);
        frame.hidden = true;
        let mine = PLACES.iter().filter(|place| actor.is_among_anywhere(place.roles));
        let row = |place: &Place| PlaceRow {
            href: place.href,
            title: l.text(place.title),
            text: l.text(place.text),
        };
        Self {
            frame,
            name: actor.name().to_owned(),
            has_roles: !actor.grants().is_empty(),
            ahead,
            behind,
            minutes,
            places: mine.map(row).collect(),
        }
    }
}

/// An entry of the journal as it is shown.
struct EntryRow {
    number: i64,
    at: String,
    actor: String,
    /// What was done, in words and as the journal writes it.
    action: String,
    code: String,
    /// What it was done with, and where that is seen.
    thing: String,
    href: Option<String>,
    subject: String,
    before: Option<String>,
    after: Option<String>,
}

/// `/arbejde/journal`.
#[derive(Template)]
#[template(path = "desk/journal.html")]
pub(super) struct JournalPage {
    frame: Frame,
    entries: Vec<EntryRow>,
    older: Option<i64>,
}

impl JournalPage {
    pub(super) fn new(visit: &Visit, actor: &Actor, entries: &[Entry], is_whole: bool) -> Self {
        let l = visit.language;
        let desk = Crumb::new(l.text("desk-title"), "/arbejde");
        let mut frame = Frame::new(visit, l.text("journal-title")).reached([desk]);
        frame.hidden = true;
        let row = |entry: &Entry| {
            let (thing, href) = named::subject(l, actor, &entry.subject);
            EntryRow {
                number: entry.number,
                at: l.stored_moment(&entry.at),
                actor: entry.actor.clone(),
                action: named::action(l, &entry.action),
                code: entry.action.clone(),
                thing: called(actor, entry)
                    .map_or_else(|| thing.clone(), |name| format!("{thing} »{}«", cut(&name, 90))),
                href,
                subject: entry.subject.clone(),
                before: told(l, actor, entry, entry.before.as_ref()),
                after: told(l, actor, entry, entry.after.as_ref()),
            }
        };
        let oldest = entries.last().map(|entry| entry.number).filter(|number| *number > 1);
        Self {
            frame,
            entries: entries.iter().map(row).collect(),
            older: oldest.filter(|_| is_whole),
        }
    }
}

/// What the thing is called, where the entry says so to the one who asks.
fn called(actor: &Actor, entry: &Entry) -> Option<String> {
    let words = [&entry.after, &entry.before].into_iter().flatten();
    let name = words.filter_map(|json| serde_json::from_str::<Value>(json).ok()).find_map(|json| {
        let name = ["title", "what", "name"].into_iter().find_map(|key| json.get(key)?.as_str());
        name.filter(|name| !name.trim().is_empty()).map(ToOwned::to_owned)
    });
    name.filter(|_| sees_words(actor, entry))
}

/// What was or became, for the one who asks.
fn told(l: Language, actor: &Actor, entry: &Entry, words: Option<&String>) -> Option<String> {
    let words = words?;
    Some(if sees_words(actor, entry) { words.clone() } else { l.text("journal-closed").to_owned() })
}

/// Whether someone who may read the journal may also read what was changed from what to what: it
/// may be closed. Accounts are every administrator's business; the rest is an auditor's, in the
/// body the entry names, or of all bodies where it names none.
fn sees_words(actor: &Actor, entry: &Entry) -> bool {
    if entry.subject.starts_with("account/") {
        return true;
    }
    let words = [&entry.after, &entry.before].into_iter().flatten();
    let body = words.filter_map(|json| serde_json::from_str::<Value>(json).ok()).find_map(|json| {
        let body = json.get(CLOSED_IN).or_else(|| json.get("body"))?;
        body.as_str().map(ToOwned::to_owned)
    });
    let audits = |grant: &&Grant| grant.role == Role::Auditor;
    actor.grants().iter().filter(audits).any(|grant| match (&grant.body, &body) {
        (None, _) => true,
        (Some(own), Some(body)) => own == body,
        (Some(_), None) => false,
    })
}
