//! Proof-reading of any text the JSON and text readers make a document of.
#![no_main]

use libfuzzer_sys::fuzz_target;
use raadslag_document::{Block, Document, Field, FieldName, Item, List, ListItem, Section, Table};
use raadslag_proof::{Context, Register, Settings, proof};

/// Lines are paragraphs; after a form feed entries of a list, after a vertical tab rows of a table.
fn document(text: &str) -> Document {
    let mut blocks = Vec::new();
    for line in text.lines() {
        if let Some(entries) = line.strip_prefix('\u{c}') {
            let items = entries.split('\t').map(ListItem::from).collect();
            blocks.push(Block::List(List { items, ..List::default() }));
        } else if let Some(row) = line.strip_prefix('\u{b}') {
            let row: Vec<String> = row.split('\t').map(str::to_owned).collect();
            match blocks.last_mut() {
                Some(Block::Table(table)) => table.rows.push(row),
                _ => blocks.push(Block::Table(Table { rows: vec![row], ..Table::default() })),
            }
        } else {
            blocks.push(Block::paragraph(line));
        }
    }
    let field = Field { name: FieldName::Presentation, heading: None, blocks };
    let item = Item { number: Some("2.1".into()), fields: vec![field], ..Item::default() };
    Document { sections: vec![Section { items: vec![item], ..Section::default() }], ..Document::default() }
}

fuzz_target!(|text: &str| {
    let (register, settings) = (Register::default(), Settings::default());
    let context = Context { register: &register, settings: &settings, today: None };
    let report = proof(&document(text), &context);
    for finding in &report.findings {
        assert!(finding.at.span.0 <= finding.at.span.1);
    }
});
