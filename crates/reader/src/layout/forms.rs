//! The forms in which a line can begin an item: what it says of number, title and access.

use super::heading::is_title_like;
use crate::flow::{Line, Role};
use crate::pattern::{rare, regex};

/// How items are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// "2.6. Title"
    TwoLevel,
    /// "Punkt 2: Title", "Punkt nr. 31"
    Punkt,
    /// "Pkt. 42 Title", "Nr.178 - Title"
    Short,
    /// "SAG NR. 1", the title on the next line, "Sag nr. 12: Title"
    Case,
    /// "--- 1"
    Rule,
    /// "49. Title"
    Plain,
    /// "38Title"
    Glued,
    /// "10  Title"
    Bare,
    /// "44/2019 Title", "Punkt 44/2019: Title"
    Year,
    /// "3) Title"
    Paren,
    /// "Ad 3. Title"
    Ad,
}

impl Style {
    /// Whether no more than a number begins the line, as it does in lists and sentences.
    pub(super) fn is_number(self) -> bool {
        matches!(self, Self::TwoLevel | Self::Plain | Self::Glued | Self::Bare | Self::Paren)
    }

    /// Whether the form alone tells a header.
    pub(super) fn is_sure(self) -> bool {
        !matches!(self, Self::Plain | Self::Glued | Self::Bare | Self::Paren | Self::Year)
    }
}

/// What a line that begins like a header says.
pub(super) struct Form {
    pub(super) style: Style,
    pub(super) number: String,
    /// The words of the title, empty where they stand on the next line.
    pub(super) title: String,
    pub(super) closed: bool,
    /// "(Åben)" or "(Lukket)" stands with the number.
    pub(super) marked: bool,
    /// What stands on the line beside number and title.
    pub(super) beside: Vec<String>,
}

/// Reads a line's form, if it has that of a header.
pub(super) fn read(text: &str) -> Option<Form> {
    if !text.starts_with(|c: char| c.is_ascii_digit() || "pPnNsSaAdD-".contains(c)) {
        return None;
    }
    if is_listed(text) {
        return None;
    }
    let form = two_levels(text)
        .or_else(|| by_year(text))
        .or_else(|| by_words(text))
        .or_else(|| by_number(text))?;
    let begins = form.title.chars().find(|c| c.is_alphanumeric() || *c == '§');
    let is_title = form.style == Style::Rule || !begins.is_some_and(char::is_lowercase);
    is_title.then_some(form)
}

/// A bold entry of a numbered list, whose number the format gives beside the text.
pub(super) fn of_entry(line: &Line) -> Option<Form> {
    let Role::Entry { ordered: true, number: Some(number), depth: 0 } = line.role else {
        return None;
    };
    let title = line.text.trim();
    (line.bold && is_title_like(title)).then(|| Form {
        style: Style::Plain,
        number: number.to_string(),
        title: title.to_owned(),
        closed: false,
        marked: false,
        beside: Vec::new(),
    })
}

/// Whether lines that are alike but for their digits count the items of an agenda, each at the top
/// of its page. "1 Byrådet", "2 Byrådet" count pages.
pub(super) fn count_items(lines: &mut dyn Iterator<Item = &str>) -> bool {
    let Some(forms) = lines.map(read).collect::<Option<Vec<Form>>>() else { return false };
    let number = |form: &Form| form.number.parse::<u32>().ok();
    let rise = forms
        .windows(2)
        .all(|pair| number(&pair[0]).zip(number(&pair[1])).is_some_and(|(last, next)| last < next));
    let bare = |form: &Form| matches!(form.style, Style::Bare | Style::Glued);
    let same = forms.windows(2).all(|pair| pair[0].title == pair[1].title);
    rise && !(same && forms.iter().all(bare))
}

/// "Pkt. 44 LUKKET PUNKT: Salg": the header of an item that says it is closed.
pub(crate) fn names_closed_item(text: &str) -> bool {
    read(text).is_some_and(|form| form.closed || form.title.to_lowercase().starts_with("lukket"))
}

/// "Punkt 51 - Salg", "3. Salg": the header of an item in one line.
pub(crate) fn names_item(text: &str) -> bool {
    let sure = |form: &Form| form.style.is_sure() || form.style == Style::Plain;
    read(text).filter(sure).is_some_and(|form| is_title_like(&form.title))
}

/// "Punkt 3 Veje ........ 7" is a line of a list of contents.
pub(super) fn is_listed(text: &str) -> bool {
    text.contains("...") && regex!(r"(?:\.\s?){4,}\s*\d{1,4}$").is_match(text)
}

fn form(text: &str, style: Style, number: &str, title: &str, closed: bool) -> Form {
    let beside = beside(text, number, title);
    Form {
        style,
        number: number.to_owned(),
        title: title.to_owned(),
        closed,
        marked: false,
        beside,
    }
}

fn two_levels(text: &str) -> Option<Form> {
    let levels = regex!(r"^(?:(?i:punkt|pkt\.?)\s+)?(\d{1,2}\.\d{1,2})[.:]?\s+(\S.*)$");
    let alone = regex!(r"^(\d{1,2}\.\d{1,2})\.()$");
    let part = levels.captures(text).or_else(|| alone.captures(text))?;
    Some(form(text, Style::TwoLevel, &part[1], &part[2], false))
}

/// The number counts the items of a year: "44/2019 Title".
fn by_year(text: &str) -> Option<Form> {
    let year = rare!(
        ["/19", "/20"],
        r"^(?:(?i:punkt|pkt\.?)\s+(?:(?i:nr)\.?\s*)?)?(\d{1,4}/(?:19|20)\d{2})\s*[.:–-]?\s+(\p{Lu}.*)$"
    );
    let part = year.captures(text)?;
    Some(form(text, Style::Year, &part[1], &part[2], false))
}

/// A word stands before the number: "Punkt 3", "Pkt. nr. 4", "SAG NR. 1", "Ad 2.".
fn by_words(text: &str) -> Option<Form> {
    if let Some(form) = by_words_and_access(text) {
        return Some(form);
    }
    let punkt = rare!(
        ["punkt"],
        r"^(?i:(?:dagsordens)?punkt(?:\s?nr\.?)?)\s*(\d{1,4}[a-zæøå]?)(?:\s*[:.–-]|\s|$)\s*(.*)$"
    );
    if let Some(part) = punkt.captures(text) {
        let parted = text[part[1].len()..].contains([':', '.', '–']);
        if parted || part[2].is_empty() || is_title_like(&part[2]) {
            return Some(form(text, Style::Punkt, &part[1], &part[2], false));
        }
    }
    let short = rare!(
        ["pkt", "nr"],
        r"^(?:(?i:pkt)\.?\s*(?:(?i:nr)\.?\s*)?(\d{1,4}[a-zæøå]?)\s*[:.–-]?|(?i:nr)\.?\s?(\d{1,4})\s*[-–:.])(?:\s+(\S.*))?$"
    );
    if let Some(part) = short.captures(text) {
        let number = part.get(1).or(part.get(2))?.as_str();
        let title = part.get(3).map_or("", |rest| rest.as_str());
        return Some(form(text, Style::Short, number, title, false));
    }
    let case = rare!(
        ["sag "],
        r"^(?:(?i:sag nr)\.?\s*:?\s*(\d{1,4})\.?|(?i:sag)(?i: nr\.?)?\s*(\d{1,4})\s*[:.–-]\s+(\S.*))$"
    );
    if let Some(part) = case.captures(text) {
        let number = part.get(1).or(part.get(2))?.as_str();
        let title = part.get(3).map_or("", |rest| rest.as_str());
        return Some(form(text, Style::Case, number, title, false));
    }
    let ad = rare!(
        ["ad "],
        r"^(?:Ad|AD) (?:(?i:pkt|punkt)\.?\s)?(\d{1,3})[.):]?\s*[:–-]?\s*(\p{Lu}.*)$"
    );
    let part = ad.captures(text)?;
    Some(form(text, Style::Ad, &part[1], &part[2], false))
}

/// "Punkt 15 (lukket): Title", "Pkt. 3 (Åben sag) Title".
fn by_words_and_access(text: &str) -> Option<Form> {
    let access = rare!(
        ["(åben", "(lukket", "(fortrolig"],
        r"^(?i:(?:dagsordens)?(punkt)|pkt\.?|nr\.?)\s*(?:(?i:nr)\.?\s*)?(\d{1,4}[a-zæøå]?)\s*[:.–-]?\s*\((?i:åbent?|(lukket|fortroligt?))(?i: punkt| sag| møde)?\)\s*[:.–-]?\s*(\p{Lu}.*|)$"
    );
    let part = access.captures(text)?;
    let style = if part.get(1).is_some() { Style::Punkt } else { Style::Short };
    Some(form(text, style, &part[2], &part[4], part.get(3).is_some()))
}

fn by_number(text: &str) -> Option<Form> {
    let marked = rare!(
        ["åben", "lukket"],
        r"^(\d{1,4})\.?\s+\((?i:(åben|åbent|lukket))(?i: punkt| sag)?\)\s+(\S.*?)(?:\s+\d{1,3})?$"
    );
    if let Some(part) = marked.captures(text) {
        let closed = part[2].eq_ignore_ascii_case("lukket");
        let stop = text[part[1].len()..].starts_with('.');
        let style = if stop { Style::Plain } else { Style::Bare };
        return Some(Form { marked: true, ..form(text, style, &part[1], &part[3], closed) });
    }
    let plain = [
        (Style::Rule, rare!(["---"], r"^-{3,}\s*(\d{1,4})\b\s*(.*)$").captures(text)),
        (Style::Plain, regex!(r"^(\d{1,4}[a-zæøå]?)\.\s+(\S.*)$").captures(text)),
        (Style::Plain, regex!(r"^(\d{1,4})\.(\p{Lu}\p{L}.*|$)").captures(text)),
        (Style::Paren, regex!(r"^(\d{1,3})\)\s+(\p{Lu}.*)$").captures(text)),
        (Style::Glued, regex!(r"^(\d{1,4})(\p{Lu}\p{Ll}.*)$").captures(text)),
        (Style::Bare, regex!(r"^(\d{1,4})\s+(\p{Lu}\p{L}.*)$").captures(text)),
    ];
    let (style, part) = plain.into_iter().find_map(|(style, part)| Some((style, part?)))?;
    Some(form(text, style, &part[1], &part[2], false))
}

/// What stands before and after the title but for the number.
fn beside(text: &str, number: &str, title: &str) -> Vec<String> {
    let (before, after) = match text.rfind(title).filter(|_| !title.is_empty()) {
        Some(at) => (&text[..at], &text[at + title.len()..]),
        None => (text, ""),
    };
    let before = before.replacen(number, "", 1);
    [before.as_str(), after]
        .into_iter()
        .map(|words| words.trim().to_owned())
        .filter(|words| words.contains(char::is_alphanumeric))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_numbers_begin_items() {
        for (text, expected) in [
            ("2.6. Klynger", Some((Style::TwoLevel, "2.6", "Klynger"))),
            ("Punkt 2.1: Klynger", Some((Style::TwoLevel, "2.1", "Klynger"))),
            ("Punkt nr. 31", Some((Style::Punkt, "31", ""))),
            ("Dagsordenspunkt 4: Veje", Some((Style::Punkt, "4", "Veje"))),
            ("Pkt. nr. 5 Veje", Some((Style::Short, "5", "Veje"))),
            ("Nr. 12: Veje", Some((Style::Short, "12", "Veje"))),
            ("Sag nr. 7: Veje", Some((Style::Case, "7", "Veje"))),
            ("Sag 7 - Veje", Some((Style::Case, "7", "Veje"))),
            ("SAG NR. 1", Some((Style::Case, "1", ""))),
            ("Ad 3. Veje", Some((Style::Ad, "3", "Veje"))),
            ("AD 3) Veje", Some((Style::Ad, "3", "Veje"))),
            ("12 Veje", Some((Style::Bare, "12", "Veje"))),
            ("Punkt 15 (lukket): Veje", Some((Style::Punkt, "15", "Veje"))),
            ("Pkt. 16 (Åben sag) Veje", Some((Style::Short, "16", "Veje"))),
            ("Punkt 17 (lukket) blev udsat", None),
            ("Sag 7 blev udsat", None),
            ("Ad 3. anbefales", None),
            ("Punkt 7 blev udsat.", None),
            ("Nr. 5. juni", None),
            ("Punkt 7 Veje ........ 12", None),
        ] {
            let read = read(text);
            let read = read.as_ref();
            let read = read.map(|form| (form.style, form.number.as_str(), form.title.as_str()));
            assert_eq!(read, expected, "{text}");
        }
    }
}
