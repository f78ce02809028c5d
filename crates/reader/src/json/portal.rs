//! Agendas as the portals' own interface gives them (`/api/agenda/dagsorden/{id}`).
//!
//! Most things are said twice, in Danish and in English (`SagsNummer`, `CaseNumber`): the Danish
//! key is read, and the English one where the Danish one is missing or says something else.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use raadslag_document::{Access, Attachment, Attendance, Attendee, ClockTime, Furniture, Problem};
use serde_json::{Map, Value};

use super::leftover;
use crate::ReadError;
use crate::flow::{Line, Part};
use crate::html::{self, head};
use crate::outline::{Headed, Outline, OutlineItem, OutlineSection};

type Object = Map<String, Value>;

/// Reads an agenda.
pub(super) fn read(mut agenda: Object) -> Result<Outline, ReadError> {
    let points = agenda.remove("Dagsordenpunkter").unwrap_or_default();
    let Value::Array(points) = points else {
        return Err(super::damaged("\"Dagsordenpunkter\" is not a list".to_owned()));
    };
    let mut reader = Reader { outline: Outline::default(), addresses: Addresses::find(&points) };
    reader.head(&mut agenda)?;
    let mut items = Vec::new();
    for (position, point) in (1..).zip(points) {
        items.extend(reader.point(position, point)?);
    }
    reader.outline.sections = vec![OutlineSection { items, ..OutlineSection::default() }];
    reader.left("agenda", &agenda);
    Ok(reader.outline)
}

struct Reader {
    outline: Outline,
    addresses: Addresses,
}

impl Reader {
    fn head(&mut self, agenda: &mut Object) -> Result<(), ReadError> {
        if let Some(Value::Object(mut body)) = agenda.remove("Udvalg") {
            self.outline.body = text(&mut body, &["Navn", "Name"]);
            self.left("agenda.Udvalg", &body);
        }
        let is_extra = [agenda.remove("TillaegsDagsorden")].iter().flatten().any(is_true);
        self.outline.meeting.supplementary = is_extra;
        if let Some(Value::Object(mut meeting)) = agenda.remove("Moede") {
            self.meeting(&mut meeting)?;
            self.left("agenda.Moede", &meeting);
        }
        Ok(())
    }

    fn meeting(&mut self, from: &mut Object) -> Result<(), ReadError> {
        let begin = moment_under(from, &["Dato", "MeetingBeginUtc"]);
        let end = moment_under(from, &["MeetingEndUtc"]);
        let name = text(from, &["Navn"]).unwrap_or_default();
        let extra = from.remove("IsSupplementaryAgenda").is_some_and(|value| is_true(&value));
        let meeting = &mut self.outline.meeting;
        meeting.date = begin.map(DateTime::date);
        meeting.start = begin.and_then(clock);
        meeting.end = end.and_then(clock);
        meeting.place = text(from, &["Sted"]);
        meeting.r#virtual = meeting.place.as_deref().is_some_and(head::is_virtual);
        meeting.supplementary |= extra || head::is_supplementary(&name);
        self.outline.kind = head::kind(&name);
        if !name.is_empty() {
            self.label("title", name);
        }
        if let Some(notes) = text(from, &["Description"]) {
            self.outline.meeting.notes = Some(html::plain(&notes)?).filter(|n| !n.is_empty());
        }
        if let Some(Value::Array(members)) = from.remove("Moededeltagere") {
            self.attendance(members);
        }
        Ok(())
    }

    fn attendance(&mut self, members: Vec<Value>) {
        let mut attendance = Attendance::default();
        for member in members {
            let Value::Object(mut member) = member else { continue };
            let Some(name) = text(&mut member, &["Name", "Navn"]) else { continue };
            let mut is = |key: &str| member.remove(key).is_some_and(|value| is_true(&value));
            let (absent, cancelled) = (is("Absent"), is("ParticipationCancelled"));
            let attendee = head::attendee(&name);
            if cancelled {
                let role = Some("Afbud".to_owned());
                attendance.absent.push(Attendee { role, ..attendee });
            } else if absent {
                attendance.absent.push(attendee);
            } else {
                attendance.present.push(attendee);
            }
            self.left("agenda.Moede.Moededeltagere", &member);
        }
        if attendance != Attendance::default() {
            self.outline.attendance = Some(attendance);
        }
    }

    fn point(&mut self, position: usize, point: Value) -> Result<Option<OutlineItem>, ReadError> {
        let place = format!("item {position}");
        let Value::Object(mut point) = point else {
            leftover::collect(&place, &point, &mut self.outline.problems);
            return Ok(None);
        };
        let title = text(&mut point, &["Navn", "Caption"]);
        let mut item = OutlineItem {
            number: text(&mut point, &["Punktnummer", "Number"]),
            title: title.unwrap_or_default(),
            case_number: text(&mut point, &["SagsNummer", "CaseNumber"]),
            access: point.remove("IsOpen").as_ref().and_then(Value::as_bool).map(access),
            ..OutlineItem::default()
        };
        if item.title.to_lowercase().starts_with("lukket") {
            item.access = Some(Access::Closed);
        }
        for field in list(&mut point, "Felter") {
            self.field(&place, field, &mut item)?;
        }
        for annex in list(&mut point, "Bilag") {
            self.annex(&place, annex, &mut item);
        }
        self.left(&place, &point);
        Ok(Some(item))
    }

    fn field(
        &mut self,
        place: &str,
        field: Value,
        item: &mut OutlineItem,
    ) -> Result<(), ReadError> {
        let Value::Object(mut field) = field else {
            leftover::collect(place, &field, &mut self.outline.problems);
            return Ok(());
        };
        let heading = text(&mut field, &["Navn", "Caption"]);
        let mut headed = Vec::new();
        if let Some(content) = text(&mut field, &["Html"]) {
            let fields = html::fields(&content)?;
            headed = fields.headed;
            item.links.extend(fields.links);
            self.outline.furniture.extend(fields.furniture);
            self.outline.problems.extend(fields.pictures);
        }
        if let Some(content) = text(&mut field, &["Tekst"]) {
            headed.extend(lines(&content, &headed));
        }
        match headed.first_mut() {
            Some(first) if first.heading.is_none() => first.heading = heading,
            _ if heading.is_some() => headed.insert(0, Headed { heading, parts: Vec::new() }),
            _ => {}
        }
        item.headed.extend(headed);
        item.links.extend(text(&mut field, &["Link"]));
        self.left(&format!("{place}.Felter"), &field);
        Ok(())
    }

    fn annex(&mut self, place: &str, annex: Value, item: &mut OutlineItem) {
        let Value::Object(mut annex) = annex else {
            leftover::collect(place, &annex, &mut self.outline.problems);
            return;
        };
        let title = text(&mut annex, &["Navn", "Name"]).unwrap_or_default();
        let id = text(&mut annex, &["Id"]);
        let link = text(&mut annex, &["Link", "Url"]).filter(|link| link.starts_with("http"));
        let url = link.or_else(|| self.addresses.annex(&id?));
        item.attachments.push(Attachment { title, url });
        self.left(&format!("{place}.Bilag"), &annex);
    }

    fn left(&mut self, place: &str, object: &Object) {
        let mut problems: Vec<Problem> = Vec::new();
        for (key, value) in object {
            leftover::collect(&format!("{place}.{key}"), value, &mut problems);
        }
        self.outline.problems.append(&mut problems);
    }

    fn label(&mut self, name: &str, text: String) {
        self.outline.furniture.push(Furniture { name: name.to_owned(), text, page: None });
    }
}

/// Where the portal keeps its files: a field's `Link` is the base followed by its `DocumentId`.
struct Addresses {
    base: Option<String>,
}

impl Addresses {
    fn find(points: &[Value]) -> Self {
        let fields = points.iter().filter_map(|point| point.get("Felter")?.as_array()).flatten();
        let base = fields.filter_map(|field| {
            let link = field.get("Link")?.as_str()?;
            let base =
                link.trim_end_matches('/').strip_suffix(field.get("DocumentId")?.as_str()?)?;
            (base.starts_with("http") && base.ends_with('/')).then(|| base.to_owned())
        });
        Self { base: base.into_iter().next() }
    }

    fn annex(&self, id: &str) -> Option<String> {
        let is_plain = id.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        let base = self.base.as_ref().filter(|_| is_plain && !id.is_empty())?;
        Some(format!("{base}{id}"))
    }
}

/// Plain text as a field, unless it only repeats what the HTML said.
fn lines(content: &str, known: &[Headed]) -> Option<Headed> {
    let squeeze = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let known: String = known
        .iter()
        .flat_map(|headed| &headed.parts)
        .filter_map(
            |part| if let Part::Line(line) = part { Some(line.text.as_str()) } else { None },
        )
        .collect();
    let is_repeated = squeeze(&known).contains(&squeeze(content));
    let parts = || {
        let lines = content.lines().map(str::trim).filter(|line| !line.is_empty());
        lines.map(|line| Part::Line(Line::whole(line))).collect()
    };
    (!is_repeated).then(|| Headed { heading: None, parts: parts() })
}

/// Takes out the first text under one of the keys, and those that say the same.
fn text(object: &mut Object, keys: &[&str]) -> Option<String> {
    let mut found: Option<String> = None;
    for key in keys {
        let value = object.get(*key).and_then(|value| match value {
            Value::String(text) => Some(text.trim().to_owned()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        });
        let Some(value) = value else { continue };
        if found.as_ref().is_none_or(|found| *found == value || value.is_empty()) {
            object.remove(*key);
            found = found.or(Some(value).filter(|value| !value.is_empty()));
        }
    }
    found
}

fn list(object: &mut Object, key: &str) -> Vec<Value> {
    match object.get_mut(key) {
        Some(Value::Array(values)) => std::mem::take(values),
        _ => Vec::new(),
    }
}

fn moment_under(object: &mut Object, keys: &[&str]) -> Option<DateTime> {
    let mut found = None;
    for key in keys {
        let read = object.get(*key).and_then(Value::as_str).and_then(moment);
        if read.is_some() {
            object.remove(*key);
            found = found.or(read);
        }
    }
    found
}

/// A moment as the clock on the wall showed it. An offset is how the portal writes the local time;
/// only a `Z` means that the time has to be moved to Denmark's.
pub(crate) fn moment(text: &str) -> Option<DateTime> {
    let text = text.trim();
    if text.ends_with(['Z', 'z']) {
        let denmark = TimeZone::get("Europe/Copenhagen").ok();
        let timestamp: Option<Timestamp> = text.parse().ok();
        return denmark.zip(timestamp).map(|(zone, timestamp)| zone.to_datetime(timestamp));
    }
    text.parse().ok()
}

/// The time of day of a moment.
pub(crate) fn clock(moment: DateTime) -> Option<ClockTime> {
    ClockTime::new(u8::try_from(moment.hour()).ok()?, u8::try_from(moment.minute()).ok()?)
}

fn access(is_open: bool) -> Access {
    if is_open { Access::Open } else { Access::Closed }
}

fn is_true(value: &Value) -> bool {
    value.as_bool() == Some(true) || value.as_str().is_some_and(|s| s.eq_ignore_ascii_case("true"))
}
