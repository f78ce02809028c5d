//! What events, votes and refusals are called.

use jiff::Timestamp;
use raadslag_document::{ClockTime, Outcome};

use super::form::FormError;
use super::rules::{
    Event, MeetingError, MeetingState, PointState, Presence, SeatState, Stance, StatementKind,
    Tally, Voice, Vote,
};
use crate::clock::in_denmark;
use crate::i18n::Language;

/// Marks a literal as a key of the texts.
const fn key(key: &'static str) -> &'static str {
    key
}

/// What an outcome's button is called.
pub(super) fn outcome_label(l: Language, outcome: Outcome) -> &'static str {
    l.text(match outcome {
        Outcome::Approved => key("meeting-outcome-approved"),
        Outcome::ApprovedWithChanges => key("meeting-outcome-changed"),
        Outcome::Recommended => key("meeting-outcome-recommended"),
        Outcome::Discussed => key("meeting-outcome-discussed"),
        Outcome::Noted => key("meeting-outcome-noted"),
        Outcome::Postponed => key("meeting-outcome-postponed"),
        Outcome::Rejected => key("meeting-outcome-rejected"),
        Outcome::Withdrawn => key("meeting-outcome-withdrawn"),
        Outcome::Referred => key("meeting-outcome-referred"),
        Outcome::Returned => key("meeting-outcome-returned"),
        Outcome::Appointed => key("meeting-outcome-appointed"),
        Outcome::None => key("meeting-outcome-none"),
    })
}

/// An outcome with what was added to it.
pub(super) fn outcome_text(l: Language, point: &PointState) -> String {
    let mut text = outcome_label(l, point.outcome).to_owned();
    if let Some(to) = &point.to {
        text = l.with("meeting-referred-to", &[("outcome", &text), ("body", to)]);
    }
    match &point.text {
        Some(added) if point.outcome == Outcome::None => added.clone(),
        Some(added) => format!("{text}. {added}"),
        None => text,
    }
}

/// "12 for, 3 imod, 1 hverken for eller imod".
pub(super) fn tally(l: Language, tally: Tally) -> String {
    let (a, b, c) =
        (tally.in_favour.to_string(), tally.against.to_string(), tally.abstained.to_string());
    l.with("meeting-tally", &[("for", &a), ("against", &b), ("abstained", &c)])
}

pub(super) fn vote_kind(l: Language, vote: &Vote) -> &'static str {
    l.text(match vote {
        Vote::Hands(_) => key("meeting-vote-hands"),
        Vote::Groups(_) => key("meeting-vote-groups"),
        Vote::Names(_) => key("meeting-vote-names"),
    })
}

/// Who says something, by name: "Anna Berg (A), gruppe V".
pub(super) fn voices(l: Language, state: &MeetingState, by: &[Voice]) -> String {
    let name = |voice: &Voice| match voice {
        Voice::Seat(seat) => state.seat(*seat).map_or_else(String::new, with_party),
        Voice::Group(group) => l.with("meeting-group", &[("group", group)]),
    };
    by.iter().map(name).collect::<Vec<_>>().join(", ")
}

pub(super) fn with_party(seat: &SeatState) -> String {
    match &seat.seat.party {
        Some(party) => format!("{} ({party})", seat.holder()),
        None => seat.holder().to_owned(),
    }
}

pub(super) fn stance(l: Language, stance: Stance) -> &'static str {
    l.text(match stance {
        Stance::Reservation => key("meeting-stance-reservation"),
        Stance::Against => key("meeting-stance-against"),
    })
}

pub(super) fn statement(l: Language, kind: StatementKind) -> &'static str {
    l.text(match kind {
        StatementKind::Entry => key("meeting-statement-entry"),
        StatementKind::Minority => key("meeting-statement-minority"),
    })
}

pub(super) fn presence(l: Language, seat: &SeatState) -> &'static str {
    use super::rules::Excuse;
    l.text(match seat.presence {
        _ if seat.substitute.as_ref().is_some_and(|one| one.is_present) => key("seat-substituted"),
        Presence::Unmarked => key("seat-unmarked"),
        Presence::Present => key("seat-present"),
        Presence::Left => key("seat-left"),
        Presence::Absent(Excuse::Apology) => key("seat-apology"),
        Presence::Absent(Excuse::None) => key("seat-absent"),
    })
}

pub(super) fn clock(time: ClockTime) -> String {
    format!("{}.{:02}", time.hour(), time.minute())
}

/// An instant's time of day in Denmark: `9.30`.
pub(super) fn local_time(at: &str) -> String {
    let Ok(instant) = at.parse::<Timestamp>() else { return at.to_owned() };
    let time = in_denmark(instant).time();
    format!("{}.{:02}", time.hour(), time.minute())
}

/// Why something cannot have happened.
pub(super) fn refusal(l: Language, error: &MeetingError) -> String {
    use MeetingError as E;
    match error {
        E::NotOpen => l.text("meeting-error-not-open").to_owned(),
        E::IsOpen => l.text("meeting-error-is-open").to_owned(),
        E::IsClosed => l.text("meeting-error-is-closed").to_owned(),
        E::NoBreak => l.text("meeting-error-no-break").to_owned(),
        E::IsAdjourned => l.text("meeting-error-break").to_owned(),
        E::Locked => l.text("meeting-error-locked").to_owned(),
        E::Approved => l.text("meeting-error-approved").to_owned(),
        E::UnknownSeat => l.text("meeting-error-seat").to_owned(),
        E::UnknownEntry => l.text("meeting-error-entry").to_owned(),
        E::UnknownPoint { .. } => l.text("meeting-error-point").to_owned(),
        E::IdTaken => l.text("meeting-error-id").to_owned(),
        E::UnknownEvent => l.text("meeting-error-event").to_owned(),
        E::NotUndone => l.text("meeting-error-not-undone").to_owned(),
        E::Needed(why) => l.with("meeting-error-needed", &[("why", &refusal(l, why))]),
        E::TooManyVotes { given, present } => {
            let (given, present) = (given.to_string(), present.to_string());
            l.with("meeting-error-votes", &[("given", &given), ("present", &present)])
        }
        E::TooManyOfGroup { group, given, present } => {
            let (given, present) = (given.to_string(), present.to_string());
            let words = [("group", group.as_str()), ("given", &given), ("present", &present)];
            l.with("meeting-error-group-votes", &words)
        }
        E::UnknownGroup(group) => l.with("meeting-error-group", &[("group", group)]),
        E::EmptyVote => l.text("meeting-error-empty-vote").to_owned(),
        E::NotPresent(name) => l.with("meeting-error-not-present", &[("name", name)]),
        E::IsPresent(name) => l.with("meeting-error-present", &[("name", name)]),
        E::Disqualified(name) => l.with("meeting-error-disqualified", &[("name", name)]),
        E::HasVoted { name, .. } => l.with("meeting-error-has-voted", &[("name", name)]),
        E::NotDisqualified(name) => l.with("meeting-error-qualified", &[("name", name)]),
        E::TooEarly { name, last } => {
            l.with("meeting-error-early", &[("name", name), ("time", &clock(*last))])
        }
        E::BeforeOpening { name, opened } => {
            l.with("meeting-error-before-opening", &[("name", name), ("time", &clock(*opened))])
        }
        E::Backwards { at, last } => {
            l.with("meeting-error-backwards", &[("time", &clock(*at)), ("last", &clock(*last))])
        }
        E::AfterClosing { name, at, closed } => {
            let (at, closed) = (clock(*at), clock(*closed));
            let words = [("name", name.as_str()), ("time", &at), ("closed", &closed)];
            l.with("meeting-error-after-closing", &words)
        }
        E::NotYet { at, now } => {
            l.with("meeting-error-not-yet", &[("time", &clock(*at)), ("now", &clock(*now))])
        }
        E::NoName => l.text("meeting-error-name").to_owned(),
        E::NoText => l.text("meeting-error-text").to_owned(),
        E::NoDestination => l.text("meeting-error-destination").to_owned(),
        E::Twice(name) => l.with("meeting-error-twice", &[("name", name)]),
    }
}

/// Why a form is no event.
pub(super) fn form_refusal(l: Language, error: &FormError) -> String {
    match error {
        FormError::Time(text) => l.with("meeting-error-time", &[("text", text)]),
        FormError::Date(text) => l.with("meeting-error-date", &[("text", text)]),
        FormError::Number(text) => l.with("meeting-error-number", &[("text", text)]),
        FormError::Missing("medlem") => l.text("meeting-error-no-member").to_owned(),
        FormError::Missing("kl") => l.text("meeting-error-no-time").to_owned(),
        FormError::Unknown(_) | FormError::Missing(_) | FormError::Field(_) => {
            l.text("meeting-error-form").to_owned()
        }
    }
}

/// What happened, in a line of the list of what was entered. `number` says what an item is called.
pub(super) fn event(
    l: Language,
    state: &MeetingState,
    event: &Event,
    number: &dyn Fn(crate::ids::EntryId) -> String,
) -> String {
    let seat = |id| state.seat(id).map_or_else(String::new, |seat| seat.seat.name.clone());
    let item = event.entry().map(number).unwrap_or_default();
    let on = |what: &str| l.with("meeting-said-on", &[("item", &item), ("what", what)]);
    let at = |words: &str, at: ClockTime| l.with(words, &[("time", &clock(at))]);
    match event {
        Event::Roll { seats } => l.count("meeting-said-roll", seats.len() as u64),
        Event::Seated { seat } => l.with("meeting-said-seated", &[("name", &seat.name)]),
        Event::Opened { at: time } => at(key("meeting-said-opened"), *time),
        Event::Adjourned { at: time } => at(key("meeting-said-break"), *time),
        Event::Resumed { at: time } => at(key("meeting-said-resumed"), *time),
        Event::Closed { at: time } => at(key("meeting-said-closed"), *time),
        Event::Present { seats, .. } if seats.len() == 1 => {
            format!("{}: {}", seat(seats[0]), l.text("seat-present"))
        }
        Event::Present { seats, .. } => l.count("meeting-said-present", seats.len() as u64),
        Event::Left { seat: id, at } => {
            l.with("meeting-said-left", &[("name", &seat(*id)), ("time", &clock(*at))])
        }
        Event::Absent { seat: id, with_apology } => {
            let how = if *with_apology { key("seat-apology") } else { key("seat-absent") };
            format!("{}: {}", seat(*id), l.text(how))
        }
        Event::Substitute { seat: id, name, .. } => {
            l.with("meeting-said-substitute", &[("name", name), ("member", &seat(*id))])
        }
        Event::Current { entry: Some(_) } => l.with("meeting-said-current", &[("item", &item)]),
        Event::Current { entry: None } => l.text("meeting-said-no-item").to_owned(),
        Event::Speaking { name, .. } if name.trim().is_empty() => {
            l.text("meeting-said-silence").to_owned()
        }
        Event::Speaking { name, .. } => l.with("meeting-said-speaking", &[("name", name)]),
        Event::Disqualified { seat: id, .. } => {
            on(&l.with("meeting-said-disqualified", &[("name", &seat(*id))]))
        }
        Event::Qualified { seat: id, .. } => {
            on(&l.with("meeting-said-qualified", &[("name", &seat(*id))]))
        }
        Event::Decided { outcome, .. } => on(outcome_label(l, *outcome)),
        Event::Voted { vote, .. } => on(&tally(l, vote.tally())),
        Event::Reserved { stance: kind, by, .. } => {
            on(&format!("{}: {}", stance(l, *kind), voices(l, state, by)))
        }
        Event::Stated { kind, by, .. } => {
            on(&format!("{}: {}", statement(l, *kind), voices(l, state, by)))
        }
        Event::Assigned { what, who, .. } => on(&format!("{who}: {what}")),
        Event::Promised { title, .. } => l.with("meeting-said-promised", &[("title", title)]),
        Event::Noted { text, .. } => on(text),
        Event::Undone { .. } => l.text("meeting-said-undone").to_owned(),
        Event::Locked => l.text("meeting-said-locked").to_owned(),
    }
}
