//! The rules by which PDF is read, on small files made here and on real ones.

mod hostile;
mod kkr;
mod layout;
mod pictures;
mod real;
mod sketch;
mod tables;
mod whole;

use super::read;
use crate::ReadError;
use crate::flow::{Flow, Gap, Line, Part, Role, Wrap};
use raadslag_document::Table;

/// The lines of a flow.
fn lines(flow: &Flow) -> Vec<&Line> {
    let parts = flow.parts.iter();
    parts.filter_map(|part| if let Part::Line(line) = part { Some(line) } else { None }).collect()
}

/// The texts of the lines of a flow.
fn texts(flow: &Flow) -> Vec<&str> {
    lines(flow).into_iter().map(|line| line.text.as_str()).collect()
}

/// The tables of a flow.
fn tables(flow: &Flow) -> Vec<&Table> {
    let parts = flow.parts.iter();
    parts
        .filter_map(|part| if let Part::Table { table, .. } = part { Some(table) } else { None })
        .collect()
}

/// Name and text of the furniture of a flow.
fn furniture(flow: &Flow) -> Vec<(&str, &str)> {
    let parts = flow.parts.iter();
    let named = parts.filter_map(|part| match part {
        Part::Furniture(it) => Some((it.name.as_str(), it.text.as_str())),
        _ => None,
    });
    named.collect()
}

/// The line that begins with `start`.
fn line<'a>(flow: &'a Flow, start: &str) -> &'a Line {
    lines(flow)
        .into_iter()
        .find(|line| line.text.starts_with(start))
        .unwrap_or_else(|| panic!("no line begins with {start:?}: {:#?}", texts(flow)))
}
