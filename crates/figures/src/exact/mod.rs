//! Numbers without error: how they are held (`form`), read and written (`text`), and passed on (`json`).

mod form;
mod json;
#[cfg(test)]
mod tests;
mod text;

use std::borrow::Cow;
use std::iter::Sum;
use std::ops::{Add, Div, Mul, Neg, Sub};

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

use form::Form;

pub use text::InvalidNumber;

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
pub struct Exact(Form);

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

impl Exact {
    /// Zero.
    pub fn zero() -> Self {
        Self::default()
    }

    /// A fraction; `None` when the denominator is zero.
    pub fn ratio(numerator: impl Into<BigInt>, denominator: impl Into<BigInt>) -> Option<Self> {
        let denominator = denominator.into();
        (!denominator.is_zero()).then(|| BigRational::new(numerator.into(), denominator).into())
    }

    /// `above / below` for numbers of machine size; `None` when `below` is zero.
    pub(crate) fn short_ratio(above: i128, below: u128) -> Option<Self> {
        (below != 0).then(|| Self(Form::reduced(above, below)))
    }

    /// For drawing and statistics.
    pub fn to_f64(&self) -> f64 {
        /// Up to here floats hold every integer, and one division rounds once.
        const EVERY: u64 = 1 << 53;
        match &self.0 {
            Form::Short(above, below) if above.unsigned_abs() <= EVERY && below.get() <= EVERY => {
                *above as f64 / below.get() as f64
            }
            form => form.to_ratio().to_f64().unwrap_or(f64::NAN),
        }
    }

    /// The whole number, if it is one and fits.
    pub fn to_u64(&self) -> Option<u64> {
        self.is_integer().then(|| self.0.numerator().to_u64()).flatten()
    }

    /// The whole number, if it is one and fits.
    pub(crate) fn to_i64(&self) -> Option<i64> {
        match self.0 {
            Form::Short(above, below) if below.get() == 1 => Some(above),
            _ => None,
        }
    }

    /// Numerator and denominator, if both fit machine words.
    pub(crate) fn to_short(&self) -> Option<(i64, u64)> {
        match self.0 {
            Form::Short(above, below) => Some((above, below.get())),
            Form::Long(_) => None,
        }
    }

    /// The fraction itself.
    pub fn as_ratio(&self) -> Cow<'_, BigRational> {
        match &self.0 {
            Form::Long(ratio) => Cow::Borrowed(ratio),
            short @ Form::Short(..) => Cow::Owned(short.to_ratio()),
        }
    }

    /// What stands above the line, in lowest terms.
    pub fn numerator(&self) -> BigInt {
        self.0.numerator()
    }

    /// What stands below it: above zero.
    pub fn denominator(&self) -> BigInt {
        self.0.denominator()
    }

    /// The bits of the longer of its numerator and denominator.
    pub fn bits(&self) -> u64 {
        match &self.0 {
            Form::Short(above, below) => {
                u64::from(u64::BITS - (above.unsigned_abs() | below.get()).leading_zeros())
            }
            Form::Long(ratio) => ratio.numer().bits().max(ratio.denom().bits()),
        }
    }

    /// Whether it has no fractional part.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Form::Short(_, below) => below.get() == 1,
            Form::Long(ratio) => ratio.is_integer(),
        }
    }

    /// Whether it is zero.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Form::Short(0, _))
    }

    /// Whether it is below zero.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Form::Short(above, _) => above.is_negative(),
            Form::Long(ratio) => ratio.is_negative(),
        }
    }

    /// Whether it is above zero.
    pub fn is_positive(&self) -> bool {
        !self.is_negative() && !self.is_zero()
    }

    /// The distance from zero.
    #[must_use]
    pub fn abs(&self) -> Self {
        if self.is_negative() { Self(self.0.negated()) } else { self.clone() }
    }

    /// `self / other`; `None` when `other` is zero.
    pub fn checked_div(&self, other: &Self) -> Option<Self> {
        (!other.is_zero()).then(|| Self(self.0.times(&other.0.reciprocal())))
    }

    /// Rounded to so many decimals (negative: to tens, hundreds …).
    #[must_use]
    pub fn round(&self, decimals: i32, rounding: Rounding) -> Self {
        if decimals == 0 {
            return self.whole(rounding);
        }
        let scale = Self::power_of_ten(decimals);
        (self * &scale).whole(rounding) / scale
    }

    /// The nearest whole number.
    fn whole(&self, rounding: Rounding) -> Self {
        if self.is_integer() {
            return self.clone();
        }
        let low = Self(self.0.floor());
        let is_up = match rounding {
            Rounding::Down => false,
            Rounding::Up => true,
            Rounding::HalfUp | Rounding::HalfEven => {
                let twice = Self::from(2) * (self - &low);
                match twice.cmp(&Self::from(1)) {
                    std::cmp::Ordering::Less => false,
                    std::cmp::Ordering::Greater => true,
                    std::cmp::Ordering::Equal if rounding == Rounding::HalfUp => {
                        !self.is_negative()
                    }
                    std::cmp::Ordering::Equal => low.0.numerator().is_odd(),
                }
            }
        };
        if is_up { low + Self::from(1) } else { low }
    }

    fn power_of_ten(exponent: i32) -> Self {
        let power = match 10_i64.checked_pow(exponent.unsigned_abs()) {
            Some(short) => Form::integer(short),
            None => BigRational::from(BigInt::from(10).pow(exponent.unsigned_abs())).into(),
        };
        Self(if exponent < 0 { power.reciprocal() } else { power })
    }
}

macro_rules! from_integer {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Exact {
            fn from(integer: $integer) -> Self {
                Self(match i64::try_from(integer) {
                    Ok(short) => Form::integer(short),
                    Err(_) => BigRational::from(BigInt::from(integer)).into(),
                })
            }
        }
    )*};
}
from_integer!(i64, i128, u64, u128, usize);

macro_rules! from_short {
    ($($integer:ty),*) => {$(
        impl From<$integer> for Exact {
            fn from(integer: $integer) -> Self {
                Self(Form::integer(integer.into()))
            }
        }
    )*};
}
from_short!(i32, u8, u32);

impl From<BigInt> for Exact {
    fn from(integer: BigInt) -> Self {
        BigRational::from(integer).into()
    }
}

impl From<BigRational> for Exact {
    fn from(ratio: BigRational) -> Self {
        Self(ratio.into())
    }
}

macro_rules! operator {
    ($trait:ident, $method:ident, |$one:ident, $other:ident| $result:expr) => {
        impl $trait for Exact {
            type Output = Self;
            fn $method(self, other: Self) -> Self {
                $trait::$method(&self, &other)
            }
        }
        impl $trait for &Exact {
            type Output = Exact;
            fn $method(self, other: Self) -> Exact {
                let ($one, $other) = (&self.0, &other.0);
                Exact($result)
            }
        }
    };
}
operator!(Add, add, |one, other| one.plus(other));
operator!(Sub, sub, |one, other| one.plus(&other.negated()));
operator!(Mul, mul, |one, other| one.times(other));
// Panics on zero as integers' division does; `checked_div` asks first.
operator!(Div, div, |one, other| {
    assert!(!matches!(other, Form::Short(0, _)), "division by zero");
    one.times(&other.reciprocal())
});

impl Neg for Exact {
    type Output = Self;
    fn neg(self) -> Self {
        Self(self.0.negated())
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |sum, number| &sum + &number)
    }
}

impl<'a> Sum<&'a Exact> for Exact {
    fn sum<I: Iterator<Item = &'a Self>>(numbers: I) -> Self {
        numbers.fold(Self::zero(), |sum, number| &sum + number)
    }
}
