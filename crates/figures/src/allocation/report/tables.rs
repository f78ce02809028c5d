//! The tables: a group each, the uppermost first; then the key.

use super::Telling;
use crate::allocation::run::Shared;
use crate::allocation::tree::Group;
use crate::{Column, Exact, Format, Row, Table, Value};

/// More groups than this share one table.
const MOST_TABLES: usize = 12;

pub(super) fn tables(telling: Telling<'_>) -> Vec<Table> {
    let groups: Vec<_> = telling.groups().collect();
    let apart = if groups.len() > MOST_TABLES { 1 } else { groups.len() };
    let (own, shared) = groups.split_at(apart);
    let mut tables: Vec<Table> =
        own.iter().map(|&(group, shared)| one(telling, group, shared)).collect();
    tables.extend(together(telling, shared));
    tables.extend(key(telling));
    tables
}

/// The columns beyond those always there, as far as any unit of the figure fills them.
#[derive(Clone, Copy)]
struct Shown {
    fair: bool,
    previous: bool,
    announced: bool,
}

fn shown(telling: Telling<'_>) -> Shown {
    let units = &telling.figure.input.units;
    Shown {
        fair: telling.figure.run.groups.iter().any(|group| group.outcome.fair.is_some()),
        previous: units.iter().any(|unit| unit.previous.is_some()),
        announced: units.iter().any(|unit| unit.announced.is_some()),
    }
}

fn columns(telling: Telling<'_>) -> Vec<Column> {
    let shown = shown(telling);
    let say = |danish: &str, english: &str| telling.say(danish, english);
    let mut columns = vec![
        Column::text(say("Navn", "Name")),
        Column::number(say("Andel af nøglen", "Share of the key"), Format::Percent(4)),
        Column::summed(say("Andel før afrunding", "Share before rounding"), Format::Number(6)),
    ];
    if shown.fair {
        let heading = say("Andel inden for grænserne", "Share within the bounds");
        columns.push(Column::summed(heading, Format::Number(6)));
    }
    columns.push(Column::summed(say("Antal", "Places"), Format::Number(0)));
    if shown.previous {
        columns.push(Column::summed(say("Sidste år", "Previous"), Format::Number(0)));
        columns.push(Column::summed(say("Ændring", "Change"), Format::Signed(0)));
    }
    if shown.announced {
        columns.push(Column::summed(say("Meldt ud", "Announced"), Format::Number(0)));
        let heading = say("Beregnet mod meldt ud", "Computed against announced");
        columns.push(Column::summed(heading, Format::Signed(0)));
    }
    columns
}

fn one(telling: Telling<'_>, group: &Group, shared: &Shared) -> Table {
    let whole = telling.group_name(group);
    let title = match group.within {
        None => telling.say("Fordelingen", "The allocation"),
        Some(_) => whole.clone(),
    };
    let mut rows = rows(telling, group, shared);
    let columns = columns(telling);
    rows.push(total(&whole, &columns, &rows));
    let note = shared.tie.as_ref().filter(|tie| tie.open_places > 0).map(|tie| {
        let open = telling.counted(tie.open_places);
        let names = telling.names(&tie.open);
        telling.say(
            format!("Hertil kommer {open} mellem {names}."),
            format!("To these are added {open} between {names}."),
        )
    });
    Table { title, columns, rows, note }
}

fn together(telling: Telling<'_>, groups: &[(&Group, &Shared)]) -> Option<Table> {
    let rows = groups.iter().flat_map(|&(group, shared)| {
        let heading = Row::group(telling.group_name(group));
        std::iter::once(heading).chain(rows(telling, group, shared))
    });
    let title = telling.say("Videre fordelt", "Shared on");
    let table = Table { title, columns: columns(telling), rows: rows.collect(), note: None };
    (!groups.is_empty()).then_some(table)
}

fn rows(telling: Telling<'_>, group: &Group, shared: &Shared) -> Vec<Row> {
    let shown = shown(telling);
    let fair = shared.outcome.fair.as_deref();
    let units = group.members.iter().enumerate();
    units
        .map(|(at, &unit)| Row::body(cells(telling, shown, (group, shared), fair, at, unit)))
        .collect()
}

fn cells(
    telling: Telling<'_>,
    shown: Shown,
    (group, shared): (&Group, &Shared),
    fair: Option<&[Exact]>,
    at: usize,
    unit: usize,
) -> Vec<Value> {
    let input = &telling.figure.input.units[unit];
    let run = &telling.figure.run;
    let places = Exact::from(run.places[unit]);
    let less = |other: Option<u64>| Value::from(other.map(|other| &places - &other.into()));
    let mut cells = vec![
        input.name.as_str().into(),
        group.bases[at].checked_div(&shared.sum).into(),
        Value::from(&run.shares[unit]),
    ];
    if shown.fair {
        cells.push(fair.map_or(&run.shares[unit], |fair| &fair[at]).into());
    }
    cells.push(Value::from(&places));
    if shown.previous {
        cells.extend([input.previous.into(), less(input.previous)]);
    }
    if shown.announced {
        cells.extend([input.announced.into(), less(input.announced)]);
    }
    cells
}

/// The sums of the summed columns.
fn total(name: &str, columns: &[Column], rows: &[Row]) -> Row {
    let sum = |at: usize| {
        let numbers = rows.iter().filter_map(|row| match &row.cells[at] {
            Value::Number(number) => Some(number),
            _ => None,
        });
        Value::Number(numbers.sum())
    };
    let cells = columns.iter().enumerate().map(|(at, column)| match at {
        0 => name.into(),
        _ if column.is_summed => sum(at),
        _ => Value::Empty,
    });
    Row::total(cells.collect())
}

/// What each unit counts in each part of the key, where there are several.
fn key(telling: Telling<'_>) -> Option<Table> {
    let input = &telling.figure.input;
    if input.components.len() < 2 {
        return None;
    }
    let mut columns = vec![Column::text(telling.say("Navn", "Name"))];
    columns.extend(input.components.iter().map(|part| Column::number(&part.name, Format::UpTo(6))));
    let row = |unit: &crate::allocation::Unit| {
        let values =
            input.components.iter().map(|part| unit.values.get(part.name.trim()).cloned().into());
        Row::body(std::iter::once(Value::from(unit.name.as_str())).chain(values).collect())
    };
    let rows = input.units.iter().map(row).collect();
    Some(Table {
        title: telling.say("Nøglens tal", "The key's numbers"),
        columns,
        rows,
        note: None,
    })
}
