//! The way to the answer, to be followed with a pocket calculator.

use super::input::{Method, Normalisation, Preference};
use super::linear::Linear;
use super::topsis::Distances;
use super::{Assessment, Engine, ordinal};
use crate::{Exact, Format, Language, Step};

/// So many alternatives are gone through; the rest is in the table.
const SHOWN: usize = 6;
const DECIMALS: u8 = 4;

pub(super) fn steps(assessment: &Assessment, language: Language) -> Vec<Step> {
    let mut steps = weights(assessment, language);
    match &assessment.solution.engine {
        Engine::Linear(linear) => {
            steps.extend(parts(assessment, linear, language));
            steps.extend(sums(assessment, linear, language));
        }
        Engine::Topsis(distances) => steps.extend(topsis(assessment, distances, language)),
        Engine::Rough => {
            if let Ok(distances) = Distances::of(&assessment.problem, assessment.normalisation) {
                steps.extend(topsis(assessment, &distances, language));
            }
        }
        Engine::Majorities(_) => steps.extend(duels(assessment, language)),
    }
    steps.extend(sensitivity(assessment, language));
    steps
}

fn heading(language: Language, danish: &str, english: &str) -> Step {
    Step::Heading(language.pick(danish, english).to_owned())
}

fn text(language: Language, danish: &str, english: &str) -> Step {
    Step::Text(language.pick(danish, english).to_owned())
}

fn weights(assessment: &Assessment, language: Language) -> Vec<Step> {
    let weights = &assessment.problem.weights;
    let sum: Exact = weights.given.iter().sum();
    let show = |number: &Exact| number.format_short(language, DECIMALS);
    let mut steps = vec![heading(language, "Vægtene", "The weights")];
    if let Some(consistency) = &weights.consistency {
        let number = |float: f64, decimals| {
            Exact::from_float(float).unwrap_or_default().format(language, decimals)
        };
        let (eigenvalue, index, ratio) = (
            number(consistency.eigenvalue, 3),
            number(consistency.index, 3),
            number(consistency.ratio, 3),
        );
        steps.push(Step::Text(language.pick(
            format!("De er fundet ved parvis sammenligning (Saaty): største egenværdi {eigenvalue}, konsistensindeks {index}, konsistensforhold {ratio}; op til 0,10 er brugbart."),
            format!("They were found by pairwise comparison (Saaty): principal eigenvalue {eigenvalue}, consistency index {index}, consistency ratio {ratio}; up to 0.10 is usable."),
        )));
    } else {
        steps.push(text(
            language,
            "Hvert kriteriums vægt divideres med summen af alle, så de tilsammen er 1.",
            "Each criterion's weight is divided by the sum of all, so that they are 1 together.",
        ));
    }
    let criteria = assessment.problem.criteria.iter().zip(&weights.given).zip(&weights.shares);
    for ((criterion, given), share) in criteria {
        let formula =
            format!("{}: {} / {} = {}", criterion.name, show(given), show(&sum), show(share));
        steps.push(Step::Formula(formula));
    }
    steps
}

/// How each given score became the part that is weighed.
fn parts(assessment: &Assessment, linear: &Linear, language: Language) -> Vec<Step> {
    let problem = &assessment.problem;
    let rule = match assessment.method {
        Method::WeightedSum if assessment.normalisation == Normalisation::None => return Vec::new(),
        Method::WeightedSum => language.pick(
            "Point efter forskellige kriterier gøres sammenlignelige, så mere altid er bedre:",
            "Scores by different criteria are made comparable so that more is always better:",
        ),
        Method::PrometheeIi => language.pick(
            "Efter hvert kriterium tælles, hvor meget alternativet er de andre overlegent, minus hvor meget de er det, delt med antallet af andre:",
            "By each criterion it is counted how much it is superior to the others less how much they are to it, divided by their number:",
        ),
        Method::Borda | Method::Topsis | Method::Copeland => language.pick(
            "Efter hvert kriterium gives ét point for hvert alternativ, der står lavere, og et halvt for hvert, der står lige:",
            "By each criterion one point is given for each alternative that stands lower and one half for each that stands alike:",
        ),
    };
    let mut steps = vec![
        heading(language, "Sammenlignelige point", "Comparable scores"),
        Step::Text(rule.to_owned()),
    ];
    for one in assessment.order().into_iter().take(SHOWN) {
        for (at, criterion) in problem.criteria.iter().enumerate() {
            let part = linear.part(at, one).format_short(language, DECIMALS);
            let from = source(assessment, at, one, language);
            let (name, criterion) = (&problem.names[one], &criterion.name);
            steps.push(Step::Formula(format!("{name}, {criterion}: {from} = {part}")));
        }
    }
    steps
}

/// The calculation of one part, or the score it came from.
fn source(assessment: &Assessment, at: usize, one: usize, language: Language) -> String {
    let problem = &assessment.problem;
    let column = &problem.columns[at];
    let show = |number: &Exact| number.format_short(language, DECIMALS);
    let (low, high) = match (&problem.scale, assessment.normalisation) {
        (Some((low, high)), Normalisation::Scale) => (low, high),
        _ => (
            column.iter().min().unwrap_or(&column[one]),
            column.iter().max().unwrap_or(&column[one]),
        ),
    };
    let is_cost = problem.criteria[at].is_cost();
    let (score, low_shown, high_shown) = (show(&column[one]), show(low), show(high));
    match (assessment.method, assessment.normalisation) {
        (Method::WeightedSum, Normalisation::Minmax | Normalisation::Scale) if low < high => {
            if is_cost {
                format!("({high_shown} − {score}) / ({high_shown} − {low_shown})")
            } else {
                format!("({score} − {low_shown}) / ({high_shown} − {low_shown})")
            }
        }
        (Method::WeightedSum, Normalisation::Max) if is_cost => {
            format!("1 − {score} / {high_shown}")
        }
        (Method::WeightedSum, Normalisation::Max | Normalisation::Linear) if !is_cost => {
            format!("{score} / {high_shown}")
        }
        (Method::WeightedSum, Normalisation::Linear) => format!("{low_shown} / {score}"),
        (Method::WeightedSum, Normalisation::Sum) if !is_cost => {
            format!("{score} / {}", show(&column.iter().sum()))
        }
        (Method::PrometheeIi, _) if problem.criteria[at].preference != Preference::Usual => {
            let by = language.pick("efter sin præferencefunktion", "by its preference function");
            format!("{score}, {by}")
        }
        (Method::PrometheeIi | Method::Borda, _) => placed(assessment, at, one, &score, language),
        _ => score,
    }
}

/// How many it is better and worse than, and what follows.
fn placed(
    assessment: &Assessment,
    at: usize,
    one: usize,
    score: &str,
    language: Language,
) -> String {
    let problem = &assessment.problem;
    let (column, is_cost) = (&problem.columns[at], problem.criteria[at].is_cost());
    let lower = column.iter().filter(|other| **other < column[one]).count();
    let higher = column.iter().filter(|other| **other > column[one]).count();
    let (better, worse) = if is_cost { (higher, lower) } else { (lower, higher) };
    let others = column.len() - 1;
    let alike = others - better - worse;
    let said = language.pick(
        format!("{score} er bedre end {better}, lige med {alike} og dårligere end {worse}"),
        format!("{score} is better than {better}, like {alike} and worse than {worse}"),
    );
    match assessment.method {
        Method::Borda => format!("{said}: {better} + {alike} / 2"),
        _ if others > 0 => format!("{said}: ({better} − {worse}) / {others}"),
        _ => said,
    }
}

fn sums(assessment: &Assessment, linear: &Linear, language: Language) -> Vec<Step> {
    let problem = &assessment.problem;
    let weights = if assessment.method == Method::Borda {
        &problem.weights.given
    } else {
        &problem.weights.shares
    };
    let show = |number: &Exact| number.format_short(language, DECIMALS);
    let mut steps = vec![
        heading(language, "Vægt gange point", "Weight times score"),
        text(
            language,
            "Hvert alternativs vægte ganges med dets point og lægges sammen. Her vises højst fire decimaler; der er regnet med alle:",
            "Each alternative's weights are multiplied by its scores and added. At most four decimals are shown; all were used:",
        ),
    ];
    for one in assessment.order().into_iter().take(SHOWN) {
        let products = weights.iter().enumerate().map(|(at, weight)| {
            let part = linear.part(at, one);
            let shown = show(&part);
            format!(
                "{} × {}",
                show(weight),
                if part.is_negative() { format!("({shown})") } else { shown }
            )
        });
        let products: Vec<String> = products.collect();
        let total = assessment.solution.ranking.scores[one].format_short(language, DECIMALS);
        steps.push(Step::Formula(format!(
            "{}: {} = {total}",
            problem.names[one],
            products.join(" + ")
        )));
    }
    steps.extend(rest(assessment, language));
    steps
}

fn rest(assessment: &Assessment, language: Language) -> Option<Step> {
    let more = assessment.problem.names.len().checked_sub(SHOWN).filter(|more| *more > 0)?;
    Some(Step::Text(language.pick(
        format!("De øvrige {more} alternativer er regnet på samme måde og står i tabellen."),
        format!("The other {more} alternatives are computed alike and stand in the table."),
    )))
}

fn topsis(assessment: &Assessment, distances: &Distances, language: Language) -> Vec<Step> {
    let problem = &assessment.problem;
    let mut steps = vec![
        heading(language, "Afstande", "Distances"),
        text(
            language,
            "Efter hvert kriterium tages forskellen til det bedste og til det dårligste alternativ, normaliseret og ganget med vægten; afstanden er kvadratroden af summen af kvadraterne. Nærheden er afstanden til det dårligste divideret med begge afstande tilsammen:",
            "By each criterion the differences to the best and to the worst alternative are taken, normalised and multiplied by the weight; a distance is the root of the sum of their squares. Closeness is the distance to the worst divided by both distances together:",
        ),
    ];
    if distances.are_all_alike() {
        steps.push(text(
            language,
            "Alle alternativer er ens i alt, der har vægt; de får alle 0,5.",
            "All alternatives are alike in all that has weight; each gets 0.5.",
        ));
        return steps;
    }
    let all = distances.distances();
    for one in assessment.order().into_iter().take(SHOWN) {
        let (best, worst) = (all[one].0.format(language, 5), all[one].1.format(language, 5));
        let score = assessment.solution.ranking.scores[one].format(language, DECIMALS);
        steps.push(Step::Formula(format!(
            "{}: {worst} / ({best} + {worst}) = {score}",
            problem.names[one]
        )));
    }
    steps.extend(rest(assessment, language));
    steps
}

fn duels(assessment: &Assessment, language: Language) -> Vec<Step> {
    let problem = &assessment.problem;
    let orders = ordinal::Orders::of(problem);
    let mut steps = vec![
        heading(language, "Dueller", "Duels"),
        text(
            language,
            "Hvert kriterium stemmer med sin vægt på det af to alternativer, det sætter højest:",
            "Each criterion votes by its weight for the one of two alternatives it puts higher:",
        ),
    ];
    let order: Vec<usize> = assessment.order().into_iter().take(SHOWN).collect();
    let given = &problem.weights.given;
    for (place, &one) in order.iter().enumerate() {
        for &other in &order[place + 1..] {
            let votes = [(one, other), (other, one)]
                .map(|(up, down)| orders.support(given, up, down).format_short(language, DECIMALS));
            let (one, other) = (&problem.names[one], &problem.names[other]);
            steps.push(Step::Formula(format!("{one} – {other}: {} – {}", votes[0], votes[1])));
        }
    }
    if let Engine::Majorities(majorities) = &assessment.solution.engine {
        steps.push(match majorities.condorcet_winner() {
            Some(winner) => Step::Text(language.pick(
                format!("{} vinder alle sine dueller.", problem.names[winner]),
                format!("{} wins all its duels.", problem.names[winner]),
            )),
            None => text(
                language,
                "Intet alternativ vinder alle sine dueller: flertallene går i ring eller står lige.",
                "No alternative wins all its duels: majorities go round in a circle or are even.",
            ),
        });
    }
    steps
}

fn sensitivity(assessment: &Assessment, language: Language) -> Vec<Step> {
    let problem = &assessment.problem;
    let percent = |share: &Exact| Format::Percent(1).show(share, language);
    let mut steps = Vec::new();
    for (at, span) in assessment.spans.iter().enumerate() {
        let Some(span) = span else { continue };
        let (low, high) = (percent(&span.low), percent(&span.high));
        let takes = |who: Option<usize>, end: &str, danish: &str, english: &str| {
            who.map(|who| {
                let name = &problem.names[who];
                language.pick(
                    format!(" {danish} {end} fører {name}."),
                    format!(" {english} {end} {name} leads."),
                )
            })
        };
        let below = takes(span.below, &low, "Under", "Below").unwrap_or_default();
        let above = takes(span.above, &high, "Over", "Above").unwrap_or_default();
        let name = &problem.criteria[at].name;
        let today = percent(&problem.weights.shares[at]);
        steps.push(Step::Text(language.pick(
            format!("{name} har vægten {today}; vinderen er den samme fra {low} til {high}.{below}{above}"),
            format!("{name} has the weight {today}; the winner is the same from {low} to {high}.{below}{above}"),
        )));
    }
    if !steps.is_empty() {
        steps.insert(0, heading(language, "Hvis vægtene var andre", "If the weights were others"));
    }
    steps
}
