//! Search types of the contract, until the archive's own arrive.

use super::ItemEntry;

/// Order of hits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first.
    Newest,
    /// Oldest first.
    Oldest,
}

/// Facets.
#[derive(Debug, Clone, Default)]
pub struct Facets {
    /// Bodies.
    pub bodies: Vec<FacetCount>,
    /// Years.
    pub years: Vec<FacetCount>,
    /// Kinds.
    pub kinds: Vec<FacetCount>,
    /// Outcomes.
    pub outcomes: Vec<FacetCount>,
    /// Municipalities.
    pub municipalities: Vec<FacetCount>,
    /// People.
    pub people: Vec<FacetCount>,
}

/// A facet value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetCount {
    /// Value.
    pub value: String,
    /// Label.
    pub label: String,
    /// Count.
    pub count: u64,
}

/// Snippet piece.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Text.
    pub text: String,
    /// Marked.
    pub hit: bool,
}

/// Hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Item.
    pub entry: ItemEntry,
    /// Snippet.
    pub snippet: Vec<Piece>,
}

/// Response.
#[derive(Debug, Clone, Default)]
pub struct SearchResponse {
    /// Total.
    pub total: u64,
    /// Hits.
    pub hits: Vec<Hit>,
    /// Facets.
    pub facets: Facets,
    /// Suggestion.
    pub suggestion: Option<String>,
    /// Any.
    pub any_word: bool,
}

/// Request.
#[derive(Debug, Clone, Default)]
pub struct SearchRequest {
    /// Text.
    pub text: String,
    /// Body.
    pub body: Option<String>,
    /// Year.
    pub year: Option<i16>,
    /// Kind.
    pub kind: Option<String>,
    /// Outcome.
    pub outcome: Option<String>,
    /// Municipality.
    pub municipality: Option<String>,
    /// Person.
    pub person: Option<String>,
    /// Sort.
    pub sort: Sort,
    /// Page.
    pub page: u32,
    /// Page size.
    pub page_size: u32,
}

/// Counts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    /// Meetings.
    pub meetings: u32,
    /// Items.
    pub items: u32,
    /// Bodies.
    pub bodies: u32,
    /// Attachments.
    pub attachments: u32,
}
