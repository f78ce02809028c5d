//! What was saved is there again; and what is there is never written over.

use super::super::rules::Sum;
use super::fixture::{manifest, parts, write_agendas};
use super::{BackupError, check, each, pairs};
use crate::archive::{Audience, SearchRequest};
use crate::db::{Db, migrate_to, newest_schema};

/// Larger than what is in memory at a time.
const LARGE: usize = 6_000_003;

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_either_database_is_restored_into_either() {
    pairs(async |from, to| {
        from.fill(LARGE).await;
        let (file, saved) = from.save("a.zip").await;
        assert_eq!((saved.objects, saved.missing.len()), (9, 0), "4 agendas, 4 annexes, 1 shared");
        assert_eq!(check(&file).unwrap(), saved);
        assert_eq!(to.restore(&file).await.unwrap(), saved);
        // The same from both databases, to the last byte, and again from what was restored.
        let (again, _) = to.save("b.zip").await;
        assert_eq!(manifest(&file), manifest(&again));
        let archive = to.open().await;
        let request = SearchRequest { text: "togstop".to_owned(), ..Default::default() };
        assert_eq!(archive.search(&request, Audience::Public).await.unwrap().total, 4);
        let large = crate::digest::sha256(super::fixture::noise(LARGE));
        let annex = archive.attachment(&large, Audience::Public).await.unwrap();
        assert_eq!(annex.map(|annex| annex.bytes.len()), Some(LARGE));
        // What was restored can be written on.
        let files = to.file("more");
        write_agendas(&files, 9..=9);
        assert_eq!(archive.import(&[files], |_| {}).await.unwrap().added, 1);
        archive.close().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_is_there_is_written_over() {
    pairs(async |from, to| {
        from.fill(9).await;
        let (file, _) = from.save("a.zip").await;
        let files = to.file("files");
        write_agendas(&files, 7..=7);
        let archive = to.open().await;
        archive.import(&[files], |_| {}).await.unwrap();
        archive.close().await;
        let (before, _) = to.save("before.zip").await;
        let error = to.restore(&file).await.unwrap_err();
        assert!(error.to_string().starts_with("there is an archive already; "), "{error}");
        let (after, _) = to.save("after.zip").await;
        assert_eq!(manifest(&before), manifest(&after));
        assert_eq!(std::fs::read_dir(to.settings.data.join("objects")).unwrap().count(), 2);
        let again = from.save_to(&file).await.unwrap_err();
        assert!(matches!(again, BackupError::Exists(_)), "{again}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_with_nothing_but_the_schema_is_empty() {
    each(async |fixture| {
        fixture.fill(9).await;
        let (file, saved) = fixture.save("a.zip").await;
        let new = fixture.beside().await;
        new.open().await.close().await;
        assert_eq!(new.restore(&file).await.unwrap(), saved);
        new.remove().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_archive_is_no_backup_and_is_not_made() {
    let fixture = super::Fixture::sqlite();
    let error = fixture.save_to(&fixture.file("a.zip")).await.unwrap_err();
    assert!(matches!(error, BackupError::NoArchive(_)), "{error}");
    assert_eq!(std::fs::read_dir(fixture.folder.path()).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_an_older_schema_is_restored_and_brought_up_to_date() {
    let fixture = super::Fixture::sqlite();
    std::fs::create_dir_all(&fixture.settings.data).unwrap();
    let old = Db::sqlite_to_fill(&fixture.settings.database_file()).await.unwrap();
    let mut tx = old.begin_filling().await.unwrap();
    migrate_to(&mut tx, 1).await.unwrap();
    tx.commit().await.unwrap();
    old.close().await;
    let (file, saved) = fixture.save("old.zip").await;
    assert_eq!(saved.schema, 1);
    let new = fixture.beside().await;
    new.restore(&file).await.unwrap();
    let (_, now) = new.save("new.zip").await;
    assert_eq!(now.schema, newest_schema());
    assert!(now.tables > saved.tables);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_the_store_lost_is_named_and_all_else_is_saved() {
    each(async |fixture| {
        fixture.fill(9).await;
        let (whole, _) = fixture.save("whole.zip").await;
        let objects = manifest(&whole).objects;
        let path = |object: &Sum| {
            let folder = fixture.settings.data.join("objects").join(&object.sha256[..2]);
            folder.join(&object.sha256)
        };
        let (gone, rotten) = (&objects[0], objects.last().unwrap());
        std::fs::remove_file(path(gone)).unwrap();
        std::fs::write(path(rotten), "something else that is longer than nothing").unwrap();
        let (file, saved) = fixture.save("a.zip").await;
        assert_eq!(saved.missing, [gone.sha256.clone(), rotten.sha256.clone()]);
        assert_eq!(check(&file).unwrap(), saved);
        let names: Vec<String> = parts(&file).into_iter().map(|(name, _)| name).collect();
        assert!(!names.contains(&gone.part()) && !names.contains(&rotten.part()), "{names:?}");
        let new = fixture.beside().await;
        assert_eq!(new.restore(&file).await.unwrap(), saved);
        new.remove().await;
    })
    .await;
}
