//! One pass over everything that matches: the best hits, the number of all, the counts per value.

use std::cmp::Ordering;
use std::collections::BinaryHeap;
use std::sync::Arc;

use rustc_hash::FxHashMap;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::{DocAddress, DocId, Score, SegmentOrdinal, SegmentReader};

use crate::generation::{Names, ValueNames};
use crate::{Audience, Facets, Sort};

/// No more hits than this can be paged through.
pub(crate) const DEEPEST: usize = 10_000;
/// Values listed per facet.
const MOST_VALUES: usize = 200;

/// The facets, in the order of [`Facets`]; years are counted apart.
const FACETS: usize = 5;

/// Collects the best `keep` hits in an order, and counts.
pub(crate) struct Best<'n> {
    pub(crate) sort: Sort,
    pub(crate) keep: usize,
    pub(crate) audience: Audience,
    pub(crate) names: &'n ValueNames,
}

/// What one segment or all of them gave.
#[derive(Default)]
pub(crate) struct Collected {
    pub(crate) total: u64,
    pub(crate) best: Vec<Ranked>,
    values: [FxHashMap<Arc<str>, u64>; FACETS],
    years: FxHashMap<i64, u64>,
}

/// A hit and what it is ordered by. The greater comes first.
#[derive(Clone, Copy, PartialEq)]
pub(crate) struct Ranked {
    pub(crate) score: Score,
    date: i64,
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
        let columns = reader.fast_fields();
        let mut facets: [Vec<Counter>; FACETS] = Default::default();
        let sides: &[&str] = match self.audience {
            Audience::Public => &["public"],
            Audience::Insider => &["public", "insider"],
        };
        facets[0].extend(Counter::new(self.names, reader, "body")?);
        for (facet, name) in ["kind", "outcome", "municipality", "person"].iter().enumerate() {
            for side in sides {
                let column = format!("{side}_{name}");
                facets[facet + 1].extend(Counter::new(self.names, reader, &column)?);
            }
        }
        Ok(BestOfSegment {
            segment,
            sort: self.sort,
            keep: self.keep,
            dates: columns.i64("date")?,
            years: columns.i64("year")?,
            total: 0,
            best: BinaryHeap::with_capacity(self.keep.min(DEEPEST) + 1),
            facets,
            by_year: FxHashMap::default(),
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
            for (year, count) in segment.years {
                *all.years.entry(year).or_default() += count;
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
    dates: Column<i64>,
    years: Column<i64>,
    total: u64,
    /// The worst kept hit on top.
    best: BinaryHeap<std::cmp::Reverse<Ranked>>,
    facets: [Vec<Counter>; FACETS],
    by_year: FxHashMap<i64, u64>,
}

impl BestOfSegment {
    fn rank(&mut self, doc: DocId, score: Score) {
        let full = self.best.len() >= self.keep;
        if full && self.best.peek().is_none_or(|worst| worst.0.score > score) {
            return;
        }
        let date = match (self.sort, self.dates.first(doc)) {
            (_, None) => i64::MIN,
            (Sort::Oldest, Some(date)) => -date,
            (_, Some(date)) => date,
        };
        let ranked = Ranked { score, date, address: DocAddress::new(self.segment, doc) };
        if !full {
            self.best.push(std::cmp::Reverse(ranked));
        } else if let Some(mut worst) = self.best.peek_mut()
            && worst.0 < ranked
        {
            worst.0 = ranked;
        }
    }
}

impl SegmentCollector for BestOfSegment {
    type Fruit = Collected;

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        self.rank(doc, score);
        for counters in &mut self.facets {
            for counter in counters {
                counter.count(doc);
            }
        }
        if let Some(year) = self.years.first(doc) {
            *self.by_year.entry(year).or_default() += 1;
        }
    }

    fn harvest(self) -> Collected {
        let mut values: [FxHashMap<Arc<str>, u64>; FACETS] = Default::default();
        for (values, counters) in values.iter_mut().zip(self.facets) {
            for counter in counters {
                counter.harvest(values);
            }
        }
        let best = self.best.into_iter().map(|ranked| ranked.0).collect();
        Collected { total: self.total, best, values, years: self.by_year }
    }
}

/// Counts the values of one column of one segment.
struct Counter {
    ordinals: Column<u64>,
    names: Names,
    counts: Vec<u32>,
}

impl Counter {
    fn new(
        names: &ValueNames,
        reader: &SegmentReader,
        column: &str,
    ) -> tantivy::Result<Option<Self>> {
        let Some(values) = reader.fast_fields().str(column)? else { return Ok(None) };
        let names = names.of(reader.segment_id(), column, &values)?;
        let counts = vec![0; names.len()];
        Ok(Some(Self { ordinals: values.ords().clone(), names, counts }))
    }

    fn count(&mut self, doc: DocId) {
        for ordinal in self.ordinals.values_for_doc(doc) {
            if let Some(count) = self.counts.get_mut(ordinal as usize) {
                *count += 1;
            }
        }
    }

    fn harvest(self, values: &mut FxHashMap<Arc<str>, u64>) {
        for (name, count) in self.names.iter().zip(self.counts) {
            if count > 0 {
                *values.entry(name.clone()).or_default() += u64::from(count);
            }
        }
    }
}

impl Collected {
    /// The counts as they are shown.
    pub(crate) fn facets(&mut self) -> Facets {
        let [bodies, kinds, outcomes, municipalities, people] =
            std::mem::take(&mut self.values).map(most_frequent);
        let mut years: Vec<(i64, u64)> = self.years.drain().collect();
        years.sort_unstable_by(|a, b| b.cmp(a));
        let years = years.into_iter().map(|(year, count)| (year.to_string(), count)).collect();
        Facets { bodies, years, kinds, outcomes, municipalities, people }
    }
}

fn most_frequent(values: FxHashMap<Arc<str>, u64>) -> Vec<(String, u64)> {
    let mut values: Vec<_> = values.into_iter().collect();
    values.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    values.truncate(MOST_VALUES);
    values.into_iter().map(|(value, count)| (value.as_ref().to_owned(), count)).collect()
}
