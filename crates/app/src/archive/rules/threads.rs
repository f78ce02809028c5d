use std::collections::{BTreeMap, HashMap, HashSet};

use crate::ids::{ItemId, ThreadId};

/// A thread the archive holds, and the items that were in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct HeldThread {
    pub(crate) id: ThreadId,
    pub(crate) slug: String,
    pub(crate) items: Vec<ItemId>,
}

/// Which held threads live on in the new ones.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Inheritance {
    /// For each new thread the held one it continues: index into the held threads.
    pub(crate) continued: Vec<Option<usize>>,
    /// Held threads whose items went into another: index of the held, index of the new one.
    pub(crate) merged: Vec<(usize, usize)>,
}

/// Decides which address each thread has after linking anew, so that addresses stay.
///
/// A thread continues the held one it shares most items with, the older of two equals. A held
/// thread whose items all went elsewhere leads to the thread that has most of them.
pub(crate) fn inherit(held: &[HeldThread], new: &[Vec<ItemId>]) -> Inheritance {
    let shared = shared(held, new);
    let mut inheritance = Inheritance { continued: vec![None; new.len()], merged: Vec::new() };
    let mut used = HashSet::new();
    for (_, held, new) in &shared {
        if inheritance.continued[*new].is_none() && used.insert(*held) {
            inheritance.continued[*new] = Some(*held);
        }
    }
    for (_, held, new) in &shared {
        if used.insert(*held) {
            inheritance.merged.push((*held, *new));
        }
    }
    inheritance
}

/// How many items each held thread shares with each new one: most first, then oldest.
fn shared(held: &[HeldThread], new: &[Vec<ItemId>]) -> Vec<(usize, usize, usize)> {
    let mut homes: HashMap<ItemId, Vec<usize>> = HashMap::new();
    for (index, items) in new.iter().enumerate() {
        for item in items {
            homes.entry(*item).or_default().push(index);
        }
    }
    let mut counts: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (index, thread) in held.iter().enumerate() {
        for home in thread.items.iter().filter_map(|item| homes.get(item)).flatten() {
            *counts.entry((index, *home)).or_default() += 1;
        }
    }
    let mut shared: Vec<_> = counts.into_iter().map(|((h, n), count)| (count, h, n)).collect();
    shared.sort_by(|a, b| b.0.cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    shared
}
