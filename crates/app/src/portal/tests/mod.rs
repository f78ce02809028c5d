//! Pages as people get them.

mod fixture;
mod pages;
mod requests;
