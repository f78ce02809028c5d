//! Reads agendas and minutes into the document model: bytes → ([`Document`], problems).
//!
//! ```text
//! bytes ── detect ──┬─ pdf  ─┐
//!                   ├─ docx ─┤
//!                   ├─ text ─┼─► Flow ── layout ──► Outline ── assemble ──► Document
//!                   ├─ html ─┤                        ▲
//!                   │        └─ known portal pages ───┤
//!                   └─ json ──────────────────────────┘
//! ```
//!
//! Input is untrusted: a reader never panics, is bounded in time and memory, and keeps and reports
//! what it cannot place.

pub mod flow;
pub mod outline;

mod docx;
mod error;
mod html;
mod json;
mod pdf;

pub use error::ReadError;
