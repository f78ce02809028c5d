//! What forms and uploads come to, through the gate.

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::middleware::{from_fn, from_fn_with_state};
use bytes::Bytes;
use http_body_util::BodyExt;
use jiff::Timestamp;
use raadslag_document::{Block, Document, Field, FieldName, Item, Meeting, Section};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::access::{self, Grant, Role};
use crate::accounts::{self, NewAccount};
use crate::archive::{Archive, Settings as Place};
use crate::cases::annexes::LARGEST;
use crate::cases::rules::Subject;
use crate::cases::{self, Case, CaseError, Facts, NewCase, Usual};
use crate::clock::FixedClock;
use crate::context::Context;
use crate::ids::{CaseId, SystemRandomness};
use crate::shell::Settings;

const BODY: &str = "kkr-sjaelland";
const NOW: i64 = 1_772_000_000;
const MARK: &str = "mellem-felterne";

struct Desk {
    archive: Archive,
    router: Router,
    cookie: String,
    folder: TempDir,
}

impl Desk {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock(Timestamp::from_second(NOW).unwrap()));
        let place = Place::local(folder.path().join("archive"));
        let archive =
            Archive::open_with(&place, clock.clone(), Arc::new(SystemRandomness)).await.unwrap();
        let context = Context::new(archive.clone(), Settings::default(), clock);
        let router = Router::new()
            .merge(cases::routes())
            .layer(from_fn(access::guard))
            .layer(from_fn_with_state(context.clone(), accounts::identify))
            .with_state(context);
        let (role, body) = (Role::CaseOfficer, Some(BODY.to_owned()));
        let grants = vec![Grant { role, body, party: None, first_day: None, last_day: None }];
        let new =
            NewAccount { email: "o@example.dk".parse().unwrap(), name: "Otto".into(), grants };
        let account = accounts::add(&archive, "test", &new).await.unwrap();
        let now = Timestamp::from_second(NOW).unwrap();
        let token = accounts::begin(&archive, account, now).await.unwrap();
        let cookie = format!("raadslag={}", token.secret());
        Self { archive, router, cookie, folder }
    }

    async fn send(&self, request: Request<Body>) -> (StatusCode, String, String) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let to = response.headers().get("location").and_then(|to| to.to_str().ok());
        let to = to.unwrap_or_default().to_owned();
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, to, String::from_utf8_lossy(&body).into_owned())
    }

    async fn get(&self, path: &str) -> (StatusCode, String) {
        let request = Request::builder().uri(path).header("cookie", &self.cookie);
        let (status, _, text) = self.send(request.body(Body::empty()).unwrap()).await;
        (status, text)
    }

    async fn post(&self, path: &str, form: &str) -> (StatusCode, String, String) {
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header("cookie", &self.cookie)
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    async fn upload(&self, path: &str, body: impl Into<Body>) -> (StatusCode, String, String) {
        let request = Request::builder()
            .method("POST")
            .uri(path)
            .header("cookie", &self.cookie)
            .header("content-type", format!("multipart/form-data; boundary={MARK}"));
        self.send(request.body(body.into()).unwrap()).await
    }

    async fn case(&self, usual: Usual) -> CaseId {
        let facts = Facts { title: "Cykelstier".into(), ..Facts::default() };
        let new = NewCase { body: BODY.into(), facts, usual, ..NewCase::default() };
        cases::create(&self.archive, "test", new).await.unwrap()
    }

    async fn held(&self, id: CaseId) -> Case {
        cases::case(&mut self.archive.db().begin().await.unwrap(), id).await.unwrap()
    }

    async fn annexes(&self, id: CaseId) -> Vec<cases::Annex> {
        cases::annexes(&mut self.archive.db().begin().await.unwrap(), id).await.unwrap()
    }

    /// The text of a case as its page shows it.
    async fn page(&self, id: CaseId) -> String {
        let (status, text) = self.get(&format!("/arbejde/sag/{id}")).await;
        assert_eq!(status, StatusCode::OK, "{text}");
        text
    }
}

fn fields(fields: &[(&str, &str)]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in fields {
        write!(
            body,
            "--{MARK}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        )
        .unwrap();
    }
    body
}

fn file(mut body: Vec<u8>, name: &str, bytes: &[u8]) -> Vec<u8> {
    write!(
        body,
        "--{MARK}\r\ncontent-disposition: form-data; name=\"fil\"; filename=\"{name}\"\r\n\r\n"
    )
    .unwrap();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n");
    body
}

fn whole(mut body: Vec<u8>) -> Vec<u8> {
    write!(body, "--{MARK}--\r\n").unwrap();
    body
}

fn id_of(to: &str) -> CaseId {
    to.trim_start_matches("/arbejde/sag/").parse().unwrap()
}

const NEW: &str = "/arbejde/sager/ny";

#[tokio::test]
async fn a_refused_form_comes_back_as_it_was_typed() {
    let desk = Desk::new().await;
    let typed = [
        ("organ", BODY),
        ("titel", "Vandløb & åer"),
        ("emne", "29.30"),
        ("adgang", "lukket"),
        ("begrundelse", "Forhandling"),
        ("initialer", "adr, lifo"),
        ("rute", "parallel"),
        ("nummer", "SAG-2026-00105"),
    ];
    let (status, _, text) = desk.upload(NEW, whole(fields(&typed))).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    for kept in ["Vandløb &#38; åer", "29.30", "Forhandling", "adr, lifo", "SAG-2026-00105"] {
        assert!(text.contains(&format!("value=\"{kept}\"")), "{kept}: {text}");
    }
    assert!(text.contains("value=\"parallel\" selected") && text.contains("ikke et KLE-nummer"));

    let mended = typed.map(|(name, value)| (name, if name == "emne" { "29.30.00" } else { value }));
    let (status, to, _) = desk.upload(NEW, whole(fields(&mended))).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let case = desk.held(id_of(&to)).await;
    assert_eq!(case.facts.subject, "29.30.00".parse::<Subject>().ok());
    assert_eq!(case.facts.officers.len(), 2);
    assert!(case.route.stations().iter().all(|one| !one.place.is_kkr()), "to the clusters");
}

#[tokio::test]
async fn a_case_is_made_for_ones_own_body_only() {
    let desk = Desk::new().await;
    let (status, _, _) =
        desk.upload(NEW, whole(fields(&[("organ", "k17"), ("titel", "Fremmed")]))).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_station_that_needs_a_reason_comes_back_with_what_was_typed() {
    let desk = Desk::new().await;
    let id = desk.case(Usual::Empty).await;
    cases::change(&desk.archive, "test", id, None, "case.facts", |case| {
        case.facts.subject = Some("29.30.00".parse()?);
        Ok(())
    })
    .await
    .unwrap();
    let path = format!("/arbejde/sag/{id}/rute");
    let form = "rute-organ=kkr-sjaelland&rute-hvad=approve&rute-hvor=sidst&rute-frist=2026-06-01";
    let (status, _, text) = desk.post(&path, form).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("value=\"2026-06-01\"") && text.contains("value=\"approve\" selected"));
    let (status, _, _) = desk.post(&path, &format!("{form}&rute-grund=Alle+er+ber%C3%B8rt")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let station = desk.held(id).await.route.stations()[0].clone();
    assert_eq!(station.reason.as_deref(), Some("Alle er berørt"));
}

#[tokio::test]
async fn a_case_that_became_a_health_case_does_not_go_to_a_kkr_without_a_reason() {
    let desk = Desk::new().await;
    let id = desk.case(Usual::Kkr).await;
    let facts = async |udgave: i64, grund: &str| {
        let form = format!("titel=Akutberedskab&art=decision&emne=29.30.00&udgave={udgave}{grund}");
        desk.post(&format!("/arbejde/sag/{id}/ret"), &form).await.0
    };
    let state = async |form: &str| desk.post(&format!("/arbejde/sag/{id}/tilstand"), form).await;
    let (held, ok) = (desk.held(id).await, StatusCode::SEE_OTHER);
    let mut kkr = held.clone();
    assert_eq!(facts(held.revision, "").await, ok, "a draft may still be laid out anew");
    let (status, _, text) = state("hvad=start").await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("sundhedsklyngerne") && text.contains("start-grund"), "{text}");
    assert_eq!(state("hvad=start&start-grund=Alle+er+ber%C3%B8rt").await.0, ok);
    let held = desk.held(id).await;
    assert_eq!(held.route.to_kkr().next().unwrap().reason.as_deref(), Some("Alle er berørt"));

    kkr.start().unwrap();
    let health = cases::Facts { subject: Some("29.30.00".parse().unwrap()), ..kkr.facts.clone() };
    let refused = kkr.clone().set_facts(health.clone());
    assert!(matches!(refused, Err(CaseError::Route(cases::RouteError::ToClusters))));
    kkr.route.explain("Alle er berørt");
    kkr.set_facts(health).unwrap();
}

#[tokio::test]
async fn a_deadline_that_is_over_is_not_given() {
    let desk = Desk::new().await;
    let id = desk.case(Usual::Empty).await;
    let path = format!("/arbejde/sag/{id}/rute");
    let form = "rute-organ=kkr-sjaelland&rute-hvad=approve&rute-hvor=sidst&rute-frist=";
    let (status, _, text) = desk.post(&path, &format!("{form}2026-02-24")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("Fristen er allerede gået"), "{text}");
    let (status, _, _) = desk.post(&path, &format!("{form}2026-02-25")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    let station = desk.held(id).await.route.stations()[0].id;
    let path = format!("{path}/{station}");
    let amend = "hvad=ret&hvad-spoerges=discuss&frist=";
    let (status, _, _) = desk.post(&path, &format!("{amend}1999-01-01")).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    let (status, _, _) = desk.post(&path, &format!("{amend}2026-02-25")).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_set_of_bodies_becomes_parallel_stations_and_is_drawn_as_one() {
    let desk = Desk::new().await;
    let id = desk.case(Usual::Kkr).await;
    let form = "rute-organ=councils-and-region&rute-hvad=accede&rute-hvor=sidst";
    desk.post(&format!("/arbejde/sag/{id}/rute"), form).await;
    let case = desk.held(id).await;
    assert_eq!((case.route.stations().len(), case.route.steps()), (22, 5));
    let page = desk.page(id).await;
    assert_eq!(page.matches("<g class=\"rl-route-card").count(), 5);
    assert!(page.contains("0 af 18 har svaret"));
}

#[tokio::test]
async fn an_upload_that_breaks_off_or_is_too_large_leaves_nothing() {
    let desk = Desk::new().await;
    let id = desk.case(Usual::Kkr).await;
    let path = format!("/arbejde/sag/{id}/bilag");
    let broken = file(file(Vec::new(), "a.txt", b"Et"), "b.txt", b"To");
    let (status, _, text) = desk.upload(&path, broken).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("afbrudt"), "{text}");
    let large = whole(file(Vec::new(), "a.txt", &vec![b'a'; LARGEST + 1]));
    let (status, _, text) = desk.upload(&path, large).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("for store") && text.contains("50 MB"));
    let program = whole(file(Vec::new(), "a.pdf", b"\x7fELF\x02\x01\x01\0\0\0"));
    let (_, _, text) = desk.upload(&path, program).await;
    assert!(text.contains("kan ikke være et bilag, for indholdet er af en art"), "{text}");
    let (_, _, text) = desk.post(&path, "fil=").await;
    assert!(text.contains("Vælg en fil"));
    assert!(desk.annexes(id).await.is_empty());
}

#[tokio::test]
async fn an_uploaded_annex_is_shown_in_place_and_may_do_nothing() {
    let desk = Desk::new().await;
    let id = desk.case(Usual::Kkr).await;
    let files = file(file(Vec::new(), "Første.txt", "Æble".as_bytes()), "Andet.txt", b"To");
    let (status, to, _) = desk.upload(&format!("/arbejde/sag/{id}/bilag"), whole(files)).await;
    assert_eq!((status, to), (StatusCode::SEE_OTHER, format!("/arbejde/sag/{id}#bilag")));
    let page = desk.page(id).await;
    let href = page.split("href=\"").find(|part| part.contains("/1/F")).unwrap();
    let href = href.split('"').next().unwrap();
    let request = Request::builder().uri(href).header("cookie", &desk.cookie);
    let request = request.body(Body::empty()).unwrap();
    let response = desk.router.clone().oneshot(request).await.unwrap();
    let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("default-src 'none'") && policy.contains("sandbox"), "{policy}");
    let bytes: Bytes = response.into_body().collect().await.unwrap().to_bytes();
    assert_eq!(bytes, "Æble".as_bytes());
    let path = page.split("data-annex=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    desk.post(&path, "hvad=ned").await;
    let titles: Vec<String> = desk.annexes(id).await.into_iter().map(|one| one.title).collect();
    assert_eq!(titles, ["Andet", "Første"]);
}

#[tokio::test]
async fn an_earlier_item_is_taken_up_with_what_must_be_renewed() {
    let desk = Desk::new().await;
    let blocks = vec![Block::paragraph("Aftalen fra 2024 koster 2.240 kroner.")];
    let field = Field { name: FieldName::Background, heading: Some("Baggrund".into()), blocks };
    let item = Item {
        number: Some("1".into()),
        title: "Aftale om cykelstier".into(),
        fields: vec![field],
        ..Item::default()
    };
    let document = Document {
        body: Some("KKR Sjælland".into()),
        meeting: Meeting { date: Some(jiff::civil::date(2025, 3, 3)), ..Meeting::default() },
        sections: vec![Section { items: vec![item], ..Section::default() }],
        ..Document::default()
    };
    let path = desk.folder.path().join("dagsorden.json");
    std::fs::write(&path, serde_json::to_vec(&document).unwrap()).unwrap();
    desk.archive.import(&[path], |_| {}).await.unwrap();
    let slug = "kkr-sjaelland-2025-03-03-1";
    let (status, form) = desk.get(&format!("{NEW}?fra=%2Fpunkt%2F{slug}")).await;
    assert_eq!(status, StatusCode::OK);
    assert!(form.contains("value=\"Aftale om cykelstier\"") && form.contains(slug));
    let typed = [("organ", BODY), ("titel", ""), ("fra", slug), ("rute", "kkr")];
    let (status, to, text) = desk.upload(NEW, whole(fields(&typed))).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let page = desk.page(id_of(&to)).await;
    for shown in ["2.240 kroner", "2 steder skal ses efter", "Tidligere behandling", slug] {
        assert!(page.contains(shown), "{shown}");
    }
    desk.post(&format!("{to}/fornyelse"), "plads=0").await;
    assert!(desk.page(id_of(&to)).await.contains("1 sted skal ses efter"));
    let (status, _) = desk.get(&format!("{NEW}?fra=findes-ikke")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}

fn docx(paragraphs: &[&str]) -> Vec<u8> {
    let body: String =
        paragraphs.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect();
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", zip::write::SimpleFileOptions::default()).unwrap();
    zip.write_all(document.as_bytes()).unwrap();
    zip.finish().unwrap().into_inner()
}

#[tokio::test]
async fn every_word_of_a_word_file_comes_into_the_case() {
    let desk = Desk::new().await;
    let paragraphs = [
        "1. Fælles vejplan",
        "Indstilling",
        "Det indstilles, at KKR Sjælland godkender vejplanen.",
        "Sagsfremstilling",
        "Planen omfatter fjorten strækninger.",
        "Endnu et afsnit uden sammenhæng, hvor zebrastriber nævnes.",
    ];
    let typed = fields(&[("organ", BODY), ("titel", ""), ("rute", "empty")]);
    let body = whole(file(typed, "sag.docx", &docx(&paragraphs)));
    let (status, to, text) = desk.upload(NEW, body).await;
    assert_eq!(status, StatusCode::SEE_OTHER, "{text}");
    let page = desk.page(id_of(&to)).await;
    for word in ["Fælles vejplan", "godkender vejplanen", "fjorten", "zebrastriber"] {
        assert!(page.contains(word), "{word}");
    }
    let typed = fields(&[("organ", BODY), ("titel", "Titel")]);
    let (status, _, text) = desk.upload(NEW, whole(file(typed, "x.docx", b"PK\x03\x04x"))).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("Filen kan ikke læses") && text.contains("value=\"Titel\""), "{text}");
}
