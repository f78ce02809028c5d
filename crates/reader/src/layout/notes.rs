//! Footnotes: at the foot of a page they interrupt a paragraph, whose lines are brought together
//! again; the note itself is marked, so that it stands behind the text of its field.

use std::collections::HashMap;

use super::furniture::piece;
use super::heading::field_kind;
use super::line;
use crate::flow::{Gap, Line, Part, Role};
use crate::pattern::regex;

/// A note stands no more lines below its number in the text.
const REACH: usize = 120;
/// No note has more lines.
const LONGEST: usize = 8;

/// Marks the lines of footnotes.
pub(super) fn mark(mut parts: Vec<Part>) -> Vec<Part> {
    let mut referred: HashMap<u32, usize> = HashMap::new();
    let mut last = 0;
    let mut index = 0;
    while index < parts.len() {
        let near = |number: &u32| {
            referred.get(number).is_some_and(|at| index - at <= REACH)
                && (*number == 1 || *number == last + 1)
        };
        let Some(number) = begins(&parts, index).filter(near) else {
            for number in line(&parts[index]).into_iter().flat_map(|l| references(&l.text)) {
                referred.insert(number, index);
            }
            index += 1;
            continue;
        };
        referred.remove(&number);
        last = number;
        let end = index + length(&parts[index..]);
        set_aside(&mut parts, index, end);
        index = end;
    }
    parts
}

/// The number of the note that begins with this part, by its form.
fn begins(parts: &[Part], index: usize) -> Option<u32> {
    let apart = || number(&line(&parts[index])?.text).filter(|_| stands_apart(parts, index));
    number_above(&parts[index..]).or_else(apart)
}

/// "1 Tal fra ministeriet", "2) Se bilag 3", "[3] www.example.org".
fn number(text: &str) -> Option<u32> {
    if !text.starts_with(|c: char| c == '[' || c.is_ascii_digit() || RAISED.contains(&c)) {
        return None;
    }
    let form =
        regex!(r"^(?:\[(\d{1,2})\]|(\d{1,2})\)?|([¹²³⁴-⁹⁰]{1,2}))\s*(\p{Lu}|https?:|www\.|§|”)");
    let found = form.captures(text)?;
    let digits = found.get(1).or(found.get(2)).or(found.get(3))?.as_str();
    let glued = found.get(2).is_some() && !text[digits.len()..].starts_with([' ', ')']);
    let columns = text.contains("   ");
    (!glued && !columns).then(|| value(digits)).flatten()
}

/// A raised number that an extract set on a line of its own above the note.
fn number_above(parts: &[Part]) -> Option<u32> {
    let this = line(parts.first()?)?;
    let number = value(&this.text).filter(|_| (1..=2).contains(&this.text.chars().count()))?;
    let note = line(parts.get(1)?)?;
    let begins = note.text.starts_with(|c: char| c.is_uppercase() || matches!(c, '§' | '”'));
    (begins && note.role == Role::Text && note.gap != Gap::Page).then_some(number)
}

/// The numbers of notes a line refers to: a number directly behind a word, or in brackets.
fn references(text: &str) -> Vec<u32> {
    if !text.contains(|c: char| c.is_ascii_digit() || RAISED.contains(&c)) {
        return Vec::new();
    }
    let form = regex!(
        r"\p{Ll}[.,;:)”’]{0,2}(?:(\d{1,2})|([¹²³⁴-⁹⁰]{1,2})|\s?\[(\d{1,2})\])(?:[\s.,;:)”]|$)"
    );
    let found = form.captures_iter(text);
    found.filter_map(|f| value(f.get(1).or(f.get(2)).or(f.get(3))?.as_str())).collect()
}

const RAISED: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

fn value(digits: &str) -> Option<u32> {
    let digit = |c: char| {
        RAISED.iter().position(|raised| *raised == c).or(c.to_digit(10).map(|d| d as usize))
    };
    if digits.is_empty() || digits.chars().count() > 2 {
        return None;
    }
    digits.chars().try_fold(0, |sum: u32, c| Some(sum * 10 + digit(c)? as u32))
}

/// Whether a line begins something of its own: below a gap, a rule or another note, or set small.
fn stands_apart(parts: &[Part], index: usize) -> bool {
    let Some(this) = line(&parts[index]).filter(|line| line.role == Role::Text) else {
        return false;
    };
    let before = index.checked_sub(1).and_then(|before| line(&parts[before]));
    let below = before.is_none_or(|before| is_rule(before) || before.role == Role::Note);
    below || this.gap >= Gap::Paragraph || this.size < 0.95
}

fn is_rule(line: &Line) -> bool {
    line.text.len() >= 5 && line.text.chars().all(|c| matches!(c, '_' | '-' | '—' | '–'))
}

/// How many parts a note takes: the lines directly below its first one.
fn length(parts: &[Part]) -> usize {
    let Some(first) = parts.first().and_then(line) else { return 1 };
    let goes_on = |part: &&Part| {
        line(part).is_some_and(|line| {
            line.gap == Gap::Line
                && line.role == Role::Text
                && (line.size - first.size).abs() < 0.03
                && number(&line.text).is_none()
                && field_kind(&line.text).is_none()
        })
    };
    let begun = 1 + usize::from(number_above(parts).is_some());
    let more = parts.get(begun..).unwrap_or_default();
    begun + more.iter().take(LONGEST - 1).take_while(goes_on).count()
}

/// Marks a note's lines, takes the rule above it off, and joins what it interrupted.
fn set_aside(parts: &mut [Part], start: usize, end: usize) {
    for (offset, part) in parts[start..end].iter_mut().enumerate() {
        if let Part::Line(line) = part {
            line.role = Role::Note;
            line.gap = if offset == 0 { Gap::Paragraph } else { Gap::Line };
        }
    }
    if let Some(above) = start.checked_sub(1)
        && let Some(rule) = line(&parts[above]).filter(|line| is_rule(line))
    {
        parts[above] = Part::Furniture(piece("rule", rule));
    }
    let is_text = |part: &Part| line(part).is_some_and(|line| line.role != Role::Note);
    let before = parts[..start].iter().rev().find(|part| is_text(part)).and_then(line);
    let interrupted = before.is_some_and(|line| !line.text.ends_with(['.', ':', ';', '!', '?']));
    if let Some(Part::Line(next)) = parts.get_mut(end)
        && interrupted
        && next.role == Role::Text
        && next.text.starts_with(char::is_lowercase)
    {
        next.gap = Gap::Page;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::Wrap;

    /// The texts of the lines that are notes; "|" stands for an empty line.
    fn notes(text: &str) -> Vec<String> {
        let mut gap = Gap::Line;
        let mut parts = Vec::new();
        for text in text.lines().map(str::trim) {
            if text == "|" {
                gap = Gap::Paragraph;
                continue;
            }
            let line = Line { text: text.to_owned(), gap, wrap: Wrap::Physical, ..Line::whole("") };
            parts.push(Part::Line(line));
            gap = Gap::Line;
        }
        let marked = mark(parts).into_iter().filter_map(|part| match part {
            Part::Line(line) if line.role == Role::Note => Some(line.text),
            _ => None,
        });
        marked.collect()
    }

    #[test]
    fn a_line_with_a_number_the_text_refers_to_is_a_note() {
        let text = "Antallet er steget1, og det skyldes en\n|\n1 Tal fra styrelsen,\nmaj 2026\n|\nny \
                    lov.2 Den gælder\n|\n2 Lov nr. 8.\n3 Ingen henviser hertil.";
        assert_eq!(notes(text), ["1 Tal fra styrelsen,", "maj 2026", "2 Lov nr. 8."]);
        assert_eq!(notes("Se aftalen².\n|\n² Den er fra 2020.").len(), 0);
        assert_eq!(notes("Se aftalen¹.\n____________\n¹ Den er fra 2020.").len(), 1);
        assert_eq!(notes("Se aftalen1, der blev\n1\n|\nDen er fra 2020.\n|\nindgået.").len(), 2);
        assert_eq!(notes("Se aftalen [1]\n|\n[1] Den er fra 2020.").len(), 1);
    }

    #[test]
    fn numbers_of_items_lists_and_names_are_none() {
        for text in [
            "K17 og CO2 er navne\n|\n2 Godkendelse af dagsorden",
            "Det koster 1 mio. kr.\n|\n1 Godkendelse af dagsorden",
            "Se bilag1.\n|\n1. Godkendelse af dagsorden",
            "Se bilag1.\n1 Godkendelse af dagsorden",
        ] {
            assert_eq!(notes(text), [""; 0], "{text}");
        }
    }
}
