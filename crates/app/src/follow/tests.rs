use std::sync::Arc;

use atom_syndication::Feed;
use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use icalendar::{Calendar, Component, EventLike};
use jiff::SignedDuration;
use raadslag_document::{Access, ClockTime, Document, DocumentKind, Item, Meeting, Section};
use raadslag_reader::Format;
use tempfile::TempDir;
use tower::ServiceExt;

use super::{Pace, Runner, Told};
use crate::archive::{Archive, Settings as Place};
use crate::context::Context;
use crate::db::testing::TestPostgres;
use crate::ids::SystemRandomness;
use crate::mail::queued_for_tests;
use crate::mail::tests::HandClock;
use crate::shell::{Settings, guarded};

/// A portal one can ask, with what it has queued as mail.
struct Site {
    archive: Archive,
    clock: Arc<HandClock>,
    portal: Router,
    _data: TempDir,
}

/// Runs a test on SQLite and, where a cluster is named, on PostgreSQL.
async fn on_both(test: impl AsyncFn(&Site)) {
    let postgres = TestPostgres::new().await;
    let urls = [Some(None), postgres.as_ref().map(|postgres| Some(postgres.url()))];
    for database in urls.into_iter().flatten() {
        let data = TempDir::new().unwrap();
        let place = Place { database, ..Place::local(data.path()) };
        let clock = HandClock::new("2026-11-26T08:00:00Z");
        let archive =
            Archive::open_with(&place, clock.clone(), Arc::new(SystemRandomness)).await.unwrap();
        let settings = Settings {
            own_address: Some("https://raadslag.example.dk".to_owned()),
            ..Settings::default()
        };
        let context = Context::new(archive.clone(), settings.clone(), clock.clone());
        let routes = super::routes().with_state(context.clone());
        let portal = guarded(routes, settings, Arc::new(context));
        let site = Site { archive, clock, portal, _data: data };
        test(&site).await;
        site.archive.close().await;
    }
    if let Some(postgres) = postgres {
        postgres.remove().await;
    }
}

fn item(number: &str, title: &str, text: &str) -> Item {
    use raadslag_document::{Block, Field, FieldName};
    let blocks = vec![Block::paragraph(text)];
    let fields = vec![Field { name: FieldName::Background, heading: None, blocks }];
    Item { number: Some(number.into()), title: title.into(), fields, ..Item::default() }
}

fn document(kind: DocumentKind, date: &str, items: Vec<Item>) -> Document {
    Document {
        document: kind,
        body: Some("KKR Sjælland".into()),
        meeting: Meeting {
            date: date.parse().ok(),
            start: ClockTime::new(9, 30),
            end: ClockTime::new(12, 0),
            place: Some("Ringsted; Møllevej 4,\nlokale 2".into()),
            ..Meeting::default()
        },
        sections: vec![Section { items, ..Section::default() }],
        ..Document::default()
    }
}

fn items() -> Vec<Item> {
    vec![
        item("2.1", "Femern Bælt & <stationer>", "Sagen berører Faxe Kommune og Køge Kommune."),
        item("2.2", "Sundhedshuse", "Sagen berører Greve Kommune."),
        Item { access: Access::Closed, ..item("2.3", "Køb af ejendom", "Faxe Plomborg.") },
    ]
}

impl Site {
    async fn publish(&self, name: &str, document: Document) {
        let bytes = serde_json::to_vec(&document).unwrap().into();
        let summary =
            self.archive.import_document(document, Format::Json, bytes, name, None).await.unwrap();
        assert!(summary.failed.is_empty(), "{:?}", summary.failed);
        self.archive.catch_up().await.unwrap();
    }

    async fn agenda(&self) {
        let agenda = document(DocumentKind::Agenda, "2026-12-09", items());
        self.publish("dagsorden.json", agenda).await;
    }

    async fn minutes(&self) {
        let minutes = document(DocumentKind::Minutes, "2026-12-09", items());
        self.publish("referat.json", minutes).await;
    }

    async fn ask(&self, request: Request<Body>) -> (StatusCode, String, String) {
        let response: Response<Body> = self.portal.clone().oneshot(request).await.unwrap();
        let header =
            |name| response.headers().get(name).map(|value| value.to_str().unwrap().to_owned());
        let (status, there) = (response.status(), header("location").unwrap_or_default());
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        (status, there, String::from_utf8(bytes.to_vec()).unwrap())
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        let request = Request::get(path).header("host", "raadslag.example.dk");
        let (status, _, text) = self.ask(request.body(Body::empty()).unwrap()).await;
        (status, text)
    }

    async fn post(&self, path: &str, form: &str) -> (StatusCode, String, String) {
        let request = Request::post(path)
            .header("host", "evil.example")
            .header("content-type", "application/x-www-form-urlencoded");
        self.ask(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    /// What is queued, newest last: recipient, subject, text and where one POST ends it.
    async fn mails(&self) -> Vec<(String, String, String, Option<String>)> {
        queued_for_tests(&self.archive).await
    }

    /// Asks to follow a page and confirms; returns the link to everything followed.
    async fn follow(&self, address: &str, page: &str) -> String {
        let form = format!("emne={page}&adresse={address}");
        let (status, there, _) = self.post("/foelg", &form).await;
        assert_eq!((status, there.as_str()), (StatusCode::SEE_OTHER, "/foelg/post"));
        let mails = self.mails().await;
        let (to, _, text, _) = mails.last().unwrap();
        assert_eq!(to, address);
        let link = text.split("https://raadslag.example.dk").find(|p| p.starts_with("/foelg/b"));
        let path = link.unwrap().split_whitespace().next().unwrap();
        assert_eq!(self.get(path).await.0, StatusCode::OK);
        let (status, there, _) = self.post(path, "").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (again, ..) = self.post(path, "").await;
        assert_eq!(again, StatusCode::GONE, "a link is used once");
        there.split('?').next().unwrap().to_owned()
    }

    async fn tell(&self) -> Option<Told> {
        let pace = Pace::default();
        let origin = "https://raadslag.example.dk".to_owned();
        let runner = Runner::new(self.archive.clone(), self.clock.clone(), origin, pace);
        runner.once().await.unwrap()
    }
}

#[tokio::test]
async fn who_follows_gets_one_mail_for_everything_new() {
    on_both(async |site| {
        site.agenda().await;
        let link = site.follow("mette@example.dk", "/organ/kkr-sjaelland").await;
        assert_eq!(site.follow("mette@example.dk", "/kommune/faxe").await, link);
        site.follow("ole@example.dk", "/soeg?q=sundhedshuse").await;
        site.follow("eva@example.dk", "/soeg?q=havvind").await;
        let before = site.mails().await.len();
        site.clock.forward(SignedDuration::from_mins(60));
        assert_eq!(site.tell().await, Some(Told::default()), "what was there before is no news");
        site.minutes().await;
        assert_eq!(site.tell().await, None, "more may come");
        site.clock.forward(SignedDuration::from_mins(3));
        assert_eq!(site.tell().await, Some(Told { mails: 2, nothing: 1 }));
        assert_eq!(site.tell().await, Some(Told::default()), "once is enough");
        let mails = site.mails().await.split_off(before);
        assert_eq!(mails.len(), 2);
        let (to, subject, text, end) = &mails[0];
        assert_eq!(to, "mette@example.dk");
        assert_eq!(subject, "Nyt referat: KKR Sjælland, 9. december 2026");
        for part in ["KKR Sjælland\n---", "Faxe Kommune\n---", "* 2.2 Sundhedshuse", "2.3 Køb af"]
        {
            assert!(text.contains(part), "{part}: {text}");
        }
        let about_faxe = text.split("Faxe Kommune\n").nth(1).unwrap();
        assert!(about_faxe.contains("2.1") && !about_faxe.contains("2.2"), "{text}");
        assert!(!text.contains("Plomborg") && text.contains("Lukket punkt"), "{text}");
        let end = end.as_ref().unwrap();
        assert_eq!(*end, format!("https://raadslag.example.dk{link}/afmeld"));
        assert_eq!(mails[1].0, "ole@example.dk");
        assert!(mails[1].2.contains("2.2 Sundhedshuse") && !mails[1].2.contains("2.1"));
    })
    .await;
}

#[tokio::test]
async fn one_post_ends_all_and_a_button_ends_one() {
    on_both(async |site| {
        site.agenda().await;
        let link = site.follow("mette@example.dk", "/organ/kkr-sjaelland").await;
        site.follow("mette@example.dk", "/kommune/faxe").await;
        let (_, page) = site.get(&link).await;
        assert!(page.contains("KKR Sjælland") && page.contains("Faxe Kommune"), "{page}");
        let one = page.split("action=\"").find(|p| p.starts_with(&format!("{link}/afmeld/")));
        let (status, ..) = site.post(one.unwrap().split('"').next().unwrap(), "").await;
        assert_eq!(status, StatusCode::SEE_OTHER);
        let (_, page) = site.get(&link).await;
        assert!(!page.contains("/organ/kkr-sjaelland\"") && page.contains("Faxe Kommune"));
        let end = format!("{link}/afmeld");
        assert_eq!(site.get(&end).await.0, StatusCode::OK, "looking ends nothing");
        assert!(site.get(&link).await.1.contains("Faxe Kommune"));
        let (status, _, page) = site.post(&end, "List-Unsubscribe=One-Click").await;
        assert!(status == StatusCode::OK && page.contains("Du får ikke flere mails"), "{page}");
        assert_eq!(site.post(&end, "").await.0, StatusCode::OK, "a second time does no harm");
        assert_eq!(site.get(&link).await.0, StatusCode::GONE);
        site.minutes().await;
        site.clock.forward(SignedDuration::from_mins(60));
        assert_eq!(site.tell().await, Some(Told::default()));
    })
    .await;
}

#[tokio::test]
async fn the_answer_does_not_tell_whether_an_address_is_known() {
    on_both(async |site| {
        site.agenda().await;
        let form = |address: &str| format!("emne=/organ/kkr-sjaelland&adresse={address}");
        site.follow("mette@example.dk", "/organ/kkr-sjaelland").await;
        let known = site.post("/foelg", &form("mette@example.dk")).await;
        let unknown = site.post("/foelg", &form("ole@example.dk")).await;
        assert_eq!(known, unknown);
        for _ in 0..12 {
            assert_eq!(site.post("/foelg", &form("ole@example.dk")).await, unknown);
        }
        let to_ole = site.mails().await.iter().filter(|mail| mail.0 == "ole@example.dk").count();
        assert_eq!(to_ole, 10, "one address is not flooded");
        for number in 0..30 {
            site.post("/foelg", &form(&format!("m{number}@example.dk"))).await;
        }
        let (status, _, page) = site.post("/foelg", &form("sidste@example.dk")).await;
        assert_eq!(status, StatusCode::TOO_MANY_REQUESTS);
        assert!(page.contains("value=\"sidste@example.dk\""), "what was typed is kept: {page}");
        site.clock.forward(SignedDuration::from_mins(61));
        assert_eq!(site.post("/foelg", &form("ole@example.dk")).await, unknown);
    })
    .await;
}

#[tokio::test]
async fn a_bad_address_comes_back_as_typed_and_a_late_link_is_refused() {
    on_both(async |site| {
        site.agenda().await;
        let form = "emne=/organ/kkr-sjaelland&adresse=mette%22%3E%0Aexample";
        let (status, _, page) = site.post("/foelg", form).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.contains("value=\"mette&#34;&#62;"), "{page}");
        let form = "emne=/organ/ukendt&adresse=mette@example.dk";
        assert_eq!(site.post("/foelg", form).await.0, StatusCode::NOT_FOUND);
        let form = "emne=/organ/kkr-sjaelland&adresse=mette@example.dk";
        site.post("/foelg", form).await;
        let text = site.mails().await.pop().unwrap().2;
        let path = text.split("example.dk").find(|p| p.starts_with("/foelg/b")).unwrap();
        let path = path.split_whitespace().next().unwrap();
        site.clock.forward(SignedDuration::from_hours(49));
        assert_eq!(site.post(path, "").await.0, StatusCode::GONE);
        assert_eq!(site.get("/foelg/0123").await.0, StatusCode::GONE);
    })
    .await;
}

#[tokio::test]
async fn feeds_read_back_with_every_document_and_nothing_closed() {
    on_both(async |site| {
        site.agenda().await;
        site.clock.forward(SignedDuration::from_hours(1));
        site.minutes().await;
        let (status, xml) = site.get("/feed/organ/kkr-sjaelland.atom").await;
        assert_eq!(status, StatusCode::OK);
        let feed = Feed::read_from(xml.as_bytes()).unwrap();
        assert_eq!(feed.title.value, "KKR Sjælland – nyt i Raadslag");
        assert_eq!(feed.id, "http://raadslag.example.dk/feed/organ/kkr-sjaelland.atom");
        let titles: Vec<&str> = feed.entries.iter().map(|e| e.title.value.as_str()).collect();
        let place = "KKR Sjælland, 9. december 2026";
        assert_eq!(titles, [format!("Referat: {place}"), format!("Dagsorden: {place}")]);
        assert_eq!(feed.updated, feed.entries[0].updated);
        assert_ne!(feed.entries[0].id, feed.entries[1].id);
        let content = feed.entries[0].content.as_ref().unwrap().value.as_ref().unwrap();
        assert!(content.contains("2.1 Femern Bælt &#38; &#60;stationer&#62;"), "{content}");
        assert!(content.contains("2.3 Køb af ejendom</a> – Lukket punkt"), "{content}");
        for (path, entries) in [
            ("/feed/kommune/faxe.atom", 2),
            ("/feed/soeg.atom?q=sundhedshuse", 2),
            ("/feed/soeg.atom?q=havvind", 0),
            ("/feed/soeg.atom?q=plomborg", 0),
        ] {
            let (status, xml) = site.get(path).await;
            assert_eq!(status, StatusCode::OK, "{path}");
            assert!(!xml.contains("Plomborg"), "{xml}");
            assert_eq!(Feed::read_from(xml.as_bytes()).unwrap().entries.len(), entries, "{path}");
        }
        for path in ["/feed/organ/ukendt.atom", "/feed/organ/kkr-sjaelland", "/feed/x/y.atom"] {
            assert_eq!(site.get(path).await.0, StatusCode::NOT_FOUND, "{path}");
        }
        assert_eq!(site.get("/feed/soeg.atom").await.0, StatusCode::BAD_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn a_meeting_keeps_its_uid_and_counts_up_when_it_changes() {
    on_both(async |site| {
        site.agenda().await;
        let (status, text) = site.get("/kalender/kkr-sjaelland.ics").await;
        assert_eq!(status, StatusCode::OK);
        assert!(text.lines().all(|line| line.len() <= 75), "{text}");
        let calendar: Calendar = text.parse().unwrap();
        assert_eq!(calendar.get_name(), Some("KKR Sjælland"));
        let event = calendar.events().next().unwrap();
        // Winter in Denmark: 9.30 is 8.30 UTC.
        assert_eq!(event.property_value("DTSTART"), Some("20261209T083000Z"));
        assert_eq!(event.property_value("DTEND"), Some("20261209T110000Z"));
        assert_eq!(event.get_summary(), Some("KKR Sjælland"));
        assert_eq!(event.get_location(), Some("Ringsted; Møllevej 4, lokale 2"));
        assert_eq!(event.property_value("SEQUENCE"), Some("0"));
        let uid = event.get_uid().unwrap().to_owned();
        site.clock.forward(SignedDuration::from_hours(1));
        site.minutes().await;
        let (_, text) = site.get("/moede/kkr-sjaelland/2026-12-09/moede.ics").await;
        let calendar: Calendar = text.parse().unwrap();
        let event = calendar.events().next().unwrap();
        assert_eq!(event.get_uid(), Some(uid.as_str()));
        assert_eq!(event.property_value("SEQUENCE"), Some("1"));
        assert_eq!(event.property_value("LAST-MODIFIED"), Some("20261126T090000Z"));
        for (path, events) in [
            ("/kalender/kommune/faxe.ics", 1),
            ("/kalender/soeg.ics?q=sundhedshuse", 1),
            ("/kalender/soeg.ics?q=plomborg", 0),
        ] {
            let (status, text) = site.get(path).await;
            assert_eq!(status, StatusCode::OK, "{path}");
            assert_eq!(text.parse::<Calendar>().unwrap().events().count(), events, "{path}");
        }
        assert_eq!(site.get("/kalender/ukendt.ics").await.0, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn the_form_gives_every_way_to_follow() {
    on_both(async |site| {
        site.agenda().await;
        let (status, html) = site.get("/foelg?emne=/organ/kkr-sjaelland").await;
        assert_eq!(status, StatusCode::OK);
        for address in [
            "http://raadslag.example.dk/feed/organ/kkr-sjaelland.atom",
            "http://raadslag.example.dk/kalender/kkr-sjaelland.ics",
            "webcal://raadslag.example.dk/kalender/kkr-sjaelland.ics",
        ] {
            assert!(html.contains(&format!("href=\"{address}\"")), "{address}: {html}");
        }
        let (status, html) = site.get("/foelg").await;
        assert_eq!(status, StatusCode::OK);
        assert!(html.contains("/foelg?emne=/organ/kkr-sjaelland"), "{html}");
    })
    .await;
}
