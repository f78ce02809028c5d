use std::sync::LazyLock;

use crate::mentions::MentionKind;
use crate::register::Bounded;

use super::Finding;

/// Bills ("L 191"), acts by number and date, acts by name with their paragraph, acts by name.
static LAW: LazyLock<Bounded> = LazyLock::new(|| {
    let paragraph = r"§{1,2}\s*\d+(?:\s?[a-z]\b)?(?:,?\s*stk\.\s*\d+)?(?:,?\s*nr\.\s*\d+)?";
    let date = r"\d{1,2}\.\s*\p{Ll}+\s+\d{4}";
    Bounded::new(&format!(
        r"(?x)
        \b(?<bill>L\ \d{{1,3}})\b
        |\b(?<number>(?:[Ll]ov(?:bekendtgørelse)?|LBK|[Bb]ekendtgørelse|BEK)\ nr\.\ ?\d+\ af\ (?:den\ )?{date})
        |(?<before>{paragraph})\ i\ (?<of>\p{{L}}+loven|[Ll]ov\ om\ \p{{Ll}}+)\b
        |\b(?<name>\p{{L}}{{3,}}lov(?:en)?)(?:e?s)?(?:,?\ ?(?<paragraph>{paragraph}))
        |\b(?<known>\p{{L}}{{4,}}lov)ens?\b
        |\b(?<about>[Ll]ov\ om\ \p{{Ll}}+)\s*[.,;:()]",
        paragraph = paragraph.replace(' ', r"\ "),
    ))
});

pub(super) fn find(text: &str) -> Vec<Finding> {
    LAW.captures_iter(text)
        .filter_map(|law| {
            let named = |name| law.name(name).map(|m: regex::Match<'_>| m.as_str());
            let whole = law.get_match().range();
            if let Some(bill) = law.name("bill") {
                let sure = is_bill(text, &bill.range());
                return sure.then(|| finding(bill.range(), bill.as_str().to_owned()));
            }
            if let (Some(paragraph), Some(act)) = (named("before"), named("of")) {
                return Some(finding(whole, format!("{} {}", base(act), spaced(paragraph))));
            }
            if let (Some(act), Some(paragraph)) = (named("name"), named("paragraph")) {
                let act = if act.ends_with("en") { base(act) } else { format!("{}en", base(act)) };
                return Some(finding(whole, format!("{act} {}", spaced(paragraph))));
            }
            if let Some(about) = law.name("about") {
                return Some(finding(about.range(), base(about.as_str())));
            }
            match (named("known"), named("number")) {
                (Some(act), _) if !NO_ACT.contains(&act.to_lowercase().as_str()) => {
                    Some(finding(whole, format!("{}en", base(act))))
                }
                (None, Some(number)) => Some(finding(whole, base(number))),
                _ => None,
            }
        })
        .collect()
}

/// Words that end like an act and are none.
const NO_ACT: [&str; 5] = ["udlov", "forlov", "natlov", "trolov", "naturlov"];

fn finding(range: std::ops::Range<usize>, value: String) -> Finding {
    Finding::sure(MentionKind::Law, range, value)
}

/// "C og L 5 medlemmer" counts votes; "lokale L 12" is a room.
fn is_bill(text: &str, range: &std::ops::Range<usize>) -> bool {
    let after = text[range.end..].trim_start();
    let before = text[..range.start].trim_end().to_lowercase();
    !["medlem", "stemme", "mandat"].iter().any(|word| after.starts_with(word))
        && !["lokale", "mødelokale", "bygning", "rum", " og", ","]
            .iter()
            .any(|w| before.ends_with(w))
}

fn base(act: &str) -> String {
    let mut letters = act.chars();
    letters.next().map_or_else(String::new, |first| {
        // Abbreviations such as LBK keep their capitals.
        let shouted = letters.clone().next().is_some_and(char::is_uppercase);
        let first = if shouted { first.to_string() } else { first.to_lowercase().collect() };
        first + letters.as_str()
    })
}

fn spaced(paragraph: &str) -> String {
    let digits = paragraph.trim_start_matches('§');
    let signs = &paragraph[..paragraph.len() - digits.len()];
    format!("{signs} {}", digits.trim_start())
}
