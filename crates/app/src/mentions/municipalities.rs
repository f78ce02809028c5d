use std::sync::LazyLock;

use regex::Regex;

use crate::mentions::MentionKind;
use crate::register::{Alone, Found, Municipality, Register};

use super::{Finding, pattern};

/// Municipalities: sure where the text says that one is meant, ambiguous where a bare name may as
/// well be a town, nothing where it is part of another name.
pub(super) fn find(text: &str, register: &Register) -> Vec<Finding> {
    let names: Vec<_> =
        register.municipalities_in(text).filter(|name| stands_alone(text, name)).collect();
    groups(text, &names).flat_map(|group| read_group(text, group)).collect()
}

/// Names in one list: "Faxe, Greve og Stevns".
fn groups<'n, 'm>(
    text: &'n str,
    names: &'n [Found<&'m Municipality>],
) -> impl Iterator<Item = &'n [Found<&'m Municipality>]> {
    names.chunk_by(move |a, b| {
        matches!(
            text[a.range.end..b.range.start].trim(),
            "," | "og" | "samt" | "eller" | ", og" | "/"
        )
    })
}

static ONE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s+(?:[Rr]egions)?[Kk]ommunes?\b"));
static SEVERAL: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s+[Kk]ommuner(?:ne)?s?\b"));
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\bkommunerne\s*(?:i\s+|:\s*|\(\s*)?|\b(?:borgmest(?:er|eren|re|rene)|kommunaldirektør(?:en|er|erne)?|byråd(?:et|ene)?|kommunalbestyrelse(?:n|r|rne)?)\s+i\s+)$",
    )
});

fn read_group(text: &str, group: &[Found<&Municipality>]) -> Vec<Finding> {
    let (Some(first), Some(last)) = (group.first(), group.last()) else { return Vec::new() };
    let after = &text[last.range.end..];
    let all_named = SEVERAL.is_match(after) || BEFORE.is_match(&text[..first.range.start]);
    group
        .iter()
        .filter_map(|name| {
            let after = &text[name.range.end..];
            let word = ONE.find(after);
            // The last of a list takes "kommuner" into its text only where it stands alone.
            let end = name.range.end + word.map_or(0, |word| word.end());
            if word.is_some() || all_named || name.value.alone == Alone::Municipality {
                Some(sure(name, end))
            } else {
                may_be_a_place(text, name).then(|| ambiguous(name))
            }
        })
        .collect()
}

fn sure(name: &Found<&Municipality>, end: usize) -> Finding {
    Finding::sure(MentionKind::Municipality, name.range.start..end, &name.value.name)
        .with_slug(&name.value.slug)
}

fn ambiguous(name: &Found<&Municipality>) -> Finding {
    let finding = Finding::sure(MentionKind::Municipality, name.range.clone(), &name.value.name);
    Finding { ambiguous: true, ..finding }
}

/// Not part of a compound: "Næstved-Slagelse-Kalundborg", "Holbæk-klyngen".
fn stands_alone(text: &str, name: &Found<&Municipality>) -> bool {
    let before = text[..name.range.start].chars().next_back();
    let after = text[name.range.end..].chars().next();
    let joined = |c: Option<char>| c.is_some_and(|c| c == '-' || c == '@' || c == '_');
    let domain =
        after == Some('.') && text[name.range.end + 1..].starts_with(|c: char| c.is_lowercase());
    !joined(before) && !joined(after) && !domain && before != Some('.')
}

/// A bare name that is no ordinary word and no part of a longer name ("Køge Nord", "Torben Greve").
fn may_be_a_place(text: &str, name: &Found<&Municipality>) -> bool {
    let capital =
        |word: Option<&str>| word.is_some_and(|word| word.starts_with(|c: char| c.is_uppercase()));
    let after = &text[name.range.end..];
    let next_is_name = after.starts_with(' ') && capital(after.split_whitespace().next());
    let before = &text[..name.range.start];
    let previous = before.ends_with(' ').then(|| before.split_whitespace().next_back()).flatten();
    name.value.alone == Alone::Place && !next_is_name && !capital(previous)
}
