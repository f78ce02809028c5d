//! Tables whose cells an extract prints as narrow lines below each other: a table of numbers with
//! its labels broken per syllable, and lists that stood side by side.

use std::ops::Range;

use raadslag_document::{Block, List, ListItem, Span, Table};

use crate::flow::{Gap, Line, Role, Wrap};
use crate::marker;
use crate::repair::Evidence;

const NARROW: usize = 38;
const FEWEST: usize = 10;

/// The first stretch of lines as narrow as a table's columns, from a line on.
pub(super) fn next(lines: &[&Line], from: usize) -> Option<Range<usize>> {
    let narrow = |line: &&&Line| line.wrap == Wrap::Physical && line.text.chars().count() <= NARROW;
    let mut index = from;
    while index < lines.len() {
        let run = lines[index..].iter().take_while(narrow).count();
        let stretch = &lines[index..index + run];
        if run >= FEWEST && stretch.iter().filter(|line| line.text.ends_with('-')).count() >= 3 {
            // The last line of the paragraph above may be short as well.
            return Some(index + paragraph_end(stretch)..index + run);
        }
        index += run.max(1);
    }
    None
}

/// Lines at the start of a narrow stretch that close the paragraph before it.
fn paragraph_end(lines: &[&Line]) -> usize {
    let opens = lines.first().is_some_and(|line| line.gap >= Gap::Paragraph);
    if opens {
        return 0;
    }
    lines.iter().position(|line| line.gap >= Gap::Paragraph).filter(|end| *end <= 2).unwrap_or(0)
}

/// What was made of a narrow stretch.
#[derive(Default)]
pub(super) struct Read {
    /// The table or lists; empty where the stretch is neither.
    pub(super) blocks: Vec<Block>,
    /// How many of its lines they take.
    pub(super) taken: usize,
}

/// Reads a narrow stretch.
pub(super) fn read(lines: &[&Line], evidence: &Evidence) -> Read {
    numbers(lines, evidence).or_else(|| side_by_side(lines, evidence)).unwrap_or_default()
}

/// A table of numbers: each row is its label's fragments and, on the last of them, all its numbers.
fn numbers(lines: &[&Line], evidence: &Evidence) -> Option<Read> {
    let ends: Vec<(usize, usize)> = lines
        .iter()
        .enumerate()
        .map(|(index, line)| (index, trailing_numbers(&line.text)))
        .filter(|(_, count)| *count >= 2)
        .collect();
    let columns = ends.first()?.1;
    if ends.len() < 2 || ends.iter().any(|(_, count)| *count != columns) {
        return None;
    }
    let first_row = first_row_start(&lines[..ends[0].0], columns, evidence)?;
    let mut rows = Vec::new();
    let mut from = first_row;
    for (end, _) in &ends {
        rows.push(row(&lines[from..=*end], columns, evidence));
        from = end + 1;
    }
    let (header, spans) = header(&lines[..first_row], columns, evidence)?;
    let table = Table { caption: None, header, rows, spans };
    Some(Read { blocks: vec![Block::Table(table)], taken: from })
}

fn trailing_numbers(text: &str) -> usize {
    text.split_whitespace().rev().take_while(|token| is_number(token)).count()
}

fn is_number(token: &str) -> bool {
    let token = token.trim_start_matches(['-', '−']).trim_end_matches('%');
    token.starts_with(|c: char| c.is_ascii_digit())
        && token.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

fn row(lines: &[&Line], columns: usize, evidence: &Evidence) -> Vec<String> {
    let last = lines[lines.len() - 1].text.as_str();
    let tokens: Vec<&str> = last.split_whitespace().collect();
    let (label, numbers) = tokens.split_at(tokens.len() - columns);
    let label_end = label.join(" ");
    let fragments = lines[..lines.len() - 1].iter().map(|line| line.text.as_str());
    let label = evidence.cell(fragments.chain(std::iter::once(label_end.as_str())));
    std::iter::once(label).chain(numbers.iter().map(ToString::to_string)).collect()
}

/// Where the first row's label begins: after a header that has a cell for every column.
fn first_row_start(lines: &[&Line], columns: usize, evidence: &Evidence) -> Option<usize> {
    (0..=lines.len()).rev().find(|start| {
        let label_opens =
            lines.get(*start).is_none_or(|line| line.text.starts_with(char::is_uppercase));
        label_opens && header(&lines[..*start], columns, evidence).is_some()
    })
}

/// The header: one cell per column at the end, and before them groups that each span as many.
fn header(
    lines: &[&Line],
    columns: usize,
    evidence: &Evidence,
) -> Option<(Vec<Vec<String>>, Vec<Span>)> {
    let cells = header_cells(lines, evidence);
    let groups = cells.len().checked_sub(columns)?;
    let own = cells[groups..].to_vec();
    let blank = || vec![String::new()];
    if groups == 0 {
        return Some((vec![[blank(), own].concat()], Vec::new()));
    }
    let period =
        columns.checked_div(groups).filter(|period| period * groups == columns && *period > 1)?;
    if own.chunks(period).any(|group| group != &own[..period]) {
        return None;
    }
    let mut first = blank();
    let mut spans = vec![Span { row: 0, column: 0, rows: 2, columns: 1 }];
    for (index, group) in cells[..groups].iter().enumerate() {
        let column = (1 + index * period) as u32;
        spans.push(Span { row: 0, column, rows: 1, columns: period as u32 });
        first.push(group.clone());
        first.extend(std::iter::repeat_n(String::new(), period - 1));
    }
    Some((vec![first, [blank(), own].concat()], spans))
}

/// Header cells begin with a capital after a word that is complete.
fn header_cells(lines: &[&Line], evidence: &Evidence) -> Vec<String> {
    let mut cells: Vec<Vec<&str>> = Vec::new();
    for line in lines {
        let open =
            cells.last().and_then(|cell| cell.last()).is_some_and(|last| last.ends_with('-'));
        if cells.is_empty() || (line.text.starts_with(char::is_uppercase) && !open) {
            cells.push(Vec::new());
        }
        if let Some(cell) = cells.last_mut() {
            cell.push(&line.text);
        }
    }
    cells.into_iter().map(|cell| evidence.cell(cell)).collect()
}

/// Lists that stood side by side: their headings first, then one list after the other, each closed
/// by a full stop.
fn side_by_side(lines: &[&Line], evidence: &Evidence) -> Option<Read> {
    let first_entry = lines.iter().position(|line| is_entry(line))?;
    let headings = header_cells(&lines[..first_entry], evidence);
    if headings.len() < 2 {
        return None;
    }
    let entries = entries(&lines[first_entry..], evidence);
    let mut lists: Vec<Vec<ListItem>> = vec![Vec::new()];
    for (index, entry) in entries.iter().enumerate() {
        if let Some(list) = lists.last_mut() {
            list.push(ListItem::from(entry.as_str()));
        }
        if entry.ends_with('.') && index + 1 < entries.len() {
            lists.push(Vec::new());
        }
    }
    if lists.len() != headings.len() {
        return None;
    }
    let blocks = headings.into_iter().zip(lists).flat_map(|(text, items)| {
        [Block::Heading { level: 2, text }, Block::List(List { items, ..List::default() })]
    });
    Some(Read { blocks: blocks.collect(), taken: lines.len() })
}

fn is_entry(line: &Line) -> bool {
    matches!(line.role, Role::Entry { ordered: false, .. })
        || marker::take(&line.text).0 != Role::Text
}

fn entries(lines: &[&Line], evidence: &Evidence) -> Vec<String> {
    let mut entries: Vec<Vec<&str>> = Vec::new();
    for line in lines {
        if is_entry(line) || entries.is_empty() {
            entries.push(Vec::new());
        }
        if let Some(entry) = entries.last_mut() {
            entry.push(&line.text);
        }
    }
    entries.into_iter().map(|entry| evidence.paragraph(entry)).collect()
}

impl super::Builder<'_> {
    /// A table of the format's own with its cells healed.
    pub(super) fn healed(&self, mut table: Table) -> Table {
        for cell in table.header.iter_mut().chain(&mut table.rows).flatten() {
            *cell = if cell.contains('\n') {
                self.evidence.cell(cell.split('\n'))
            } else {
                self.evidence.heal(cell)
            };
        }
        table
    }
}
