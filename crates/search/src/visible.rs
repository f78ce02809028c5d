//! Reading terms as one audience: statistics and frequencies that hidden items do not touch.

use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

use crate::Audience;
use crate::schema::Fields;

/// Enough to know that a term is common.
const COUNTED: u64 = 10_000;

/// The numbers ranking is made of, without the items an audience may not know of. Terms are only
/// ever looked up in fields that the audience may read, so only the number of items needs care.
pub(crate) struct Statistics<'s> {
    searcher: &'s Searcher,
    items: u64,
}

impl<'s> Statistics<'s> {
    pub(crate) fn new(searcher: &'s Searcher, fields: &Fields, audience: Audience) -> Self {
        let seen = |by| {
            let term = Term::from_field_text(fields.seen, Fields::seen_by(by));
            searcher.doc_freq(&term).unwrap_or(0)
        };
        let hidden = if audience == Audience::Insider { seen(Audience::Insider) } else { 0 };
        Self { searcher, items: seen(Audience::Public) + hidden }
    }
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.items)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Ok(self.searcher.doc_freq(term)?.min(self.items))
    }
}

/// How many items have the term in any of the fields, removed items not counted; counting stops at
/// ten thousand.
pub(crate) fn frequency(searcher: &Searcher, fields: &[Field], token: &str) -> u64 {
    let mut count = 0;
    for &field in fields {
        let term = Term::from_field_text(field, token);
        for segment in searcher.segment_readers() {
            let Ok(terms) = segment.inverted_index(field) else { continue };
            if !segment.has_deletes() {
                count += terms.doc_freq(&term).map_or(0, u64::from);
                continue;
            }
            let Ok(Some(mut items)) = terms.read_postings(&term, IndexRecordOption::Basic) else {
                continue;
            };
            while items.doc() != TERMINATED && count < COUNTED {
                count += u64::from(!segment.is_deleted(items.doc()));
                items.advance();
            }
        }
    }
    count.min(COUNTED)
}
