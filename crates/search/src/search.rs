use tantivy::schema::Value;
use tantivy::{Searcher, TantivyDocument};

use crate::collect::{Best, Collected, DEEPEST, Ranked};
use crate::generation::Generation;
use crate::language::Typed;
use crate::plan::{Marks, Need, Plan, Planner};
use crate::snippet::snippet;
use crate::suggest::Speller;
use crate::visible::Statistics;
use crate::{Found, Hit, Index, Query, SearchError};

/// Fewer hits than this, and a misspelling is looked for.
const FEW: u64 = 3;

impl Index {
    /// Finds what fits the query. Whatever is typed is no error.
    pub fn search(&self, query: &Query) -> Result<Found, SearchError> {
        let generation = self.generation();
        let searcher = generation.searcher();
        Search { generation: &generation, searcher: &searcher, query }.run()
    }

    /// Words in use that begin so, most frequent first: for completing what is being typed. In
    /// lower case; at most `limit`.
    pub fn terms_starting_with(
        &self,
        beginning: &str,
        audience: crate::Audience,
        limit: usize,
    ) -> Result<Vec<String>, SearchError> {
        let generation = self.generation();
        let searcher = generation.searcher();
        let speller = Speller { fields: &generation.fields, searcher: &searcher, audience };
        speller.completions(beginning, limit)
    }
}

struct Search<'s> {
    generation: &'s Generation,
    searcher: &'s Searcher,
    query: &'s Query,
}

impl Search<'_> {
    fn run(&self) -> Result<Found, SearchError> {
        let typed = Typed::parse(&self.query.text);
        let planner = Planner {
            fields: &self.generation.fields,
            searcher: self.searcher,
            audience: self.query.audience,
        };
        let mut plan = planner.plan(self.query, &typed, Need::All);
        let mut collected = self.collect(&plan)?;
        let few = collected.total < FEW;
        let any_word = collected.total == 0 && typed.required.len() > 1;
        for need in [Need::Known, Need::Any] {
            if any_word && collected.total == 0 {
                plan = planner.plan(self.query, &typed, need);
                collected = self.collect(&plan)?;
            }
        }
        let suggestion =
            if few { self.speller().suggestion(&self.query.text, &typed)? } else { None };
        Ok(Found {
            total: collected.total,
            facets: collected.facets(),
            hits: self.hits(&collected, &plan.marks)?,
            suggestion,
            any_word: any_word && collected.total > 0,
        })
    }

    fn speller(&self) -> Speller<'_> {
        Speller {
            fields: &self.generation.fields,
            searcher: self.searcher,
            audience: self.query.audience,
        }
    }

    fn collect(&self, plan: &Plan) -> Result<Collected, SearchError> {
        let fields = &self.generation.fields;
        let best = Best {
            sort: self.query.sort,
            keep: self.query.offset.saturating_add(self.query.limit).min(DEEPEST),
            audience: self.query.audience,
            columns: &self.generation.columns,
        };
        let statistics = Statistics::new(self.searcher, fields, self.query.audience);
        Ok(self.searcher.search_with_statistics_provider(&plan.query, &best, &statistics)?)
    }

    fn hits(&self, collected: &Collected, marks: &Marks) -> Result<Vec<Hit>, SearchError> {
        let shown = collected.best.iter().skip(self.query.offset).take(self.query.limit);
        shown.map(|ranked| self.hit(ranked, marks)).collect()
    }

    fn hit(&self, ranked: &Ranked, marks: &Marks) -> Result<Hit, SearchError> {
        let document: TantivyDocument = self.searcher.doc(ranked.address)?;
        let fields = &self.generation.fields;
        let first = |field| {
            let value = document.get_first(field).and_then(|value| value.as_str());
            value.unwrap_or_default().to_owned()
        };
        let texts: Vec<&str> = fields
            .sides(self.query.audience)
            .into_iter()
            .flat_map(|side| document.get_all(side.text).filter_map(|value| value.as_str()))
            .collect();
        Ok(Hit {
            id: first(fields.id),
            slug: first(fields.slug),
            score: ranked.score,
            snippet: snippet(&texts, marks),
        })
    }
}
