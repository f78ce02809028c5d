use askama::Template;

use super::{inside, labels, list_crumb};
use crate::cases::compose::day;
use crate::cases::http::Fields;
use crate::cases::rules::{Annex, AnnexVersion, Case};
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Visit, encode};

/// An upload.
pub(super) struct VersionView {
    pub(super) version: u32,
    pub(super) href: String,
    pub(super) file: String,
    pub(super) added: String,
    pub(super) findings: Vec<String>,
    pub(super) accepted: Option<(String, String)>,
}

impl VersionView {
    fn new(l: Language, case: &Case, annex: &Annex, version: &AnnexVersion) -> Self {
        let on = |at: &str| day(at).map(|day| l.short_date(day)).unwrap_or_default();
        Self {
            version: version.version,
            href: href(case, annex, version),
            file: file(l, version),
            added: format!("{} · {}", on(&version.added_at), plain_name(&version.added_by)),
            findings: version.findings.iter().map(|one| labels::finding(l, one)).collect(),
            accepted: version.accepted.as_ref().map(|(by, at, reason)| {
                (format!("{} · {}", on(at), plain_name(by)), reason.clone())
            }),
        }
    }
}

/// "Notat.pdf, 1,6 MB".
pub(super) fn file(l: Language, version: &AnnexVersion) -> String {
    format!("{}, {}", version.file_name, l.size(version.size))
}

pub(super) fn href(case: &Case, annex: &Annex, version: &AnnexVersion) -> String {
    let name = encode(&version.file_name).replace('/', "%2F");
    format!("/arbejde/sag/{}/bilag/{}/{}/{name}", case.id, annex.id, version.version)
}

/// The name of a signature, "Signe Sekretær <s@example.dk>".
pub(super) fn plain_name(signature: &str) -> &str {
    signature.split(" <").next().unwrap_or(signature)
}

/// `/arbejde/sag/{id}/bilag/{annex}`.
#[derive(Template)]
#[template(path = "cases/annex.html")]
pub(in crate::cases) struct AnnexPage {
    frame: Frame,
    id: String,
    annex: String,
    title: String,
    newest: VersionView,
    older: Vec<VersionView>,
    reason: String,
    error: Option<String>,
}

impl AnnexPage {
    pub(in crate::cases) fn new(
        visit: &Visit,
        case: &Case,
        annex: &Annex,
        typed: &Fields,
        error: Option<String>,
    ) -> Self {
        let l = visit.language;
        let href = format!("/arbejde/sag/{}", case.id);
        let crumbs = vec![list_crumb(visit), Crumb::new(case.shown_number(), href)];
        let view = |version: &AnnexVersion| VersionView::new(l, case, annex, version);
        Self {
            frame: inside(visit, annex.title.as_str(), crumbs),
            id: case.id.to_string(),
            annex: annex.id.to_string(),
            title: typed.given("titel").unwrap_or(&annex.title).to_owned(),
            newest: view(annex.newest()),
            older: annex.versions.iter().skip(1).map(view).collect(),
            reason: typed.get("grund").to_owned(),
            error,
        }
    }
}
