/// What a mention names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MentionKind {
    /// A body.
    Body,
    /// A municipality.
    Municipality,
    /// A person.
    Person,
    /// An office or post held by a person named beside it.
    Post,
    /// A law or bill.
    Law,
    /// A date by which something is due.
    Deadline,
    /// An amount of money, value in kroner.
    Money,
    /// A counted quantity.
    Count,
}
