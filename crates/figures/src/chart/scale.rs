//! Axes with round numbers.

/// From values to places along an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    from: f64,
    to: f64,
}

impl Scale {
    /// A scale that maps `low..high` to `from..to`. Equal ends are drawn apart.
    pub(super) fn new((low, high): (f64, f64), (from, to): (f64, f64)) -> Self {
        let high = if high > low { high } else { low + 1.0 };
        Self { low, high, from, to }
    }

    /// The place of a value; values beyond the ends lie at the ends.
    pub(super) fn at(self, value: f64) -> f64 {
        let share = ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0);
        self.from + share * (self.to - self.from)
    }
}

/// More ticks than any axis has.
const MOST: usize = 100;

/// About `count` round numbers from at or below `low` to at or above `high`.
pub(super) fn ticks(low: f64, high: f64, count: usize) -> Vec<f64> {
    let span = if high > low { high - low } else { low.abs().max(1.0) };
    let rough = span / count.max(1) as f64;
    let power = 10_f64.powf(rough.log10().floor());
    let step = [1.0, 2.0, 2.5, 5.0, 10.0]
        .into_iter()
        .map(|factor| factor * power)
        .find(|step| *step >= rough * 0.999)
        .unwrap_or(power * 10.0);
    let first = (low / step).floor();
    let reached = (low + span).max(high) - step * 1e-9;
    let mut ticks = vec![first * step];
    while ticks.len() < MOST && ticks[ticks.len() - 1] < reached {
        ticks.push((first + ticks.len() as f64) * step);
    }
    ticks
}

/// The ends of the finite values; zero and one where there are none.
pub(super) fn ends(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let finite = values.filter(|value| value.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    if low <= high { (low, high) } else { (0.0, 1.0) }
}

/// Decimals that tell the ticks apart.
pub(super) fn decimals(ticks: &[f64]) -> u8 {
    let step = ticks.windows(2).map(|pair| pair[1] - pair[0]).fold(f64::INFINITY, f64::min);
    let fits = |decimals: &u8| {
        let scaled = step * 10_f64.powi(i32::from(*decimals));
        (scaled - scaled.round()).abs() < 1e-6
    };
    (0..6).find(fits).unwrap_or(6)
}

#[cfg(test)]
mod tests {
    use super::{decimals, ticks};

    #[test]
    fn ticks_are_round_and_span_the_values() {
        assert_eq!(ticks(0.0, 97.0, 4), [0.0, 25.0, 50.0, 75.0, 100.0]);
        assert_eq!(ticks(0.0, 0.0, 4), [0.0, 0.25, 0.5, 0.75, 1.0]);
        for (low, high) in [(-3.0, 8.0), (995.0, 1455.0), (0.001, 0.002)] {
            let ticks = ticks(low, high, 5);
            assert!(ticks[0] <= low && ticks[ticks.len() - 1] >= high - 1e-9, "{ticks:?}");
        }
        assert_eq!(decimals(&[0.0, 0.25]), 2);
    }
}
