//! Yearly numbers: parts that must sum, change in number and per cent, breaks, index to a base year.
//!
//! `input` says what is asked, `rules` sums and compares exactly, `report` is what people see. A total
//! that is not given is the sum of its parts; one that is given must be. Nothing is compared across a
//! break.

mod charts;
mod input;
mod report;
mod rules;
mod schema;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use self::rules::{Row, Sheet};
use crate::kind::Figure;
use crate::{Context, Faults, Intake, Language, Phrase, Report, Rounding, Schema};

pub use input::{Break, Halves, Input, Mismatch, Series};

/// Computed yearly numbers.
#[derive(Debug, Clone)]
pub struct Indicators {
    input: Input,
    sheet: Sheet,
    /// Parts that do not sum, with their cells.
    warnings: Vec<Phrase>,
}

impl Indicators {
    fn rounding(&self) -> Rounding {
        match self.input.rounding {
            Halves::HalfUp => Rounding::HalfUp,
            Halves::HalfEven => Rounding::HalfEven,
        }
    }
}

impl Figure for Indicators {
    const SCHEMA: Schema = schema::SCHEMA;
    const EXAMPLE: &'static str = include_str!("example.toml");

    fn compute(intake: &Intake, _: Context) -> Result<Self, Faults> {
        let input: Input = intake.read()?;
        let sheet = Sheet::of(&input)?;
        let located = sheet.mismatches.iter().map(|fault| intake.located(fault.clone().into()));
        let warnings = located
            .flat_map(|faults| faults.list().to_vec())
            .map(|fault| {
                Phrase::new(fault.message(Language::Danish), fault.message(Language::English))
            })
            .collect();
        Ok(Self { input, sheet, warnings })
    }

    fn json(&self) -> Value {
        let sheet = &self.sheet;
        let series: Vec<Value> = sheet.rows.iter().map(|row| row_json(sheet, row)).collect();
        let warnings: Vec<&str> =
            self.warnings.iter().map(|phrase| phrase.in_language(Language::English)).collect();
        json!({ "years": sheet.years, "series": series, "warnings": warnings })
    }

    fn report(&self, language: Language) -> Report {
        report::report(self, language)
    }
}

fn row_json(sheet: &Sheet, row: &Row) -> Value {
    let points = (0..sheet.years.len()).filter(|&year| row.values[year].is_some());
    let point = |year: usize| {
        let change = row.changes[year].as_ref();
        json!({
            "year": sheet.years[year],
            "value": row.values[year],
            "summed": row.is_summed[year],
            "break": row.is_broken[year],
            "since": change.map(|change| &sheet.years[change.from]),
            "change": change.map(|change| &change.number),
            "change_share": change.and_then(|change| change.share.as_ref()),
            "index": row.indices[year],
        })
    };
    json!({
        "name": row.name,
        "part_of": row.part_of.map(|total| &sheet.rows[total].name),
        "points": points.map(point).collect::<Vec<_>>(),
    })
}
