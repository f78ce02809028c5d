//! Backups taken while others write.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use super::fixture::{manifest, parts, write_agendas};
use super::{Fixture, each};

const AGENDAS: u32 = 80;

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_taken_during_an_import_is_of_one_moment() {
    each(async |fixture| {
        let files = fixture.file("files");
        write_agendas(&files, 1..=AGENDAS);
        let archive = fixture.open().await;
        let import = tokio::spawn(async move {
            let summary = archive.import(&[files], |_| {}).await.unwrap();
            archive.close().await;
            summary
        });
        let (mut files, mut moments) = (Vec::new(), HashSet::new());
        while !import.is_finished() {
            let (file, _) = fixture.save(&format!("{}.zip", files.len())).await;
            moments.insert(assert_is_whole(&file));
            files.push(file);
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        assert_eq!(import.await.unwrap().added, AGENDAS as usize);
        let during = moments.iter().filter(|held| (1..AGENDAS as usize).contains(held)).count();
        assert!(during > 0, "no backup fell into the import: {moments:?}");
        restore_some(fixture, &files).await;
    })
    .await;
}

/// The first, the middle and the last: references are checked by the database.
async fn restore_some(fixture: &Fixture, files: &[std::path::PathBuf]) {
    for at in [0, files.len() / 2, files.len() - 1] {
        let new = fixture.beside().await;
        new.restore(&files[at]).await.unwrap();
        let (again, _) = new.save("again.zip").await;
        // The new index has what waited for the old one.
        let tables = |file| {
            let mut tables = manifest(file).tables;
            tables.retain(|table| table.name != "index_queue");
            tables
        };
        assert_eq!(tables(&again), tables(&files[at]));
        new.remove().await;
    }
}

/// Every version has the entries its document has, its meeting, and its original; returns how many.
fn assert_is_whole(file: &Path) -> usize {
    let parts: HashMap<String, Vec<u8>> = parts(file).into_iter().collect();
    let manifest = manifest(file);
    let rows = |table: &str, columns: &[&str]| -> Vec<Vec<Value>> {
        let saved = manifest.tables.iter().find(|saved| saved.name == table).unwrap();
        let at =
            |name: &&str| saved.columns.iter().position(|column| column.name == **name).unwrap();
        let at: Vec<usize> = columns.iter().map(at).collect();
        let lines =
            parts[&saved.part()].split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let picked = lines.map(|line| {
            let row: Vec<Value> = serde_json::from_slice(line).unwrap();
            at.iter().map(|at| row[*at].clone()).collect()
        });
        picked.collect()
    };
    let mut entries: HashMap<String, usize> = HashMap::new();
    for row in rows("appearance", &["version_id"]) {
        *entries.entry(row[0].to_string()).or_default() += 1;
    }
    let meetings: HashSet<String> =
        rows("meeting", &["id"]).into_iter().map(|row| row[0].to_string()).collect();
    let versions = rows("version", &["id", "meeting_id", "sha256", "document"]);
    for version in &versions {
        let document: raadslag_document::Document =
            serde_json::from_str(version[3].as_str().unwrap()).unwrap();
        let held = entries.remove(&version[0].to_string());
        assert_eq!(held, Some(document.items().count()));
        assert!(meetings.contains(&version[1].to_string()));
        let original = format!("objects/{}", version[2].as_str().unwrap());
        assert!(parts.contains_key(&original));
    }
    assert!(entries.is_empty(), "entries of no version");
    assert_eq!(meetings.len(), versions.len());
    versions.len()
}
