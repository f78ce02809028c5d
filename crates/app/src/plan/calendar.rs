//! The year plan of a body as a calendar (iCalendar, RFC 5545). Times are written in UTC, decided
//! here by what the clock in Denmark says on that day.

use icalendar::{Calendar, Component, Event, EventLike, Property, ValueType};
use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};
use raadslag_document::ClockTime;

use super::{Deadline, Meeting};
use crate::clock::denmark;
use crate::i18n::Language;

/// A body's meetings, each with the deadlines the reader may see; `written` is when.
pub(super) fn calendar(
    l: Language,
    name: &str,
    meetings: &[(Meeting, Vec<Deadline>)],
    written: Timestamp,
) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Raadslag//Raadslag//DA"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(Property::new("X-WR-CALNAME", plain(name)));
    for (meeting, deadlines) in meetings {
        calendar.push(of_meeting(l, name, meeting, written));
        for deadline in deadlines {
            calendar.push(of_deadline(l, name, meeting, *deadline, written));
        }
    }
    calendar.done().to_string()
}

/// A meeting; one that is cancelled says so, so that it goes from the calendars it stands in.
fn of_meeting(l: Language, name: &str, meeting: &Meeting, written: Timestamp) -> Event {
    let mut event = Event::with_uid(&format!("{}@raadslag", meeting.id));
    event.add_property("DTSTAMP", utc(written));
    let status = if meeting.cancelled.is_some() { "CANCELLED" } else { "CONFIRMED" };
    event.add_property("STATUS", status);
    event.add_property("SEQUENCE", u8::from(meeting.cancelled.is_some()).to_string());
    match meeting.start.and_then(|start| instant(meeting.date, start)) {
        Some(start) => {
            event.add_property("DTSTART", utc(start));
            if let Some(end) = meeting.end.and_then(|end| instant(meeting.date, end)) {
                event.add_property("DTEND", utc(end));
            }
        }
        None => whole_day(&mut event, meeting.date),
    }
    if meeting.cancelled.is_some() {
        event.summary(&format!("{}: {name}", l.text("plan-cancelled")));
    } else {
        event.summary(name);
    }
    if let Some(place) = &meeting.place {
        event.location(place);
    } else if meeting.is_virtual {
        event.location(l.text("meeting-virtual"));
    }
    event.done()
}

fn of_deadline(
    l: Language,
    name: &str,
    meeting: &Meeting,
    deadline: Deadline,
    written: Timestamp,
) -> Event {
    let kind = super::view::deadline_name(l, deadline.kind);
    let uid = format!("{}-{:?}@raadslag", meeting.id, deadline.kind).to_lowercase();
    let mut event = Event::with_uid(&uid);
    event.add_property("DTSTAMP", utc(written));
    if meeting.cancelled.is_some() {
        event.add_property("STATUS", "CANCELLED");
    }
    event.add_property("SEQUENCE", u8::from(meeting.cancelled.is_some()).to_string());
    whole_day(&mut event, deadline.date);
    event.summary(&format!("{kind}: {name} {}", l.short_date(meeting.date)));
    event.done()
}

fn whole_day(event: &mut Event, date: Date) {
    let day = |key: &str, date: Date| {
        let mut property = Property::new(key, date.strftime("%Y%m%d").to_string());
        property.append_parameter(ValueType::Date);
        property.done()
    };
    event.append_property(day("DTSTART", date));
    event.append_property(day("DTEND", date.saturating_add(1.day())));
    event.add_property("TRANSP", "TRANSPARENT");
}

/// A text at the head of a calendar, which the library takes as it comes.
fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,").replace(['\r', '\n'], " ")
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// When a Danish clock shows this; the earlier instant where it shows it twice.
fn instant(date: Date, time: ClockTime) -> Option<Timestamp> {
    let (hour, minute) = (i8::try_from(time.hour()).ok()?, i8::try_from(time.minute()).ok()?);
    let time = Time::new(hour, minute, 0, 0).ok()?;
    denmark().to_ambiguous_timestamp(date.to_datetime(time)).compatible().ok()
}
