//! Pages as people get them.

mod closed;
mod fixture;
mod kept;
mod pages;
mod requests;
