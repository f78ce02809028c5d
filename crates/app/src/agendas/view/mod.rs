//! What the pages show.

mod agenda;
mod corrections;
mod differences;
mod entry;
mod publish;

pub(super) use agenda::{AgendaPage, Said, Surroundings};
pub(super) use corrections::CorrectionsPage;
pub(super) use entry::EntryPage;
pub(super) use publish::PublishPage;

use askama::Template;
use jiff::civil::Date;
use raadslag_document::ClockTime;

use super::rules::OpenThing;
use super::{Planned, Refusal};
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Visit};

/// Marks a literal as a key of the texts.
const fn key(key: &'static str) -> &'static str {
    key
}

/// What a refusal says to the one who can act on it.
pub(super) fn refusal(l: Language, refusal: Refusal) -> String {
    let key = match refusal {
        Refusal::Open(n) => return l.count("agenda-refused-open", n as u64),
        Refusal::Begun => key("agenda-refused-begun"),
        Refusal::NotBegun => key("agenda-refused-not-begun"),
        Refusal::Approved => key("agenda-refused-approved"),
        Refusal::NotApproved => key("agenda-refused-not-approved"),
        Refusal::OnItsWay => key("agenda-refused-on-its-way"),
        Refusal::NotOnItsWay => key("agenda-refused-not-on-its-way"),
        Refusal::Published => key("agenda-refused-published"),
        Refusal::NotPublished => key("agenda-refused-not-published"),
        Refusal::NoItems => key("agenda-refused-no-items"),
        Refusal::Errors => key("agenda-refused-errors"),
        Refusal::NoReason => key("agenda-refused-no-reason"),
        Refusal::Late => key("agenda-refused-late"),
        Refusal::NoTitle => key("agenda-refused-no-title"),
        Refusal::NoSection => key("agenda-refused-no-section"),
        Refusal::MovedSince => key("agenda-refused-moved-since"),
        Refusal::ClosedSince => key("agenda-refused-closed-since"),
        Refusal::SectionInUse => key("agenda-refused-section-in-use"),
        Refusal::AfterMeeting => key("agenda-refused-after-meeting"),
        Refusal::TimePast => key("agenda-refused-time-past"),
        Refusal::NothingChanged => key("agenda-refused-nothing-changed"),
        Refusal::NothingChosen => key("agenda-refused-nothing-chosen"),
        Refusal::ClosedUnsent => key("agenda-refused-closed-unsent"),
        Refusal::ItemIsOut => key("agenda-refused-item-is-out"),
        Refusal::ChairOnly => key("agenda-refused-chair-only"),
    };
    l.text(key).to_owned()
}

/// What an open thing says.
fn open_text(l: Language, what: &OpenThing) -> String {
    match what {
        OpenThing::NoItems => l.text("agenda-refused-no-items").to_owned(),
        OpenThing::NoRecommendation => l.text("agenda-open-recommendation").to_owned(),
        OpenThing::BareRecommendation => l.text("agenda-open-bare").to_owned(),
        OpenThing::Renewals(count) => l.count("agenda-open-renewals", *count as u64),
        OpenThing::GivenUp => l.text("agenda-open-given-up").to_owned(),
        OpenThing::NoText => l.text("agenda-open-text").to_owned(),
        OpenThing::NoAccessReason => l.text("agenda-open-access").to_owned(),
        OpenThing::NoLateReason => l.text("agenda-open-late").to_owned(),
        OpenThing::Figure(slug) => l.with("agenda-open-figure", &[("slug", slug)]),
        OpenThing::Annex(found) => l.with("agenda-open-annex", &[("found", found)]),
        OpenThing::OverTime(sum, length) => {
            let (sum, length) = (sum.to_string(), length.to_string());
            l.with("agenda-open-over", &[("sum", &sum), ("length", &length)])
        }
        OpenThing::Promise(title) => l.with("agenda-open-promise", &[("title", title)]),
    }
}

/// "onsdag den 3. februar 2027 kl. 9.30–12.00"
fn when(l: Language, date: Date, start: Option<ClockTime>, end: Option<ClockTime>) -> String {
    let day = l.long_date(date);
    start.map_or_else(|| day.clone(), |start| format!("{day} {}", l.times(start, end)))
}

/// An agenda that is not for the one who asks yet.
#[derive(Template)]
#[template(path = "agendas/not_yet.html")]
pub(super) struct NotYetPage {
    frame: Frame,
    when: String,
}

impl NotYetPage {
    pub(super) fn new(visit: &Visit, found: &Planned, body: &str) -> Self {
        let title = visit.language.with("agenda-title", &[("body", body)]);
        let when = when(visit.language, found.date, found.start, found.end);
        Self { frame: frame(visit, title, Vec::new()), when }
    }
}

/// The frame of a page about a planned meeting's agenda.
fn frame(visit: &Visit, title: String, crumbs: Vec<Crumb>) -> Frame {
    let l = visit.language;
    let desk = [
        Crumb::new(l.text("desk-title"), "/arbejde"),
        Crumb::new(l.text("plan-title"), "/arbejde/aarshjul"),
    ];
    let mut frame = Frame::new(visit, title).reached(desk.into_iter().chain(crumbs));
    frame.hidden = true;
    frame
}

/// The way back to the agenda.
fn to_agenda(l: Language, found: &Planned, body: &str) -> Crumb {
    let label = format!("{body} {}", l.short_date(found.date));
    Crumb::new(label, format!("/arbejde/dagsorden/{}", found.id))
}
