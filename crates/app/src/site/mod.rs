//! The whole site: every slice's addresses behind one gate and one shell.

#[cfg(test)]
mod tests;

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tokio::net::TcpListener;

use crate::archive::Archive;
use crate::clock::{Clock, SystemClock};
use crate::context::Context;
use crate::shell::{self, PageError, Settings};
use crate::{access, accounts, agendas, desk, follow, mail, plan, portal};

/// Serves the site of `archive` until `shutdown` is done, then lets requests in work end.
pub async fn serve(
    archive: Archive,
    settings: Settings,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    shell::run(router(archive, settings, Arc::new(SystemClock)), listener, shutdown).await
}

/// The site as a service; `clock` says which meetings are to come.
pub fn router(archive: Archive, settings: Settings, clock: Arc<dyn Clock>) -> Router {
    let context = Context::new(archive, settings.clone(), clock);
    let routes = Router::new()
        .merge(portal::routes())
        .merge(accounts::routes())
        .merge(desk::routes())
        .merge(agendas::routes())
        .merge(follow::routes())
        .merge(mail::routes())
        .merge(plan::routes())
        .fallback(async || PageError::NotFound)
        .layer(from_fn(access::guard))
        .layer(from_fn_with_state(context.clone(), accounts::identify))
        .with_state(context.clone());
    shell::guarded(routes, settings, Arc::new(context))
}
