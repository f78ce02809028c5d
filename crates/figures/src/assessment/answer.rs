//! The answer in a few sentences: who is first, what decides it, what would change it.

use super::input::Method;
use super::{Assessment, Engine};
use crate::{Exact, Format, Language};

/// Who is first, by how much, and what decides it.
pub(super) fn answer(assessment: &Assessment, language: Language) -> String {
    let names = &assessment.problem.names;
    let winners = assessment.solution.winners();
    let [winner] = winners[..] else {
        let who = language.join(&assessment.names(&winners));
        return language.pick(
            format!("{who} deler førstepladsen; metoden afgør ikke mellem dem."),
            format!("{who} share the first place; the method does not decide between them."),
        );
    };
    let Some(&second) = assessment.order().get(1) else {
        let name = &names[winner];
        return language
            .pick(format!("{name} er det eneste alternativ."), format!("{name} is the only one."));
    };
    let scores = &assessment.solution.ranking.scores;
    let show = |one: usize| scores[one].format(language, decimals(assessment.method));
    let lead = language.pick(
        format!(
            "{} klarer sig bedst ({}), foran {} ({}).",
            names[winner],
            show(winner),
            names[second],
            show(second)
        ),
        format!(
            "{} does best ({}), before {} ({}).",
            names[winner],
            show(winner),
            names[second],
            show(second)
        ),
    );
    [Some(lead), deciding(assessment, winner, second, language), fragile(assessment, language)]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ")
}

fn decimals(method: Method) -> u8 {
    match method {
        Method::WeightedSum | Method::Topsis | Method::PrometheeIi => 3,
        Method::Borda => 1,
        Method::Copeland => 0,
    }
}

/// Which criterion carries the lead, and which speak against it.
fn deciding(
    assessment: &Assessment,
    winner: usize,
    second: usize,
    language: Language,
) -> Option<String> {
    let Engine::Linear(linear) = &assessment.solution.engine else { return None };
    let criteria = &assessment.problem.criteria;
    let lead = |at: usize| linear.contribution(at, winner) - linear.contribution(at, second);
    let leads: Vec<Exact> = (0..criteria.len()).map(lead).collect();
    let most = (0..criteria.len()).max_by_key(|&at| (&leads[at], std::cmp::Reverse(at)))?;
    let signed = |at: usize| leads[at].format_signed(language, decimals(assessment.method));
    let against: Vec<String> = (0..criteria.len())
        .filter(|&at| leads[at].is_negative())
        .map(|at| format!("{} ({})", criteria[at].name, signed(at)))
        .collect();
    let (name, most) = (&criteria[most].name, signed(most));
    let but = (!against.is_empty()).then(|| language.join(&against));
    Some(match but {
        None => language.pick(
            format!("Det afgørende er {name} ({most}); intet kriterium taler imod."),
            format!("What decides is {name} ({most}); no criterion speaks against it."),
        ),
        Some(but) => language.pick(
            format!("Det afgørende er {name} ({most}); imod taler {but}."),
            format!("What decides is {name} ({most}); against it speaks {but}."),
        ),
    })
}

/// The smallest change of one weight that lets another catch up.
fn fragile(assessment: &Assessment, language: Language) -> Option<String> {
    let problem = &assessment.problem;
    let mut nearest: Option<(Exact, usize, Exact, usize)> = None;
    for (at, span) in assessment.spans.iter().enumerate() {
        let Some(span) = span else { continue };
        let ends = [(&span.low, span.below), (&span.high, span.above)];
        for (end, who) in ends {
            let Some(who) = who else { continue };
            let distance = (end - &problem.weights.shares[at]).abs();
            if nearest.as_ref().is_none_or(|(least, ..)| distance < *least) {
                nearest = Some((distance, at, end.clone(), who));
            }
        }
    }
    let Some((_, at, end, who)) = nearest else {
        let all_known = assessment.spans.iter().all(Option::is_some);
        return all_known.then(|| {
            language
                .pick(
                    "Ingen ændring af én vægt giver en anden vinder.",
                    "No change of one weight makes another win.",
                )
                .to_owned()
        });
    };
    let percent = |share: &Exact| Format::Percent(1).show(share, language);
    let (name, rival) = (&problem.criteria[at].name, &problem.names[who]);
    let (today, end) = (percent(&problem.weights.shares[at]), percent(&end));
    Some(language.pick(
        format!("Nærmest ved at ændre det er vægten af {name}: går den fra {today} til {end}, når {rival} op på siden."),
        format!("Nearest to change it is the weight of {name}: if it goes from {today} to {end}, {rival} draws level."),
    ))
}
