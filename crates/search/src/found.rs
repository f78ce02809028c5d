use crate::Audience;

/// What is searched for. The default finds everything the public may see.
#[derive(Debug, Clone, Default)]
pub struct Query {
    /// As typed; see [`SYNTAX`](crate::SYNTAX).
    pub text: String,
    /// For whom.
    pub audience: Audience,
    /// Only of the body with this slug.
    pub body: Option<String>,
    /// Only of meetings in this year.
    pub year: Option<i16>,
    /// Only of this kind.
    pub kind: Option<String>,
    /// Only with this outcome.
    pub outcome: Option<String>,
    /// Only where this municipality is named.
    pub municipality: Option<String>,
    /// Only where this person is named.
    pub person: Option<String>,
    /// In which order.
    pub sort: Sort,
    /// Hits to skip.
    pub offset: usize,
    /// Hits to return.
    pub limit: usize,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Best first; of equals, the newest first.
    #[default]
    Relevance,
    /// Newest meeting first; undated last.
    Newest,
    /// Oldest meeting first; undated last.
    Oldest,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Found {
    /// All hits, not only those returned.
    pub total: u64,
    /// From `offset`, at most `limit`.
    pub hits: Vec<Hit>,
    /// Counts over all hits.
    pub facets: Facets,
    /// The query with misspelt words put right, where few or none were found.
    pub suggestion: Option<String>,
    /// No item has all the words: these have all that are in use at all, or else at least one.
    pub any_word: bool,
}

/// One item found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// The entry's id.
    pub id: String,
    /// The entry's slug.
    pub slug: String,
    /// How well it fits; 0 when sorted by date.
    pub score: f32,
    /// The place in its texts that fits best, else their beginning; empty for an item whose texts
    /// the reader may not see.
    pub snippet: Vec<Piece>,
}

/// A stretch of a snippet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// The text, on one line.
    pub text: String,
    /// A word that was searched for.
    pub hit: bool,
}

/// How the hits are spread: values with counts, most frequent first (years: latest first). At most
/// 200 values each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Facets {
    /// By body slug.
    pub bodies: Vec<(String, u64)>,
    /// By year of the meeting.
    pub years: Vec<(String, u64)>,
    /// By kind.
    pub kinds: Vec<(String, u64)>,
    /// By outcome.
    pub outcomes: Vec<(String, u64)>,
    /// By municipality named.
    pub municipalities: Vec<(String, u64)>,
    /// By person named.
    pub people: Vec<(String, u64)>,
}
