//! Whether a percentage agrees with the numbers it is made of.

use crate::notes::Found;
use crate::text::{Exact, MICRO, Number, decimal};
use crate::{Code, Say};

/// What a percentage given is to the true one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Holds,
    /// It would agree if decimals were cut off or rounded up instead of rounded.
    Rounding,
    Wrong,
}

/// A true share or change: `part / whole` in per cent, with what rounding of the two may change.
#[derive(Debug, Clone, Copy)]
pub(crate) struct True {
    /// In millionths of a per cent.
    pub(crate) value: i128,
    /// In millionths of a per cent.
    pub(crate) slack: i128,
}

impl True {
    /// `part` of `whole`; `None` where nothing can be said.
    pub(crate) fn of(part: i128, whole: i128) -> Option<Self> {
        let value = part.checked_mul(100 * MICRO)?.checked_div(whole)?;
        Some(Self { value, slack: 0 })
    }

    /// A share of two numbers; "2,1 mio." may be 2,05 to 2,15.
    pub(crate) fn share(part: &Number, whole: &Number) -> Option<Self> {
        let (a, b) = (part.scaled(), whole.scaled());
        let rounded = |n: &Number| if n.step() == MICRO { 0 } else { n.step() / 2 };
        let slack = Self::of(rounded(part) + rounded(whole).min(b), b)?.value;
        Some(Self { slack, ..Self::of(a, b)? })
    }

    /// The change between two numbers; "6,1 mio." may be 6,05 to 6,15.
    pub(crate) fn change(from: &Number, to: &Number) -> Option<Self> {
        let (a, b) = (from.scaled(), to.scaled());
        let exact = Self::of((b - a).abs(), a)?;
        let rounded = |n: &Number| if n.step() == MICRO { 0 } else { n.step() / 2 };
        let slack = Self::of(rounded(from) + rounded(to), a)?.value;
        Some(Self { slack, ..exact })
    }

    /// Compares with what is written.
    pub(crate) fn verdict(self, given: &Number) -> Verdict {
        let step = given.step();
        let off = given.value - self.value;
        let near = (self.value / 10).max(step);
        let holds = match given.exact {
            Exact::Exactly => 2 * off.abs() <= step + 2 * self.slack,
            // "ca. 30 pct." is said of all that is nearer to 30 than to 20 and 40.
            Exact::About if given.value % (10 * MICRO) == 0 => {
                off.abs() <= near.max(5 * MICRO) + self.slack
            }
            Exact::About | Exact::Range => off.abs() <= near + self.slack,
            Exact::AtLeast => off <= self.slack && off >= -near - self.slack,
            Exact::AtMost => off >= -self.slack && off <= near + self.slack,
        };
        if holds {
            Verdict::Holds
        } else if off.abs() < step {
            Verdict::Rounding
        } else {
            Verdict::Wrong
        }
    }

    /// "31,6": one decimal more than written.
    pub(crate) fn shown(self, decimals: u32) -> String {
        let step = MICRO / 10_i128.pow(decimals.min(6));
        decimal((self.value + step / 2) / step * step)
    }

    /// The finding, or `None` where it holds.
    pub(crate) fn finding(self, given: &Number, code: Code, sum: &str) -> Option<Found> {
        let exact = self.shown(given.decimals + 1);
        let right = self.shown(given.decimals);
        let written = decimal(given.value);
        let (code, message) = match self.verdict(given) {
            Verdict::Holds => return None,
            Verdict::Rounding => (
                Code::Rounding,
                Say::new(
                    format!("{written} pct. er ikke afrundet: det er {exact}"),
                    format!("{written} per cent is not rounded: it is {exact}"),
                ),
            ),
            Verdict::Wrong => (
                code,
                Say::new(
                    format!("Det er {exact} pct., ikke {written}"),
                    format!("It is {exact} per cent, not {written}"),
                ),
            ),
        };
        let why = Say::new(
            format!("{sum} = {exact} pct., afrundet {right}"),
            format!("{sum} = {exact} per cent, rounded {right}"),
        );
        Some(Found::new(code, message, why).suggest(Say::same(format!("{right} pct."))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::numbers;

    fn check(part: i128, whole: i128, given: &str, expect: Verdict) {
        let numbers = numbers(given, &[]);
        let verdict = True::of(part, whole).expect("a share").verdict(&numbers[0]);
        assert_eq!(verdict, expect, "{part}/{whole} {given}");
    }

    #[test]
    fn rounding_is_told_from_error() {
        check(460, 1455, "32 pct.", Verdict::Holds);
        check(460, 1455, "31,6 pct.", Verdict::Holds);
        check(460, 1455, "31 pct.", Verdict::Rounding);
        check(460, 1455, "33 pct.", Verdict::Wrong);
        check(100, 700, "14 pct.", Verdict::Holds);
    }

    #[test]
    fn hedges_give_room_on_their_side() {
        check(460, 1455, "ca. 30 pct.", Verdict::Holds);
        check(3, 11, "ca. 30 pct.", Verdict::Holds);
        check(3, 11, "ca. 33 pct.", Verdict::Wrong);
        check(460, 1455, "over 31 pct.", Verdict::Holds);
        check(460, 1455, "knap 32 pct.", Verdict::Holds);
        check(460, 1455, "over 33 pct.", Verdict::Wrong);
    }
}
