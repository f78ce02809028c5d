//! Who is who, as far as a caller knows. An empty register leaves checks unasked, never wrong.

use jiff::civil::Date;
use raadslag_document::{Attendance, Attendee, Document, Item};

use crate::text;

/// What the document is compared with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    /// Municipalities; best all there are.
    pub municipalities: Vec<Municipality>,
    /// Regions by name without "Region" ("Sjælland").
    pub regions: Vec<String>,
    /// The region of the body that meets, by the same name.
    pub own_region: Option<String>,
    /// Meetings held or planned.
    pub meetings: Vec<KnownMeeting>,
    /// People who sit in bodies.
    pub people: Vec<KnownPerson>,
}

/// A municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    /// Its name without "Kommune".
    pub name: String,
    /// Its region's name without "Region".
    pub region: String,
    /// Inhabitants.
    pub population: Option<u32>,
}

/// A meeting of a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownMeeting {
    /// The body as it calls itself.
    pub body: String,
    /// The day.
    pub date: Date,
}

/// Someone who sits in a body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownPerson {
    /// The full name.
    pub name: String,
    /// Letter or name of the party.
    pub party: Option<String>,
    /// The municipality's name without "Kommune".
    pub municipality: Option<String>,
}

impl From<&Attendee> for KnownPerson {
    fn from(member: &Attendee) -> Self {
        let place = member.role.as_deref().and_then(|role| role.strip_suffix("Kommune"));
        Self {
            name: member.name.clone(),
            party: member.party.clone(),
            municipality: place.map(|place| place.trim().to_owned()),
        }
    }
}

/// The days that an item on the plan of meetings lists. A year plan ("årshjul") lists deadlines too
/// and is not read.
pub(crate) fn planned_days(document: &Document) -> Vec<Date> {
    let named = ["mødeplan", "mødekalender", "mødedatoer", "møderække"];
    let is_plan = |item: &&Item| named.iter().any(|name| item.title.to_lowercase().contains(name));
    let texts = document.items().filter(is_plan).flat_map(Item::texts);
    texts.flat_map(|(_, text)| text::dates(text)).filter_map(|date| date.full()).collect()
}

impl Register {
    /// Inhabitants of all municipalities of a region; `None` where one is unknown.
    pub fn population_of_region(&self, region: &str) -> Option<u32> {
        let mut own = self.municipalities.iter().filter(|m| m.region == region).peekable();
        own.peek()?;
        own.map(|municipality| municipality.population).sum()
    }

    /// Takes up what a document tells of others: its own meeting, the plan of meetings among its
    /// items, and who sits in the body.
    pub fn learn(&mut self, document: &Document) {
        if let Some(body) = &document.body {
            let days = document.meeting.date.into_iter().chain(planned_days(document));
            let known = days.map(|date| KnownMeeting { body: body.clone(), date });
            self.meetings.extend(known);
        }
        let members = document.attendance.iter().flat_map(Attendance::members);
        self.people.extend(members.map(KnownPerson::from));
    }

    /// The days on which a body meets, in order.
    pub(crate) fn meetings_of(&self, body: &str) -> Vec<Date> {
        let own = self.meetings.iter().filter(|m| m.body.eq_ignore_ascii_case(body));
        let mut dates: Vec<Date> = own.map(|meeting| meeting.date).collect();
        dates.sort_unstable();
        dates
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use raadslag_document::{Block, Field, FieldName, Meeting, Section};

    use super::*;

    #[test]
    fn a_document_tells_its_meeting_its_plan_and_its_members() {
        let blocks = vec![Block::paragraph("Møderne er den 3. marts 2026 og den 5. maj 2026.")];
        let fields = vec![Field { name: FieldName::Other, heading: None, blocks }];
        let plan = Item { title: "Mødeplan 2026".into(), fields, ..Item::default() };
        let member = Attendee {
            name: "Anna Bak".into(),
            party: Some("A".into()),
            role: Some("Faxe Kommune".into()),
        };
        let document = Document {
            body: Some("KKR Sjælland".into()),
            meeting: Meeting { date: Some(date(2025, 12, 10)), ..Meeting::default() },
            attendance: Some(Attendance { present: vec![member], ..Attendance::default() }),
            sections: vec![Section { items: vec![plan], ..Section::default() }],
            ..Document::default()
        };
        let mut register = Register::default();
        register.learn(&document);
        let days = [date(2025, 12, 10), date(2026, 3, 3), date(2026, 5, 5)];
        assert_eq!(register.meetings_of("KKR Sjælland"), days);
        let known = KnownPerson {
            name: "Anna Bak".into(),
            party: Some("A".into()),
            municipality: Some("Faxe".into()),
        };
        assert_eq!(register.people, [known]);
    }
}
