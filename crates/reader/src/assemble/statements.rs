//! What members had entered in the minutes.

use crate::pattern::{rare, regex};
use crate::sentence::split;

/// The statements of a decision, each with the words that announce it: "SF afgav følgende
/// protokolbemærkning:" and the quotation below.
pub(super) fn statements(lines: &[&str]) -> Vec<String> {
    let mut statements = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let sentences = split(line);
        let last = sentences.len().saturating_sub(1);
        let announces = |(at, sentence): &(usize, &&str)| {
            announces(sentence) || (*at == last && opens_quotation(sentence))
        };
        let Some((_, first)) = sentences.iter().enumerate().find(announces) else { continue };
        let said = line.find(*first).map_or(*line, |at| &line[at..]);
        let below = &lines[index + 1..];
        let quoted = match below.first() {
            Some(next) if next.starts_with(['"', '”', '“']) => quotation(below),
            Some(_) if said.ends_with(':') || !tells(said) => 1,
            _ => 0,
        };
        let below = below.iter().take_while(|line| **line != "Bilag").take(quoted);
        let text: Vec<&str> = std::iter::once(said).chain(below.copied()).collect();
        statements.push(text.join("\n"));
    }
    statements
}

/// "Mindretalsudtalelse fra Ø: …", "V ønskede følgende tilført protokollen: …".
fn announces(sentence: &str) -> bool {
    rare!(
        ["protokol", "mindretalsudtalelse", "referat"],
        r"(?i)(?:protokolbemærkning|mindretalsudtalelse|protokoltilførsel)\w*(?:\b[^.:]*:|\b[^.]*$)|(?:ønske[rd]e?|bad om at få) (?:det |følgende )?(?:tilført|ført til) (?:protokol|referat)"
    )
    .is_match(sentence)
}

/// "Et mindretal stemte imod med følgende begrundelse:"
fn opens_quotation(sentence: &str) -> bool {
    rare!(["følgende begrundelse"], r"(?i)\bfølgende begrundelse:$").is_match(sentence)
}

/// Whether a sentence says itself what is to be entered: "…, at planen er god", "…: Nej".
fn tells(said: &str) -> bool {
    said.contains(", at ") || regex!(r":\s+\S").is_match(said)
}

/// How many lines a quotation takes.
fn quotation(lines: &[&str]) -> usize {
    let closes = |line: &&str| regex!(r#"["”“]\s*(?:Bilag)?\.?$"#).is_match(line) && line.len() > 3;
    lines.iter().position(closes).map_or(1, |end| end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_is_the_words_behind_its_announcement() {
        for (lines, expected) in [
            (
                &["Godkendt. SF videreførte følgende protokolbemærkning:", "\"Det går ikke.\""][..],
                "SF videreførte følgende protokolbemærkning:\n\"Det går ikke.\"",
            ),
            (
                &["Ø ønskede følgende tilført protokollen: \"Nej. Det er for dyrt.\"", "Slut."],
                "Ø ønskede følgende tilført protokollen: \"Nej. Det er for dyrt.\"",
            ),
            (
                &["Mindretalsudtalelse fra Ø: Vi siger nej. Det er for dyrt.", "Slut."],
                "Mindretalsudtalelse fra Ø: Vi siger nej. Det er for dyrt.",
            ),
            (
                &["F ønskede ført til protokols, at planen er for dyr.", "V gik."],
                "F ønskede ført til protokols, at planen er for dyr.",
            ),
            (
                &["V stemte imod med følgende begrundelse:", "”Skolen er god.”"],
                "V stemte imod med følgende begrundelse:\n”Skolen er god.”",
            ),
        ] {
            assert_eq!(statements(lines), [expected], "{lines:?}");
        }
        assert_eq!(statements(&["Godkendt.", "Protokollen blev læst op."]), [""; 0]);
    }
}
