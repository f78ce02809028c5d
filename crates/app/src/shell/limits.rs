//! How much a request may bring: a little, unless an address takes files.

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_LENGTH;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use http_body_util::Limited;

/// Bytes anyone reads of a request; forms are held to axum's 2 MB.
const MOST: usize = 100 << 20;
/// What stands around the files of a form.
const ROOM: usize = 1 << 20;

/// The bytes a file may have where too much was sent, for the page that says so.
#[derive(Debug, Clone, Copy)]
pub(super) struct Largest(pub(super) u64);

/// Addresses that take files of so many bytes.
pub fn with_files<S>(routes: Router<S>, largest: usize) -> Router<S>
where
    S: Clone + Send + Sync + 'static,
{
    routes
        .layer(DefaultBodyLimit::max(largest + ROOM))
        .layer(from_fn_with_state(largest, say_how_much))
}

/// Refuses at once what nobody reads to its end, and notes how much is taken.
async fn say_how_much(State(largest): State<usize>, request: Request, next: Next) -> Response {
    let length = request.headers().get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    let is_hopeless = length.and_then(|n| n.parse().ok()).is_some_and(|n: usize| n > MOST);
    let mut response = if is_hopeless {
        StatusCode::PAYLOAD_TOO_LARGE.into_response()
    } else {
        next.run(request).await
    };
    if response.status() == StatusCode::PAYLOAD_TOO_LARGE {
        response.extensions_mut().insert(Largest(u64::try_from(largest).unwrap_or(u64::MAX)));
    }
    response
}

/// No more is read of any request, whatever reads it.
pub(super) async fn hold(request: Request) -> Request {
    request.map(|body| Body::new(Limited::new(body, MOST)))
}
