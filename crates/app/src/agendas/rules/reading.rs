use super::State;
use crate::access::{Actor, Role, Roles};

/// Those who make it, and those who look over it, always.
const MAKERS: Roles = Roles::of(&[Role::Secretary, Role::CaseOfficer, Role::Chair, Role::Auditor]);
/// Those who prepare, once it is begun.
const PREPARERS: Roles = Roles::of(&[Role::Preparer]);
/// Those whom it is for, once the chair has approved it.
const MEMBERS: Roles = Roles::of(&[Role::Member, Role::Substitute, Role::PartyGroupSecretary]);

/// Whether someone may read the agenda of a body in this state.
pub fn may_read(actor: &Actor, body: &str, state: &State) -> bool {
    let approved = !matches!(state, State::Planned | State::Drafting);
    let begun = !matches!(state, State::Planned);
    actor.is_among(MAKERS, body)
        || (begun && actor.is_among(PREPARERS, body))
        || (approved && actor.is_among(MEMBERS, body))
}
