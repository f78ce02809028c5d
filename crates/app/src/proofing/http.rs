//! Addresses and what answers them.

use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use raadslag_document::Access;
use serde::Deserialize;

use super::view::{ProofPage, SwitchesPage};
use super::{ProofingError, store};
use crate::access::{Gate, routes};
use crate::archive::MeetingDetail;
use crate::context::Context;
use crate::shell::{Answer, PageError, Visit, page, page_with};

/// The findings of a meeting's document, and what a body wants checked.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/moede/{body}/{slug}/korrektur" => findings,
        POST "/moede/{body}/{slug}/korrektur" => leave,
        GET "/arbejde/korrektur/{body}" => switches,
        POST "/arbejde/korrektur/{body}" => change,
    }
}

impl From<ProofingError> for PageError {
    fn from(error: ProofingError) -> Self {
        Self::internal(&error)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Shown {
    /// "alt" also lists what holds.
    vis: String,
}

async fn findings(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((body, slug)): Path<(String, String)>,
    Query(shown): Query<Shown>,
) -> Answer {
    let detail = found(&context, &gate, &body, &slug).await?;
    let page_of = show(&context, &visit, &detail, shown.vis == "alt", None).await?;
    page(&page_of)
}

/// The meeting, for those of its body who proof-read.
async fn found(
    context: &Context,
    gate: &Gate,
    body: &str,
    slug: &str,
) -> Result<MeetingDetail, PageError> {
    gate.admit(body, Access::Open)?;
    let found = context.archive.meeting(body, slug, gate.audience(body)).await?;
    // An address the meeting had under another body leads nowhere here.
    let found = found.filter(|detail| detail.entry.body_slug == body);
    let mut detail = found.ok_or(PageError::NotFound)?;
    detail.conceal(|item| gate.actor.is_barred(item));
    Ok(detail)
}

async fn show(
    context: &Context,
    visit: &Visit,
    detail: &MeetingDetail,
    with_verified: bool,
    error: Option<String>,
) -> Result<ProofPage, PageError> {
    let document = detail.document.clone();
    let report = super::report(&context.archive, document, Vec::new(), context.today()).await?;
    Ok(ProofPage::new(visit, detail, &report, with_verified, error))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Leave {
    fund: String,
    grund: String,
    igen: String,
}

async fn leave(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((body, slug)): Path<(String, String)>,
    Form(form): Form<Leave>,
) -> Answer {
    let detail = found(&context, &gate, &body, &slug).await?;
    let (archive, actor) = (&context.archive, gate.actor.signature());
    let done = if form.igen.is_empty() {
        super::accept(archive, &actor, &body, &form.fund, &form.grund).await
    } else {
        super::raise_again(archive, &actor, &body, &form.fund).await
    };
    match done {
        Ok(()) => {
            let to = format!("/moede/{body}/{slug}/korrektur");
            Ok(Redirect::to(&to).into_response())
        }
        Err(ProofingError::NoReason) => {
            let error = Some(visit.language.text("proof-no-reason").to_owned());
            let page = show(&context, &visit, &detail, false, error).await?;
            page_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(ProofingError::NoFinding | ProofingError::Long) => Err(PageError::BadRequest),
        Err(error) => Err(error.into()),
    }
}

async fn switches(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(body): Path<String>,
) -> Answer {
    gate.admit(&body, Access::Open)?;
    let settings = super::settings(&context.archive, &body).await?;
    page(&SwitchesPage::new(&visit, &body, &settings))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ChangeForm {
    kode: String,
    niveau: String,
    ord: String,
}

async fn change(
    State(context): State<Context>,
    gate: Gate,
    Path(body): Path<String>,
    Form(form): Form<ChangeForm>,
) -> Answer {
    gate.admit(&body, Access::Open)?;
    let (archive, actor) = (&context.archive, gate.actor.signature());
    if form.kode.is_empty() {
        super::add_word(archive, &actor, &body, &form.ord).await.map_err(bad)?;
    } else {
        let code = form.kode.parse().map_err(|_| PageError::BadRequest)?;
        let switch = store::switch_named(&form.niveau);
        super::switch(archive, &actor, &body, code, switch).await?;
    }
    Ok(Redirect::to(&format!("/arbejde/korrektur/{body}")).into_response())
}

fn bad(error: ProofingError) -> PageError {
    match error {
        ProofingError::NoWord | ProofingError::Long => PageError::BadRequest,
        error => error.into(),
    }
}
