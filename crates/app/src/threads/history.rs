use raadslag_document::History;

use crate::i18n::Language;
use crate::register::Register;
use crate::threads::LinkReason;

use super::Findings;
use super::archive::Archive;
use super::cases::case_number;

/// How alike two titles must be where a history line's item number leads nowhere.
const ALIKE: f64 = 0.5;

/// Follows the lines of earlier treatment: to the item where the meeting is held, else to an open end.
pub(super) fn link<Id: Clone + Ord>(archive: &Archive<'_, Id>, found: &mut Findings) {
    for index in archive.cases() {
        for entry in &archive.get(index).item.history {
            follow(archive, index, entry, found);
        }
    }
}

fn follow<Id: Clone + Ord>(
    archive: &Archive<'_, Id>,
    index: usize,
    entry: &History,
    found: &mut Findings,
) {
    let (Some(name), Some(date)) = (entry.body.as_deref(), entry.date) else { return };
    let item = archive.get(index);
    let body = Register::shared().body_of(name);
    if body.slug.is_empty() || (body.slug == item.body.slug && Some(date) == item.date) {
        return;
    }
    let number = entry.item.as_deref().map_or_else(String::new, |n| format!(", punkt {n}"));
    let day = Language::Danish.date(date);
    let reason = LinkReason::History(format!("{}, {day}{number}", body.name));
    match archive.meeting(&body.slug, date) {
        None if item.item.access == raadslag_document::Access::Open => {
            found.open(index, body, date, reason);
        }
        None => {}
        Some(meeting) => {
            if let Some(earlier) = treated_there(archive, index, entry, meeting) {
                found.tie(index, earlier, reason);
            }
        }
    }
}

/// The item of that meeting: by case number, by item number, by title.
fn treated_there<Id: Clone + Ord>(
    archive: &Archive<'_, Id>,
    index: usize,
    entry: &History,
    meeting: &[usize],
) -> Option<usize> {
    let cases = || meeting.iter().copied().filter(|&other| archive.is_case(other));
    let numbered =
        cases().find(|&other| entry.item.is_some() && archive.get(other).item.number == entry.item);
    let own = case_number(archive, index);
    let same_case = || {
        let mut same = cases().filter(|&other| own.is_some() && case_number(archive, other) == own);
        let first = same.next()?;
        same.next().is_none().then_some(first)
    };
    let alike = || {
        cases()
            .map(|other| {
                let likeness =
                    archive.weights().likeness(archive.tokens(index), archive.tokens(other));
                (likeness, std::cmp::Reverse(other))
            })
            .filter(|(likeness, _)| *likeness >= ALIKE)
            .max_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)))
            .map(|(_, other)| other.0)
    };
    numbered.or_else(same_case).or_else(alike)
}
