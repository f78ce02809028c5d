//! Inputs from text and tables into the JSON form, remembering where every value stood.

mod dates;
mod json;
mod numbers;
mod table;

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::{Fault, Faults, Phrase, Schema};

pub use json::{from_json, from_toml};
pub use table::from_workbook;

/// An input in the JSON form, not yet read into its kind's type.
#[derive(Debug, Clone, PartialEq)]
pub struct Intake {
    /// The JSON form.
    pub json: Value,
    /// What was not used and should be known: sheets of no meaning, rows above the headings.
    pub notes: Vec<Phrase>,
    /// From the path in the JSON form to the cell: `units[3].base` → `Enheder!C5`.
    origins: BTreeMap<String, String>,
}

impl Intake {
    /// A JSON form that came from no table, as it is.
    pub fn plain(json: Value) -> Self {
        Self { json, notes: Vec::new(), origins: BTreeMap::new() }
    }

    /// Reads the kind's type; what does not fit is a fault at its path and cell.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, Faults> {
        serde_path_to_error::deserialize(&self.json).map_err(|error| {
            let path = error.path().to_string();
            let path = if path == "." { String::new() } else { path };
            let inner = error.into_inner().to_string();
            let fault = Fault::at(
                path,
                format!("kan ikke læses: {inner}"),
                format!("cannot be read: {inner}"),
            );
            self.located(fault.into())
        })
    }

    /// Names the cells of faults.
    pub fn located(&self, faults: Faults) -> Faults {
        faults.located(&self.origins)
    }

    /// Sets one value by its path in the JSON form, as `--set total=3000` and a page's form do. The
    /// text is read as a table's cell would be.
    pub fn set(&mut self, schema: &Schema, path: &str, text: &str) -> Result<(), Faults> {
        json::set(&mut self.json, schema, path, text)
    }
}
