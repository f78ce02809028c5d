//! Plain text, as people extract it from PDF: physical lines, page breaks, dumped link targets.

use raadslag_document::Furniture;
use unicode_normalization::UnicodeNormalization;

use crate::flow::{At, Flow, Gap, Line, Part, Wrap};
use crate::marker;

/// Cuts a text into lines and says how they stand to each other.
pub(crate) fn read(text: &str) -> Flow {
    let raw = lines(text);
    let double = is_double_spaced(&raw);
    let mut flow = Flow::default();
    let mut page = 1;
    for line in &raw {
        let gap = gap(line, double);
        if gap == Gap::Page {
            page += 1;
        }
        let at = At { page: Some(page), line: Some(line.number) };
        if let Some(comment) = line.text.strip_prefix("# ").filter(|_| at_top(&flow)) {
            flow.parts.push(furniture("comment", comment, at));
        } else {
            flow.parts.push(Part::Line(content(line, gap, at)));
        }
    }
    flow
}

struct RawLine<'a> {
    text: String,
    raw: &'a str,
    number: u32,
    blanks: u32,
    form_feed: bool,
}

fn lines(text: &str) -> Vec<RawLine<'_>> {
    let mut lines = Vec::new();
    let (mut blanks, mut form_feed) = (0, false);
    for (number, raw) in (1..).zip(text.split('\n')) {
        form_feed |= raw.contains('\u{c}');
        let text = clean(raw);
        if text.is_empty() {
            blanks += 1;
        } else {
            lines.push(RawLine { text, raw, number, blanks, form_feed });
            (blanks, form_feed) = (0, false);
        }
    }
    lines
}

/// Composed form, one kind of space, no invisible characters; inner runs of spaces are kept for
/// the layouts that read columns by them.
fn clean(raw: &str) -> String {
    let text: String = raw
        .nfc()
        .filter(|c| !matches!(c, '\u{feff}' | '\u{200b}' | '\u{200c}' | '\u{200d}'))
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
        .collect();
    match raw.trim().split_once('\t') {
        Some((label, _)) if is_label(label) => text.trim().replacen(' ', "  ", 1),
        _ => text.trim().to_owned(),
    }
}

/// Whether a tab stands behind one word, as in "Mødested", and not behind a number or dash.
fn is_label(text: &str) -> bool {
    const SHORTEST: usize = 3;
    let word = text.trim_end_matches(':');
    word.chars().count() >= SHORTEST && word.chars().all(char::is_alphabetic)
}

/// Whether every line is followed by an empty one, as some extractors leave it.
fn is_double_spaced(lines: &[RawLine<'_>]) -> bool {
    let single = lines.iter().skip(1).filter(|line| line.blanks == 1).count();
    single * 2 > lines.len() && (lines.len() > MANY || goes_on_over_blanks(lines))
}

/// Of so many lines, paragraphs of one line each would not be the rule.
const MANY: usize = 40;

/// Whether sentences go on behind empty lines and nowhere behind none.
fn goes_on_over_blanks(lines: &[RawLine<'_>]) -> bool {
    let longest = lines.iter().map(|line| line.text.chars().count()).max().unwrap_or(0);
    let (mut over, mut directly) = (0, 0);
    for pair in lines.windows(2) {
        let (before, next) = (&pair[0], &pair[1]);
        let full = before.text.chars().count() * 4 > longest * 3 && longest >= NARROWEST;
        let ends = before.text.ends_with(['.', ':', ';', '!', '?', ',']);
        let word = next.text.split(' ').next().unwrap_or_default();
        // "at …" below "at …" are recommendations, each a line of its own.
        let lower = word.starts_with(char::is_lowercase) && word != "at";
        if full && !ends && lower {
            match next.blanks {
                0 => directly += 1,
                1 => over += 1,
                _ => {}
            }
        }
    }
    over >= 2 && directly == 0
}

/// Lines of prose are not set narrower.
const NARROWEST: usize = 45;

fn gap(line: &RawLine<'_>, double: bool) -> Gap {
    let ordinary = u32::from(double);
    // Without form feeds, a double-spaced extract shows a new page as an indented line directly
    // below the one before.
    let indented = line.raw.starts_with(' ');
    if line.form_feed || (double && line.blanks == 0 && indented && line.number > 1) {
        Gap::Page
    } else if line.blanks > ordinary {
        Gap::Paragraph
    } else {
        Gap::Line
    }
}

fn content(line: &RawLine<'_>, gap: Gap, at: At) -> Line {
    let indent = line.raw.chars().take_while(|c| c.is_whitespace()).count();
    let indent = if gap == Gap::Page { 0 } else { indent };
    let (role, text) = marker::take(&line.text);
    Line {
        text: text.to_owned(),
        at,
        gap,
        wrap: Wrap::Physical,
        role,
        size: 1.0,
        indent: indent as f32,
        ..Line::default()
    }
}

fn at_top(flow: &Flow) -> bool {
    flow.parts.iter().all(|part| matches!(part, Part::Furniture(_)))
}

fn furniture(name: &str, text: &str, at: At) -> Part {
    Part::Furniture(Furniture { name: name.to_owned(), text: text.to_owned(), page: at.page })
}

#[cfg(test)]
mod tests {
    use Gap::{Line, Paragraph};

    use super::*;

    #[test]
    fn a_tab_behind_a_word_parts_columns() {
        assert_eq!(clean("Udvalg\tByrådet i Byen"), "Udvalg  Byrådet i Byen");
        assert_eq!(clean("1.\tTakster"), "1. Takster");
    }

    #[test]
    fn a_short_extract_is_double_spaced_where_its_sentences_go_on_over_empty_lines() {
        let prose = "Udvalget har set på de to forslag til en ny vej langs med\n\n\
            åen og vil vente med at tage stilling, til naboerne i de to lands-\n\n\
            byer er hørt. Forvaltningen kommer tilbage til sagen i maj, når de\n\n\
            sidste svar er kommet.\n\n\n\nHerefter kan arbejdet gå i gang.";
        let gaps = |text: &str| -> Vec<Gap> {
            let parts = read(text).parts.into_iter();
            parts
                .filter_map(|p| if let Part::Line(line) = p { Some(line.gap) } else { None })
                .collect()
        };
        assert_eq!(gaps(prose), [Line, Line, Line, Line, Paragraph]);
        let paragraphs = "Det indstilles, at udvalget siger ja til den nye vej\n\n\
            at naboerne bliver hørt om placeringen af den nye vej\n\n\
            at arbejdet går i gang til foråret\n\nBeslutning\n\nGodkendt.";
        assert_eq!(gaps(paragraphs), [Line, Paragraph, Paragraph, Paragraph, Paragraph]);
    }
}
