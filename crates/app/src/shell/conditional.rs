//! Entity tags and conditional requests: an answer that has not changed is not sent again.
//!
//! The tag is a hash of the body before compression, unless the handler knows a better one. A compressed body is another representation,
//! so its tag carries the coding's name, and the name is taken off again before comparing.

use crate::digest::hex;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use sha2::{Digest, Sha256};

/// Inside compression: tags a whole body, and answers 304 where the client has it.
pub(super) async fn tag(request: Request, next: Next) -> Response {
    let known = known_tags(request.headers());
    let readable = matches!(*request.method(), Method::GET | Method::HEAD);
    let response = next.run(request).await;
    if !readable || response.status() != StatusCode::OK || is_stream(&response) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    parts.headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-cache"));
    let Ok(bytes) = body.collect().await.map(http_body_util::Collected::to_bytes) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let own = parts.headers.get(ETAG).and_then(|tag| tag.to_str().ok());
    let own = own.map_or_else(|| hash(&bytes), |tag| tag.trim_matches('"').to_owned());
    if let Ok(value) = HeaderValue::from_str(&format!("\"{own}\"")) {
        parts.headers.insert(ETAG, value);
    }
    let mut response = Response::from_parts(parts, Body::empty());
    if !not_modified(&known, &mut response) {
        *response.body_mut() = Body::from(bytes);
    }
    response
}

/// Events that go on as long as someone listens.
fn is_stream(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/event-stream"))
}

/// Whether the client has what this answer's tag names; then the answer becomes the one that says
/// so, without a body.
pub(super) fn has_it(asked: &HeaderMap, response: &mut Response) -> bool {
    asked.contains_key(IF_NONE_MATCH) && not_modified(&known_tags(asked), response)
}

fn not_modified(known: &[String], response: &mut Response) -> bool {
    let headers = response.headers_mut();
    let Some(own) = headers.get(ETAG).and_then(|tag| tag.to_str().ok()) else { return false };
    let own = own.trim_matches('"');
    let Some(matching) = known.iter().find(|tag| base(tag) == base(own) || *tag == "*") else {
        return false;
    };
    let shown = if matching == "*" { base(own) } else { matching };
    if let Ok(value) = HeaderValue::from_str(&format!("\"{shown}\"")) {
        headers.insert(ETAG, value);
    }
    headers.remove(CONTENT_LENGTH);
    headers.remove(CONTENT_ENCODING);
    *response.status_mut() = StatusCode::NOT_MODIFIED;
    true
}

/// Outside compression: the compressed body is a representation of its own.
pub(super) async fn name_coding(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers();
    if let (Some(coding), Some(tag)) = (headers.get(CONTENT_ENCODING), headers.get(ETAG))
        && let (Ok(coding), Ok(tag)) = (coding.to_str(), tag.to_str())
        && let Ok(value) = HeaderValue::from_str(&format!("\"{}-{coding}\"", tag.trim_matches('"')))
    {
        response.headers_mut().insert(ETAG, value);
    }
    response
}

fn hash(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..16])
}

fn known_tags(headers: &HeaderMap) -> Vec<String> {
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|tag| tag.trim().trim_start_matches("W/").trim_matches('"').to_owned())
        .collect()
}

fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}
