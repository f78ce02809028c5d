//! Text under keys the reader does not know: it is kept as problems, not lost.

use raadslag_document::Problem;
use serde_json::Value;

use crate::html;

/// Collects the text of `value` under `path` as problems. Ids, dates, numbers, truth values and
/// addresses are no text.
pub(crate) fn collect(path: &str, value: &Value, problems: &mut Vec<Problem>) {
    match value {
        Value::String(text) if !is_technical_key(path) => {
            if let Some(text) = words(text) {
                problems.push(problem(path, text));
            }
        }
        Value::Array(values) => values.iter().for_each(|value| collect(path, value, problems)),
        Value::Object(object) => {
            for (key, value) in object {
                collect(&format!("{path}.{key}"), value, problems);
            }
        }
        _ => {}
    }
}

fn problem(path: &str, text: String) -> Problem {
    Problem {
        line: None,
        page: None,
        code: "unknown-key".to_owned(),
        message: format!("the reader does not know the key {path}; its text is kept here"),
        text: Some(text),
    }
}

/// Whether the last part of a path names an id.
pub(crate) fn is_technical_key(path: &str) -> bool {
    let key = path.rsplit('.').next().unwrap_or(path);
    ["Id", "Uid", "Guid", "Uuid", "ID", "UID", "id"].iter().any(|end| key.ends_with(end))
}

/// The words of a text, without its tags if it is HTML; `None` where it is no text.
pub(crate) fn words(text: &str) -> Option<String> {
    let text = text.trim();
    let text = if text.contains('<') && text.contains('>') { plain(text) } else { text.to_owned() };
    (!text.is_empty() && !is_technical(&text)).then_some(text)
}

fn plain(html: &str) -> String {
    html::plain(html).unwrap_or_else(|_| html.to_owned())
}

fn is_technical(text: &str) -> bool {
    let is_single = !text.contains(char::is_whitespace);
    let is_address = text.starts_with("http://") || text.starts_with("https://");
    let is_truth = matches!(text.to_ascii_lowercase().as_str(), "true" | "false" | "null");
    let is_number = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ','));
    let is_moment = text.parse::<jiff::civil::DateTime>().is_ok();
    is_single && (is_address || is_truth || is_number || is_moment || is_uuid(text))
}

/// `2bb4b425-da89-4a32-aa5c-d06cad13dafb`.
fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.chars().enumerate().all(|(at, c)| match at {
            8 | 13 | 18 | 23 => c == '-',
            _ => c.is_ascii_hexdigit(),
        })
}
