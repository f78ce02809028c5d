//! Who came: to the meeting, or to one item of it.

use raadslag_document::{Attendance, Attendee};

use super::sheet::{Count, Listing, Piece};
use super::{runs, tables};

/// Tables of those present, absent and standing in, and the remarks.
pub(super) fn pieces(attendance: &Attendance) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut roll = |caption: &str, members: &[Attendee]| {
        if !members.is_empty() {
            let rows = members.iter().map(|member| {
                let text = |part: &Option<String>| part.clone().unwrap_or_default();
                vec![member.name.clone(), text(&member.party), text(&member.role)]
            });
            let header = ["Navn", "Parti", "Funktion eller bemærkning"];
            let mut grid = tables::listed(&header, rows.collect());
            grid.caption = Some(caption.to_owned());
            pieces.push(Piece::Table(grid));
        }
    };
    roll("Til stede", &attendance.present);
    roll("Fraværende", &attendance.absent);
    if !attendance.substitutes.is_empty() {
        let rows = attendance.substitutes.iter().map(|substitute| {
            vec![substitute.name.clone(), substitute.for_member.clone().unwrap_or_default()]
        });
        let mut grid = tables::listed(&["Stedfortræder", "For"], rows.collect());
        grid.caption = Some("Stedfortrædere".to_owned());
        pieces.push(Piece::Table(grid));
    }
    if !attendance.notes.is_empty() {
        let entries = attendance.notes.iter().map(|note| (runs::plain(note), Vec::new()));
        pieces.push(Piece::List(Listing { count: Count::Dashes, entries: entries.collect() }));
    }
    if pieces.is_empty() {
        pieces.push(Piece::Small("Ingen er noteret.".to_owned()));
    }
    pieces
}

/// The same below a heading of an item.
pub(super) fn of_item(attendance: &Attendance) -> Vec<Piece> {
    let mut pieces = vec![super::sheet::heading(4, "Fremmøde under punktet")];
    pieces.extend(self::pieces(attendance));
    pieces
}
