use std::convert::Infallible;

use axum::Extension;
use axum::extract::{FromRequestParts, MatchedPath, Request};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use raadslag_document::Access;

use super::{Actor, Endpoint, TABLE, Verb};
use crate::archive::Audience;
use crate::shell::{PageError, encode};

/// The row of the address asked for, and who asks. Handlers ask it about what they have found.
#[derive(Debug, Clone)]
pub struct Gate {
    /// Who asks.
    pub actor: Actor,
    endpoint: &'static Endpoint,
}

impl Gate {
    /// Whether the actor may have this thing of a body here; what is closed to them is not there.
    pub fn admit(&self, body: &str, access: Access) -> Result<(), PageError> {
        let roles = match access {
            Access::Open => self.endpoint.open,
            Access::Closed => self.endpoint.closed,
        };
        match (self.actor.is_among(roles, body), access) {
            (true, _) => Ok(()),
            (false, Access::Open) => Err(PageError::Forbidden),
            (false, Access::Closed) => Err(PageError::NotFound),
        }
    }

    /// [`admit`](Self::admit) for an item, from which the actor may be disqualified; `subject` is
    /// what the item is called in [`Actor::is_barred`].
    pub fn admit_to(&self, body: &str, access: Access, subject: &str) -> Result<(), PageError> {
        if self.actor.is_barred(subject) {
            return Err(PageError::NotFound);
        }
        self.admit(body, access)
    }

    /// As whom the actor sees what a body has in the archive, here.
    pub fn audience(&self, body: &str) -> Audience {
        if self.actor.is_among(self.endpoint.closed, body) {
            Audience::Insider
        } else {
            Audience::Public
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Gate {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, StatusCode> {
        parts.extensions.get::<Self>().cloned().ok_or(StatusCode::INTERNAL_SERVER_ERROR)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Actor {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// Before every handler: refuses by the table. Someone who has not signed in is led to where one
/// does.
pub async fn guard(actor: Option<Extension<Actor>>, mut request: Request, next: Next) -> Response {
    let actor = actor.map(|Extension(actor)| actor).unwrap_or_default();
    let Some(path) = request.extensions().get::<MatchedPath>() else {
        return next.run(request).await;
    };
    let verb = if matches!(*request.method(), Method::GET | Method::HEAD) {
        Verb::Get
    } else {
        Verb::Post
    };
    let row = TABLE.iter().find(|row| row.verb == verb && row.path == path.as_str());
    let Some(endpoint) = row else { return StatusCode::METHOD_NOT_ALLOWED.into_response() };
    if !actor.is_among_anywhere(endpoint.open.or(endpoint.closed)) {
        return refusal(&actor, &request);
    }
    request.extensions_mut().insert(Gate { actor, endpoint });
    next.run(request).await
}

fn refusal(actor: &Actor, request: &Request) -> Response {
    if actor.account().is_some() {
        return PageError::Forbidden.into_response();
    }
    if request.method() != Method::GET {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    let here = request.uri().path_and_query().map_or("/", |path| path.as_str());
    Redirect::to(&format!("/log-ind?retur={}", encode(here))).into_response()
}
