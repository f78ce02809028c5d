//! What the pages show.

use askama::Template;
use raadslag_document::{Access, Document, Item};

use super::edit::composed;
use super::rules::{HEAD, Stage};
use super::store::Comment;
use super::{Minutes, MinutesError};
use crate::access::Actor;
use crate::digest;
use crate::i18n::Language;
use crate::meetings::Line;
use crate::meetings::rules::Phase;
use crate::shell::{Crumb, Frame, Visit};

/// Marks a literal as a key of the texts.
const fn key(key: &'static str) -> &'static str {
    key
}

/// What an error says to the one who can mend it.
pub(super) fn refusal(l: Language, error: &MinutesError) -> &'static str {
    l.text(match error {
        MinutesError::NotClosed => key("minutes-error-open"),
        MinutesError::AlreadySent => key("minutes-error-sent"),
        MinutesError::DeadlineOver => key("minutes-error-deadline"),
        MinutesError::NotSent => key("minutes-error-not-sent"),
        MinutesError::NotApproved => key("minutes-error-not-approved"),
        MinutesError::Approved => key("minutes-error-approved"),
        MinutesError::Published => key("minutes-error-published"),
        MinutesError::Stale => key("minutes-error-stale"),
        MinutesError::NoText => key("minutes-error-text"),
        _ => key("minutes-error-refused"),
    })
}

fn stage_name(l: Language, stage: Stage) -> &'static str {
    l.text(match stage {
        Stage::Draft => key("minutes-stage-draft"),
        Stage::Sent => key("minutes-stage-sent"),
        Stage::Approved => key("minutes-stage-approved"),
        Stage::Published => key("minutes-stage-published"),
    })
}

/// A step on the minutes' way.
struct StepRow {
    name: &'static str,
    is_here: bool,
}

fn steps(l: Language, stage: Stage) -> Vec<StepRow> {
    let all = [Stage::Draft, Stage::Sent, Stage::Approved, Stage::Published];
    all.map(|one| StepRow { name: stage_name(l, one), is_here: one == stage }).into()
}

/// A comment as it is shown.
struct CommentRow {
    name: String,
    text: String,
}

/// A place in the minutes that can be written.
struct PlaceRow {
    place: String,
    title: String,
    is_closed: bool,
    composed: String,
    text: String,
    version: i64,
    /// The mark of the text that stands there.
    shown: String,
    departs: bool,
    /// What is composed has changed since the departure was written.
    is_outdated: bool,
    /// Someone else's text, where both wrote.
    theirs: Option<String>,
    changed_by: String,
    said: Vec<String>,
    comments: Vec<CommentRow>,
    extract: Option<String>,
}

/// By which a text is known again that nobody has written in.
pub(super) fn mark(text: &str) -> String {
    digest::mark(text.replace("\r\n", "\n").trim())
}

/// A text that was not taken, to be shown again.
#[derive(Debug, Clone, Default)]
pub(super) struct Typed {
    pub(super) place: String,
    pub(super) text: String,
}

/// `/arbejde/referat/{planned}`.
#[derive(Template)]
#[template(path = "minutes/minutes.html")]
pub(super) struct MinutesPage {
    frame: Frame,
    planned: String,
    lead: String,
    stage: Stage,
    steps: Vec<StepRow>,
    is_closed: bool,
    due: Option<String>,
    until: String,
    until_said: Option<String>,
    places: Vec<PlaceRow>,
    error: Option<&'static str>,
    public_href: Option<String>,
}

impl MinutesPage {
    pub(super) fn new(
        visit: &Visit,
        minutes: &Minutes,
        body: &str,
        due: Option<jiff::civil::Date>,
        refused: Option<(&MinutesError, Vec<Typed>)>,
    ) -> Self {
        let l = visit.language;
        let error = refused.as_ref().map(|(error, _)| refusal(l, error));
        let typed = refused.map(|(_, typed)| typed).unwrap_or_default();
        let until = minutes.held.comments_until.as_deref();
        let until_date = until.and_then(|day| day.parse::<jiff::civil::Date>().ok());
        let public = minutes.planned.archive_slug.as_ref();
        Self {
            frame: frame(visit, minutes, l.with("minutes-title", &[("body", body)])),
            planned: minutes.planned.id.to_string(),
            lead: l.long_date(minutes.planned.date),
            stage: minutes.stage,
            steps: steps(l, minutes.stage),
            is_closed: minutes.state.phase == Phase::Closed,
            due: due.map(|day| l.long_date(day)),
            until: due.map(|day| day.to_string()).unwrap_or_default(),
            until_said: until_date.map(|day| l.long_date(day)),
            places: places(l, minutes, &typed),
            error,
            public_href: public.map(|slug| format!("/moede/{}/{slug}", minutes.planned.body)),
        }
    }
}

fn frame(visit: &Visit, minutes: &Minutes, title: String) -> Frame {
    let l = visit.language;
    let desk = Crumb::new(l.text("desk-title"), "/arbejde");
    let meeting =
        Crumb::new(l.text("minutes-meeting"), format!("/arbejde/moede/{}", minutes.planned.id));
    let mut frame = Frame::new(visit, title).reached([desk, meeting]);
    frame.hidden = true;
    frame
}

fn places(l: Language, minutes: &Minutes, typed: &[Typed]) -> Vec<PlaceRow> {
    let document = minutes.composed();
    let mut rows = vec![place(l, minutes, HEAD, l.text("minutes-head").to_owned(), typed)];
    for (line, item) in minutes.agenda.entries.iter().zip(document.items()) {
        let title = format!("{} {}", line.number, line.title);
        let mut row = place(l, minutes, &line.entry.to_string(), title, typed);
        row.is_closed = line.access == Access::Closed;
        row.said = beside(item);
        row.extract =
            Some(format!("/arbejde/referat/{}/uddrag/{}", minutes.planned.id, line.entry));
        rows.push(row);
    }
    rows
}

/// What stands beside the decision's text: reservations and statements.
fn beside(item: &Item) -> Vec<String> {
    let decision = item.decision.as_ref();
    let said = decision.map(|one| one.reservations.iter().chain(&one.statements));
    said.into_iter().flatten().cloned().collect()
}

fn place(_l: Language, minutes: &Minutes, place: &str, title: String, typed: &[Typed]) -> PlaceRow {
    let composed = composed(minutes, place).unwrap_or_default();
    let departure = minutes.departure(place);
    let own = departure.and_then(|one| one.text.clone());
    let typed = typed.iter().find(|typed| typed.place == place);
    let held = own.clone().unwrap_or_else(|| composed.clone());
    PlaceRow {
        departs: own.is_some(),
        is_outdated: own.is_some() && departure.is_some_and(|one| one.composed != composed),
        version: departure.map_or(0, |one| one.version),
        shown: mark(&held),
        changed_by: departure.map(|one| one.actor.clone()).unwrap_or_default(),
        theirs: typed.map(|_| held.clone()),
        text: typed.map_or(held, |typed| typed.text.clone()),
        place: place.to_owned(),
        title,
        is_closed: false,
        composed,
        said: Vec::new(),
        comments: comments(minutes, place),
        extract: None,
    }
}

fn comments(minutes: &Minutes, place: &str) -> Vec<CommentRow> {
    let row = |one: &Comment| CommentRow { name: one.name.clone(), text: one.text.clone() };
    minutes.comments.iter().filter(|one| one.place == place).map(row).collect()
}

/// An item as it is read.
struct ReadItem {
    place: String,
    number: String,
    title: String,
    is_closed: bool,
    recommendations: Vec<String>,
    decision: Vec<String>,
    said: Vec<String>,
    comments: Vec<CommentRow>,
    /// Whoever is disqualified from it has nothing to say of it.
    may_comment: bool,
}

/// Whether someone is disqualified from an item that is closed.
pub(super) fn is_kept_from(actor: &Actor, line: &Line) -> bool {
    line.access == Access::Closed && actor.is_barred(&format!("entry/{}", line.entry))
}

/// An item as those see it who are kept from it.
fn concealed(line: &Line) -> Item {
    let number = Some(line.number.clone()).filter(|number| !number.is_empty());
    let title = line.public_title.clone();
    Item { number, title, access: line.access, ..Item::default() }
}

fn read_item(item: &Item, place: String) -> ReadItem {
    let text = item.decision.as_ref().map(|one| one.text.as_str()).unwrap_or_default();
    let points = item.recommendations.iter().flat_map(|one| {
        std::iter::once(one.text.clone()).chain(one.points.iter().map(|point| format!("– {point}")))
    });
    ReadItem {
        place,
        number: item.number.clone().unwrap_or_default(),
        title: item.title.clone(),
        is_closed: item.access == Access::Closed,
        recommendations: points.collect(),
        decision: text.lines().map(ToOwned::to_owned).collect(),
        said: beside(item),
        comments: Vec::new(),
        may_comment: true,
    }
}

/// The list of those there and away, as lines.
fn attendance(l: Language, document: &Document) -> Vec<(&'static str, String)> {
    let Some(held) = &document.attendance else { return Vec::new() };
    let name = |one: &raadslag_document::Attendee| {
        let party = one.party.as_ref().map(|party| format!(" ({party})")).unwrap_or_default();
        let role = one.role.as_ref().map(|role| format!(", {role}")).unwrap_or_default();
        format!("{}{party}{role}", one.name)
    };
    let substitute = |one: &raadslag_document::Substitute| match &one.for_member {
        Some(member) => format!("{} for {member}", one.name),
        None => one.name.clone(),
    };
    let lists = [
        (l.text("minutes-present"), held.present.iter().map(name).collect::<Vec<_>>()),
        (l.text("minutes-absent"), held.absent.iter().map(name).collect()),
        (l.text("minutes-substitutes"), held.substitutes.iter().map(substitute).collect()),
    ];
    let given = lists.into_iter().filter(|(_, names)| !names.is_empty());
    given.map(|(head, names)| (head, names.join("; "))).collect()
}

/// `/mit/referat/{planned}` and an extract: minutes as they are read.
#[derive(Template)]
#[template(path = "minutes/read.html")]
pub(super) struct ReadPage {
    frame: Frame,
    planned: String,
    lead: String,
    stage: &'static str,
    attendance: Vec<(&'static str, String)>,
    notes: Vec<String>,
    items: Vec<ReadItem>,
    may_comment: bool,
    until: Option<String>,
    error: Option<&'static str>,
    typed: Typed,
}

impl ReadPage {
    /// The minutes as members read and comment on them.
    pub(super) fn whole(
        visit: &Visit,
        (minutes, body): (&Minutes, &str),
        actor: &Actor,
        refused: Option<(&MinutesError, Typed)>,
    ) -> Self {
        let l = visit.language;
        let document = minutes.composed();
        let items = document.items().zip(&minutes.agenda.entries).map(|(item, line)| {
            let place = line.entry.to_string();
            if is_kept_from(actor, line) {
                return ReadItem { may_comment: false, ..read_item(&concealed(line), place) };
            }
            let comments = comments(minutes, &place);
            ReadItem { comments, ..read_item(item, place) }
        });
        let items = items.collect();
        let title = l.with("minutes-title", &[("body", body)]);
        let mut page = Self::of(visit, minutes, title, &document, items);
        page.frame.crumbs.pop();
        page.may_comment = matches!(minutes.stage, Stage::Sent | Stage::Approved);
        page.error = refused.as_ref().map(|(error, _)| refusal(l, error));
        page.typed = refused.map(|(_, typed)| typed).unwrap_or_default();
        page
    }

    /// One item of them.
    pub(super) fn extract(
        visit: &Visit,
        minutes: &Minutes,
        body: &str,
        extract: &Document,
    ) -> Self {
        let title = visit.language.with("minutes-extract-title", &[("body", body)]);
        let items = extract.items().map(|item| read_item(item, String::new())).collect();
        Self::of(visit, minutes, title, extract, items)
    }

    fn of(
        visit: &Visit,
        minutes: &Minutes,
        title: String,
        document: &Document,
        items: Vec<ReadItem>,
    ) -> Self {
        let l = visit.language;
        let until = minutes.held.comments_until.as_deref();
        let until = until.and_then(|day| day.parse().ok()).map(|day| l.long_date(day));
        let notes = document.attendance.as_ref().map(|held| held.notes.clone());
        Self {
            frame: frame(visit, minutes, title),
            planned: minutes.planned.id.to_string(),
            lead: l.long_date(minutes.planned.date),
            stage: stage_name(l, minutes.stage),
            attendance: attendance(l, document),
            notes: notes.unwrap_or_default(),
            items,
            may_comment: false,
            until,
            error: None,
            typed: Typed::default(),
        }
    }
}
