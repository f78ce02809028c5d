//! What an address, a password and a row of failed attempts must be.

use std::fmt;
use std::str::FromStr;

use jiff::{Span, Timestamp, ToSpan};

use super::{AccountError, HeldGrant};
use crate::access::{Grant, Role};

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

/// A term ends after it begins, and administrators look after every body.
pub(super) fn is_sensible(grant: &Grant) -> Result<(), AccountError> {
    if let (Some(first), Some(last)) = (grant.first_day, grant.last_day)
        && last < first
    {
        return Err(AccountError::EndsBeforeItBegins { first, last });
    }
    if grant.role == Role::Administrator && grant.body.is_some() {
        return Err(AccountError::BoundAdministrator);
    }
    Ok(())
}

/// Whether a role may be given to someone who holds these: only who sits for a group, or works for
/// one, has its letter, and nobody has a role twice at the same time.
pub(super) fn may_be_given(grant: &Grant, held: &[HeldGrant]) -> Result<(), AccountError> {
    is_sensible(grant)?;
    let has_group = matches!(
        grant.role,
        Role::Member | Role::Chair | Role::Substitute | Role::PartyGroupSecretary
    );
    if grant.party.is_some() && !has_group {
        return Err(AccountError::Groupless);
    }
    let is_before = |one: &Grant, other: &Grant| {
        one.last_day.zip(other.first_day).is_some_and(|(last, first)| last < first)
    };
    let is_same = |held: &Grant| {
        (held.role, &held.body) == (grant.role, &grant.body)
            && !is_before(held, grant)
            && !is_before(grant, held)
    };
    if held.iter().any(|held| is_same(&held.grant)) {
        return Err(AccountError::HeldAlready);
    }
    Ok(())
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
