use jiff::civil::Date;
use serde::Serialize;

use super::input::{
    Comparison, Direction, Goal, Input, Judge, Measure, Reading, Scope, Segment, folded,
};
use crate::Exact;

/// How a contract stands on one day.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Standing {
    pub(super) year: i16,
    pub(super) from: Date,
    pub(super) to: Date,
    pub(super) as_of: Date,
    /// Per cent.
    pub(super) green: Exact,
    /// Per cent.
    pub(super) yellow: Exact,
    pub(super) judge: Judge,
    pub(super) goals: Vec<Seen>,
    /// Readings dated after the day, which are left out.
    pub(super) left_out: u64,
}

/// A goal as it stands.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Seen {
    pub(super) name: String,
    pub(super) scope: Scope,
    pub(super) indicator: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) segment: Option<Segment>,
    pub(super) direction: Direction,
    pub(super) measure: Measure,
    pub(super) target: Exact,
    /// The latest reading of the whole goal.
    pub(super) now: Option<Measured>,
    /// The one before it.
    pub(super) before: Option<Measured>,
    /// The latest reading of each segment.
    pub(super) segments: Vec<Measured>,
    pub(super) trend: Option<Trend>,
    pub(super) light: Light,
    pub(super) earlier: Vec<Compared>,
    pub(super) sisters: Vec<Compared>,
}

/// A reading and what follows from it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Measured {
    pub(super) date: Date,
    pub(super) value: Exact,
    pub(super) segment: Option<Segment>,
    pub(super) source: Option<String>,
    /// Days of the year up to the reading, that day included.
    pub(super) elapsed: i32,
    /// Days of the whole year.
    pub(super) days: i32,
    /// Part of the target reached by now; 1 is all of it.
    pub(super) fulfilment: Option<Exact>,
    /// What the year will end with.
    pub(super) forecast: Option<Exact>,
    /// Part of the target that the forecast reaches.
    pub(super) forecast_fulfilment: Option<Exact>,
}

/// Where the forecast went since the reading before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Trend {
    Better,
    Same,
    Worse,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Light {
    Green,
    Yellow,
    Red,
    /// Nothing was measured, or it cannot be judged.
    None,
}

/// A number of another year or organisation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Compared {
    pub(super) organisation: Option<String>,
    pub(super) year: i16,
    pub(super) value: Option<Exact>,
    pub(super) target: Option<Exact>,
    pub(super) fulfilment: Option<Exact>,
    pub(super) source: Option<String>,
}

/// `None` when the year has no days, which `Input::check` refuses.
pub(super) fn standing(input: &Input, today: Date) -> Option<Standing> {
    let (from, to) = input.period()?;
    let as_of = input.as_of.unwrap_or(today);
    let (green, yellow) = input.limits();
    let goals = input.goals.iter().map(|goal| seen(goal, input, as_of, from, to)).collect();
    let left_out = input.readings.iter().filter(|reading| reading.date > as_of).count() as u64;
    Some(Standing {
        year: input.year,
        from,
        to,
        as_of,
        green,
        yellow,
        judge: input.judge,
        goals,
        left_out,
    })
}

fn seen(goal: &Goal, input: &Input, as_of: Date, from: Date, to: Date) -> Seen {
    let name = folded(&goal.name);
    let mut readings: Vec<&Reading> = input
        .readings
        .iter()
        .filter(|reading| folded(&reading.goal) == name && reading.date <= as_of)
        .collect();
    readings.sort_by_key(|reading| reading.date);
    let last = |segment: Option<Segment>, back: usize| {
        let own = readings.iter().rev().filter(|reading| reading.segment == segment);
        own.map(|reading| measured(goal, reading, from, to)).nth(back)
    };
    let (now, before) = (last(None, 0), last(None, 1));
    let segments = [Segment::Operations, Segment::Growth];
    let compared = |is_own: bool| {
        let others = input.comparisons.iter().filter(|other| folded(&other.goal) == name);
        let mut list: Vec<Compared> = others
            .filter(|other| organisation(other).is_none() == is_own)
            .map(|other| compared(goal, other))
            .collect();
        list.sort_by(|a, b| (a.year, &a.organisation).cmp(&(b.year, &b.organisation)));
        list
    };
    Seen {
        name: goal.name.trim().to_owned(),
        scope: goal.scope,
        indicator: goal.indicator.clone(),
        unit: goal.unit.clone(),
        segment: goal.segment,
        direction: goal.direction,
        measure: goal.measure,
        target: goal.target.clone(),
        trend: trend(goal, now.as_ref(), before.as_ref()),
        light: light(now.as_ref(), input),
        segments: segments.into_iter().filter_map(|segment| last(Some(segment), 0)).collect(),
        earlier: compared(true),
        sisters: compared(false),
        now,
        before,
    }
}

fn measured(goal: &Goal, reading: &Reading, from: Date, to: Date) -> Measured {
    let elapsed = (reading.date - from).get_days() + 1;
    let days = (to - from).get_days() + 1;
    let forecast = match goal.measure {
        Measure::Level => Some(reading.value.clone()),
        // Outside the year a count says nothing of its end.
        Measure::Cumulative if !(1..=days).contains(&elapsed) => None,
        Measure::Cumulative => {
            let pace = reading.value.checked_div(&Exact::from(elapsed));
            pace.map(|pace| pace * Exact::from(days))
        }
    };
    Measured {
        date: reading.date,
        value: reading.value.clone(),
        segment: reading.segment,
        source: reading.source.clone(),
        elapsed,
        days,
        fulfilment: fulfilment(goal.direction, &reading.value, &goal.target),
        forecast_fulfilment: forecast
            .as_ref()
            .and_then(|forecast| fulfilment(goal.direction, forecast, &goal.target)),
        forecast,
    }
}

/// "At least": value / target. "At most": target / value. With a target of zero or a value that
/// needs no dividing, what is reached is 1 and what is not has no degree.
pub(super) fn fulfilment(direction: Direction, value: &Exact, target: &Exact) -> Option<Exact> {
    let is_above_zero = |number: &Exact| !number.is_zero() && !number.is_negative();
    let (part, whole, is_reached) = match direction {
        Direction::Up => (value, target, value >= target),
        Direction::Down => (target, value, value <= target),
    };
    if is_above_zero(whole) && !part.is_negative() {
        return part.checked_div(whole);
    }
    is_reached.then(|| Exact::from(1))
}

fn trend(goal: &Goal, now: Option<&Measured>, before: Option<&Measured>) -> Option<Trend> {
    let (now, before) = (now?.forecast.as_ref()?, before?.forecast.as_ref()?);
    let order = match goal.direction {
        Direction::Up => now.cmp(before),
        Direction::Down => before.cmp(now),
    };
    Some(match order {
        std::cmp::Ordering::Greater => Trend::Better,
        std::cmp::Ordering::Equal => Trend::Same,
        std::cmp::Ordering::Less => Trend::Worse,
    })
}

fn light(now: Option<&Measured>, input: &Input) -> Light {
    let Some(now) = now else { return Light::None };
    let (forecast, degree) = match input.judge {
        Judge::Forecast => (now.forecast.as_ref(), now.forecast_fulfilment.as_ref()),
        Judge::Reading => (Some(&now.value), now.fulfilment.as_ref()),
    };
    if forecast.is_none() {
        return Light::None;
    }
    let (green, yellow) = input.limits();
    // A goal missed without a degree is missed.
    let Some(degree) = degree else { return Light::Red };
    let percent = degree * &Exact::from(100);
    if percent >= green {
        Light::Green
    } else if percent >= yellow {
        Light::Yellow
    } else {
        Light::Red
    }
}

fn organisation(other: &Comparison) -> Option<String> {
    let name = other.organisation.as_deref().map(str::trim).filter(|name| !name.is_empty());
    name.map(str::to_owned)
}

fn compared(goal: &Goal, other: &Comparison) -> Compared {
    let target = other.target.as_ref();
    let value = other.value.as_ref();
    Compared {
        organisation: organisation(other),
        year: other.year,
        value: other.value.clone(),
        target: other.target.clone(),
        fulfilment: value
            .zip(target)
            .and_then(|(value, target)| fulfilment(goal.direction, value, target)),
        source: other.source.clone(),
    }
}
