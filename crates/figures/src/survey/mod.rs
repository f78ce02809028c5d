//! Not written yet.

use serde_json::Value;

use crate::kind::Figure;
use crate::{Context, Fault, Faults, Intake, Language, Report, Schema};

/// Not written yet.
#[derive(Debug)]
pub struct Survey;

impl Figure for Survey {
    const SCHEMA: Schema = Schema { sheets: &[] };
    const EXAMPLE: &'static str = "";

    fn compute(_: &Intake, _: Context) -> Result<Self, Faults> {
        Err(Fault::at("", "findes ikke endnu", "does not exist yet").into())
    }
    fn json(&self) -> Value {
        Value::Null
    }
    fn report(&self, _: Language) -> Report {
        Report::default()
    }
}
