use askama::Template;
use jiff::civil::Date;
use raadslag_document::Outcome;

use super::{Choice, inside, labels, list_crumb};
use crate::cases::http::Fields;
use crate::cases::rules::{Ask, Case, Gathering, Standing, Station};
use crate::i18n::Language;
use crate::portal::view::labels as words;
use crate::portal::view::labels::Badge;
use crate::shell::{Crumb, Frame, Visit};

/// A step of the route.
pub(super) struct StepView {
    pub(super) number: u16,
    pub(super) groups: Vec<GroupView>,
}

/// Stations shown together: one, or a set that was asked together.
pub(super) struct GroupView {
    /// The set's name, with how many of it have answered.
    pub(super) set: Option<(String, String)>,
    pub(super) stations: Vec<StationView>,
}

/// A station.
pub(super) struct StationView {
    pub(super) href: Option<String>,
    pub(super) name: String,
    pub(super) ask: &'static str,
    pub(super) due: Option<String>,
    pub(super) standing: &'static str,
    pub(super) is_open: bool,
    pub(super) is_late: bool,
    pub(super) outcome: Option<Badge>,
    pub(super) settled: Option<String>,
    pub(super) note: Option<String>,
    pub(super) reason: Option<String>,
    pub(super) put_off: Option<String>,
    pub(super) reading: Option<String>,
    pub(super) on_agenda: bool,
}

/// The steps of a case's route.
pub(super) fn steps(l: Language, case: &Case, today: Date, can_edit: bool) -> Vec<StepView> {
    (1..=case.route.steps()).map(|number| step(l, case, number, today, can_edit)).collect()
}

fn step(l: Language, case: &Case, number: u16, today: Date, can_edit: bool) -> StepView {
    let mut groups: Vec<(Option<Gathering>, GroupView)> = Vec::new();
    for station in case.route.stations().iter().filter(|station| station.step == number) {
        let view = StationView::new(l, case, station, today, can_edit);
        if let Some((_, group)) =
            groups.iter_mut().find(|(set, _)| set.is_some() && *set == station.gathering)
        {
            group.stations.push(view);
        } else {
            let group = GroupView { set: None, stations: vec![view] };
            groups.push((station.gathering, group));
        }
    }
    let groups = groups.into_iter().map(|(set, group)| {
        let name = set.filter(|_| group.stations.len() > 1).map(|set| labels::gathering(l, set));
        let answered = group.stations.iter().filter(|one| one.settled.is_some()).count();
        let of = group.stations.len().to_string();
        let answered = l.with("route-answered", &[("k", &answered.to_string()), ("of", &of)]);
        GroupView { set: name.map(|name| (name.to_owned(), answered)), ..group }
    });
    StepView { number, groups: groups.collect() }
}

impl StationView {
    fn new(l: Language, case: &Case, station: &Station, today: Date, can_edit: bool) -> Self {
        let is_underway = case.state == crate::cases::State::Underway;
        let standing = match case.route.standing(station, today) {
            Standing::Open | Standing::Late if !is_underway => Standing::Ahead,
            standing => standing,
        };
        let settled = station.settled.as_ref();
        let reading = case.route.reading(station);
        let put_off = station.put_off.filter(|_| settled.is_none()).map(|(outcome, date)| {
            format!("{} {}", words::outcome(l, outcome), l.short_date(date))
        });
        Self {
            href: can_edit.then(|| format!("/arbejde/sag/{}/rute/{}", case.id, station.id)),
            name: station.place.name.clone(),
            ask: labels::ask(l, station.ask),
            due: station.due.map(|due| l.short_date(due)),
            standing: labels::standing(l, standing),
            is_open: matches!(standing, Standing::Open | Standing::Late),
            is_late: standing == Standing::Late,
            outcome: settled.and_then(|settled| words::outcome_badge(l, settled.outcome)),
            settled: settled.map(|settled| l.short_date(settled.date)),
            note: settled.and_then(|settled| settled.note.clone()),
            reason: station.reason.clone(),
            put_off,
            reading: (reading > 1).then(|| l.with("route-reading", &[("k", &reading.to_string())])),
            on_agenda: station.agenda.is_some(),
        }
    }
}

/// The choices of a body: sets first, then bodies.
pub(super) fn places(l: Language, bodies: &[(String, String)], chosen: &str) -> Vec<Choice> {
    let set = |set: &Gathering| Choice::new(set.name(), labels::gathering(l, *set), chosen);
    let sets = Gathering::ALL.iter().map(set);
    let bodies =
        bodies.iter().map(|(slug, name)| Choice::new(slug.as_str(), name.as_str(), chosen));
    bodies.chain(sets).collect()
}

pub(super) fn asks(l: Language, chosen: &str) -> Vec<Choice> {
    Ask::ALL.iter().map(|ask| Choice::new(ask.name(), labels::ask(l, *ask), chosen)).collect()
}

/// How what is asked usually ends.
fn usual(ask: Ask) -> Outcome {
    match ask {
        Ask::Discuss => Outcome::Discussed,
        Ask::Note => Outcome::Noted,
        Ask::Recommend => Outcome::Recommended,
        Ask::Appoint => Outcome::Appointed,
        Ask::Approve | Ask::Accede => Outcome::Approved,
    }
}

/// `/arbejde/sag/{id}/rute/{station}`.
#[derive(Template)]
#[template(path = "cases/station.html")]
pub(in crate::cases) struct StationPage {
    frame: Frame,
    id: String,
    station: String,
    view: StationView,
    outcomes: Vec<Choice>,
    date: String,
    note: String,
    asks: Vec<Choice>,
    due: String,
    places: Vec<Choice>,
    other: String,
    refer_ask: Vec<Choice>,
    refer_due: String,
    reason: String,
    error: Option<String>,
}

impl StationPage {
    pub(in crate::cases) fn new(
        visit: &Visit,
        case: &Case,
        station: &Station,
        bodies: &[(String, String)],
        typed: &Fields,
        today: Date,
        error: Option<String>,
    ) -> Self {
        let l = visit.language;
        let href = format!("/arbejde/sag/{}", case.id);
        let crumbs = vec![list_crumb(visit), Crumb::new(case.shown_number(), href)];
        let settled = station.settled.as_ref();
        let chosen = settled.map_or(usual(station.ask), |settled| settled.outcome).name();
        let chosen = typed.given("udfald").unwrap_or(chosen);
        let outcome =
            |outcome: &Outcome| Choice::new(outcome.name(), words::outcome(l, *outcome), chosen);
        let date = settled.map_or(today, |settled| settled.date).to_string();
        let note = settled.and_then(|settled| settled.note.as_deref()).unwrap_or_default();
        let due = station.due.map(|due| due.to_string()).unwrap_or_default();
        Self {
            frame: inside(visit, station.place.name.as_str(), crumbs),
            id: case.id.to_string(),
            station: station.id.to_string(),
            view: StationView::new(l, case, station, today, false),
            outcomes: labels::OUTCOMES.iter().map(outcome).collect(),
            date: typed.given("dato").unwrap_or(&date).to_owned(),
            note: typed.given("note").unwrap_or(note).to_owned(),
            asks: asks(l, typed.given("hvad-spoerges").unwrap_or(station.ask.name())),
            due: typed.given("frist").unwrap_or(&due).to_owned(),
            places: places(l, bodies, typed.get("til")),
            other: typed.get("til-andet").to_owned(),
            refer_ask: asks(l, typed.get("til-hvad")),
            refer_due: typed.get("til-frist").to_owned(),
            reason: typed.get("grund").to_owned(),
            error,
        }
    }
}
