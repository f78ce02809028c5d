//! Waived seats. A group may waive a seat only if another takes it.

use super::super::input::{Group, Waiver};
use super::super::quotients::{Contender, Distribution, Winner, distribute};
use super::{Counted, How, Passed, Seat, named};

/// Passes waived seats on, one after another: the group's last seat goes to who agreed to take it,
/// otherwise to the next quotient, inside the alliance first.
pub(super) fn pass_on(
    waivers: &[Waiver],
    order: &mut [Seat],
    blocks: &[Counted],
    groups: &[Group],
    outer: &Distribution,
) -> Vec<Passed> {
    let waiving: Vec<String> =
        waivers.iter().filter_map(|waiver| named(groups, &waiver.group)).collect();
    let mut passed = Vec::new();
    for waiver in waivers {
        let group = named(groups, &waiver.group).unwrap_or_default();
        let seat = order.iter().rposition(|seat| seat.holder.as_ref() == Some(&group));
        let (to, how) = match (seat, waiver.to.as_deref()) {
            _ if is_open(&group, order, blocks) => (None, How::Lots(Vec::new())),
            (None, _) => (None, How::NoSeat),
            (Some(_), Some(to)) => (named(groups, to), How::Agreed),
            (Some(_), None) if outer.open_seats().is_some() => (None, How::Lots(Vec::new())),
            (Some(_), None) => next(&group, &waiving, order, blocks),
        };
        let seat = seat.filter(|_| how != How::Lots(Vec::new()));
        let number = seat.map(|at| order[at].number);
        if let (Some(at), Some(to)) = (seat, &to) {
            order[at].holder = Some(to.clone());
        }
        passed.push(Passed { group, seat: number, to, how });
    }
    passed
}

/// Whether lots must first show which seats the group has.
fn is_open(group: &str, order: &[Seat], blocks: &[Counted]) -> bool {
    let block = blocks.iter().find(|block| block.has(group)).map(|block| &block.name);
    let is_meant = |name: &String| name == group || Some(name) == block;
    order.iter().any(|seat| seat.between.iter().any(is_meant))
}

/// Who is next by the quotients, with the seats held by now.
fn next(
    group: &str,
    waiving: &[String],
    order: &[Seat],
    blocks: &[Counted],
) -> (Option<String>, How) {
    let is_waiving = |name: &String| waiving.contains(name);
    let held = |is_own: &dyn Fn(&str) -> bool| {
        order.iter().filter(|seat| seat.holder.as_deref().is_some_and(is_own)).count() as u64
    };
    let inside = |block: &Counted| -> Vec<Contender> {
        let members = block.members.iter().filter(|member| !is_waiving(&member.name));
        let with_held = |member: &Contender| Contender {
            held: held(&|name| name == member.name),
            ..member.clone()
        };
        members.map(with_held).filter(|member| member.votes > 0).collect()
    };
    let own: Vec<Contender> =
        blocks.iter().filter(|block| block.has(group)).flat_map(inside).collect();
    if !own.is_empty() {
        return first(&own);
    }
    let open: Vec<&Counted> = blocks.iter().filter(|block| !inside(block).is_empty()).collect();
    let outer: Vec<Contender> = open
        .iter()
        .map(|block| Contender { held: held(&|name| block.has(name)), ..block.contender() })
        .collect();
    match first(&outer) {
        (Some(name), _) => {
            let block = open.iter().find(|block| block.name == name);
            block.map_or((None, How::NobodyTakes), |block| first(&inside(block)))
        }
        other => other,
    }
}

fn first(contenders: &[Contender]) -> (Option<String>, How) {
    let given = distribute(contenders, 1, &[]);
    match given.awards.first().map(|award| award.winner) {
        Some(Winner::Known { contender, .. }) => {
            (Some(contenders[contender].name.clone()), How::NextQuotient)
        }
        Some(Winner::Open { tie }) => {
            let tied = given.ties[tie].contenders.iter();
            (None, How::Lots(tied.map(|&at| contenders[at].name.clone()).collect()))
        }
        None => (None, How::NobodyTakes),
    }
}
