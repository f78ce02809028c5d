//! Rows that add up the others: they are no entries, the figure adds up itself.

use std::collections::HashSet;

use super::numbers;
use super::rows::{Column, Reading};
use super::table::{Taken, text_of};
use crate::schema::ValueKind;
use crate::{Cell, Exact, Phrase};

/// How people and spreadsheets head the row below the entries.
const TOTALS: [&str; 11] = [
    "i alt",
    "ialt",
    "total",
    "sum",
    "samlet",
    "in total",
    "hele landet i alt",
    "hovedtotal",
    "grand total",
    "total i alt",
    "sum i alt",
];
/// The same, but it may also be an entry: only the numbers tell.
const PERHAPS: [&str; 2] = ["hele landet", "whole country"];
/// Among so few rows one is by chance the sum of the others.
const FEW: usize = 3;

/// How a row is headed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Headed {
    Entry,
    Total,
    PerhapsTotal,
}

impl Headed {
    /// `I alt:` and `I alt (2025)` too.
    fn of(text: &str) -> Self {
        let text = text.to_lowercase();
        let plain = text.split('(').next().unwrap_or_default();
        let plain = plain.trim().trim_end_matches([':', '.']).trim_end();
        if TOTALS.contains(&plain) {
            Self::Total
        } else if PERHAPS.contains(&plain) {
            Self::PerhapsTotal
        } else {
            Self::Entry
        }
    }
}

/// The numbers of a sheet's columns.
struct Amounts {
    /// Row by row, a list per column.
    columns: Vec<Vec<Option<Exact>>>,
    /// Each column's sum over the entries.
    sums: Vec<Exact>,
}

impl Amounts {
    /// What a row says and what the entries add up to, column by column.
    fn of(&self, at: usize) -> impl Iterator<Item = (&Exact, &Exact)> {
        let columns = self.columns.iter().zip(&self.sums);
        columns.filter_map(move |(column, sum)| Some((column[at].as_ref()?, sum)))
    }

    /// Whether a row that is no entry is, in some column and not zero, the entries' sum.
    fn is_sum_somewhere(&self, at: usize) -> bool {
        self.of(at).any(|(own, sum)| !own.is_zero() && own == sum)
    }

    /// Whether all that an entry says is the sum of the others, and some of it is not zero.
    fn is_sum_of_others(&self, at: usize) -> bool {
        self.of(at).any(|(own, _)| !own.is_zero())
            && self.of(at).all(|(own, sum)| &(own + own) == sum)
    }
}

impl Reading<'_> {
    /// Takes rows that add up the others from those that are filled. What was not read, and what
    /// looks like a total but was, is told.
    pub(super) fn drop_totals(
        &self,
        taken: &mut Taken,
        filled: &mut Vec<usize>,
        columns: &[Column],
    ) {
        let is_text = |column: &&Column| matches!(column.kind, ValueKind::Text);
        let Some(name) = columns.iter().find(is_text).or(columns.first()) else { return };
        let name_of = |row: usize| text_of(self.sheet.cell(row, name.at)).unwrap_or_default();
        let headed: Vec<Headed> = filled.iter().map(|&row| Headed::of(&name_of(row))).collect();
        let is_entry = |at: &usize| headed[*at] == Headed::Entry;
        let entries: Vec<usize> = (0..filled.len()).filter(is_entry).collect();
        let Some((&first, &last)) = entries.first().zip(entries.last()) else { return };
        let amounts = self.amounts(filled, &entries, columns);
        let wholes = self.wholes(filled, columns, name);
        let rows = std::mem::take(filled);
        for (at, row) in rows.into_iter().enumerate() {
            let (text, cell) = (name_of(row), self.name(row, name.at));
            let is_sum = !self.may_hold_wholes() && amounts.is_sum_somewhere(at);
            let is_told = match headed[at] {
                _ if wholes.contains(&text.to_lowercase()) => false,
                Headed::Entry => {
                    let is_end = (at == first || at == last) && entries.len() > FEW;
                    is_end && !self.may_hold_wholes() && amounts.is_sum_of_others(at)
                }
                Headed::Total if at > last || is_sum => {
                    taken.notes.push(not_read(&text, &cell));
                    continue;
                }
                Headed::PerhapsTotal if is_sum => {
                    taken.notes.push(not_read(&text, &cell));
                    continue;
                }
                Headed::Total => true,
                Headed::PerhapsTotal => false,
            };
            if is_told {
                taken.notes.push(perhaps(&text, &cell));
            }
            filled.push(row);
        }
    }

    /// Whether an entry may be the whole of others without being named by them.
    fn may_hold_wholes(&self) -> bool {
        self.fields.iter().any(|field| field.key == "part_of")
    }

    /// What the other columns of texts say, folded: an entry named there is no total, others lie
    /// within it.
    fn wholes(&self, filled: &[usize], columns: &[Column], name: &Column) -> HashSet<String> {
        let others = columns.iter().filter(|column| column.at != name.at);
        let others = others.filter(|column| matches!(column.kind, ValueKind::Text));
        others
            .flat_map(|column| filled.iter().map(|&row| self.sheet.cell(row, column.at)))
            .filter_map(|cell| Some(text_of(cell)?.to_lowercase()))
            .collect()
    }

    fn amounts(&self, filled: &[usize], entries: &[usize], columns: &[Column]) -> Amounts {
        let of = |column: &Column| {
            let read = self.numbers(column, filled);
            let amount = |(at, reading): (usize, &numbers::Reading)| match (
                self.sheet.cell(filled[at], column.at),
                reading,
            ) {
                (Cell::Number(number, _) | Cell::Formula { value: number, .. }, _)
                | (_, numbers::Reading::Number(number)) => Some(number.clone()),
                _ => None,
            };
            read.iter().enumerate().map(amount).collect::<Vec<_>>()
        };
        let columns: Vec<_> = columns.iter().map(of).filter(|column| !column.is_empty()).collect();
        let sum = |column: &Vec<Option<Exact>>| {
            entries.iter().filter_map(|&at| column[at].as_ref()).sum::<Exact>()
        };
        let sums = columns.iter().map(sum).collect();
        Amounts { columns, sums }
    }
}

fn not_read(text: &str, cell: &str) -> Phrase {
    Phrase::new(
        format!("Rækken »{text}« ({cell}) blev ikke læst; der lægges sammen her."),
        format!("The row “{text}” ({cell}) was not read; the adding up is done here."),
    )
}

fn perhaps(text: &str, cell: &str) -> Phrase {
    Phrase::new(
        format!(
            "Rækken »{text}« ({cell}) ligner en sammentælling, men er læst som de andre; slet den, hvis den er en."
        ),
        format!(
            "The row “{text}” ({cell}) looks like a total but was read like the others; delete it if it is one."
        ),
    )
}
