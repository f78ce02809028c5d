//! Numbers read and written.

use std::fmt;
use std::str::FromStr;

use num_bigint::BigInt;

use super::form::Form;
use super::{Exact, Rounding};
use crate::Language;

/// A text that is no number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no number")]
pub struct InvalidNumber(pub String);

/// Digits or exponents beyond this are no figure of an agenda but an attack.
const LONGEST: usize = 400;
/// The decimals a float has, if it is a number somebody wrote.
const SCALES: [u32; 7] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
/// Below this every decimal of so many digits has a float of its own.
const FIFTEEN_DIGITS: f64 = 1e15;

impl Exact {
    /// The shortest decimal that a float stands for: `0.1` is a tenth. `None` for NaN and infinity.
    pub fn from_float(float: f64) -> Option<Self> {
        for scale in SCALES {
            let scaled = (float * f64::from(scale)).round();
            if scaled.abs() < FIFTEEN_DIGITS && same(scaled / f64::from(scale), float) {
                return Self::short_ratio(scaled as i128, scale.into());
            }
        }
        float.is_finite().then(|| format!("{float:e}").parse().ok()).flatten()
    }

    /// Written with a fixed number of decimals, in the language's manner; rounded half up.
    pub fn format(&self, language: Language, decimals: u8) -> String {
        let (point, group) = language.pick((',', '.'), ('.', ','));
        let scaled = (self * &Self::power_of_ten(decimals.into())).whole(Rounding::HalfUp);
        let digits = scaled.abs().0.numerator().to_string();
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
        let rounded = self.round(decimals.into(), Rounding::HalfUp);
        let plus = if rounded.is_positive() { "+" } else { "" };
        format!("{plus}{}", self.format(language, decimals))
    }

    /// As a decimal with a point and no grouping, if it has an end within so many decimals.
    pub fn to_decimal(&self, most: u8) -> Option<String> {
        if let Some(integer) = self.to_i64() {
            return Some(integer.to_string());
        }
        let is_whole = |few: &u8| (self * &Self::power_of_ten((*few).into())).is_integer();
        let decimals = (0..=most).find(is_whole)?;
        let plain = self.format(Language::English, decimals);
        Some(plain.replace(',', "").replace('−', "-"))
    }

    /// `4250/3`, or a whole number: without end, but exact.
    pub(crate) fn to_fraction(&self) -> String {
        match &self.0 {
            Form::Short(above, below) if below.get() == 1 => above.to_string(),
            Form::Short(above, below) => format!("{above}/{below}"),
            Form::Long(ratio) => ratio.to_string(),
        }
    }
}

/// Whether two floats are the same number.
fn same(one: f64, other: f64) -> bool {
    one.total_cmp(&other).is_eq()
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
                above.checked_div(&below).ok_or_else(invalid)
            }
            None => decimal(text).ok_or_else(invalid),
        }
    }
}

fn decimal(text: &str) -> Option<Exact> {
    let (mantissa, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
        None => (text, 0),
    };
    if exponent.unsigned_abs() as usize > LONGEST {
        return None;
    }
    let (is_negative, digits) = match mantissa.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, mantissa.strip_prefix('+').unwrap_or(mantissa)),
    };
    let (integer, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if integer.is_empty() && fraction.is_empty() || !all_digits(integer) || !all_digits(fraction) {
        return None;
    }
    let number = whole_number(integer, fraction)?;
    let places = i32::try_from(fraction.len()).ok()?;
    let number = if is_negative { -number } else { number };
    match exponent - places {
        0 => Some(number),
        shift => Some(number * Exact::power_of_ten(shift)),
    }
}

/// The digits of both parts in a row.
fn whole_number(integer: &str, fraction: &str) -> Option<Exact> {
    const FIT: usize = 18;
    if integer.len() + fraction.len() <= FIT {
        let digits = integer.bytes().chain(fraction.bytes());
        return Some(digits.fold(0_i64, |sum, digit| sum * 10 + i64::from(digit - b'0')).into());
    }
    format!("{integer}{fraction}").parse::<BigInt>().ok().map(Exact::from)
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_decimal(12) {
            Some(decimal) => f.write_str(&decimal),
            None => f.write_str(&self.to_fraction()),
        }
    }
}
