//! Coming, going and sitting in.

use std::collections::BTreeSet;

use raadslag_document::ClockTime;

use super::{Excuse, MeetingError, MeetingState, Move, Presence, SeatState, Substitution};
use crate::ids::{EntryId, SeatId};

impl MeetingState {
    pub(super) fn seat_mut(&mut self, id: SeatId) -> Result<&mut SeatState, MeetingError> {
        let seat = self.seats.iter_mut().find(|seat| seat.seat.id == id);
        seat.ok_or(MeetingError::UnknownSeat)
    }

    pub(super) fn arrive(
        &mut self,
        seats: &[SeatId],
        at: Option<ClockTime>,
    ) -> Result<(), MeetingError> {
        for id in seats {
            let seat = self.seat_mut(*id)?;
            // Said again it changes nothing; with a time, only who is away can come.
            if let Some(at) = at {
                seat.arrive_at(at)?;
            } else {
                seat.presence = Presence::Present;
                seat.substitute = None;
                seat.moves.clear();
            }
        }
        Ok(())
    }

    pub(super) fn leave(&mut self, seat: SeatId, at: ClockTime) -> Result<(), MeetingError> {
        let opened = self.opened.filter(|opened| at < *opened);
        let seat = self.seat_mut(seat)?;
        if !seat.is_taken() {
            return Err(MeetingError::NotPresent(seat.holder().to_owned()));
        }
        if let Some(opened) = opened {
            return Err(MeetingError::BeforeOpening { name: seat.holder().to_owned(), opened });
        }
        seat.not_before(at)?;
        let name = seat.holder().to_owned();
        match &mut seat.substitute {
            Some(substitute) => substitute.is_present = false,
            None => seat.presence = Presence::Left,
        }
        seat.moves.push(Move::Left { name, at });
        Ok(())
    }

    pub(super) fn stay_away(&mut self, seat: SeatId, excuse: Excuse) -> Result<(), MeetingError> {
        let seat = self.seat_mut(seat)?;
        seat.presence = Presence::Absent(excuse);
        seat.substitute = None;
        seat.moves.clear();
        Ok(())
    }

    /// Only for a seat whose member is away, or disqualified from the item being dealt with.
    pub(super) fn sit_in(
        &mut self,
        seat: SeatId,
        name: &str,
        at: Option<ClockTime>,
    ) -> Result<(), MeetingError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(MeetingError::NoName);
        }
        let is_disqualified = self.seat(seat).is_some_and(|state| {
            let item = self.current.and_then(|entry| self.items.get(&entry));
            item.is_some_and(|item| item.is_disqualified(state))
        });
        let seat = self.seat_mut(seat)?;
        if seat.is_taken() && !is_disqualified {
            return Err(MeetingError::IsPresent(seat.holder().to_owned()));
        }
        if let Some(at) = at {
            seat.not_before(at)?;
            seat.moves.push(Move::Arrived { name: name.to_owned(), at });
        }
        let name = name.to_owned();
        seat.substitute = Some(Substitution { name, since: at, is_present: true });
        Ok(())
    }

    /// Remembers whose seats are empty for an item: once, when it is decided or left.
    pub(super) fn count_missing(&mut self, entry: EntryId) {
        let empty = self.seats.iter().filter(|seat| !seat.is_taken());
        let empty: BTreeSet<SeatId> = empty.map(|seat| seat.seat.id).collect();
        self.items.entry(entry).or_default().missing.get_or_insert(empty);
    }
}

impl SeatState {
    fn arrive_at(&mut self, at: ClockTime) -> Result<(), MeetingError> {
        if self.presence == Presence::Present && self.substitute.is_none() {
            return Err(MeetingError::IsPresent(self.seat.name.clone()));
        }
        self.not_before(at)?;
        if self.is_taken() {
            // The member takes the seat back.
            let name = self.holder().to_owned();
            self.moves.push(Move::Left { name, at });
        }
        self.presence = Presence::Present;
        self.substitute = None;
        self.moves.push(Move::Arrived { name: self.seat.name.clone(), at });
        Ok(())
    }

    fn not_before(&self, at: ClockTime) -> Result<(), MeetingError> {
        match self.moves.last().map(Move::at) {
            Some(last) if at < last => {
                Err(MeetingError::TooEarly { name: self.holder().to_owned(), last })
            }
            _ => Ok(()),
        }
    }
}
