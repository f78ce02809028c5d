use raadslag_document::{DocumentKind, ItemKind, Outcome};

use crate::archive::{BodyKind, LinkReason};
use crate::i18n::Language;

/// A short word on a coloured ground. The word says it all; the colour only helps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// The word.
    pub label: String,
    /// Its classes.
    pub class: &'static str,
}

/// What an outcome means for the case: decides colour and shape wherever outcomes are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Course {
    /// It went through.
    Forward,
    /// A body advises another to let it through.
    Advised,
    /// It was taken note of or talked about.
    Heard,
    /// It waits or went elsewhere.
    Waiting,
    /// It was stopped.
    Stopped,
    /// Nothing is said.
    Unknown,
}

impl Course {
    /// The course an outcome gives a case.
    pub fn of(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Approved | Outcome::ApprovedWithChanges | Outcome::Appointed => Self::Forward,
            Outcome::Recommended => Self::Advised,
            Outcome::Discussed | Outcome::Noted => Self::Heard,
            Outcome::Postponed | Outcome::Referred | Outcome::Returned => Self::Waiting,
            Outcome::Rejected | Outcome::Withdrawn => Self::Stopped,
            Outcome::None => Self::Unknown,
        }
    }

    /// The class of marks that show it.
    pub fn class(self) -> &'static str {
        match self {
            Self::Forward => "rl-forward",
            Self::Advised => "rl-advised",
            Self::Heard => "rl-heard",
            Self::Waiting => "rl-waiting",
            Self::Stopped => "rl-stopped",
            Self::Unknown => "rl-unknown",
        }
    }
}

/// "Godkendt", "Udsat", … `Outcome::None` has words too, for lists that must name it.
pub fn outcome(l: Language, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Approved => l.text("outcome-approved"),
        Outcome::ApprovedWithChanges => l.text("outcome-approved-with-changes"),
        Outcome::Recommended => l.text("outcome-recommended"),
        Outcome::Discussed => l.text("outcome-discussed"),
        Outcome::Noted => l.text("outcome-noted"),
        Outcome::Postponed => l.text("outcome-postponed"),
        Outcome::Rejected => l.text("outcome-rejected"),
        Outcome::Withdrawn => l.text("outcome-withdrawn"),
        Outcome::Referred => l.text("outcome-referred"),
        Outcome::Returned => l.text("outcome-returned"),
        Outcome::Appointed => l.text("outcome-appointed"),
        Outcome::None => l.text("outcome-none"),
    }
}

/// The outcome as a badge, where there is one.
pub fn outcome_badge(l: Language, of: Outcome) -> Option<Badge> {
    let class = match Course::of(of) {
        Course::Unknown => return None,
        Course::Forward => "badge rl-badge rl-forward",
        Course::Advised => "badge rl-badge rl-advised",
        Course::Heard => "badge rl-badge rl-heard",
        Course::Waiting => "badge rl-badge rl-waiting",
        Course::Stopped => "badge rl-badge rl-stopped",
    };
    Some(Badge { label: outcome(l, of).to_owned(), class })
}

/// "Beslutningssag", …
pub fn kind(l: Language, kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::Theme => l.text("kind-theme"),
        ItemKind::Decision => l.text("kind-decision"),
        ItemKind::Information => l.text("kind-information"),
        ItemKind::Appointment => l.text("kind-appointment"),
        ItemKind::Notice => l.text("kind-notice"),
        ItemKind::Approval => l.text("kind-approval"),
        ItemKind::Other => l.text("kind-other"),
    }
}

/// The kind as a badge; items that are of no kind have none.
pub fn kind_badge(l: Language, of: ItemKind) -> Option<Badge> {
    (of != ItemKind::Other)
        .then(|| Badge { label: kind(l, of).to_owned(), class: "badge rl-badge rl-kind" })
}

/// The badge of a closed item.
pub fn closed_badge(l: Language) -> Badge {
    Badge { label: l.text("closed-item").to_owned(), class: "badge rl-badge rl-closed" }
}

/// "Dagsorden" or "Referat".
pub fn document(l: Language, kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Agenda => l.text("document-agenda"),
        DocumentKind::Minutes => l.text("document-minutes"),
    }
}

/// What a body is, in one word.
pub fn body_kind(l: Language, kind: BodyKind) -> &'static str {
    match kind {
        BodyKind::Kkr => l.text("body-kkr"),
        BodyKind::Executives => l.text("body-executives"),
        BodyKind::Region => l.text("body-region"),
        BodyKind::Council => l.text("body-council"),
        BodyKind::Committee => l.text("body-committee"),
    }
}

/// Why a treatment belongs to a thread, as a phrase.
pub fn reason(l: Language, reason: &LinkReason) -> String {
    match reason {
        LinkReason::CaseNumber(number) => l.with("reason-case-number", &[("what", number)]),
        LinkReason::History(line) => l.with("reason-history", &[("what", line)]),
        LinkReason::Reference(words) => l.with("reason-reference", &[("what", words)]),
        LinkReason::Yearly(subject) => l.with("reason-yearly", &[("what", subject)]),
        LinkReason::NamedWork(work) => l.with("reason-named-work", &[("what", work)]),
    }
}
