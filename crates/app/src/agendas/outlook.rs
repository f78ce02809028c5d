//! An agenda with all that is to be known of it before something is done with it.

use std::collections::BTreeMap;

use jiff::civil::Date;
use raadslag_document::{Document, Item};

use super::rules::{
    Difference, Entry, Open, OpenThing, differences, length, minutes, numbered, of, open_things,
};
use super::store::{self, Agenda, Promise};
use super::{AgendaError, compose, current, edit};
use crate::archive::Archive;
use crate::cases::{self, CaseRow};
use crate::db::Tx;
use crate::ids::PlannedId;
use crate::plan::{self, BodyPlan};

/// An agenda, whole.
pub(super) struct Outlook {
    pub(super) agenda: Agenda,
    pub(super) template: BodyPlan,
    /// The entries in order, each with the item it makes, or made when the agenda was approved.
    pub(super) entries: Vec<(Entry, Item)>,
    /// The agenda as it stands, or as it was approved.
    pub(super) document: Document,
    /// What has changed since it was approved, or since it went out.
    pub(super) differences: Vec<Difference>,
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

/// What of cases may not go out: annexes in which something was found that nobody accepted, figures
/// that cannot be shown, and what was copied and not looked at again.
async fn held_back(
    tx: &mut Tx,
    archive: &Archive,
    entries: &[(Entry, Item)],
) -> Result<Vec<Open>, AgendaError> {
    let mut open = Vec::new();
    for (entry, _) in entries {
        let Some(case) = entry.case else { continue };
        let annexes = cases::annexes(tx, case).await?.into_iter();
        let annexes = annexes.filter(|annex| !annex.is_cleared);
        let annexes = annexes.map(|annex| OpenThing::Annex(annex.title));
        let figures = cases::missing_figures(tx, archive, case).await?;
        let figures = figures.into_iter().map(OpenThing::Figure);
        let renewals = Some(cases::to_renew(tx, case).await?).filter(|count| *count > 0);
        let things = annexes.chain(figures).chain(renewals.map(OpenThing::Renewals));
        open.extend(things.map(|what| of(entry, what)));
    }
    Ok(open)
}

/// Cases that were given up and are not out: nobody is to deal with them.
async fn given_up(tx: &mut Tx, entries: &[(Entry, Item)]) -> Result<Vec<Open>, AgendaError> {
    let mut open = Vec::new();
    for (entry, _) in entries.iter().filter(|(entry, _)| entry.archive_item.is_none()) {
        let Some(case) = entry.case else { continue };
        if cases::case(tx, case).await?.state == cases::State::Withdrawn {
            open.push(of(entry, OpenThing::GivenUp));
        }
    }
    Ok(open)
}

/// Gives every entry the item that was approved.
fn as_approved(entries: &mut [(Entry, Item)], approved: &Document) {
    for (entry, item) in entries {
        if let Some(then) = entry.number.as_deref().and_then(|number| approved.item(number)) {
            *item = then.clone();
        }
    }
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
        let entries = numbered(agenda.numbering, current(tx, id).await?);
        let (mut annexes, mut items) = (BTreeMap::new(), Vec::with_capacity(entries.len()));
        for entry in &entries {
            let (item, enclosed) = compose::item(tx, archive, entry).await?;
            annexes.extend(enclosed);
            items.push(item);
        }
        let body = plan::body_name(archive, &meeting.body).await?;
        let mut document = compose::put_together(&agenda, &meeting, body, &entries, items.clone());
        let mut entries: Vec<(Entry, Item)> = entries.into_iter().zip(items).collect();
        let frozen = agenda.frozen.as_ref();
        let differences =
            frozen.map_or_else(Vec::new, |then| differences(then, &document, &entries));
        let approved = frozen.filter(|_| agenda.state.is_fixed());
        if let Some(approved) = approved {
            as_approved(&mut entries, approved);
            document = approved.clone();
            annexes = agenda.frozen_annexes.clone();
        }
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
        let body = document.body.as_deref().unwrap_or_default();
        let mut open = open_things(body, &entries, came_late, length, &titles);
        open.extend(given_up(tx, &entries).await?);
        if approved.is_none() {
            open.extend(held_back(tx, archive, &entries).await?);
        }
        let waiting = cases::waiting(tx, &meeting.body).await?;
        let sum = minutes(entries.iter().map(|(entry, _)| entry));
        Ok(Some(Self {
            agenda,
            template,
            entries,
            document,
            differences,
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
