//! Alternatives scored by criteria: which is best, what decides, and how sure one can be of it.
//!
//! `input` says what is asked; `problem` turns it into a column of numbers per criterion, with
//! `weights` (and `ahp`) that sum to one and the means of a `panel` of assessors. `normalise` makes
//! columns comparable. The methods are `linear` sums of parts (weighted sum; `promethee`; Borda in
//! `ordinal`), `topsis`, and pairwise majorities in `ordinal`. `sensitivity` says how far each weight
//! may move, `reach` who could win at all. `coverage` says where
//! these were not sought. `report`, `answer`, `explain`, `method` and `charts` are what people see.
//!
//! Equal scores share a rank and the next rank is left free: 1, 2, 2, 4. Nothing is resolved silently:
//! ties, missing scores and assumed weights are remarks of the report.

mod ahp;
mod answer;
mod charts;
mod coverage;
mod explain;
mod input;
mod linear;
mod method;
mod normalise;
mod ordinal;
mod panel;
mod problem;
mod promethee;
mod reach;
mod report;
mod result;
mod rough;
mod schema;
mod sensitivity;
#[cfg(test)]
mod tests;
mod topsis;
mod weights;

use serde_json::Value;

use self::coverage::Coverage;
use self::linear::Linear;
use self::ordinal::{Majorities, Orders};
use self::problem::Problem;
use self::reach::Reach;
use self::sensitivity::Span;
use self::topsis::Distances;
use crate::kind::Figure;
use crate::{Context, Exact, Faults, Intake, Language, Meta, Report, Schema};

pub use input::{
    Alternative, Comparison, Criterion, Direction, Input, Judgement, Method, Missing,
    Normalisation, Preference, Scale, Score, Scores, Weighing,
};

/// Beyond so many alternatives times criteria the spans of TOPSIS and majorities are not sought.
const MOST_SPANS: usize = 2_000;

/// A computed assessment.
#[derive(Debug, Clone)]
pub struct Assessment {
    about: Meta,
    method: Method,
    normalisation: Normalisation,
    /// Whether a normalisation was given that the method does not use.
    is_normalisation_unused: bool,
    problem: Problem,
    solution: Solution,
    /// One per criterion; `None` where it cannot be said.
    spans: Vec<Option<Span>>,
    intervals: Coverage,
    reaches: Option<Vec<Reach>>,
    possible_winners: Coverage,
    dominators: Vec<Option<usize>>,
    /// Name of each assessor and the ranks by their scores alone.
    assessors: Vec<(String, Vec<usize>)>,
}

/// Score and rank of every alternative.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// In the order of the alternatives.
    pub scores: Vec<Exact>,
    /// From 1; equal scores share a rank, and the ranks they would have filled are left free.
    pub ranks: Vec<usize>,
}

/// Scores and ranks alone, without sensitivity or report. Alternatives left out are not among them.
pub fn ranking(input: &Input) -> Result<Ranking, Faults> {
    let problem = Problem::of(input)?;
    Ok(solve(&problem, input.method, normalisation_of(input))?.ranking)
}

#[derive(Debug, Clone)]
struct Solution {
    ranking: Ranking,
    engine: Engine,
}

/// What a score was made from.
#[derive(Debug, Clone)]
enum Engine {
    Linear(Linear),
    Topsis(Distances),
    /// TOPSIS of many, whose distances are found when they are to be shown.
    Rough,
    Majorities(Majorities),
}

fn normalisation_of(input: &Input) -> Normalisation {
    match (input.method, input.normalisation) {
        (Method::WeightedSum | Method::Topsis, Some(normalisation)) => normalisation,
        (Method::WeightedSum, None) if input.scale.is_some() => Normalisation::Scale,
        (Method::WeightedSum, None) => Normalisation::Minmax,
        (Method::Topsis, None) => Normalisation::Vector,
        (Method::PrometheeIi | Method::Borda | Method::Copeland, _) => Normalisation::None,
    }
}

fn solve(
    problem: &Problem,
    method: Method,
    normalisation: Normalisation,
) -> Result<Solution, Faults> {
    let shares = &problem.weights.shares;
    Ok(match method {
        Method::WeightedSum => {
            linear(Linear::new(shares, &normalise::normalised(problem, normalisation)?))
        }
        Method::PrometheeIi => linear(Linear::new(shares, &promethee::flows(problem)?)),
        Method::Borda => linear(Linear::new(&problem.weights.given, &Orders::of(problem).borda())),
        Method::Topsis => {
            let is_vector = normalisation == Normalisation::Vector;
            if let Some(ranking) = is_vector.then(|| rough::ranking(problem)).flatten() {
                return Ok(Solution { ranking, engine: Engine::Rough });
            }
            let distances = Distances::of(problem, normalisation)?;
            let scores = distances.scores();
            let ranking = Ranking { ranks: ranks(&scores), scores };
            Solution { ranking, engine: Engine::Topsis(distances) }
        }
        Method::Copeland => {
            let majorities = Majorities::of(&Orders::of(problem), shares);
            let scores = majorities.scores();
            let ranking = Ranking { ranks: ranks(&scores), scores };
            Solution { ranking, engine: Engine::Majorities(majorities) }
        }
    })
}

fn linear(linear: Linear) -> Solution {
    let scores = (0..linear.totals.len()).map(|one| linear.total(one)).collect();
    let ranking = Ranking { scores, ranks: ranks(&linear.totals) };
    Solution { ranking, engine: Engine::Linear(linear) }
}

/// One more than the number of larger keys.
fn ranks<K: Ord>(keys: &[K]) -> Vec<usize> {
    let mut sorted: Vec<&K> = keys.iter().collect();
    sorted.sort_by(|one, other| other.cmp(one));
    keys.iter().map(|key| 1 + sorted.partition_point(|other| *other > key)).collect()
}

impl Solution {
    /// Those who share the first rank.
    fn winners(&self) -> Vec<usize> {
        let ranks = self.ranking.ranks.iter().enumerate();
        ranks.filter(|(_, rank)| **rank == 1).map(|(index, _)| index).collect()
    }

    /// How far each weight may move before the one winner is caught up with.
    fn spans(&self, problem: &Problem) -> Vec<Option<Span>> {
        let criteria = 0..problem.criteria.len();
        let [winner] = self.winners()[..] else { return vec![None; criteria.len()] };
        if coverage::intervals(self, problem) != Coverage::All {
            return vec![None; criteria.len()];
        }
        let shares = &problem.weights.shares;
        let span = |at| match &self.engine {
            Engine::Linear(linear) => sensitivity::span(linear, winner, at),
            Engine::Topsis(distances) => sensitivity::topsis_span(distances, shares, winner, at),
            Engine::Majorities(_) => sensitivity::majority_span(problem, winner, at),
            Engine::Rough => None,
        };
        criteria.map(span).collect()
    }
}

impl Assessment {
    fn of(input: Input) -> Result<Self, Faults> {
        let problem = Problem::of(&input)?;
        let normalisation = normalisation_of(&input);
        let solution = solve(&problem, input.method, normalisation)?;
        let reaches = match &solution.engine {
            Engine::Linear(linear) => reach::reaches(linear),
            Engine::Topsis(_) | Engine::Majorities(_) | Engine::Rough => None,
        };
        let spans = solution.spans(&problem);
        let intervals = coverage::intervals(&solution, &problem);
        let possible_winners = coverage::possible_winners(&solution, &problem);
        let dominators = Orders::of(&problem).dominators();
        let assessors = assessors(&problem, input.method, normalisation);
        let is_normalisation_unused =
            input.normalisation.is_some_and(|asked| asked != normalisation);
        Ok(Self {
            about: input.about,
            method: input.method,
            normalisation,
            is_normalisation_unused,
            problem,
            solution,
            spans,
            intervals,
            reaches,
            possible_winners,
            dominators,
            assessors,
        })
    }

    fn names(&self, indices: &[usize]) -> Vec<&str> {
        indices.iter().map(|&index| self.problem.names[index].as_str()).collect()
    }

    /// The alternatives from the best on; equal ones in the given order.
    fn order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.problem.names.len()).collect();
        order.sort_by_key(|&index| self.solution.ranking.ranks[index]);
        order
    }

    /// Ranks that are shared, with those who share them.
    fn ties(&self) -> Vec<(usize, Vec<usize>)> {
        let ranks = &self.solution.ranking.ranks;
        let sharing = |rank: usize| -> Vec<usize> {
            (0..ranks.len()).filter(|&index| ranks[index] == rank).collect()
        };
        let mut shared: Vec<usize> = self.order().iter().map(|&index| ranks[index]).collect();
        shared.dedup();
        shared
            .into_iter()
            .map(|rank| (rank, sharing(rank)))
            .filter(|(_, who)| who.len() > 1)
            .collect()
    }
}

/// The ranks by each assessor's scores alone, of those who scored everything.
fn assessors(
    problem: &Problem,
    method: Method,
    normalisation: Normalisation,
) -> Vec<(String, Vec<usize>)> {
    let Some(panel) = problem.panel.as_ref().filter(|_| problem.left_out.is_empty()) else {
        return Vec::new();
    };
    let of_one = |(name, grid): (&String, &problem::Grid)| {
        let column = |at: usize| grid.iter().map(|row| row[at].clone()).collect();
        let columns: Option<Vec<Vec<Exact>>> = (0..problem.criteria.len()).map(column).collect();
        let solution = solve(&problem.with_columns(columns?), method, normalisation).ok()?;
        Some((name.clone(), solution.ranking.ranks))
    };
    panel.assessors.iter().zip(&panel.grids).filter_map(of_one).collect()
}

impl Figure for Assessment {
    const SCHEMA: Schema = schema::SCHEMA;
    const EXAMPLE: &'static str = include_str!("example.toml");

    fn compute(intake: &Intake, _: Context) -> Result<Self, Faults> {
        Self::of(intake.read()?)
    }
    fn compute_json(text: &str, _: Context) -> Option<Self> {
        Self::of(serde_json::from_str(text).ok()?).ok()
    }
    fn json(&self) -> Value {
        result::json(self)
    }
    fn report(&self, language: Language) -> Report {
        report::report(self, language)
    }
}
