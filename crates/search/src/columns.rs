//! The filter values of every item, laid open in memory. A search counts them for each of its hits,
//! tens of thousands of times, and reading the packed columns would take most of its time.

use std::sync::{Arc, Mutex, PoisonError};

use rustc_hash::FxHashMap;
use tantivy::SegmentReader;
use tantivy::columnar::{Cardinality, Column};
use tantivy::index::SegmentId;

use crate::Audience;
use crate::schema::Fields;

/// Stands for no date.
const UNDATED: i32 = i32::MIN;
/// Stands for no value.
const NONE: u32 = u32::MAX;

/// The values one audience may count, of one segment.
pub(crate) struct Opened {
    /// By facet, in the order of [`crate::Facets`]; several where public and insider values are apart.
    pub(crate) facets: Vec<(Facet, Values)>,
    dates: Box<[i32]>,
}

/// What hits are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Facet {
    Body,
    Year,
    Kind,
    Outcome,
    Municipality,
    Person,
}

impl Facet {
    pub(crate) const COUNT: usize = 6;
}

impl Opened {
    /// The day as a number that sorts like it.
    pub(crate) fn date(&self, doc: u32) -> Option<i32> {
        self.dates.get(doc as usize).copied().filter(|date| *date != UNDATED)
    }
}

/// One column: the names of its values, and which of them each item has.
pub(crate) struct Values {
    pub(crate) names: Box<[Arc<str>]>,
    ordinals: Ordinals,
}

/// Which names the items of a segment have.
enum Ordinals {
    /// At most one each, or [`NONE`].
    Single(Box<[u32]>),
    /// Where those of each item begin, and at last where they end; and they themselves.
    Several(Box<[u32]>, Box<[u32]>),
}

impl Values {
    /// Adds one to the count of each name that each of the items has.
    pub(crate) fn count(&self, docs: &[u32], counts: &mut [u32]) {
        let mut add = |ordinal: u32| {
            if let Some(count) = counts.get_mut(ordinal as usize) {
                *count += 1;
            }
        };
        match &self.ordinals {
            Ordinals::Single(ordinals) => {
                for doc in docs {
                    add(ordinals[*doc as usize]);
                }
            }
            Ordinals::Several(starts, ordinals) => {
                for doc in docs.iter().map(|doc| *doc as usize) {
                    let own = starts[doc] as usize..starts[doc + 1] as usize;
                    ordinals[own].iter().for_each(|ordinal| add(*ordinal));
                }
            }
        }
    }

    fn names(reader: &SegmentReader, column: &str) -> tantivy::Result<Option<Self>> {
        let Some(values) = reader.fast_fields().str(column)? else { return Ok(None) };
        let mut name = String::new();
        let mut names: Vec<Arc<str>> = Vec::with_capacity(values.num_terms());
        for ordinal in 0..values.num_terms() as u64 {
            name.clear();
            values.ord_to_str(ordinal, &mut name)?;
            names.push(name.as_str().into());
        }
        Ok(Some(Self::new(reader, names, values.ords(), |ordinal| ordinal as u32)))
    }

    fn years(reader: &SegmentReader) -> tantivy::Result<Self> {
        let column = reader.fast_fields().i64("year")?;
        let mut years: Vec<i64> =
            (0..reader.max_doc()).filter_map(|doc| column.first(doc)).collect();
        years.sort_unstable();
        years.dedup();
        let names = years.iter().map(|year| year.to_string().into()).collect();
        let ordinal = |year| years.binary_search(&year).unwrap_or_default() as u32;
        Ok(Self::new(reader, names, &column, ordinal))
    }

    fn new<T: PartialOrd + Copy + Send + Sync + std::fmt::Debug + Default + 'static>(
        reader: &SegmentReader,
        names: Vec<Arc<str>>,
        column: &Column<T>,
        ordinal: impl Fn(T) -> u32,
    ) -> Self {
        let docs = 0..reader.max_doc();
        let ordinals = if column.get_cardinality() == Cardinality::Multivalued {
            let mut starts = vec![0];
            let mut ordinals = Vec::new();
            for doc in docs {
                ordinals.extend(column.values_for_doc(doc).map(&ordinal));
                starts.push(ordinals.len() as u32);
            }
            Ordinals::Several(starts.into(), ordinals.into())
        } else {
            Ordinals::Single(docs.map(|doc| column.first(doc).map_or(NONE, &ordinal)).collect())
        };
        Self { names: names.into(), ordinals }
    }
}

/// Remembers the columns of each segment: they never change while it lives.
#[derive(Default)]
pub(crate) struct Columns {
    remembered: Mutex<FxHashMap<(SegmentId, Audience), Arc<Opened>>>,
}

impl Columns {
    /// More segments than a live index has: then the dead ones go.
    const MOST: usize = 64;

    /// The columns of a segment, as far as an audience may count them.
    pub(crate) fn open(
        &self,
        reader: &SegmentReader,
        audience: Audience,
    ) -> tantivy::Result<Arc<Opened>> {
        let key = (reader.segment_id(), audience);
        let remembered = || self.remembered.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(opened) = remembered().get(&key) {
            return Ok(opened.clone());
        }
        let opened = Arc::new(open(reader, audience)?);
        let mut remembered = remembered();
        if remembered.len() >= Self::MOST {
            remembered.clear();
        }
        remembered.insert(key, opened.clone());
        Ok(opened)
    }
}

fn open(reader: &SegmentReader, audience: Audience) -> tantivy::Result<Opened> {
    let mut facets = vec![(Facet::Year, Values::years(reader)?)];
    facets.extend(Values::names(reader, "body")?.map(|values| (Facet::Body, values)));
    let sides: &[Audience] = match audience {
        Audience::Public => &[Audience::Public],
        Audience::Insider => &[Audience::Public, Audience::Insider],
    };
    for side in sides.iter().map(|side| Fields::seen_by(*side)) {
        for (facet, name) in [
            (Facet::Kind, "kind"),
            (Facet::Outcome, "outcome"),
            (Facet::Municipality, "municipality"),
            (Facet::Person, "person"),
        ] {
            let values = Values::names(reader, &format!("{side}_{name}"))?;
            facets.extend(values.map(|values| (facet, values)));
        }
    }
    let column = reader.fast_fields().i64("date")?;
    let day = |doc| column.first(doc).and_then(|day| i32::try_from(day).ok()).unwrap_or(UNDATED);
    let dates = (0..reader.max_doc()).map(day).collect();
    Ok(Opened { facets, dates })
}
