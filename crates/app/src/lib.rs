//! Everything council-specific, as vertical slices.

pub mod archive;
pub mod i18n;
pub mod portal;
pub mod shell;
