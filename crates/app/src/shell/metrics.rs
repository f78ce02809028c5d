use std::sync::LazyLock;
use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;
use metrics::{Counter, Histogram, counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

/// Counts and times of requests, in Prometheus' text form.
#[derive(Debug, Clone, Copy)]
pub struct Metrics;

const SECONDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 2.0, 10.0];

/// One recorder for the process; a second portal in it counts into the same.
static HANDLE: LazyLock<PrometheusHandle> = LazyLock::new(|| {
    let recorder = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Suffix("_seconds".to_owned()), &SECONDS)
        .expect("the list of buckets is not empty")
        .build_recorder();
    let handle = recorder.handle();
    if metrics::set_global_recorder(recorder).is_err() {
        tracing::warn!("another recorder of metrics was installed first: /metrics stays empty");
    }
    handle
});

impl Metrics {
    /// Everything counted so far.
    pub fn render() -> String {
        HANDLE.run_upkeep();
        HANDLE.render()
    }

    /// Installs the recorder, so that the first request is counted.
    pub(super) fn install() {
        LazyLock::force(&HANDLE);
    }
}

/// Counts and times a request under its route's template, never under its address.
pub(super) async fn count(request: Request, next: Next) -> Response {
    let route =
        request.extensions().get::<MatchedPath>().map_or("none", MatchedPath::as_str).to_owned();
    let method = request.method().as_str().to_owned();
    let start = Instant::now();
    gauge!("http_requests_in_flight").increment(1.0);
    let response = next.run(request).await;
    gauge!("http_requests_in_flight").decrement(1.0);
    took(&route).record(start.elapsed().as_secs_f64());
    total(method, &route, response.status()).increment(1);
    response
}

fn took(route: &str) -> Histogram {
    histogram!("http_request_duration_seconds", "route" => route.to_owned())
}

fn total(method: String, route: &str, status: StatusCode) -> Counter {
    let (route, status) = (route.to_owned(), status.as_u16().to_string());
    counter!("http_requests_total", "method" => method, "route" => route, "status" => status)
}

/// What counts and times the requests for one kept page.
pub(super) struct Meter {
    route: String,
    took: Histogram,
    whole: Counter,
    not_modified: Counter,
}

impl Meter {
    /// The one of a route's template, for `GET`.
    pub(super) fn new(route: &str) -> Self {
        let total = |status| total("GET".to_owned(), route, status);
        Self {
            route: route.to_owned(),
            took: took(route),
            whole: total(StatusCode::OK),
            not_modified: total(StatusCode::NOT_MODIFIED),
        }
    }

    /// The route's template.
    pub(super) fn route(&self) -> &str {
        &self.route
    }

    /// Counts and times one request.
    pub(super) fn count(&self, status: StatusCode, start: Instant) {
        self.took.record(start.elapsed().as_secs_f64());
        let whole = status == StatusCode::OK;
        if whole { &self.whole } else { &self.not_modified }.increment(1);
    }
}
