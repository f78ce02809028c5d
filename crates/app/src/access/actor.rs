use std::collections::HashSet;
use std::str::FromStr;

use jiff::civil::Date;

use super::{Role, Roles, UnknownRole};
use crate::ids::AccountId;

/// A role given to an account, in a body or in all, for a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Which.
    pub role: Role,
    /// The body's slug; `None` is every body.
    pub body: Option<String>,
    /// The group: the letter of a list.
    pub party: Option<String>,
    /// Not before this day.
    pub first_day: Option<Date>,
    /// Not after this day.
    pub last_day: Option<Date>,
}

impl FromStr for Grant {
    type Err = UnknownRole;

    /// `ROLE[@BODY[/GROUP]]`, without a term.
    ///
    /// ```
    /// use raadslag_app::access::{Grant, Role};
    /// let grant: Grant = "member@kkr-sjaelland/A".parse().unwrap();
    /// assert_eq!(grant.role, Role::Member);
    /// assert_eq!(grant.body.as_deref(), Some("kkr-sjaelland"));
    /// assert_eq!(grant.party.as_deref(), Some("A"));
    /// assert!("borgmester".parse::<Grant>().is_err());
    /// ```
    fn from_str(text: &str) -> Result<Self, UnknownRole> {
        let (role, place) =
            text.split_once('@').map_or((text, None), |(role, at)| (role, Some(at)));
        let (body, party) = match place {
            Some(place) => match place.split_once('/') {
                Some((body, party)) => (Some(body), Some(party)),
                None => (Some(place), None),
            },
            None => (None, None),
        };
        Ok(Self {
            role: role.parse()?,
            body: body.map(ToOwned::to_owned),
            party: party.map(ToOwned::to_owned),
            first_day: None,
            last_day: None,
        })
    }
}

impl Grant {
    /// Whether it holds on a day.
    pub fn holds(&self, today: Date) -> bool {
        self.first_day.is_none_or(|first| first <= today)
            && self.last_day.is_none_or(|last| today <= last)
    }

    fn is_in(&self, body: &str) -> bool {
        self.body.as_deref().is_none_or(|own| own == body)
    }
}

/// Who asks, with the roles that hold today.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Actor {
    account: Option<AccountId>,
    name: String,
    email: String,
    grants: Vec<Grant>,
    barred: HashSet<String>,
}

impl Actor {
    /// Someone who has not signed in.
    pub fn public() -> Self {
        Self::default()
    }

    /// An account, with its grants that hold and what it is barred from.
    pub fn new(
        account: AccountId,
        name: impl Into<String>,
        email: impl Into<String>,
        grants: Vec<Grant>,
        barred: HashSet<String>,
    ) -> Self {
        Self { account: Some(account), name: name.into(), email: email.into(), grants, barred }
    }

    /// The account.
    pub fn account(&self) -> Option<AccountId> {
        self.account
    }

    /// The name shown; empty for the public.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where mail reaches them; empty for the public.
    pub fn email(&self) -> &str {
        &self.email
    }

    /// Who it is, for the journal.
    pub fn signature(&self) -> String {
        match self.account {
            Some(_) => format!("{} <{}>", self.name, self.email),
            None => "public".to_owned(),
        }
    }

    /// The roles that hold today.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// Whether they have a role in a body.
    pub fn has(&self, role: Role, body: &str) -> bool {
        self.grants.iter().any(|grant| grant.role == role && grant.is_in(body))
    }

    /// Whether they have a role anywhere.
    pub fn has_anywhere(&self, role: Role) -> bool {
        self.grants.iter().any(|grant| grant.role == role)
    }

    /// Whether one of their roles in a body is among these.
    pub fn is_among(&self, roles: Roles, body: &str) -> bool {
        self.is_one_of(roles, |grant| grant.is_in(body))
    }

    /// Whether one of their roles, in whatever body, is among these.
    pub fn is_among_anywhere(&self, roles: Roles) -> bool {
        self.is_one_of(roles, |_| true)
    }

    fn is_one_of(&self, roles: Roles, place: impl Fn(&Grant) -> bool) -> bool {
        roles.has_public()
            || (self.account.is_some() && roles.has_signed_in())
            || self.grants.iter().any(|grant| roles.has(grant.role) && place(grant))
    }

    /// Whether they must not see this now: an item they are disqualified from, by the
    /// name of its agenda's entry or its slug in the archive.
    pub fn is_barred(&self, subject: &str) -> bool {
        self.barred.contains(subject)
    }

    /// The bodies they have one of these roles in; `None` among them is every body.
    pub fn bodies(&self, roles: Roles) -> Vec<Option<&str>> {
        let mut bodies: Vec<Option<&str>> = self
            .grants
            .iter()
            .filter(|grant| roles.has(grant.role))
            .map(|grant| grant.body.as_deref())
            .collect();
        bodies.sort_unstable();
        bodies.dedup();
        bodies
    }
}
