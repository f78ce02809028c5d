use crate::digest;
use serde_json::{Value, json};

/// A change to be written down.
#[derive(Debug, Clone, PartialEq)]
pub struct Change<'c> {
    /// When (UTC, RFC 3339).
    pub at: &'c str,
    /// Who: a name and an address, or what acts by itself.
    pub actor: &'c str,
    /// What was done: `case.create`.
    pub action: &'static str,
    /// To what: `case/0192…`.
    pub subject: String,
    /// What stood there before.
    pub before: Option<Value>,
    /// What stands there now.
    pub after: Option<Value>,
}

/// An entry of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its number; 1 is the first.
    pub number: i64,
    /// When (UTC, RFC 3339).
    pub at: String,
    /// Who.
    pub actor: String,
    /// What was done.
    pub action: String,
    /// To what.
    pub subject: String,
    /// What stood there before (JSON).
    pub before: Option<String>,
    /// What stands there since (JSON).
    pub after: Option<String>,
    /// SHA-256 over the hash before and all of the above, in hexadecimal.
    pub hash: String,
}

/// The end of a chain.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The last entry's number; 0 for an empty journal.
    pub number: i64,
    /// Its hash; empty for an empty journal.
    pub hash: String,
}

/// What looking at the whole chain showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verified {
    /// Every link holds, up to this one.
    Whole(Head),
    /// This is the first that does not.
    Broken(Broken),
}

/// The first link that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// Entries before this one are gone.
    Missing {
        /// The number that should have followed.
        expected: i64,
        /// The number that does.
        found: i64,
    },
    /// The entry, or the one before it, is not what was written.
    Changed {
        /// Its number.
        number: i64,
        /// When it says it was written.
        at: String,
        /// What it says was done.
        action: String,
        /// To what.
        subject: String,
    },
}

impl Entry {
    /// The entry that tells of a change, at the end of a chain.
    pub(super) fn following(head: &Head, change: &Change<'_>) -> Self {
        let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
        let mut entry = Self {
            number: head.number + 1,
            at: change.at.to_owned(),
            actor: change.actor.to_owned(),
            action: change.action.to_owned(),
            subject: change.subject.clone(),
            before: text(&change.before),
            after: text(&change.after),
            hash: String::new(),
        };
        entry.hash = entry.hash_after(&head.hash);
        entry
    }

    /// Whether it is the link after `head`; then it is the new head.
    pub(super) fn follows(&self, head: &Head) -> Result<Head, Broken> {
        let expected = head.number + 1;
        if self.number != expected {
            return Err(Broken::Missing { expected, found: self.number });
        }
        if self.hash != self.hash_after(&head.hash) {
            return Err(Broken::Changed {
                number: self.number,
                at: self.at.clone(),
                action: self.action.clone(),
                subject: self.subject.clone(),
            });
        }
        Ok(Head { number: self.number, hash: self.hash.clone() })
    }

    /// A JSON array keeps its parts apart whatever stands in them.
    fn hash_after(&self, previous: &str) -> String {
        let Self { number, at, actor, action, subject, before, after, hash: _ } = self;
        let words = json!([previous, number, at, actor, action, subject, before, after]);
        digest::sha256(words.to_string())
    }
}
