//! A results contract of one year: goals, what was measured, how far each goal is and will be.
//!
//! A goal asks for *at least* or *at most* its target. Its fulfilment is value / target, or target /
//! value where less is better. The forecast of a count since the year began is linear by days: value
//! / days elapsed × days of the year, the reading's day included; that of a level is its last
//! reading. The traffic light judges the forecast's fulfilment, or the reading's where so chosen.

mod input;
mod report;
mod rules;
mod schema;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::kind::Figure;
use crate::{Context, Fault, Faults, Intake, Language, Meta, Report, Schema};

/// How a results contract stands.
#[derive(Debug)]
pub struct Contract {
    about: Meta,
    standing: rules::Standing,
}

impl Figure for Contract {
    const SCHEMA: Schema = schema::SCHEMA;
    const EXAMPLE: &'static str = include_str!("example.toml");

    fn compute(intake: &Intake, context: Context) -> Result<Self, Faults> {
        let input: input::Input = intake.read()?;
        input.check()?;
        let standing = rules::standing(&input, context.today)
            .ok_or_else(|| Fault::at("year", "året findes ikke", "there is no such year"))?;
        Ok(Self { about: input.about, standing })
    }

    fn json(&self) -> Value {
        serde_json::to_value(&self.standing).expect("texts, numbers and dates are JSON")
    }

    fn report(&self, language: Language) -> Report {
        report::report(&self.about, &self.standing, language)
    }
}
