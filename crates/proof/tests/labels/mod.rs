//! Errors of the real documents, as places and codes, judged by reading.

use raadslag_proof::Finding;

/// A true error.
#[derive(Debug)]
pub(crate) struct Label {
    /// The file's name.
    pub(crate) document: String,
    /// The item's number.
    pub(crate) item: String,
    /// The field.
    pub(crate) field: String,
    /// The block in the field, from 0.
    pub(crate) block: u32,
    /// The code it should be found under.
    pub(crate) code: String,
    /// Whether it is found today; what is not is named here all the same.
    pub(crate) found: bool,
}

impl Label {
    /// Whether a finding in a document is this error.
    pub(crate) fn fits(&self, document: &str, finding: &Finding) -> bool {
        self.document == document
            && finding.at.item.as_deref() == Some(&self.item)
            && finding.at.field == self.field
            && finding.at.block == self.block
            && finding.code.name() == self.code
    }
}

/// The lines of `labels.tsv`.
pub(crate) fn all() -> Vec<Label> {
    let lines = include_str!("../labels.tsv").lines().skip(1);
    let read = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [document, item, field, block, code, found] = cells[..] else {
            panic!("six columns: {line}")
        };
        Label {
            document: document.into(),
            item: item.into(),
            field: field.into(),
            block: block.parse().expect("a number"),
            code: code.into(),
            found: found == "yes",
        }
    };
    lines.map(read).collect()
}
