//! The register: the 98 municipalities, the five KKR, the regions and the bodies around KKR Sjælland.
//!
//! Reading order: [`slug`], [`Municipality`], [`Body`], then [`Register`], which finds both by the
//! name a document writes. Everything here is data compiled in; there is no IO and no clock.
//!
//! Invariants: slugs are unique within municipalities and within bodies; every region name has a
//! KKR of that name; names are found however they are spelled (`Århus`, `K K R  S J Æ L L A N D`).

mod bodies;
mod bounded;
mod identity;
mod kind;
mod municipality;
mod slug;
mod spelling;

pub use bodies::{Body, Cluster};
pub use bounded::Bounded;
pub use identity::BodyIdentity;
pub use kind::BodyKind;
pub use municipality::{Alone, Municipality, MunicipalityCode, Region};
pub use slug::{short_slug, slug};
pub use spelling::Found;

use std::collections::HashMap;
use std::sync::LazyLock;

use spelling::NamePattern;

/// Municipalities and bodies, found by slug or name.
pub struct Register {
    municipalities: Vec<Municipality>,
    bodies: Vec<Body>,
    municipality_by_spelling: HashMap<String, usize>,
    body_by_spelling: HashMap<String, usize>,
    municipality_names: NamePattern,
    body_names: NamePattern,
}

impl Register {
    /// The one copy in this process.
    pub fn shared() -> &'static Self {
        static SHARED: LazyLock<Register> = LazyLock::new(Register::new);
        &SHARED
    }

    fn new() -> Self {
        let municipalities = municipality::all();
        let bodies = bodies::all();
        let municipality_spellings = spellings(municipalities.iter().map(Municipality::spellings));
        let body_spellings = spellings(bodies.iter().map(|body| body.written.clone()));
        let fold = |spellings: &[(String, usize)]| {
            spellings.iter().map(|(text, index)| (spelling::fold(text), *index)).collect()
        };
        Self {
            municipality_by_spelling: fold(&municipality_spellings),
            body_by_spelling: fold(&body_spellings),
            municipality_names: NamePattern::exact(&municipality_spellings),
            body_names: NamePattern::any_case(&body_spellings),
            municipalities,
            bodies,
        }
    }

    /// Every municipality, by code.
    pub fn municipalities(&self) -> &[Municipality] {
        &self.municipalities
    }

    /// Every registered body.
    pub fn bodies(&self) -> &[Body] {
        &self.bodies
    }

    /// The municipality with this slug.
    pub fn municipality(&self, slug: &str) -> Option<&Municipality> {
        self.municipalities.iter().find(|municipality| municipality.slug == slug)
    }

    /// The municipality with this official code.
    pub fn municipality_by_code(&self, code: MunicipalityCode) -> Option<&Municipality> {
        self.municipalities.iter().find(|municipality| municipality.code == code)
    }

    /// The municipality so named, with or without "Kommune", in any spelling, also in the genitive.
    ///
    /// ```
    /// # use raadslag_app::register::Register;
    /// let register = Register::shared();
    /// assert_eq!(register.municipality_named("Københavns Kommune").unwrap().name, "København");
    /// assert_eq!(register.municipality_named("Århus").unwrap().slug, "aarhus");
    /// assert!(register.municipality_named("Malmø").is_none());
    /// ```
    pub fn municipality_named(&self, name: &str) -> Option<&Municipality> {
        let name = municipality::without_kommune(name);
        spelling::look_up(&self.municipality_by_spelling, name)
            .map(|index| &self.municipalities[index])
    }

    /// The registered body with this slug.
    pub fn body(&self, slug: &str) -> Option<&Body> {
        self.bodies.iter().find(|body| body.identity.slug == slug)
    }

    /// The registered body so named, in any spelling, also in the genitive.
    pub fn body_named(&self, name: &str) -> Option<&Body> {
        spelling::look_up(&self.body_by_spelling, name).map(|index| &self.bodies[index])
    }

    /// The body a document names, registered or not.
    ///
    /// A body outside the register keeps the name as written. A committee named without its
    /// municipality stays its own body: which municipality's it is, is not guessed.
    ///
    /// ```
    /// # use raadslag_app::register::Register;
    /// let register = Register::shared();
    /// assert_eq!(register.body_of("K K R  S J Æ L L A N D").slug, "kkr-sjaelland");
    /// assert_eq!(register.body_of("Teknisk Udvalg").slug, "teknisk-udvalg");
    /// ```
    pub fn body_of(&self, name: &str) -> BodyIdentity {
        identity::of(self, name)
    }

    /// Names of municipalities in a text, in order. Whether the municipality or a town is meant is
    /// for the reader of the words around to say.
    pub fn municipalities_in<'r>(
        &'r self,
        text: &'r str,
    ) -> impl Iterator<Item = Found<&'r Municipality>> {
        self.municipality_names.find(text).map(|found| found.map(|i| &self.municipalities[i]))
    }

    /// Names of registered bodies in a text, in order.
    pub fn bodies_in<'r>(&'r self, text: &'r str) -> impl Iterator<Item = Found<&'r Body>> {
        self.body_names.find(text).map(|found| found.map(|i| &self.bodies[i]))
    }
}

fn spellings(of: impl Iterator<Item = Vec<String>>) -> Vec<(String, usize)> {
    of.enumerate()
        .flat_map(|(index, texts)| texts.into_iter().map(move |text| (text, index)))
        .collect()
}

#[cfg(test)]
mod tests;
