//! The decisions: what a case is, where it goes, what must be looked at before it is public.

mod annex;
mod facts;
mod plan;
mod renewal;
mod route;
mod subject;

pub use annex::{Advice, Annex, AnnexVersion, Finding, FindingKind, Stance};
pub use facts::{Case, CaseAccess, CaseNumber, Facts, Officer, State};
pub use plan::{Gathering, Planned, Usual};
pub use renewal::{Renewal, RenewalKind, renewals};
pub(super) use route::still_ahead;
pub use route::{Ask, Course, Place, Route, RouteError, Settled, Standing, Station, Where};
pub use subject::{MAIN_GROUPS, Subject, SubjectError};

/// Enums that are stored and sent by name.
macro_rules! named {
    ($name:ident { $($variant:ident => $text:literal),+ $(,)? }) => {
        impl $name {
            /// Each of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name in the database and in forms.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $text),+
                }
            }

            /// The one with this name.
            pub fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}
pub(super) use named;
