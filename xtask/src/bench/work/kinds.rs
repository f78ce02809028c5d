//! Kinds of pages: the rows of the access table, which has every address the site answers.

use std::fmt;

use anyhow::{Context, Result, ensure};

use super::html;
use crate::repo;

/// Where the access table is.
const TABLE: &str = "crates/app/src/access/table.rs";
/// What in a query makes another page of the same address.
const QUERIES: [&str; 6] = ["aar", "maaned", "q", "side", "vis", "emne"];
/// Answers that go on as long as someone listens, and files with a year in their address.
const NOT_PAGES: [&str; 4] = [
    "/arbejde/tekst/{id}/haendelser",
    "/mit/moede/{planned}/strom",
    "/assets/{version}/{*path}",
    "/favicon.ico",
];

/// An address as the access table writes it: "/organ/{slug}".
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern(String);

/// What is measured once: an address, the ending of the file, and what is asked in the query.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Kind(String);

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Every address of the access table that can be looked at.
pub(super) fn patterns() -> Result<Vec<Pattern>> {
    let path = repo::root().join(TABLE);
    let table = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let patterns: Vec<Pattern> = html::between(&table, "    get(\"", "\"")
        .filter(|pattern| !NOT_PAGES.contains(pattern))
        .map(|pattern| Pattern(pattern.to_owned()))
        .collect();
    ensure!(patterns.len() > 50, "{TABLE} is not read: {} addresses", patterns.len());
    Ok(patterns)
}

impl Pattern {
    /// The path itself, where it has no parameter.
    pub(super) fn fixed(&self) -> Option<&str> {
        (!self.0.contains('{')).then_some(self.0.as_str())
    }

    /// How well it fits a path, by the parts that are the same; `None` where it does not.
    fn fit(&self, path: &str) -> Option<usize> {
        let (own, other): (Vec<_>, Vec<_>) =
            (self.0.split('/').collect(), path.split('/').collect());
        let mut parts = own.iter().zip(&other);
        let fits = own.len() == other.len()
            && parts.all(|(own, other)| own == other || own.starts_with('{') && !other.is_empty());
        fits.then(|| own.iter().zip(&other).filter(|(own, other)| own == other).count())
    }

    /// The address with the parameters another has in a path of its, where they have those names.
    pub(super) fn filled_from(&self, other: &Self, path: &str) -> Option<String> {
        let path = path.split('?').next()?;
        let held: Vec<_> = other.0.split('/').zip(path.split('/')).collect();
        let fill = |part: &str| match part.strip_prefix('{') {
            None => Some(part.to_owned()),
            Some(_) => {
                held.iter().find(|(name, _)| *name == part).map(|(_, value)| (*value).to_owned())
            }
        };
        let parts: Option<Vec<_>> = self.0.split('/').map(fill).collect();
        Some(parts?.join("/"))
    }

    /// The kind of one of its paths.
    fn kind(&self, path: &str) -> Kind {
        let (path, query) = path.split_once('?').unwrap_or((path, ""));
        let mut name = self.0.clone();
        if let Some(rest) = name.strip_suffix("{file}") {
            let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
            name = format!("{rest}….{ending}");
        }
        let keys = query.split('&').filter_map(|pair| pair.split('=').next());
        if let Some(key) = keys.into_iter().find(|key| QUERIES.contains(key)) {
            name = format!("{name}?{key}");
        }
        Kind(name)
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The pattern of a path, and its kind; `None` for what is no page.
pub(super) fn of<'p>(patterns: &'p [Pattern], path: &str) -> Option<(&'p Pattern, Kind)> {
    let bare = path.split('?').next()?;
    let fits = patterns.iter().filter_map(|pattern| Some((pattern.fit(bare)?, pattern)));
    let (_, pattern) = fits.max_by_key(|(fit, _)| *fit)?;
    Some((pattern, pattern.kind(path)))
}

#[cfg(test)]
mod tests {
    use super::{Pattern, of, patterns};

    fn some() -> Vec<Pattern> {
        let written = [
            "/moede/{body}/{slug}",
            "/moede/{body}/{slug}/{file}",
            "/moede/{body}/{slug}/korrektur",
            "/punkt/{slug}",
            "/mit/punkt/{slug}/noter.json",
        ];
        written.map(|pattern| Pattern(pattern.to_owned())).into()
    }

    #[test]
    fn a_path_is_of_the_kind_that_fits_it_best() {
        for (path, kind) in [
            ("/moede/k17/2026-01-02", Some("/moede/{body}/{slug}")),
            ("/moede/k17/2026-01-02?vis=alt", Some("/moede/{body}/{slug}?vis")),
            ("/moede/k17/2026-01-02?fra=1", Some("/moede/{body}/{slug}")),
            ("/moede/k17/2026-01-02/pakke.pdf", Some("/moede/{body}/{slug}/….pdf")),
            ("/moede/k17/2026-01-02/korrektur", Some("/moede/{body}/{slug}/korrektur")),
            ("/moede/k17/", None),
            ("/assets/1/a.css", None),
        ] {
            let found = of(&some(), path).map(|(_, kind)| kind.to_string());
            assert_eq!(found.as_deref(), kind, "{path}");
        }
    }

    #[test]
    fn an_address_without_a_link_is_filled_from_one_with_the_same_parameters() {
        let [meeting, .., item, notes] = &some()[..] else { panic!("there are five") };
        let filled = notes.filled_from(item, "/punkt/a-1?x=y");
        assert_eq!(filled.as_deref(), Some("/mit/punkt/a-1/noter.json"));
        assert_eq!(
            notes.filled_from(meeting, "/moede/k17/b").as_deref(),
            Some("/mit/punkt/b/noter.json")
        );
        assert_eq!(meeting.filled_from(item, "/punkt/a-1"), None);
    }

    #[test]
    fn the_access_table_is_read() {
        let patterns = patterns().expect("it is there");
        assert!(of(&patterns, "/arbejde/sager").is_some());
    }
}
