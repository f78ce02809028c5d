//! What the pages show.

use askama::Template;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::http::NoteForm;
use super::rules::LONGEST;
use super::{Change, Changed, MemberError, Note, Place, changes, paragraphs, place};
use crate::access::Actor;
use crate::archive::{ItemDetail, ItemEntry, MeetingEntry};
use crate::i18n::Language;
use crate::minutes::ForComments;
use crate::portal::view::{ItemRow, MeetingRow};
use crate::shell::{Crumb, Frame, Visit, cut};
use crate::tasks::Task;

/// What an error says to the one who can mend it.
fn refusal(l: Language, error: &MemberError) -> String {
    match error {
        MemberError::Empty => l.text("note-error-empty").to_owned(),
        MemberError::Long => l.count("note-error-long", LONGEST as u64),
        MemberError::NoGroup => l.text("note-error-group").to_owned(),
        MemberError::Gone | MemberError::Archive(_) => l.text("error-inside").to_owned(),
    }
}

fn own(visit: &Visit, title: &str, crumbs: Vec<Crumb>) -> Frame {
    let mut frame = Frame::new(visit, title).reached(crumbs);
    frame.hidden = true;
    frame
}

/// A task of one's own.
struct TaskLine {
    href: String,
    what: String,
    due: String,
    is_late: bool,
}

/// `/mit`.
#[derive(Template)]
#[template(path = "members/mine.html")]
pub(super) struct MinePage {
    frame: Frame,
    name: String,
    coming: Vec<MeetingRow>,
    past: Vec<MeetingRow>,
    tasks: Vec<TaskLine>,
    changed: Vec<ItemRow>,
    minutes: Vec<ForComments>,
    words: String,
}

impl MinePage {
    pub(super) fn new(
        visit: &Visit,
        actor: &Actor,
        (coming, past): (&[MeetingEntry], &[MeetingEntry]),
        tasks: &[Task],
        changed: &[ItemDetail],
        minutes: Vec<ForComments>,
        today: Date,
    ) -> Self {
        let l = visit.language;
        let task = |task: &Task| TaskLine {
            href: format!("/arbejde/opgave/{}", task.id),
            what: task.says.what.clone(),
            due: task.says.due.map(|due| l.date(due)).unwrap_or_default(),
            is_late: task.is_late(today),
        };
        Self {
            frame: own(visit, l.text("mine-title"), Vec::new()),
            name: actor.name().to_owned(),
            coming: MeetingRow::all(l, coming),
            past: MeetingRow::all(l, past),
            tasks: tasks.iter().map(task).collect(),
            changed: changed.iter().map(|item| ItemRow::new(l, &item.entry)).collect(),
            minutes,
            words: json!({
                "kept": l.text("offline-kept"),
                "remove": l.text("offline-remove"),
                "unsent": l.text("offline-unsent"),
            })
            .to_string(),
        }
    }
}

/// A note as someone sees it.
pub(super) struct OwnNote<'n> {
    note: &'n Note,
    place: Place,
    is_own: bool,
}

impl<'n> OwnNote<'n> {
    /// The note among an item's paragraphs, for someone.
    pub(super) fn new(actor: &Actor, note: &'n Note, paragraphs: &[String]) -> Self {
        let place = place(note.says.anchor.as_ref(), paragraphs);
        Self { note, place, is_own: actor.account() == Some(note.owner) }
    }

    fn position(&self) -> Option<usize> {
        match self.place {
            Place::At(at) | Place::Changed(at) => Some(at),
            Place::Item | Place::Lost => None,
        }
    }

    /// For a script.
    pub(super) fn data(&self) -> Value {
        let state = match self.place {
            Place::Item => "item",
            Place::At(_) => "at",
            Place::Changed(_) => "changed",
            Place::Lost => "lost",
        };
        let says = &self.note.says;
        json!({
            "id": says.id,
            "position": self.position(),
            "place": state,
            "passage": says.anchor.as_ref().map(|anchor| &anchor.passage),
            "marked": says.marked,
            "text": says.text,
            "own": self.is_own,
            "owner": self.note.owner_name,
            "shared": says.shared_with,
        })
    }
}

/// A note as a page shows it.
pub(super) struct NoteRow {
    id: String,
    text: String,
    marked: Option<String>,
    /// The words it stands at.
    passage: Option<String>,
    /// What is to be known of its place.
    place: &'static str,
    shared: Option<String>,
    owner: Option<String>,
    at: String,
}

fn note_row(l: Language, own: &OwnNote<'_>, paragraphs: &[String]) -> NoteRow {
    let says = &own.note.says;
    let today = own.position().and_then(|at| paragraphs.get(at)).cloned();
    let kept = says.anchor.as_ref().map(|anchor| anchor.passage.clone());
    NoteRow {
        id: says.id.to_string(),
        text: says.text.clone(),
        marked: says.marked.clone(),
        passage: today.or(kept).map(|passage| cut(&passage, 240)),
        place: match own.place {
            Place::Item | Place::At(_) => "",
            Place::Changed(_) => l.text("note-moved"),
            Place::Lost => l.text("note-lost"),
        },
        shared: says.shared_with.as_ref().map(|group| l.with("note-shared", &[("group", group)])),
        owner: (!own.is_own).then(|| own.note.owner_name.clone()),
        at: l.stored_moment(&own.note.changed_at),
    }
}

/// `/mit/noter`.
#[derive(Template)]
#[template(path = "members/notes.html")]
pub(super) struct NotesPage {
    frame: Frame,
    /// By item: its title, its address, its notes.
    items: Vec<(String, Option<String>, Vec<NoteRow>)>,
}

impl NotesPage {
    pub(super) fn new(visit: &Visit, all: &[(Note, Option<ItemEntry>, Place)]) -> Self {
        let l = visit.language;
        let mut items: Vec<(String, Option<String>, Vec<NoteRow>)> = Vec::new();
        for (note, item, place) in all {
            let own = OwnNote { note, place: *place, is_own: true };
            let mut row = note_row(l, &own, &[]);
            if item.is_none() {
                // The note is one's own, the item's words are not.
                (row.passage, row.marked, row.place) = (None, None, "");
            }
            let (title, href) = match item {
                Some(item) => {
                    let number = item.number.as_ref().map(|n| format!("{n} ")).unwrap_or_default();
                    let date = item.meeting.date.map(|date| l.date(date)).unwrap_or_default();
                    let title = format!("{number}{} – {}, {date}", item.title, item.meeting.body);
                    (title, Some(format!("/mit/punkt/{}", item.slug)))
                }
                None => (l.text("note-item-gone").to_owned(), None),
            };
            match items.iter_mut().find(|(known, at, _)| *known == title && *at == href) {
                Some((_, _, rows)) => rows.push(row),
                None => items.push((title, href, vec![row])),
            }
        }
        let mine = Crumb::new(l.text("mine-title"), "/mit");
        Self { frame: own(visit, l.text("notes-title"), vec![mine]), items }
    }
}

/// What the page of an item's notes is made of.
pub(super) struct ItemNotes<'i> {
    pub(super) item: &'i ItemDetail,
    pub(super) actor: &'i Actor,
    pub(super) notes: &'i [Note],
    pub(super) last: Option<&'i (String, String)>,
    pub(super) today: &'i str,
    pub(super) group: Option<&'i str>,
    pub(super) form: &'i NoteForm,
    pub(super) error: Option<&'i MemberError>,
}

/// `/mit/punkt/{slug}`.
#[derive(Template)]
#[template(path = "members/item.html")]
pub(super) struct ItemNotesPage {
    frame: Frame,
    href: String,
    slug: String,
    /// When it was read, if it was.
    read: Option<String>,
    changed: Vec<Changed>,
    notes: Vec<NoteRow>,
    paragraphs: Vec<(usize, String, bool)>,
    group: Option<String>,
    text: String,
    is_shared: bool,
    error: Option<String>,
}

impl ItemNotes<'_> {
    pub(super) fn page(&self, visit: &Visit) -> ItemNotesPage {
        let l = visit.language;
        let entry = &self.item.entry;
        let number = entry.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
        let all = paragraphs(&self.item.item);
        let row = |note| note_row(l, &OwnNote::new(self.actor, note, &all), &all);
        let chosen = self.form.afsnit.trim().parse::<usize>().ok();
        let numbered = all.iter().enumerate();
        let choice = |(at, text): (usize, &String)| (at, cut(text, 70), chosen == Some(at));
        let crumbs = vec![
            Crumb::new(l.text("mine-title"), "/mit"),
            Crumb::new(&entry.title, format!("/punkt/{}", entry.slug)),
        ];
        let before = self.last.filter(|(text, _)| text != self.today);
        ItemNotesPage {
            frame: own(
                visit,
                &l.with("note-item-title", &[("title", &format!("{number}{}", entry.title))]),
                crumbs,
            ),
            href: format!("/punkt/{}", entry.slug),
            slug: entry.slug.clone(),
            read: self.last.map(|(_, at)| l.stored_moment(at)),
            changed: before.map(|(text, _)| changes(text, self.today)).unwrap_or_default(),
            notes: self.notes.iter().map(row).collect(),
            paragraphs: numbered.map(choice).collect(),
            group: self.group.map(ToOwned::to_owned),
            text: self.form.tekst.clone(),
            is_shared: !self.form.del.is_empty(),
            error: self.error.map(|error| refusal(l, error)),
        }
    }
}

/// A piece's element.
pub(super) fn element(how: Change) -> &'static str {
    match how {
        Change::Same => "span",
        Change::Came => "ins",
        Change::Went => "del",
    }
}
