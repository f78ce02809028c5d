use raadslag_document::{ClockTime, Document};

use super::{ItemKey, overlap};

/// A meeting the archive holds on the document's day, of the document's body.
#[derive(Debug)]
pub(crate) struct Candidate {
    /// When it starts.
    pub(crate) start: Option<ClockTime>,
    /// Its items.
    pub(crate) items: Vec<ItemKey>,
}

/// Items two agendas share when they are of one meeting.
const SHARED: f64 = 0.5;
/// Agendas shorter than this say too little to tell two meetings of a day apart.
const TELLING: usize = 3;

/// The meeting a document belongs to among the body's meetings that day; `None` is a new one.
///
/// A body seldom meets twice a day, so another document of that day is a version of the meeting
/// unless it is clearly another: it starts at another time, or has other items, and shares less
/// than half of them. Without a day or a body, shared items alone make two documents one meeting.
pub(crate) fn same_meeting(document: &Document, candidates: &[Candidate]) -> Option<usize> {
    let items: Vec<ItemKey> = document.items().map(ItemKey::of).collect();
    let identified = document.meeting.date.is_some() && document.body.is_some();
    let mut best: Option<(bool, f64, usize)> = None;
    for (index, candidate) in candidates.iter().enumerate() {
        let shared = overlap(&candidate.items, &items);
        let same = if identified {
            !clearly_another(document, &items, candidate, shared)
        } else {
            shared >= SHARED
        };
        let same_start =
            document.meeting.start.is_some() && document.meeting.start == candidate.start;
        if same && best.is_none_or(|(start, overlap, _)| (same_start, shared) > (start, overlap)) {
            best = Some((same_start, shared, index));
        }
    }
    best.map(|(_, _, index)| index)
}

fn clearly_another(
    document: &Document,
    items: &[ItemKey],
    candidate: &Candidate,
    shared: f64,
) -> bool {
    if shared >= SHARED {
        return false;
    }
    match (document.meeting.start, candidate.start) {
        (Some(a), Some(b)) if a != b => true,
        (Some(_), Some(_)) => false,
        _ => {
            !document.meeting.supplementary
                && shared == 0.0
                && items.len() >= TELLING
                && candidate.items.len() >= TELLING
        }
    }
}
