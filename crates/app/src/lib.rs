//! Everything council-specific, as vertical slices.

pub mod archive;
pub mod register;
