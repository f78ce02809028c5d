use std::sync::LazyLock;

use crate::digest::hex;
use axum::Router;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{Response, StatusCode};
use axum::routing::get;
use rust_embed::Embed;
use sha2::{Digest, Sha256};

/// Style sheets, scripts, icons and the vendored design system.
#[derive(Embed)]
#[folder = "assets/"]
struct Assets;

/// "/assets/{hash of all assets}": changes when any of them does, so that each may be kept for ever.
static PREFIX: LazyLock<String> = LazyLock::new(|| {
    let mut names: Vec<_> = Assets::iter().collect();
    names.sort();
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name.as_bytes());
        hash.update(Assets::get(&name).map(|file| file.metadata.sha256_hash()).unwrap_or_default());
    }
    format!("/assets/{}", hex(&hash.finalize()[..6]))
});

/// What every asset's address begins with.
pub fn asset_prefix() -> &'static str {
    &PREFIX
}

/// The addresses of what pages for reading are made of: styles, scripts, letters, icons.
pub fn asset_paths() -> Vec<String> {
    let is_read = |name: &str| {
        let is_kind = [".css", ".js", ".woff2", ".svg"].iter().any(|end| name.ends_with(end));
        is_kind && !name.starts_with("editor") && name != "sw.js"
    };
    let names = Assets::iter().filter(|name| is_read(name));
    names.map(|name| format!("{}/{name}", asset_prefix())).collect()
}

/// `/assets/{version}/{path}` and the two addresses browsers ask for unasked.
pub fn asset_routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/assets/{version}/{*path}", get(show))
        .route("/favicon.ico", get(async || file("icon.svg", "public, max-age=86400")))
}

/// An older page may ask for an older version: it gets today's, not kept.
async fn show(Path((version, path)): Path<(String, String)>) -> Response<Body> {
    let current = PREFIX.ends_with(&format!("/{version}"));
    file(&path, if current { "public, max-age=31536000, immutable" } else { "no-cache" })
}

fn file(path: &str, cache: &'static str) -> Response<Body> {
    let Some(file) = Assets::get(path) else {
        let mut missing = Response::new(Body::empty());
        *missing.status_mut() = StatusCode::NOT_FOUND;
        return missing;
    };
    Response::builder()
        .header(CONTENT_TYPE, media_type(path))
        .header(CACHE_CONTROL, cache)
        .body(Body::from(file.data.into_owned()))
        .expect("constant headers are valid")
}

fn media_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}
