use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use super::PageError;

/// What a handler gives.
pub type Answer = Result<Response, PageError>;

/// A page.
pub fn page(template: &impl Template) -> Answer {
    page_with(StatusCode::OK, template)
}

/// A page with a status: a form that could not be taken, say.
pub fn page_with(status: StatusCode, template: &impl Template) -> Answer {
    match template.render() {
        Ok(html) => Ok((status, Html(html)).into_response()),
        Err(error) => Err(PageError::internal(&error)),
    }
}

/// A path of this site to go on to, or `/` where it is none: never another site.
pub fn own_path(path: &str) -> &str {
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains(['\\', '\r', '\n', '\t']);
    if own { path } else { "/" }
}
