use std::sync::LazyLock;

use regex::Regex;

use crate::register::BodyKind;

use super::{Register, slug};

/// A body as the archive keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BodyIdentity {
    /// Readable address part: `/organ/{slug}`.
    pub slug: String,
    /// Its name in the register, else as its documents write it.
    pub name: String,
    /// What it is.
    pub kind: BodyKind,
}

pub(super) fn of(register: &Register, written: &str) -> BodyIdentity {
    let name = plain(written);
    if let Some(body) = register.body_named(&name) {
        return body.identity.clone();
    }
    let name = respell_municipality(register, &name);
    BodyIdentity { slug: slug(&name), kind: kind(&name), name }
}

/// The name without what stands around it on a front page: spaced capitals, the kind of document
/// and the council's term ("Regionsrådet 2018-2021").
fn plain(written: &str) -> String {
    static AROUND: LazyLock<Regex> = LazyLock::new(|| {
        let before = r"(?:dagsorden|referat|beslutningsprotokol|protokol)\b(?:\s*[-–:]|\s+(?:af|fra|for|til))?\s*(?:(?:ordinært|ekstraordinært|konstituerende|virtuelt)\s+)?(?:(?:møde|mødet)\s+)?(?:(?:i|for)\s+)?";
        Regex::new(&format!(r"^(?i:{before})?(.*?)(?:\s+\d{{4}}\s*[-–]\s*\d{{4}})?$"))
            .expect("the pattern is well-formed: tests use it")
    });
    let name = unspaced(written.trim());
    let inner = AROUND.captures(&name).and_then(|c| c.get(1)).map_or("", |m| m.as_str());
    let inner = if inner.is_empty() { &name } else { inner };
    let inner = inner.trim_end_matches([':', '.', ',']).trim();
    if is_shouted(inner) { sentence_case(inner) } else { inner.to_owned() }
}

/// "KKR SJÆLLAND" of "K K R  S J Æ L L A N D": single letters are joined, words are parted by two
/// spaces. Where only single spaces are left the words run together; the register finds them still.
fn unspaced(text: &str) -> String {
    let tokens: Vec<_> = text.split_whitespace().collect();
    let single = tokens.iter().filter(|token| token.chars().nth(1).is_none()).count();
    if tokens.len() < 4 || single * 4 < tokens.len() * 3 {
        return tokens.join(" ");
    }
    let words: Vec<String> = text
        .split("  ")
        .map(|word| word.split_whitespace().collect())
        .filter(|word: &String| !word.is_empty())
        .collect();
    words.join(" ")
}

fn is_shouted(name: &str) -> bool {
    let letters = || name.chars().filter(|c| c.is_alphabetic());
    letters().count() > 4 && letters().all(char::is_uppercase)
}

fn sentence_case(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_uppercase().collect::<String>() + &letters.as_str().to_lowercase()
    })
}

/// "Aarhus Byråd" of "Århus byråd": the municipality as registered, its council with a capital.
fn respell_municipality(register: &Register, name: &str) -> String {
    const COUNCILS: [&str; 2] = ["byråd", "kommunalbestyrelse"];
    let Some((place, council)) = name.rsplit_once(' ') else { return name.to_owned() };
    let lower = council.to_lowercase();
    match register.municipality_named(place) {
        Some(municipality) if COUNCILS.contains(&lower.as_str()) => {
            format!("{} {}", municipality.name, sentence_case(&lower))
        }
        _ => name.to_owned(),
    }
}

fn kind(name: &str) -> BodyKind {
    let name = name.to_lowercase();
    let has = |word: &str| name.contains(word);
    if has("udvalg") {
        BodyKind::Committee
    } else if has("regionsråd") || name.starts_with("region ") {
        BodyKind::Region
    } else if has("byråd") || has("kommunalbestyrelse") || has("borgerrepræsentation") {
        BodyKind::Council
    } else if has("kommunaldirektørkreds") {
        BodyKind::Executives
    } else {
        BodyKind::Committee
    }
}
