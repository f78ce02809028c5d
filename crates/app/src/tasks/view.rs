//! What the pages show.

use askama::Template;
use jiff::civil::Date;
use serde::Deserialize;

use super::rules::{LONGEST, Promise};
use super::{Owner, Since, State, Task, TaskError};
use crate::access::Actor;
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Visit, encode};

/// What an error says to the one who can mend it.
fn refusal(l: Language, error: &TaskError) -> String {
    match error {
        TaskError::NoText => l.text("task-error-text").to_owned(),
        TaskError::Long => l.count("task-error-long", LONGEST as u64),
        TaskError::NoOwner => l.text("task-error-owner").to_owned(),
        TaskError::Changed => l.text("task-error-changed").to_owned(),
        TaskError::NoReason => l.text("task-error-reason").to_owned(),
        TaskError::NoMeeting => l.text("promise-no-meeting").to_owned(),
        TaskError::Gone | TaskError::Agenda(_) | TaskError::Archive(_) | TaskError::Journal(_) => {
            l.text("error-inside").to_owned()
        }
    }
}

/// How far a task is, in words.
pub(super) fn state(l: Language, task: &Task) -> String {
    match &task.state {
        State::Open => l.text("task-open").to_owned(),
        State::Done { .. } => l.text("task-done").to_owned(),
        State::Dropped { reason, .. } => l.with("task-dropped-because", &[("reason", reason)]),
    }
}

fn inside(visit: &Visit, title: &str, more: Vec<Crumb>) -> Frame {
    let desk = Crumb::new(visit.language.text("desk-title"), "/arbejde");
    let mut frame = Frame::new(visit, title).reached([desk].into_iter().chain(more));
    frame.hidden = true;
    frame
}

/// What is asked of the list.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Wanted {
    pub(super) vis: String,
    pub(super) organ: String,
}

/// A task in a list.
pub(crate) struct TaskRow {
    pub(crate) id: String,
    pub(crate) what: String,
    pub(crate) owner: String,
    pub(crate) due: String,
    pub(crate) is_late: bool,
    pub(crate) is_open: bool,
    pub(crate) state: String,
    pub(crate) item: Option<String>,
    pub(crate) may_settle: bool,
}

impl TaskRow {
    /// The row of a task, for someone.
    pub(crate) fn new(l: Language, actor: &Actor, task: &Task, today: Date) -> Self {
        let is_own = actor.account().is_some_and(|account| task.is_of(account));
        Self {
            id: task.id.to_string(),
            what: task.says.what.clone(),
            owner: task.says.owner_name.clone(),
            due: task.says.due.map(|due| l.date(due)).unwrap_or_default(),
            is_late: task.is_late(today),
            is_open: task.state.is_open(),
            state: state(l, task),
            item: task.says.item.as_ref().map(|item| format!("/punkt/{item}")),
            may_settle: is_own || actor.is_among(super::http::GIVERS, &task.says.body),
        }
    }
}

/// `/arbejde/opgaver`.
#[derive(Template)]
#[template(path = "tasks/list.html")]
pub(super) struct ListPage {
    frame: Frame,
    tasks: Vec<TaskRow>,
    ways: Vec<(&'static str, &'static str, bool)>,
    bodies: Vec<(String, String)>,
    organ: String,
    vis: String,
    may_give: bool,
    back: String,
}

impl ListPage {
    pub(super) fn new(
        visit: &Visit,
        actor: &Actor,
        tasks: &[Task],
        bodies: &[(String, String)],
        wanted: &Wanted,
        today: Date,
    ) -> Self {
        let l = visit.language;
        let way = |name: &'static str, label: &'static str| (name, label, wanted.vis == name);
        Self {
            frame: inside(visit, l.text("tasks-title"), Vec::new()),
            tasks: tasks.iter().map(|task| TaskRow::new(l, actor, task, today)).collect(),
            ways: vec![
                way("", l.text("tasks-all")),
                way("mine", l.text("tasks-mine")),
                way("forsinkede", l.text("tasks-late")),
                way("afsluttede", l.text("tasks-settled")),
            ],
            bodies: bodies.to_vec(),
            organ: wanted.organ.clone(),
            vis: wanted.vis.clone(),
            may_give: actor.is_among_anywhere(super::http::GIVERS),
            back: visit.path.clone(),
        }
    }
}

/// What stands in the form of a task.
#[derive(Debug, Default, Deserialize)]
pub(super) struct TaskForm {
    pub(super) organ: String,
    pub(super) hvad: String,
    #[serde(default)]
    pub(super) hvem: String,
    #[serde(default)]
    pub(super) navn: String,
    #[serde(default)]
    pub(super) frist: String,
    #[serde(default)]
    pub(super) punkt: String,
    /// The mark of what the form was filled with.
    #[serde(default)]
    pub(super) set: String,
}

impl TaskForm {
    /// The form of a task that is there.
    pub(super) fn of(task: &Task) -> Self {
        let says = &task.says;
        let (hvem, navn) = match &says.owner {
            Owner::Account(account) => (account.to_string(), String::new()),
            Owner::Body(_) | Owner::Name => (String::new(), says.owner_name.clone()),
        };
        Self {
            organ: says.body.clone(),
            hvad: says.what.clone(),
            hvem,
            navn,
            frist: says.due.map(|due| due.to_string()).unwrap_or_default(),
            punkt: says.item.clone().unwrap_or_default(),
            set: says.mark(),
        }
    }
}

/// What a task's page shows besides the task.
pub(super) struct Shown<'s> {
    pub(super) bodies: &'s [(String, String)],
    pub(super) people: &'s [(String, String)],
    pub(super) may_change: bool,
    pub(super) error: Option<&'s TaskError>,
}

/// `/arbejde/opgave/{id}` and `/arbejde/opgave-ny`.
#[derive(Template)]
#[template(path = "tasks/task.html")]
pub(super) struct TaskPage {
    frame: Frame,
    row: Option<TaskRow>,
    action: String,
    form: TaskForm,
    bodies: Vec<(String, String)>,
    people: Vec<(String, String)>,
    may_change: bool,
    error: Option<String>,
    journal: Option<String>,
}

impl TaskPage {
    pub(super) fn new(
        visit: &Visit,
        actor: &Actor,
        task: Option<&Task>,
        form: TaskForm,
        shown: &Shown<'_>,
    ) -> Self {
        let l = visit.language;
        let list = Crumb::new(l.text("tasks-title"), "/arbejde/opgaver");
        let title = if task.is_some() { l.text("task-title") } else { l.text("task-new") };
        let is_auditor = actor.has_anywhere(crate::access::Role::Auditor);
        let subject = task.filter(|_| is_auditor).map(|task| encode(&format!("task/{}", task.id)));
        Self {
            frame: inside(visit, title, vec![list]),
            // Lateness is shown in lists; here the day itself stands in the form.
            row: task.map(|task| TaskRow::new(l, actor, task, Date::MIN)),
            action: task.map_or_else(
                || "/arbejde/opgaver".to_owned(),
                |task| format!("/arbejde/opgave/{}", task.id),
            ),
            form,
            bodies: shown.bodies.to_vec(),
            people: shown.people.to_vec(),
            may_change: shown.may_change,
            error: shown.error.map(|error| refusal(l, error)),
            journal: subject.map(|subject| format!("/arbejde/journal?om={subject}")),
        }
    }
}

/// A promised item as it is shown.
struct PromiseRow {
    id: String,
    title: String,
    note: String,
    /// Which meeting's agenda reminds of it.
    next: Option<String>,
}

/// `/arbejde/siden-sidst/{body}`.
#[derive(Template)]
#[template(path = "tasks/since.html")]
pub(super) struct SincePage {
    frame: Frame,
    body: String,
    meeting: Option<(String, String)>,
    decided: Vec<(String, String, String)>,
    tasks: Vec<(String, String, String, String, bool)>,
    onward: Vec<(String, String, String)>,
    promised: Vec<PromiseRow>,
    may_change: bool,
    title: String,
    note: String,
    error: Option<String>,
}

impl SincePage {
    pub(super) fn new(
        visit: &Visit,
        (slug, name): (&str, &str),
        since: &Since,
        may_change: bool,
        (title, note): (String, String),
        error: Option<&TaskError>,
        today: Date,
    ) -> Self {
        let l = visit.language;
        let meeting = since.meeting.as_ref().map(|meeting| {
            let date = meeting.date.map_or_else(String::new, |date| l.date(date));
            (format!("/moede/{}/{}", meeting.body_slug, meeting.slug), date)
        });
        let decided = since.decided.iter().map(|(item, text)| {
            let number = item.number.as_ref().map(|n| format!("{n} ")).unwrap_or_default();
            let text = crate::shell::cut(text, 400);
            (format!("/punkt/{}", item.slug), format!("{number}{}", item.title), text)
        });
        let task = |task: &Task| {
            let due = task.says.due.map(|due| l.date(due)).unwrap_or_default();
            let href = format!("/arbejde/opgave/{}", task.id);
            let who = [task.says.owner_name.clone(), due];
            let who = who.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>();
            (href, task.says.what.clone(), who.join(", "), state(l, task), task.is_late(today))
        };
        let promise = |promise: &Promise| PromiseRow {
            id: promise.id.to_string(),
            title: promise.title.clone(),
            note: promise.note.clone(),
            next: promise
                .next
                .filter(|day| *day >= today)
                .map(|day| l.with("promise-reminded", &[("date", &l.date(day))])),
        };
        let page = l.with("since-title", &[("body", name)]);
        Self {
            frame: inside(visit, &page, Vec::new()),
            body: slug.to_owned(),
            meeting,
            decided: decided.collect(),
            tasks: since.tasks.iter().map(task).collect(),
            onward: since.onward.clone(),
            promised: since.promised.iter().map(promise).collect(),
            may_change,
            title,
            note,
            error: error.map(|error| refusal(l, error)),
        }
    }
}
