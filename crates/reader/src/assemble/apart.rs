//! Headings as wide as the line in text that shows no weight: what tells them from the first line
//! of their paragraph.
//!
//! A line that ends short was ended by its author. One that fills the line is a heading only on
//! evidence: its numbered siblings are headings, or it has no verb and a new sentence follows.

use super::blocks::{Chunk, Marker, Width, ends_sentence};
use crate::flow::{Gap, Line, Wrap};
use crate::layout::is_title_like;
use crate::marker::{self, Numbering};
use crate::repair::Evidence;

/// Whether the line before `index`, which alone makes up `chunk`, is a heading that the text from
/// `index` on stands below.
pub(super) fn is_heading(
    lines: &[&Line],
    index: usize,
    chunk: &Chunk<'_>,
    width: Width,
    evidence: &Evidence,
) -> bool {
    let (before, next) = (lines[index - 1], lines[index]);
    let opens = chunk.lines.len() == 1 && before.wrap == Wrap::Physical && next.gap == Gap::Line;
    if !opens || !begins_sentence(&next.text) || is_rest_of_title(lines, index, width) {
        return false;
    }
    match chunk.marker {
        Marker::Number(number) => {
            let Some((_, title)) = marker::numbered(&before.text) else { return false };
            is_title_like(title) && siblings_are_headings(lines, index - 1, number, width)
        }
        Marker::None => {
            let parted = index == 1 || before.gap >= Gap::Paragraph;
            parted && is_title_like(&before.text) && is_phrase(&before.text, &next.text, evidence)
        }
        _ => false,
    }
}

fn begins_sentence(text: &str) -> bool {
    text.trim_start_matches(['”', '"', '“', '»']).starts_with(char::is_uppercase)
}

/// A second line that ends short without a full stop is the rest of a title of two lines.
fn is_rest_of_title(lines: &[&Line], index: usize, width: Width) -> bool {
    !ends_sentence(&lines[index].text) && width.ends(lines, index)
}

/// How far the entries of a list are looked for, in lines.
const AROUND: usize = 120;

/// The entries of the same list: at least two are headings of one line with text below, none is a
/// sentence, and the text below this one begins as theirs does.
fn siblings_are_headings(lines: &[&Line], at: usize, number: u32, width: Width) -> bool {
    let numbered = |index: usize| match marker::numbered(&lines[index].text) {
        Some((Numbering::Number(number), title)) => Some((number, title)),
        _ => None,
    };
    let distance = |index: usize| i64::try_from(index).unwrap_or(i64::MAX);
    let (mut headings, mut alike) = (0, 0);
    for index in at.saturating_sub(AROUND)..(at + AROUND).min(lines.len()) {
        let Some((other, title)) = numbered(index).filter(|(other, _)| *other != number) else {
            continue;
        };
        // Of a list of its own the numbers rise with the lines.
        if (other > number) != (distance(index) > distance(at)) {
            continue;
        }
        if ends_sentence(title) || title.ends_with([',', ';']) {
            return false;
        }
        let below = lines.get(index + 1).filter(|below| {
            width.ends(lines, index) && below.gap == Gap::Line && numbered(index + 1).is_none()
        });
        if let Some(below) = below.filter(|below| begins_sentence(&below.text)) {
            headings += 1;
            alike += u32::from(first_word(&below.text) == first_word(&lines[at + 1].text));
        }
    }
    headings >= 2 && alike * 2 >= headings
}

fn first_word(text: &str) -> &str {
    text.split(' ').next().unwrap_or_default()
}

/// A line that says nothing of its subject, before one that begins a sentence.
fn is_phrase(text: &str, next: &str, evidence: &Evidence) -> bool {
    let words: Vec<&str> =
        text.split_whitespace().map(|word| word.trim_matches(['”', '"', '(', ')', ','])).collect();
    let Some(last) = words.last() else { return false };
    // A name may go on in the next line, and a title or a little word wants one there.
    let wants_more = last.starts_with(char::is_uppercase)
        || LINKING.contains(last)
        || (OFFICES.iter().any(|office| last.ends_with(office)) && is_name(next));
    words.len() >= 3 && !wants_more && !words.iter().any(|word| is_verb(word, evidence))
}

/// Words no heading ends in.
const LINKING: [&str; 57] = [
    "hvor", "hvis", "når", "mens", "idet", "fordi", "da", "hvilket", "hvorved", "hvorfor",
    "samtidig", "dog", "ikke", "og", "eller", "samt", "såvel", "men", "at", "som", "der", "for",
    "i", "på", "af", "til", "med", "om", "fra", "ved", "mellem", "mod", "under", "over", "efter",
    "før", "inden", "uden", "hos", "blandt", "via", "per", "pr", "en", "et", "den", "det", "de",
    "denne", "dette", "disse", "både", "herunder", "bl.a.", "fx", "f.eks.", "jf",
];

/// Words that stand before a person's or body's name.
const OFFICES: [&str; 6] = ["formand", "mester", "direktør", "chef", "minister", "leder"];

fn is_name(text: &str) -> bool {
    let mut words = text.split(' ').take(2);
    words.all(|word| word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase))
}

/// Finite verbs that follow no rule.
#[rustfmt::skip]
const VERBS: [&str; 94] = [
    "er", "var", "har", "havde", "blev", "bliver", "skal", "skulle", "kan", "kunne", "vil",
    "ville", "må", "måtte", "bør", "burde", "ved", "vidste", "får", "fik", "går", "gik", "gør",
    "gjorde", "giver", "gav", "tager", "tog", "står", "stod", "ser", "så", "kommer", "kom",
    "ligger", "lå", "lægger", "lagde", "sætter", "satte", "siger", "sagde", "følger", "fulgte",
    "finder", "fandt", "bringer", "bragte", "holder", "holdt", "træffer", "traf", "trækker",
    "trak", "tæller", "talte", "vælger", "valgte", "spørger", "spurgte", "stiger", "steg",
    "falder", "faldt", "skriver", "skrev", "bryder", "brød", "byder", "bød", "lyder", "lød",
    "driver", "drev", "griber", "greb", "slår", "slog", "hedder", "hed", "beder", "bad", "bærer",
    "bar", "skærer", "løber", "løb", "hjælper", "hjalp", "synes", "syntes", "når", "nåede",
    "foreligger",
];

/// What stands before such a verb in one word: `foreslår`, `indeholdt`.
const PREFIXES: [&str; 24] = [
    "af", "an", "be", "bi", "del", "fast", "for", "fore", "frem", "gen", "ind", "inde", "med",
    "mod", "ned", "om", "op", "over", "på", "til", "ud", "under", "ved", "fort",
];

/// Words that only look like a past tense.
const SUPERLATIVES: [&str; 7] =
    ["næste", "første", "sidste", "fleste", "bedste", "største", "vigtigste"];

/// Whether a word may be a finite verb: an infinitive lies behind it that has a past tense too.
fn is_verb(word: &str, evidence: &Evidence) -> bool {
    let word = word.to_lowercase();
    let is_irregular = |word: &str| VERBS.contains(&word);
    let is_prefixed = |prefix: &str| {
        word.strip_prefix(prefix).is_some_and(|verb| verb.len() > 2 && is_irregular(verb))
    };
    if is_irregular(&word) || PREFIXES.into_iter().any(is_prefixed) {
        return true;
    }
    let present = word.strip_suffix(['r', 's']).filter(|stem| stem.ends_with('e'));
    let past = word.strip_suffix("de").filter(|stem| stem.ends_with('e')).map(str::to_owned);
    let short_past = word.strip_suffix("te").map(|stem| format!("{stem}e"));
    if SUPERLATIVES.contains(&word.as_str()) {
        return false;
    }
    if word.strip_suffix("er").is_some_and(|stem| is_noun(stem, evidence)) {
        return false;
    }
    present.is_some_and(|infinitive| is_infinitive(infinitive, evidence))
        || past.into_iter().chain(short_past).any(|infinitive| is_infinitive(&infinitive, evidence))
}

/// `indsatser` are several of an `indsats`, though the dictionary would also join `ind` and `satse`.
fn is_noun(stem: &str, evidence: &Evidence) -> bool {
    const SURE: usize = 5;
    stem.chars().count() >= SURE
        && ["", "en", "erne"].iter().all(|ending| evidence.knows(&format!("{stem}{ending}")))
}

fn is_infinitive(word: &str, evidence: &Evidence) -> bool {
    let Some(stem) = word.strip_suffix('e').filter(|stem| stem.chars().count() >= 2) else {
        return false;
    };
    let known = |form: String| evidence.knows(&form);
    known(word.to_owned())
        && known(format!("{word}r"))
        && (known(format!("{word}de")) || known(format!("{stem}te")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(lines: &[&str], expected: bool) {
        let evidence = Evidence::gather(lines.iter().copied());
        let verbs: Vec<&str> =
            lines[0].split(' ').filter(|word| is_verb(word, &evidence)).collect();
        assert_eq!(
            is_phrase(lines[0], lines[1], &evidence),
            expected,
            "{lines:?}, verbs {verbs:?}"
        );
    }

    #[test]
    fn a_phrase_before_a_sentence_is_a_heading() {
        for lines in [
            ["Fælles indsatser for de sydlige kommuner og deres borgere (2023-2026)", "K17 så på"],
            ["De næste skridt på sundhedsområdet og den fælles plan", "Formanden gav"],
            ["Samarbejdet mellem kommunerne om de store anlæg på vejområdet", "Det er"],
        ] {
            check(&lines, true);
        }
    }

    #[test]
    fn a_line_whose_sentence_goes_on_with_a_name_is_none() {
        for lines in [
            ["På det seneste møde i kredsen af kommunaldirektører besluttede", "KKR Sjælland"],
            ["Sammen med de øvrige kommuner i den sydlige del af regionen har", "Faxe Kommune"],
            ["Som led i den fælles indsats for bedre veje og baner drøftes", "Femern-stop"],
            ["Et muligt forslag om en fælles indsats i samarbejde med", "Region Sjælland"],
            ["Drøftelse med den nye og meget erfarne borgmester", "Anna Berg om veje"],
            ["Et samarbejde om veje og baner med staten og Slagelse", "Kommune på"],
        ] {
            check(&lines, false);
        }
    }
}
