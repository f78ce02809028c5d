use super::{Entry, Refusal};
use crate::ids::EntryId;

/// Where an entry is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Before the one above it; from the top of a section to the end of the one before.
    Up,
    /// After the one below it; from the end of a section to the top of the next.
    Down,
    /// To the end of a section.
    To(usize),
    /// Before another entry.
    Before(EntryId),
}

/// Moves an entry and gives every entry its position; `sections` is how many there are.
pub(in crate::agendas) fn moved(
    mut entries: Vec<Entry>,
    id: EntryId,
    to: Move,
    sections: usize,
) -> Result<Vec<Entry>, Refusal> {
    let from = entries.iter().position(|entry| entry.id == id).ok_or(Refusal::NoSection)?;
    let mut entry = entries.remove(from);
    let at = match to {
        Move::Up => up(&entries, &mut entry, from),
        Move::Down => down(&entries, &mut entry, from, sections),
        Move::To(section) if section < sections => {
            entry.section = section;
            entries.iter().rposition(|other| other.section <= section).map_or(0, |last| last + 1)
        }
        Move::To(_) => return Err(Refusal::NoSection),
        Move::Before(other) if other == id => from,
        Move::Before(other) => {
            let at =
                entries.iter().position(|entry| entry.id == other).ok_or(Refusal::NoSection)?;
            entry.section = entries[at].section;
            at
        }
    };
    entries.insert(at, entry);
    Ok(positioned(entries))
}

fn up(entries: &[Entry], entry: &mut Entry, from: usize) -> usize {
    match from.checked_sub(1) {
        Some(before) if entries[before].section == entry.section => before,
        _ => {
            entry.section = entry.section.saturating_sub(1);
            from
        }
    }
}

fn down(entries: &[Entry], entry: &mut Entry, from: usize, sections: usize) -> usize {
    match entries.get(from) {
        Some(next) if next.section == entry.section => from + 1,
        _ => {
            entry.section = (entry.section + 1).min(sections.saturating_sub(1));
            from
        }
    }
}

/// Counts positions through each section.
pub(in crate::agendas) fn positioned(mut entries: Vec<Entry>) -> Vec<Entry> {
    for (position, entry) in (0..).zip(&mut entries) {
        entry.position = position;
    }
    entries
}
