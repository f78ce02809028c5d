use std::collections::BTreeMap;
use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};

use crate::{Exact, Meta};

/// An assessment as its author writes it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Title, note, unit, sources.
    #[serde(default)]
    pub about: Meta,
    /// How scores become one number. Weighted sum where nothing is said.
    #[serde(default)]
    pub method: Method,
    /// How criteria of different units are made comparable; each method has its own usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub normalisation: Option<Normalisation>,
    /// Where the weights come from.
    #[serde(default)]
    pub weighing: Weighing,
    /// What becomes of a score that is not there.
    #[serde(default)]
    pub missing: Missing,
    /// The scale all scores are on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// What is asked of the alternatives.
    #[serde(default)]
    pub criteria: Vec<Criterion>,
    /// What is chosen among.
    #[serde(default)]
    pub alternatives: Vec<Alternative>,
    /// Which criterion matters how many times more than which, for weights by pairwise comparison.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comparisons: Vec<Comparison>,
    /// Each assessor's own scores. Where there are any, alternatives have no scores of their own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub judgements: Vec<Judgement>,
}

/// How scores become one number per alternative.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// The sum of weight times normalised score.
    #[default]
    WeightedSum,
    /// Nearness to the best and distance from the worst (Hwang & Yoon 1981).
    Topsis,
    /// Net outranking flow (Brans, Vincke & Mareschal 1986).
    PrometheeIi,
    /// Points for every alternative that stands lower by a criterion (Borda 1781).
    Borda,
    /// Pairwise majorities won less lost (Condorcet 1785, Copeland 1951).
    #[serde(alias = "condorcet")]
    Copeland,
}

/// How the numbers of one criterion become comparable with another's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Normalisation {
    /// Worst is 0 and best is 1. A criterion in which all are equal gives all 1.
    #[serde(alias = "min-max")]
    Minmax,
    /// `x / max`; cost: `1 − x / max`.
    Max,
    /// `x / max`; cost: `min / x`. All above zero.
    Linear,
    /// `x / Σx`; cost: `(1/x) / Σ(1/x)`. All above zero.
    Sum,
    /// `x / √Σx²`; cost: `1 − x / √Σx²`.
    Vector,
    /// From the scale's low end, 0, to its high end, 1.
    Scale,
    /// As it is; cost counts negative.
    None,
}

/// Where the weights come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weighing {
    /// The points each criterion has; all alike where none has any.
    #[default]
    Points,
    /// All alike.
    Equal,
    /// From the order of importance: rank-order centroid (Barron & Barrett 1996).
    RankOrderCentroid,
    /// From the order of importance: `n + 1 − rank` (Stillwell, Seaver & Edwards 1981).
    RankSum,
    /// From pairwise comparisons (Saaty 1977).
    Pairwise,
}

/// What becomes of a score that is not there. What was done is always said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Missing {
    /// It is a fault that names the cell.
    #[default]
    Refuse,
    /// It counts as the worst score any alternative has by this criterion.
    Worst,
    /// It counts as the mean of the scores there are by this criterion.
    Mean,
    /// The alternative is not ranked.
    LeaveOut,
}

/// A scale: two ends, or words from the lowest to the highest, which count 1, 2, 3 …
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scale {
    /// The lowest score one can give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Exact>,
    /// The highest score one can give.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Exact>,
    /// Words, lowest first: "lav", "middel", "høj".
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
}

/// What is asked of the alternatives.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Its name.
    pub name: String,
    /// Its points; they need not sum to anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Exact>,
    /// Its place in the order of importance, 1 the most important; equal places may be shared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub importance: Option<Exact>,
    /// Whether more is better.
    #[serde(default)]
    pub direction: Direction,
    /// How a difference becomes a preference, for PROMETHEE.
    #[serde(default)]
    pub preference: Preference,
    /// A difference up to this counts nothing (q).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub indifference: Option<Exact>,
    /// A difference from this on counts fully (p); for `gaussian` the point of inflection (s).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strict: Option<Exact>,
}

/// Whether more is better.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// More is better.
    #[default]
    #[serde(alias = "benefit")]
    Max,
    /// Less is better.
    #[serde(alias = "cost")]
    Min,
}

/// How a difference d becomes a preference from 0 to 1 (Brans, Vincke & Mareschal 1986, I-VI).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Preference {
    /// I: any difference counts fully.
    #[default]
    Usual,
    /// II: a difference above q counts fully.
    UShape,
    /// III: counts d / p, fully from p.
    VShape,
    /// IV: above q half, above p fully.
    Level,
    /// V: above q (d − q) / (p − q), fully from p.
    Linear,
    /// VI: 1 − exp(−d² / 2s²).
    Gaussian,
}

/// What is chosen among.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Alternative {
    /// Its name.
    pub name: String,
    /// A score per criterion.
    #[serde(default)]
    pub scores: Scores,
}

/// Scores in the order of the criteria, or by their names.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Scores {
    /// In the order of the criteria.
    Listed(Vec<Option<Score>>),
    /// By the criteria's names.
    Named(BTreeMap<String, Option<Score>>),
}

/// A score as it was given.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Score {
    /// A number.
    Number(Exact),
    /// A word of the scale.
    Word(String),
}

/// One criterion against another.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Comparison {
    /// The criterion that matters more (or as much).
    pub first: String,
    /// The other.
    pub second: String,
    /// How many times more, from 1 to 9; below 1 the other way round.
    pub times: Exact,
}

/// One assessor's scores of one alternative.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Judgement {
    /// Who.
    pub assessor: String,
    /// The alternative.
    pub alternative: String,
    /// A score per criterion.
    #[serde(default)]
    pub scores: Scores,
}

impl Default for Scores {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

impl Scores {
    /// Whether nothing was given.
    pub(super) fn is_empty(&self) -> bool {
        match self {
            Self::Listed(scores) => scores.iter().all(Option::is_none),
            Self::Named(scores) => scores.values().all(Option::is_none),
        }
    }
}

// Written out, because a derived untagged enum forgets where in the input a fault lies.
impl<'de> Deserialize<'de> for Scores {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl<'de> Visitor<'de> for Either {
            type Value = Scores;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list of scores, or scores by criterion")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Scores, A::Error> {
                let mut scores = Vec::new();
                while let Some(score) = list.next_element()? {
                    scores.push(score);
                }
                Ok(Scores::Listed(scores))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Scores, A::Error> {
                let mut scores = BTreeMap::new();
                while let Some((name, score)) = map.next_entry()? {
                    scores.insert(name, score);
                }
                Ok(Scores::Named(scores))
            }
        }
        deserializer.deserialize_any(Either)
    }
}

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either;
        impl Visitor<'_> for Either {
            type Value = Score;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a number or a word of the scale")
            }
            fn visit_i64<E>(self, integer: i64) -> Result<Score, E> {
                Ok(Score::Number(integer.into()))
            }
            fn visit_u64<E>(self, integer: u64) -> Result<Score, E> {
                Ok(Score::Number(integer.into()))
            }
            fn visit_f64<E: serde::de::Error>(self, float: f64) -> Result<Score, E> {
                let number = Exact::from_float(float);
                number.map(Score::Number).ok_or_else(|| E::custom("NaN and infinity are no scores"))
            }
            fn visit_str<E>(self, text: &str) -> Result<Score, E> {
                let word = || Score::Word(text.trim().to_owned());
                Ok(text.parse().map_or_else(|_| word(), Score::Number))
            }
        }
        deserializer.deserialize_any(Either)
    }
}
