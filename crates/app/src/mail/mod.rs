//! Mail: an outbox in the database and a worker that empties it.
//!
//! ```text
//! a slice's transaction ─► enqueue ─► outbox ─► worker ─► the SMTP server
//! ```
//!
//! Invariants:
//! - A mail is queued in the transaction that causes it: neither exists without the other.
//! - A mail is sent at least once, and as near to once as SMTP allows: one worker has it in hand at
//!   a time, its `Message-ID` is made once, and only a worker that dies between the server's answer
//!   and noting it makes a second copy, which has the same `Message-ID`.
//! - What a server puts off is tried again with growing pauses; what it refuses for good, and what was
//!   put off for days, is kept as failed with the server's words. Nothing is given up silently.
//! - What a mail said is forgotten when it is sent; that it was sent is not, for a while.
//! - Nothing from outside gets into a mail's head but through [`Address`] and the encoder.

mod compose;
mod error;
mod http;
mod letter;
mod rules;
mod store;
mod transport;
mod view;
mod worker;

#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
pub(crate) mod tests;

#[cfg(test)]
pub(crate) use tests::queued_for_tests;

pub use error::{AddressError, MailError, SettingError};
pub use http::routes;
pub use letter::{Entry, Letter, Part};
pub(crate) use rules::instant;
pub use rules::{Address, State};
pub use transport::Smtp;
pub use worker::{Round, Worker};

use jiff::Timestamp;

use crate::archive::{Archive, begin_writing};
use crate::db::Tx;
use crate::ids::MailId;
use crate::journal::{self, Change};

/// A mail to one recipient.
#[derive(Debug, Clone)]
pub struct Message {
    /// Its id, which its `Message-ID` is made of.
    pub id: MailId,
    /// When it is written: its date, and the earliest it is sent.
    pub at: Timestamp,
    /// Who gets it.
    pub to: Address,
    /// What it says.
    pub letter: Letter,
    /// Where a single POST ends mails like this one (RFC 8058).
    pub unsubscribe: Option<String>,
    /// Files that go with it.
    pub files: Vec<File>,
}

/// A file that goes with a mail.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its media type, `application/pdf`.
    pub media_type: String,
    /// Its content.
    pub content: Vec<u8>,
}

impl Message {
    /// A letter to someone, without files.
    pub fn new(id: MailId, at: Timestamp, to: Address, letter: Letter) -> Self {
        Self { id, at, to, letter, unsubscribe: None, files: Vec::new() }
    }

    /// With an address at which a single POST ends mails like this one.
    #[must_use]
    pub fn unsubscribed_at(mut self, address: impl Into<String>) -> Self {
        self.unsubscribe = Some(address.into());
        self
    }

    /// With a file.
    #[must_use]
    pub fn with_file(mut self, file: File) -> Self {
        self.files.push(file);
        self
    }
}

/// Queues a mail in the caller's transaction. It is sent some time after that is committed.
pub(crate) async fn enqueue(tx: &mut Tx, message: &Message) -> Result<(), MailError> {
    let content = rules::Content {
        text: message.letter.text(),
        html: message.letter.html()?,
        language: message.letter.language.code().to_owned(),
        unsubscribe: message.unsubscribe.clone(),
    };
    store::put(tx, message, &content).await
}

/// Queues a mail that was given up once more; `false` where there is no such mail.
pub(crate) async fn again(
    archive: &Archive,
    actor: &str,
    id: MailId,
    now: Timestamp,
) -> Result<bool, MailError> {
    let mut tx = archive.db().begin().await?;
    begin_writing(&mut tx).await?;
    if !store::retry(&mut tx, id, now).await? {
        return Ok(false);
    }
    let (at, subject) = (now.to_string(), format!("mail/{id}"));
    let change =
        Change { at: &at, actor, action: "mail.again", subject, before: None, after: None };
    journal::record(&mut tx, &change).await?;
    tx.commit().await?;
    Ok(true)
}
