//! What each event does, and when it cannot have happened.

use raadslag_document::{ClockTime, Outcome};

use super::{
    Disqualification, Event, Excuse, MeetingError, MeetingState, Phase, Presence, Promise,
    Reservation, Seat, SeatState, Statement, TaskMade, Voice, Vote,
};
use crate::ids::{EntryId, EventId, SeatId};

impl MeetingState {
    /// Lets an event happen; one that cannot changes nothing.
    pub(super) fn apply(&mut self, id: EventId, event: &Event) -> Result<(), MeetingError> {
        if self.is_locked {
            return Err(MeetingError::Locked);
        }
        let mut next = self.clone();
        next.happen(id, event)?;
        *self = next;
        Ok(())
    }

    fn happen(&mut self, id: EventId, event: &Event) -> Result<(), MeetingError> {
        match event {
            Event::Roll { seats } => seats.iter().try_for_each(|seat| self.take_seat(seat)),
            Event::Seated { seat } => self.take_seat(seat),
            Event::Opened { .. }
            | Event::Adjourned { .. }
            | Event::Resumed { .. }
            | Event::Closed { .. } => self.turn(event),
            Event::Present { seats, at } => {
                self.not_closed()?;
                self.arrive(seats, *at)
            }
            Event::Left { seat, at } => {
                self.running()?;
                self.leave(*seat, *at)
            }
            Event::Absent { seat, with_apology } => {
                self.not_closed()?;
                let excuse = if *with_apology { Excuse::Apology } else { Excuse::None };
                self.stay_away(*seat, excuse)
            }
            Event::Substitute { seat, name, at } => {
                self.not_closed()?;
                self.sit_in(*seat, name, *at)
            }
            Event::Current { entry } => self.take_up(*entry),
            Event::Speaking { name, about } => self.speak(name, about.as_deref()),
            Event::Disqualified { entry, seat, reason } => {
                self.disqualify(*entry, *seat, reason.as_deref())
            }
            Event::Qualified { entry, seat } => self.qualify(*entry, *seat),
            Event::Decided { entry, point, outcome, text, to } => {
                self.decide(*entry, *point, *outcome, text.as_deref(), to.as_deref())
            }
            Event::Voted { entry, point, vote } => self.vote(*entry, *point, vote),
            Event::Undone { .. } => Ok(()),
            Event::Locked => {
                self.is_locked = true;
                Ok(())
            }
            _ => self.say(id, event),
        }
    }

    fn take_seat(&mut self, seat: &Seat) -> Result<(), MeetingError> {
        if seat.name.trim().is_empty() {
            return Err(MeetingError::NoName);
        }
        if self.seat(seat.id).is_some() {
            return Err(MeetingError::Twice(seat.name.clone()));
        }
        self.seats.push(SeatState {
            seat: seat.clone(),
            presence: Presence::Unmarked,
            substitute: None,
            moves: Vec::new(),
        });
        Ok(())
    }

    /// Opening, breaks and closing.
    fn turn(&mut self, event: &Event) -> Result<(), MeetingError> {
        match (self.phase, event) {
            (Phase::Waiting, Event::Opened { at }) => {
                self.opened = Some(*at);
                self.phase = Phase::Open;
            }
            (Phase::Open, Event::Adjourned { at }) => {
                self.breaks.push((*at, None));
                self.phase = Phase::Adjourned;
            }
            (Phase::Adjourned, Event::Resumed { at }) => self.end_break(*at),
            (Phase::Open | Phase::Adjourned, Event::Closed { at }) => {
                if self.phase == Phase::Adjourned {
                    self.end_break(*at);
                }
                self.leave_item();
                self.speaking = None;
                self.closed = Some(*at);
                self.phase = Phase::Closed;
            }
            (Phase::Closed, _) => return Err(MeetingError::IsClosed),
            (Phase::Waiting, _) => return Err(MeetingError::NotOpen),
            (_, Event::Opened { .. }) => return Err(MeetingError::IsOpen),
            (Phase::Adjourned, _) => return Err(MeetingError::IsAdjourned),
            (Phase::Open, _) => return Err(MeetingError::NoBreak),
        }
        Ok(())
    }

    fn end_break(&mut self, at: ClockTime) {
        if let Some(last) = self.breaks.last_mut() {
            last.1 = Some(at);
        }
        self.phase = Phase::Open;
    }

    fn not_closed(&self) -> Result<(), MeetingError> {
        if self.phase == Phase::Closed { Err(MeetingError::IsClosed) } else { Ok(()) }
    }

    fn running(&self) -> Result<(), MeetingError> {
        self.not_closed()?;
        if self.phase == Phase::Waiting { Err(MeetingError::NotOpen) } else { Ok(()) }
    }

    /// What was decided may also be put right after the meeting was closed.
    fn begun(&self) -> Result<(), MeetingError> {
        if self.phase == Phase::Waiting { Err(MeetingError::NotOpen) } else { Ok(()) }
    }

    fn take_up(&mut self, entry: Option<EntryId>) -> Result<(), MeetingError> {
        self.running()?;
        if self.current == entry {
            return Ok(());
        }
        self.leave_item();
        self.speaking = None;
        self.current = entry;
        if let Some(entry) = entry {
            self.items.entry(entry).or_default();
            if !self.course.contains(&entry) {
                self.course.push(entry);
            }
        }
        Ok(())
    }

    fn leave_item(&mut self) {
        if let Some(entry) = self.current.take() {
            self.count_missing(entry);
        }
    }

    fn speak(&mut self, name: &str, about: Option<&str>) -> Result<(), MeetingError> {
        self.running()?;
        let name = name.trim();
        self.speaking = (!name.is_empty()).then(|| (name.to_owned(), given(about)));
        Ok(())
    }

    fn disqualify(
        &mut self,
        entry: EntryId,
        seat: SeatId,
        reason: Option<&str>,
    ) -> Result<(), MeetingError> {
        self.begun()?;
        let state = self.seat(seat).ok_or(MeetingError::UnknownSeat)?;
        let name = state.holder().to_owned();
        if let Some(point) = self.items.get(&entry).and_then(|item| item.voted_by(seat)) {
            return Err(MeetingError::HasVoted { name, point });
        }
        let disqualification = Disqualification { name, reason: given(reason) };
        self.items.entry(entry).or_default().disqualified.insert(seat, disqualification);
        self.still_possible(entry)
    }

    fn qualify(&mut self, entry: EntryId, seat: SeatId) -> Result<(), MeetingError> {
        let name = self.seat(seat).ok_or(MeetingError::UnknownSeat)?.holder().to_owned();
        let item = self.items.entry(entry).or_default();
        item.disqualified.remove(&seat).map(drop).ok_or(MeetingError::NotDisqualified(name))
    }

    /// A vote entered before must still be possible while the item is dealt with.
    fn still_possible(&self, entry: EntryId) -> Result<(), MeetingError> {
        let Some(item) = self.items.get(&entry).filter(|_| self.current == Some(entry)) else {
            return Ok(());
        };
        item.points
            .values()
            .filter_map(|point| point.vote.as_ref())
            .try_for_each(|vote| vote.check(self, entry))
    }

    fn decide(
        &mut self,
        entry: EntryId,
        point: u16,
        outcome: Outcome,
        text: Option<&str>,
        to: Option<&str>,
    ) -> Result<(), MeetingError> {
        self.begun()?;
        let (text, to) = (given(text), given(to));
        if outcome == Outcome::ApprovedWithChanges && text.is_none() {
            return Err(MeetingError::NoText);
        }
        if outcome == Outcome::Referred && to.is_none() {
            return Err(MeetingError::NoDestination);
        }
        self.count_missing_unless_closed(entry);
        let state = self.items.entry(entry).or_default().points.entry(point).or_default();
        (state.outcome, state.text, state.to) = (outcome, text, to);
        Ok(())
    }

    fn vote(&mut self, entry: EntryId, point: u16, vote: &Vote) -> Result<(), MeetingError> {
        self.begun()?;
        vote.check(self, entry)?;
        self.count_missing_unless_closed(entry);
        let state = self.items.entry(entry).or_default().points.entry(point).or_default();
        state.vote = Some(vote.clone());
        Ok(())
    }

    fn count_missing_unless_closed(&mut self, entry: EntryId) {
        if self.current == Some(entry) {
            self.count_missing(entry);
        }
    }

    /// What is said on an item, in words.
    fn say(&mut self, id: EventId, event: &Event) -> Result<(), MeetingError> {
        self.begun()?;
        match event {
            Event::Reserved { entry, stance, by, text } => {
                self.voices(by)?;
                let text = text.as_deref();
                let one = Reservation { stance: *stance, by: by.clone(), text: given(text) };
                self.items.entry(*entry).or_default().reservations.push(one);
            }
            Event::Stated { entry, kind, by, text } => {
                self.voices(by)?;
                let one = Statement { kind: *kind, by: by.clone(), text: needed(text)? };
                self.items.entry(*entry).or_default().statements.push(one);
            }
            Event::Assigned { entry, what, who, due } => {
                let (what, who) = (needed(what)?, who.trim().to_owned());
                if who.is_empty() {
                    return Err(MeetingError::NoName);
                }
                let one = TaskMade { event: id, what, who, due: *due };
                self.items.entry(*entry).or_default().tasks.push(one);
            }
            Event::Promised { entry, title, note } => {
                let (title, note) = (needed(title)?, given(note.as_deref()));
                self.promises.push(Promise { event: id, entry: *entry, title, note });
            }
            Event::Noted { entry, text } => {
                let text = needed(text)?;
                self.items.entry(*entry).or_default().notes.push(text);
            }
            _ => {}
        }
        Ok(())
    }

    fn voices(&self, voices: &[Voice]) -> Result<(), MeetingError> {
        if voices.is_empty() {
            return Err(MeetingError::NoName);
        }
        voices.iter().try_for_each(|voice| match voice {
            Voice::Seat(seat) => self.seat(*seat).map(drop).ok_or(MeetingError::UnknownSeat),
            Voice::Group(group) if self.groups().contains(&group.as_str()) => Ok(()),
            Voice::Group(group) => Err(MeetingError::UnknownGroup(group.clone())),
        })
    }
}

fn given(text: Option<&str>) -> Option<String> {
    text.map(str::trim).filter(|text| !text.is_empty()).map(ToOwned::to_owned)
}

fn needed(text: &str) -> Result<String, MeetingError> {
    given(Some(text)).ok_or(MeetingError::NoText)
}
