//! Posts and seats filled by vote, in three forms: a single post in up to three rounds
//! (kommunestyrelsesloven § 24(1)), several posts by proportional election (§§ 24(3), 25, 65), and
//! who makes up a KKR (KL's statutes § 15). The balance of women and men among those proposed
//! (ligestillingsloven § 10 a) can be told with each.
//!
//! Ties are never resolved here. Lots that were drawn are part of the input; where none were, the
//! seat, the order or the post stays open and the report says between whom lots must be drawn.

mod balance;
mod composition;
mod input;
mod proportional;
mod quotients;
mod report;
mod schema;
mod single;
#[cfg(test)]
mod tests;

use serde::Serialize;
use serde_json::Value;

use crate::kind::Figure;
use crate::{Context, Fault, Faults, Intake, Language, Meta, Report, Schema};

/// An election and its outcome.
#[derive(Debug)]
pub struct Election {
    about: Meta,
    result: Elected,
    balance: Option<balance::Balance>,
}

/// The outcome by form.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "form")]
enum Elected {
    SinglePost(single::SinglePost),
    Proportional(proportional::Proportional),
    Composition(composition::Composition),
}

impl Figure for Election {
    const SCHEMA: Schema = schema::SCHEMA;
    const EXAMPLE: &'static str = include_str!("example.toml");

    fn compute(intake: &Intake, _: Context) -> Result<Self, Faults> {
        let input: input::Input = intake.read()?;
        belongs(&input)?;
        let result = match input.form {
            input::Form::SinglePost => Elected::SinglePost(single::compute(&input)?),
            input::Form::Proportional => Elected::Proportional(proportional::compute(&input)?),
            input::Form::Composition => Elected::Composition(composition::compute(&input)?),
        };
        let balance = balance::balance(&input);
        Ok(Self { about: input.about, result, balance })
    }

    fn json(&self) -> Value {
        let mut json = serde_json::to_value(&self.result).expect("texts and numbers are JSON");
        json["balance"] = serde_json::to_value(&self.balance).expect("texts and numbers are JSON");
        json
    }

    fn report(&self, language: Language) -> Report {
        report::report(self, language)
    }
}

/// Refuses what belongs to another form: it would be silently ignored.
fn belongs(input: &input::Input) -> Result<(), Faults> {
    use input::Form::{Composition, Proportional, SinglePost};
    let parts = [
        ("groups", !input.groups.is_empty(), Proportional),
        ("waivers", !input.waivers.is_empty(), Proportional),
        ("seats", input.seats.is_some(), Proportional),
        ("committees", !input.committees.is_empty(), Proportional),
        ("ballots", !input.ballots.is_empty(), SinglePost),
        ("present", input.present.is_some(), SinglePost),
        ("lists", !input.lists.is_empty(), Composition),
        ("municipalities", input.municipalities.is_some(), Composition),
        ("size", input.size.is_some(), Composition),
        ("most", input.most.is_some(), Composition),
        ("threshold", input.threshold.is_some(), Composition),
        ("votes_cast", input.votes_cast.is_some(), Composition),
    ];
    let foreign = parts.into_iter().filter(|(_, is_there, form)| *is_there && *form != input.form);
    let fault = |(path, _, form): (&str, bool, input::Form)| {
        let (danish, english) = schema::form_name(form);
        Fault::at(
            path,
            format!("hører til valgformen »{danish}«"),
            format!("belongs to the form “{english}”"),
        )
        .advise("slet det, eller vælg den form", "delete it or choose that form")
    };
    Faults::none_in(foreign.map(fault).collect())
}
