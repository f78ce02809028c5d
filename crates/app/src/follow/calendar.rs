//! Meetings as a calendar (iCalendar, RFC 5545).
//!
//! Times are written in UTC: what a meeting's clock in Denmark says is decided here, by the rules of
//! the day of the meeting, and not by whatever zone a program thinks it is in.

use icalendar::{Calendar, Component, Event, EventLike, Property, ValueType};
use jiff::civil::{Date, Time};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};
use raadslag_document::ClockTime;

use super::view::document_name;
use crate::archive::{Appointment, MeetingEntry};
use crate::i18n::Language;

/// Where the clock hangs.
const ZONE: &str = "Europe/Copenhagen";

/// The calendar of these meetings. `origin` is the portal's address.
pub(super) fn calendar(
    l: Language,
    origin: &str,
    name: &str,
    appointments: &[Appointment],
) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Raadslag//Raadslag//DA"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-TIMEZONE", ZONE),
    ] {
        calendar.append_property(Property::new(key, value));
    }
    calendar.append_property(text("NAME", name));
    calendar.append_property(text("X-WR-CALNAME", name));
    for (key, hours) in [("REFRESH-INTERVAL", "PT6H"), ("X-PUBLISHED-TTL", "PT6H")] {
        let mut property = Property::new(key, hours);
        property.append_parameter(ValueType::Duration);
        calendar.append_property(property.done());
    }
    for appointment in appointments {
        if let Some(event) = event(l, origin, appointment) {
            calendar.push(event);
        }
    }
    calendar.done().to_string()
}

fn event(l: Language, origin: &str, appointment: &Appointment) -> Option<Event> {
    let meeting = &appointment.meeting;
    let date = meeting.date?;
    let mut event = Event::with_uid(&format!("{}@raadslag", appointment.id));
    let changed = appointment.changed.unwrap_or(Timestamp::UNIX_EPOCH);
    event.add_property("DTSTAMP", utc(changed));
    event.add_property("LAST-MODIFIED", utc(changed));
    event.add_property("CREATED", utc(appointment.created.unwrap_or(changed)));
    event.add_property("SEQUENCE", appointment.versions.saturating_sub(1).to_string());
    let status = if meeting.is_cancelled { "CANCELLED" } else { "CONFIRMED" };
    event.add_property("STATUS", status);
    put_times(&mut event, meeting, date)?;
    if meeting.is_cancelled {
        event.summary(&format!("{}: {}", l.text("meeting-cancelled"), meeting.body));
    } else {
        event.summary(&meeting.body);
    }
    let place = meeting.place.as_deref().map(str::trim).filter(|place| !place.is_empty());
    let place = place.map(|place| place.split_whitespace().collect::<Vec<_>>().join(" "));
    match (place, meeting.is_virtual) {
        (Some(place), _) => event.location(&place),
        (None, true) => event.location(l.text("follow-calendar-virtual")),
        (None, false) => &mut event,
    };
    let href = format!("{origin}/moede/{}/{}", meeting.body_slug, meeting.slug);
    let items = l.count("items-count", meeting.items);
    event.description(&format!("{}, {items}\n{href}", document_name(l, meeting.kind, false)));
    event.add_property("URL", href);
    Some(event.done())
}

/// From when to when; the whole day where no time is known.
fn put_times(event: &mut Event, meeting: &MeetingEntry, date: Date) -> Option<()> {
    if let Some(start) = meeting.start {
        event.add_property("DTSTART", utc(instant(date, start)?));
        if let Some(end) = meeting.end.filter(|end| *end > start) {
            event.add_property("DTEND", utc(instant(date, end)?));
        }
    } else {
        event.append_property(day("DTSTART", date));
        event.append_property(day("DTEND", date.checked_add(1.day()).ok()?));
        event.add_property("TRANSP", "TRANSPARENT");
    }
    Some(())
}

/// A text at the head of a calendar, which the library takes as it comes.
fn text(key: &str, value: &str) -> Property {
    let value = value.replace('\\', "\\\\").replace(';', "\\;").replace(',', "\\,");
    Property::new(key, value.replace(['\r', '\n'], " "))
}

fn day(key: &str, date: Date) -> Property {
    let mut property = Property::new(key, date.strftime("%Y%m%d").to_string());
    property.append_parameter(ValueType::Date);
    property.done()
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

/// When a Danish clock shows this; the earlier instant where it shows it twice.
fn instant(date: Date, time: ClockTime) -> Option<Timestamp> {
    let time =
        Time::new(time.hour().try_into().ok()?, time.minute().try_into().ok()?, 0, 0).ok()?;
    let zone = TimeZone::get(ZONE).ok()?;
    zone.to_ambiguous_timestamp(date.to_datetime(time)).compatible().ok()
}
