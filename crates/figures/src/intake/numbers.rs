//! Numbers as people write them, a column at a time: whether `1.779` is a thousand or less than two
//! is decided by what else stands in the column, or asked.

use crate::Exact;

/// How a text is to be read that could be grouped or a fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// As grouped: the column counts whole things.
    Grouped,
    /// As a decimal point or comma: the machine's notation.
    Decimal,
    /// Not at all: it must be asked.
    Ask,
}

/// What a text turned out to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// A number.
    Number(Exact),
    /// Either of two numbers.
    Ambiguous(Exact, Exact),
    /// No number.
    None,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Point {
    Dot,
    Comma,
}

/// Reads the texts of one column together.
pub(super) fn read_column(texts: &[&str], doubt: Doubt) -> Vec<Reading> {
    let shapes: Vec<Option<Shape>> = texts.iter().map(|text| Shape::of(text)).collect();
    let has = |point| shapes.iter().flatten().any(|shape| shape.evidence() == Some(point));
    let point = match (has(Point::Dot), has(Point::Comma)) {
        (true, false) => Some(Point::Dot),
        (false, true) => Some(Point::Comma),
        _ => None,
    };
    let read = |(shape, text): (&Option<Shape>, &&str)| match shape {
        Some(shape) => shape.read(point, doubt),
        None => fraction(text),
    };
    shapes.iter().zip(texts).map(read).collect()
}

/// `1000/3`, as a number without an end is written.
fn fraction(text: &str) -> Reading {
    let number = || text.contains('/').then(|| text.parse().ok()).flatten();
    number().map_or(Reading::None, Reading::Number)
}

/// A number's digits and separators: sign, digit groups, the separators between them.
struct Shape {
    sign: &'static str,
    groups: Vec<String>,
    separators: Vec<Point>,
    exponent: String,
}

impl Shape {
    fn of(text: &str) -> Option<Self> {
        let text = stripped(text);
        let (sign, digits) = match text.strip_prefix(['-', '−', '–']) {
            Some(rest) => ("-", rest.to_owned()),
            None => ("", text.strip_prefix('+').unwrap_or(&text).to_owned()),
        };
        let (digits, exponent) = match digits.find(['e', 'E']) {
            Some(at) => (digits[..at].to_owned(), digits[at..].to_owned()),
            None => (digits, String::new()),
        };
        let mut shape =
            Self { sign, groups: vec![String::new()], separators: Vec::new(), exponent };
        for c in digits.chars() {
            match c {
                '0'..='9' => shape.groups.last_mut()?.push(c),
                '.' | ',' => {
                    shape.separators.push(if c == '.' { Point::Dot } else { Point::Comma });
                    shape.groups.push(String::new());
                }
                _ => return None,
            }
        }
        let has_digits = shape.groups.iter().any(|group| !group.is_empty());
        (has_digits && shape.parses()).then_some(shape)
    }

    /// Whether the separators stand where separators may.
    fn parses(&self) -> bool {
        let Some((last, before @ [first, ..])) = self.separators.split_last() else { return true };
        let alike = before.iter().all(|point| point == first);
        let groups = &self.groups[1..self.groups.len() - 1];
        let end = &self.groups[self.groups.len() - 1];
        let in_threes = groups.iter().all(|group| group.len() == 3);
        let ends = first != last || end.len() == 3;
        alike && in_threes && ends && (1..=3).contains(&self.groups[0].len())
    }

    /// Which decimal separator the author evidently uses.
    fn evidence(&self) -> Option<Point> {
        let other = |point| if point == Point::Dot { Point::Comma } else { Point::Dot };
        match self.separators.as_slice() {
            [] => None,
            [only] => (!self.is_doubtful()).then_some(*only),
            [first, .., last] if first == last => Some(other(*first)),
            [.., last] => Some(*last),
        }
    }

    /// One separator with three digits behind and one to three before, the first not zero.
    fn is_doubtful(&self) -> bool {
        let [first, last] = self.groups.as_slice() else { return false };
        last.len() == 3
            && (1..=3).contains(&first.len())
            && !first.starts_with('0')
            && self.exponent.is_empty()
    }

    fn read(&self, point: Option<Point>, doubt: Doubt) -> Reading {
        let number = |text: String| text.parse().map_or(Reading::None, Reading::Number);
        match self.separators.as_slice() {
            [] => number(self.grouped()),
            [only] if self.is_doubtful() => self.read_doubtful(*only, point, doubt),
            [first, .., last] if first == last => number(self.grouped()),
            _ => number(self.decimal()),
        }
    }

    fn read_doubtful(&self, own: Point, column: Option<Point>, doubt: Doubt) -> Reading {
        let is_grouped = match (doubt, column) {
            (Doubt::Grouped, _) => Some(true),
            (Doubt::Decimal, _) => Some(false),
            (Doubt::Ask, column) => column.map(|point| point != own),
        };
        match (is_grouped, self.grouped().parse(), self.decimal().parse()) {
            (Some(true), Ok(grouped), _) => Reading::Number(grouped),
            (Some(false), _, Ok(decimal)) => Reading::Number(decimal),
            (None, Ok(grouped), Ok(decimal)) => Reading::Ambiguous(grouped, decimal),
            _ => Reading::None,
        }
    }

    fn grouped(&self) -> String {
        format!("{}{}{}", self.sign, self.groups.concat(), self.exponent)
    }

    fn decimal(&self) -> String {
        let (last, before) = self.groups.split_last().expect("a shape has a group");
        format!("{}{}.{last}{}", self.sign, before.concat(), self.exponent)
    }
}

/// Without the spaces that group digits and the unit behind.
fn stripped(text: &str) -> String {
    let text = text.trim();
    let text = ["%", "pct.", "pct", "kr.", "kr", "DKK"]
        .iter()
        .find_map(|unit| text.strip_suffix(unit))
        .unwrap_or(text);
    let text = text.strip_prefix("kr.").unwrap_or(text).trim();
    let is_group_space = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\'');
    let parts: Vec<&str> = text.split(is_group_space).collect();
    let groups_fit = parts
        .iter()
        .skip(1)
        .all(|part| part.len() >= 3 && part.chars().take(3).all(|c| c.is_ascii_digit()));
    if groups_fit { parts.concat() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::{Doubt, Reading, read_column};
    use crate::Exact;

    fn check(column: &[&str], doubt: Doubt, expect: &[&str]) {
        let shown: Vec<String> = read_column(column, doubt)
            .iter()
            .map(|reading| match reading {
                Reading::Number(number) => number.to_string(),
                Reading::Ambiguous(..) => "?".to_owned(),
                Reading::None => "-".to_owned(),
            })
            .collect();
        assert_eq!(shown, expect, "{column:?}");
    }

    #[test]
    fn a_column_of_whole_things_groups() {
        check(
            &["1.779", "955", "1,304", "12 000"],
            Doubt::Grouped,
            &["1779", "955", "1304", "12000"],
        );
    }

    #[test]
    fn what_else_stands_in_the_column_decides() {
        check(&["1.779", "12,5"], Doubt::Ask, &["1779", "12.5"]);
        check(&["1.779", "12.5"], Doubt::Ask, &["1.779", "12.5"]);
        check(&["1.779", "1.234.567"], Doubt::Ask, &["1779", "1234567"]);
        check(&["1,779", "1,234.5"], Doubt::Ask, &["1779", "1234.5"]);
        check(&["1.779", "0.125"], Doubt::Ask, &["1.779", "0.125"]);
    }

    #[test]
    fn without_evidence_or_with_contradicting_evidence_it_is_asked() {
        check(&["1.779", "955"], Doubt::Ask, &["?", "955"]);
        check(&["1.779", "12,5", "12.5"], Doubt::Ask, &["?", "12.5", "12.5"]);
    }

    #[test]
    fn the_machines_notation_has_a_point() {
        check(&["1.779", "12,5"], Doubt::Decimal, &["1.779", "12.5"]);
    }

    #[test]
    fn what_is_no_number_is_none() {
        check(&["abc", "", "1..2", "1.2.3", "1 2", "NaN", "12,34.567,8"], Doubt::Ask, &["-"; 7]);
    }

    #[test]
    fn a_fraction_is_a_number() {
        check(&["1000/3", "1/0", "1/2/3"], Doubt::Ask, &["1000/3", "-", "-"]);
    }

    #[test]
    fn units_and_signs_are_understood() {
        check(&["12,5 %", "−3", "+4", "1.000,50 kr."], Doubt::Ask, &["12.5", "-3", "4", "1000.5"]);
        assert_eq!(read_column(&["1e3"], Doubt::Decimal), [Reading::Number(Exact::from(1000))]);
    }
}
