//! Cases followed across meetings, bodies and years.
//!
//! Reading order: [`ThreadItem`], [`Thread`], [`link`]; then one file per reason:
//! `cases` (same case number), `history` (lines of earlier treatment), `references` (words that
//! point at another meeting), `yearly` (the same yearly subject), `works` (a named piece of work);
//! `titles` says how titles are compared, `archive` is what the rules look things up in.
//!
//! Invariants:
//! - The same set of items in any order gives the same threads.
//! - Every member has a reason. An item is in one thread at most.
//! - Standing items (agenda, minutes, notices, any other business) are in no thread.
//! - A closed item is linked by number and title only: its text never shows through a quotation.
//! - A reference within a meeting ("jf. pkt. 2.8") points at another case, so it does not merge two
//!   threads; [`see_also`] keeps it as a relation of its own.
//! - Near-linear: everything is found through keys, and what a key may gather is bounded.
//!
//! # Addresses that last
//! A thread's slug is made of its earliest member's title, body and date alone. When earlier
//! documents are imported later, another member becomes the earliest and the slug changes; the
//! slug any member would have given stays among [`Thread::aliases`]. So whoever resolves an address
//! looks through slugs and aliases, and an old address finds the thread without a table of old
//! names, also when two threads have grown together. Only when an item's *title* is read
//! differently later must the store keep the old slug itself.
//!
//! No IO, no clock.

mod archive;
mod cases;
mod gather;
mod history;
mod reason;
mod references;
mod titles;
mod works;
mod yearly;

use jiff::civil::Date;
use raadslag_document::Item;

pub use reason::LinkReason;

use crate::register::BodyIdentity;

use archive::Archive;

/// An item and the meeting it stands on.
#[derive(Debug, Clone)]
pub struct ThreadItem<'a, Id> {
    /// The caller's name for it.
    pub id: Id,
    /// The body that meets.
    pub body: &'a BodyIdentity,
    /// The day of the meeting.
    pub date: Option<Date>,
    /// The item: number, title, kind, case number, texts and history.
    pub item: &'a Item,
    /// How many items the meeting has, to tell a case number from a meeting series'.
    pub items_in_meeting: u32,
}

/// A case followed over time: two treatments at least, of which one may be an open end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thread<Id> {
    /// Readable address part, made of the earliest member.
    pub slug: String,
    /// The slugs the other members would give: addresses this thread had or may have had.
    pub aliases: Vec<String>,
    /// The earliest member's title.
    pub title: String,
    /// Its items, oldest first.
    pub members: Vec<Member<Id>>,
    /// Which member is tied to which, and why.
    pub links: Vec<Link<Id>>,
    /// Treatments at meetings the archive does not hold, oldest first.
    pub open_ends: Vec<OpenEnd<Id>>,
}

/// An item in a thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member<Id> {
    /// The item.
    pub id: Id,
    /// Why it belongs here: the reasons of its links, or of its open ends where it has no links.
    pub reasons: Vec<LinkReason>,
}

/// A tie between two items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link<Id> {
    /// The item that says so, or the later one.
    pub from: Id,
    /// The item it is tied to.
    pub to: Id,
    /// Why.
    pub reason: LinkReason,
}

/// A treatment at a meeting the archive does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenEnd<Id> {
    /// The body that met.
    pub body: BodyIdentity,
    /// When.
    pub date: Date,
    /// The first words that point at it.
    pub words: String,
    /// The items that point at it.
    pub from: Vec<Id>,
    /// Why it belongs here, with the words.
    pub reasons: Vec<LinkReason>,
}

/// A reference from one item to another of the same meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeeAlso<Id> {
    /// The item that refers.
    pub from: Id,
    /// The item referred to.
    pub to: Id,
    /// The words.
    pub words: String,
}

/// Follows cases through the items: every thread, by its earliest member.
pub fn link<Id: Clone + Ord>(items: &[ThreadItem<'_, Id>]) -> Vec<Thread<Id>> {
    let archive = Archive::new(items);
    let mut found = Findings::default();
    cases::link(&archive, &mut found);
    history::link(&archive, &mut found);
    references::link(&archive, &mut found);
    yearly::link(&archive, &mut found);
    works::link(&archive, &mut found);
    gather::threads(&archive, found)
}

/// References between items of one meeting, in the order of the items.
pub fn see_also<Id: Clone + Ord>(items: &[ThreadItem<'_, Id>]) -> Vec<SeeAlso<Id>> {
    let archive = Archive::new(items);
    references::within_meetings(&archive)
        .into_iter()
        .map(|(from, to, words)| SeeAlso { from: archive.id(from), to: archive.id(to), words })
        .collect()
}

/// What the rules find, by index into the archive.
#[derive(Default)]
struct Findings {
    ties: Vec<(usize, usize, LinkReason)>,
    opens: Vec<(usize, BodyIdentity, Date, LinkReason)>,
}

impl Findings {
    fn tie(&mut self, from: usize, to: usize, reason: LinkReason) {
        if from != to {
            self.ties.push((from, to, reason));
        }
    }

    fn open(&mut self, from: usize, body: BodyIdentity, date: Date, reason: LinkReason) {
        self.opens.push((from, body, date, reason));
    }
}

#[cfg(test)]
mod tests;
