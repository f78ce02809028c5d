//! Pages that show.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use raadslag_document::Access;
use serde::Deserialize;

use super::super::rules::Case;
use super::super::store::{self, Which};
use super::super::view::{self, CasePage, EditPage, ListPage, Listed, NewPage, StationPage};
use super::super::{CaseError, State as Stage};
use super::{Fields, load};
use crate::access::{Actor, Gate};
use crate::context::Context;
use crate::ids::{CaseId, StationId};
use crate::shell::{Answer, PageError, Visit, page, page_with};

/// `/arbejde/sager`.
pub(super) async fn list(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Query(listed): Query<Listed>,
) -> Answer {
    let today = context.today();
    let mut tx = context.archive.db().begin().await.map_err(CaseError::from)?;
    let which = if listed.vis == "afsluttede" { Which::Over } else { Which::Ongoing };
    let cases = store::cases(&mut tx, which).await?;
    drop(tx);
    let mut rows: Vec<(Case, bool)> = Vec::new();
    for case in cases.into_iter().filter(|case| is_listed(case, &listed, &gate.actor, today)) {
        let whole = load::admit(&gate, &case).is_ok();
        if (whole || is_coming(&case, &gate.actor)) && has_words(&case, whole, &listed.q) {
            rows.push((case, whole));
        }
    }
    let bodies = load::bodies(&context).await?;
    let waited: Vec<(String, String)> = bodies
        .into_iter()
        .filter(|(slug, _)| {
            rows.iter().any(|(case, _)| case.route.open_at(slug).is_some()) || *slug == listed.organ
        })
        .collect();
    let can_write = gate.actor.is_among_anywhere(load::WRITERS);
    page(&ListPage::new(&visit, &listed, &rows, &waited, can_write, today))
}

/// Whether a case is among those asked for.
fn is_listed(case: &Case, listed: &Listed, actor: &Actor, today: jiff::civil::Date) -> bool {
    let underway = case.state == Stage::Underway;
    let is_shown = match listed.vis.as_str() {
        "mine" => {
            let me = actor.account();
            me.is_some() && case.facts.officers.iter().any(|officer| officer.account == me)
        }
        "sene" => underway && case.route.late(today).next().is_some(),
        _ => true,
    };
    let waits =
        listed.organ.is_empty() || (underway && case.route.open_at(&listed.organ).is_some());
    is_shown && waits
}

/// Whether a case will come to a body whose agendas the one who asks makes: they are told number and
/// public title in time.
fn is_coming(case: &Case, actor: &Actor) -> bool {
    let comes = || case.route.stations().iter().filter(|station| station.settled.is_none());
    case.state == Stage::Underway
        && comes().any(|station| actor.has(crate::access::Role::Secretary, &station.place.slug))
        && !actor.is_barred(&case.key())
}

/// Whether every word stands in number, title or officers.
fn has_words(case: &Case, whole: bool, words: &str) -> bool {
    let title = if whole { case.facts.title.as_str() } else { case.public_title() };
    let mut text = format!("{} {} {title}", case.number, case.shown_number());
    if whole {
        for officer in &case.facts.officers {
            text.push(' ');
            text.push_str(&officer.initials);
        }
        text.extend(case.facts.subject.iter().map(|subject| format!(" {subject}")));
    }
    let text = text.to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| text.contains(word))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct From {
    fra: String,
}

/// `/arbejde/sager/ny`, perhaps from an earlier item.
pub(super) async fn new_form(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Query(from): Query<From>,
) -> Answer {
    let mut fields = Fields::default();
    if let Some(account) = gate.actor.account() {
        fields.0.push(("bruger".into(), account.to_string()));
    }
    let slug = from.fra.strip_prefix("/punkt/").unwrap_or(&from.fra).to_owned();
    if !slug.is_empty() {
        match load::earlier_text(&context, &gate, &slug).await {
            Ok(taken) => {
                let item = taken.item;
                fields.0.extend([
                    ("fra".to_owned(), slug.clone()),
                    ("titel".to_owned(), item.title),
                    ("art".to_owned(), item.kind.name().to_owned()),
                    ("emne".to_owned(), item.subject.unwrap_or_default()),
                ]);
                if item.access == Access::Closed {
                    fields.0.push(("adgang".into(), "lukket".into()));
                }
            }
            Err(CaseError::NoEarlierItem(_)) => return Err(PageError::NotFound),
            Err(error) => return Err(error.into()),
        }
    }
    show_new(&context, &visit, &gate, &fields, None).await
}

/// The form of a new case, as typed.
pub(super) async fn show_new(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    fields: &Fields,
    error: Option<&CaseError>,
) -> Answer {
    let bodies = load::own_bodies(context, &gate.actor).await?;
    let slugs: Vec<String> = bodies.iter().map(|(slug, _)| slug.clone()).collect();
    let officers = load::officers(context, &slugs).await?;
    let earlier = match fields.given("fra") {
        Some(slug) => {
            let taken = load::earlier_text(context, gate, slug).await.ok();
            Some((slug.to_owned(), taken.map(|taken| taken.item.title).unwrap_or_default()))
        }
        None => None,
    };
    let said = error.map(|error| view::refusal(visit.language, error));
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(status, &NewPage::new(visit, fields, &bodies, &officers, earlier, said))
}

/// `/arbejde/sag/{id}`.
pub(super) async fn case(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<CaseId>,
) -> Answer {
    let case = load::readable(&context, &gate, id).await?;
    show_case(&context, &visit, &gate, case, &Fields::default(), None).await
}

/// A case's page, with what was typed into a form that was refused, and why.
pub(super) async fn show_case(
    context: &Context,
    visit: &Visit,
    gate: &Gate,
    case: Case,
    typed: &Fields,
    error: Option<(&'static str, &CaseError)>,
) -> Answer {
    let seen = load::seen(context, &gate.actor, &case);
    let whole = load::whole(context, gate, case).await?;
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let said = error.map(|(form, error)| (form, view::refusal(visit.language, error)));
    page_with(status, &CasePage::new(visit, &whole, &seen, typed, said))
}

/// `/arbejde/sag/{id}/ret`.
pub(super) async fn edit_form(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<CaseId>,
) -> Answer {
    let case = load::writable(&context, &gate, id).await?;
    let fields = view_fields(&case);
    show_edit(&context, &visit, &case, &fields, None).await
}

fn view_fields(case: &Case) -> Fields {
    view::filled(case)
}

/// The form of a case's facts, as typed.
pub(super) async fn show_edit(
    context: &Context,
    visit: &Visit,
    case: &Case,
    fields: &Fields,
    error: Option<&CaseError>,
) -> Answer {
    let officers = load::officers(context, std::slice::from_ref(&case.body)).await?;
    let said = error.map(|error| view::refusal(visit.language, error));
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    page_with(status, &EditPage::new(visit, case, fields, &officers, said))
}

/// `/arbejde/sag/{id}/rute/{station}`.
pub(super) async fn station(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((id, station)): Path<(CaseId, StationId)>,
) -> Answer {
    let case = load::writable(&context, &gate, id).await?;
    show_station(&context, &visit, &case, station, &Fields::default(), None).await
}

/// A station's page, as typed.
pub(super) async fn show_station(
    context: &Context,
    visit: &Visit,
    case: &Case,
    station: StationId,
    typed: &Fields,
    error: Option<&CaseError>,
) -> Answer {
    let bodies = load::bodies(context).await?;
    let station = case.route.station(station).map_err(CaseError::from)?;
    let said = error.map(|error| view::refusal(visit.language, error));
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let today = context.today();
    page_with(status, &StationPage::new(visit, case, station, &bodies, typed, today, said))
}
