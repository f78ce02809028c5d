use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use raadslag_document::{Access, Attendance, Document, DocumentKind, Votes};

use crate::wrap::{Breaks, wrap};
use crate::{files, source};

fn texts() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("texts")
}

fn is_json(path: &str) -> bool {
    Path::new(path).extension().is_some_and(|extension| extension == "json")
}

fn made() -> files::Files {
    files::make(&texts()).unwrap()
}

/// The minutes behind every text, whatever format they are written in.
fn minutes() -> BTreeMap<String, Document> {
    let rosters = |name: &str| {
        Ok(std::fs::read_to_string(texts().join(format!("medlemmer/{name}.txt"))).unwrap())
    };
    std::fs::read_dir(texts())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
        .filter(|path| !path.ends_with("README.md"))
        .map(|path| {
            let text = std::fs::read_to_string(&path).unwrap();
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, source::read(&text, &rosters).unwrap().minutes)
        })
        .collect()
}

#[test]
fn the_committed_files_are_what_the_texts_give() {
    let target = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../crates/raadslag/sample");
    let stale = files::stale(&target, &made()).unwrap();
    assert!(stale.is_empty(), "run `cargo xtask sample`: {stale:?}");
}

#[test]
fn the_json_files_are_documents() {
    let files = made();
    let json: Vec<_> = files.iter().filter(|(path, _)| is_json(path)).collect();
    assert!(json.len() >= 4);
    for (path, bytes) in json {
        let document: Document = serde_json::from_slice(bytes).unwrap();
        let is_agenda = document.document == DocumentKind::Agenda;
        assert_eq!(is_agenda, path.ends_with("-dagsorden.json"), "{path}");
        assert_eq!(is_agenda, document.items().all(|item| item.decision.is_none()), "{path}");
    }
}

#[test]
fn every_annex_made_is_linked_from_a_document_and_every_link_has_its_annex() {
    let linking = |path: &str| is_json(path) || Path::new(path).extension().unwrap() == "html";
    let mut linked: Vec<String> = files::documents(&texts())
        .unwrap()
        .iter()
        .filter(|(path, _)| linking(path))
        .flat_map(|(_, (document, _))| document.items().flat_map(|item| item.attachments.clone()))
        .filter_map(|annex| annex.url)
        .collect();
    linked.sort();
    linked.dedup();
    let made: Vec<_> = made().into_keys().filter(|path| path.starts_with("bilag/")).collect();
    assert_eq!(linked, made);
}

#[test]
fn all_seventeen_municipalities_are_named() {
    let text = made()
        .iter()
        .filter(|(path, _)| is_json(path))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
        .collect::<String>();
    for name in [
        "Faxe",
        "Greve",
        "Guldborgsund",
        "Holbæk",
        "Kalundborg",
        "Køge",
        "Lejre",
        "Lolland",
        "Næstved",
        "Odsherred",
        "Ringsted",
        "Roskilde",
        "Slagelse",
        "Solrød",
        "Sorø",
        "Stevns",
        "Vordingborg",
    ] {
        assert!(text.contains(&format!("{name} Kommune")), "{name}");
    }
}

#[test]
fn votes_are_as_many_as_their_parties_have_members_there() {
    let mut checked = 0;
    for (name, document) in minutes() {
        for item in document.items() {
            if let Some(votes) = item.decision.as_ref().and_then(|decision| decision.votes.as_ref())
            {
                check_votes(&name, document.attendance.as_ref().unwrap(), votes);
                checked += 1;
            }
        }
    }
    assert!(checked >= 3);
}

fn check_votes(name: &str, attendance: &Attendance, votes: &Votes) {
    let members = |party: &str| {
        let there = |who: &&raadslag_document::Attendee| who.party.as_deref() == Some(party);
        let present = attendance.present.iter().filter(there).count();
        let replaced = attendance.absent.iter().filter(there).filter(|member| {
            let by = |substitute: &&raadslag_document::Substitute| {
                substitute.for_member.as_deref() == Some(&member.name)
            };
            attendance.substitutes.iter().any(|substitute| by(&substitute))
        });
        (present + replaced.count()) as u32
    };
    let (mut in_favour, mut against, mut abstained) = (0, 0, 0);
    for (party, vote) in &votes.parties {
        in_favour += vote.in_favour.as_ref().map_or(0, |_| members(party));
        against += vote.against.as_ref().map_or(0, |_| members(party));
        abstained += vote.abstained.as_ref().map_or(0, |_| members(party));
    }
    let counted = (Some(in_favour), Some(against), Some(abstained));
    let stated = (votes.in_favour, votes.against, votes.abstained.or(Some(0)));
    assert_eq!(counted, stated, "{name}");
    assert_eq!((in_favour + against + abstained) as usize, attendance.present.len(), "{name}");
}

#[test]
fn the_columns_of_the_tables_sum_to_their_last_row() {
    let number = |cell: &str| cell.replace('.', "").parse::<u32>().ok();
    let mut checked = 0;
    for document in minutes().values() {
        for field in document.items().flat_map(|item| &item.fields) {
            for block in &field.blocks {
                let raadslag_document::Block::Table(table) = block else { continue };
                let Some((total, rows)) = table.rows.split_last() else { continue };
                if total[0] != "Hele landet" {
                    continue;
                }
                for column in 1..total.len() {
                    let sum: u32 = rows.iter().map(|row| number(&row[column]).unwrap()).sum();
                    assert_eq!(Some(sum), number(&total[column]), "{:?}", table.caption);
                    checked += 1;
                }
            }
        }
    }
    assert_eq!(checked, 6);
}

#[test]
fn closed_items_have_a_number_and_a_title_and_nothing_else() {
    let documents = minutes();
    let closed: Vec<_> = documents
        .values()
        .flat_map(Document::items)
        .filter(|item| item.access == Access::Closed)
        .collect();
    assert!(!closed.is_empty());
    for item in closed {
        assert!(item.fields.is_empty() && item.attachments.is_empty() && item.decision.is_none());
        assert!(item.number.is_some() && !item.title.is_empty());
    }
}

#[test]
fn a_line_is_broken_inside_a_word_only_where_asked() {
    let length = |text: &str| text.chars().count() as f32;
    let text = "Forslag om social- og undervisningsområdet";
    let words = wrap(text, 30.0, Breaks::Words, &length);
    assert_eq!(words, ["Forslag om social- og", "undervisningsområdet"]);
    let syllables = wrap(text, 30.0, Breaks::Syllables, &length);
    assert_eq!(syllables, ["Forslag om social- og under-", "visningsområdet"]);
}

#[test]
fn a_line_is_never_wider_than_asked() {
    let length = |text: &str| text.chars().count() as f32;
    let text = "Uddannelsesforbundets medlemskommuner godkender EU-relaterede 2018-2022-aftaler";
    for width in 12..60u8 {
        for line in wrap(text, f32::from(width), Breaks::Syllables, &length) {
            let unbroken = !line.contains(' ');
            assert!(line.chars().count() <= usize::from(width) || unbroken, "{width}: {line}");
        }
    }
}
