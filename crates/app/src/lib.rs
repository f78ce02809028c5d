//! Everything council-specific, as vertical slices.

pub mod access;
pub mod accounts;
pub mod archive;
pub mod backup;
pub mod clock;
pub mod context;
pub mod db;
pub mod desk;
pub mod figures;
pub mod follow;
pub mod i18n;
pub mod ids;
pub mod journal;
pub mod mail;
pub mod members;
pub mod mentions;
pub mod onward;
pub mod paper;
pub mod portal;
pub mod register;
pub mod shell;
pub mod site;
pub mod tasks;
pub mod threads;
