//! Who may do what: one table of every address, [`TABLE`], and the gate that holds it.
//!
//! - A route can only be made with [`routes!`], which looks its address up in the table while the
//!   program is compiled: an address the table does not know does not build.
//! - Before a handler runs, the gate refuses those to whom the table gives neither the open nor the
//!   closed of what the address shows. A handler that has found out which body, and whether the thing
//!   is closed, asks its [`Gate`] again.
//! - What is closed looks to those without access as if it were not there.
//! - A member recorded as disqualified loses access to that item ([`Actor::is_barred`]),
//!   whatever the roles say.

mod actor;
mod gate;
mod role;
mod table;

#[cfg(test)]
mod tests;

pub use actor::{Actor, Grant};
pub use gate::{Gate, guard};
pub use role::{Role, Roles, UnknownRole};
pub use table::{Endpoint, INSIDE, TABLE, Verb, WRITERS, listed};

/// A router of addresses that stand in [`TABLE`].
///
/// ```text
/// routes! {
///     GET "/arbejde/sager" => list,
///     POST "/arbejde/sager" => create,
/// }
/// ```
macro_rules! routes {
    ($($verb:ident $path:literal => $handler:expr),+ $(,)?) => {
        axum::Router::new()$(.route(
            const { $crate::access::listed($crate::access::routes!(@verb $verb), $path).path },
            $crate::access::routes!(@method $verb)($handler),
        ))+
    };
    (@verb GET) => { $crate::access::Verb::Get };
    (@verb POST) => { $crate::access::Verb::Post };
    (@method GET) => { axum::routing::get };
    (@method POST) => { axum::routing::post };
}
pub(crate) use routes;
