//! Files that are not what was written, and places that must stay as they are.

use std::path::Path;

use super::super::rules::MANIFEST;
use super::fixture::{manifest, noise, parts, rewrite};
use super::{BackupError, Fixture, check, each};

/// A small backup.
async fn saved(fixture: &Fixture) -> std::path::PathBuf {
    let files = fixture.file("files");
    super::fixture::write_agendas(&files, 1..=3);
    std::fs::write(files.join("stor.bin"), noise(5000)).unwrap();
    let archive = fixture.open().await;
    archive.import(&[files], |_| {}).await.unwrap();
    archive.close().await;
    fixture.save("whole.zip").await.0
}

fn message(file: &Path) -> String {
    check(file).unwrap_err().to_string()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_byte_is_found_and_its_part_named() {
    let fixture = Fixture::sqlite();
    let whole = saved(&fixture).await;
    let (bytes, contents) = (std::fs::read(&whole).unwrap(), check(&whole).unwrap());
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&whole).unwrap()).unwrap();
    let damaged = fixture.file("damaged.zip");
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).unwrap();
        if part.compressed_size() < 3 {
            continue;
        }
        let at = part.data_start().unwrap() + part.compressed_size() / 2;
        let mut bytes = bytes.clone();
        bytes[usize::try_from(at).unwrap()] ^= 0x55;
        std::fs::write(&damaged, bytes).unwrap();
        let name = part.name().unwrap();
        let found = message(&damaged);
        assert!(found.starts_with(&format!("the backup is damaged: {name} ")), "{found}");
    }
    // Anywhere else a byte means nothing, or it is found.
    for at in noise(400).chunks(2).map(|two| usize::from(two[0]) * 256 + usize::from(two[1])) {
        let mut bytes = bytes.clone();
        let at = at % bytes.len();
        bytes[at] ^= 0x55;
        std::fs::write(&damaged, bytes).unwrap();
        if let Ok(found) = check(&damaged) {
            assert_eq!(found, contents, "byte {at}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_cut_off_anywhere_is_found_and_names_the_last_part() {
    let fixture = Fixture::sqlite();
    let whole = saved(&fixture).await;
    let bytes = std::fs::read(&whole).unwrap();
    let cut = fixture.file("cut.zip");
    for length in (0..bytes.len()).step_by(97).chain([bytes.len() - 1]) {
        std::fs::write(&cut, &bytes[..length]).unwrap();
        assert!(check(&cut).is_err(), "{length} bytes of {}", bytes.len());
    }
    let mut zip = zip::ZipArchive::new(std::fs::File::open(&whole).unwrap()).unwrap();
    for index in 0..zip.len() {
        let part = zip.by_index_raw(index).unwrap();
        let at = part.data_start().unwrap() + part.compressed_size() / 2;
        std::fs::write(&cut, &bytes[..usize::try_from(at).unwrap()]).unwrap();
        let (name, found) = (part.name().unwrap(), message(&cut));
        assert!(
            found.starts_with(&format!("the backup is cut off in or after {name}; ")),
            "{found}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn other_files_are_no_backups() {
    let fixture = Fixture::sqlite();
    let whole = saved(&fixture).await;
    let file = fixture.file("other");
    for (content, expected) in [
        (&b""[..], "this is no backup of Raadslag: the file is empty"),
        (b"%PDF-1.7", "this is no backup of Raadslag: it is no ZIP file"),
    ] {
        std::fs::write(&file, content).unwrap();
        assert_eq!(message(&file), expected);
    }
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&file).unwrap());
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.finish().unwrap();
    assert_eq!(message(&file), "this is no backup of Raadslag: it has no manifest.json");
    assert!(matches!(check(Path::new("/nowhere")), Err(BackupError::Unreadable { .. })));
    rewrite(
        &whole,
        &file,
        |_, bytes| Some(bytes),
        |json| json["tables"][0]["order"] = [0; 0].into(),
    );
    assert!(message(&file).contains("manifest.json is not understood"), "{}", message(&file));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_file_says_which_program_reads_it() {
    let fixture = Fixture::sqlite();
    let whole = saved(&fixture).await;
    let file = fixture.file("newer.zip");
    for what in ["format", "schema"] {
        rewrite(
            &whole,
            &file,
            |_, bytes| Some(bytes),
            |json| {
                json[what] = 9999.into();
                json["program"] = "7.5.0".into();
                // What a newer format looks like inside is not known.
                if what == "format" {
                    json["tables"] = "elsewhere".into();
                }
            },
        );
        let found = message(&file);
        let expected = format!("the backup is newer than this program: its {what} is 9999, ");
        assert!(found.starts_with(&expected) && found.contains("(version 7.5.0)"), "{found}");
    }
}

/// Restoring this file fails with this message and leaves nothing.
async fn fails(fixture: &Fixture, file: &Path, expected: &str) {
    let target = fixture.beside().await;
    let error = target.restore(file).await.unwrap_err().to_string();
    assert!(error.contains(expected), "{error}");
    assert_eq!(std::fs::read_dir(target.folder.path()).unwrap().count(), 0, "{expected}");
    // As empty as before.
    let whole = fixture.file("whole.zip");
    target.restore(&whole).await.unwrap();
    let (again, _) = target.save("again.zip").await;
    assert_eq!(manifest(&again), manifest(&whole));
    target.remove().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_that_fails_leaves_the_place_as_it_was() {
    each(async |fixture| {
        let whole = saved(fixture).await;
        let file = fixture.file("bad.zip");
        let bytes = std::fs::read(&whole).unwrap();
        std::fs::write(&file, &bytes[..bytes.len() / 2]).unwrap();
        fails(fixture, &file, "cut off").await;
        // Rows that name rows there are none of.
        rewrite(
            &whole,
            &file,
            |name, bytes| {
                Some(if name == "tables/meeting_address.jsonl" { Vec::new() } else { bytes })
            },
            |_| {},
        );
        let target = fixture.beside().await;
        target.restore(&file).await.unwrap();
        target.remove().await;
        let expected =
            if fixture.settings.database.is_some() { "foreign key" } else { "refers to" };
        rewrite(
            &whole,
            &file,
            |name, bytes| Some(if name == "tables/meeting.jsonl" { Vec::new() } else { bytes }),
            |_| {},
        );
        fails(fixture, &file, expected).await;
        // A line that is no row.
        rewrite(
            &whole,
            &file,
            |name, mut bytes| {
                if name == "tables/item.jsonl" {
                    bytes.extend_from_slice(b"[1]\n");
                }
                Some(bytes)
            },
            |_| {},
        );
        fails(fixture, &file, "tables/item.jsonl line 7 has 1 values").await;
        // Rows in another order than the one they are compared in.
        rewrite(
            &whole,
            &file,
            |name, bytes| {
                if name != "tables/item.jsonl" {
                    return Some(bytes);
                }
                let lines = std::str::from_utf8(&bytes).unwrap().lines().rev();
                Some(lines.flat_map(|line| [line, "\n"]).collect::<String>().into_bytes())
            },
            |_| {},
        );
        fails(fixture, &file, "what was restored is not what was saved: table item").await;
        // A part that is not there, and a table this program does not know.
        rewrite(
            &whole,
            &file,
            |name, bytes| (name != "tables/body.jsonl").then_some(bytes),
            |_| {},
        );
        fails(fixture, &file, "tables/body.jsonl is missing").await;
        rewrite(
            &whole,
            &file,
            |_, bytes| Some(bytes),
            |json| {
                json["tables"].as_array_mut().unwrap().remove(0);
            },
        );
        fails(fixture, &file, "the backup does not fit this program: it has no table").await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_stored_before_survives_a_restore_that_fails() {
    let fixture = Fixture::sqlite();
    let whole = saved(&fixture).await;
    let file = fixture.file("bad.zip");
    rewrite(
        &whole,
        &file,
        |name, bytes| Some(if name == "tables/meeting.jsonl" { Vec::new() } else { bytes }),
        |_| {},
    );
    let object = manifest(&whole).objects[0].clone();
    let content = parts(&whole).into_iter().find(|(name, _)| *name == object.part()).unwrap().1;
    let target = fixture.beside().await;
    let place = target.settings.data.join("objects").join(&object.sha256[..2]);
    std::fs::create_dir_all(&place).unwrap();
    std::fs::write(place.join(&object.sha256), &content).unwrap();
    target.restore(&file).await.unwrap_err();
    assert_eq!(std::fs::read(place.join(&object.sha256)).unwrap(), content);
    assert!(!target.settings.database_file().exists());
    // The same size and another content is not taken for the file.
    std::fs::write(place.join(&object.sha256), vec![b'x'; content.len()]).unwrap();
    let error = target.restore(&whole).await.unwrap_err().to_string();
    assert!(error.contains("the object store holds another file as"), "{error}");
    assert!(!target.settings.database_file().exists());
    assert_ne!(manifest(&whole).objects.len(), 1);
    assert!(!parts(&whole).iter().all(|(name, _)| name == MANIFEST));
}
