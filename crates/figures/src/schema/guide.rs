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
            for [heading, need, content, about] in lines(known, language) {
                sheet.rows.push(cells(&["", &heading, &need, &content, &about]));
            }
        }
        sheet.rows.push(Vec::new());
        sheet.rows.push(vec![Cell::Text(computed_line(language).to_owned())]);
        sheet
    }

    /// The sheets as tables in Markdown, for the documentation: in English, with the Danish names
    /// that stand in the sheets.
    pub fn to_markdown(&self) -> String {
        let mut out = String::new();
        for known in self.sheets {
            let (danish, english) = known.name;
            let (what, place) = match (known.form, known.key) {
                (Form::Rows { .. }, key) => ("Column", format!(", in JSON the list `{key}`")),
                (Form::Settings(_), "") => ("Setting", String::new()),
                (Form::Settings(_), key) => ("Setting", format!(", in JSON the object `{key}`")),
            };
            let _ = writeln!(out, "Sheet **{danish}** ({english}){place}. {}.\n", known.about.1);
            let _ = writeln!(out, "| {what} | In English | In JSON | Must | Content | Meaning |");
            let _ = writeln!(out, "|---|---|---|---|---|---|");
            for field in known.fields() {
                let (danish, english) = field.heading;
                let need = if field.need == Need::Required { "yes" } else { "" };
                let (key, about) = (field.key, field.about.1);
                let content = content_in_docs(field.kind);
                let _ = writeln!(
                    out,
                    "| {danish} | {english} | `{key}` | {need} | {content} | {about} |"
                );
            }
            if let Form::Rows { extra: Some(extra), .. } = known.form {
                let (key, about) = (extra.key, extra.about.1);
                let content = content_in_docs(extra.kind);
                let _ = writeln!(out, "| … | … | `{key}.…` | | {content} | {about} |");
            }
            out.push('\n');
        }
        out
    }
}

/// Choices with the word of the JSON form and the Danish one.
fn content_in_docs(kind: ValueKind) -> String {
    let ValueKind::Choice(choices) = kind else { return content(kind, Language::English) };
    let choices = choices.iter().map(|choice| match choice.name.0 {
        danish if danish == choice.key => format!("`{danish}`"),
        danish => format!("`{}` ({danish})", choice.key),
    });
    choices.collect::<Vec<_>>().join(", ")
}

fn cells(texts: &[&str]) -> Vec<Cell> {
    let cell = |text: &&str| {
        if text.is_empty() { Cell::Empty } else { Cell::Text((*text).to_owned()) }
    };
    texts.iter().map(cell).collect()
}

/// Heading, need, content and explanation of each column or setting.
fn lines(known: &SheetSchema, language: Language) -> Vec<[String; 4]> {
    let mut lines: Vec<[String; 4]> =
        known.fields().iter().map(|field| line(field, language)).collect();
    if let Form::Rows { extra: Some(extra), .. } = known.form {
        lines.push(extra_line(&extra, language));
    }
    lines
}

fn line(field: &Field, language: Language) -> [String; 4] {
    let need = match field.need {
        Need::Required => language.pick("ja", "yes"),
        Need::Optional => "",
    };
    [
        pick(field.heading, language).to_owned(),
        need.to_owned(),
        content(field.kind, language),
        pick(field.about, language).to_owned(),
    ]
}

fn extra_line(extra: &Extra, language: Language) -> [String; 4] {
    [
        language.pick("(egne navne)", "(names of your own)").to_owned(),
        String::new(),
        content(extra.kind, language),
        pick(extra.about, language).to_owned(),
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
            return names.join(" / ");
        }
    };
    pick(words, language).to_owned()
}
