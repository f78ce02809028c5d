use askama::Template;
use raadslag_document::ItemKind;

use super::{frame, to_agenda};
use crate::agendas::http::EntryForm;
use crate::agendas::{Entry, EntryDraft, Planned};
use crate::portal::view::labels;
use crate::shell::{Frame, Visit};

/// `/arbejde/dagsorden/{planned}/punkt/{entry}`.
#[derive(Template)]
#[template(path = "agendas/entry.html")]
pub(in crate::agendas) struct EntryPage {
    frame: Frame,
    action: String,
    back: String,
    form: EntryForm,
    kinds: Vec<(&'static str, &'static str)>,
    error: Option<String>,
    /// What stands there now where it differs from what was typed: the field and the words.
    theirs: Vec<(&'static str, String)>,
    is_late: bool,
    /// The case whose text the item shows.
    case: Option<String>,
}

impl EntryPage {
    pub(in crate::agendas) fn new(
        visit: &Visit,
        found: &Planned,
        body: &str,
        entry: &Entry,
        typed: Option<EntryForm>,
        error: Option<String>,
    ) -> Self {
        let l = visit.language;
        let now = EntryForm::of(&EntryDraft::of(entry));
        let theirs = match &typed {
            Some(mine) if mine.set != now.set => [
                ("agenda-field-title", &mine.titel, &now.titel),
                ("agenda-field-neutral", &mine.neutral, &now.neutral),
                ("agenda-field-access-reason", &mine.grund, &now.grund),
                ("agenda-field-minutes", &mine.minutter, &now.minutter),
                ("agenda-field-recommendations", &mine.indstillinger, &now.indstillinger),
                ("agenda-field-text", &mine.tekst, &now.tekst),
                ("agenda-field-late", &mine.sent, &now.sent),
            ]
            .into_iter()
            .filter(|(_, mine, now)| mine.replace("\r\n", "\n").trim() != now.trim())
            .map(|(key, _, now)| (l.text(key), now.clone()))
            .collect(),
            _ => Vec::new(),
        };
        // Saved again, what was typed is laid over what stands there now: seen and meant.
        let form = EntryForm { set: now.set.clone(), ..typed.unwrap_or(now) };
        let number = entry.number.as_deref().unwrap_or_default();
        let title = format!("{number} {}", entry.title).trim().to_owned();
        Self {
            frame: frame(visit, title, vec![to_agenda(l, found, body)]),
            action: format!("/arbejde/dagsorden/{}/punkt/{}", found.id, entry.id),
            back: format!("/arbejde/dagsorden/{}#punkt-{}", found.id, entry.id),
            form,
            kinds: ItemKind::ALL.map(|kind| (kind.name(), labels::kind(l, kind))).to_vec(),
            error,
            theirs,
            is_late: !entry.late_reason.is_empty(),
            case: entry.case.map(|case| format!("/arbejde/sag/{case}")),
        }
    }
}
