//! Reads agendas and minutes into the document model: bytes → document and problems.
//!
//! ```text
//! bytes ── detect ──┬─ pdf  ─┐
//!                   ├─ docx ─┤
//!                   ├─ text ─┼─► Flow ── layout ──► Outline ── assemble ──► Document
//!                   ├─ html ─┤                        ▲
//!                   │        └─ known portal pages ───┤
//!                   ├─ xml  ──────────────────────────┤
//!                   └─ json ──────────────────────────┘
//! ```
//!
//! Input is untrusted: a reader never panics, is bounded in time and memory, and keeps and reports
//! what it cannot place.

pub mod flow;
pub mod outline;

mod assemble;
mod coverage;
mod date;
mod detect;
mod docx;
mod error;
mod html;
mod inspect;
mod json;
mod layout;
mod marker;
mod pattern;
mod pdf;
mod pictures;
mod printed;
mod reader;
mod repair;
mod sentence;
mod text;
mod xml;

pub use coverage::Coverage;
pub use detect::Format;
pub use error::ReadError;
pub use inspect::{Inspection, Passage, Trace, TraceKind, inspect};
pub use reader::{LARGEST, Reader, Reading, Source};
