use askama::Template;
use raadslag_document::{Access, Attachment, Decision, History, Item, Recommendation};

use super::labels::{self, Badge};
use super::mentions::{MentionGroup, mention_groups};
use super::rows::{ItemRow, meeting_href};
use super::thread::{ThreadStep, steps};
use super::votes::VotesView;
use crate::archive::{AttachmentEntry, ItemDetail, ThreadDetail};
use crate::i18n::Language;
use crate::portal::blocks::{Blocks, escape, is_safe, paragraphs};
use crate::shell::{Crumb, Frame, Nav, Visit};

/// `/punkt/{slug}`.
#[derive(Debug, Template)]
#[template(path = "portal/item.html")]
pub struct ItemPage {
    /// Around the page.
    pub frame: Frame,
    /// The item in short.
    pub row: ItemRow,
    /// It is closed, and read by one of those who may.
    pub for_insiders: bool,
    /// "2. Regionalpolitiske sager".
    pub section: Option<String>,
    /// The meeting's newest document no longer has it.
    pub is_replaced: bool,
    /// "SAG-2025-00105".
    pub case_number: Option<String>,
    /// "adr, lifo".
    pub officers: Option<String>,
    /// KLE number.
    pub subject: Option<String>,
    /// Its text.
    pub body: ItemBody,
    /// What stands on the page: anchor and name.
    pub outline: Vec<(String, String)>,
    /// Its place in its thread.
    pub thread: Option<ThreadBox>,
    /// What it names, kind by kind.
    pub mentions: Vec<MentionGroup>,
    /// The item before.
    pub previous: Option<ItemRow>,
    /// The item after.
    pub next: Option<ItemRow>,
    /// The words of one's notes beside the text, for those who have signed in (JSON).
    pub notes: Option<String>,
    /// What the one who asks can do with the item: addresses and names.
    pub work: Vec<(String, &'static str)>,
}

/// An item's text, on its own page or among the others of its meeting.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ItemBody {
    /// Set before every anchor.
    pub prefix: String,
    /// Level of its headings.
    pub level: u8,
    /// Nothing of it is public.
    pub closed: bool,
    /// What was decided.
    pub decision: Option<DecisionView>,
    /// What the body is asked to decide.
    pub recommendations: Vec<RecommendationView>,
    /// The text, field by field.
    pub fields: Vec<FieldView>,
    /// Annexes.
    pub attachments: Vec<AttachmentView>,
    /// Earlier treatment: where and when, and the words as HTML.
    pub history: Vec<(String, String)>,
    /// Link targets that stand nowhere in the text.
    pub links: Vec<String>,
    /// Who came and went.
    pub presence: Vec<String>,
}

/// A recommendation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecommendationView {
    /// Its number, where it has one.
    pub number: Option<u32>,
    /// Its text as HTML.
    pub html: String,
    /// Its points.
    pub points: Vec<String>,
    /// The points are numbered.
    pub numbered: bool,
}

/// A field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldView {
    /// Its anchor.
    pub id: String,
    /// Its heading as written.
    pub heading: Option<String>,
    /// Its text.
    pub html: String,
}

/// A decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionView {
    /// Its outcome.
    pub outcome: Option<Badge>,
    /// Its colour.
    pub course: &'static str,
    /// Its text.
    pub html: String,
    /// The vote.
    pub votes: Option<VotesView>,
    /// Reservations.
    pub reservations: Vec<String>,
    /// Statements entered in the minutes.
    pub statements: Vec<String>,
    /// Who took no part.
    pub absent: Vec<String>,
    /// Outcomes of single recommendations: which, what, how.
    pub points: Vec<(String, String, Option<Badge>)>,
}

/// An annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentView {
    /// Its title.
    pub title: String,
    /// Where to get it.
    pub href: Option<String>,
    /// "PDF, 1,6 MB", or that it is kept elsewhere.
    pub note: String,
}

/// A thread on one of its items' pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadBox {
    /// Its page.
    pub href: String,
    /// What it is about.
    pub title: String,
    /// Its treatments.
    pub steps: Vec<ThreadStep>,
}

impl ItemPage {
    /// The page of an item, for the public or for one who is `inside`: who may read it where it is
    /// closed.
    pub fn new(visit: &Visit, detail: &ItemDetail, inside: bool) -> Self {
        let l = visit.language;
        let row = ItemRow::new(l, &detail.entry);
        let item = &if inside { detail.item.clone() } else { shown(&detail.item) };
        let is_closed = item.access == Access::Closed;
        let meeting = &detail.entry.meeting;
        let body = ItemBody::new(l, item, &detail.attachments, ("", 2), inside);
        let number = item.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
        let title = format!("{number}{} – {}, {}", item.title, row.meeting.body, row.meeting.date);
        let mut frame = Frame::new(visit, title)
            .described(&description(l, item, &row))
            .under(Nav::Meetings)
            .reached([
                Crumb::new(&row.meeting.body, &row.meeting.body_href),
                Crumb::new(&row.meeting.date, meeting_href(meeting)),
            ]);
        frame.hidden |= is_closed;
        let thread = detail.thread.as_ref().filter(|thread| thread.events.len() > 1);
        Self {
            for_insiders: is_closed && inside,
            outline: body.outline(l, thread.is_some()),
            thread: thread.map(|thread| ThreadBox::new(l, thread, &detail.entry.slug)),
            mentions: mention_groups(l, &detail.mentions),
            section: detail.section.clone(),
            is_replaced: detail.is_replaced,
            case_number: item.case_number.clone(),
            officers: (!item.case_officers.is_empty()).then(|| item.case_officers.join(", ")),
            subject: item.subject.clone(),
            previous: detail.previous.as_ref().map(|entry| ItemRow::new(l, entry)),
            next: detail.next.as_ref().map(|entry| ItemRow::new(l, entry)),
            notes: visit.signed_in.as_ref().filter(|_| !body.closed).map(|_| note_words(l)),
            work: Vec::new(),
            frame,
            row,
            body,
        }
    }
}

/// What the script that shows notes says.
fn note_words(l: Language) -> String {
    serde_json::json!({
        "add": l.text("note-add"),
        "here": l.text("note-here"),
        "note": l.text("note-one"),
        "text": l.text("note-text"),
        "share": l.with("note-share", &[("group", "{group}")]),
        "shared": l.with("note-shared", &[("group", "{group}")]),
        "save": l.text("note-save"),
        "cancel": l.text("note-cancel"),
        "edit": l.text("note-edit"),
        "remove": l.text("note-remove"),
        "lost": l.text("note-lost"),
        "moved": l.text("note-moved"),
        "saved": l.text("note-saved"),
        "later": l.text("note-later"),
        "waits": l.text("note-waits"),
        "refused": l.text("note-refused"),
        "changed": l.text("note-item-changed"),
    })
    .to_string()
}

/// A closed item has come here reduced to number and title; this makes sure of it.
fn shown(item: &Item) -> Item {
    match item.access {
        Access::Open => item.clone(),
        Access::Closed => Item {
            number: item.number.clone(),
            title: item.title.clone(),
            access: item.access,
            ..Item::default()
        },
    }
}

fn description(l: Language, item: &Item, row: &ItemRow) -> String {
    let text = item
        .decision
        .as_ref()
        .map(|decision| decision.text.as_str())
        .or_else(|| item.recommendations.first().map(|asked| asked.text.as_str()))
        .unwrap_or_default();
    let words = [("body", row.meeting.body.as_str()), ("date", row.meeting.date.as_str())];
    format!("{} {text}", l.with("item-description", &words))
}

/// Where the annexes of an item are held, by how its text links to them.
fn annexes(item: &Item, held: &[AttachmentEntry]) -> Vec<(String, String)> {
    let pairs = item.attachments.iter().zip(held).filter(|(_, entry)| entry.held);
    pairs.filter_map(|(listed, entry)| Some((listed.url.clone()?, entry.url.clone()?))).collect()
}

impl ItemBody {
    /// The text of `item`, its anchors beginning with `prefix`, its headings at `level`; of a closed
    /// item only for one who is `inside`.
    pub fn new(
        l: Language,
        item: &Item,
        attachments: &[AttachmentEntry],
        (prefix, level): (&str, u8),
        inside: bool,
    ) -> Self {
        if item.access == Access::Closed && !inside {
            return Self { prefix: prefix.to_owned(), level, closed: true, ..Self::default() };
        }
        let mut blocks = Blocks::new(l, prefix).leading_to(annexes(item, attachments));
        let fields = (1..)
            .zip(&item.fields)
            .map(|(n, field)| FieldView {
                id: format!("{prefix}afsnit-{n}"),
                heading: field.heading.clone().filter(|heading| !heading.trim().is_empty()),
                html: blocks.render(&field.blocks, level),
            })
            .collect::<Vec<_>>();
        let attachments = if attachments.is_empty() {
            item.attachments.iter().map(AttachmentView::listed).collect()
        } else {
            attachments.iter().map(|entry| AttachmentView::new(l, entry)).collect()
        };
        Self {
            prefix: prefix.to_owned(),
            level,
            closed: false,
            decision: item.decision.as_ref().map(|decision| DecisionView::new(l, decision)),
            recommendations: item
                .recommendations
                .iter()
                .map(|asked| recommended(l, asked))
                .collect(),
            links: loose_links(item, &fields),
            fields,
            attachments,
            history: item.history.iter().map(|entry| treated(l, entry)).collect(),
            presence: item.attendance.iter().flat_map(|a| presence(l, a)).collect(),
        }
    }

    /// Nothing stands here beyond number and title.
    pub fn is_empty(&self) -> bool {
        !self.closed
            && self.decision.is_none()
            && self.recommendations.is_empty()
            && self.fields.is_empty()
            && self.attachments.is_empty()
            && self.history.is_empty()
            && self.links.is_empty()
            && self.presence.is_empty()
    }

    fn outline(&self, l: Language, thread: bool) -> Vec<(String, String)> {
        let entry = |id: &str, label: &str| (format!("{}{id}", self.prefix), label.to_owned());
        let mut outline = Vec::new();
        outline.extend(self.decision.iter().map(|_| entry("beslutning", l.text("item-decision"))));
        if !self.recommendations.is_empty() {
            outline.push(entry("indstilling", l.text("item-recommendations")));
        }
        outline.extend(self.fields.iter().filter_map(|f| Some((f.id.clone(), f.heading.clone()?))));
        if !self.attachments.is_empty() {
            outline.push(entry("bilag", l.text("item-attachments")));
        }
        if !self.history.is_empty() {
            outline.push(entry("behandling", l.text("item-history")));
        }
        if thread {
            outline.push(entry("forloeb", l.text("item-thread")));
        }
        outline
    }
}

/// Links of the item that no field shows: those dumped at a page's end have no place in the text.
fn loose_links(item: &Item, fields: &[FieldView]) -> Vec<String> {
    item.links
        .iter()
        .filter(|url| is_safe(url))
        .filter(|url| {
            let shown = format!("href=\"{}\"", escape(url));
            !fields.iter().any(|field| field.html.contains(&shown))
        })
        .cloned()
        .collect()
}

fn recommended(l: Language, asked: &Recommendation) -> RecommendationView {
    RecommendationView {
        number: asked.number,
        html: paragraphs(l, &asked.text),
        points: asked.points.clone(),
        numbered: asked.numbered,
    }
}

fn treated(l: Language, entry: &History) -> (String, String) {
    let mut place: Vec<String> = entry.body.iter().cloned().collect();
    place.extend(entry.date.map(|date| l.date(date)));
    place.extend(entry.item.iter().map(|item| l.with("item-number", &[("number", item)])));
    (place.join(", "), paragraphs(l, &entry.text))
}

fn presence(l: Language, attendance: &raadslag_document::Attendance) -> Vec<String> {
    let absent = attendance
        .absent
        .iter()
        .map(|member| l.with("attendance-absent-one", &[("name", &member.name)]));
    absent.chain(attendance.notes.iter().cloned()).collect()
}

impl DecisionView {
    fn new(l: Language, decision: &Decision) -> Self {
        Self {
            outcome: labels::outcome_badge(l, decision.outcome),
            course: labels::Course::of(decision.outcome).class(),
            html: paragraphs(l, &decision.text),
            votes: decision.votes.as_ref().map(|votes| VotesView::new(l, votes)),
            reservations: decision.reservations.clone(),
            statements: decision.statements.clone(),
            absent: decision.absent.clone(),
            points: decision
                .points
                .iter()
                .map(|point| {
                    let badge = labels::outcome_badge(l, point.outcome);
                    // What the decision says in words is not said twice.
                    let told = decision.text.contains(&point.text);
                    let text = if told { String::new() } else { point.text.clone() };
                    (point.point.clone(), text, badge)
                })
                .collect(),
        }
    }
}

impl AttachmentView {
    fn new(l: Language, entry: &AttachmentEntry) -> Self {
        let href = entry.url.clone().filter(|url| entry.held || is_safe(url));
        let mut note: Vec<String> = Vec::new();
        if entry.held {
            note.extend(entry.media_type.as_deref().map(file_kind));
            note.extend(entry.size.map(|size| l.size(size)));
        } else if href.is_some() {
            note.push(l.text("attachment-elsewhere").to_owned());
        } else {
            note.push(l.text("attachment-not-held").to_owned());
        }
        Self { title: entry.title.clone(), href, note: note.join(", ") }
    }

    fn listed(attachment: &Attachment) -> Self {
        Self {
            title: attachment.title.clone(),
            href: attachment.url.clone().filter(|url| is_safe(url)),
            note: String::new(),
        }
    }
}

/// "PDF" for "application/pdf": the word people know a file by.
pub(super) fn file_kind(media_type: &str) -> String {
    match media_type.split(';').next().unwrap_or_default().trim() {
        "application/pdf" => "PDF".to_owned(),
        "text/html" => "HTML".to_owned(),
        "text/plain" => "TXT".to_owned(),
        "application/json" => "JSON".to_owned(),
        kind if kind.ends_with("wordprocessingml.document") => "DOCX".to_owned(),
        kind if kind.ends_with("spreadsheetml.sheet") => "XLSX".to_owned(),
        kind if kind.ends_with("presentationml.presentation") => "PPTX".to_owned(),
        kind => kind.rsplit('/').next().unwrap_or(kind).to_ascii_uppercase(),
    }
}

impl ThreadBox {
    fn new(l: Language, thread: &ThreadDetail, here: &str) -> Self {
        let mut steps = steps(l, thread);
        for (step, event) in steps.iter_mut().zip(&thread.events) {
            step.here = event.item.as_ref().is_some_and(|item| item.slug == here);
        }
        Self { href: format!("/forloeb/{}", thread.slug), title: thread.title.clone(), steps }
    }
}
