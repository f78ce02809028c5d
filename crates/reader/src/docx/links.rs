//! Links: elements of their own, or fields.

use super::body::Body;
use super::xml::Element;

/// A field whose end has not come.
#[derive(Default)]
pub(super) struct Field {
    /// What it does: `HYPERLINK "https://…"`.
    pub(super) instruction: String,
    linked: bool,
}

impl Body<'_> {
    pub(super) fn hyperlink(&mut self, element: &Element<'_>) {
        let relation = element.attr("id").and_then(|id| self.relations.get(&id));
        let target = relation.map(|relation| relation.target.clone());
        let anchor = element.attr("anchor").filter(|_| target.is_some());
        let url = target.map(|target| match anchor {
            Some(anchor) if !target.contains('#') => format!("{target}#{anchor}"),
            _ => target,
        });
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.inline.open_link(url.filter(|url| !url.is_empty()));
        }
    }

    pub(super) fn field(&mut self, element: &Element<'_>) {
        match element.attr("fldCharType").as_deref() {
            Some("begin") => self.fields.push(Field::default()),
            Some("separate") => {
                let Some(field) = self.fields.last_mut() else { return };
                field.linked = true;
                let url = field_target(&field.instruction);
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.inline.open_link(url);
                }
            }
            Some("end") => {
                let linked = self.fields.pop().is_some_and(|field| field.linked);
                if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| linked) {
                    paragraph.inline.close_link();
                }
            }
            _ => {}
        }
    }

    pub(super) fn open_simple_field(&mut self, element: &Element<'_>) {
        let url = element.attr("instr").as_deref().and_then(field_target);
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.inline.open_link(url);
        }
    }

    pub(super) fn close_link(&mut self) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.inline.close_link();
        }
    }
}

/// The address in `HYPERLINK "https://…" \o "tip"`.
fn field_target(instruction: &str) -> Option<String> {
    let rest = instruction.trim().strip_prefix("HYPERLINK")?.trim_start();
    let target = match rest.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => rest.split_whitespace().next(),
    };
    target.filter(|target| !target.is_empty() && !target.starts_with('\\')).map(str::to_owned)
}
