use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use axum::{Extension, Router};
use http_body_util::BodyExt;
use tower::ServiceExt;

use super::{Coding, Keep, LARGEST, LOOK_AGAIN, Source};
use crate::i18n::Language;
use crate::shell::layers::within;
use crate::shell::{Metrics, Settings, Visit, language_cookie};

/// What the test says it is; 0 cannot be told.
#[derive(Clone, Default)]
struct Said(Arc<AtomicUsize>);

impl Source for Said {
    fn state(&self) -> Pin<Box<dyn Future<Output = Option<String>> + Send + '_>> {
        let state = self.0.load(Ordering::SeqCst);
        Box::pin(std::future::ready((state > 0).then(|| state.to_string())))
    }
}

/// A portal whose pages count how often they are made.
struct Site {
    routes: Router,
    made: Arc<AtomicUsize>,
    state: Said,
}

impl Site {
    fn new() -> Self {
        let (made, state) = (Arc::<AtomicUsize>::default(), Said::default());
        state.0.store(1, Ordering::SeqCst);
        let made_by = made.clone();
        let page = move |visit: Visit| {
            made_by.fetch_add(1, Ordering::SeqCst);
            async move { format!("{visit:?} {}", "words ".repeat(50)) }
        };
        let with = |answer: fn(String) -> Response| -> MethodRouter {
            let page = page.clone();
            get(move |visit: Visit| async move { answer(page(visit).await) })
        };
        let routes = Router::new()
            .route("/kept", with(|page| (Extension(Keep), Html(page)).into_response()))
            .route("/unmarked", with(|page| Html(page).into_response()))
            .route("/refused", with(|_| (StatusCode::CONFLICT, Extension(Keep)).into_response()))
            .route("/cookie", with(|p| ([(SET_COOKIE, "a=b")], Extension(Keep), p).into_response()))
            .route("/vast", with(|_| (Extension(Keep), "x".repeat(LARGEST + 1)).into_response()));
        let source = Arc::new(state.clone());
        let routes = within(Duration::from_secs(9), routes, Settings::default(), source);
        Self { routes, made, state }
    }

    async fn send(&self, request: Request) -> Response {
        self.routes.clone().oneshot(request).await.unwrap()
    }

    async fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = Request::get(path).header("host", "raadslag.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Asks twice; how often the page was made for it.
    async fn made_for(&self, path: &str, headers: &[(&str, &str)]) -> usize {
        let before = self.made.load(Ordering::SeqCst);
        self.ask(path, headers).await;
        self.ask(path, headers).await;
        self.made.load(Ordering::SeqCst) - before
    }
}

async fn parts(response: Response) -> (StatusCode, HeaderMap, Vec<u8>) {
    let (parts, body) = response.into_parts();
    let body = body.collect().await.unwrap().to_bytes().to_vec();
    (parts.status, parts.headers, body)
}

#[tokio::test]
async fn a_page_is_made_once_for_each_way_of_asking() {
    let site = Site::new();
    let english = language_cookie(Language::English);
    let english = english.split(';').next().unwrap();
    for (path, headers) in [
        ("/kept", &[][..]),
        ("/kept?a=1", &[]),
        ("/kept?a=2", &[]),
        ("/kept", &[("cookie", english)]),
        ("/kept", &[("accept-encoding", "gzip, br")]),
        ("/kept", &[("accept-encoding", "gzip")]),
        ("/kept", &[("accept", "application/json")]),
        ("/kept", &[("host", "other.test")]),
    ] {
        let (before, mut asked) = (site.made.load(Ordering::SeqCst), Vec::new());
        for _ in 0..3 {
            let mut request = Request::get(path);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            asked.push(parts(site.send(request.body(Body::empty()).unwrap()).await).await.2);
        }
        assert_eq!(site.made.load(Ordering::SeqCst) - before, 1, "{path} {headers:?}");
        assert!(asked.iter().all(|body| *body == asked[0]), "{path} {headers:?}");
    }
}

#[tokio::test]
async fn a_kept_page_is_the_same_answer_save_for_its_request_id() {
    let site = Site::new();
    for coding in ["", "gzip", "br"] {
        let headers = [("accept-encoding", coding)];
        let mut first = parts(site.ask("/kept", &headers).await).await;
        let mut second = parts(site.ask("/kept", &headers).await).await;
        let id = first.1.remove("x-request-id");
        assert!(id.is_some() && id != second.1.remove("x-request-id"), "{id:?}");
        assert_eq!(first, second);
        assert!(second.1.contains_key("content-security-policy"), "{:?}", second.1);
        let known = second.1.get("content-encoding").map(|coding| coding.to_str().unwrap());
        assert_eq!(known.unwrap_or_default(), coding);
    }
}

#[tokio::test]
async fn who_says_who_they_are_never_gets_or_leaves_a_kept_page() {
    let site = Site::new();
    for headers in [
        [("cookie", "session=1")],
        [("cookie", "sprog=en; session=1")],
        [("cookie", "session")],
        [("authorization", "Bearer x")],
    ] {
        assert_eq!(site.made_for("/kept", &headers).await, 2, "{headers:?}");
    }
    assert_eq!(site.made_for("/kept", &[]).await, 1);
    assert_eq!(site.made_for("/kept", &[("cookie", "session=1")]).await, 2);
}

#[tokio::test]
async fn only_whole_pages_that_their_handler_marks_are_kept() {
    let site = Site::new();
    for path in ["/unmarked", "/refused", "/cookie", "/vast"] {
        assert_eq!(site.made_for(path, &[]).await, 2, "{path}");
    }
    let head = || Request::head("/kept").header("host", "raadslag.test").body(Body::empty());
    site.send(head().unwrap()).await;
    site.send(head().unwrap()).await;
    assert_eq!(site.made_for("/kept", &[]).await, 1);
}

#[tokio::test]
async fn a_page_is_made_anew_when_its_source_has_changed_or_cannot_be_told() {
    let site = Site::new();
    assert_eq!(site.made_for("/kept", &[]).await, 1);
    assert_eq!(site.made_for("/kept", &[]).await, 0);
    for (state, made) in [(2, 1), (1, 1), (0, 2), (1, 0), (3, 1)] {
        site.state.0.store(state, Ordering::SeqCst);
        tokio::time::sleep(LOOK_AGAIN).await;
        assert_eq!(site.made_for("/kept", &[]).await, made, "state {state}");
    }
}

#[tokio::test]
async fn who_has_the_page_is_told_so_without_its_being_made() {
    let site = Site::new();
    for coding in ["identity", "gzip", "br"] {
        let tag = site.ask("/kept", &[("accept-encoding", coding)]).await.headers()["etag"].clone();
        let tag = tag.to_str().unwrap();
        let made = site.made.load(Ordering::SeqCst);
        for known in [tag, &format!("\"x\", W/{tag}")] {
            let headers = [("accept-encoding", coding), ("if-none-match", known)];
            let (status, headers, body) = parts(site.ask("/kept", &headers).await).await;
            assert_eq!(
                (status, headers["etag"].to_str().unwrap()),
                (StatusCode::NOT_MODIFIED, tag)
            );
            assert!(body.is_empty() && !headers.contains_key("content-encoding"), "{headers:?}");
        }
        let other = [("accept-encoding", coding), ("if-none-match", "\"x\"")];
        assert_eq!(site.ask("/kept", &other).await.status(), StatusCode::OK);
        assert_eq!(site.made.load(Ordering::SeqCst), made);
    }
}

#[tokio::test]
async fn an_id_that_came_along_goes_back_with_a_kept_page_too() {
    let site = Site::new();
    for id in ["first", "second", "third"] {
        let response = site.ask("/kept", &[("x-request-id", id)]).await;
        assert_eq!(response.headers()["x-request-id"], id);
    }
    assert_eq!(site.made.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn kept_pages_are_counted_like_others() {
    let site = Site::new();
    for _ in 0..5 {
        site.ask("/kept?counted", &[]).await;
    }
    let counted = |line: &str| -> Option<u64> {
        let ours = line.starts_with("http_requests_total") && line.contains("route=\"/kept\"");
        ours.then(|| line.rsplit(' ').next().unwrap().parse().unwrap())
    };
    let total: u64 = Metrics::render().lines().filter_map(counted).sum();
    assert!(total >= 5, "{total}");
}

#[test]
fn the_coding_liked_best_is_taken_and_the_smallest_of_equals() {
    let wanted = |wish: &'static str| {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(wish));
        Coding::wanted(&headers)
    };
    for (wish, expected) in [
        ("", Some(Coding::Identity)),
        ("gzip, deflate, br, zstd", Some(Coding::Brotli)),
        ("br, gzip", Some(Coding::Brotli)),
        ("gzip", Some(Coding::Gzip)),
        ("gzip;q=1.0, br;q=0.5", Some(Coding::Gzip)),
        ("br;q=0.5, gzip; q=0.5", Some(Coding::Brotli)),
        ("br;q=0, gzip;q=0", Some(Coding::Identity)),
        ("zstd", Some(Coding::Identity)),
        ("*", None),
        ("identity", Some(Coding::Identity)),
        ("identity, gzip;q=0.5", Some(Coding::Identity)),
        ("identity;q=0, br", None),
        ("gzip;level=9", None),
    ] {
        assert_eq!(wanted(wish), expected, "{wish}");
    }
    assert_eq!(Coding::wanted(&HeaderMap::new()), Some(Coding::Identity));
}
