use askama::Template;
use raadslag_document::ItemKind;

use super::{Choice, inside, labels, list_crumb};
use crate::cases::http::Fields;
use crate::cases::rules::{Case, CaseAccess, Usual};
use crate::i18n::Language;
use crate::portal::view::labels as words;
use crate::shell::{Crumb, Frame, Visit};

/// What is asked about a case, filled in.
pub(super) struct Asked {
    title: String,
    kinds: Vec<Choice>,
    subject: String,
    is_closed: bool,
    reason: String,
    is_title_marked: bool,
    initials: String,
    accounts: Vec<Choice>,
    outside_number: String,
}

/// An officer to choose: id and name.
type Known = (String, String);

impl Asked {
    fn typed(l: Language, fields: &Fields, accounts: &[Known]) -> Self {
        let chosen = fields.get("art");
        let kind = |kind: &ItemKind| Choice::new(kind.name(), words::kind(l, *kind), chosen);
        let officers = fields.all("bruger");
        Self {
            title: fields.get("titel").to_owned(),
            kinds: labels::KINDS.iter().map(kind).collect(),
            subject: fields.get("emne").to_owned(),
            is_closed: fields.get("adgang") == "lukket",
            reason: fields.get("begrundelse").to_owned(),
            is_title_marked: fields.is("titel-lukket"),
            initials: fields.get("initialer").to_owned(),
            accounts: accounts
                .iter()
                .map(|(id, name)| Choice {
                    is_chosen: officers.contains(&id.as_str()),
                    value: id.clone(),
                    label: name.clone(),
                })
                .collect(),
            outside_number: fields.get("nummer").to_owned(),
        }
    }
}

/// `/arbejde/sager/ny`.
#[derive(Template)]
#[template(path = "cases/new.html")]
pub(in crate::cases) struct NewPage {
    frame: Frame,
    asked: Asked,
    bodies: Vec<Choice>,
    usuals: Vec<Choice>,
    health_reason: String,
    earlier: Option<(String, String)>,
    error: Option<String>,
}

impl NewPage {
    pub(in crate::cases) fn new(
        visit: &Visit,
        fields: &Fields,
        bodies: &[Known],
        accounts: &[Known],
        earlier: Option<(String, String)>,
        error: Option<String>,
    ) -> Self {
        let l = visit.language;
        let body = fields.get("organ");
        let usual =
            |usual: &Usual| Choice::new(usual.name(), labels::usual(l, *usual), fields.get("rute"));
        Self {
            frame: inside(visit, l.text("case-new-title"), vec![list_crumb(visit)]),
            asked: Asked::typed(l, fields, accounts),
            bodies: bodies
                .iter()
                .map(|(slug, name)| Choice::new(slug.as_str(), name.as_str(), body))
                .collect(),
            usuals: Usual::ALL.iter().map(usual).collect(),
            health_reason: fields.get("rute-grund").to_owned(),
            earlier,
            error,
        }
    }
}

/// `/arbejde/sag/{id}/ret`.
#[derive(Template)]
#[template(path = "cases/edit.html")]
pub(in crate::cases) struct EditPage {
    frame: Frame,
    id: String,
    revision: i64,
    asked: Asked,
    /// Why a health case goes to a KKR, where the case is to go to one.
    health_reason: Option<String>,
    error: Option<String>,
}

impl EditPage {
    pub(in crate::cases) fn new(
        visit: &Visit,
        case: &Case,
        fields: &Fields,
        accounts: &[Known],
        error: Option<String>,
    ) -> Self {
        let l = visit.language;
        let href = format!("/arbejde/sag/{}", case.id);
        let crumbs = vec![list_crumb(visit), Crumb::new(case.shown_number(), href)];
        Self {
            frame: inside(visit, l.text("case-edit-title"), crumbs),
            id: case.id.to_string(),
            revision: case.revision,
            asked: Asked::typed(l, fields, accounts),
            health_reason: case.route.to_kkr().next().map(|station| {
                let held = station.reason.clone().unwrap_or_default();
                fields.given("rute-grund").map_or(held, ToOwned::to_owned)
            }),
            error,
        }
    }
}

/// What stands in the form of a case as it is.
pub(in crate::cases) fn filled(case: &Case) -> Fields {
    let facts = &case.facts;
    let mut fields = vec![
        ("titel", facts.title.clone()),
        ("art", facts.kind.name().to_owned()),
        ("emne", facts.subject.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("nummer", facts.outside_number.clone().unwrap_or_default()),
    ];
    if let CaseAccess::Closed { reason, is_title_marked } = &facts.access {
        fields.push(("adgang", "lukket".to_owned()));
        fields.push(("begrundelse", reason.clone()));
        if *is_title_marked {
            fields.push(("titel-lukket", "ja".to_owned()));
        }
    }
    let by_initials = facts.officers.iter().filter(|officer| officer.account.is_none());
    let initials: Vec<&str> = by_initials.map(|officer| officer.initials.as_str()).collect();
    fields.push(("initialer", initials.join(", ")));
    let accounts = facts.officers.iter().filter_map(|officer| officer.account);
    fields.extend(accounts.map(|account| ("bruger", account.to_string())));
    Fields(fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect())
}
