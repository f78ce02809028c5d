//! Reads the texts in `texts/*.md` into the document model.
//!
//! A text is a head of `key: value` lines and then a body in a small dialect of Markdown:
//! `# 2. Section`, `## 2.1. Beslutningssag: Item`, `### Field`, `#### Heading in a field`, paragraphs
//! parted by empty lines, `- ` and `1. ` lists, `|` tables with an optional `Tabel: caption` line.
//! `texts/README.md` shows all of it.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail, ensure};
use raadslag_document::{
    Access, Attachment, Document, DocumentKind, Field, FieldName, History, Item, ItemKind, Meeting,
    Recommendation, Section,
};

use crate::blocks::{self, Lines};
use crate::{decision, roster};

/// One meeting as its text gives it.
pub(crate) struct Source {
    /// The minutes: everything, decisions and attendance included.
    pub(crate) minutes: Document,
    /// The formats to write for the agenda and for the minutes (`None`: that document is not made).
    pub(crate) agenda_format: Option<String>,
    pub(crate) minutes_format: Option<String>,
}

impl Source {
    /// The agenda: the same text without what only the meeting could say.
    pub(crate) fn agenda(&self) -> Document {
        let mut document = self.minutes.clone();
        document.document = DocumentKind::Agenda;
        document.attendance = None;
        for item in document.sections.iter_mut().flat_map(|section| &mut section.items) {
            item.decision = None;
        }
        document
    }
}

type Head = BTreeMap<String, Vec<String>>;

/// Reads one text; `rosters` gives the text of a member list by its name.
pub(crate) fn read(text: &str, rosters: &dyn Fn(&str) -> Result<String>) -> Result<Source> {
    let (head, body) = split_head(text);
    let one = |key: &str| head.get(key).and_then(|values| values.first()).cloned();
    let mut minutes = Document {
        document: DocumentKind::Minutes,
        body: Some(one("organ").context("the head lacks `organ`")?),
        meeting: meeting(&head)?,
        ..Document::default()
    };
    if let Some(name) = one("medlemmer") {
        minutes.attendance = Some(roster::attendance(&rosters(&name)?, &head)?);
    }
    minutes.sections = sections(body, one("sag").as_deref())?;
    let format = |key: &str| one(key).filter(|format| format != "ingen");
    Ok(Source { minutes, agenda_format: format("dagsorden"), minutes_format: format("referat") })
}

fn split_head(text: &str) -> (Head, &str) {
    let at = text.find("\n#").map_or(text.len(), |at| at + 1);
    let mut head = Head::new();
    for (key, value) in text[..at].lines().filter_map(|line| line.split_once(": ")) {
        head.entry(key.trim().to_owned()).or_default().push(value.trim().to_owned());
    }
    (head, &text[at..])
}

fn meeting(head: &Head) -> Result<Meeting> {
    let one = |key: &str| head.get(key).and_then(|values| values.first());
    let (start, end) = match one("tid").and_then(|time| time.split_once('-')) {
        Some((start, end)) => (Some(start.parse()?), Some(end.parse()?)),
        None => (None, None),
    };
    Ok(Meeting {
        date: Some(one("dato").context("the head lacks `dato`")?.parse()?),
        start,
        end,
        place: one("sted").cloned(),
        r#virtual: one("virtuelt").is_some_and(|value| value == "ja"),
        notes: head.get("note").map(|notes| notes.join("\n")),
        supplementary: false,
        cancelled: false,
    })
}

fn sections(body: &str, case_number: Option<&str>) -> Result<Vec<Section>> {
    let mut sections: Vec<Section> = Vec::new();
    let mut lines = Lines::new(body);
    while let Some(line) = lines.next_filled() {
        if let Some(title) = line.strip_prefix("# ") {
            let (number, title) = numbered(title)?;
            let section = Section { number, title: Some(title), items: Vec::new() };
            sections.push(section);
        } else if let Some(title) = line.strip_prefix("## ") {
            if sections.is_empty() {
                sections.push(Section::default());
            }
            let item = item(title, case_number, &mut lines)
                .with_context(|| format!("in the item `{title}`"))?;
            sections.last_mut().expect("one was pushed").items.push(item);
        } else {
            bail!("text outside an item: {line}");
        }
    }
    Ok(sections)
}

/// "2.1. Title" → (2.1, Title).
fn numbered(title: &str) -> Result<(Option<String>, String)> {
    let (number, rest) = title.split_once(". ").context("a title begins with its number")?;
    ensure!(number.starts_with(|c: char| c.is_ascii_digit()), "`{number}` is no number");
    Ok((Some(number.to_owned()), rest.trim().to_owned()))
}

fn item(title: &str, case_number: Option<&str>, lines: &mut Lines) -> Result<Item> {
    let (number, title) = numbered(title)?;
    let (access, title) = match title.strip_prefix("Lukket: ") {
        Some(rest) => (Access::Closed, rest.to_owned()),
        None => (Access::Open, title),
    };
    let (kind, title) = kind(&title);
    let mut item = Item {
        number,
        kind,
        access,
        title,
        case_number: case_number.map(str::to_owned),
        ..Item::default()
    };
    while let Some((key, value)) = lines.next_key(&["sag", "init", "kle"]) {
        match key {
            "sag" => item.case_number = (value != "ingen").then(|| value.to_owned()),
            "init" => {
                item.case_officers =
                    value.split([',', '/']).map(|name| name.trim().to_owned()).collect();
            }
            _ => item.subject = Some(value.to_owned()),
        }
    }
    while let Some(heading) = lines.next_heading(3) {
        field(&mut item, heading, lines.until_heading(3)?)?;
    }
    Ok(item)
}

fn kind(title: &str) -> (ItemKind, String) {
    const PREFIXES: [(&str, ItemKind); 4] = [
        ("Temadrøftelse: ", ItemKind::Theme),
        ("Beslutningssag: ", ItemKind::Decision),
        ("Orienteringssag: ", ItemKind::Information),
        ("Udpegningssag: ", ItemKind::Appointment),
    ];
    for (prefix, kind) in PREFIXES {
        if let Some(rest) = title.strip_prefix(prefix) {
            return (kind, rest.to_owned());
        }
    }
    let kind = if title.starts_with("Godkendelse af dagsorden")
        || title.starts_with("Godkendelse af referat")
    {
        ItemKind::Approval
    } else if title.starts_with("Meddelelser") {
        ItemKind::Notice
    } else {
        ItemKind::Other
    };
    (kind, title.to_owned())
}

fn field(item: &mut Item, heading: &str, text: &str) -> Result<()> {
    match heading {
        "Indstilling" => item.recommendations = recommendations(text)?,
        "Bilag" => item.attachments = attachments(text),
        "Beslutning" => item.decision = Some(decision::read(text)?),
        "Sagsforløb" => item.history = history(text)?,
        _ => {
            let (blocks, links) = blocks::read(text)?;
            item.links.extend(links);
            item.fields.push(Field {
                name: field_name(heading),
                heading: Some(heading.to_owned()),
                blocks,
            });
        }
    }
    Ok(())
}

fn field_name(heading: &str) -> FieldName {
    match heading {
        "Baggrund" => FieldName::Background,
        "Sagsfremstilling" => FieldName::Presentation,
        "Resume" => FieldName::Summary,
        "Økonomi" => FieldName::Finances,
        "Lovgrundlag" | "Retsgrundlag" => FieldName::Legal,
        "Høring" => FieldName::Hearing,
        "Videre proces" => FieldName::Process,
        _ => FieldName::Other,
    }
}

/// Every paragraph is a recommendation; the dashes below it are its points.
fn recommendations(text: &str) -> Result<Vec<Recommendation>> {
    let mut found: Vec<Recommendation> = Vec::new();
    for paragraph in blocks::paragraphs(text) {
        if paragraph.starts_with("- ") {
            let stem = found.last_mut().context("points stand below a recommendation")?;
            stem.points = blocks::entries(&paragraph);
        } else {
            found.push(Recommendation { text: paragraph, ..Recommendation::default() });
        }
    }
    Ok(found)
}

/// `- Title (bilag/name.pdf)`, the address being optional.
fn attachments(text: &str) -> Vec<Attachment> {
    let entries = blocks::paragraphs(text).into_iter().flat_map(|p| blocks::entries(&p));
    entries
        .map(|entry| match entry.rsplit_once(" (bilag/") {
            Some((title, path)) => Attachment {
                title: title.to_owned(),
                url: Some(format!("bilag/{}", path.trim_end_matches(')'))),
            },
            None => Attachment { title: entry, url: None },
        })
        .collect()
}

/// `- Body | 2025-09-02 | 12 | What it decided.`
fn history(text: &str) -> Result<Vec<History>> {
    let entries = blocks::paragraphs(text).into_iter().flat_map(|p| blocks::entries(&p));
    entries
        .map(|entry| {
            let parts: Vec<&str> = entry.splitn(4, " | ").collect();
            let [body, date, number, text] = parts[..] else {
                bail!("history is `body | date | item | text`, not `{entry}`");
            };
            Ok(History {
                body: Some(body.to_owned()),
                date: Some(date.parse()?),
                item: Some(number.to_owned()),
                text: text.to_owned(),
            })
        })
        .collect()
}
