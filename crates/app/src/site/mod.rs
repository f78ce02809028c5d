//! The whole site: every slice's addresses behind one gate and one shell.

#[cfg(test)]
mod after_tests;
#[cfg(test)]
mod closed_tests;
#[cfg(test)]
mod tests;

use std::io;
use std::sync::Arc;

use axum::middleware::{from_fn, from_fn_with_state};
use axum::{Extension, Router};
use tokio::net::TcpListener;

use crate::accounts::Provider;
use crate::archive::Archive;
use crate::clock::{Clock, SystemClock};
use crate::context::Context;
use crate::shell::{self, PageError, Settings};
use crate::{
    access, accounts, agendas, cases, desk, follow, mail, meetings, members, minutes, onward, plan,
    portal, proofing, tasks, texts,
};

/// What a site is made of.
#[derive(Clone)]
pub struct Site {
    /// What it shows.
    pub archive: Archive,
    /// What the one who runs it says.
    pub settings: Settings,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Where people can sign in besides here.
    pub provider: Option<Arc<Provider>>,
}

impl Site {
    /// A site of its own, at the machine's time.
    pub fn new(archive: Archive, settings: Settings) -> Self {
        Self { archive, settings, clock: Arc::new(SystemClock), provider: None }
    }

    /// Serves it until `shutdown` is done, then lets requests in work end.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send,
    ) -> io::Result<()> {
        shell::run(self.router(), listener, shutdown).await
    }

    /// The site as a service.
    pub fn router(self) -> Router {
        let context = Context::new(self.archive, self.settings.clone(), self.clock);
        let mut routes = Router::new()
            .merge(portal::routes())
            .merge(accounts::routes())
            .merge(desk::routes())
            .merge(follow::routes())
            .merge(mail::routes())
            .merge(texts::routes())
            .merge(cases::routes())
            .merge(meetings::routes())
            .merge(tasks::routes())
            .merge(onward::routes())
            .merge(members::routes())
            .merge(minutes::routes())
            .merge(proofing::routes())
            .merge(agendas::routes())
            .merge(plan::routes())
            .fallback(async || PageError::NotFound)
            .layer(from_fn(access::guard))
            .layer(from_fn_with_state(context.clone(), accounts::identify))
            .with_state(context.clone());
        if let Some(provider) = self.provider {
            routes = routes.layer(Extension(provider));
        }
        shell::guarded(routes, self.settings, Arc::new(context))
    }
}

/// The site of an archive at a clock's time.
pub fn router(archive: Archive, settings: Settings, clock: Arc<dyn Clock>) -> Router {
    Site { archive, settings, clock, provider: None }.router()
}
