//! Making an agenda: each change is one transaction, with its entry in the journal.

use jiff::civil::Date;
use raadslag_document::ItemKind;
use serde_json::{Value, json};

use super::rules::{
    Around, Entry, EntryDraft, Move, Refusal, State, Step, follow, moved, positioned,
};
use super::store::{self, Agenda};
use super::{AgendaError, current};
use crate::archive::{Archive, begin_writing};
use crate::cases;
use crate::clock::day_in_denmark;
use crate::db::Tx;
use crate::ids::{CaseId, EntryId, PlannedId, PromiseId};
use crate::journal::{self, Change};
use crate::plan::{self, BodyPlan, DeadlineKind, Meeting, Standing};

/// What an entry is made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewEntry {
    /// What it says.
    pub draft: EntryDraft,
    /// Index into the sections; `None`: the closed one for closed items, else the second, where
    /// cases stand.
    pub section: Option<usize>,
    /// The case submitted.
    pub case: Option<CaseId>,
    /// The promise it keeps.
    pub promise: Option<PromiseId>,
}

/// A change under way: the agenda as it is, and the meeting it is of.
pub(super) struct Editing {
    pub(super) tx: Tx,
    pub(super) agenda: Agenda,
    pub(super) meeting: Meeting,
}

impl Editing {
    pub(super) async fn begin(archive: &Archive, id: PlannedId) -> Result<Self, AgendaError> {
        let mut tx = archive.db().begin().await?;
        begin_writing(&mut tx).await?;
        let meeting = plan::meeting(&mut tx, id).await?.ok_or(AgendaError::Missing)?;
        if meeting.cancelled.is_some() {
            return Err(AgendaError::Missing);
        }
        let agenda = store::agenda(&mut tx, id).await?.ok_or(AgendaError::NotBegun)?;
        Ok(Self { tx, agenda, meeting })
    }

    /// Whether entries may be changed: while it is drafted, and again once it is out.
    fn may_edit(&self) -> Result<(), Refusal> {
        let step = if self.agenda.state.is_published() { Step::Amend } else { Step::Edit };
        self.agenda.state.after(&step).map(drop)
    }

    pub(super) async fn entries(&mut self) -> Result<Vec<Entry>, AgendaError> {
        current(&mut self.tx, self.agenda.id).await
    }

    async fn entry(&mut self, id: EntryId) -> Result<Entry, AgendaError> {
        let all = self.entries().await?;
        all.into_iter().find(|entry| entry.id == id).ok_or(AgendaError::NoEntry)
    }

    /// Takes the case of a new entry onto the agenda: the entry says what the case says.
    async fn take_case(
        &mut self,
        archive: &Archive,
        actor: &str,
        new: NewEntry,
    ) -> Result<NewEntry, AgendaError> {
        let Some(case) = new.case else { return Ok(new) };
        let (body, agenda) = (self.meeting.body.clone(), Some(self.agenda.id.to_string()));
        let draft = of_case(&cases::case(&mut self.tx, case).await?, &body, new.draft);
        cases::set_placed(&mut self.tx, archive, actor, case, &body, agenda).await?;
        Ok(NewEntry { draft, ..new })
    }

    /// Writes the agenda's new version, and what was done, and commits.
    pub(super) async fn finish(
        mut self,
        archive: &Archive,
        actor: &str,
        action: &'static str,
        before: Option<Value>,
        after: Value,
    ) -> Result<(), AgendaError> {
        self.agenda.version += 1;
        store::put_agenda(&mut self.tx, &self.agenda).await?;
        let subject = format!("planned/{}", self.agenda.id);
        let at = archive.now();
        let change = Change { at: &at, actor, action, subject, before, after: Some(after) };
        journal::record(&mut self.tx, &change).await?;
        Ok(self.tx.commit().await?)
    }
}

/// Begins the agenda of a meeting from its body's template.
pub async fn begin(archive: &Archive, actor: &str, id: PlannedId) -> Result<(), AgendaError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    let meeting = plan::meeting(&mut tx, id).await?.ok_or(AgendaError::Missing)?;
    if meeting.cancelled.is_some() {
        return Err(AgendaError::Missing);
    }
    if store::agenda(&mut tx, id).await?.is_some() {
        return Err(Refusal::Begun.into());
    }
    let template = plan::settings(&mut tx, &meeting.body).await?;
    let name = plan::body_name(archive, &meeting.body).await?;
    let last = last_meeting(&mut tx, &meeting).await?;
    let agenda = Agenda {
        id,
        version: 0,
        state: State::Planned.after(&Step::Begin)?,
        sections: template.sections,
        numbering: template.numbering,
        cover: String::new(),
        frozen: None,
        frozen_annexes: Default::default(),
        archive_slug: None,
    };
    store::put_agenda(&mut tx, &agenda).await?;
    for (position, standing) in (0..).zip(&template.standing) {
        let draft = EntryDraft {
            title: standing.title.clone(),
            kind: standing.standing.kind(),
            minutes_budget: standing.minutes,
            recommendations: asked(standing.standing, &name, last),
            ..EntryDraft::default()
        };
        let mut entry = empty(archive, standing.section, position);
        draft.put_into(&mut entry)?;
        entry.standing = Some(standing.standing);
        store::put_entry(&mut tx, id, &entry).await?;
    }
    let change = Editing { tx, agenda, meeting };
    change.finish(archive, actor, "agenda.begin", None, json!({})).await
}

/// The day of the body's meeting before.
async fn last_meeting(tx: &mut Tx, meeting: &Meeting) -> Result<Option<Date>, AgendaError> {
    let until = meeting.date.yesterday().unwrap_or(meeting.date);
    let before = plan::meetings(tx, Some(&meeting.body), Date::MIN, until).await?;
    Ok(before.iter().rev().find(|meeting| meeting.cancelled.is_none()).map(|m| m.date))
}

/// What a standing item asks the body to do.
fn asked(standing: Standing, body: &str, last: Option<Date>) -> String {
    match (standing, last) {
        (Standing::ApprovalOfAgenda, _) => format!("at {body} godkender dagsordenen."),
        (Standing::ApprovalOfMinutes, Some(last)) => {
            let day = crate::i18n::Language::Danish.date(last);
            format!("at {body} godkender referatet af mødet den {day}.")
        }
        (Standing::ApprovalOfMinutes, None) => format!("at {body} godkender referatet."),
        (Standing::Notices, _) => format!("at {body} tager meddelelserne til efterretning."),
        (Standing::NextItems | Standing::AnyOther, _) => String::new(),
    }
}

fn empty(archive: &Archive, section: usize, position: i64) -> Entry {
    Entry {
        id: archive.ids().make(),
        section,
        position,
        number: None,
        title: String::new(),
        neutral_title: None,
        kind: Default::default(),
        access: Default::default(),
        access_reason: String::new(),
        case: None,
        standing: None,
        minutes_budget: None,
        content: String::new(),
        recommendations: String::new(),
        reading: None,
        late_reason: String::new(),
        added_at: archive.now(),
        supplement: 0,
        archive_item: None,
    }
}

/// The last day items may be handed in, where there is one.
pub(super) fn call_day(meeting: &Meeting, template: &BodyPlan) -> Option<Date> {
    let due = plan::deadlines(meeting.date, &template.deadlines, &template.days_off);
    due.iter().find(|deadline| deadline.kind == DeadlineKind::CallForItems).map(|due| due.date)
}

/// The day in Denmark of an instant (RFC 3339).
pub(super) fn local_day(at: &str) -> Date {
    at.parse().map_or(Date::MIN, day_in_denmark)
}

/// Whether the call for items of a meeting has ended on a day.
pub(super) async fn call_is_over(
    tx: &mut Tx,
    meeting: &Meeting,
    today: Date,
) -> Result<bool, AgendaError> {
    let template = plan::settings(tx, &meeting.body).await?;
    Ok(call_day(meeting, &template).is_some_and(|call| call < today))
}

/// Puts an item on the agenda; once the agenda is out it waits for a supplementary one.
pub async fn add_entry(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    new: NewEntry,
    today: Date,
) -> Result<EntryId, AgendaError> {
    let mut change = Editing::begin(archive, id).await?;
    change.may_edit()?;
    let new = change.take_case(archive, actor, new).await?;
    let sections = &change.agenda.sections;
    let closed = new.draft.access == raadslag_document::Access::Closed;
    let usual = if closed {
        sections.iter().position(|section| section.closed).unwrap_or(0)
    } else {
        1.min(sections.len().saturating_sub(1))
    };
    let section = new.section.unwrap_or(usual);
    let wanted = sections.get(section).ok_or(Refusal::NoSection)?;
    let mut draft = new.draft;
    if wanted.closed {
        draft.access = raadslag_document::Access::Closed;
    }
    let late = change.agenda.state.is_published()
        || call_is_over(&mut change.tx, &change.meeting, today).await?;
    if late && draft.late_reason.trim().is_empty() {
        return Err(Refusal::Late.into());
    }
    let mut entry = empty(archive, section, i64::MAX);
    draft.put_into(&mut entry)?;
    entry.case = new.case;
    if change.agenda.state.is_published() {
        entry.supplement = next_supplement(&change.entries().await?);
    }
    let mut all = change.entries().await?;
    all.push(entry.clone());
    all.sort_by_key(|entry| (entry.section, entry.position));
    for entry in positioned(all) {
        store::put_entry(&mut change.tx, id, &entry).await?;
    }
    if let Some(promise) = new.promise {
        store::keep_promise(&mut change.tx, promise, Some(entry.id)).await?;
    }
    let (made, after) = (entry.id, told(&entry));
    change.finish(archive, actor, "agenda.entry", None, after).await?;
    Ok(made)
}

/// What an entry says of a case in this body: all but why it comes late. Of two readings the first
/// is a theme where the body is only to discuss it, and what is approved is a decision.
fn of_case(case: &cases::Case, body: &str, draft: EntryDraft) -> EntryDraft {
    let station = case.route.open_at(body);
    let reading = station.and_then(|station| case.route.reading_of_several(station));
    let kind = match (reading, station.map(|station| station.ask)) {
        (Some(1), Some(cases::Ask::Discuss)) => ItemKind::Theme,
        (Some(_), Some(cases::Ask::Approve)) => ItemKind::Decision,
        _ => case.facts.kind,
    };
    let neutral = Some(case.public_title()).filter(|title| *title != case.facts.title);
    let access_reason = match &case.facts.access {
        cases::CaseAccess::Open => String::new(),
        cases::CaseAccess::Closed { reason, .. } => reason.clone(),
    };
    EntryDraft {
        title: case.facts.title.clone(),
        neutral_title: neutral.unwrap_or_default().to_owned(),
        kind,
        access: case.facts.access.access(),
        access_reason,
        reading: draft.reading.or(reading),
        ..draft
    }
}

/// The supplementary agenda being made: the one whose items are not out, else a new one.
fn next_supplement(entries: &[Entry]) -> u16 {
    let open =
        entries.iter().filter(|entry| entry.archive_item.is_none() && entry.number.is_none());
    let open = open.map(|entry| entry.supplement).find(|supplement| *supplement > 0);
    open.unwrap_or_else(|| entries.iter().map(|entry| entry.supplement).max().unwrap_or(0) + 1)
}

/// Saves an entry; `seen` is the mark of what the one who saves began from.
pub async fn save_entry(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    entry: EntryId,
    seen: &str,
    draft: EntryDraft,
) -> Result<(), AgendaError> {
    let mut change = Editing::begin(archive, id).await?;
    change.may_edit()?;
    let before = change.entry(entry).await?;
    if EntryDraft::of(&before).mark() != seen {
        return Err(AgendaError::Stale);
    }
    let mut after = before.clone();
    draft.put_into(&mut after)?;
    if change.agenda.sections.get(after.section).is_some_and(|section| section.closed) {
        after.access = raadslag_document::Access::Closed;
    }
    if let Some(case) = after.case {
        follow(&mut after, &cases::case(&mut change.tx, case).await?);
    }
    if after == before {
        return Ok(());
    }
    store::put_entry(&mut change.tx, id, &after).await?;
    let (before, after) = (told(&before), told(&after));
    change.finish(archive, actor, "agenda.entry", Some(before), after).await
}

/// Moves an entry. What is out keeps its place.
pub async fn move_entry(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    entry: EntryId,
    to: Move,
) -> Result<(), AgendaError> {
    let mut change = Editing::begin(archive, id).await?;
    change.agenda.state.after(&Step::Edit)?;
    let before = change.entries().await?;
    if !before.iter().any(|other| other.id == entry) {
        return Err(AgendaError::NoEntry);
    }
    let mut after = moved(before.clone(), entry, to, change.agenda.sections.len())?;
    for moved in after.iter_mut().filter(|other| other.id == entry) {
        if change.agenda.sections[moved.section].closed {
            moved.access = raadslag_document::Access::Closed;
        }
    }
    if after == before {
        return Ok(());
    }
    for entry in &after {
        store::put_entry(&mut change.tx, id, entry).await?;
    }
    let order = |entries: &[Entry]| {
        let told = entries.iter().map(|entry| json!([entry.section, entry.id]));
        Value::Array(told.collect())
    };
    let (before, after) = (order(&before), order(&after));
    change.finish(archive, actor, "agenda.order", Some(before), after).await
}

/// Takes an entry off the agenda; what is out stays.
pub async fn remove_entry(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    entry: EntryId,
) -> Result<(), AgendaError> {
    let mut change = Editing::begin(archive, id).await?;
    change.may_edit()?;
    let before = change.entry(entry).await?;
    if before.archive_item.is_some() || before.number.is_some() {
        return Err(Refusal::ItemIsOut.into());
    }
    store::remove_entry(&mut change.tx, entry).await?;
    if let Some(case) = before.case {
        let body = change.meeting.body.clone();
        cases::set_placed(&mut change.tx, archive, actor, case, &body, None).await?;
    }
    change.finish(archive, actor, "agenda.remove", Some(told(&before)), json!(null)).await
}

/// The entries in the sections as they are to be: each goes with its own, of which `stood` tells where
/// it was; what comes into a closed one is closed.
fn in_sections(
    entries: Vec<Entry>,
    around: &Around,
    stood: &[usize],
) -> Result<Vec<Entry>, Refusal> {
    let moved = |mut entry: Entry| {
        let section = stood.iter().position(|at| *at == entry.section);
        entry.section = section.ok_or(Refusal::SectionInUse)?;
        if around.sections[entry.section].closed {
            entry.access = raadslag_document::Access::Closed;
        }
        Ok(entry)
    };
    entries.into_iter().map(moved).collect()
}

/// Saves cover text and sections; `seen` is the mark of what the one who saves began from.
pub async fn save_around(
    archive: &Archive,
    actor: &str,
    id: PlannedId,
    seen: &str,
    around: Around,
    stood: &[usize],
) -> Result<(), AgendaError> {
    let mut change = Editing::begin(archive, id).await?;
    change.may_edit()?;
    let agenda = &change.agenda;
    let before = Around { cover: agenda.cover.clone(), sections: agenda.sections.clone() };
    if before.mark() != seen {
        return Err(AgendaError::Stale);
    }
    if before == around {
        return Ok(());
    }
    let placed = in_sections(change.entries().await?, &around, stood)?;
    for entry in &placed {
        store::put_entry(&mut change.tx, id, entry).await?;
    }
    let told = |around: &Around| json!({ "cover": around.cover, "sections": around.sections });
    let (was, became) = (told(&before), told(&around));
    change.agenda.cover = around.cover.replace("\r\n", "\n").trim().to_owned();
    change.agenda.sections = around.sections;
    change.finish(archive, actor, "agenda.cover", Some(was), became).await
}

/// An entry as the journal tells of it. The journal is read by more people than what is closed: of
/// a closed entry it holds the public title, and a mark that shows whether the rest changed.
pub(super) fn told(entry: &Entry) -> Value {
    let mut told = json!({
        "entry": entry.id,
        "section": entry.section,
        "title": entry.public_title(),
        "kind": entry.kind.name(),
        "access": store::access_name(entry.access),
        "case": entry.case,
        "minutes": entry.minutes_budget,
        "reading": entry.reading,
        "supplement": entry.supplement,
    });
    if entry.access == raadslag_document::Access::Closed {
        told["mark"] = json!(EntryDraft::of(entry).mark());
    } else {
        told["content"] = json!(entry.content);
        told["recommendations"] = json!(entry.recommendations);
        told["late_reason"] = json!(entry.late_reason);
    }
    told
}
