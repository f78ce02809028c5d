//! What numbers and dashes at the beginning of chunks count: entries of lists, or dates and words.

use super::blocks::{Chunk, Marker, ends_sentence};
use crate::flow::{Gap, Line, Role, Wrap};
use crate::marker::{self, Numbering};

pub(super) fn marker_of(line: &Line) -> Marker {
    match line.role {
        Role::Heading(level) => Marker::Heading(level),
        Role::Entry { ordered: false, .. } => Marker::Bullet,
        Role::Entry { number: Some(number), .. } => Marker::Number(number),
        // Of letters only the text tells.
        Role::Entry { number: None, .. } => match written_marker(&line.text) {
            Marker::None => Marker::Number(1),
            marker => marker,
        },
        Role::Note => Marker::None,
        Role::Text => written_marker(&line.text),
    }
}

fn written_marker(text: &str) -> Marker {
    match marker::numbered(text) {
        Some((Numbering::Number(number), _)) => Marker::Number(number),
        Some((Numbering::Letter(letter), _)) => Marker::Letter(letter),
        Some((Numbering::Roman(number), _)) => Marker::Roman(number),
        None => Marker::None,
    }
}

/// "i", "v" and "x" are letters in a list of letters and numbers in one of Roman numbers; "i" that
/// begins no such list is a word.
pub(super) fn roman_letters(chunks: &mut [Chunk<'_>]) {
    const LETTERS: [(u32, u32); 3] = [(9, 1), (22, 5), (24, 10)];
    let (mut letter, mut roman) = (0, 0);
    for index in 0..chunks.len() {
        let goes_on = |wanted: Marker| chunks[index + 1..].iter().any(|next| next.marker == wanted);
        let marker = match chunks[index].marker {
            Marker::Roman(1) if letter == 8 => Marker::Letter(9),
            Marker::Roman(1) if !goes_on(Marker::Roman(2)) => Marker::None,
            Marker::Letter(number) => {
                let roman_number = LETTERS.iter().find(|(letter, _)| *letter == number);
                match roman_number.filter(|(_, number)| *number == roman + 1 && roman > 0) {
                    Some((_, number)) => Marker::Roman(*number),
                    None => Marker::Letter(number),
                }
            }
            marker => marker,
        };
        match marker {
            Marker::Letter(number) => letter = number,
            Marker::Roman(number) => roman = number,
            _ => {}
        }
        chunks[index].marker = marker;
    }
}

/// Where a text's lines say no depth, entries clearly further in than those before stand below them.
pub(super) fn set_depths(chunks: &mut [Chunk<'_>]) {
    /// Entries are set further in by so many characters at least.
    const STEP: f32 = 1.8;
    let mut edges: Vec<f32> = Vec::new();
    for chunk in chunks {
        let first = chunk.lines[0];
        let given = first.wrap == Wrap::Whole || chunk.depth > 0;
        match chunk.marker {
            Marker::Heading(_) => edges.clear(),
            Marker::None if chunk.gap >= Gap::Paragraph => edges.clear(),
            Marker::None => {}
            _ if given => edges.clear(),
            _ => {
                if first.gap != Gap::Page {
                    edges.retain(|edge| *edge < first.indent + STEP);
                    if edges.last().is_none_or(|edge| *edge + STEP <= first.indent) {
                        edges.push(first.indent);
                    }
                }
                chunk.depth = edges.len().saturating_sub(1).min(usize::from(u8::MAX)) as u8;
            }
        }
    }
}

/// A line that begins with "9. juni 2022" goes on with a date and is no ninth entry: a number is
/// an entry's only where its list begins with 1 or goes on from the one before.
pub(super) fn false_numbers(chunks: &mut Vec<Chunk<'_>>) {
    let mut seen: Vec<(char, u32)> = Vec::new();
    let mut index = 0;
    while index < chunks.len() {
        let (letter, number) = match chunks[index].marker {
            Marker::Number(number) => ('1', number),
            Marker::Letter(number) => ('a', number),
            Marker::Roman(number) => ('i', number),
            _ => {
                index += 1;
                continue;
            }
        };
        let given = matches!(chunks[index].lines[0].role, Role::Entry { .. });
        let before = number.checked_sub(1);
        let follows = number == 1 || before.is_some_and(|before| seen.contains(&(letter, before)));
        if given || follows {
            seen.push((letter, number));
            index += 1;
        } else {
            chunks[index].marker = Marker::None;
            let before = index.checked_sub(1).map(|before| &chunks[before]);
            let continues = chunks[index].gap == Gap::Line
                && before.is_some_and(|chunk| {
                    chunk
                        .lines
                        .last()
                        .is_some_and(|l| l.wrap == Wrap::Physical && !ends_sentence(&l.text))
                });
            if continues {
                let chunk = chunks.remove(index);
                let before = &mut chunks[index - 1];
                before.lines.extend(chunk.lines);
                before.after = chunk.after;
            } else {
                index += 1;
            }
        }
    }
}
