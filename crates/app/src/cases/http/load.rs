//! What handlers load, and whether the one who asks may have it.

use std::collections::BTreeSet;

use super::super::rules::{Case, Place, State};
use super::super::view::{Earlier, Seen, Whole};
use super::super::{CaseError, advice, intake, store, text};
use crate::access::{Actor, Gate, Role, Roles};
use crate::accounts;
use crate::archive::Audience;
use crate::context::Context;
use crate::ids::CaseId;
use crate::journal;
use crate::register::Register;
use crate::shell::PageError;

/// Who writes a body's cases.
pub(super) const WRITERS: Roles = Roles::of(&[Role::Secretary, Role::CaseOfficer]);
/// Who writes on a body's texts.
const TEXT_WRITERS: Roles = Roles::of(&[Role::Secretary, Role::CaseOfficer, Role::Preparer]);
/// Who sees drafts: those who write, and who audits.
const BEHIND: Roles = Roles::of(&[Role::Secretary, Role::CaseOfficer, Role::Auditor]);

/// The case, if the one who asks may read it: in its own body, or in one it has come to. A draft is
/// for those who write it.
pub(super) async fn readable(
    context: &Context,
    gate: &Gate,
    id: CaseId,
) -> Result<Case, PageError> {
    let case = found(context, id).await?;
    admit(gate, &case)?;
    Ok(case)
}

/// Whether the one who asks may read a case.
pub(super) fn admit(gate: &Gate, case: &Case) -> Result<(), PageError> {
    let access = case.facts.access.access();
    if case.state == State::Draft && !gate.actor.is_among(BEHIND, &case.body) {
        // To those who may not, a draft is not there; to those of other bodies it is refused as
        // every case is.
        gate.admit_to(&case.body, access, &case.key())?;
        return Err(PageError::NotFound);
    }
    let mut refused = Err(PageError::NotFound);
    for body in case.readers() {
        refused = gate.admit_to(body, access, &case.key());
        if refused.is_ok() {
            return Ok(());
        }
    }
    refused
}

/// The case, if the one who asks may change it: in its own body only.
pub(super) async fn writable(
    context: &Context,
    gate: &Gate,
    id: CaseId,
) -> Result<Case, PageError> {
    let case = found(context, id).await?;
    gate.admit_to(&case.body, case.facts.access.access(), &case.key())?;
    Ok(case)
}

async fn found(context: &Context, id: CaseId) -> Result<Case, PageError> {
    let mut tx = context.archive.db().begin().await.map_err(CaseError::from)?;
    Ok(store::case_by_id(&mut tx, id).await?)
}

/// All of a case that its page shows.
pub(super) async fn whole(context: &Context, gate: &Gate, case: Case) -> Result<Whole, PageError> {
    let archive = &context.archive;
    let earlier = earlier(context, gate, &case).await?;
    let bodies = bodies(context).await?;
    let history = journal::about(archive.db(), &case.key()).await?;
    let mut tx = archive.db().begin().await.map_err(CaseError::from)?;
    let annexes = store::annexes(&mut tx, case.id).await?;
    let advice = store::advice(&mut tx, case.id).await?;
    let renewals = store::renewals(&mut tx, case.id).await?;
    let text = text::item(&mut tx, archive, &case, text::viewer(&case)).await?;
    let writes = gate.actor.is_among(TEXT_WRITERS, &case.body);
    let text_href = text::href(&case).filter(|_| writes);
    Ok(Whole { case, text, text_href, annexes, advice, renewals, history, earlier, bodies })
}

/// The archive's item a case takes up, and the others of its thread.
async fn earlier(context: &Context, gate: &Gate, case: &Case) -> Result<Vec<Earlier>, PageError> {
    let Some(slug) = &case.earlier_item else { return Ok(Vec::new()) };
    let viewer = gate.audience(&case.body);
    let Some(detail) = context.archive.item(slug, viewer).await? else { return Ok(Vec::new()) };
    let thread = detail.thread.iter().flat_map(|thread| &thread.events);
    let mut entries: Vec<_> = thread.filter_map(|event| event.item.as_ref()).collect();
    if entries.is_empty() {
        entries.push(&detail.entry);
    }
    let shown = |entry: &&crate::archive::ItemEntry| Earlier {
        title: entry.title.clone(),
        body: entry.meeting.body.clone(),
        date: entry.meeting.date,
        href: format!("/punkt/{}", entry.slug),
    };
    Ok(entries.iter().map(shown).collect())
}

/// What the one who asks may do with a case.
pub(super) fn seen(context: &Context, actor: &Actor, case: &Case) -> Seen {
    let may = Roles::of(&[
        Role::Secretary,
        Role::CaseOfficer,
        Role::Preparer,
        Role::Chair,
        Role::Member,
        Role::Substitute,
        Role::PartyGroupSecretary,
    ]);
    let bodies: BTreeSet<&str> = case.readers().into_iter().collect();
    let mut advises: Vec<(String, bool)> = bodies
        .into_iter()
        .filter(|body| !case.state.is_over() && actor.is_among(may, body))
        .map(|body| (body.to_owned(), actor.is_among(advice::SPEAKERS, body)))
        .collect();
    // The body the case waits for comes first: that is who is asked.
    advises.sort_by_key(|(body, speaks)| (case.route.open_at(body).is_none(), !speaks));
    Seen {
        can_edit: actor.is_among(WRITERS, &case.body),
        advises,
        account: actor.account(),
        today: context.today(),
    }
}

/// Every body a case can be sent to: those of the archive and of the register, slug and name.
pub(super) async fn bodies(context: &Context) -> Result<Vec<(String, String)>, PageError> {
    let held = context.archive.bodies(Audience::Public).await?;
    let register = Register::shared();
    let usual = ["Forretningsgruppen", "K17", "Formandskabet", "KKR Sjælland", "KKR Hovedstaden"];
    let mut bodies: Vec<(String, String)> = usual
        .iter()
        .map(|name| register.body_of(name))
        .map(|body| (body.slug, body.name))
        .collect();
    let registered = register
        .bodies()
        .iter()
        .map(|body| (body.identity.slug.clone(), body.identity.name.clone()));
    let others = held.into_iter().map(|body| (body.slug, body.name)).chain(registered);
    for (slug, name) in others {
        if !bodies.iter().any(|(known, _)| *known == slug) {
            bodies.push((slug, name));
        }
    }
    Ok(bodies)
}

/// The bodies whose cases the one who asks writes.
pub(super) async fn own_bodies(
    context: &Context,
    actor: &Actor,
) -> Result<Vec<(String, String)>, PageError> {
    let mut own = bodies(context).await?;
    own.retain(|(slug, _)| actor.is_among(WRITERS, slug));
    // Most cases are a KKR's.
    own.sort_by_key(|(slug, _)| !slug.starts_with("kkr-"));
    Ok(own)
}

/// Who can be an officer of a body's cases: id and name.
pub(super) async fn officers(
    context: &Context,
    bodies: &[String],
) -> Result<Vec<(String, String)>, PageError> {
    let mut found: Vec<(String, String)> = Vec::new();
    for body in bodies {
        let here = accounts::in_body(&context.archive, body, context.today()).await?;
        for (account, grant) in here {
            let id = account.id.to_string();
            if WRITERS.has(grant.role) && !found.iter().any(|(known, _)| *known == id) {
                found.push((id, account.name));
            }
        }
    }
    Ok(found)
}

/// A body by what a form says: the name typed, or else the one chosen.
pub(super) fn place(bodies: &[(String, String)], chosen: &str, typed: Option<&str>) -> Place {
    if let Some(name) = typed {
        let body = Register::shared().body_of(name);
        return Place { slug: body.slug, name: body.name };
    }
    let known = bodies.iter().find(|(slug, _)| slug == chosen);
    let (slug, name) = known.cloned().unwrap_or_default();
    Place { slug, name }
}

/// The earlier item a form begins with, as the one who asks may read it.
pub(super) async fn earlier_text(
    context: &Context,
    gate: &Gate,
    slug: &str,
) -> Result<intake::Taken, CaseError> {
    let public = context.archive.item(slug, Audience::Public).await?;
    let body = public.map(|detail| detail.entry.meeting.body_slug).unwrap_or_default();
    // This page shows nothing closed by itself, so its row cannot say; the roles in the body do.
    let inside = gate.actor.is_among(WRITERS, &body) && !gate.actor.is_barred(slug);
    let viewer = if inside { Audience::Insider } else { Audience::Public };
    intake::earlier(&context.archive, slug, viewer).await
}
