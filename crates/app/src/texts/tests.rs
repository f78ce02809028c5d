use std::sync::Arc;

use raadslag_document::{Access, Block, Field, FieldName, Item, ItemKind};
use serde_json::json;

use super::rules::item;
use super::rules::steps::Step;
use super::*;
use crate::archive::Settings;
use crate::clock::Clock;
use crate::db::testing::TestPostgres;
use crate::i18n::Language;
use crate::ids::SystemRandomness;

/// A clock the test sets.
#[derive(Debug, Clone)]
struct Hands(Arc<std::sync::Mutex<jiff::Timestamp>>);

impl Clock for Hands {
    fn now(&self) -> jiff::Timestamp {
        *self.0.lock().unwrap()
    }
}

impl Hands {
    fn later(&self, minutes: i64) {
        *self.0.lock().unwrap() += jiff::SignedDuration::from_mins(minutes);
    }
}

/// Runs a test on SQLite and, where a cluster is named, on PostgreSQL.
async fn on_both(test: impl AsyncFn(&Archive, &Hands)) {
    let postgres = TestPostgres::new().await;
    let urls = [None, postgres.as_ref().map(TestPostgres::url)];
    for url in
        urls.into_iter().enumerate().filter_map(|(n, url)| (n == 0 || url.is_some()).then_some(url))
    {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { database: url, ..Settings::local(folder.path()) };
        let hands = Hands(Arc::new(std::sync::Mutex::new("2026-11-26T08:00:00Z".parse().unwrap())));
        let clock = Arc::new(hands.clone());
        let archive =
            Archive::open_with(&settings, clock, Arc::new(SystemRandomness)).await.unwrap();
        test(&archive, &hands).await;
        archive.close().await;
    }
    if let Some(postgres) = postgres {
        postgres.remove().await;
    }
}

async fn a_text(archive: &Archive) -> TextId {
    let beginning = Beginning::Template { title: "Pladser".into(), body: None };
    let body = "kkr-sjaelland".to_owned();
    let subject = "case/1".to_owned();
    let title = "Pladser".into();
    let new =
        NewText { title, kind: ItemKind::Notice, subject, body, access: Access::Open, beginning };
    add(archive, "Anna", &new).await.unwrap()
}

/// Types at the end of the title "Pladser".
fn typed(version: i64, batch: &str, text: &str) -> Batch {
    let slice = json!({"content": [{"type": "text", "text": text}]});
    let step = json!({"stepType": "replace", "from": 8, "to": 8, "slice": slice});
    let steps = vec![serde_json::from_value(step).unwrap()];
    Batch { version, client: "c1".into(), batch: batch.into(), steps }
}

async fn title(archive: &Archive, id: TextId) -> (i64, String) {
    let text = load(archive, id).await.unwrap().unwrap();
    let item = item::put(&text.doc, Item::default(), &|_| None).unwrap();
    (text.version, item.title)
}

#[tokio::test]
async fn a_batch_sent_again_is_taken_once() {
    on_both(async |archive, _| {
        let id = a_text(archive).await;
        for _ in 0..2 {
            let answer = submit(archive, id, "Anna", &typed(0, "b1", " 2026")).await.unwrap();
            assert_eq!(answer, Submitted::Accepted);
        }
        assert_eq!(title(archive, id).await, (1, "Pladser 2026".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn what_is_wrong_in_a_text_is_found_where_it_stands() {
    on_both(async |archive, _| {
        let claim = "Socialtilsynet er 70: 50 konsulenter, 16 i staben og 5 ledere.";
        let blocks = vec![Block::paragraph("Vi måler 😀 på staben."), Block::paragraph(claim)];
        let field = Field { name: FieldName::Background, heading: None, blocks };
        let item = Item { title: "Staben".into(), fields: vec![field], ..Item::default() };
        let beginning = Beginning::Item(Box::new(item));
        let (body, subject) = ("kkr-sjaelland".into(), "case/1".into());
        let kind = ItemKind::Information;
        let title = "Staben".into();
        let new = NewText { title, kind, subject, body, access: Access::Open, beginning };
        let id = add(archive, "Anna", &new).await.unwrap();
        let text = load(archive, id).await.unwrap().unwrap();
        let (today, l) = (jiff::civil::date(2026, 11, 26), Language::Danish);
        let found = proofing::found(archive, &text, today, l).await.unwrap();
        assert_eq!(found["version"], 0);
        let findings = found["findings"].as_array().unwrap();
        let sum = findings.iter().find(|it| it["level"] == "error").expect("the sum");
        let (from, to) = (sum["from"].as_u64().unwrap(), sum["to"].as_u64().unwrap());
        // Into title, out, into field, into paragraph; the face counts twice.
        let before = 1 + "Staben".len() + 1 + 1 + 1 + "Vi måler xx på staben.".chars().count() + 2;
        let there = claim.chars().skip(from as usize - before).take((to - from) as usize);
        assert_eq!(sum["text"], there.collect::<String>());

        let name = sum["name"].as_str().unwrap();
        crate::proofing::accept(archive, "Anna", &text.body, name, "I alt med 1 vikar")
            .await
            .unwrap();
        let after = proofing::found(archive, &text, today, l).await.unwrap();
        let is_sum = |it: &serde_json::Value| it["name"] == sum["name"];
        assert!(!after["findings"].as_array().unwrap().iter().any(is_sum), "what was left stays");
    })
    .await;
}

#[tokio::test]
async fn who_is_behind_gets_what_came_since() {
    on_both(async |archive, _| {
        let id = a_text(archive).await;
        submit(archive, id, "Anna", &typed(0, "b1", "A")).await.unwrap();
        let answer = submit(archive, id, "Bo", &typed(0, "b2", "B")).await.unwrap();
        let Submitted::Behind(since) = answer else { panic!("{answer:?}") };
        assert_eq!((since.from, since.version, since.steps.len()), (0, 1, 1));
        assert_eq!(since.steps[0].client, "c1");
        let step: Step = serde_json::from_str(&since.steps[0].step).unwrap();
        assert_eq!(step, typed(0, "b1", "A").steps[0]);
        assert_eq!(title(archive, id).await.1, "PladserA");
        submit(archive, id, "Bo", &typed(1, "b3", "B")).await.unwrap();
        assert_eq!(title(archive, id).await, (2, "PladserBA".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_step_that_does_not_fit_is_refused_and_leaves_no_trace() {
    on_both(async |archive, _| {
        let id = a_text(archive).await;
        let mut batch = typed(0, "b1", "A");
        let wrong = json!({"stepType": "replace", "from": 0, "to": 5});
        batch.steps.push(serde_json::from_value(wrong).unwrap());
        assert!(matches!(submit(archive, id, "Anna", &batch).await, Err(TextError::Step(_))));
        assert_eq!(title(archive, id).await, (0, "Pladser".to_owned()));
        assert!(since(archive, id, 0).await.unwrap().steps.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_locked_text_takes_nothing_but_knows_what_it_took() {
    on_both(async |archive, _| {
        let id = a_text(archive).await;
        submit(archive, id, "Anna", &typed(0, "b1", "A")).await.unwrap();
        let mut tx = archive.db().begin().await.unwrap();
        lock(&mut tx, archive, "Anna", id, true).await.unwrap();
        tx.commit().await.unwrap();
        let again = submit(archive, id, "Anna", &typed(0, "b1", "A")).await.unwrap();
        assert_eq!(again, Submitted::Accepted);
        let more = submit(archive, id, "Anna", &typed(1, "b2", "B")).await;
        assert!(matches!(more, Err(TextError::Locked)));
        assert!(matches!(restore(archive, id, "Anna", 0).await, Err(TextError::Locked)));
    })
    .await;
}

#[tokio::test]
async fn a_pause_makes_a_version_and_so_does_asking() {
    on_both(async |archive, hands| {
        let id = a_text(archive).await;
        submit(archive, id, "Anna", &typed(0, "b1", "A")).await.unwrap();
        submit(archive, id, "Bo", &typed(1, "b2", "B")).await.unwrap();
        hands.later(30);
        submit(archive, id, "Carl", &typed(2, "b3", "C")).await.unwrap();
        keep(archive, id, "Dorte", "til K17").await.unwrap();
        submit(archive, id, "Carl", &typed(3, "b4", "D")).await.unwrap();
        let all = versions(archive, id).await.unwrap();
        let shown: Vec<_> = all
            .iter()
            .map(|v| (v.number, v.authors.join("+"), v.note.as_str(), v.is_kept))
            .collect();
        assert_eq!(
            shown,
            [
                (4, "Carl".to_owned(), "", false),
                (3, "Carl".to_owned(), "til K17", true),
                (2, "Anna+Bo".to_owned(), "", true),
                (0, "Anna".to_owned(), "", true),
            ]
        );
        assert!(matches!(version(archive, id, 1).await, Err(TextError::NoVersion(1))));
    })
    .await;
}

#[tokio::test]
async fn an_old_version_comes_back_as_a_new_one() {
    on_both(async |archive, _| {
        let id = a_text(archive).await;
        submit(archive, id, "Anna", &typed(0, "b1", "A")).await.unwrap();
        restore(archive, id, "Bo", 0).await.unwrap();
        assert_eq!(title(archive, id).await, (2, "Pladser".to_owned()));
        let numbers: Vec<_> =
            versions(archive, id).await.unwrap().iter().map(|v| v.number).collect();
        assert_eq!(numbers, [2, 1, 0]);
        // Open editors follow by the same way as ever.
        assert_eq!(since(archive, id, 1).await.unwrap().steps.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_copy_asks_for_renewal() {
    on_both(async |archive, _| {
        let field = raadslag_document::Field {
            name: raadslag_document::FieldName::Background,
            heading: None,
            blocks: vec![Block::paragraph("I 2022 deltog 17 kommuner.")],
        };
        let item = Item { title: "Budget".into(), fields: vec![field], ..Item::default() };
        let beginning = Beginning::Copy(Box::new(item));
        let body = "kkr-sjaelland".to_owned();
        let (kind, subject, access) = (ItemKind::Decision, "case/2".to_owned(), Access::Closed);
        let title = "Pladser".into();
        let new = NewText { title, kind, subject, body, access, beginning };
        let id = add(archive, "Anna", &new).await.unwrap();
        let text = load(archive, id).await.unwrap().unwrap();
        assert_eq!(renew::count(&text.doc), 2);
        assert_eq!(text.access, Access::Closed);
    })
    .await;
}

#[tokio::test]
async fn a_text_is_closed_when_its_case_is() {
    on_both(async |archive, _| {
        let id = a_text(archive).await;
        let mut tx = archive.db().begin().await.unwrap();
        set_access(&mut tx, id, Access::Closed).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(load(archive, id).await.unwrap().unwrap().access, Access::Closed);
    })
    .await;
}

#[tokio::test]
async fn annexes_are_listed_in_their_order() {
    on_both(async |archive, _| {
        let id = a_text(archive).await;
        let annex = |id: &str, title: &str| Annex { id: id.into(), title: title.into() };
        for list in [vec![annex("b", "Notat"), annex("a", "Budget")], vec![annex("a", "Budget 2")]]
        {
            let mut tx = archive.db().begin().await.unwrap();
            set_annexes(&mut tx, id, &list).await.unwrap();
            tx.commit().await.unwrap();
            assert_eq!(annexes(archive, id).await.unwrap(), list);
        }
    })
    .await;
}

#[test]
fn who_leaves_the_room_is_gone() {
    let hub = Hub::default();
    let id = TextId::from(uuid::Uuid::from_u128(1));
    let first = hub.enter(id, "a", "Anna");
    let again = hub.enter(id, "a", "Anna");
    let other = hub.enter(id, "b", "Bo");
    hub.place(id, Peer { head: Some(4), ..hub.peers(id)[1].clone() });
    let names = |hub: &Hub| hub.peers(id).iter().map(|p| p.name.clone()).collect::<Vec<_>>();
    assert_eq!(names(&hub), ["Anna", "Bo"]);
    assert_eq!(hub.peers(id)[1].head, Some(4));
    drop(first);
    assert_eq!(names(&hub), ["Anna", "Bo"], "a tab that reconnects is still there");
    drop(again);
    assert_eq!(names(&hub), ["Bo"]);
    drop(other);
    assert!(hub.peers(id).is_empty());
}

#[test]
fn a_word_file_becomes_items_and_blocks() {
    let bytes = include_bytes!("../../../raadslag/sample/2026-06-17-kkr-sjaelland-dagsorden.docx");
    let imported = import(&raadslag_reader::Reader::new(), bytes).unwrap();
    assert!(imported.items.len() > 3, "{} items", imported.items.len());
    for item in &imported.items {
        let blocks = import::blocks(item);
        for field in &item.fields {
            assert!(field.blocks.iter().all(|block| blocks.contains(block)), "{}", item.title);
        }
        for recommendation in &item.recommendations {
            assert!(blocks.contains(&Block::paragraph(&*recommendation.text)), "{}", item.title);
        }
    }
    let empty = import(&raadslag_reader::Reader::new(), b"");
    assert!(matches!(empty, Err(TextError::Read(_))), "{empty:?}");
}

#[tokio::test]
async fn a_figure_in_a_text_is_frozen_as_it_stands() {
    on_both(async |archive, _| {
        let kind = raadslag_figures::Kind::Allocation;
        let intake = raadslag_figures::from_toml(kind.example(), &kind.schema()).unwrap();
        let slug = Some("pladser".to_owned());
        let draft = crate::figures::Draft { kind, intake, slug, access: Access::Closed };
        archive.publish_figure(&draft).await.unwrap();
        let today = jiff::civil::date(2026, 11, 26);
        let doc = Node::parse(
            r#"{"type":"doc","content":[{"type":"field","attrs":{"name":"other"},"content":[
                {"type":"figure","attrs":{"slug":"pladser","title":"Pladser"}}]}]}"#,
        )
        .unwrap();
        let viewer = crate::archive::Audience::Insider;
        let item = frozen(archive, &doc, Item::default(), today, viewer).await.unwrap();
        let shown = embedded(archive, "pladser", today, viewer).await.unwrap().unwrap();
        let Block::Table(table) = &item.fields[0].blocks[0] else { panic!("{item:?}") };
        assert_eq!(
            (&table.rows, item.fields[0].blocks.len()),
            (&shown.tables[0].rows, shown.tables.len())
        );
        let public = crate::archive::Audience::Public;
        let gap = frozen(archive, &doc, Item::default(), today, public).await.unwrap();
        let said = [Block::paragraph("[Tallet »pladser« kan ikke vises her.]")];
        assert_eq!(gap.fields[0].blocks, said, "a closed figure leaks");
    })
    .await;
}

/// The lines of a stream of events until one has this name.
async fn heard(body: &mut axum::body::BodyDataStream, name: &str) -> String {
    use futures_util::StreamExt;
    let mut said = String::new();
    while !said.contains(&format!("event: {name}\n")) || !said.ends_with("\n\n") {
        let next = tokio::time::timeout(std::time::Duration::from_secs(10), body.next());
        said += std::str::from_utf8(&next.await.expect("in time").unwrap().unwrap()).unwrap();
    }
    said
}

#[tokio::test]
async fn who_listens_hears_who_is_there_and_every_new_step() {
    on_both(async |archive, _| {
        let id = a_text(archive).await;
        let hub = Hub::default();
        let listener = hub.enter(id, "c2", "Bo");
        let events = events::stream(archive.clone(), id, listener, 0, None);
        let response = axum::response::sse::Sse::new(events);
        let mut body =
            axum::response::IntoResponse::into_response(response).into_body().into_data_stream();
        assert!(heard(&mut body, "her").await.contains(r#""name":"Bo""#));
        submit(archive, id, "Anna", &typed(0, "b1", "A")).await.unwrap();
        hub.tell(id);
        let steps = heard(&mut body, "trin").await;
        assert!(steps.contains(r#""clients":["c1"],"from":0"#), "{steps}");
        // Made through another node: nobody tells the hub.
        submit(archive, id, "Anna", &typed(1, "b2", "B")).await.unwrap();
        assert!(heard(&mut body, "trin").await.contains(r#""from":1"#));
        drop(body);
        assert!(hub.peers(id).is_empty());
    })
    .await;
}
