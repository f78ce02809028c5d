//! What people type. Whatever it is, it means something: there are no errors here.

use crate::words::{groups, is_law};

/// A form of the query language, for the help page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Syntax {
    /// Names the form; its explanation in each language hangs on this.
    pub name: &'static str,
    /// What one types.
    pub example: &'static str,
}

/// The whole query language. Field names are `titel`/`title`, `organ`/`body`, `år`/`aar`/`year` and
/// `sag`/`case`.
pub const SYNTAX: [Syntax; 10] = [
    Syntax { name: "words", example: "klynge økonomi" },
    Syntax { name: "phrase", example: "\"nær sundhed\"" },
    Syntax { name: "exclude", example: "klynge -sekretariat" },
    Syntax { name: "or", example: "motorvej ELLER jernbane" },
    Syntax { name: "prefix", example: "uddann*" },
    Syntax { name: "title", example: "titel:årsrapport" },
    Syntax { name: "body", example: "organ:k17" },
    Syntax { name: "year", example: "år:2022" },
    Syntax { name: "years", example: "år:2022-2025" },
    Syntax { name: "case", example: "sag:EMN-2025-008468" },
];

/// Terms beyond this many are not looked at.
const MOST_TERMS: usize = 32;
/// Nor is what is typed beyond this many bytes.
const MOST_BYTES: usize = 4_000;
/// A word being typed is completed from this many letters on.
const SHORTEST_PREFIX: usize = 3;

/// A query, understood.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Typed {
    /// Each must be met by one of its terms.
    pub(crate) required: Vec<Vec<Term>>,
    /// None may be met.
    pub(crate) excluded: Vec<Term>,
}

/// One word or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Term {
    /// Where it is to stand.
    pub(crate) scope: Scope,
    /// The words, without quotation marks, field name, minus and star.
    pub(crate) text: String,
    /// How they are to be read.
    pub(crate) form: Form,
}

/// Where a term is to stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope {
    Anywhere,
    Title,
    Body,
    Year,
    Case,
}

/// How a term is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// A whole word.
    Word,
    /// The word the reader may still be typing.
    Unfinished,
    /// The beginning of a word: `uddann*`.
    Prefix,
    /// Words in this order.
    Phrase,
}

impl Typed {
    /// Reads what was typed.
    pub(crate) fn parse(text: &str) -> Self {
        let mut end = text.len().min(MOST_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let mut parser = Parser { rest: &text[..end], typed: Self::default(), terms: 0 };
        parser.run();
        let mut typed = parser.typed;
        typed.join_laws();
        if !text.ends_with(|c: char| c.is_whitespace()) {
            typed.leave_last_unfinished();
        }
        typed
    }

    /// "L 191" without quotation marks is one name.
    fn join_laws(&mut self) {
        let mut at = 0;
        while at + 1 < self.required.len() {
            let law = match (&self.required[at][..], &self.required[at + 1][..]) {
                ([letter], [number]) if letter.is_plain() && number.is_plain() => {
                    let letter = letter.text.to_uppercase();
                    is_law(&letter, &number.text).then(|| format!("{letter} {}", number.text))
                }
                _ => None,
            };
            if let Some(text) = law {
                self.required[at][0].text = text;
                self.required.remove(at + 1);
            }
            at += 1;
        }
    }

    fn leave_last_unfinished(&mut self) {
        let Some(term) = self.required.last_mut().and_then(|terms| terms.last_mut()) else {
            return;
        };
        let letters = term.text.chars().filter(|c| c.is_alphanumeric()).count();
        let ends_in_word = term.text.ends_with(char::is_alphanumeric);
        if term.form == Form::Word && letters >= SHORTEST_PREFIX && ends_in_word {
            term.form = Form::Unfinished;
        }
    }
}

impl Term {
    fn is_plain(&self) -> bool {
        self.scope == Scope::Anywhere && self.form == Form::Word
    }
}

struct Parser<'t> {
    rest: &'t str,
    typed: Typed,
    terms: usize,
}

impl Parser<'_> {
    fn run(&mut self) {
        let mut either = false;
        while self.terms < MOST_TERMS {
            self.rest = self.rest.trim_start_matches(is_space);
            if self.rest.is_empty() {
                return;
            }
            if let Some(after) = operator(self.rest, &["OR", "ELLER", "|"]) {
                self.rest = after;
                either = true;
            } else if let Some(after) = operator(self.rest, &["AND", "OG", "&"]) {
                self.rest = after;
            } else {
                self.term(either);
                either = false;
            }
        }
    }

    fn term(&mut self, either: bool) {
        let excluded = self.rest.starts_with('-');
        self.rest = self.rest.trim_start_matches('-');
        let scope = self.scope();
        let Some(term) = self.words(scope) else { return };
        self.terms += 1;
        match self.typed.required.last_mut() {
            _ if excluded => self.typed.excluded.push(term),
            Some(alternatives) if either => alternatives.push(term),
            _ => self.typed.required.push(vec![term]),
        }
    }

    /// Reads a field name; a space after its colon is forgiven.
    fn scope(&mut self) -> Scope {
        let Some((name, after)) = self.rest.split_once(':') else { return Scope::Anywhere };
        let scope = match name.to_lowercase().as_str() {
            "titel" | "title" => Scope::Title,
            "organ" | "body" => Scope::Body,
            "år" | "aar" | "year" => Scope::Year,
            "sag" | "case" => Scope::Case,
            _ => return Scope::Anywhere,
        };
        self.rest = after.trim_start_matches(is_space);
        scope
    }

    fn words(&mut self, scope: Scope) -> Option<Term> {
        let (text, mut form) = if let Some(after) = self.rest.strip_prefix(is_quote) {
            let end = after.find(is_quote).unwrap_or(after.len());
            self.rest = after[end..].strip_prefix(is_quote).unwrap_or("");
            (&after[..end], Form::Phrase)
        } else {
            let end = self.rest.find(|c| is_space(c) || is_quote(c)).unwrap_or(self.rest.len());
            let (word, after) = self.rest.split_at(end);
            self.rest = after;
            (word, Form::Word)
        };
        let mut count = groups(text).map(|group| group.words.len());
        match (count.next(), count.next()) {
            (None, _) => return None,
            (Some(1), None) if form == Form::Phrase => form = Form::Word,
            _ => {}
        }
        let begins = text.ends_with('*') && form == Form::Word;
        let text = text.trim_matches(|c: char| c == '*' || is_space(c)).replace(is_space, " ");
        Some(Term { scope, text, form: if begins { Form::Prefix } else { form } })
    }
}

/// What follows one of these names, if one stands here as a word of its own.
fn operator<'t>(rest: &'t str, names: &[&str]) -> Option<&'t str> {
    names.iter().find_map(|name| {
        let after = rest.strip_prefix(name)?;
        (after.is_empty() || after.starts_with(is_space)).then_some(after)
    })
}

fn is_space(letter: char) -> bool {
    letter.is_whitespace() || letter.is_control()
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '«' | '»')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Form, Scope, Typed};

    fn show(text: &str) -> String {
        let typed = Typed::parse(text);
        let one = |term: &super::Term| {
            let scope = if term.scope == Scope::Anywhere {
                String::new()
            } else {
                format!("{:?}:", term.scope)
            };
            let form = match term.form {
                Form::Word => "",
                Form::Unfinished => "~",
                Form::Prefix => "*",
                Form::Phrase => "\"",
            };
            format!("{scope}{}{form}", term.text)
        };
        let mut shown: Vec<String> = typed
            .required
            .iter()
            .map(|terms| terms.iter().map(one).collect::<Vec<_>>().join("|"))
            .collect();
        shown.extend(typed.excluded.iter().map(|term| format!("-{}", one(term))));
        shown.join(" ")
    }

    #[test]
    fn every_form_of_the_language_is_read() {
        for (typed, read) in [
            ("klynge økonomi ", "klynge økonomi"),
            ("klynge øko", "klynge øko~"),
            ("\"nær sundhed\" klynge ", "nær sundhed\" klynge"),
            ("klynge -sekretariat ", "klynge -sekretariat"),
            ("vej ELLER bane OR bro ", "vej|bane|bro"),
            ("uddann* ", "uddann*"),
            ("titel:årsrapport ", "Title:årsrapport"),
            ("Organ:\"KKR Sjælland\"", "Body:KKR Sjælland\""),
            ("aar: 2022 ", "Year:2022"),
            ("sag:EMN-2025-008468 ", "Case:EMN-2025-008468"),
            ("L 191", "L 191~"),
            ("l 191 ", "L 191"),
        ] {
            assert_eq!(show(typed), read, "{typed}");
        }
    }

    #[test]
    fn broken_queries_mean_what_they_can() {
        for (typed, read) in [
            ("", ""),
            ("\"nær sundhed", "nær sundhed\""),
            ("\"", ""),
            ("ELLER", ""),
            ("ELLER klynge ", "klynge"),
            ("klynge OR", "klynge~"),
            ("- -- * ( )", ""),
            ("titel:", ""),
            ("http://kl.dk ", "http://kl.dk"),
            ("a\u{0}b\u{7} ", "a b"),
        ] {
            assert_eq!(show(typed), read, "{typed}");
        }
    }

    #[test]
    fn long_queries_are_cut() {
        let typed = Typed::parse(&"klynge ".repeat(2_000));
        assert_eq!(typed.required.len(), 32);
    }

    proptest! {
        #[test]
        fn anything_can_be_typed(text in "\\PC*|[-\"*: a-zæøåORELLER|\\x00-\\x1f]{0,80}") {
            let typed = Typed::parse(&text);
            prop_assert!(typed.required.iter().all(|terms| !terms.is_empty()));
        }
    }
}
