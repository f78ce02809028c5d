//! What members see of a meeting while it runs.

use askama::Template;
use raadslag_document::{Access, Outcome};

use super::rules::{ItemState, MeetingState, Phase};
use super::said::{self, outcome_label, outcome_text};
use super::view::{attendance, lead, status};
use super::{Agenda, Line};
use crate::agendas::Planned;
use crate::i18n::Language;
use crate::ids::{AccountId, EntryId, SeatId};
use crate::shell::{Crumb, Frame, Visit};

/// A result: the recommendation it answers, the outcome and the vote.
struct ResultRow {
    label: String,
    outcome: String,
    vote: String,
}

/// An item in the list.
struct LiveItem {
    entry: String,
    number: String,
    title: String,
    is_closed: bool,
    is_current: bool,
    is_done: bool,
    /// They are disqualified from it.
    is_barred: bool,
    href: Option<String>,
    points: Vec<String>,
    results: Vec<ResultRow>,
}

/// What changes while the meeting runs.
#[derive(Template)]
#[template(path = "meetings/live.html")]
pub(super) struct LivePart {
    l: Language,
    status: String,
    is_closed: bool,
    attendance: String,
    speaking: Option<(String, Option<String>)>,
    items: Vec<LiveItem>,
}

/// `/mit/moede/{planned}`.
#[derive(Template)]
#[template(path = "meetings/member.html")]
pub(super) struct MemberPage {
    frame: Frame,
    planned: String,
    lead: String,
    sequence: i64,
    part: LivePart,
}

impl LivePart {
    /// As an account may see it.
    pub(super) fn new(
        l: Language,
        agenda: &Agenda,
        state: &MeetingState,
        account: Option<AccountId>,
    ) -> Self {
        let own: Option<SeatId> = account.and_then(|account| account.to_string().parse().ok());
        let barred = agenda.barred(state);
        let is_barred = |entry: EntryId| own.is_some_and(|seat| barred.contains(&(seat, entry)));
        let items = agenda.entries.iter().map(|line| item(l, state, line, is_barred(line.entry)));
        Self {
            l,
            status: status(l, state),
            is_closed: state.phase == Phase::Closed,
            attendance: attendance(l, state),
            speaking: state.speaking.clone().filter(|_| !state.current.is_some_and(is_barred)),
            items: items.collect(),
        }
    }

    fn current(&self) -> Option<&LiveItem> {
        self.items.iter().find(|item| item.is_current)
    }
}

impl MemberPage {
    pub(super) fn new(
        visit: &Visit,
        planned: &Planned,
        body: &str,
        sequence: i64,
        part: LivePart,
    ) -> Self {
        let l = visit.language;
        let desk = Crumb::new(l.text("desk-title"), "/arbejde");
        let title = l.with("meeting-live-title", &[("body", body)]);
        let mut frame = Frame::new(visit, title).reached([desk]);
        frame.hidden = true;
        let lead = lead(l, planned);
        Self { frame, planned: planned.id.to_string(), lead, sequence, part }
    }
}

fn item(l: Language, state: &MeetingState, line: &Line, is_barred: bool) -> LiveItem {
    let empty = ItemState::default();
    let held = state.item(line.entry).unwrap_or(&empty);
    let title = if is_barred { &line.public_title } else { &line.title };
    LiveItem {
        entry: line.entry.to_string(),
        number: line.number.clone(),
        title: title.clone(),
        is_closed: line.access == Access::Closed,
        is_current: state.current == Some(line.entry),
        is_done: held.is_decided(),
        is_barred,
        href: line.archive_item.as_ref().filter(|_| !is_barred).map(|s| format!("/punkt/{s}")),
        points: if is_barred { Vec::new() } else { line.points.clone() },
        results: if is_barred { Vec::new() } else { results(l, line, held) },
    }
}

fn results(l: Language, line: &Line, held: &ItemState) -> Vec<ResultRow> {
    let label = |point: u16| match (point, line.points.len()) {
        (0, 0 | 1) => String::new(),
        (0, _) => l.text("meeting-all-recommendations").to_owned(),
        (point, _) => l.count("meeting-recommendation", point),
    };
    let row = |(point, state): (&u16, &super::rules::PointState)| ResultRow {
        label: label(*point),
        outcome: match state.outcome {
            Outcome::None => outcome_label(l, Outcome::None).to_owned(),
            _ => outcome_text(l, state),
        },
        vote: state.tally().map(|tally| said::tally(l, tally)).unwrap_or_default(),
    };
    held.points.iter().map(row).collect()
}
