//! The whole item: text, facts, annexes, advice and what earlier stations decided.

use raadslag_document::{Attachment, Block, Field, FieldName, History, Item};

use super::rules::{Advice, Case, Stance};
use super::{CaseError, annexes, store, text};
use crate::archive::Archive;
use crate::clock::day_in_denmark;
use crate::db::Tx;
use crate::ids::CaseId;
use crate::register::Register;
use crate::texts;

/// The case as an item of an agenda. Where the title is confidential the item has a neutral one, and
/// the real one stands first in its text, which only insiders get.
pub(crate) async fn item(tx: &mut Tx, archive: &Archive, id: CaseId) -> Result<Item, CaseError> {
    let case = store::case_by_id(tx, id).await?;
    let mut item = text::item(tx, archive, &case, text::viewer(&case)).await?;
    item.number = None;
    item.decision = None;
    item.kind = case.facts.kind;
    item.access = case.facts.access.access();
    item.title = case.public_title().to_owned();
    item.case_number = Some(case.shown_number());
    item.case_officers = case.facts.officers.iter().map(|one| one.initials.clone()).collect();
    item.subject = case.facts.subject.as_ref().map(ToString::to_string);
    if case.facts.access.is_title_marked() {
        item.fields.insert(0, field("Sagens titel", vec![Block::paragraph(&case.facts.title)]));
    }
    item.fields.extend(recommended(&case, &store::advice(tx, id).await?));
    let annexes = store::annexes(tx, id).await?;
    lead_to(&mut item, &annexes);
    item.attachments.extend(listed(annexes));
    item.history.extend(treated(&case));
    Ok(item)
}

/// Leads the text's references to annexes to where these lie beside the document. The words of a
/// reference to an annex that is gone stay.
pub(super) fn lead_to(item: &mut Item, annexes: &[super::CaseAnnex]) {
    item.relink(&|url| {
        let Some(wanted) = url.strip_prefix(texts::ANNEX) else { return Some(url.to_owned()) };
        let annex = annexes.iter().find(|annex| annex.id.to_string() == wanted)?;
        Some(annexes::path(annex.newest()))
    });
}

fn listed(annexes: Vec<super::CaseAnnex>) -> Vec<Attachment> {
    let attachment = |annex: super::CaseAnnex| Attachment {
        url: Some(annexes::path(annex.newest())),
        title: annex.title,
    };
    annexes.into_iter().map(attachment).collect()
}

/// What bodies recommend, as fields: the newest word of each.
pub(super) fn recommended(case: &Case, advice: &[Advice]) -> Vec<Field> {
    let mut fields = Vec::new();
    for one in newest(advice).filter(|one| one.stance != Stance::Comments) {
        let name = body_name(case, &one.body);
        let lead = match one.stance {
            Stance::Recommends | Stance::Comments => format!("{name} anbefaler sagen."),
            Stance::RecommendsWithChanges => format!("{name} anbefaler sagen med ændringer."),
            Stance::RecommendsAgainst => format!("{name} anbefaler ikke sagen."),
        };
        let says_so = one.text.starts_with(&format!("{name} anbefaler"));
        let lead = Some(lead).filter(|_| !says_so);
        let lines = one.text.lines().map(str::trim).filter(|line| !line.is_empty());
        let blocks = lead.iter().map(String::as_str).chain(lines).map(Block::paragraph).collect();
        fields.push(field(&format!("{} anbefaling", genitive(&name)), blocks));
    }
    fields
}

/// The newest version of each advice.
pub(super) fn newest(advice: &[Advice]) -> impl Iterator<Item = &Advice> {
    let is_first = |at: usize| at == 0 || advice[at - 1].id != advice[at].id;
    advice.iter().enumerate().filter(move |(at, _)| is_first(*at)).map(|(_, one)| one)
}

/// What stations have decided.
fn treated(case: &Case) -> Vec<History> {
    let settled = case.route.stations().iter().filter_map(|station| {
        let settled = station.settled.as_ref()?;
        let outcome = outcome_words(settled.outcome);
        let text = match &settled.note {
            Some(note) if outcome.is_empty() => note.clone(),
            Some(note) => format!("{outcome}\n{note}"),
            None => outcome.to_owned(),
        };
        let body = Some(station.place.name.clone());
        Some(History { body, date: Some(settled.date), item: None, text })
    });
    settled.collect()
}

/// The outcome as Danish minutes give it.
fn outcome_words(outcome: raadslag_document::Outcome) -> &'static str {
    use raadslag_document::Outcome as O;
    match outcome {
        O::Approved => "Godkendt.",
        O::ApprovedWithChanges => "Godkendt med ændringer.",
        O::Recommended => "Anbefalet.",
        O::Discussed => "Drøftet.",
        O::Noted => "Taget til efterretning.",
        O::Postponed => "Udsat.",
        O::Rejected => "Forkastet.",
        O::Withdrawn => "Trukket tilbage.",
        O::Referred => "Sendt videre.",
        O::Returned => "Sendt tilbage.",
        O::Appointed => "Udpeget.",
        O::None => "",
    }
}

/// The name of a body: as its station has it, else as the register does.
pub(super) fn body_name(case: &Case, slug: &str) -> String {
    let station = case.route.stations().iter().find(|station| station.place.slug == slug);
    let registered = || Register::shared().body(slug).map(|body| body.identity.name.clone());
    let name = station.map(|station| station.place.name.clone()).or_else(registered);
    name.unwrap_or_else(|| slug.to_owned())
}

/// "KKR Sjællands", "K17's", "Formandskabets", "Bornholms".
fn genitive(name: &str) -> String {
    match name.chars().next_back() {
        Some('s' | 'x' | 'z') => format!("{name}'"),
        Some(last) if last.is_numeric() || last.is_uppercase() => format!("{name}'s"),
        _ => format!("{name}s"),
    }
}

fn field(heading: &str, blocks: Vec<Block>) -> Field {
    Field { name: FieldName::Other, heading: Some(heading.to_owned()), blocks }
}

/// The day of an instant in Denmark.
pub(super) fn day(at: &str) -> Option<jiff::civil::Date> {
    at.parse().ok().map(day_in_denmark)
}

/// The figures in a case's text that cannot be shown in it.
pub(crate) async fn missing_figures(
    tx: &mut Tx,
    archive: &Archive,
    id: CaseId,
) -> Result<Vec<String>, CaseError> {
    let case = store::case_by_id(tx, id).await?;
    let Some(text) = case.text else { return Ok(Vec::new()) };
    Ok(texts::missing_figures(tx, archive, text, text::viewer(&case)).await?)
}

/// How many years, dates and figures of a case taken up again nobody has looked at: neither noted in
/// its list, nor written anew or confirmed in its text.
pub(crate) async fn to_renew(tx: &mut Tx, id: CaseId) -> Result<usize, CaseError> {
    let listed = store::renewals(tx, id).await?;
    let listed = listed.iter().filter(|renewal| renewal.looked_at_by.is_none()).count();
    let case = store::case_by_id(tx, id).await?;
    let Some(text) = case.text.filter(|_| listed > 0) else { return Ok(listed) };
    Ok(listed.min(texts::to_renew(tx, text).await?))
}
