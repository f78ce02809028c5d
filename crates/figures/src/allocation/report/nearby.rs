//! What lies nearest: one place more or fewer, and who is next in line.

use super::super::run::Shared;
use super::super::tree::Group;
use super::Telling;
use super::explain::{MOST_GROUPS, quotas};
use crate::{Exact, Step};

/// One more and one fewer, and who is next in line.
pub(super) fn neighbours(telling: Telling<'_>) -> Vec<Step> {
    let now = telling.figure.input.total;
    let heading = telling.say("En mere eller en færre i alt", "One more or one fewer in total");
    let mut steps = vec![Step::Heading(heading)];
    for neighbour in telling.figure.neighbours.iter().flatten() {
        let units =
            |units: &[(usize, u64)]| units.iter().map(|&(unit, _)| unit).collect::<Vec<_>>();
        let list = |danish: &str, english: &str, units: &[usize]| {
            let names = telling.names(units);
            (!units.is_empty())
                .then(|| telling.say(format!("{danish} {names}"), format!("{english} {names}")))
        };
        let said = [
            list("flere til", "more for", &units(&neighbour.more)),
            list("færre til", "fewer for", &units(&neighbour.fewer)),
            list("lige ret for", "an equal claim of", &neighbour.tied),
        ];
        let said: Vec<String> = said.into_iter().flatten().collect();
        if said.is_empty() {
            continue;
        }
        let said = said.join("; ");
        let (total, from) = (telling.counted(neighbour.total), telling.count(now));
        steps.push(Step::Text(telling.say(
            format!("Med {total} i stedet for {from}: {said}."),
            format!("With {total} instead of {from}: {said}."),
        )));
    }
    let lines = telling.groups().take(MOST_GROUPS);
    steps.extend(lines.filter_map(|(group, shared)| next_in_line(telling, group, shared)));
    if steps.len() == 1 { Vec::new() } else { steps }
}

fn next_in_line(telling: Telling<'_>, group: &Group, shared: &Shared) -> Option<Step> {
    let is_quota = telling.figure.input.method.is_quota();
    let quotas = if is_quota { quotas(telling, group, shared) } else { Vec::new() };
    // Without remainders nobody is nearer than another; who has just got the place for its remainder
    // has none left.
    if is_quota && quotas.iter().all(Exact::is_integer) {
        return None;
    }
    let waits = |&at: &usize| {
        let places = Exact::from(telling.figure.run.places[group.members[at]]);
        quotas.get(at).is_none_or(|quota| *quota > places)
    };
    let ranks = shared.outcome.queue.iter().filter_map(|rank| {
        let waiting = rank.iter().copied().filter(waits);
        let units: Vec<usize> = waiting.map(|at| group.members[at]).collect();
        let names = telling.names(&units);
        match units.len() {
            0 => None,
            1 => Some(names),
            _ => Some(telling.say(format!("{names} (lige)"), format!("{names} (equal)"))),
        }
    });
    let names = ranks.collect::<Vec<_>>().join("; ");
    let whole = telling.group_name(group);
    let text = if is_quota {
        telling.say(
            format!("{whole}: efter brøkerne er næste i rækken {names}. Med en plads mere vokser alle andele, så rækkefølgen kan skifte."),
            format!("{whole}: by remainders, next in line: {names}. With one place more all shares grow, so that the order may change."),
        )
    } else {
        telling.say(
            format!("{whole}: næste i rækken er {names}."),
            format!("{whole}: next in line: {names}."),
        )
    };
    (!names.is_empty()).then_some(Step::Text(text))
}
