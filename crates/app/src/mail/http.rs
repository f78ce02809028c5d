//! `/arbejde/post`: what is queued, given up and sent, for those who look after the site.

use axum::Router;
use axum::extract::{Path, Query, State};
use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::view::{MailPage, MailsPage};
use super::{MailError, State as MailState, store};
use crate::access::{Actor, routes};
use crate::context::Context;
use crate::ids::MailId;
use crate::shell::{Answer, PageError, Visit, page};

/// Mails on a page.
const AT_A_TIME: u32 = 200;
/// A mail shown by itself may style itself and nothing else.
const MAIL_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; \
     form-action 'none'; frame-ancestors 'none'; sandbox allow-popups allow-top-navigation";

/// The slice's addresses.
pub fn routes() -> Router<Context> {
    routes! {
        GET "/arbejde/post" => list,
        GET "/arbejde/post/{id}" => mail,
        GET "/arbejde/post/{id}/html" => html,
        POST "/arbejde/post/{id}/igen" => again,
    }
}

impl From<MailError> for PageError {
    fn from(error: MailError) -> Self {
        Self::internal(&error)
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Part {
    vis: String,
}

async fn list(State(context): State<Context>, visit: Visit, Query(part): Query<Part>) -> Answer {
    let db = context.archive.db();
    let mut counts = Vec::new();
    for state in MailState::ALL {
        counts.push((state, store::counted(db, state).await?));
    }
    let asked = MailState::ALL.into_iter().find(|state| state.name() == part.vis);
    let failed = counts.iter().any(|(state, n)| *state == MailState::Failed && *n > 0);
    let shown = asked.unwrap_or(if failed { MailState::Failed } else { MailState::Queued });
    let rows = store::listed(db, shown, AT_A_TIME).await?;
    page(&MailsPage::new(&visit, &context.settings, shown, &counts, &rows))
}

fn id_of(text: &str) -> Result<MailId, PageError> {
    text.parse().map_err(|_| PageError::NotFound)
}

async fn mail(State(context): State<Context>, visit: Visit, Path(id): Path<String>) -> Answer {
    let (db, id) = (context.archive.db(), id_of(&id)?);
    let row = store::mail(db, id).await?.ok_or(PageError::NotFound)?;
    let content = if context.settings.sends_mail { None } else { store::content(db, id).await? };
    let mut response = page(&MailPage::new(&visit, &context.settings, &row, content.as_ref()))?;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// The HTML part as a mail program shows it. Where mail is sent it is its reader's alone.
async fn html(State(context): State<Context>, Path(id): Path<String>) -> Answer {
    if context.settings.sends_mail {
        return Err(PageError::NotFound);
    }
    let found = store::content(context.archive.db(), id_of(&id)?).await?;
    let content = found.ok_or(PageError::NotFound)?;
    let headers = [(CONTENT_SECURITY_POLICY, MAIL_POLICY), (CACHE_CONTROL, "no-store")];
    Ok::<Response, PageError>((headers, Html(content.html)).into_response())
}

async fn again(State(context): State<Context>, actor: Actor, Path(id): Path<String>) -> Answer {
    let id = id_of(&id)?;
    if super::again(&context.archive, &actor.signature(), id, context.now()).await? {
        Ok(Redirect::to("/arbejde/post?vis=queued").into_response())
    } else {
        Err(PageError::NotFound)
    }
}
