//! Reading a meeting without a network: the worker that answers from what a browser keeps, and the
//! list of what it keeps.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use raadslag_document::Access;
use serde_json::json;

use crate::access::Gate;
use crate::archive::Audience;
use crate::context::Context;
use crate::i18n::Language;
use crate::shell::{Answer, PageError, Visit, asset_paths, asset_prefix};

/// The worker stands at the root, since it answers for every page.
const WORKER: &str = include_str!("../../assets/sw.js");

/// `/sw.js`.
pub(super) async fn worker() -> Response {
    let headers = [
        (CONTENT_TYPE.as_str(), "text/javascript; charset=utf-8"),
        (CACHE_CONTROL.as_str(), "no-cache"),
        ("service-worker-allowed", "/"),
    ];
    (headers, WORKER).into_response()
}

/// `/manifest.webmanifest`.
pub(super) async fn manifest() -> Response {
    let l = Language::Danish;
    let icon = format!("{}/icon.svg", asset_prefix());
    let manifest = json!({
        "name": l.text("site-name"),
        "short_name": l.text("site-name"),
        "description": l.text("site-description"),
        "lang": "da",
        "start_url": "/mit",
        "scope": "/",
        "display": "standalone",
        "background_color": "#ffffff",
        "theme_color": "#12324f",
        "icons": [{"src": icon, "sizes": "any", "type": "image/svg+xml"}],
    });
    let kind = "application/manifest+json; charset=utf-8";
    ([(CONTENT_TYPE, kind), (CACHE_CONTROL, "public, max-age=3600")], manifest.to_string())
        .into_response()
}

/// `/mit/offline/{body}/{slug}`: every address a meeting needs without a network.
pub(super) async fn addresses(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((body, slug)): Path<(String, String)>,
) -> Answer {
    let (archive, audience) = (&context.archive, gate.audience(&body));
    // An address the meeting had under another body leads nowhere here.
    let detail = archive.meeting(&body, &slug, audience).await?;
    let detail = detail.filter(|detail| detail.entry.body_slug == body);
    let detail = detail.ok_or(PageError::NotFound)?;
    let meeting = &detail.entry;
    let home = format!("/moede/{}/{}", meeting.body_slug, meeting.slug);
    let mut pages = vec![home.clone(), format!("{home}?vis=alt"), "/mit".to_owned()];
    let (mut files, mut bytes) = (Vec::new(), 0);
    for entry in &detail.items {
        pages.push(format!("/punkt/{}", entry.slug));
        let is_seen = entry.access == Access::Open
            || (audience == Audience::Insider && !gate.actor.is_barred(&entry.slug));
        if !is_seen {
            continue;
        }
        pages.push(format!("/mit/punkt/{}", entry.slug));
        pages.push(format!("/mit/punkt/{}/noter.json", entry.slug));
        let Some(item) = archive.item(&entry.slug, audience).await? else { continue };
        for annex in item.attachments.into_iter().filter(|annex| annex.held) {
            bytes += annex.size.unwrap_or(0);
            files.extend(annex.url);
        }
    }
    files.sort_unstable();
    files.dedup();
    let date = meeting.date.map(|date| visit.language.date(date)).unwrap_or_default();
    let name = format!("{}, {date}", meeting.body);
    let assets = asset_paths();
    Ok(Json(json!({
        "meeting": home,
        "name": name,
        "pages": pages,
        "files": files,
        "assets": assets,
        "bytes": bytes,
    }))
    .into_response())
}
