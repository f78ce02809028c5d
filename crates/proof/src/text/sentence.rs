//! Sentences.

use std::ops::Range;

/// Abbreviations after which a sentence goes on, though a capital follows.
const GOES_ON: [&str; 31] = [
    "ca.", "jf.", "nr.", "stk.", "pkt.", "evt.", "inkl.", "ekskl.", "hhv.", "f.eks.", "dvs.",
    "tlf.", "kl.", "d.", "pr.", "vedr.", "adm.", "ift.", "bl.a.", "pga.", "if.", "kap.", "cand.",
    "dr.", "prof.", "s.", "vha.", "iht.", "mht.", "fhv.", "sml.",
];

/// Abbreviations that may also end a sentence.
const MAY_END: [&str; 13] = [
    "pct.", "mio.", "mia.", "kr.", "mv.", "m.v.", "osv.", "m.fl.", "m.m.", "mm.", "mfl.", "o.l.",
    "pt.",
];

/// Whether a word with its full stop is an abbreviation known here.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    GOES_ON.contains(&word) || MAY_END.contains(&word)
}

/// The sentences of a text, as byte ranges without the space between them.
///
/// A full stop ends a sentence where space and a capital or a figure follow, unless it belongs to
/// an ordinal ("3. bedst") or an abbreviation that goes on ("jf. Region Sjælland").
pub(crate) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in text.char_indices() {
        if !matches!(mark, '.' | '!' | '?') || at < start {
            continue;
        }
        let mut end = at + 1;
        let rest = &text[end..];
        let closing = rest.len() - rest.trim_start_matches(['”', '"', ')', '“', '»', '’']).len();
        end += closing;
        let after = &text[end..];
        let next = after.trim_start().chars().next();
        if after.starts_with(char::is_whitespace)
            && next.is_some_and(|c| c.is_uppercase() || c.is_ascii_digit() || "”\"»".contains(c))
            && ends_here(&text[start..=at], next)
        {
            push(&mut sentences, text, start..end);
            start = end;
        }
    }
    push(&mut sentences, text, start..text.len());
    sentences
}

fn push(sentences: &mut Vec<Range<usize>>, text: &str, range: Range<usize>) {
    let part = &text[range.clone()];
    let start = range.start + (part.len() - part.trim_start().len());
    let end = start + part.trim().len();
    if start < end {
        sentences.push(start..end);
    }
}

fn ends_here(sentence: &str, next: Option<char>) -> bool {
    let word = sentence.rsplit(char::is_whitespace).next().unwrap_or_default();
    let word = word.trim_start_matches(['(', '”', '"']).to_lowercase();
    if GOES_ON.contains(&word.as_str()) {
        return false;
    }
    let figure = next.is_some_and(|c| c.is_ascii_digit());
    if figure && word.trim_end_matches('.').chars().all(|c| c.is_ascii_digit()) {
        return false;
    }
    // "M. Hansen": one letter alone is an initial.
    word.chars().filter(|c| c.is_alphabetic()).count() != 1 || MAY_END.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::sentences;

    fn check(text: &str, expect: &[&str]) {
        let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn a_full_stop_before_a_capital_ends_a_sentence() {
        check("Mødet er slut. Vi går. ", &["Mødet er slut.", "Vi går."]);
        check("Han sagde ”nej”. Så gik han.", &["Han sagde ”nej”.", "Så gik han."]);
    }

    #[test]
    fn abbreviations_ordinals_and_dates_end_none() {
        check("Se jf. Region Sjælland.", &["Se jf. Region Sjælland."]);
        check("Den 3. bedste fra 1. juli.", &["Den 3. bedste fra 1. juli."]);
        check("Det er 14 pct. Det er nok.", &["Det er 14 pct.", "Det er nok."]);
    }

    #[test]
    fn nothing_has_no_sentences() {
        check("", &[]);
        check(" . ", &["."]);
    }
}
