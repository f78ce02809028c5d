use super::Entry;
use crate::plan::Numbering;

/// The number of a section, where sections have one.
pub(in crate::agendas) fn section_number(numbering: Numbering, section: usize) -> Option<String> {
    (numbering == Numbering::BySection).then(|| (section + 1).to_string())
}

/// Puts entries in order and gives a number to those without one. A number given for good stays,
/// and is given to no other: what is added later counts on from the highest.
pub(in crate::agendas) fn numbered(numbering: Numbering, mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| (entry.section, entry.position, entry.id));
    let group = |entry: &Entry| match numbering {
        Numbering::BySection => entry.section,
        Numbering::Running => 0,
    };
    for at in 0..entries.len() {
        if entries[at].number.is_some() {
            continue;
        }
        let own = group(&entries[at]);
        let taken = entries.iter().filter(|other| group(other) == own).filter_map(last_part);
        let next = taken.max().unwrap_or(0) + 1;
        let section = section_number(numbering, entries[at].section);
        entries[at].number = Some(match section {
            Some(section) => format!("{section}.{next}"),
            None => next.to_string(),
        });
    }
    entries
}

fn last_part(entry: &Entry) -> Option<u32> {
    entry.number.as_deref()?.rsplit('.').next()?.parse().ok()
}
