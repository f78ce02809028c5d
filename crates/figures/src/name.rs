//! How names are told apart.

/// The form of a name by which it is found: no case, no surrounding space.
pub(crate) fn folded(name: &str) -> String {
    name.trim().to_lowercase()
}

/// Whether two names mean the same.
pub(crate) fn is_same(one: &str, other: &str) -> bool {
    one == other || folded(one) == folded(other)
}
