#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::HashSet;
use std::sync::Arc;

use raadslag_document::{Block, Decision, Field, FieldName, Item, List, Recommendation};
use uuid::Uuid;

use super::rules::changes::text;
use super::*;
use crate::access::{Grant, Role};
use crate::accounts::{self, NewAccount};
use crate::archive::Settings;
use crate::clock::FixedClock;
use crate::db::testing::TestPostgres;
use crate::ids::SystemRandomness;
use crate::journal;

const BODY: &str = "kkr-sjaelland";
const ITEM: &str = "kkr-sjaelland-2026-11-18-2-1";

/// Runs a test on SQLite and, where a cluster is named, on PostgreSQL.
async fn on_both(test: impl AsyncFn(&Archive)) {
    let postgres = TestPostgres::new().await;
    let mut urls = vec![None];
    urls.extend(postgres.as_ref().map(|postgres| Some(postgres.url())));
    for url in urls {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { database: url, ..Settings::local(folder.path()) };
        let clock = Arc::new(FixedClock("2026-11-25T10:00:00Z".parse().unwrap()));
        let archive =
            Archive::open_with(&settings, clock, Arc::new(SystemRandomness)).await.unwrap();
        test(&archive).await;
        archive.close().await;
    }
    if let Some(postgres) = postgres {
        postgres.remove().await;
    }
}

/// Someone who sits in a body for a list.
async fn member(archive: &Archive, name: &str, role: Role, body: &str, party: &str) -> Actor {
    let party = (!party.is_empty()).then(|| party.to_owned());
    let grant = Grant { role, body: Some(body.into()), party, first_day: None, last_day: None };
    let email = format!("{}@example.dk", name.to_lowercase());
    let new = NewAccount {
        email: email.parse().unwrap(),
        name: name.into(),
        grants: vec![grant.clone()],
    };
    let id = accounts::add(archive, "test", &new).await.unwrap();
    Actor::new(id, name, email, vec![grant], HashSet::new())
}

fn note(archive: &Archive, words: &str, shared_with: Option<&str>) -> NewNote {
    NewNote {
        id: archive.ids().make(),
        item: ITEM.into(),
        body: BODY.into(),
        anchor: Some(Anchor::new(1, "Køge betaler halvdelen af stationen.")),
        marked: None,
        text: words.into(),
        shared_with: shared_with.map(ToOwned::to_owned),
    }
}

/// What notes say, in the order of the alphabet: those of one instant have no other.
fn words(notes: &[Note]) -> Vec<&str> {
    let mut words: Vec<&str> = notes.iter().map(|note| note.says.text.as_str()).collect();
    words.sort_unstable();
    words
}

fn all(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn paragraphs_come_in_the_order_of_the_page() {
    let list = Block::List(List { items: vec!["et".into(), "to".into()], ..List::default() });
    let item = Item {
        title: "T".into(),
        decision: Some(Decision { text: "Godkendt.\nMed tak.".into(), ..Decision::default() }),
        recommendations: vec![Recommendation {
            text: "Det indstilles, at".into(),
            points: vec!["punkt".into()],
            ..Recommendation::default()
        }],
        fields: vec![Field {
            name: FieldName::Background,
            heading: Some("Baggrund".into()),
            blocks: vec![Block::paragraph("Tekst"), list],
        }],
        ..Item::default()
    };
    let expected =
        ["Godkendt.", "Med tak.", "Det indstilles, at", "punkt", "Baggrund", "Tekst", "et", "to"];
    assert_eq!(paragraphs(&item), expected);
}

#[test]
fn a_note_goes_with_its_paragraph_when_the_item_is_published_anew() {
    let own = "Køge betaler halvdelen af stationen.";
    let anchor = Anchor::new(1, own);
    for (now, expected) in [
        // As it was, moved, spaced and written otherwise.
        (all(&["Før", own, "Efter"]), Place::At(1)),
        (all(&[own, "Før", "Efter"]), Place::At(0)),
        (all(&["Nyt", "Før", "Mere", "  KØGE betaler\nhalvdelen af stationen. "]), Place::At(3)),
        // The same words twice: the nearer.
        (all(&[own, "a", "b", "c", own]), Place::At(0)),
        (all(&["x", "y", own, "c", own]), Place::At(2)),
        // Changed, but still the same paragraph.
        (
            all(&["Før", "Efter", "Køge Kommune betaler halvdelen af den nye stationen."]),
            Place::Changed(2),
        ),
        // Another one with a word in common is not taken for it.
        (all(&["Faxe betaler intet.", "Noget helt andet om cykelstier."]), Place::Lost),
        (Vec::new(), Place::Lost),
    ] {
        assert_eq!(place(Some(&anchor), &now), expected, "{now:?}");
    }
    assert_eq!(place(None, &all(&["x"])), Place::Item);
}

#[test]
fn of_two_that_are_alike_the_more_alike_and_then_the_nearer_is_taken() {
    let anchor = Anchor::new(3, "en to tre fire fem");
    let near = all(&["en to tre fire seks", "x", "y", "z", "en to tre fire syv"]);
    assert_eq!(place(Some(&anchor), &near), Place::Changed(4));
    let better = all(&["en to tre fire fem seks", "x", "y", "z", "en to tre otte ni"]);
    assert_eq!(place(Some(&anchor), &better), Place::Changed(0));
}

#[test]
fn what_changed_is_told_word_by_word_and_only_where_it_did() {
    let before = text("Titel", &all(&["Faxe betaler 10 kr.", "Uændret.", "Går ud."]));
    let after = text("Titel", &all(&["Faxe betaler 12 kr.", "Uændret.", "Ny linje."]));
    let found = changes(&before, &after);
    let shown: Vec<String> = found
        .iter()
        .map(|line| {
            let piece = |(how, text): &(Change, String)| match how {
                Change::Same => text.clone(),
                Change::Came => format!("+{text}+"),
                Change::Went => format!("-{text}-"),
            };
            line.iter().map(piece).collect()
        })
        .collect();
    assert_eq!(shown[0], "Faxe betaler -10-+12+ kr.");
    assert!(shown.iter().all(|line| !line.contains("Uændret")), "{shown:?}");
    let joined = shown.join("\n");
    assert!(joined.contains("-Går") && joined.contains("+Ny"), "{joined}");
    assert!(changes(&before, &before).is_empty());
}

#[tokio::test]
async fn a_note_is_seen_by_its_owner_and_by_the_group_it_is_shared_with_and_no_one_else() {
    on_both(async |archive| {
        let mads = member(archive, "Mads", Role::Member, BODY, "V").await;
        let same = member(archive, "Svend", Role::Substitute, BODY, "V").await;
        let staff = member(archive, "Gry", Role::PartyGroupSecretary, BODY, "V").await;
        let others = [
            member(archive, "Maja", Role::Member, BODY, "A").await,
            // The same list in another body, no list, and roles that sit nowhere.
            member(archive, "Ulla", Role::Member, "kkr-hovedstaden", "V").await,
            member(archive, "Uffe", Role::Member, BODY, "").await,
            member(archive, "Signe", Role::Secretary, BODY, "V").await,
            member(archive, "Rikke", Role::Auditor, BODY, "").await,
            Actor::public(),
        ];
        let change = || archive.ids().make::<Uuid>();
        save(archive, &mads, &note(archive, "privat", None), change()).await.unwrap();
        save(archive, &mads, &note(archive, "delt", Some("V")), change()).await.unwrap();
        assert_eq!(words(&notes(archive, &mads, ITEM).await.unwrap()), ["delt", "privat"]);
        for actor in [&same, &staff] {
            assert_eq!(words(&notes(archive, actor, ITEM).await.unwrap()), ["delt"]);
        }
        for actor in &others {
            assert!(notes(archive, actor, ITEM).await.unwrap().is_empty(), "{}", actor.name());
        }
        assert!(notes(archive, &mads, "et-andet-punkt").await.unwrap().is_empty());
        let journal = format!("{:?}", journal::latest(archive.db(), None, 100).await.unwrap());
        assert!(!journal.contains("privat") && !journal.contains("delt"));
    })
    .await;
}

#[tokio::test]
async fn a_note_is_shared_with_ones_own_group_only() {
    on_both(async |archive| {
        let mads = member(archive, "Mads", Role::Member, BODY, "V").await;
        let plain = member(archive, "Uffe", Role::Member, BODY, "").await;
        for (actor, group) in [(&mads, "A"), (&plain, "V")] {
            let shared = note(archive, "x", Some(group));
            let saved = save(archive, actor, &shared, archive.ids().make()).await;
            assert!(matches!(saved, Err(MemberError::NoGroup)));
        }
        let empty = save(archive, &mads, &note(archive, " ", None), archive.ids().make()).await;
        assert!(matches!(empty, Err(MemberError::Empty)));
        let marked = NewNote { marked: Some("halvdelen".into()), ..note(archive, "", None) };
        save(archive, &mads, &marked, archive.ids().make()).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_change_sent_twice_is_made_once_and_does_not_undo_a_later_one() {
    on_both(async |archive| {
        let mads = member(archive, "Mads", Role::Member, BODY, "V").await;
        let owner = mads.account().unwrap();
        let first = note(archive, "første", None);
        let (one, two, three): (Uuid, Uuid, Uuid) =
            (archive.ids().make(), archive.ids().make(), archive.ids().make());
        save(archive, &mads, &first, one).await.unwrap();
        let second = NewNote { text: "anden".into(), ..first.clone() };
        save(archive, &mads, &second, two).await.unwrap();
        // The answer to the first was lost, so it comes again.
        save(archive, &mads, &first, one).await.unwrap();
        assert_eq!(words(&notes(archive, &mads, ITEM).await.unwrap()), ["anden"]);
        remove(archive, owner, first.id, three).await.unwrap();
        save(archive, &mads, &second, two).await.unwrap();
        remove(archive, owner, first.id, three).await.unwrap();
        assert!(own_notes(archive, owner).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test]
async fn another_ones_note_can_be_neither_written_over_nor_removed() {
    on_both(async |archive| {
        let mads = member(archive, "Mads", Role::Member, BODY, "V").await;
        let svend = member(archive, "Svend", Role::Member, BODY, "V").await;
        let own = note(archive, "Mads'", Some("V"));
        save(archive, &mads, &own, archive.ids().make()).await.unwrap();
        let over = NewNote { text: "Svends".into(), ..own.clone() };
        let saved = save(archive, &svend, &over, archive.ids().make()).await;
        assert!(matches!(saved, Err(MemberError::Gone)));
        let removed = remove(archive, svend.account().unwrap(), own.id, archive.ids().make()).await;
        assert!(matches!(removed, Err(MemberError::Gone)));
        assert_eq!(words(&notes(archive, &mads, ITEM).await.unwrap()), ["Mads'"]);
    })
    .await;
}

#[tokio::test]
async fn what_was_read_is_kept_per_account() {
    on_both(async |archive| {
        let mads = member(archive, "Mads", Role::Member, BODY, "V").await.account().unwrap();
        let maja = member(archive, "Maja", Role::Member, BODY, "A").await.account().unwrap();
        read(archive, mads, ITEM, "T\nfør").await.unwrap();
        read(archive, maja, ITEM, "T\nfør").await.unwrap();
        read(archive, mads, ITEM, "T\nefter").await.unwrap();
        let last = async |who| last_read(archive, who, ITEM).await.unwrap().map(|(text, _)| text);
        assert_eq!(last(mads).await.as_deref(), Some("T\nefter"));
        assert_eq!(last(maja).await.as_deref(), Some("T\nfør"));
        assert!(last_read(archive, mads, "andet").await.unwrap().is_none());
    })
    .await;
}
