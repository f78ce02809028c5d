use std::collections::BTreeSet;

use crate::archive::{MentionEntry, MentionKind};
use crate::i18n::Language;

/// Names of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MentionGroup {
    /// "Kommuner".
    pub title: &'static str,
    /// Names and, where there is one, the page about each.
    pub names: Vec<(String, Option<String>)>,
}

/// The names in an item, kind by kind; money and counts say nothing without their sentence.
pub(super) fn mention_groups(l: Language, mentions: &[MentionEntry]) -> Vec<MentionGroup> {
    let groups = [
        (MentionKind::Deadline, l.text("mentions-deadlines")),
        (MentionKind::Municipality, l.text("mentions-municipalities")),
        (MentionKind::Person, l.text("mentions-people")),
        (MentionKind::Body, l.text("mentions-bodies")),
        (MentionKind::Law, l.text("mentions-laws")),
    ];
    let group = |(kind, title)| {
        let names: BTreeSet<(String, Option<String>)> = mentions
            .iter()
            .filter(|mention| mention.kind == kind && !mention.ambiguous)
            .map(|mention| (mention.value.clone(), mention_href(mention)))
            .collect();
        let shown = |(name, href): (String, Option<String>)| {
            let date = name.parse().ok().filter(|_| kind == MentionKind::Deadline);
            (date.map_or(name, |date| l.date(date)), href)
        };
        MentionGroup { title, names: names.into_iter().map(shown).collect() }
    };
    groups.into_iter().map(group).filter(|group| !group.names.is_empty()).collect()
}

fn mention_href(mention: &MentionEntry) -> Option<String> {
    let slug = mention.slug.as_ref()?;
    match mention.kind {
        MentionKind::Body => Some(format!("/organ/{slug}")),
        MentionKind::Municipality => Some(format!("/kommune/{slug}")),
        MentionKind::Person => Some(format!("/person/{slug}")),
        _ => None,
    }
}
