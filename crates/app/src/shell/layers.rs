use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::error_handling::HandleErrorLayer;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, Method, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_request};
use axum::response::Response;
use axum::{BoxError, Extension, Router};
use tower::ServiceBuilder;
use tower::limit::GlobalConcurrencyLimitLayer;
use tower::load_shed::LoadShedLayer;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::timeout::TimeoutLayer;
use uuid::Uuid;

use super::front::Front;
use super::kept::Kept;
use super::metrics::Metrics;
use super::{Settings, Source, conditional, errors, headers, kept, limits, metrics, origin};

/// How long a request may take.
const TIME_OUT: Duration = Duration::from_secs(30);
/// Requests in work at once; more are refused with 503 rather than queued.
const CONCURRENT: usize = 512;

pub(super) const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// `routes` behind everything the shell does. Pages are kept as long as `source` stays the same.
pub fn guarded(routes: Router, settings: Settings, source: Arc<dyn Source>) -> Router {
    within(TIME_OUT, routes, settings, source)
}

/// [`guarded`], with a time-out of its own.
pub(super) fn within(
    time_out: Duration,
    routes: Router,
    settings: Settings,
    source: Arc<dyn Source>,
) -> Router {
    Metrics::install();
    let tls = settings.is_tls();
    let overload = ServiceBuilder::new()
        .layer(HandleErrorLayer::new(async |_: BoxError| StatusCode::SERVICE_UNAVAILABLE))
        .layer(LoadShedLayer::new())
        .layer(GlobalConcurrencyLimitLayer::new(CONCURRENT));
    let routes = routes
        .layer(from_fn(conditional::tag))
        .layer(from_fn(origin::own_only))
        .layer(CatchPanicLayer::new())
        .layer(map_request(limits::hold))
        .layer(overload)
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, time_out))
        .layer(from_fn(errors::pages))
        .layer(CompressionLayer::new().compress_when(compressible()))
        .layer(from_fn(conditional::name_coding))
        .layer(from_fn(headers::secure));
    let routes = if tls { routes.layer(from_fn(headers::only_tls)) } else { routes };
    let kept = Arc::new(Kept::new(source, settings.clone()));
    let routes = routes
        .layer(from_fn_with_state(kept.clone(), kept::answer))
        .layer(from_fn(metrics::count))
        .layer(from_fn(log))
        .layer(PropagateRequestIdLayer::new(REQUEST_ID))
        .layer(SetRequestIdLayer::new(REQUEST_ID, MakeRequestUuid))
        .layer(Extension(settings));
    Router::new().fallback_service(Front { kept, routes })
}

/// What is compressed already is left as it is.
fn compressible() -> impl Predicate {
    DefaultPredicate::new()
        .and(NotForContentType::const_new("application/pdf"))
        .and(NotForContentType::const_new("application/vnd.openxmlformats"))
        .and(NotForContentType::const_new("font/woff2"))
}

/// One line per request.
async fn log(request: Request, next: Next) -> Response {
    let start = Instant::now();
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let route = request.extensions().get::<MatchedPath>().map(|path| path.as_str().to_owned());
    let id = request.headers().get(REQUEST_ID).and_then(|id| id.to_str().ok());
    let id = id.map_or_else(|| Uuid::now_v7().to_string(), ToOwned::to_owned);
    let response = next.run(request).await;
    let route = route.as_deref().unwrap_or("none");
    // Who has a secret link's address can use it: the log has its route only.
    let is_secret = route.contains("{token}") || route.contains("{link}");
    let path = if is_secret { route.to_owned() } else { path };
    Answered { id: &id, method: &method, path: &path, route }.log(&response, start);
    response
}

/// What the log says of a request.
pub(super) struct Answered<'r> {
    pub(super) id: &'r str,
    pub(super) method: &'r Method,
    pub(super) path: &'r str,
    pub(super) route: &'r str,
}

impl Answered<'_> {
    /// Writes its line.
    pub(super) fn log(&self, response: &Response, start: Instant) {
        tracing::info!(
            request_id = %self.id,
            method = %self.method,
            path = %self.path,
            route = self.route,
            status = response.status().as_u16(),
            micros = u64::try_from(start.elapsed().as_micros()).unwrap_or(u64::MAX),
            "a request was answered"
        );
    }
}
