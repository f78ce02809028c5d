use super::super::rules::{Compared, Measured, Seen, Standing};
use super::{light_name, percent, segment_name, target_name, trend_name, with_unit};
use crate::contract::input::{Direction, Measure};
use crate::{Exact, Language, Step};

pub(super) fn steps(standing: &Standing, language: Language) -> Vec<Step> {
    let mut steps = vec![
        Step::Heading(language.pick("Hvordan der regnes", "How it is computed").to_owned()),
        Step::Text(super::method(standing, language)),
    ];
    for goal in &standing.goals {
        steps.push(Step::Heading(goal.name.clone()));
        steps.extend(goal_steps(goal, language));
    }
    steps
}

fn goal_steps(goal: &Seen, language: Language) -> Vec<Step> {
    let target = target_name(goal, language);
    let aim = match &goal.indicator {
        Some(what) => language.pick(format!("{what}: målet"), format!("{what}: the target")),
        None => language.pick("Målet", "The target").to_owned(),
    };
    let Some(now) = &goal.now else {
        return vec![Step::Text(language.pick(
            format!("{aim} er {target}. Der er ingen måling, så intet kan bedømmes."),
            format!("{aim} is {target}. There is no reading, so nothing can be judged."),
        ))];
    };
    let (on, value) = (language.date(now.date), with_unit(&now.value, goal, language));
    let mut steps = vec![Step::Text(language.pick(
        format!("{aim} er {target}; {on} er der målt {value}."),
        format!("{aim} is {target}; on {on} it was {value}."),
    ))];
    let word = language.pick("opfyldelse", "fulfilment");
    steps.extend(degree(word, goal, &now.value, now.fulfilment.as_ref(), language));
    steps.extend(forecast(goal, now, language));
    steps.push(Step::Text(verdict(goal, language)));
    for segment in &goal.segments {
        let name = segment_name(segment.segment, language);
        steps.extend(degree(name, goal, &segment.value, segment.fulfilment.as_ref(), language));
    }
    let others = goal.earlier.iter().chain(&goal.sisters);
    steps.extend(others.filter_map(|other| compared(goal, now, other, language)));
    steps
}

/// The division that gives a fulfilment.
fn degree(
    word: &str,
    goal: &Seen,
    value: &Exact,
    fulfilment: Option<&Exact>,
    language: Language,
) -> Option<Step> {
    let shown = percent(fulfilment?, language);
    let (value, target) = (value.format_short(language, 2), goal.target.format_short(language, 2));
    let (part, whole) = match goal.direction {
        Direction::Up => (value, target),
        Direction::Down => (target, value),
    };
    Some(Step::Formula(format!("{word}: {part} / {whole} = {shown}")))
}

fn forecast(goal: &Seen, now: &Measured, language: Language) -> Vec<Step> {
    let Some(forecast) = &now.forecast else {
        return vec![Step::Text(
            language
                .pick(
                    "Målingen ligger uden for året, så der er ingen prognose.",
                    "The reading lies outside the year, so there is no forecast.",
                )
                .to_owned(),
        )];
    };
    if goal.measure == Measure::Level {
        return Vec::new();
    }
    let (value, shown) = (now.value.format_short(language, 2), forecast.format_short(language, 1));
    let (elapsed, days) = (now.elapsed, now.days);
    let mut steps = vec![Step::Formula(language.pick(
        format!("prognose: {value} / {elapsed} dage × {days} dage = {shown}"),
        format!("forecast: {value} / {elapsed} days × {days} days = {shown}"),
    ))];
    let word = language.pick("prognose af mål", "forecast of target");
    let rounded = forecast.round(1, crate::Rounding::HalfUp);
    steps.extend(degree(word, goal, &rounded, now.forecast_fulfilment.as_ref(), language));
    steps
}

fn verdict(goal: &Seen, language: Language) -> String {
    let light = light_name(goal.light, language);
    let light = language.pick(format!("Lys: {light}."), format!("Light: {light}."));
    let (Some(trend), Some(before)) = (goal.trend, &goal.before) else { return light };
    let (trend, on) = (trend_name(trend, language), language.date(before.date));
    let value = with_unit(&before.value, goal, language);
    language.pick(
        format!("{light} Tendensen er {trend} end ved målingen {on}, {value}.")
            .replace("uændret end ved", "uændret siden"),
        format!("{light} The trend is {trend} compared with {on}, {value}."),
    )
}

fn compared(goal: &Seen, now: &Measured, other: &Compared, language: Language) -> Option<Step> {
    let value = other.value.as_ref()?;
    let year = other.year;
    let difference = &now.value - value;
    let (change, shown) = (difference.format_signed(language, 1), with_unit(value, goal, language));
    Some(Step::Text(match &other.organisation {
        Some(name) => language.pick(
            format!("{name} havde {shown} i {year}; vores måling er {change} i forhold til den."),
            format!("{name} had {shown} in {year}; our reading is {change} against it."),
        ),
        None => language.pick(
            format!("I {year} blev det {shown}; målingen nu er {change} i forhold til det."),
            format!("In {year} it was {shown}; the reading now is {change} against it."),
        ),
    }))
}
