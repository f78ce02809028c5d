//! Addresses and what answers them. Handlers only load, view and respond.

use std::pin::Pin;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header::{CACHE_CONTROL, SET_COOKIE, VARY};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Json, Router};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use super::view::rows::meeting_href;
use super::view::{
    AboutPage, AccessibilityPage, BodiesPage, BodyPage, CalendarPage, HomePage, HomeParts,
    ItemPage, MeetingPage, MeetingsPage, NamesPage, PAGE_SIZE, SearchPage, SearchQuery,
    SubjectPage, Suggestion, ThreadPage, month_of,
};
use super::{figures, files, paper};
use crate::archive::{Archive, ArchiveError, Audience, MeetingFilter, SearchRequest};
use crate::clock::Clock;
use crate::i18n::Language;
use crate::shell::{Keep, PageError, Settings, Source, Visit, asset_routes, language_cookie};

/// Everyone sees the same as long as there is no sign-in.
pub(super) const VIEWER: Audience = Audience::Public;
/// Meetings in a list before it is narrowed to its newest year.
const LONGEST_LIST: u32 = 500;

/// What handlers work with.
#[derive(Clone)]
pub(super) struct Portal {
    pub(super) archive: Archive,
    pub(super) settings: Arc<Settings>,
    pub(super) clock: Arc<dyn Clock>,
}

impl Portal {
    /// Today in Denmark.
    pub(super) fn today(&self) -> Date {
        let zone = TimeZone::get("Europe/Copenhagen").unwrap_or(TimeZone::UTC);
        zone.to_datetime(self.clock.now()).date()
    }
}

/// Pages are made of the archive and of today.
impl Source for Portal {
    fn state(&self) -> Pin<Box<dyn Future<Output = Option<String>> + Send + '_>> {
        Box::pin(async {
            let today = self.today();
            match self.archive.state().await {
                Ok(state) => Some(format!("{today} {state}")),
                Err(error) => {
                    tracing::warn!(%error, "the archive's state is not known: no page is kept");
                    None
                }
            }
        })
    }
}

impl From<ArchiveError> for PageError {
    fn from(error: ArchiveError) -> Self {
        Self::internal(&error)
    }
}

pub(super) type Answer = Result<Response, PageError>;

/// Every address of the portal. They never change.
pub(super) fn routes(portal: Portal) -> Router {
    Router::new()
        .route("/", get(home))
        .route("/moeder", get(meetings))
        .route("/kalender", get(calendar))
        .route("/moede/{body}/{slug}", get(meeting))
        .route("/moede/{body}/{slug}/{file}", get(paper::meeting))
        .route("/punkt/{slug}", get(item))
        .route("/punkt/{slug}/punkt.pdf", get(paper::item))
        .route("/forloeb/{slug}", get(thread))
        .route("/organer", get(bodies))
        .route("/organ/{slug}", get(body))
        .route("/personer", get(people))
        .route("/person/{slug}", get(person))
        .route("/kommuner", get(municipalities))
        .route("/kommune/{slug}", get(municipality))
        .route("/tal", get(figures::list))
        .route("/tal/{slug}", get(figures::figure))
        .route("/tal/{slug}/regn", get(figures::recompute))
        .route("/tal/{slug}/{file}", get(figures::file))
        .route("/soeg", get(search))
        .route("/soeg/forslag", get(suggestions))
        .route("/bilag/{sha256}/{name}", get(files::attachment))
        .route("/original/{sha256}/{name}", get(files::original))
        .route("/tilgaengelighed", get(accessibility))
        .route("/om", get(about))
        .route("/sprog", get(language))
        .route("/sitemap.xml", get(files::sitemap))
        .route("/robots.txt", get(files::robots))
        .route("/health", get(files::health))
        .route("/metrics", get(files::metrics))
        .merge(asset_routes())
        .fallback(async || PageError::NotFound)
        .with_state(portal)
}

pub(super) fn page(template: &impl Template) -> Answer {
    match template.render() {
        Ok(html) => Ok((Extension(Keep), Html(html)).into_response()),
        Err(error) => Err(PageError::internal(&error)),
    }
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

async fn home(State(portal): State<Portal>, visit: Visit) -> Answer {
    let (archive, today) = (&portal.archive, portal.today());
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
    State(portal): State<Portal>,
    visit: Visit,
    Query(asked): Query<Filter>,
) -> Answer {
    let archive = &portal.archive;
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
    State(portal): State<Portal>,
    visit: Visit,
    Query(asked): Query<Filter>,
) -> Answer {
    let (today, body) = (portal.today(), given(&asked.organ));
    let (first, last) = month_of(given(&asked.maaned), today);
    let filter = MeetingFilter {
        body: body.map(ToOwned::to_owned),
        from: Some(first),
        to: Some(last),
        ..MeetingFilter::default()
    };
    let meetings = portal.archive.meetings(&filter, VIEWER).await?;
    let bodies = portal.archive.bodies(VIEWER).await?;
    page(&CalendarPage::new(&visit, first, &bodies, body, &meetings, today))
}

async fn meeting(
    State(portal): State<Portal>,
    visit: Visit,
    Path((body, slug)): Path<(String, String)>,
    Query(asked): Query<Filter>,
) -> Answer {
    let found = portal.archive.meeting(&body, &slug, VIEWER).await?;
    let detail = found.ok_or(PageError::NotFound)?;
    if (&detail.entry.body_slug, &detail.entry.slug) != (&body, &slug) {
        return Ok(Redirect::permanent(&meeting_href(&detail.entry)).into_response());
    }
    if visit.wants_json {
        return Ok(data(&detail.document));
    }
    page(&MeetingPage::new(&visit, &detail, asked.vis == "alt"))
}

async fn item(State(portal): State<Portal>, visit: Visit, Path(slug): Path<String>) -> Answer {
    let found = portal.archive.item(&slug, VIEWER).await?;
    let detail = found.ok_or(PageError::NotFound)?;
    if visit.wants_json {
        return Ok(data(&detail.item));
    }
    page(&ItemPage::new(&visit, &detail))
}

async fn thread(State(portal): State<Portal>, visit: Visit, Path(slug): Path<String>) -> Answer {
    let found = portal.archive.thread(&slug, VIEWER).await?;
    let detail = found.ok_or(PageError::NotFound)?;
    if detail.slug != slug {
        return Ok(Redirect::permanent(&format!("/forloeb/{}", detail.slug)).into_response());
    }
    page(&ThreadPage::new(&visit, &detail))
}

async fn bodies(State(portal): State<Portal>, visit: Visit) -> Answer {
    page(&BodiesPage::new(&visit, &portal.archive.bodies(VIEWER).await?))
}

async fn body(State(portal): State<Portal>, visit: Visit, Path(slug): Path<String>) -> Answer {
    let found = portal.archive.body(&slug, VIEWER).await?;
    let body = found.ok_or(PageError::NotFound)?;
    let filter = MeetingFilter { body: Some(slug), newest_first: true, ..MeetingFilter::default() };
    let meetings = portal.archive.meetings(&filter, VIEWER).await?;
    page(&BodyPage::new(&visit, &body, &meetings, portal.today()))
}

async fn municipalities(State(portal): State<Portal>, visit: Visit) -> Answer {
    page(&NamesPage::municipalities(&visit, &portal.archive.municipalities(VIEWER).await?))
}

async fn municipality(
    State(portal): State<Portal>,
    visit: Visit,
    Path(slug): Path<String>,
) -> Answer {
    let found = portal.archive.municipality(&slug, VIEWER).await?;
    let detail = found.ok_or(PageError::NotFound)?;
    page(&SubjectPage::municipality(&visit, &detail, portal.today()))
}

async fn people(State(portal): State<Portal>, visit: Visit) -> Answer {
    page(&NamesPage::people(&visit, &portal.archive.people(VIEWER).await?))
}

async fn person(State(portal): State<Portal>, visit: Visit, Path(slug): Path<String>) -> Answer {
    let found = portal.archive.person(&slug, VIEWER).await?;
    let detail = found.ok_or(PageError::NotFound)?;
    page(&SubjectPage::person(&visit, &detail, portal.today()))
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
    State(portal): State<Portal>,
    visit: Visit,
    Query(query): Query<SearchQuery>,
) -> Answer {
    let response = portal.archive.search(&request(&query, PAGE_SIZE), VIEWER).await?;
    page(&SearchPage::new(&visit, query, &response))
}

async fn suggestions(
    State(portal): State<Portal>,
    visit: Visit,
    Query(query): Query<SearchQuery>,
) -> Answer {
    let response = portal.archive.search(&request(&query, 6), VIEWER).await?;
    let suggestions: Vec<Suggestion> =
        response.hits.iter().map(|hit| Suggestion::new(visit.language, hit)).collect();
    Ok((Extension(Keep), Json(suggestions)).into_response())
}

async fn about(visit: Visit) -> Answer {
    page(&AboutPage::new(&visit))
}

async fn accessibility(State(portal): State<Portal>, visit: Visit) -> Answer {
    page(&AccessibilityPage::new(&visit, &portal.settings))
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
    let own = switch.retur.starts_with('/')
        && !switch.retur.starts_with("//")
        && !switch.retur.contains(['\\', '\r', '\n', '\t']);
    let back = if own { switch.retur.as_str() } else { "/" };
    let mut response = (StatusCode::SEE_OTHER, Redirect::to(back)).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Ok(cookie) = HeaderValue::from_str(&language_cookie(language)) {
        headers.insert(SET_COOKIE, cookie);
    }
    Ok(response)
}
