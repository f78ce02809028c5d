//! How far the sensitivity was looked into, so that silence is never taken for certainty.

use serde::Serialize;

use super::input::Method;
use super::problem::Problem;
use super::{Assessment, Engine, MOST_SPANS, Solution, reach};
use crate::{Language, Remark};

/// Whether something was sought, and why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(tag = "sought", rename_all = "kebab-case")]
pub(super) enum Coverage {
    /// For all.
    All,
    /// Several share the first place, so that nobody's place can be lost.
    SharedFirst,
    /// It would take too long: so many steps, where so many are taken.
    TooMany {
        /// What there is.
        size: usize,
        /// What is done.
        most: usize,
    },
    /// The method has no answer that is found in reasonable time.
    NotByMethod,
}

impl Coverage {
    fn up_to(size: usize, most: usize) -> Self {
        if size <= most { Self::All } else { Self::TooMany { size, most } }
    }
}

/// The intervals of the weights.
pub(super) fn intervals(solution: &Solution, problem: &Problem) -> Coverage {
    let (criteria, count) = (problem.criteria.len(), problem.names.len());
    if solution.winners().len() > 1 {
        return Coverage::SharedFirst;
    }
    match solution.engine {
        Engine::Linear(_) => Coverage::All,
        Engine::Topsis(_) | Engine::Rough => Coverage::up_to(criteria * count, MOST_SPANS),
        Engine::Majorities(_) => Coverage::up_to(criteria * count * count, MOST_SPANS),
    }
}

/// Who could win under any weights.
pub(super) fn possible_winners(solution: &Solution, problem: &Problem) -> Coverage {
    match solution.engine {
        Engine::Linear(_) => {
            Coverage::up_to(problem.criteria.len() * problem.names.len(), reach::MOST_CELLS)
        }
        Engine::Topsis(_) | Engine::Rough | Engine::Majorities(_) => Coverage::NotByMethod,
    }
}

/// What was not sought, for people.
pub(super) fn remarks(assessment: &Assessment, language: Language) -> Vec<Remark> {
    let intervals = match assessment.intervals {
        Coverage::TooMany { size, most } => {
            let what = match assessment.method {
                Method::Copeland => language.pick(
                    "kriterier gange alternativer gange alternativer",
                    "criteria times alternatives times alternatives",
                ),
                _ => language.pick("kriterier gange alternativer", "criteria times alternatives"),
            };
            Some(language.pick(
                format!("Hvor langt hver vægt kan ændres, uden at en anden vinder, er ikke undersøgt: med denne metode gøres det kun op til {most} ({what}), og her er {size}. At intet er sagt om det, betyder ikke, at vinderen er sikker."),
                format!("How far each weight may move before another wins was not looked into: with this method it is done up to {most} only ({what}), and here there are {size}. That nothing is said of it does not mean the winner is certain."),
            ))
        }
        Coverage::SharedFirst => Some(language.pick(
            "Flere deler førstepladsen, så der er ikke undersøgt, hvor langt vægtene kan ændres.".to_owned(),
            "Several share the first place, so how far weights may move was not looked into.".to_owned(),
        )),
        Coverage::All | Coverage::NotByMethod => None,
    };
    let possible = match assessment.possible_winners {
        Coverage::TooMany { size, most } => Some(language.pick(
            format!("Hvem der kunne vinde med andre vægte, er ikke undersøgt: det gøres op til {most} point (kriterier gange alternativer), og her er {size}."),
            format!("Who could win under other weights was not looked into: it is done up to {most} scores (criteria times alternatives), and here there are {size}."),
        )),
        Coverage::NotByMethod => Some(language.pick(
            "Hvem der kunne vinde med andre vægte, undersøges kun ved vægtet sum, PROMETHEE II og Borda.".to_owned(),
            "Who could win under other weights is looked into with weighted sum, PROMETHEE II and Borda only.".to_owned(),
        )),
        Coverage::All | Coverage::SharedFirst => None,
    };
    let whole = whole_weight(assessment, language);
    intervals.into_iter().chain(possible).chain(whole).map(Remark::note).collect()
}

/// A criterion that has all the weight leaves the others no proportions to keep.
fn whole_weight(assessment: &Assessment, language: Language) -> Option<String> {
    if assessment.intervals != Coverage::All {
        return None;
    }
    let at = assessment.spans.iter().position(Option::is_none)?;
    let name = &assessment.problem.criteria[at].name;
    Some(language.pick(
        format!("{name} har al vægten, så der er ikke noget forhold mellem de andre at bevare, hvis den ændres."),
        format!("{name} has all the weight, so that there are no proportions of the others to keep if it is changed."),
    ))
}
