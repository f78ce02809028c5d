//! The public portal: pages of what the archive holds, readable without JavaScript.
//!
//! A request becomes a query to the archive (`http.rs`), its answer becomes a view ([`view`]), and
//! the view's template becomes the page. Addresses never change: they are listed in `http.rs`.
//! Document text becomes HTML in [`blocks`] and nowhere else.

pub mod blocks;
mod tables;
pub mod view;
