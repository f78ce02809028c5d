//! The session's cookie. `SameSite=Lax` and the shell's check of `Origin` keep other sites from
//! acting with it.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

use super::Token;
use crate::shell::Settings;

/// Over TLS browsers hold this name to the host and to TLS (RFC 6265bis, `__Host-`).
const SECURE_NAME: &str = "__Host-raadslag";
const NAME: &str = "raadslag";

fn name(settings: &Settings) -> &'static str {
    if settings.is_tls() { SECURE_NAME } else { NAME }
}

/// The token a request's cookie carries.
pub(super) fn token(headers: &HeaderMap, settings: &Settings) -> Option<Token> {
    let name = name(settings);
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .find(|(found, _)| *found == name)
        .and_then(|(_, value)| Token::parse(value))
}

/// The header that gives the cookie, until the browser is closed.
pub(super) fn set(token: &Token, settings: &Settings) -> HeaderValue {
    header(token.secret(), "", settings)
}

/// The header that takes it back.
pub(super) fn clear(settings: &Settings) -> HeaderValue {
    header("", "; Max-Age=0", settings)
}

fn header(value: &str, more: &str, settings: &Settings) -> HeaderValue {
    let secure = if settings.is_tls() { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}", name(settings));
    HeaderValue::from_str(&text).expect("hexadecimal digits and constants are a header")
}
