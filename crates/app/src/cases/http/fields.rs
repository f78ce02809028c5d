use jiff::civil::Date;

use crate::cases::CaseError;

/// What was typed into a form, field by field: so that a refused form can be given back as it was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(in crate::cases) struct Fields(pub(in crate::cases) Vec<(String, String)>);

impl Fields {
    /// The text of a field; empty where there is none.
    pub(in crate::cases) fn get(&self, name: &str) -> &str {
        self.all(name).first().copied().unwrap_or_default()
    }

    /// The text of a field that says something.
    pub(in crate::cases) fn given(&self, name: &str) -> Option<&str> {
        Some(self.get(name).trim()).filter(|text| !text.is_empty())
    }

    /// Every text of a field that can stand several times.
    pub(in crate::cases) fn all(&self, name: &str) -> Vec<&str> {
        self.0.iter().filter(|(key, _)| key == name).map(|(_, value)| value.as_str()).collect()
    }

    /// Whether a box is ticked.
    pub(in crate::cases) fn is(&self, name: &str) -> bool {
        self.given(name).is_some()
    }

    /// The day in a field.
    pub(super) fn date(&self, name: &str) -> Result<Option<Date>, CaseError> {
        let date = |text: &str| text.parse().map_err(|_| CaseError::Date(text.to_owned()));
        self.given(name).map(date).transpose()
    }
}
