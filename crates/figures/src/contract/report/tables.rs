use super::super::rules::{Compared, Measured, Seen, Standing};
use super::{light_name, scope_name, segment_name, trend_name};
use crate::contract::input::{Direction, Scope};
use crate::{Column, Format, Language, Row, Table, Value};

pub(super) fn all(standing: &Standing, language: Language) -> Vec<Table> {
    let tables =
        [goals(standing, language), segments(standing, language), compared(standing, language)];
    tables.into_iter().filter(|table| !table.rows.is_empty()).collect()
}

fn goals(standing: &Standing, language: Language) -> Table {
    let columns = vec![
        Column::text(language.pick("Mål", "Goal")),
        Column::text(language.pick("Enhed", "Unit")),
        Column::text(language.pick("Segment", "Segment")),
        Column::text(language.pick("Retning", "Direction")),
        Column::number(language.pick("Måltal", "Target"), Format::UpTo(2)),
        Column::number(language.pick("Målt", "Measured"), Format::UpTo(2)),
        Column::number(language.pick("Dato", "Date"), Format::Date),
        Column::number(language.pick("Opfyldt", "Fulfilled"), Format::Percent(1)),
        Column::number(language.pick("Prognose", "Forecast"), Format::UpTo(1)),
        Column::number(language.pick("Prognose af mål", "Forecast of target"), Format::Percent(1)),
        Column::text(language.pick("Tendens", "Trend")),
        Column::text(language.pick("Lys", "Light")),
        Column::text(language.pick("Kilde", "Source")),
    ];
    let mut rows = Vec::new();
    for scope in [Scope::National, Scope::Regional] {
        let own: Vec<&Seen> = standing.goals.iter().filter(|goal| goal.scope == scope).collect();
        if !own.is_empty() {
            rows.push(Row::group(scope_name(scope, language)));
            rows.extend(own.into_iter().map(|goal| goal_row(goal, language)));
        }
    }
    let title = language.pick("Målene", "The goals").to_owned();
    Table { title, columns, rows, note: Some(super::rule(standing, language)) }
}

fn goal_row(goal: &Seen, language: Language) -> Row {
    let now = goal.now.as_ref();
    let direction = match goal.direction {
        Direction::Up => language.pick("mindst", "at least"),
        Direction::Down => language.pick("højst", "at most"),
    };
    Row::body(vec![
        goal.name.as_str().into(),
        goal.unit.clone().into(),
        segment_name(goal.segment, language).into(),
        direction.into(),
        (&goal.target).into(),
        now.map(|now| now.value.clone()).into(),
        now.map(|now| now.date).into(),
        now.and_then(|now| now.fulfilment.clone()).into(),
        now.and_then(|now| now.forecast.clone()).into(),
        now.and_then(|now| now.forecast_fulfilment.clone()).into(),
        goal.trend.map(|trend| trend_name(trend, language)).into(),
        light_name(goal.light, language).into(),
        now.and_then(|now| now.source.clone()).into(),
    ])
}

fn segments(standing: &Standing, language: Language) -> Table {
    let columns = vec![
        Column::text(language.pick("Mål", "Goal")),
        Column::text(language.pick("Segment", "Segment")),
        Column::number(language.pick("Målt", "Measured"), Format::UpTo(2)),
        Column::number(language.pick("Måltal", "Target"), Format::UpTo(2)),
        Column::number(language.pick("Opfyldt", "Fulfilled"), Format::Percent(1)),
        Column::number(language.pick("Dato", "Date"), Format::Date),
    ];
    let row = |goal: &Seen, measured: &Measured| {
        Row::body(vec![
            goal.name.as_str().into(),
            segment_name(measured.segment, language).into(),
            (&measured.value).into(),
            (&goal.target).into(),
            measured.fulfilment.clone().into(),
            measured.date.into(),
        ])
    };
    let rows = standing
        .goals
        .iter()
        .flat_map(|goal| goal.segments.iter().map(move |measured| row(goal, measured)))
        .collect();
    let title = language.pick("Segmenterne", "The segments").to_owned();
    Table { title, columns, rows, note: None }
}

fn compared(standing: &Standing, language: Language) -> Table {
    let columns = vec![
        Column::text(language.pick("Mål", "Goal")),
        Column::text(language.pick("Hvem", "Who")),
        Column::text(language.pick("År", "Year")),
        Column::number(language.pick("Resultat", "Result"), Format::UpTo(2)),
        Column::number(language.pick("Måltal", "Target"), Format::UpTo(2)),
        Column::number(language.pick("Opfyldt", "Fulfilled"), Format::Percent(1)),
        Column::number(language.pick("Vores måling nu", "Our reading now"), Format::UpTo(2)),
        Column::text(language.pick("Kilde", "Source")),
    ];
    let row = |goal: &Seen, other: &Compared| {
        let who = other.organisation.clone();
        let who = who.unwrap_or_else(|| language.pick("os selv", "ourselves").to_owned());
        Row::body(vec![
            goal.name.as_str().into(),
            who.into(),
            Value::Text(other.year.to_string()),
            other.value.clone().into(),
            other.target.clone().into(),
            other.fulfilment.clone().into(),
            goal.now.as_ref().map(|now| now.value.clone()).into(),
            other.source.clone().into(),
        ])
    };
    let rows = standing
        .goals
        .iter()
        .flat_map(|goal| {
            goal.earlier.iter().chain(&goal.sisters).map(move |other| row(goal, other))
        })
        .collect();
    let title = language
        .pick("Tidligere år og søsterorganisationer", "Earlier years and sister organisations");
    Table { title: title.to_owned(), columns, rows, note: None }
}
