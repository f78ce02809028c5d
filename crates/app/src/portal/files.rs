//! What is not a page: stored files, and the addresses machines ask for.

use std::fmt::Write;

use axum::extract::{Path, Query, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::json;

use super::blocks::escape;
use super::http::VIEWER;
use super::view::rows::{item_href, meeting_href};
use crate::access::Gate;
use crate::archive::{
    Archive, ArchiveError, Audience, MeetingFilter, SearchRequest, Sort, StoredFile,
};
use crate::context::Context;
use crate::shell::{FILE_POLICY, Keep, Metrics, PageError, Visit, encode};

/// Items in one site map; more are split by year.
const ONE_MAP: u32 = 20_000;
/// Items fetched at a time for a site map.
const AT_A_TIME: u32 = 200;

/// `/bilag/{sha256}/{name}`.
pub(super) async fn attachment(
    State(context): State<Context>,
    gate: Gate,
    Path((sha256, _name)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let sum = checked(&sha256)?;
    if let Some(open) = context.archive.attachment(sum, VIEWER).await? {
        return file(sum, Some(open));
    }
    let places = context.archive.annex_places(sum).await?;
    let audience = if places.iter().any(|place| is_inside(&gate, place)) {
        Audience::Insider
    } else {
        Audience::Public
    };
    file(sum, context.archive.attachment(sum, audience).await?)
}

/// Whether everything of an item may be seen by the one who asks.
fn is_inside(gate: &Gate, (body, item): &(String, String)) -> bool {
    gate.audience(body) == Audience::Insider && !gate.actor.is_barred(item)
}

/// `/original/{sha256}/{name}`.
pub(super) async fn original(
    State(context): State<Context>,
    gate: Gate,
    Path((sha256, _name)): Path<(String, String)>,
) -> Result<Response, PageError> {
    let sum = checked(&sha256)?;
    let places = context.archive.original_places(sum).await?;
    let is_inside = !places.is_empty() && places.iter().all(|place| is_inside(&gate, place));
    let audience = if is_inside { Audience::Insider } else { Audience::Public };
    file(sum, context.archive.original(sum, audience).await?)
}

fn checked(sha256: &str) -> Result<&str, PageError> {
    let is_sum = sha256.len() == 64
        && sha256.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
    if is_sum { Ok(sha256) } else { Err(PageError::NotFound) }
}

/// A file as it was stored. Only what a browser shows without running it is shown in place.
fn file(sha256: &str, found: Option<StoredFile>) -> Result<Response, PageError> {
    let file = found.ok_or(PageError::NotFound)?;
    let kind = file.media_type.split(';').next().unwrap_or_default().trim();
    let shown = matches!(kind, "application/pdf" | "text/plain" | "image/png" | "image/jpeg");
    let way = if shown { "inline" } else { "attachment" };
    let disposition = format!("{way}; filename*=UTF-8''{}", encode(&file.name).replace('/', "%2F"));
    // A PDF viewer does not work in a sandbox.
    let policy = if kind == "application/pdf" {
        FILE_POLICY.to_owned()
    } else {
        format!("{FILE_POLICY}; sandbox")
    };
    let mut response = file.bytes.into_response();
    let headers = response.headers_mut();
    for (name, value) in [
        (CONTENT_TYPE, file.media_type.as_str()),
        (CONTENT_DISPOSITION, &disposition),
        (CONTENT_SECURITY_POLICY, &policy),
        (CACHE_CONTROL, "no-cache"),
        (ETAG, &format!("\"{sha256}\"")),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    Ok(response)
}

/// `/robots.txt`.
pub(super) async fn robots(visit: Visit) -> Response {
    let text = format!(
        "User-agent: *\nDisallow: /soeg\nDisallow: /sprog\nDisallow: /foelg\n\nSitemap: {}/sitemap.xml\n",
        visit.origin
    );
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

/// `/health`: 200 while the archive answers, else 503.
pub(super) async fn health(State(context): State<Context>) -> Response {
    let ready = context.archive.ready().await;
    let (status, word) = if ready {
        (StatusCode::OK, "ok")
    } else {
        (StatusCode::SERVICE_UNAVAILABLE, "unavailable")
    };
    let body = json!({"status": word, "version": env!("CARGO_PKG_VERSION")});
    (status, [(CACHE_CONTROL, "no-store")], Json(body)).into_response()
}

/// `/metrics`.
pub(super) async fn metrics() -> Response {
    let kind = "text/plain; version=0.0.4; charset=utf-8";
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store")], Metrics::render()).into_response()
}

/// Which part of the site map.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Part {
    aar: String,
}

/// `/sitemap.xml`: every page, or where there are very many, an index of maps by year.
pub(super) async fn sitemap(
    State(context): State<Context>,
    visit: Visit,
    Query(part): Query<Part>,
) -> Result<Response, PageError> {
    let archive = &context.archive;
    let split = archive.counts(VIEWER).await?.items > ONE_MAP;
    let xml = match part.aar.parse::<i16>() {
        Ok(year) => map(&visit.origin, &of_year(archive, Some(year)).await?),
        Err(_) if split => index(&visit.origin, &archive.years(None, VIEWER).await?),
        Err(_) => {
            let mut paths = standing(archive).await?;
            paths.extend(of_year(archive, None).await?);
            map(&visit.origin, &paths)
        }
    };
    let headers =
        [(CONTENT_TYPE, "application/xml; charset=utf-8"), (CACHE_CONTROL, "public, max-age=3600")];
    Ok((Extension(Keep), headers, xml).into_response())
}

/// Pages that belong to no year.
async fn standing(archive: &Archive) -> Result<Vec<String>, PageError> {
    let mut paths: Vec<String> = [
        "/",
        "/moeder",
        "/kalender",
        "/organer",
        "/kommuner",
        "/tal",
        "/personer",
        "/soeg",
        "/om",
        "/tilgaengelighed",
    ]
    .map(ToOwned::to_owned)
    .to_vec();
    let bodies = archive.bodies(VIEWER).await?;
    paths.extend(bodies.iter().map(|body| format!("/organ/{}", body.slug)));
    let municipalities = archive.municipalities(VIEWER).await?;
    paths.extend(municipalities.iter().map(|(slug, ..)| format!("/kommune/{slug}")));
    let people = archive.people(VIEWER).await?;
    paths.extend(people.iter().map(|(slug, ..)| format!("/person/{slug}")));
    let threads = archive.threads(1_000, VIEWER).await?;
    paths.extend(threads.iter().map(|thread| format!("/forloeb/{}", thread.slug)));
    let figures = archive.figures(VIEWER).await?;
    paths.extend(figures.iter().map(|figure| format!("/tal/{}", figure.slug)));
    Ok(paths)
}

/// Meetings and items, of one year or of all.
async fn of_year(archive: &Archive, year: Option<i16>) -> Result<Vec<String>, ArchiveError> {
    let filter = MeetingFilter { year, ..MeetingFilter::default() };
    let meetings = archive.meetings(&filter, VIEWER).await?;
    let mut paths: Vec<String> = meetings.iter().map(meeting_href).collect();
    let mut request = SearchRequest {
        year,
        sort: Sort::Oldest,
        page_size: AT_A_TIME,
        ..SearchRequest::default()
    };
    loop {
        let found = archive.search(&request, VIEWER).await?;
        paths.extend(found.hits.iter().map(|hit| item_href(&hit.entry)));
        request.page += 1;
        if found.hits.is_empty() || u64::from(request.page * AT_A_TIME) >= found.total {
            return Ok(paths);
        }
    }
}

fn map(origin: &str, paths: &[String]) -> String {
    listing("urlset", "url", paths.iter().map(|path| format!("{origin}{path}")))
}

fn index(origin: &str, years: &[i16]) -> String {
    listing(
        "sitemapindex",
        "sitemap",
        years.iter().map(|y| format!("{origin}/sitemap.xml?aar={y}")),
    )
}

fn listing(root: &str, entry: &str, addresses: impl Iterator<Item = String>) -> String {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for address in addresses {
        let _ = writeln!(xml, "<{entry}><loc>{}</loc></{entry}>", escape(&address));
    }
    let _ = writeln!(xml, "</{root}>");
    xml
}
