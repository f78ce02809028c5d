//! What is closed comes out through no address of the portal.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use raadslag_document::{
    Access, Attachment, Attendance, Block, Decision, Document, DocumentKind, Field, FieldName,
    History, Item, Meeting, Outcome, Problem, Recommendation, Section,
};
use tower::ServiceExt;

use crate::archive::{Archive, Settings as Place, TestPostgres};
use crate::clock::FixedClock;

use crate::shell::Settings;
use crate::site::router;

/// Words of closed items that nothing public has; compared with their capitals, because an address
/// made of a name that is public elsewhere is in lower case.
const SECRETS: &[&str] = &[
    "Plomborg",
    "Krysanter",
    "Vaskebalje",
    "Tagterrasse",
    "gulerod",
    "Lakridsrod",
    "Zebrafisk",
    "zebrafisk",
    "Læsø",
    "laesoe",
    "ZQX-77",
    "qzkx",
    "Pindsvin",
    "Næsehorn",
    "Kaabo",
    "Skruetvinge",
    "2031",
    "77.123",
    "gemt.example",
    "Havfrue",
];
/// Of them, those that are searched for; no other word is near.
const SOUGHT: &[&str] = &[
    "plomborg",
    "krysanter",
    "vaskebalje",
    "tagterrasse",
    "lakridsrod",
    "zebrafisk",
    "pindsvin",
    "skruetvinge",
];
/// The sum of the closed annex, whose content is one word.
const ANNEX: &str = "1b44b553c5dea3a8ffddf9a7fd908f0093a31c8c9cea1f59ec07757631a63563";
/// A word of nothing at all.
const NOWHERE: &str = "xkvaddrwop";

fn paragraph(text: &str) -> Vec<Field> {
    let blocks = vec![Block::paragraph(text)];
    vec![Field { name: FieldName::Background, heading: None, blocks }]
}

fn open(number: &str, title: &str, text: &str) -> Item {
    let (number, title) = (Some(number.to_owned()), title.to_owned());
    Item { number, title, fields: paragraph(text), ..Item::default() }
}

fn secret(number: &str, title: &str, access: Access) -> Item {
    let text = "Plomborg: Læsø Kommune, borgmester Ulrik Zebrafisk og borgmester Lise Kaabo \
                svarer senest 24. december 2031 om 77.123 mio. kr. Jf. KKR Sjællands møde den \
                14. juni 2031. Havfrue.";
    let annex = Attachment { title: "Tagterrasse".into(), url: Some("gulerod.txt".into()) };
    let recommendation =
        Recommendation { text: "Det indstilles, at Krysanter".into(), ..Default::default() };
    let decision = Decision {
        text: "Vaskebalje".into(),
        outcome: Outcome::Rejected,
        reservations: vec!["Ulrik Zebrafisk".into()],
        ..Decision::default()
    };
    Item {
        access,
        case_number: Some("ZQX-77".into()),
        case_officers: vec!["qzkx".into()],
        recommendations: vec![recommendation],
        attachments: vec![annex],
        links: vec!["https://gemt.example".into()],
        decision: Some(decision),
        history: vec![History { text: "Pindsvin".into(), ..History::default() }],
        attendance: Some(Attendance { notes: vec!["Næsehorn".into()], ..Attendance::default() }),
        ..open(number, title, text)
    }
}

fn document(kind: DocumentKind, date: &str, items: Vec<Item>) -> Document {
    Document {
        document: kind,
        body: Some("KKR Sjælland".into()),
        meeting: Meeting { date: Some(date.parse().unwrap()), ..Meeting::default() },
        sections: vec![Section { items, ..Section::default() }],
        ..Document::default()
    }
}

/// One item closed from the start, one closed by the minutes that was open on the agenda.
fn documents() -> Vec<(&'static str, Document)> {
    let lise = "Borgmester Lise Kåbo fra Faxe Kommune deltog i mødet om togstop.";
    let title = "Køb af ejendom";
    let mut minutes = document(
        DocumentKind::Minutes,
        "2025-06-18",
        vec![open("1", "Togstop", lise), secret("2", title, Access::Closed)],
    );
    minutes.problems.push(Problem {
        line: Some(1),
        page: None,
        code: "uncertain".into(),
        message: "Skruetvinge".into(),
        text: Some("Skruetvinge".into()),
    });
    let mut before = open("1", "Togstop igen", lise);
    before.case_number = Some("ZAB-1".into());
    let agenda = vec![before.clone(), secret("2", "Salg af grund", Access::Open)];
    let later = Item { access: Access::Closed, ..open("2", "Salg af grund", "") };
    vec![
        ("a-minutes.json", minutes),
        ("b-agenda.json", document(DocumentKind::Agenda, "2025-04-02", agenda)),
        ("c-minutes.json", document(DocumentKind::Minutes, "2025-04-02", vec![before, later])),
    ]
}

/// Asks one address; a redirect or what is not there is no text.
async fn ask(portal: &Router, path: &str, accept: &str) -> Option<String> {
    let request = Request::get(path).header("host", "raadslag.test").header("accept", accept);
    let response = portal.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let found = response.status() == StatusCode::OK;
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    found.then(|| String::from_utf8_lossy(&bytes).into_owned())
}

/// Every text that can be reached from the front page and the site map, as page and as data.
async fn everything(portal: &Router) -> BTreeMap<String, String> {
    let mut waiting: Vec<String> = ["/", "/sitemap.xml", "/robots.txt", "/health", "/soeg?q=*"]
        .map(ToOwned::to_owned)
        .to_vec();
    let (mut seen, mut texts) = (BTreeSet::new(), BTreeMap::new());
    while let Some(path) = waiting.pop() {
        if path.starts_with("/assets/")
            || path.starts_with("/kalender?")
            || !seen.insert(path.clone())
        {
            continue;
        }
        let Some(text) = ask(portal, &path, "text/html").await else { continue };
        for mark in ["href=\"/", "action=\"/", "<loc>http://raadslag.test/"] {
            let ends = ['"', '<', '#'];
            let links = text.split(mark).skip(1).filter_map(|rest| rest.split(ends).next());
            waiting.extend(links.map(|link| format!("/{}", link.replace("&amp;", "&"))));
        }
        texts.extend(
            ask(portal, &path, "application/json").await.map(|t| (format!("{path} (data)"), t)),
        );
        texts.insert(path, text);
    }
    texts
}

/// What does not come by a link: searches, filters and addresses one must guess.
async fn check_guesses(portal: &Router) {
    for word in SOUGHT {
        for address in ["/soeg?q=", "/soeg/forslag?q=", "/soeg?q=titel:", "/soeg?q=togstop&person="]
        {
            let told = ask(portal, &format!("{address}{word}"), "text/html").await.unwrap();
            let nothing = ask(portal, &format!("{address}{NOWHERE}"), "text/html").await.unwrap();
            assert_eq!(told.replace(word, "…"), nothing.replace(NOWHERE, "…"), "{address}{word}");
        }
        // A beginning is not completed, a misspelling not put right.
        let near = format!("{}q", &word[..word.len() - 1]);
        for asked in [&word[..5], near.as_str()] {
            let told = ask(portal, &format!("/soeg?q={asked}"), "text/html").await.unwrap();
            assert!(!told.to_lowercase().contains(word), "{asked} tells {word}");
        }
    }
    for path in ["/kommune/laesoe", "/person/ulrik-zebrafisk"] {
        assert_eq!(ask(portal, path, "text/html").await, None, "{path}");
    }
    for filter in ["kommune=laesoe", "person=ulrik-zebrafisk", "udfald=rejected"] {
        let told = ask(portal, &format!("/soeg/forslag?{filter}"), "text/html").await.unwrap();
        assert_eq!(told, "[]", "{filter}");
    }
    assert_eq!(ask(portal, &format!("/bilag/{ANNEX}/gulerod.txt"), "*/*").await, None);
}

async fn check(database: Option<String>) {
    let (data, files) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    std::fs::write(files.path().join("gulerod.txt"), "Lakridsrod").unwrap();
    for (name, document) in documents() {
        std::fs::write(files.path().join(name), serde_json::to_vec(&document).unwrap()).unwrap();
    }
    let place = Place { database, ..Place::local(data.path()) };
    let archive = Archive::open(&place).await.unwrap();
    let summary = archive.import(&[files.path().to_owned()], |_| {}).await.unwrap();
    assert_eq!((summary.added, summary.newer_versions, summary.annexes), (2, 1, 1));
    let clock = Arc::new(FixedClock("2025-08-20T10:00:00Z".parse().unwrap()));
    let portal = router(archive.clone(), Settings::default(), clock);
    let texts = everything(&portal).await;
    let all: String = texts.values().map(String::as_str).collect();
    for public in ["Køb af ejendom", "Salg af grund", "Lise Kåbo", "/person/lise-kaabo", "Faxe"] {
        assert!(all.contains(public), "{public} is public and must be seen");
    }
    for (path, text) in &texts {
        for secret in SECRETS {
            let at = text.find(secret);
            let around = at.map(|at| text[..at].chars().rev().take(150).collect::<Vec<_>>());
            let around = around.map(|letters| letters.into_iter().rev().collect::<String>());
            assert_eq!(around, None, "{path} tells {secret}");
        }
    }
    check_guesses(&portal).await;
    archive.close().await;
}

#[tokio::test]
async fn nothing_of_a_closed_item_is_in_any_answer_to_the_public() {
    println!("on SQLite");
    check(None).await;
    if let Some(postgres) = TestPostgres::new().await {
        println!("on PostgreSQL");
        check(Some(postgres.url())).await;
        postgres.remove().await;
    }
}
