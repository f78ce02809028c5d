//! Errors planted into clean documents by rules of their own, with a fixed seed.
//!
//! The planters do not ask the checks where they could look: a sum is any number that equals a row
//! of its neighbours, a percentage any that two numbers beside it explain.

mod edit;
mod plant;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use raadslag_document::Document;
use raadslag_proof::{Context, Level, Municipality, Register, Report, Settings, proof};
use raadslag_reader::{Reader, Source};

pub(crate) use plant::{KINDS, Kind};

/// A small generator of chance (xorshift64*), so that every run plants the same.
pub(crate) struct Chance(u64);

impl Chance {
    /// A generator from a seed above 0.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`, which is above 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % limit
    }
}

/// How a kind of error fared.
#[derive(Debug, Clone, Default)]
pub(crate) struct Outcome {
    /// Errors planted.
    pub(crate) planted: usize,
    /// Of these, found under one of the kind's codes.
    pub(crate) found: usize,
    /// Other findings, warnings and errors, that were not there before.
    pub(crate) false_alarms: usize,
    /// Where something was missed: document and what was planted.
    pub(crate) missed: Vec<String>,
}

/// Errors of a kind per document.
const PER_DOCUMENT: usize = 6;

/// Plants errors of a kind into every document and counts.
pub(crate) fn try_kind(kind: &Kind, documents: &[(String, Document)]) -> Outcome {
    let mut outcome = Outcome::default();
    for (index, (name, clean)) in documents.iter().enumerate() {
        let mut chance = Chance::new(0x5eed_0000 + index as u64);
        let mut planted = (kind.plant)(clean, &mut chance);
        let before = signature(&report(clean));
        for _ in 0..PER_DOCUMENT.min(planted.len()) {
            let (document, what) = planted.swap_remove(chance.below(planted.len()));
            let after = report(&document);
            let fresh: Vec<_> = signature(&after).difference(&before).cloned().collect();
            let hit = fresh.iter().any(|(code, ..)| kind.codes.contains(code));
            outcome.planted += 1;
            outcome.found += usize::from(hit);
            outcome.false_alarms +=
                fresh.iter().filter(|(code, ..)| !kind.codes.contains(code)).count();
            if !hit {
                outcome.missed.push(format!("{} in {name}: {what}", kind.name));
            }
        }
    }
    outcome
}

type Signature = BTreeSet<(&'static str, usize, String)>;

fn signature(report: &Report) -> Signature {
    let shown = report.at_least(Level::Warning);
    shown.map(|f| (f.code.name(), f.at.index, format!("{}{:?}", f.at.text, f.message.en))).collect()
}

/// Proof-reads with the municipalities of the sample's region, which the documents are about.
pub(crate) fn report(document: &Document) -> Report {
    let register = register();
    let settings = Settings::default();
    proof(document, &Context { register: &register, settings: &settings, today: None })
}

/// The municipalities of Region Sjælland and some beyond.
pub(crate) fn register() -> Register {
    let own = [
        "Faxe",
        "Greve",
        "Guldborgsund",
        "Holbæk",
        "Kalundborg",
        "Køge",
        "Lejre",
        "Lolland",
        "Næstved",
        "Odsherred",
        "Ringsted",
        "Roskilde",
        "Slagelse",
        "Solrød",
        "Sorø",
        "Stevns",
        "Vordingborg",
    ];
    let others = [
        "København",
        "Aarhus",
        "Odense",
        "Aalborg",
        "Helsingør",
        "Esbjerg",
        "Randers",
        "Hillerød",
        "Gribskov",
    ];
    let named = |region: &'static str| {
        move |name: &str| Municipality {
            name: name.into(),
            region: region.into(),
            population: None,
        }
    };
    let municipalities =
        own.into_iter().map(named("Sjælland")).chain(others.into_iter().map(named("")));
    Register {
        municipalities: municipalities.collect(),
        own_region: Some("Sjælland".into()),
        ..Register::default()
    }
}

/// The repository's sample documents, read.
pub(crate) fn samples() -> Vec<(String, Document)> {
    read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../raadslag/sample"))
}

/// The real documents beside the repository; none where they are not there.
pub(crate) fn real() -> Vec<(String, Document)> {
    read_all(&real_folder())
}

fn real_folder() -> PathBuf {
    let beside = |folder: &Path| folder.join("shared/agendas");
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().map(beside).find(|folder| folder.is_dir()).unwrap_or_else(|| beside(here))
}

fn read_all(folder: &Path) -> Vec<(String, Document)> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    paths.sort();
    let reader = Reader::new();
    let read = |path: &PathBuf| {
        let name = path.file_name()?.to_str()?.to_owned();
        let bytes = std::fs::read(path).ok()?;
        let reading = reader.read(&bytes, &Source { name: Some(&name) }).ok()?;
        Some((name, reading.document))
    };
    paths.iter().filter_map(read).filter(|(_, document)| document.items().count() > 1).collect()
}
