//! Meetings and items as files to print or keep.

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::response::{IntoResponse, Redirect, Response};

use super::http::VIEWER;
use super::view::rows::meeting_href;
use crate::access::Gate;
use crate::archive::Audience;
use crate::context::Context;
use crate::made;
use crate::paper::{Dossier, Form, PaperError, file_name};
use crate::shell::{FILE_POLICY, Keep, PageError, Visit};

impl From<PaperError> for PageError {
    fn from(error: PaperError) -> Self {
        match error {
            PaperError::NoItem(_) => Self::NotFound,
            error => Self::internal(&error),
        }
    }
}

/// `/moede/{body}/{slug}/{file}`.
pub(super) async fn meeting(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((body, slug, file)): Path<(String, String, String)>,
) -> Result<Response, PageError> {
    let (form, kind) = Form::of_address(&file).ok_or(PageError::NotFound)?;
    let (dossier, audience) = dossier(&context, &visit, &gate, (&body, &slug)).await?;
    let (entry, here) = (&dossier.entry, dossier.document.document);
    let name = file_name(form, here);
    let path = format!("{}/{name}", meeting_href(entry));
    if (&entry.body_slug, &entry.slug) != (&body, &slug) {
        return Ok(Redirect::permanent(&path).into_response());
    }
    if kind.is_some_and(|kind| kind != here) {
        // The agenda has become minutes, or the minutes are not there yet.
        return Ok(Redirect::temporary(&path).into_response());
    }
    answer(&context, (dossier, audience), form, None).await
}

/// `/punkt/{slug}/punkt.pdf`.
pub(super) async fn item(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(slug): Path<String>,
) -> Result<Response, PageError> {
    let found = context.archive.item(&slug, VIEWER).await?.ok_or(PageError::NotFound)?;
    let meeting = &found.entry.meeting;
    let (dossier, audience) =
        dossier(&context, &visit, &gate, (&meeting.body_slug, &meeting.slug)).await?;
    let at = dossier.item_at(&slug).ok_or(PageError::NotFound)?;
    answer(&context, (dossier, audience), Form::Pdf, Some(at)).await
}

/// The meeting as the one who asks may have it: whoever is disqualified from an item of it gets what
/// the public gets.
async fn dossier(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    meeting: (&str, &str),
) -> Result<(Dossier, Audience), PageError> {
    let (archive, origin) = (&context.archive, Some(visit.origin.as_str()));
    let mut audience = gate.audience(meeting.0);
    let mut found = Dossier::of_meeting(archive, meeting, audience, origin).await?;
    let is_barred =
        |dossier: &Dossier| dossier.items.iter().any(|item| gate.actor.is_barred(&item.slug));
    if audience == Audience::Insider && found.as_ref().is_some_and(is_barred) {
        audience = VIEWER;
        found = Dossier::of_meeting(archive, meeting, audience, origin).await?;
    }
    found.map(|dossier| (dossier, audience)).ok_or(PageError::NotFound)
}

/// The file, kept or made now.
async fn answer(
    context: &Context,
    (dossier, audience): (Dossier, Audience),
    form: Form,
    item: Option<usize>,
) -> Result<Response, PageError> {
    let name = match item {
        None => dossier.saved_name(form),
        Some(at) => format!("{}.pdf", dossier.items[at].slug),
    };
    let key = dossier.key(form, item)?;
    let bytes = made::file(&key, Box::pin(set(context, (dossier, audience), form, item))).await?;
    let mut response = (Extension(Keep), bytes).into_response();
    let headers = response.headers_mut();
    let way = if form.media_type() == "application/pdf" { "inline" } else { "attachment" };
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(form.media_type()));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(FILE_POLICY));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    let named = HeaderValue::from_str(&format!("{way}; filename=\"{name}\""));
    headers.extend(named.ok().map(|named| (CONTENT_DISPOSITION, named)));
    Ok(response)
}

async fn set(
    context: &Context,
    (dossier, audience): (Dossier, Audience),
    form: Form,
    item: Option<usize>,
) -> Result<Vec<u8>, PageError> {
    let dossier = if form.holds_annexes() {
        dossier.with_annexes(&context.archive, audience).await?
    } else {
        dossier
    };
    let made = tokio::task::spawn_blocking(move || dossier.file(form, item));
    let made = made.await.map_err(|error| PageError::internal(&error))??;
    if !made.left_out.is_empty() {
        tracing::info!(
            left_out = made.left_out.len(),
            "annexes are named in a pack, not held in it"
        );
    }
    Ok(made.bytes)
}
