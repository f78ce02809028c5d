#![allow(clippy::unwrap_used, reason = "tests")]

mod route;
mod stored;
