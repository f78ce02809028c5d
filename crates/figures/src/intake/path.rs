//! Single values set by their path in the JSON form.

use serde_json::{Map, Value};

use super::cells::{self, Typed};
use super::table::{insert, insert_key};
use crate::schema::{Form, SheetSchema, ValueKind};
use crate::{Fault, Faults, Schema};

/// Where a path leads by the schema.
#[derive(Debug, PartialEq, Eq)]
struct Target<'p> {
    /// The entry's sheet and number; the root where it is a setting.
    entry: Option<(&'static str, usize)>,
    /// The key within the entry or the root.
    key: String,
    /// A further column's name under the key.
    further: Option<&'p str>,
}

/// Sets the value at `path` (`total`, `units[3].base`, `units[0].values.2025`) to what the text says.
pub(super) fn set(json: &mut Value, schema: &Schema, path: &str, text: &str) -> Result<(), Faults> {
    let (target, kind) =
        schema.sheets.iter().find_map(|sheet| target(sheet, path)).ok_or_else(|| {
            Fault::at(
                path,
                "findes ikke i denne slags tal",
                "does not exist in this kind of figure",
            )
        })?;
    let value = match cells::of_text(text, kind) {
        _ if text.trim().is_empty() => None,
        Typed::Value(value) => Some(value),
        Typed::Fault(problem, advice) => {
            let path = path.to_owned();
            return Err(Fault { path, cell: None, problem, advice: Some(advice) }.into());
        }
    };
    put(json, &target, value).ok_or_else(|| {
        Fault::at(path, "findes ikke i dette tal", "does not exist in this figure").into()
    })
}

fn target<'p>(sheet: &SheetSchema, path: &'p str) -> Option<(Target<'p>, ValueKind)> {
    let below = path.strip_prefix(sheet.key)?;
    match sheet.form {
        Form::Settings(fields) => {
            let below = if sheet.key.is_empty() { below } else { below.strip_prefix('.')? };
            let field = fields.iter().find(|field| field.key == below)?;
            Some((Target { entry: None, key: path.to_owned(), further: None }, field.kind))
        }
        Form::Rows { fields, extra } => {
            let (index, key) = below.strip_prefix('[')?.split_once("].")?;
            let entry = Some((sheet.key, index.parse().ok()?));
            if let Some(field) = fields.iter().find(|field| field.key == key) {
                return Some((Target { entry, key: key.to_owned(), further: None }, field.kind));
            }
            let extra = extra?;
            let name = key.strip_prefix(extra.key)?.strip_prefix('.')?;
            let key = extra.key.to_owned();
            Some((Target { entry, key, further: Some(name) }, extra.kind))
        }
    }
}

/// Puts the value there or, being none, takes it away; `None` when there is no such entry.
fn put(json: &mut Value, target: &Target, value: Option<Value>) -> Option<()> {
    let root = match target.entry {
        None => json,
        Some((key, index)) => {
            let mut keys = key.split('.');
            keys.try_fold(json, |json, key| json.get_mut(key))?.get_mut(index)?
        }
    };
    if !root.is_object() {
        return None;
    }
    match (value, target.further) {
        (Some(value), None) => insert(root, &target.key, value),
        (Some(value), Some(name)) => {
            let further = root.as_object_mut()?.entry(&target.key);
            insert_key(further.or_insert_with(|| Value::Object(Map::new())), name, value);
        }
        (None, further) => {
            let (parent, last) = target.key.rsplit_once('.').unwrap_or(("", &target.key));
            let (parent, last) = match further {
                Some(name) => (target.key.as_str(), name),
                None => (parent, last),
            };
            let mut keys = parent.split('.').filter(|key| !key.is_empty());
            let parent = keys.try_fold(root, |json, key| json.get_mut(key));
            parent.and_then(Value::as_object_mut).map(|parent| parent.remove(last));
        }
    }
    Some(())
}
