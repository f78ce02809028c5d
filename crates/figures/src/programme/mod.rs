//! Milestones of several units in rounds: who is done, whose deadline was moved and why, who is late.
//!
//! Two lengths are kept apart. A deadline is *moved* by the days between the original and the new
//! one; a unit is *late* by the days between the deadline in force and the day it was done, or the
//! day the state is told for. *Slip* is both together, against the original deadline. What is dated
//! after that day has not happened yet.

mod input;
mod report;
mod rules;
mod schema;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::kind::Figure;
use crate::{Context, Faults, Intake, Language, Meta, Report, Schema};

/// How far the units of a programme are.
#[derive(Debug)]
pub struct Programme {
    about: Meta,
    progress: rules::Progress,
}

impl Figure for Programme {
    const SCHEMA: Schema = schema::SCHEMA;
    const EXAMPLE: &'static str = include_str!("example.toml");

    fn compute(intake: &Intake, context: Context) -> Result<Self, Faults> {
        let input: input::Input = intake.read()?;
        input.check()?;
        let progress = rules::progress(&input, context.today);
        Ok(Self { about: input.about, progress })
    }

    fn json(&self) -> Value {
        serde_json::to_value(&self.progress).expect("texts, numbers and dates are JSON")
    }

    fn report(&self, language: Language) -> Report {
        report::report(&self.about, &self.progress, language)
    }
}
