//! The figures that agendas decide on: computed exactly, explained, drawn.
//!
//! A *figure* is a typed input, a method with its parameters, a result, and a [`Report`]: an answer
//! in one sentence, tables, charts and an explanation a councillor can check with a pocket
//! calculator. There are nine [`Kind`]s, each one module that holds its input, its rules and its
//! report.
//!
//! The way through the crate:
//!
//! 1. an input comes as JSON or TOML, or as a table ([`Workbook`], [CSV](sheet_csv)), which the
//!    kind's [`Schema`] turns into the same JSON form, remembering the cell every value came from;
//! 2. [`Kind::compute`] reads it into the kind's type and computes; what is wrong is a [`Fault`]
//!    that names the cell and says what to do;
//! 3. the [`Computed`] figure gives its result as JSON and its [`Report`] in either [`Language`];
//! 4. a report becomes text, CSV, a [`Workbook`] or, chart by chart, SVG.
//!
//! The crate does no IO, reads no clock and draws no lots: what was drawn is part of the input.
//! Numbers that are shared out or counted are [`Exact`]; floats are for drawing and statistics.

pub mod agreement;
pub mod allocation;
pub mod assessment;
pub mod chart;
mod context;
pub mod contract;
pub mod contribution;
pub mod election;
mod exact;
mod fault;
pub mod indicators;
mod intake;
mod kind;
mod language;
mod meta;
mod name;
pub mod programme;
mod report;
mod schema;
pub mod sheet_csv;
pub mod survey;
mod workbook;

pub use context::Context;
pub use exact::{Exact, InvalidNumber, Rounding};
pub use fault::{Fault, Faults};
pub use intake::{Intake, MOST_ROWS, from_json, from_toml, from_workbook};
pub use kind::{Computed, Kind, UnknownKind};
pub use language::{Language, Phrase};
pub use meta::{Meta, Source};
pub use report::{Column, Format, Level, Remark, Report, Row, RowKind, Step, Table, Value};
pub use schema::{Choice, Extra, Field, Form, Need, Schema, SheetSchema, ValueKind};
pub use workbook::{Cell, CellFormat, Sheet, Workbook, cell_name};
