//! How a fraction is held: in two machine words where it fits, as big integers where it does not. Most
//! numbers of an agenda fit, and so cost neither memory of their own nor long divisions.

use std::cmp::Ordering;
use std::num::NonZeroU64;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::ToPrimitive;

/// A fraction in lowest terms, in the one form it has.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// What fits.
    Short(i64, NonZeroU64),
    /// What does not.
    Long(Box<BigRational>),
}

impl Default for Form {
    fn default() -> Self {
        Self::integer(0)
    }
}

impl From<BigRational> for Form {
    fn from(ratio: BigRational) -> Self {
        let below = ratio.denom().to_u64().and_then(NonZeroU64::new);
        match (ratio.numer().to_i64(), below) {
            (Some(above), Some(below)) => Self::Short(above, below),
            _ => Self::Long(Box::new(ratio)),
        }
    }
}

impl Form {
    pub(super) const fn integer(integer: i64) -> Self {
        Self::Short(integer, NonZeroU64::MIN)
    }

    /// `above / below` in lowest terms; `below` is not zero.
    pub(super) fn reduced(above: i128, below: u128) -> Self {
        let divisor = divisor(above.unsigned_abs(), below);
        let (above, below) = match i128::try_from(divisor) {
            Ok(1) => (above, below),
            Ok(signed) => (above / signed, below / divisor),
            // Both are 2¹²⁷, apart from the sign, or nothing is divided.
            Err(_) => (above.signum(), 1),
        };
        let short = u64::try_from(below).ok().and_then(NonZeroU64::new);
        match (i64::try_from(above), short) {
            (Ok(above), Some(below)) => Self::Short(above, below),
            _ => Self::Long(Box::new(BigRational::new_raw(above.into(), below.into()))),
        }
    }

    pub(super) fn to_ratio(&self) -> BigRational {
        match self {
            Self::Short(above, below) => BigRational::new_raw((*above).into(), below.get().into()),
            Self::Long(ratio) => (**ratio).clone(),
        }
    }

    pub(super) fn plus(&self, other: &Self) -> Self {
        if let (Self::Short(a, b), Self::Short(c, d)) = (self, other) {
            let (a, c) = (i128::from(*a), i128::from(*c));
            let sum = if b == d {
                Some((a + c, u128::from(b.get())))
            } else {
                // Each product fits; their sum need not.
                let sum = (a * i128::from(d.get())).checked_add(c * i128::from(b.get()));
                sum.map(|sum| (sum, u128::from(b.get()) * u128::from(d.get())))
            };
            if let Some((above, below)) = sum {
                return Self::reduced(above, below);
            }
        }
        (self.to_ratio() + other.to_ratio()).into()
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::Short(a, b), Self::Short(c, d)) => Self::reduced(
                i128::from(*a) * i128::from(*c),
                u128::from(b.get()) * u128::from(d.get()),
            ),
            _ => (self.to_ratio() * other.to_ratio()).into(),
        }
    }

    /// One over it; it is not zero.
    pub(super) fn reciprocal(&self) -> Self {
        match self {
            Self::Short(above, below) => {
                let size = above.unsigned_abs().into();
                Self::reduced(i128::from(below.get()) * i128::from(above.signum()), size)
            }
            Self::Long(ratio) => ratio.recip().into(),
        }
    }

    pub(super) fn negated(&self) -> Self {
        match self {
            Self::Short(above, below) => match above.checked_neg() {
                Some(above) => Self::Short(above, *below),
                None => (-self.to_ratio()).into(),
            },
            Self::Long(ratio) => (-(**ratio).clone()).into(),
        }
    }

    /// The largest whole number not above it.
    pub(super) fn floor(&self) -> Self {
        match self {
            Self::Short(above, below) => {
                let floor = i128::from(*above).div_euclid(i128::from(below.get()));
                Self::reduced(floor, 1)
            }
            Self::Long(ratio) => ratio.floor().into(),
        }
    }

    pub(super) fn numerator(&self) -> BigInt {
        match self {
            Self::Short(above, _) => (*above).into(),
            Self::Long(ratio) => ratio.numer().clone(),
        }
    }

    pub(super) fn denominator(&self) -> BigInt {
        match self {
            Self::Short(_, below) => below.get().into(),
            Self::Long(ratio) => ratio.denom().clone(),
        }
    }
}

/// The greatest common divisor; `below` is not zero.
fn divisor(above: u128, below: u128) -> u128 {
    match u64::try_from(below) {
        Ok(1) => 1,
        Ok(below) => {
            let rest = u64::try_from(above)
                .map_or_else(|_| (above % u128::from(below)) as u64, |above| above % below);
            rest.gcd(&below).into()
        }
        Err(_) => above.gcd(&below),
    }
}

impl Ord for Form {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Short(a, b), Self::Short(c, d)) if b == d => a.cmp(c),
            (Self::Short(a, b), Self::Short(c, d)) => {
                let (left, right) =
                    (i128::from(*a) * i128::from(d.get()), i128::from(*c) * i128::from(b.get()));
                left.cmp(&right)
            }
            (Self::Long(one), Self::Long(other)) => one.cmp(other),
            _ => self.to_ratio().cmp(&other.to_ratio()),
        }
    }
}

impl PartialOrd for Form {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
