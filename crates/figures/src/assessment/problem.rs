//! The input as numbers: a column per criterion, nothing missing, weights that sum to one.

use std::collections::{BTreeMap, BTreeSet};

use super::input::{Criterion, Input, Missing, Scale, Score, Scores};
use super::panel::Panel;
use super::weights::{self, Weights};
use crate::name::is_same;
use crate::{Exact, Fault, Faults};

/// More than any council's assessment has.
const MOST_CELLS: usize = 200_000;
const MOST_ALTERNATIVES: usize = 5_000;
/// Bits of a score's numerator and denominator; more are no assessment but an attack.
const MOST_BITS: u64 = 256;

/// What is computed on.
#[derive(Debug, Clone)]
pub(super) struct Problem {
    pub(super) criteria: Vec<Criterion>,
    pub(super) weights: Weights,
    pub(super) names: Vec<String>,
    /// By criterion, then by alternative.
    pub(super) columns: Vec<Vec<Exact>>,
    pub(super) scale: Option<(Exact, Exact)>,
    /// Scores that were not there and what they count as: alternative, criterion, score.
    pub(super) filled: Vec<(usize, usize, Exact)>,
    /// Alternatives that are not ranked.
    pub(super) left_out: Vec<String>,
    pub(super) panel: Option<Panel>,
}

/// Scores by alternative, then by criterion.
pub(super) type Grid = Vec<Vec<Option<Exact>>>;

impl Problem {
    pub(super) fn of(input: &Input) -> Result<Self, Faults> {
        let mut faults = Vec::new();
        check_names(input, &mut faults);
        check_size(input, &mut faults);
        Faults::none_in(std::mem::take(&mut faults))?;
        let scale = ends(input.scale.as_ref(), &mut faults);
        let reader = Reader { input, scale: scale.as_ref() };
        let (grid, panel) = if input.judgements.is_empty() {
            (reader.own(&mut faults), None)
        } else {
            let panel = Panel::of(input, &reader, &mut faults);
            (panel.means(), Some(panel))
        };
        let weights = weights::weights(input).map_err(|more| faults.extend(more)).ok();
        Faults::none_in(faults)?;
        let weights = weights.unwrap_or_default();
        completed(input, grid, weights, scale, panel)
    }

    /// The same with other scores: what one assessor alone would have.
    pub(super) fn with_columns(&self, columns: Vec<Vec<Exact>>) -> Self {
        Self { columns, panel: None, ..self.clone() }
    }
}

fn completed(
    input: &Input,
    mut grid: Grid,
    weights: Weights,
    scale: Option<(Exact, Exact)>,
    panel: Option<Panel>,
) -> Result<Problem, Faults> {
    let mut names: Vec<String> = input.alternatives.iter().map(|one| one.name.clone()).collect();
    let mut left_out = Vec::new();
    if input.missing == Missing::LeaveOut {
        let is_whole: Vec<bool> = grid.iter().map(|row| row.iter().all(Option::is_some)).collect();
        let keep = |index: usize| is_whole[index];
        left_out = kept(&names, |index| !keep(index));
        names = kept(&names, keep);
        grid = kept(&grid, keep);
    }
    let directions = &input.criteria;
    let mut filled = Vec::new();
    let mut columns = Vec::with_capacity(directions.len());
    for (at, criterion) in directions.iter().enumerate() {
        let column: Vec<Option<&Exact>> = grid.iter().map(|row| row[at].as_ref()).collect();
        let stand_in = stand_in(&column, criterion, input.missing);
        let one = |(index, score): (usize, Option<&Exact>)| {
            let score = score.or(stand_in.as_ref()).cloned().ok_or_else(|| nobody(input, at))?;
            if column[index].is_none() {
                filled.push((index, at, score.clone()));
            }
            Ok(score)
        };
        columns
            .push(column.iter().copied().enumerate().map(one).collect::<Result<Vec<_>, Faults>>()?);
    }
    if names.is_empty() {
        return Err(Fault::at(
            "alternatives",
            "alle alternativer mangler point, så ingen kan rangordnes",
            "every alternative lacks scores, so none can be ranked",
        )
        .advise(
            "giv point, eller vælg under »Manglende point«, hvad et tomt felt betyder",
            "give scores, or choose under “Missing scores” what an empty cell means",
        )
        .into());
    }
    let criteria = input.criteria.clone();
    Ok(Problem { criteria, weights, names, columns, scale, filled, left_out, panel })
}

fn kept<T: Clone>(all: &[T], keep: impl Fn(usize) -> bool) -> Vec<T> {
    let kept = all.iter().enumerate().filter(|(index, _)| keep(*index));
    kept.map(|(_, one)| one.clone()).collect()
}

fn nobody(input: &Input, criterion: usize) -> Faults {
    let name = &input.criteria[criterion].name;
    Fault::at(
        format!("criteria[{criterion}]"),
        format!("ingen har point efter »{name}«"),
        format!("nobody has a score by “{name}”"),
    )
    .advise("giv point, eller slet kriteriet", "give scores or delete the criterion")
    .into()
}

/// What a missing score counts as.
fn stand_in(column: &[Option<&Exact>], criterion: &Criterion, missing: Missing) -> Option<Exact> {
    let there = || column.iter().flatten().copied();
    match missing {
        Missing::Worst if criterion.is_cost() => there().max().cloned(),
        Missing::Worst => there().min().cloned(),
        Missing::Mean => there().sum::<Exact>().checked_div(&Exact::from(there().count())),
        Missing::Refuse | Missing::LeaveOut => None,
    }
}

fn check_names(input: &Input, faults: &mut Vec<Fault>) {
    let criteria = input.criteria.iter().map(|criterion| criterion.name.as_str());
    unique("criteria", criteria, ("intet kriterium", "no criterion"), faults);
    let alternatives = input.alternatives.iter().map(|alternative| alternative.name.as_str());
    unique("alternatives", alternatives, ("intet alternativ", "no alternative"), faults);
}

fn unique<'n>(
    key: &str,
    names: impl Iterator<Item = &'n str>,
    none: (&str, &str),
    faults: &mut Vec<Fault>,
) {
    let mut seen = BTreeMap::new();
    let mut count = 0;
    for (index, name) in names.enumerate() {
        count += 1;
        let path = format!("{key}[{index}].name");
        if name.trim().is_empty() {
            faults.push(
                Fault::at(path, "navnet er tomt", "the name is empty")
                    .advise("skriv det", "write it"),
            );
        } else if seen.insert(name.trim().to_lowercase(), index).is_some() {
            let fault = Fault::at(
                path,
                format!("»{name}« findes to gange"),
                format!("“{name}” is there twice"),
            );
            faults.push(fault.advise("slet den ene", "delete one of them"));
        }
    }
    if count == 0 {
        let fault = Fault::at(key, format!("der er {}", none.0), format!("there is {}", none.1));
        faults.push(fault.advise("tilføj mindst ét", "add at least one"));
    }
}

fn check_size(input: &Input, faults: &mut Vec<Fault>) {
    let alternatives = input.alternatives.len();
    let assessors: BTreeSet<&str> =
        input.judgements.iter().map(|judgement| judgement.assessor.as_str()).collect();
    let rows = alternatives.saturating_mul(assessors.len().max(1)).max(input.judgements.len());
    let cells = rows.saturating_mul(input.criteria.len());
    if alternatives > MOST_ALTERNATIVES {
        faults.push(Fault::at(
            "alternatives",
            format!("{alternatives} alternativer er flere, end der regnes på (højst {MOST_ALTERNATIVES})"),
            format!("{alternatives} alternatives are more than are computed (at most {MOST_ALTERNATIVES})"),
        )
.advise("tag de vigtigste med", "keep the most important ones"));
    }
    if cells > MOST_CELLS {
        faults.push(
            Fault::at(
                "alternatives",
                format!("{cells} point er flere, end der regnes på (højst {MOST_CELLS})"),
                format!("{cells} scores are more than are computed (at most {MOST_CELLS})"),
            )
            .advise("tag de vigtigste med", "keep the most important ones"),
        );
    }
}

fn ends(scale: Option<&Scale>, faults: &mut Vec<Fault>) -> Option<(Exact, Exact)> {
    let scale = scale?;
    let by_words =
        (!scale.words.is_empty()).then(|| (Exact::from(1), Exact::from(scale.words.len())));
    let low = scale.low.clone().or_else(|| by_words.clone().map(|ends| ends.0));
    let high = scale.high.clone().or_else(|| by_words.map(|ends| ends.1));
    match (low, high) {
        (Some(low), Some(high)) if low < high => Some((low, high)),
        (None, None) => None,
        _ => {
            let fault = Fault::at(
                "scale",
                "skalaens laveste er ikke mindre end dens højeste",
                "the scale's lowest is not below its highest",
            );
            faults.push(fault.advise("skriv begge ender", "write both ends"));
            None
        }
    }
}

/// Reads scores as numbers on the scale.
pub(super) struct Reader<'i> {
    pub(super) input: &'i Input,
    scale: Option<&'i (Exact, Exact)>,
}

/// A criterion's score among those by name.
fn named<'s>(
    scores: &'s BTreeMap<String, Option<Score>>,
    criterion: &str,
) -> Option<(&'s String, &'s Option<Score>)> {
    let alike = || scores.iter().find(|(name, _)| is_same(name, criterion));
    scores.get_key_value(criterion).or_else(alike)
}

impl Reader<'_> {
    fn own(&self, faults: &mut Vec<Fault>) -> Grid {
        let rows = self.input.alternatives.iter().enumerate();
        rows.map(|(index, one)| self.row(&one.scores, &format!("alternatives[{index}]"), faults))
            .collect()
    }

    /// The scores in the order of the criteria.
    pub(super) fn row(
        &self,
        scores: &Scores,
        path: &str,
        faults: &mut Vec<Fault>,
    ) -> Vec<Option<Exact>> {
        self.check_shape(scores, path, faults);
        let criteria = self.input.criteria.iter().enumerate();
        criteria
            .map(|(at, criterion)| {
                let given = match scores {
                    Scores::Listed(list) => list.get(at),
                    Scores::Named(map) => named(map, &criterion.name).map(|(_, score)| score),
                };
                // Written only where it is needed: there may be a hundred thousand scores.
                let cell = || match scores {
                    Scores::Listed(_) => format!("{path}.scores[{at}]"),
                    Scores::Named(_) => format!("{path}.scores.{}", criterion.name),
                };
                let score = given.and_then(Option::as_ref);
                if score.is_none() && self.input.missing == Missing::Refuse {
                    faults.push(missing(&cell(), &criterion.name));
                }
                self.number(score?, cell).map_err(|fault| faults.push(*fault)).ok()
            })
            .collect()
    }

    fn check_shape(&self, scores: &Scores, path: &str, faults: &mut Vec<Fault>) {
        let criteria = &self.input.criteria;
        match scores {
            Scores::Listed(list) if list.len() > criteria.len() => {
                let (has, asked) = (list.len(), criteria.len());
                faults.push(
                    Fault::at(
                        format!("{path}.scores"),
                        format!("der er {has} point til {asked} kriterier"),
                        format!("there are {has} scores for {asked} criteria"),
                    )
                    .advise(
                        "slet de overskydende, eller tilføj kriterier",
                        "delete those too many or add criteria",
                    ),
                );
            }
            Scores::Listed(_) => {}
            Scores::Named(map) => {
                let is_used = |name: &String| {
                    let uses = |one: &Criterion| {
                        one.name == *name || named(map, &one.name).is_some_and(|it| it.0 == name)
                    };
                    criteria.iter().any(uses)
                };
                for name in map.keys().filter(|name| !is_used(name)) {
                    let fault = Fault::at(
                        format!("{path}.scores.{name}"),
                        format!("»{name}« er ikke et af kriterierne"),
                        format!("“{name}” is none of the criteria"),
                    );
                    faults.push(fault.advise(
                        "ret kolonnens navn, eller tilføj kriteriet",
                        "correct the column's name or add the criterion",
                    ));
                }
            }
        }
    }

    fn number(&self, score: &Score, path: impl Fn() -> String) -> Result<Exact, Box<Fault>> {
        let number = match score {
            Score::Number(number) => number.clone(),
            Score::Word(word) => self.word(word, &path())?,
        };
        if is_too_long(&number) {
            let fault = Fault::at(path(), "tallet har for mange cifre", "too many digits");
            return Err(Box::new(fault.advise("afrund det", "round it")));
        }
        match self.scale {
            Some((low, high)) if number < *low || number > *high => Err(Box::new(
                Fault::at(
                    path(),
                    format!("{number} ligger uden for skalaen {low} til {high}"),
                    format!("{number} lies outside the scale {low} to {high}"),
                )
                .advise("ret pointtallet eller skalaen", "correct the score or the scale"),
            )),
            _ => Ok(number),
        }
    }

    fn word(&self, word: &str, path: &str) -> Result<Exact, Box<Fault>> {
        let words = self.input.scale.as_ref().map_or(&[][..], |scale| &scale.words);
        let is_meant = |own: &String| own.trim().to_lowercase() == word.to_lowercase();
        words.iter().position(is_meant).map(|at| Exact::from(at + 1)).ok_or_else(|| {
            let fault = Fault::at(
                path,
                format!("»{word}« er hverken et tal eller et ord på skalaen"),
                format!("“{word}” is neither a number nor a word of the scale"),
            );
            Box::new(fault.advise(
                "skriv et tal, eller skriv skalaens ord under indstillinger",
                "write a number, or write the scale's words among the settings",
            ))
        })
    }
}

/// Whether a number has more digits than anybody means.
pub(super) fn is_too_long(number: &Exact) -> bool {
    number.bits() > MOST_BITS
}

fn missing(path: &str, criterion: &str) -> Fault {
    let fault = Fault::at(
        path,
        format!("der mangler point efter »{criterion}«"),
        format!("a score by “{criterion}” is missing"),
    );
    fault.advise(
        "giv point, eller vælg under »Manglende point«, hvad et tomt felt betyder",
        "give one, or choose under “Missing scores” what an empty cell means",
    )
}

impl Criterion {
    /// Whether less is better.
    pub(super) fn is_cost(&self) -> bool {
        self.direction == super::input::Direction::Min
    }
}
