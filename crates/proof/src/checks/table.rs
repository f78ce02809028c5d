//! A table's columns and rows add up to its totals.
//!
//! A row is a total where its first cell says so ("I alt", "Hele landet"), a column where its head
//! does. A column of percentages or averages has no sum. One sum that fails is a finding only where
//! it is beyond doubt that it was meant: others in the table hold, or it is close.

use raadslag_document::{Block, Spot, Table};

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Sheet};
use crate::text::{MICRO, decimal, numbers};
use crate::{Code, Level, Say};

pattern!(
    TOTAL,
    r"(?i)^(?:(?:i ?alt|total(?:t)?|sum|samlet|tilsammen|subtotal|delsum)\b.{0,30}|hele landet|hovedtotal|.{0,40} i alt|alle (?:kommuner|regioner)|landet)\.?:?$"
);
// "heraf overtid" is part of the row above.
pattern!(OF_WHICH, r"(?i)^\W*(?:heraf|hvoraf|deraf|herunder|inkl\.?|note)\b");
pattern!(
    NO_SUM,
    r"(?i)pct|%|procent|gennemsnit|\bgns\b|\bsnit|normering|andel|indeks|pr\. |per |rang|prioritet|\bår\b|dato|nr\.?$|nøgle"
);

/// Checks every table.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for sheet in &page.sheets {
        for (field, content) in (0..).zip(&sheet.item.fields) {
            for (block, content) in (0..).zip(&content.blocks) {
                if let Block::Table(table) = content {
                    check_table(sheet, (field, block), table, notes);
                }
            }
        }
    }
}

/// A sum that was tried.
struct Tried {
    /// Of the total, counted from the first header row.
    row: usize,
    column: usize,
    parts: Vec<i128>,
    total: i128,
    slack: i128,
    what: String,
    /// Shares of a hundred: what does not add up may be meant so.
    shares: bool,
}

pattern!(WITHOUT, r"(?i)\b(?:ekskl(?:usive|\.)?|uden|før)\s(?P<what>\p{L}{3,})");

impl Tried {
    fn sum(&self) -> i128 {
        self.parts.iter().sum()
    }

    fn holds(&self) -> bool {
        (self.sum() - self.total).abs() <= self.slack
    }

    /// Between its smallest and its largest part: no sum of what is not negative is.
    fn is_an_average(&self) -> bool {
        let (least, most) = (self.parts.iter().min(), self.parts.iter().max());
        least.is_some_and(|least| *least >= 0 && *least < self.total)
            && most.is_some_and(|most| self.total < *most)
    }

    fn is_close(&self) -> bool {
        self.parts.len() > 2 && (self.sum() - self.total).abs() * 10 <= self.total.abs()
    }
}

fn check_table(sheet: &Sheet<'_>, place: (u32, u32), table: &Table, notes: &mut Notes<'_, '_>) {
    let mut tried = columns(table);
    tried.extend(rows(table));
    tried.retain(|sum| sum.holds() || !sum.is_an_average());
    let holding = tried.iter().filter(|sum| sum.holds()).count();
    for sum in &tried {
        let Some(cell) = cell(sheet, place, table, sum) else { continue };
        let (made, given) = (decimal(sum.sum()), decimal(sum.total));
        if sum.holds() {
            let say = Say::new(
                format!("{}: {} tal giver {given}", sum.what, sum.parts.len()),
                format!("{}: {} numbers make {given}", sum.what, sum.parts.len()),
            );
            notes.hold(Code::TableTotal, cell, cell.whole(), say);
        } else if sum.is_close() || 2 * holding >= tried.len() {
            let message = Say::new(
                format!("Tallene giver {made}, ikke {given}"),
                format!("The numbers make {made}, not {given}"),
            );
            let shown: Vec<String> = sum.parts.iter().map(|part| decimal(*part)).collect();
            let why = Say::same(format!("{}: {} = {made}", sum.what, shown.join(" + ")));
            let found = Found::new(Code::TableTotal, message, why);
            // One sum alone may not be meant as one.
            let level = if holding > 0 && !sum.shares { Level::Error } else { Level::Warning };
            notes.find(cell, cell.whole(), found.at_level(level).suggest(Say::same(made)));
        }
    }
}

fn cell<'s, 'd>(
    sheet: &'s Sheet<'d>,
    (field, block): (u32, u32),
    table: &Table,
    sum: &Tried,
) -> Option<&'s Passage<'d>> {
    let width = table.header.first().or(table.rows.first())?.len();
    let text = (usize::from(table.caption.is_some()) + sum.row * width + sum.column) as u32;
    sheet.passages.iter().find(|passage| passage.spot == Spot::Field { field, block, text })
}

/// A cell that is one number, "-12,5" among them: value and decimals.
fn value(cell: &str) -> Option<(i128, u32)> {
    let trimmed = cell.trim();
    let cell = trimmed.trim_start_matches(['-', '−', '–', '+']).trim_start();
    let sign = if trimmed.starts_with(['-', '−', '–']) { -1 } else { 1 };
    let numbers = numbers(cell, &[]);
    let [number] = &numbers[..] else { return None };
    let alone = number.range.start == 0 && number.end == cell.len() && !number.word;
    alone.then_some((sign * number.value, number.decimals))
}

fn slack(parts: &[(i128, u32)], total: (i128, u32)) -> i128 {
    let decimals = parts.iter().map(|part| part.1).chain([total.1]).max().unwrap_or_default();
    if decimals == 0 { 0 } else { MICRO / 10_i128.pow(decimals) * (parts.len() as i128 + 1) / 2 }
}

fn heading(table: &Table, column: usize) -> String {
    let heads =
        table.header.iter().filter_map(|row| row.get(column)).filter(|head| !head.is_empty());
    heads.cloned().collect::<Vec<_>>().join(" ").replace('\n', " ")
}

fn is_total(label: &str) -> bool {
    TOTAL.is_match(label.trim())
}

fn columns(table: &Table) -> Vec<Tried> {
    let width = table.rows.first().map_or(0, Vec::len);
    (1..width).flat_map(|column| column_sums(table, column)).collect()
}

/// What a row is called: its first cell, or the second behind an empty one.
fn label(row: &[String]) -> &str {
    row.iter().take(2).map(|cell| cell.trim()).find(|cell| !cell.is_empty()).unwrap_or_default()
}

/// What a column's totals may be made of, as the rows pass by.
#[derive(Default)]
struct Running {
    since_last: Vec<(i128, u32)>,
    all: Vec<(i128, u32)>,
    /// What the rows of `all` are called.
    labels: Vec<String>,
    totals: Vec<(i128, u32)>,
}

impl Running {
    fn part(&mut self, part: (i128, u32), label: &str) {
        self.labels.push(label.to_lowercase());
        self.since_last.push(part);
        self.all.push(part);
    }

    /// The row that makes the total, or the one to be expected: the parts since the last total,
    /// all parts, the last total and what came after it, or the totals.
    fn made_of(&self, total: (i128, u32), label: &str) -> Vec<(i128, u32)> {
        let last_and_since: Vec<_> =
            self.totals.last().into_iter().chain(&self.since_last).copied().collect();
        let expected =
            if self.since_last.is_empty() { self.totals.clone() } else { self.since_last.clone() };
        let left_out = self.without(label);
        let expected = if left_out.is_empty() { expected } else { left_out };
        let ways = [expected.clone(), self.all.clone(), last_and_since];
        let makes = |row: &Vec<(i128, u32)>| {
            row.len() > 1 && (sum_of(row) - total.0).abs() <= slack(row, total)
        };
        ways.into_iter().find(makes).unwrap_or(expected)
    }

    /// "I alt ekskl. moms": all parts but those called so, where there are such.
    fn without(&self, label: &str) -> Vec<(i128, u32)> {
        let Some(found) = WITHOUT.captures(label) else { return Vec::new() };
        let what = found["what"].to_lowercase();
        let kept = self.all.iter().zip(&self.labels).filter(|(_, own)| !own.contains(&what));
        let kept: Vec<_> = kept.map(|(part, _)| *part).collect();
        if kept.len() < self.all.len() { kept } else { Vec::new() }
    }

    fn total(&mut self, total: (i128, u32)) {
        self.totals.push(total);
        self.since_last.clear();
    }
}

fn sum_of(parts: &[(i128, u32)]) -> i128 {
    parts.iter().map(|part| part.0).sum()
}

/// The sums of one column. A column of shares adds up to 100 where it says so.
fn column_sums(table: &Table, column: usize) -> Vec<Tried> {
    let head = heading(table, column);
    let shares = NO_SUM.is_match(&head);
    let mut tried: Vec<Tried> = Vec::new();
    let mut running = Running::default();
    for (index, row) in table.rows.iter().enumerate() {
        let Some(cell) = row.get(column) else { continue };
        let label = label(row);
        let read = value(cell);
        if !is_total(label) {
            match read {
                _ if OF_WHICH.is_match(label) => {}
                Some(read) => running.part(read, label),
                None if matches!(cell.trim(), "" | "-" | "–" | "—") => {}
                None => return tried,
            }
            continue;
        }
        let Some(total) = read else { continue };
        let parts = running.made_of(total, label);
        running.total(total);
        if parts.len() < 2 || shares && total.0 != 100 * MICRO {
            continue;
        }
        tried.push(Tried {
            row: table.header.len() + index,
            column,
            slack: slack(&parts, total).max(if shares { share_slack(&parts) } else { 0 }),
            parts: parts.iter().map(|part| part.0).collect(),
            total: total.0,
            what: if head.is_empty() { label.to_owned() } else { head.clone() },
            shares,
        });
    }
    tried
}

/// Each share is off by half a step at most.
fn share_slack(parts: &[(i128, u32)]) -> i128 {
    let decimals = parts.iter().map(|part| part.1).max().unwrap_or_default();
    MICRO / 10_i128.pow(decimals) * parts.len() as i128 / 2
}

fn rows(table: &Table) -> Vec<Tried> {
    let width = table.rows.first().map_or(0, Vec::len);
    let totals: Vec<usize> =
        (2..width).filter(|column| is_total(&heading(table, *column))).collect();
    let [column] = totals[..] else { return Vec::new() };
    if (1..column).any(|before| NO_SUM.is_match(&heading(table, before))) {
        return Vec::new();
    }
    let sum = |(index, row): (usize, &Vec<String>)| {
        let parts: Option<Vec<(i128, u32)>> =
            row.get(1..column)?.iter().map(|cell| value(cell)).collect();
        let (parts, total) = (parts?, value(row.get(column)?)?);
        let what = row.first().cloned().unwrap_or_default();
        let slack = slack(&parts, total);
        let values: Vec<i128> = parts.iter().map(|part| part.0).collect();
        let row = table.header.len() + index;
        (values.len() > 1).then_some(Tried {
            row,
            column,
            parts: values,
            total: total.0,
            slack,
            what,
            shares: false,
        })
    };
    table.rows.iter().enumerate().filter_map(sum).collect()
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Block, Document, Field, FieldName, Item, Section, Table};

    use super::super::testing::report;
    use crate::{Code, Register};

    fn check(header: &[&str], rows: &[&[&str]], found: usize, held: usize) {
        let own = |row: &[&str]| row.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>();
        let table = Table {
            header: vec![own(header)],
            rows: rows.iter().map(|row| own(row)).collect(),
            ..Table::default()
        };
        let blocks = vec![Block::Table(table)];
        let field = Field { name: FieldName::Presentation, heading: None, blocks };
        let item = Item { fields: vec![field], ..Item::default() };
        let sections = vec![Section { items: vec![item], ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        let count = |code: &&&str| ***code == *Code::TableTotal.name();
        assert_eq!(report.codes().iter().filter(count).count(), found, "{rows:?}");
        assert_eq!(report.held().iter().filter(count).count(), held, "{rows:?}");
    }

    #[test]
    fn columns_and_rows_are_summed() {
        check(
            &["KKR", "2025", "2026"],
            &[&["A", "851", "850"], &["B", "476", "477"], &["I alt", "1.327", "1.327"]],
            0,
            2,
        );
        check(
            &["KKR", "2025", "2026"],
            &[&["A", "851", "850"], &["B", "476", "477"], &["I alt", "1.327", "1.372"]],
            1,
            1,
        );
        check(
            &["Kommune", "Mænd", "Kvinder", "I alt"],
            &[&["A", "3", "4", "7"], &["B", "5", "6", "12"], &["C", "1", "1", "2"]],
            1,
            2,
        );
    }

    #[test]
    fn shares_and_texts_have_no_sum() {
        check(&["KKR", "Pct."], &[&["A", "51"], &["B", "76"], &["I alt", "60"]], 0, 0);
        check(&["KKR", "Antal"], &[&["A", "mange"], &["B", "76"], &["I alt", "60"]], 0, 0);
    }

    #[test]
    fn rounded_decimals_may_be_off_by_their_rounding() {
        check(&["KKR", "Mio. kr."], &[&["A", "1,4"], &["B", "2,4"], &["I alt", "3,9"]], 0, 1);
    }

    #[test]
    fn averages_and_totals_without_a_row_are_told() {
        check(&["Skole", "Gns."], &[&["A", "21"], &["B", "24"], &["I alt", "22,4"]], 0, 0);
        let classes: &[&[&str]] =
            &[&["A", "20,1"], &["B", "24,2"], &["C", "22"], &["I alt", "22,3"]];
        check(&["Skole", "Klasse"][..], classes, 0, 0);
        let rows: &[&[&str]] = &[
            &["Timer", "300"],
            &["Varer", "100"],
            &["Moms", "100"],
            &["I alt ekskl. moms", "400"],
            &["I alt inkl. moms", "500"],
        ];
        check(&["Post", "Beløb"], rows, 0, 2);
    }

    #[test]
    fn subtotals_are_summed_to_the_grand_total() {
        let rows: &[&[&str]] = &[
            &["A", "1"],
            &["B", "2"],
            &["Øst i alt", "3"],
            &["C", "3"],
            &["D", "4"],
            &["Vest i alt", "7"],
            &["I alt", "10"],
        ];
        check(&["Kommune", "Antal"], rows, 0, 3);
    }
}
