use serde::{Deserialize, Serialize};

/// Why two treatments are one case.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "reason", content = "text", rename_all = "snake_case")]
pub enum LinkReason {
    /// The same case number, which is not a meeting series'.
    CaseNumber(String),
    /// A line of the item's history.
    History(String),
    /// Words that point at the other: "jf. pkt. 2.8", "vedtog på sit møde den 14. juni 2022".
    Reference(String),
    /// The same yearly subject: "Socialtilsyn Øst årsrapport".
    Yearly(String),
    /// A named piece of work both deal with: "Sjælland baner vejen frem".
    NamedWork(String),
}
