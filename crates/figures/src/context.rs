use jiff::civil::Date;

/// What a computation may know of the world besides its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Context {
    /// The day for which "days left" and "late" are said. An input may state its own.
    pub today: Date,
}
