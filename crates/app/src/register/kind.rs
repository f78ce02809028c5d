/// What a body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BodyKind {
    /// One of the five kommunekontaktråd.
    Kkr,
    /// A circle of municipal chief executives (K17).
    Executives,
    /// A region's council or committee.
    Region,
    /// A municipal council.
    Council,
    /// A committee or any other body.
    Committee,
}
