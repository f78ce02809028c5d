#![allow(clippy::unwrap_used, reason = "tests")]

mod pages;
mod rules;
