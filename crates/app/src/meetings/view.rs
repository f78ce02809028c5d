//! What the secretary's page shows.

use std::collections::HashSet;

use askama::Template;
use raadslag_document::{Access, Outcome};
use uuid::Uuid;

use super::rules::{Event, ItemState, MeetingState, Phase, PointState, SeatState};
use super::said::{self, outcome_label, outcome_text, voices};
use super::{Agenda, Line, Logged};
use crate::agendas::Planned;
use crate::i18n::Language;
use crate::ids::EventId;
use crate::shell::{Crumb, Frame, Visit};

/// Lines of the list of what was entered.
const LOGGED: usize = 12;

/// The outcomes one key each gives, in the order of their buttons.
const OUTCOMES: [(&str, Outcome); 11] = [
    ("g", Outcome::Approved),
    ("æ", Outcome::ApprovedWithChanges),
    ("a", Outcome::Recommended),
    ("d", Outcome::Discussed),
    ("e", Outcome::Noted),
    ("u", Outcome::Postponed),
    ("f", Outcome::Rejected),
    ("t", Outcome::Withdrawn),
    ("h", Outcome::Referred),
    ("r", Outcome::Returned),
    ("v", Outcome::Appointed),
];

/// A button that gives an outcome.
pub(super) struct OutcomeButton {
    key: &'static str,
    name: &'static str,
    label: &'static str,
}

/// A member on the list of those present.
pub(super) struct SeatRow {
    id: String,
    name: String,
    party: String,
    holder: String,
    status: &'static str,
    is_there: bool,
    moves: String,
}

/// A recommendation, or the item as a whole.
pub(super) struct PointRow {
    point: u16,
    label: String,
    text: String,
    outcome: Option<String>,
    outcome_name: &'static str,
    amended: String,
    to: String,
    vote: Option<String>,
}

/// Something said on an item: a heading and what was said.
pub(super) struct SaidRow {
    head: String,
    text: String,
}

/// An item.
pub(super) struct ItemPanel {
    entry: String,
    number: String,
    title: String,
    section: Option<String>,
    is_closed: bool,
    is_current: bool,
    result: Option<String>,
    budget: Option<String>,
    points: Vec<PointRow>,
    disqualified: Vec<(String, String)>,
    said: Vec<SaidRow>,
    voting: String,
}

/// Something that was entered.
pub(super) struct LogRow {
    id: String,
    time: String,
    text: String,
    is_undone: bool,
    can_undo: bool,
}

/// `/arbejde/moede/{planned}`.
#[derive(Template)]
#[template(path = "meetings/meeting.html")]
pub(super) struct MeetingPage {
    frame: Frame,
    planned: String,
    lead: String,
    phase: Phase,
    status: String,
    is_locked: bool,
    /// Why nothing can be entered any more.
    locked: &'static str,
    sequence: i64,
    attendance: String,
    seats: Vec<SeatRow>,
    is_quorate: bool,
    /// Letter and name.
    groups: Vec<(String, String)>,
    items: Vec<ItemPanel>,
    outcomes: Vec<OutcomeButton>,
    speaking: String,
    log: Vec<LogRow>,
    promises: Vec<SaidRow>,
    errors: Vec<String>,
    now: String,
    typed: Vec<(String, String)>,
}

/// What the page is made of.
pub(super) struct Meeting<'m> {
    pub(super) planned: &'m Planned,
    pub(super) body: &'m str,
    pub(super) agenda: &'m Agenda,
    pub(super) state: &'m MeetingState,
    pub(super) log: &'m [Logged],
    /// The time of day in Denmark, `9.30`.
    pub(super) now: String,
    /// The next meeting has approved its minutes.
    pub(super) is_approved: bool,
}

impl MeetingPage {
    pub(super) fn new(visit: &Visit, meeting: &Meeting<'_>, errors: Vec<String>) -> Self {
        let (l, state) = (visit.language, meeting.state);
        let title = l.with("meeting-title", &[("body", meeting.body)]);
        let desk = Crumb::new(l.text("desk-title"), "/arbejde");
        let mut frame = Frame::new(visit, title).reached([desk]);
        frame.hidden = true;
        let group = |group: &str| (group.to_owned(), l.with("meeting-group", &[("group", group)]));
        let locked = if state.is_locked {
            l.text("meeting-error-locked")
        } else {
            l.text("meeting-error-approved")
        };
        let items = meeting.agenda.entries.iter().map(|line| item(l, state, line));
        let promise = |one: &super::rules::Promise| SaidRow {
            head: one.title.clone(),
            text: one.note.clone().unwrap_or_default(),
        };
        Self {
            planned: meeting.planned.id.to_string(),
            lead: lead(l, meeting.planned),
            phase: state.phase,
            status: status(l, state),
            is_locked: state.is_locked || meeting.is_approved,
            locked,
            sequence: state.sequence,
            attendance: attendance(l, state),
            seats: state.seats.iter().map(|seat| seat_row(l, seat)).collect(),
            is_quorate: state.is_quorate(),
            groups: state.groups().into_iter().map(group).collect(),
            items: items.collect(),
            outcomes: outcomes(l),
            speaking: state.speaking.as_ref().map(|(name, _)| name.clone()).unwrap_or_default(),
            log: log(l, meeting),
            promises: state.promises.iter().map(promise).collect(),
            errors,
            now: meeting.now.clone(),
            typed: Vec::new(),
            frame,
        }
    }

    /// With what was typed into a form that was refused.
    #[must_use]
    pub(super) fn with_typed(mut self, typed: Vec<(String, String)>) -> Self {
        let is_words = |(name, value): &(String, String)| {
            ["tekst", "navn", "til", "titel"].contains(&name.as_str()) && !value.trim().is_empty()
        };
        self.typed = typed.into_iter().filter(is_words).collect();
        self
    }

    /// An id for a form: sent twice, it is one event.
    #[expect(clippy::unused_self, reason = "the template asks the page")]
    fn id(&self) -> Uuid {
        Uuid::new_v4()
    }

    fn is_open(&self) -> bool {
        matches!(self.phase, Phase::Open | Phase::Adjourned)
    }

    fn current(&self) -> Option<&ItemPanel> {
        self.items.iter().find(|item| item.is_current)
    }

    /// The item after the current one.
    fn next(&self) -> Option<&ItemPanel> {
        let at = self.items.iter().position(|item| item.is_current);
        self.items.get(at.map_or(0, |at| at + 1))
    }
}

/// "mandag den 2. marts 2026, kl. 9.30–12.00, Sorø".
pub(super) fn lead(l: Language, planned: &Planned) -> String {
    let mut parts = vec![l.long_date(planned.date)];
    parts.extend(planned.start.map(|start| l.times(start, planned.end)));
    parts.extend(planned.place.clone());
    parts.join(", ")
}

/// "23 af 31 til stede".
pub(super) fn attendance(l: Language, state: &MeetingState) -> String {
    let (present, seats) = (state.present().count().to_string(), state.seats.len().to_string());
    l.with("meeting-present-count", &[("present", &present), ("seats", &seats)])
}

/// Whether the meeting runs, in a sentence.
pub(super) fn status(l: Language, state: &MeetingState) -> String {
    /// Marks a literal as a key of the texts.
    const fn key(key: &'static str) -> &'static str {
        key
    }
    let at = |words: &str, time: Option<_>| {
        let time = time.map(said::clock).unwrap_or_default();
        l.with(words, &[("time", &time)])
    };
    match state.phase {
        Phase::Waiting => l.text("meeting-waiting").to_owned(),
        Phase::Open => at(key("meeting-open"), state.opened),
        Phase::Adjourned => at(key("meeting-adjourned"), state.breaks.last().map(|pause| pause.0)),
        Phase::Closed => at(key("meeting-closed"), state.closed),
    }
}

fn outcomes(l: Language) -> Vec<OutcomeButton> {
    let button = |(key, outcome): (&'static str, Outcome)| OutcomeButton {
        key,
        name: outcome.name(),
        label: outcome_label(l, outcome),
    };
    OUTCOMES.into_iter().map(button).collect()
}

fn seat_row(l: Language, seat: &SeatState) -> SeatRow {
    use super::rules::Move;
    let moved = |one: &Move| match one {
        Move::Arrived { name, at } => {
            l.with("seat-came", &[("name", name), ("time", &said::clock(*at))])
        }
        Move::Left { name, at } => {
            l.with("seat-went", &[("name", name), ("time", &said::clock(*at))])
        }
    };
    SeatRow {
        id: seat.seat.id.to_string(),
        name: seat.seat.name.clone(),
        party: seat.seat.party.clone().unwrap_or_default(),
        holder: seat.holder().to_owned(),
        status: said::presence(l, seat),
        is_there: seat.is_taken(),
        moves: seat.moves.iter().map(moved).collect::<Vec<_>>().join(", "),
    }
}

fn item(l: Language, state: &MeetingState, line: &Line) -> ItemPanel {
    let empty = ItemState::default();
    let held = state.item(line.entry).unwrap_or(&empty);
    let whole = match held.outcome() {
        Outcome::None => held.is_decided().then(|| l.text("meeting-outcome-mixed").to_owned()),
        outcome => Some(outcome_label(l, outcome).to_owned()),
    };
    ItemPanel {
        entry: line.entry.to_string(),
        number: line.number.clone(),
        title: line.title.clone(),
        section: line.section.clone(),
        is_closed: line.access == Access::Closed,
        is_current: state.current == Some(line.entry),
        result: whole,
        budget: line.budget.map(|minutes| l.count("meeting-minutes", minutes)),
        points: points(l, line, held),
        disqualified: disqualified(held),
        said: said_rows(l, state, held),
        voting: l.count("meeting-can-vote", state.voting(line.entry).count() as u64),
    }
}

fn disqualified(held: &ItemState) -> Vec<(String, String)> {
    let row = |(seat, one): (&crate::ids::SeatId, &super::rules::Disqualification)| {
        let reason = one.reason.as_ref().map(|reason| format!(" – {reason}"));
        (seat.to_string(), format!("{}{}", one.name, reason.unwrap_or_default()))
    };
    held.disqualified.iter().map(row).collect()
}

/// One for each recommendation where there are several, and one for the whole.
fn points(l: Language, line: &Line, held: &ItemState) -> Vec<PointRow> {
    let several = line.points.len() > 1;
    let row = |point: u16, label: String, text: &str| {
        let none = PointState::default();
        let state = held.points.get(&point).unwrap_or(&none);
        PointRow {
            point,
            label,
            text: text.to_owned(),
            outcome: (state.outcome != Outcome::None).then(|| outcome_text(l, state)),
            outcome_name: state.outcome.name(),
            amended: state.text.clone().unwrap_or_default(),
            to: state.to.clone().unwrap_or_default(),
            vote: state.vote.as_ref().map(|vote| {
                format!("{}: {}", said::vote_kind(l, vote), said::tally(l, vote.tally()))
            }),
        }
    };
    let mut rows = Vec::new();
    if several {
        for (n, text) in (1u16..).zip(&line.points) {
            rows.push(row(n, l.count("meeting-recommendation", n), text));
        }
        rows.push(row(0, l.text("meeting-all-recommendations").to_owned(), ""));
    } else {
        let text = line.points.first().map_or("", String::as_str);
        rows.push(row(0, l.text("meeting-item-whole").to_owned(), text));
    }
    rows
}

/// Reservations, statements, tasks and remarks of an item.
pub(super) fn said_rows(l: Language, state: &MeetingState, held: &ItemState) -> Vec<SaidRow> {
    let mut rows = Vec::new();
    rows.extend(held.reservations.iter().map(|one| SaidRow {
        head: format!("{}: {}", said::stance(l, one.stance), voices(l, state, &one.by)),
        text: one.text.clone().unwrap_or_default(),
    }));
    rows.extend(held.statements.iter().map(|one| SaidRow {
        head: format!("{}: {}", said::statement(l, one.kind), voices(l, state, &one.by)),
        text: one.text.clone(),
    }));
    rows.extend(held.tasks.iter().map(|task| {
        let due = task.due.map(|due| format!(", {}", l.short_date(due))).unwrap_or_default();
        SaidRow {
            head: format!("{}: {}{due}", l.text("meeting-task"), task.who),
            text: task.what.clone(),
        }
    }));
    let note = |text: &String| SaidRow { head: l.text("meeting-note").into(), text: text.clone() };
    rows.extend(held.notes.iter().map(note));
    rows
}

fn log(l: Language, meeting: &Meeting<'_>) -> Vec<LogRow> {
    let number =
        |entry| meeting.agenda.line(entry).map_or_else(String::new, |line| line.number.clone());
    let undone = undone(meeting.log);
    let row = |one: &Logged| LogRow {
        id: one.recorded.id.to_string(),
        time: said::local_time(&one.at),
        text: said::event(l, meeting.state, &one.recorded.event, &number),
        is_undone: undone.contains(&one.recorded.id),
        can_undo: !matches!(one.recorded.event, Event::Roll { .. } | Event::Locked),
    };
    meeting.log.iter().rev().take(LOGGED).map(row).collect()
}

/// What is taken back now.
fn undone(log: &[Logged]) -> HashSet<EventId> {
    let mut undone = HashSet::new();
    for one in log.iter().rev() {
        if let Event::Undone { event } = one.recorded.event
            && !undone.contains(&one.recorded.id)
        {
            undone.insert(event);
        }
    }
    undone
}

/// Members by name and group, for choosing.
impl SeatRow {
    fn label(&self) -> String {
        if self.party.is_empty() {
            self.name.clone()
        } else {
            format!("{} ({})", self.name, self.party)
        }
    }
}
