//! Everything council-specific, as vertical slices.

pub mod archive;
pub mod backup;
pub mod clock;
pub mod db;
pub mod figures;
pub mod i18n;
pub mod ids;
pub mod mentions;
pub mod portal;
pub mod register;
pub mod shell;
pub mod threads;
