//! Usual routes, and sets of bodies that are asked together.

use jiff::civil::Date;

use super::{Ask, Place, Subject, named};
use crate::register::{Cluster, Region, Register};

/// Bodies that are asked together, in parallel.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Gathering {
    /// The 17 councils in Region Sjælland.
    Councils,
    /// The 17 councils and the regional council.
    CouncilsAndRegion,
    /// The four health clusters.
    Clusters,
}
named!(Gathering {
    Councils => "councils",
    CouncilsAndRegion => "councils-and-region",
    Clusters => "clusters",
});

impl Gathering {
    /// Its bodies.
    pub fn places(self) -> Vec<Place> {
        let named = |name: &str| {
            let body = Register::shared().body_of(name);
            Place { slug: body.slug, name: body.name }
        };
        let councils = || {
            let all = Register::shared().municipalities().iter();
            let here = all.filter(|one| one.region == Region::Sjaelland);
            let mut places: Vec<Place> =
                here.map(|one| named(&format!("{} Kommunalbestyrelse", one.name))).collect();
            places.sort_by(|a, b| a.slug.cmp(&b.slug));
            places
        };
        match self {
            Self::Councils => councils(),
            Self::CouncilsAndRegion => {
                let mut places = councils();
                places.push(named("Regionsrådet i Region Sjælland"));
                places
            }
            Self::Clusters => Cluster::SJAELLAND
                .iter()
                .map(|cluster| named(&format!("Sundhedsklyngen {}", cluster.name)))
                .collect(),
        }
    }
}

/// A usual route of cases.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Usual {
    /// Business group, K17, chair, KKR Sjælland.
    #[default]
    Kkr,
    /// A theme discussion first, a decision at a later meeting.
    TwoReadings,
    /// KKR Sjælland and KKR Hovedstaden on the same day.
    Parallel,
    /// An agreement that 17 councils and the region must accede to by 1 December.
    Agreement,
    /// K17, then the health clusters.
    Clusters,
    /// No station yet.
    Empty,
}
named!(Usual {
    Kkr => "kkr",
    TwoReadings => "two-readings",
    Parallel => "parallel",
    Agreement => "agreement",
    Clusters => "clusters",
    Empty => "empty",
});

/// A station of a usual route.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// Its step.
    pub step: u16,
    /// Where.
    pub place: Place,
    /// The set it comes with.
    pub gathering: Option<Gathering>,
    /// What is asked.
    pub ask: Ask,
    /// By when.
    pub due: Option<Date>,
    /// Why it is here, where that must be said.
    pub reason: Option<String>,
}

const BUSINESS_GROUP: &str = "Forretningsgruppen";
const CHAIR: &str = "Formandskabet";
const K17: &str = "K17";
const SJAELLAND: &str = "KKR Sjælland";
const HOVEDSTADEN: &str = "KKR Hovedstaden";

impl Usual {
    /// Its stations for a case of this subject. Health cases go to the clusters in place of a KKR,
    /// unless the preparers give a reason.
    pub fn stations(
        self,
        subject: Option<&Subject>,
        reason: Option<&str>,
        today: Date,
    ) -> Vec<Planned> {
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        let is_health = subject.is_some_and(Subject::is_health);
        let way = if is_health && reason.is_none() && self != Self::Empty {
            Self::Clusters
        } else {
            self
        };
        let mut stations = way.plain(today);
        for station in stations.iter_mut().filter(|station| is_health && station.place.is_kkr()) {
            station.reason = reason.map(ToOwned::to_owned);
        }
        stations
    }

    fn plain(self, today: Date) -> Vec<Planned> {
        let prepared = [
            one(1, BUSINESS_GROUP, Ask::Discuss),
            one(2, K17, Ask::Recommend),
            one(3, CHAIR, Ask::Approve),
        ];
        let then = match self {
            Self::Empty => return Vec::new(),
            Self::Clusters => {
                let mut stations = vec![one(1, K17, Ask::Recommend)];
                stations.extend(all(2, Gathering::Clusters, Ask::Discuss, None));
                return stations;
            }
            Self::Kkr => vec![one(4, SJAELLAND, Ask::Approve)],
            Self::TwoReadings => vec![
                one(4, SJAELLAND, Ask::Discuss),
                one(5, K17, Ask::Recommend),
                one(6, SJAELLAND, Ask::Approve),
            ],
            Self::Parallel => {
                vec![one(4, SJAELLAND, Ask::Approve), one(4, HOVEDSTADEN, Ask::Approve)]
            }
            Self::Agreement => {
                let due = Some(first_of_december(today));
                let mut stations = vec![one(4, SJAELLAND, Ask::Recommend)];
                stations.extend(all(5, Gathering::CouncilsAndRegion, Ask::Accede, due));
                stations
            }
        };
        prepared.into_iter().chain(then).collect()
    }
}

fn one(step: u16, name: &str, ask: Ask) -> Planned {
    let body = Register::shared().body_of(name);
    let place = Place { slug: body.slug, name: body.name };
    Planned { step, place, gathering: None, ask, due: None, reason: None }
}

fn all(step: u16, gathering: Gathering, ask: Ask, due: Option<Date>) -> Vec<Planned> {
    let places = gathering.places().into_iter();
    places
        .map(|place| Planned { step, place, gathering: Some(gathering), ask, due, reason: None })
        .collect()
}

/// The next 1 December.
fn first_of_december(today: Date) -> Date {
    let year = if today.month() == 12 && today.day() > 1 { today.year() + 1 } else { today.year() };
    Date::new(year, 12, 1).unwrap_or(today)
}
