//! Medians and percentiles, and timing in turns.

use std::time::{Duration, Instant};

use anyhow::Result;

/// Something to be timed.
pub(crate) type Run<'a> = Box<dyn FnMut() -> Result<()> + 'a>;

/// Times each contender so many times, in turns, and returns their medians in the given order. A
/// first turn is not counted: it warms the caches.
pub(crate) fn in_turns(runs: usize, contenders: &mut [Run<'_>]) -> Result<Vec<Duration>> {
    let mut times = vec![Vec::new(); contenders.len()];
    for turn in 0..=runs.max(1) {
        for (contender, times) in contenders.iter_mut().zip(&mut times) {
            let began = Instant::now();
            contender()?;
            if turn > 0 {
                times.push(began.elapsed());
            }
        }
    }
    Ok(times.into_iter().map(|times| percentile(times, 50)).collect())
}

/// Times one run.
pub(crate) fn timed(run: impl FnOnce() -> Result<()>) -> Result<Duration> {
    let began = Instant::now();
    run()?;
    Ok(began.elapsed())
}

/// The smallest value that so many per cent of the values do not exceed (nearest rank).
///
/// # Panics
/// Without values.
pub(crate) fn percentile(mut values: Vec<Duration>, percent: usize) -> Duration {
    values.sort();
    let rank = (values.len() * percent).div_ceil(100).max(1);
    values[rank - 1]
}

/// How many per second.
pub(crate) fn rate(count: usize, duration: Duration) -> f64 {
    count as f64 / duration.as_secs_f64().max(1e-9)
}

/// A figure with as many decimals as it deserves, thousands parted.
pub(crate) fn figure(value: f64) -> String {
    if value < 10.0 {
        return format!("{value:.2}");
    }
    if value < 100.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut shown = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

/// Milliseconds.
pub(crate) fn milliseconds(duration: Duration) -> String {
    figure(duration.as_secs_f64() * 1000.0)
}

/// Megabytes of 10⁶ bytes.
pub(crate) fn megabytes(bytes: u64) -> String {
    figure(bytes as f64 / 1e6)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{figure, in_turns, percentile};

    #[test]
    fn percentiles_are_values_that_were_measured() {
        let values: Vec<_> = (1..=100).rev().map(Duration::from_millis).collect();
        assert_eq!(percentile(values.clone(), 50), Duration::from_millis(50));
        assert_eq!(percentile(values.clone(), 99), Duration::from_millis(99));
        assert_eq!(percentile(values[..1].to_vec(), 99), Duration::from_millis(100));
    }

    #[test]
    fn contenders_take_turns_after_a_warm_up() {
        let order = std::cell::RefCell::new(String::new());
        let note = |name: char| {
            let order = &order;
            Box::new(move || {
                order.borrow_mut().push(name);
                Ok(())
            })
        };
        let medians = in_turns(2, &mut [note('a'), note('b')]).expect("nothing fails");
        assert_eq!(medians.len(), 2);
        assert_eq!(*order.borrow(), "ababab");
    }

    #[test]
    fn figures_are_as_long_as_they_deserve() {
        let shown: Vec<_> = [0.123, 12.34, 1234.5, 1_234_567.0].map(figure).into();
        assert_eq!(shown, ["0.12", "12.3", "1,234", "1,234,567"]);
    }
}
