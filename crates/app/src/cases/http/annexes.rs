//! Annexes: uploads, order, names, what was found in them, and the files themselves.

use axum::extract::{Form, Path, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE,
};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect};

use super::super::annexes;
use super::super::rules::{Annex, AnnexVersion};
use super::super::view::{self, AnnexPage};
use super::super::{Case, CaseError, store};
use super::upload::{Sent, receive};
use super::{Fields, load, pages};
use crate::access::Gate;
use crate::context::Context;
use crate::ids::{AnnexId, CaseId};
use crate::shell::{Answer, FILE_POLICY, PageError, Visit, encode, page_with};

/// Adds annexes.
pub(super) async fn add(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<CaseId>,
    sent: Sent,
) -> Answer {
    let case = load::writable(&context, &gate, id).await?;
    let added = async {
        let (_, uploads) = receive(sent).await?;
        annexes::add(&context.archive, &gate.actor.signature(), id, uploads).await
    };
    match added.await {
        Ok(_) => Ok(Redirect::to(&format!("/arbejde/sag/{id}#bilag")).into_response()),
        Err(error) if error.is_the_users() => {
            let error = Some(("bilag", &error));
            pages::show_case(&context, &visit, &gate, case, &Fields::default(), error).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `/arbejde/sag/{id}/bilag/{annex}`.
pub(super) async fn page(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((id, annex)): Path<(CaseId, AnnexId)>,
) -> Answer {
    let case = load::writable(&context, &gate, id).await?;
    let annex = held(&context, id, annex).await?;
    show(&visit, &case, &annex, &Fields::default(), None)
}

async fn held(context: &Context, id: CaseId, annex: AnnexId) -> Result<Annex, PageError> {
    let mut tx = context.archive.db().begin().await.map_err(CaseError::from)?;
    Ok(annexes::one(&mut tx, id, annex).await?)
}

fn show(
    visit: &Visit,
    case: &Case,
    annex: &Annex,
    typed: &Fields,
    error: Option<&CaseError>,
) -> Answer {
    let said = error.map(|error| view::refusal(visit.language, error));
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(status, &AnnexPage::new(visit, case, annex, typed, said))
}

/// Puts a new upload in an annex's place.
pub(super) async fn replace(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((id, annex)): Path<(CaseId, AnnexId)>,
    sent: Sent,
) -> Answer {
    let case = load::writable(&context, &gate, id).await?;
    let replaced = async {
        let upload = receive(sent).await?.1.pop().ok_or(CaseError::NoFile)?;
        annexes::replace(&context.archive, &gate.actor.signature(), id, annex, upload).await
    };
    answer(&context, &visit, &case, annex, &Fields::default(), replaced.await).await
}

/// Moves, renames, takes out, or accepts what was found.
pub(super) async fn change(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((id, annex)): Path<(CaseId, AnnexId)>,
    Form(fields): Form<Vec<(String, String)>>,
) -> Answer {
    let case = load::writable(&context, &gate, id).await?;
    let (fields, archive, who) = (Fields(fields), &context.archive, gate.actor.signature());
    let to_list = || Ok(Redirect::to(&format!("/arbejde/sag/{id}#bilag")).into_response());
    match fields.get("hvad") {
        "op" | "ned" | "flyt" => {
            let place = place(&context, id, annex, &fields).await?;
            annexes::move_to(archive, &who, id, annex, place).await?;
            to_list()
        }
        "fjern" => {
            annexes::remove(archive, &who, id, annex).await?;
            to_list()
        }
        "omdoeb" => {
            let renamed = annexes::rename(archive, &who, id, annex, fields.get("titel")).await;
            answer(&context, &visit, &case, annex, &fields, renamed).await
        }
        "godkend" => {
            let version = fields.get("udgave").parse().unwrap_or_default();
            let reason = fields.get("grund");
            let accepted = annexes::accept(archive, &who, id, annex, version, reason).await;
            answer(&context, &visit, &case, annex, &fields, accepted).await
        }
        _ => Err(PageError::BadRequest),
    }
}

/// The place an annex is to have, from 0.
async fn place(
    context: &Context,
    id: CaseId,
    annex: AnnexId,
    fields: &Fields,
) -> Result<usize, PageError> {
    let mut tx = context.archive.db().begin().await.map_err(CaseError::from)?;
    let annexes = store::annexes(&mut tx, id).await?;
    let at = annexes.iter().position(|one| one.id == annex).ok_or(PageError::NotFound)?;
    match fields.get("hvad") {
        "op" => Ok(at.saturating_sub(1)),
        "ned" => Ok(at + 1),
        _ => fields.get("plads").parse().map_err(|_| PageError::BadRequest),
    }
}

async fn answer(
    context: &Context,
    visit: &Visit,
    case: &Case,
    annex: AnnexId,
    typed: &Fields,
    done: Result<(), CaseError>,
) -> Answer {
    match done {
        Ok(()) => {
            Ok(Redirect::to(&format!("/arbejde/sag/{}/bilag/{annex}", case.id)).into_response())
        }
        Err(error) if error.is_the_users() && !matches!(error, CaseError::NoAnnex) => {
            let held = held(context, case.id, annex).await?;
            show(visit, case, &held, typed, Some(&error))
        }
        Err(error) => Err(error.into()),
    }
}

/// The file of an upload.
pub(super) async fn content(
    State(context): State<Context>,
    gate: Gate,
    Path((id, annex, version, _name)): Path<(CaseId, AnnexId, u32, String)>,
) -> Answer {
    let case = load::readable(&context, &gate, id).await?;
    let annex = held(&context, id, annex).await?;
    let found = annex.versions.iter().find(|one| one.version == version);
    let found = found.ok_or(PageError::NotFound)?;
    // What was found in a file and not yet accepted goes no further than to those who can mend it.
    if !found.is_cleared() && !gate.actor.is_among(load::WRITERS, &case.body) {
        return Err(PageError::NotFound);
    }
    file(&context, found).await
}

/// A file as it was uploaded. Only what a browser shows without running it is shown in place.
async fn file(context: &Context, version: &AnnexVersion) -> Answer {
    let bytes = annexes::content(&context.archive, &version.sha256).await?;
    let kind = version.media_type.split(';').next().unwrap_or_default();
    let shown = matches!(kind, "application/pdf" | "text/plain" | "image/png" | "image/jpeg");
    let way = if shown { "inline" } else { "attachment" };
    let name = encode(&version.file_name).replace('/', "%2F");
    // A PDF viewer does not work in a sandbox.
    let policy = if kind == "application/pdf" {
        FILE_POLICY.to_owned()
    } else {
        format!("{FILE_POLICY}; sandbox")
    };
    let mut response = bytes.into_response();
    for (header, value) in [
        (CONTENT_TYPE, version.media_type.as_str()),
        (CONTENT_DISPOSITION, &format!("{way}; filename*=UTF-8''{name}")),
        (CONTENT_SECURITY_POLICY, &policy),
        (CACHE_CONTROL, "no-store"),
    ] {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(header, value);
        }
    }
    Ok(response)
}
