use jiff::civil::Date;
use raadslag_document::ClockTime;

use super::deadlines::{Deadline, DeadlineKind, deadlines};
use super::holidays::{DayOff, day_off};
use super::settings::BodyPlan;

/// Something about a planned meeting that should be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Warning {
    /// A deadline was over before the meeting was planned, or is over now with the meeting ahead.
    Past(DeadlineKind, Date),
    /// Nobody works on the day of a deadline.
    OnDayOff(DeadlineKind, Date, DayOff),
    /// Nobody works on the day of the meeting.
    MeetingOnDayOff(DayOff),
    /// Two deadlines stand in the wrong order.
    OutOfOrder(DeadlineKind, DeadlineKind),
    /// Those who prepare are wanted at two places at once: the other body's slug.
    Collision(String),
    /// Those who prepare do not meet between the call for items and their own deadline.
    NoPreparation(String),
}

/// A meeting as far as it can stand in another's way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The body's slug.
    pub body: String,
    /// The slug of the body that prepares it.
    pub prepared_by: Option<String>,
    /// The day.
    pub date: Date,
    /// From.
    pub start: Option<ClockTime>,
    /// To.
    pub end: Option<ClockTime>,
}

/// What is to be looked at in one meeting, given all others.
pub fn warnings(slot: &Slot, plan: &BodyPlan, others: &[Slot], today: Date) -> Vec<Warning> {
    let due = deadlines(slot.date, &plan.deadlines, &plan.days_off);
    let mut found = Vec::new();
    found.extend(day_off(slot.date, &plan.days_off).map(Warning::MeetingOnDayOff));
    for deadline in &due {
        let Deadline { kind, date } = *deadline;
        if slot.date >= today && kind != DeadlineKind::Minutes && date < today {
            found.push(Warning::Past(kind, date));
        }
        found.extend(day_off(date, &plan.days_off).map(|off| Warning::OnDayOff(kind, date, off)));
    }
    found.extend(out_of_order(&due));
    let colliding = others.iter().filter(|other| collides(slot, other));
    found.extend(colliding.map(|other| Warning::Collision(other.body.clone())));
    found.extend(unprepared(slot, &due, others));
    found
}

/// Deadlines follow each other as their kinds do.
fn out_of_order(due: &[Deadline]) -> Option<Warning> {
    due.windows(2)
        .find(|pair| pair[0].kind > pair[1].kind)
        .map(|pair| Warning::OutOfOrder(pair[1].kind, pair[0].kind))
}

/// Two meetings at one time want the same people: both bodies are prepared by the same one, or the
/// one prepares the other.
fn collides(slot: &Slot, other: &Slot) -> bool {
    let same_people = slot.prepared_by.as_deref() == Some(&other.body)
        || other.prepared_by.as_deref() == Some(&slot.body)
        || (slot.prepared_by.is_some() && slot.prepared_by == other.prepared_by);
    slot.body != other.body && slot.date == other.date && same_people && overlaps(slot, other)
}

/// A time not said may be any.
fn overlaps(a: &Slot, b: &Slot) -> bool {
    let (Some(a_start), Some(b_start)) = (a.start, b.start) else { return true };
    let ends = |slot: &Slot| slot.end.or_else(|| ClockTime::new(23, 59));
    Some(a_start) < ends(b) && Some(b_start) < ends(a)
}

fn unprepared(slot: &Slot, due: &[Deadline], others: &[Slot]) -> Option<Warning> {
    let preparing = slot.prepared_by.as_ref()?;
    let on = |kind| due.iter().find(|deadline| deadline.kind == kind).map(|d| d.date);
    let (from, to) = (on(DeadlineKind::CallForItems)?, on(DeadlineKind::Advice)?);
    let mut meetings = others.iter().filter(|other| other.body == *preparing).peekable();
    meetings.peek()?;
    let is_between = |other: &Slot| from <= other.date && other.date <= to;
    (!meetings.any(is_between)).then(|| Warning::NoPreparation(preparing.clone()))
}
