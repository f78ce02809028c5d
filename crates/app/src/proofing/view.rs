//! What the pages show.

use askama::Template;
use raadslag_proof::{Claim, Code, Finding, Lang, Level, Location, Report, Settings, Switch};

use super::names;
use crate::archive::MeetingDetail;
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Visit};

/// Characters of a quotation, at most; its middle is left out.
const QUOTED: usize = 160;

/// The language proof-reading answers in.
pub(crate) fn lang(l: Language) -> Lang {
    match l {
        Language::Danish => Lang::Da,
        Language::English => Lang::En,
    }
}

/// What a level is called.
pub(crate) fn level(l: Language, level: Level) -> &'static str {
    match level {
        Level::Error => l.text("proof-error"),
        Level::Warning => l.text("proof-warning"),
        Level::Hint => l.text("proof-hint"),
    }
}

fn badge(level: Level) -> &'static str {
    match level {
        Level::Error => "badge badge-error",
        Level::Warning => "badge badge-warning",
        Level::Hint => "badge badge-info",
    }
}

/// A finding as it is shown.
struct FindingRow {
    name: String,
    level: &'static str,
    badge: &'static str,
    message: String,
    check: &'static str,
    code: &'static str,
    quote: Option<String>,
    why: String,
    suggestion: Option<String>,
    accepted: Option<String>,
}

impl FindingRow {
    fn new(l: Language, finding: &Finding) -> Self {
        let say = lang(l);
        Self {
            name: finding.fingerprint.as_str().to_owned(),
            level: level(l, finding.level),
            badge: badge(finding.level),
            message: finding.message.in_lang(say).to_owned(),
            check: names::name(l, finding.code),
            code: finding.code.name(),
            quote: quote(&finding.at),
            why: finding.why.in_lang(say).to_owned(),
            suggestion: finding.suggestion.as_ref().map(|it| it.in_lang(say).to_owned()),
            accepted: finding.accepted.clone(),
        }
    }
}

fn quote(at: &Location) -> Option<String> {
    let letters: Vec<char> =
        at.text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    if letters.is_empty() {
        return None;
    }
    let text = if letters.len() > QUOTED {
        let (begin, end) = (&letters[..QUOTED / 2], &letters[letters.len() - QUOTED / 2..]);
        begin.iter().chain(&[' ', '…', ' ']).chain(end).collect()
    } else {
        letters.into_iter().collect()
    };
    Some(text)
}

/// An item with what was found in it.
struct ItemRows {
    href: String,
    title: String,
    findings: Vec<FindingRow>,
    verified: Vec<(String, Option<String>)>,
}

/// `/moede/{body}/{slug}/korrektur`.
#[derive(Template)]
#[template(path = "proofing/findings.html")]
pub(super) struct ProofPage {
    frame: Frame,
    path: String,
    switches: String,
    summary: String,
    error: Option<String>,
    items: Vec<ItemRows>,
    accepted: Vec<FindingRow>,
    with_verified: bool,
}

impl ProofPage {
    pub(super) fn new(
        visit: &Visit,
        detail: &MeetingDetail,
        report: &Report,
        with_verified: bool,
        error: Option<String>,
    ) -> Self {
        let (l, entry) = (visit.language, &detail.entry);
        let meeting = format!("/moede/{}/{}", entry.body_slug, entry.slug);
        let when = entry.date.map(|date| l.short_date(date)).unwrap_or_default();
        let crumb = Crumb::new(format!("{} {when}", entry.body), meeting.clone());
        let mut frame = Frame::new(visit, l.text("proof-title")).reached([crumb]);
        frame.hidden = true;
        Self {
            frame,
            path: format!("{meeting}/korrektur"),
            switches: format!("/arbejde/korrektur/{}", entry.body_slug),
            summary: summary(l, report),
            error,
            items: items(l, detail, report, with_verified),
            accepted: report.accepted.iter().map(|it| FindingRow::new(l, it)).collect(),
            with_verified,
        }
    }
}

fn summary(l: Language, report: &Report) -> String {
    let count = |level| report.findings.iter().filter(|it| it.level == level).count() as u64;
    [
        l.count("proof-errors", count(Level::Error)),
        l.count("proof-warnings", count(Level::Warning)),
        l.count("proof-hints", count(Level::Hint)),
        l.count("proof-holds", report.verified.len() as u64),
    ]
    .join(" · ")
}

fn items(
    l: Language,
    detail: &MeetingDetail,
    report: &Report,
    with_verified: bool,
) -> Vec<ItemRows> {
    let row = |(index, entry): (usize, &crate::archive::ItemEntry)| {
        let findings = report.findings.iter().filter(|it| it.at.index == index);
        let claims = report.verified.iter().filter(|it| with_verified && it.at.index == index);
        let claim = |it: &Claim| (it.message.in_lang(lang(l)).to_owned(), quote(&it.at));
        let number = entry.number.as_deref().unwrap_or_default();
        ItemRows {
            href: format!("/punkt/{}", entry.slug),
            title: format!("{number} {}", entry.title).trim().to_owned(),
            findings: findings.map(|it| FindingRow::new(l, it)).collect(),
            verified: claims.map(claim).collect(),
        }
    };
    let rows = detail.items.iter().enumerate().map(row);
    rows.filter(|row| !row.findings.is_empty() || !row.verified.is_empty()).collect()
}

/// A check as it is switched.
struct SwitchRow {
    name: &'static str,
    code: &'static str,
    usual: &'static str,
    chosen: &'static str,
}

/// `/arbejde/korrektur/{body}`.
#[derive(Template)]
#[template(path = "proofing/switches.html")]
pub(super) struct SwitchesPage {
    frame: Frame,
    path: String,
    checks: Vec<SwitchRow>,
    words: Vec<String>,
}

impl SwitchesPage {
    pub(super) fn new(visit: &Visit, body: &str, settings: &Settings) -> Self {
        let l = visit.language;
        let desk = Crumb::new(l.text("desk-title"), "/arbejde");
        let mut frame = Frame::new(visit, l.text("proof-switches")).reached([desk]);
        frame.hidden = true;
        let check = |code: &Code| SwitchRow {
            name: names::name(l, *code),
            code: code.name(),
            usual: level(l, code.level()),
            chosen: match settings.switches.get(code) {
                None => "",
                Some(Switch::Off) => "off",
                Some(Switch::At(Level::Error)) => "error",
                Some(Switch::At(Level::Warning)) => "warning",
                Some(Switch::At(Level::Hint)) => "hint",
            },
        };
        Self {
            frame,
            path: format!("/arbejde/korrektur/{body}"),
            checks: Code::ALL.iter().map(check).collect(),
            words: settings.words.iter().cloned().collect(),
        }
    }
}
