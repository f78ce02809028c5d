use crate::archive::ArchiveError;
use crate::journal::JournalError;

/// Why a mail cannot be queued or looked after.
#[derive(Debug, thiserror::Error)]
pub enum MailError {
    /// The database fails.
    #[error("the database fails: {0}")]
    Database(#[from] sqlx::Error),
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// The letter's template fails.
    #[error("a mail cannot be written: {0}")]
    Letter(#[from] askama::Error),
    /// What is stored of a mail cannot be read.
    #[error("mail {id} is damaged: {why}")]
    Damaged {
        /// Which.
        id: String,
        /// What is wrong with it.
        why: String,
    },
}

/// Why a text is no mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// There is nothing.
    #[error("the mail address is empty")]
    Empty,
    /// It does not have the form of one.
    #[error("a mail address has the form name@example.dk")]
    Form,
}

/// Why mail cannot be sent with these settings.
#[derive(Debug, thiserror::Error)]
pub enum SettingError {
    /// The server's address.
    #[error(
        "the SMTP server's address is wrong: {0}; it has the form smtp://user:password@host:587 or smtps://…"
    )]
    Server(String),
    /// The sender.
    #[error("the sender `{0}` is no mail address; it has the form Raadslag <raadslag@example.dk>")]
    Sender(String),
}
