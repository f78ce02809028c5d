//! JSON as the same tree: a key is an element, a list's entries are elements of their own.

use serde_json::Value;

use super::tree::{Child, Node, key};

/// Adds a value below an element. The parser has bounded its depth.
pub(super) fn add(name: &str, value: &Value, above: &mut Node) {
    let mut node = Node { name: name.to_owned(), ..Node::default() };
    match value {
        Value::Null => return,
        Value::String(text) => node.children.push(Child::Text(text.clone())),
        Value::Bool(truth) => node.children.push(Child::Text(truth.to_string())),
        Value::Number(number) => node.children.push(Child::Text(number.to_string())),
        Value::Array(values) => {
            let one = singular(name);
            for value in values {
                add(&one, value, &mut node);
            }
        }
        Value::Object(object) => {
            for (name, value) in object {
                add(name, value, &mut node);
            }
        }
    }
    above.children.push(Child::Element(node));
}

/// What one of a list is called: `Items` are several `Item`, `Dagsordenspunkter` `Dagsordenspunkt`.
fn singular(name: &str) -> String {
    let known = match key(name).as_str() {
        "medlemmer" => "medlem",
        "deltagere" | "moededeltagere" => "deltager",
        "punkter" => "punkt",
        "dagsordenpunkter" | "dagsordenspunkter" => "dagsordenspunkt",
        _ => name.strip_suffix('s').unwrap_or(name),
    };
    known.to_owned()
}
