//! Inputs from text and tables into the JSON form, remembering where every value stood.

mod cells;
mod composed;
mod dates;
mod json;
mod kept;
mod numbers;
mod path;
mod rows;
mod serde_faults;
mod table;
#[cfg(test)]
mod tests;
mod totals;
mod unique;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::schema::{Both, Form};
use crate::{Faults, Phrase, Schema, fault};

pub(crate) use json::is_plain;
pub use json::{from_json, from_toml};
pub use table::{MOST_ROWS, from_workbook};
pub(crate) use unique::unique;

/// An input in the JSON form, not yet read into its kind's type.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake {
    /// The JSON form.
    pub json: Value,
    /// What was not used and should be known: sheets of no meaning, rows above the headings.
    pub notes: Vec<Phrase>,
    /// From the path in the JSON form to the cell: `units[3].base` → `Enheder!C5`.
    origins: BTreeMap<String, String>,
    /// From the path without indices to how its sheet, setting or column is headed.
    names: BTreeMap<String, Named>,
}

/// How what stands at a path is headed.
#[derive(Debug, Clone, PartialEq)]
struct Named {
    heading: Phrase,
    /// The sheet it stands in, if it is a setting or column of one.
    sheet: Option<Phrase>,
}

/// How a schema heads what stands at each path (without indices) of the JSON form.
fn names(schema: &Schema) -> BTreeMap<String, Named> {
    let mut names = BTreeMap::new();
    for sheet in schema.sheets {
        let phrase = |(danish, english): Both| Phrase::new(danish, english);
        if matches!(sheet.form, Form::Rows { .. }) {
            let named = Named { heading: phrase(sheet.name), sheet: None };
            names.insert(sheet.key.to_owned(), named);
        }
        for field in sheet.fields() {
            let named = Named { heading: phrase(field.heading), sheet: Some(phrase(sheet.name)) };
            names.insert(table::join(sheet.key, field.key), named);
        }
    }
    names
}

impl Intake {
    /// A JSON form that came from no table, as it is.
    pub fn plain(json: Value) -> Self {
        Self { json, notes: Vec::new(), origins: BTreeMap::new(), names: BTreeMap::new() }
    }

    /// Reads the kind's type; what does not fit is a fault at its path and cell.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Faults> {
        // Remembering the path costs more than reading; it is only needed where something is wrong.
        if let Ok(input) = T::deserialize(&self.json) {
            return Ok(input);
        }
        serde_path_to_error::deserialize(&self.json).map_err(|error| {
            let path = error.path().to_string();
            let path = if path == "." { "" } else { &path };
            let message = error.into_inner().to_string();
            let has_cell = |path: &str| fault::nearest(&self.origins, path).is_some();
            self.located(serde_faults::fault(path, &message, &self.names, has_cell).into())
        })
    }

    /// Names the cells of faults.
    pub fn located(&self, faults: Faults) -> Faults {
        faults.located(&self.origins)
    }

    /// Sets one value by its path in the JSON form, as `--set total=3000` and a page's form do. The
    /// text is read as a table's cell would be; an empty one takes the value away.
    pub fn set(&mut self, schema: &Schema, path: &str, text: &str) -> Result<(), Faults> {
        path::set(&mut self.json, schema, path, text)?;
        self.origins.remove(path);
        Ok(())
    }
}
