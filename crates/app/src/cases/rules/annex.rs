use serde::{Deserialize, Serialize};

use super::named;
use crate::ids::{AdviceId, AnnexId};

/// What was found in a file that must be looked at before it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What.
    pub kind: FindingKind,
    /// The page or slide it stands on, or the row of its sheet, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub page: Option<u32>,
    /// The sheet it stands on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The words; of a civil registration number only its date.
    pub words: String,
}

/// Kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// A civil registration number.
    Cpr,
    /// What may be one.
    PossibleCpr,
    /// A telephone number.
    Phone,
    /// A private address.
    Address,
    /// Text that is there but not seen.
    HiddenText,
    /// A comment beside the text.
    Comment,
    /// Text that was struck or put in, and is kept as a change.
    TrackedChange,
    /// Who made the file, as the file says.
    Author,
    /// A title that the file carries without showing it.
    Title,
    /// A picture that the file does not describe in words.
    Picture,
    /// The file could not be looked through.
    Unread,
}
named!(FindingKind {
    Cpr => "cpr",
    PossibleCpr => "possible-cpr",
    Phone => "phone",
    Address => "address",
    HiddenText => "hidden-text",
    Comment => "comment",
    TrackedChange => "tracked-change",
    Author => "author",
    Title => "title",
    Picture => "picture",
    Unread => "unread",
});

/// An upload of an annex.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnnexVersion {
    /// 1 is the first.
    pub version: u32,
    /// SHA-256 of its content.
    pub sha256: String,
    /// Its name as uploaded.
    pub file_name: String,
    /// Its media type, by its content.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// What was found in it.
    pub findings: Vec<Finding>,
    /// Who accepted the findings, when and why.
    pub accepted: Option<(String, String, String)>,
    /// When it was uploaded (UTC, RFC 3339).
    pub added_at: String,
    /// By whom.
    pub added_by: String,
}

impl AnnexVersion {
    /// Whether nothing was found in it, or what was found was accepted.
    pub fn is_cleared(&self) -> bool {
        self.findings.is_empty() || self.accepted.is_some()
    }
}

/// An annex of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Annex {
    /// Its id.
    pub id: AnnexId,
    /// Its title.
    pub title: String,
    /// Its uploads, newest first; never empty.
    pub versions: Vec<AnnexVersion>,
}

impl Annex {
    /// The upload that counts.
    pub fn newest(&self) -> &AnnexVersion {
        &self.versions[0]
    }

    /// Whether it may be published.
    pub fn is_cleared(&self) -> bool {
        self.newest().is_cleared()
    }
}

/// What an advice says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stance {
    /// The body recommends the case.
    Recommends,
    /// With changes.
    RecommendsWithChanges,
    /// It recommends against it.
    RecommendsAgainst,
    /// A remark of one's own; it stays inside.
    Comments,
}
named!(Stance {
    Recommends => "recommends",
    RecommendsWithChanges => "recommends-with-changes",
    RecommendsAgainst => "recommends-against",
    Comments => "comments",
});

/// A recommendation or a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Advice {
    /// Its id.
    pub id: AdviceId,
    /// 1 is the first.
    pub version: u32,
    /// The body on whose behalf.
    pub body: String,
    /// Who wrote it.
    pub account: crate::ids::AccountId,
    /// Their name.
    pub author: String,
    /// What it says.
    pub stance: Stance,
    /// In words.
    pub text: String,
    /// When (UTC, RFC 3339).
    pub given_at: String,
    /// After the day it was asked for.
    pub is_late: bool,
}

impl Advice {
    /// Whether it says just this.
    pub fn is_as(&self, body: &str, stance: Stance, text: &str) -> bool {
        (self.body.as_str(), self.stance, self.text.as_str()) == (body, stance, text)
    }
}
