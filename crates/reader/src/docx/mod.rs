//! DOCX: `WordprocessingML` into a [`Flow`].
//!
//! Our own reader over `zip` and `quick-xml`: text boxes, notes, headers, tracked changes and
//! content controls all hold text, and nothing of a document may be lost.

mod body;
pub(crate) mod drawing;
mod links;
mod numbering;
pub(crate) mod package;
mod paragraph;
mod styles;
mod table;
pub(crate) mod xml;

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use raadslag_document::{Furniture, Problem};

use self::body::{Body, Shared};
use self::numbering::Numbering;
use self::package::{Package, Relations};
use self::styles::Styles;
use crate::ReadError;
use crate::flow::{At, Flow, Line, Part, Role};
use crate::pictures;

/// Most bytes of a file; what it unpacks to is bounded apart.
const MAX_BYTES: usize = 256 << 20;
/// Points of text that one character of body text is wide, relative to its size.
const CHARACTER: f32 = 0.5;
/// Size of body text in files of our own printer, in points.
const PRINTED: f32 = 10.0;

/// Reads a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Flow, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() > MAX_BYTES {
        let (size, limit) = (bytes.len() as u64, MAX_BYTES as u64);
        return Err(ReadError::TooLarge { size, limit });
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(compound_file(bytes));
    }
    let mut package = Package::open(bytes)?;
    let roots = package.relations("")?;
    let main = roots.values().find(|relation| relation.kind == "officeDocument");
    let main = main.map_or("word/document.xml", |relation| relation.target.as_str());
    let relations = package.relations(main)?;
    let mut reader =
        Reader { package, relations, flow: Flow::default(), shared: Shared::default() };
    reader.read(main)?;
    let mut flow = reader.flow;
    let body = flow.printed.then_some(PRINTED);
    relate(&mut flow.parts, body);
    Ok(flow)
}

/// Whether a package is Word's: it names a document as its main part.
pub(crate) fn is_word(bytes: &[u8]) -> bool {
    let Ok(package) = Package::open(bytes) else { return true };
    let names = package.names();
    names.is_empty() || names.iter().any(|name| name.to_ascii_lowercase().starts_with("word/"))
}

/// The container of old Word files, and of encrypted new ones.
fn compound_file(bytes: &[u8]) -> ReadError {
    let holds = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    if holds("EncryptedPackage") || holds("EncryptionInfo") {
        return ReadError::Encrypted("DOCX");
    }
    let what = if holds("WordDocument") {
        "it is an old Word file (.doc); save it as .docx and read it again"
    } else {
        "it is an old Office file, not a DOCX; save it as .docx and read it again"
    };
    ReadError::Damaged { format: "DOCX", what: what.to_owned() }
}

struct Reader<'a> {
    package: Package<'a>,
    relations: Relations,
    flow: Flow,
    shared: Shared,
}

impl Reader<'_> {
    fn read(&mut self, main: &str) -> Result<(), ReadError> {
        let Some(text) = self.package.text(main)? else {
            let what = format!("it has no part {main}: it is a ZIP file, but not of Word");
            return Err(ReadError::Damaged { format: "DOCX", what });
        };
        if let Some((part, text)) = self.part("styles")? {
            self.shared.styles = Styles::read(&part, &text)?;
        }
        if let Some((part, text)) = self.part("numbering")? {
            self.shared.numbering = Numbering::read(&part, &text)?;
        }
        for kind in ["footnotes", "endnotes"] {
            for (id, text) in self.notes(kind)? {
                self.shared.notes.insert((kind, id), text);
            }
        }
        let maker = self.package.text("docProps/app.xml")?.unwrap_or_default();
        self.flow.printed = maker.contains("<Application>Raadslag</Application>");
        self.furniture("header", "page_header")?;
        let relations = std::mem::take(&mut self.relations);
        let mut body = Body::new(&mut self.shared, &relations);
        xml::walk(main, &text, &mut body)?;
        body.finish();
        self.flow.parts.append(&mut body.parts);
        self.flow.problems.append(&mut body.problems);
        self.relations = relations;
        let unreferred = std::mem::take(&mut self.shared.notes);
        let notes = unreferred.into_values().map(|text| note_line(text, At::default()));
        self.flow.parts.extend(notes);
        self.furniture("footer", "page_footer")?;
        self.comments()
    }

    /// The text of the only part of a kind.
    fn part(&mut self, kind: &str) -> Result<Option<(String, String)>, ReadError> {
        let relation = self.relations.values().find(|relation| relation.kind == kind);
        let Some(path) = relation.map(|relation| relation.target.clone()) else { return Ok(None) };
        Ok(self.package.text(&path)?.map(|text| (path, text)))
    }

    fn notes(&mut self, kind: &str) -> Result<HashMap<String, String>, ReadError> {
        let Some((path, text)) = self.part(kind)? else { return Ok(HashMap::new()) };
        let relations = self.package.relations(&path)?;
        let mut body = Body::new(&mut self.shared, &relations);
        xml::walk(&path, &text, &mut body)?;
        self.flow.problems.append(&mut body.problems);
        let notes = std::mem::take(&mut body.notes).into_iter();
        Ok(notes
            .map(|(id, parts)| (id, text_of(&parts, " ")))
            .filter(|(_, t)| !t.is_empty())
            .collect())
    }

    /// Headers and footers; those of several sections are often the same.
    fn furniture(&mut self, kind: &str, name: &str) -> Result<(), ReadError> {
        let parts = self.relations.values().filter(|relation| relation.kind == kind);
        let mut paths: Vec<String> = parts.map(|relation| relation.target.clone()).collect();
        paths.sort();
        paths.dedup();
        let mut texts: Vec<String> = Vec::new();
        for path in paths {
            let Some(xml) = self.package.text(&path)? else { continue };
            let relations = self.package.relations(&path)?;
            let mut body = Body::new(&mut self.shared, &relations);
            xml::walk(&path, &xml, &mut body)?;
            body.finish();
            // Pictures up there are the page's.
            body.problems.retain(|problem| problem.code != pictures::CODE);
            self.flow.problems.append(&mut body.problems);
            let text = text_of(&body.parts, "\n");
            if !text.is_empty() && !texts.contains(&text) {
                texts.push(text);
            }
        }
        self.flow.parts.extend(
            texts
                .into_iter()
                .map(|text| Part::Furniture(Furniture { name: name.to_owned(), text, page: None })),
        );
        Ok(())
    }

    fn comments(&mut self) -> Result<(), ReadError> {
        let mut comments: Vec<_> = self.notes("comments")?.into_iter().collect();
        comments.sort();
        self.flow.problems.extend(comments.into_iter().map(|(_, text)| Problem {
            line: None,
            page: None,
            code: "comment".to_owned(),
            message: "a comment in the margin is no part of the text; it is kept here".to_owned(),
            text: Some(text),
        }));
        Ok(())
    }
}

fn note_line(text: String, at: At) -> Part {
    Part::Line(Line { at, size: 0.0, role: Role::Note, ..Line::whole(text) })
}

fn text_of(parts: &[Part], between: &str) -> String {
    let mut texts = Vec::new();
    for part in parts {
        match part {
            Part::Line(line) => texts.push(line.text.clone()),
            Part::Furniture(furniture) => texts.push(furniture.text.clone()),
            Part::Table { table, .. } => {
                let cells = table.header.iter().chain(&table.rows).flatten();
                texts.extend(cells.filter(|cell| !cell.is_empty()).cloned());
            }
        }
    }
    texts.join(between)
}

/// Makes sizes relative to that of body text, or else to the commonest one, and indents a number of characters.
fn relate(parts: &mut [Part], body: Option<f32>) {
    // By their bits, which sort as positive sizes do.
    let mut lengths: HashMap<u32, usize> = HashMap::new();
    for part in parts.iter() {
        if let Part::Line(line) = part
            && line.size >= 1.0
        {
            *lengths.entry(line.size.to_bits()).or_default() += line.text.len();
        }
    }
    let common = lengths.into_iter().max_by_key(|&(size, length)| (length, size));
    let common = body.or(common.map(|(size, _)| f32::from_bits(size))).unwrap_or(10.0);
    for part in parts {
        if let Part::Line(line) = part {
            line.size = if line.size > 0.0 { line.size / common } else { 1.0 };
            line.indent /= common * CHARACTER;
        }
    }
}
