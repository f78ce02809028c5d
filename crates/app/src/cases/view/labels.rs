//! Words for what cases are made of.

use raadslag_document::{ItemKind, Outcome};

use crate::cases::rules::{
    Ask, Finding, FindingKind, Gathering, RenewalKind, RouteError, Stance, Standing, State,
    SubjectError, Usual,
};
use crate::cases::{CaseError, annexes, unread};
use crate::i18n::Language;

/// What an error says to the one who can mend it.
pub(in crate::cases) fn refusal(l: Language, error: &CaseError) -> String {
    match error {
        CaseError::NoTitle => l.text("case-error-title").to_owned(),
        CaseError::LongTitle => l.text("case-error-long-title").to_owned(),
        CaseError::NoReason | CaseError::Route(RouteError::NoReason) => {
            l.text("case-error-reason").to_owned()
        }
        CaseError::NoBody | CaseError::Route(RouteError::NoBody) => {
            l.text("case-error-body").to_owned()
        }
        CaseError::Subject(SubjectError::Shape(text)) => {
            l.with("case-error-subject", &[("text", text)])
        }
        CaseError::Subject(SubjectError::MainGroup(group)) => {
            l.with("case-error-main-group", &[("group", group)])
        }
        CaseError::Route(RouteError::Settled | RouteError::PastStep) => {
            l.text("case-error-settled").to_owned()
        }
        CaseError::Route(RouteError::ToClusters) => l.text("case-error-to-clusters").to_owned(),
        CaseError::Route(RouteError::ToCome) => l.text("case-error-to-come").to_owned(),
        CaseError::Route(RouteError::DuePast) => l.text("case-error-due-past").to_owned(),
        CaseError::Route(RouteError::NotOpen) => l.text("case-error-not-open").to_owned(),
        CaseError::Route(RouteError::NoStation) | CaseError::NoStation => {
            l.text("case-error-no-station").to_owned()
        }
        CaseError::WrongState => l.text("case-error-state").to_owned(),
        CaseError::Changed => l.text("case-error-changed").to_owned(),
        CaseError::Date(text) => l.with("case-error-date", &[("text", text)]),
        CaseError::NoEarlierItem(slug) => l.with("case-error-earlier", &[("slug", slug)]),
        CaseError::Unreadable(error) => {
            l.with("case-error-unreadable", &[("why", &unread::why(l, error))])
        }
        CaseError::NoFile => l.text("case-error-no-file").to_owned(),
        CaseError::CutOff => l.text("case-error-cut-off").to_owned(),
        CaseError::TooLarge => l.count("case-error-too-large", (annexes::LARGEST >> 20) as u64),
        CaseError::Kind { name, found } => {
            l.with("case-error-kind", &[("name", name), ("found", content(l, found))])
        }
        CaseError::NoAnnex => l.text("case-error-no-annex").to_owned(),
        CaseError::NoText => l.text("case-error-no-text").to_owned(),
        CaseError::NotAsked => l.text("case-error-not-asked").to_owned(),
        CaseError::Missing(_)
        | CaseError::Archive(_)
        | CaseError::Journal(_)
        | CaseError::Account(_)
        | CaseError::Text(_) => l.text("error-inside").to_owned(),
    }
}

/// What a content of this media type is called, where people know it by another name.
fn content(l: Language, media_type: &str) -> &str {
    match media_type {
        "application/octet-stream" => l.text("content-unknown"),
        "text/html" => l.text("content-html"),
        "application/zip" => l.text("content-zip"),
        "image/svg+xml" => l.text("content-svg"),
        other => other,
    }
}

pub(super) fn state(l: Language, state: State) -> &'static str {
    match state {
        State::Draft => l.text("case-state-draft"),
        State::Underway => l.text("case-state-underway"),
        State::Done => l.text("case-state-done"),
        State::Withdrawn => l.text("case-state-withdrawn"),
    }
}

pub(super) fn state_class(state: State) -> &'static str {
    match state {
        State::Draft => "badge rl-badge",
        State::Underway => "badge rl-badge rl-heard",
        State::Done => "badge rl-badge rl-forward",
        State::Withdrawn => "badge rl-badge rl-stopped",
    }
}

pub(super) fn ask(l: Language, ask: Ask) -> &'static str {
    match ask {
        Ask::Discuss => l.text("ask-discuss"),
        Ask::Note => l.text("ask-note"),
        Ask::Recommend => l.text("ask-recommend"),
        Ask::Approve => l.text("ask-approve"),
        Ask::Accede => l.text("ask-accede"),
        Ask::Appoint => l.text("ask-appoint"),
    }
}

pub(super) fn standing(l: Language, standing: Standing) -> &'static str {
    match standing {
        Standing::Ahead => l.text("standing-ahead"),
        Standing::Open => l.text("standing-open"),
        Standing::Late => l.text("standing-late"),
        Standing::Settled => l.text("standing-settled"),
    }
}

pub(super) fn gathering(l: Language, gathering: Gathering) -> &'static str {
    match gathering {
        Gathering::Councils => l.text("gathering-councils"),
        Gathering::CouncilsAndRegion => l.text("gathering-councils-and-region"),
        Gathering::Clusters => l.text("gathering-clusters"),
    }
}

pub(super) fn usual(l: Language, usual: Usual) -> &'static str {
    match usual {
        Usual::Kkr => l.text("usual-kkr"),
        Usual::TwoReadings => l.text("usual-two-readings"),
        Usual::Parallel => l.text("usual-parallel"),
        Usual::Agreement => l.text("usual-agreement"),
        Usual::Clusters => l.text("usual-clusters"),
        Usual::Empty => l.text("usual-empty"),
    }
}

pub(super) fn stance(l: Language, stance: Stance) -> &'static str {
    match stance {
        Stance::Recommends => l.text("stance-recommends"),
        Stance::RecommendsWithChanges => l.text("stance-recommends-with-changes"),
        Stance::RecommendsAgainst => l.text("stance-recommends-against"),
        Stance::Comments => l.text("stance-comments"),
    }
}

pub(super) fn renewal(l: Language, kind: RenewalKind) -> &'static str {
    match kind {
        RenewalKind::Date => l.text("renewal-date"),
        RenewalKind::Year => l.text("renewal-year"),
        RenewalKind::Figure => l.text("renewal-figure"),
    }
}

/// "CPR-nummer: 070761-xxxx (side 2)".
pub(super) fn finding(l: Language, finding: &Finding) -> String {
    let what = match finding.kind {
        FindingKind::Cpr => l.text("finding-cpr"),
        FindingKind::PossibleCpr => l.text("finding-possible-cpr"),
        FindingKind::Phone => l.text("finding-phone"),
        FindingKind::Address => l.text("finding-address"),
        FindingKind::HiddenText => l.text("finding-hidden-text"),
        FindingKind::Comment => l.text("finding-comment"),
        FindingKind::TrackedChange => l.text("finding-tracked-change"),
        FindingKind::Author => l.text("finding-author"),
        FindingKind::Title => l.text("finding-title"),
        FindingKind::Picture => l.text("finding-picture"),
        FindingKind::Unread => l.text("finding-unread"),
    };
    let words = if finding.words.is_empty() {
        what.to_owned()
    } else {
        format!("{what}: {}", crate::shell::cut(&finding.words, 160))
    };
    let page = finding.page.map(|page| page.to_string());
    let place = match (&finding.sheet, page) {
        (Some(sheet), Some(row)) => l.with("finding-row", &[("sheet", sheet), ("row", &row)]),
        (Some(sheet), None) => sheet.clone(),
        (None, Some(page)) => l.with("finding-page", &[("page", &page)]),
        (None, None) => return words,
    };
    format!("{words} ({place})")
}

/// The kinds a case can be of.
pub(super) const KINDS: [ItemKind; 5] = [
    ItemKind::Decision,
    ItemKind::Theme,
    ItemKind::Information,
    ItemKind::Appointment,
    ItemKind::Notice,
];

/// The outcomes a station can be given by hand. Referral has a form of its own.
pub(super) const OUTCOMES: [Outcome; 10] = [
    Outcome::Approved,
    Outcome::ApprovedWithChanges,
    Outcome::Recommended,
    Outcome::Discussed,
    Outcome::Noted,
    Outcome::Appointed,
    Outcome::Rejected,
    Outcome::Postponed,
    Outcome::Returned,
    Outcome::Withdrawn,
];
