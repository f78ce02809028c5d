//! Addresses and what answers them.

use std::collections::HashMap;

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::civil::Date;
use raadslag_document::{Access, Block};
use serde::Deserialize;

use super::rules::LARGEST;
use super::view::{CaseForm, CasePage, ListPage, Made, NewPage, StatusPage, Typed, default_text};
use super::{Asked, NewOnward, Onward, OnwardError, Standing, writing};
use crate::access::{Gate, routes};
use crate::archive::{Audience, ItemDetail};
use crate::context::Context;
use crate::ids::{AnswerId, OnwardId, RecipientId};
use crate::shell::{Answer, FILE_POLICY, PageError, Visit, encode, page, page_with, with_files};

mod by_link;

/// The addresses of what is sent onward.
pub fn routes() -> Router<Context> {
    let routes = routes! {
        GET "/arbejde/videre" => list,
        POST "/arbejde/videre" => create,
        GET "/arbejde/videre-ny" => new,
        GET "/arbejde/videre/{id}" => show,
        POST "/arbejde/videre/{id}" => change,
        POST "/arbejde/videre/{id}/modtagere" => recipients,
        POST "/arbejde/videre/{id}/links" => links,
        POST "/arbejde/videre/{id}/send" => send,
        POST "/arbejde/videre/{id}/modtager/{recipient}" => recipient,
        GET "/arbejde/videre/{id}/svar/{answer}" => document,
        GET "/videre/{id}" => status,
        GET "/svar/{token}" => by_link::show,
        POST "/svar/{token}" => by_link::answer,
        GET "/svar/{token}/{file}" => by_link::text,
    };
    with_files(routes, LARGEST)
}

impl From<OnwardError> for PageError {
    fn from(error: OnwardError) -> Self {
        match error {
            OnwardError::Gone => Self::NotFound,
            error => Self::internal(&error),
        }
    }
}

/// Pairs of a form: names may come several times.
type Pairs = Vec<(String, String)>;

fn value<'p>(pairs: &'p Pairs, name: &str) -> &'p str {
    pairs.iter().find(|(found, _)| found == name).map_or("", |(_, value)| value)
}

/// The name of the body that decided.
async fn body_name(context: &Context, case: &Onward) -> Result<String, PageError> {
    let body = context.archive.body(&case.body, Audience::Public).await?;
    Ok(body.map_or_else(|| case.body.clone(), |body| body.name))
}

/// Whether the case is closed, by its own word or because its item is by now.
async fn access_now(context: &Context, case: &Onward) -> Result<Access, PageError> {
    if case.says.access == Access::Closed {
        return Ok(Access::Closed);
    }
    let item = context.archive.item(&case.item, Audience::Public).await?;
    Ok(item.map_or(Access::Open, |item| item.entry.access))
}

/// The case asked for, if the one who asks may have it here.
async fn admitted(context: &Context, gate: &Gate, id: OnwardId) -> Result<Onward, PageError> {
    let case = super::one(&context.archive, id).await?.ok_or(PageError::NotFound)?;
    let access = access_now(context, &case).await?;
    if access == Access::Closed {
        gate.admit_to(&case.body, access, &case.item)?;
    } else {
        gate.admit(&case.body, access)?;
    }
    Ok(case)
}

async fn list(State(context): State<Context>, visit: Visit, gate: Gate) -> Answer {
    let today = context.today();
    let mut lines = Vec::new();
    for case in super::all(&context.archive).await? {
        let access = access_now(&context, &case).await?;
        let is_barred = access == Access::Closed && gate.actor.is_barred(&case.item);
        if is_barred || gate.admit(&case.body, access).is_err() {
            continue;
        }
        let answer = super::answer_line(&context.archive, &case, today, visit.language).await?;
        lines.push((case, answer));
    }
    page(&ListPage::new(&visit, &lines))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct From_ {
    punkt: String,
}

/// The item a case is made of, with all the one who asks may see of it.
async fn item(context: &Context, gate: &Gate, slug: &str) -> Result<ItemDetail, PageError> {
    let archive = &context.archive;
    let found = archive.item(slug, Audience::Public).await?.ok_or(PageError::NotFound)?;
    let body = &found.entry.meeting.body_slug;
    if found.entry.access == Access::Closed {
        gate.admit_to(body, Access::Closed, slug)?;
        return archive.item(slug, Audience::Insider).await?.ok_or(PageError::NotFound);
    }
    gate.admit(body, Access::Open)?;
    Ok(found)
}

async fn new(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Query(from): Query<From_>,
) -> Answer {
    let item = item(&context, &gate, &from.punkt).await?;
    let (names, region) = super::usual_recipients(&item.entry.meeting.body_slug);
    let chosen = names.into_iter().chain(region).collect();
    let form = CaseForm {
        title: item.entry.title.clone(),
        asked: Asked::Accede,
        deadline: String::new(),
        text: default_text(&item),
        chosen,
        others: String::new(),
    };
    page(&NewPage::new(&visit, &item, &form, None))
}

/// What a form says of a case; the deadline is checked by itself.
fn says(pairs: &Pairs, access: Access) -> Result<NewOnward, OnwardError> {
    Ok(NewOnward {
        title: value(pairs, "titel").to_owned(),
        asked: Asked::named(value(pairs, "anmodning")).unwrap_or(Asked::Accede),
        deadline: value(pairs, "frist").parse::<Date>().map_err(|_| OnwardError::NoDate)?,
        text: writing::to_blocks(value(pairs, "tekst")),
        access,
    })
}

fn lines(text: &str) -> impl Iterator<Item = String> {
    text.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty())
}

async fn create(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let item = item(&context, &gate, value(&pairs, "punkt")).await?;
    let entry = &item.entry;
    let chosen = pairs.iter().filter(|(name, _)| name == "modtager");
    let mut recipients: Vec<String> = chosen.map(|(_, name)| name.clone()).collect();
    recipients.extend(lines(value(&pairs, "andre")));
    let asked = says(&pairs, entry.access);
    let made = match asked.and_then(|says| says.is_ahead(context.today()).map(|()| says)) {
        Ok(says) => {
            let place = (entry.meeting.body_slug.as_str(), entry.slug.as_str());
            let (actor, text) = (gate.actor.signature(), super::text_of(&item.item));
            super::create(&context.archive, &actor, place, text, &says, &recipients).await
        }
        Err(error) => Err(error),
    };
    match made {
        Ok(id) => Ok(Redirect::to(&format!("/arbejde/videre/{id}")).into_response()),
        Err(error) if error.is_the_users() => {
            let form = CaseForm {
                title: value(&pairs, "titel").to_owned(),
                asked: Asked::named(value(&pairs, "anmodning")).unwrap_or(Asked::Accede),
                deadline: value(&pairs, "frist").to_owned(),
                text: value(&pairs, "tekst").to_owned(),
                chosen: recipients,
                others: value(&pairs, "andre").to_owned(),
            };
            let page = NewPage::new(&visit, &item, &form, Some(&error));
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

async fn show(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<OnwardId>,
) -> Answer {
    let case = admitted(&context, &gate, id).await?;
    shown(&context, &visit, &gate, &case, Made::default()).await
}

/// The page of a case, with what an action came to.
async fn shown(context: &Context, visit: &Visit, gate: &Gate, case: &Onward, made: Made) -> Answer {
    let standings = super::standings(&context.archive, case.id).await?;
    let computed = super::computed(case, &standings, context.today())?;
    let status = if made.is_refused() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let body = body_name(context, case).await?;
    page_with(status, &CasePage::new(visit, &gate.actor, case, &body, &standings, &computed, made))
}

/// Back to the case, or the case with what could not be done.
async fn after(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    case: &Onward,
    done: Result<(), OnwardError>,
    typed: Option<Typed>,
) -> Answer {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/arbejde/videre/{}", case.id)).into_response()),
        Err(error) if error.is_the_users() => {
            shown(context, visit, gate, case, Made::refused(visit.language, &error, typed)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn change(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<OnwardId>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let case = admitted(&context, &gate, id).await?;
    // A deadline that stands may be over; only a new one must lie ahead.
    let ahead = |says: NewOnward| {
        if says.deadline != case.says.deadline {
            says.is_ahead(context.today())?;
        }
        Ok(says)
    };
    let done = match says(&pairs, case.says.access).and_then(ahead) {
        Ok(says) => {
            let (actor, seen) = (gate.actor.signature(), value(&pairs, "set"));
            super::change(&context.archive, &actor, id, seen, &says).await
        }
        Err(error) => Err(error),
    };
    // Another may have changed it meanwhile: what stands now is shown beside what was typed.
    let case = admitted(&context, &gate, id).await?;
    let typed = Typed {
        title: value(&pairs, "titel").to_owned(),
        asked: Asked::named(value(&pairs, "anmodning")).unwrap_or(case.says.asked),
        deadline: value(&pairs, "frist").to_owned(),
        text: value(&pairs, "tekst").to_owned(),
    };
    after(&context, &visit, &gate, &case, done, Some(typed)).await
}

/// Addresses and local texts of all on the list, and new names.
async fn recipients(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<OnwardId>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let case = admitted(&context, &gate, id).await?;
    let done = write_recipients(&context, &gate.actor.signature(), id, &pairs).await;
    after(&context, &visit, &gate, &case, done, None).await
}

async fn write_recipients(
    context: &Context,
    actor: &str,
    id: OnwardId,
    pairs: &Pairs,
) -> Result<(), OnwardError> {
    let archive = &context.archive;
    let typed: HashMap<&str, &str> =
        pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for standing in super::standings(archive, id).await? {
        let who = &standing.recipient;
        let Some(email) = typed.get(format!("email.{}", who.id).as_str()) else { continue };
        let local = typed.get(format!("lokal.{}", who.id).as_str()).copied().unwrap_or_default();
        let local = writing::to_blocks(local);
        super::change_recipient(archive, actor, who.id, email, local).await?;
    }
    for name in lines(value(pairs, "nye")) {
        super::add_recipient(archive, actor, id, &name).await?;
    }
    Ok(())
}

/// A recipient of the case.
async fn of_case(context: &Context, case: &Onward, id: RecipientId) -> Result<Standing, PageError> {
    let mut standings = super::standings(&context.archive, case.id).await?.into_iter();
    standings.find(|standing| standing.recipient.id == id).ok_or(PageError::NotFound)
}

async fn recipient(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((id, recipient)): Path<(OnwardId, RecipientId)>,
    Form(pairs): Form<Pairs>,
) -> Answer {
    let case = admitted(&context, &gate, id).await?;
    let standing = of_case(&context, &case, recipient).await?;
    let (archive, actor) = (&context.archive, gate.actor.signature());
    let done = match value(&pairs, "hvad") {
        "link" => {
            let token = super::link(archive, &actor, recipient).await?;
            let link = format!("{}/svar/{}", visit.origin, token.secret());
            let made = Made::links(vec![(standing.recipient.name, link)]);
            return shown(&context, &visit, &gate, &case, made).await;
        }
        "luk" => super::revoke(archive, &actor, recipient).await,
        "fjern" => super::remove_recipient(archive, &actor, recipient).await,
        _ => return Err(PageError::BadRequest),
    };
    after(&context, &visit, &gate, &case, done, None).await
}

/// A link for each who has none and has not decided.
async fn links(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<OnwardId>,
) -> Answer {
    let case = admitted(&context, &gate, id).await?;
    let actor = gate.actor.signature();
    let mut made = Vec::new();
    for standing in super::standings(&context.archive, id).await? {
        if standing.links == 0 && !standing.is_decided() {
            let token = super::link(&context.archive, &actor, standing.recipient.id).await?;
            made.push((
                standing.recipient.name,
                format!("{}/svar/{}", visit.origin, token.secret()),
            ));
        }
    }
    shown(&context, &visit, &gate, &case, Made::links(made)).await
}

/// The first mail to each who has an address and did not get it.
async fn send(State(context): State<Context>, gate: Gate, Path(id): Path<OnwardId>) -> Answer {
    let case = admitted(&context, &gate, id).await?;
    let (archive, actor) = (&context.archive, gate.actor.signature());
    super::send_first(archive, &actor, case.id, context.settings.address_in_mails()).await?;
    Ok(Redirect::to(&format!("/arbejde/videre/{id}")).into_response())
}

/// A document that shows an answer.
async fn document(
    State(context): State<Context>,
    gate: Gate,
    Path((id, answer)): Path<(OnwardId, AnswerId)>,
) -> Answer {
    let case = admitted(&context, &gate, id).await?;
    let standings = super::standings(&context.archive, case.id).await?;
    let mut answers = standings.iter().flat_map(|standing| &standing.answers);
    let found = answers.find(|found| found.id == answer);
    let shown =
        found.and_then(|answer| answer.says.document.as_ref()).ok_or(PageError::NotFound)?;
    let bytes = context.archive.kept(&shown.sha256).await?;
    Ok(file(&shown.name, &shown.media_type, bytes))
}

/// A file from elsewhere: saved, never opened as a page of ours.
pub(super) fn file(name: &str, media_type: &str, content: impl IntoResponse) -> Response {
    let disposition = format!("attachment; filename*=UTF-8''{}", encode(name).replace('/', "%2F"));
    let policy = format!("{FILE_POLICY}; sandbox");
    let mut response = content.into_response();
    for (header, value) in [
        (CONTENT_TYPE, media_type),
        (CONTENT_DISPOSITION, &disposition),
        (CONTENT_SECURITY_POLICY, &policy),
    ] {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(header, value);
        }
    }
    response
}

/// `/videre/{id}`: how far an open case is, for everyone.
async fn status(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<OnwardId>,
) -> Answer {
    let case = admitted(&context, &gate, id).await?;
    let mut standings = super::standings(&context.archive, id).await?;
    // That there is a document is public; what it is called and says is not.
    let shown = standings.iter_mut().flat_map(|standing| &mut standing.answers);
    for document in shown.filter_map(|answer| answer.says.document.as_mut()) {
        visit.language.text("onward-document-there").clone_into(&mut document.name);
    }
    let computed = super::computed(&case, &standings, context.today())?;
    let body = body_name(&context, &case).await?;
    page(&StatusPage::new(&visit, &case, &body, &computed))
}

/// The whole text of a case for one recipient, the item's own after it.
pub(super) fn whole_text(case: &Onward, own: Vec<Block>) -> Vec<Block> {
    own.into_iter().chain(case.item_text.iter().cloned()).collect()
}
