//! What minutes say: composed of the agenda and of what happened. No IO, no clock.
//!
//! Minutes are Danish, like the agendas they answer. The sentences here are those of municipal minutes.

use std::collections::BTreeMap;

use raadslag_document::{
    Attendance, Attendee, Decision, Document, DocumentKind, GroupVote, Outcome, PointDecision,
    Substitute, Votes,
};

use crate::ids::SeatId;
use crate::meetings::rules::{
    Ballot, Excuse, ItemState, MeetingState, Move, PointState, Presence, SeatState, Stance,
    StatementKind, Tally, TaskMade, Voice, Vote,
};
use crate::meetings::{Agenda, Line};

/// What a place in the minutes says where it departs from what is composed.
pub type Departures = BTreeMap<String, String>;

/// The name of the place of what is said about the meeting as a whole.
pub const HEAD: &str = "head";

/// How far minutes are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Written by the secretariat.
    Draft,
    /// With the members, for comments.
    Sent,
    /// Approved by the next meeting, word for word: nothing in them changes any more.
    Approved,
    /// Public and locked.
    Published,
}

impl Stage {
    /// Whether the text can be written.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Draft | Self::Sent)
    }
}

/// The minutes: the agenda's document with what happened in it.
pub fn document(
    agenda: &Document,
    lines: &Agenda,
    state: &MeetingState,
    departures: &Departures,
) -> Document {
    let mut minutes = agenda.clone();
    minutes.document = DocumentKind::Minutes;
    minutes.meeting.start = state.opened.or(minutes.meeting.start);
    minutes.meeting.end = state.closed.or(minutes.meeting.end);
    minutes.meeting.supplementary = false;
    let mut attendance = attendance(lines, state);
    if let Some(text) = departures.get(HEAD) {
        attendance.notes = paragraphs(text);
    }
    minutes.attendance = Some(attendance);
    let items = minutes.sections.iter_mut().flat_map(|section| &mut section.items);
    for (item, line) in items.zip(&lines.entries) {
        let nothing = ItemState::default();
        let held = state.item(line.entry).unwrap_or(&nothing);
        let mut decision = decision(line, held, state);
        if let Some(text) = departures.get(&line.entry.to_string()) {
            decision.text = text.trim().to_owned();
        }
        item.decision = (!is_silent(&decision)).then_some(decision);
    }
    minutes
}

fn is_silent(decision: &Decision) -> bool {
    *decision == Decision::default()
}

fn paragraphs(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(ToOwned::to_owned).collect()
}

/// What is said about the meeting as a whole, as composed: a line each.
pub fn head_text(lines: &Agenda, state: &MeetingState) -> String {
    attendance(lines, state).notes.join("\n")
}

/// An item's decision, as composed.
pub fn decision(line: &Line, held: &ItemState, state: &MeetingState) -> Decision {
    let mut said = Vec::new();
    said.extend(held.disqualified.iter().map(|(seat, one)| {
        let name = state
            .seat(*seat)
            .map_or_else(|| one.name.clone(), |seat| named(&one.name, seat.seat.party.as_deref()));
        let reason = one.reason.as_ref().map(|reason| format!(" Begrundelse: {}", full(reason)));
        let reason = reason.unwrap_or_default();
        format!("{name} er inhabil og deltog ikke i behandlingen af punktet.{reason}")
    }));
    let several = line.points.len() > 1;
    for (point, state_of) in &held.points {
        let sentence = point_text(state_of, state);
        match (several, point, sentence.is_empty()) {
            (_, _, true) => {}
            (true, 1.., _) => said.push(format!("Ad {point}: {sentence}")),
            _ => said.push(sentence),
        }
    }
    said.extend(held.notes.iter().map(|note| full(note)));
    said.extend(held.tasks.iter().map(task_text));
    Decision {
        text: said.join("\n"),
        outcome: held.outcome(),
        votes: votes(held, state),
        reservations: reservations(held, state),
        absent: absent(held, state),
        statements: held
            .statements
            .iter()
            .map(|one| {
                let kind = match one.kind {
                    StatementKind::Entry => "Protokolbemærkning",
                    StatementKind::Minority => "Mindretalsudtalelse",
                };
                format!("{kind} fra {}: {}", who(state, &one.by), full(&one.text))
            })
            .collect(),
        points: if several { point_decisions(held, state) } else { Vec::new() },
    }
}

fn point_decisions(held: &ItemState, state: &MeetingState) -> Vec<PointDecision> {
    let single =
        held.points.iter().filter(|(point, one)| **point > 0 && one.outcome != Outcome::None);
    single
        .map(|(point, one)| PointDecision {
            point: point.to_string(),
            text: point_text(one, state),
            outcome: one.outcome,
        })
        .collect()
}

/// The outcome and the vote of a recommendation, in sentences.
pub fn point_text(point: &PointState, state: &MeetingState) -> String {
    let outcome = outcome_sentence(point);
    let vote = point.vote.as_ref().map(|vote| vote_text(vote, state)).unwrap_or_default();
    [outcome, vote].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn outcome_sentence(point: &PointState) -> String {
    let text = point.text.as_deref().map(str::trim).unwrap_or_default();
    let to = point.to.as_deref().map(|to| format!(" til {to}")).unwrap_or_default();
    let word = match point.outcome {
        Outcome::Approved => "Godkendt",
        Outcome::ApprovedWithChanges => return changed(text),
        Outcome::Recommended => "Anbefalet",
        Outcome::Discussed => "Drøftet",
        Outcome::Noted => "Taget til efterretning",
        Outcome::Postponed => "Udsat",
        Outcome::Rejected => "Forkastet",
        Outcome::Withdrawn => "Trukket tilbage",
        Outcome::Referred => "Henvist",
        Outcome::Returned => "Sendt tilbage",
        Outcome::Appointed => {
            return if text.is_empty() { "Valgt.".into() } else { full(&format!("Valgt: {text}")) };
        }
        Outcome::None => return full(text),
    };
    added(&format!("{word}{to}"), text)
}

/// "Godkendt, idet …" goes on the sentence; anything else follows it.
fn added(sentence: &str, text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    match first {
        "" => full(sentence),
        "idet" | "dog" | "således" | "med" | "under" | "for" => {
            full(&format!("{sentence}, {text}"))
        }
        "til" | "indtil" => full(&format!("{sentence} {text}")),
        _ => format!("{} {}", full(sentence), full(text)),
    }
}

fn changed(text: &str) -> String {
    let first = text.split_whitespace().next().unwrap_or_default();
    if matches!(first, "idet" | "dog" | "således") {
        return full(&format!("Godkendt med ændringer, {text}"));
    }
    if first == "at" {
        return full(&format!("Godkendt med den ændring, {text}"));
    }
    full(&format!("Godkendt med følgende ændring: {text}"))
}

/// With a full stop, if it does not end as a sentence does.
fn full(text: &str) -> String {
    let text = text.trim();
    match text.chars().last() {
        None => String::new(),
        Some('.' | '!' | '?' | ':' | '»' | '"' | '”') => text.to_owned(),
        Some(_) => format!("{text}."),
    }
}

fn named(name: &str, party: Option<&str>) -> String {
    match party {
        Some(party) => format!("{name} ({party})"),
        None => name.to_owned(),
    }
}

fn holder(seat: &SeatState) -> String {
    named(seat.holder(), seat.seat.party.as_deref())
}

fn seat_name(state: &MeetingState, seat: SeatId) -> String {
    state.seat(seat).map_or_else(String::new, holder)
}

/// "Anna Berg (A), Bo Dam (V) og gruppe Ø".
fn who(state: &MeetingState, by: &[Voice]) -> String {
    let name = |voice: &Voice| match voice {
        Voice::Seat(seat) => seat_name(state, *seat),
        Voice::Group(group) => format!("gruppe {group}"),
    };
    listed(&by.iter().map(name).collect::<Vec<_>>())
}

/// "a, b og c".
fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} og {last}", rest.join(", ")),
    }
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Kommunestyrelsesloven § 13: what each voted; naming groups is enough where they voted by group.
fn vote_text(vote: &Vote, state: &MeetingState) -> String {
    let sides = match vote {
        Vote::Hands(tally) => return hands_text(*tally),
        Vote::Groups(groups) => {
            let side = |of: fn(&Tally) -> u32| {
                let given = groups.iter().filter(|(_, tally)| of(tally) > 0);
                given.map(|(group, tally)| format!("{group} ({})", of(tally))).collect::<Vec<_>>()
            };
            [side(|t| t.in_favour), side(|t| t.against), side(|t| t.abstained)]
        }
        Vote::Names(names) => [Ballot::For, Ballot::Against, Ballot::Abstained].map(|ballot| {
            let given = state.seats.iter().filter(|seat| names.get(&seat.seat.id) == Some(&ballot));
            given.map(holder).collect()
        }),
    };
    let words = ["For stemte", "Imod stemte", "Undlod at stemme"];
    let given = words.iter().zip(sides).filter(|(_, names)| !names.is_empty());
    given.map(|(word, names)| format!("{word}: {}.", listed(&names))).collect::<Vec<_>>().join(" ")
}

fn hands_text(tally: Tally) -> String {
    let members = |n: u32| if n == 1 { "1 medlem".to_owned() } else { format!("{n} medlemmer") };
    let mut parts = vec![format!("For stemte {}", members(tally.in_favour))];
    if tally.against > 0 {
        parts.push(format!("imod stemte {}", members(tally.against)));
    }
    if tally.abstained > 0 {
        parts.push(format!("{} undlod at stemme", members(tally.abstained)));
    }
    full(&listed(&parts))
}

/// The vote as numbers and sides; that of the whole where there is one, else the only one held.
fn votes(held: &ItemState, state: &MeetingState) -> Option<Votes> {
    let (point, first) = held.points.iter().find(|(_, point)| point.vote.is_some())?;
    let decided = held.points.values().filter(|point| point.outcome != Outcome::None).count();
    if *point != 0 && decided > 1 {
        // A vote on one of several recommendations is none on the item: it stands in the text.
        return None;
    }
    let vote = first.vote.as_ref()?;
    let tally = vote.tally();
    let parties = match vote {
        Vote::Hands(_) => BTreeMap::new(),
        Vote::Groups(groups) => groups
            .iter()
            .filter_map(|(group, tally)| whole_group(*tally).map(|vote| (group.clone(), vote)))
            .collect(),
        Vote::Names(names) => by_party(names, state),
    };
    Some(Votes {
        in_favour: Some(tally.in_favour),
        against: Some(tally.against),
        abstained: Some(tally.abstained),
        parties,
    })
}

/// The side of a group that did not split; who stood where in one that did is not known.
fn whole_group(tally: Tally) -> Option<GroupVote> {
    let whole = |n: u32| (n > 0).then(Vec::new);
    let vote = GroupVote {
        in_favour: whole(tally.in_favour),
        against: whole(tally.against),
        abstained: whole(tally.abstained),
    };
    let sides = [&vote.in_favour, &vote.against, &vote.abstained];
    (sides.iter().filter(|side| side.is_some()).count() == 1).then_some(vote)
}

fn by_party(names: &BTreeMap<SeatId, Ballot>, state: &MeetingState) -> BTreeMap<String, GroupVote> {
    let mut parties: BTreeMap<String, GroupVote> = BTreeMap::new();
    for seat in &state.seats {
        let Some(ballot) = names.get(&seat.seat.id) else { continue };
        let party = seat.seat.party.clone().unwrap_or_else(|| seat.holder().to_owned());
        let vote = parties.entry(party).or_default();
        let side = match ballot {
            Ballot::For => &mut vote.in_favour,
            Ballot::Against => &mut vote.against,
            Ballot::Abstained => &mut vote.abstained,
        };
        side.get_or_insert_default().push(seat.holder().to_owned());
    }
    parties
}

/// A reservation is not a vote against.
fn reservations(held: &ItemState, state: &MeetingState) -> Vec<String> {
    let sentence = |one: &crate::meetings::rules::Reservation| {
        let verb = match one.stance {
            Stance::Reservation => "tager forbehold",
            Stance::Against => "kan ikke tiltræde beslutningen",
        };
        let text = one.text.as_ref().map(|text| format!(": {}", full(text)));
        let end = text.unwrap_or_else(|| ".".into());
        format!("{} {verb}{end}", capital(&who(state, &one.by)))
    };
    held.reservations.iter().map(sentence).collect()
}

/// Who took no part, of those who took part in others.
fn absent(held: &ItemState, state: &MeetingState) -> Vec<String> {
    let mut names: Vec<String> = held.disqualified.values().map(|one| one.name.clone()).collect();
    let missing = held.missing.iter().flatten().filter_map(|seat| state.seat(*seat));
    names.extend(missing.filter(|seat| took_part(seat)).map(|seat| seat.holder().to_owned()));
    names.dedup();
    names
}

/// Someone was there for the seat at some time.
fn took_part(seat: &SeatState) -> bool {
    seat.is_taken() || seat.presence == Presence::Left || !seat.moves.is_empty()
}

fn task_text(task: &TaskMade) -> String {
    let due = task.due.map(|due| format!(" Frist: {}", crate::i18n::Language::Danish.date(due)));
    let due = due.map(|due| full(&due)).map(|due| format!(" {due}")).unwrap_or_default();
    let follow_up = crate::i18n::Language::Danish.text("minutes-follow-up");
    format!("{follow_up} {}: {}{due}", task.who, full(&task.what))
}

/// Who was there, and who came and went when.
fn attendance(lines: &Agenda, state: &MeetingState) -> Attendance {
    let mut attendance = Attendance::default();
    for seat in &state.seats {
        let member = |role: Option<&str>| Attendee {
            name: seat.seat.name.clone(),
            party: seat.seat.party.clone(),
            role: role.map(ToOwned::to_owned),
        };
        match seat.presence {
            Presence::Present | Presence::Left => {
                attendance.present.push(member(seat.seat.leads.then_some("formand")));
            }
            Presence::Absent(Excuse::Apology) => attendance.absent.push(member(Some("afbud"))),
            Presence::Absent(Excuse::None) | Presence::Unmarked => {
                attendance.absent.push(member(None));
            }
        }
        if let Some(substitute) = &seat.substitute {
            let (name, for_member) = (substitute.name.clone(), Some(seat.seat.name.clone()));
            attendance.substitutes.push(Substitute { name, for_member });
        }
    }
    attendance.notes = notes(lines, state);
    attendance
}

fn notes(lines: &Agenda, state: &MeetingState) -> Vec<String> {
    let mut notes = Vec::new();
    match (state.opened, state.closed) {
        (Some(opened), Some(closed)) => notes.push(format!(
            "Mødet blev åbnet kl. {} og sluttede kl. {}.",
            clock(opened),
            clock(closed)
        )),
        (Some(opened), None) => notes.push(format!("Mødet blev åbnet kl. {}.", clock(opened))),
        _ => {}
    }
    for (from, to) in &state.breaks {
        let Some(to) = to else { continue };
        notes.push(format!("Der var pause kl. {}-{}.", clock(*from), clock(*to)));
    }
    for seat in &state.seats {
        notes.extend(seat.moves.iter().map(|moved| move_text(seat, moved)));
        let items = items_missed(lines, state, seat);
        if took_part(seat) && !items.is_empty() {
            let word =
                if items.len() == 1 && !items[0].contains('-') { "punkt" } else { "punkterne" };
            let name = named(&seat.seat.name, seat.seat.party.as_deref());
            notes.push(format!("{name} deltog ikke under {word} {}.", listed(&items)));
        }
    }
    notes
}

fn move_text(seat: &SeatState, moved: &Move) -> String {
    let party = seat.seat.party.as_deref();
    match moved {
        Move::Left { name, at } => {
            format!("{} forlod mødet kl. {}.", named(name, party), clock(*at))
        }
        Move::Arrived { name, at } if *name == seat.seat.name => {
            format!("{} kom til mødet kl. {}.", named(name, party), clock(*at))
        }
        Move::Arrived { name, at } => format!(
            "{} deltog fra kl. {} som stedfortræder for {}.",
            named(name, party),
            clock(*at),
            seat.seat.name
        ),
    }
}

/// The items nobody was there for the seat at, neighbours on the agenda drawn together: "2.3-2.5".
fn items_missed(lines: &Agenda, state: &MeetingState, seat: &SeatState) -> Vec<String> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    let treated = lines.entries.iter().filter(|line| state.course.contains(&line.entry));
    let treated: Vec<&Line> = treated.collect();
    for (at, line) in treated.iter().enumerate() {
        let missing = state.item(line.entry).and_then(|item| item.missing.as_ref());
        if missing.is_none_or(|missing| !missing.contains(&seat.seat.id)) {
            continue;
        }
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == at => *last = at,
            _ => runs.push((at, at)),
        }
    }
    let number = |at: usize| treated[at].number.clone();
    let text = |(from, to): (usize, usize)| {
        if from == to { number(from) } else { format!("{}-{}", number(from), number(to)) }
    };
    runs.into_iter().map(text).collect()
}

fn clock(time: raadslag_document::ClockTime) -> String {
    format!("{}.{:02}", time.hour(), time.minute())
}
