//! A meeting's document and annexes as one viewer may have them, and the files made of them.

use raadslag_document::{Document, Item};
use raadslag_print::{Annex, Content, Extent, Printed};

use super::{Form, PaperError, annex_file_name, file_name};
use crate::archive::{Archive, AttachmentEntry, Audience, ItemEntry, MeetingEntry, StoredFile};

/// Bytes of all annexes of a pack together.
const LARGEST: u64 = 256 << 20;

/// A meeting to be printed.
#[derive(Debug, Clone)]
pub struct Dossier {
    /// The meeting.
    pub entry: MeetingEntry,
    /// Its newest document, as the viewer may see it.
    pub document: Document,
    /// One per item, in order.
    pub items: Vec<ItemEntry>,
    annexes: Vec<Enclosed>,
}

/// An annex, in the agenda's order.
#[derive(Debug, Clone)]
struct Enclosed {
    item: Option<String>,
    number: u32,
    entry: AttachmentEntry,
    file: Option<StoredFile>,
}

/// A file made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Characters no font has, printed as a replacement.
    pub replaced: Vec<char>,
    /// Annexes that are not in it, a sentence each.
    pub left_out: Vec<String>,
}

impl From<Printed> for Made {
    fn from(printed: Printed) -> Self {
        Self { bytes: printed.pdf, replaced: printed.replaced, left_out: Vec::new() }
    }
}

impl Dossier {
    /// The meeting at this address; `None` where there is none. Links to annexes held lead to
    /// `origin` (`https://host`) where one is given.
    pub async fn of_meeting(
        archive: &Archive,
        (body, slug): (&str, &str),
        viewer: Audience,
        origin: Option<&str>,
    ) -> Result<Option<Self>, PaperError> {
        let Some(detail) = archive.meeting(body, slug, viewer).await? else { return Ok(None) };
        let mut document = detail.document;
        let mut annexes = Vec::new();
        let items = document.sections.iter_mut().flat_map(|section| &mut section.items);
        for (item, entry) in items.zip(&detail.items) {
            if item.attachments.is_empty() {
                continue;
            }
            let found = archive.item(&entry.slug, viewer).await?;
            let held = found.map(|found| found.attachments).unwrap_or_default();
            lead_to(item, &held, origin);
            let of_item = (1..).zip(held).map(|(number, entry)| Enclosed {
                item: item.number.clone(),
                number,
                entry,
                file: None,
            });
            annexes.extend(of_item);
        }
        Ok(Some(Self { entry: detail.entry, document, items: detail.items, annexes }))
    }

    /// Fetches the annexes held, for forms that hold them.
    pub async fn with_annexes(
        mut self,
        archive: &Archive,
        viewer: Audience,
    ) -> Result<Self, PaperError> {
        let size = self.annexes.iter().filter_map(|annex| annex.entry.size).sum();
        if size > LARGEST {
            return Err(PaperError::TooLarge { size, limit: LARGEST });
        }
        for annex in &mut self.annexes {
            if let Some(sum) = sum(&annex.entry) {
                annex.file = archive.attachment(sum, viewer).await?;
            }
        }
        Ok(self)
    }

    /// Where the item with this number stands.
    pub fn item_numbered(&self, number: &str) -> Result<usize, PaperError> {
        let number = number.trim().trim_end_matches('.');
        let found = self.document.items().position(|it| it.number.as_deref() == Some(number));
        found.ok_or_else(|| PaperError::NoItem(number.to_owned()))
    }

    /// Where the item at this address stands.
    pub fn item_at(&self, slug: &str) -> Option<usize> {
        self.items.iter().position(|entry| entry.slug == slug)
    }

    /// What decides the bytes of a file: the same text, the same file.
    pub fn key(&self, form: Form, item: Option<usize>) -> Result<String, PaperError> {
        use std::fmt::Write;
        let json = serde_json::to_string(&self.document);
        let json =
            json.map_err(|error| crate::archive::ArchiveError::damaged("the document", error))?;
        let mut key = format!("{form:?} {item:?} {json}");
        for annex in self.annexes.iter().filter(|_| form.holds_annexes()) {
            let _ = write!(key, " {:?} {} {:?}", annex.item, annex.number, annex.entry);
        }
        Ok(crate::digest::sha256(key))
    }

    /// Makes a file; of one item only where one is named, which forms with annexes do not know.
    pub fn file(&self, form: Form, item: Option<usize>) -> Result<Made, PaperError> {
        let extent = item.map_or(Extent::Whole, Extent::Item);
        match form {
            Form::Pdf => Ok(raadslag_print::print_document(&self.document, extent)?.into()),
            Form::Docx => {
                let bytes = raadslag_print::docx(&self.document, extent)?;
                Ok(Made { bytes, replaced: Vec::new(), left_out: Vec::new() })
            }
            Form::Pack => {
                let packed = raadslag_print::pack(&self.document, &self.printed_annexes())?;
                let left_out = packed.left_out;
                Ok(Made { bytes: packed.pdf, replaced: packed.replaced, left_out })
            }
            Form::Zip => self.zip(),
        }
    }

    fn printed_annexes(&self) -> Vec<Annex<'_>> {
        let annex = |annex: &'_ Enclosed| -> (String, String) {
            (annex.label(), annex.entry.title.clone())
        };
        self.annexes
            .iter()
            .map(|it| {
                let (label, title) = annex(it);
                let content = match &it.file {
                    Some(file) => Content::File(&file.bytes),
                    None => Content::Elsewhere(it.entry.url.as_deref().filter(|_| !it.entry.held)),
                };
                Annex { label, title, content }
            })
            .collect()
    }

    fn zip(&self) -> Result<Made, PaperError> {
        let printed = raadslag_print::print_document(&self.document, Extent::Whole)?;
        let main = file_name(Form::Pdf, self.document.document);
        let name = format!("{} {main}", self.title());
        let mut files: Vec<(String, &[u8])> = vec![(name, &printed.pdf)];
        let mut left_out = Vec::new();
        for annex in &self.annexes {
            let title = &annex.entry.title;
            match &annex.file {
                Some(file) => {
                    let item = annex.item.as_deref();
                    let name = annex_file_name(item, annex.number, title, &file.media_type);
                    files.push((name, &file.bytes));
                }
                None => left_out.push(format!("{}: {title}", annex.label())),
            }
        }
        let list = missing(&left_out);
        if !left_out.is_empty() {
            files.push(("Bilag der mangler.txt".to_owned(), list.as_bytes()));
        }
        let bytes = raadslag_print::zip(&files)?;
        Ok(Made { bytes, replaced: printed.replaced, left_out })
    }

    /// "kkr-sjaelland 2025-09-02".
    fn title(&self) -> String {
        format!("{} {}", self.entry.body_slug, self.entry.slug)
    }

    /// The name a file is saved under.
    pub fn saved_name(&self, form: Form) -> String {
        let name = file_name(form, self.document.document);
        format!("{}-{}-{name}", self.entry.body_slug, self.entry.slug)
    }
}

impl Enclosed {
    /// "Bilag 2 til pkt. 3".
    fn label(&self) -> String {
        match &self.item {
            Some(item) => format!("Bilag {} til pkt. {item}", self.number),
            None => format!("Bilag {}", self.number),
        }
    }
}

/// The list of annexes that a ZIP could not take, for those who unpack it.
fn missing(left_out: &[String]) -> String {
    let mut text = String::from("Disse bilag findes ikke i arkivet og er derfor ikke med:\r\n\r\n");
    for line in left_out {
        text.extend([line.as_str(), "\r\n"]);
    }
    text
}

/// Sets the links of an item's annexes to where the archive gives them out.
fn lead_to(item: &mut Item, held: &[AttachmentEntry], origin: Option<&str>) {
    let Some(origin) = origin else { return };
    let mut led = Vec::new();
    for (annex, entry) in item.attachments.iter_mut().zip(held).filter(|(_, entry)| entry.held) {
        let url = entry.url.as_ref().map(|path| format!("{origin}{path}"));
        led.push((std::mem::replace(&mut annex.url, url.clone()), url));
    }
    item.relink(&|url| {
        let annex = led.iter().find(|(listed, _)| listed.as_deref() == Some(url));
        annex.map_or_else(|| Some(url.to_owned()), |(_, held)| held.clone())
    });
}

/// The sum of an annex held: `/bilag/{sha256}/{name}`.
fn sum(entry: &AttachmentEntry) -> Option<&str> {
    entry.url.as_deref().filter(|_| entry.held)?.strip_prefix("/bilag/")?.split('/').next()
}
