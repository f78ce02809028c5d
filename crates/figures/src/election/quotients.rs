//! The rule of d'Hondt: each seat goes to whoever has the largest number divided by its seats plus one.

use std::cmp::Ordering;

use crate::Exact;

/// Who takes part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contender {
    pub(super) name: String,
    pub(super) votes: u128,
    /// Seats it holds before the first one is given.
    pub(super) held: u64,
}

/// Drawn lots about the seats from this one on.
#[derive(Debug, Clone, Copy)]
pub(super) struct Lots<'i> {
    pub(super) seat: u64,
    pub(super) order: &'i [String],
}

/// One seat, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Award {
    pub(super) seat: u64,
    pub(super) quotient: Exact,
    pub(super) winner: Winner,
}

/// Who won a seat, by index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Winner {
    Known {
        contender: usize,
        divisor: u64,
    },
    /// The lots of that tie must be drawn first.
    Open {
        tie: usize,
    },
}

/// Equal quotients.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tie {
    /// The seats they are for.
    pub(super) first: u64,
    pub(super) last: u64,
    pub(super) quotient: Exact,
    pub(super) contenders: Vec<usize>,
    /// As drawn; `None` while open.
    pub(super) order: Option<Vec<usize>>,
}

impl Tie {
    /// Whether there is a seat for everybody, so that lots decide the order alone.
    pub(super) fn is_of_order(&self) -> bool {
        self.contenders.len() as u64 == self.last - self.first + 1
    }
}

/// A whole distribution.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Distribution {
    pub(super) awards: Vec<Award>,
    pub(super) ties: Vec<Tie>,
    /// Seats per contender that no lots can take away, those held before included.
    pub(super) seats: Vec<u64>,
}

/// Gives out so many seats. Where quotients are equal the lots decide; where none were drawn the
/// seats stay open. Contenders without votes win nothing, so fewer seats than asked may be given.
pub(super) fn distribute(contenders: &[Contender], seats: u64, lots: &[Lots<'_>]) -> Distribution {
    let held = contenders.iter().map(|contender| contender.held).collect();
    let mut given = Distribution { awards: Vec::new(), ties: Vec::new(), seats: held };
    let mut seat = 1;
    while seat <= seats {
        let best = given.best(contenders);
        let Some(&first) = best.first() else { break };
        let last = (seat + best.len() as u64 - 1).min(seats);
        if best.len() == 1 {
            given.award(contenders, seat, first);
        } else {
            given.tie(contenders, seat, last, best, lots);
        }
        seat = last + 1;
    }
    given
}

impl Distribution {
    /// Everybody with the largest quotient.
    fn best(&self, contenders: &[Contender]) -> Vec<usize> {
        let mut best: Vec<usize> = Vec::new();
        for at in (0..contenders.len()).filter(|&at| contenders[at].votes > 0) {
            let than = best.first().map_or(Ordering::Greater, |&top| {
                let own = contenders[at].votes * u128::from(self.seats[top] + 1);
                own.cmp(&(contenders[top].votes * u128::from(self.seats[at] + 1)))
            });
            match than {
                Ordering::Greater => best = vec![at],
                Ordering::Equal => best.push(at),
                Ordering::Less => {}
            }
        }
        best
    }

    fn award(&mut self, contenders: &[Contender], seat: u64, contender: usize) {
        let divisor = self.seats[contender] + 1;
        let quotient = Exact::from(contenders[contender].votes) / Exact::from(divisor);
        self.seats[contender] += 1;
        self.awards.push(Award { seat, quotient, winner: Winner::Known { contender, divisor } });
    }

    fn tie(
        &mut self,
        contenders: &[Contender],
        first: u64,
        last: u64,
        tied: Vec<usize>,
        lots: &[Lots<'_>],
    ) {
        let divisor = self.seats[tied[0]] + 1;
        let quotient = Exact::from(contenders[tied[0]].votes) / Exact::from(divisor);
        let drawn = lots.iter().find(|lots| lots.seat == first);
        let mut tie = Tie { first, last, quotient, contenders: tied, order: None };
        tie.order = drawn.and_then(|lots| drawn_order(contenders, &tie, lots.order));
        match &tie.order {
            Some(order) => {
                for (seat, &contender) in (first..=last).zip(order) {
                    self.award(contenders, seat, contender);
                }
            }
            None => self.leave_open(&tie),
        }
        self.ties.push(tie);
    }

    fn leave_open(&mut self, tie: &Tie) {
        let winner = Winner::Open { tie: self.ties.len() };
        self.awards.extend((tie.first..=tie.last).map(|seat| Award {
            seat,
            quotient: tie.quotient.clone(),
            winner,
        }));
        if tie.is_of_order() {
            for &contender in &tie.contenders {
                self.seats[contender] += 1;
            }
        }
    }

    /// The tie whose lots decide who gets a seat and are not drawn.
    pub(super) fn open_seats(&self) -> Option<&Tie> {
        self.ties.iter().find(|tie| tie.order.is_none() && !tie.is_of_order())
    }
}

/// The drawn names as indices, if they are enough to decide: one for each seat, or all but the last.
fn drawn_order(contenders: &[Contender], tie: &Tie, names: &[String]) -> Option<Vec<usize>> {
    let mut order: Vec<usize> = Vec::new();
    for name in names {
        let name = name.trim().to_lowercase();
        let is_meant = |&&at: &&usize| contenders[at].name.to_lowercase() == name;
        let at = *tie.contenders.iter().find(is_meant)?;
        if order.contains(&at) {
            return None;
        }
        order.push(at);
    }
    let rest: Vec<usize> =
        tie.contenders.iter().copied().filter(|at| !order.contains(at)).collect();
    let seats = (tie.last - tie.first + 1) as usize;
    if tie.is_of_order() && rest.len() == 1 {
        order.extend(rest);
    }
    (order.len() >= seats).then_some(order)
}
