//! Before everything else: a kept page is answered at once, with what is true of each request
//! alone. All other requests take the long way.

use std::convert::Infallible;
use std::future::{Future, ready};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Instant;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::response::Response;
use tower::{Service, ServiceExt};
use uuid::Uuid;

use super::kept::Kept;
use super::layers::{Answered, REQUEST_ID};

/// The pages kept, and the way to all others.
#[derive(Clone)]
pub(super) struct Front {
    pub(super) kept: Arc<Kept>,
    pub(super) routes: Router,
}

impl Front {
    fn at_once(&self, request: &Request) -> Option<Response> {
        let start = Instant::now();
        let page = self.kept.fresh(request)?;
        let meter = page.meter.clone();
        let mut response = page.response(request.headers());
        let given = request.headers().get(REQUEST_ID).cloned();
        let id = given.or_else(|| HeaderValue::from_str(&Uuid::new_v4().to_string()).ok())?;
        meter.count(response.status(), start);
        let (method, path) = (request.method(), request.uri().path());
        Answered { id: id.to_str().ok()?, method, path, route: meter.route() }
            .log(&response, start);
        response.headers_mut().insert(REQUEST_ID, id);
        Some(response)
    }
}

impl Service<Request> for Front {
    type Response = Response;
    type Error = Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response, Infallible>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        match self.at_once(&request) {
            Some(response) => Box::pin(ready(Ok(response))),
            None => Box::pin(self.routes.clone().oneshot(request)),
        }
    }
}
