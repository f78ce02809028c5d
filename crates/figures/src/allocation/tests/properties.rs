//! What the methods promise.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

use super::super::apportion::apportion_from;
use super::super::{Apportionment, Bounds, Method, Rule, apportion, apportion_counts};
use super::{by_the_book, compute, exacts};
use crate::Exact;

fn method() -> impl Strategy<Value = Method> {
    proptest::sample::select(Method::ALL.to_vec())
}

fn bases() -> impl Strategy<Value = Vec<u64>> {
    vec(prop_oneof![0_u64..8, 0_u64..5000], 1..9)
        .prop_filter("some base", |b| b.iter().any(|&b| b > 0))
}

fn sum(shared: &Apportionment) -> u64 {
    shared.places.iter().sum::<u64>() + shared.tie.as_ref().map_or(0, |tie| tie.places)
}

fn most(shared: &Apportionment, unit: usize) -> u64 {
    let waits = shared.tie.as_ref().is_some_and(|tie| tie.units.contains(&unit));
    shared.places[unit] + u64::from(waits)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn places_are_those_given_one_by_one(method in method(), total in 0_u64..60, bases in bases()) {
        let shared = apportion_counts(&Rule::new(method), total, &bases).expect("shared");
        prop_assert_eq!(sum(&shared), total);
        if let Some(places) = by_the_book(method, total, &bases, &[]) {
            prop_assert_eq!(&shared.places, &places);
            prop_assert_eq!(&shared.tie, &None);
        } else {
            let tie = shared.tie.expect("a tie is told");
            prop_assert!(tie.places > 0 && (tie.places as usize) < tie.units.len());
        }
    }

    #[test]
    fn bounds_hold_and_totals_stay_exact(
        method in method(),
        units in vec((1_u64..3000, 0_u64..6, 0_u64..9), 1..8),
        turn in 0_u64..1000,
    ) {
        let bases: Vec<u64> = units.iter().map(|unit| unit.0).collect();
        let bounds: Vec<Bounds> =
            units.iter().map(|&(_, least, room)| Bounds { least, most: least + room }).collect();
        let (least, all): (u64, u64) =
            bounds.iter().fold((0, 0), |(l, m), b| (l + b.least, m + b.most));
        let total = least + turn % (all - least + 1);
        let shared = apportion(&Rule::new(method), total, &exacts(&bases), &bounds).expect("shared");
        prop_assert_eq!(sum(&shared), total);
        for (unit, bounds) in bounds.iter().enumerate() {
            prop_assert!(shared.places[unit] >= bounds.least && most(&shared, unit) <= bounds.most);
        }
        if !method.is_quota() && let Some(places) = by_the_book(method, total, &bases, &bounds) {
            prop_assert_eq!(shared.places, places);
        }
    }

    /// More base never means fewer places; equal bases differ by one at most, and only by a tie.
    #[test]
    fn places_follow_the_bases(method in method(), total in 0_u64..200, bases in bases()) {
        let shared = apportion_counts(&Rule::new(method), total, &bases).expect("shared");
        for a in 0..bases.len() {
            for b in 0..bases.len() {
                if bases[a] > bases[b] {
                    prop_assert!(most(&shared, a) >= shared.places[b]);
                } else if bases[a] == bases[b] {
                    prop_assert_eq!(shared.places[a], shared.places[b]);
                }
            }
        }
    }

    #[test]
    fn the_order_of_the_units_does_not_matter(method in method(), total in 0_u64..200, bases in bases()) {
        let shared = apportion_counts(&Rule::new(method), total, &bases).expect("shared");
        let turned: Vec<u64> = bases.iter().rev().copied().collect();
        let mut again = apportion_counts(&Rule::new(method), total, &turned).expect("shared").places;
        again.reverse();
        prop_assert_eq!(shared.places, again);
    }

    /// Divisor methods: nobody loses when there is one more (Balinski & Young).
    #[test]
    fn divisor_methods_grow_with_the_house(method in method(), total in 0_u64..200, bases in bases()) {
        if !method.is_quota() {
            let at = |total| apportion_counts(&Rule::new(method), total, &bases).expect("shared");
            let (now, then) = (at(total), at(total + 1));
            for unit in 0..bases.len() {
                prop_assert!(most(&then, unit) >= now.places[unit]);
            }
        }
    }

    /// Divisor methods: who alone grows does not lose.
    #[test]
    fn divisor_methods_follow_the_population(
        method in method(), total in 0_u64..200, bases in bases(), more in 1_u64..500,
    ) {
        if !method.is_quota() {
            let now = apportion_counts(&Rule::new(method), total, &bases).expect("shared");
            let mut grown = bases.clone();
            grown[0] += more;
            let then = apportion_counts(&Rule::new(method), total, &grown).expect("shared");
            prop_assert!(most(&then, 0) >= now.places[0]);
        }
    }

    /// The quota rule: the largest remainder never strays a whole place from the share.
    #[test]
    fn the_largest_remainder_stays_within_the_quota(total in 0_u64..500, bases in bases()) {
        let shared = apportion_counts(&Rule::new(Method::LargestRemainder), total, &bases).expect("shared");
        let all: u128 = bases.iter().map(|&base| u128::from(base)).sum();
        for (unit, &base) in bases.iter().enumerate() {
            let scaled = u128::from(base) * u128::from(total);
            prop_assert!(u128::from(shared.places[unit]) >= scaled / all);
            prop_assert!(u128::from(most(&shared, unit)) <= scaled.div_ceil(all));
        }
    }

    /// The same numbers over a common factor, too wide for 128 bits, give the same places.
    #[test]
    fn wide_arithmetic_agrees_with_narrow(method in method(), total in 0_u64..100, bases in bases()) {
        if method != Method::Droop {
            let factor: Exact = "1e60".parse().expect("a number");
            let wide: Vec<_> = exacts(&bases).iter().map(|base| base * &factor).collect();
            let rule = Rule::new(method);
            let narrow = apportion_counts(&rule, total, &bases).expect("shared");
            let wide = apportion(&rule, total, &wide, &[]).expect("shared");
            prop_assert_eq!(narrow, wide);
        }
    }

    /// Denominators whose common one fits 128 bits, hardly fits or does not: the shares are the same.
    #[test]
    fn long_denominators_are_brought_to_a_common_one(
        method in method(), total in 0_u64..100, bases in bases(),
        below in vec(prop_oneof![1_u64..100, any::<u64>()], 9),
    ) {
        let below: Vec<u64> = below.iter().map(|&below| below.max(1)).collect();
        let all: num_bigint::BigInt = below.iter().copied().product();
        let fraction = |(&above, &below): (&u64, &u64)| Exact::ratio(above, below).expect("not zero");
        let fractions: Vec<Exact> = bases.iter().zip(&below).map(fraction).collect();
        let whole: Vec<Exact> = fractions.iter().map(|base| base * &all.clone().into()).collect();
        if method != Method::Droop {
            let rule = Rule::new(method);
            let shared = apportion(&rule, total, &fractions, &[]).expect("shared");
            prop_assert_eq!(shared, apportion(&rule, total, &whole, &[]).expect("shared"));
        }
    }

    /// Where the search begins does not show in what it finds.
    #[test]
    fn places_of_another_total_lead_to_the_same_outcome(
        method in method(), total in 0_u64..200, other in 0_u64..200, bases in bases(),
        most in prop_oneof![Just(200_u64), 30_u64..60],
    ) {
        let (rule, exact) = (Rule::new(method), exacts(&bases));
        let bounds = vec![Bounds { least: 0, most }; bases.len()];
        let near = apportion(&rule, other, &exact, &bounds).map(|shared| shared.places);
        let from = |near| apportion_from(&rule, total, &exact, &bounds, near);
        if let Ok(near) = near {
            prop_assert_eq!(from(Some(near.as_slice())), from(None));
        }
    }

    #[test]
    fn the_same_input_gives_the_same_bytes(method in method(), total in 0_u64..50, bases in bases()) {
        let units: Vec<_> = bases.iter().enumerate()
            .map(|(at, base)| json!({"name": format!("u{at}"), "base": base})).collect();
        let input = json!({"total": total, "method": method, "units": units});
        let once = compute(input.clone()).expect("computes");
        let twice = compute(input).expect("computes");
        prop_assert_eq!(once.json().to_string(), twice.json().to_string());
        let told = |figure: &crate::Computed| figure.report(crate::Language::Danish).to_text(crate::Language::Danish, 80);
        prop_assert_eq!(told(&once), told(&twice));
    }
}
