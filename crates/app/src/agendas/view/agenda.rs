use askama::Template;
use raadslag_document::{Access, ItemKind};

use super::differences::{self, DifferenceRow};
use super::{frame, open_text, when};
use crate::access::{Actor, Role};
use crate::agendas::http::EntryForm;
use crate::agendas::outlook::Outlook;
use crate::agendas::rules::{Entry, may_read, section_number};
use crate::agendas::store::{self, Publication, PublicationKind};
use crate::agendas::{AgendaError, Around, Planned, State, planned};
use crate::context::Context;
use crate::db::Tx;
use crate::i18n::Language;
use crate::plan;
use crate::portal::blocks::Blocks;
use crate::portal::view::labels;
use crate::shell::{Frame, Visit};

/// What a change came to, and what was typed.
#[derive(Debug, Default)]
pub(in crate::agendas) struct Said {
    pub(in crate::agendas) error: Option<String>,
    pub(in crate::agendas) entry: Option<EntryForm>,
    pub(in crate::agendas) around: Option<Around>,
    pub(in crate::agendas) reason: String,
    pub(in crate::agendas) withdraws: bool,
    pub(in crate::agendas) chosen: Option<Vec<String>>,
}

/// What stands around an agenda: the body's name, meetings beside it, what went out.
pub(in crate::agendas) struct Surroundings {
    body: String,
    /// Meetings of other bodies around the same day: id and words.
    sisters: Vec<(plan::Meeting, String)>,
    publications: Vec<Publication>,
}

impl Surroundings {
    pub(in crate::agendas) async fn load(
        tx: &mut Tx,
        context: &Context,
        found: &Planned,
    ) -> Result<Self, AgendaError> {
        let body = plan::body_name(&context.archive, &found.body).await?;
        let week = jiff::Span::new().days(7);
        let (from, to) = (found.date.saturating_sub(week), found.date.saturating_add(week));
        let mut sisters = Vec::new();
        for meeting in plan::meetings(tx, None, from, to).await? {
            let state = planned(tx, meeting.id).await?.map(|sister| sister.state);
            let open = matches!(state, Some(State::Planned | State::Drafting));
            if meeting.body != found.body && open {
                let name = plan::body_name(&context.archive, &meeting.body).await?;
                sisters.push((meeting, name));
            }
        }
        let publications = store::publications(tx, found.id).await?;
        Ok(Self { body, sisters, publications })
    }
}

/// `/arbejde/dagsorden/{planned}`.
#[derive(Template)]
#[template(path = "agendas/agenda.html")]
pub(in crate::agendas) struct AgendaPage {
    frame: Frame,
    id: String,
    when: String,
    place: Option<String>,
    state: &'static str,
    /// Who approved, when it goes out.
    course: Option<String>,
    public_href: Option<String>,
    /// To the meeting as it is held, to its minutes, to the meeting as members follow it.
    hold_href: Option<String>,
    minutes_href: Option<String>,
    attend_href: Option<String>,
    version: i64,
    begun: bool,
    may_begin: bool,
    /// Entries may be changed, and moved.
    may_edit: bool,
    may_move: bool,
    may_approve: bool,
    /// It is a draft that somebody else is to approve.
    awaits_chair: bool,
    may_reopen: bool,
    may_publish: bool,
    may_keep_back: bool,
    is_out: bool,
    is_late: bool,
    error: Option<String>,
    sections: Vec<SectionRow>,
    budget: Option<String>,
    over: bool,
    open: Vec<OpenRow>,
    promises: Vec<PromiseRow>,
    waiting: Vec<WaitingRow>,
    form: EntryForm,
    kinds: Vec<(&'static str, &'static str)>,
    around: AroundForm,
    sisters: Vec<(String, String)>,
    /// What has changed since it was approved, and goes out without; or since it went out.
    differences: Vec<DifferenceRow>,
    /// Items put on since it went out.
    new_items: Option<String>,
    reason: String,
    withdraws: bool,
    publications: Vec<String>,
}

/// A section.
struct SectionRow {
    at: usize,
    heading: String,
    closed: bool,
    entries: Vec<EntryRow>,
}

/// An entry.
struct EntryRow {
    id: String,
    number: String,
    title: String,
    neutral: Option<String>,
    kind: Option<&'static str>,
    closed: bool,
    late: bool,
    new: bool,
    minutes: Option<String>,
    /// Its recommendations and text, for those who may read them.
    html: Option<String>,
}

/// Something open.
struct OpenRow {
    text: String,
    entry: Option<(String, String)>,
    stops: bool,
}

/// A promise no entry keeps.
struct PromiseRow {
    id: String,
    title: String,
    note: String,
}

/// Cover text and sections to be edited.
struct AroundForm {
    cover: String,
    sections: Vec<(String, bool)>,
    mark: String,
    /// What stands there now, where someone else changed it meanwhile.
    theirs: Option<String>,
}

impl AgendaPage {
    pub(in crate::agendas) fn new(
        visit: &Visit,
        actor: &Actor,
        found: &Planned,
        outlook: Option<&Outlook>,
        around: &Surroundings,
        said: Said,
    ) -> Self {
        let l = visit.language;
        let secretary = actor.has(Role::Secretary, &found.body);
        let state = &found.state;
        let drafting = matches!(state, State::Drafting);
        let out = state.is_published();
        let lets = outlook.is_some_and(|outlook| outlook.template.secretary_may_approve);
        let chair = actor.has(Role::Chair, &found.body) || (secretary && lets);
        let title = l.with("agenda-title", &[("body", &around.body)]);
        let way = |is_own: bool, to: &str| {
            (is_own && outlook.is_some()).then(|| format!("/{to}/{}", found.id))
        };
        let differences = outlook.map_or_else(Vec::new, |outlook| {
            differences::rows(actor, outlook, said.chosen.as_deref())
        });
        Self {
            frame: frame(visit, title, Vec::new()),
            id: found.id.to_string(),
            when: when(l, found.date, found.start, found.end),
            place: found.place.clone(),
            state: l.text(state.key()),
            course: course(l, state),
            public_href: found
                .archive_slug
                .as_ref()
                .map(|slug| format!("/moede/{}/{slug}", found.body)),
            hold_href: way(secretary, "arbejde/moede"),
            minutes_href: way(secretary, "arbejde/referat"),
            attend_href: way(!secretary, "mit/moede"),
            version: outlook.map_or(0, |outlook| outlook.agenda.version),
            begun: outlook.is_some(),
            may_begin: secretary && outlook.is_none(),
            may_edit: secretary && (drafting || out),
            may_move: secretary && drafting,
            may_approve: chair && drafting,
            awaits_chair: drafting && !chair,
            may_reopen: (secretary || chair) && matches!(state, State::Approved { .. }),
            may_publish: secretary && matches!(state, State::Approved { .. }),
            may_keep_back: secretary && matches!(state, State::Scheduled { .. }),
            is_out: out,
            is_late: out || outlook.is_some_and(|outlook| outlook.is_late),
            error: said.error,
            sections: outlook.map(|o| sections(l, actor, o)).unwrap_or_default(),
            budget: outlook.map(|outlook| budget(l, outlook.minutes)),
            over: outlook.is_some_and(|o| o.minutes.1.is_some_and(|length| o.minutes.0 > length)),
            open: outlook.map(|outlook| open_rows(l, outlook)).unwrap_or_default(),
            promises: outlook.map(promises).unwrap_or_default(),
            waiting: outlook.map(|outlook| waiting(l, outlook)).unwrap_or_default(),
            form: said.entry.unwrap_or_default(),
            kinds: ItemKind::ALL.map(|kind| (kind.name(), labels::kind(l, kind))).to_vec(),
            around: AroundForm::new(outlook, said.around),
            sisters: sisters(l, actor, around),
            differences,
            new_items: outlook.and_then(|outlook| new_items(l, out, outlook)),
            reason: said.reason,
            withdraws: said.withdraws,
            publications: around.publications.iter().map(|one| told(l, one)).collect(),
        }
    }
}

/// How many items were put on since it went out.
fn new_items(l: Language, out: bool, outlook: &Outlook) -> Option<String> {
    let new = outlook.entries.iter().filter(|(entry, _)| is_new(out, entry)).count();
    (new > 0).then(|| l.count("agenda-new-items", new as u64))
}

fn is_new(out: bool, entry: &Entry) -> bool {
    out && entry.archive_item.is_none()
}

fn course(l: Language, state: &State) -> Option<String> {
    match state {
        State::Planned | State::Drafting => None,
        State::Approved { by, at } => {
            let name = by.split(" <").next().unwrap_or(by);
            Some(l.with("agenda-approved-by", &[("name", name), ("time", &l.moment(*at))]))
        }
        State::Scheduled { at } => Some(l.with("agenda-goes-out", &[("time", &l.moment(*at))])),
        State::Published { at } => Some(l.with("agenda-went-out", &[("time", &l.moment(*at))])),
    }
}

fn budget(l: Language, (sum, length): (u32, Option<u32>)) -> String {
    let sum = sum.to_string();
    match length {
        Some(length) => l.with("agenda-budget", &[("sum", &sum), ("length", &length.to_string())]),
        None => l.with("agenda-budget-open", &[("sum", &sum)]),
    }
}

fn sections(l: Language, actor: &Actor, outlook: &Outlook) -> Vec<SectionRow> {
    let out = outlook.agenda.state.is_published();
    let section = |(at, section): (usize, &plan::SectionTemplate)| {
        let number = section_number(outlook.agenda.numbering, at);
        let entries = outlook.entries.iter().filter(|(entry, _)| entry.section == at);
        SectionRow {
            at,
            heading: number.map_or_else(
                || section.title.clone(),
                |number| format!("{number}. {}", section.title),
            ),
            closed: section.closed,
            entries: entries.map(|(entry, item)| row(l, actor, out, entry, item)).collect(),
        }
    };
    outlook.agenda.sections.iter().enumerate().map(section).collect()
}

fn row(
    l: Language,
    actor: &Actor,
    out: bool,
    entry: &Entry,
    item: &raadslag_document::Item,
) -> EntryRow {
    let barred = actor.is_barred(&entry.subject());
    let title = if barred { entry.public_title() } else { &entry.title };
    EntryRow {
        id: entry.id.to_string(),
        number: entry.number.clone().unwrap_or_default(),
        title: title.to_owned(),
        neutral: entry.neutral_title.clone().filter(|_| !barred),
        kind: (entry.kind != ItemKind::Other).then(|| labels::kind(l, entry.kind)),
        closed: entry.access == Access::Closed,
        late: !entry.late_reason.is_empty(),
        new: is_new(out, entry),
        minutes: entry.minutes_budget.map(|minutes| l.count("agenda-minutes", minutes)),
        html: (!barred).then(|| text(l, entry, item)).filter(|html| !html.is_empty()),
    }
}

/// The item's recommendations and fields as HTML.
fn text(l: Language, entry: &Entry, item: &raadslag_document::Item) -> String {
    use crate::portal::blocks::escape;
    let mut blocks = Blocks::new(l, format!("p{}-", entry.id));
    let mut html = String::new();
    if !item.recommendations.is_empty() {
        html.push_str("<ul class=\"rl-agenda-asked\">");
        for asked in &item.recommendations {
            html.push_str(&format!("<li>{}", escape(&asked.text)));
            for point in &asked.points {
                html.push_str(&format!("<br>– {}", escape(point)));
            }
            html.push_str("</li>");
        }
        html.push_str("</ul>");
    }
    for field in &item.fields {
        if let Some(heading) = &field.heading {
            html.push_str(&format!("<h4>{}</h4>", escape(heading)));
        }
        html.push_str(&blocks.render(&field.blocks, 4));
    }
    html
}

fn open_rows(l: Language, outlook: &Outlook) -> Vec<OpenRow> {
    let row = |open: &crate::agendas::Open| OpenRow {
        text: open_text(l, &open.what),
        entry: open.entry.as_ref().map(|(id, name)| (id.to_string(), name.clone())),
        stops: open.what.stops(),
    };
    outlook.open.iter().map(row).collect()
}

/// A case that waits, as it is shown.
struct WaitingRow {
    id: String,
    name: String,
    due: Option<String>,
}

fn waiting(l: Language, outlook: &Outlook) -> Vec<WaitingRow> {
    let row = |case: &crate::cases::CaseRow| WaitingRow {
        id: case.id.to_string(),
        name: format!("{} {}", case.number, case.title),
        due: case.due.map(|due| l.short_date(due)),
    };
    outlook.waiting.iter().map(row).collect()
}

fn promises(outlook: &Outlook) -> Vec<PromiseRow> {
    let row = |promise: &store::Promise| PromiseRow {
        id: promise.id.to_string(),
        title: promise.title.clone(),
        note: promise.note.clone(),
    };
    outlook.promises.iter().map(row).collect()
}

/// Meetings of sister bodies whose agenda the actor may make.
fn sisters(l: Language, actor: &Actor, around: &Surroundings) -> Vec<(String, String)> {
    let own = around.sisters.iter().filter(|(meeting, _)| {
        actor.has(Role::Secretary, &meeting.body) && may_read(actor, &meeting.body, &State::Planned)
    });
    own.map(|(meeting, name)| {
        (meeting.id.to_string(), format!("{name}, {}", l.short_date(meeting.date)))
    })
    .collect()
}

/// "Tillægsdagsorden, 2. feb. 2027 kl. 9.15: reason"
fn told(l: Language, publication: &Publication) -> String {
    let kind = match publication.kind {
        PublicationKind::Agenda => l.text("agenda-sent-agenda"),
        PublicationKind::Supplement => l.text("agenda-sent-supplement"),
        PublicationKind::Correction => l.text("agenda-sent-correction"),
        PublicationKind::Withdrawal => l.text("agenda-sent-withdrawal"),
        PublicationKind::Cancellation => l.text("agenda-sent-cancellation"),
    };
    let by = publication.requested_by.split(" <").next().unwrap_or_default();
    let reason = match publication.reason.as_str() {
        "" => String::new(),
        reason => format!(": {reason}"),
    };
    format!("{kind}, {}, {by}{reason}", l.moment(publication.due))
}

impl AroundForm {
    fn new(outlook: Option<&Outlook>, typed: Option<Around>) -> Self {
        let now = outlook.map(|outlook| Around {
            cover: outlook.agenda.cover.clone(),
            sections: outlook.agenda.sections.clone(),
        });
        let now = now.unwrap_or(Around { cover: String::new(), sections: Vec::new() });
        let mark = now.mark();
        let theirs = typed.as_ref().filter(|typed| **typed != now).map(|_| {
            let titles: Vec<&str> =
                now.sections.iter().map(|section| section.title.as_str()).collect();
            format!("{}\n{}", now.cover, titles.join("\n"))
        });
        let shown = typed.unwrap_or(now);
        Self {
            cover: shown.cover,
            sections: shown.sections.into_iter().map(|s| (s.title, s.closed)).collect(),
            mark,
            theirs,
        }
    }
}
