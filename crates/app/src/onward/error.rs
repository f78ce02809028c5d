use jiff::civil::Date;

use crate::archive::ArchiveError;
use crate::journal::JournalError;
use crate::mail::MailError;

/// Why something cannot be done with a decision sent onward, or with an answer to it.
#[derive(Debug, thiserror::Error)]
pub enum OnwardError {
    /// It has no title.
    #[error("the case needs a title")]
    NoTitle,
    /// It has no text.
    #[error("the case needs a text")]
    NoText,
    /// A text is longer than can be taken.
    #[error("a text has more than {most} characters", most = super::rules::LONGEST)]
    Long,
    /// Nobody is to answer.
    #[error("the case needs at least one recipient")]
    NoRecipient,
    /// A recipient is there already.
    #[error("{0} is among the recipients already")]
    Twice(String),
    /// It is no address mail can reach.
    #[error("`{0}` is no e-mail address")]
    Email(String),
    /// A decision has no date.
    #[error("the answer needs the date of the decision")]
    NoDate,
    /// A decision is dated after today.
    #[error("the decision is dated {0}, after today")]
    InFuture(Date),
    /// A deadline is over before anyone is asked.
    #[error("the deadline {0} is over already")]
    DeadlineOver(Date),
    /// Someone else has changed it since the page was shown.
    #[error("the case was changed by someone else meanwhile")]
    Changed,
    /// A deviation or a refusal is not explained.
    #[error("a deviation or a refusal is explained: write how or why")]
    NotExplained,
    /// A document is larger than can be taken.
    #[error("the document has more than {most} bytes", most = super::rules::LARGEST)]
    Large,
    /// A document is of a kind that is not taken.
    #[error("a document is PDF, Word, or a picture; this is {0}")]
    Kind(String),
    /// Too many answers came through a link in a short time.
    #[error("too many answers came in a short time; try again later")]
    TooMany,
    /// There is no such case, recipient or answer.
    #[error("there is no such case, recipient or answer")]
    Gone,
    /// A mail cannot be queued.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
}

impl OnwardError {
    /// Whether the one who typed can mend it.
    pub(super) fn is_the_users(&self) -> bool {
        !matches!(self, Self::Gone | Self::Mail(_) | Self::Archive(_) | Self::Journal(_))
    }
}

impl From<sqlx::Error> for OnwardError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
