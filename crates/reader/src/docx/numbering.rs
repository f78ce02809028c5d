//! The numbers and bullets that Word writes before paragraphs.

use std::collections::HashMap;

use super::xml::{self, Element};
use crate::ReadError;

/// Word has nine levels.
const LEVELS: usize = 9;

/// The numberings of a document, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    abstracts: HashMap<u32, [Level; LEVELS]>,
    numbers: HashMap<u32, Number>,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
}

#[derive(Debug, Default)]
struct Number {
    of: u32,
    /// Starts of its own, until they are used.
    starts: HashMap<usize, u32>,
}

#[derive(Debug, Clone)]
struct Level {
    format: String,
    text: String,
    start: u32,
    style: Option<String>,
    indent: Option<f32>,
}

impl Default for Level {
    fn default() -> Self {
        Self { format: "decimal".into(), text: String::new(), start: 1, style: None, indent: None }
    }
}

/// What stands before a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Label {
    /// A bullet.
    Bullet,
    /// A number of its own: "3.".
    Count(u32),
    /// A letter, which is written as the entry's text: "b)".
    Letter,
    /// A number made of several levels, as written: "2.6.".
    Written(String),
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(part: &str, text: &str) -> Result<Self, ReadError> {
        let mut reader = Reader::default();
        xml::walk(part, text, &mut reader)?;
        Ok(reader.numbering)
    }

    /// The level of a numbering that belongs to a style.
    pub(super) fn level_of_style(&self, number: u32, style: &str) -> Option<u8> {
        let levels = self.levels(number)?;
        let level = levels.iter().position(|level| level.style.as_deref() == Some(style))?;
        u8::try_from(level).ok()
    }

    fn levels(&self, number: u32) -> Option<&[Level; LEVELS]> {
        self.abstracts.get(&self.numbers.get(&number)?.of)
    }

    /// Indentation of a level in points.
    pub(super) fn indent(&self, number: u32, level: u8) -> Option<f32> {
        self.levels(number)?.get(usize::from(level))?.indent
    }

    /// Counts one further, and gives the label; with it the label as written.
    pub(super) fn next(&mut self, number: u32, level: u8) -> Option<(Label, String)> {
        let level = usize::from(level);
        let own = self.numbers.get_mut(&number)?;
        let levels = self.abstracts.get(&own.of)?;
        let this = levels.get(level)?;
        let counts = self.counts.entry(own.of).or_default();
        let start = own.starts.remove(&level);
        let before = if start.is_some() { None } else { counts[level] };
        let count = before.map_or(start.unwrap_or(this.start), |count| count.saturating_add(1));
        counts[level] = Some(count);
        counts[level + 1..].fill(None);
        match this.format.as_str() {
            "bullet" => return Some((Label::Bullet, String::new())),
            "none" if this.text.is_empty() => return None,
            _ => {}
        }
        let written = written(&this.text, levels, counts);
        let label = if this.text.matches('%').count() > 1 {
            Label::Written(written.clone())
        } else if this.format == "lowerLetter" && is_letter(&written) {
            Label::Letter
        } else {
            Label::Count(count)
        };
        Some((label, written))
    }
}

/// "b)", "b."
fn is_letter(written: &str) -> bool {
    let mut signs = written.trim().chars();
    signs.next().is_some_and(char::is_lowercase)
        && matches!(signs.next(), Some(')' | '.'))
        && signs.next().is_none()
}

/// `%1.%2.` with the counts put in.
fn written(text: &str, levels: &[Level; LEVELS], counts: &[Option<u32>; LEVELS]) -> String {
    let mut written = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        let digit = if c == '%' { chars.clone().next().and_then(|c| c.to_digit(10)) } else { None };
        match digit.map(|digit| digit as usize) {
            Some(level @ 1..=LEVELS) => {
                chars.next();
                let count = counts[level - 1].unwrap_or(levels[level - 1].start);
                written.push_str(&formatted(count, &levels[level - 1].format));
            }
            _ => written.push(c),
        }
    }
    written
}

fn formatted(count: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(count, 'a'),
        "upperLetter" => letters(count, 'A'),
        "lowerRoman" => roman(count).to_lowercase(),
        "upperRoman" => roman(count),
        "decimalZero" => format!("{count:02}"),
        "none" => String::new(),
        _ => count.to_string(),
    }
}

/// a … z, aa, bb …
fn letters(count: u32, first: char) -> String {
    let (letter, times) = ((count.max(1) - 1) % 26, (count.max(1) - 1) / 26 + 1);
    let letter = char::from_u32(first as u32 + letter).unwrap_or(first);
    std::iter::repeat_n(letter, times.min(40) as usize).collect()
}

fn roman(count: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 10_000 {
        return count.to_string();
    }
    let mut left = count;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            left -= value;
            text.push_str(sign);
        }
    }
    text
}

#[derive(Default)]
struct Reader {
    numbering: Numbering,
    of: Option<u32>,
    number: Option<u32>,
    level: Option<usize>,
}

impl Reader {
    fn level(&mut self) -> Option<&mut Level> {
        let levels = self.numbering.abstracts.get_mut(&self.of?)?;
        levels.get_mut(self.level?)
    }

    fn number(&mut self) -> Option<&mut Number> {
        self.numbering.numbers.get_mut(&self.number?)
    }
}

impl xml::Visit for Reader {
    fn start(&mut self, element: &Element<'_>) {
        let attr = |name: &str| element.attr(name).and_then(|value| value.parse::<u32>().ok());
        match element.name() {
            "abstractNum" => {
                self.of = attr("abstractNumId");
                self.numbering.abstracts.extend(self.of.map(|of| (of, Default::default())));
            }
            "num" => {
                self.number = attr("numId");
                self.numbering.numbers.extend(self.number.map(|n| (n, Number::default())));
            }
            "abstractNumId" => {
                if let (Some(of), Some(number)) = (attr("val"), self.number()) {
                    number.of = of;
                }
            }
            "lvl" | "lvlOverride" => self.level = attr("ilvl").map(|level| level as usize),
            "startOverride" => {
                let level = self.level;
                if let (Some(start), Some(level), Some(number)) =
                    (attr("val"), level, self.number())
                {
                    number.starts.insert(level, start);
                }
            }
            name => {
                let Some(level) = self.level() else { return };
                match name {
                    "start" => level.start = attr("val").unwrap_or(1),
                    "numFmt" => level.format = element.val().unwrap_or_default(),
                    "lvlText" => level.text = element.val().unwrap_or_default(),
                    "pStyle" => level.style = element.val(),
                    "ind" => level.indent = super::styles::indent(element),
                    _ => {}
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "abstractNum" => self.of = None,
            "num" => self.number = None,
            "lvl" | "lvlOverride" => self.level = None,
            _ => {}
        }
    }

    fn text(&mut self, _text: &str) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_and_roman_numbers() {
        assert_eq!(formatted(3, "lowerLetter"), "c");
        assert_eq!(formatted(27, "upperLetter"), "AA");
        assert_eq!(formatted(2024, "upperRoman"), "MMXXIV");
        assert_eq!(formatted(7, "decimalZero"), "07");
    }
}
