//! The frame around every page and the guard before every handler.
//!
//! Requests pass, outermost first: the pages kept (which answer at once with an id, a log line and
//! counts of their own), request id and log line, metrics, the pages to keep, security
//! headers, compression, error pages, time-out, load limit, body limit, changes from our own pages only,
//! conditional requests.
//! Nothing here knows what an agenda is.

mod answer;
mod assets;
mod client;
mod conditional;
mod errors;
mod frame;
mod front;
mod headers;
mod kept;
mod layers;
mod limits;
mod metrics;
mod origin;
mod run;
mod visit;

#[cfg(test)]
mod tests;

pub use answer::{Answer, own_path, page, page_with};
pub use assets::{asset_paths, asset_prefix, asset_routes};
pub use client::Client;
pub use errors::PageError;
pub use frame::{Crumb, Frame, Nav, cut, encode};
pub use headers::{FILE_POLICY, PAGE_POLICY};
pub use kept::{Keep, Source};
pub use layers::guarded;
pub use limits::with_files;
pub use metrics::Metrics;
pub use run::{Stopping, run};
pub use visit::{SignedIn, Visit, language_cookie};

/// What the one who runs the portal says about it.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The address people use, `https://raadslag.example.dk`, without a final slash. `None` takes
    /// what the request says.
    pub public_address: Option<String>,
    /// Who is responsible for the portal: named in the accessibility statement.
    pub operator: Option<String>,
    /// Where to write to them.
    pub contact: Option<String>,
    /// Where the portal listens, for the links in mails while no public address is set. A request's
    /// own word for it is never taken: whoever asks could send others anywhere.
    pub own_address: Option<String>,
    /// Mail is sent, not only written.
    pub sends_mail: bool,
}

impl Settings {
    /// The portal's address in mails, without a final slash.
    pub fn address_in_mails(&self) -> &str {
        let address = self.public_address.as_deref().or(self.own_address.as_deref());
        address.unwrap_or("http://localhost").trim_end_matches('/')
    }
}

impl Settings {
    /// Whether people come over TLS.
    pub fn is_tls(&self) -> bool {
        self.public_address.as_ref().is_some_and(|address| address.starts_with("https://"))
    }
}
