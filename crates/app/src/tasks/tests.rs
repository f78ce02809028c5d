#![allow(clippy::unwrap_used, reason = "tests")]

use std::sync::Arc;

use jiff::civil::{Date, date};
use raadslag_document::{
    Access, Block, Decision, Document, DocumentKind, Item, Meeting, Outcome, Section,
};

use super::*;
use crate::accounts::{self, NewAccount};
use crate::agendas::{EntryDraft, NewEntry};
use crate::archive::{Audience, Settings};
use crate::clock::FixedClock;
use crate::db::testing::TestPostgres;
use crate::i18n::Language;
use crate::ids::SystemRandomness;
use crate::journal;
use crate::plan::{self, NewMeeting, Timing};

const TODAY: Date = date(2026, 11, 25);
const BODY: &str = "kkr-sjaelland";

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

fn task(what: &str, due: Option<Date>) -> NewTask {
    NewTask {
        body: BODY.into(),
        what: what.into(),
        owner: Owner::Name,
        owner_name: "Sekretariatet".into(),
        due,
        access: Access::Open,
        item: None,
        meeting: None,
    }
}

/// Minutes of 18 November with an open and a closed item, both decided.
async fn import(archive: &Archive) {
    let decided = |number: &str, title: &str, text: &str, access| Item {
        number: Some(number.into()),
        title: title.into(),
        access,
        decision: Some(Decision {
            text: text.into(),
            outcome: Outcome::Approved,
            ..Decision::default()
        }),
        ..Item::default()
    };
    let items = vec![
        decided("1", "Cykelstier", "Godkendt.", Access::Open),
        decided("2", "Grundsalg", "Plomborg sælger.", Access::Closed),
    ];
    let document = Document {
        document: DocumentKind::Minutes,
        body: Some("KKR Sjælland".into()),
        meeting: Meeting { date: Some(date(2026, 11, 18)), ..Meeting::default() },
        sections: vec![Section { items, ..Section::default() }],
        ..Document::default()
    };
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("referat.json");
    std::fs::write(&path, serde_json::to_vec(&document).unwrap()).unwrap();
    let summary = archive.import(&[path], |_| {}).await.unwrap();
    assert!(summary.failed.is_empty());
}

#[tokio::test]
async fn late_tasks_come_first_and_settled_ones_are_asked_for_apart() {
    on_both(async |archive| {
        let late = Some(date(2026, 11, 1));
        let later = create(archive, "S", &task("B", Some(date(2027, 1, 1)))).await.unwrap();
        create(archive, "S", &task("C", None)).await.unwrap();
        create(archive, "S", &task("A", late)).await.unwrap();
        let words = async |filter: Filter| -> Vec<String> {
            list(archive, &filter).await.unwrap().into_iter().map(|task| task.says.what).collect()
        };
        assert_eq!(words(Filter::default()).await, ["A", "B", "C"]);
        let is_late = Filter { is_late: true, ..Filter::default() };
        assert_eq!(words(is_late).await, ["A"]);
        settle(archive, "S", later, &Settle::Done).await.unwrap();
        assert_eq!(words(Filter::default()).await, ["A", "C"]);
        let settled = Filter { is_settled: true, ..Filter::default() };
        assert_eq!(words(settled).await, ["B"]);
        let elsewhere = Filter { body: Some("k17".into()), ..Filter::default() };
        assert!(words(elsewhere).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_task_is_an_accounts_own_whatever_name_is_shown() {
    on_both(async |archive| {
        let new = NewAccount {
            email: "m@example.dk".parse().unwrap(),
            name: "Mads".into(),
            grants: Vec::new(),
        };
        let mads = accounts::add(archive, "test", &new).await.unwrap();
        let own =
            NewTask { owner: Owner::Account(mads), owner_name: "Mads".into(), ..task("A", None) };
        create(archive, "S", &own).await.unwrap();
        create(archive, "S", &NewTask { owner_name: "Mads".into(), ..task("B", None) })
            .await
            .unwrap();
        let mine = list(archive, &Filter { owner: Some(mads), ..Filter::default() }).await.unwrap();
        assert_eq!(mine.len(), 1);
        assert!(mine[0].is_of(mads));
    })
    .await;
}

#[tokio::test]
async fn a_task_is_dropped_for_a_reason_reopened_and_every_step_is_in_the_journal() {
    on_both(async |archive| {
        let id = create(archive, "Signe", &task("A", None)).await.unwrap();
        let dropped = settle(archive, "Signe", id, &Settle::Drop(" ".into())).await;
        assert!(matches!(dropped, Err(TaskError::NoReason)));
        settle(archive, "Signe", id, &Settle::Drop("Løst af andre".into())).await.unwrap();
        settle(archive, "Mads", id, &Settle::Reopen).await.unwrap();
        let changed = NewTask { due: Some(TODAY), ..task("A", None) };
        let seen = one(archive, id).await.unwrap().unwrap().says.mark();
        change(archive, "Signe", id, &seen, &changed).await.unwrap();
        change(archive, "Signe", id, &seen, &changed).await.unwrap();
        let other = change(archive, "Mads", id, &seen, &task("B", None)).await;
        assert!(matches!(other, Err(TaskError::Changed)), "the last does not win silently");
        let entries = journal::about(archive.db(), &format!("task/{id}")).await.unwrap();
        let actions: Vec<_> =
            entries.iter().map(|e| (e.actor.as_str(), e.action.as_str())).collect();
        assert_eq!(
            actions,
            [
                ("Signe", "task.create"),
                ("Signe", "task.settle"),
                ("Mads", "task.settle"),
                ("Signe", "task.change")
            ]
        );
        assert!(one(archive, id).await.unwrap().unwrap().state.is_open());
    })
    .await;
}

#[tokio::test]
async fn a_task_says_what_and_who() {
    on_both(async |archive| {
        let create = async |new: NewTask| create(archive, "S", &new).await.map(|_| ());
        assert!(matches!(create(task("  ", None)).await, Err(TaskError::NoText)));
        let long = "x".repeat(rules::LONGEST + 1);
        assert!(matches!(create(task(&long, None)).await, Err(TaskError::Long)));
        let nobody = NewTask { owner_name: String::new(), ..task("A", None) };
        assert!(matches!(create(nobody).await, Err(TaskError::NoOwner)));
    })
    .await;
}

#[tokio::test]
async fn since_last_tells_what_was_decided_and_what_became_of_it() {
    on_both(async |archive| {
        import(archive).await;
        let item = Some("kkr-sjaelland-2026-11-18-1".to_owned());
        let done = NewTask { item: item.clone(), ..task("Skriv til kommunerne", None) };
        let id = create(archive, "S", &done).await.unwrap();
        settle(archive, "S", id, &Settle::Done).await.unwrap();
        create(archive, "S", &task("Fra før", Some(date(2026, 1, 1)))).await.unwrap();
        let promised =
            promise(archive, "S", BODY, ("Status for cykelstier", ""), item).await.unwrap();
        let since = async || {
            since_last(archive, BODY, TODAY, Audience::Public, Language::Danish, |_| false)
                .await
                .unwrap()
        };
        let told = since().await;
        assert_eq!(told.decided.len(), 1);
        assert_eq!(told.tasks.len(), 2);
        assert_eq!(told.promised.len(), 1);
        let blocks = told.blocks(Language::Danish);
        let words: Vec<&str> = blocks.iter().flat_map(Block::texts).collect();
        assert!(words.contains(&"1 Cykelstier: Godkendt."), "{words:?}");
        assert!(words.contains(&"Status for cykelstier"));
        settle_promise(archive, "S", promised, &Settle::Done).await.unwrap();
        assert!(since().await.promised.is_empty());
    })
    .await;
}

#[tokio::test]
async fn since_last_tells_nothing_closed_to_those_outside_or_disqualified() {
    on_both(async |archive| {
        import(archive).await;
        let closed = "kkr-sjaelland-2026-11-18-2";
        let secret = NewTask {
            access: Access::Closed,
            item: Some(closed.into()),
            ..task("Plomborg ringes op", None)
        };
        create(archive, "S", &secret).await.unwrap();
        for (viewer, barred, sees) in [
            (Audience::Public, "", false),
            (Audience::Insider, closed, false),
            (Audience::Insider, "", true),
        ] {
            let told =
                since_last(archive, BODY, TODAY, viewer, Language::Danish, |item| item == barred)
                    .await
                    .unwrap();
            assert_eq!(format!("{told:?}").contains("Plomborg"), sees, "{viewer:?} {barred}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_promised_item_is_handed_to_the_next_planned_meeting_once() {
    on_both(async |archive| {
        let id = promise(archive, "S", BODY, ("Status", "Kort"), None).await.unwrap();
        let handed = hand_over(archive, "S", id, TODAY).await;
        assert!(matches!(handed, Err(TaskError::NoMeeting)));
        let timing = Timing::on(date(2027, 2, 3));
        let meeting = NewMeeting { body: BODY.into(), timing };
        let planned = plan::add(archive, "S", &meeting).await.unwrap();
        for _ in 0..2 {
            hand_over(archive, "S", id, TODAY).await.unwrap();
        }
        let waiting = promised(archive, BODY).await.unwrap();
        assert_eq!(waiting[0].next, Some(date(2027, 2, 3)), "told until it stands on an agenda");
        let entries = journal::about(archive.db(), &format!("promise/{id}")).await.unwrap();
        assert_eq!(entries.len(), 2, "made and handed over, once");
        let last = entries.last().unwrap().after.clone().unwrap();
        assert!(last.contains(&planned.to_string()), "{last}");
        agendas::begin(archive, "S", planned).await.unwrap();
        let draft = EntryDraft { title: "Status".into(), ..EntryDraft::default() };
        let new = NewEntry { draft, promise: Some(id), ..NewEntry::default() };
        let entry = agendas::add_entry(archive, "S", planned, new, TODAY).await.unwrap();
        assert!(promised(archive, BODY).await.unwrap().is_empty());
        agendas::remove_entry(archive, "S", planned, entry).await.unwrap();
        assert_eq!(promised(archive, BODY).await.unwrap(), waiting, "taken off, it waits again");
        settle_promise(archive, "S", id, &Settle::Drop("Afklaret".into())).await.unwrap();
        assert!(promised(archive, BODY).await.unwrap().is_empty());
    })
    .await;
}
