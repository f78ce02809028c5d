//! Everything council-specific, as vertical slices.

pub mod archive;
pub mod clock;
pub mod db;
pub mod ids;
pub mod register;
