//! Finished pages, kept for the next who asks.
//!
//! What a kept page depends on is what its key holds, the [`Visit`] and the coding of the body, and
//! what its [`Source`] says: nothing else. A page is kept only where its handler says so with
//! [`Keep`], and only for requests that say nothing of who asks; all others pass by.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{MatchedPath, Request, State};
use axum::http::header::{ACCEPT_ENCODING, AUTHORIZATION, CONTENT_LENGTH, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use quick_cache::Weighter;
use quick_cache::sync::Cache;
use tokio::sync::Mutex;

use super::metrics::Meter;
use super::visit::says_who;
use super::{Settings, Visit, conditional};

/// How old the knowledge of the source's state may be. A change is seen no later than this.
const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// Bytes of all pages together.
const ROOM: u64 = 64 << 20;
/// Bytes of a page that is kept, at most.
const LARGEST: usize = 1 << 20;
/// About what a page costs besides its body and address: headers and bookkeeping.
const OVERHEAD: usize = 2048;
/// Pages expected; only a hint.
const EXPECTED: usize = 4096;

/// What pages are made of, as far as it changes.
pub trait Source: Send + Sync {
    /// A text that differs whenever a kept page might; `None` where that cannot be told just now.
    fn state(&self) -> Pin<Box<dyn Future<Output = Option<String>> + Send + '_>>;
}

/// Marks an answer, among its extensions, as the same for everyone whose [`Visit`] is the same, as
/// long as the source's state is.
#[derive(Debug, Clone, Copy)]
pub struct Keep;

/// The pages kept.
pub(super) struct Kept {
    pages: Cache<Key, Page, ByBytes>,
    edition: Edition,
    settings: Settings,
}

impl Kept {
    /// None yet.
    pub(super) fn new(source: Arc<dyn Source>, settings: Settings) -> Self {
        let pages = Cache::with_weighter(EXPECTED, ROOM, ByBytes);
        Self { pages, edition: Edition::new(source), settings }
    }

    /// The page a request asks for, if it is kept and known to be right without looking.
    pub(super) fn fresh(&self, request: &Request) -> Option<Page> {
        let edition = self.edition.known()?;
        let key = Key::of(request, &self.settings)?;
        self.pages.get(&key).filter(|page| page.edition == edition)
    }

    /// Keeps an answer that may be kept.
    async fn keep(&self, key: Key, edition: u64, route: &str, response: Response) -> Response {
        let marked = response.extensions().get::<Keep>().is_some();
        let whole = response.status() == StatusCode::OK;
        if !marked || !whole || response.headers().contains_key(SET_COOKIE) {
            return response;
        }
        let (mut parts, body) = response.into_parts();
        let Ok(body) = to_bytes(body, usize::MAX).await else {
            return StatusCode::INTERNAL_SERVER_ERROR.into_response();
        };
        parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(body.len()));
        if body.len() <= LARGEST {
            let (headers, meter) = (Arc::new(parts.headers.clone()), Arc::new(Meter::new(route)));
            self.pages.insert(key, Page { edition, headers, body: body.clone(), meter });
        }
        Response::from_parts(parts, Body::from(body))
    }
}

/// Outside everything that makes a page, inside what is true of each request alone.
pub(super) async fn answer(
    State(kept): State<Arc<Kept>>,
    mut request: Request,
    next: Next,
) -> Response {
    let Some(key) = Key::of(&request, &kept.settings) else { return next.run(request).await };
    let Some(edition) = kept.edition.now().await else { return next.run(request).await };
    if let Some(page) = kept.pages.get(&key).filter(|page| page.edition == edition) {
        return page.response(request.headers());
    }
    let coding = HeaderValue::from_static(key.coding.name());
    request.headers_mut().insert(ACCEPT_ENCODING, coding);
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("none", MatchedPath::as_str);
    kept.keep(key, edition, route, next.run(request).await).await
}

/// What a page depends on besides the source.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Key {
    visit: Visit,
    coding: Coding,
}

impl Key {
    /// `None` where the request says who asks, or asks for what is not kept.
    fn of(request: &Request, settings: &Settings) -> Option<Self> {
        let headers = request.headers();
        if request.method() != Method::GET
            || headers.contains_key(AUTHORIZATION)
            || says_who(headers)
        {
            return None;
        }
        let coding = Coding::wanted(headers)?;
        Some(Self { visit: Visit::new(request.uri(), headers, settings), coding })
    }

    fn weight(&self) -> usize {
        self.visit.path.len() + self.visit.origin.len()
    }
}

/// How a body is coded; the greater makes it smaller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Hash)]
enum Coding {
    Identity,
    Gzip,
    Brotli,
}

impl Coding {
    fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// The one the client likes best (RFC 9110, section 12.5.3), and of several the smallest;
    /// `None` where its wish is unusual enough to be met without us.
    fn wanted(headers: &HeaderMap) -> Option<Self> {
        let mut best = (0.0, Self::Identity);
        for value in headers.get_all(ACCEPT_ENCODING) {
            for wish in value.to_str().ok()?.split(',') {
                let (name, weight) = wish.split_once(';').unwrap_or((wish, "q=1"));
                let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
                let coding = match name.trim() {
                    "br" => Self::Brotli,
                    "gzip" => Self::Gzip,
                    "identity" if weight > 0.0 => Self::Identity,
                    "identity" | "*" => return None,
                    _ => continue,
                };
                if weight > 0.0 && (weight, coding) > best {
                    best = (weight, coding);
                }
            }
        }
        Some(best.1)
    }
}

/// A finished answer.
#[derive(Clone)]
pub(super) struct Page {
    edition: u64,
    headers: Arc<HeaderMap>,
    body: Bytes,
    pub(super) meter: Arc<Meter>,
}

impl Page {
    /// The answer, or that the client has it.
    pub(super) fn response(self, asked: &HeaderMap) -> Response {
        let mut response = Response::new(Body::empty());
        response.headers_mut().clone_from(&self.headers);
        if !conditional::has_it(asked, &mut response) {
            *response.body_mut() = Body::from(self.body);
        }
        response
    }
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<Key, Page> for ByBytes {
    fn weight(&self, key: &Key, page: &Page) -> u64 {
        (key.weight() + page.body.len() + OVERHEAD) as u64
    }
}

/// Numbers the states of the source as they follow each other.
struct Edition {
    source: Arc<dyn Source>,
    began: Instant,
    /// Until when the number holds without looking, in microseconds since `began`.
    until: AtomicU64,
    number: AtomicU64,
    /// The state the number stands for. Held while looking, so that one looks for all.
    state: Mutex<Option<String>>,
}

impl Edition {
    fn new(source: Arc<dyn Source>) -> Self {
        let (until, number) = (AtomicU64::new(0), AtomicU64::new(0));
        Self { source, began: Instant::now(), until, number, state: Mutex::new(None) }
    }

    fn micros(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    /// The number of the state, if that was looked at within [`LOOK_AGAIN`].
    fn known(&self) -> Option<u64> {
        let holds = self.micros() < self.until.load(Ordering::Acquire);
        holds.then(|| self.number.load(Ordering::Acquire))
    }

    /// The number of the state as it was at most [`LOOK_AGAIN`] ago.
    async fn now(&self) -> Option<u64> {
        if let Some(known) = self.known() {
            return Some(known);
        }
        let mut held = self.state.lock().await;
        if let Some(known) = self.known() {
            return Some(known);
        }
        let asked = self.micros();
        let state = self.source.state().await?;
        if held.as_ref() != Some(&state) {
            *held = Some(state);
            self.number.fetch_add(1, Ordering::AcqRel);
        }
        self.until.store(asked + LOOK_AGAIN.as_micros() as u64, Ordering::Release);
        Some(self.number.load(Ordering::Acquire))
    }
}

#[cfg(test)]
mod tests;
