//! The package of parts, within bounds against zip bombs.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::xml::{self, Element};
use crate::ReadError;

/// Most parts of a package.
const MAX_PARTS: usize = 20_000;
/// Most bytes that are unpacked in all.
const MAX_BYTES: u64 = 64 << 20;
/// A part that unpacks to more than this many times its size, and to more than [`SMALL`], is a bomb;
/// the XML of long tables packs 60:1.
const MAX_RATIO: u64 = 400;
/// Bytes below which the ratio does not matter.
const SMALL: u64 = 4 << 20;

/// A package.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// Where a part points to.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    /// The last word of its type: `hyperlink`, `header`, `footnotes`.
    pub(crate) kind: String,
    /// The target; of a part within the package its full path.
    pub(crate) target: String,
}

/// The relations of a part by their ids.
pub(crate) type Relations = HashMap<String, Relation>;

impl<'a> Package<'a> {
    /// Opens the package.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| zip_error("", &error))?;
        if archive.len() > MAX_PARTS {
            let what =
                format!("the package has {} parts; at most {MAX_PARTS} are read", archive.len());
            return Err(ReadError::Refused { format: "DOCX", what });
        }
        Ok(Self { archive, left: MAX_BYTES })
    }

    /// The text of a part; `None` where there is no such part.
    pub(crate) fn text(&mut self, part: &str) -> Result<Option<String>, ReadError> {
        let Some(index) = self.index(part) else { return Ok(None) };
        let file = self.archive.by_index(index).map_err(|error| zip_error(part, &error))?;
        let packed = file.compressed_size().max(1);
        let limit = self.left.min(SMALL.max(packed.saturating_mul(MAX_RATIO)));
        let mut bytes = Vec::new();
        file.take(limit + 1).read_to_end(&mut bytes).map_err(|error| ReadError::Damaged {
            format: "DOCX",
            what: format!("{part}: {error}"),
        })?;
        if bytes.len() as u64 > limit {
            let what = format!("{part} unpacks from {packed} to more than {limit} bytes");
            return Err(ReadError::Refused { format: "DOCX", what });
        }
        self.left -= bytes.len() as u64;
        Ok(Some(decode(&bytes)))
    }

    /// The names of its parts, in order.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = (0..self.archive.len()).filter_map(|index| self.archive.name_for_index(index));
        names.flatten().map(|name| name.to_string()).collect()
    }

    /// Part names do not mind the case.
    fn index(&self, part: &str) -> Option<usize> {
        let is_part = |index: &usize| {
            let name = self.archive.name_for_index(*index);
            matches!(name, Some(Ok(name)) if name.eq_ignore_ascii_case(part))
        };
        self.archive.index_for_name(part).or_else(|| (0..self.archive.len()).find(is_part))
    }

    /// The relations of a part (of the package itself for `""`).
    pub(crate) fn relations(&mut self, part: &str) -> Result<Relations, ReadError> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = join(folder, &format!("_rels/{name}.rels"));
        let mut reader = RelationReader { folder, relations: Relations::new() };
        if let Some(text) = self.text(&path)? {
            xml::walk(&path, &text, &mut reader)?;
        }
        Ok(reader.relations)
    }
}

struct RelationReader<'a> {
    folder: &'a str,
    relations: Relations,
}

impl xml::Visit for RelationReader<'_> {
    fn start(&mut self, element: &Element<'_>) {
        let attr = |name| element.attr(name).unwrap_or_default();
        if element.name() == "Relationship" {
            let kind = attr("Type");
            let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
            let is_external = attr("TargetMode").eq_ignore_ascii_case("external");
            let target = attr("Target");
            let target = if is_external || kind == "hyperlink" {
                target
            } else {
                join(self.folder, &target)
            };
            self.relations.insert(attr("Id"), Relation { kind, target });
        }
    }
    fn end(&mut self, _name: &str) {}
    fn text(&mut self, _text: &str) {}
}

/// A path from a folder of the package; `..` goes up.
fn join(folder: &str, path: &str) -> String {
    if let Some(path) = path.strip_prefix('/') {
        return path.to_owned();
    }
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "." | "" => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// UTF-8 or, by its mark, UTF-16.
fn decode(bytes: &[u8]) -> String {
    let (encoding, skip) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((encoding_rs::UTF_8, 0));
    encoding.decode_without_bom_handling(&bytes[skip..]).0.into_owned()
}

fn zip_error(part: &str, error: &ZipError) -> ReadError {
    let text = error.to_string();
    if matches!(error, ZipError::InvalidPassword) || text.to_lowercase().contains("password") {
        return ReadError::Encrypted("DOCX");
    }
    let what = if part.is_empty() { text } else { format!("{part}: {text}") };
    ReadError::Damaged { format: "DOCX", what }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_are_paths_from_the_folder_of_their_part() {
        assert_eq!(join("word", "header1.xml"), "word/header1.xml");
        assert_eq!(join("word", "/word/header1.xml"), "word/header1.xml");
        assert_eq!(join("word", "../custom/a.xml"), "custom/a.xml");
    }
}
