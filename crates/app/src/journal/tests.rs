#![allow(clippy::unwrap_used, reason = "tests")]

use serde_json::json;

use super::{Broken, Change, Verified, about, record, verify};
use crate::db::testing::TestPostgres;
use crate::db::{Db, sql};

async fn each(test: impl AsyncFn(&Db)) {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::sqlite(&folder.path().join("journal.sqlite")).await.unwrap();
    test(&db).await;
    db.close().await;
    if let Some(postgres) = TestPostgres::new().await {
        let db = Db::postgres(&postgres.url()).await.unwrap();
        test(&db).await;
        db.close().await;
        postgres.remove().await;
    }
}

async fn write(db: &Db, subject: &str, after: i64) {
    let mut tx = db.begin().await.unwrap();
    let change = Change {
        at: "2026-01-02T03:04:05Z",
        actor: "Sekretær <s@example.dk>",
        action: "case.title",
        subject: subject.into(),
        before: Some(json!("æ \" \\ ")),
        after: Some(json!(after)),
    };
    record(&mut tx, &change).await.unwrap();
    tx.commit().await.unwrap();
}

async fn run(db: &Db, statement: &'static str) {
    let mut tx = db.begin().await.unwrap();
    sql!(&mut tx, on => sqlx::query(statement).execute(on).await.map(drop)).unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_whole_chain_is_whole_and_its_end_can_be_kept() {
    each(async |db| {
        let (empty, _) = verify(db, None).await.unwrap();
        assert_eq!(empty, Verified::Whole(super::Head::default()));
        for at in 0..5 {
            write(db, "case/1", at).await;
        }
        let (Verified::Whole(head), true) = verify(db, None).await.unwrap() else {
            panic!("the chain is whole")
        };
        assert_eq!(head.number, 5);
        let kept = format!("{}:{}", head.number, head.hash);
        write(db, "case/2", 6).await;
        assert!(verify(db, Some(&kept)).await.unwrap().1);
        run(db, "DELETE FROM journal WHERE number >= 5").await;
        let (cut, passes) = verify(db, Some(&kept)).await.unwrap();
        assert!(matches!(cut, Verified::Whole(_)) && !passes, "a cut end shows by what was kept");
        assert_eq!(about(db, "case/1").await.unwrap().len(), 4);
    })
    .await;
}

#[tokio::test]
async fn the_first_broken_link_is_named_whatever_was_changed() {
    for (statement, number) in [
        ("UPDATE journal SET became = '7' WHERE number = 3", 3),
        ("UPDATE journal SET actor = 'Nobody' WHERE number = 2", 2),
        ("UPDATE journal SET at = '2026-01-02T03:04:06Z' WHERE number = 4", 4),
        ("UPDATE journal SET was = NULL WHERE number = 1", 1),
        ("UPDATE journal SET hash = 'x' WHERE number = 2", 2),
    ] {
        each(async |db| {
            for at in 0..5 {
                write(db, "case/1", at).await;
            }
            run(db, statement).await;
            let Verified::Broken(Broken::Changed { number: found, .. }) =
                verify(db, None).await.unwrap().0
            else {
                panic!("{statement}")
            };
            assert_eq!(found, number, "{statement}");
        })
        .await;
    }
}

#[tokio::test]
async fn an_entry_taken_out_is_missed() {
    each(async |db| {
        for at in 0..5 {
            write(db, "case/1", at).await;
        }
        run(db, "DELETE FROM journal WHERE number = 3").await;
        let broken = Verified::Broken(Broken::Missing { expected: 3, found: 4 });
        assert_eq!(verify(db, None).await.unwrap().0, broken);
    })
    .await;
}
