mod explained;
mod tables;

use super::input::{Direction, Judge, Measure, Scope, Segment};
use super::rules::{Light, Seen, Standing, Trend};
use crate::chart::{Bars, Chart, Drawing, Lines, Series};
use crate::{Exact, Language, Meta, Remark, Report};

/// More lines over years than anybody looks at.
const MOST_LINES: usize = 8;

pub(super) fn report(about: &Meta, standing: &Standing, language: Language) -> Report {
    let year = standing.year;
    let title =
        language.pick(format!("Resultatkontrakt {year}"), format!("Results contract {year}"));
    let mut charts: Vec<Chart> = bars(standing, language).into_iter().collect();
    charts.extend(
        standing.goals.iter().filter_map(|goal| years(goal, standing, language)).take(MOST_LINES),
    );
    Report {
        title: about.title.clone().unwrap_or(title),
        answer: answer(standing, language),
        note: about.note.clone(),
        tables: tables::all(standing, language),
        charts,
        explanation: explained::steps(standing, language),
        remarks: remarks(standing, language),
        method: method(standing, language),
        sources: about.sources.clone(),
    }
}

fn percent(part: &Exact, language: Language) -> String {
    crate::Format::Percent(1).show(part, language)
}

fn with_unit(number: &Exact, goal: &Seen, language: Language) -> String {
    let number = number.format_short(language, 2);
    match goal.unit.as_deref() {
        Some("%") => format!("{number} %"),
        Some(unit) => format!("{number} {unit}"),
        None => number,
    }
}

fn answer(standing: &Standing, language: Language) -> String {
    let on = language.date(standing.as_of);
    let all = standing.goals.len();
    let of = |light: Light| -> Vec<&str> {
        let own = standing.goals.iter().filter(|goal| goal.light == light);
        own.map(|goal| goal.name.as_str()).collect()
    };
    let (green, yellow, red, none) =
        (of(Light::Green), of(Light::Yellow), of(Light::Red), of(Light::None));
    let named = |names: &[&str]| {
        if names.is_empty() { String::new() } else { format!(" ({})", language.join(names)) }
    };
    let unknown = match none.len() {
        0 => String::new(),
        _ => language.pick(
            format!("; {} kan ikke bedømmes{}", none.len(), named(&none)),
            format!("; {} cannot be judged{}", none.len(), named(&none)),
        ),
    };
    language.pick(
        format!(
            "{on}: {} af {all} mål er grønne, {} gule{} og {} røde{}{unknown}.",
            green.len(),
            yellow.len(),
            named(&yellow),
            red.len(),
            named(&red)
        ),
        format!(
            "{on}: {} of {all} goals are green, {} yellow{} and {} red{}{unknown}.",
            green.len(),
            yellow.len(),
            named(&yellow),
            red.len(),
            named(&red)
        ),
    )
}

fn rule(standing: &Standing, language: Language) -> String {
    let green = standing.green.format_short(language, 2);
    let yellow = standing.yellow.format_short(language, 2);
    match standing.judge {
        Judge::Forecast => language.pick(
            format!("Lyset er grønt, når prognosen opfylder mindst {green} % af målet, gult fra {yellow} % og ellers rødt."),
            format!("The light is green when the forecast fulfils at least {green}% of the target, yellow from {yellow}%, otherwise red."),
        ),
        Judge::Reading => language.pick(
            format!("Lyset er grønt, når den seneste måling opfylder mindst {green} % af målet, gult fra {yellow} % og ellers rødt."),
            format!("The light is green when the latest reading fulfils at least {green}% of the target, yellow from {yellow}%, otherwise red."),
        ),
    }
}

fn method(standing: &Standing, language: Language) -> String {
    let rule = rule(standing, language);
    language.pick(
        format!("Opfyldelse: måling / måltal, hvor mere er bedre, og måltal / måling, hvor mindre er bedre. Prognose: det, der tæller op, fremskrives jævnt (måling / dage gået × årets dage); et niveau regnes uændret. {rule}"),
        format!("Fulfilment: reading / target where more is better, target / reading where less is. Forecast: what counts up goes on evenly (reading / days elapsed × days of the year); a level stays as it is. {rule}"),
    )
}

fn scope_name(scope: Scope, language: Language) -> &'static str {
    match scope {
        Scope::National => language.pick("Nationale mål", "National goals"),
        Scope::Regional => language.pick("Regionale mål", "Regional goals"),
    }
}

fn segment_name(segment: Option<Segment>, language: Language) -> &'static str {
    match segment {
        None => language.pick("alle", "all"),
        Some(Segment::Operations) => language.pick("drift", "operations"),
        Some(Segment::Growth) => language.pick("vækst", "growth"),
    }
}

fn light_name(light: Light, language: Language) -> &'static str {
    match light {
        Light::Green => language.pick("grøn", "green"),
        Light::Yellow => language.pick("gul", "yellow"),
        Light::Red => language.pick("rød", "red"),
        Light::None => language.pick("kan ikke bedømmes", "cannot be judged"),
    }
}

fn trend_name(trend: Trend, language: Language) -> &'static str {
    match trend {
        Trend::Better => language.pick("bedre", "better"),
        Trend::Same => language.pick("uændret", "same"),
        Trend::Worse => language.pick("dårligere", "worse"),
    }
}

fn target_name(goal: &Seen, language: Language) -> String {
    let target = with_unit(&goal.target, goal, language);
    match goal.direction {
        Direction::Up => language.pick(format!("mindst {target}"), format!("at least {target}")),
        Direction::Down => language.pick(format!("højst {target}"), format!("at most {target}")),
    }
}

fn bars(standing: &Standing, language: Language) -> Option<Chart> {
    let measured: Vec<&Seen> = standing.goals.iter().filter(|goal| goal.now.is_some()).collect();
    if measured.is_empty() {
        return None;
    }
    let values = |degree: &dyn Fn(&Seen) -> Option<Exact>| {
        measured.iter().map(|goal| degree(goal).map(|degree| degree.to_f64() * 100.0)).collect()
    };
    let series = vec![
        Series {
            name: language.pick("nået nu", "reached now").to_owned(),
            values: values(&|goal| goal.now.as_ref()?.fulfilment.clone()),
        },
        Series {
            name: language.pick("prognose for året", "forecast for the year").to_owned(),
            values: values(&|goal| goal.now.as_ref()?.forecast_fulfilment.clone()),
        },
    ];
    Some(Chart {
        title: language.pick("Målopfyldelse i procent", "Fulfilment in per cent").to_owned(),
        description: answer(standing, language),
        drawing: Drawing::Bars(Bars {
            unit: language.pick("procent af måltallet", "per cent of the target").to_owned(),
            decimals: 0,
            categories: measured.iter().map(|goal| goal.name.clone()).collect(),
            series,
        }),
    })
}

/// A goal's earlier years and what this one is forecast to end with.
fn years(goal: &Seen, standing: &Standing, language: Language) -> Option<Chart> {
    let mut years: Vec<i16> = goal.earlier.iter().map(|other| other.year).collect();
    if !years.iter().any(|&year| year != standing.year) {
        return None;
    }
    years.push(standing.year);
    years.sort_unstable();
    years.dedup();
    let at = |year: i16| goal.earlier.iter().find(|other| other.year == year);
    let value = |&year: &i16| {
        let other = at(year).filter(|_| year != standing.year)?;
        other.value.as_ref().map(Exact::to_f64)
    };
    let forecast = |&year: &i16| {
        let now = goal.now.as_ref().filter(|_| year == standing.year)?;
        now.forecast.as_ref().map(Exact::to_f64)
    };
    let target = |&year: &i16| {
        if year == standing.year {
            return Some(goal.target.to_f64());
        }
        at(year)?.target.as_ref().map(Exact::to_f64)
    };
    let line = |name: &str, value: &dyn Fn(&i16) -> Option<f64>| Series {
        name: name.to_owned(),
        values: years.iter().map(value).collect(),
    };
    let (name, year) = (&goal.name, standing.year);
    Some(Chart {
        title: language.pick(format!("{name} over årene"), format!("{name} over the years")),
        description: language.pick(
            format!("Resultat og måltal pr. år; {year} er prognosen."),
            format!("Result and target per year; {year} is the forecast."),
        ),
        drawing: Drawing::Lines(Lines {
            unit: goal.unit.clone().unwrap_or_default(),
            decimals: 0,
            points: years.iter().map(ToString::to_string).collect(),
            series: vec![
                line(language.pick("resultat", "result"), &value),
                line(language.pick("prognose", "forecast"), &forecast),
            ],
            breaks: Vec::new(),
            targets: vec![line(language.pick("måltal", "target"), &target)],
        }),
    })
}

fn remarks(standing: &Standing, language: Language) -> Vec<Remark> {
    let mut remarks = Vec::new();
    for goal in &standing.goals {
        let name = &goal.name;
        match &goal.now {
            None => remarks.push(Remark::warning(language.pick(
                format!("»{name}« har ingen måling i året."),
                format!("“{name}” has no reading in the year."),
            ))),
            Some(now) if now.date < standing.from || now.date > standing.to => {
                let on = language.date(now.date);
                remarks.push(Remark::warning(language.pick(
                    format!("Den seneste måling af »{name}« er fra {on} og ligger uden for året."),
                    format!("The latest reading of “{name}” is of {on}, outside the year."),
                )));
            }
            Some(now) if goal.measure == Measure::Cumulative && now.elapsed * 4 < now.days => {
                remarks.push(Remark::note(language.pick(
                    format!("Prognosen for »{name}« bygger på under en fjerdedel af året og er usikker."),
                    format!("The forecast of “{name}” rests on less than a quarter of the year and is uncertain."),
                )));
            }
            Some(_) => {}
        }
    }
    if standing.left_out > 0 {
        let (count, on) = (standing.left_out, language.date(standing.as_of));
        remarks.push(Remark::note(language.pick(
            format!("Målinger efter {on} er ikke regnet med: {count}."),
            format!("Readings after {on} are left out: {count}."),
        )));
    }
    remarks
}
