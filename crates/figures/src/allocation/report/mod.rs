//! What people see of an allocation.

mod explain;
mod nearby;
mod remarks;
mod tables;
mod weights;

use super::Allocation;
use super::run::Shared;
use super::tree::Group;
use crate::chart::{Bars, Chart, Drawing, Series};
use crate::{Exact, Language, Report};

/// More bars than this cannot be told apart.
const MOST_BARS: usize = 40;
/// More groups than this get no picture of their own.
const MOST_CHARTS: usize = 6;

/// A computed allocation told in one language.
#[derive(Clone, Copy)]
struct Telling<'a> {
    figure: &'a Allocation,
    language: Language,
}

pub(super) fn report(figure: &Allocation, language: Language) -> Report {
    let telling = Telling { figure, language };
    let about = &figure.input.about;
    let mut tables = tables::tables(telling);
    tables.extend(weights::table(telling));
    Report {
        title: about.title.clone().unwrap_or_else(|| telling.title()),
        answer: telling.answer(),
        note: about.note.clone(),
        tables,
        charts: telling.charts(),
        explanation: explain::steps(telling),
        remarks: remarks::remarks(telling),
        method: telling.method(),
        sources: about.sources.clone(),
    }
}

impl<'a> Telling<'a> {
    fn say(self, danish: impl Into<String>, english: impl Into<String>) -> String {
        self.language.pick(danish.into(), english.into())
    }

    fn name(self, unit: usize) -> &'a str {
        &self.figure.input.units[unit].name
    }

    fn names(self, units: &[usize]) -> String {
        let names: Vec<&str> = units.iter().map(|&unit| self.name(unit)).collect();
        match names.split_at_checked(12) {
            Some((first, rest)) if !rest.is_empty() => {
                let more =
                    self.say(format!("{} andre", rest.len()), format!("{} others", rest.len()));
                self.language.join(&[first.join(", "), more])
            }
            _ => self.language.join(&names),
        }
    }

    fn count(self, number: u64) -> String {
        Exact::from(number).format(self.language, 0)
    }

    /// What is shared out, for headings and axes. The usual word is known in both languages.
    fn unit(self) -> String {
        let unit = self.figure.input.about.unit.as_deref();
        match unit.filter(|unit| *unit != "pladser") {
            Some(unit) => unit.to_owned(),
            None => self.say("pladser", "places"),
        }
    }

    /// `1 plads`, `3.000 pladser`; a unit of the author's own in its one form.
    fn counted(self, number: u64) -> String {
        let unit = match (self.unit().as_str(), number) {
            ("pladser", 1) => "plads".to_owned(),
            ("places", 1) => "place".to_owned(),
            (unit, _) => unit.to_owned(),
        };
        format!("{} {unit}", self.count(number))
    }

    fn title(self) -> String {
        let what = self.counted(self.figure.input.total);
        self.say(format!("Fordeling af {what}"), format!("Allocation of {what}"))
    }

    fn groups(self) -> impl Iterator<Item = (&'a Group, &'a Shared)> {
        self.figure.tree.groups.iter().zip(&self.figure.run.groups)
    }

    /// What a group is called: the unit it lies in, or all.
    fn group_name(self, group: &Group) -> String {
        match group.within {
            Some(unit) => self.name(unit).to_owned(),
            None => self.say("I alt", "Total"),
        }
    }

    fn answer(self) -> String {
        let Allocation { input, run, tree, .. } = self.figure;
        let (total, method) = (self.counted(input.total), input.method.title(self.language));
        let receivers = tree.groups.first().map_or(0, |group| group.members.len());
        let mut answer = self.say(
            format!("{total} er fordelt på {receivers} enheder efter {method}"),
            format!("{total} are shared among {receivers} units by {method}"),
        );
        if tree.groups.len() > 1 {
            let leaves = input.units.len() - (tree.groups.len() - 1);
            answer.push_str(&self.say(
                format!(" og derefter videre til {leaves}"),
                format!(" and then on among {leaves}"),
            ));
        }
        if run.open() == 0 {
            answer.push_str(&self.changes());
        }
        answer.push('.');
        if run.open() > 0 {
            let open = self.counted(run.open());
            let them = if run.open() == 1 { ("den", "it") } else { ("dem", "them") };
            answer.push_str(&self.say(
                format!(" {open} er endnu ikke fordelt, fordi flere har lige ret til {}.", them.0),
                format!(" {open} not given yet: several have an equal claim to {}.", them.1),
            ));
        }
        answer
    }

    /// Who gains and who loses, counted over those that share nothing on.
    fn changes(self) -> String {
        let Allocation { input, run, tree, .. } = self.figure;
        let mut is_parent = vec![false; input.units.len()];
        tree.groups.iter().filter_map(|g| g.within).for_each(|unit| is_parent[unit] = true);
        let pairs = (0..input.units.len())
            .filter(|&unit| !is_parent[unit])
            .filter_map(|unit| Some((run.places[unit], input.units[unit].previous?)));
        let (mut more, mut same, mut fewer) = (0, 0, 0);
        for (now, before) in pairs {
            match now.cmp(&before) {
                std::cmp::Ordering::Greater => more += 1,
                std::cmp::Ordering::Equal => same += 1,
                std::cmp::Ordering::Less => fewer += 1,
            }
        }
        match (more, same, fewer) {
            (0, 0, 0) => String::new(),
            (0, _, 0) => self.say("; alle får det samme som sidst", "; all get what they had"),
            _ => self.say(
                format!("; {more} får flere end sidst, {fewer} færre og {same} det samme"),
                format!("; {more} get more than last time, {fewer} fewer and {same} the same"),
            ),
        }
    }

    fn method(self) -> String {
        let input = &self.figure.input;
        let method = input.method.title(self.language);
        let mut text = self.say(format!("Afrunding: {method}"), format!("Rounding: {method}"));
        if input.method == super::Method::ModifiedSainteLague {
            let first = self.figure.rule.first_divisor.format_short(self.language, 6);
            text.push_str(&self.say(
                format!(" med {first} som første delingstal"),
                format!(" with {first} as the first divisor"),
            ));
        }
        if !input.components.is_empty() {
            let parts: Vec<String> = input
                .components
                .iter()
                .map(|part| {
                    format!("{} ({})", part.name, part.weight.format_short(self.language, 6))
                })
                .collect();
            let parts = self.language.join(&parts);
            text.push_str(&self.say(
                format!(". Nøglens dele og vægte: {parts}"),
                format!(". The key's parts and weights: {parts}"),
            ));
        }
        text.push('.');
        text
    }

    fn charts(self) -> Vec<Chart> {
        let drawn =
            self.groups().filter(|(group, _)| (2..=MOST_BARS).contains(&group.members.len()));
        drawn.take(MOST_CHARTS).map(|(group, _)| self.chart(group)).collect()
    }

    fn chart(self, group: &Group) -> Chart {
        let Allocation { input, run, .. } = self.figure;
        let values = |of: &dyn Fn(usize) -> Option<u64>| {
            let floats = group.members.iter().map(|&unit| of(unit).map(|number| number as f64));
            floats.collect::<Vec<_>>()
        };
        let mut series = vec![Series {
            name: self.say("Antal", "Places"),
            values: values(&|unit| Some(run.places[unit])),
        }];
        let previous = values(&|unit| input.units[unit].previous);
        if previous.iter().any(Option::is_some) {
            series.push(Series { name: self.say("Sidste år", "Previous"), values: previous });
        }
        let whole = self.group_name(group);
        let largest = group.members.iter().max_by_key(|&&unit| run.places[unit]);
        let description = largest.map_or_else(String::new, |&unit| {
            let (name, places) = (self.name(unit), self.counted(run.places[unit]));
            self.say(
                format!("En bjælke for hver; den længste er {name} med {places}."),
                format!("One bar each; the longest is {name} with {places}."),
            )
        });
        let unit = self.unit();
        Chart {
            title: self.say(format!("{whole}: {unit}"), format!("{whole}: {unit}")),
            description,
            drawing: Drawing::Bars(Bars {
                unit,
                decimals: 0,
                categories: group.members.iter().map(|&unit| self.name(unit).to_owned()).collect(),
                series,
            }),
        }
    }
}
