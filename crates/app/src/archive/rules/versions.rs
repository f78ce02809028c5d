use raadslag_document::{Document, DocumentKind};

/// The versions of a meeting's document in the order they are to be shown, newest first, given in
/// the order they were imported.
///
/// Minutes stand above supplementary agendas, and these above agendas. Among equals the later
/// import stands first, unless it says the same as the one it would replace.
pub(crate) fn newest_first(imported: &[&Document]) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::with_capacity(imported.len());
    for (index, document) in imported.iter().enumerate() {
        let place = order
            .iter()
            .position(|other| rank(imported[*other]) <= rank(document))
            .unwrap_or(order.len());
        let repeats = order.get(place).is_some_and(|other| {
            rank(imported[*other]) == rank(document) && same_text(imported[*other], document)
        });
        order.insert(place + usize::from(repeats), index);
    }
    order
}

fn rank(document: &Document) -> u8 {
    match (document.document, document.meeting.supplementary) {
        (DocumentKind::Minutes, _) => 2,
        (DocumentKind::Agenda, true) => 1,
        (DocumentKind::Agenda, false) => 0,
    }
}

fn same_text(a: &Document, b: &Document) -> bool {
    a.meeting == b.meeting && a.sections == b.sections && a.attendance == b.attendance
}
