//! KLE numbers, the municipalities' subject classification: `HH.GG.EE`, and a facet of action.

use std::fmt;
use std::str::FromStr;

/// A KLE number: main group, group, subject and, where given, the facet: `00.22.04 P35`.
///
/// ```
/// use raadslag_app::cases::Subject;
/// let subject: Subject = "00.22.04 p35".parse().unwrap();
/// assert_eq!((subject.to_string().as_str(), subject.main_group()), ("00.22.04 P35", "Kommunens styrelse"));
/// assert!("99.01.01".parse::<Subject>().is_err());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject {
    text: String,
    group: &'static str,
}

/// Why a text is no KLE number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SubjectError {
    /// It has another shape.
    #[error("`{0}` is no KLE number; write it as 29.30.00 or 29.30.00 P35")]
    Shape(String),
    /// Its first two figures are no main group.
    #[error("KLE has no main group {0}")]
    MainGroup(String),
}

/// The main groups with their names (kle-online.dk).
pub const MAIN_GROUPS: [(&str, &str); 36] = [
    ("00", "Kommunens styrelse"),
    ("01", "Fysisk planlægning og naturbeskyttelse"),
    ("02", "Byggeri"),
    ("03", "Boliger"),
    ("04", "Parker, fritids-/idrætsanlæg og landskabspleje mv."),
    ("05", "Veje og trafik"),
    ("06", "Spildevand og vandløb"),
    ("07", "Affald og genanvendelse"),
    ("08", "Havne og lufthavne"),
    ("09", "Miljøbeskyttelse"),
    ("13", "Forsyning"),
    ("14", "Beredskab"),
    ("15", "Arbejdsmarked og beskæftigelsesindsats"),
    ("17", "Folkeskoleundervisning"),
    ("18", "Folkeoplysning og ungdomsskoler"),
    ("19", "Kulturhistoriske institutioner"),
    ("20", "Kulturvirksomhed"),
    ("21", "Biblioteker"),
    ("22", "Regulering af private erhverv"),
    ("23", "Borgerlige forhold"),
    ("24", "Erhvervsforhold"),
    ("25", "Beskatning"),
    ("27", "Social service"),
    ("28", "Dagtilbud"),
    ("29", "Sundhed"),
    ("30", "Andre myndigheders opgaver"),
    ("32", "Kontante ydelser"),
    ("54", "Uddannelse"),
    ("81", "Kommunens personale"),
    ("82", "Kommunens ejendomme og lokaler"),
    ("83", "Kommunens driftsmidler og inventar"),
    ("84", "Offentlige valg"),
    ("85", "Kommunens administrative systemer"),
    ("86", "Kommunens selvforsyning og fremstillingsvirksomhed"),
    ("87", "Kommunens arbejdsmiljø"),
    ("88", "Kommunens indkøb og udbud"),
];

const HEALTH: &str = "29";

impl Subject {
    /// The name of its main group.
    pub fn main_group(&self) -> &'static str {
        self.group
    }

    /// Whether it is a health case.
    pub fn is_health(&self) -> bool {
        self.text.starts_with(HEALTH)
    }
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for Subject {
    type Err = SubjectError;

    fn from_str(written: &str) -> Result<Self, SubjectError> {
        let shape = || SubjectError::Shape(written.trim().to_owned());
        let mut words = written.split_whitespace();
        let number = words.next().ok_or_else(shape)?;
        let facet = words.next().map(str::to_uppercase);
        let parts: Vec<&str> = number.split('.').collect();
        let is_pair = |part: &&str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        let is_number = parts.len() == 3 && parts.iter().all(is_pair);
        if !is_number || words.next().is_some() || !facet.as_deref().is_none_or(is_facet) {
            return Err(shape());
        }
        let group = MAIN_GROUPS.iter().find(|(code, _)| *code == parts[0]);
        let group = group.ok_or_else(|| SubjectError::MainGroup(parts[0].to_owned()))?.1;
        let text = match facet {
            Some(facet) => format!("{number} {facet}"),
            None => number.to_owned(),
        };
        Ok(Self { text, group })
    }
}

/// A letter and two figures.
fn is_facet(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 3 && bytes[0].is_ascii_uppercase() && bytes[1..].iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::{Subject, SubjectError};

    #[test]
    fn a_kle_number_has_its_shape_and_a_known_main_group() {
        for text in ["29.30.00", "00.22.04 P35", " 27.00.00  g01 "] {
            assert!(text.parse::<Subject>().is_ok(), "{text}");
        }
        for text in
            ["", "29.30", "29.3.00", "29.30.00 PP3", "29.30.00 P35 x", "a9.30.00", "２9.30.00"]
        {
            assert!(matches!(text.parse::<Subject>(), Err(SubjectError::Shape(_))), "{text}");
        }
        assert_eq!("12.00.00".parse::<Subject>(), Err(SubjectError::MainGroup("12".into())));
    }

    #[test]
    fn group_29_is_health() {
        assert!("29.30.00".parse::<Subject>().is_ok_and(|subject| subject.is_health()));
        assert!("27.29.00".parse::<Subject>().is_ok_and(|subject| !subject.is_health()));
    }
}
