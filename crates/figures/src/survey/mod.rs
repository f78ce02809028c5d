//! Answers of groups to statements: response rates, distribution, median and mean, keywords today and
//! wished.
//!
//! `input` says what is asked, `rules` counts and decides what must not be shown, `report` is what
//! people see. What is suppressed is left out of the computed survey itself, so that no table, chart,
//! explanation or JSON can tell it. The input still holds it.

mod input;
mod report;
mod rules;
mod schema;
#[cfg(test)]
mod tests;

use serde_json::{Value, json};

use self::rules::{Distribution, Shown, Statement};
use crate::kind::Figure;
use crate::{Context, Exact, Faults, Intake, Language, Meta, Report, Schema};

pub use input::{Answer, Group, Input, Keyword, Scale};

/// A computed survey.
#[derive(Debug, Clone)]
pub struct Survey {
    about: Meta,
    smallest: u64,
    scale: Scale,
    groups: Vec<Group>,
    statements: Vec<Statement>,
    keywords: Vec<Keyword>,
}

impl Survey {
    /// Invited and answered of all groups together.
    fn everybody(&self) -> (u64, u64) {
        let invited = self.groups.iter().map(|group| group.invited).sum();
        (invited, self.groups.iter().map(|group| group.answered).sum())
    }
}

/// The share that answered; nothing of nobody.
fn rate(invited: u64, answered: u64) -> Option<Exact> {
    Exact::from(answered).checked_div(&Exact::from(invited))
}

impl Figure for Survey {
    const SCHEMA: Schema = schema::SCHEMA;
    const EXAMPLE: &'static str = include_str!("example.toml");

    fn compute(intake: &Intake, _: Context) -> Result<Self, Faults> {
        let input: Input = intake.read()?;
        let statements = rules::statements(&input)?;
        let Input { about, smallest, scale, groups, keywords, .. } = input;
        let smallest = smallest.unwrap_or(rules::SMALLEST);
        Ok(Self { about, smallest, scale, groups, statements, keywords })
    }

    fn json(&self) -> Value {
        let group = |name: &str, invited: u64, answered: u64| {
            json!({
                "name": name, "invited": invited, "answered": answered,
                "rate": rate(invited, answered).map(|rate| rate.to_f64()),
            })
        };
        let (invited, answered) = self.everybody();
        let groups = self.groups.iter().map(|one| group(&one.name, one.invited, one.answered));
        let statements = self.statements.iter().map(|one| self.statement_json(one));
        json!({
            "smallest": self.smallest,
            "groups": groups.collect::<Vec<_>>(),
            "all": group("all", invited, answered),
            "statements": statements.collect::<Vec<_>>(),
            "keywords": self.keywords,
        })
    }

    fn report(&self, language: Language) -> Report {
        report::report(self, language)
    }
}

impl Survey {
    fn statement_json(&self, statement: &Statement) -> Value {
        let group = |(place, shown): &(usize, Shown)| {
            let name = &self.groups[*place].name;
            match shown {
                Shown::Open(distribution) => {
                    json!({ "group": name, "answers": self.distribution_json(distribution) })
                }
                Shown::Small | Shown::Complementary => json!({ "group": name, "suppressed": true }),
            }
        };
        let all = statement.all.as_ref().map(|all| self.distribution_json(all));
        let groups: Vec<Value> = statement.groups.iter().map(group).collect();
        json!({ "statement": statement.text, "all": all, "groups": groups })
    }

    fn distribution_json(&self, distribution: &Distribution) -> Value {
        let low = self.scale.low;
        let float = |number: Option<Exact>| number.map(|number| number.to_f64());
        json!({
            "counts": distribution.counts,
            "unknown": distribution.unknown,
            "mean": float(distribution.mean(low)),
            "median": float(distribution.median(low)),
        })
    }
}
