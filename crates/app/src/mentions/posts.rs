use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::pattern;

/// The last part of words for posts: "kommunaldirektør", "regionsrådsformand", "boligminister".
const POSTS: &str = "direktør|chef|formand|forkvinde|forperson|borgmester|minister|rektor|dekan|\
    rådmand|medlem|leder|konsulent|ambassadør|sekretær|ordfører|tovholder|koordinator|professor|\
    inspektør|ombudsmand|opmand|præsident|advokat|overlæge|planlægger|specialist|stadsarkitekt";

/// A post, singular and indefinite, with what stands before it ("adm.", "indenrigs- og").
pub(super) fn post() -> String {
    let before = r"(?:(?:adm\.|administrerende|[Tt]eknisk|konstitueret|fungerende|tidligere|daværende|\d\.)\s+)?(?:[\p{L}]+-\s+og\s+)?";
    format!(r"{before}(?:[\p{{L}}\d]+-)?\p{{L}}*(?i:{POSTS})(?:en)?")
}

/// Whether a word of a name is a post: "Borgmester" of "Borgmester Klaus Hansen".
pub(super) fn is_post(word: &str) -> bool {
    static WHOLE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^(?:{})$", post())));
    WHOLE.is_match(word)
}

static OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^\s*(?:,?\s+(?:i|for|fra|ved)\s+|,?\s+)(?<of>(?:\p{Lu}[\p{L}-]+\s+){1,2}[Kk]ommune\b|Region\s+\p{Lu}\p{L}+|KKR\s+\p{Lu}\p{L}+)",
    )
});

/// The municipality, region or KKR the post is in, told right after `end`.
pub(super) fn whose(text: &str, end: usize) -> Option<&str> {
    OF.captures(&text[end..]).and_then(|found| found.name("of")).map(|of| of.as_str())
}

/// "borgmester, Køge Kommune": the post in lower case, save for names of bodies in it.
pub(super) fn value(text: &str, post: &Range<usize>, whose: Option<&str>) -> String {
    let written = &text[post.clone()];
    let mut letters = written.chars();
    let first = letters.next().map_or_else(String::new, |first| {
        let name = letters.clone().next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit());
        if name { first.to_string() } else { first.to_lowercase().collect() }
    });
    let post = first + letters.as_str();
    whose.map_or_else(|| post.clone(), |whose| format!("{post}, {whose}"))
}
