use std::fmt;
use std::str::FromStr;

use serde::de::{self, Deserialize, Deserializer};
use serde::{Serialize, Serializer};

use crate::Language;

/// How shares are rounded to whole places.
///
/// Two families: *quota* methods give each unit its whole quotas and the rest to the largest
/// remainders; *divisor* methods give place after place to the largest base divided by the method's
/// divisor `d(k)`, where `k` is what the unit has already. Source: Balinski & Young, *Fair
/// Representation*, 2nd edition, 2001, appendix A.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// Hamilton, Hare, Niemeyer: the quota is all bases divided by the total.
    #[default]
    LargestRemainder,
    /// Largest remainder with Droop's quota: all votes divided by one more than the total, rounded
    /// down, plus one. Being larger than `votes / (total + 1)`, it never gives too many whole quotas;
    /// with fewer votes than places it can leave more places than there are units, and then the
    /// remainders, having paid a quota, go on below zero.
    Droop,
    /// D'Hondt, Jefferson: `d(k) = k + 1`.
    DHondt,
    /// Sainte-Laguë, Webster: `d(k) = 2k + 1`.
    SainteLague,
    /// Sainte-Laguë with a first divisor of 1.4 or as given.
    ModifiedSainteLague,
    /// Huntington-Hill, equal proportions: `d(k) = √(k(k + 1))`.
    HuntingtonHill,
    /// Adams, smallest divisors: `d(k) = k`.
    Adams,
    /// Dean, harmonic mean: `d(k) = 2k(k + 1) / (2k + 1)`.
    Dean,
}

/// A word that is no method.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no method of rounding; there are {known}", known = Method::ALL.map(Method::name).join(", "))]
pub struct UnknownMethod(pub String);

impl Method {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::LargestRemainder,
        Self::Droop,
        Self::DHondt,
        Self::SainteLague,
        Self::ModifiedSainteLague,
        Self::HuntingtonHill,
        Self::Adams,
        Self::Dean,
    ];

    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::LargestRemainder => "largest-remainder",
            Self::Droop => "droop",
            Self::DHondt => "dhondt",
            Self::SainteLague => "sainte-lague",
            Self::ModifiedSainteLague => "modified-sainte-lague",
            Self::HuntingtonHill => "huntington-hill",
            Self::Adams => "adams",
            Self::Dean => "dean",
        }
    }

    /// Its name for people.
    pub fn title(self, language: Language) -> &'static str {
        match self {
            Self::LargestRemainder => language.pick("største brøks metode", "largest remainder"),
            Self::Droop => language.pick("største brøks metode med Droops kvote", "Droop's quota"),
            Self::DHondt => language.pick("d’Hondts metode", "d’Hondt’s method"),
            Self::SainteLague => language.pick("Sainte-Laguës metode", "Sainte-Laguë’s method"),
            Self::ModifiedSainteLague => {
                language.pick("modificeret Sainte-Laguë", "modified Sainte-Laguë")
            }
            Self::HuntingtonHill => {
                language.pick("Huntington-Hills metode", "Huntington-Hill’s method")
            }
            Self::Adams => language.pick("Adams’ metode", "Adams’ method"),
            Self::Dean => language.pick("Deans metode", "Dean’s method"),
        }
    }

    /// Whether it rounds quotas, rather than dividing by divisors.
    pub fn is_quota(self) -> bool {
        matches!(self, Self::LargestRemainder | Self::Droop)
    }

    /// Whether every unit with a base gets a place before any gets a second.
    pub fn gives_everyone_one(self) -> bool {
        matches!(self, Self::HuntingtonHill | Self::Adams | Self::Dean)
    }
}

impl FromStr for Method {
    type Err = UnknownMethod;

    /// Reads its name or one of the names by which the literature knows it.
    fn from_str(text: &str) -> Result<Self, UnknownMethod> {
        let plain: String = text.to_lowercase().chars().filter_map(plain).collect();
        let plain =
            plain.strip_suffix("metode").or_else(|| plain.strip_suffix("method")).unwrap_or(&plain);
        Ok(match plain {
            "largestremainder" | "largestremainders" | "hamilton" | "hare" | "hareniemeyer"
            | "niemeyer" | "vinton" | "storstebrok" | "storstebroks" | "harequota" => {
                Self::LargestRemainder
            }
            "droop"
            | "droops"
            | "droopquota"
            | "droopsquota"
            | "droopskvote"
            | "largestremainderdroop"
            | "storstebroksmetodemeddroopskvote" => Self::Droop,
            "dhondt" | "dhondts" | "hondt" | "hondts" | "jefferson" | "greatestdivisors"
            | "hagenbachbischoff" => Self::DHondt,
            "saintelague" | "stlague" | "webster" | "majorfractions" | "schepers"
            | "saintelagues" => Self::SainteLague,
            "modifiedsaintelague"
            | "modifiedwebster"
            | "modificeretsaintelague"
            | "modificeretsaintelagues" => Self::ModifiedSainteLague,
            "huntingtonhill" | "huntingtonhills" | "huntington" | "hill" | "equalproportions" => {
                Self::HuntingtonHill
            }
            "adams" | "smallestdivisors" => Self::Adams,
            "dean" | "deans" | "harmonicmean" => Self::Dean,
            _ => return Err(UnknownMethod(text.chars().take(40).collect())),
        })
    }
}

/// Letters without their accents; nothing else.
fn plain(character: char) -> Option<char> {
    match character {
        'ë' | 'é' => Some('e'),
        'ü' => Some('u'),
        'ø' => Some('o'),
        letter => letter.is_alphanumeric().then_some(letter),
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Serialize for Method {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

impl<'de> Deserialize<'de> for Method {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::Method;

    #[test]
    fn a_method_is_known_by_the_names_of_the_literature() {
        for (name, method) in [
            ("hamilton", Method::LargestRemainder),
            ("Hare/Niemeyer", Method::LargestRemainder),
            ("Droop", Method::Droop),
            ("d'Hondt", Method::DHondt),
            ("Jefferson", Method::DHondt),
            ("Sainte-Laguë", Method::SainteLague),
            ("webster", Method::SainteLague),
            ("modified_sainte_lague", Method::ModifiedSainteLague),
            ("Equal proportions", Method::HuntingtonHill),
            ("Adams", Method::Adams),
            ("harmonic mean", Method::Dean),
        ] {
            assert_eq!(name.parse(), Ok(method), "{name}");
        }
        for method in Method::ALL {
            assert_eq!(method.name().parse(), Ok(method));
            for language in [crate::Language::Danish, crate::Language::English] {
                let title = method.title(language);
                assert_eq!(title.parse(), Ok(method), "{title}");
            }
        }
        assert!("imperiali".parse::<Method>().is_err());
    }
}
