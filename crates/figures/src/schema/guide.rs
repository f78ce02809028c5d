//! A schema told to whoever fills it: a sheet of a template, a chapter of the documentation.

use std::fmt::Write;

use super::{Both, Extra, Field, Form, Need, SheetSchema, ValueKind, pick};
use crate::report::computed_line;
use crate::{Cell, Language, Schema, Sheet, Workbook};

impl Schema {
    /// An input's sheets, and one that says what belongs where; reading it back passes that over.
    pub fn template(&self, json: &serde_json::Value, language: Language) -> Workbook {
        let mut workbook = self.fill(json, language);
        workbook.sheets.push(self.guide(language));
        workbook
    }

    fn guide(&self, language: Language) -> Sheet {
        let mut sheet = Sheet::new(language.pick("Vejledning", "Guide"));
        sheet.widths = vec![26, 26, 14, 34, 70];
        sheet.frozen_rows = 1;
        let headings = language.pick(
            ["Ark", "Kolonne", "Skal være der", "Indhold", "Forklaring"],
            ["Sheet", "Column", "Must be there", "Content", "Explanation"],
        );
        sheet.rows.push(headings.map(|heading| Cell::Heading(heading.to_owned())).to_vec());
        for known in self.sheets {
            let about = pick(known.about, language);
            sheet.rows.push(cells(&[pick(known.name, language), "", "", "", about]));
            for line in lines(known, language) {
                let line = line.map(|cell| cell.trim_matches('`').to_owned());
                let [heading, need, content, about, _] = line;
                sheet.rows.push(cells(&["", &heading, &need, &content, &about]));
            }
        }
        sheet.rows.push(Vec::new());
        sheet.rows.push(vec![Cell::Text(computed_line(language).to_owned())]);
        sheet
    }

    /// The sheets as tables in Markdown, for the documentation.
    pub fn to_markdown(&self, language: Language) -> String {
        let mut out = String::new();
        for known in self.sheets {
            let (name, about) = (pick(known.name, language), pick(known.about, language));
            let key = if known.key.is_empty() { "" } else { known.key };
            let list = matches!(known.form, Form::Rows { .. });
            let place = match (key, list) {
                ("", _) => String::new(),
                (key, true) => format!(" (`{key}[]`)"),
                (key, false) => format!(" (`{key}`)"),
            };
            let _ = writeln!(out, "**{name}**{place}: {about}.\n");
            let headings = language.pick(
                "| Kolonne | Nøgle | Skal | Indhold | Forklaring |",
                "| Column | Key | Must | Content | Meaning |",
            );
            let headings = if list {
                headings.to_owned()
            } else {
                headings.replacen(
                    language.pick("Kolonne", "Column"),
                    language.pick("Indstilling", "Setting"),
                    1,
                )
            };
            let _ = writeln!(out, "{headings}\n|---|---|---|---|---|");
            for [heading, need, content, about, key] in lines(known, language) {
                let _ = writeln!(out, "| {heading} | {key} | {need} | {content} | {about} |");
            }
            out.push('\n');
        }
        out
    }
}

fn cells(texts: &[&str]) -> Vec<Cell> {
    let cell = |text: &&str| {
        if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) }
    };
    texts.iter().map(cell).collect()
}

/// Heading, need, content, explanation and key of each column or setting.
fn lines(known: &SheetSchema, language: Language) -> Vec<[String; 5]> {
    let mut lines: Vec<[String; 5]> =
        known.fields().iter().map(|field| line(field, language)).collect();
    if let Form::Rows { extra: Some(extra), .. } = known.form {
        lines.push(extra_line(&extra, language));
    }
    lines
}

fn line(field: &Field, language: Language) -> [String; 5] {
    let need = match field.need {
        Need::Required => language.pick("ja", "yes"),
        Need::Optional => "",
    };
    [
        pick(field.heading, language).to_owned(),
        need.to_owned(),
        content(field.kind, language),
        pick(field.about, language).to_owned(),
        format!("`{}`", field.key),
    ]
}

fn extra_line(extra: &Extra, language: Language) -> [String; 5] {
    [
        language.pick("(egne navne)", "(names of your own)").to_owned(),
        String::new(),
        content(extra.kind, language),
        pick(extra.about, language).to_owned(),
        format!("`{}.…`", extra.key),
    ]
}

fn content(kind: ValueKind, language: Language) -> String {
    let words: Both = match kind {
        ValueKind::Text => ("tekst", "text"),
        ValueKind::Integer => ("helt tal", "whole number"),
        ValueKind::Number => ("tal", "number"),
        ValueKind::NumberOrWord => ("tal eller ord", "number or word"),
        ValueKind::Date => ("dato", "date"),
        ValueKind::YesNo => ("ja eller nej", "yes or no"),
        ValueKind::Texts => ("tekster med semikolon imellem", "texts parted by semicolons"),
        ValueKind::Numbers => ("tal med semikolon imellem", "numbers parted by semicolons"),
        ValueKind::Choice(choices) => {
            let names: Vec<&str> =
                choices.iter().map(|choice| pick(choice.name, language)).collect();
            return names.join(language.pick(" / ", " / "));
        }
    };
    pick(words, language).to_owned()
}
