//! What an address, a password and a row of failed attempts must be.

use std::fmt;
use std::str::FromStr;

use jiff::{Span, Timestamp, ToSpan};

use super::AccountError;

/// Characters of a password, at least (NIST SP 800-63B: length rather than kinds of characters).
pub(super) const SHORTEST: usize = 12;
/// Characters of a password, at most: more only costs time.
pub(super) const LONGEST: usize = 200;

/// How long someone has to take up an invitation.
pub const INVITATION: fn() -> Span = || (7 * 24).hours();
/// How long a forgotten password can be set anew by a link.
pub const RESET: fn() -> Span = || 1.hour();

/// Failed attempts after which an account waits.
pub(super) const ATTEMPTS_OF_ACCOUNT: usize = 5;
/// Failed attempts after which a client waits: a town hall may share one address.
pub(super) const ATTEMPTS_OF_CLIENT: usize = 50;

/// Links a client may ask for within the time attempts are counted in.
pub(super) const ASKED_BY_CLIENT: usize = 20;
/// Links that may be asked for to one address within that time.
pub(super) const ASKED_FOR_ADDRESS: usize = 3;

/// The time attempts are counted in.
pub(super) fn window() -> Span {
    15.minutes()
}

/// When the next attempt may be made, if not now: when so many of the failed ones, newest first,
/// are no more in the window that fewer than `most` are left.
pub(super) fn wait(failed: &[Timestamp], most: usize, now: Timestamp) -> Option<Timestamp> {
    let decisive = failed.get(most - 1)?;
    let until = decisive.saturating_add(window()).ok()?;
    (until > now).then_some(until)
}

/// An address mail can be sent to, in small letters.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Email(String);

impl Email {
    /// As text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Email {
    type Err = AccountError;

    /// Only what can be told without asking its server: one `@` with something sensible around.
    fn from_str(text: &str) -> Result<Self, AccountError> {
        let text = text.trim().to_lowercase();
        let sensible =
            |c: char| !c.is_whitespace() && !c.is_control() && !"<>()[],;:\\\"".contains(c);
        let (name, host) = text.split_once('@').unwrap_or_default();
        let is_host = host.contains('.')
            && host.split('.').all(|part| !part.is_empty())
            && !host.contains('@');
        if name.is_empty() || !is_host || text.len() > 254 || !text.chars().all(sensible) {
            return Err(AccountError::Email(text));
        }
        Ok(Self(text))
    }
}

/// A password that may be set.
#[derive(Clone)]
pub struct Password(String);

impl Password {
    /// The password, if it is long enough.
    pub fn new(text: &str) -> Result<Self, AccountError> {
        match text.chars().count() {
            n if n < SHORTEST => Err(AccountError::Short(n)),
            n if n > LONGEST => Err(AccountError::Long),
            _ => Ok(Self(text.to_owned())),
        }
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}
