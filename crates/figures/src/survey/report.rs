//! What people see.

use super::rules::{Distribution, Shown, Statement};
use super::{Survey, rate};
use crate::chart::{Bars, Chart, Drawing, Series, Stacks};
use crate::{Column, Exact, Format, Language, Remark, Report, Row, Step, Table, Value};

pub(super) fn report(survey: &Survey, language: Language) -> Report {
    let about = &survey.about;
    let usual = language.pick("Spørgeskema", "Survey");
    let tables = [
        statements(survey, language),
        Some(rates(survey, language)),
        groups(survey, language),
        keywords(survey, language),
    ];
    Report {
        title: about.title.clone().unwrap_or_else(|| usual.to_owned()),
        answer: answer(survey, language),
        note: about.note.clone(),
        tables: tables.into_iter().flatten().collect(),
        charts: [stacks(survey, language), bars(survey, language)].into_iter().flatten().collect(),
        explanation: steps(survey, language),
        remarks: remarks(survey, language),
        method: method(survey, language),
        sources: about.sources.clone(),
    }
}

fn percent(share: &Exact, language: Language) -> String {
    Format::Percent(0).show(share, language)
}

/// Statements that may be shown, the highest mean first.
fn ranked(survey: &Survey) -> Vec<(&Statement, &Distribution, Exact)> {
    let low = survey.scale.low;
    let shown = survey.statements.iter().filter_map(|one| {
        let all = one.all.as_ref()?;
        Some((one, all, all.mean(low)?))
    });
    let mut shown: Vec<_> = shown.collect();
    shown.sort_by(|(.., one), (.., other)| other.cmp(one));
    shown
}

fn answer(survey: &Survey, language: Language) -> String {
    let (invited, answered) = survey.everybody();
    let share = rate(invited, answered).map(|rate| percent(&rate, language)).unwrap_or_default();
    let rates = language.pick(
        format!("{answered} af {invited} har svaret ({share})."),
        format!("{answered} of {invited} answered ({share})."),
    );
    let ranked = ranked(survey);
    let (Some(first), Some(last)) = (ranked.first(), ranked.last()) else { return rates };
    let high: Vec<&str> = texts(&ranked, &first.2);
    let low: Vec<&str> = texts(&ranked, &last.2);
    let show = |mean: &Exact| mean.format(language, 1);
    if first.2 == last.2 {
        let mean = show(&first.2);
        return language.pick(
            format!("{rates} Udsagnene får i gennemsnit {mean}."),
            format!("{rates} The statements have the mean {mean}."),
        );
    }
    let (most, least) = (quoted(&high, language), quoted(&low, language));
    let (high, low) = (show(&first.2), show(&last.2));
    language.pick(
        format!("{rates} Højest ligger {most} med {high} i gennemsnit, lavest {least} med {low}."),
        format!("{rates} Highest is {most} with a mean of {high}, lowest {least} with {low}."),
    )
}

fn texts<'s>(ranked: &[(&'s Statement, &Distribution, Exact)], mean: &Exact) -> Vec<&'s str> {
    let alike = ranked.iter().filter(|(.., other)| other == mean);
    alike.map(|(statement, ..)| statement.text.as_str()).collect()
}

fn quoted(texts: &[&str], language: Language) -> String {
    let quoted: Vec<String> =
        texts.iter().map(|text| language.pick(format!("»{text}«"), format!("“{text}”"))).collect();
    language.join(&quoted)
}

fn rates(survey: &Survey, language: Language) -> Table {
    let columns = vec![
        Column::text(language.pick("Gruppe", "Group")),
        Column::summed(language.pick("Inviterede", "Invited"), Format::Number(0)),
        Column::summed(language.pick("Svar", "Answered"), Format::Number(0)),
        Column::number(language.pick("Svarprocent", "Response rate"), Format::Percent(0)),
    ];
    let cells = |name: &str, invited: u64, answered: u64| {
        vec![name.into(), invited.into(), answered.into(), rate(invited, answered).into()]
    };
    let groups = survey.groups.iter();
    let mut rows: Vec<Row> =
        groups.map(|one| Row::body(cells(&one.name, one.invited, one.answered))).collect();
    let (invited, answered) = survey.everybody();
    rows.push(Row::total(cells(language.pick("I alt", "Total"), invited, answered)));
    let title = language.pick("Svarprocenter", "Response rates").to_owned();
    Table { title, columns, rows, note: None }
}

/// Columns for a distribution: answers, median, mean, steps, do not know.
fn columns(survey: &Survey, language: Language) -> Vec<Column> {
    let mut columns = vec![
        Column::number(language.pick("Svar", "Answers"), Format::Number(0)),
        Column::number("Median", Format::UpTo(1)),
        Column::number(language.pick("Gennemsnit", "Mean"), Format::Number(1)),
    ];
    let steps = survey.scale.labels();
    columns.extend(steps.into_iter().map(|step| Column::number(step, Format::Number(0))));
    if has_unknown(survey) {
        columns.push(Column::number(language.pick("Ved ikke", "Do not know"), Format::Number(0)));
    }
    columns
}

fn has_unknown(survey: &Survey) -> bool {
    let is_there = |one: &Distribution| one.unknown > 0;
    survey.statements.iter().filter_map(|one| one.all.as_ref()).any(is_there)
}

fn cells(survey: &Survey, distribution: &Distribution) -> Vec<Value> {
    let low = survey.scale.low;
    let mut cells = vec![
        Value::from(distribution.answers()),
        Value::from(distribution.median(low)),
        Value::from(distribution.mean(low)),
    ];
    cells.extend(distribution.counts.iter().map(|&count| Value::from(count)));
    if has_unknown(survey) {
        cells.push(Value::from(distribution.unknown));
    }
    cells
}

fn statements(survey: &Survey, language: Language) -> Option<Table> {
    if survey.statements.is_empty() {
        return None;
    }
    let row = |statement: &Statement| {
        let mut row = vec![Value::from(statement.text.as_str())];
        match &statement.all {
            Some(all) => row.extend(cells(survey, all)),
            None => row.push(Value::Empty),
        }
        Row::body(row)
    };
    let first = Column::text(language.pick("Udsagn", "Statement"));
    Some(Table {
        title: language.pick("Udsagn", "Statements").to_owned(),
        columns: [first].into_iter().chain(columns(survey, language)).collect(),
        rows: survey.statements.iter().map(row).collect(),
        note: None,
    })
}

fn groups(survey: &Survey, language: Language) -> Option<Table> {
    let mut rows = Vec::new();
    for statement in survey.statements.iter().filter(|one| !one.groups.is_empty()) {
        for (place, shown) in &statement.groups {
            let name = survey.groups[*place].name.as_str();
            let mut row = vec![Value::from(statement.text.as_str()), Value::from(name)];
            match shown {
                Shown::Open(distribution) => {
                    row.push(Value::Empty);
                    row.extend(cells(survey, distribution));
                }
                Shown::Small | Shown::Complementary => {
                    row.push(Value::from(language.pick("vises ikke", "not shown")));
                }
            }
            rows.push(Row::body(row));
        }
    }
    let first = [
        Column::text(language.pick("Udsagn", "Statement")),
        Column::text(language.pick("Gruppe", "Group")),
        Column::text(""),
    ];
    (!rows.is_empty()).then(|| Table {
        title: language.pick("Udsagn pr. gruppe", "Statements by group").to_owned(),
        columns: first.into_iter().chain(columns(survey, language)).collect(),
        rows,
        note: None,
    })
}

fn keywords(survey: &Survey, language: Language) -> Option<Table> {
    let columns = vec![
        Column::text(language.pick("Nøgleord", "Keyword")),
        Column::number(language.pick("I dag", "Today"), Format::Number(0)),
        Column::number(language.pick("Ønsket", "Wished"), Format::Number(0)),
        Column::number(language.pick("Forskel", "Difference"), Format::Signed(0)),
    ];
    let row = |keyword: &super::Keyword| {
        let both = keyword.today.zip(keyword.wished);
        let difference = both.map(|(today, wished)| Exact::from(wished) - Exact::from(today));
        Row::body(vec![
            keyword.word.as_str().into(),
            keyword.today.into(),
            keyword.wished.into(),
            difference.into(),
        ])
    };
    (!survey.keywords.is_empty()).then(|| Table {
        title: language.pick("Nøgleord i dag og ønsket", "Keywords today and wished").to_owned(),
        columns,
        rows: survey.keywords.iter().map(row).collect(),
        note: None,
    })
}

fn stacks(survey: &Survey, language: Language) -> Option<Chart> {
    let ranked = ranked(survey);
    let floats = |one: &Distribution| one.shares().iter().map(Exact::to_f64).collect();
    let rows: Vec<(String, Vec<f64>)> =
        ranked.iter().map(|(one, all, _)| (one.text.clone(), floats(all))).collect();
    let listed: Vec<String> = ranked
        .iter()
        .map(|(one, _, mean)| format!("{} {}", one.text, mean.format(language, 1)))
        .collect();
    (!rows.is_empty()).then(|| Chart {
        title: language.pick("Svarenes fordeling", "Distribution of the answers").to_owned(),
        description: format!(
            "{} {}.",
            language.pick("Gennemsnit:", "Means:"),
            language.join(&listed)
        ),
        drawing: Drawing::Stacks(Stacks { parts: survey.scale.labels(), is_ordered: true, rows }),
    })
}

fn bars(survey: &Survey, language: Language) -> Option<Chart> {
    let keywords = &survey.keywords;
    let value = |count: Option<u64>| count.map(|count| count as f64);
    let series = |name: &str, of: fn(&super::Keyword) -> Option<u64>| Series {
        name: name.to_owned(),
        values: keywords.iter().map(|keyword| value(of(keyword))).collect(),
    };
    let listed: Vec<String> = keywords
        .iter()
        .map(|one| {
            let count =
                |count: Option<u64>| count.map_or("–".to_owned(), |count| count.to_string());
            let (today, wished) = (count(one.today), count(one.wished));
            language.pick(
                format!("{}: i dag {today}, ønsket {wished}", one.word),
                format!("{}: today {today}, wished {wished}", one.word),
            )
        })
        .collect();
    (!keywords.is_empty()).then(|| Chart {
        title: language.pick("Nøgleord i dag og ønsket", "Keywords today and wished").to_owned(),
        description: format!("{}.", listed.join("; ")),
        drawing: Drawing::Bars(Bars {
            unit: language.pick("svar", "answers").to_owned(),
            decimals: 0,
            categories: keywords.iter().map(|keyword| keyword.word.clone()).collect(),
            series: vec![
                series(language.pick("I dag", "Today"), |keyword| keyword.today),
                series(language.pick("Ønsket", "Wished"), |keyword| keyword.wished),
            ],
        }),
    })
}

fn steps(survey: &Survey, language: Language) -> Vec<Step> {
    let mut steps =
        vec![Step::Heading(language.pick("Svarprocenter", "Response rates").to_owned())];
    let (invited, answered) = survey.everybody();
    let total = (language.pick("I alt", "Total"), invited, answered);
    let groups = survey.groups.iter().map(|one| (one.name.as_str(), one.invited, one.answered));
    for (name, invited, answered) in groups.chain([total]) {
        let Some(rate) = rate(invited, answered) else { continue };
        let rate = percent(&rate, language);
        steps.push(Step::Formula(format!("{name}: {answered} / {invited} = {rate}")));
    }
    let ranked = ranked(survey);
    if ranked.is_empty() {
        return steps;
    }
    steps.push(Step::Heading(language.pick("Gennemsnit", "Means").to_owned()));
    steps.push(Step::Text(
        language
            .pick(
                "Hvert trin ganges med antallet, der valgte det; summen divideres med antallet af svar.",
                "Each step is multiplied by how many chose it; the sum is divided by the answers.",
            )
            .to_owned(),
    ));
    for (statement, all, mean) in ranked {
        let steps_of = all.counts.iter().zip(u64::from(survey.scale.low)..);
        let products: Vec<String> = steps_of
            .filter(|(count, _)| **count > 0)
            .map(|(count, step)| format!("{step} × {count}"))
            .collect();
        let (text, sum, answers) = (&statement.text, products.join(" + "), all.answers());
        let mean = mean.format(language, 2);
        steps.push(Step::Formula(format!("{text}: ({sum}) / {answers} = {mean}")));
    }
    steps
}

fn method(survey: &Survey, language: Language) -> String {
    let smallest = survey.smallest;
    let (low, high) = (survey.scale.low, survey.scale.high);
    let hidden = if smallest > 1 {
        language.pick(
            format!(" Grupper med færre end {smallest} svar vises ikke, og heller ikke så mange andre, at de kunne regnes ud."),
            format!(" Groups of fewer than {smallest} answers are not shown, nor so many others that they could be computed."),
        )
    } else {
        language
            .pick(" Alle grupper vises, også små.", " All groups are shown, small ones too.")
            .to_owned()
    };
    language.pick(
        format!("Optælling på en skala fra {low} til {high}; medianen er det midterste svar, ved et lige antal gennemsnittet af de to midterste. »Ved ikke« tæller ikke med i median og gennemsnit.{hidden}"),
        format!("Counts on a scale from {low} to {high}; the median is the middle answer, of an even number the mean of the two middle ones. “Do not know” counts in neither median nor mean.{hidden}"),
    )
}

fn remarks(survey: &Survey, language: Language) -> Vec<Remark> {
    let mut remarks = Vec::new();
    let smallest = survey.smallest;
    let hidden = |kind: &Shown| -> Vec<&str> {
        let is_hidden = |place: usize| {
            survey
                .statements
                .iter()
                .any(|one| one.groups.iter().any(|(at, shown)| *at == place && shown == kind))
        };
        (0..survey.groups.len())
            .filter(|&at| is_hidden(at))
            .map(|at| survey.groups[at].name.as_str())
            .collect()
    };
    let small = hidden(&Shown::Small);
    if !small.is_empty() {
        let names = language.join(&small);
        remarks.push(Remark::note(language.pick(
            format!("{names} har færre end {smallest} svar og vises ikke for sig."),
            format!("{names} has fewer than {smallest} answers and is not shown by itself."),
        )));
    }
    let complementary = hidden(&Shown::Complementary);
    if !complementary.is_empty() {
        let names = language.join(&complementary);
        remarks.push(Remark::note(language.pick(
            format!("{names} vises ikke for sig, fordi en lille gruppe ellers kunne regnes ud."),
            format!("{names} is not shown by itself, as a small group could else be computed."),
        )));
    }
    for one in survey.statements.iter().filter(|one| one.all.is_none()) {
        let text = &one.text;
        remarks.push(Remark::note(language.pick(
            format!("»{text}« har for få svar til at vises."),
            format!("“{text}” has too few answers to be shown."),
        )));
    }
    remarks
}
