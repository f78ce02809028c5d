use askama::Template;
use jiff::civil::Date;
use raadslag_document::{Access, Item};

use super::annex::{file, href, plain_name};
use super::route::{StepView, asks, places, steps};
use super::{Choice, inside, labels, list_crumb, picture};
use crate::cases::compose::{body_name, day, newest};
use crate::cases::http::Fields;
use crate::cases::rules::{Advice, Annex, Case, CaseAccess, FindingKind, Renewal, Stance, State};
use crate::i18n::Language;
use crate::journal::Entry;
use crate::portal::view::ItemBody;
use crate::portal::view::labels as words;
use crate::portal::view::labels::Badge;
use crate::shell::{Frame, Visit};

/// All of a case that its page shows.
pub(in crate::cases) struct Whole {
    pub(in crate::cases) case: Case,
    /// Its text, without what is added to it.
    pub(in crate::cases) text: Item,
    pub(in crate::cases) text_href: Option<String>,
    pub(in crate::cases) annexes: Vec<Annex>,
    pub(in crate::cases) advice: Vec<Advice>,
    pub(in crate::cases) renewals: Vec<Renewal>,
    pub(in crate::cases) history: Vec<Entry>,
    /// The archive's items it goes back to.
    pub(in crate::cases) earlier: Vec<Earlier>,
    /// Every body it can be sent to: slug and name.
    pub(in crate::cases) bodies: Vec<(String, String)>,
}

/// An item of the archive that a case goes back to.
pub(in crate::cases) struct Earlier {
    pub(in crate::cases) title: String,
    pub(in crate::cases) body: String,
    pub(in crate::cases) date: Option<Date>,
    pub(in crate::cases) href: String,
}

/// What the one who asks may do.
pub(in crate::cases) struct Seen {
    pub(in crate::cases) can_edit: bool,
    /// The bodies in which they may say something, and whether they speak for it.
    pub(in crate::cases) advises: Vec<(String, bool)>,
    pub(in crate::cases) account: Option<crate::ids::AccountId>,
    pub(in crate::cases) today: Date,
}

pub(super) struct AnnexView {
    id: String,
    title: String,
    href: Option<String>,
    file: String,
    blocked: Option<String>,
    accepted: bool,
    is_first: bool,
    is_last: bool,
}

pub(super) struct AdviceView {
    id: String,
    body: String,
    badge: Badge,
    who: String,
    text: Vec<String>,
    is_late: bool,
    is_mine: bool,
    versions: u32,
    older: Vec<(String, String)>,
}

pub(super) struct EventView {
    at: String,
    who: String,
    what: &'static str,
    detail: Vec<String>,
}

pub(super) struct RenewalView {
    position: usize,
    kind: &'static str,
    words: String,
    around: String,
    done: Option<String>,
}

/// `/arbejde/sag/{id}`.
#[derive(Template)]
#[template(path = "cases/case.html")]
pub(in crate::cases) struct CasePage {
    frame: Frame,
    id: String,
    number: String,
    own_number: Option<String>,
    title: String,
    badges: Vec<Badge>,
    access_reason: Option<String>,
    is_title_marked: bool,
    subject: Option<(String, &'static str)>,
    officers: String,
    body: (String, String),
    state: State,
    state_reason: Option<String>,
    notes: Vec<String>,
    renewals: Vec<RenewalView>,
    renewals_said: String,
    is_renewed: bool,
    notes_said: String,
    history_said: String,
    picture: String,
    steps: Vec<StepView>,
    item: ItemBody,
    text_href: Option<String>,
    annexes: Vec<AnnexView>,
    advice: Vec<AdviceView>,
    advising: Vec<Choice>,
    stances: Vec<Choice>,
    advice_text: String,
    asked_by: Option<String>,
    earlier: Vec<(String, String)>,
    history: Vec<EventView>,
    can_edit: bool,
    /// A health case that is to go to a KKR and does not say why; what was typed.
    unexplained: bool,
    start_reason: String,
    places: Vec<Choice>,
    other: String,
    asks: Vec<Choice>,
    wheres: Vec<Choice>,
    due: String,
    reason: String,
    withdraw_reason: String,
    error: Option<String>,
    mistaken: &'static str,
}

impl CasePage {
    /// `mistaken` names the form that was refused: it stands open.
    pub(in crate::cases) fn new(
        visit: &Visit,
        whole: &Whole,
        seen: &Seen,
        typed: &Fields,
        error: Option<(&'static str, String)>,
    ) -> Self {
        let (l, case) = (visit.language, &whole.case);
        let steps = steps(l, case, seen.today, seen.can_edit);
        let facts = &case.facts;
        let (access_reason, is_title_marked) = match &facts.access {
            CaseAccess::Open => (None, false),
            CaseAccess::Closed { reason, is_title_marked } => {
                (Some(reason.clone()), *is_title_marked)
            }
        };
        let renewals: Vec<RenewalView> = (0..)
            .zip(&whole.renewals)
            .filter(|_| seen.can_edit)
            .map(|(position, renewal)| RenewalView::new(l, position, renewal))
            .collect();
        let renewals_open = renewals.iter().filter(|one| one.done.is_none()).count();
        let (mistaken, error) = match error {
            Some((form, error)) => (form, Some(error)),
            None => ("", None),
        };
        Self {
            frame: inside(visit, facts.title.as_str(), vec![list_crumb(visit)]),
            id: case.id.to_string(),
            number: case.shown_number(),
            own_number: facts.outside_number.as_ref().map(|_| case.number.to_string()),
            title: facts.title.clone(),
            badges: badges(l, case),
            access_reason,
            is_title_marked,
            subject: facts.subject.as_ref().map(|one| (one.to_string(), one.main_group())),
            officers: officers(case),
            body: (body_name(case, &case.body), format!("/organ/{}", case.body)),
            state: case.state,
            state_reason: case.state_reason.clone(),
            notes: if seen.can_edit { case.notes.clone() } else { Vec::new() },
            renewals_said: l.count("case-renewals", renewals_open as u64),
            is_renewed: renewals_open == 0,
            notes_said: l.count("case-notes", case.notes.len() as u64),
            history_said: l.count("case-events", whole.history.len() as u64),
            renewals,
            picture: picture::svg(l, &steps),
            steps,
            item: shown(l, &whole.text),
            text_href: whole.text_href.clone(),
            annexes: annexes(l, case, &whole.annexes, seen.can_edit),
            advice: advice(l, whole, seen),
            advising: advising(case, seen, typed),
            stances: stances(l, seen, typed),
            advice_text: typed.get("raad-tekst").to_owned(),
            asked_by: asked_by(l, case, seen),
            earlier: whole.earlier.iter().map(|one| earlier(l, one)).collect(),
            history: whole.history.iter().rev().map(|entry| EventView::new(l, entry)).collect(),
            can_edit: seen.can_edit,
            unexplained: case.route.check(case.facts.subject.as_ref()).is_err(),
            start_reason: typed.get("start-grund").to_owned(),
            places: places(l, &whole.bodies, typed.get("rute-organ")),
            other: typed.get("rute-andet").to_owned(),
            asks: asks(l, typed.get("rute-hvad")),
            wheres: wheres(l, case, typed.get("rute-hvor")),
            due: typed.get("rute-frist").to_owned(),
            reason: typed.get("rute-grund").to_owned(),
            withdraw_reason: typed.get("opgiv-grund").to_owned(),
            error,
            mistaken,
        }
    }
}

/// The text as it will stand, whoever may read it: the one who asks has been let in.
fn shown(l: Language, text: &Item) -> ItemBody {
    let text = Item { attachments: Vec::new(), ..text.clone() };
    ItemBody::new(l, &text, &[], ("tekst-", 3), true)
}

fn badges(l: Language, case: &Case) -> Vec<Badge> {
    let label = labels::state(l, case.state).to_owned();
    let mut badges = vec![Badge { label, class: labels::state_class(case.state) }];
    badges.extend(words::kind_badge(l, case.facts.kind));
    if case.facts.access.access() == Access::Closed {
        badges.push(words::closed_badge(l));
    }
    badges
}

fn officers(case: &Case) -> String {
    let all = case.facts.officers.iter().map(|one| one.initials.as_str());
    all.collect::<Vec<_>>().join(", ")
}

fn annexes(l: Language, case: &Case, annexes: &[Annex], can_edit: bool) -> Vec<AnnexView> {
    let last = annexes.len().saturating_sub(1);
    let view = |(at, annex): (usize, &Annex)| AnnexView {
        id: annex.id.to_string(),
        title: annex.title.clone(),
        href: (can_edit || annex.is_cleared()).then(|| href(case, annex, annex.newest())),
        file: file(l, annex.newest()),
        blocked: (!annex.is_cleared()).then(|| blocked(l, annex, can_edit)),
        accepted: annex.newest().accepted.is_some(),
        is_first: at == 0,
        is_last: at == last,
    };
    annexes.iter().enumerate().map(view).collect()
}

fn blocked(l: Language, annex: &Annex, can_edit: bool) -> String {
    if !can_edit {
        return String::new();
    }
    let findings = &annex.newest().findings;
    if findings.iter().any(|one| one.kind == FindingKind::Cpr) {
        return l.text("annex-blocked-cpr").to_owned();
    }
    l.count("annex-blocked", findings.len() as u64)
}

fn advice(l: Language, whole: &Whole, seen: &Seen) -> Vec<AdviceView> {
    let view = |one: &Advice| {
        let on = |at: &str| day(at).map(|day| l.short_date(day)).unwrap_or_default();
        let older = whole.advice.iter().filter(|old| old.id == one.id && old.version < one.version);
        let class = match one.stance {
            Stance::Recommends => "badge rl-badge rl-advised",
            Stance::RecommendsWithChanges => "badge rl-badge rl-waiting",
            Stance::RecommendsAgainst => "badge rl-badge rl-stopped",
            Stance::Comments => "badge rl-badge",
        };
        AdviceView {
            id: one.id.to_string(),
            body: body_name(&whole.case, &one.body),
            badge: Badge { label: labels::stance(l, one.stance).to_owned(), class },
            who: format!("{}, {}", one.author, on(&one.given_at)),
            text: one.text.lines().map(str::to_owned).collect(),
            is_late: one.is_late,
            is_mine: one.stance == Stance::Comments
                && Some(one.account) == seen.account
                && !seen.advises.is_empty(),
            versions: one.version,
            older: older
                .map(|old| (format!("{}, {}", old.author, on(&old.given_at)), old.text.clone()))
                .collect(),
        }
    };
    newest(&whole.advice).map(view).collect()
}

/// "Rammeaftale (KKR Sjælland, 2. sep. 2025)" and its address.
fn earlier(l: Language, one: &Earlier) -> (String, String) {
    let date = one.date.map(|date| format!(", {}", l.short_date(date))).unwrap_or_default();
    (format!("{} ({}{date})", one.title, one.body), one.href.clone())
}

fn advising(case: &Case, seen: &Seen, typed: &Fields) -> Vec<Choice> {
    let body = |(slug, _): &(String, bool)| {
        Choice::new(slug.as_str(), body_name(case, slug), typed.get("raad-organ"))
    };
    seen.advises.iter().map(body).collect()
}

fn stances(l: Language, seen: &Seen, typed: &Fields) -> Vec<Choice> {
    let speaks = seen.advises.iter().any(|(_, speaks)| *speaks);
    let all = Stance::ALL.iter().filter(|stance| speaks || **stance == Stance::Comments);
    all.map(|one| Choice::new(one.name(), labels::stance(l, *one), typed.get("raad-holdning")))
        .collect()
}

/// "K17 er bedt om at anbefale inden 1. dec. 2026."
fn asked_by(l: Language, case: &Case, seen: &Seen) -> Option<String> {
    let mine = |slug: &str| seen.advises.iter().any(|(body, speaks)| *speaks && body == slug);
    let station = case.route.open().find(|station| mine(&station.place.slug))?;
    let due = station.due?;
    let date = l.date(due);
    Some(l.with("advice-asked", &[("body", &station.place.name), ("date", &date)]))
}

fn wheres(l: Language, case: &Case, chosen: &str) -> Vec<Choice> {
    let first = case.route.current_step().unwrap_or(case.route.steps() + 1);
    let mut choices = vec![Choice::new("sidst", l.text("route-where-last"), chosen)];
    for step in first..=case.route.steps() {
        let number = step.to_string();
        let beside = l.with("route-where-beside", &[("k", &number)]);
        let before = l.with("route-where-before", &[("k", &number)]);
        choices.push(Choice::new(format!("ved-{step}"), beside, chosen));
        choices.push(Choice::new(format!("foer-{step}"), before, chosen));
    }
    choices
}

impl RenewalView {
    fn new(l: Language, position: usize, renewal: &Renewal) -> Self {
        Self {
            position,
            kind: labels::renewal(l, renewal.kind),
            words: renewal.words.clone(),
            around: renewal.around.clone(),
            done: renewal.looked_at_by.as_deref().map(|by| plain_name(by).to_owned()),
        }
    }
}

impl EventView {
    fn new(l: Language, entry: &Entry) -> Self {
        let at = day(&entry.at).map(|day| l.short_date(day)).unwrap_or_default();
        Self {
            at,
            who: plain_name(&entry.actor).to_owned(),
            what: action(l, &entry.action),
            detail: details(l, entry),
        }
    }
}

fn action(l: Language, action: &str) -> &'static str {
    match action {
        "case.create" => l.text("event-create"),
        "case.facts" => l.text("event-facts"),
        "case.start" => l.text("event-start"),
        "case.take_back" => l.text("event-take-back"),
        "case.withdraw" => l.text("event-withdraw"),
        "case.settle" => l.text("event-settle"),
        "case.refer" => l.text("event-refer"),
        "case.route" => l.text("event-route"),
        "case.place" => l.text("event-place"),
        "case.annex" => l.text("event-annex"),
        "case.annex_title" => l.text("event-annex-title"),
        "case.annex_remove" => l.text("event-annex-remove"),
        "case.annex_order" => l.text("event-annex-order"),
        "case.annex_accept" => l.text("event-annex-accept"),
        "case.advise" => l.text("event-advise"),
        "case.renew" => l.text("event-renew"),
        _ => l.text("event-other"),
    }
}

/// The facts that changed, "Titel: før → efter".
fn details(l: Language, entry: &Entry) -> Vec<String> {
    let parse = |text: &Option<String>| {
        text.as_deref().and_then(|text| serde_json::from_str::<serde_json::Value>(text).ok())
    };
    let (before, after) = (parse(&entry.before), parse(&entry.after));
    let told = |value: Option<&serde_json::Value>| match value {
        Some(serde_json::Value::String(text)) => Some(text.clone()),
        _ => None,
    };
    let fact = |key: &str, label: &str| {
        let was = told(before.as_ref().and_then(|value| value.get(key)));
        let became = told(after.as_ref().and_then(|value| value.get(key)));
        match (was, became) {
            (Some(was), Some(became)) if was != became => {
                Some(format!("{label}: {was} → {became}"))
            }
            (None, Some(became)) => Some(format!("{label}: {became}")),
            (Some(was), None) => Some(format!("{label}: {was} → –")),
            _ => None,
        }
    };
    [
        fact("title", l.text("case-title-label")),
        fact("subject", l.text("case-subject-label")),
        fact("access_reason", l.text("case-reason-label")),
        fact("state_reason", l.text("case-reason-label")),
        fact("reason", l.text("case-reason-label")),
        fact("outside_number", l.text("case-number-label")),
    ]
    .into_iter()
    .flatten()
    .collect()
}
