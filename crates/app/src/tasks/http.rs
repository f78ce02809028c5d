//! Addresses and what answers them.

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use raadslag_document::Access;
use serde::Deserialize;

use super::view::{ListPage, Shown, SincePage, TaskForm, TaskPage, Wanted};
use super::{Filter, NewTask, Owner, Settle, Task, TaskError};
use crate::access::{Actor, Gate, Role, Roles, Verb, listed, routes};
use crate::accounts;
use crate::archive::Audience;
use crate::context::Context;
use crate::ids::{AccountId, PromiseId, TaskId};
use crate::register::Register;
use crate::shell::{Answer, PageError, Visit, own_path, page, page_with};

/// Who gives and changes tasks.
pub(super) const GIVERS: Roles = listed(Verb::Post, "/arbejde/opgaver").open;

/// The addresses of tasks and of "since last".
pub fn routes() -> Router<Context> {
    routes! {
        GET "/arbejde/opgaver" => list,
        POST "/arbejde/opgaver" => create,
        GET "/arbejde/opgave-ny" => new,
        GET "/arbejde/opgave/{id}" => show,
        POST "/arbejde/opgave/{id}" => change,
        POST "/arbejde/opgave/{id}/tilstand" => settle,
        GET "/arbejde/siden-sidst/{body}" => since,
        POST "/arbejde/siden-sidst/{body}" => promise,
        POST "/arbejde/siden-sidst/{body}/{id}" => settle_promise,
    }
}

impl From<TaskError> for PageError {
    fn from(error: TaskError) -> Self {
        match error {
            TaskError::Gone => Self::NotFound,
            error => Self::internal(&error),
        }
    }
}

fn given(text: &str) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// Whether a task may be seen here.
fn admits(gate: &Gate, task: &Task) -> Result<(), PageError> {
    let says = &task.says;
    match (&says.item, says.access) {
        (Some(item), Access::Closed) => gate.admit_to(&says.body, says.access, item),
        _ => gate.admit(&says.body, says.access),
    }
}

/// The name of a body; `None` where neither archive nor register knows it.
async fn body_name(context: &Context, slug: &str) -> Result<Option<String>, PageError> {
    let held = context.archive.body(slug, Audience::Public).await?;
    let known = || Register::shared().body(slug).map(|body| body.identity.name.clone());
    Ok(held.map(|body| body.name).or_else(known))
}

/// Bodies in which someone has one of these roles: slug and name.
async fn own_bodies(
    context: &Context,
    actor: &Actor,
    roles: Roles,
) -> Result<Vec<(String, String)>, PageError> {
    let held = context.archive.bodies(Audience::Public).await?;
    let mut bodies: Vec<(String, String)> = held
        .into_iter()
        .filter(|body| actor.is_among(roles, &body.slug))
        .map(|body| (body.slug, body.name))
        .collect();
    for slug in actor.bodies(roles).into_iter().flatten() {
        if !bodies.iter().any(|(known, _)| known == slug) {
            let name = body_name(context, slug).await?.unwrap_or_else(|| slug.to_owned());
            bodies.push((slug.to_owned(), name));
        }
    }
    Ok(bodies)
}

async fn list(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Query(wanted): Query<Wanted>,
) -> Answer {
    let filter = Filter {
        owner: if wanted.vis == "mine" { gate.actor.account() } else { None },
        body: given(&wanted.organ),
        is_late: wanted.vis == "forsinkede",
        is_settled: wanted.vis == "afsluttede",
    };
    let mut tasks = super::list(&context.archive, &filter).await?;
    tasks.retain(|task| admits(&gate, task).is_ok());
    let bodies = own_bodies(&context, &gate.actor, Roles::of(&Role::ALL)).await?;
    page(&ListPage::new(&visit, &gate.actor, &tasks, &bodies, &wanted, context.today()))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Origin {
    punkt: String,
    organ: String,
}

/// Those a task can be given to: members and staff of these bodies, by name.
async fn people(
    context: &Context,
    bodies: &[(String, String)],
) -> Result<Vec<(String, String)>, PageError> {
    let mut people: Vec<(String, String)> = Vec::new();
    for (body, _) in bodies {
        let held = accounts::in_body(&context.archive, body, context.today()).await?;
        people.extend(held.into_iter().map(|(it, _)| (it.id.to_string(), it.name)));
    }
    people.sort_by(|a, b| (&a.1, &a.0).cmp(&(&b.1, &b.0)));
    people.dedup();
    Ok(people)
}

async fn new(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Query(origin): Query<Origin>,
) -> Answer {
    let mut form = TaskForm { punkt: origin.punkt.clone(), ..TaskForm::default() };
    if origin.punkt.is_empty() {
        form.organ = origin.organ;
    } else {
        let place = item_place(&context, &gate, &origin.punkt).await?;
        form.organ = place.0;
    }
    if form.organ.is_empty() {
        let own = own_bodies(&context, &gate.actor, GIVERS).await?;
        form.organ = own.first().map(|(slug, _)| slug.clone()).unwrap_or_default();
    }
    shown(&context, &visit, &gate, None, form, None).await
}

/// The body and access of an item the one who asks may see here.
async fn item_place(
    context: &Context,
    gate: &Gate,
    slug: &str,
) -> Result<(String, Access), PageError> {
    let found = context.archive.item(slug, Audience::Public).await?;
    let entry = found.ok_or(PageError::NotFound)?.entry;
    let body = entry.meeting.body_slug;
    match entry.access {
        Access::Closed => gate.admit_to(&body, Access::Closed, slug)?,
        Access::Open => gate.admit(&body, Access::Open)?,
    }
    Ok((body, entry.access))
}

/// The page of a task, new or there, with the form as it was sent.
async fn shown(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    task: Option<&Task>,
    form: TaskForm,
    error: Option<&TaskError>,
) -> Answer {
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let mut bodies = own_bodies(context, &gate.actor, GIVERS).await?;
    if !form.punkt.is_empty() {
        bodies.retain(|(slug, _)| *slug == form.organ);
    }
    let may_change = gate.actor.is_among(GIVERS, &form.organ);
    let people = people(context, &bodies).await?;
    let shown = Shown { bodies: &bodies, people: &people, may_change, error };
    page_with(status, &TaskPage::new(visit, &gate.actor, task, form, &shown))
}

/// What a form says. An owner is chosen among people, or written.
async fn says(context: &Context, gate: &Gate, form: &TaskForm) -> Result<NewTask, PageError> {
    let access = match form.punkt.as_str() {
        "" => Access::Open,
        slug => item_place(context, gate, slug).await?.1,
    };
    gate.admit(&form.organ, Access::Open)?;
    let bodies = own_bodies(context, &gate.actor, GIVERS).await?;
    let people = people(context, &bodies).await?;
    let chosen = people.into_iter().find(|(id, _)| *id == form.hvem);
    let body = match form.navn.trim() {
        "" => None,
        name => Register::shared().body_named(name).map(|body| body.identity.slug.clone()),
    };
    let (owner, owner_name) = match (chosen, body) {
        (Some((id, name)), _) => {
            (Owner::Account(id.parse::<AccountId>().map_err(|_| PageError::BadRequest)?), name)
        }
        (None, Some(slug)) => (Owner::Body(slug), form.navn.clone()),
        (None, None) => (Owner::Name, form.navn.clone()),
    };
    let due = match form.frist.trim() {
        "" => None,
        day => Some(day.parse().map_err(|_| PageError::BadRequest)?),
    };
    Ok(NewTask {
        body: form.organ.clone(),
        what: form.hvad.clone(),
        owner,
        owner_name,
        due,
        access,
        item: given(&form.punkt),
        meeting: None,
    })
}

async fn create(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Form(form): Form<TaskForm>,
) -> Answer {
    let says = says(&context, &gate, &form).await?;
    match super::create(&context.archive, &gate.actor.signature(), &says).await {
        Ok(_) => Ok(Redirect::to("/arbejde/opgaver").into_response()),
        Err(error) if error.is_the_users() => {
            shown(&context, &visit, &gate, None, form, Some(&error)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The task asked for, if it may be seen here.
async fn found(context: &Context, gate: &Gate, id: TaskId) -> Result<Task, PageError> {
    let task = super::one(&context.archive, id).await?.ok_or(PageError::NotFound)?;
    admits(gate, &task)?;
    Ok(task)
}

async fn show(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<TaskId>,
) -> Answer {
    let task = found(&context, &gate, id).await?;
    let form = TaskForm::of(&task);
    shown(&context, &visit, &gate, Some(&task), form, None).await
}

async fn change(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<TaskId>,
    Form(form): Form<TaskForm>,
) -> Answer {
    let task = found(&context, &gate, id).await?;
    // Body and origin stay; only what the form can change is taken from it.
    let form = TaskForm {
        organ: task.says.body.clone(),
        punkt: task.says.item.clone().unwrap_or_default(),
        ..form
    };
    let says = says(&context, &gate, &form).await?;
    let says = NewTask { access: task.says.access, meeting: task.says.meeting, ..says };
    match super::change(&context.archive, &gate.actor.signature(), id, &form.set, &says).await {
        Ok(()) => Ok(Redirect::to(&format!("/arbejde/opgave/{id}")).into_response()),
        Err(error) if error.is_the_users() => {
            // Another may have changed it meanwhile: what stands now is shown beside what was typed.
            let task = found(&context, &gate, id).await?;
            let form = TaskForm { set: task.says.mark(), ..form };
            shown(&context, &visit, &gate, Some(&task), form, Some(&error)).await
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Debug, Deserialize)]
struct SettleForm {
    hvad: String,
    #[serde(default)]
    grund: String,
    #[serde(default)]
    retur: String,
}

impl SettleForm {
    fn settle(&self) -> Result<Settle, PageError> {
        match self.hvad.as_str() {
            "udfoert" => Ok(Settle::Done),
            "genaabn" => Ok(Settle::Reopen),
            "bortfaldet" => Ok(Settle::Drop(self.grund.clone())),
            _ => Err(PageError::BadRequest),
        }
    }
}

/// Its owner, or who gives tasks in its body, says how far a task is.
async fn settle(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<TaskId>,
    Form(sent): Form<SettleForm>,
) -> Answer {
    let task = found(&context, &gate, id).await?;
    let is_own = gate.actor.account().is_some_and(|account| task.is_of(account));
    if !is_own && !gate.actor.is_among(GIVERS, &task.says.body) {
        return Err(PageError::Forbidden);
    }
    let settle = sent.settle()?;
    match super::settle(&context.archive, &gate.actor.signature(), id, &settle).await {
        Ok(()) => {
            let back =
                if sent.retur.is_empty() { "/arbejde/opgaver" } else { own_path(&sent.retur) };
            Ok(Redirect::to(back).into_response())
        }
        Err(error) if error.is_the_users() => {
            let form = TaskForm::of(&task);
            shown(&context, &visit, &gate, Some(&task), form, Some(&error)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn since(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(body): Path<String>,
) -> Answer {
    since_page(&context, &visit, &gate, &body, (PromiseForm::default(), None)).await
}

async fn since_page(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    body: &str,
    (form, error): (PromiseForm, Option<TaskError>),
) -> Answer {
    let name = body_name(context, body).await?.ok_or(PageError::NotFound)?;
    gate.admit(body, Access::Open)?;
    let (viewer, today) = (gate.audience(body), context.today());
    let is_barred = |item: &str| gate.actor.is_barred(item);
    let archive = &context.archive;
    let since = super::since_last(archive, body, today, viewer, visit.language, is_barred).await?;
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let may_change = gate.actor.is_among(GIVERS, body);
    let typed = (form.titel, form.note);
    let page =
        SincePage::new(visit, (body, &name), &since, may_change, typed, error.as_ref(), today);
    page_with(status, &page)
}

#[derive(Debug, Default, Deserialize)]
struct PromiseForm {
    titel: String,
    #[serde(default)]
    note: String,
}

async fn promise(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(body): Path<String>,
    Form(form): Form<PromiseForm>,
) -> Answer {
    body_name(&context, &body).await?.ok_or(PageError::NotFound)?;
    gate.admit(&body, Access::Open)?;
    let (archive, actor) = (&context.archive, gate.actor.signature());
    match super::promise(archive, &actor, &body, (&form.titel, &form.note), None).await {
        Ok(_) => Ok(Redirect::to(&format!("/arbejde/siden-sidst/{body}")).into_response()),
        Err(error) if error.is_the_users() => {
            since_page(&context, &visit, &gate, &body, (form, Some(error))).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn settle_promise(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((body, id)): Path<(String, PromiseId)>,
    Form(sent): Form<SettleForm>,
) -> Answer {
    let promise = super::promised_one(&context.archive, id).await?.ok_or(PageError::NotFound)?;
    if promise.body != body {
        return Err(PageError::NotFound);
    }
    gate.admit(&body, Access::Open)?;
    let (archive, actor) = (&context.archive, gate.actor.signature());
    let settled = if sent.hvad == "naeste" {
        super::hand_over(archive, &actor, id, context.today()).await
    } else {
        super::settle_promise(archive, &actor, id, &sent.settle()?).await
    };
    match settled {
        Ok(()) => Ok(Redirect::to(&format!("/arbejde/siden-sidst/{body}")).into_response()),
        Err(error) if error.is_the_users() => {
            let typed = (PromiseForm::default(), Some(error));
            since_page(&context, &visit, &gate, &body, typed).await
        }
        Err(error) => Err(error.into()),
    }
}
