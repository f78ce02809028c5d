//! Every kind of page the demonstration has, for each who may see it first.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use anyhow::Result;

use super::demo::{Demo, Person};
use super::html;
use super::kinds::{self, Kind, Pattern};

/// Who looks, in turn; a page is asked for as the first who may see it.
const PEOPLE: [&str; 9] = [
    "sekretaer",
    "sagsbehandler",
    "k17",
    "formand",
    "medlem",
    "gruppe",
    "admin",
    "revisor",
    "stedfortraeder",
];
/// Pages of a kind that each looks at: the largest of them is measured.
const LOOKED_AT: usize = 8;
/// What no link leads to but forms and scripts do.
const ASKED: [&str; 6] = [
    "/soeg?q=kommune",
    "/soeg?q=xyzzyqq",
    "/soeg/forslag?q=sund",
    "/moeder?aar=2025",
    "/foelg?emne=/organ/kkr-sjaelland",
    "/kalender?maaned=2026-10",
];
/// And of those, how many may not be shown: guesses are often wrong.
const MISSED: usize = 40;
/// What must be asked along, by how an address ends.
const QUESTIONS: [(&str, &str); 2] = [("/sammenlign", "?fra=0&til=0"), ("/trin", "?fra=0")];

/// A page to be measured.
#[derive(Debug, Clone)]
pub(super) struct Page {
    /// Its kind.
    pub(super) kind: Kind,
    /// Its address.
    pub(super) path: String,
    /// Who asks; "public" has no cookie.
    pub(super) who: &'static str,
    /// The cookie of the one who asks; empty for the public.
    pub(super) cookie: String,
    /// Of the body, uncompressed.
    pub(super) bytes: usize,
    /// Who it is for.
    pub(super) sort: Sort,
}

/// Who an answer is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A browser: HTML, or data for a page.
    Page,
    /// Another program: a file or a feed.
    File,
}

/// What was found.
pub(super) struct Found {
    /// The largest page of each kind, as the public sees it and as someone signed in does.
    pub(super) pages: Vec<Page>,
    /// Addresses of which the demo shows no page.
    pub(super) missing: Vec<Pattern>,
}

/// Looks at everything, as everyone.
pub(super) fn find(demo: &Demo, seeds: &[String]) -> Result<Found> {
    let patterns = kinds::patterns()?;
    let mut pages: Vec<Page> = look(demo, &patterns, "public", seeds)?.into_values().collect();
    let mut signed_in: BTreeMap<Kind, Page> = BTreeMap::new();
    for who in PEOPLE {
        for (kind, page) in look(demo, &patterns, who, seeds)? {
            signed_in.entry(kind).or_insert(page);
        }
    }
    // A file is the same bytes whoever asks.
    signed_in.retain(|kind, page| {
        page.sort == Sort::Page || pages.iter().all(|other| other.kind != *kind)
    });
    pages.extend(signed_in.into_values());
    let shown: BTreeSet<String> = pages
        .iter()
        .filter_map(|page| Some(kinds::of(&patterns, &page.path)?.0.to_string()))
        .collect();
    let missing = patterns.into_iter().filter(|pattern| !shown.contains(&pattern.to_string()));
    Ok(Found { pages, missing: missing.collect() })
}

/// The largest page of each kind that one person may see.
fn look(
    demo: &Demo,
    patterns: &[Pattern],
    who: &'static str,
    seeds: &[String],
) -> Result<BTreeMap<Kind, Page>> {
    let person = match who {
        "public" => Person::public(demo.address)?,
        who => Person::enter(demo.address, who)?,
    };
    let mut walk = Walk {
        patterns,
        who,
        person,
        open: VecDeque::new(),
        seen: BTreeSet::new(),
        tries: BTreeMap::new(),
        found: BTreeMap::new(),
    };
    walk.note(seeds.iter().cloned());
    walk.note(ASKED.map(ToOwned::to_owned));
    walk.note(patterns.iter().filter_map(Pattern::fixed).map(ToOwned::to_owned));
    walk.on()?;
    let guessed = walk.guessed();
    walk.note(guessed);
    walk.on()?;
    Ok(walk.found)
}

/// How often pages of a kind were asked for.
#[derive(Debug, Clone, Copy, Default)]
struct Tries {
    shown: usize,
    missed: usize,
}

/// One person's way through the site.
struct Walk<'p> {
    patterns: &'p [Pattern],
    who: &'static str,
    person: Person,
    open: VecDeque<String>,
    seen: BTreeSet<String>,
    tries: BTreeMap<Kind, Tries>,
    found: BTreeMap<Kind, Page>,
}

impl Walk<'_> {
    fn note(&mut self, paths: impl IntoIterator<Item = String>) {
        for path in paths {
            if self.seen.insert(path.clone()) {
                self.open.push_back(path);
            }
        }
    }

    /// Goes on until no link leads to anything new.
    fn on(&mut self) -> Result<()> {
        while let Some(path) = self.open.pop_front() {
            let Some((_, kind)) = kinds::of(self.patterns, &path) else { continue };
            let tries = self.tries.get(&kind).copied().unwrap_or_default();
            if tries.shown < LOOKED_AT && tries.missed < MISSED {
                self.look_at(kind, path)?;
            }
        }
        Ok(())
    }

    fn look_at(&mut self, kind: Kind, path: String) -> Result<()> {
        let answer = self.person.get(&path)?;
        let tries = self.tries.entry(kind.clone()).or_default();
        if answer.status != 200 {
            tries.missed += 1;
            return Ok(());
        }
        tries.shown += 1;
        let content = answer.header("content-type").unwrap_or_default();
        let is_html = content.starts_with("text/html");
        let is_page = is_html || content == "application/json";
        let sort = if is_page { Sort::Page } else { Sort::File };
        if is_html {
            self.note(html::links(&answer.text()));
        }
        let bytes = answer.body.len();
        if self.found.get(&kind).is_none_or(|other| other.bytes < bytes) {
            let (who, cookie) = (self.who, self.person.cookie.clone());
            self.found.insert(kind.clone(), Page { kind, path, who, cookie, bytes, sort });
        }
        Ok(())
    }

    /// Addresses no link leads to, out of what the others hold.
    fn guessed(&self) -> Vec<String> {
        let held: Vec<_> = self
            .found
            .values()
            .filter_map(|page| Some((kinds::of(self.patterns, &page.path)?.0, page)))
            .collect();
        let unseen =
            self.patterns.iter().filter(|pattern| held.iter().all(|(own, _)| own != pattern));
        unseen
            .flat_map(|pattern| {
                held.iter().filter_map(|(own, page)| pattern.filled_from(own, &page.path))
            })
            .map(|path| with_question(&path))
            .collect()
    }
}

fn with_question(path: &str) -> String {
    let asked = QUESTIONS.iter().find(|(end, _)| path.ends_with(end));
    format!("{path}{}", asked.map_or("", |(_, question)| question))
}
