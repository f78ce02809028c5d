#![allow(clippy::unwrap_used, reason = "tests")]

mod forms;
mod route;
mod stored;
