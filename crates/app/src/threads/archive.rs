use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use raadslag_document::{Access, Item, ItemKind};

use super::ThreadItem;
use super::titles::{self, Weights};

/// The items in an order of their own, with the keys they are looked up by.
pub(super) struct Archive<'a, Id> {
    items: Vec<&'a ThreadItem<'a, Id>>,
    meetings: HashMap<&'a str, BTreeMap<Date, Vec<usize>>>,
    standing: Vec<bool>,
    tokens: Vec<Vec<String>>,
    weights: Weights,
}

impl<'a, Id: Clone + Ord> Archive<'a, Id> {
    pub(super) fn new(items: &'a [ThreadItem<'a, Id>]) -> Self {
        let mut items: Vec<_> = items.iter().collect();
        items.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.id.cmp(&b.id)));
        let mut meetings: HashMap<_, BTreeMap<_, Vec<usize>>> = HashMap::new();
        for (index, item) in items.iter().enumerate() {
            if let Some(date) = item.date {
                let held = meetings.entry(item.body.slug.as_str()).or_default();
                held.entry(date).or_default().push(index);
            }
        }
        let standing: Vec<_> = items.iter().map(|item| is_standing(item.item)).collect();
        let tokens: Vec<_> = items.iter().map(|item| titles::tokens(&item.item.title)).collect();
        let cases = tokens.iter().zip(&standing).filter(|(_, standing)| !**standing);
        let weights = Weights::of(cases.map(|(tokens, _)| tokens.as_slice()));
        Self { items, meetings, standing, tokens, weights }
    }

    /// Items that can be part of a case, oldest first.
    pub(super) fn cases(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.items.len()).filter(|&index| !self.standing[index])
    }

    pub(super) fn is_case(&self, index: usize) -> bool {
        !self.standing[index]
    }

    pub(super) fn get(&self, index: usize) -> &'a ThreadItem<'a, Id> {
        self.items[index]
    }

    pub(super) fn id(&self, index: usize) -> Id {
        self.items[index].id.clone()
    }

    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// The items of a meeting; `None` where the archive does not hold it.
    pub(super) fn meeting(&self, body: &str, date: Date) -> Option<&[usize]> {
        self.meetings.get(body)?.get(&date).map(Vec::as_slice)
    }

    /// The one meeting of a body in a month, if it is one.
    pub(super) fn meeting_in_month(&self, body: &str, first: Date) -> Option<Date> {
        let mut held = self.meetings.get(body)?.range(first..=first.last_of_month());
        let (date, _) = held.next()?;
        held.next().is_none().then_some(*date)
    }

    pub(super) fn tokens(&self, index: usize) -> &[String] {
        &self.tokens[index]
    }

    pub(super) fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The texts a rule may quote: none of a closed item, and not its history and annexes.
    pub(super) fn texts(&self, index: usize) -> Vec<&'a str> {
        use raadslag_document::Spot;
        let item = self.items[index].item;
        if item.access == Access::Closed {
            return Vec::new();
        }
        let quoted = |spot| !matches!(spot, Spot::History { .. } | Spot::Attachment { .. });
        item.texts().into_iter().filter(|(spot, _)| quoted(*spot)).map(|(_, text)| text).collect()
    }
}

/// Oldest first, items without a date last; within a meeting as numbered.
fn order<'k, Id>(item: &ThreadItem<'k, Id>) -> impl Ord + use<'k, Id> {
    let number: Vec<u32> = item.item.number.as_deref().map_or_else(Vec::new, |number| {
        number.split('.').map(|part| part.parse().unwrap_or(u32::MAX)).collect()
    });
    let case = item.item.case_number.as_deref();
    (item.date.is_none(), item.date, &item.body.slug, number, &item.item.title, case)
}

/// Items that stand on every agenda and are no case: they never thread.
fn is_standing(item: &Item) -> bool {
    if matches!(item.kind, ItemKind::Approval | ItemKind::Notice) {
        return true;
    }
    let title = titles::phrase(&item.title);
    STANDING.iter().any(|start| {
        title.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

/// How standing items begin, as [`titles::phrase`] writes them (genitive endings are gone).
const STANDING: &[&str] = &[
    "afbud",
    "aktuelle orienteringer",
    "bordet rundt",
    "dagsorden",
    "dagsordenspunkter til næste",
    "deltagerfortegnelse",
    "eventuelt",
    "fraværende",
    "gensidig orientering",
    "godkendelse af dagsorden",
    "godkendelse af dagsordenen",
    "godkendelse af referat",
    "godkendelse af referatet",
    "godkendelse af beslutningsprotokol",
    "godkendelse af protokol",
    "godkendelse af åben dagsorden",
    "lukkede punkter",
    "meddelelse",
    "meddelelser",
    "nyt fra",
    "orientering fra formanden",
    "orientering fra formandskabet",
    "orienteringspunkter",
    "punkter til næste",
    "referat",
    "siden sidst",
    "spørgetid",
    "underskrift",
    "underskriftsark",
    "underskriftark",
    "velkomst",
    "åbent spørgetid",
];
