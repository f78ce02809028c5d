use askama::Template;
use raadslag_proof::{Finding, Lang, Level};

use super::{frame, open_text, to_agenda};
use crate::agendas::Planned;
use crate::agendas::http::PublishForm;
use crate::agendas::outlook::Outlook;
use crate::i18n::Language;
use crate::shell::{Frame, Visit};

/// `/arbejde/dagsorden/{planned}/udgiv`.
#[derive(Template)]
#[template(path = "agendas/publish.html")]
pub(in crate::agendas) struct PublishPage {
    frame: Frame,
    action: String,
    back: String,
    version: i64,
    error: Option<String>,
    stops: Vec<(String, Option<(String, String)>)>,
    looks: Vec<(String, Option<(String, String)>)>,
    errors: Vec<FindingRow>,
    warnings: Vec<FindingRow>,
    /// How many warnings there are.
    warned: String,
    form: PublishForm,
}

/// A finding of proof-reading.
struct FindingRow {
    item: String,
    message: String,
    why: String,
    quote: String,
    suggestion: Option<String>,
}

impl PublishPage {
    pub(in crate::agendas) fn new(
        visit: &Visit,
        found: &Planned,
        outlook: &Outlook,
        findings: &[&Finding],
        typed: PublishForm,
        error: Option<String>,
    ) -> Self {
        let l = visit.language;
        let body = outlook.document.body.clone().unwrap_or_default();
        let open = |stops: bool| {
            let these = outlook.open.iter().filter(move |open| open.what.stops() == stops);
            these
                .map(|open| {
                    let entry = open.entry.as_ref();
                    let entry = entry.map(|(id, name)| {
                        (format!("/arbejde/dagsorden/{}/punkt/{id}", found.id), name.clone())
                    });
                    (open_text(l, &open.what), entry)
                })
                .collect()
        };
        let rows = |error: bool| {
            let these = findings.iter().filter(|one| (one.level == Level::Error) == error);
            these.map(|finding| FindingRow::new(l, outlook, finding)).collect()
        };
        let warnings: Vec<FindingRow> = rows(false);
        Self {
            frame: frame(
                visit,
                l.text("agenda-publish-title").to_owned(),
                vec![to_agenda(l, found, &body)],
            ),
            action: format!("/arbejde/dagsorden/{}/udgiv", found.id),
            back: format!("/arbejde/dagsorden/{}", found.id),
            version: outlook.agenda.version,
            error,
            stops: open(true),
            looks: open(false),
            errors: rows(true),
            warned: l.count("agenda-publish-warnings", warnings.len() as u64),
            warnings,
            form: typed,
        }
    }
}

impl FindingRow {
    fn new(l: Language, outlook: &Outlook, finding: &Finding) -> Self {
        let lang = match l {
            Language::Danish => Lang::Da,
            Language::English => Lang::En,
        };
        let title = outlook.document.items().nth(finding.at.index).map(|item| &item.title);
        let number = finding.at.item.as_deref().unwrap_or_default();
        Self {
            item: format!("{number} {}", title.map_or("", String::as_str)).trim().to_owned(),
            message: finding.message.in_lang(lang).to_owned(),
            why: finding.why.in_lang(lang).to_owned(),
            quote: crate::shell::cut(&finding.at.text, 140),
            suggestion: finding.suggestion.as_ref().map(|say| say.in_lang(lang).to_owned()),
        }
    }
}
