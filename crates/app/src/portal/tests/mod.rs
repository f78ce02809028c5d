//! Pages as people get them.

mod fixture;
mod kept;
mod pages;
mod requests;
