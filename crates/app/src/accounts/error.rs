use jiff::Timestamp;
use jiff::civil::Date;

use crate::archive::ArchiveError;
use crate::journal::JournalError;
use crate::mail::MailError;

/// Why something cannot be done with an account.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// It is no address mail can reach.
    #[error("`{0}` is no e-mail address; write it as name@example.dk")]
    Email(String),
    /// There is one with this address.
    #[error("{0} has an account already")]
    Taken(String),
    /// It has no name.
    #[error("the account needs a name")]
    NoName,
    /// A password is shorter than it may be.
    #[error("the password has {0} characters; at least {least} are needed", least = super::rules::SHORTEST)]
    Short(usize),
    /// A password is longer than can be taken.
    #[error("the password has more than {most} characters", most = super::rules::LONGEST)]
    Long,
    /// The password was not typed the same way twice.
    #[error("the two passwords differ")]
    Different,
    /// Address or password is wrong, or the account may not sign in. Which is not told.
    #[error("address or password is wrong")]
    Refused,
    /// Too many attempts failed.
    #[error("too many attempts failed; try again after {0}")]
    Wait(Timestamp),
    /// A one-time code is wrong or was used before.
    #[error("the code is wrong or has been used")]
    Code,
    /// The identity provider says who it is, but not that the address is theirs.
    #[error("the provider has not verified the address, which belongs to an account here")]
    Unverified,
    /// Nothing the identity provider says gives a role here.
    #[error("no group of the provider's gives a role here")]
    NoRole,
    /// The identity provider cannot be used.
    #[error("the identity provider cannot be used: {0}")]
    Provider(String),
    /// A one-time link is used or too old.
    #[error("the link has been used or is too old")]
    LinkUsed,
    /// Administrators look after every body's accounts.
    #[error("an administrator's role holds in every body; give it without one")]
    BoundAdministrator,
    /// No role was chosen.
    #[error("choose a role")]
    NoRoleChosen,
    /// Neither a body nor all of them were chosen.
    #[error("choose a body, or every body")]
    NoBodyChosen,
    /// A day of a term is none.
    #[error("a day of the term is no date")]
    NoDay,
    /// The account has the role there at that time.
    #[error("the account has that role there already; end it first")]
    HeldAlready,
    /// The role has nothing to do with groups.
    #[error("only who sits for a group, or works for one, has its letter")]
    Groupless,
    /// A term ends before it begins.
    #[error("the term ends on {last}, before it begins on {first}")]
    EndsBeforeItBegins {
        /// Its first day.
        first: Date,
        /// Its last day.
        last: Date,
    },
    /// Hashing failed.
    #[error("the password cannot be hashed: {0}")]
    Hash(String),
    /// The clock tells no time that can be stored.
    #[error("the clock tells no time that can be stored")]
    Clock,
    /// The archive fails.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The journal fails.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A mail cannot be written.
    #[error(transparent)]
    Mail(#[from] MailError),
}

impl AccountError {
    /// Whether the one who typed can mend it.
    pub(super) fn is_the_users(&self) -> bool {
        use AccountError::{Archive, Clock, Hash, Journal, Mail, Provider};
        !matches!(self, Hash(_) | Clock | Provider(_) | Archive(_) | Journal(_) | Mail(_))
    }

    pub(super) fn provider(error: &(dyn std::error::Error + 'static)) -> Self {
        let mut told = error.to_string();
        let mut cause = error.source();
        while let Some(error) = cause {
            told += &format!(": {error}");
            cause = error.source();
        }
        Self::Provider(told)
    }
}

impl From<sqlx::Error> for AccountError {
    fn from(error: sqlx::Error) -> Self {
        Self::Archive(error.into())
    }
}
