//! Counting, and what must not be shown.
//!
//! A group of few answers tells who answered what. It is suppressed, and with it as many others, the
//! smallest first, as are needed so that what is left when the shown ones are taken from the total is
//! again at least two groups and enough answers (complementary suppression).

use std::collections::{BTreeMap, BTreeSet};

use super::input::{Answer, Input, Scale};
use crate::name::is_same;
use crate::{Exact, Fault, Faults};

/// The fewest answers of a group that are shown, where nothing is said.
pub(super) const SMALLEST: u64 = 5;
/// More steps, groups or statements than any survey of a council has.
const MOST: usize = 10_000;
/// More people than there are, so that sums cannot overflow.
const MOST_PEOPLE: u64 = 100_000_000;

/// How the answers to a statement lie.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Distribution {
    /// One per step, lowest first.
    pub(super) counts: Vec<u64>,
    pub(super) unknown: u64,
}

/// A statement, and what may be shown of it.
#[derive(Debug, Clone)]
pub(super) struct Statement {
    pub(super) text: String,
    /// All groups together; `None` if too few answered.
    pub(super) all: Option<Distribution>,
    /// One per group that was asked it: its place, and its answers unless they are suppressed.
    pub(super) groups: Vec<(usize, Shown)>,
}

/// What may be shown of a group.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown {
    Open(Distribution),
    /// Too few answers.
    Small,
    /// Enough, but with it a smaller one could be computed.
    Complementary,
}

impl Distribution {
    /// How many chose a step.
    pub(super) fn answers(&self) -> u64 {
        self.counts.iter().sum()
    }

    /// The mean step.
    pub(super) fn mean(&self, low: u8) -> Option<Exact> {
        let steps = self.counts.iter().zip(u64::from(low)..);
        let sum: u64 = steps.map(|(count, step)| count * step).sum();
        Exact::from(sum).checked_div(&Exact::from(self.answers()))
    }

    /// The middle step; the mean of the two middle ones of an even number.
    pub(super) fn median(&self, low: u8) -> Option<Exact> {
        let answers = self.answers();
        let last = answers.checked_sub(1)?;
        let middle = self.step_at(last / 2, low) + self.step_at(answers / 2, low);
        Some(Exact::from(middle) / Exact::from(2))
    }

    /// The step of the answer at that place when they stand in order.
    fn step_at(&self, place: u64, low: u8) -> u64 {
        let mut before = 0;
        for (count, step) in self.counts.iter().zip(u64::from(low)..) {
            before += count;
            if before > place {
                return step;
            }
        }
        u64::from(low)
    }

    /// Shares of the steps, summing to one.
    pub(super) fn shares(&self) -> Vec<Exact> {
        let answers = Exact::from(self.answers());
        let share = |count: &u64| Exact::from(*count).checked_div(&answers).unwrap_or_default();
        self.counts.iter().map(share).collect()
    }

    fn add(&mut self, other: &Self) {
        for (own, more) in self.counts.iter_mut().zip(&other.counts) {
            *own += more;
        }
        self.unknown += other.unknown;
    }
}

impl Scale {
    /// How many steps it has.
    pub(super) fn steps(&self) -> usize {
        usize::from(self.high.saturating_sub(self.low)) + 1
    }

    /// What its steps are called.
    pub(super) fn labels(&self) -> Vec<String> {
        let number = |at: usize| (usize::from(self.low) + at).to_string();
        let label = |at: usize| match self.names.get(at) {
            Some(name) => format!("{} {name}", number(at)),
            None => number(at),
        };
        (0..self.steps()).map(label).collect()
    }
}

/// The statements in the order they first appear.
pub(super) fn statements(input: &Input) -> Result<Vec<Statement>, Faults> {
    let mut faults = check(input);
    Faults::none_in(std::mem::take(&mut faults))?;
    let mut texts: Vec<&str> = Vec::new();
    let mut by_text: BTreeMap<&str, Vec<(usize, &Answer)>> = BTreeMap::new();
    for (index, answer) in input.answers.iter().enumerate() {
        let text = answer.statement.trim();
        by_text.entry(text).or_default().push((index, answer));
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    let smallest = input.smallest.unwrap_or(SMALLEST);
    let statement = |text: &str| {
        let found = found(input, &by_text[text], &mut faults);
        suppressed(text, found, smallest)
    };
    let statements = texts.into_iter().map(statement).collect();
    Faults::none_in(faults)?;
    Ok(statements)
}

/// Who answered how: all together if so given, or groups.
enum Found {
    Together(Distribution),
    Groups(Vec<(usize, Distribution)>),
}

fn found(input: &Input, answers: &[(usize, &Answer)], faults: &mut Vec<Fault>) -> Found {
    let mut groups: Vec<(usize, Distribution)> = Vec::new();
    let mut together = None;
    for &(index, answer) in answers {
        let path = format!("answers[{index}]");
        let distribution = distribution(input, answer, &path, faults);
        let place = answer.group.as_ref().map(|name| group(input, name));
        let answered = match place {
            None => input.groups.iter().map(|group| group.answered).sum(),
            Some(Some(at)) => input.groups[at].answered,
            Some(None) => continue,
        };
        let given = distribution.answers() + distribution.unknown;
        if given > answered {
            let fault = Fault::at(
                path.clone(),
                format!("har {given} svar, men kun {answered} har svaret"),
                format!("has {given} answers, but only {answered} answered"),
            );
            faults.push(fault.advise("ret et af tallene", "correct one of the numbers"));
        }
        let is_twice = match place.flatten() {
            Some(at) => groups.iter().any(|(other, _)| *other == at),
            None => together.is_some(),
        };
        if is_twice {
            faults.push(
                Fault::at(path, "står der to gange", "is there twice")
                    .advise("slet den ene", "delete one of them"),
            );
        }
        match place.flatten() {
            Some(at) => groups.push((at, distribution)),
            None => together = Some((index, distribution)),
        }
    }
    match together {
        Some((index, _)) if !groups.is_empty() => {
            let fault = Fault::at(
                format!("answers[{index}].group"),
                "udsagnet er givet både for alle og for grupper",
                "the statement is given both for all and for groups",
            );
            faults.push(fault.advise("slet rækken for alle", "delete the row for all"));
            Found::Groups(groups)
        }
        Some((_, distribution)) => Found::Together(distribution),
        None => Found::Groups(groups),
    }
}

fn distribution(
    input: &Input,
    answer: &Answer,
    path: &str,
    faults: &mut Vec<Fault>,
) -> Distribution {
    let steps = usize::from(input.scale.low)..=usize::from(input.scale.high);
    let names: Vec<String> = steps.map(|step| step.to_string()).collect();
    for name in answer.counts.keys().filter(|name| !names.contains(name)) {
        let fault = Fault::at(
            format!("{path}.counts.{name}"),
            format!("»{name}« er ikke et trin på skalaen"),
            format!("“{name}” is no step of the scale"),
        );
        let (low, high) = (input.scale.low, input.scale.high);
        faults.push(fault.advise(
            format!("trinnene er {low} til {high}"),
            format!("the steps are {low} to {high}"),
        ));
    }
    let count = |name: &String| answer.counts.get(name).copied().flatten().unwrap_or(0);
    let counts: Vec<u64> = names.iter().map(count).map(|count| count.min(MOST_PEOPLE)).collect();
    Distribution { counts, unknown: answer.unknown.unwrap_or(0).min(MOST_PEOPLE) }
}

fn suppressed(text: &str, found: Found, smallest: u64) -> Statement {
    let text = text.to_owned();
    let enough = |distribution: &Distribution| distribution.answers() >= smallest;
    let groups = match found {
        Found::Together(all) => {
            let all = Some(all).filter(enough);
            return Statement { text, all, groups: Vec::new() };
        }
        Found::Groups(groups) => groups,
    };
    let Some(mut all) = groups.first().map(|(_, first)| first.clone()) else {
        return Statement { text, all: None, groups: Vec::new() };
    };
    groups.iter().skip(1).for_each(|(_, more)| all.add(more));
    let hidden = hidden(&groups, smallest);
    // A hidden group alone is the total less the rest; then the total must go too.
    let all = Some(all).filter(|all| enough(all) && is_covered(&groups, &hidden, smallest));
    let shown = |(place, distribution): (usize, Distribution)| {
        let is_hidden = hidden.contains(&place);
        let shown = match (is_hidden, is_small(&distribution, smallest)) {
            (false, _) => Shown::Open(distribution),
            (true, true) => Shown::Small,
            (true, false) => Shown::Complementary,
        };
        (place, shown)
    };
    Statement { text, all, groups: groups.into_iter().map(shown).collect() }
}

/// A group in which nobody answered hides nothing and covers nobody.
fn is_small(distribution: &Distribution, smallest: u64) -> bool {
    (1..smallest).contains(&(distribution.answers() + distribution.unknown))
        || (1..smallest).contains(&distribution.answers())
}

fn hidden(groups: &[(usize, Distribution)], smallest: u64) -> BTreeSet<usize> {
    let is_small = |(_, distribution): &&(usize, Distribution)| is_small(distribution, smallest);
    let mut hidden: BTreeSet<usize> =
        groups.iter().filter(is_small).map(|(place, _)| *place).collect();
    while !is_covered(groups, &hidden, smallest) {
        let open = groups
            .iter()
            .filter(|(place, distribution)| !hidden.contains(place) && distribution.answers() > 0);
        let Some((next, _)) = open.min_by_key(|(place, one)| (one.answers(), *place)) else {
            break;
        };
        hidden.insert(*next);
    }
    hidden
}

/// Whether nothing is hidden, or at least two groups with enough answers together.
fn is_covered(groups: &[(usize, Distribution)], hidden: &BTreeSet<usize>, smallest: u64) -> bool {
    let answers =
        groups.iter().filter(|(place, _)| hidden.contains(place)).map(|(_, one)| one.answers());
    hidden.is_empty()
        || answers.clone().filter(|answers| *answers > 0).count() > 1
            && answers.sum::<u64>() >= smallest
}

fn group(input: &Input, name: &str) -> Option<usize> {
    input.groups.iter().position(|group| is_same(&group.name, name))
}

fn check(input: &Input) -> Vec<Fault> {
    let mut faults = Vec::new();
    let scale = &input.scale;
    if scale.low >= scale.high {
        faults.push(
            Fault::at(
                "scale",
                "skalaens laveste er ikke mindre end dens højeste",
                "the scale's lowest is not below its highest",
            )
            .advise("ret den ene ende", "correct one of the ends"),
        );
    } else if !scale.names.is_empty() && scale.names.len() != scale.steps() {
        let (names, steps) = (scale.names.len(), scale.steps());
        faults.push(
            Fault::at(
                "scale.names",
                format!("der er {names} navne til {steps} trin"),
                format!("there are {names} names for {steps} steps"),
            )
            .advise("skriv et navn for hvert trin", "write a name for each step"),
        );
    }
    if input.smallest == Some(0) {
        faults.push(
            Fault::at("smallest", "er nul; 1 viser alt", "is zero; 1 shows all")
                .advise("skriv mindst 1", "write at least 1"),
        );
    }
    if input.groups.is_empty() {
        let fault = Fault::at("groups", "der er ingen grupper", "there are no groups");
        faults.push(fault.advise("skriv, hvem der blev spurgt", "write who was asked"));
    }
    if input.groups.len().max(input.answers.len()).max(input.keywords.len()) > MOST {
        faults.push(
            Fault::at(
                "answers",
                format!("der er flere rækker, end der regnes på (højst {MOST})"),
                format!("there are more rows than are computed (at most {MOST})"),
            )
            .advise("del spørgeskemaet op", "split the survey"),
        );
    }
    faults.extend(check_groups(input));
    for (index, answer) in input.answers.iter().enumerate() {
        if let Some(name) = answer.group.as_ref().filter(|name| group(input, name).is_none()) {
            faults.push(
                Fault::at(
                    format!("answers[{index}].group"),
                    format!("»{name}« er ikke en af grupperne"),
                    format!("“{name}” is none of the groups"),
                )
                .advise("ret navnet, eller tilføj gruppen", "correct the name or add the group"),
            );
        }
    }
    faults
}

fn check_groups(input: &Input) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen = BTreeSet::new();
    for (index, group) in input.groups.iter().enumerate() {
        let path = |key: &str| format!("groups[{index}].{key}");
        if group.name.trim().is_empty() || !seen.insert(group.name.trim().to_lowercase()) {
            faults.push(
                Fault::at(
                    path("name"),
                    "navnet er tomt eller findes to gange",
                    "the name is empty or there twice",
                )
                .advise("ret navnet", "correct the name"),
            );
        }
        if group.answered > group.invited {
            let (answered, invited) = (group.answered, group.invited);
            faults.push(
                Fault::at(
                    path("answered"),
                    format!("{answered} har svaret, men kun {invited} er spurgt"),
                    format!("{answered} answered, but only {invited} were asked"),
                )
                .advise("ret et af tallene", "correct one of the numbers"),
            );
        }
        if group.invited > MOST_PEOPLE {
            faults.push(
                Fault::at(path("invited"), "er flere, end der findes", "are more than live")
                    .advise("ret tallet", "correct the number"),
            );
        }
    }
    let mut words = BTreeSet::new();
    for (index, keyword) in input.keywords.iter().enumerate() {
        if !words.insert(keyword.word.trim().to_lowercase()) {
            let word = &keyword.word;
            faults.push(
                Fault::at(
                    format!("keywords[{index}].word"),
                    format!("»{word}« findes to gange"),
                    format!("“{word}” is there twice"),
                )
                .advise("slet den ene", "delete one of them"),
            );
        }
    }
    faults
}
