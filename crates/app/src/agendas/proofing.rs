//! Proof-reading an agenda.

use jiff::civil::Date;
use raadslag_document::Document;
use raadslag_proof::{Context, KnownMeeting, Municipality, Register, Report, Settings};

use super::AgendaError;
use crate::archive::ArchiveError;
use crate::register::{Region, Register as Known};

/// What proof-reading must know of who is who, and whose region the document's body is of.
pub fn register(document: &Document) -> Register {
    let known = Known::shared();
    let municipalities = known.municipalities().iter().map(|municipality| Municipality {
        name: municipality.name.clone(),
        region: municipality.region.name().to_owned(),
        population: municipality.population,
    });
    let body = document.body.as_deref().and_then(|name| known.body_named(name));
    Register {
        municipalities: municipalities.collect(),
        regions: Region::ALL.map(|region| region.name().to_owned()).to_vec(),
        own_region: body.and_then(|body| body.region).map(|region| region.name().to_owned()),
        meetings: Vec::new(),
    }
}

/// Proof-reads an agenda as it is read today, among the meetings planned.
pub async fn proof(
    document: Document,
    meetings: Vec<KnownMeeting>,
    today: Date,
) -> Result<Report, AgendaError> {
    let work = move || {
        let register = Register { meetings, ..register(&document) };
        let settings = Settings::default();
        let context = Context { register: &register, settings: &settings, today: Some(today) };
        raadslag_proof::proof(&document, &context)
    };
    let done = tokio::task::spawn_blocking(work).await;
    Ok(done.map_err(|error| ArchiveError::Task(error.to_string()))?)
}
