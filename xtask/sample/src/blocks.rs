//! The body of a field: paragraphs, headings, lists, tables and links.

use anyhow::{Context, Result, ensure};
use raadslag_document::{Block, List, ListItem, Mark, MarkKind, Table};

/// The lines of a text with a place in them.
pub(crate) struct Lines<'a> {
    rest: &'a str,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    fn skip_empty(&mut self) {
        self.rest = self.rest.trim_start_matches(['\n', '\r']);
    }

    fn take_line(&mut self) -> &'a str {
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        line.trim_end()
    }

    /// The next line that is not empty.
    pub(crate) fn next_filled(&mut self) -> Option<&'a str> {
        self.skip_empty();
        (!self.rest.is_empty()).then(|| self.take_line())
    }

    /// The next line if it is `key: value` with one of these keys.
    pub(crate) fn next_key(&mut self, keys: &[&str]) -> Option<(&'a str, &'a str)> {
        self.skip_empty();
        let line = self.rest.lines().next()?;
        let (key, value) = line.split_once(": ").filter(|(key, _)| keys.contains(key))?;
        self.take_line();
        Some((key, value.trim()))
    }

    /// Whether a heading of this level comes next.
    pub(crate) fn at_heading(&mut self, level: usize) -> bool {
        self.skip_empty();
        self.rest.starts_with(&format!("{} ", "#".repeat(level)))
    }

    /// The next line if it is a heading of this level.
    pub(crate) fn next_heading(&mut self, level: usize) -> Option<&'a str> {
        self.skip_empty();
        let mark = format!("{} ", "#".repeat(level));
        let line = self.rest.lines().next()?;
        let heading = line.strip_prefix(mark.as_str())?;
        self.take_line();
        Some(heading.trim())
    }

    /// Everything up to the next heading of this level or a higher one.
    pub(crate) fn until_heading(&mut self, level: usize) -> Result<&'a str> {
        let mut at = 0;
        for line in self.rest.split_inclusive('\n') {
            let hashes = line.chars().take_while(|&c| c == '#').count();
            if (1..=level).contains(&hashes) {
                break;
            }
            at += line.len();
        }
        let (text, rest) = self.rest.split_at(at);
        self.rest = rest;
        ensure!(!text.trim().is_empty(), "a field without text before `{}`", first_line(rest));
        Ok(text.trim())
    }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or("the end")
}

/// The paragraphs of a text: what stands between empty lines. The lines of a paragraph are joined
/// by a space, those of a list or table kept.
pub(crate) fn paragraphs(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut current: Vec<&str> = Vec::new();
    for line in text.lines().map(str::trim_end).chain([""]) {
        if !line.is_empty() {
            current.push(line);
        } else if !current.is_empty() {
            let kept = starts_entry(current[0]) || current[0].starts_with('|');
            found.push(current.join(if kept { "\n" } else { " " }));
            current.clear();
        }
    }
    found
}

fn starts_entry(line: &str) -> bool {
    line.starts_with("- ") || number(line).is_some()
}

fn number(line: &str) -> Option<(u32, &str)> {
    let (number, rest) = line.split_once(". ")?;
    Some((number.parse().ok()?, rest))
}

/// The entries of a list paragraph; lines without a bullet go on the entry above.
pub(crate) fn entries(paragraph: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for line in paragraph.lines() {
        let entry = line.strip_prefix("- ").or_else(|| number(line).map(|(_, rest)| rest));
        match (entry, found.last_mut()) {
            (None, Some(last)) => {
                last.push(' ');
                last.push_str(line.trim());
            }
            (entry, _) => found.push(entry.unwrap_or(line).to_owned()),
        }
    }
    found
}

/// The blocks of a field and the addresses its links lead to.
pub(crate) fn read(text: &str) -> Result<(Vec<Block>, Vec<String>)> {
    let mut blocks = Vec::new();
    let mut links = Vec::new();
    let mut caption = None;
    for paragraph in paragraphs(text) {
        if let Some(title) = paragraph.strip_prefix("#### ") {
            blocks.push(Block::Heading { level: 1, text: title.to_owned() });
        } else if let Some(title) = paragraph.strip_prefix("Tabel: ") {
            caption = Some(title.to_owned());
        } else if paragraph.starts_with('|') {
            blocks.push(Block::Table(table(&paragraph, caption.take())?));
        } else if starts_entry(&paragraph) {
            blocks.push(list(&paragraph));
        } else {
            let (text, marks) = inline(&paragraph);
            for mark in &marks {
                if let MarkKind::Link { url } = &mark.kind {
                    links.push(url.clone());
                }
            }
            blocks.push(Block::Paragraph { text, marks });
        }
    }
    Ok((blocks, links))
}

fn list(paragraph: &str) -> Block {
    let items = entries(paragraph)
        .into_iter()
        .map(|text| ListItem { text, ..ListItem::default() })
        .collect();
    Block::List(List { ordered: !paragraph.starts_with("- "), items, ..List::default() })
}

fn table(paragraph: &str, caption: Option<String>) -> Result<Table> {
    let mut rows: Vec<Vec<String>> = paragraph
        .lines()
        .map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect())
        .collect();
    let rule = rows
        .iter()
        .position(|row| row.iter().all(|cell| cell.starts_with("---")))
        .context("a table has a line of dashes below its header")?;
    let body = rows.split_off(rule + 1);
    rows.pop();
    let width = rows.first().context("a table has a header")?.len();
    ensure!(body.iter().all(|row| row.len() == width), "a table's rows are equally long");
    Ok(Table { caption, header: rows, rows: body, spans: Vec::new() })
}

/// `[text](address)` becomes text with a link mark.
fn inline(source: &str) -> (String, Vec<Mark>) {
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = source;
    while let Some((before, label, url, after)) = next_link(rest) {
        text.push_str(before);
        let start = text.chars().count() as u32;
        text.push_str(label);
        let end = text.chars().count() as u32;
        marks.push(Mark { start, end, kind: MarkKind::Link { url: url.to_owned() } });
        rest = after;
    }
    text.push_str(rest);
    (text, marks)
}

fn next_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    let middle = text.find("](")?;
    let open = text[..middle].rfind('[')?;
    let close = middle + text[middle..].find(')')?;
    Some((&text[..open], &text[open + 1..middle], &text[middle + 2..close], &text[close + 1..]))
}
