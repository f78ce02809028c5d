//! Lines become paragraphs, headings, lists and tables.

use raadslag_document::{Block, Mark, Problem};

use super::markers::{false_numbers, marker_of, roman_letters, set_depths};
use super::{Builder, apart, columns, lists, narrow, recommendations};
use crate::flow::{Gap, Line, Part, Role, Wrap};
use crate::layout::{is_person, is_title_like};
use crate::marker;
use crate::outline::Outline;
use crate::pattern::{rare, regex};
use crate::repair::Evidence;

/// How wide a full line of the document is, in characters: a line that ends well before it was
/// ended by the author.
#[derive(Debug, Clone, Copy)]
pub(super) struct Width {
    full: usize,
    /// The typesetter breaks words, so that a line is left short only by the author.
    hyphenates: bool,
}

impl Width {
    /// Lines broken inside a word reached the margin for certain; without them the longest lines
    /// tell.
    pub(super) fn of(outline: &Outline) -> Self {
        let items = outline.sections.iter().flat_map(|section| &section.items);
        let parts = items.flat_map(|item| &item.headed).flat_map(|headed| &headed.parts);
        let lines: Vec<&str> = parts
            .filter_map(|part| match part {
                Part::Line(line) if line.wrap == Wrap::Physical => Some(line.text.as_str()),
                _ => None,
            })
            .collect();
        let lengths = |keep: &dyn Fn(&&str) -> bool| {
            let mut lengths: Vec<usize> = lines
                .iter()
                .copied()
                .filter(|line| keep(line))
                .map(|line| line.chars().count())
                .collect();
            lengths.sort_unstable();
            lengths
        };
        let broken = lengths(&|line| line.ends_with('-') && line.chars().count() > 40);
        if broken.len() >= 10 {
            return Self { full: broken[broken.len() / 10], hyphenates: true };
        }
        let all = lengths(&|_| true);
        let longest = all.get(all.len().saturating_sub(1) * 95 / 100);
        Self { full: longest.map_or(0, |longest| longest * 4 / 5), hyphenates: false }
    }

    /// Whether the author ended a line: the next word would have fitted on it.
    pub(super) fn ends(self, lines: &[&Line], index: usize) -> bool {
        const AROUND: usize = 4;
        /// Lines that are all shorter stand in a column.
        const NARROW: usize = 45;
        /// Of a longer word a part would have been set on the line.
        const PART: usize = 8;
        let (line, Some(next)) = (lines[index], lines.get(index + 1)) else { return true };
        let around = index.saturating_sub(AROUND)..(index + AROUND + 1).min(lines.len());
        let local = lines[around].iter().map(|line| line.text.chars().count()).max().unwrap_or(0);
        let full = if local < NARROW { local * 3 / 4 } else { self.full };
        let word = next.text.split(' ').next().unwrap_or_default().chars().count();
        let word = if self.hyphenates { word.min(PART) } else { word };
        !line.text.ends_with('-') && line.text.chars().count() + 1 + word < full
    }
}

/// Lines that belong together: a paragraph, a heading, a list entry.
#[derive(Debug, Clone)]
pub(super) struct Chunk<'a> {
    pub(super) lines: Vec<&'a Line>,
    pub(super) marker: Marker,
    pub(super) depth: u8,
    /// The space before it.
    pub(super) gap: Gap,
    /// The space after it.
    pub(super) after: Gap,
}

/// What a chunk begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marker {
    None,
    Heading(u8),
    Bullet,
    Number(u32),
    Letter(u32),
    Roman(u32),
}

impl Chunk<'_> {
    /// The text, healed, with its marks.
    pub(super) fn text(&self, evidence: &Evidence) -> (String, Vec<Mark>) {
        if let [line] = self.lines[..]
            && line.wrap == Wrap::Whole
        {
            return (self.stripped(&line.text).to_owned(), line.marks.clone());
        }
        let first = self.lines.first().map(|line| self.stripped(&line.text));
        let rest = self.lines.iter().skip(1).map(|line| line.text.as_str());
        let text = evidence.paragraph(first.into_iter().chain(rest));
        let marks = self.marks(&text);
        (text, marks)
    }

    /// Links and emphasis of several lines, found again in the joined text.
    fn marks(&self, text: &str) -> Vec<Mark> {
        let mut marks: Vec<Mark> = Vec::new();
        let mut from = 0;
        for line in &self.lines {
            for mark in &line.marks {
                let words: String = line
                    .text
                    .chars()
                    .skip(mark.start as usize)
                    .take(mark.end.saturating_sub(mark.start) as usize)
                    .collect();
                let words = words.trim().trim_end_matches('-');
                let Some(found) = text.get(from..).and_then(|rest| rest.find(words)) else {
                    continue;
                };
                if words.is_empty() {
                    continue;
                }
                let start = text[..from + found].chars().count() as u32;
                from += found + words.len();
                let end = start + words.chars().count() as u32;
                // A link or emphasis that goes on over the line break is one.
                match marks.last_mut() {
                    Some(last) if last.kind == mark.kind && start <= last.end + 1 => last.end = end,
                    _ => marks.push(Mark { start, end, kind: mark.kind.clone() }),
                }
            }
        }
        marks
    }

    fn stripped<'t>(&self, text: &'t str) -> &'t str {
        match self.marker {
            Marker::Number(_) | Marker::Letter(_) | Marker::Roman(_) => {
                marker::numbered(text).map_or(text, |(_, rest)| rest)
            }
            _ => text,
        }
    }
}

impl Builder<'_> {
    /// The blocks of a field.
    pub(super) fn blocks(&mut self, parts: &[Part]) -> Vec<Block> {
        let mut problems = Vec::new();
        let blocks = self.read_blocks(parts, &mut problems);
        self.document.problems.extend(problems);
        blocks
    }

    /// The blocks, and what was uncertain about them.
    pub(super) fn read_blocks(&self, parts: &[Part], problems: &mut Vec<Problem>) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut lines: Vec<&Line> = Vec::new();
        for part in parts {
            match part {
                Part::Line(line) => lines.push(line),
                Part::Table { table, .. } => {
                    self.flush(&mut lines, &mut blocks, problems);
                    blocks.push(Block::Table(self.healed(table.clone())));
                }
                Part::Furniture(_) => {}
            }
        }
        self.flush(&mut lines, &mut blocks, problems);
        blocks
    }

    fn flush(&self, lines: &mut Vec<&Line>, blocks: &mut Vec<Block>, problems: &mut Vec<Problem>) {
        let mut done = 0;
        while let Some(found) = columns::next(lines, done) {
            self.flush_text(&lines[done..found.lines.start], blocks, problems);
            blocks.push(Block::Table(self.healed(found.table)));
            problems.push(Problem { text: found.repeated, ..rebuilt(lines[found.lines.start]) });
            done = found.lines.end;
        }
        self.flush_text(&lines[done..], blocks, problems);
        lines.clear();
    }

    fn flush_text(&self, lines: &[&Line], blocks: &mut Vec<Block>, problems: &mut Vec<Problem>) {
        let (mut from, mut look) = (0, 0);
        while let Some(stretch) = narrow::next(lines, look) {
            let read = narrow::read(&lines[stretch.clone()], self.evidence);
            if read.taken > 0 {
                blocks.extend(self.text_and_cells(&lines[from..stretch.start], problems));
                blocks.extend(read.blocks);
                problems.push(rebuilt(lines[stretch.start]));
                from = stretch.start + read.taken;
            }
            look = stretch.end;
        }
        blocks.extend(self.text_and_cells(&lines[from..], problems));
    }

    pub(super) fn text_blocks(&self, lines: &[&Line]) -> Vec<Block> {
        let chunks = self.chunks(lines);
        lists::nest(&chunks, self.evidence)
    }

    /// One text per paragraph and list entry, for lists of annexes, decisions and history, where a
    /// line that could not go on is complete.
    pub(super) fn blocks_as_lines(&self, parts: &[Part]) -> Vec<String> {
        let lines: Vec<&Line> = parts
            .iter()
            .filter_map(|part| match part {
                Part::Line(line) => Some(line),
                _ => None,
            })
            .collect();
        let mut texts: Vec<String> = self
            .chunks(&lines)
            .iter()
            .map(|chunk| number(chunk) + &chunk.text(self.evidence).0)
            .collect();
        for part in parts {
            if let Part::Table { table, .. } = part {
                let rows = table.header.iter().chain(&table.rows);
                texts.extend(rows.map(|row| row.join(" ").trim().to_owned()));
            }
        }
        texts
    }

    /// Cuts lines into paragraphs, headings and list entries.
    pub(super) fn chunks<'l>(&self, lines: &[&'l Line]) -> Vec<Chunk<'l>> {
        let mut chunks: Vec<Chunk<'l>> = Vec::new();
        for (index, line) in lines.iter().enumerate() {
            let marker = marker_of(line);
            let goes_on = chunks
                .last()
                .is_some_and(|chunk| marker == Marker::None && self.goes_on(lines, index, chunk));
            match chunks.last_mut() {
                Some(chunk) if goes_on => chunk.lines.push(line),
                last => {
                    if let Some(chunk) = last {
                        chunk.after = line.gap;
                    }
                    let depth = match line.role {
                        Role::Entry { depth, .. } => depth,
                        _ => 0,
                    };
                    let gap = line.gap;
                    chunks.push(Chunk {
                        lines: vec![line],
                        marker,
                        depth,
                        gap,
                        after: Gap::Paragraph,
                    });
                }
            }
        }
        roman_letters(&mut chunks);
        false_numbers(&mut chunks);
        set_depths(&mut chunks);
        for index in 0..chunks.len() {
            if self.is_heading(&chunks, index) {
                chunks[index].marker = Marker::Heading(1);
            }
        }
        chunks
    }

    /// Whether a line goes on with the paragraph before it.
    fn goes_on(&self, lines: &[&Line], index: usize, chunk: &Chunk<'_>) -> bool {
        let (line, before) = (lines[index], lines[index - 1]);
        if before.wrap == Wrap::Whole || matches!(before.role, Role::Heading(_)) {
            return false;
        }
        if line.role == Role::Note || before.role == Role::Note {
            return line.role == before.role && line.gap == Gap::Line;
        }
        if opens_with_label(&line.text)
            || (recommendations::opens(&line.text) && ends_sentence(&before.text))
        {
            return false;
        }
        if names_member(&before.text, &line.text) || names_nobody(&before.text, &line.text) {
            return false;
        }
        let recommends = |line: &Line| line.text.starts_with("at ");
        let another = || lines[index + 1..].iter().take(3).any(|line| recommends(line));
        let opens = before.text.ends_with(':')
            || recommends(chunk.lines[0])
            || (before.text.ends_with(',') && another());
        if recommends(line) && opens {
            return false;
        }
        let broken = before.text.ends_with('-');
        let same_look = line.bold == before.bold && (line.size - before.size).abs() < 0.06;
        match line.gap {
            Gap::Paragraph => broken && line.text.starts_with(char::is_lowercase),
            Gap::Page => {
                broken
                    || (!ends_sentence(&before.text)
                        && !self.width.ends(lines, index - 1)
                        && (line.text.starts_with(|c: char| c.is_lowercase() || c.is_numeric())
                            || !chunk.lines.is_empty()
                                && before.text.chars().count() >= self.width.full))
            }
            Gap::Line => {
                same_look
                    && (!self.width.ends(lines, index - 1)
                        || is_cut_off(&before.text, &line.text)
                        || (chunk.lines.len() > 1 && is_enumeration(&before.text)))
                    && !apart::is_heading(lines, index, chunk, self.width, self.evidence)
            }
        }
    }

    /// A short line that the author ended, that is no sentence, and that has text below it.
    fn is_heading(&self, chunks: &[Chunk<'_>], index: usize) -> bool {
        let chunk = &chunks[index];
        if chunk.marker != Marker::None || chunk.lines.len() > 2 {
            return false;
        }
        let (first, text) = (chunk.lines[0], chunk.text(self.evidence).0);
        if first.role == Role::Note {
            return false;
        }
        let Some(next) = chunks.get(index + 1) else { return false };
        let opens = index == 0
            || chunk.gap >= Gap::Paragraph
            || chunks[index - 1].marker == Marker::Heading(1);
        let text_below = next.marker == Marker::None
            || matches!(
                next.marker,
                Marker::Bullet
                    | Marker::Number(1)
                    | Marker::Letter(1)
                    | Marker::Roman(1)
                    | Marker::Heading(_)
            );
        let looks = first.wrap == Wrap::Physical || first.bold || first.size > 1.05;
        looks
            && opens
            && text_below
            && is_title_like(&text)
            && !ends_sentence(&text)
            && !ends_in_a_file(&text)
            && !is_stem(&text)
            && !breaks_off(&text)
            && (chunk.after == Gap::Line || first.bold || first.size > 1.05 || is_short(&text))
    }
}

/// A table put together from narrow lines is a reading, not a certainty.
pub(super) fn rebuilt(line: &Line) -> Problem {
    Problem {
        line: line.at.line,
        page: line.at.page,
        code: "table-rebuilt".into(),
        message: "a table or lists side by side were put together from narrow lines; compare them with the original".into(),
        text: None,
    }
}

/// "For stemte: …", "Udvalg: …", "Ad 1.": lines that minutes always begin anew.
fn opens_with_label(text: &str) -> bool {
    regex!(
        r"^(?:(?:For stemte|Stemte for|Imod stemte|Stemte imod|Undlod at stemme|For|Imod|Udvalg|Dato|Punktnummer|Fraværende|Afbud|(?:Ikke|Ej) til ?stede|Deltog ikke|Inhabil)\s*:|A[dt] \d+[.):]|Ad (?:punkt|pkt\.) \d+|Bilag \d{1,2}(?:\.\d{1,2})?[a-z]?\s*[:–-]\s|\d{1,3} \((?:Åben|Lukket)\)\s)"
    )
    .is_match(text)
}

/// A name below "Fraværende: Anna Berg", which ends before the margin.
fn names_member(before: &str, text: &str) -> bool {
    /// So long a line may have been broken by the typesetter.
    const LONG: usize = 45;
    let name = |text: &str| is_person(text.split(" (").next().unwrap_or_default());
    before.chars().count() < LONG
        && !before.ends_with(',')
        && regex!(r"^(?:Fraværende|Afbud|Ikke til ?stede|Inhabil)\b|^\p{Lu}\p{L}+ \p{Lu}")
            .is_match(before)
        && before.rsplit(": ").next().is_some_and(name)
        && name(text)
}

/// "Godkendt." below a bare "Fraværende:".
fn names_nobody(before: &str, text: &str) -> bool {
    let label = rare!(
        ["fraværende", "afbud", "stede", "inhabil", "deltog ikke"],
        r"^(?:Fraværende|Afbud|(?:Ikke|Ej) til ?stede|Inhabil|Deltog ikke)\s*:$"
    );
    label.is_match(before) && super::is_outcome(text)
}

/// "Udvalget foreslår, at", "Direktionen indstiller, at rådet": the beginning of a sentence.
fn is_stem(text: &str) -> bool {
    rare!([" at", "indstille"], r"[ ,]at$|\bindstiller\b|\bindstilles\b").is_match(text)
}

/// A line of prose that was ended early, before a long word or link, goes on in small letters.
fn is_cut_off(before: &str, next: &str) -> bool {
    /// Lines set narrower are no prose.
    const NARROW: usize = 45;
    let prose = before.chars().count() >= NARROW && !before.ends_with(',');
    let first = next.split(' ').next().unwrap_or_default();
    let goes_on = first.starts_with(|c: char| c.is_lowercase() || c == '(');
    prose && !ends_sentence(before) && first != "at" && goes_on
}

/// A line of prose that breaks off at a comma goes on, whatever the next one begins with.
fn is_enumeration(before: &str) -> bool {
    /// Lines set narrower are no prose.
    const NARROW: usize = 45;
    before.ends_with(',') && before.chars().count() >= NARROW
}

/// "Der er søgt om tilskud til": a word after which something must follow. No heading ends with it.
fn breaks_off(text: &str) -> bool {
    const WORDS: [&str; 40] = [
        "af", "at", "bliver", "blev", "de", "den", "der", "det", "efter", "eller", "en", "er",
        "et", "for", "fra", "før", "gennem", "har", "hos", "i", "inden", "kan", "med", "mellem",
        "men", "mod", "og", "om", "omkring", "over", "på", "samt", "skal", "som", "til", "uden",
        "under", "ved", "vil", "via",
    ];
    text.rsplit(' ').next().is_some_and(|word| WORDS.contains(&word))
}

fn is_short(text: &str) -> bool {
    text.split(' ').count() <= 8
}

/// "… fremgår af `Oversigt_2025.pdf`" is a sentence that ends in a link.
fn ends_in_a_file(text: &str) -> bool {
    text.rsplit(' ').next().is_some_and(|word| word.trim_end_matches('.').contains(['.', '_']))
}

pub(super) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', ')', '’']).ends_with(['.', ':', '!', ';'])
}

/// The list number as written, for texts that keep it.
fn number(chunk: &Chunk<'_>) -> String {
    match chunk.marker {
        Marker::Number(number) => format!("{number}. "),
        Marker::Letter(letter) => char::from_u32(u32::from('a') + letter - 1)
            .map(|c| format!("{c}. "))
            .unwrap_or_default(),
        Marker::Roman(_) => {
            let text = chunk.lines[0].text.as_str();
            text.split(' ').next().map(|number| format!("{number} ")).unwrap_or_default()
        }
        _ => String::new(),
    }
}
