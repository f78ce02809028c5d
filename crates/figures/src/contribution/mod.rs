//! What each unit pays: an amount shared, or a rate applied, in whole øre that add up exactly.
//!
//! Each pays a fixed part and a variable part by its base (inhabitants). Where an *amount* is given,
//! what the fixed parts leave of it is shared by base in øre; the largest remainders pay the øre left
//! over, equal ones in the input's order, which is told. Where a *rate* is given, each part is rounded
//! to whole øre and the amount is their sum. Amount, rate and fixed parts rise together in the years
//! after; each year begins from the rounded amount, or the rate, of the year before.

mod input;
mod report;
mod rules;
mod schema;
#[cfg(test)]
mod tests;

pub use input::{Input, Payer, Rise};

use serde_json::{Value, json};

use crate::kind::Figure;
use crate::{Context, Exact, Faults, Intake, Language, Report, Schema};

/// Computed contributions.
#[derive(Debug)]
pub struct Contribution {
    input: Input,
    /// The stated year and those after; never empty.
    years: Vec<rules::Year>,
}

impl Figure for Contribution {
    const SCHEMA: Schema = schema::SCHEMA;
    const EXAMPLE: &'static str = include_str!("example.toml");

    fn compute(intake: &Intake, _: Context) -> Result<Self, Faults> {
        let input: Input = intake.read()?;
        let years = rules::years(&input)?;
        Ok(Self { input, years })
    }

    /// ```json
    /// {"year": 2022, "total": 83650.56, "rate": 2.24,
    ///  "units": [{"name": "Faxe", "base": 37344, "fixed": 0, "variable": 83650.56,
    ///             "amount": 83650.56, "previous": null, "change": null}],
    ///  "ties": [{"units": ["A", "B"], "ore": 1, "to": ["A"]}],
    ///  "years": [{"year": 2022, "percent": null, "total": 83650.56, "rate": 2.24,
    ///             "amounts": [83650.56]}]}
    /// ```
    ///
    /// The uppermost numbers are the first year's. Money is in kroner.
    fn json(&self) -> Value {
        let first = self.first();
        let units = self.input.units.iter().zip(&first.payments).map(|(unit, payment)| {
            let amount = payment.amount();
            json!({
                "name": unit.name,
                "base": unit.base,
                "fixed": payment.fixed,
                "variable": payment.variable,
                "amount": amount,
                "previous": unit.previous,
                "change": unit.previous.as_ref().map(|previous| &amount - previous),
            })
        });
        let years = self.years.iter().map(|year| {
            let amounts: Vec<Exact> = year.payments.iter().map(rules::Payment::amount).collect();
            json!({
                "year": year.number,
                "percent": year.percent,
                "total": year.total,
                "rate": year.rate,
                "amounts": amounts,
            })
        });
        let name = |&unit: &usize| self.input.units[unit].name.as_str();
        let ties = first.tie.iter().map(|(units, ore)| {
            let names: Vec<&str> = units.iter().map(name).collect();
            let count = usize::try_from(*ore).unwrap_or(0);
            json!({"units": names, "ore": ore, "to": names[..count.min(names.len())]})
        });
        json!({
            "year": first.number,
            "total": first.total,
            "rate": first.rate,
            "units": units.collect::<Vec<_>>(),
            "ties": ties.collect::<Vec<_>>(),
            "years": years.collect::<Vec<_>>(),
        })
    }

    fn report(&self, language: Language) -> Report {
        report::report(self, language)
    }
}

impl Contribution {
    fn first(&self) -> &rules::Year {
        &self.years[0]
    }
}
