use askama::Template;
use jiff::civil::Date;

use super::labels;
use super::rows::MeetingRow;
use crate::archive::{BodyEntry, BodyKind, MeetingEntry};
use crate::follow::{Subject, Ways};
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Nav, Visit};

/// One of several values to choose from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value in the address.
    pub value: String,
    /// Its words.
    pub label: String,
    /// It is chosen.
    pub current: bool,
}

impl Choice {
    /// Every body, the one with the slug `current` chosen.
    pub fn bodies(bodies: &[BodyEntry], current: Option<&str>) -> Vec<Self> {
        let choice = |body: &BodyEntry| Self {
            value: body.slug.clone(),
            label: body.name.clone(),
            current: current == Some(body.slug.as_str()),
        };
        bodies.iter().map(choice).collect()
    }
}

/// `/moeder`.
#[derive(Debug, Template)]
#[template(path = "portal/meetings.html")]
pub struct MeetingsPage {
    /// Around the page.
    pub frame: Frame,
    /// Bodies to choose from.
    pub bodies: Vec<Choice>,
    /// Years to choose from.
    pub years: Vec<Choice>,
    /// "23 møder".
    pub count: String,
    /// Meetings by year, newest first.
    pub groups: Vec<(String, Vec<MeetingRow>)>,
}

impl MeetingsPage {
    /// The list of `meetings`, newest first.
    pub fn new(
        visit: &Visit,
        bodies: &[BodyEntry],
        years: &[i16],
        chosen: (Option<&str>, Option<i16>),
        meetings: &[MeetingEntry],
    ) -> Self {
        let l = visit.language;
        let body = bodies.iter().find(|body| Some(body.slug.as_str()) == chosen.0);
        let name = body.map_or(l.text("meetings-all"), |body| body.name.as_str());
        let title = match chosen.1 {
            Some(year) => {
                l.with("meetings-title-year", &[("body", name), ("year", &year.to_string())])
            }
            None => l.with("meetings-title", &[("body", name)]),
        };
        let mut frame = Frame::new(visit, title).under(Nav::Meetings).reached([]);
        frame.canonical.clone_from(&visit.path);
        let year = |year: &i16| Choice {
            value: year.to_string(),
            label: year.to_string(),
            current: chosen.1 == Some(*year),
        };
        Self {
            frame,
            bodies: Choice::bodies(bodies, chosen.0),
            years: years.iter().map(year).collect(),
            count: l.count("meetings-count", meetings.len() as u64),
            groups: by_year(l, meetings),
        }
    }
}

fn by_year(l: Language, meetings: &[MeetingEntry]) -> Vec<(String, Vec<MeetingRow>)> {
    let mut groups: Vec<(String, Vec<MeetingRow>)> = Vec::new();
    for entry in meetings {
        let year = entry
            .date
            .map_or_else(|| l.text("date-unknown").to_owned(), |date| date.year().to_string());
        if groups.last().is_none_or(|(last, _)| *last != year) {
            groups.push((year, Vec::new()));
        }
        if let Some((_, rows)) = groups.last_mut() {
            rows.push(MeetingRow::new(l, entry));
        }
    }
    groups
}

/// A body in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BodyRow {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// "12 møder".
    pub meetings: String,
    /// "Senest 2. september 2025".
    pub latest: Option<String>,
}

impl BodyRow {
    /// The row of a body.
    pub fn new(l: Language, entry: &BodyEntry) -> Self {
        Self {
            href: format!("/organ/{}", entry.slug),
            name: entry.name.clone(),
            meetings: l.count("meetings-count", entry.meetings),
            latest: entry.latest.map(|date| l.with("body-latest", &[("date", &l.date(date))])),
        }
    }
}

/// `/organer`.
#[derive(Debug, Template)]
#[template(path = "portal/bodies.html")]
pub struct BodiesPage {
    /// Around the page.
    pub frame: Frame,
    /// Bodies by what they are.
    pub groups: Vec<(&'static str, Vec<BodyRow>)>,
}

impl BodiesPage {
    /// The list of bodies.
    pub fn new(visit: &Visit, bodies: &[BodyEntry]) -> Self {
        let l = visit.language;
        let kinds = [
            (BodyKind::Kkr, l.text("bodies-kkr")),
            (BodyKind::Executives, l.text("bodies-executives")),
            (BodyKind::Region, l.text("bodies-regions")),
            (BodyKind::Council, l.text("bodies-councils")),
            (BodyKind::Committee, l.text("bodies-committees")),
        ];
        let group = |(kind, title)| {
            let rows: Vec<BodyRow> = bodies
                .iter()
                .filter(|body| body.kind == kind)
                .map(|body| BodyRow::new(l, body))
                .collect();
            (title, rows)
        };
        Self {
            frame: Frame::new(visit, l.text("bodies-title")).under(Nav::Bodies).reached([]),
            groups: kinds.into_iter().map(group).filter(|(_, rows)| !rows.is_empty()).collect(),
        }
    }
}

/// `/organ/{slug}`.
#[derive(Debug, Template)]
#[template(path = "portal/body.html")]
pub struct BodyPage {
    /// Around the page.
    pub frame: Frame,
    /// Its name.
    pub name: String,
    /// What it is.
    pub kind: &'static str,
    /// Its slug, for links to lists.
    pub slug: String,
    /// Meetings to come, soonest first.
    pub upcoming: Vec<MeetingRow>,
    /// Meetings held, by year, newest first.
    pub groups: Vec<(String, Vec<MeetingRow>)>,
    /// "12 møder".
    pub count: String,
    /// How to follow it.
    pub follow: Ways,
}

impl BodyPage {
    /// The page of a body with its `meetings`, newest first.
    pub fn new(visit: &Visit, body: &BodyEntry, meetings: &[MeetingEntry], today: Date) -> Self {
        let l = visit.language;
        let (mut upcoming, held): (Vec<_>, Vec<_>) = meetings
            .iter()
            .cloned()
            .partition(|meeting| meeting.date.is_some_and(|date| date >= today));
        upcoming.reverse();
        let kind = labels::body_kind(l, body.kind);
        let count = l.count("meetings-count", body.meetings);
        let frame = Frame::new(visit, &body.name)
            .described(&l.with("body-description", &[("body", &body.name), ("count", &count)]))
            .under(Nav::Bodies)
            .reached([Crumb::new(l.text("nav-bodies"), "/organer")]);
        let follow = Ways::of(&Subject::Body(body.slug.clone()));
        Self {
            frame: follow.announced(frame, &body.name),
            follow,
            name: body.name.clone(),
            kind,
            slug: body.slug.clone(),
            upcoming: MeetingRow::all(l, &upcoming),
            groups: by_year(l, &held),
            count,
        }
    }
}

/// A name, the page about it and how many items name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRow {
    /// The page.
    pub href: String,
    /// The name.
    pub name: String,
    /// "12 punkter".
    pub items: String,
}

/// `/kommuner` and `/personer`.
#[derive(Debug, Template)]
#[template(path = "portal/names.html")]
pub struct NamesPage {
    /// Around the page.
    pub frame: Frame,
    /// What the list holds.
    pub intro: &'static str,
    /// Names by their first letter.
    pub groups: Vec<(String, Vec<NameRow>)>,
}

impl NamesPage {
    /// The list of municipalities.
    pub fn municipalities(visit: &Visit, names: &[(String, String, u32)]) -> Self {
        let l = visit.language;
        let frame = Frame::new(visit, l.text("municipalities-title")).under(Nav::Municipalities);
        Self::new(l, frame, l.text("municipalities-intro"), "/kommune", names)
    }

    /// The list of people.
    pub fn people(visit: &Visit, names: &[(String, String, u32)]) -> Self {
        let l = visit.language;
        Self::new(
            l,
            Frame::new(visit, l.text("people-title")),
            l.text("people-intro"),
            "/person",
            names,
        )
    }

    fn new(
        l: Language,
        frame: Frame,
        intro: &'static str,
        address: &str,
        names: &[(String, String, u32)],
    ) -> Self {
        let mut names = names.to_vec();
        names.sort_by_cached_key(|(_, name, _)| alphabetical(name));
        let mut groups: Vec<(String, Vec<NameRow>)> = Vec::new();
        for (slug, name, items) in names {
            let letter = name.chars().take(1).flat_map(char::to_uppercase).collect::<String>();
            if groups.last().is_none_or(|(last, _)| *last != letter) {
                groups.push((letter, Vec::new()));
            }
            let items = l.count("items-count", items);
            let href = format!("{address}/{slug}");
            if let Some((_, rows)) = groups.last_mut() {
                rows.push(NameRow { href, name, items });
            }
        }
        Self { frame: frame.reached([]), intro, groups }
    }
}

/// Sorts æ, ø and å last and in that order, as Danish does.
fn alphabetical(name: &str) -> String {
    name.to_lowercase()
        .chars()
        .map(|c| match c {
            'æ' => '\u{f001}',
            'ø' => '\u{f002}',
            'å' => '\u{f003}',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_as_danish_does() {
        let mut names = ["Ærø", "Aarhus", "Århus", "Odense", "Østerby", "Zak"];
        names.sort_by_cached_key(|name| alphabetical(name));
        assert_eq!(names, ["Aarhus", "Odense", "Zak", "Ærø", "Østerby", "Århus"]);
    }
}
