use raadslag_document::Document;

use super::MinutesError;
use super::rules::{Departures, Stage, document as compose};
use super::store::{self, Comment, Departure, Held};
use crate::agendas::{self, Entry, Planned};
use crate::archive::Archive;
use crate::db::Tx;
use crate::ids::PlannedId;
use crate::meetings::rules::MeetingState;
use crate::meetings::{self, Agenda};

/// Minutes with everything they are made of.
pub(crate) struct Minutes {
    /// The meeting.
    pub(crate) planned: Planned,
    /// What it dealt with.
    pub(crate) agenda: Agenda,
    /// The agenda's entries.
    pub(crate) entries: Vec<Entry>,
    /// The agenda as a document.
    pub(crate) document: Document,
    /// What happened.
    pub(crate) state: MeetingState,
    /// How far they are.
    pub(crate) stage: Stage,
    pub(super) held: Held,
    pub(super) departures: Vec<Departure>,
    pub(super) comments: Vec<Comment>,
}

impl Minutes {
    /// Where the text departs from what is composed.
    pub(super) fn departing(&self) -> Departures {
        let given = |one: &Departure| Some((one.place.clone(), one.text.clone()?));
        self.departures.iter().filter_map(given).collect()
    }

    /// The minutes as a document.
    pub(crate) fn composed(&self) -> Document {
        compose(&self.document, &self.agenda, &self.state, &self.departing())
    }

    /// The version of a place's text; 0 where nobody has written one.
    pub(super) fn version(&self, place: &str) -> i64 {
        self.departure(place).map_or(0, |one| one.version)
    }

    pub(super) fn departure(&self, place: &str) -> Option<&Departure> {
        self.departures.iter().find(|one| one.place == place)
    }
}

/// The minutes of a meeting that has an agenda.
pub(crate) async fn load(
    tx: &mut Tx,
    archive: &Archive,
    planned: PlannedId,
) -> Result<Minutes, MinutesError> {
    let found = meetings::agenda(tx, archive, planned).await?;
    let (meeting, agenda) = found.ok_or(MinutesError::Missing)?;
    let entries = agendas::entries(tx, planned).await?;
    let document = agendas::document(tx, archive, planned).await?;
    let state = meetings::state(tx, planned).await?;
    let held = store::held(tx, planned).await?;
    let stage = stage(tx, &meeting, &held).await?;
    let departures = store::departures(tx, planned).await?;
    let comments = store::comments(tx, planned).await?;
    let planned = meeting;
    Ok(Minutes { planned, agenda, entries, document, state, stage, held, departures, comments })
}

async fn stage(tx: &mut Tx, meeting: &Planned, held: &Held) -> Result<Stage, MinutesError> {
    if held.published_at.is_some() {
        return Ok(Stage::Published);
    }
    if held.sent_at.is_none() {
        return Ok(Stage::Draft);
    }
    let approved = meetings::is_approved(tx, meeting).await?;
    Ok(if approved { Stage::Approved } else { Stage::Sent })
}
