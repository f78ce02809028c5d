use std::collections::BTreeMap;
use std::fmt;

use crate::{Language, Phrase};

/// One thing wrong with an input: where, what, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where in the JSON form: `units[3].base`. Empty for the input as a whole.
    pub path: String,
    /// The cell it came from, where it came from a table: `Enheder!C5`.
    pub cell: Option<String>,
    /// What is wrong.
    pub problem: Phrase,
    /// What to do.
    pub advice: Option<Phrase>,
}

impl Fault {
    /// Something wrong at a path of the JSON form.
    pub fn at(
        path: impl Into<String>,
        danish: impl Into<String>,
        english: impl Into<String>,
    ) -> Self {
        let problem = Phrase::new(danish, english);
        Self { path: path.into(), cell: None, problem, advice: None }
    }

    /// Adds what to do.
    #[must_use]
    pub fn advise(mut self, danish: impl Into<String>, english: impl Into<String>) -> Self {
        self.advice = Some(Phrase::new(danish, english));
        self
    }

    /// The whole message on one line.
    pub fn message(&self, language: Language) -> String {
        let place = match (&self.cell, self.path.as_str()) {
            (Some(cell), _) => format!("{} {cell}: ", language.pick("celle", "cell")),
            (None, "") => String::new(),
            (None, path) => format!("{path}: "),
        };
        let problem = self.problem.in_language(language);
        let advice = self.advice.as_ref().map(|advice| advice.in_language(language));
        match advice {
            Some(advice) => format!("{place}{problem}; {advice}"),
            None => format!("{place}{problem}"),
        }
    }
}

/// Everything wrong with an input; never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(Vec<Fault>);

impl Faults {
    /// `Err` of all faults, `Ok` if there is none.
    pub fn none_in(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self(faults)) }
    }

    /// The faults in the order they were found.
    pub fn list(&self) -> &[Fault] {
        &self.0
    }

    /// Names the cell each fault's value came from. A value that came from no cell takes the
    /// nearest one above it in the JSON form.
    pub(crate) fn located(mut self, origins: &BTreeMap<String, String>) -> Self {
        for fault in &mut self.0 {
            fault.cell = fault.cell.take().or_else(|| nearest(origins, &fault.path));
        }
        self
    }
}

/// The cell a path came from, or the nearest one above it.
pub(crate) fn nearest(origins: &BTreeMap<String, String>, path: &str) -> Option<String> {
    let mut path = path;
    loop {
        if let Some(cell) = origins.get(path) {
            return Some(cell.clone());
        }
        path = &path[..path.rfind(['.', '['])?];
    }
}

impl From<Fault> for Faults {
    fn from(fault: Fault) -> Self {
        Self(vec![fault])
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, fault) in self.0.iter().enumerate() {
            let line = if index == 0 { "" } else { "\n" };
            write!(f, "{line}{}", fault.message(Language::English))?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}
