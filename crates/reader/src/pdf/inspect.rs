//! What a PDF holds besides what it shows.

use pdfboss_core::object::decode_text_string;
use pdfboss_core::{Immediate, Page};
use pdfboss_text::{ReadingOrder, TextSpan, extract_spans_and_rulings_reporting_cached_with};

use super::boss::Boss;
use super::engine::limits;
use crate::ReadError;
use crate::inspect::{Inspection, Passage, Trace, TraceKind, pictures};
use crate::reader::flow_texts;

/// Smaller text cannot be read, in points.
const SMALL: f32 = 1.5;
/// A colour of at least so much red, green and blue is white on white paper.
const WHITE: f32 = 0.97;
/// Longest text of one trace.
const LONGEST: usize = 400;

/// Looks a PDF over.
pub(crate) fn inspect(bytes: &[u8]) -> Result<Inspection, ReadError> {
    let flow = super::read(bytes)?;
    let (boss, _) = Boss::open(bytes)?;
    let texts: Vec<Passage> = flow_texts(&flow.parts)
        .into_iter()
        .map(|(text, at)| Passage { page: at.page, text })
        .collect();
    let mut traces = boss.told(&texts);
    traces.extend(pictures(&flow.problems));
    for (number, leaf) in (1..).zip(boss.leaves()) {
        let page = leaf.page(number as usize - 1);
        let hidden = boss.hidden(&page);
        traces.extend(trace(TraceKind::HiddenText, number, &hidden));
        let comments = boss.comments(&page);
        traces.extend(comments.iter().filter_map(|text| trace(TraceKind::Comment, number, text)));
    }
    Ok(Inspection { texts, traces })
}

fn trace(kind: TraceKind, page: u32, text: &str) -> Option<Trace> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text: String = text.chars().take(LONGEST).collect();
    (!text.is_empty()).then_some(Trace { kind, page: Some(page), text })
}

impl Boss {
    /// Author and title, as the file's information says; a title that stands in the text is no secret.
    fn told(&self, texts: &[Passage]) -> Vec<Trace> {
        let told = self.document().metadata();
        let trace = |kind, text: Option<String>| {
            let text = text?.trim().to_owned();
            (!text.is_empty()).then_some(Trace { kind, page: None, text })
        };
        let plain = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let shown: String = texts.iter().map(|passage| plain(&passage.text)).collect();
        let title = told.title.filter(|title| !shown.contains(&plain(title)));
        let found = [trace(TraceKind::Author, told.author), trace(TraceKind::Title, title)];
        found.into_iter().flatten().collect()
    }

    /// The text of a page that nobody sees.
    fn hidden(&self, page: &Page) -> String {
        self.meter().turn_page();
        let source = self.meter().over(self.document());
        let reading = extract_spans_and_rulings_reporting_cached_with(
            Immediate(&source),
            page,
            self.fonts(),
            self.layers(),
            None,
            ReadingOrder::Content,
        );
        let Ok((spans, ..)) = pdfboss_core::block_on(reading) else { return String::new() };
        let hidden = spans.iter().filter(|span| is_hidden(span, page));
        hidden.map(|span| span.text.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// What is said in a page's annotations.
    fn comments(&self, page: &Page) -> Vec<String> {
        let document = self.document();
        let annotations = page.dict().get("Annots").and_then(|it| document.resolve(it).ok());
        let annotations = annotations.as_ref().and_then(|it| it.as_array()).unwrap_or_default();
        let said = annotations.iter().take(limits::ANNOTATIONS).filter_map(|annotation| {
            let annotation = document.resolve(annotation).ok()?;
            let dict = annotation.as_dict()?;
            // The widgets of forms and links carry descriptions, which are meant to be read.
            if matches!(dict.get_name("Subtype")?.0.as_str(), "Link" | "Widget" | "Popup") {
                return None;
            }
            let contents = document.resolve(dict.get("Contents")?).ok()?;
            Some(decode_text_string(contents.as_str_bytes()?))
        });
        said.collect()
    }
}

fn is_hidden(span: &TextSpan, page: &Page) -> bool {
    if span.text.trim().is_empty() {
        return false;
    }
    let sheet = page.crop_box;
    let (left, right) = (sheet.x0.min(sheet.x1), sheet.x0.max(sheet.x1));
    let (low, high) = (sheet.y0.min(sheet.y1), sheet.y0.max(sheet.y1));
    let is_off =
        span.bbox.x1 < left || span.bbox.x0 > right || span.bbox.y1 < low || span.bbox.y0 > high;
    let is_white = span.color.is_some_and(|(r, g, b)| [r, g, b].iter().all(|part| *part >= WHITE));
    span.invisible || is_off || is_white || span.size < SMALL
}
