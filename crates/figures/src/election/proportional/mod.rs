//! Several posts filled by proportional election among the members present (kommunestyrelsesloven
//! §§ 24(3), 25): alliances first, then inside them; waived seats passed on; the order in which
//! groups choose (§ 65); several committees at once (§ 27).

mod check;
mod together;
mod waivers;

use serde::Serialize;

pub(super) use together::{Filled, Together};

use super::input::{Draw, Group, Input};
use super::quotients::{Contender, Distribution, Lots, Tie, Winner, distribute};
use crate::{Exact, Fault, Faults};

#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Proportional {
    pub(super) seats: u64,
    /// Members present, who alone count.
    pub(super) voting: u64,
    pub(super) groups: Vec<Won>,
    pub(super) blocks: Vec<Block>,
    /// The seats in the order in which they were won, which is that of choosing.
    pub(super) order: Vec<Seat>,
    pub(super) ties: Vec<TieSeen>,
    pub(super) waivers: Vec<Passed>,
    /// The committees, where several are filled at once.
    #[serde(flatten)]
    pub(super) together: Option<Together>,
}

/// A group and its seats.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Won {
    pub(super) name: String,
    pub(super) alliance: Option<String>,
    pub(super) members: u64,
    pub(super) present: u64,
    /// Won by the quotients; seats that lots must still decide are not among them.
    pub(super) seats: u64,
    /// After waivers.
    pub(super) holds: u64,
}

/// What counts as one: an alliance, or a group outside one.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Block {
    pub(super) name: String,
    pub(super) groups: Vec<String>,
    pub(super) votes: u64,
    pub(super) seats: u64,
    /// The distribution among its groups.
    pub(super) inside: Vec<Inside>,
}

/// A seat of an alliance among its groups.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Inside {
    pub(super) number: u64,
    pub(super) quotient: Exact,
    /// `None` while lots must decide.
    pub(super) group: Option<String>,
}

/// One seat.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Seat {
    #[serde(rename = "seat")]
    pub(super) number: u64,
    pub(super) quotient: Exact,
    pub(super) divisor: Option<u64>,
    pub(super) block: Option<String>,
    pub(super) group: Option<String>,
    pub(super) holder: Option<String>,
    /// Those between whom lots must decide.
    pub(super) between: Vec<String>,
}

/// Equal quotients.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct TieSeen {
    pub(super) within: Option<String>,
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) quotient: Exact,
    pub(super) between: Vec<String>,
    /// Whether it decides who gets a seat, or only the order.
    pub(super) decides: Decides,
    /// The names as drawn; `None` while open.
    pub(super) drawn: Option<Vec<String>>,
    pub(super) note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Decides {
    Seats,
    Order,
}

/// A waived seat.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Passed {
    pub(super) group: String,
    pub(super) seat: Option<u64>,
    /// `None`: it cannot be waived, or lots must decide.
    pub(super) to: Option<String>,
    pub(super) how: How,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum How {
    Agreed,
    NextQuotient,
    /// Equal quotients between these.
    Lots(Vec<String>),
    /// Nobody is there to take it, so the group keeps it.
    NobodyTakes,
    /// The group has no seat that is certain.
    NoSeat,
}

pub(super) fn compute(input: &Input) -> Result<Proportional, Faults> {
    check::check(input)?;
    let seats = together::seats(input);
    let mut blocks = blocks(&input.groups);
    let contenders: Vec<Contender> = blocks.iter().map(Counted::contender).collect();
    let outer = distribute(&contenders, seats, &lots(&input.draws, None));
    let mut ties = seen(&outer, &contenders, None, &input.draws);
    let mut insides = Vec::new();
    for (block, &won) in blocks.iter_mut().zip(&outer.seats) {
        block.seats = won;
        let within = block.alliance.as_deref();
        let inside = distribute(&block.members, won, &lots(&input.draws, within));
        if within.is_some() {
            let seen = seen(&inside, &block.members, within, &input.draws);
            // Who of an alliance sits in which committee is agreed inside it.
            let is_told = |tie: &TieSeen| input.committees.is_empty() || tie.drawn.is_some();
            ties.extend(seen.into_iter().filter(is_told));
        }
        insides.push(inside);
    }
    let together = together::together(input, &contenders, &outer, &mut ties);
    unused(&input.draws, &ties)?;
    let mut order = order(&outer, &contenders, &blocks, &insides);
    let waivers = waivers::pass_on(&input.waivers, &mut order, &blocks, &input.groups, &outer);
    let groups = input.groups.iter().map(|group| won(group, &order, &blocks, &insides)).collect();
    let voting = input.groups.iter().map(present).sum();
    let blocks = blocks.iter().zip(&insides).map(|(block, inside)| block.shown(inside)).collect();
    Ok(Proportional { seats, voting, groups, blocks, order, ties, waivers, together })
}

fn present(group: &Group) -> u64 {
    group.present.unwrap_or(group.members)
}

/// A block while it is computed with.
struct Counted {
    name: String,
    /// `None` for a group of its own.
    alliance: Option<String>,
    members: Vec<Contender>,
    seats: u64,
}

impl Counted {
    fn contender(&self) -> Contender {
        let votes = self.members.iter().map(|member| member.votes).sum();
        Contender { name: self.name.clone(), votes, held: 0 }
    }

    fn has(&self, group: &str) -> bool {
        self.members.iter().any(|member| member.name == group)
    }

    fn shown(&self, inside: &Distribution) -> Block {
        let inside = inside.awards.iter().map(|award| Inside {
            number: award.seat,
            quotient: award.quotient.clone(),
            group: known(award.winner).map(|at| self.members[at].name.clone()),
        });
        Block {
            name: self.name.clone(),
            groups: self.members.iter().map(|member| member.name.clone()).collect(),
            votes: self.contender().votes as u64,
            seats: self.seats,
            inside: if self.alliance.is_some() { inside.collect() } else { Vec::new() },
        }
    }
}

fn known(winner: Winner) -> Option<usize> {
    match winner {
        Winner::Known { contender, .. } => Some(contender),
        Winner::Open { .. } => None,
    }
}

/// Alliances and groups outside them, in the order they first appear.
fn blocks(groups: &[Group]) -> Vec<Counted> {
    let mut blocks: Vec<Counted> = Vec::new();
    for group in groups {
        let name = group.name.trim().to_owned();
        let member = Contender { name: name.clone(), votes: present(group).into(), held: 0 };
        let alliance = alliance(group);
        let joined =
            blocks.iter_mut().find(|block| alliance.is_some() && block.alliance == alliance);
        match joined {
            Some(block) => block.members.push(member),
            None => blocks.push(Counted {
                name: alliance.clone().unwrap_or(name),
                alliance,
                members: vec![member],
                seats: 0,
            }),
        }
    }
    blocks
}

fn alliance(group: &Group) -> Option<String> {
    group.alliance.as_deref().map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
}

fn is_within(draw: &Draw, within: Option<&str>) -> bool {
    let stated = draw.within.as_deref().map(str::trim).filter(|name| !name.is_empty());
    stated.map(str::to_lowercase) == within.map(str::to_lowercase)
}

fn lots<'i>(draws: &'i [Draw], within: Option<&str>) -> Vec<Lots<'i>> {
    let own = draws.iter().filter(|draw| is_within(draw, within));
    own.map(|draw| Lots { seat: draw.seat, order: &draw.order }).collect()
}

fn seen(
    given: &Distribution,
    contenders: &[Contender],
    within: Option<&str>,
    draws: &[Draw],
) -> Vec<TieSeen> {
    let names = |at: &[usize]| at.iter().map(|&at| contenders[at].name.clone()).collect();
    let tie = |tie: &Tie| TieSeen {
        within: within.map(str::to_owned),
        first: tie.first,
        last: tie.last,
        quotient: tie.quotient.clone(),
        between: names(&tie.contenders),
        decides: if tie.is_of_order() { Decides::Order } else { Decides::Seats },
        drawn: tie.order.as_deref().map(names),
        note: draws
            .iter()
            .find(|draw| draw.seat == tie.first && is_within(draw, within))
            .and_then(|draw| draw.note.clone()),
    };
    given.ties.iter().map(tie).collect()
}

/// A draw that decides nothing was written at the wrong seat, or with the wrong names.
fn unused(draws: &[Draw], ties: &[TieSeen]) -> Result<(), Faults> {
    let mut faults = Vec::new();
    for (index, draw) in draws.iter().enumerate() {
        let tie = ties
            .iter()
            .find(|tie| tie.first == draw.seat && is_within(draw, tie.within.as_deref()));
        match tie {
            None => {
                let seat = draw.seat;
                let fault = Fault::at(
                    format!("draws[{index}].seat"),
                    format!("der er ingen lodtrækning fra plads {seat}"),
                    format!("there are no lots to draw from seat {seat}"),
                );
                faults.push(fault.advise(
                    "skriv den første plads, kvotienterne er lige store om, og valgforbundet eller udvalget, hvis det er indenfor et",
                    "write the first seat the equal quotients are for, and the alliance or committee if it is inside one",
                ));
            }
            Some(tie) if tie.drawn.is_none() => {
                let (count, names) = (tie.last - tie.first + 1, tie.between.join("; "));
                let fault = Fault::at(
                    format!("draws[{index}].order"),
                    "lodtrækningen afgør ikke pladserne",
                    "the draw does not decide the seats",
                );
                faults.push(fault.advise(
                    format!(
                        "skriv mindst {count} af navnene {names} i den rækkefølge, de blev trukket"
                    ),
                    format!("write at least {count} of the names {names} in the order drawn"),
                ));
            }
            Some(_) => {}
        }
    }
    Faults::none_in(faults)
}

/// The seats in the order won: a block's first seat goes to the first inside it, and so on.
fn order(
    outer: &Distribution,
    contenders: &[Contender],
    blocks: &[Counted],
    insides: &[Distribution],
) -> Vec<Seat> {
    let mut taken = vec![0; blocks.len()];
    let mut seats = Vec::new();
    for award in &outer.awards {
        let mut seat = Seat {
            number: award.seat,
            quotient: award.quotient.clone(),
            divisor: None,
            block: None,
            group: None,
            holder: None,
            between: Vec::new(),
        };
        match award.winner {
            Winner::Known { contender, divisor } => {
                let inside = insides[contender].awards.get(taken[contender]);
                taken[contender] += 1;
                let block = &blocks[contender];
                seat.divisor = Some(divisor);
                seat.block = Some(block.name.clone());
                match inside.map(|inside| inside.winner) {
                    Some(Winner::Known { contender, .. }) => {
                        seat.group = Some(block.members[contender].name.clone());
                    }
                    Some(Winner::Open { tie }) => {
                        let tied = &insides[contender].ties[tie].contenders;
                        seat.between =
                            tied.iter().map(|&at| block.members[at].name.clone()).collect();
                    }
                    None => {}
                }
                seat.holder = seat.group.clone();
            }
            Winner::Open { tie } => {
                let tie = &outer.ties[tie];
                seat.between =
                    tie.contenders.iter().map(|&at| contenders[at].name.clone()).collect();
                if tie.is_of_order() && award.seat == tie.last {
                    tie.contenders.iter().for_each(|&at| taken[at] += 1);
                }
            }
        }
        seats.push(seat);
    }
    seats
}

fn won(group: &Group, order: &[Seat], blocks: &[Counted], insides: &[Distribution]) -> Won {
    let name = group.name.trim().to_owned();
    let inside = blocks.iter().zip(insides).find_map(|(block, inside)| {
        let at = block.members.iter().position(|member| member.name == name)?;
        Some(inside.seats[at])
    });
    let seats = inside.unwrap_or_default();
    let is_own = |of: &Option<String>| of.as_ref() == Some(&name);
    let given = order.iter().filter(|seat| is_own(&seat.group) && !is_own(&seat.holder)).count();
    let taken = order.iter().filter(|seat| is_own(&seat.holder) && !is_own(&seat.group)).count();
    Won {
        alliance: alliance(group),
        members: group.members,
        present: present(group),
        seats,
        holds: seats + taken as u64 - given as u64,
        name,
    }
}

/// The group of this name, whatever the case.
fn named(groups: &[Group], name: &str) -> Option<String> {
    let name = name.trim().to_lowercase();
    let group = groups.iter().find(|group| group.name.trim().to_lowercase() == name)?;
    Some(group.name.trim().to_owned())
}
