use super::{find, found, item};
use crate::{Entry, Index};

fn items(range: std::ops::Range<u32>) -> Vec<Entry> {
    range.map(|n| item(&n.to_string(), &format!("Klynge {n}"), "tekst")).collect()
}

#[test]
fn an_entry_takes_the_place_of_the_one_with_its_id() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    index.put(&items(0..3)).unwrap();
    index.put(&[item("1", "Motorvej", "")]).unwrap();
    index.remove(&["2".to_owned(), "unknown".to_owned()]).unwrap();
    assert_eq!(found(&index, "klynge"), "0");
    assert_eq!(found(&index, "motorvej"), "1");
    drop(index);
    let index = Index::open(dir.path()).unwrap();
    assert_eq!(find(&index, "").total, 2);
}

#[test]
fn a_new_index_needs_a_rebuild_and_a_rebuilt_one_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    assert!(index.needs_rebuild());
    assert_eq!(index.rebuild(items(0..10)).unwrap(), 10);
    assert!(!index.needs_rebuild());
    drop(index);
    let index = Index::open(dir.path()).unwrap();
    assert!(!index.needs_rebuild());
    assert_eq!(find(&index, "klynge").total, 10);
}

#[test]
fn searches_meet_the_old_state_until_a_rebuild_is_complete() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    index.rebuild(items(0..3)).unwrap();
    let mut rebuild = index.start_rebuild().unwrap();
    for entry in items(0..7) {
        rebuild.add(&entry).unwrap();
    }
    assert_eq!(find(&index, "klynge").total, 3);
    rebuild.finish().unwrap();
    assert_eq!(find(&index, "klynge").total, 7);
}

#[test]
fn a_rebuild_that_is_not_finished_leaves_the_old_state() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    index.rebuild(items(0..3)).unwrap();
    let mut rebuild = index.start_rebuild().unwrap();
    rebuild.add(&items(0..1)[0]).unwrap();
    drop(rebuild);
    index.put(&items(5..6)).unwrap();
    drop(index);
    let index = Index::open(dir.path()).unwrap();
    assert_eq!(find(&index, "klynge").total, 4);
    index.rebuild(items(0..2)).unwrap();
    let folders = std::fs::read_dir(dir.path()).unwrap().flatten();
    assert_eq!(folders.filter(|entry| entry.path().is_dir()).count(), 1, "the rest is swept away");
}

#[test]
fn an_index_of_another_version_or_damaged_begins_anew() {
    for damage in ["{\"generation\":1,\"version\":0,\"complete\":true}", "{", ""] {
        let dir = tempfile::tempdir().unwrap();
        let index = Index::open(dir.path()).unwrap();
        index.rebuild(items(0..3)).unwrap();
        drop(index);
        std::fs::write(dir.path().join("current"), damage).unwrap();
        let index = Index::open(dir.path()).unwrap();
        assert!(index.needs_rebuild(), "{damage}");
        assert_eq!(find(&index, "klynge").total, 0);
    }
}

#[test]
fn a_generation_whose_files_are_gone_begins_anew() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    index.rebuild(items(0..3)).unwrap();
    drop(index);
    for entry in std::fs::read_dir(dir.path()).unwrap().flatten() {
        if entry.path().is_dir() {
            std::fs::remove_dir_all(entry.path()).unwrap();
        }
    }
    assert!(Index::open(dir.path()).unwrap().needs_rebuild());
}

#[test]
fn a_second_process_sees_puts_and_rebuilds() {
    let dir = tempfile::tempdir().unwrap();
    let one = Index::open(dir.path()).unwrap();
    let other = Index::open(dir.path()).unwrap();
    one.rebuild(items(0..3)).unwrap();
    other.put(&items(3..4)).unwrap();
    assert_eq!(find(&other, "klynge").total, 4);
    one.put(&items(4..5)).unwrap();
    assert_eq!(find(&one, "klynge").total, 5);
    one.rebuild(items(0..2)).unwrap();
    let start = std::time::Instant::now();
    while find(&other, "klynge").total != 2 {
        assert!(start.elapsed().as_secs() < 10, "a rebuild elsewhere is never met");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
}

#[test]
fn puts_and_searches_run_side_by_side() {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    std::thread::scope(|scope| {
        for part in 0..4 {
            let index = &index;
            scope.spawn(move || index.put(&items(part * 5..part * 5 + 5)).unwrap());
        }
        scope.spawn(|| assert!(find(&index, "klynge").total <= 20));
    });
    assert_eq!(find(&index, "klynge").total, 20);
}
