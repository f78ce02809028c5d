//! Addresses: where one begins and ends to follow, feeds and calendars.

use askama::Template;
use axum::extract::{Form, Path, RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Router};
use jiff::ToSpan;
use serde::Deserialize;
use url::form_urlencoded;

use super::calendar::calendar;
use super::desk::{self, Desk, Looked};
use super::feed::{self, Around};
use super::names::Named;
use super::news::{concerning, news};
use super::rules::{Search, Subject};
use super::view::{Done, Fault, FormPage, ManagePage, NotePage, QuestionPage, Row, StartPage};
use super::{FollowError, VIEWER};
use crate::access::routes;
use crate::archive::{Archive, Concerning};
use crate::context::Context;
use crate::mail::AddressError;
use crate::shell::{self, Answer, Client, Keep, PageError, Visit};

impl From<FollowError> for PageError {
    fn from(error: FollowError) -> Self {
        Self::internal(&error)
    }
}

/// The slice's addresses.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/foelg" => form,
        POST "/foelg" => ask,
        GET "/foelg/post" => sent,
        GET "/foelg/bekraeft/{token}" => question,
        POST "/foelg/bekraeft/{token}" => confirm,
        GET "/foelg/{link}" => manage,
        GET "/foelg/{link}/afmeld" => ending,
        POST "/foelg/{link}/afmeld" => end,
        POST "/foelg/{link}/afmeld/{id}" => end_one,
        GET "/feed/soeg.atom" => search_feed,
        GET "/feed/{kind}/{file}" => subject_feed,
        GET "/kalender/soeg.ics" => search_calendar,
        GET "/kalender/{file}" => body_calendar,
        GET "/kalender/{kind}/{file}" => subject_calendar,
        GET "/moede/{body}/{slug}/moede.ics" => meeting_calendar,
    }
}

fn desk(context: &Context) -> Desk<'_> {
    let (archive, now) = (&context.archive, context.now());
    Desk { archive, now, origin: context.settings.address_in_mails() }
}

/// A page for one reader alone: kept nowhere.
fn page(template: &impl Template) -> Answer {
    let mut response = shell::page(template)?;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The value of a name in a query string.
fn asked_for(query: Option<&str>, name: &str) -> Option<String> {
    let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}

async fn form(State(context): State<Context>, visit: Visit, RawQuery(query): RawQuery) -> Answer {
    let Some(path) = asked_for(query.as_deref(), "emne") else {
        return page(&StartPage::new(&visit, &context.archive.bodies(VIEWER).await?));
    };
    let named = desk::named(&context.archive, visit.language, &path).await?;
    page(&FormPage::new(&visit, &named.ok_or(PageError::NotFound)?, "", None))
}

/// What the form sends.
#[derive(Debug, Deserialize)]
struct Asking {
    emne: String,
    #[serde(default)]
    adresse: String,
}

async fn ask(
    State(context): State<Context>,
    visit: Visit,
    client: Client,
    Form(asking): Form<Asking>,
) -> Answer {
    let named = desk::named(&context.archive, visit.language, &asking.emne).await?;
    let named = named.ok_or(PageError::NotFound)?;
    let asked =
        desk(&context).ask(&named, &asking.adresse, visit.language, &client.to_string()).await;
    let (status, fault) = match asked {
        Ok(()) => return Ok((StatusCode::SEE_OTHER, Redirect::to("/foelg/post")).into_response()),
        Err(FollowError::Address(AddressError::Empty)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Fault::Empty)
        }
        Err(FollowError::Address(AddressError::Form)) => {
            (StatusCode::UNPROCESSABLE_ENTITY, Fault::Form)
        }
        Err(FollowError::TooOften) => (StatusCode::TOO_MANY_REQUESTS, Fault::TooOften),
        Err(error) => return Err(error.into()),
    };
    let page = page(&FormPage::new(&visit, &named, &asking.adresse, Some(fault)))?;
    Ok((status, page).into_response())
}

async fn sent(State(context): State<Context>, visit: Visit) -> Answer {
    page(&NotePage::sent(&visit, &context.settings))
}

async fn question(
    State(context): State<Context>,
    visit: Visit,
    Path(token): Path<String>,
) -> Answer {
    let Some(asked) = desk(&context).asked(&token).await? else { return stale(&visit) };
    let named = Named::find(&context.archive, visit.language, asked.subject).await?;
    let named = named.ok_or(PageError::NotFound)?;
    page(&QuestionPage::confirm(&visit, &named, &asked.address, &token))
}

fn stale(visit: &Visit) -> Answer {
    Ok((StatusCode::GONE, page(&NotePage::stale(visit))?).into_response())
}

async fn confirm(
    State(context): State<Context>,
    visit: Visit,
    Path(token): Path<String>,
) -> Answer {
    match desk(&context).confirm(&token).await? {
        Some(link) => Ok(Redirect::to(&format!("/foelg/{link}?nu=fulgt")).into_response()),
        None => stale(&visit),
    }
}

async fn manage(
    State(context): State<Context>,
    visit: Visit,
    Path(link): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let Some(looked) = desk(&context).look(&link).await? else { return stale(&visit) };
    let done = match asked_for(query.as_deref(), "nu").as_deref() {
        Some("fulgt") => Some(Done::Begun),
        Some("afmeldt") => Some(Done::Ended),
        _ => None,
    };
    let rows = rows(&context.archive, &visit, &looked).await?;
    page(&ManagePage::new(&visit, &looked, &link, rows, done))
}

async fn rows(archive: &Archive, visit: &Visit, looked: &Looked) -> Result<Vec<Row>, FollowError> {
    let mut rows = Vec::new();
    for subscription in &looked.subscriptions {
        let subject = subscription.subject.clone();
        let named = Named::find(archive, visit.language, subject).await?;
        let path = subscription.subject.path();
        rows.push(Row {
            id: subscription.id.to_string(),
            name: named.as_ref().map_or(path, |named| named.name.clone()),
            href: named.map(|named| named.subject.path()),
        });
    }
    Ok(rows)
}

async fn ending(State(context): State<Context>, visit: Visit, Path(link): Path<String>) -> Answer {
    match desk(&context).look(&link).await? {
        Some(looked) => page(&QuestionPage::end(&visit, &looked, &link)),
        None => page(&NotePage::ended(&visit)),
    }
}

/// Ends everything: the button, and the POST of a mail program (RFC 8058), which brings no origin.
async fn end(State(context): State<Context>, visit: Visit, Path(link): Path<String>) -> Answer {
    if !desk(&context).end(&link, None).await? {
        return stale(&visit);
    }
    page(&NotePage::ended(&visit))
}

async fn end_one(
    State(context): State<Context>,
    visit: Visit,
    Path((link, id)): Path<(String, String)>,
) -> Answer {
    let id = id.parse().map_err(|_| PageError::NotFound)?;
    if !desk(&context).end(&link, Some(id)).await? {
        return stale(&visit);
    }
    match desk(&context).look(&link).await? {
        Some(_) => Ok(Redirect::to(&format!("/foelg/{link}?nu=afmeldt")).into_response()),
        None => page(&NotePage::ended(&visit)),
    }
}

/// The subject a file's name stands for.
fn subject_of(kind: &str, file: &str, ending: &str) -> Result<Subject, PageError> {
    let slug = file.strip_suffix(ending).ok_or(PageError::NotFound)?;
    Subject::of_kind(kind, slug).ok_or(PageError::NotFound)
}

fn search_of(query: Option<&str>) -> Result<Subject, PageError> {
    let search = Search::of_query(query.unwrap_or_default());
    search.map(Subject::Search).ok_or(PageError::BadRequest)
}

async fn subject_feed(
    State(context): State<Context>,
    visit: Visit,
    Path((kind, file)): Path<(String, String)>,
) -> Answer {
    feed_of(&context, &visit, subject_of(&kind, &file, ".atom")?).await
}

async fn search_feed(
    State(context): State<Context>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Answer {
    feed_of(&context, &visit, search_of(query.as_deref())?).await
}

async fn feed_of(context: &Context, visit: &Visit, subject: Subject) -> Answer {
    let (archive, l) = (&context.archive, visit.language);
    let named = Named::find(archive, l, subject).await?.ok_or(PageError::NotFound)?;
    let changes = news(archive, &named.subject, 0, Some(feed::LENGTH)).await?;
    let author = context.settings.operator.as_deref().unwrap_or(l.text("site-name"));
    let around = Around { l, origin: &visit.origin, author };
    let xml = feed::feed(&around, &named, &changes)?;
    let kind = [(CONTENT_TYPE, "application/atom+xml; charset=utf-8")];
    Ok((Extension(Keep), kind, xml).into_response())
}

async fn body_calendar(
    State(context): State<Context>,
    visit: Visit,
    Path(file): Path<String>,
) -> Answer {
    calendar_of(&context, &visit, subject_of("organ", &file, ".ics")?).await
}

async fn subject_calendar(
    State(context): State<Context>,
    visit: Visit,
    Path((kind, file)): Path<(String, String)>,
) -> Answer {
    calendar_of(&context, &visit, subject_of(&kind, &file, ".ics")?).await
}

async fn search_calendar(
    State(context): State<Context>,
    visit: Visit,
    RawQuery(query): RawQuery,
) -> Answer {
    calendar_of(&context, &visit, search_of(query.as_deref())?).await
}

/// The meetings of the last two years and those to come: older ones fill calendars nobody turns back.
async fn calendar_of(context: &Context, visit: &Visit, subject: Subject) -> Answer {
    let (archive, l) = (&context.archive, visit.language);
    let named = Named::find(archive, l, subject).await?.ok_or(PageError::NotFound)?;
    let from = context.today().checked_sub(2.years()).ok();
    let about = concerning(archive, &named.subject, 0, Some(feed::LENGTH)).await?;
    let appointments = archive.appointments(&about, from, VIEWER).await?;
    Ok(ics(&calendar(l, &visit.origin, &named.name, &appointments), "raadslag.ics"))
}

async fn meeting_calendar(
    State(context): State<Context>,
    visit: Visit,
    Path((body, slug)): Path<(String, String)>,
) -> Answer {
    let about = Concerning::Meeting { body, slug };
    let appointments = context.archive.appointments(&about, None, VIEWER).await?;
    let meeting = appointments.first().map(|found| &found.meeting).ok_or(PageError::NotFound)?;
    let file = format!("{}-{}.ics", meeting.body_slug, meeting.slug);
    let name = meeting.body.clone();
    Ok(ics(&calendar(visit.language, &visit.origin, &name, &appointments), &file))
}

fn ics(text: &str, file: &str) -> Response {
    let kind = [(CONTENT_TYPE, "text/calendar; charset=utf-8")];
    let mut response = (Extension(Keep), kind, text.to_owned()).into_response();
    let way = format!("inline; filename=\"{file}\"");
    let way = HeaderValue::from_str(&way).ok().map(|way| (CONTENT_DISPOSITION, way));
    response.headers_mut().extend(way);
    response
}
