use std::fmt;

use super::slug;

/// A municipality's official three-digit code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MunicipalityCode(u16);

impl MunicipalityCode {
    /// The code, or `None` outside 100-999.
    pub fn new(code: u16) -> Option<Self> {
        (100..1000).contains(&code).then_some(Self(code))
    }

    /// The code as a number.
    pub fn get(self) -> u16 {
        self.0
    }
}

impl fmt::Display for MunicipalityCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:03}", self.0)
    }
}

/// One of the five regions as they are until 2027.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Region {
    /// Region Hovedstaden.
    Hovedstaden,
    /// Region Sjælland.
    Sjaelland,
    /// Region Syddanmark.
    Syddanmark,
    /// Region Midtjylland.
    Midtjylland,
    /// Region Nordjylland.
    Nordjylland,
}

impl Region {
    /// Every region.
    pub const ALL: [Self; 5] = [
        Self::Hovedstaden,
        Self::Sjaelland,
        Self::Syddanmark,
        Self::Midtjylland,
        Self::Nordjylland,
    ];

    /// The name without "Region"; its KKR is named the same.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hovedstaden => "Hovedstaden",
            Self::Sjaelland => "Sjælland",
            Self::Syddanmark => "Syddanmark",
            Self::Midtjylland => "Midtjylland",
            Self::Nordjylland => "Nordjylland",
        }
    }

    fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.name() == name)
    }
}

/// What a municipality's name says when "Kommune" does not follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alone {
    /// Hardly anything but the municipality: "Guldborgsund".
    Municipality,
    /// As often a town, an island or a landscape: "Ringsted", "Lolland".
    Place,
    /// An ordinary word or a surname too: "Vejen", "Skive", "Greve".
    Word,
}

/// A municipality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Municipality {
    /// Official code.
    pub code: MunicipalityCode,
    /// Official name without "Kommune": "Faxe", "Nordfyns".
    pub name: String,
    /// Readable address part: `/kommune/{slug}`.
    pub slug: String,
    /// Its region, and so its KKR.
    pub region: Region,
    /// Inhabitants on 1 January 2023, for the municipalities of KKR Sjælland.
    pub population: Option<u32>,
    /// What the bare name says.
    pub alone: Alone,
}

impl Municipality {
    /// "Faxe Kommune", "Københavns Kommune", "Bornholms Regionskommune".
    pub fn full_name(&self) -> String {
        match self.name.as_str() {
            "København" => "Københavns Kommune".to_owned(),
            "Bornholm" => "Bornholms Regionskommune".to_owned(),
            name => format!("{name} Kommune"),
        }
    }

    /// The ways the bare name is written: with å for aa and back, with and without hyphen, and
    /// without the genitive that has become part of it.
    pub(super) fn spellings(&self) -> Vec<String> {
        let name = &self.name;
        let mut spellings = vec![name.clone()];
        spellings.extend(
            matches!(name.as_str(), "Nordfyns" | "Vesthimmerlands")
                .then(|| name.trim_end_matches('s').to_owned()),
        );
        for (from, to) in [("aa", "å"), ("Aa", "Å"), ("å", "aa"), ("Å", "Aa"), ("-", " ")] {
            let respelled: Vec<_> = spellings
                .iter()
                .filter(|spelling| spelling.contains(from))
                .map(|spelling| spelling.replace(from, to))
                .filter(|respelled| !spellings.contains(respelled))
                .collect();
            spellings.extend(respelled);
        }
        spellings
    }
}

/// "Faxe" of "Faxe Kommune", "Faxe Kommunes" and "Faxe".
pub(super) fn without_kommune(name: &str) -> &str {
    let name = name.trim();
    let Some((first, last)) = name.rsplit_once(' ') else { return name };
    let last = last.to_lowercase();
    let kommune = ["kommune", "kommunes", "regionskommune", "regionskommunes"];
    if kommune.contains(&last.as_str()) { first.trim_end() } else { name }
}

pub(super) fn all() -> Vec<Municipality> {
    include_str!("municipalities.csv")
        .lines()
        .skip(1)
        .map(|line| parse(line).expect("the table is well-formed: a test counts its rows"))
        .collect()
}

fn parse(line: &str) -> Option<Municipality> {
    let mut cells = line.split(',');
    let code = MunicipalityCode::new(cells.next()?.parse().ok()?)?;
    let name = cells.next()?.to_owned();
    let region = Region::named(cells.next()?)?;
    let population = cells.next()?.parse().ok();
    let alone = match cells.next()? {
        "municipality" => Alone::Municipality,
        "place" => Alone::Place,
        "word" => Alone::Word,
        _ => return None,
    };
    Some(Municipality { code, slug: slug(&name), name, region, population, alone })
}
