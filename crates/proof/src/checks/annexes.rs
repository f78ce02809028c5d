//! What is called attached is listed, and what is listed is mentioned.
//!
//! Only where the document lists annexes at all: some formats leave them out.

use std::ops::Range;

use raadslag_document::{Block, MarkKind};

use super::items::likeness;
use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Sheet};
use crate::{Code, Level, Say};

pattern!(
    ATTACHED,
    r"(?i)\b(?:vedlagt(?:e)?|vedhæftet|vedhæftede|er bilagt|som bilag)\b|\b(?:se|jf\.)\s(?:evt\.\s)?bilag(?:et)?\b"
);
pattern!(NUMBERED, r"(?i)\bbilag\s(\d{1,2})\b");
pattern!(NEGATED, r"(?i)\b(?:ikke|ingen|uden|kan|vil|skal|bliver|blev|var)\s(?:\w+\s)?$");
pattern!(
    ELSEWHERE,
    r"(?i)^\s?\d{0,2}\.?\s*(?:til|fra|i|af)\s(?:\w+\s){0,3}(?:punkt|pkt|møde|lov|dagsorden|aftale|bekendtgørelse|mail|rapport|kontrakt|\p{L}*(?:direktiv|forordning|konvention)(?:et|er|en)?\b|\p{L}+(?:aftale|lov|plan|ordning|kommissorium|kommissoriet|bekendtgørelse|kontrakt|vedtægt|strategi)(?:en|n|et|er|erne|rne)?\b)"
);
pattern!(
    PAPER,
    r"^(?:\s(?:er|også|her|desuden|endvidere|et|en)){0,3}\s(brev|notat|referat|kommissorium|høringssvar|budget|kort|skema|oplæg)\b"
);
pattern!(
    OTHERS,
    r"(?i)\b(?:lov|bekendtgørelse|aftale|kontrakt|rapport|vejledning|plan|regulativ|vedtægt|strategi)\p{L}*\s(?:\p{L}+\s)?bilag\b"
);
pattern!(QUOTED, r"^(?:\s[\p{L}-]+){0,3}\s*(?:med\s)?[”“„»]([^”“«]{4,})[”“«]");

/// Checks annexes of agendas.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let listed = page.sheets.iter().any(|sheet| !sheet.item.attachments.is_empty());
    if !listed && page.sheets.len() > 1 {
        return;
    }
    for sheet in &page.sheets {
        if sheet.item.attachments.is_empty() {
            missing(sheet, notes);
        } else {
            mentioned(sheet, notes);
        }
    }
}

/// Where the text calls something attached.
fn mentions<'s, 'd>(sheet: &'s Sheet<'d>) -> impl Iterator<Item = (&'s Passage<'d>, Range<usize>)> {
    sheet.prose().flat_map(|passage| {
        let said = ATTACHED.find_iter(passage.text).map(|found| found.range());
        let own = said.filter(|range| {
            !NEGATED.is_match(&passage.text[..range.start])
                && !ELSEWHERE.is_match(&passage.text[range.end..])
        });
        own.map(move |range| (passage, range))
    })
}

fn missing(sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) {
    let mut said = mentions(sheet);
    let Some((passage, range)) = said.next() else {
        numbered_without_list(sheet, notes);
        return;
    };
    let more = said.count();
    let found = Found::new(
        Code::AnnexMissing,
        Say::new("Punktet har ingen bilag på listen", "The item lists no annexes"),
        Say::new(
            format!(
                "Teksten kalder noget vedlagt{}",
                if more > 0 { format!(" {} gange", more + 1) } else { String::new() }
            ),
            format!(
                "The text calls something attached{}",
                if more > 0 { format!(" {} times", more + 1) } else { String::new() }
            ),
        ),
    );
    // A link in the text may be what is meant.
    let level = if has_link(sheet) { Level::Warning } else { Level::Error };
    let suggestion = Say::new(
        "Sæt bilaget på listen, eller ret teksten.",
        "List the annex, or change the text.",
    );
    notes.find(passage, range, found.at_level(level).suggest(suggestion));
}

/// "Økonomien fremgår af bilag 1", and the item has none. It may be another text's annex.
fn numbered_without_list(sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) {
    for passage in sheet.prose() {
        for found in NUMBERED.find_iter(passage.text) {
            let sentence = &passage.text[passage.sentence_at(found.start())];
            if OTHERS.is_match(sentence) || ELSEWHERE.is_match(&passage.text[found.end()..]) {
                continue;
            }
            let note = Found::new(
                Code::AnnexMissing,
                Say::new("Punktet har ingen bilag på listen", "The item lists no annexes"),
                Say::new(
                    format!("Teksten nævner {}", found.as_str()),
                    format!("The text mentions {}", found.as_str()),
                ),
            );
            notes.find(passage, found.range(), note.at_level(Level::Warning));
            return;
        }
    }
}

fn has_link(sheet: &Sheet<'_>) -> bool {
    let linked = |block: &Block| match block {
        Block::Paragraph { marks, .. } => {
            marks.iter().any(|mark| matches!(mark.kind, MarkKind::Link { .. }))
        }
        _ => false,
    };
    sheet.item.fields.iter().flat_map(|field| &field.blocks).any(linked)
}

fn mentioned(sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) {
    let annexes = &sheet.item.attachments;
    let mut any = false;
    for (passage, range) in mentions(sheet) {
        any = true;
        let after = &passage.text[range.end..];
        let sentence = &passage.text[passage.sentence_at(range.start)];
        let quoted = QUOTED.captures(after).and_then(|found| found.get(1));
        let likest = |text: &str| {
            annexes
                .iter()
                .map(|a| likeness(text, &a.title).max(likeness(&a.title, text)))
                .fold(0.0, f32::max)
        };
        match quoted {
            Some(title) if likest(title.as_str()) < 0.5 => {
                let range = range.start..range.end + title.end();
                notes.find(passage, range, untitled(title.as_str()));
            }
            _ if quoted.is_some() || likest(sentence) >= 0.3 => {
                let say = Say::new("Bilaget er på listen", "The annex is listed");
                notes.hold(Code::AnnexMissing, passage, range, say);
            }
            _ if likest(sentence) < 0.15 => unlike(passage, range, sheet, notes),
            _ => {}
        }
    }
    any |= numbered(sheet, notes);
    if !any {
        unmentioned(sheet, notes);
    }
}

/// "Vedhæftet er også brev til ministeren", and no annex is a letter or has a word of the sentence.
fn unlike(
    passage: &Passage<'_>,
    range: Range<usize>,
    sheet: &Sheet<'_>,
    notes: &mut Notes<'_, '_>,
) {
    let sentence = passage.sentence_at(range.start);
    let behind = &passage.text[range.end..sentence.end.max(range.end)];
    let Some(noun) = PAPER.captures(behind).and_then(|found| found.get(1)) else { return };
    let paper = noun.as_str();
    if sheet.item.attachments.iter().any(|annex| annex.title.to_lowercase().contains(paper)) {
        return;
    }
    let found = Found::new(
        Code::AnnexMissing,
        Say::new(
            format!("Listen har intet bilag, der ligner: {paper}"),
            format!("The list has no annex like “{paper}”"),
        ),
        Say::new("Teksten kalder det vedlagt", "The text calls it attached"),
    );
    let range = range.start..range.end + noun.end();
    notes.find(passage, range, found.at_level(Level::Warning));
}

fn untitled(title: &str) -> Found {
    Found::new(
        Code::AnnexTitle,
        Say::new("Intet bilag på listen har den titel", "No annex in the list has that title"),
        Say::new(format!("Teksten siger ”{title}”"), format!("The text says “{title}”")),
    )
    .at_level(Level::Warning)
}

/// "bilag 2" of two.
fn numbered(sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) -> bool {
    let count = sheet.item.attachments.len();
    let mut any = false;
    for passage in sheet.prose() {
        for found in NUMBERED.captures_iter(passage.text) {
            let Some(whole) = found.get(0) else { continue };
            let Ok(number) = found[1].parse::<usize>() else { continue };
            if number == 0 || ELSEWHERE.is_match(&passage.text[whole.end()..]) {
                continue;
            }
            any = true;
            if number <= count {
                let say = Say::new(
                    format!("Listen har {count} bilag"),
                    format!("The list has {count} annexes"),
                );
                notes.hold(Code::AnnexMissing, passage, whole.range(), say);
            } else {
                let found = Found::new(
                    Code::AnnexMissing,
                    Say::new(
                        format!("Der er intet bilag {number}"),
                        format!("There is no annex {number}"),
                    ),
                    Say::new(format!("Listen har {count}"), format!("The list has {count}")),
                );
                notes.find(passage, whole.range(), found);
            }
        }
    }
    any
}

/// Annexes that nothing in the text is about.
fn unmentioned(sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) {
    let text: String = sheet.prose().map(|passage| passage.text).collect::<Vec<_>>().join(" ");
    for passage in &sheet.passages {
        if passage.field == "attachments" && likeness(passage.text, &text) < 0.34 {
            let found = Found::new(
                Code::AnnexUnmentioned,
                Say::new(
                    "Bilaget er ikke nævnt i teksten",
                    "The annex is not mentioned in the text",
                ),
                Say::new("Ingen af titlens ord står der", "None of its title's words are there"),
            );
            notes.find(passage, passage.whole(), found);
        }
    }
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Attachment, Block, Document, Field, FieldName, Item, Section};

    use super::super::testing::{of_group, report};
    use crate::Register;

    fn check(text: &str, annexes: &[&str], found: &[&str], held: usize) {
        let annex = |title: &&str| Attachment { title: (*title).into(), url: None };
        let item = Item {
            fields: vec![Field {
                name: FieldName::Background,
                heading: None,
                blocks: vec![Block::paragraph(text)],
            }],
            attachments: annexes.iter().map(annex).collect(),
            ..Item::default()
        };
        let sections = vec![Section { items: vec![item], ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        let (codes, claims) = of_group(&report, "references.annex");
        assert_eq!((&codes[..], claims.len()), (found, held), "{text}");
    }

    #[test]
    fn what_is_called_attached_is_listed() {
        check("Udkastet er vedlagt.", &[], &["references.annex-missing"], 0);
        check("Udkastet til strategi er vedlagt.", &["Strategi, udkast"], &[], 1);
        check("Se vedlagte notat ”Spørgsmål og svar”.", &["Notat: Spørgsmål og svar"], &[], 1);
        check(
            "Se vedlagte notat ”Spørgsmål og svar”.",
            &["Tidsplan"],
            &["references.annex-title"],
            0,
        );
        check("Se bilag 1 og bilag 3.", &["Strategi", "Status"], &["references.annex-missing"], 1);
    }

    #[test]
    fn what_is_attached_elsewhere_is_left_alone() {
        check("Udkastet er ikke vedlagt.", &[], &[], 0);
        check("Arten er fredet, jf. bilag 2 til fugledirektivet.", &[], &[], 0);
        check("Bilag 4 til rammeaftalen nævner taksterne.", &["Notat om takster"], &[], 0);
        check("Taksterne står i bilag 4.", &["Notat"], &["references.annex-missing"], 0);
        check("Se evt. bilag til punkt 2.2 til KKR's møde i februar.", &[], &[], 0);
    }

    #[test]
    fn an_annex_listed_is_mentioned() {
        check(
            "Sagen handler om togene.",
            &["Regnskab for messen"],
            &["references.annex-unmentioned"],
            0,
        );
        check("Sagen handler om regnskabet for messen.", &["Regnskab for messen"], &[], 0);
    }
}
