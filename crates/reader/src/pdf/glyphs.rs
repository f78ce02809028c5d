//! Spans of an engine into runs without white space, in plain characters.

use pdfboss_text::TextSpan;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::boss::{is_furniture, turn, upright};
use super::marker::{is_bullet_font, is_drawn_bullet};
use super::rows::WORD;
use super::sheet::{Face, Run};

/// What a font's name tells.
#[derive(Default)]
struct Font {
    name: String,
    heavy: bool,
    bullets: bool,
}

impl Font {
    fn named(name: &str) -> Self {
        Self { name: name.to_owned(), heavy: is_heavy(name), bullets: is_bullet_font(name) }
    }
}

/// The runs of `spans`, in the order they were drawn.
pub(super) fn runs(spans: &[TextSpan], page_rotate: i32) -> Vec<Run> {
    let mut runs = Vec::with_capacity(spans.len());
    let mut spaced = false;
    let mut font = Font::default();
    for span in spans {
        let before = runs.len();
        if span.font_name != font.name {
            font = Font::named(&span.font_name);
        }
        split(span, &font, page_rotate, spaced, &mut runs);
        let ends_spaced = span.text.chars().next_back().is_some_and(is_space);
        spaced = ends_spaced || (spaced && runs.len() == before);
    }
    runs
}

/// How far nearly all of the text is turned. Less may be a label beside a drawing.
pub(super) fn turned(spans: &[TextSpan]) -> Option<i32> {
    const SHARE: usize = 85;
    let length = |span: &TextSpan| span.text.chars().filter(|c| !is_space(*c)).count();
    let all: usize = spans.iter().map(length).sum();
    [0, 90, 180, 270].into_iter().find(|turn| {
        let alike = spans.iter().filter(|span| span.rotate.rem_euclid(360) == *turn);
        let length: usize = alike.map(length).sum();
        length > 0 && length * 100 >= all * SHARE
    })
}

/// Makes words of runs that were drawn letter by letter, so that no word is cut in the layout.
pub(super) fn words(runs: Vec<Run>) -> Vec<Run> {
    let mut words: Vec<Run> = Vec::with_capacity(runs.len());
    for run in runs {
        match words.last_mut() {
            Some(word) if goes_on(word, &run) => {
                word.text.push_str(&run.text);
                if !run.text.is_ascii() {
                    word.text = composed(std::mem::take(&mut word.text));
                }
                word.x1 = word.x1.max(run.x1);
            }
            _ => words.push(run),
        }
    }
    words
}

/// Whether a run goes on where the one drawn before it ended.
fn goes_on(word: &Run, run: &Run) -> bool {
    let gap = run.x0 - word.x1;
    !run.spaced
        && run.turn == word.turn
        && run.face == word.face
        && run.furniture == word.furniture
        && !run.bullet
        && !word.bullet
        && (run.size - word.size).abs() < 0.05 * word.size
        && (run.base - word.base).abs() < 0.05 * word.size
        && (-0.3 * word.size..=WORD * word.size).contains(&gap)
        && run.x0 > word.x0
}

/// Cuts one span at its white space.
fn split(span: &TextSpan, font: &Font, page_rotate: i32, spaced: bool, runs: &mut Vec<Run>) {
    let places = Places::of(span);
    let (x0, base) = upright(span.x, span.y, span.rotate);
    let (x1, _) = upright(span.end_x, span.end_y, span.rotate);
    let at = |share: f32| x0 + (x1 - x0) * share;
    let face = Face { bold: span.bold || font.heavy, italic: span.italic };
    let furniture = is_furniture(span);
    let mut spaced = spaced;
    let mut text = String::new();
    let mut start = 0;
    for (index, c) in span.text.chars().chain([' ']).enumerate() {
        if !is_space(c) {
            if text.is_empty() {
                start = index;
            }
            push_plain(c, &mut text);
        } else if text.is_empty() {
            spaced = true;
        } else {
            let (a, b) = (at(places.share(start)), at(places.share(index)));
            let text = composed(std::mem::take(&mut text));
            runs.push(Run {
                bullet: font.bullets && is_drawn_bullet(&text),
                text,
                x0: a.min(b),
                x1: a.max(b),
                base,
                size: span.size.clamp(0.1, 2000.0),
                face,
                spaced,
                furniture,
                turn: turn(span.rotate, page_rotate),
                link: None,
            });
            spaced = true;
        }
    }
}

/// Whether a font's name says it is heavier than text usually is. The engine knows `Bold`.
fn is_heavy(name: &str) -> bool {
    ["Black", "Heavy", "Semibold", "SemiBold", "Demi", "CMBX"].iter().any(|it| name.contains(it))
}

/// Where the characters of a span begin, as shares of its length. The engine tells it only for
/// some; for the others the usual widths of letters are stretched to the span's length.
struct Places(Vec<f32>);

impl Places {
    fn of(span: &TextSpan) -> Self {
        let mut sum = 0.0;
        let mut starts: Vec<f32> = Vec::with_capacity(span.text.len() + 1);
        for c in span.text.chars() {
            starts.push(sum);
            sum += usual_width(c);
        }
        starts.push(sum);
        let exact = span.rotate == 0 && span.glyph_x.len() + 1 == starts.len();
        let length = span.end_x - span.x;
        if exact && length > 0.0 && span.glyph_x.is_sorted() {
            return Self(
                span.glyph_x
                    .iter()
                    .chain([&span.end_x])
                    .map(|x| ((x - span.x) / length).clamp(0.0, 1.0))
                    .collect(),
            );
        }
        for start in &mut starts {
            *start /= sum.max(f32::MIN_POSITIVE);
        }
        Self(starts)
    }

    fn share(&self, index: usize) -> f32 {
        self.0.get(index).copied().unwrap_or(1.0)
    }
}

/// Width of a character in a usual text face, in thousandths of the size.
fn usual_width(c: char) -> f32 {
    match c {
        'i' | 'j' | 'l' | '\'' | '|' => 235.0,
        ' ' | '\u{a0}' | 'f' | 't' | '.' | ',' | ':' | ';' | '!' | 'I' | '/' => 278.0,
        'r' | '-' | '(' | ')' | '[' | ']' | '"' => 333.0,
        'm' | 'M' | 'w' | 'æ' | '%' | '—' => 830.0,
        'W' | '@' | 'Æ' => 960.0,
        'A'..='Z' | 'Ø' | 'Å' | '&' => 680.0,
        'a'..='z' | 'ø' | 'å' => 520.0,
        _ => 556.0,
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

/// Appends a character in its plain form: ligatures as letters, every hyphen as `-`. A soft hyphen
/// in a PDF is drawn, so it is a hyphen.
fn push_plain(c: char, text: &mut String) {
    match c {
        '\u{ad}' | '\u{2010}' | '\u{2011}' => text.push('-'),
        '\u{fb00}' => text.push_str("ff"),
        '\u{fb01}' => text.push_str("fi"),
        '\u{fb02}' => text.push_str("fl"),
        '\u{fb03}' => text.push_str("ffi"),
        '\u{fb04}' => text.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => text.push_str("st"),
        '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{feff}' => {}
        c => text.push(c),
    }
}

/// The text in composed form: `å` as one character.
pub(super) fn composed(text: String) -> String {
    if text.is_ascii() || is_nfc(&text) { text } else { text.nfc().collect() }
}
