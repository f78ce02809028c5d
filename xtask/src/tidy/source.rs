//! A Rust source parted into code, string literals and comments: enough of a lexer for the rules.

use std::ops::RangeInclusive;

/// What a source consists of, each part with its line (from 1).
pub(crate) struct Source {
    /// The code of each line, comments and the insides of literals blanked, test modules left out.
    pub(crate) code: Vec<(usize, String)>,
    /// String literals outside test modules, with the line they begin on.
    pub(crate) literals: Vec<(usize, String)>,
}

/// Parts a source. Unfinished literals and comments end with the file.
pub(crate) fn parse(text: &str) -> Source {
    let mut lexer = Lexer { characters: text.chars().collect(), ..Lexer::default() };
    lexer.run();
    let tests = test_lines(&lexer.code);
    let outside = |line: &usize| !tests.iter().any(|range| range.contains(line));
    let code = (1..).zip(lexer.code.lines().map(str::to_owned));
    Source {
        code: code.filter(|(line, _)| outside(line)).collect(),
        literals: lexer.literals.into_iter().filter(|(line, _)| outside(line)).collect(),
    }
}

/// The lines of what is compiled for tests only: from each `#[cfg(test)]` to the end of its item.
fn test_lines(code: &str) -> Vec<RangeInclusive<usize>> {
    let line = |at: usize| code[..at].matches('\n').count() + 1;
    code.match_indices("#[cfg(test)]")
        .map(|(at, _)| line(at)..=line(end_of_item(code, at)))
        .collect()
}

/// Where an item ends: at its semicolon, or where its braces close.
fn end_of_item(code: &str, begin: usize) -> usize {
    let mut depth = 0;
    for (at, character) in code[begin..].char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 && matches!(character, ';' | '}') {
            return begin + at;
        }
    }
    code.len()
}

#[derive(Default)]
struct Lexer {
    characters: Vec<char>,
    at: usize,
    line: usize,
    code: String,
    literals: Vec<(usize, String)>,
}

impl Lexer {
    fn run(&mut self) {
        self.line = 1;
        while let Some(character) = self.peek(0) {
            match character {
                '/' if self.peek(1) == Some('/') => self.line_comment(),
                '/' if self.peek(1) == Some('*') => self.block_comment(),
                '"' => self.literal("\"", true),
                'r' if !self.in_word() && self.raw_hashes().is_some() => self.raw_string(),
                '\'' => self.character(),
                _ => self.keep(),
            }
        }
    }

    fn peek(&self, ahead: usize) -> Option<char> {
        self.characters.get(self.at + ahead).copied()
    }

    fn starts_with(&self, word: &str) -> bool {
        (0..).zip(word.chars()).all(|(ahead, expected)| self.peek(ahead) == Some(expected))
    }

    fn in_word(&self) -> bool {
        let before = self.at.checked_sub(1).map(|at| self.characters[at]);
        before.is_some_and(|c| (c.is_alphanumeric() || c == '_') && c != 'b')
    }

    /// Moves on by one character that is code.
    fn keep(&mut self) {
        if let Some(character) = self.next() {
            self.code.push(character);
        }
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek(0)?;
        self.at += 1;
        self.line += usize::from(character == '\n');
        Some(character)
    }

    /// Moves on by one character that is not code; lines keep their numbers.
    fn skip(&mut self) {
        if self.next() == Some('\n') {
            self.code.push('\n');
        }
    }

    fn line_comment(&mut self) {
        while self.peek(0).is_some_and(|character| character != '\n') {
            self.skip();
        }
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while self.peek(0).is_some() {
            if self.starts_with("/*") {
                depth += 1;
                self.skip();
            } else if self.starts_with("*/") {
                depth -= 1;
                self.skip();
            }
            self.skip();
            if depth == 0 {
                break;
            }
        }
    }

    fn raw_hashes(&self) -> Option<usize> {
        let rest = &self.characters[self.at + 1..];
        let hashes = rest.iter().take_while(|&&character| character == '#').count();
        (self.peek(hashes + 1) == Some('"')).then_some(hashes)
    }

    fn raw_string(&mut self) {
        let hashes = self.raw_hashes().unwrap_or_default();
        for _ in 0..=hashes {
            self.skip();
        }
        let closing = format!("\"{}", "#".repeat(hashes));
        self.literal(&closing, false);
    }

    /// Reads a literal from its opening quotation mark up to `closing`.
    fn literal(&mut self, closing: &str, escapes: bool) {
        self.skip();
        self.code.push('"');
        let (line, mut text) = (self.line, String::new());
        while let Some(character) = self.peek(0) {
            if self.starts_with(closing) {
                break;
            }
            if escapes && character == '\\' {
                self.skip();
            }
            text.extend(self.peek(0));
            self.skip();
        }
        for _ in closing.chars() {
            self.skip();
        }
        self.code.push('"');
        self.literals.push((line, text));
    }

    /// A character literal, or the mark of a lifetime.
    fn character(&mut self) {
        let length = match (self.peek(1), self.peek(2)) {
            (Some('\\'), _) => (3..12).find(|&ahead| self.peek(ahead) == Some('\'')),
            (Some(_), Some('\'')) => Some(2),
            _ => None,
        };
        match length {
            Some(length) => (0..=length).for_each(|_| self.skip()),
            None => self.keep(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    fn code(text: &str) -> String {
        let lines: Vec<_> = parse(text).code.into_iter().map(|(_, line)| line).collect();
        lines.join("\n")
    }

    #[test]
    fn comments_and_the_insides_of_literals_are_not_code() {
        assert_eq!(code("a // b\nc /* d\n e /* f */ */ g"), "a \nc \n g");
        assert_eq!(code(r#"f("std::fs \" // x", 'y', '\'', '"')"#), r#"f("", , , )"#);
        assert_eq!(code("r#\"a \" b\"# + br\"c\""), "\"\" + b\"\"");
        assert_eq!(code("fn f<'a>(x: &'a str)"), "fn f<'a>(x: &'a str)");
    }

    #[test]
    fn literals_carry_the_line_they_begin_on() {
        let source = parse("x\nq(\"SELECT a\n FROM b\", r\"c\")");
        assert_eq!(source.literals, [(2, "SELECT a\n FROM b".to_owned()), (3, "c".to_owned())]);
    }

    #[test]
    fn test_modules_are_left_out() {
        let source = parse("a(\"1\");\n#[cfg(test)]\nmod tests { b(\"2\"); }");
        assert_eq!(source.code, [(1, "a(\"\");".to_owned())]);
        assert_eq!(source.literals, [(1, "1".to_owned())]);
    }

    #[test]
    fn what_follows_a_test_item_is_code_again() {
        let source =
            parse("#[cfg(test)]\nmod tests;\n#[cfg(test)]\nfn f() { if x { y } }\na(\"1\");");
        assert_eq!(source.code, [(5, "a(\"\");".to_owned())]);
        assert_eq!(source.literals.len(), 1);
    }
}
