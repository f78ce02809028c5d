//! `raadslag backup` and `raadslag restore`: a file that is whole or not there, a place that is
//! whole or empty.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use raadslag_app::archive::{Archive, Audience};
use raadslag_app::backup::{self, BackupError};
use raadslag_app::clock::SystemClock;

use super::{Chance, Ground, Work, rounds, start, watch};

const AGENDA: &str = "DAGSORDEN\n\nKKR SJÆLLAND\nDato: 03-02-2026 09:30\nSted: Rådhuset\n\n1. Sager\n\n1.1. Beslutningssag: Togstop\n\nBaggrund\nDer er et tog.\n";

/// An archive with as much in it that saving it takes a while.
async fn fill(ground: &Ground) {
    let files = ground.folder.path().join("files");
    std::fs::create_dir_all(&files).unwrap();
    for day in 1..=28 {
        let text = AGENDA.replace("03-02", &format!("{day:02}-02"));
        std::fs::write(files.join(format!("{day}.txt")), text).unwrap();
    }
    let archive = ground.open().await;
    assert_eq!(archive.import(&[files], |_| {}).await.unwrap().added, 28);
    archive.close().await;
}

struct Backups {
    folder: PathBuf,
    file: PathBuf,
}

impl Work for Backups {
    fn arguments(&mut self, round: u32) -> Vec<String> {
        // A few rounds over the same name meet what the one before left.
        self.file = self.folder.join(format!("{}.zip", round / 4));
        let _ = std::fs::remove_file(&self.file);
        ["backup", &self.file.display().to_string()].map(str::to_owned).to_vec()
    }

    async fn check(&mut self, _: &Archive, acknowledged: &[String], ended: bool) {
        assert!(acknowledged.len() == 1 || !ended, "{acknowledged:?}");
        match backup::check(&self.file) {
            Ok(contents) => assert_eq!(contents.objects, 28),
            Err(BackupError::Unreadable { .. }) if acknowledged.is_empty() => {
                assert!(!self.file.exists());
            }
            Err(error) => panic!("{error}"),
        }
    }

    async fn check_all(&mut self, _: &Archive) {}
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_whole_or_not_there() {
    for (number, ground) in (1..).zip(Ground::all().await) {
        fill(&ground).await;
        let folder = ground.folder.path().to_owned();
        let mut backups = Backups { folder, file: PathBuf::new() };
        rounds(&ground, &mut backups, 30, 0xbac0_0000 + number).await;
        ground.remove().await;
    }
}

/// Restores and is killed; returns whether it came to its end.
fn restore(file: &Path, target: &Ground, kill: Option<Duration>) -> (bool, bool) {
    let child =
        start(&["restore", &file.display().to_string()].map(str::to_owned), &target.arguments());
    let (ended, said) = watch(child, kill, |mut stdout| {
        let mut said = String::new();
        let _ = stdout.read_to_string(&mut said);
        said.contains("\nverified: ")
    });
    assert!(said || !ended);
    (ended, said)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_restored_to_is_whole_or_empty() {
    let source = Ground::sqlite();
    fill(&source).await;
    let file = source.folder.path().join("a.zip");
    backup::save(&source.settings, &file, &SystemClock, |_| {}).await.unwrap();
    let began = Instant::now();
    assert!(restore(&file, &Ground::sqlite(), None).0);
    let span = u64::try_from(began.elapsed().as_micros()).unwrap();
    let (mut chance, mut killed) = (Chance(0x2e57_02e5), 0);
    for _ in 0..8 {
        for target in Ground::all().await {
            let after = Duration::from_micros(chance.below(span));
            let (ended, said) = restore(&file, &target, Some(after));
            killed += u32::from(!ended);
            match backup::restore(&target.settings, &file, |_| {}).await {
                Ok(_) => assert!(!said, "it said that it was done, and the place was empty"),
                Err(BackupError::Occupied(_)) => {}
                Err(error) => panic!("{error}"),
            }
            assert_restored(&target).await;
            target.remove().await;
        }
    }
    println!("{killed} processes killed, in {:.1} s", began.elapsed().as_secs_f64());
    assert!(killed > 4);
}

async fn assert_restored(target: &Ground) {
    let archive = target.open().await;
    archive.catch_up().await.unwrap();
    assert_eq!(archive.counts(Audience::Public).await.unwrap().meetings, 28);
    let request =
        raadslag_app::archive::SearchRequest { text: "tog".to_owned(), ..Default::default() };
    assert_eq!(archive.search(&request, Audience::Public).await.unwrap().total, 28);
    archive.close().await;
    target.assert_sound().await;
    target.assert_saved_whole().await;
}
