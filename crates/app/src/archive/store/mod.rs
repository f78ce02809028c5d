//! The SQL. Rows become the types of [`super::entries`] and [`super::rules`] here; every statement
//! names its columns and its order and runs on both databases.

mod files;
mod lists;
mod news;
mod queue;
mod records;
mod rows;
mod subjects;
mod threads;
mod writing;

pub(crate) use files::*;
pub(crate) use lists::*;
pub(crate) use news::*;
pub(crate) use queue::*;
pub(crate) use records::*;
pub(crate) use rows::*;
pub(crate) use subjects::*;
pub(crate) use threads::*;
pub(crate) use writing::*;
