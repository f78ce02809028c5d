//! From what was typed to what the engine is asked.

use std::ops::Bound;

use tantivy::query::{
    AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, EmptyQuery, InvertedIndexRangeQuery,
    Occur, PhraseQuery, Query as EngineQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{Searcher, Term as EngineTerm};

use crate::analysis::{PART, SHORTEST_PART, WRITTEN, joined_stem, stem_of, written};
use crate::language::{Form, Scope, Term, Typed};
use crate::schema::{Fields, Side};
use crate::visible::frequency;
use crate::words::{Group, groups};
use crate::{Audience, Query};

/// Words so common that asking for them narrows nothing. They still count inside a phrase.
const COMMON: [&str; 36] = [
    "af", "alle", "at", "blev", "bliver", "de", "dem", "den", "denne", "der", "det", "dette", "en",
    "er", "et", "for", "fra", "har", "i", "ikke", "kan", "med", "men", "mod", "og", "om", "over",
    "på", "samt", "sig", "som", "til", "ud", "ved", "vil", "være",
];

/// How much each way of meeting a word weighs against its stem in a text.
mod weight {
    pub(super) const TITLE_STEM: f32 = 3.0;
    pub(super) const TITLE_WRITTEN: f32 = 1.0;
    pub(super) const TITLE_PART: f32 = 0.8;
    pub(super) const TEXT_STEM: f32 = 1.0;
    pub(super) const TEXT_WRITTEN: f32 = 0.4;
    pub(super) const TEXT_PART: f32 = 0.3;
    /// A score, not a factor: what is found by its beginning comes after everything else.
    pub(super) const PREFIX: f32 = 0.05;
}

type Clause = Box<dyn EngineQuery>;

/// A query as the engine takes it, and what to mark in snippets.
pub(crate) struct Plan {
    pub(crate) query: Clause,
    pub(crate) marks: Marks,
}

/// Tokens to mark in a snippet.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Marks {
    /// Whole tokens, part marks included.
    pub(crate) tokens: Vec<String>,
    /// Beginnings of words as written.
    pub(crate) prefixes: Vec<String>,
}

/// Which words are needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Need {
    /// All of them.
    All,
    /// All that are in use.
    Known,
    /// Any of them.
    Any,
}

/// Makes plans for one audience on one state of the index.
pub(crate) struct Planner<'s> {
    pub(crate) fields: &'s Fields,
    pub(crate) searcher: &'s Searcher,
    pub(crate) audience: Audience,
}

impl Planner<'_> {
    /// The plan for a query, its text already read.
    pub(crate) fn plan(&self, query: &Query, typed: &Typed, need: Need) -> Plan {
        let mut marks = Marks::default();
        let wanted: Vec<Clause> = narrowing(typed)
            .into_iter()
            .filter(|terms| need != Need::Known || terms.iter().any(|term| self.is_in_use(term)))
            .map(|terms| any(terms.iter().map(|term| self.term(term, Some(&mut marks))).collect()))
            .collect();
        let nothing = wanted.is_empty() && !typed.required.is_empty();
        let mut clauses: Vec<(Occur, Clause)> = match need {
            _ if nothing => vec![(Occur::Must, Box::new(EmptyQuery) as Clause)],
            Need::All | Need::Known => {
                wanted.into_iter().map(|clause| (Occur::Must, clause)).collect()
            }
            Need::Any if wanted.is_empty() => Vec::new(),
            Need::Any => vec![(Occur::Must, any(wanted))],
        };
        for filter in self.filters(query) {
            clauses.push((Occur::Must, silent(filter)));
        }
        if clauses.is_empty() {
            clauses.push((Occur::Must, silent(Box::new(AllQuery))));
        }
        for term in &typed.excluded {
            clauses.push((Occur::MustNot, self.term(term, None)));
        }
        if self.audience == Audience::Public {
            let hidden = Fields::seen_by(Audience::Insider);
            clauses.push((Occur::MustNot, exact(self.fields.seen, hidden)));
        }
        Plan { query: Box::new(BooleanQuery::new(clauses)), marks }
    }

    fn filters(&self, query: &Query) -> Vec<Clause> {
        let mut filters = Vec::new();
        if let Some(body) = &query.body {
            filters.push(exact(self.fields.body, body));
        }
        if let Some(year) = query.year {
            filters.push(self.years(i64::from(year), i64::from(year)));
        }
        let mut fact = |value: &Option<String>, field: fn(&Side) -> Field| {
            if let Some(value) = value {
                let sides = self.fields.sides(self.audience);
                filters.push(any(sides.iter().map(|side| exact(field(side), value)).collect()));
            }
        };
        fact(&query.kind, |side| side.kind);
        fact(&query.outcome, |side| side.outcome);
        fact(&query.municipality, |side| side.municipality);
        fact(&query.person, |side| side.person);
        filters
    }

    fn term(&self, term: &Term, marks: Option<&mut Marks>) -> Clause {
        match term.scope {
            Scope::Year => self.year_term(&term.text),
            Scope::Body => self.body_term(&term.text),
            Scope::Case => self.case_term(term),
            Scope::Title => self.text_term(term, Place::TITLE, marks),
            Scope::Anywhere => self.text_term(term, Place::ANYWHERE, marks),
        }
    }

    fn years(&self, from: i64, to: i64) -> Clause {
        let year = |year| EngineTerm::from_field_i64(self.fields.year, year);
        Box::new(InvertedIndexRangeQuery::new(
            Bound::Included(year(from)),
            Bound::Included(year(to)),
        ))
    }

    /// "2022" or "2022-2025"; anything else is no year and is passed over.
    fn year_term(&self, text: &str) -> Clause {
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).map(str::parse::<i64>);
        match (numbers.next(), numbers.next_back()) {
            (Some(Ok(from)), Some(Ok(to))) => silent(self.years(from.min(to), from.max(to))),
            (Some(Ok(year)), _) => silent(self.years(year, year)),
            _ => silent(Box::new(AllQuery)),
        }
    }

    fn body_term(&self, text: &str) -> Clause {
        let slug = exact(self.fields.body, &text.to_lowercase());
        silent(any(vec![slug, phrase(self.fields.body_name, &stems(text))]))
    }

    fn case_term(&self, term: &Term) -> Clause {
        let mut ways = Vec::new();
        for side in self.fields.sides(self.audience) {
            ways.push(phrase(side.case, &stems(&term.text)));
            if matches!(term.form, Form::Prefix | Form::Unfinished) {
                ways.extend(beginnings(&term.text).map(|text| prefix(side.case, &text)));
            }
        }
        silent(any(ways))
    }

    fn text_term(&self, term: &Term, place: Place, mut marks: Option<&mut Marks>) -> Clause {
        let groups: Vec<Group> = groups(&term.text).collect();
        let count: usize = groups.iter().map(|group| group.words.len()).sum();
        let ways = match (&groups[..], term.form) {
            ([group], Form::Word | Form::Unfinished | Form::Prefix)
                if count == 1 || group.joined =>
            {
                self.name(term, group, place, marks.as_deref_mut())
            }
            _ => self.phrase(&term.text, place, marks),
        };
        any(ways)
    }

    /// A word, or words that hang together as one name.
    fn name(
        &self,
        term: &Term,
        group: &Group,
        place: Place,
        mut marks: Option<&mut Marks>,
    ) -> Vec<Clause> {
        let word = &term.text[group.range()];
        let mut ways = Vec::new();
        if term.form != Form::Prefix {
            let stem = if group.joined {
                ways.extend(self.phrase(word, place, None));
                joined_stem(&group.words.iter().map(|w| &term.text[w.clone()]).collect::<Vec<_>>())
            } else {
                stem_of(word)
            };
            ways.extend(self.whole(&stem, word, place));
            if let Some(marks) = marks.as_deref_mut() {
                marks.tokens.push(stem.clone());
                if word.chars().count() >= SHORTEST_PART {
                    marks.tokens.push(format!("{PART}{stem}"));
                }
            }
            if term.form == Form::Word || self.is_known(&stem) {
                return ways;
            }
        }
        for beginning in beginnings(word) {
            for side in self.fields.sides(self.audience) {
                ways.extend(place.fields(side).map(|field| prefix(field, &beginning)));
            }
            if let Some(marks) = marks.as_deref_mut() {
                marks.prefixes.push(beginning);
            }
        }
        ways
    }

    /// The ways in which a whole word is met.
    fn whole(&self, stem: &str, word: &str, place: Place) -> Vec<Clause> {
        let as_written = format!("{WRITTEN}{}", written(word));
        let part = format!("{PART}{stem}");
        let has_parts = word.chars().count() >= SHORTEST_PART;
        let mut ways = Vec::new();
        for side in self.fields.sides(self.audience) {
            ways.push(weighed(side.title, stem, weight::TITLE_STEM));
            ways.push(weighed(side.title, &as_written, weight::TITLE_WRITTEN));
            if has_parts {
                ways.push(weighed(side.title, &part, weight::TITLE_PART));
            }
            if place.text {
                ways.push(weighed(side.text, stem, weight::TEXT_STEM));
                ways.push(weighed(side.text, &as_written, weight::TEXT_WRITTEN));
                if has_parts {
                    ways.push(weighed(side.text, &part, weight::TEXT_PART));
                }
            }
        }
        if place.text && word.contains(|c: char| c.is_ascii_digit()) {
            let cases = self.fields.sides(self.audience).into_iter().map(|side| side.case);
            ways.extend(cases.map(|case| weighed(case, stem, weight::TITLE_STEM)));
        }
        ways
    }

    fn phrase(&self, text: &str, place: Place, marks: Option<&mut Marks>) -> Vec<Clause> {
        let stems = stems(text);
        let mut ways = Vec::new();
        for side in self.fields.sides(self.audience) {
            ways.push(
                Box::new(BoostQuery::new(phrase(side.title, &stems), weight::TITLE_STEM)) as Clause
            );
            if place.text {
                ways.push(phrase(side.text, &stems));
            }
        }
        if let Some(marks) = marks {
            marks.tokens.extend(stems);
        }
        ways
    }

    /// Whether a single word is met at all. Phrases and beginnings are believed.
    fn is_in_use(&self, term: &Term) -> bool {
        let is_word = matches!(term.form, Form::Word | Form::Unfinished);
        let stems = stems(&term.text);
        match &stems[..] {
            [stem] if is_word && matches!(term.scope, Scope::Anywhere | Scope::Title) => {
                self.is_known(stem) || self.is_known(&format!("{PART}{stem}"))
            }
            _ => true,
        }
    }

    /// Whether a word is in use: then it is no beginning of another.
    fn is_known(&self, stem: &str) -> bool {
        let fields: Vec<Field> = self
            .fields
            .sides(self.audience)
            .into_iter()
            .flat_map(|side| [side.title, side.text, side.case])
            .collect();
        frequency(self.searcher, &fields, stem) > 0
    }
}

/// The required terms less the words that are too common to narrow anything, unless there are
/// no others.
fn narrowing(typed: &Typed) -> Vec<&Vec<Term>> {
    let rare = |terms: &&Vec<Term>| !terms.iter().all(is_common);
    let narrowing: Vec<_> = typed.required.iter().filter(rare).collect();
    if narrowing.is_empty() { typed.required.iter().collect() } else { narrowing }
}

/// The fields a term may stand in.
#[derive(Clone, Copy)]
struct Place {
    text: bool,
}

impl Place {
    const TITLE: Self = Self { text: false };
    const ANYWHERE: Self = Self { text: true };

    fn fields(self, side: &Side) -> impl Iterator<Item = Field> + use<> {
        [Some(side.title), self.text.then_some(side.text)].into_iter().flatten()
    }
}

fn is_common(term: &Term) -> bool {
    let plain = term.scope == Scope::Anywhere && matches!(term.form, Form::Word | Form::Unfinished);
    plain && COMMON.contains(&term.text.to_lowercase().as_str())
}

/// The folded stems of the words of a phrase, in order.
fn stems(text: &str) -> Vec<String> {
    groups(text)
        .flat_map(|group| group.words.into_iter().map(|word| stem_of(&text[word])))
        .collect()
}

/// A word's beginning as it may be written: as typed, and with `oe` read as *ø*.
fn beginnings(word: &str) -> impl Iterator<Item = String> + use<> {
    let typed = written(word);
    let read = raadslag_danish::read_digraphs(&typed).into_owned();
    let other = (read != typed).then_some(read);
    std::iter::once(typed).chain(other)
}

fn exact(field: Field, value: &str) -> Clause {
    Box::new(TermQuery::new(EngineTerm::from_field_text(field, value), IndexRecordOption::Basic))
}

fn weighed(field: Field, token: &str, weight: f32) -> Clause {
    let term = EngineTerm::from_field_text(field, token);
    Box::new(BoostQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs)), weight))
}

fn phrase(field: Field, stems: &[String]) -> Clause {
    match stems {
        [] => Box::new(EmptyQuery),
        [stem] => weighed(field, stem, 1.0),
        _ => Box::new(PhraseQuery::new(
            stems.iter().map(|stem| EngineTerm::from_field_text(field, stem)).collect(),
        )),
    }
}

fn prefix(field: Field, beginning: &str) -> Clause {
    let from = format!("{WRITTEN}{beginning}");
    let to = format!("{from}{}", char::MAX);
    let query = InvertedIndexRangeQuery::new(
        Bound::Included(EngineTerm::from_field_text(field, &from)),
        Bound::Excluded(EngineTerm::from_field_text(field, &to)),
    );
    Box::new(ConstScoreQuery::new(Box::new(query), weight::PREFIX))
}

fn any(mut clauses: Vec<Clause>) -> Clause {
    if clauses.len() == 1 {
        return clauses.remove(0);
    }
    Box::new(BooleanQuery::union(clauses))
}

fn silent(clause: Clause) -> Clause {
    Box::new(ConstScoreQuery::new(clause, 0.0))
}
