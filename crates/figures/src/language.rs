use serde::{Deserialize, Serialize};

/// The languages a figure speaks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Danish: `1.234,5`, `2. september 2025`.
    #[default]
    #[serde(rename = "da")]
    Danish,
    /// English: `1,234.5`, `2 September 2025`.
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// The text in this language.
    ///
    /// ```
    /// use raadslag_figures::Language;
    /// assert_eq!(Language::Danish.pick("pladser", "places"), "pladser");
    /// ```
    pub fn pick<T>(self, danish: T, english: T) -> T {
        match self {
            Self::Danish => danish,
            Self::English => english,
        }
    }

    /// A date as one writes it in running text.
    ///
    /// ```
    /// use raadslag_figures::Language;
    /// let date = jiff::civil::date(2025, 9, 2);
    /// assert_eq!(Language::Danish.date(date), "2. september 2025");
    /// assert_eq!(Language::English.date(date), "2 September 2025");
    /// ```
    pub fn date(self, date: jiff::civil::Date) -> String {
        const DANISH: [&str; 12] = [
            "januar",
            "februar",
            "marts",
            "april",
            "maj",
            "juni",
            "juli",
            "august",
            "september",
            "oktober",
            "november",
            "december",
        ];
        const ENGLISH: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let month = usize::from(date.month().unsigned_abs()) - 1;
        match self {
            Self::Danish => format!("{}. {} {}", date.day(), DANISH[month], date.year()),
            Self::English => format!("{} {} {}", date.day(), ENGLISH[month], date.year()),
        }
    }

    /// A number of days, whichever way they lie.
    ///
    /// ```
    /// use raadslag_figures::Language;
    /// assert_eq!(Language::Danish.days(1), "1 dag");
    /// assert_eq!(Language::English.days(-28), "28 days");
    /// ```
    pub fn days(self, days: i32) -> String {
        match (self, days.unsigned_abs()) {
            (Self::Danish, 1) => "1 dag".to_owned(),
            (Self::English, 1) => "1 day".to_owned(),
            (Self::Danish, many) => format!("{many} dage"),
            (Self::English, many) => format!("{many} days"),
        }
    }

    /// Names joined as in a sentence: `Faxe, Greve og Køge`.
    pub fn join<S: AsRef<str>>(self, names: &[S]) -> String {
        let and = self.pick(" og ", " and ");
        match names {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                format!("{}{and}{}", first.join(", "), last.as_ref())
            }
        }
    }
}

/// A text in both languages, for messages whose reader is not known where they arise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phrase {
    /// In Danish.
    pub danish: String,
    /// In English.
    pub english: String,
}

impl Phrase {
    /// A text in both languages.
    pub fn new(danish: impl Into<String>, english: impl Into<String>) -> Self {
        Self { danish: danish.into(), english: english.into() }
    }

    /// The text in one of them.
    pub fn in_language(&self, language: Language) -> &str {
        language.pick(&self.danish, &self.english)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn names_are_joined_as_in_a_sentence() {
        assert_eq!(Language::Danish.join(&["Faxe", "Greve", "Køge"]), "Faxe, Greve og Køge");
        assert_eq!(Language::English.join(&["Faxe", "Greve"]), "Faxe and Greve");
        assert_eq!(Language::English.join::<&str>(&[]), "");
    }
}
