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
        let Some(first) = course.first().copied() else { return Ok(()) };
        let since = |at: ClockTime| evening(first, at);
        if let Some(two) = course.windows(2).find(|two| since(two[1]) < since(two[0])) {
            return Err(MeetingError::Backwards { at: two[1], last: two[0] });
        }
        let Some(closed) = self.closed else { return Ok(()) };
        let mut moves = self.seats.iter().flat_map(|seat| &seat.moves);
        match moves.find(|moved| since(moved.at()) > since(closed)) {
            Some(Move::Arrived { name, at } | Move::Left { name, at }) => {
                Err(MeetingError::AfterClosing { name: name.clone(), at: *at, closed })
            }
            None => Ok(()),
        }
    }
}

fn minutes(time: ClockTime) -> u32 {
    u32::from(time.hour()) * 60 + u32::from(time.minute())
}

/// Minutes from the midnight before a meeting began: more than half a day earlier than that is the
/// night after it.
fn evening(begun: ClockTime, at: ClockTime) -> u32 {
    let next_day = minutes(at) + 12 * 60 < minutes(begun);
    minutes(at) + if next_day { 24 * 60 } else { 0 }
}

/// Nothing of a meeting held today has happened at a time that is still to come.
pub fn has_come(event: &Event, now: ClockTime) -> Result<(), MeetingError> {
    match event.at() {
        Some(at) if minutes(at) > minutes(now) + AHEAD => Err(MeetingError::NotYet { at, now }),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_evening_may_end_after_midnight() {
        let at = |hour, minute| ClockTime::new(hour, minute).unwrap();
        let begun = at(19, 0);
        assert!(evening(begun, at(0, 30)) > evening(begun, at(23, 59)));
        assert!(evening(begun, at(18, 30)) < evening(begun, begun), "half an hour early");
        assert!(evening(at(9, 30), at(0, 30)) < evening(at(9, 30), at(9, 30)));
    }
}
