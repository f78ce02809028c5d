use std::collections::HashMap;

use askama::Template;
use raadslag_document::Document;

use crate::agendas::rules::{Changed, changes};
use crate::agendas::store::{Agenda, Publication, PublicationKind};
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Visit};

/// `/moede/{body}/{slug}/rettelser`.
#[derive(Template)]
#[template(path = "agendas/corrections.html")]
pub(in crate::agendas) struct CorrectionsPage {
    frame: Frame,
    corrections: Vec<Correction>,
}

/// A correction.
struct Correction {
    when: String,
    reason: String,
    /// What stood there before must not be seen any more, nor then what was changed in it.
    withdrawn: bool,
    changed: Vec<Changed>,
}

impl CorrectionsPage {
    pub(in crate::agendas) fn new(
        visit: &Visit,
        body: &str,
        (body_slug, slug): (&str, &str),
        agenda: &Agenda,
        publications: &[Publication],
    ) -> Self {
        let l = visit.language;
        let date = publications.iter().find_map(|one| one.document.meeting.date);
        let meeting = date.map(|date| l.short_date(date)).unwrap_or_default();
        let here = Crumb::new(format!("{body} {meeting}"), format!("/moede/{body_slug}/{slug}"));
        let title = l.with("agenda-corrections-title", &[("body", body), ("date", &meeting)]);
        let mut corrections = corrections(l, agenda, publications);
        corrections.reverse();
        Self { frame: Frame::new(visit, title).reached([here]), corrections }
    }
}

/// Each correction against what stood there before it: the agenda and every supplementary one are
/// corrected apart.
fn corrections(l: Language, agenda: &Agenda, publications: &[Publication]) -> Vec<Correction> {
    let Some(today) = &agenda.frozen else { return Vec::new() };
    let mut before: HashMap<String, &Document> = HashMap::new();
    let mut found: Vec<(String, Correction)> = Vec::new();
    for publication in publications.iter().filter(|one| one.done_at.is_some()) {
        // A part is known by its first item, which is never taken off it.
        let part = publication.document.items().next();
        let part = part.and_then(|item| item.number.clone()).unwrap_or_default();
        let older = before.insert(part.clone(), &publication.document);
        let Some(older) = older.filter(|_| publication.kind.corrects()) else { continue };
        let correction = Correction {
            when: l.moment(publication.due),
            reason: publication.reason.clone(),
            withdrawn: false,
            changed: changes(older, &publication.document, today),
        };
        found.push((part.clone(), correction));
        if publication.kind == PublicationKind::Withdrawal {
            for (_, earlier) in found.iter_mut().filter(|(of, _)| *of == part) {
                earlier.withdrawn = true;
                earlier.changed.clear();
            }
        }
    }
    found.into_iter().map(|(_, correction)| correction).collect()
}
