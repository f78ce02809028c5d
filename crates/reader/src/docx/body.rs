//! The text of a part: paragraphs, tables, text boxes, notes.

use std::collections::{BTreeMap, HashMap};

use raadslag_document::{Furniture, Problem};

use super::drawing::Drawing;
use super::links::Field;
use super::numbering::Numbering;
use super::package::Relations;
use super::paragraph::{Finished, Paragraph};
use super::styles::{self, Run, Styles};
use super::table::Table;
use super::xml::{self, Element};
use crate::flow::{At, Part};
use crate::pictures;

/// What all parts of a document share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
    /// Texts of foot- and endnotes by kind and id.
    pub(super) notes: BTreeMap<(&'static str, String), String>,
    /// How many notes have been referred to.
    pub(super) referred: u32,
}

/// Reads a part; give it to [`xml::walk`].
pub(super) struct Body<'a> {
    shared: &'a mut Shared,
    pub(super) relations: &'a Relations,
    /// What has been read.
    pub(super) parts: Vec<Part>,
    /// What was found on the way.
    pub(super) problems: Vec<Problem>,
    /// The notes or comments of the part, where it holds such.
    pub(super) notes: HashMap<String, Vec<Part>>,
    tables: Vec<Table>,
    pub(super) paragraphs: Vec<Paragraph>,
    runs: Vec<OpenRun>,
    pub(super) fields: Vec<Field>,
    /// Elements inside one whose content is not read.
    skipped: u32,
    in_properties: bool,
    text: Text,
    note: Option<String>,
    /// For each choice between renderings: the text when it began.
    choices: Vec<usize>,
    read: usize,
    number: u32,
    deleted: bool,
    drawing: Drawing,
}

/// What the characters are that come next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    /// White space between elements.
    Between,
    /// Text of the document.
    Shown,
    /// What a field does.
    Instruction,
}

#[derive(Default)]
struct OpenRun {
    own: Run,
    style: Option<String>,
    resolved: Option<Run>,
}

impl<'a> Body<'a> {
    /// A reader of a part with these relations.
    pub(super) fn new(shared: &'a mut Shared, relations: &'a Relations) -> Self {
        Self {
            shared,
            relations,
            parts: Vec::new(),
            problems: Vec::new(),
            notes: HashMap::new(),
            tables: Vec::new(),
            paragraphs: Vec::new(),
            runs: Vec::new(),
            fields: Vec::new(),
            skipped: 0,
            in_properties: false,
            text: Text::Between,
            note: None,
            choices: Vec::new(),
            read: 0,
            number: 0,
            deleted: false,
            drawing: Drawing::in_text(),
        }
    }

    fn target(&mut self) -> &mut Vec<Part> {
        match self.tables.last_mut().and_then(Table::cell) {
            Some(cell) => &mut cell.parts,
            None => &mut self.parts,
        }
    }

    fn at(&self) -> At {
        At { page: None, line: Some(self.number) }
    }

    /// Begins what is not read.
    fn skips(&mut self, element: &Element<'_>) -> bool {
        match element.name() {
            "del" | "moveFrom" => self.deleted = true,
            "pPrChange" | "rPrChange" | "tblPrChange" | "trPrChange" | "tcPrChange"
            | "sectPrChange" | "numberingChange" | "sectPr" => {}
            // Text boxes are written twice, for new and for old programs.
            "Fallback" => return self.choices.last().is_some_and(|&read| self.read > read),
            "rPr" => return self.in_properties,
            _ => return false,
        }
        true
    }

    fn property(&mut self, element: &Element<'_>) {
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let number = || element.val().and_then(|value| value.parse::<u32>().ok());
        let level = || number().and_then(|level| u8::try_from(level).ok());
        match element.name() {
            "pStyle" => paragraph.style = element.val(),
            "numId" => paragraph.number = number(),
            "ilvl" => paragraph.level = level(),
            "outlineLvl" => paragraph.outline = level(),
            "ind" => paragraph.indent = styles::indent(element),
            _ => {}
        }
    }

    fn start_element(&mut self, element: &Element<'_>) {
        match element.name() {
            "p" => self.open_paragraph(),
            "pPr" => self.in_properties = true,
            _ if self.in_properties => self.property(element),
            "r" => self.runs.push(OpenRun::default()),
            "t" => self.text = Text::Shown,
            "instrText" => self.text = Text::Instruction,
            "tab" | "ptab" => self.push(" "),
            "br" | "cr" => self.line_break(element),
            "noBreakHyphen" => self.push("-"),
            "sym" => self.symbol(element),
            "hyperlink" => self.hyperlink(element),
            "fldChar" => self.field(element),
            "fldSimple" => self.open_simple_field(element),
            "footnoteReference" | "endnoteReference" => self.reference(element),
            "AlternateContent" => self.choices.push(self.read),
            "altChunk" => self.problem(
                "embedded-part",
                "a part of another format is embedded here and was not read".to_owned(),
                None,
            ),
            _ => {
                self.picture(element);
                self.start_table_element(element);
            }
        }
    }

    fn picture(&mut self, element: &Element<'_>) {
        let Some(description) = self.drawing.picture(element) else { return };
        let problem = pictures::problem(self.at(), &description);
        self.problems.push(problem);
        // Its other rendering is the same picture.
        self.read += 1;
    }

    fn start_table_element(&mut self, element: &Element<'_>) {
        let number = || element.val().and_then(|value| value.parse::<u32>().ok()).unwrap_or(1);
        match element.name() {
            "tbl" => self.tables.push(Table::default()),
            "footnote" | "endnote" | "comment" => self.open_note(element),
            name => {
                let run = self.runs.last_mut();
                let Some(table) = self.tables.last_mut() else {
                    if let Some(run) = run {
                        run.note(element);
                    }
                    return;
                };
                match name {
                    "tr" => table.open_row(),
                    "tc" => table.open_cell(),
                    "tblHeader" if element.is_on() => table.header(),
                    "gridBefore" => table.before(number()),
                    "gridSpan" => table.cell().into_iter().for_each(|c| c.columns = number()),
                    "vMerge" => {
                        let continues = element.val().is_none_or(|value| value == "continue");
                        table.cell().into_iter().for_each(|cell| cell.continues = continues);
                    }
                    _ => {
                        if let Some(run) = run {
                            run.note(element);
                        }
                    }
                }
            }
        }
    }

    fn open_paragraph(&mut self) {
        self.number += 1;
        self.in_properties = false;
        self.paragraphs.push(Paragraph::new());
    }

    fn close_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else { return };
        let at = self.at();
        let hidden = std::mem::take(&mut paragraph.hidden);
        let notes = std::mem::take(&mut paragraph.notes);
        let shared = &mut *self.shared;
        match paragraph.finish(&shared.styles, &mut shared.numbering, at) {
            Finished::Lines(lines) => self.target().extend(lines.into_iter().map(Part::Line)),
            Finished::Contents(text) => self.contents(text),
        }
        let notes = notes.into_iter().map(|text| super::note_line(text, at));
        self.target().extend(notes);
        if !hidden.trim().is_empty() {
            let message = "text that is formatted as hidden is not shown; it is kept here";
            self.problem("hidden-text", message.to_owned(), Some(hidden.trim().to_owned()));
        }
    }

    fn contents(&mut self, text: String) {
        let target = self.target();
        if text.is_empty() {
            return;
        }
        if let Some(Part::Furniture(last)) = target.last_mut()
            && last.name == "contents"
        {
            last.text.push('\n');
            last.text.push_str(&text);
            return;
        }
        target.push(Part::Furniture(Furniture { name: "contents".to_owned(), text, page: None }));
    }

    fn close_table(&mut self) {
        let at = self.at();
        if let Some(table) = self.tables.pop() {
            let parts = table.finish(at);
            self.target().extend(parts);
        }
    }

    fn open_note(&mut self, element: &Element<'_>) {
        let kind = element.attr("type").unwrap_or_default();
        let is_line = matches!(kind.as_str(), "separator" | "continuationSeparator");
        self.note = element.attr("id").filter(|_| !is_line);
        self.parts.clear();
    }

    fn close_note(&mut self) {
        let parts = std::mem::take(&mut self.parts);
        if let Some(id) = self.note.take() {
            self.notes.insert(id, parts);
        }
    }

    /// Adds text in the style of the run.
    fn push(&mut self, text: &str) {
        self.read += text.trim().len();
        let Some(paragraph) = self.paragraphs.last_mut() else { return };
        let styles = &self.shared.styles;
        let run = match self.runs.last_mut() {
            Some(run) => *run.resolved.get_or_insert_with(|| {
                let by_style = styles.character(run.style.as_deref());
                let rest = styles.run(paragraph.style.as_deref());
                run.own.or(by_style).or(rest)
            }),
            None => styles.run(paragraph.style.as_deref()),
        };
        let size = run.size.or(Some(styles.size()));
        paragraph.push(text, Run { size, ..run });
    }

    fn line_break(&mut self, element: &Element<'_>) {
        let is_line = !matches!(element.attr("type").as_deref(), Some("page" | "column"));
        if let Some(paragraph) = self.paragraphs.last_mut().filter(|_| is_line) {
            paragraph.line_break();
        }
    }

    /// A character of a symbol font, which Word moves to the private use area.
    fn symbol(&mut self, element: &Element<'_>) {
        let code = element.attr("char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let text = match code {
            Some(0xF0B7 | 0xF0A7 | 0xF06E | 0xF06C | 0xF0D8) => "•".to_owned(),
            Some(code) => char::from_u32(code).map(String::from).unwrap_or_default(),
            None => String::new(),
        };
        self.push(&text);
    }

    /// A note stands after the paragraph that refers to it, with the same number.
    fn reference(&mut self, element: &Element<'_>) {
        let kind = if element.name() == "footnoteReference" { "footnotes" } else { "endnotes" };
        let Some(id) = element.attr("id") else { return };
        let Some(text) = self.shared.notes.remove(&(kind, id)) else { return };
        self.shared.referred += 1;
        let number = self.shared.referred;
        self.push(&format!(" [{number}]"));
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.notes.push(format!("[{number}] {text}"));
        }
    }

    fn problem(&mut self, code: &str, message: String, text: Option<String>) {
        let (line, code) = (Some(self.number), code.to_owned());
        self.problems.push(Problem { line, page: None, code, message, text });
    }

    /// Ends the part: what is left open is closed.
    pub(super) fn finish(&mut self) {
        while !self.paragraphs.is_empty() {
            self.close_paragraph();
        }
        while !self.tables.is_empty() {
            self.close_table();
        }
        if self.deleted {
            self.deleted = false;
            let message = "the document has tracked changes; deleted text was left out";
            self.problem("tracked-changes", message.to_owned(), None);
        }
    }
}

impl OpenRun {
    fn note(&mut self, element: &Element<'_>) {
        match element.name() {
            "rStyle" => self.style = element.val(),
            _ => self.own.note(element),
        }
    }
}

impl xml::Visit for Body<'_> {
    fn start(&mut self, element: &Element<'_>) {
        if self.skipped > 0 || self.skips(element) {
            self.skipped += 1;
        } else {
            self.start_element(element);
        }
    }

    fn end(&mut self, name: &str) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match name {
            "p" => self.close_paragraph(),
            "pPr" => self.in_properties = false,
            "r" => drop(self.runs.pop()),
            "t" | "instrText" => self.text = Text::Between,
            "hyperlink" | "fldSimple" => self.close_link(),
            "AlternateContent" => drop(self.choices.pop()),
            "tbl" => self.close_table(),
            "footnote" | "endnote" | "comment" => self.close_note(),
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.skipped > 0 {
            return;
        }
        match self.text {
            Text::Shown => self.push(text),
            Text::Instruction => {
                if let Some(field) = self.fields.last_mut() {
                    field.instruction.push_str(text);
                }
            }
            Text::Between => {}
        }
    }
}
