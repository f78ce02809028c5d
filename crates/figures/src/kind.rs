use std::fmt;
use std::io::{self, Write};
use std::str::FromStr;

use serde_json::Value;

use crate::{
    Context, Faults, Intake, Language, Phrase, Remark, Report, Schema, agreement, allocation,
    assessment, contract, contribution, election, indicators, programme, survey,
};

/// What each kind's module provides.
pub(crate) trait Figure: Sized + fmt::Debug + Send + Sync + 'static {
    /// The table form of its input.
    const SCHEMA: Schema;
    /// A filled example in TOML.
    const EXAMPLE: &'static str;

    /// Reads the input and computes.
    fn compute(intake: &Intake, context: Context) -> Result<Self, Faults>;
    /// The same of JSON text that needs no reading as people write; `None` where it does, where it is
    /// faulty, and for kinds whose inputs are never large.
    fn compute_json(_text: &str, _context: Context) -> Option<Self> {
        None
    }
    /// The result in its public JSON form.
    fn json(&self) -> Value;
    /// The same as indented text.
    fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        write!(out, "{:#}", self.json())
    }
    /// What people see. Title and sources are those of the input.
    fn report(&self, language: Language) -> Report;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal, $danish:literal, $figure:ty;)*) => {
        /// The kinds of figures.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Kind {
            $($(#[$doc])* $kind,)*
        }

        impl Kind {
            /// All of them, in the order of the documentation.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$kind),*];

            /// Its name in commands and addresses.
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }

            /// Its name for people.
            pub fn title(self, language: Language) -> &'static str {
                match self { $(Self::$kind => language.pick($danish, $name),)* }
            }

            /// The table form of its input.
            pub fn schema(self) -> Schema {
                match self { $(Self::$kind => <$figure as Figure>::SCHEMA,)* }
            }

            /// Whether an input says more than may be shown with the result: the answers of groups too
            /// small to be shown.
            pub fn keeps_input(self) -> bool {
                self == Self::Survey
            }

            /// A filled example in TOML, written by hand: the template one begins with.
            pub fn example(self) -> &'static str {
                match self { $(Self::$kind => <$figure as Figure>::EXAMPLE,)* }
            }

            /// Reads the input as this kind's and computes it. Faults name the cell.
            pub fn compute(self, intake: &Intake, context: Context) -> Result<Computed, Faults> {
                let result = match self {
                    $(Self::$kind => <$figure as Figure>::compute(intake, context).map(|figure| Box::new(figure) as Box<dyn Shown>),)*
                };
                let shown = result.map_err(|faults| intake.located(faults))?;
                Ok(Computed { kind: self, shown, notes: intake.notes.clone() })
            }

            /// The short way for large inputs of programs: JSON straight into the kind's type. `None`
            /// says to go the long way, by [`from_json`](crate::from_json) and [`compute`](Self::compute):
            /// it reads numbers and words as people write them, and says what is wrong.
            pub fn compute_json(self, text: &str, context: Context) -> Option<Computed> {
                let shown = match self {
                    $(Self::$kind => Box::new(<$figure as Figure>::compute_json(text, context)?) as Box<dyn Shown>,)*
                };
                Some(Computed { kind: self, shown, notes: Vec::new() })
            }
        }
    };
}

kinds! {
    /// A total shared among units by a key.
    Allocation = "allocation", "fordeling", allocation::Allocation;
    /// What each unit pays.
    Contribution = "contribution", "bidrag", contribution::Contribution;
    /// Alternatives scored by criteria.
    Assessment = "assessment", "vurdering", assessment::Assessment;
    /// Goals and readings of a results contract.
    Contract = "contract", "resultatkontrakt", contract::Contract;
    /// What parties must join by a date.
    Agreement = "agreement", "aftale", agreement::Agreement;
    /// Milestones per unit.
    Programme = "programme", "program", programme::Programme;
    /// Yearly numbers whose parts must sum.
    Indicators = "indicators", "nøgletal", indicators::Indicators;
    /// Answers of groups to statements.
    Survey = "survey", "spørgeskema", survey::Survey;
    /// Posts and seats filled by vote.
    Election = "election", "valg", election::Election;
}

/// A computed figure of any kind.
#[derive(Debug)]
pub struct Computed {
    /// Its kind.
    pub kind: Kind,
    shown: Box<dyn Shown>,
    notes: Vec<Phrase>,
}

trait Shown: fmt::Debug + Send + Sync {
    fn json(&self) -> Value;
    fn write_json(&self, out: &mut dyn Write) -> io::Result<()>;
    fn report(&self, language: Language) -> Report;
}

impl<F: Figure> Shown for F {
    fn json(&self) -> Value {
        Figure::json(self)
    }
    fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        Figure::write_json(self, out)
    }
    fn report(&self, language: Language) -> Report {
        Figure::report(self, language)
    }
}

impl Computed {
    /// The result in its public JSON form.
    pub fn json(&self) -> Value {
        self.shown.json()
    }

    /// The same as indented text, written as it is made: a million units need no tree of values.
    pub fn write_json(&self, out: &mut dyn Write) -> io::Result<()> {
        self.shown.write_json(out)
    }

    /// What people see. What was not used of the input is among the remarks.
    pub fn report(&self, language: Language) -> Report {
        let mut report = self.shown.report(language);
        let notes = self.notes.iter().map(|note| Remark::note(note.in_language(language)));
        report.remarks.extend(notes);
        report
    }
}

/// A word that is no kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no kind of figure; there are {known}", known = Kind::ALL.map(Kind::name).join(", "))]
pub struct UnknownKind(pub String);

impl FromStr for Kind {
    type Err = UnknownKind;

    /// Reads a kind's name in English or Danish.
    fn from_str(text: &str) -> Result<Self, UnknownKind> {
        let lower = text.to_lowercase();
        let is_meant = |kind: &Self| kind.name() == lower || kind.title(Language::Danish) == lower;
        Self::ALL.into_iter().find(is_meant).ok_or_else(|| UnknownKind(text.to_owned()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
