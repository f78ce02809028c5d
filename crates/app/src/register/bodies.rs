use crate::register::BodyKind;

use super::{BodyIdentity, Region, slug};

/// A registered body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Body {
    /// Slug, name and kind.
    pub identity: BodyIdentity,
    /// The region it belongs to; `None` for one that spans several.
    pub region: Option<Region>,
    /// The body whose agendas it prepares.
    pub prepares_for: Option<String>,
    /// Names of the municipalities in it, where it is a cluster.
    pub members: Vec<String>,
    /// The ways its name is written.
    pub(super) written: Vec<String>,
}

/// A health cluster: the municipalities around one emergency hospital.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cluster {
    /// The name before "-klyngen".
    pub name: &'static str,
    /// Its municipalities.
    pub members: &'static [&'static str],
    written: &'static [&'static str],
}

impl Cluster {
    /// The four clusters in Region Sjælland.
    pub const SJAELLAND: [Self; 4] = [
        Self {
            name: "Holbæk",
            members: &["Holbæk", "Kalundborg", "Lejre", "Odsherred"],
            written: &["Holbæk-klyngen", "Sundhedsklynge Holbæk"],
        },
        Self {
            name: "Roskilde/Køge",
            members: &["Faxe", "Greve", "Køge", "Roskilde", "Solrød", "Stevns"],
            written: &[
                "SUH Roskilde/Køge-klyngen",
                "Roskilde/Køge-klyngen",
                "Sundhedsklynge Roskilde/Køge",
            ],
        },
        Self {
            name: "Næstved-Slagelse-Ringsted",
            members: &["Næstved", "Ringsted", "Slagelse", "Sorø"],
            written: &[
                "Næstved, Slagelse og Ringsted-klyngen",
                "Næstved-Slagelse-Ringsted-klyngen",
                "Sundhedsklynge Næstved-Slagelse-Ringsted",
            ],
        },
        Self {
            name: "Nykøbing F",
            members: &["Guldborgsund", "Lolland", "Vordingborg"],
            written: &["Nykøbing F-klyngen", "Nykøbing F.-klyngen", "Sundhedsklynge Nykøbing F"],
        },
    ];
}

pub(super) fn all() -> Vec<Body> {
    let mut bodies = Vec::new();
    for region in Region::ALL {
        bodies.extend([kkr(region), regional_administration(region.name(), Some(region))]);
        bodies.push(regional_council(region.name(), Some(region)));
    }
    // The eastern regions become one on 1 January 2027; documents name it from 2024 on.
    bodies.push(regional_administration("Østdanmark", None));
    bodies.push(regional_council("Østdanmark", None));
    bodies.extend([executives(), cooperation_committee()]);
    bodies.extend(Cluster::SJAELLAND.map(cluster));
    bodies
}

fn kkr(region: Region) -> Body {
    let name = format!("KKR {}", region.name());
    let written = vec![
        name.clone(),
        format!("Kommunekontaktrådet {}", region.name()),
        format!("Kommunekontaktråd {}", region.name()),
    ];
    body(&name, BodyKind::Kkr, Some(region), written)
}

fn regional_administration(name: &str, region: Option<Region>) -> Body {
    let name = format!("Region {name}");
    body(&name, BodyKind::Region, region, vec![name.clone()])
}

fn regional_council(name: &str, region: Option<Region>) -> Body {
    let written = [
        "Regionsrådet i Region",
        "Regionsrådet for Region",
        "Regionsrådet, Region",
        "Regionsrådet Region",
        "Regionsråd i Region",
        "Regionsrådet i",
    ]
    .map(|council| format!("{council} {name}"));
    body(&format!("Regionsrådet i Region {name}"), BodyKind::Region, region, written.to_vec())
}

fn executives() -> Body {
    let written = [
        "K17",
        "Kommunaldirektørkredsen, K17",
        "Kommunaldirektørkredsen (K17)",
        "Kommunaldirektørkredsen K17",
        "Kommunaldirektørkredsen i KKR Sjælland",
    ];
    Body {
        prepares_for: Some("kkr-sjaelland".to_owned()),
        ..body(
            "K17",
            BodyKind::Executives,
            Some(Region::Sjaelland),
            written.map(str::to_owned).to_vec(),
        )
    }
}

fn cooperation_committee() -> Body {
    let written = [
        "Sundhedssamarbejdsudvalget i Region Sjælland",
        "Sundhedssamarbejdsudvalget for Region Sjælland",
        "Sundhedssamarbejdsudvalget, Region Sjælland",
        "Sundhedssamarbejdsudvalg i Region Sjælland",
    ];
    let name = "Sundhedssamarbejdsudvalget i Region Sjælland";
    body(name, BodyKind::Committee, Some(Region::Sjaelland), written.map(str::to_owned).to_vec())
}

fn cluster(cluster: Cluster) -> Body {
    let name = format!("Sundhedsklyngen {}", cluster.name);
    let mut written: Vec<_> = cluster.written.iter().map(|&name| name.to_owned()).collect();
    written.push(name.clone());
    Body {
        members: cluster.members.iter().map(|&name| name.to_owned()).collect(),
        ..body(&name, BodyKind::Committee, Some(Region::Sjaelland), written)
    }
}

fn body(name: &str, kind: BodyKind, region: Option<Region>, written: Vec<String>) -> Body {
    let identity = BodyIdentity { slug: slug(name), name: name.to_owned(), kind };
    Body { identity, region, prepares_for: None, members: Vec::new(), written }
}
