//! The SQL.

mod annexes;
mod rows;
mod writing;

pub(super) use annexes::*;
pub(super) use rows::*;
pub(super) use writing::*;
