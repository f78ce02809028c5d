//! `raadslag import --names`, which says each file's name when it is in the archive.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

use jiff::ToSpan;
use jiff::civil::{Date, date};
use raadslag_app::archive::{Archive, Audience, SearchRequest};

use super::{Ground, Work, rounds};

/// Agendas a round brings, and items in each.
const AGENDAS: u32 = 3;
const ITEMS: usize = 4;
const BODY: &str = "kkr-sjaelland";

struct Imports {
    folder: PathBuf,
    /// The day of the meeting each file is of, and whether its import was acknowledged.
    files: BTreeMap<String, (Date, bool)>,
}

impl Work for Imports {
    /// This round's files and those of the round before, which take up where that was stopped.
    fn arguments(&mut self, round: u32) -> Vec<String> {
        let folder = |round: u32| self.folder.join(format!("{round:04}"));
        let (now, before) = (folder(round), folder(round.saturating_sub(1)));
        std::fs::create_dir_all(&now).unwrap();
        for number in round * AGENDAS..(round + 1) * AGENDAS {
            let day = date(2001, 1, 1) + i64::from(number).days();
            let file = now.join(format!("{number:05}.txt"));
            std::fs::write(&file, agenda(day)).unwrap();
            self.files.insert(name(&file), (day, false));
        }
        let arguments = ["import", "--names", &name(&before), &name(&now)].map(str::to_owned);
        if round == 0 { arguments[..3].to_vec() } else { arguments.to_vec() }
    }

    async fn check(&mut self, archive: &Archive, acknowledged: &[String], ended: bool) {
        for name in acknowledged {
            // The summary at the end names no files.
            if let Some((_, said)) = self.files.get_mut(name) {
                *said = true;
            }
        }
        let newest = self.files.iter().rev().take(2 * AGENDAS as usize);
        for (name, (day, said)) in newest {
            let held = is_held(archive, *day).await;
            assert!(held || !said, "{name} was acknowledged and is lost");
            assert!(held || !ended, "{name} was left out");
        }
    }

    async fn check_all(&mut self, archive: &Archive) {
        let summary = archive.import(std::slice::from_ref(&self.folder), |_| {}).await.unwrap();
        assert_eq!(summary.added + summary.unchanged, self.files.len(), "{:?}", summary.failed);
        for (name, (day, _)) in &self.files {
            assert!(is_held(archive, *day).await, "{name}");
        }
        let meetings = archive.meetings(&Default::default(), Audience::Public).await.unwrap();
        assert_eq!(meetings.len(), self.files.len());
        let request = SearchRequest { text: "togstop".to_owned(), ..Default::default() };
        let found = archive.search(&request, Audience::Public).await.unwrap();
        assert_eq!(found.total, (self.files.len() * ITEMS) as u64);
    }
}

/// Whether the agenda of that day is held; if so, all of it must be.
async fn is_held(archive: &Archive, day: Date) -> bool {
    let meeting = archive.meeting(BODY, &day.to_string(), Audience::Public).await.unwrap();
    let Some(meeting) = meeting else { return false };
    assert_eq!(meeting.items.len(), ITEMS, "{day}");
    let last = archive.item(&meeting.items[ITEMS - 1].slug, Audience::Public).await.unwrap();
    let last = format!("{:?}", last.unwrap());
    assert!(last.contains(&sentence(day, ITEMS)), "{last}");
    let original = &meeting.versions[0].sha256;
    let original = archive.original(original, Audience::Public).await.unwrap().unwrap();
    assert_eq!(original.bytes, agenda(day).as_bytes());
    true
}

fn name(path: &Path) -> String {
    path.display().to_string()
}

fn sentence(day: Date, item: usize) -> String {
    format!("Der er {item} tog fra den {day}.")
}

fn agenda(day: Date) -> String {
    let mut text = format!(
        "DAGSORDEN\n\nKKR SJÆLLAND\nDato: {} 09:30\nSted: Rådhuset\n\n1. Regionalpolitiske sager\n",
        day.strftime("%d-%m-%Y")
    );
    for item in 1..=ITEMS {
        let sentence = sentence(day, item);
        let _ = write!(
            text,
            "\n1.{item}. Beslutningssag: Togstop\nSAG-{:04}-{:05} abc\n\nBaggrund\n{sentence}\n",
            day.year(),
            i32::from(day.day_of_year()) * 100 + i32::try_from(item).unwrap()
        );
    }
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_killed_at_any_moment_loses_no_file_it_named() {
    for (number, ground) in (1..).zip(Ground::all().await) {
        let folder = ground.folder.path().join("files");
        let mut imports = Imports { folder, files: BTreeMap::new() };
        let said = rounds(&ground, &mut imports, 60, 0x1db5_0000 + number).await;
        assert!(said > 20, "killed before anything was done");
        ground.remove().await;
    }
}
