use askama::Template;

use crate::shell::{Frame, Settings, Visit};

/// `/om`.
#[derive(Debug, Template)]
#[template(path = "portal/about.html")]
pub struct AboutPage {
    /// Around the page.
    pub frame: Frame,
    /// The program's version.
    pub version: &'static str,
}

impl AboutPage {
    /// The page about the portal.
    pub fn new(visit: &Visit) -> Self {
        let frame = Frame::new(visit, visit.language.text("about-title")).reached([]);
        Self { frame, version: env!("CARGO_PKG_VERSION") }
    }
}

/// `/tilgaengelighed`: what the Danish agency's model statement asks for.
#[derive(Debug, Template)]
#[template(path = "portal/accessibility.html")]
pub struct AccessibilityPage {
    /// Around the page.
    pub frame: Frame,
    /// Who is responsible.
    pub operator: String,
    /// Where to write.
    pub contact: Option<String>,
    /// The contact is a mail address.
    pub by_mail: bool,
}

impl AccessibilityPage {
    /// The statement.
    pub fn new(visit: &Visit, settings: &Settings) -> Self {
        let l = visit.language;
        let contact = settings.contact.clone();
        Self {
            frame: Frame::new(visit, l.text("accessibility-title")).reached([]),
            operator: settings
                .operator
                .clone()
                .unwrap_or_else(|| l.text("accessibility-operator-unnamed").to_owned()),
            by_mail: contact.as_ref().is_some_and(|contact| contact.contains('@')),
            contact,
        }
    }
}
