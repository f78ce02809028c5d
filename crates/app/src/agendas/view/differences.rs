use crate::access::Actor;
use crate::agendas::outlook::Outlook;
use crate::agendas::rules::{Difference, Entry, Stretch};

/// What has changed in an item, or in the head, since it was approved or went out.
pub(super) struct DifferenceRow {
    pub(super) key: String,
    pub(super) is_chosen: bool,
    /// "2.6 Budget"; `None` for the head.
    pub(super) name: Option<String>,
    /// The reader is barred from the item: that it changed is all that is said.
    pub(super) barred: bool,
    pub(super) lines: Vec<Vec<Stretch>>,
}

/// What has changed, as `actor` may read it. All is chosen until something else is.
pub(super) fn rows(
    actor: &Actor,
    outlook: &Outlook,
    chosen: Option<&[String]>,
) -> Vec<DifferenceRow> {
    let row = |one| {
        let row = row(actor, outlook, one);
        DifferenceRow { is_chosen: chosen.is_none_or(|all| all.contains(&row.key)), ..row }
    };
    outlook.differences.iter().map(row).collect()
}

fn row(actor: &Actor, outlook: &Outlook, difference: &Difference) -> DifferenceRow {
    let mut entries = outlook.entries.iter().map(|(entry, _)| entry);
    let entry = entries.find(|entry| Some(entry.id) == difference.entry);
    let barred = entry.filter(|entry| actor.is_barred(&entry.subject()));
    let (name, lines) = match barred {
        Some(entry) => (Some(outward(entry)), Vec::new()),
        None => (difference.name.clone(), difference.lines.clone()),
    };
    let (key, barred) = (difference.key(), barred.is_some());
    DifferenceRow { key, is_chosen: true, name, barred, lines }
}

/// Number and title, as everyone may read them.
fn outward(entry: &Entry) -> String {
    format!("{} {}", entry.number.as_deref().unwrap_or_default(), entry.public_title())
}
