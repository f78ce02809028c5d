use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::ToPrimitive;
use proptest::prelude::*;

use super::{Exact, Rounding};
use crate::Language;

fn exact(text: &str) -> Exact {
    text.parse().expect("a number")
}

#[test]
fn machine_notation_is_read_exactly() {
    for (text, same) in
        [("12.50", "25/2"), ("-0.1", "-1/10"), ("1.25e3", "1250"), (".5", "1/2"), ("6/4", "3/2")]
    {
        assert_eq!(exact(text), exact(same), "{text}");
    }
    for bad in ["", "1,5", "1.2.3", "abc", "1/0", "NaN", "--1", "1e999999999", "٣", "/"] {
        assert!(bad.parse::<Exact>().is_err(), "{bad}");
    }
}

#[test]
fn numbers_are_written_in_the_language_and_rounded_half_up() {
    for (number, decimals, danish, english) in [
        ("1779", 0, "1.779", "1,779"),
        ("-1234567.895", 2, "−1.234.567,90", "−1,234,567.90"),
        ("0.05", 1, "0,1", "0.1"),
        ("-0.04", 1, "0,0", "0.0"),
        ("999.5", 0, "1.000", "1,000"),
    ] {
        assert_eq!(exact(number).format(Language::Danish, decimals), danish);
        assert_eq!(exact(number).format(Language::English, decimals), english);
    }
    assert_eq!(exact("2.50").format_short(Language::Danish, 3), "2,5");
    assert_eq!(exact("3").format_signed(Language::Danish, 0), "+3");
    assert_eq!(exact("0.2").format_signed(Language::Danish, 0), "0");
}

#[test]
fn halves_are_rounded_as_asked() {
    for (number, half_up, half_even, down, up) in [
        ("2.5", "3", "2", "2", "3"),
        ("-2.5", "-3", "-2", "-3", "-2"),
        ("3.5", "4", "4", "3", "4"),
        ("2.4", "2", "2", "2", "3"),
    ] {
        let round = |rounding| exact(number).round(0, rounding).to_string();
        let all = [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up].map(round);
        assert_eq!(all, [half_up, half_even, down, up], "{number}");
    }
}

#[test]
fn json_keeps_the_number() {
    for (number, json) in [("12", "12"), ("0.1", "0.1"), ("1000/3", "\"1000/3\""), ("-2.5", "-2.5")]
    {
        assert_eq!(serde_json::to_string(&exact(number)).expect("writes"), json);
        assert_eq!(serde_json::from_str::<Exact>(json).expect("reads"), exact(number));
    }
}

/// Numbers around the edges of machine words, and any.
fn integer() -> impl Strategy<Value = i128> {
    let edges = [0, 1, -1, 7, 1 << 31, i64::MAX.into(), i64::MIN.into(), u64::MAX.into(), 1 << 100];
    let beside = (proptest::sample::select(edges.to_vec()), -2_i128..=2);
    prop_oneof![
        beside.prop_map(|(edge, off)| edge + off),
        proptest::sample::select(vec![i128::MIN, i128::MAX]),
        -1000_i128..1000,
        any::<i64>().prop_map(i128::from),
        any::<i128>(),
    ]
}

fn fraction() -> impl Strategy<Value = BigRational> {
    (integer(), integer().prop_filter("no zero below", |below| *below != 0))
        .prop_map(|(above, below)| BigRational::new(BigInt::from(above), BigInt::from(below)))
}

proptest! {
    #[test]
    fn short_and_long_fractions_compute_alike(one in fraction(), other in fraction()) {
        let (a, b) = (Exact::from(one.clone()), Exact::from(other.clone()));
        let of = |ratio: BigRational| Exact::from(ratio);
        prop_assert_eq!(&a + &b, of(&one + &other));
        prop_assert_eq!(&a - &b, of(&one - &other));
        prop_assert_eq!(&a * &b, of(&one * &other));
        prop_assert_eq!(a.cmp(&b), one.cmp(&other));
        prop_assert_eq!(-a.clone(), of(-one.clone()));
        prop_assert_eq!(a.round(0, Rounding::HalfUp), of(one.round()));
        prop_assert_eq!(a.round(0, Rounding::Down), of(one.floor()));
        prop_assert_eq!(a.round(0, Rounding::Up), of(one.ceil()));
        prop_assert_eq!(a.to_string().parse::<Exact>().ok(), Some(a.clone()));
        let quotient = (!b.is_zero()).then(|| of(&one / &other));
        prop_assert_eq!(a.checked_div(&b), quotient);
        let nearest = |number: &BigRational| number.to_f64().map(f64::to_bits);
        prop_assert_eq!(Some(a.to_f64().to_bits()), nearest(&one));
    }

    #[test]
    fn machine_words_are_brought_to_lowest_terms(above in integer(), below in integer()) {
        let below = below.unsigned_abs();
        let ratio = (below != 0)
            .then(|| Exact::from(BigRational::new(BigInt::from(above), BigInt::from(below))));
        prop_assert_eq!(Exact::short_ratio(above, below), ratio);
    }

    #[test]
    fn a_float_is_read_as_its_shortest_decimal(float in prop_oneof![
        any::<f64>(), -1e6..1e6, (-100_000_i32..100_000).prop_map(|n| f64::from(n) / 100.0),
    ]) {
        prop_assume!(float.is_finite());
        prop_assert_eq!(Exact::from_float(float), format!("{float:e}").parse().ok());
    }
}
