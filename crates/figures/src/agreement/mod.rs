//! What several parties must join by a date: a framework agreement, a joint position.
//!
//! A party *accedes*, *approves* or *takes note*. The agreement is complete when every party has done
//! its part or, where a quorum is stated, when so many have acceded or approved; taking note is no
//! consent and fills no quorum. A reservation is not a refusal. The state is told as of one day:
//! decisions dated later count as planned.

mod input;
mod report;
mod rules;
mod schema;
#[cfg(test)]
mod tests;

use serde_json::Value;

use crate::kind::Figure;
use crate::{Context, Faults, Intake, Language, Meta, Report, Schema};

/// How far an agreement is.
#[derive(Debug)]
pub struct Agreement {
    about: Meta,
    standing: rules::Standing,
}

impl Figure for Agreement {
    const SCHEMA: Schema = schema::SCHEMA;
    const EXAMPLE: &'static str = include_str!("example.toml");

    fn compute(intake: &Intake, context: Context) -> Result<Self, Faults> {
        let input: input::Input = intake.read()?;
        input.check()?;
        let standing = rules::standing(&input, context.today);
        Ok(Self { about: input.about, standing })
    }

    fn json(&self) -> Value {
        serde_json::to_value(&self.standing).expect("texts, numbers and dates are JSON")
    }

    fn report(&self, language: Language) -> Report {
        report::report(&self.about, &self.standing, language)
    }
}
