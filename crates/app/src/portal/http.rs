//! Addresses and what answers them. Handlers only load, view and respond.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, SET_COOKIE, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Json, Router};
use jiff::ToSpan;
use serde::{Deserialize, Serialize};

use super::view::rows::meeting_href;
use super::view::{
    AboutPage, AccessibilityPage, BodiesPage, BodyPage, CalendarPage, HomePage, HomeParts,
    ItemPage, MeetingPage, MeetingsPage, NamesPage, PAGE_SIZE, SearchPage, SearchQuery,
    SubjectPage, Suggestion, ThreadPage, month_of,
};
use super::{figures, files, paper};
use crate::access::{Gate, Roles, Verb, WRITERS, listed, routes};
use crate::archive::{Audience, ItemDetail, MeetingFilter, SearchRequest};
use crate::context::Context;
use crate::i18n::Language;
use crate::shell::{self, Answer, Keep, PageError, Visit, asset_routes, language_cookie, own_path};

/// Everyone sees the same as long as there is no sign-in.
pub(super) const VIEWER: Audience = Audience::Public;
/// Meetings in a list before it is narrowed to its newest year.
const LONGEST_LIST: u32 = 500;

/// Every address of the portal. They never change.
pub(super) fn routes() -> Router<Context> {
    routes! {
        GET "/" => home,
        GET "/moeder" => meetings,
        GET "/kalender" => calendar,
        GET "/moede/{body}/{slug}" => meeting,
        GET "/moede/{body}/{slug}/{file}" => paper::meeting,
        GET "/punkt/{slug}" => item,
        GET "/punkt/{slug}/punkt.pdf" => paper::item,
        GET "/forloeb/{slug}" => thread,
        GET "/organer" => bodies,
        GET "/organ/{slug}" => body,
        GET "/personer" => people,
        GET "/person/{slug}" => person,
        GET "/kommuner" => municipalities,
        GET "/kommune/{slug}" => municipality,
        GET "/tal" => figures::list,
        GET "/tal/{slug}" => figures::figure,
        GET "/tal/{slug}/regn" => figures::recompute,
        GET "/tal/{slug}/{file}" => figures::file,
        GET "/soeg" => search,
        GET "/soeg/forslag" => suggestions,
        GET "/bilag/{sha256}/{name}" => files::attachment,
        GET "/original/{sha256}/{name}" => files::original,
        GET "/tilgaengelighed" => accessibility,
        GET "/om" => about,
        GET "/sprog" => language,
        GET "/sitemap.xml" => files::sitemap,
        GET "/robots.txt" => files::robots,
        GET "/health" => files::health,
        GET "/metrics" => files::metrics,
    }
    .merge(asset_routes())
}

/// A page that is the same for everyone who asks like this.
pub(super) fn page(template: &impl Template) -> Answer {
    let mut response = shell::page(template)?;
    response.extensions_mut().insert(Keep);
    Ok(response)
}

/// The same address answers with data where that is asked for.
pub(super) fn data(value: &impl Serialize) -> Response {
    let mut response = (Extension(Keep), Json(value)).into_response();
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept"));
    response
}

/// What is asked of a list: an empty value is none.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Filter {
    organ: String,
    aar: String,
    maaned: String,
    vis: String,
}

fn given(value: &str) -> Option<&str> {
    let value = value.trim();
    (!value.is_empty()).then_some(value)
}

async fn home(State(context): State<Context>, visit: Visit) -> Answer {
    let (archive, today) = (&context.archive, context.today());
    let soonest = MeetingFilter { from: Some(today), limit: Some(2), ..MeetingFilter::default() };
    let before = MeetingFilter {
        to: today.checked_sub(1.day()).ok(),
        limit: Some(8),
        newest_first: true,
        ..MeetingFilter::default()
    };
    let newest = MeetingFilter { limit: Some(2), ..before.clone() };
    let mut earlier = archive.meetings(&before, VIEWER).await?;
    earlier.drain(..earlier.len().min(2));
    let mut bodies = archive.bodies(VIEWER).await?;
    bodies.sort_by_key(|body| std::cmp::Reverse(body.latest));
    bodies.truncate(12);
    let parts = HomeParts {
        counts: archive.counts(VIEWER).await?,
        upcoming: archive.agendas(&soonest, VIEWER).await?,
        latest: archive.agendas(&newest, VIEWER).await?,
        earlier,
        threads: archive.threads(6, VIEWER).await?,
        bodies,
    };
    page(&HomePage::new(&visit, &parts))
}

async fn meetings(
    State(context): State<Context>,
    visit: Visit,
    Query(asked): Query<Filter>,
) -> Answer {
    let archive = &context.archive;
    let body = given(&asked.organ);
    let years = archive.years(body, VIEWER).await?;
    let mut filter = MeetingFilter {
        body: body.map(ToOwned::to_owned),
        year: asked.aar.parse().ok(),
        limit: Some(LONGEST_LIST + 1),
        newest_first: true,
        ..MeetingFilter::default()
    };
    let mut meetings = archive.meetings(&filter, VIEWER).await?;
    if filter.year.is_none() && meetings.len() > LONGEST_LIST as usize {
        filter.year = years.first().copied();
    }
    if filter.year.is_some() {
        filter.limit = None;
        meetings = archive.meetings(&filter, VIEWER).await?;
    }
    let bodies = archive.bodies(VIEWER).await?;
    page(&MeetingsPage::new(&visit, &bodies, &years, (body, filter.year), &meetings))
}

async fn calendar(
    State(context): State<Context>,
    visit: Visit,
    Query(asked): Query<Filter>,
) -> Answer {
    let (today, body) = (context.today(), given(&asked.organ));
    let (first, last) = month_of(given(&asked.maaned), today);
    let filter = MeetingFilter {
        body: body.map(ToOwned::to_owned),
        from: Some(first),
        to: Some(last),
        ..MeetingFilter::default()
    };
    let meetings = context.archive.meetings(&filter, VIEWER).await?;
    let bodies = context.archive.bodies(VIEWER).await?;
    page(&CalendarPage::new(&visit, first, &bodies, body, &meetings, today))
}

async fn meeting(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((body, slug)): Path<(String, String)>,
    Query(asked): Query<Filter>,
) -> Answer {
    let found = context.archive.meeting(&body, &slug, gate.audience(&body)).await?;
    let mut detail = found.ok_or(PageError::NotFound)?;
    detail.conceal(|item| gate.actor.is_barred(item));
    if (&detail.entry.body_slug, &detail.entry.slug) != (&body, &slug) {
        return Ok(Redirect::permanent(&meeting_href(&detail.entry)).into_response());
    }
    if visit.wants_json {
        return Ok(data(&detail.document));
    }
    let mut shown = MeetingPage::new(&visit, &detail, asked.vis == "alt");
    shown.is_ahead = detail.entry.date.is_some_and(|date| date >= context.today());
    if gate.actor.is_among(WRITERS, &body) {
        shown.proof = Some(format!("{}/korrektur", meeting_href(&detail.entry)));
    }
    page(&shown)
}

async fn item(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(slug): Path<String>,
) -> Answer {
    let found = context.archive.item(&slug, VIEWER).await?;
    let mut detail = found.ok_or(PageError::NotFound)?;
    let audience = gate.audience(&detail.entry.meeting.body_slug);
    let inside = audience == Audience::Insider && !gate.actor.is_barred(&detail.entry.slug);
    if inside {
        detail = context.archive.item(&slug, audience).await?.ok_or(PageError::NotFound)?;
    }
    if visit.wants_json {
        return Ok(data(&detail.item));
    }
    let mut shown = ItemPage::new(&visit, &detail, inside);
    shown.work = work(&visit, &gate, &detail);
    page(&shown)
}

/// Who gives tasks, and who sends decisions onward.
const GIVERS: Roles = listed(Verb::Post, "/arbejde/opgaver").open;
const SENDERS: Roles = listed(Verb::Post, "/arbejde/videre").open;

/// What someone can do with an item.
fn work(visit: &Visit, gate: &Gate, detail: &ItemDetail) -> Vec<(String, &'static str)> {
    let (l, slug, body) = (visit.language, &detail.entry.slug, &detail.entry.meeting.body_slug);
    if gate.actor.is_barred(slug) {
        return Vec::new();
    }
    let mut work = Vec::new();
    if gate.actor.is_among(GIVERS, body) {
        work.push((format!("/arbejde/opgave-ny?punkt={slug}"), l.text("task-new")));
    }
    if gate.actor.is_among(SENDERS, body) {
        work.push((format!("/arbejde/videre-ny?punkt={slug}"), l.text("onward-new")));
    }
    work
}

async fn thread(State(context): State<Context>, visit: Visit, Path(slug): Path<String>) -> Answer {
    let found = context.archive.thread(&slug, VIEWER).await?;
    let detail = found.ok_or(PageError::NotFound)?;
    if detail.slug != slug {
        return Ok(Redirect::permanent(&format!("/forloeb/{}", detail.slug)).into_response());
    }
    page(&ThreadPage::new(&visit, &detail))
}

async fn bodies(State(context): State<Context>, visit: Visit) -> Answer {
    page(&BodiesPage::new(&visit, &context.archive.bodies(VIEWER).await?))
}

async fn body(State(context): State<Context>, visit: Visit, Path(slug): Path<String>) -> Answer {
    let found = context.archive.body(&slug, VIEWER).await?;
    let body = found.ok_or(PageError::NotFound)?;
    let filter = MeetingFilter { body: Some(slug), newest_first: true, ..MeetingFilter::default() };
    let meetings = context.archive.meetings(&filter, VIEWER).await?;
    page(&BodyPage::new(&visit, &body, &meetings, context.today()))
}

async fn municipalities(State(context): State<Context>, visit: Visit) -> Answer {
    page(&NamesPage::municipalities(&visit, &context.archive.municipalities(VIEWER).await?))
}

async fn municipality(
    State(context): State<Context>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Answer {
    let found = context.archive.municipality(&slug, VIEWER).await?;
    let detail = found.ok_or(PageError::NotFound)?;
    page(&SubjectPage::municipality(&visit, &detail, context.today()))
}

async fn people(State(context): State<Context>, visit: Visit) -> Answer {
    page(&NamesPage::people(&visit, &context.archive.people(VIEWER).await?))
}

async fn person(State(context): State<Context>, visit: Visit, Path(slug): Path<String>) -> Answer {
    let found = context.archive.person(&slug, VIEWER).await?;
    let detail = found.ok_or(PageError::NotFound)?;
    page(&SubjectPage::person(&visit, &detail, context.today()))
}

fn request(query: &SearchQuery, page_size: u32) -> SearchRequest {
    let given = |value: &str| given(value).map(ToOwned::to_owned);
    SearchRequest {
        text: query.q.clone(),
        body: given(&query.organ),
        year: query.aar.trim().parse().ok(),
        kind: given(&query.slags),
        outcome: given(&query.udfald),
        municipality: given(&query.kommune),
        person: given(&query.person),
        sort: query.sort(),
        page: query.page(),
        page_size,
    }
}

async fn search(
    State(context): State<Context>,
    visit: Visit,
    Query(query): Query<SearchQuery>,
) -> Answer {
    let response = context.archive.search(&request(&query, PAGE_SIZE), VIEWER).await?;
    page(&SearchPage::new(&visit, query, &response))
}

async fn suggestions(
    State(context): State<Context>,
    visit: Visit,
    Query(query): Query<SearchQuery>,
) -> Answer {
    let response = context.archive.search(&request(&query, 6), VIEWER).await?;
    let suggestions: Vec<Suggestion> =
        response.hits.iter().map(|hit| Suggestion::new(visit.language, hit)).collect();
    Ok((Extension(Keep), Json(suggestions)).into_response())
}

async fn about(visit: Visit) -> Answer {
    page(&AboutPage::new(&visit))
}

async fn accessibility(State(context): State<Context>, visit: Visit) -> Answer {
    page(&AccessibilityPage::new(&visit, &context.settings))
}

#[derive(Debug, Deserialize)]
struct Switch {
    til: String,
    #[serde(default)]
    retur: String,
}

/// Keeps the chosen language and goes back to where the choice was made, never to another site.
async fn language(Query(switch): Query<Switch>) -> Answer {
    let language = Language::from_code(&switch.til).ok_or(PageError::BadRequest)?;
    let to = Redirect::to(own_path(&switch.retur));
    let mut response = (StatusCode::SEE_OTHER, to).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(cookie) = HeaderValue::from_str(&language_cookie(language)) {
        headers.insert(SET_COOKIE, cookie);
    }
    Ok(response)
}
