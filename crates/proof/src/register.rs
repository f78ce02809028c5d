//! Who is who, as far as a caller knows. An empty register leaves checks unasked, never wrong.

use jiff::civil::Date;

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

impl Register {
    /// Inhabitants of all municipalities of a region; `None` where one is unknown.
    pub fn population_of_region(&self, region: &str) -> Option<u32> {
        let mut own = self.municipalities.iter().filter(|m| m.region == region).peekable();
        own.peek()?;
        own.map(|municipality| municipality.population).sum()
    }

    /// The days on which a body meets, in order.
    pub(crate) fn meetings_of(&self, body: &str) -> Vec<Date> {
        let own = self.meetings.iter().filter(|m| m.body.eq_ignore_ascii_case(body));
        let mut dates: Vec<Date> = own.map(|meeting| meeting.date).collect();
        dates.sort_unstable();
        dates
    }
}
