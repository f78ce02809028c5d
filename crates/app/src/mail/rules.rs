//! What a mail address is, and when a mail is tried again.

use std::fmt;
use std::str::FromStr;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use url::Host;

use super::AddressError;

/// Characters of an address at most (RFC 5321, section 4.5.3.1.3).
const LONGEST: usize = 254;

/// A mail address one can write to: one line of plain characters, its domain in the form that the
/// mail system uses.
///
/// ```
/// use raadslag_app::mail::Address;
/// let address: Address = " mette@Kommune.DK ".parse()?;
/// assert_eq!(address.as_str(), "mette@kommune.dk");
/// assert!("mette".parse::<Address>().is_err());
/// assert!("mette@kommune.dk\nBcc: alle@kommune.dk".parse::<Address>().is_err());
/// # Ok::<(), raadslag_app::mail::AddressError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Address(String);

impl Address {
    /// As it stands in an envelope.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which two spellings of one mailbox are the same: no server in use tells them apart
    /// by capitals, though RFC 5321 would let it.
    pub fn folded(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Address {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(AddressError::Empty);
        }
        let (user, domain) = text.rsplit_once('@').ok_or(AddressError::Form)?;
        let Ok(Host::Domain(domain)) = Host::parse(domain) else { return Err(AddressError::Form) };
        let whole = format!("{user}@{domain}");
        let plain = user.bytes().all(|b| b.is_ascii_graphic() && !b"\"<>()[],;:\\".contains(&b));
        let fits = plain && domain.contains('.') && whole.len() <= LONGEST;
        if fits && lettre::Address::new(user, &domain).is_ok() {
            Ok(Self(whole))
        } else {
            Err(AddressError::Form)
        }
    }
}

/// How far a mail is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// It waits, for the first or a further attempt.
    Queued,
    /// The server took it.
    Sent,
    /// It was refused for good or put off too long.
    Failed,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Queued, Self::Failed, Self::Sent];

    /// Its name in the database.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }
}

/// What is stored of a mail besides its columns.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Content {
    pub(super) text: String,
    pub(super) html: String,
    pub(super) language: String,
    pub(super) unsubscribe: Option<String>,
}

/// Why a mail was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Refusal {
    /// The server could not be reached or would not have us: no mail gets through just now.
    Away(String),
    /// The server put this mail off.
    Later(String),
    /// The server refuses this mail, for good.
    Never(String),
}

/// What becomes of a mail after an attempt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fate {
    Sent(String),
    Again { at: Timestamp, reply: String },
    Failed(String),
}

/// Minutes before a further attempt, after the first, second … one; then the last, again and again.
const PAUSES: [i64; 8] = [1, 5, 15, 30, 60, 120, 240, 480];
/// How long a mail is tried (RFC 5321, section 4.5.4.1, asks for four to five days).
const PATIENCE: SignedDuration = SignedDuration::from_hours(5 * 24);

/// What becomes of a mail that has been tried `attempts` times since it was queued.
pub(super) fn fate(
    answer: Result<String, Refusal>,
    attempts: u32,
    queued_at: Timestamp,
    now: Timestamp,
) -> Fate {
    match answer {
        Ok(reply) => Fate::Sent(reply),
        Err(Refusal::Never(reply)) => Fate::Failed(reply),
        Err(Refusal::Away(reply) | Refusal::Later(reply)) => {
            let index = (attempts.max(1) as usize - 1).min(PAUSES.len() - 1);
            let at = now.saturating_add(SignedDuration::from_mins(PAUSES[index]));
            match at {
                Ok(at) if at.duration_since(queued_at) <= PATIENCE => Fate::Again { at, reply },
                _ => Fate::Failed(reply),
            }
        }
    }
}

/// An instant as it stands in the database: always as many digits, so that texts sort like times.
pub(crate) fn instant(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// Words on one line: what a server says, and what goes into a subject.
pub(super) fn one_line(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
