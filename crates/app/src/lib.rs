//! Everything council-specific, as vertical slices.

pub mod archive;
pub mod mentions;
pub mod register;
pub mod threads;
