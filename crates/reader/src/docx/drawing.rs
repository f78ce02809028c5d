//! Drawings, as far as they are pictures: what they show, for those who do not see them.

use super::xml::Element;

/// A drawing is described before it is known whether it holds a picture, a chart, a diagram or text.
#[derive(Debug)]
pub(crate) struct Drawing {
    /// The element that describes it.
    named: &'static str,
    description: Option<String>,
}

impl Drawing {
    /// One in a text.
    pub(crate) fn in_text() -> Self {
        Self { named: "docPr", description: None }
    }

    /// One on a slide or a sheet.
    pub(crate) fn on_sheet() -> Self {
        Self { named: "cNvPr", description: None }
    }

    /// The description of the picture that begins with this element; it may be empty. A picture that
    /// is called decoration is none.
    pub(crate) fn picture(&mut self, element: &Element<'_>) -> Option<String> {
        match element.name() {
            "decorative" if element.is_on() => self.description = None,
            "blip" | "imagedata" | "chart" | "relIds" => return self.description.take(),
            name if name == self.named || name == "shape" => {
                self.description = Some(description(element));
            }
            _ => {}
        }
        None
    }
}

fn description(element: &Element<'_>) -> String {
    let said = |name| element.attr(name).filter(|text| !text.trim().is_empty());
    said("descr").or_else(|| said("alt")).or_else(|| said("title")).unwrap_or_default()
}
