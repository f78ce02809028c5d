//! What lies nearest: one place more or fewer, and who is next in line.

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
    for (group, shared) in telling.groups().take(MOST_GROUPS) {
        let ranks = shared.outcome.queue.iter().map(|rank| {
            let units: Vec<usize> = rank.iter().map(|&at| group.members[at]).collect();
            let names = telling.names(&units);
            match units.len() {
                1 => names,
                _ => telling.say(format!("{names} (lige)"), format!("{names} (equal)")),
            }
        });
        let names = ranks.collect::<Vec<_>>().join("; ");
        // Without remainders nobody is nearer than another.
        let is_even = telling.figure.input.method.is_quota()
            && quotas(telling, group, shared).iter().all(Exact::is_integer);
        if names.is_empty() || is_even {
            continue;
        }
        let whole = telling.group_name(group);
        steps.push(Step::Text(telling.say(
            format!("{whole}: næste i rækken er {names}."),
            format!("{whole}: next in line: {names}."),
        )));
    }
    if steps.len() == 1 { Vec::new() } else { steps }
}
