//! What a unit's next place is worth, compared exactly.

use std::cmp::Ordering;

use num_integer::Integer;

use super::Method;

/// Whole numbers the arithmetic is done in: `u128` where everything fits, `BigUint` elsewhere.
pub(super) trait Whole: Integer + Clone + From<u64> {}
impl<T: Integer + Clone + From<u64>> Whole for T {}

/// What one place is worth to one unit: the larger claim gets it.
#[derive(Debug, Clone)]
pub(super) enum Claim<T> {
    /// Base divided by a divisor. By zero it is larger than any other; among such the larger base is
    /// first, so that with fewer places than units the largest get one (Balinski & Young).
    Quotient(T, T),
    /// Base less what the places before this one have used up.
    Rest(T, T),
}

/// The method's measure of claims.
#[derive(Debug, Clone)]
pub(super) struct Measure<T> {
    pub method: Method,
    /// Quota methods: what one place costs, in the units of `weight * times`.
    pub quota: T,
    /// Quota methods: what a weight is multiplied by, so that the quota is whole.
    pub times: T,
    /// Modified Sainte-Laguë: the first divisor as a fraction.
    pub first: (T, T),
}

impl<T: Whole> Measure<T> {
    /// The claim of a unit of this weight, having `has` places, to one more.
    pub(super) fn claim(&self, weight: &T, has: u64) -> Claim<T> {
        let k = T::from(has);
        let one = T::one();
        let two = T::from(2);
        let weight = weight.clone();
        match self.method {
            Method::LargestRemainder | Method::Droop => {
                Claim::Rest(weight * self.times.clone(), self.quota.clone() * k)
            }
            Method::DHondt => Claim::Quotient(weight, k + one),
            Method::ModifiedSainteLague if has == 0 => {
                Claim::Quotient(weight * self.first.1.clone(), self.first.0.clone())
            }
            Method::SainteLague | Method::ModifiedSainteLague => {
                Claim::Quotient(weight, two * k + one)
            }
            // Squares instead of roots: both sides are positive.
            Method::HuntingtonHill => {
                Claim::Quotient(weight.clone() * weight, k.clone() * (k + one))
            }
            Method::Adams => Claim::Quotient(weight, k),
            Method::Dean => Claim::Quotient(
                weight * (two.clone() * k.clone() + one.clone()),
                two * k.clone() * (k + one),
            ),
        }
    }
}

impl<T: Whole> Ord for Claim<T> {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::Quotient(a, b), Self::Quotient(c, d)) => match (b.is_zero(), d.is_zero()) {
                (true, true) => a.cmp(c),
                (true, false) => Ordering::Greater,
                (false, true) => Ordering::Less,
                (false, false) => (a.clone() * d.clone()).cmp(&(c.clone() * b.clone())),
            },
            (Self::Rest(a, b), Self::Rest(c, d)) => {
                (a.clone() + d.clone()).cmp(&(c.clone() + b.clone()))
            }
            // One measure makes claims of one sort.
            (Self::Quotient(..), Self::Rest(..)) => Ordering::Greater,
            (Self::Rest(..), Self::Quotient(..)) => Ordering::Less,
        }
    }
}

impl<T: Whole> PartialOrd for Claim<T> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Whole> PartialEq for Claim<T> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<T: Whole> Eq for Claim<T> {}

/// So many places a unit gets whose exact share, times the common multiplier, is `x`: a first guess in
/// floats, which exact comparison then corrects.
pub(super) fn guess(method: Method, first: f64, x: f64) -> u64 {
    if x <= 0.0 {
        return 0;
    }
    let places = match method {
        Method::LargestRemainder | Method::Droop | Method::DHondt => x.floor(),
        Method::SainteLague => (x + 0.5).floor(),
        Method::ModifiedSainteLague if x < first / 2.0 => 0.0,
        Method::ModifiedSainteLague => (x + 0.5).floor().max(1.0),
        Method::HuntingtonHill => f64::midpoint(-1.0, (1.0 + 4.0 * x * x).sqrt()).floor() + 1.0,
        Method::Adams => x.ceil(),
        Method::Dean => f64::midpoint(x - 1.0, (1.0 + x * x).sqrt()).floor() + 1.0,
    };
    // Not negative: x is not.
    #[allow(clippy::cast_sign_loss)]
    {
        places as u64
    }
}
