use std::collections::HashSet;

/// Words of a title that an address carries.
const WORDS: usize = 8;
/// Characters of a slug made of a title.
const LENGTH: usize = 60;

/// A text as part of an address: `KKR Sjælland` → `kkr-sjaelland`.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'æ' | 'ä' => slug.push_str("ae"),
            'ø' | 'ö' => slug.push_str("oe"),
            'å' => slug.push_str("aa"),
            'é' | 'è' | 'ê' | 'ë' => slug.push('e'),
            'ü' => slug.push('u'),
            'ß' => slug.push_str("ss"),
            'a'..='z' | '0'..='9' => slug.push(letter),
            _ if slug.ends_with('-') || slug.is_empty() => {}
            _ => slug.push('-'),
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

/// The first words of a title as part of an address.
pub(crate) fn short(title: &str) -> String {
    let mut short = String::new();
    for word in slug(title).split('-').take(WORDS) {
        if !short.is_empty() && short.len() + word.len() >= LENGTH {
            break;
        }
        if !short.is_empty() {
            short.push('-');
        }
        short.extend(word.chars().take(LENGTH));
    }
    short
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
    let title = short(title);
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
    (2_u64..)
        .map(|n| format!("{last}-{n}"))
        .find(|slug| !taken.contains(slug))
        .expect("the numbers do not end")
}
