//! Who came, as a table: a row for each member, and a column that says whether they did.

use raadslag_document::{Attendance, Attendee, Table};

use super::attendance::{attendee, replace, substitute};
use crate::pattern::{rare, regex};

/// Columns of such a table, by their names.
struct Columns {
    name: usize,
    came: usize,
    party: Option<usize>,
    role: Option<usize>,
}

/// Reads such a table.
pub(super) fn read(table: &Table) -> Option<Attendance> {
    let mut rows = table.header.iter().chain(&table.rows);
    let columns = columns(rows.next()?)?;
    let mut attendance = Attendance::default();
    for row in rows {
        member(&mut attendance, &columns, row);
    }
    (!attendance.present.is_empty() || !attendance.absent.is_empty()).then_some(attendance)
}

fn columns(names: &[String]) -> Option<Columns> {
    let column = |known: &[&str]| {
        names.iter().position(|name| known.contains(&name.trim().to_lowercase().as_str()))
    };
    Some(Columns {
        name: column(&["navn", "medlem", "medlemmer", "deltager", "deltagere"])?,
        came: column(&["fremmøde", "til stede", "tilstede", "mødt", "deltagelse", "deltog"])?,
        party: column(&["parti", "liste", "gruppe"]),
        role: column(&["rolle", "funktion", "kommune", "organisation"]),
    })
}

fn member(attendance: &mut Attendance, columns: &Columns, row: &[String]) {
    let cell = |at: usize| row.get(at).map_or("", |cell| cell.trim());
    let party = columns.party.map(cell).filter(|party| (1..=3).contains(&party.chars().count()));
    let with_party = |person: Attendee| Attendee {
        party: person.party.or_else(|| party.map(str::to_owned)),
        ..person
    };
    let (name, came) = (cell(columns.name), cell(columns.came));
    if substitute(attendance, name) {
        return;
    }
    let Some(person) = attendee(name).map(with_party) else {
        attendance.notes.extend((!name.is_empty()).then(|| name.to_owned()));
        return;
    };
    let role = columns.role.map(cell).filter(|role| !role.is_empty()).map(str::to_owned);
    let person = Attendee { role: person.role.or(role), ..person };
    if let Some(other) = substitute_in(came) {
        replace(attendance, other, Some(person));
    } else if is_absent(came) {
        attendance.absent.push(person);
    } else {
        // "Til stede fra kl. 17.00"
        let partly = Some(came).filter(|came| came.contains(char::is_numeric)).map(str::to_owned);
        attendance.present.push(Attendee { role: person.role.or(partly), ..person });
    }
}

fn is_absent(came: &str) -> bool {
    let absent =
        regex!(r"(?i)^(?:nej|ikke|fravær|afbud|udeblev|orlov|-$)|\bafbud\b|\bfraværende\b");
    came.is_empty() || absent.is_match(came)
}

/// "Afbud. Stedfortræder: Hans Holm"
fn substitute_in(came: &str) -> Option<Attendee> {
    let form = rare!(
        ["stedfortræder", "suppleant"],
        r"(?i:stedfortræder|suppleant)(?:en)?(?: (?:var|mødte))?:? (?P<name>\p{Lu}[^.,;]+)"
    );
    attendee(&form.captures(came)?["name"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_says_who_came() {
        let rows = [
            ["Navn", "Parti", "Fremmøde"],
            ["Anna Berg (formand)", "A", "Til stede"],
            ["Bo Carl", "V", "Afbud"],
            ["Dorte Dam (stedfortræder for Bo Carl)", "V", "Til stede"],
            ["Else Eg", "Ø", "Til stede fra kl. 17.00"],
            ["Finn Fald", "C", "Nej. Stedfortræder: Hans Holm"],
        ];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec()).to_vec();
        let attendance = read(&Table { rows, ..Table::default() }).unwrap();
        let names = |list: &[Attendee]| list.iter().map(|a| a.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&attendance.present), ["Anna Berg", "Dorte Dam", "Else Eg", "Hans Holm"]);
        assert_eq!(names(&attendance.absent), ["Bo Carl", "Finn Fald"]);
        assert_eq!(attendance.substitutes.len(), 2);
        assert_eq!(attendance.present[0].party.as_deref(), Some("A"));
        assert_eq!(attendance.present[2].role.as_deref(), Some("Til stede fra kl. 17.00"));
        let rows = vec![["Navn", "Budget"].map(str::to_owned).to_vec()];
        assert_eq!(read(&Table { rows, ..Table::default() }), None);
    }
}
