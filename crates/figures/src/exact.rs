use std::fmt;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Neg, Sub};
use std::str::FromStr;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

use crate::Language;

/// A number without error: a fraction of two integers of any size.
///
/// In JSON an integer or short decimal is a number; what has no short decimal form is a string
/// `"4250/3"`. Strings are read as decimals with a point (`"12.5"`) or as fractions.
///
/// ```
/// use raadslag_figures::{Exact, Language, Rounding};
/// let third = Exact::from(3000) / Exact::from(9);
/// assert_eq!(third.to_string(), "1000/3");
/// assert_eq!(third.format(Language::Danish, 2), "333,33");
/// assert_eq!(third.round(0, Rounding::HalfUp), Exact::from(333));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Exact(BigRational);

/// How a number is rounded where it lies exactly between two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rounding {
    /// Halves away from zero, as taught in Danish schools.
    HalfUp,
    /// Halves to the even neighbour.
    HalfEven,
    /// Towards minus infinity.
    Down,
    /// Towards plus infinity.
    Up,
}

/// A text that is no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no number")]
pub struct InvalidNumber(pub String);

/// Digits or exponents beyond this are no figure of an agenda but an attack.
const LONGEST: usize = 400;

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        Self::default()
    }

    /// A fraction; `None` when the denominator is zero.
    pub fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Option<Self> {
        let denominator = denominator.into();
        (!denominator.is_zero()).then(|| Self(BigRational::new(numerator.into(), denominator)))
    }

    /// The shortest decimal that a float stands for: `0.1` is a tenth. `None` for NaN and infinity.
    pub fn from_float(float: f64) -> Option<Self> {
        float.is_finite().then(|| format!("{float:e}").parse().ok()).flatten()
    }

    /// For drawing and statistics.
    pub fn to_f64(&self) -> f64 {
        self.0.to_f64().unwrap_or(f64::NAN)
    }

    /// The whole number, if it is one and fits.
    pub fn to_u64(&self) -> Option<u64> {
        self.is_integer().then(|| self.0.numer().to_u64()).flatten()
    }

    /// The fraction itself.
    pub fn as_ratio(&self) -> &BigRational {
        &self.0
    }

    /// Whether it has no fractional part.
    pub fn is_integer(&self) -> bool {
        self.0.is_integer()
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        self.0.is_zero()
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        self.0.is_negative()
    }

    /// The distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        Self(self.0.abs())
    }

    /// `self / other`; `None` when `other` is zero.
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| Self(&self.0 / &other.0))
    }

    /// Rounded to so many decimals (negative: to tens, hundreds …).
    #[must_use]
    pub fn round(&self, decimals: i32, rounding: Rounding) -> Self {
        let scale = power_of_ten(decimals);
        Self(BigRational::from(whole(&(&self.0 * &scale), rounding)) / scale)
    }

    /// Written with a fixed number of decimals, in the language's manner; rounded half up.
    pub fn format(&self, language: Language, decimals: u8) -> String {
        let (point, group) = language.pick((',', '.'), ('.', ','));
        let scaled = whole(&(&self.0 * power_of_ten(decimals.into())), Rounding::HalfUp);
        let digits = scaled.abs().to_string();
        let decimals = usize::from(decimals);
        let digits = format!("{digits:0>width$}", width = decimals + 1);
        let (integer, fraction) = digits.split_at(digits.len() - decimals);
        let sign = if scaled.is_negative() { "−" } else { "" };
        let fraction =
            if fraction.is_empty() { String::new() } else { format!("{point}{fraction}") };
        format!("{sign}{}{fraction}", grouped(integer, group))
    }

    /// Written with as many decimals as needed, at most so many, in the language's manner.
    pub fn format_short(&self, language: Language, most: u8) -> String {
        let decimals = (0..most).find(|&few| self.round(few.into(), Rounding::HalfUp) == *self);
        self.format(language, decimals.unwrap_or(most))
    }

    /// With a plus sign before what grows: `+12`, `−3`, `0`.
    pub fn format_signed(&self, language: Language, decimals: u8) -> String {
        let plus =
            if self.round(decimals.into(), Rounding::HalfUp).0.is_positive() { "+" } else { "" };
        format!("{plus}{}", self.format(language, decimals))
    }

    /// As a decimal with a point and no grouping, if it has an end within so many decimals.
    pub fn to_decimal(&self, most: u8) -> Option<String> {
        let decimals = (0..=most).find(|&few| (&self.0 * power_of_ten(few.into())).is_integer())?;
        let plain = self.format(Language::English, decimals);
        Some(plain.replace(',', "").replace('−', "-"))
    }
}

fn power_of_ten(exponent: i32) -> BigRational {
    let power = BigRational::from(BigInt::from(10).pow(exponent.unsigned_abs()));
    if exponent < 0 { power.recip() } else { power }
}

fn whole(number: &BigRational, rounding: Rounding) -> BigInt {
    let half = BigRational::new(BigInt::one(), BigInt::from(2));
    match rounding {
        Rounding::Down => number.floor().to_integer(),
        Rounding::Up => number.ceil().to_integer(),
        Rounding::HalfUp => number.round().to_integer(),
        Rounding::HalfEven => {
            let floor = number.floor();
            let low = floor.to_integer();
            match (number - floor).cmp(&half) {
                std::cmp::Ordering::Less => low,
                std::cmp::Ordering::Greater => low + 1,
                std::cmp::Ordering::Equal => {
                    if low.is_even() {
                        low
                    } else {
                        low + 1
                    }
                }
            }
        }
    }
}

fn grouped(digits: &str, separator: char) -> String {
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

impl FromStr for Exact {
    type Err = InvalidNumber;

    /// Reads `12`, `-12.5`, `1.25e3` and `4250/3`: the machine's notation, no grouping.
    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        let text = text.trim();
        let invalid = || InvalidNumber(text.chars().take(40).collect());
        if text.len() > LONGEST {
            return Err(invalid());
        }
        match text.split_once('/') {
            Some((above, below)) => {
                let (above, below) =
                    (decimal(above).ok_or_else(invalid)?, decimal(below).ok_or_else(invalid)?);
                Self(above).checked_div(&Self(below)).ok_or_else(invalid)
            }
            None => decimal(text).map(Self).ok_or_else(invalid),
        }
    }
}

fn decimal(text: &str) -> Option<BigRational> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
        None => (text, 0),
    };
    if exponent.unsigned_abs() as usize > LONGEST {
        return None;
    }
    let (sign, digits) = match mantissa.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if integer.is_empty() && fraction.is_empty() || !all_digits(integer) || !all_digits(fraction) {
        return None;
    }
    let number: BigInt = format!("{integer}{fraction}").parse().ok()?;
    let places = i32::try_from(fraction.len()).ok()?;
    Some(BigRational::from(number * sign) * power_of_ten(exponent - places))
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_decimal(12) {
            Some(decimal) => f.write_str(&decimal),
            None => write!(f, "{}/{}", self.0.numer(), self.0.denom()),
        }
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Exact {
            fn from(integer: $integer) -> Self {
                Self(BigRational::from(BigInt::from(integer)))
            }
        }
    )*};
}
from_integer!(i32, i64, i128, u8, u32, u64, u128, usize, BigInt);

impl From<BigRational> for Exact {
    fn from(ratio: BigRational) -> Self {
        Self(ratio)
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident) => {
        impl $trait for Exact {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                Self(self.0.$method(other.0))
            }
        }
        impl $trait for &Exact {
            type Output = Exact;
            fn $method(self, other: Self) -> Exact {
                Exact((&self.0).$method(&other.0))
            }
        }
    };
}
operator!(Add, add);
operator!(Sub, sub);
operator!(Mul, mul);
// Division panics on zero as integers' does; `checked_div` asks first.
operator!(Div, div);

impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |sum, number| sum + number)
    }
}

impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Self>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |sum, number| &sum + number)
    }
}

impl Serialize for Exact {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(integer) = self.is_integer().then(|| self.0.numer().to_i64()).flatten() {
            return serializer.serialize_i64(integer);
        }
        let float = self.to_f64();
        if Self::from_float(float).as_ref() == Some(self) {
            return serializer.serialize_f64(float);
        }
        serializer.serialize_str(&format!("{}/{}", self.0.numer(), self.0.denom()))
    }
}

impl<'de> Deserialize<'de> for Exact {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = Exact;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number")
            }
            fn visit_i64<E: de::Error>(self, integer: i64) -> Result<Exact, E> {
                Ok(integer.into())
            }
            fn visit_u64<E: de::Error>(self, integer: u64) -> Result<Exact, E> {
                Ok(integer.into())
            }
            fn visit_f64<E: de::Error>(self, float: f64) -> Result<Exact, E> {
                Exact::from_float(float).ok_or_else(|| E::custom("NaN and infinity are no numbers"))
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Exact, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_any(Number)
    }
}

#[cfg(test)]
mod tests {
    use super::{Exact, Rounding};
    use crate::Language;

    fn exact(text: &str) -> Exact {
        text.parse().expect("a number")
    }

    #[test]
    fn machine_notation_is_read_exactly() {
        for (text, same) in [
            ("12.50", "25/2"),
            ("-0.1", "-1/10"),
            ("1.25e3", "1250"),
            (".5", "1/2"),
            ("6/4", "3/2"),
        ] {
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
            let all =
                [Rounding::HalfUp, Rounding::HalfEven, Rounding::Down, Rounding::Up].map(round);
            assert_eq!(all, [half_up, half_even, down, up], "{number}");
        }
    }

    #[test]
    fn json_keeps_the_number() {
        for (number, json) in
            [("12", "12"), ("0.1", "0.1"), ("1000/3", "\"1000/3\""), ("-2.5", "-2.5")]
        {
            assert_eq!(serde_json::to_string(&exact(number)).expect("writes"), json);
            assert_eq!(serde_json::from_str::<Exact>(json).expect("reads"), exact(number));
        }
    }
}
