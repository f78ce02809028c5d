//! What a head sets side by side with spaces: two lists of members, or body and kind of document.

use super::attendance::opens;
use super::head::{body_title, document_kind};
use crate::flow::{Gap, Line, Wrap};
use crate::pattern::regex;

/// Words of a line and the column they begin in, in characters from the left edge.
type Piece = (f32, String);

/// The lines of a head, those that stand side by side one after the other.
pub(super) fn unfold(lines: &[&Line]) -> Vec<Line> {
    let mut unfolded = Vec::new();
    let mut index = 0;
    while index < lines.len() {
        let line = lines[index];
        let pieces = pieces(line);
        index += 1;
        if pieces.len() > 1 && pieces.iter().all(|(_, text)| is_roll(text)) {
            let below = lines[index..].iter().take_while(|line| line.gap < Gap::Paragraph).count();
            unfolded.extend(columns(line, pieces, &lines[index..index + below]));
            index += below;
        } else if pieces.len() > 1 && pieces.iter().all(|(_, text)| is_title(text)) {
            unfolded.extend(pieces.into_iter().map(|(_, text)| Line { text, ..line.clone() }));
        } else {
            unfolded.push(line.clone());
        }
    }
    unfolded
}

fn is_roll(text: &str) -> bool {
    opens(text).is_some_and(|(_, rest)| rest.is_empty())
}

fn is_title(text: &str) -> bool {
    document_kind(text).is_some() || body_title(text).is_some()
}

fn pieces(line: &Line) -> Vec<Piece> {
    if line.wrap != Wrap::Physical || !line.text.contains("  ") {
        return Vec::new();
    }
    let mut pieces = Vec::new();
    let mut at = 0;
    for gap in regex!(r"\s{2,}").find_iter(&line.text) {
        pieces.push(at..gap.start());
        at = gap.end();
    }
    pieces.push(at..line.text.len());
    let piece = |range: std::ops::Range<usize>| {
        let column = line.indent + line.text[..range.start].chars().count() as f32;
        (column, line.text[range].to_owned())
    };
    pieces.into_iter().map(piece).collect()
}

/// Each list under its label, in the order of the labels.
fn columns(label: &Line, labels: Vec<Piece>, below: &[&Line]) -> Vec<Line> {
    /// Names need not stand exactly below their label.
    const SLACK: f32 = 2.0;
    let starts: Vec<f32> = labels.iter().map(|(column, _)| *column).collect();
    let mut lists: Vec<Vec<Line>> = labels
        .into_iter()
        .map(|(_, text)| vec![Line { text, gap: Gap::Paragraph, ..label.clone() }])
        .collect();
    for line in below {
        let mut cells = pieces(line);
        if cells.is_empty() {
            cells.push((line.indent, line.text.clone()));
        }
        let mut filled = None;
        for (column, text) in cells {
            let list = starts.iter().rposition(|start| *start <= column + SLACK).unwrap_or(0);
            match lists[list].last_mut().filter(|_| filled == Some(list)) {
                Some(line) => line.text = format!("{}, {text}", line.text),
                None => lists[list].push(Line { text, gap: Gap::Line, ..(*line).clone() }),
            }
            filled = Some(list);
        }
    }
    lists.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_side_by_side_come_one_after_the_other() {
        let physical = |text: &str| Line {
            text: text.trim().to_owned(),
            indent: text.chars().take_while(|c| *c == ' ').count() as f32,
            wrap: Wrap::Physical,
            ..Line::default()
        };
        let lines = [
            "Medlemmer:            Fraværende:",
            "Anna Berg (A)         Bo Carl (V)",
            "                      Dorte Dam (F)",
            "Else Eg (C)  formand",
        ]
        .map(physical);
        let lines: Vec<&Line> = lines.iter().collect();
        let texts: Vec<String> = unfold(&lines).into_iter().map(|line| line.text).collect();
        assert_eq!(
            texts,
            [
                "Medlemmer:",
                "Anna Berg (A)",
                "Else Eg (C), formand",
                "Fraværende:",
                "Bo Carl (V)",
                "Dorte Dam (F)"
            ]
        );
        let title = physical("KKR HOVEDSTADEN            DAGSORDEN");
        let texts: Vec<String> = unfold(&[&title]).into_iter().map(|line| line.text).collect();
        assert_eq!(texts, ["KKR HOVEDSTADEN", "DAGSORDEN"]);
    }
}
