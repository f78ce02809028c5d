use askama::Template;
use jiff::civil::Date;
use raadslag_document::{Access, Attendance, Attendee, ClockTime, DocumentKind, Item, Section};
use serde_json::{Value, json};

use super::item::{ItemBody, file_kind};
use super::labels;
use super::rows::{ItemRow, MeetingRow, when};
use crate::archive::{ItemEntry, MeetingDetail, MeetingEntry, VersionEntry};
use crate::i18n::Language;
use crate::paper::{Form, file_name};
use crate::portal::blocks::paragraphs;
use crate::shell::{Crumb, Frame, Nav, Visit};

/// `/moede/{body}/{slug}`, its items in short or, with `?vis=alt`, in full.
#[derive(Debug, Template)]
#[template(path = "portal/meeting.html")]
pub struct MeetingPage {
    /// Around the page.
    pub frame: Frame,
    /// The meeting in short.
    pub row: MeetingRow,
    /// What else the head says.
    pub notes: String,
    /// Where it says what was corrected in the agenda.
    pub corrections: Option<String>,
    /// A supplementary agenda.
    pub supplementary: bool,
    /// It is still to be held.
    pub is_ahead: bool,
    /// The items are shown in full.
    pub whole: bool,
    /// The page in the other way.
    pub other_way: String,
    /// Who came.
    pub attendance: Option<AttendanceView>,
    /// The items in groups.
    pub sections: Vec<SectionView>,
    /// The meeting as files: address and label.
    pub files: Vec<(String, &'static str)>,
    /// The file the page was made of, if it may be had.
    pub original: Option<VersionView>,
    /// Every version, newest first.
    pub versions: Vec<VersionView>,
    /// What the reader reported.
    pub problems: Vec<ProblemView>,
    /// The body's meeting before.
    pub previous: Option<MeetingRow>,
    /// The body's meeting after.
    pub next: Option<MeetingRow>,
    /// What lists all to be kept of the meeting, and the words for it (JSON), for those who have
    /// signed in.
    pub keep: Option<(String, String)>,
    /// Where it is proof-read, for those who do.
    pub proof: Option<String>,
}

/// A group of items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionView {
    /// Its anchor.
    pub id: String,
    /// "2. Regionalpolitiske sager".
    pub heading: String,
    /// Its items.
    pub items: Vec<MeetingItem>,
}

/// An item on its meeting's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeetingItem {
    /// Its anchor.
    pub id: String,
    /// The item in short.
    pub row: ItemRow,
    /// What was decided, or else what is asked, in short; as HTML.
    pub gist: Option<(Gist, String)>,
    /// "3 bilag".
    pub attachments: Option<String>,
    /// Its text, where the page shows items in full.
    pub body: Option<ItemBody>,
}

/// What the short text of an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gist {
    /// What the body is asked to decide.
    Asked,
    /// What it decided.
    Decided,
}

impl Gist {
    /// Whether it is the decision.
    pub fn is_decided(self) -> bool {
        self == Self::Decided
    }
}

/// Who came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttendanceView {
    /// Members present.
    pub present: Vec<String>,
    /// Members absent.
    pub absent: Vec<String>,
    /// Substitutes.
    pub substitutes: Vec<String>,
    /// Other remarks.
    pub notes: Vec<String>,
}

/// A version of the document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionView {
    /// Nobody may have it any more.
    pub withheld: bool,
    /// It was made here, so that its original is the data it is made of.
    pub is_own: bool,
    /// The original file, if it may be had.
    pub href: Option<String>,
    /// "Referat", "Tillægsdagsorden".
    pub label: String,
    /// Its file's name.
    pub file_name: String,
    /// "PDF, 1,6 MB".
    pub note: String,
    /// When it was imported.
    pub imported: String,
}

/// What the reader was unsure of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProblemView {
    /// "side 3", "linje 120".
    pub place: String,
    /// What it is.
    pub message: String,
    /// The text concerned.
    pub text: Option<String>,
}

/// How the head of a corrected agenda begins to say so; the slice of agendas writes it.
const MARK: &str = "Rettet den ";

/// What can be had of a meeting as a file: address and label.
fn files(l: Language, detail: &MeetingDetail, href: &str) -> Vec<(String, &'static str)> {
    let kind = detail.document.document;
    let (pdf, docx) = match kind {
        DocumentKind::Agenda => (l.text("paper-agenda-pdf"), l.text("paper-agenda-docx")),
        DocumentKind::Minutes => (l.text("paper-minutes-pdf"), l.text("paper-minutes-docx")),
    };
    let file = |form, label| (format!("{href}/{}", file_name(form, kind)), label);
    let mut files = vec![file(Form::Pdf, pdf), file(Form::Docx, docx)];
    if detail.document.items().any(|item| !item.attachments.is_empty()) {
        files.push(file(Form::Pack, l.text("paper-pack")));
        files.push(file(Form::Zip, l.text("paper-zip")));
    }
    files
}

impl MeetingPage {
    /// The page of a meeting; `whole` shows every item's text on it.
    pub fn new(visit: &Visit, detail: &MeetingDetail, whole: bool) -> Self {
        let l = visit.language;
        let row = MeetingRow::new(l, &detail.entry);
        let meeting = &detail.document.meeting;
        let versions: Vec<VersionView> =
            detail.versions.iter().map(|version| VersionView::new(l, version)).collect();
        let newest = detail.versions.first();
        Self {
            frame: frame(visit, detail, &row),
            notes: meeting.notes.as_deref().map(|notes| paragraphs(l, notes)).unwrap_or_default(),
            corrections: meeting
                .notes
                .as_deref()
                .filter(|notes| notes.lines().any(|line| line.starts_with(MARK)))
                .map(|_| format!("{}/rettelser", row.href)),
            supplementary: meeting.supplementary,
            is_ahead: false,
            whole,
            other_way: if whole { row.href.clone() } else { format!("{}?vis=alt", row.href) },
            attendance: detail.document.attendance.as_ref().and_then(|a| AttendanceView::new(l, a)),
            sections: sections(l, detail, whole),
            files: files(l, detail, &row.href),
            original: versions.first().filter(|version| version.href.is_some()).cloned(),
            versions,
            problems: newest.map(|version| problems(l, version)).unwrap_or_default(),
            previous: detail.previous.as_ref().map(|entry| MeetingRow::new(l, entry)),
            next: detail.next.as_ref().map(|entry| MeetingRow::new(l, entry)),
            keep: visit.signed_in.as_ref().map(|_| keep(l, &detail.entry)),
            proof: None,
            row,
        }
    }
}

/// What the script that keeps a meeting for reading without a network says.
fn keep(l: Language, entry: &MeetingEntry) -> (String, String) {
    let words = json!({
        "fetching": l.with("offline-fetching", &[("done", "{done}"), ("all", "{all}")]),
        "kept": l.text("offline-kept"),
        "failed": l.text("offline-failed"),
    });
    (format!("/mit/offline/{}/{}", entry.body_slug, entry.slug), words.to_string())
}

fn frame(visit: &Visit, detail: &MeetingDetail, row: &MeetingRow) -> Frame {
    let l = visit.language;
    let titles: Vec<&str> = detail
        .document
        .items()
        .filter(|item| item.access == Access::Open)
        .map(|item| item.title.as_str())
        .collect();
    let description = format!("{}, {}. {}", row.body, row.when, titles.join(" · "));
    let title = match detail.entry.kind {
        DocumentKind::Agenda => {
            l.with("meeting-title-agenda", &[("body", &row.body), ("date", &row.date)])
        }
        DocumentKind::Minutes => {
            l.with("meeting-title-minutes", &[("body", &row.body), ("date", &row.date)])
        }
    };
    let frame = Frame::new(visit, title)
        .described(&description)
        .under(Nav::Meetings)
        .reached([Crumb::new(&row.body, &row.body_href)]);
    match event(l, &detail.entry, &frame.origin) {
        Some(event) => frame.with_data(&event),
        None => frame,
    }
}

/// The meeting as a schema.org event; needs a day.
fn event(l: Language, entry: &MeetingEntry, origin: &str) -> Option<Value> {
    let date = entry.date?;
    let url = format!("{origin}{}", super::rows::meeting_href(entry));
    let (mode, location) = if entry.is_virtual {
        ("OnlineEventAttendanceMode", json!({"@type": "VirtualLocation", "url": url}))
    } else {
        let name = entry.place.as_deref().unwrap_or(l.text("place-unknown"));
        ("OfflineEventAttendanceMode", json!({"@type": "Place", "name": name, "address": name}))
    };
    let status = if entry.is_cancelled { "EventCancelled" } else { "EventScheduled" };
    let mut event = json!({
        "@context": "https://schema.org",
        "@type": "Event",
        "name": l.with("meeting-event", &[("body", &entry.body)]),
        "description": format!("{}, {}", entry.body, when(l, entry)),
        "startDate": moment(date, entry.start),
        "eventStatus": format!("https://schema.org/{status}"),
        "eventAttendanceMode": format!("https://schema.org/{mode}"),
        "location": location,
        "organizer": {"@type": "Organization", "name": entry.body, "url": format!("{origin}/organ/{}", entry.body_slug)},
        "inLanguage": "da",
        "url": url,
    });
    if let Some(end) = entry.end {
        event["endDate"] = Value::String(moment(date, Some(end)));
    }
    Some(event)
}

/// The day, or the minute in Copenhagen with its distance from UTC.
fn moment(date: Date, time: Option<ClockTime>) -> String {
    let Some(time) = time else { return date.to_string() };
    let minute = date.at(time.hour().cast_signed(), time.minute().cast_signed(), 0, 0);
    match minute.in_tz("Europe/Copenhagen") {
        Ok(zoned) => zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string(),
        Err(_) => minute.to_string(),
    }
}

fn sections(l: Language, detail: &MeetingDetail, whole: bool) -> Vec<SectionView> {
    let mut entries = detail.items.iter();
    (1..)
        .zip(&detail.document.sections)
        .map(|(n, section)| SectionView {
            id: format!("afsnit-{n}"),
            heading: section_heading(section).unwrap_or_else(|| l.text("meeting-items").to_owned()),
            items: section
                .items
                .iter()
                .zip(entries.by_ref())
                .map(|(item, entry)| MeetingItem::new(l, item, entry, whole))
                .collect(),
        })
        .collect()
}

fn section_heading(section: &Section) -> Option<String> {
    match (&section.number, &section.title) {
        (Some(number), Some(title)) => Some(format!("{number}. {title}")),
        (Some(number), None) => Some(number.clone()),
        (None, title) => title.clone(),
    }
}

impl MeetingItem {
    fn new(l: Language, item: &Item, entry: &ItemEntry, whole: bool) -> Self {
        let is_closed = item.access == Access::Closed;
        let count = item.attachments.len() as u64;
        let id = format!("punkt-{}", entry.slug);
        Self {
            row: ItemRow::new(l, entry),
            gist: if is_closed || whole { None } else { gist(l, item) },
            attachments: (count > 0 && !is_closed).then(|| l.count("attachments-count", count)),
            body: whole.then(|| ItemBody::new(l, item, &[], (&format!("{id}-"), 4), false)),
            id,
        }
    }
}

fn gist(l: Language, item: &Item) -> Option<(Gist, String)> {
    const LENGTH: usize = 280;
    let short = |text: &str| paragraphs(l, &crate::shell::cut(text, LENGTH));
    if let Some(decision) = item.decision.as_ref().filter(|d| !d.text.trim().is_empty()) {
        return Some((Gist::Decided, short(&decision.text)));
    }
    let asked = item.recommendations.first().filter(|asked| !asked.text.trim().is_empty())?;
    Some((Gist::Asked, short(&asked.text)))
}

impl AttendanceView {
    fn new(l: Language, attendance: &Attendance) -> Option<Self> {
        let substitutes = attendance.substitutes.iter().map(|s| match &s.for_member {
            Some(member) => l.with("attendance-for", &[("name", &s.name), ("member", member)]),
            None => s.name.clone(),
        });
        let view = Self {
            present: attendance.present.iter().map(member).collect(),
            absent: attendance.absent.iter().map(member).collect(),
            substitutes: substitutes.collect(),
            notes: attendance.notes.clone(),
        };
        let lists = [&view.present, &view.absent, &view.substitutes, &view.notes];
        lists.iter().any(|list| !list.is_empty()).then_some(view)
    }
}

fn member(attendee: &Attendee) -> String {
    let mut text = attendee.name.clone();
    if let Some(party) = &attendee.party {
        text.extend([" (", party, ")"]);
    }
    if let Some(role) = &attendee.role {
        text.extend([", ", role]);
    }
    text
}

impl VersionView {
    fn new(l: Language, version: &VersionEntry) -> Self {
        let label = if version.supplementary {
            l.text("document-supplementary")
        } else {
            labels::document(l, version.kind)
        };
        let day = version.imported_at.get(..10).and_then(|day| day.parse::<Date>().ok());
        let name = crate::shell::encode(&version.file_name).replace('/', "%2F");
        Self {
            withheld: version.withheld,
            is_own: version.media_type.starts_with("application/json"),
            href: version.original.then(|| format!("/original/{}/{name}", version.sha256)),
            label: label.to_owned(),
            file_name: version.file_name.clone(),
            note: format!("{}, {}", file_kind(&version.media_type), l.size(version.size)),
            imported: day.map_or_else(|| version.imported_at.clone(), |day| l.date(day)),
        }
    }
}

fn problems(l: Language, version: &VersionEntry) -> Vec<ProblemView> {
    let place = |page: Option<u32>, line: Option<u32>| match (page, line) {
        (Some(page), _) => l.count("problem-page", page),
        (None, Some(line)) => l.count("problem-line", line),
        (None, None) => String::new(),
    };
    version
        .problems
        .iter()
        .map(|problem| ProblemView {
            place: place(problem.page, problem.line),
            message: super::problem(l, problem).to_owned(),
            text: problem.text.clone(),
        })
        .collect()
}
