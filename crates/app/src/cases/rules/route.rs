//! A case's route: stations in steps. Those of one step are parallel; a step opens when every
//! station before it is settled.

use jiff::civil::Date;
use raadslag_document::Outcome;
use serde_json::{Value, json};

use super::{Gathering, Subject, named};
use crate::ids::StationId;

/// What a body is asked to do with a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ask {
    /// Drøfte.
    Discuss,
    /// Tage til efterretning.
    Note,
    /// Anbefale.
    Recommend,
    /// Godkende.
    Approve,
    /// Tiltræde.
    Accede,
    /// Udpege.
    Appoint,
}
named!(Ask {
    Discuss => "discuss",
    Note => "note",
    Recommend => "recommend",
    Approve => "approve",
    Accede => "accede",
    Appoint => "appoint",
});

/// A body on the route.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Place {
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
}

impl Place {
    /// Whether it is a KKR.
    pub fn is_kkr(&self) -> bool {
        self.slug.starts_with("kkr-")
    }
}

/// How a station ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The outcome.
    pub outcome: Outcome,
    /// The day.
    pub date: Date,
    /// What was said.
    pub note: Option<String>,
}

/// A body's treatment of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Station {
    /// Its id.
    pub id: StationId,
    /// Counted from 1; those of one step are parallel.
    pub step: u16,
    /// Where.
    pub place: Place,
    /// The set it came with.
    pub gathering: Option<Gathering>,
    /// What is asked.
    pub ask: Ask,
    /// By when.
    pub due: Option<Date>,
    /// Why it is here, where that must be said.
    pub reason: Option<String>,
    /// The station that sent the case here.
    pub referred_from: Option<StationId>,
    /// How it ended.
    pub settled: Option<Settled>,
    /// Postponed, or taken off an agenda, and when.
    pub put_off: Option<(Outcome, Date)>,
    /// The agenda it stands on.
    pub agenda: Option<String>,
}

/// How a station stands on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// The case has not come so far.
    Ahead,
    /// It waits here.
    Open,
    /// It waits here and should not any more.
    Late,
    /// It was dealt with.
    Settled,
}

/// What follows from an outcome.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Course {
    /// The station waits on: the matter was put off.
    Stays,
    /// The case goes back to those who write it.
    Back,
    /// These stations are open now; none where parallel ones are awaited.
    Onward(Vec<StationId>),
    /// That was the last.
    Done,
}

/// Why a route cannot be changed so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RouteError {
    /// There is no such station.
    #[error("the route has no such station")]
    NoStation,
    /// It has been dealt with.
    #[error("the station has been dealt with; what was decided stands")]
    Settled,
    /// It is not its turn.
    #[error("the case has not come to this station")]
    NotOpen,
    /// A station cannot stand where all has been dealt with.
    #[error("this step of the route has been dealt with")]
    PastStep,
    /// A referral, and a health case that goes to a KKR, need a reason.
    #[error("a reason is needed")]
    NoReason,
    /// A health case that is on its way to a KKR needs a reason.
    #[error("a health case goes to the health clusters; say why it is to go to a KKR")]
    ToClusters,
    /// The body has no name.
    #[error("say which body")]
    NoBody,
    /// A day that is still to come.
    #[error("what has not happened yet is no outcome")]
    ToCome,
    /// A deadline that was over before it was set.
    #[error("the deadline is over already")]
    DuePast,
}

/// A deadline that is given now: not over yet.
pub(in crate::cases) fn still_ahead(
    due: Option<Date>,
    today: Date,
) -> Result<Option<Date>, RouteError> {
    match due {
        Some(due) if due < today => Err(RouteError::DuePast),
        due => Ok(due),
    }
}

/// Where a new station stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// After all others.
    Last,
    /// Parallel to the stations of a step.
    Beside(u16),
    /// In a step of its own before this one.
    Before(u16),
}

/// The stations of a case, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Route(Vec<Station>);

impl Route {
    /// A route of stations; their steps are made to follow each other from 1.
    pub fn new(mut stations: Vec<Station>) -> Self {
        stations.sort_by_key(|station| station.step);
        let mut route = Self(stations);
        route.close_gaps();
        route
    }

    /// The stations, by step.
    pub fn stations(&self) -> &[Station] {
        &self.0
    }

    /// The number of steps.
    pub fn steps(&self) -> u16 {
        self.0.last().map_or(0, |station| station.step)
    }

    /// The step that is open: the first with a station not settled.
    pub fn current_step(&self) -> Option<u16> {
        self.0.iter().find(|station| station.settled.is_none()).map(|station| station.step)
    }

    /// The stations where the case waits.
    pub fn open(&self) -> impl Iterator<Item = &Station> {
        let current = self.current_step();
        self.0
            .iter()
            .filter(move |station| station.settled.is_none() && Some(station.step) == current)
    }

    /// The station where the case waits for a body.
    pub fn open_at(&self, body: &str) -> Option<&Station> {
        self.open().find(|station| station.place.slug == body)
    }

    /// The slugs of the bodies the case has come to.
    pub fn reached(&self) -> impl Iterator<Item = &str> {
        let current = self.current_step().unwrap_or(u16::MAX);
        let here = self.0.iter().filter(move |station| station.step <= current);
        here.map(|station| station.place.slug.as_str())
    }

    /// How a station stands.
    pub fn standing(&self, station: &Station, today: Date) -> Standing {
        if station.settled.is_some() {
            return Standing::Settled;
        }
        match self.current_step() {
            Some(step) if step == station.step => match station.due {
                Some(due) if due < today => Standing::Late,
                _ => Standing::Open,
            },
            _ => Standing::Ahead,
        }
    }

    /// Open stations whose day is past.
    pub fn late(&self, today: Date) -> impl Iterator<Item = &Station> {
        self.open().filter(move |station| station.due.is_some_and(|due| due < today))
    }

    /// Which treatment in the same body a station is; 1 is the first.
    pub fn reading(&self, station: &Station) -> usize {
        let before = self.0.iter().take_while(|one| one.id != station.id);
        1 + before
            .filter(|one| one.place.slug == station.place.slug && one.settled.is_some())
            .count()
    }

    /// Which of a body's several treatments of the case a station is, counted from 1; `None` where the
    /// body deals with it once.
    pub fn reading_of_several(&self, station: &Station) -> Option<u8> {
        let mut same = self.0.iter().filter(|one| one.place.slug == station.place.slug);
        let at = same.clone().position(|one| one.id == station.id)?;
        same.nth(1).and_then(|_| u8::try_from(at + 1).ok())
    }

    /// Puts a station on the route. A health case goes to a KKR only for a reason that is given.
    pub fn add(
        &mut self,
        mut station: Station,
        at: Where,
        subject: Option<&Subject>,
    ) -> Result<(), RouteError> {
        if station.place.name.trim().is_empty() {
            return Err(RouteError::NoBody);
        }
        let is_health = subject.is_some_and(Subject::is_health);
        if is_health && station.place.is_kkr() && !has_words(station.reason.as_ref()) {
            return Err(RouteError::NoReason);
        }
        let first = self.current_step().unwrap_or(self.steps() + 1);
        station.step = match at {
            Where::Last => self.steps() + 1,
            Where::Beside(step) | Where::Before(step) if step < first => {
                return Err(RouteError::PastStep);
            }
            Where::Beside(step) => step.min(self.steps() + 1),
            Where::Before(step) => {
                let step = step.min(self.steps() + 1);
                if self.in_step(step).any(|one| one.settled.is_some()) {
                    return Err(RouteError::PastStep);
                }
                self.0.iter_mut().filter(|one| one.step >= step).for_each(|one| one.step += 1);
                step
            }
        };
        self.insert(station);
        Ok(())
    }

    /// Refuses what is on its way to a KKR with a health case, and without a reason.
    pub fn check(&self, subject: Option<&Subject>) -> Result<(), RouteError> {
        let is_health = subject.is_some_and(Subject::is_health);
        let unexplained = |station: &Station| !has_words(station.reason.as_ref());
        if is_health && self.to_kkr().any(unexplained) {
            return Err(RouteError::ToClusters);
        }
        Ok(())
    }

    /// Says why the case goes to a KKR, where that is not said.
    pub fn explain(&mut self, reason: &str) {
        let reason = Some(reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        let ahead = self.0.iter_mut().filter(|one| one.settled.is_none() && one.place.is_kkr());
        for station in ahead.filter(|station| !has_words(station.reason.as_ref())) {
            station.reason.clone_from(&reason);
        }
    }

    /// The stations at a KKR that are not dealt with.
    pub fn to_kkr(&self) -> impl Iterator<Item = &Station> {
        self.0.iter().filter(|station| station.settled.is_none() && station.place.is_kkr())
    }

    /// Takes a station off; what has been decided stays.
    pub fn remove(&mut self, id: StationId) -> Result<(), RouteError> {
        if self.station(id)?.settled.is_some() {
            return Err(RouteError::Settled);
        }
        self.0.retain(|station| station.id != id);
        self.close_gaps();
        Ok(())
    }

    /// Changes what is asked and by when, as long as it has not been answered.
    pub fn amend(&mut self, id: StationId, ask: Ask, due: Option<Date>) -> Result<(), RouteError> {
        let station = self.unsettled(id)?;
        (station.ask, station.due) = (ask, due);
        Ok(())
    }

    /// Notes on which agenda the station stands; `None` takes it off.
    pub fn place(&mut self, id: StationId, agenda: Option<String>) -> Result<(), RouteError> {
        self.unsettled(id)?.agenda = agenda;
        Ok(())
    }

    /// Gives an open station its outcome.
    pub fn settle(&mut self, id: StationId, settled: Settled) -> Result<Course, RouteError> {
        if self.station(id)?.settled.is_some() {
            return Err(RouteError::Settled);
        }
        if !self.open().any(|station| station.id == id) {
            return Err(RouteError::NotOpen);
        }
        let station = self.unsettled(id)?;
        station.agenda = None;
        match settled.outcome {
            Outcome::Postponed | Outcome::Withdrawn => {
                station.put_off = Some((settled.outcome, settled.date));
                return Ok(Course::Stays);
            }
            Outcome::Returned => {
                station.put_off = Some((settled.outcome, settled.date));
                return Ok(Course::Back);
            }
            _ => station.settled = Some(settled),
        }
        let step = station.step;
        Ok(match self.current_step() {
            None => Course::Done,
            Some(current) if current == step => Course::Onward(Vec::new()),
            Some(_) => Course::Onward(self.open().map(|station| station.id).collect()),
        })
    }

    /// Puts right what was written down of a station: its outcome, day and note, with the reason. The
    /// case has gone on from there, so it can only be another outcome that lets it go on.
    pub fn correct(
        &mut self,
        id: StationId,
        mut settled: Settled,
        reason: &str,
    ) -> Result<(), RouteError> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(RouteError::NoReason);
        }
        let said = format!("Rettet: {reason}");
        settled.note = Some(settled.note.map_or_else(|| said.clone(), |n| format!("{n} {said}")));
        let stops = [Outcome::Postponed, Outcome::Withdrawn, Outcome::Returned, Outcome::None];
        let station =
            self.0.iter_mut().find(|station| station.id == id).ok_or(RouteError::NoStation)?;
        if station.settled.is_none() {
            return Err(RouteError::NotOpen);
        }
        if stops.contains(&settled.outcome) {
            return Err(RouteError::Settled);
        }
        station.settled = Some(settled);
        Ok(())
    }

    /// Sends the case from an open station to other bodies, with a reason. What comes after waits
    /// until they have dealt with it.
    pub fn refer(
        &mut self,
        id: StationId,
        to: Vec<Station>,
        reason: &str,
        date: Date,
    ) -> Result<(), RouteError> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() {
            return Err(RouteError::NoReason);
        }
        if to.is_empty() || to.iter().any(|station| station.place.name.trim().is_empty()) {
            return Err(RouteError::NoBody);
        }
        let step = self.station(id)?.step;
        let note = Some(reason.clone());
        let outcome = Outcome::Referred;
        self.settle(id, Settled { outcome, date, note })?;
        // Parallel stations of the step may be settled or not: the new ones stand right after it.
        self.0.iter_mut().filter(|one| one.step > step).for_each(|one| one.step += 1);
        for station in to {
            let reason = Some(reason.clone());
            self.insert(Station { step: step + 1, referred_from: Some(id), reason, ..station });
        }
        Ok(())
    }

    /// All that the journal keeps of it.
    pub fn to_json(&self) -> Value {
        let station = |station: &Station| {
            json!({
                "step": station.step,
                "body": station.place.slug,
                "ask": station.ask.name(),
                "due": station.due.map(|due| due.to_string()),
                "reason": station.reason,
                "outcome": station.settled.as_ref().map(|settled| settled.outcome.name()),
                "settled_on": station.settled.as_ref().map(|settled| settled.date.to_string()),
                "note": station.settled.as_ref().and_then(|settled| settled.note.clone()),
                "put_off": station.put_off.map(|(outcome, _)| outcome.name()),
            })
        };
        self.0.iter().map(station).collect()
    }

    /// The station with this id.
    pub fn station(&self, id: StationId) -> Result<&Station, RouteError> {
        self.0.iter().find(|station| station.id == id).ok_or(RouteError::NoStation)
    }

    fn in_step(&self, step: u16) -> impl Iterator<Item = &Station> {
        self.0.iter().filter(move |station| station.step == step)
    }

    fn unsettled(&mut self, id: StationId) -> Result<&mut Station, RouteError> {
        let station = self.0.iter_mut().find(|station| station.id == id);
        let station = station.ok_or(RouteError::NoStation)?;
        if station.settled.is_some() { Err(RouteError::Settled) } else { Ok(station) }
    }

    fn insert(&mut self, station: Station) {
        let at = self.0.partition_point(|one| one.step <= station.step);
        self.0.insert(at, station);
    }

    fn close_gaps(&mut self) {
        let (mut step, mut last) = (0, None);
        for station in &mut self.0 {
            if last != Some(station.step) {
                (step, last) = (step + 1, Some(station.step));
            }
            station.step = step;
        }
    }
}

fn has_words(text: Option<&String>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}
