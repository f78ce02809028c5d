use askama::Template;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use super::{Frame, Visit};

/// Why a page cannot be shown. [`pages`] turns it into words.
#[derive(Debug)]
pub enum PageError {
    /// There is no such page.
    NotFound,
    /// The page is not for the one who asks.
    Forbidden,
    /// The address cannot be understood.
    BadRequest,
    /// Something broke inside; logged here, and never shown.
    Internal,
}

impl PageError {
    /// Logs what broke. Nothing of it reaches the page.
    pub fn internal(error: &(dyn std::error::Error + 'static)) -> Self {
        tracing::error!(%error, "a page could not be made");
        Self::Internal
    }
}

impl IntoResponse for PageError {
    fn into_response(self) -> Response {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
        .into_response()
    }
}

#[derive(Template)]
#[template(path = "shell/error.html")]
struct ErrorPage {
    frame: Frame,
    status: u16,
    text: String,
}

/// Gives every refusal, wherever it arose, a page in the frame.
pub(super) async fn pages(visit: Visit, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let status = response.status();
    let refused = status.is_client_error() || status.is_server_error();
    let has_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().starts_with(b"text/html") || kind == "application/json"
    });
    if !refused || has_page || visit.wants_json {
        return response;
    }
    let (title, text) = words(status);
    let title = visit.language.text(title);
    let mut frame = Frame::new(&visit, title).reached([]);
    frame.hidden = true;
    let text = visit.language.text(text).to_owned();
    let page = ErrorPage { frame, status: status.as_u16(), text };
    let Ok(html) = page.render() else { return response };
    let (parts, _) = response.into_parts();
    let mut shown = (status, Html(html)).into_response();
    for (name, value) in &parts.headers {
        if name != CONTENT_TYPE && name != "content-length" {
            shown.headers_mut().insert(name.clone(), value.clone());
        }
    }
    shown.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    shown
}

/// Keys of title and explanation.
fn words(status: StatusCode) -> (&'static str, &'static str) {
    /// Marks a literal as a key of the texts.
    const fn key(key: &'static str) -> &'static str {
        key
    }
    match status {
        StatusCode::NOT_FOUND => (key("error-missing"), key("error-missing-text")),
        StatusCode::UNAUTHORIZED => (key("error-signed-out"), key("error-signed-out-text")),
        StatusCode::FORBIDDEN => (key("error-forbidden"), key("error-forbidden-text")),
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => {
            (key("error-busy"), key("error-busy-text"))
        }
        status if status.is_client_error() => (key("error-request"), key("error-request-text")),
        _ => (key("error-inside"), key("error-inside-text")),
    }
}
