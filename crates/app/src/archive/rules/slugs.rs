use std::collections::HashSet;

use crate::register::{short_slug, slug};

/// Characters of a slug made of a title.
const LONGEST: usize = 60;

/// A title as part of an address.
pub(crate) fn title_slug(title: &str) -> String {
    short_slug(title, LONGEST)
}

/// The slug of a meeting among those its body has: the date, with `-2` for the second that day.
pub(crate) fn meeting_slug(date: Option<jiff::civil::Date>, taken: &HashSet<String>) -> String {
    let base = date.map_or_else(|| "uden-dato".to_owned(), |date| date.to_string());
    free(&[&base], taken)
}

/// The slug of an item: its meeting and its number, or its title where it has no number or the
/// number's slug is another item's.
pub(crate) fn item_slug(
    body: &str,
    meeting: &str,
    number: Option<&str>,
    title: &str,
    taken: &HashSet<String>,
) -> String {
    let title = title_slug(title);
    let parts: Vec<String> = match number.map(slug).filter(|number| !number.is_empty()) {
        Some(number) => vec![number.clone(), joined(&number, &title)],
        None if title.is_empty() => vec!["punkt".to_owned()],
        None => vec![title],
    };
    let wished: Vec<String> = parts.iter().map(|part| format!("{body}-{meeting}-{part}")).collect();
    free(&wished.iter().map(String::as_str).collect::<Vec<_>>(), taken)
}

fn joined(number: &str, title: &str) -> String {
    if title.is_empty() { number.to_owned() } else { format!("{number}-{title}") }
}

/// The first of the wished slugs that is free, else the last with a number from 2.
pub(crate) fn free(wished: &[&str], taken: &HashSet<String>) -> String {
    if let Some(free) = wished.iter().find(|wish| !taken.contains(**wish)) {
        return (*free).to_owned();
    }
    let last = wished.last().copied().unwrap_or("x");
    // Of one more number than there are slugs taken, one is free.
    (2..=taken.len() + 2)
        .map(|n| format!("{last}-{n}"))
        .find(|slug| !taken.contains(slug))
        .unwrap_or_else(|| last.to_owned())
}
