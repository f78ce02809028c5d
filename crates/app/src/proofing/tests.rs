#![allow(clippy::unwrap_used, reason = "tests")]

use jiff::civil::date;
use raadslag_document::{Block, Document, Field, FieldName, Item, Section};
use raadslag_proof::{Code, Level, Switch};

use super::{ProofingError, accept, add_word, raise_again, report, settings, switch};
use crate::archive::{Archive, Settings as Place, TestPostgres};

const BODY: &str = "kkr-sjaelland";

/// Six places of work that are five.
fn document() -> Document {
    let text = "Vi er 70: 50 konsulenter, 16 i staben og 5 ledere. Sundhedsflirperne kommer.";
    let blocks = vec![Block::paragraph(text)];
    let item = Item {
        title: "Tilsynet".into(),
        fields: vec![Field { name: FieldName::Background, heading: None, blocks }],
        ..Item::default()
    };
    let sections = vec![Section { number: None, title: None, items: vec![item] }];
    Document { body: Some("KKR Sjælland".into()), sections, ..Document::default() }
}

async fn each(test: impl AsyncFn(&Archive)) {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(&Place::local(folder.path())).await.unwrap();
    test(&archive).await;
    archive.close().await;
    if let Some(postgres) = TestPostgres::new().await {
        let folder = tempfile::tempdir().unwrap();
        let place = Place { database: Some(postgres.url()), ..Place::local(folder.path()) };
        let archive = Archive::open(&place).await.unwrap();
        test(&archive).await;
        archive.close().await;
        postgres.remove().await;
    }
}

#[tokio::test]
async fn what_is_left_for_a_reason_is_remembered_until_it_is_raised_again() {
    each(async |archive| {
        let today = date(2026, 1, 2);
        let first = report(archive, document(), Vec::new(), today).await.unwrap();
        assert!(first.codes().contains(&"arithmetic.sum"), "{:?}", first.codes());
        let sum = first.findings.iter().find(|it| it.code.name() == "arithmetic.sum").unwrap();
        let name = sum.fingerprint.as_str();
        let none = accept(archive, "test", BODY, name, "  ").await;
        assert!(matches!(none, Err(ProofingError::NoReason)));
        let odd = accept(archive, "test", BODY, "zz", "because").await;
        assert!(matches!(odd, Err(ProofingError::NoFinding)));
        accept(archive, "test", BODY, name, "En er på orlov").await.unwrap();
        let after = report(archive, document(), Vec::new(), today).await.unwrap();
        assert!(!after.codes().contains(&"arithmetic.sum"));
        assert_eq!(after.accepted[0].accepted.as_deref(), Some("En er på orlov"));
        raise_again(archive, "test", BODY, name).await.unwrap();
        assert_eq!(
            report(archive, document(), Vec::new(), today).await.unwrap().codes(),
            first.codes()
        );
    })
    .await;
}

#[tokio::test]
async fn a_body_switches_checks_and_teaches_words() {
    each(async |archive| {
        let today = date(2026, 1, 2);
        let code: Code = "arithmetic.sum".parse().unwrap();
        switch(archive, "test", BODY, code, Some(Switch::At(Level::Hint))).await.unwrap();
        let hinted = report(archive, document(), Vec::new(), today).await.unwrap();
        let sum = hinted.findings.iter().find(|it| it.code == code).unwrap();
        assert_eq!(sum.level, Level::Hint);
        switch(archive, "test", BODY, code, Some(Switch::Off)).await.unwrap();
        let off = report(archive, document(), Vec::new(), today).await.unwrap();
        assert!(off.findings.iter().all(|it| it.code != code));
        switch(archive, "test", BODY, code, None).await.unwrap();
        assert!(settings(archive, BODY).await.unwrap().switches.is_empty());
        assert!(settings(archive, "k17").await.unwrap().switches.is_empty());

        let spelt = |report: &raadslag_proof::Report| {
            report.findings.iter().any(|it| it.at.text.contains("Sundhedsflirperne"))
        };
        assert!(spelt(&off), "{:?}", off.codes());
        let two = add_word(archive, "test", BODY, "to ord").await;
        assert!(matches!(two, Err(ProofingError::NoWord)));
        add_word(archive, "test", BODY, "Sundhedsflirperne").await.unwrap();
        assert!(!spelt(&report(archive, document(), Vec::new(), today).await.unwrap()));
    })
    .await;
}
