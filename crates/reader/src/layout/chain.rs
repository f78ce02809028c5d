//! The heaviest chain of candidates whose numbers rise.
//!
//! A list inside an item counts too, and a sentence may begin with a number. So no candidate is
//! taken because it comes first: those are that together have most to say for them.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::headers::{Header, levels};

/// What a candidate has to say for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Claim {
    /// It goes on as an item does.
    Certain,
    /// Its form is that of headers only.
    Form,
    /// It does, but it is an entry of a list: it goes on with lists only.
    Entry,
    /// It has only its number: it must follow the header before.
    Open,
    /// An entry of a list with nothing else to say.
    None,
}

/// An item that is certain outweighs any number of others.
const CERTAIN: u64 = 1 << 40;
/// What goes on as an item stands in the body, and not in a list of contents.
const BODY: u64 = 1 << 18;
/// The next number, where several would do.
const NEXT: u64 = 1 << 16;
const OPEN: u64 = 1;

/// Candidates before an open one that it may follow.
const NEAREST: usize = 48;

/// Of chains of one weight the first: the second is a reference to it.
type Best = (u64, Reverse<usize>);

/// The places of the candidates in the heaviest chain. `follows` says whether an open candidate
/// follows another right away.
pub(super) fn heaviest(
    headers: &[Header],
    claims: &[Claim],
    follows: impl Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let mut search = Search::new(headers);
    for (place, claim) in claims.iter().enumerate() {
        let (weight, before) = match claim {
            Claim::Certain => search.certain(place, CERTAIN + BODY),
            Claim::Form => search.certain(place, CERTAIN),
            Claim::Entry => search.entry(place),
            Claim::Open => search.open(place, &follows),
            Claim::None => continue,
        };
        if weight > 0 {
            search.add(place, weight, before, *claim == Claim::Entry);
        }
    }
    search.chain()
}

struct Search<'h> {
    headers: &'h [Header],
    /// Each candidate's rank by its number, from 1.
    ranks: Vec<usize>,
    weights: Vec<u64>,
    before: Vec<Option<usize>>,
    /// The heaviest chains that end at a rank or below it, and those that end with an entry.
    items: Heaviest,
    entries: Heaviest,
    /// The heaviest chain that ends with a number.
    by_number: HashMap<u32, Best>,
}

impl<'h> Search<'h> {
    fn new(headers: &'h [Header]) -> Self {
        let keys: Vec<(u32, u32)> = headers.iter().map(levels).collect();
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let rank = |key: &(u32, u32)| sorted.binary_search(key).map_or(1, |rank| rank + 1);
        Self {
            headers,
            ranks: keys.iter().map(rank).collect(),
            weights: vec![0; headers.len()],
            before: vec![None; headers.len()],
            items: Heaviest::new(sorted.len()),
            entries: Heaviest::new(sorted.len()),
            by_number: HashMap::new(),
        }
    }

    fn certain(&self, place: usize, weight: u64) -> (u64, Option<usize>) {
        let any = self.items.below(self.ranks[place]);
        let last = levels(&self.headers[place]).0.checked_sub(1);
        let next = last.and_then(|last| self.by_number.get(&last));
        let next = next.map(|(weight, place)| (weight + NEXT, *place));
        added(weight, any.max(next))
    }

    fn entry(&self, place: usize) -> (u64, Option<usize>) {
        added(OPEN, self.entries.below(self.ranks[place]))
    }

    fn open(&self, place: usize, follows: &impl Fn(usize, usize) -> bool) -> (u64, Option<usize>) {
        let number = levels(&self.headers[place]).0;
        let best = (0..place)
            .rev()
            .take(NEAREST)
            .filter(|last| self.weights[*last] > 0)
            .filter(|last| levels(&self.headers[*last]).0 + 1 == number && follows(*last, place))
            .map(|last| (self.weights[last], Reverse(last)))
            .max();
        best.map_or((0, None), |(total, Reverse(last))| (total + NEXT + OPEN, Some(last)))
    }

    fn add(&mut self, place: usize, weight: u64, before: Option<usize>, is_entry: bool) {
        self.weights[place] = weight;
        self.before[place] = before;
        let best = (weight, Reverse(place));
        self.items.raise(self.ranks[place], best);
        if is_entry {
            self.entries.raise(self.ranks[place], best);
        }
        let number = levels(&self.headers[place]).0;
        let known = self.by_number.entry(number).or_insert(best);
        *known = best.max(*known);
    }

    fn chain(&self) -> Vec<usize> {
        let last =
            (0..self.headers.len()).max_by_key(|place| (self.weights[*place], Reverse(*place)));
        let mut next = last.filter(|place| self.weights[*place] >= CERTAIN);
        let mut chain = Vec::new();
        while let Some(place) = next {
            chain.push(place);
            next = self.before[place];
        }
        chain.reverse();
        chain
    }
}

fn added(weight: u64, best: Option<Best>) -> (u64, Option<usize>) {
    best.map_or((weight, None), |(total, Reverse(before))| (total + weight, Some(before)))
}

/// The heaviest chain up to each rank: a tree of prefixes, so that long documents take no longer
/// for each line.
struct Heaviest {
    tree: Vec<Option<Best>>,
}

impl Heaviest {
    fn new(ranks: usize) -> Self {
        Self { tree: vec![None; ranks + 1] }
    }

    /// The heaviest chain that ends below a rank.
    fn below(&self, rank: usize) -> Option<Best> {
        let mut rank = rank - 1;
        let mut best = None;
        while rank > 0 {
            best = best.max(self.tree[rank]);
            rank &= rank - 1;
        }
        best
    }

    fn raise(&mut self, mut rank: usize, best: Best) {
        while rank < self.tree.len() {
            self.tree[rank] = self.tree[rank].max(Some(best));
            rank += rank & rank.wrapping_neg();
        }
    }
}
