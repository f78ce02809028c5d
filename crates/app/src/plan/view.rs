//! What the pages show.

use std::collections::BTreeMap;

use askama::Template;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::forms::{MeetingForm, Unreadable};
use super::http::may_plan;
use super::{
    BodyPlan, Deadline, DeadlineKind, Distance, Meeting, Numbering, PlanError, Slot, Standing,
    Unit, Warning, deadlines, settings, store, warnings,
};
use crate::access::{Actor, INSIDE};
use crate::context::Context;
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Nav, Visit};

/// Marks a literal as a key of the texts.
const fn key(key: &'static str) -> &'static str {
    key
}

/// What is due.
pub(super) fn deadline_name(l: Language, kind: DeadlineKind) -> &'static str {
    l.text(match kind {
        DeadlineKind::CallForItems => key("plan-due-items"),
        DeadlineKind::Advice => key("plan-due-advice"),
        DeadlineKind::Chair => key("plan-due-chair"),
        DeadlineKind::Agenda => key("plan-due-agenda"),
        DeadlineKind::Minutes => key("plan-due-minutes"),
    })
}

pub(super) fn unreadable(l: Language, what: Unreadable) -> String {
    l.text(match what {
        Unreadable::Body => key("plan-error-body"),
        Unreadable::Date => key("plan-error-date"),
        Unreadable::Time => key("plan-error-time"),
    })
    .to_owned()
}

/// What a refusal says to the one who can act on it.
pub(super) fn refusal(l: Language, error: &PlanError) -> String {
    let key = match error {
        PlanError::EndsBeforeItBegins => key("plan-error-ends"),
        PlanError::Taken { .. } => key("plan-error-taken"),
        PlanError::Cancelled => key("plan-error-cancelled"),
        PlanError::Published => key("plan-error-published"),
        PlanError::NoReason => key("plan-error-reason"),
        PlanError::NoSection(_) => key("plan-error-section"),
        PlanError::Stale => key("plan-error-stale"),
        PlanError::PreparesItself => key("plan-error-prepares"),
        _ => key("plan-error-body"),
    };
    l.text(key).to_owned()
}

fn warning_text(l: Language, warning: &Warning, names: &BTreeMap<String, String>) -> String {
    let name = |slug: &String| names.get(slug).unwrap_or(slug).clone();
    let due = |kind: &DeadlineKind| deadline_name(l, *kind);
    match warning {
        Warning::Past(kind, day) => {
            l.with("plan-warn-past", &[("due", due(kind)), ("date", &l.short_date(*day))])
        }
        Warning::OnDayOff(kind, day, _) => {
            l.with("plan-warn-off", &[("due", due(kind)), ("date", &l.long_date(*day))])
        }
        Warning::MeetingOnDayOff(_) => l.text("plan-warn-meeting-off").to_owned(),
        Warning::OutOfOrder(first, then) => {
            l.with("plan-warn-order", &[("first", due(first)), ("then", due(then))])
        }
        Warning::Collision(body) => l.with("plan-warn-collision", &[("body", &name(body))]),
        Warning::NoPreparation(body) => l.with("plan-warn-unprepared", &[("body", &name(body))]),
    }
}

/// A year's meetings with all that is to be known of them.
pub(super) struct Planning {
    year: i16,
    body: Option<String>,
    meetings: Vec<Meeting>,
    /// Those of all bodies, for what collides.
    all: Vec<Slot>,
    plans: BTreeMap<String, BodyPlan>,
    names: BTreeMap<String, String>,
}

impl Planning {
    pub(super) async fn load(
        context: &Context,
        year: i16,
        body: Option<&str>,
    ) -> Result<Self, PlanError> {
        let names: BTreeMap<String, String> =
            super::bodies(&context.archive).await?.into_iter().collect();
        let mut tx = context.archive.db().begin().await?;
        let (from, to) = (date(year - 1, 7, 1), date(year + 1, 6, 30));
        let around = store::meetings(&mut tx, None, from, to).await?;
        let mut plans = BTreeMap::new();
        for meeting in &around {
            if !plans.contains_key(&meeting.body) {
                let plan = settings(&mut tx, &meeting.body).await?;
                plans.insert(meeting.body.clone(), plan);
            }
        }
        let slot = |meeting: &Meeting| Slot {
            body: meeting.body.clone(),
            prepared_by: plans.get(&meeting.body).and_then(|plan| plan.prepared_by.clone()),
            date: meeting.date,
            start: meeting.start,
            end: meeting.end,
        };
        let all = around.iter().filter(|m| m.cancelled.is_none()).map(slot).collect();
        let shown = |meeting: &Meeting| {
            meeting.date.year() == year && body.is_none_or(|body| meeting.body == body)
        };
        let meetings = around.into_iter().filter(shown).collect();
        Ok(Self { year, body: body.map(str::to_owned), meetings, all, plans, names })
    }

    fn name(&self, slug: &str) -> String {
        self.names.get(slug).cloned().unwrap_or_else(|| slug.to_owned())
    }

    fn due(&self, meeting: &Meeting) -> Vec<Deadline> {
        let plan = self.plans.get(&meeting.body);
        plan.map(|plan| deadlines(meeting.date, &plan.deadlines, &plan.days_off))
            .unwrap_or_default()
    }

    fn warnings(&self, l: Language, meeting: &Meeting, today: Date) -> Vec<String> {
        let Some(plan) = self.plans.get(&meeting.body) else { return Vec::new() };
        let slot = Slot {
            body: meeting.body.clone(),
            prepared_by: plan.prepared_by.clone(),
            date: meeting.date,
            start: meeting.start,
            end: meeting.end,
        };
        let found = warnings(&slot, plan, &self.all, today);
        found.iter().map(|warning| warning_text(l, warning, &self.names)).collect()
    }

    /// The bodies that meet in the years around, and every one with a setting of its own.
    fn choices(&self) -> Vec<(String, String)> {
        self.plans.keys().map(|slug| (slug.clone(), self.name(slug))).collect()
    }
}

/// A meeting in the list.
struct Row {
    id: String,
    day: String,
    month: String,
    iso: String,
    body: String,
    when: String,
    place: Option<String>,
    note: String,
    cancelled: Option<String>,
    /// It is of a body the one who looks works in.
    is_own: bool,
    may_plan: bool,
    due: Vec<DueRow>,
    warnings: Vec<String>,
}

struct DueRow {
    name: &'static str,
    iso: String,
    date: String,
    over: bool,
}

impl Row {
    fn new(l: Language, planning: &Planning, meeting: &Meeting, today: Date, inside: bool) -> Self {
        let due = if inside { planning.due(meeting) } else { Vec::new() };
        let live = inside && meeting.cancelled.is_none();
        let day = l.long_date(meeting.date);
        Self {
            id: meeting.id.to_string(),
            day: meeting.date.day().to_string(),
            month: l.month_short(meeting.date.month()),
            iso: meeting.date.to_string(),
            body: planning.name(&meeting.body),
            when: meeting.start.map_or_else(
                || day.clone(),
                |start| format!("{day} {}", l.times(start, meeting.end)),
            ),
            place: meeting
                .place
                .clone()
                .or_else(|| meeting.is_virtual.then(|| l.text("meeting-virtual").to_owned())),
            note: if inside { meeting.note.clone() } else { String::new() },
            cancelled: meeting.cancelled.clone(),
            is_own: false,
            may_plan: false,
            due: due
                .into_iter()
                .map(|due| DueRow {
                    name: deadline_name(l, due.kind),
                    iso: due.date.to_string(),
                    date: format!("{} {}", l.day_name(due.date), l.short_date(due.date)),
                    over: due.date < today,
                })
                .collect(),
            warnings: if live { planning.warnings(l, meeting, today) } else { Vec::new() },
        }
    }
}

/// A month of the year.
struct Month {
    name: String,
    weeks: Vec<Vec<Option<Day>>>,
}

/// A day: what is on it, in words.
struct Day {
    number: i8,
    meeting: bool,
    due: bool,
    off: bool,
    words: String,
}

fn months(l: Language, planning: &Planning, inside: bool) -> Vec<Month> {
    let mut on: BTreeMap<Date, (bool, bool, Vec<String>)> = BTreeMap::new();
    for meeting in planning.meetings.iter().filter(|meeting| meeting.cancelled.is_none()) {
        let name = planning.name(&meeting.body);
        let day = on.entry(meeting.date).or_default();
        day.0 = true;
        day.2.push(name.clone());
        for due in planning.due(meeting).into_iter().filter(|_| inside) {
            let day = on.entry(due.date).or_default();
            day.1 = true;
            day.2.push(format!("{}, {name}", deadline_name(l, due.kind)));
        }
    }
    (1..=12).map(|month| month_of(l, date(planning.year, month, 1), &on)).collect()
}

fn month_of(l: Language, first: Date, on: &BTreeMap<Date, (bool, bool, Vec<String>)>) -> Month {
    let offset = usize::from(first.weekday().to_monday_zero_offset().unsigned_abs());
    let mut days: Vec<Option<Day>> = (0..offset).map(|_| None).collect();
    let mut at = first;
    while at.month() == first.month() {
        let found = on.get(&at);
        days.push(Some(Day {
            number: at.day(),
            meeting: found.is_some_and(|day| day.0),
            due: found.is_some_and(|day| day.1),
            off: super::day_off(at, &super::DaysOff::default()).is_some(),
            words: found.map(|day| day.2.join("; ")).unwrap_or_default(),
        }));
        at = at.saturating_add(1.day());
    }
    while !days.len().is_multiple_of(7) {
        days.push(None);
    }
    let mut weeks = Vec::new();
    let mut days = days.into_iter();
    loop {
        let week: Vec<Option<Day>> = days.by_ref().take(7).collect();
        if week.is_empty() {
            break;
        }
        weeks.push(week);
    }
    Month { name: l.month_name(first.month()).to_owned(), weeks }
}

/// `/arbejde/aarshjul`.
#[derive(Template)]
#[template(path = "plan/plan.html")]
pub(super) struct PlanPage {
    frame: Frame,
    year: i16,
    body: String,
    choices: Vec<(String, String)>,
    own: Vec<(String, String)>,
    months: Vec<Month>,
    days: [&'static str; 7],
    rows: Vec<Row>,
    form: MeetingForm,
    error: Option<String>,
}

impl PlanPage {
    pub(super) fn new(
        visit: &Visit,
        actor: &Actor,
        planning: &Planning,
        today: Date,
        form: MeetingForm,
        error: Option<String>,
    ) -> Self {
        let l = visit.language;
        let row = |meeting: &Meeting| Row {
            is_own: actor.is_among(INSIDE, &meeting.body),
            may_plan: may_plan(actor, &meeting.body) && meeting.cancelled.is_none(),
            ..Row::new(l, planning, meeting, today, true)
        };
        let own = planning.names.iter().filter(|(slug, _)| may_plan(actor, slug));
        let title = l.with("plan-year-title", &[("year", &planning.year.to_string())]);
        Self {
            frame: inside(visit, title, Vec::new()),
            year: planning.year,
            body: planning.body.clone().unwrap_or_default(),
            choices: planning.choices(),
            own: own.map(|(slug, name)| (slug.clone(), name.clone())).collect(),
            months: months(l, planning, true),
            days: l.days(),
            rows: planning.meetings.iter().map(row).collect(),
            form,
            error,
        }
    }
}

/// `/aarshjul`.
#[derive(Template)]
#[template(path = "plan/public.html")]
pub(super) struct PublicPage {
    frame: Frame,
    /// The years before and after, as far as anybody plans.
    previous: Option<i16>,
    next: Option<i16>,
    body: String,
    choices: Vec<(String, String)>,
    rows: Vec<Row>,
}

impl PublicPage {
    pub(super) fn new(visit: &Visit, planning: &Planning, today: Date) -> Self {
        let l = visit.language;
        let title = l.with("plan-public-title", &[("year", &planning.year.to_string())]);
        let row = |meeting: &Meeting| Row::new(l, planning, meeting, today, false);
        Self {
            frame: Frame::new(visit, title).under(Nav::Calendar).reached([]),
            previous: (planning.year >= today.year()).then(|| planning.year - 1),
            next: (planning.year <= today.year()).then(|| planning.year + 1),
            body: planning.body.clone().unwrap_or_default(),
            choices: planning.choices(),
            rows: planning.meetings.iter().map(row).collect(),
        }
    }
}

fn inside(visit: &Visit, title: String, crumbs: Vec<Crumb>) -> Frame {
    let desk = Crumb::new(visit.language.text("desk-title"), "/arbejde");
    let mut frame = Frame::new(visit, title).reached([desk].into_iter().chain(crumbs));
    frame.hidden = true;
    frame
}

fn to_plan(l: Language) -> Crumb {
    Crumb::new(l.text("plan-title"), "/arbejde/aarshjul")
}

/// `/arbejde/aarshjul/{planned}`.
#[derive(Template)]
#[template(path = "plan/meeting.html")]
pub(super) struct MeetingPage {
    frame: Frame,
    id: String,
    cancelled: Option<String>,
    form: MeetingForm,
    error: Option<String>,
}

impl MeetingPage {
    pub(super) fn new(
        visit: &Visit,
        meeting: &Meeting,
        name: &str,
        form: MeetingForm,
        error: Option<String>,
    ) -> Self {
        let l = visit.language;
        let title = format!("{name} {}", l.date(meeting.date));
        Self {
            frame: inside(visit, title, vec![to_plan(l)]),
            id: meeting.id.to_string(),
            cancelled: meeting.cancelled.clone(),
            form,
            error,
        }
    }
}

/// `/arbejde/organ/{slug}/regler`.
#[derive(Template)]
#[template(path = "plan/settings.html")]
pub(super) struct SettingsPage {
    frame: Frame,
    slug: String,
    plan: BodyPlan,
    /// Name in the form, words, count and whether days of every kind are counted.
    distances: Vec<(&'static str, &'static str, String, bool)>,
    standing: Vec<StandingRow>,
    bodies: Vec<(String, String)>,
    running: bool,
    /// The mark of what is set now.
    mark: String,
    error: Option<String>,
}

/// A standing item to be set.
struct StandingRow {
    name: &'static str,
    label: &'static str,
    title: String,
    section: usize,
    minutes: String,
}

impl SettingsPage {
    pub(super) fn new(
        visit: &Visit,
        slug: &str,
        bodies: &[(String, String)],
        plan: &BodyPlan,
        mark: String,
        error: Option<String>,
    ) -> Self {
        let l = visit.language;
        let name = bodies.iter().find(|(other, _)| other == slug);
        let name = name.map_or(slug, |(_, name)| name.as_str());
        let distance = |field, kind, set: Option<Distance>| {
            let count = set.map(|set| set.count.to_string()).unwrap_or_default();
            let days = set.is_some_and(|set| set.unit == Unit::Days);
            (field, deadline_name(l, kind), count, days)
        };
        let rules = &plan.deadlines;
        Self {
            frame: inside(visit, l.with("plan-rules-title", &[("body", name)]), vec![to_plan(l)]),
            slug: slug.to_owned(),
            distances: vec![
                distance("sager", DeadlineKind::CallForItems, rules.call_for_items),
                distance("indstilling", DeadlineKind::Advice, rules.advice),
                distance("formand", DeadlineKind::Chair, rules.chair),
                distance("dagsorden", DeadlineKind::Agenda, rules.agenda),
                distance("referat", DeadlineKind::Minutes, rules.minutes),
            ],
            standing: Standing::ALL.map(|standing| StandingRow::new(l, plan, standing)).into(),
            bodies: bodies.iter().filter(|(other, _)| other != slug).cloned().collect(),
            running: plan.numbering == Numbering::Running,
            plan: plan.clone(),
            mark,
            error,
        }
    }

    fn start(&self) -> String {
        self.plan.start.map(|time| time.to_string()).unwrap_or_default()
    }

    fn end(&self) -> String {
        self.plan.end.map(|time| time.to_string()).unwrap_or_default()
    }

    fn prepares(&self, slug: &str) -> bool {
        self.plan.prepared_by.as_deref() == Some(slug)
    }
}

impl StandingRow {
    fn new(l: Language, plan: &BodyPlan, standing: Standing) -> Self {
        let set = plan.standing.iter().find(|item| item.standing == standing);
        Self {
            name: standing.name(),
            label: l.text(match standing {
                Standing::ApprovalOfAgenda => key("plan-standing-agenda"),
                Standing::ApprovalOfMinutes => key("plan-standing-minutes"),
                Standing::Notices => key("plan-standing-notices"),
                Standing::NextItems => key("plan-standing-next"),
                Standing::AnyOther => key("plan-standing-other"),
            }),
            title: set.map(|item| item.title.clone()).unwrap_or_default(),
            section: set.map_or(1, |item| item.section + 1),
            minutes: set
                .and_then(|item| item.minutes)
                .map(|minutes| minutes.to_string())
                .unwrap_or_default(),
        }
    }
}
