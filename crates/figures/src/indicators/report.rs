//! What people see.

use super::rules::{Row, Sheet};
use super::{Halves, Indicators, charts};
use crate::{Column, Exact, Format, Language, Remark, Report, Row as TableRow, Step, Table, Value};

/// So many indicators are told of before the table.
const MOST_SENTENCES: usize = 5;
/// Decimals of the numbers themselves, where they have any.
const NUMBER: Format = Format::UpTo(3);

pub(super) fn report(indicators: &Indicators, language: Language) -> Report {
    let (sheet, about) = (&indicators.sheet, &indicators.input.about);
    let usual = language.pick("Nøgletal", "Indicators");
    let tables =
        [Some(numbers(indicators, language)), changes(sheet, language), indices(sheet, language)];
    Report {
        title: about.title.clone().unwrap_or_else(|| usual.to_owned()),
        answer: answer(indicators, language),
        note: about.note.clone(),
        tables: tables.into_iter().flatten().collect(),
        charts: charts::charts(indicators, language),
        explanation: steps(indicators, language),
        remarks: remarks(indicators, language),
        method: method(indicators, language),
        sources: about.sources.clone(),
    }
}

/// A part stands under its total with a dash.
fn shown_name(sheet: &Sheet, row: &Row) -> String {
    let depth = std::iter::successors(row.part_of, |&total| sheet.rows[total].part_of).count();
    format!("{}{}", "– ".repeat(depth), row.name)
}

/// Totals followed by their parts.
fn order(sheet: &Sheet) -> Vec<usize> {
    fn add(sheet: &Sheet, row: usize, order: &mut Vec<usize>) {
        order.push(row);
        for part in sheet.parts(row) {
            add(sheet, part, order);
        }
    }
    let mut order = Vec::new();
    for top in tops(sheet) {
        add(sheet, top, &mut order);
    }
    order
}

pub(super) fn tops(sheet: &Sheet) -> Vec<usize> {
    (0..sheet.rows.len()).filter(|&row| sheet.rows[row].part_of.is_none()).collect()
}

fn answer(indicators: &Indicators, language: Language) -> String {
    let sheet = &indicators.sheet;
    let sentences: Vec<String> = tops(sheet)
        .into_iter()
        .filter_map(|row| sentence(indicators, &sheet.rows[row], language))
        .collect();
    if sentences.is_empty() {
        let text = "Der er kun ét år for hvert tal, så intet kan sammenlignes.";
        return language
            .pick(text, "Each number has one year alone, so nothing compares.")
            .to_owned();
    }
    let more = sentences.len().saturating_sub(MOST_SENTENCES);
    let mut answer = sentences.iter().take(MOST_SENTENCES).cloned().collect::<Vec<_>>().join(" ");
    if more > 0 {
        answer.push_str(&language.pick(
            format!(" {more} andre nøgletal står i tabellen."),
            format!(" {more} other indicators stand in the table."),
        ));
    }
    answer
}

/// "Besøg faldt fra 2.146 (2021) til 1.804 (2024): −342 eller −15,9 %."
pub(super) fn sentence(indicators: &Indicators, row: &Row, language: Language) -> Option<String> {
    let sheet = &indicators.sheet;
    let (first, last, change) = row.whole_change(sheet.decimals, indicators.rounding())?;
    let show = |year: usize| {
        let value = row.values[year].as_ref().map(|value| NUMBER.show(value, language));
        format!("{} ({})", value.unwrap_or_default(), sheet.years[year])
    };
    let verb = if change.number.is_zero() {
        language.pick("er uændret", "is unchanged")
    } else if change.number.is_negative() {
        language.pick("er faldet", "has fallen")
    } else {
        language.pick("er steget", "has risen")
    };
    let (from, to) = language.pick(("fra", "til"), ("from", "to"));
    let share = change.share.as_ref().map(|share| {
        format!("{} {}", language.pick(" eller", " or"), percent(share, sheet.decimals, language))
    });
    let number = signed(&change.number, language);
    let share = share.unwrap_or_default();
    Some(format!(
        "{} {verb} {from} {} {to} {}: {number}{share}.",
        row.name,
        show(first),
        show(last)
    ))
}

fn signed(number: &Exact, language: Language) -> String {
    let plus = if number.is_negative() || number.is_zero() { "" } else { "+" };
    format!("{plus}{}", NUMBER.show(number, language))
}

fn percent(share: &Exact, decimals: u8, language: Language) -> String {
    let hundredfold = share * &Exact::from(100);
    let number = hundredfold.format_signed(language, decimals);
    format!("{number}{}", language.pick(" %", "%"))
}

fn numbers(indicators: &Indicators, language: Language) -> Table {
    let sheet = &indicators.sheet;
    let first = Column::text(language.pick("Nøgletal", "Indicator"));
    let years = sheet.years.iter().map(|year| Column::number(year.clone(), NUMBER));
    let whole = [
        Column::text(language.pick("Periode", "Period")),
        Column::number(language.pick("Ændring", "Change"), Format::Signed(most_decimals(sheet))),
        Column::number(
            language.pick("Ændring i %", "Change in %"),
            Format::Percent(sheet.decimals),
        ),
    ];
    let row = |index: usize| {
        let row = &sheet.rows[index];
        let change = row.whole_change(sheet.decimals, indicators.rounding());
        let period = change
            .as_ref()
            .map(|(first, last, _)| format!("{}–{}", sheet.years[*first], sheet.years[*last]));
        let mut cells = vec![Value::from(shown_name(sheet, row))];
        cells.extend(row.values.iter().map(|value| Value::from(value.as_ref())));
        cells.push(Value::from(period));
        cells.push(Value::from(change.as_ref().map(|(.., change)| &change.number)));
        cells.push(Value::from(change.and_then(|(.., change)| change.share)));
        TableRow::body(cells)
    };
    let unit = indicators.input.about.unit.as_ref();
    Table {
        title: language.pick("Tal pr. år", "Numbers by year").to_owned(),
        columns: [first].into_iter().chain(years).chain(whole).collect(),
        rows: order(sheet).into_iter().map(row).collect(),
        note: unit.map(|unit| format!("{} {unit}.", language.pick("Enhed:", "Unit:"))),
    }
}

/// As many as the numbers have, at most three.
pub(super) fn most_decimals(sheet: &Sheet) -> u8 {
    let values = sheet.rows.iter().flat_map(|row| row.values.iter().flatten());
    let needed = |value: &Exact| {
        let fits = |few: &u8| value.round((*few).into(), crate::Rounding::HalfUp) == *value;
        (0..3).find(fits).unwrap_or(3)
    };
    values.map(needed).max().unwrap_or(0)
}

fn changes(sheet: &Sheet, language: Language) -> Option<Table> {
    let columns = vec![
        Column::text(language.pick("Nøgletal", "Indicator")),
        Column::text(language.pick("Fra", "From")),
        Column::text(language.pick("Til", "To")),
        Column::number(language.pick("Før", "Before"), NUMBER),
        Column::number(language.pick("Efter", "After"), NUMBER),
        Column::number(language.pick("Ændring", "Change"), Format::Signed(most_decimals(sheet))),
        Column::number(
            language.pick("Ændring i %", "Change in %"),
            Format::Percent(sheet.decimals),
        ),
    ];
    let mut rows = Vec::new();
    for index in order(sheet) {
        let row = &sheet.rows[index];
        for (year, change) in row.changes.iter().enumerate() {
            let Some(change) = change else { continue };
            rows.push(TableRow::body(vec![
                Value::from(row.name.as_str()),
                Value::from(sheet.years[change.from].as_str()),
                Value::from(sheet.years[year].as_str()),
                Value::from(row.values[change.from].as_ref()),
                Value::from(row.values[year].as_ref()),
                Value::from(&change.number),
                Value::from(change.share.as_ref()),
            ]));
        }
    }
    (!rows.is_empty()).then(|| Table {
        title: language.pick("Ændringer", "Changes").to_owned(),
        columns,
        rows,
        note: None,
    })
}

fn indices(sheet: &Sheet, language: Language) -> Option<Table> {
    let base = &sheet.years[sheet.base?];
    let first = Column::text(language.pick("Nøgletal", "Indicator"));
    let years =
        sheet.years.iter().map(|year| Column::number(year.clone(), Format::Number(sheet.decimals)));
    let rows =
        order(sheet).into_iter().filter(|&row| sheet.rows[row].indices.iter().any(Option::is_some));
    let row = |index: usize| {
        let row = &sheet.rows[index];
        let cells = row.indices.iter().map(|index| Value::from(index.as_ref()));
        TableRow::body([Value::from(shown_name(sheet, row))].into_iter().chain(cells).collect())
    };
    Some(Table {
        title: language.pick(format!("Indeks, {base} = 100"), format!("Index, {base} = 100")),
        columns: [first].into_iter().chain(years).collect(),
        rows: rows.map(row).collect(),
        note: None,
    })
}

fn steps(indicators: &Indicators, language: Language) -> Vec<Step> {
    let sheet = &indicators.sheet;
    let show = |number: &Exact| NUMBER.show(number, language);
    let mut steps = sums(sheet, language);
    let mut changes = Vec::new();
    for index in order(sheet) {
        let row = &sheet.rows[index];
        let Some((first, last, change)) = row.whole_change(sheet.decimals, indicators.rounding())
        else {
            continue;
        };
        let (Some(before), Some(after)) = (&row.values[first], &row.values[last]) else { continue };
        let (before, after, number) = (show(before), show(after), signed(&change.number, language));
        let years = format!("{}, {}–{}", row.name, sheet.years[first], sheet.years[last]);
        let share = change.share.as_ref().map(|share| {
            let share = percent(share, sheet.decimals, language);
            format!("; {} / {before} × 100 = {share}", show(&change.number))
        });
        let share = share.unwrap_or_default();
        changes.push(Step::Formula(format!("{years}: {after} − {before} = {number}{share}")));
    }
    if !changes.is_empty() {
        steps.push(Step::Heading(language.pick("Ændringer", "Changes").to_owned()));
        steps.extend(changes);
    }
    steps.extend(index_steps(sheet, language));
    steps
}

fn sums(sheet: &Sheet, language: Language) -> Vec<Step> {
    let mut steps = Vec::new();
    for total in order(sheet) {
        let parts = sheet.parts(total);
        for year in 0..sheet.years.len() {
            let values: Option<Vec<&Exact>> =
                parts.iter().map(|&part| sheet.rows[part].values[year].as_ref()).collect();
            let Some(values) = values.filter(|values| !values.is_empty()) else { continue };
            let shown: Vec<String> =
                values.iter().map(|value| NUMBER.show(value, language)).collect();
            let sum: Exact = values.into_iter().sum();
            let (name, year) = (&sheet.rows[total].name, &sheet.years[year]);
            let sum = NUMBER.show(&sum, language);
            steps.push(Step::Formula(format!("{name} {year}: {} = {sum}", shown.join(" + "))));
        }
    }
    if !steps.is_empty() {
        let heading = language.pick("Dele og sum", "Parts and sum");
        steps.insert(0, Step::Heading(heading.to_owned()));
    }
    steps
}

fn index_steps(sheet: &Sheet, language: Language) -> Vec<Step> {
    let Some(base) = sheet.base else { return Vec::new() };
    let mut steps = vec![Step::Heading(language.pick("Indeks", "Index").to_owned())];
    for row in order(sheet).into_iter().map(|row| &sheet.rows[row]) {
        let last = (0..row.values.len()).rev().find(|&year| row.indices[year].is_some());
        let Some(last) = last.filter(|&last| last != base) else { continue };
        let (Some(value), Some(from), Some(index)) =
            (&row.values[last], &row.values[base], &row.indices[last])
        else {
            continue;
        };
        steps.push(Step::Formula(format!(
            "{} {}: {} / {} × 100 = {}",
            row.name,
            sheet.years[last],
            NUMBER.show(value, language),
            NUMBER.show(from, language),
            index.format(language, sheet.decimals)
        )));
    }
    steps
}

fn method(indicators: &Indicators, language: Language) -> String {
    let decimals = match indicators.sheet.decimals {
        0 => language.pick("hele tal", "whole numbers").to_owned(),
        1 => language.pick("én decimal", "one decimal").to_owned(),
        more => language.pick(format!("{more} decimaler"), format!("{more} decimals")),
    };
    let halves = match indicators.input.rounding {
        Halves::HalfUp => language.pick("halve væk fra nul", "halves away from zero"),
        Halves::HalfEven => language.pick("halve til nærmeste lige", "halves to even"),
    };
    language.pick(
        format!("Ændringer i procent er af det tidligere tal; procenter og indeks er afrundet til {decimals}, {halves}. Der sammenlignes ikke hen over et databrud."),
        format!("Changes in per cent are of the earlier number; percentages and indices are rounded to {decimals}, {halves}. Nothing is compared across a break."),
    )
}

fn remarks(indicators: &Indicators, language: Language) -> Vec<Remark> {
    let sheet = &indicators.sheet;
    let mut remarks: Vec<Remark> = indicators
        .warnings
        .iter()
        .map(|warning| Remark::warning(format!("{}.", capitalised(warning.in_language(language)))))
        .collect();
    for one in &indicators.input.breaks {
        let what = one
            .series
            .clone()
            .unwrap_or_else(|| language.pick("Alle tal", "All numbers").to_owned());
        let reason = one.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
        let year = &one.year;
        remarks.push(Remark::note(language.pick(
            format!("{what}: databrud fra {year}{reason}; tal før og efter kan ikke sammenlignes."),
            format!(
                "{what}: a break from {year}{reason}; numbers before and after do not compare."
            ),
        )));
    }
    for (row, row_years) in summed(sheet) {
        let years = language.join(&row_years);
        remarks.push(Remark::note(language.pick(
            format!("{row} er lagt sammen af delene for {years}."),
            format!("{row} is the sum of its parts for {years}."),
        )));
    }
    for &(row, year) in &sheet.unchecked {
        let (name, year) = (&sheet.rows[row].name, &sheet.years[year]);
        remarks.push(Remark::note(language.pick(
            format!("{name} {year} kan ikke efterprøves, fordi ikke alle dele er kendt."),
            format!("{name} {year} cannot be checked, as not all parts are known."),
        )));
    }
    remarks
}

fn capitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn summed(sheet: &Sheet) -> Vec<(&str, Vec<&String>)> {
    let years = |row: &Row| -> Vec<usize> {
        (0..row.is_summed.len()).filter(|&year| row.is_summed[year]).collect()
    };
    let rows =
        sheet.rows.iter().map(|row| (row, years(row))).filter(|(_, years)| !years.is_empty());
    rows.map(|(row, years)| {
        (row.name.as_str(), years.into_iter().map(|year| &sheet.years[year]).collect())
    })
    .collect()
}
