//! The pictures: numbers and indices as lines over the years.

use super::Indicators;
use super::report::{most_decimals, sentence, tops};
use super::rules::{Row, Sheet};
use crate::chart::{Chart, Drawing, Lines, Series};
use crate::{Exact, Language};

/// One picture per total with its parts, of those with more than one year; one of all indices.
pub(super) fn charts(indicators: &Indicators, language: Language) -> Vec<Chart> {
    let sheet = &indicators.sheet;
    let mut charts = Vec::new();
    for top in tops(sheet) {
        let rows: Vec<usize> = [top].into_iter().chain(sheet.parts(top)).collect();
        let known = |row: usize| sheet.rows[row].values.iter().flatten().count();
        if known(top) < 2 {
            continue;
        }
        let row = &sheet.rows[top];
        let unit = row.unit.clone().or_else(|| indicators.input.about.unit.clone());
        let values =
            |row: &Row| row.values.iter().map(|value| value.as_ref().map(Exact::to_f64)).collect();
        let series = rows.iter().map(|&row| &sheet.rows[row]);
        charts.push(Chart {
            title: row.name.clone(),
            description: sentence(indicators, row, language).unwrap_or_default(),
            drawing: Drawing::Lines(Lines {
                unit: unit.unwrap_or_default(),
                decimals: most_decimals(sheet),
                points: sheet.years.clone(),
                series: series
                    .map(|row| Series { name: row.name.clone(), values: values(row) })
                    .collect(),
                breaks: broken(row),
                targets: Vec::new(),
            }),
        });
    }
    charts.extend(index_chart(sheet, language));
    charts
}

fn broken(row: &Row) -> Vec<usize> {
    (0..row.is_broken.len()).filter(|&year| row.is_broken[year]).collect()
}

fn index_chart(sheet: &Sheet, language: Language) -> Option<Chart> {
    let base = &sheet.years[sheet.base?];
    let rows: Vec<&Row> = tops(sheet)
        .into_iter()
        .map(|row| &sheet.rows[row])
        .filter(|row| row.indices.iter().flatten().count() > 1)
        .collect();
    let last = |row: &Row| row.indices.iter().flatten().last().cloned().unwrap_or_default();
    let listed: Vec<String> = rows
        .iter()
        .map(|row| format!("{} {}", row.name, last(row).format(language, sheet.decimals)))
        .collect();
    let values =
        |row: &Row| row.indices.iter().map(|index| index.as_ref().map(Exact::to_f64)).collect();
    (rows.len() > 1).then(|| Chart {
        title: language.pick(format!("Indeks, {base} = 100"), format!("Index, {base} = 100")),
        description: format!("{} {}.", language.pick("Senest:", "Latest:"), language.join(&listed)),
        drawing: Drawing::Lines(Lines {
            unit: language.pick("indeks", "index").to_owned(),
            decimals: sheet.decimals,
            points: sheet.years.clone(),
            series: rows
                .iter()
                .map(|row| Series { name: row.name.clone(), values: values(row) })
                .collect(),
            breaks: Vec::new(),
            targets: Vec::new(),
        }),
    })
}
