use serde_json::Value;

use super::{SignedIn, Visit, asset_prefix};
use crate::i18n::Language;

/// What every page has around its content.
#[derive(Debug, Clone)]
pub struct Frame {
    /// The language of the portal's own words.
    pub l: Language,
    /// The page's name, before the site's.
    pub title: String,
    /// One or two sentences for search engines and previews.
    pub description: String,
    /// `https://host`.
    pub origin: String,
    /// Path and query of the page as asked for.
    pub path: String,
    /// Path of the page without what does not change its content.
    pub canonical: String,
    /// The part of the portal it belongs to.
    pub nav: Option<Nav>,
    /// The way to the page, home first; the page itself is not among them.
    pub crumbs: Vec<Crumb>,
    /// schema.org data as JSON, safe to stand in a `script` element.
    pub data: Option<String>,
    /// Kept out of search engines.
    pub hidden: bool,
    /// The Atom feed of the page: title and path.
    pub feed: Option<(String, String)>,
    /// Where the assets stand.
    pub assets: &'static str,
    /// Who has signed in.
    pub signed_in: Option<SignedIn>,
}

/// The parts of the portal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nav {
    /// Meetings.
    Meetings,
    /// The calendar.
    Calendar,
    /// Bodies.
    Bodies,
    /// Municipalities.
    Municipalities,
    /// Figures.
    Figures,
    /// Search.
    Search,
}

/// A step on the way to a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crumb {
    /// Its name.
    pub label: String,
    /// Its address.
    pub href: String,
}

impl Crumb {
    /// A step with this name and address.
    pub fn new(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: href.into() }
    }
}

impl Frame {
    /// The frame of the page `title`.
    pub fn new(visit: &Visit, title: impl Into<String>) -> Self {
        let canonical = visit.path.split('?').next().unwrap_or("/").to_owned();
        Self {
            l: visit.language,
            title: title.into(),
            description: visit.language.text("site-description").to_owned(),
            origin: visit.origin.clone(),
            path: visit.path.clone(),
            canonical,
            nav: None,
            crumbs: Vec::new(),
            data: None,
            hidden: false,
            feed: None,
            assets: asset_prefix(),
            signed_in: visit.signed_in.clone(),
        }
    }

    /// With a description of its own, cut at a word to what search engines show.
    #[must_use]
    pub fn described(mut self, description: &str) -> Self {
        if !description.trim().is_empty() {
            self.description = cut(description, 200);
        }
        self
    }

    /// As a page of `nav`.
    #[must_use]
    pub fn under(mut self, nav: Nav) -> Self {
        self.nav = Some(nav);
        self
    }

    /// With a way to it. Home is put first.
    #[must_use]
    pub fn reached(mut self, crumbs: impl IntoIterator<Item = Crumb>) -> Self {
        self.crumbs = vec![Crumb::new(self.l.text("crumb-home"), "/")];
        self.crumbs.extend(crumbs);
        self
    }

    /// With schema.org data. `<` is written as an escape, so the element cannot be left.
    #[must_use]
    pub fn with_data(mut self, data: &Value) -> Self {
        self.data = Some(data.to_string().replace('<', "\\u003c"));
        self
    }

    /// With an Atom feed, which programs find by themselves.
    #[must_use]
    pub fn fed(mut self, title: impl Into<String>, path: impl Into<String>) -> Self {
        self.feed = Some((title.into(), path.into()));
        self
    }

    /// Whether the page belongs to the part `nav`.
    pub fn is_under(&self, nav: Nav) -> bool {
        self.nav == Some(nav)
    }

    /// The address that changes the language and comes back here.
    pub fn switch(&self) -> String {
        format!("/sprog?til={}&retur={}", self.l.other().code(), encode(&self.path))
    }

    /// The attribute that tells an English page's reader that the documents' words are Danish.
    pub fn danish(&self) -> &'static str {
        match self.l {
            Language::Danish => "",
            Language::English => " lang=\"da\"",
        }
    }
}

/// `text` cut at a word to at most `limit` characters, with an ellipsis where it was cut.
pub fn cut(text: &str, limit: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= limit {
        return text;
    }
    let short: String = text.chars().take(limit).collect();
    let at = short.rfind(' ').filter(|at| *at > 0).unwrap_or(short.len());
    format!("{} …", short[..at].trim_end_matches([',', ';', ':', '.', '–', '-']))
}

/// `text` as a value in a query string.
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                encoded.push(char::from(byte));
            }
            _ => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                encoded.push('%');
                encoded.push(char::from(HEX[usize::from(byte >> 4)]));
                encoded.push(char::from(HEX[usize::from(byte & 15)]));
            }
        }
    }
    encoded
}
