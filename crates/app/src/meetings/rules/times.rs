//! Times that can have been. They are asked about when something is entered, not when events are
//! folded: what was taken before stays as it is.

use raadslag_document::ClockTime;

use super::{Event, MeetingError, MeetingState, Move};

/// Minutes by which a browser's clock may be ahead of the server's.
const AHEAD: u32 = 10;

impl MeetingState {
    /// Whether the meeting was opened, had its breaks and was closed in that order, and nobody came
    /// or went once it was over.
    pub(super) fn in_order(&self) -> Result<(), MeetingError> {
        let breaks = self.breaks.iter().flat_map(|(from, to)| [Some(*from), *to]);
        let course: Vec<ClockTime> =
            [self.opened].into_iter().chain(breaks).chain([self.closed]).flatten().collect();
        if let Some(two) = course.windows(2).find(|two| two[1] < two[0]) {
            return Err(MeetingError::Backwards { at: two[1], last: two[0] });
        }
        let Some(closed) = self.closed else { return Ok(()) };
        let mut moves = self.seats.iter().flat_map(|seat| &seat.moves);
        match moves.find(|moved| moved.at() > closed) {
            Some(Move::Arrived { name, at } | Move::Left { name, at }) => {
                Err(MeetingError::AfterClosing { name: name.clone(), at: *at, closed })
            }
            None => Ok(()),
        }
    }
}

/// Nothing of a meeting held today has happened at a time that is still to come.
pub fn has_come(event: &Event, now: ClockTime) -> Result<(), MeetingError> {
    let minutes = |time: ClockTime| u32::from(time.hour()) * 60 + u32::from(time.minute());
    match event.at() {
        Some(at) if minutes(at) > minutes(now) + AHEAD => Err(MeetingError::NotYet { at, now }),
        _ => Ok(()),
    }
}
