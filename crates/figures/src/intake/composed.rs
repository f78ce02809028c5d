//! Letters in one form: `Å` may be one character or an A with a ring over it, and is the same name.

use std::borrow::Cow;

use serde_json::Value;
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// The text with its letters composed (Unicode's form C).
pub(crate) fn composed(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() }
}

/// The same of all texts and keys. Keys that become the same stay as they were, to be told as unknown
/// or twice.
pub(super) fn compose(json: &mut Value) {
    match json {
        Value::String(text) => {
            if let Cow::Owned(composed) = composed(text) {
                *text = composed;
            }
        }
        Value::Array(values) => values.iter_mut().for_each(compose),
        Value::Object(values) => {
            values.values_mut().for_each(compose);
            let apart: Vec<String> = values.keys().filter(|key| !is_nfc(key)).cloned().collect();
            for key in apart {
                let composed = composed(&key).into_owned();
                if !values.contains_key(&composed)
                    && let Some(value) = values.remove(&key)
                {
                    values.insert(composed, value);
                }
            }
        }
        _ => {}
    }
}
