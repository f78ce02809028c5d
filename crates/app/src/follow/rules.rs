//! What can be followed, and when those who follow are told.

use jiff::{SignedDuration, Timestamp};
use url::form_urlencoded;

use crate::archive::{SearchRequest, Sort};
use crate::shell::encode;

/// Characters of a saved search's address at most.
const LONGEST: usize = 600;

/// What can be followed: a page of the portal.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Subject {
    /// A body, by its slug.
    Body(String),
    /// A case thread, by its slug.
    Thread(String),
    /// A municipality, by its slug.
    Municipality(String),
    /// A person, by its slug.
    Person(String),
    /// A search.
    Search(Search),
}

/// A search that is kept, in one spelling: without order and page.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Search {
    /// The words.
    pub words: String,
    /// A body's slug.
    pub body: Option<String>,
    /// A year.
    pub year: Option<i16>,
    /// A kind of item.
    pub kind: Option<String>,
    /// An outcome.
    pub outcome: Option<String>,
    /// A municipality's slug.
    pub municipality: Option<String>,
    /// A person's slug.
    pub person: Option<String>,
}

impl Subject {
    /// The subject whose page has this address.
    ///
    /// ```
    /// use raadslag_app::follow::Subject;
    /// let body = Subject::of_path("/organ/kkr-sjaelland").unwrap();
    /// assert_eq!(body.feed(), "/feed/organ/kkr-sjaelland.atom");
    /// let search = Subject::of_path("/soeg?side=3&q=femern&orden=nyeste").unwrap();
    /// assert_eq!(search.path(), "/soeg?q=femern");
    /// assert_eq!(Subject::of_path("/soeg"), None);
    /// assert_eq!(Subject::of_path("/om"), None);
    /// ```
    pub fn of_path(path: &str) -> Option<Self> {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        if path == "/soeg" {
            return Search::of_query(query).map(Self::Search);
        }
        let (kind, slug) = path.strip_prefix('/')?.split_once('/')?;
        Self::of_kind(kind, slug)
    }

    /// The subject of a kind, "organ", with this slug.
    pub fn of_kind(kind: &str, slug: &str) -> Option<Self> {
        let plain = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
        if slug.is_empty() || slug.len() > 200 || !slug.bytes().all(plain) {
            return None;
        }
        let slug = slug.to_owned();
        Some(match kind {
            "organ" => Self::Body(slug),
            "forloeb" => Self::Thread(slug),
            "kommune" => Self::Municipality(slug),
            "person" => Self::Person(slug),
            _ => return None,
        })
    }

    fn parts(&self) -> (&'static str, &str) {
        match self {
            Self::Body(slug) => ("organ", slug),
            Self::Thread(slug) => ("forloeb", slug),
            Self::Municipality(slug) => ("kommune", slug),
            Self::Person(slug) => ("person", slug),
            Self::Search(_) => ("soeg", ""),
        }
    }

    /// Its page.
    pub fn path(&self) -> String {
        match self {
            Self::Search(search) => format!("/soeg?{}", search.query()),
            other => {
                let (kind, slug) = other.parts();
                format!("/{kind}/{slug}")
            }
        }
    }

    /// The page where one begins to follow it.
    pub fn form(&self) -> String {
        format!("/foelg?emne={}", encode(&self.path()))
    }

    /// Its Atom feed.
    pub fn feed(&self) -> String {
        match self {
            Self::Search(search) => format!("/feed/soeg.atom?{}", search.query()),
            other => {
                let (kind, slug) = other.parts();
                format!("/feed/{kind}/{slug}.atom")
            }
        }
    }

    /// Its calendar: the meetings that deal with it.
    pub fn calendar(&self) -> String {
        match self {
            Self::Body(slug) => format!("/kalender/{slug}.ics"),
            Self::Search(search) => format!("/kalender/soeg.ics?{}", search.query()),
            other => {
                let (kind, slug) = other.parts();
                format!("/kalender/{kind}/{slug}.ics")
            }
        }
    }
}

impl Search {
    /// The search of a query string; `None` where it asks for nothing, or for too much to keep.
    pub fn of_query(query: &str) -> Option<Self> {
        let mut search = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
            if value.is_empty() {
                continue;
            }
            match name.as_ref() {
                "q" => search.words = value,
                "organ" => search.body = Some(value),
                "aar" => search.year = value.parse().ok(),
                "slags" => search.kind = Some(value),
                "udfald" => search.outcome = Some(value),
                "kommune" => search.municipality = Some(value),
                "person" => search.person = Some(value),
                _ => {}
            }
        }
        (search != Self::default() && search.query().len() <= LONGEST).then_some(search)
    }

    /// Its query string.
    pub fn query(&self) -> String {
        let year = self.year.map(|year| year.to_string());
        let words = Some(&self.words).filter(|words| !words.is_empty());
        let parts = [
            ("q", words),
            ("organ", self.body.as_ref()),
            ("aar", year.as_ref()),
            ("slags", self.kind.as_ref()),
            ("udfald", self.outcome.as_ref()),
            ("kommune", self.municipality.as_ref()),
            ("person", self.person.as_ref()),
        ];
        let parts = parts.iter().filter_map(|(name, value)| Some((name, (*value)?)));
        parts.map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
    }

    /// A page of it, newest first.
    pub(super) fn request(&self, page: u32, page_size: u32) -> SearchRequest {
        SearchRequest {
            text: self.words.clone(),
            body: self.body.clone(),
            year: self.year,
            kind: self.kind.clone(),
            outcome: self.outcome.clone(),
            municipality: self.municipality.clone(),
            person: self.person.clone(),
            sort: Sort::Newest,
            page,
            page_size,
        }
    }
}

/// How long to wait before telling: who imports a year of minutes makes one mail of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pace {
    /// Nothing new for so long.
    pub quiet: SignedDuration,
    /// But no longer than so long after the first.
    pub longest: SignedDuration,
}

impl Default for Pace {
    fn default() -> Self {
        Self { quiet: SignedDuration::from_mins(2), longest: SignedDuration::from_mins(30) }
    }
}

impl Pace {
    /// Whether it is time to tell of what came in between `first` and `last`.
    pub(super) fn is_due(self, first: Timestamp, last: Timestamp, now: Timestamp) -> bool {
        now.duration_since(last) >= self.quiet || now.duration_since(first) >= self.longest
    }
}

/// How long a link that confirms holds.
pub(super) const CONFIRMED_WITHIN: SignedDuration = SignedDuration::from_hours(48);
/// Confirmations sent to one address in [`WINDOW`].
pub(super) const PER_ADDRESS: u64 = 10;
/// Times one client may ask in [`WINDOW`].
pub(super) const PER_CLIENT: u64 = 30;
/// What is counted.
pub(super) const WINDOW: SignedDuration = SignedDuration::from_hours(1);
