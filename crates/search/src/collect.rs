//! One pass over everything that matches: the best hits, the number of all, the counts per value.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::columns::{Columns, Facet, Opened};
use crate::{Audience, Facets, Sort};

/// No more hits than this can be paged through.
pub(crate) const DEEPEST: usize = 10_000;
/// Values listed per facet.
const MOST_VALUES: usize = 200;
/// Hits counted at once.
const AT_ONCE: usize = 256;

/// Collects the best `keep` hits in an order, and counts.
pub(crate) struct Best<'n> {
    pub(crate) sort: Sort,
    pub(crate) keep: usize,
    pub(crate) audience: Audience,
    pub(crate) columns: &'n Columns,
}

/// What one segment or all of them gave.
#[derive(Default)]
pub(crate) struct Collected {
    pub(crate) total: u64,
    pub(crate) best: Vec<Ranked>,
    values: [FxHashMap<Arc<str>, u64>; Facet::COUNT],
}

/// A hit and what it is ordered by. The greater comes first.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) score: Score,
    date: i32,
    pub(crate) address: DocAddress,
}

impl Eq for Ranked {}

impl Ord for Ranked {
    fn cmp(&self, other: &Self) -> Ordering {
        self.score
            .total_cmp(&other.score)
            .then(self.date.cmp(&other.date))
            .then(other.address.cmp(&self.address))
    }
}

impl PartialOrd for Ranked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Collector for Best<'_> {
    type Fruit = Collected;
    type Child = BestOfSegment;

    fn for_segment(
        &self,
        segment: SegmentOrdinal,
        reader: &SegmentReader,
    ) -> tantivy::Result<BestOfSegment> {
        let columns = self.columns.open(reader, self.audience)?;
        let counts = columns.facets.iter().map(|(_, values)| vec![0; values.names.len()]).collect();
        Ok(BestOfSegment {
            segment,
            sort: self.sort,
            keep: self.keep,
            columns,
            counts,
            uncounted: Vec::with_capacity(AT_ONCE),
            total: 0,
            best: BinaryHeap::with_capacity(self.keep.min(DEEPEST) + 1),
        })
    }

    fn requires_scoring(&self) -> bool {
        self.sort == Sort::Relevance
    }

    fn merge_fruits(&self, segments: Vec<Collected>) -> tantivy::Result<Collected> {
        let mut all = Collected::default();
        for segment in segments {
            all.total += segment.total;
            all.best.extend(segment.best);
            for (values, more) in all.values.iter_mut().zip(segment.values) {
                for (value, count) in more {
                    *values.entry(value).or_default() += count;
                }
            }
        }
        all.best.sort_unstable_by(|a, b| b.cmp(a));
        all.best.truncate(self.keep);
        Ok(all)
    }
}

/// See [`Best`].
pub(crate) struct BestOfSegment {
    segment: SegmentOrdinal,
    sort: Sort,
    keep: usize,
    columns: Arc<Opened>,
    /// By facet and ordinal.
    counts: Vec<Vec<u32>>,
    /// Hits not yet counted: counting many at once, facet by facet, is faster.
    uncounted: Vec<DocId>,
    total: u64,
    /// The worst kept hit on top.
    best: BinaryHeap<Reverse<Ranked>>,
}

impl BestOfSegment {
    fn rank(&mut self, doc: DocId, score: Score) {
        let full = self.best.len() >= self.keep;
        if full && self.best.peek().is_none_or(|worst| worst.0.score > score) {
            return;
        }
        let date = match (self.sort, self.columns.date(doc)) {
            (_, None) => i32::MIN,
            (Sort::Oldest, Some(date)) => -date,
            (_, Some(date)) => date,
        };
        let ranked = Ranked { score, date, address: DocAddress::new(self.segment, doc) };
        if !full {
            self.best.push(Reverse(ranked));
        } else if let Some(mut worst) = self.best.peek_mut()
            && worst.0 < ranked
        {
            worst.0 = ranked;
        }
    }
}

impl BestOfSegment {
    fn count(&mut self) {
        for ((_, values), counts) in self.columns.facets.iter().zip(&mut self.counts) {
            values.count(&self.uncounted, counts);
        }
        self.uncounted.clear();
    }
}

impl SegmentCollector for BestOfSegment {
    type Fruit = Collected;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        self.rank(doc, score);
        self.uncounted.push(doc);
        if self.uncounted.len() == AT_ONCE {
            self.count();
        }
    }

    fn harvest(mut self) -> Collected {
        self.count();
        let best = self.best.into_iter().map(|ranked| ranked.0).collect();
        let mut collected = Collected { total: self.total, best, ..Collected::default() };
        for ((facet, values), counts) in self.columns.facets.iter().zip(self.counts) {
            let total = &mut collected.values[*facet as usize];
            for (name, count) in values.names.iter().zip(counts) {
                if count > 0 {
                    *total.entry(name.clone()).or_default() += u64::from(count);
                }
            }
        }
        collected
    }
}

impl Collected {
    /// The counts as they are shown.
    pub(crate) fn facets(&mut self) -> Facets {
        let [bodies, mut years, kinds, outcomes, municipalities, people] =
            std::mem::take(&mut self.values).map(most_frequent);
        years.sort_by(|a, b| b.0.cmp(&a.0));
        Facets { bodies, years, kinds, outcomes, municipalities, people }
    }
}

fn most_frequent(values: FxHashMap<Arc<str>, u64>) -> Vec<(String, u64)> {
    let mut values: Vec<_> = values.into_iter().collect();
    values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    values.truncate(MOST_VALUES);
    values.into_iter().map(|(value, count)| (value.as_ref().to_owned(), count)).collect()
}
