use std::borrow::Cow;

use frostem::{Algorithm, Stemmer};

/// The stem of a lower-case Danish word by the Snowball rules: "klyngerne" → "klyng". A stem need
/// not be a word; it only serves to bring inflected forms together.
///
/// ```
/// assert_eq!(raadslag_danish::stem("kommunernes"), raadslag_danish::stem("kommune"));
/// ```
pub fn stem(word: &str) -> Cow<'_, str> {
    Stemmer::new(Algorithm::Danish).stem(word)
}
