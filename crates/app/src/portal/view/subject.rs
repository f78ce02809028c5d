use std::collections::BTreeSet;

use askama::Template;
use jiff::civil::Date;

use super::rows::ItemRow;
use crate::archive::{Piece, SubjectDetail, SubjectMention};
use crate::follow::{Subject, Ways};
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Nav, Visit};

/// `/kommune/{slug}` and `/person/{slug}`: everything that concerns one.
#[derive(Debug, Template)]
#[template(path = "portal/subject.html")]
pub struct SubjectPage {
    /// Around the page.
    pub frame: Frame,
    /// "Kommune" or "Person".
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// What is known of it.
    pub facts: Vec<String>,
    /// Deadlines to come, soonest first.
    pub due: Vec<DeadlineRow>,
    /// Deadlines past, latest first.
    pub past: Vec<DeadlineRow>,
    /// "12 punkter".
    pub count: String,
    /// Where it is named, newest first, by year.
    pub years: Vec<(String, Vec<MentionRow>)>,
    /// A search that narrows the list further.
    pub search: String,
    /// How to follow it.
    pub follow: Ways,
}

/// A deadline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeadlineRow {
    /// "1. december 2022".
    pub date: String,
    /// "2022-12-01".
    pub iso: String,
    /// The words around it.
    pub snippet: Vec<Piece>,
    /// The item that sets it.
    pub item: ItemRow,
}

/// A place where it is named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionRow {
    /// The item.
    pub item: ItemRow,
    /// The words around, place by place, those that are the name marked.
    pub snippets: Vec<Vec<Piece>>,
    /// "og 3 steder til i punktet", where there are more.
    pub more: Option<String>,
}

/// Places shown of an item.
const SHOWN: usize = 3;

impl SubjectPage {
    /// The page of a municipality.
    pub fn municipality(visit: &Visit, detail: &SubjectDetail, today: Date) -> Self {
        let l = visit.language;
        let frame = Frame::new(visit, l.with("municipality-title", &[("name", &detail.name)]))
            .under(Nav::Municipalities)
            .reached([Crumb::new(l.text("nav-municipalities"), "/kommuner")]);
        let search = format!("/soeg?kommune={}", detail.slug);
        let follow = Ways::of(&Subject::Municipality(detail.slug.clone()));
        let kind = l.text("kind-municipality");
        Self::new(l, frame, kind, detail, today, (search, follow))
    }

    /// The page of a person.
    pub fn person(visit: &Visit, detail: &SubjectDetail, today: Date) -> Self {
        let l = visit.language;
        let frame = Frame::new(visit, &detail.name)
            .reached([Crumb::new(l.text("people-title"), "/personer")]);
        let search = format!("/soeg?person={}", detail.slug);
        let follow = Ways::of(&Subject::Person(detail.slug.clone()));
        Self::new(l, frame, l.text("kind-person"), detail, today, (search, follow))
    }

    fn new(
        l: Language,
        frame: Frame,
        kind: &'static str,
        detail: &SubjectDetail,
        today: Date,
        (search, follow): (String, Ways),
    ) -> Self {
        let mut deadlines: Vec<(Date, &SubjectMention)> =
            detail.deadlines.iter().filter_map(|mention| Some((mention.due?, mention))).collect();
        deadlines.sort_by_key(|(due, mention)| (*due, &mention.item.slug));
        deadlines.dedup_by_key(|(due, mention)| (*due, &mention.item.slug));
        let row = |(due, mention): &(Date, &SubjectMention)| DeadlineRow {
            date: l.date(*due),
            iso: due.to_string(),
            snippet: marked(&mention.snippet, &detail.name),
            item: ItemRow::new(l, &mention.item),
        };
        let (due, past): (Vec<_>, Vec<_>) = deadlines.iter().partition(|(due, _)| *due >= today);
        let count = l.count("items-count", distinct_items(&detail.mentions));
        let about = l.with("subject-description", &[("name", &detail.name), ("count", &count)]);
        Self {
            frame: follow.announced(frame.described(&about), &detail.name),
            follow,
            kind,
            name: detail.name.clone(),
            facts: detail.facts.clone(),
            due: due.iter().map(row).collect(),
            past: past.iter().rev().map(row).collect(),
            years: by_year(l, detail),
            count,
            search,
        }
    }
}

fn distinct_items(mentions: &[SubjectMention]) -> u64 {
    let slugs: BTreeSet<&str> = mentions.iter().map(|mention| mention.item.slug.as_str()).collect();
    slugs.len() as u64
}

fn by_year(l: Language, detail: &SubjectDetail) -> Vec<(String, Vec<MentionRow>)> {
    let mut years: Vec<(String, Vec<Vec<&SubjectMention>>)> = Vec::new();
    for mention in &detail.mentions {
        let year = mention
            .item
            .meeting
            .date
            .map_or_else(|| l.text("date-unknown").to_owned(), |date| date.year().to_string());
        if years.last().is_none_or(|(last, _)| *last != year) {
            years.push((year, Vec::new()));
        }
        if let Some((_, items)) = years.last_mut() {
            let slug = |other: &&SubjectMention| other.item.slug == mention.item.slug;
            match items.last_mut().filter(|places| places.first().is_some_and(slug)) {
                Some(places) => places.push(mention),
                None => items.push(vec![mention]),
            }
        }
    }
    let row = |places: &Vec<&SubjectMention>| MentionRow::new(l, places, &detail.name);
    years.into_iter().map(|(year, items)| (year, items.iter().map(row).collect())).collect()
}

impl MentionRow {
    /// The places of one item, at least one.
    fn new(l: Language, places: &[&SubjectMention], name: &str) -> Self {
        let mut seen = BTreeSet::new();
        let words = places.iter().map(|place| place.snippet.as_str());
        let words: Vec<&str> = words.filter(|snippet| seen.insert(*snippet)).collect();
        let more = words.len().saturating_sub(SHOWN) as u64;
        Self {
            item: ItemRow::new(l, &places[0].item),
            snippets: words.iter().take(SHOWN).map(|snippet| marked(snippet, name)).collect(),
            more: (more > 0).then(|| l.count("subject-more", more)),
        }
    }
}

/// `text` in pieces, those that are `name` marked.
fn marked(text: &str, name: &str) -> Vec<Piece> {
    let piece = |text: &str, hit| Piece { text: text.to_owned(), hit };
    if name.is_empty() {
        return vec![piece(text, false)];
    }
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(name) {
        pieces.push(piece(&rest[..at], false));
        pieces.push(piece(name, true));
        rest = &rest[at + name.len()..];
    }
    pieces.push(piece(rest, false));
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_marked_wherever_it_stands() {
        let pieces = |text| -> Vec<(String, bool)> {
            marked(text, "Faxe").into_iter().map(|piece| (piece.text, piece.hit)).collect()
        };
        let (plain, hit) = (|text: &str| (text.to_owned(), false), ("Faxe".to_owned(), true));
        assert_eq!(pieces("Faxe og Faxes"), [hit.clone(), plain(" og "), hit, plain("s")]);
        assert_eq!(pieces(""), []);
    }
}
