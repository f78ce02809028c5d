use std::convert::Infallible;

use axum::Extension;
use axum::extract::FromRequestParts;
use axum::http::header::{ACCEPT, COOKIE, HOST};
use axum::http::request::Parts;
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Uri};

use super::Settings;
use crate::i18n::Language;

/// The cookie that holds the chosen language.
const COOKIE_NAME: &str = "sprog";

/// What a request says of the one who asks.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Visit {
    /// The language to answer in: the cookie's, else Danish.
    pub language: Language,
    /// Path and query, as asked.
    pub path: String,
    /// `https://host`, without a final slash.
    pub origin: String,
    /// JSON is asked for rather than a page.
    pub wants_json: bool,
    /// Who has signed in.
    pub signed_in: Option<SignedIn>,
}

/// Who has signed in, as the frame of every page says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SignedIn {
    /// Their name.
    pub name: String,
    /// Whether they write cases somewhere.
    pub writes_cases: bool,
    /// What a browser keeps their things under: the same for each visit of the account, and nothing
    /// that could be used for it.
    pub mark: String,
}

impl Visit {
    /// Reads a request's address and headers.
    pub fn new(uri: &Uri, headers: &HeaderMap, settings: &Settings) -> Self {
        let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Self {
            language: language(headers).unwrap_or_default(),
            path: uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            origin: settings.public_address.clone().unwrap_or_else(|| host_origin(uri, headers)),
            wants_json: accept.starts_with("application/json"),
            signed_in: None,
        }
    }
}

fn language(headers: &HeaderMap) -> Option<Language> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(name, _)| *name == COOKIE_NAME)
        .and_then(|(_, code)| Language::from_code(code))
}

/// Whether any cookie but the language's came along: it may say who asks, and what we do not know
/// we do not judge.
pub(super) fn says_who(headers: &HeaderMap) -> bool {
    let plain = |cookies: &HeaderValue| {
        let cookies = cookies.to_str().ok()?;
        let mut cookies = cookies.split(';').map(str::trim).filter(|cookie| !cookie.is_empty());
        cookies
            .all(|cookie| cookie.split_once('=').is_some_and(|(name, _)| name == COOKIE_NAME))
            .then_some(())
    };
    !headers.get_all(COOKIE).iter().all(|cookies| plain(cookies).is_some())
}

/// The host asked: the request's authority, which stands in the address itself with HTTP/2 and may
/// with HTTP/1.1 (RFC 9110, section 7.2), else the `Host` header. A host that is not plainly a host
/// is not repeated into the page.
fn host_origin(uri: &Uri, headers: &HeaderMap) -> String {
    let header = || headers.get(HOST).and_then(|value| value.to_str().ok());
    let host = uri.authority().map(Authority::as_str).or_else(header).unwrap_or_default();
    let plain = !host.is_empty()
        && host.len() <= 255
        && host.chars().all(|c| c.is_ascii_alphanumeric() || ".-:[]".contains(c));
    format!("http://{}", if plain { host } else { "localhost" })
}

/// The `Set-Cookie` value that keeps a language for a year.
pub fn language_cookie(language: Language) -> String {
    format!("{COOKIE_NAME}={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", language.code())
}

impl<S: Send + Sync> FromRequestParts<S> for Visit {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let settings = Option::<Extension<Settings>>::from_request_parts(parts, state).await;
        let settings = settings.ok().flatten().map(|Extension(s)| s).unwrap_or_default();
        let signed_in = parts.extensions.get::<SignedIn>().cloned();
        Ok(Self { signed_in, ..Self::new(&parts.uri, &parts.headers, &settings) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_the_authoritys_before_the_headers_and_is_plain() {
        for (uri, host, wanted) in [
            ("https://portal.test:8443/moeder", None, "http://portal.test:8443"),
            ("https://portal.test/moeder", Some("other.test"), "http://portal.test"),
            ("/moeder", Some("portal.test"), "http://portal.test"),
            ("/moeder", Some("\"><b>"), "http://localhost"),
            ("https://who@portal.test/moeder", None, "http://localhost"),
            ("/moeder", None, "http://localhost"),
        ] {
            let mut headers = HeaderMap::new();
            if let Some(host) = host {
                headers.insert(HOST, HeaderValue::from_static(host));
            }
            let visit = Visit::new(&uri.parse().unwrap(), &headers, &Settings::default());
            assert_eq!((visit.origin.as_str(), visit.path.as_str()), (wanted, "/moeder"), "{uri}");
        }
    }
}
