//! Addresses and what answers them.

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::sse::{KeepAlive, Sse};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Extension, Json, Router};
use raadslag_document::Access;
use serde::Deserialize;
use serde_json::json;

use super::events::{self, steps_json};
use super::rules::item;
use super::view::{ComparePage, EditorPage, VersionPage, VersionsPage};
use super::{Batch, Hub, Peer, Submitted, Text, TextError, proofing, rules};
use crate::access::{Gate, WRITERS, routes};
use crate::archive::Audience;
use crate::context::Context;
use crate::ids::TextId;
use crate::portal;
use crate::shell::{self, Answer, PageError, Stopping, Visit};

/// Bytes of a file that is read into a text, at most.
const LARGEST_FILE: usize = 30 << 20;
/// Characters of a version's note, at most.
const LONGEST_NOTE: usize = 500;

/// The addresses of texts.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/arbejde/tekst/tal" => figures,
        GET "/arbejde/tekst/tal/{slug}" => figure,
        GET "/arbejde/tekst/{id}" => editor,
        GET "/arbejde/tekst/{id}/data" => data,
        GET "/arbejde/tekst/{id}/trin" => steps_since,
        POST "/arbejde/tekst/{id}/trin" => submit,
        GET "/arbejde/tekst/{id}/haendelser" => listen,
        POST "/arbejde/tekst/{id}/her" => here,
        GET "/arbejde/tekst/{id}/bilag" => annexes,
        GET "/arbejde/tekst/{id}/korrektur" => proofing::findings,
        POST "/arbejde/tekst/{id}/korrektur" => proofing::leave,
        POST "/arbejde/tekst/{id}/laes" => read_file,
        POST "/arbejde/tekst/{id}/version" => keep,
        GET "/arbejde/tekst/{id}/versioner" => versions,
        GET "/arbejde/tekst/{id}/version/{number}" => version,
        GET "/arbejde/tekst/{id}/sammenlign" => compare,
        POST "/arbejde/tekst/{id}/gendan" => restore,
    }
    .layer(DefaultBodyLimit::max(LARGEST_FILE))
    .layer(Extension(Hub::default()))
}

impl From<TextError> for PageError {
    fn from(error: TextError) -> Self {
        match error {
            TextError::Missing | TextError::NoVersion(_) => Self::NotFound,
            error => Self::internal(&error),
        }
    }
}

/// A refusal in JSON: what the editor shows.
struct Refusal(TextError);

impl From<TextError> for Refusal {
    fn from(error: TextError) -> Self {
        Self(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = match &self.0 {
            TextError::Missing | TextError::NoVersion(_) => StatusCode::NOT_FOUND,
            TextError::Archive(_)
            | TextError::Journal(_)
            | TextError::Figures(_)
            | TextError::Proofing(_) => {
                let _ = PageError::internal(&self.0);
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            }
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let said = json!({"code": self.0.code(), "error": self.0.to_string()});
        (status, Json(said)).into_response()
    }
}

/// An answer to the editor: [`Refusal`] or what the gate says.
pub(super) type Data = Result<Response, Response>;

pub(super) fn refused(error: TextError) -> Response {
    Refusal(error).into_response()
}

/// The text of an address, if the one who asks may have it; else it is not there.
async fn admitted(context: &Context, gate: &Gate, id: &str) -> Result<Text, PageError> {
    let id: TextId = id.parse().map_err(|_| PageError::NotFound)?;
    let text = super::load(&context.archive, id).await?.ok_or(PageError::NotFound)?;
    gate.admit_to(&text.body, text.access, &text.subject)?;
    Ok(text)
}

/// [`admitted`] for answers in JSON.
pub(super) async fn open(context: &Context, gate: &Gate, id: &str) -> Result<Text, Response> {
    admitted(context, gate, id).await.map_err(IntoResponse::into_response)
}

async fn editor(
    State(context): State<Context>,
    gate: Gate,
    visit: Visit,
    Path(id): Path<String>,
) -> Answer {
    let text = admitted(&context, &gate, &id).await?;
    let item = shown(&context, &text.doc, text.access).await?;
    shell::page(&EditorPage::new(&visit, &text, &item))
}

/// The text as an item to be read; a figure that is gone is left out, the editor says so.
async fn shown(
    context: &Context,
    doc: &rules::tree::Node,
    access: Access,
) -> Result<raadslag_document::Item, PageError> {
    let (archive, today) = (&context.archive, context.today());
    let item = raadslag_document::Item::default();
    Ok(super::frozen(archive, doc, item, today, Audience::of(access)).await?)
}

async fn data(State(context): State<Context>, gate: Gate, Path(id): Path<String>) -> Data {
    let text = open(&context, &gate, &id).await?;
    let is_locked = text.locked_at.is_some();
    Ok(Json(json!({"version": text.version, "doc": text.doc, "locked": is_locked})).into_response())
}

#[derive(Debug, Deserialize)]
struct After {
    fra: i64,
}

async fn steps_since(
    State(context): State<Context>,
    gate: Gate,
    Path(id): Path<String>,
    Query(After { fra }): Query<After>,
) -> Data {
    let text = open(&context, &gate, &id).await?;
    let since = super::since(&context.archive, text.id, fra).await.map_err(refused)?;
    Ok(Json(steps_json(&since)).into_response())
}

async fn submit(
    State(context): State<Context>,
    gate: Gate,
    Extension(hub): Extension<Hub>,
    Path(id): Path<String>,
    Json(batch): Json<Batch>,
) -> Data {
    let text = open(&context, &gate, &id).await?;
    let author = gate.actor.signature();
    match super::submit(&context.archive, text.id, &author, &batch).await.map_err(refused)? {
        Submitted::Accepted => {
            hub.tell(text.id);
            Ok(Json(json!({"accepted": true})).into_response())
        }
        Submitted::Behind(since) => {
            Ok((StatusCode::CONFLICT, Json(steps_json(&since))).into_response())
        }
    }
}

#[derive(Debug, Deserialize)]
struct Listening {
    client: String,
    fra: i64,
}

async fn listen(
    State(context): State<Context>,
    gate: Gate,
    Extension(hub): Extension<Hub>,
    stopping: Option<Extension<Stopping>>,
    Path(id): Path<String>,
    Query(Listening { client, fra }): Query<Listening>,
) -> Data {
    let text = open(&context, &gate, &id).await?;
    if client.is_empty() || client.len() > super::LONGEST_NAME {
        return Err(refused(TextError::Batch));
    }
    let listener = hub.enter(text.id, &client, gate.actor.name());
    let stopping = stopping.map(|Extension(stopping)| stopping);
    let events = events::stream(context.archive, text.id, listener, fra, stopping);
    Ok(Sse::new(events).keep_alive(KeepAlive::default()).into_response())
}

#[derive(Debug, Deserialize)]
struct Here {
    client: String,
    version: i64,
    anchor: u32,
    head: u32,
}

async fn here(
    State(context): State<Context>,
    gate: Gate,
    Extension(hub): Extension<Hub>,
    Path(id): Path<String>,
    Json(here): Json<Here>,
) -> Data {
    let text = open(&context, &gate, &id).await?;
    let peer = Peer {
        client: here.client,
        name: gate.actor.name().to_owned(),
        version: here.version,
        anchor: Some(here.anchor),
        head: Some(here.head),
    };
    hub.place(text.id, peer);
    Ok(Json(json!({})).into_response())
}

async fn annexes(State(context): State<Context>, gate: Gate, Path(id): Path<String>) -> Data {
    let text = open(&context, &gate, &id).await?;
    let annexes = super::annexes(&context.archive, text.id).await.map_err(refused)?;
    Ok(Json(annexes).into_response())
}

/// A file's fields and recommendations as blocks to be put in at the cursor.
async fn read_file(
    State(context): State<Context>,
    gate: Gate,
    Path(id): Path<String>,
    visit: Visit,
    bytes: Bytes,
) -> Data {
    open(&context, &gate, &id).await?;
    let reader = context.archive.reader().clone();
    let imported = tokio::task::spawn_blocking(move || super::import(&reader, &bytes)).await;
    let imported = imported.map_err(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())?;
    let imported = imported.map_err(refused)?;
    let blocks: Vec<_> = imported.items.iter().flat_map(super::import::blocks).collect();
    let content = item::blocks(&blocks);
    let problems: Vec<&str> =
        imported.problems.iter().map(|it| portal::view::problem(visit.language, it)).collect();
    Ok(Json(json!({"content": content, "problems": problems})).into_response())
}

#[derive(Debug, Deserialize)]
struct Keeping {
    #[serde(default)]
    note: String,
}

async fn keep(
    State(context): State<Context>,
    gate: Gate,
    Path(id): Path<String>,
    Json(Keeping { note }): Json<Keeping>,
) -> Data {
    let text = open(&context, &gate, &id).await?;
    let note: String = note.chars().take(LONGEST_NOTE).collect();
    let number = super::keep(&context.archive, text.id, &gate.actor.signature(), &note).await;
    Ok(Json(json!({"version": number.map_err(refused)?})).into_response())
}

async fn versions(
    State(context): State<Context>,
    gate: Gate,
    visit: Visit,
    Path(id): Path<String>,
) -> Answer {
    let text = admitted(&context, &gate, &id).await?;
    let all = super::versions(&context.archive, text.id).await?;
    shell::page(&VersionsPage::new(&visit, &text, &all))
}

async fn version(
    State(context): State<Context>,
    gate: Gate,
    visit: Visit,
    Path((id, number)): Path<(String, i64)>,
) -> Answer {
    let text = admitted(&context, &gate, &id).await?;
    let (version, doc) = super::version(&context.archive, text.id, number).await?;
    let item = shown(&context, &doc, text.access).await?;
    shell::page(&VersionPage::new(&visit, &text, &version, &item))
}

#[derive(Debug, Deserialize)]
struct Between {
    fra: i64,
    til: i64,
}

async fn compare(
    State(context): State<Context>,
    gate: Gate,
    visit: Visit,
    Path(id): Path<String>,
    Query(Between { fra, til }): Query<Between>,
) -> Answer {
    let text = admitted(&context, &gate, &id).await?;
    let (old, before) = super::version(&context.archive, text.id, fra).await?;
    let (new, after) = super::version(&context.archive, text.id, til).await?;
    let compared = tokio::task::spawn_blocking(move || rules::diff::compare(&before, &after)).await;
    let compared = compared.map_err(|error| PageError::internal(&error))?;
    shell::page(&ComparePage::new(&visit, &text, (&old, &new), &compared))
}

#[derive(Debug, Deserialize)]
struct Restoring {
    version: i64,
}

async fn restore(
    State(context): State<Context>,
    gate: Gate,
    Extension(hub): Extension<Hub>,
    Path(id): Path<String>,
    Form(Restoring { version }): Form<Restoring>,
) -> Answer {
    let text = admitted(&context, &gate, &id).await?;
    match super::restore(&context.archive, text.id, &gate.actor.signature(), version).await {
        Ok(()) => hub.tell(text.id),
        Err(TextError::Locked) => return Err(PageError::Forbidden),
        Err(error) => return Err(error.into()),
    }
    Ok(Redirect::to(&format!("/arbejde/tekst/{}", text.id)).into_response())
}

/// As whom someone who writes sees figures: they belong to no body, so the closed ones are for those
/// who write for every body.
fn figures_viewer(gate: &Gate) -> Audience {
    if gate.actor.bodies(WRITERS).contains(&None) { Audience::Insider } else { Audience::Public }
}

/// The figures that can be put into a text.
async fn figures(State(context): State<Context>, gate: Gate) -> Data {
    let all = context.archive.figures(figures_viewer(&gate)).await;
    let all = all.map_err(|error| refused(error.into()))?;
    let row =
        |entry: &crate::figures::FigureEntry| json!({"slug": entry.slug, "title": entry.title});
    Ok(Json(all.iter().map(row).collect::<Vec<_>>()).into_response())
}

/// A figure as a text shows it.
async fn figure(State(context): State<Context>, gate: Gate, Path(slug): Path<String>) -> Data {
    let viewer = figures_viewer(&gate);
    let found = super::embedded(&context.archive, &slug, context.today(), viewer).await;
    match found.map_err(refused)? {
        Some(figure) => Ok(Json(figure).into_response()),
        None => Err(StatusCode::NOT_FOUND.into_response()),
    }
}
