//! The public portal: pages of what the archive holds, readable without JavaScript.
//!
//! A request becomes a query to the archive (`http`), its answer becomes a view ([`view`]), and the
//! view's template becomes the page. Addresses never change: they are listed in `http`. Document
//! text becomes HTML in [`blocks`] and nowhere else.

pub mod blocks;
pub mod figures;
mod files;
mod http;
mod paper;
mod tables;
pub mod view;

#[cfg(test)]
mod tests;

use std::io;
use std::sync::Arc;

use axum::Router;
use tokio::net::TcpListener;

use crate::archive::Archive;
use crate::clock::{Clock, SystemClock};
use crate::shell::{self, Settings};

/// Serves the portal of `archive` until `shutdown` is done, then lets requests in work end.
pub async fn serve(
    archive: Archive,
    settings: Settings,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    shell::run(router(archive, settings, Arc::new(SystemClock)), listener, shutdown).await
}

/// The portal as a service; `clock` says which meetings are to come.
pub fn router(archive: Archive, settings: Settings, clock: Arc<dyn Clock>) -> Router {
    let portal = http::Portal { archive, settings: Arc::new(settings.clone()), clock };
    let source = Arc::new(portal.clone());
    shell::guarded(http::routes(portal), settings, source)
}
