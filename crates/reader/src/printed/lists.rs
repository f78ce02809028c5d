//! Lists of a printed document: entries by their depth and their numbers.

use raadslag_document::{Block, List, ListItem};

use crate::flow::Line;

/// Lists being read, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Stack {
    blocks: Vec<Block>,
    open: Vec<List>,
    last: Vec<u32>,
}

impl Stack {
    /// Adds a block that stands this many lists deep.
    pub(super) fn add(&mut self, block: Block, depth: usize) {
        self.close(depth);
        match self.open.last_mut().and_then(|list| list.items.last_mut()) {
            Some(entry) => entry.blocks.push(block),
            None => self.blocks.push(block),
        }
    }

    pub(super) fn entry(&mut self, ordered: bool, number: Option<u32>, depth: u8, line: Line) {
        let level = usize::from(depth).min(self.open.len());
        self.close(level + 1);
        let (number, lettered, line) = match (ordered, number) {
            (true, None) => {
                let (number, line) = lettered(line);
                (number, true, line)
            }
            (_, number) => (number.unwrap_or(1), false, line),
        };
        let follows = self.open.len() > level && {
            let list = &self.open[level];
            list.ordered == ordered
                && list.lettered == lettered
                && (!ordered || self.last[level] + 1 == number)
        };
        if !follows {
            self.close(level);
            let start = (ordered && number != 1).then_some(number);
            self.open.push(List { ordered, lettered, start, items: Vec::new() });
            self.last.push(number);
        }
        self.last[level] = number;
        let item = ListItem { text: line.text, marks: line.marks, blocks: Vec::new() };
        self.open[level].items.push(item);
    }

    fn close(&mut self, depth: usize) {
        while self.open.len() > depth {
            let Some(list) = self.open.pop() else { return };
            self.last.pop();
            let block = Block::List(list);
            match self.open.last_mut().and_then(|list| list.items.last_mut()) {
                Some(entry) => entry.blocks.push(block),
                None => self.blocks.push(block),
            }
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close(0);
        self.blocks
    }
}

/// How far in each list stands, in characters.
const STEP: f32 = 3.6;

/// How many lists deep a line stands.
pub(super) fn depth(line: &Line) -> usize {
    (1_u8..60)
        .find(|&depth| line.indent < (f32::from(depth) - 0.5) * STEP)
        .map_or(60, |it| it - 1)
        .into()
}

/// The letter before an entry's text, counted from 1, and the line without it.
fn lettered(mut line: Line) -> (u32, Line) {
    let Some((letter, rest)) = line.text.split_once([')', '.']) else { return (1, line) };
    let first = letter.chars().next().map_or(0, u32::from);
    let number = first.saturating_sub(u32::from('a')) + 1;
    let rest = rest.trim_start().to_owned();
    let shift = (line.text.chars().count() - rest.chars().count()) as u32;
    for mark in &mut line.marks {
        mark.start = mark.start.saturating_sub(shift);
        mark.end = mark.end.saturating_sub(shift);
    }
    line.text = rest;
    (number, line)
}
