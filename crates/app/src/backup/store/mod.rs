//! The SQL. It names no table and no column of its own: what there is, the database says.

mod filling;
mod rows;
mod schema;

pub(super) use filling::{clear, put_back, set_aside};
pub(super) use rows::{each_row, insert};
pub(super) use schema::{Table, names, schema, tables};
