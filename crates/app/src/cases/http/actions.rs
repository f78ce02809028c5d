//! Forms that change a case.

use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Redirect};
use raadslag_document::ItemKind;

use super::super::change::{self, NewStation, change as commit, outcome_named, settle_station};
use super::super::rules::{
    Ask, CaseAccess, Facts, Gathering, Officer, Place, Settled, Stance, Usual, Where, still_ahead,
};
use super::super::{CaseError, NewAdvice, NewCase, RouteError, advise as give, intake, store};
use super::upload::{Sent, receive};
use super::{Fields, load, pages};
use crate::access::{Actor, Gate};
use crate::archive::begin_writing;
use crate::context::Context;
use crate::ids::{AccountId, CaseId, StationId};
use crate::shell::{Answer, PageError, Visit};

/// A form's fields.
type Typed = Form<Vec<(String, String)>>;

#[expect(clippy::unnecessary_wraps, reason = "what a handler gives")]
fn to(path: &str) -> Answer {
    Ok(Redirect::to(path).into_response())
}

fn to_case(id: CaseId, anchor: &str) -> Answer {
    to(&format!("/arbejde/sag/{id}{anchor}"))
}

/// Makes a case of what was typed, an earlier item, or a file.
pub(super) async fn create(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    sent: Sent,
) -> Answer {
    let (fields, mut uploads) = match receive(sent).await {
        Ok(received) => received,
        Err(error) => {
            return pages::show_new(&context, &visit, &gate, &Fields::default(), Some(&error))
                .await;
        }
    };
    let body = fields.get("organ").to_owned();
    if !body.is_empty() && !gate.actor.is_among(load::WRITERS, &body) {
        return Err(PageError::Forbidden);
    }
    let made = async {
        let taken = match (fields.given("fra"), uploads.pop()) {
            (Some(slug), _) => Some(load::earlier_text(&context, &gate, slug).await?),
            (None, Some(upload)) => Some(intake::file(&context.archive, upload.bytes).await?),
            (None, None) => None,
        };
        let new = new_case(&context, &fields, body, taken).await?;
        change::create(&context.archive, &gate.actor.signature(), new).await
    };
    match made.await {
        Ok(id) => to_case(id, ""),
        Err(error) if error.is_the_users() => {
            pages::show_new(&context, &visit, &gate, &fields, Some(&error)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// What was typed comes first; what was left open is as in the text.
async fn new_case(
    context: &Context,
    fields: &Fields,
    body: String,
    taken: Option<intake::Taken>,
) -> Result<NewCase, CaseError> {
    let mut facts = facts(context, fields).await?;
    let mut new = NewCase {
        body,
        usual: Usual::named(fields.get("rute")).unwrap_or_default(),
        reason: fields.given("rute-grund").map(ToOwned::to_owned),
        earlier_item: fields.given("fra").map(ToOwned::to_owned),
        ..NewCase::default()
    };
    if let Some(mut taken) = taken {
        let item = &taken.item;
        if facts.title.trim().is_empty() {
            facts.title = item.title.clone();
        }
        if facts.subject.is_none()
            && let Some(text) = &item.subject
        {
            match text.parse() {
                Ok(subject) => facts.subject = Some(subject),
                Err(error) => taken.notes.push(error.to_string()),
            }
        }
        for initials in &taken.item.case_officers {
            let officer = Officer { initials: initials.clone(), account: None };
            if !facts.officers.contains(&officer) {
                facts.officers.push(officer);
            }
        }
        new.notes = taken.notes;
        new.start = Some(taken.item);
    }
    new.facts = facts;
    Ok(new)
}

/// The facts as typed.
async fn facts(context: &Context, fields: &Fields) -> Result<Facts, CaseError> {
    let access = match fields.get("adgang") {
        "lukket" => CaseAccess::Closed {
            reason: fields.get("begrundelse").to_owned(),
            is_title_marked: fields.is("titel-lukket"),
        },
        _ => CaseAccess::Open,
    };
    let kind = ItemKind::ALL.into_iter().find(|kind| kind.name() == fields.get("art"));
    Ok(Facts {
        title: fields.get("titel").to_owned(),
        subject: fields.given("emne").map(str::parse).transpose()?,
        kind: kind.unwrap_or(ItemKind::Decision),
        access,
        officers: officers(context, fields).await?,
        outside_number: fields.given("nummer").map(ToOwned::to_owned),
    })
}

/// The accounts ticked, by their names' initials, and the initials typed.
async fn officers(context: &Context, fields: &Fields) -> Result<Vec<Officer>, CaseError> {
    let mut officers = Vec::new();
    for id in fields.all("bruger").into_iter().filter_map(|id| id.parse::<AccountId>().ok()) {
        if let Some((account, _)) = crate::accounts::one(&context.archive, id).await? {
            officers.push(Officer { initials: account.name, account: Some(id) });
        }
    }
    let typed = fields.get("initialer").split([',', ';', '/']).map(str::trim);
    for initials in typed.filter(|initials| !initials.is_empty()) {
        officers.push(Officer { initials: initials.to_owned(), account: None });
    }
    Ok(officers)
}

/// Changes the facts.
pub(super) async fn edit(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<CaseId>,
    Form(fields): Typed,
) -> Answer {
    let case = load::writable(&context, &gate, id).await?;
    let fields = Fields(fields);
    let seen = fields.get("udgave").parse().unwrap_or(-1);
    let changed = async {
        let facts = facts(&context, &fields).await?.checked()?;
        let who = gate.actor.signature();
        commit(&context.archive, &who, id, Some(seen), "case.facts", |case| {
            case.route.explain(fields.get("rute-grund"));
            case.set_facts(facts)
        })
        .await
    };
    match changed.await {
        Ok(()) => to_case(id, ""),
        Err(error) if error.is_the_users() => {
            pages::show_edit(&context, &visit, &case, &fields, Some(&error)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Starts the case on its route, takes it back, or gives it up.
pub(super) async fn state(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<CaseId>,
    Form(fields): Typed,
) -> Answer {
    let case = load::writable(&context, &gate, id).await?;
    let fields = Fields(fields);
    let (archive, who) = (&context.archive, gate.actor.signature());
    let changed = match fields.get("hvad") {
        "start" => {
            let reason = fields.get("start-grund");
            commit(archive, &who, id, None, "case.start", |case| {
                case.route.explain(reason);
                case.start()
            })
            .await
        }
        "tilbage" => {
            commit(archive, &who, id, None, "case.take_back", super::super::Case::take_back).await
        }
        "opgiv" => {
            let reason = fields.get("opgiv-grund");
            commit(archive, &who, id, None, "case.withdraw", |case| case.withdraw(reason)).await
        }
        _ => return Err(PageError::BadRequest),
    };
    match changed {
        Ok(()) => to_case(id, ""),
        Err(error) if error.is_the_users() => {
            let error = Some(("opgiv", &error));
            pages::show_case(&context, &visit, &gate, case, &fields, error).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Notes that a place of a copied text has been looked at again.
pub(super) async fn renewed(
    State(context): State<Context>,
    gate: Gate,
    Path(id): Path<CaseId>,
    Form(fields): Typed,
) -> Answer {
    let case = load::writable(&context, &gate, id).await?;
    let fields = Fields(fields);
    let place: i64 = fields.get("plads").parse().map_err(|_| PageError::BadRequest)?;
    let (archive, who) = (&context.archive, gate.actor.signature());
    let noted = async {
        let mut tx = archive.db().begin().await?;
        begin_writing(&mut tx).await?;
        store::look_at_renewal(&mut tx, id, place, Some(&who)).await?;
        let after = serde_json::json!({"place": place});
        change::write(&mut tx, archive, &who, "case.renew", &case, None, after).await?;
        Ok::<_, CaseError>(tx.commit().await?)
    };
    noted.await?;
    to_case(id, &format!("#forny-{place}"))
}

/// Puts a station, or a set of them, on the route.
pub(super) async fn add_station(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<CaseId>,
    Form(fields): Typed,
) -> Answer {
    let case = load::writable(&context, &gate, id).await?;
    let fields = Fields(fields);
    let bodies = load::bodies(&context).await?;
    let added = async {
        let ask = Ask::named(fields.get("rute-hvad")).unwrap_or(Ask::Discuss);
        let due = still_ahead(fields.date("rute-frist")?, context.today())?;
        let reason = fields.given("rute-grund").map(ToOwned::to_owned);
        let new = stations(&bodies, &fields, "rute-organ", "rute-andet");
        let new: Vec<NewStation> = new
            .into_iter()
            .map(|(place, gathering)| NewStation {
                place,
                gathering,
                ask,
                due,
                reason: reason.clone(),
            })
            .collect();
        let at = place_of(fields.get("rute-hvor"));
        let (archive, who) = (&context.archive, gate.actor.signature());
        commit(archive, &who, id, None, "case.route", |case| {
            let mut at = at;
            for station in new {
                let subject = case.facts.subject.clone();
                case.route.add(station.station(archive), at, subject.as_ref())?;
                at = match at {
                    Where::Last => Where::Beside(case.route.steps()),
                    Where::Before(step) | Where::Beside(step) => Where::Beside(step),
                };
            }
            if case.state == super::super::State::Done {
                case.state = super::super::State::Underway;
            }
            Ok(())
        })
        .await
    };
    match added.await {
        Ok(()) => to_case(id, "#rute"),
        Err(error) if error.is_the_users() => {
            let error = Some(("rute", &error));
            pages::show_case(&context, &visit, &gate, case, &fields, error).await
        }
        Err(error) => Err(error.into()),
    }
}

/// The bodies a form names: a set, one typed, or one chosen.
fn stations(
    bodies: &[(String, String)],
    fields: &Fields,
    chosen: &str,
    typed: &str,
) -> Vec<(Place, Option<Gathering>)> {
    let typed = fields.given(typed);
    match Gathering::named(fields.get(chosen)).filter(|_| typed.is_none()) {
        Some(set) => set.places().into_iter().map(|place| (place, Some(set))).collect(),
        None => vec![(load::place(bodies, fields.get(chosen), typed), None)],
    }
}

fn place_of(text: &str) -> Where {
    let step = |prefix: &str| text.strip_prefix(prefix)?.parse().ok();
    if let Some(step) = step("ved-") {
        Where::Beside(step)
    } else if let Some(step) = step("foer-") {
        Where::Before(step)
    } else {
        Where::Last
    }
}

/// Settles a station, sends the case elsewhere from it, amends it or takes it off.
pub(super) async fn station(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path((id, station)): Path<(CaseId, StationId)>,
    Form(fields): Typed,
) -> Answer {
    let case = load::writable(&context, &gate, id).await?;
    let fields = Fields(fields);
    let bodies = load::bodies(&context).await?;
    match act(&context, &gate.actor, id, station, &fields, &bodies).await {
        Ok(()) => to_case(id, "#rute"),
        Err(error) if error.is_the_users() => {
            pages::show_station(&context, &visit, &case, station, &fields, Some(&error)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn act(
    context: &Context,
    actor: &Actor,
    id: CaseId,
    station: StationId,
    fields: &Fields,
    bodies: &[(String, String)],
) -> Result<(), CaseError> {
    let (archive, who) = (&context.archive, actor.signature());
    match fields.get("hvad") {
        what @ ("afgjort" | "ret-udfald") => {
            let outcome = outcome_named(fields.get("udfald")).unwrap_or_default();
            let date = fields.date("dato")?.unwrap_or(context.today());
            let note = fields.given("note").map(ToOwned::to_owned);
            if date > context.today() {
                return Err(RouteError::ToCome.into());
            }
            let settled = Settled { outcome, date, note };
            let reason = fields.get("grund");
            commit(archive, &who, id, None, "case.settle", |case| match what {
                "ret-udfald" => Ok(case.route.correct(station, settled, reason)?),
                _ => settle_station(case, station, settled).map(drop),
            })
            .await
        }
        "henvis" => {
            let ask = Ask::named(fields.get("til-hvad")).unwrap_or(Ask::Discuss);
            let due = still_ahead(fields.date("til-frist")?, context.today())?;
            let new = stations(bodies, fields, "til", "til-andet").into_iter();
            let new: Vec<NewStation> = new
                .map(|(place, gathering)| NewStation { place, gathering, ask, due, reason: None })
                .collect();
            let (reason, today) = (fields.get("grund"), context.today());
            commit(archive, &who, id, None, "case.refer", |case| {
                let to = new.into_iter().map(|new| new.station(archive)).collect();
                Ok(case.route.refer(station, to, reason, today)?)
            })
            .await
        }
        "ret" => {
            let ask = Ask::named(fields.get("hvad-spoerges")).unwrap_or(Ask::Discuss);
            let due = fields.date("frist")?;
            let today = context.today();
            commit(archive, &who, id, None, "case.route", |case| {
                // One that is over may stay as it is.
                if due != case.route.station(station)?.due {
                    still_ahead(due, today)?;
                }
                Ok(case.route.amend(station, ask, due)?)
            })
            .await
        }
        "fjern" => {
            commit(archive, &who, id, None, "case.route", |case| Ok(case.route.remove(station)?))
                .await
        }
        _ => Err(CaseError::WrongState),
    }
}

/// Takes an advice.
pub(super) async fn advise(
    State(context): State<Context>,
    visit: Visit,
    gate: Gate,
    Path(id): Path<CaseId>,
    Form(fields): Typed,
) -> Answer {
    let case = load::readable(&context, &gate, id).await?;
    let fields = Fields(fields);
    let new = NewAdvice {
        body: fields.get("raad-organ").to_owned(),
        stance: Stance::named(fields.get("raad-holdning")).unwrap_or(Stance::Comments),
        text: fields.get("raad-tekst").to_owned(),
        instead_of: fields.get("raad-i-stedet").parse().ok(),
    };
    match give(&context.archive, &gate.actor, id, new).await {
        Ok(_) => to_case(id, "#raad"),
        Err(error) if error.is_the_users() => {
            let error = Some(("raad", &error));
            pages::show_case(&context, &visit, &gate, case, &fields, error).await
        }
        Err(error) => Err(error.into()),
    }
}
