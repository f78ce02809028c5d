use askama::Template;
use raadslag_document::{ItemKind, Outcome};
use raadslag_search::SYNTAX;
use serde::{Deserialize, Serialize};

use super::labels;
use super::rows::ItemRow;
use crate::archive::{FacetCount, Facets, Hit, Piece, SearchResponse, Sort};
use crate::follow::{Search, Subject, Ways};
use crate::i18n::Language;
use crate::shell::{Frame, Nav, Visit, encode};

/// Hits on a page.
pub const PAGE_SIZE: u32 = 20;
/// Pages that can be turned to: deeper ones cost more than they help.
const DEEPEST: u64 = 500;
/// Values of a facet shown at once.
const SHOWN: usize = 8;

/// What `/soeg` is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct SearchQuery {
    /// The words.
    pub q: String,
    /// A body's slug.
    pub organ: String,
    /// A year.
    pub aar: String,
    /// A kind of item.
    pub slags: String,
    /// An outcome.
    pub udfald: String,
    /// A municipality's slug.
    pub kommune: String,
    /// A person's slug.
    pub person: String,
    /// "nyeste" or "aeldste"; else by relevance.
    pub orden: String,
    /// The page, from 1.
    pub side: String,
}

impl SearchQuery {
    /// How hits are to be ordered.
    pub fn sort(&self) -> Sort {
        match self.orden.as_str() {
            "nyeste" => Sort::Newest,
            "aeldste" => Sort::Oldest,
            _ => Sort::Relevance,
        }
    }

    /// The page, from 0.
    pub fn page(&self) -> u32 {
        let page: u32 = self.side.parse().unwrap_or(1);
        page.clamp(1, DEEPEST as u32) - 1
    }

    fn parts(&self) -> [(&'static str, &str); 9] {
        [
            ("q", &self.q),
            ("organ", &self.organ),
            ("aar", &self.aar),
            ("slags", &self.slags),
            ("udfald", &self.udfald),
            ("kommune", &self.kommune),
            ("person", &self.person),
            ("orden", &self.orden),
            ("side", &self.side),
        ]
    }

    /// What a new search keeps: narrowings and order.
    pub fn narrowings(&self) -> Vec<(&'static str, &str)> {
        let kept =
            |(name, value): &(&str, &str)| !matches!(*name, "q" | "side") && !value.is_empty();
        self.parts().into_iter().filter(kept).collect()
    }

    /// The address of the same search with `name` set to `value` (or taken off, where empty). A
    /// changed search begins at its first page.
    fn href(&self, name: &str, value: &str) -> String {
        let parts: Vec<String> = self
            .parts()
            .into_iter()
            .map(|(part, old)| (part, if part == name { value } else { old }))
            .filter(|(part, value)| !value.is_empty() && (*part != "side" || name == "side"))
            .map(|(part, value)| format!("{part}={}", encode(value)))
            .collect();
        if parts.is_empty() { "/soeg".to_owned() } else { format!("/soeg?{}", parts.join("&")) }
    }
}

/// `/soeg`.
#[derive(Debug, Template)]
#[template(path = "portal/search.html")]
pub struct SearchPage {
    /// Around the page.
    pub frame: Frame,
    /// What was asked.
    pub query: SearchQuery,
    /// "123 punkter".
    pub total: String,
    /// The query language: what one types and what it finds.
    pub help: Vec<(&'static str, &'static str)>,
    /// Something was found.
    pub found: bool,
    /// No item has all the words: these have at least one.
    pub any_word: bool,
    /// Other words to try: the words and the search for them.
    pub suggestion: Option<(String, String)>,
    /// Narrowings in force: words and the search without.
    pub active: Vec<(String, String)>,
    /// The hits.
    pub hits: Vec<HitView>,
    /// Ways to narrow.
    pub facets: Vec<FacetView>,
    /// Orders: words, address, in force.
    pub sorts: Vec<(&'static str, String, bool)>,
    /// The page before.
    pub previous: Option<String>,
    /// The page after.
    pub next: Option<String>,
    /// "Side 2 af 7", where there are several.
    pub page: Option<String>,
    /// How to follow the search, where it asks for something.
    pub follow: Option<Ways>,
}

/// A hit.
#[derive(Debug, Clone)]
pub struct HitView {
    /// The item.
    pub row: ItemRow,
    /// Its best words, hits marked.
    pub snippet: Vec<Piece>,
}

/// A way to narrow the search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetView {
    /// "Organ".
    pub title: &'static str,
    /// Its values.
    pub choices: Vec<FacetChoice>,
    /// Values beyond the first few.
    pub more: Vec<FacetChoice>,
}

/// A value to narrow to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetChoice {
    /// Its words.
    pub label: String,
    /// Items with it.
    pub count: String,
    /// The search narrowed to it, or widened where it is in force.
    pub href: String,
    /// It is in force.
    pub current: bool,
}

impl SearchPage {
    /// The page of what was found.
    pub fn new(visit: &Visit, query: SearchQuery, response: &SearchResponse) -> Self {
        let l = visit.language;
        let title = if query.q.trim().is_empty() {
            l.text("search-title").to_owned()
        } else {
            l.with("search-title-for", &[("words", query.q.trim())])
        };
        let mut frame = Frame::new(visit, title).under(Nav::Search).reached([]);
        frame.hidden = true;
        let address = query.href("side", "");
        let search = Search::of_query(address.strip_prefix("/soeg?").unwrap_or_default());
        let follow = search.map(|search| Ways::of(&Subject::Search(search)));
        if let Some(ways) = &follow {
            frame = ways.announced(frame, query.q.trim());
        }
        let facets = facets(l, &query, &response.facets);
        let pages = response.total.div_ceil(u64::from(PAGE_SIZE)).min(DEEPEST);
        let page = u64::from(query.page()) + 1;
        let turn = |to: u64| query.href("side", &to.to_string());
        let numbers = [("page", page.to_string()), ("pages", pages.to_string())];
        let numbers = numbers.each_ref().map(|(name, n)| (*name, n.as_str()));
        Self {
            frame,
            total: l.count("items-count", response.total),
            help: SYNTAX
                .iter()
                .filter_map(|form| Some((form.example, help(l, form.name)?)))
                .collect(),
            found: response.total > 0,
            any_word: response.any_word,
            suggestion: response
                .suggestion
                .as_ref()
                .map(|words| (words.clone(), query.href("q", words))),
            active: active(l, &query, &facets),
            hits: response.hits.iter().map(|hit| HitView::new(l, hit)).collect(),
            sorts: sorts(l, &query),
            previous: (page > 1).then(|| turn(page - 1)),
            next: (page < pages).then(|| turn(page + 1)),
            page: (pages > 1).then(|| l.with("search-page", &numbers)),
            facets,
            query,
            follow,
        }
    }
}

impl HitView {
    fn new(l: Language, hit: &Hit) -> Self {
        Self { row: ItemRow::new(l, &hit.entry), snippet: hit.snippet.clone() }
    }
}

/// What a form of the query language finds, in words.
fn help(l: Language, name: &str) -> Option<&'static str> {
    match name {
        "words" => Some(l.text("search-help-words")),
        "phrase" => Some(l.text("search-help-phrase")),
        "exclude" => Some(l.text("search-help-exclude")),
        "or" => Some(l.text("search-help-or")),
        "prefix" => Some(l.text("search-help-prefix")),
        "title" => Some(l.text("search-help-title")),
        "body" => Some(l.text("search-help-body")),
        "year" => Some(l.text("search-help-year")),
        "years" => Some(l.text("search-help-years")),
        "case" => Some(l.text("search-help-case")),
        _ => None,
    }
}

fn sorts(l: Language, query: &SearchQuery) -> Vec<(&'static str, String, bool)> {
    [
        (l.text("sort-relevance"), "", Sort::Relevance),
        (l.text("sort-newest"), "nyeste", Sort::Newest),
        (l.text("sort-oldest"), "aeldste", Sort::Oldest),
    ]
    .map(|(label, value, sort)| (label, query.href("orden", value), query.sort() == sort))
    .to_vec()
}

fn facets(l: Language, query: &SearchQuery, facets: &Facets) -> Vec<FacetView> {
    let groups: [(&str, &str, &[FacetCount]); 6] = [
        ("organ", l.text("facet-body"), &facets.bodies),
        ("aar", l.text("facet-year"), &facets.years),
        ("slags", l.text("facet-kind"), &facets.kinds),
        ("udfald", l.text("facet-outcome"), &facets.outcomes),
        ("kommune", l.text("facet-municipality"), &facets.municipalities),
        ("person", l.text("facet-person"), &facets.people),
    ];
    groups
        .into_iter()
        .map(|(name, title, counts)| {
            let mut choices: Vec<FacetChoice> =
                counts.iter().filter_map(|count| choice(l, query, name, count)).collect();
            let more = choices.split_off(choices.len().min(SHOWN));
            FacetView { title, choices, more }
        })
        .filter(|facet| !facet.choices.is_empty())
        .collect()
}

fn choice(l: Language, query: &SearchQuery, name: &str, count: &FacetCount) -> Option<FacetChoice> {
    let current = query.parts().contains(&(name_of(name), count.value.as_str()));
    let label = label(l, name, count)?;
    let href = query.href(name, if current { "" } else { &count.value });
    Some(FacetChoice { label, count: l.figure(count.count), href, current })
}

/// The part's own name, which lives as long as the program.
fn name_of(name: &str) -> &'static str {
    ["organ", "aar", "slags", "udfald", "kommune", "person"]
        .into_iter()
        .find(|part| *part == name)
        .unwrap_or("q")
}

/// Kinds and outcomes have words of ours; the others bring their own. What says nothing is left out.
fn label(l: Language, name: &str, count: &FacetCount) -> Option<String> {
    match name {
        "slags" => {
            let kind = ItemKind::ALL.into_iter().find(|kind| kind.name() == count.value)?;
            Some(labels::kind(l, kind).to_owned())
        }
        "udfald" => {
            let outcome = Outcome::ALL.into_iter().find(|o| o.name() == count.value)?;
            (outcome != Outcome::None).then(|| labels::outcome(l, outcome).to_owned())
        }
        _ => Some(count.label.clone()),
    }
}

fn active(l: Language, query: &SearchQuery, facets: &[FacetView]) -> Vec<(String, String)> {
    let shown = facets.iter().flat_map(|facet| facet.choices.iter().chain(&facet.more));
    let mut active: Vec<(String, String)> = shown
        .filter(|choice| choice.current)
        .map(|choice| (choice.label.clone(), choice.href.clone()))
        .collect();
    for (name, value) in query.parts().into_iter().filter(|(_, value)| !value.is_empty()) {
        let href = query.href(name, "");
        let narrows = !matches!(name, "q" | "orden" | "side");
        if narrows && !active.iter().any(|(_, other)| *other == href) {
            let count = FacetCount { value: value.to_owned(), label: value.to_owned(), count: 0 };
            let words = label(l, name, &count).unwrap_or_else(|| value.to_owned());
            active.push((words, href));
        }
    }
    active
}

/// What `/soeg/forslag` answers while one types.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// "2.6 Dimensionering af …".
    pub title: String,
    /// "KKR Sjælland, 2. september 2025".
    pub place: String,
    /// Its page.
    pub href: String,
}

impl Suggestion {
    /// The suggestion of a hit.
    pub fn new(l: Language, hit: &Hit) -> Self {
        let row = ItemRow::new(l, &hit.entry);
        let number = row.number.map(|number| format!("{number} ")).unwrap_or_default();
        Self {
            title: format!("{number}{}", row.title),
            place: format!("{}, {}", row.meeting.body, row.meeting.date),
            href: row.href,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changing_a_search_begins_at_its_first_page() {
        let query = SearchQuery { q: "råd & by".into(), side: "3".into(), ..Default::default() };
        assert_eq!(query.href("aar", "2025"), "/soeg?q=r%C3%A5d%20%26%20by&aar=2025");
        assert_eq!(query.href("side", "4"), "/soeg?q=r%C3%A5d%20%26%20by&side=4");
        assert_eq!(query.href("q", ""), "/soeg");
    }

    #[test]
    fn every_form_of_the_query_language_is_explained() {
        for language in Language::ALL {
            assert!(SYNTAX.iter().all(|form| help(language, form.name).is_some()));
        }
    }

    #[test]
    fn a_page_that_is_no_number_is_the_first() {
        let page = |side: &str| SearchQuery { side: side.into(), ..Default::default() }.page();
        assert_eq!([page(""), page("x"), page("-1"), page("0"), page("2")], [0, 0, 0, 0, 1]);
        assert_eq!(page("99999"), 499);
    }

    #[test]
    fn a_narrowing_in_force_can_always_be_taken_off() {
        let query =
            SearchQuery { udfald: "rejected".into(), aar: "1999".into(), ..Default::default() };
        let active = active(Language::Danish, &query, &[]);
        assert_eq!(
            active,
            [
                ("1999".to_owned(), "/soeg?udfald=rejected".to_owned()),
                ("Forkastet".to_owned(), "/soeg?aar=1999".to_owned())
            ]
        );
    }
}
