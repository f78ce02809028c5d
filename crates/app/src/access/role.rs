use std::fmt;
use std::str::FromStr;

/// What someone is in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Looks after accounts and roles; sees nothing closed by it.
    Administrator,
    /// Makes agendas and minutes.
    Secretary,
    /// Writes cases.
    CaseOfficer,
    /// Prepares: the chief executives (K17), who recommend.
    Preparer,
    /// Leads the meetings and approves agendas.
    Chair,
    /// Sits in the body.
    Member,
    /// Sits in for a member.
    Substitute,
    /// Works for a party group.
    PartyGroupSecretary,
    /// Reads the journal and everything in it.
    Auditor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 9] = [
        Self::Administrator,
        Self::Secretary,
        Self::CaseOfficer,
        Self::Preparer,
        Self::Chair,
        Self::Member,
        Self::Substitute,
        Self::PartyGroupSecretary,
        Self::Auditor,
    ];

    /// Its name in the database and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Secretary => "secretary",
            Self::CaseOfficer => "case-officer",
            Self::Preparer => "preparer",
            Self::Chair => "chair",
            Self::Member => "member",
            Self::Substitute => "substitute",
            Self::PartyGroupSecretary => "party-group-secretary",
            Self::Auditor => "auditor",
        }
    }

    /// Its key in the texts.
    pub fn key(self) -> &'static str {
        /// Marks a literal as a key of the texts.
        const fn key(key: &'static str) -> &'static str {
            key
        }
        match self {
            Self::Administrator => key("role-administrator"),
            Self::Secretary => key("role-secretary"),
            Self::CaseOfficer => key("role-case-officer"),
            Self::Preparer => key("role-preparer"),
            Self::Chair => key("role-chair"),
            Self::Member => key("role-member"),
            Self::Substitute => key("role-substitute"),
            Self::PartyGroupSecretary => key("role-party-group-secretary"),
            Self::Auditor => key("role-auditor"),
        }
    }

    const fn bit(self) -> u16 {
        1 << self as u16
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A name that is no role's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no role; the roles are {names}", names = Role::ALL.map(Role::name).join(", "))]
pub struct UnknownRole(String);

impl FromStr for Role {
    type Err = UnknownRole;

    fn from_str(name: &str) -> Result<Self, UnknownRole> {
        Self::ALL
            .into_iter()
            .find(|role| role.name() == name)
            .ok_or_else(|| UnknownRole(name.to_owned()))
    }
}

/// A set of roles, and whether the public is in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Roles(u16);

impl Roles {
    /// Nobody.
    pub const NONE: Self = Self(0);
    /// Everyone, signed in or not.
    pub const PUBLIC: Self = Self(u16::MAX);
    /// Everyone who has signed in, whatever the role.
    pub const SIGNED_IN: Self = Self(u16::MAX >> 1);

    /// These roles.
    pub const fn of(roles: &[Role]) -> Self {
        let (mut bits, mut at) = (0, 0);
        while at < roles.len() {
            bits |= roles[at].bit();
            at += 1;
        }
        Self(bits)
    }

    /// Whether the role is among them.
    pub fn has(self, role: Role) -> bool {
        self.0 & role.bit() != 0
    }

    /// Whether those who have not signed in are among them.
    pub fn has_public(self) -> bool {
        self == Self::PUBLIC
    }

    /// Whether an account without any role is among them.
    pub fn has_signed_in(self) -> bool {
        self.0 & Self::SIGNED_IN.0 == Self::SIGNED_IN.0
    }

    /// Either's.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}
