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

use axum::Router;

use crate::context::Context;

/// Every address of the portal.
pub fn routes() -> Router<Context> {
    http::routes()
}
