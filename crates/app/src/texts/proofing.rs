//! What proof-reading finds in a text while it is written, and where it stands in the editor.

use axum::Json;
use axum::extract::{Form, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse;
use jiff::civil::Date;
use raadslag_document::{Attachment, Document, Item, Section, Spot};
use raadslag_proof::Finding;
use serde::Deserialize;
use serde_json::{Value, json};

use super::http::{Data, open, refused};
use super::rules::{item, spots};
use super::{Text, TextError};
use crate::access::Gate;
use crate::archive::Archive;
use crate::context::Context;
use crate::i18n::Language;
use crate::proofing::{self, ProofingError};
use crate::register::Register;
use crate::shell::Visit;

/// The text as a document of one item. Figures stand for themselves: they are computed, not written.
async fn document(archive: &Archive, text: &Text) -> Result<Document, TextError> {
    let annexes = super::annexes(archive, text.id).await?.into_iter();
    let attachments = annexes.map(|annex| Attachment { title: annex.title, url: None }).collect();
    let (kind, access) = (text.kind, text.access);
    let item = Item { kind, access, attachments, ..Item::default() };
    let item = item::put(&text.doc, item, &|_| Some(Vec::new()))?;
    let known = Register::shared().body(&text.body);
    let body = known.map_or_else(|| text.body.clone(), |body| body.identity.name.clone());
    let sections = vec![Section { items: vec![item], ..Section::default() }];
    Ok(Document { body: Some(body), sections, ..Document::default() })
}

/// What is found in the text as it stands, and how much was checked and holds.
pub(super) async fn found(
    archive: &Archive,
    text: &Text,
    today: Date,
    l: Language,
) -> Result<Value, TextError> {
    let document = document(archive, text).await?;
    let report = proofing::report(archive, document, Vec::new(), today).await?;
    let spotted = spots::spots(&text.doc);
    let findings = report.findings.iter().filter(|finding| is_of_text(finding));
    let findings: Vec<Value> = findings.map(|finding| told(l, finding, &spotted)).collect();
    let holds = report.verified.len();
    Ok(json!({"version": text.version, "findings": findings, "holds": holds}))
}

/// Whether a finding is one that whoever writes this text can mend.
fn is_of_text(finding: &Finding) -> bool {
    finding.at.index == 0
        && matches!(
            finding.at.place.spot,
            Spot::Title
                | Spot::Field { .. }
                | Spot::Recommendation { .. }
                | Spot::Attachment { .. }
        )
}

/// A finding as the editor shows it; without a place where the text has none for it.
fn told(l: Language, finding: &Finding, spotted: &[spots::Spotted]) -> Value {
    let say = proofing::lang(l);
    let (from, to) = spots::find(spotted, &finding.at.place).unzip();
    json!({
        "name": finding.fingerprint.as_str(),
        "level": finding.level,
        "said": proofing::level(l, finding.level),
        "text": finding.at.text,
        "message": finding.message.in_lang(say),
        "why": finding.why.in_lang(say),
        "suggestion": finding.suggestion.as_ref().map(|it| it.in_lang(say)),
        "from": from,
        "to": to,
    })
}

/// The findings of a text as it stands at a version.
pub(super) async fn findings(
    State(context): State<Context>,
    gate: Gate,
    visit: Visit,
    Path(id): Path<String>,
) -> Data {
    let text = open(&context, &gate, &id).await?;
    let found = found(&context.archive, &text, context.today(), visit.language).await;
    Ok(Json(found.map_err(refused)?).into_response())
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Leaving {
    name: String,
    reason: String,
}

/// Leaves a finding as it is, for a reason that the body remembers.
pub(super) async fn leave(
    State(context): State<Context>,
    gate: Gate,
    Path(id): Path<String>,
    Form(leaving): Form<Leaving>,
) -> Data {
    let text = open(&context, &gate, &id).await?;
    let (archive, actor) = (&context.archive, gate.actor.signature());
    match proofing::accept(archive, &actor, &text.body, &leaving.name, &leaving.reason).await {
        Ok(()) => Ok(Json(json!({})).into_response()),
        Err(ProofingError::NoReason | ProofingError::NoFinding | ProofingError::Long) => {
            Err(StatusCode::UNPROCESSABLE_ENTITY.into_response())
        }
        Err(error) => Err(refused(error.into())),
    }
}
