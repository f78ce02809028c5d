//! The house rules no compiler knows. Each rule is one file: a function from the repository's files
//! to what is wrong, with tests on small made-up trees.

mod codes;
mod crates;
mod licences;
mod migrations;
mod purity;
mod size;
mod slices;
mod source;
mod tree;
mod words;

use std::fmt;

use anyhow::{Result, bail};

use crate::repo;
use tree::Tree;

/// Something that breaks a rule.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Finding {
    /// The file, from the root.
    path: String,
    /// The line, from 1; 0 for the file as a whole.
    line: usize,
    /// What is wrong and what to do.
    message: String,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, message: message.into() }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.path, self.message),
            line => write!(f, "{}:{line}: {}", self.path, self.message),
        }
    }
}

/// A rule over the repository's files.
type Rule = fn(&Tree) -> Vec<Finding>;

/// Every rule that needs the files only.
const RULES: [(&str, Rule); 7] = [
    ("arrows between crates", crates::check),
    ("arrows between slices", slices::check),
    ("purity", purity::check),
    ("file sizes", size::check),
    ("words", words::check),
    ("migrations", migrations::check),
    ("problem codes", codes::check),
];

/// Checks every rule and prints what is wrong; fails if anything is.
pub(crate) fn run() -> Result<()> {
    let tree = Tree::load(repo::root())?;
    let mut wrong = 0;
    for (name, rule) in RULES {
        wrong += report(name, rule(&tree));
    }
    wrong += report("licences", licences::check(&tree)?);
    for note in size::notes(&tree) {
        println!("note: {note}");
    }
    if wrong > 0 {
        bail!("{wrong} findings against the house rules (see STYLE.md and ARCHITECTURE.md)");
    }
    println!("tidy: {} files keep the house rules", tree.len());
    Ok(())
}

fn report(rule: &str, mut findings: Vec<Finding>) -> usize {
    findings.sort();
    for finding in &findings {
        println!("{finding} [{rule}]");
    }
    findings.len()
}
