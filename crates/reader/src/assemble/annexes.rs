//! "Bilag": the annexes a list names, with their links.

use raadslag_document::{Attachment, Mark, MarkKind};

use super::Builder;
use super::blocks::Marker;
use crate::flow::{Gap, Line, Part};
use crate::pattern::{rare, regex};

impl Builder<'_> {
    /// The annexes below the heading, one per entry; an entry of several links names several.
    pub(super) fn annexes(&self, parts: &[Part]) -> Vec<Attachment> {
        let lines = cut_at_files(parts);
        let lines: Vec<&Line> = lines.iter().collect();
        let mut annexes = Vec::new();
        for chunk in self.chunks(&lines) {
            let (text, marks) = chunk.text(self.evidence);
            let text = match chunk.marker {
                Marker::Number(number) if number as usize != annexes.len() + 1 => {
                    format!("{number}. {text}")
                }
                _ => text,
            };
            annexes.extend(named(&text, &marks, annexes.len()));
        }
        for part in parts {
            if let Part::Table { table, .. } = part {
                for row in table.header.iter().chain(&table.rows) {
                    annexes.extend(named(row.join(" ").trim(), &[], annexes.len()));
                }
            }
        }
        annexes
    }
}

/// Where a portal's "(PDF, 2 MB)" begins behind an annex's title.
pub(super) fn size(title: &str) -> Option<usize> {
    let form = rare!(
        ["kb)", "mb)"],
        r"(?i)\s\((?:(?:pdf|word|excel|docx?|xlsx?|pptx?)\s*[,;-]?\s*)?[\d.,]+\s?[km]b\)$"
    );
    form.captures(title)?.get(0).map(|size| size.start()).filter(|start| *start > 0)
}

/// The lines; one that ends in a file's ending is the last of its entry, "Bilag 2.1.A" begins one.
fn cut_at_files(parts: &[Part]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    for part in parts {
        let Part::Line(line) = part else { continue };
        let file = lines.last().is_some_and(|before: &Line| ends_in_a_file(&before.text));
        let named = regex!(r"^Bilag \d{1,2}\b").is_match(&line.text);
        let gap = if file || named { Gap::Paragraph } else { line.gap };
        lines.push(Line { gap, ..line.clone() });
    }
    lines
}

fn ends_in_a_file(text: &str) -> bool {
    regex!(r"(?i)(?:\.(?:pdf|docx?|xlsx?|pptx?)|\((?:pdf|word|excel|docx?|xlsx?|pptx?)\))$")
        .is_match(text)
}

/// The annexes of one entry, of which so many stand before. The numbers that count them are markup;
/// another is part of what is written: "8. september 2021".
fn named(text: &str, marks: &[Mark], before: usize) -> Vec<Attachment> {
    let letters: Vec<char> = text.chars().collect();
    let links: Vec<(usize, usize, &str)> = marks
        .iter()
        .filter_map(|mark| match &mark.kind {
            MarkKind::Link { url } => Some((mark.start as usize, mark.end as usize, url.as_str())),
            _ => None,
        })
        .collect();
    let linked = |at: usize| links.iter().any(|(from, to, _)| (*from..*to).contains(&at));
    let covered = letters.iter().enumerate().all(|(at, c)| !c.is_alphanumeric() || linked(at));
    if links.len() > 1 && covered {
        return links
            .iter()
            .map(|(from, to, url)| Attachment {
                title: letters[*from..(*to).min(letters.len())]
                    .iter()
                    .collect::<String>()
                    .trim()
                    .to_owned(),
                url: Some((*url).to_owned()),
            })
            .collect();
    }
    let url = links.first().map(|(.., url)| (*url).to_owned());
    let url = url.filter(|first| links.iter().all(|(.., url)| url == first));
    text.split('\n')
        .map(str::trim)
        .filter(|title| !title.is_empty())
        .zip(before + 1..)
        .map(|(title, place)| uncounted(title, place))
        .filter(|title| !title.is_empty())
        .map(|title| Attachment { title: title.to_owned(), url: url.clone() })
        .collect()
}

/// A title without the number of its place.
fn uncounted(title: &str, place: usize) -> &str {
    let number = regex!(r"^(\d{1,2})[.)]\s+").captures(title);
    let counts = number.filter(|number| number[1].parse() == Ok(place));
    counts.map_or(title, |number| &title[number[0].len()..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_several_links_names_several_annexes() {
        let link =
            |start, end, url: &str| Mark { start, end, kind: MarkKind::Link { url: url.into() } };
        let both = named("Kort, Notat", &[link(0, 4, "a"), link(6, 11, "b")], 0);
        let both: Vec<_> = both.iter().map(|a| (a.title.as_str(), a.url.as_deref())).collect();
        assert_eq!(both, [("Kort", Some("a")), ("Notat", Some("b"))]);
        let one = named("Notat af 3. maj (se kortet)", &[link(0, 5, "a")], 0);
        assert_eq!((one.len(), one[0].url.as_deref()), (1, Some("a")));
        assert_eq!(size("Kort (PDF, 2,1 MB)"), Some(4));
        assert_eq!(size("Kort (PDF)"), None);
        assert_eq!(named("2. Tidsplan", &[], 1)[0].title, "Tidsplan");
    }
}
