use askama::Template;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, REFERER};
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use super::limits::Largest;
use super::{Frame, SignedIn, Visit, encode, own_path};

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
    /// Where one signs in and comes back from, if that helps.
    sign_in: Option<String>,
    /// Whether what was looked for may stand elsewhere.
    offers_search: bool,
}

/// Gives every refusal, wherever it arose, a page in the frame.
pub(super) async fn pages(visit: Visit, request: Request, next: Next) -> Response {
    let from = came_from(request.headers());
    let response = next.run(request).await;
    let status = response.status();
    let refused = status.is_client_error() || status.is_server_error();
    let has_page = response.headers().get(CONTENT_TYPE).is_some_and(|kind| {
        kind.as_bytes().starts_with(b"text/html") || kind == "application/json"
    });
    if !refused || has_page || visit.wants_json {
        return response;
    }
    let signed_in = response.extensions().get::<SignedIn>().cloned();
    let visit = Visit { signed_in, ..visit };
    let largest = response.extensions().get::<Largest>().map(|Largest(bytes)| *bytes);
    let Ok(html) = ErrorPage::new(&visit, status, largest, &from).render() else { return response };
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

/// The page of ours that a form was sent from.
fn came_from(headers: &HeaderMap) -> String {
    let from = headers.get(REFERER).and_then(|value| value.to_str().ok());
    let from = from.and_then(|from| from.parse::<Uri>().ok());
    let path = from.as_ref().and_then(Uri::path_and_query).map_or("/", |path| path.as_str());
    own_path(path).to_owned()
}

impl ErrorPage {
    fn new(visit: &Visit, status: StatusCode, largest: Option<u64>, from: &str) -> Self {
        let l = visit.language;
        let (title, text) = words(status);
        let text = match largest {
            Some(bytes) => l.with("error-large-file", &[("size", &l.size(bytes))]),
            None => l.text(text).to_owned(),
        };
        let mut frame = Frame::new(visit, l.text(title)).reached([]);
        frame.hidden = true;
        let is_signed_out = status == StatusCode::UNAUTHORIZED;
        Self {
            frame,
            status: status.as_u16(),
            text,
            sign_in: is_signed_out.then(|| format!("/log-ind?retur={}", encode(from))),
            offers_search: !is_signed_out && status != StatusCode::PAYLOAD_TOO_LARGE,
        }
    }
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
        StatusCode::PAYLOAD_TOO_LARGE => (key("error-large"), key("error-large-text")),
        StatusCode::REQUEST_TIMEOUT | StatusCode::SERVICE_UNAVAILABLE => {
            (key("error-busy"), key("error-busy-text"))
        }
        status if status.is_client_error() => (key("error-request"), key("error-request-text")),
        _ => (key("error-inside"), key("error-inside-text")),
    }
}
