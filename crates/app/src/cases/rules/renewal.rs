//! What a text copied from an earlier item says of its time: years, dates, figures. Each is to be
//! looked at again before the text is used.

use std::sync::LazyLock;

use raadslag_document::{Item, Recommendation};
use regex::Regex;

use super::named;

/// What is to be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RenewalKind {
    /// A day.
    Date,
    /// A year.
    Year,
    /// A figure, with what it counts.
    Figure,
}
named!(RenewalKind {
    Date => "date",
    Year => "year",
    Figure => "figure",
});

/// A place to be looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Renewal {
    /// What it is.
    pub kind: RenewalKind,
    /// The words.
    pub words: String,
    /// The words around them.
    pub around: String,
    /// Who has looked at it.
    pub looked_at_by: Option<String>,
}

/// More than these in one text are not listed one by one.
const MOST: usize = 200;

/// Every date, year and figure of an item's text, in order.
pub fn renewals(item: &Item) -> Vec<Renewal> {
    let recommendations = item.recommendations.iter().flat_map(recommended);
    let fields = item.fields.iter().flat_map(|field| &field.blocks).flat_map(|b| b.texts());
    let texts = std::iter::once(item.title.as_str()).chain(recommendations).chain(fields);
    texts.flat_map(in_text).take(MOST).collect()
}

fn recommended(asked: &Recommendation) -> impl Iterator<Item = &str> {
    std::iter::once(asked.text.as_str()).chain(asked.points.iter().map(String::as_str))
}

fn in_text(text: &str) -> Vec<Renewal> {
    static FOUND: LazyLock<Regex> = LazyLock::new(|| {
        let month =
            "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december";
        let date = format!(
            r"(?P<date>\b\d{{1,2}}\.\s?(?:{month})(?:\s\d{{4}})?\b|\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d{{4}}|\d{{2}})\b|\b\d{{4}}-\d{{2}}-\d{{2}}\b)"
        );
        let year = r"(?P<year>\b(?:19|20)\d{2}(?:\s?[-–/]\s?(?:(?:19|20)\d{2}|\d{2}))?\b)";
        let figure = r"(?P<figure>\b\d{1,3}(?:\.\d{3})+(?:,\d+)?(?:\s\p{L}+)?|\b\d+(?:,\d+)?\s?(?:%|pct\.?|procent|kr\.?|mio\.?|mia\.?|t\.kr\.|\p{L}{3,}))";
        Regex::new(&format!("{date}|{year}|{figure}"))
            .expect("the pattern is well-formed: tests use it")
    });
    let found = FOUND.captures_iter(text).filter_map(|captures| {
        let whole = captures.get(0)?;
        let kind = if captures.name("date").is_some() {
            RenewalKind::Date
        } else if captures.name("year").is_some() {
            RenewalKind::Year
        } else {
            RenewalKind::Figure
        };
        let around = around(text, whole.range());
        Some(Renewal { kind, words: whole.as_str().to_owned(), around, looked_at_by: None })
    });
    found.collect()
}

/// Some 40 characters on either side, cut at words.
fn around(text: &str, range: std::ops::Range<usize>) -> String {
    const SIDE: usize = 40;
    let before = text[..range.start].char_indices().rev().nth(SIDE - 1).map_or(0, |(at, _)| at);
    let after =
        text[range.end..].char_indices().nth(SIDE).map_or(text.len(), |(at, _)| range.end + at);
    let start = match text[before..range.start].find(' ') {
        Some(at) if before > 0 => before + at + 1,
        _ => before,
    };
    let end = match text[range.end..after].rfind(' ') {
        Some(at) if after < text.len() => range.end + at,
        _ => after,
    };
    let (first, last) =
        (if start > 0 { "… " } else { "" }, if end < text.len() { " …" } else { "" });
    format!("{first}{}{last}", &text[start..end])
}

#[cfg(test)]
mod tests {
    use super::{RenewalKind, in_text};

    #[test]
    fn dates_years_and_figures_are_flagged_in_order() {
        let text = "Aftalen fra 2022-2025 gælder til den 1. december 2025, koster 2.240 kroner \
                    og når 80 % af 17 kommuner. Se punkt 4.";
        let found: Vec<(RenewalKind, String)> =
            in_text(text).into_iter().map(|one| (one.kind, one.words)).collect();
        let expected = [
            (RenewalKind::Year, "2022-2025"),
            (RenewalKind::Date, "1. december 2025"),
            (RenewalKind::Figure, "2.240 kroner"),
            (RenewalKind::Figure, "80 %"),
            (RenewalKind::Figure, "17 kommuner"),
        ];
        assert_eq!(found, expected.map(|(kind, words)| (kind, words.to_owned())));
    }

    #[test]
    fn the_words_around_are_whole_words() {
        let text = format!("{} i 2025 {}", "æbler og pærer ".repeat(9), "i kurven ".repeat(9));
        let one = &in_text(&text)[0];
        assert!(one.around.starts_with("… ") && one.around.ends_with(" …"), "{}", one.around);
        let inner = one.around.trim_matches(|c| c == '…' || c == ' ');
        assert!(inner.split(' ').all(|word| text.contains(&format!("{word} "))), "{inner}");
    }
}
