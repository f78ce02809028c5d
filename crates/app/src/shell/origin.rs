//! Changes come from our own pages only. Browsers say where a request comes from (`Sec-Fetch-Site`,
//! `Origin`); one that says "elsewhere" is refused. Together with the session cookie's
//! `SameSite=Lax` this is what keeps other sites from acting for someone who has signed in.

use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Refuses a change that another site asks for.
pub(super) async fn own_only(request: Request, next: Next) -> Response {
    let looks = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if looks || is_own(request.uri(), request.headers()) {
        return next.run(request).await;
    }
    tracing::warn!(path = request.uri().path(), "a change asked for by another site was refused");
    StatusCode::FORBIDDEN.into_response()
}

fn is_own(uri: &Uri, headers: &HeaderMap) -> bool {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if let Some(site) = text("sec-fetch-site") {
        return matches!(site, "same-origin" | "none");
    }
    let Some(origin) = text(ORIGIN.as_str()) else {
        // No browser leaves both out of a change; a program that does carries no one's cookie.
        return true;
    };
    let host = uri.authority().map(axum::http::uri::Authority::as_str).or(text(HOST.as_str()));
    origin.split_once("://").map(|(_, host)| host) == host
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_taken_from_our_own_pages_only() {
        for (headers, own) in [
            (vec![("sec-fetch-site", "same-origin"), ("origin", "null")], true),
            (vec![("sec-fetch-site", "cross-site")], false),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("origin", "https://raadslag.test"), ("host", "raadslag.test")], true),
            (vec![("origin", "https://evil.test"), ("host", "raadslag.test")], false),
            (vec![("origin", "null"), ("host", "raadslag.test")], false),
            (vec![("host", "raadslag.test")], true),
        ] {
            let mut map = HeaderMap::new();
            for (name, value) in &headers {
                map.insert(*name, value.parse().unwrap());
            }
            assert_eq!(is_own(&Uri::from_static("/log-ind"), &map), own, "{headers:?}");
        }
    }
}
