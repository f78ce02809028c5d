//! An agenda with all that is to be known of it before something is done with it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use raadslag_document::{Document, Item};

use super::rules::{Entry, Open, OpenThing, length, minutes, numbered, open_things};
use super::store::{self, Agenda, Promise};
use super::{AgendaError, compose, edit};
use crate::archive::Archive;
use crate::cases::{self, CaseRow};
use crate::db::Tx;
use crate::ids::PlannedId;
use crate::plan::{self, BodyPlan, Meeting};

/// An agenda, whole.
pub(super) struct Outlook {
    pub(super) meeting: Meeting,
    pub(super) agenda: Agenda,
    pub(super) template: BodyPlan,
    /// The entries in order, each with the item it makes.
    pub(super) entries: Vec<(Entry, Item)>,
    /// The agenda as it stands.
    pub(super) document: Document,
    /// The sums of annexes, by their address in the document.
    pub(super) annexes: BTreeMap<String, String>,
    /// What is promised for the meeting and stands nowhere.
    pub(super) promises: Vec<Promise>,
    /// Cases that wait for the body and stand on no agenda.
    pub(super) waiting: Vec<CaseRow>,
    pub(super) open: Vec<Open>,
    /// Minutes set aside, and those of the meeting.
    pub(super) minutes: (u32, Option<u32>),
    /// The call for items has ended.
    pub(super) is_late: bool,
}

/// The annexes of cases that may not go out: something was found in them that nobody accepted.
async fn held_back(tx: &mut Tx, entries: &[(Entry, Item)]) -> Result<Vec<Open>, AgendaError> {
    let mut open = Vec::new();
    for (entry, _) in entries {
        let Some(case) = entry.case else { continue };
        let annexes = cases::annexes(tx, case).await?;
        open.extend(annexes.into_iter().filter(|annex| !annex.is_cleared).map(|annex| Open {
            what: OpenThing::Annex(annex.title),
            entry: Some((entry.id, entry.title.clone())),
        }));
    }
    Ok(open)
}

impl Outlook {
    /// Loads an agenda; `None` where nobody has begun it.
    pub(super) async fn load(
        tx: &mut Tx,
        archive: &Archive,
        id: PlannedId,
        today: Date,
    ) -> Result<Option<Self>, AgendaError> {
        let meeting = plan::meeting(tx, id).await?.ok_or(AgendaError::Missing)?;
        let Some(agenda) = store::agenda(tx, id).await? else { return Ok(None) };
        let template = plan::settings(tx, &meeting.body).await?;
        let entries = numbered(agenda.numbering, store::entries(tx, id).await?);
        let (mut annexes, mut items) = (BTreeMap::new(), Vec::with_capacity(entries.len()));
        for entry in &entries {
            let (item, enclosed) = compose::item(tx, archive, entry).await?;
            annexes.extend(enclosed);
            items.push(item);
        }
        let body = plan::body_name(archive, &meeting.body).await?;
        let document = compose::put_together(&agenda, &meeting, body, &entries, items.clone());
        let entries: Vec<(Entry, Item)> = entries.into_iter().zip(items).collect();
        let promises: Vec<Promise> = store::promises(tx, id)
            .await?
            .into_iter()
            .filter(|promise| promise.entry_id.is_none())
            .collect();
        let is_late = edit::call_is_over(tx, &meeting, today).await?;
        let length = length(meeting.start, meeting.end);
        let call = edit::call_day(&meeting, &template);
        let came_late = |entry: &Entry| {
            entry.standing.is_none()
                && call.is_some_and(|call| edit::local_day(&entry.added_at) > call)
        };
        let titles: Vec<String> = promises.iter().map(|promise| promise.title.clone()).collect();
        let mut open = open_things(&entries, came_late, length, &titles);
        open.extend(held_back(tx, &entries).await?);
        let waiting = cases::waiting(tx, &meeting.body).await?;
        let sum = minutes(entries.iter().map(|(entry, _)| entry));
        Ok(Some(Self {
            meeting,
            agenda,
            template,
            entries,
            document,
            annexes,
            promises,
            waiting,
            open,
            minutes: (sum, length),
            is_late,
        }))
    }

    /// How many things must be mended before it can go out.
    pub(super) fn stops(&self) -> usize {
        self.open.iter().filter(|open| open.what.stops()).count()
    }
}
