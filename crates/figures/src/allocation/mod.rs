//! A total shared among units by a key: training places, cluster money, any quota.
//!
//! Each unit's share is its part of the key times the total; a named [`Method`] rounds shares to whole
//! places so that they add up exactly. A key may have several parts (historical distribution,
//! population …), each made a share of its own total before it is weighed. Units may lie within
//! others, whose result is then shared on among them. Numbers may be bounded, also against last
//! year's.
//!
//! Ties are told: `places` holds what is certain, and every tie names the units and how many places
//! are open between them, so that `places` and the open ones always add up to the total. With a
//! [`TieBreak`] they are decided, and the tie says by what and for whom.
//!
//! The example is the table of training places of 2026 (KKR Sjælland, 2 September 2025, item 2.6). Its
//! key weighs the historical distribution and the old-age expenditure key; neither the weights, the
//! rounding nor the second part's numbers are public. From the 2025 table alone follow 851 and 476 for
//! two regions where 850 and 477 were announced, and no weights of the 2018 and 2025 tables give the
//! announced numbers of both programmes. What is missing is therefore the second part.
//!
//! In its simplest JSON form an input is
//!
//! ```json
//! {"total": 10, "method": "dhondt", "units": [{"name": "A", "base": "12.5"}, {"name": "B", "base": 25}]}
//! ```
//!
//! and the result `{"units": [{"name", "share", "places", …}], "ties": […], …}`.
//!
//! Read in this order: [`Input`], `tree` (what is wrong with it), `run` (down the tree),
//! [`apportion`] and `solve` (the methods), `ties`, `neighbours` (one more, one fewer), `inverse`
//! (which weights give a published table), `report`.

mod apportion;
mod claim;
mod fair;
mod input;
mod inverse;
mod method;
mod neighbours;
mod output;
mod price;
mod report;
mod run;
mod schema;
mod simplex;
mod solve;
#[cfg(test)]
mod tests;
mod ties;
mod tree;

pub use apportion::{
    ApportionError, Apportionment, Bounds, LARGEST_TOTAL, OpenTie, QUEUE, Rule, apportion,
    apportion_counts,
};
pub use input::{Component, Drawn, Input, Published, TieBreak, Unit};
pub use method::{Method, UnknownMethod};

use std::io::{self, Write};

use serde_json::Value;

use crate::intake::is_plain;
use crate::kind::Figure;
use crate::{Context, Faults, Intake, Language, Report, Schema};

/// A computed allocation.
#[derive(Debug)]
pub struct Allocation {
    input: Input,
    tree: tree::Tree,
    rule: Rule,
    run: run::Run,
    neighbours: [Option<neighbours::Neighbour>; 2],
    inverse: Option<inverse::Inverse>,
}

impl Figure for Allocation {
    const SCHEMA: Schema = schema::SCHEMA;
    const EXAMPLE: &'static str = include_str!("example.toml");

    fn compute(intake: &Intake, _: Context) -> Result<Self, Faults> {
        Self::of(intake.read()?)
    }

    fn compute_json(text: &str, _: Context) -> Option<Self> {
        // The long way keeps all digits, and composes letters.
        if !is_plain(text) {
            return None;
        }
        Self::of(serde_json::from_str(text).ok()?).ok()
    }

    fn json(&self) -> Value {
        serde_json::to_value(output::Output::of(self)).expect("texts and numbers are JSON")
    }

    fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        Ok(serde_json::to_writer_pretty(out, &output::Output::of(self))?)
    }

    fn report(&self, language: Language) -> Report {
        report::report(self, language)
    }
}

impl Allocation {
    fn of(input: Input) -> Result<Self, Faults> {
        let rule = run::rule(&input)?;
        let tree = tree::tree(&input)?;
        ties::check_draw(&input)?;
        let run = run::run(&input, &tree, &rule, input.total)?;
        let neighbours = neighbours::neighbours(&input, &tree, &rule, &run);
        let inverse = inverse::inverse(&input)?;
        Ok(Self { input, tree, rule, run, neighbours, inverse })
    }
}
