//! The answer in a few sentences: who is first, what decides it, what would change it.

use super::input::Method;
use super::linear::Linear;
use super::ordinal::Orders;
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
    let ranking = &assessment.solution.ranking;
    let show = |one: usize| ranking.scores[one].format(language, decimals(assessment.method));
    let seconds: Vec<usize> =
        (0..names.len()).filter(|&one| ranking.ranks[one] == ranking.ranks[second]).collect();
    let rivals = language.join(&assessment.names(&seconds));
    let lead = language.pick(
        format!(
            "{} klarer sig bedst ({}), foran {rivals} ({}).",
            names[winner],
            show(winner),
            show(second)
        ),
        format!(
            "{} does best ({}), before {rivals} ({}).",
            names[winner],
            show(winner),
            show(second)
        ),
    );
    let deciding = match &assessment.solution.engine {
        Engine::Linear(linear) => Some(deciding(assessment, linear, winner, second, language)),
        Engine::Topsis(_) | Engine::Rough | Engine::Majorities(_) => {
            support(assessment, winner, second, language)
        }
    };
    [Some(lead), deciding, fragile(assessment, language)]
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
    linear: &Linear,
    winner: usize,
    second: usize,
    language: Language,
) -> String {
    let criteria = &assessment.problem.criteria;
    let lead = |at: usize| linear.contribution(at, winner) - linear.contribution(at, second);
    let leads: Vec<Exact> = (0..criteria.len()).map(lead).collect();
    let most = leads.iter().max().cloned().unwrap_or_default();
    let signed = |lead: &Exact| lead.format_signed(language, decimals(assessment.method));
    let named = |is_meant: &dyn Fn(&Exact) -> bool| -> Vec<String> {
        let meant = criteria.iter().zip(&leads).filter(|(_, lead)| is_meant(lead));
        meant.map(|(criterion, lead)| format!("{} ({})", criterion.name, signed(lead))).collect()
    };
    let decides = language.join(&named(&|lead| *lead == most));
    let against = named(&Exact::is_negative);
    let rival = &assessment.problem.names[second];
    if against.is_empty() {
        return language.pick(
            format!("Det afgørende over for {rival} er {decides}; intet kriterium taler imod."),
            format!("What decides against {rival} is {decides}; no criterion speaks against it."),
        );
    }
    let against = language.join(&against);
    language.pick(
        format!("Det afgørende over for {rival} er {decides}; imod taler {against}."),
        format!("What decides against {rival} is {decides}; for {rival} speaks {against}."),
    )
}

/// By which criteria the winner stands above the second and by which below, with their weight.
fn support(
    assessment: &Assessment,
    winner: usize,
    second: usize,
    language: Language,
) -> Option<String> {
    let problem = &assessment.problem;
    let orders = Orders::of(problem);
    let names = |up: usize, down: usize| -> Option<String> {
        let is_above = |at: &usize| orders.places[*at][up] > orders.places[*at][down];
        let above = (0..problem.criteria.len()).filter(is_above);
        let names: Vec<&str> = above.map(|at| problem.criteria[at].name.as_str()).collect();
        let share =
            Format::Percent(1).show(&orders.support(&problem.weights.shares, up, down), language);
        let of = language.pick("af vægten", "of the weight");
        (!names.is_empty()).then(|| format!("{} ({share} {of})", language.join(&names)))
    };
    let (one, other) = (&problem.names[winner], &problem.names[second]);
    let above = names(winner, second)?;
    Some(match names(second, winner) {
        Some(below) => language.pick(
            format!("{one} er bedre end {other} efter {above}, {other} er bedre efter {below}."),
            format!("{one} is better than {other} by {above}, {other} is better by {below}."),
        ),
        None => language.pick(
            format!("{one} er bedre end {other} efter {above} og intet sted dårligere."),
            format!("{one} is better than {other} by {above} and nowhere worse."),
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
