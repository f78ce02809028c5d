use askama::Template;
use jiff::civil::Date;

use super::rows::ItemRow;
use crate::archive::{Piece, SubjectDetail, SubjectMention};
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
    /// The words around, those that are the name marked.
    pub snippet: Vec<Piece>,
}

impl SubjectPage {
    /// The page of a municipality.
    pub fn municipality(visit: &Visit, detail: &SubjectDetail, today: Date) -> Self {
        let l = visit.language;
        let frame = Frame::new(visit, l.with("municipality-title", &[("name", &detail.name)]))
            .under(Nav::Municipalities)
            .reached([Crumb::new(l.text("nav-municipalities"), "/kommuner")]);
        let search = format!("/soeg?kommune={}", detail.slug);
        Self::new(l, frame, l.text("kind-municipality"), detail, today, search)
    }

    /// The page of a person.
    pub fn person(visit: &Visit, detail: &SubjectDetail, today: Date) -> Self {
        let l = visit.language;
        let frame = Frame::new(visit, &detail.name)
            .reached([Crumb::new(l.text("people-title"), "/personer")]);
        let search = format!("/soeg?person={}", detail.slug);
        Self::new(l, frame, l.text("kind-person"), detail, today, search)
    }

    fn new(
        l: Language,
        frame: Frame,
        kind: &'static str,
        detail: &SubjectDetail,
        today: Date,
        search: String,
    ) -> Self {
        let mut deadlines: Vec<(Date, &SubjectMention)> =
            detail.deadlines.iter().filter_map(|mention| Some((mention.due?, mention))).collect();
        deadlines.sort_by_key(|(due, _)| *due);
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
            frame: frame.described(&about),
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
    let slugs: std::collections::BTreeSet<&str> =
        mentions.iter().map(|mention| mention.item.slug.as_str()).collect();
    slugs.len() as u64
}

fn by_year(l: Language, detail: &SubjectDetail) -> Vec<(String, Vec<MentionRow>)> {
    let mut years: Vec<(String, Vec<MentionRow>)> = Vec::new();
    for mention in &detail.mentions {
        let year = mention
            .item
            .meeting
            .date
            .map_or_else(|| l.text("date-unknown").to_owned(), |date| date.year().to_string());
        if years.last().is_none_or(|(last, _)| *last != year) {
            years.push((year, Vec::new()));
        }
        if let Some((_, rows)) = years.last_mut() {
            let item = ItemRow::new(l, &mention.item);
            rows.push(MentionRow { item, snippet: marked(&mention.snippet, &detail.name) });
        }
    }
    years
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
