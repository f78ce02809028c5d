//! The session's cookie. `SameSite=Lax` and the shell's check of `Origin` keep other sites from
//! acting with it.

use axum::http::header::COOKIE;
use axum::http::{HeaderMap, HeaderValue};

use super::Token;
use crate::shell::Settings;

/// Over TLS browsers hold this name to the host and to TLS (RFC 6265bis, `__Host-`).
const SECURE_NAME: &str = "__Host-raadslag";
const NAME: &str = "raadslag";
/// Of a browser that has been sent to the identity provider.
const AT_PROVIDER: &str = "raadslag-udbyder";

fn name(settings: &Settings) -> &'static str {
    if settings.is_tls() { SECURE_NAME } else { NAME }
}

/// The token a request's cookie carries.
pub(super) fn token(headers: &HeaderMap, settings: &Settings) -> Option<Token> {
    named(headers, name(settings))
}

fn named(headers: &HeaderMap, name: &str) -> Option<Token> {
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

/// The header that ties a sign-in at the provider to this browser.
pub(super) fn begin_at_provider(token: &Token, settings: &Settings) -> HeaderValue {
    let secure = if settings.is_tls() { "; Secure" } else { "" };
    let text = format!(
        "{AT_PROVIDER}={}; Path=/log-ind; HttpOnly; SameSite=Lax; Max-Age=600{secure}",
        token.secret()
    );
    HeaderValue::from_str(&text).expect("hexadecimal digits and constants are a header")
}

/// The sign-in at the provider that this browser began.
pub(super) fn at_provider(headers: &HeaderMap) -> Option<Token> {
    named(headers, AT_PROVIDER)
}

fn header(value: &str, more: &str, settings: &Settings) -> HeaderValue {
    let secure = if settings.is_tls() { "; Secure" } else { "" };
    let text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{more}", name(settings));
    HeaderValue::from_str(&text).expect("hexadecimal digits and constants are a header")
}
