//! Tables of who came.

use raadslag_document::{Attendance, Attendee, Furniture, Substitute, Table};

use super::{keep, label_piece};
use crate::flow::{Part, Role};

/// An attendance being read.
#[derive(Debug, Default)]
pub(crate) struct Rolls {
    /// What has been read; `None` before its heading came.
    pub(crate) attendance: Option<Attendance>,
    /// The caption of the table that follows, where the format has it as a line.
    caption: Option<String>,
}

impl Rolls {
    /// Its heading has come.
    pub(crate) fn open(&mut self) {
        self.attendance.get_or_insert_default();
    }

    /// Reads a part of it.
    pub(crate) fn part(&mut self, part: Part, furniture: &mut Vec<Furniture>) {
        let attendance = self.attendance.get_or_insert_default();
        match part {
            Part::Table { table, .. } => {
                let caption = table.caption.clone().or_else(|| self.caption.take());
                label_piece(table.caption.as_deref().unwrap_or_default(), furniture);
                table.header.iter().flatten().for_each(|text| label_piece(text, furniture));
                rows(attendance, caption.as_deref().unwrap_or_default(), table);
            }
            Part::Line(line) if matches!(line.role, Role::Entry { .. }) => {
                attendance.notes.push(line.text);
            }
            Part::Line(line) if line.bold => {
                label_piece(&line.text, furniture);
                self.caption = Some(line.text);
            }
            part => keep(&part, furniture),
        }
    }
}

fn rows(attendance: &mut Attendance, caption: &str, table: Table) {
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    for row in table.rows {
        match (caption, row.as_slice()) {
            ("Stedfortrædere", [name, member]) => attendance
                .substitutes
                .push(Substitute { name: name.clone(), for_member: filled(member) }),
            (list, [name, party, role]) => {
                let attendee =
                    Attendee { name: name.clone(), party: filled(party), role: filled(role) };
                match list {
                    "Fraværende" => attendance.absent.push(attendee),
                    _ => attendance.present.push(attendee),
                }
            }
            _ => attendance.notes.push(row.join(" ")),
        }
    }
}
