//! The access table, held whole: every address × every role × open and closed.
#![allow(clippy::unwrap_used, reason = "tests")]

use std::collections::HashSet;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use jiff::Timestamp;
use raadslag_document::{
    Access, Attachment, Block, Document, Field, FieldName, Item, Meeting, Section,
};
use tempfile::TempDir;
use tower::ServiceExt;

use super::router;
use crate::access::{Actor, Endpoint, Grant, Role, TABLE, Verb};
use crate::accounts::{self, NewAccount};
use crate::agendas::{self, EntryDraft, NewEntry};
use crate::archive::{Archive, Settings as Place};
use crate::clock::FixedClock;
use crate::ids::{AccountId, EntryId, PlannedId, SystemRandomness};
use crate::plan::{self, NewMeeting, Timing};
use crate::shell::Settings;

/// The body everything of the test belongs to, and one it does not.
const BODY: &str = "kkr-sjaelland";
const ELSEWHERE: &str = "kkr-hovedstaden";
/// A word of everything closed, and nothing else.
const SECRET: &str = "Plomborg";
/// The sums of the closed item's annex and of the original it is printed in are found out.
const ANNEX: &str = "Plomborg i et bilag";

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    Public,
    /// Signed in, with no role.
    Plain,
    /// With this role, in this body.
    With(Role, &'static str),
}

struct Fixture {
    archive: Archive,
    router: Router,
    accounts: Vec<(Who, AccountId)>,
    /// The SHA-256 of the original and of the closed annex.
    sums: [String; 2],
    /// A planned meeting with an approved agenda, and its closed entry.
    agenda: (PlannedId, EntryId),
    _folder: TempDir,
}

fn item(number: &str, title: &str, text: &str, access: Access) -> Item {
    let blocks = vec![Block::paragraph(text)];
    Item {
        number: Some(number.into()),
        title: title.into(),
        access,
        fields: vec![Field { name: FieldName::Background, heading: None, blocks }],
        ..Item::default()
    }
}

fn document() -> Document {
    let closed = Item {
        attachments: vec![Attachment { title: "Bilag".into(), url: Some("bilag.txt".into()) }],
        ..item("2", "Et lukket punkt", &format!("{SECRET} sælger en grund."), Access::Closed)
    };
    let items = vec![item("1", "Et åbent punkt", "Om cykelstier.", Access::Open), closed];
    Document {
        body: Some("KKR Sjælland".into()),
        meeting: Meeting { date: Some(jiff::civil::date(2026, 3, 2)), ..Meeting::default() },
        sections: vec![Section { number: None, title: None, items }],
        ..Document::default()
    }
}

impl Fixture {
    async fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = Arc::new(FixedClock(Timestamp::from_second(1_772_000_000).unwrap()));
        let place = Place::local(folder.path().join("archive"));
        let archive =
            Archive::open_with(&place, clock.clone(), Arc::new(SystemRandomness)).await.unwrap();
        let files = folder.path().join("files");
        std::fs::create_dir_all(&files).unwrap();
        let bytes = serde_json::to_vec(&document()).unwrap();
        std::fs::write(files.join("dagsorden.json"), &bytes).unwrap();
        std::fs::write(files.join("bilag.txt"), ANNEX).unwrap();
        let summary = archive.import(&[files.join("dagsorden.json")], |_| {}).await.unwrap();
        assert!(summary.failed.is_empty(), "{:?}", summary.failed);
        let sums = [sum(&bytes), sum(ANNEX.as_bytes())];
        let accounts = accounts_of(&archive).await;
        let agenda = agenda_of(&archive).await;
        let router = router(archive.clone(), Settings::default(), clock);
        Self { archive, router, accounts, sums, agenda, _folder: folder }
    }

    /// The addresses of an open and of a closed thing that stand under a row's path.
    fn addresses(&self, path: &str) -> (String, Option<String>) {
        let user = self.accounts[0].1;
        let [original, annex] = &self.sums;
        let (open, closed) = match path {
            "/moede/{body}/{slug}" => {
                let here = format!("/moede/{BODY}/2026-03-02");
                (here.clone(), Some(here))
            }
            "/punkt/{slug}" => {
                (format!("/punkt/{BODY}-2026-03-02-1"), Some(format!("/punkt/{BODY}-2026-03-02-2")))
            }
            "/bilag/{sha256}/{name}" => (String::new(), Some(format!("/bilag/{annex}/bilag.txt"))),
            "/original/{sha256}/{name}" => {
                (String::new(), Some(format!("/original/{original}/d.json")))
            }
            path if path.starts_with("/arbejde/bruger/") => {
                let grant = "0192d0c0-0000-7000-8000-000000000000";
                (path.replace("{id}", &user.to_string()).replace("{grant}", grant), None)
            }
            "/arbejde/dagsorden/{planned}" => {
                let here = format!("/arbejde/dagsorden/{}", self.agenda.0);
                (here.clone(), Some(here))
            }
            "/arbejde/dagsorden/{planned}/punkt/{entry}" => {
                let (planned, entry) = self.agenda;
                let here = format!("/arbejde/dagsorden/{planned}/punkt/{entry}");
                (here.clone(), Some(here))
            }
            path if path.contains("{planned}") => {
                let (planned, entry) = self.agenda;
                let path = path.replace("{planned}", &planned.to_string());
                (path.replace("{entry}", &entry.to_string()), None)
            }
            "/arbejde/organ/{slug}/regler" => (format!("/arbejde/organ/{BODY}/regler"), None),
            "/aarshjul/{file}" => (format!("/aarshjul/{BODY}.ics"), None),
            "/organ/{slug}" => (format!("/organ/{BODY}"), None),
            path if path.contains('{') => {
                // What does not exist: the gate stands before it all the same.
                let filled = path
                    .split('/')
                    .map(|part| if part.starts_with('{') { "findes-ikke" } else { part });
                (filled.collect::<Vec<_>>().join("/"), None)
            }
            path => (path.to_owned(), None),
        };
        (open, closed)
    }

    /// The answer to someone: its status, whether it leads to where one signs in, and its text.
    async fn answer(&self, who: Who, verb: Verb, path: &str) -> (StatusCode, bool, String) {
        let method = if verb == Verb::Get { "GET" } else { "POST" };
        // As data, which holds all that is shown.
        let mut request =
            Request::builder().method(method).uri(path).header("accept", "application/json");
        if let Some((_, account)) = self.accounts.iter().find(|(one, _)| *one == who) {
            let now = Timestamp::from_second(1_772_000_000).unwrap();
            let token = accounts::begin(&self.archive, *account, now).await.unwrap();
            request = request.header("cookie", format!("raadslag={}", token.secret()));
        }
        let kind = "application/x-www-form-urlencoded";
        let request = request.header("content-type", kind).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let to = response.headers().get("location").and_then(|to| to.to_str().ok());
        let to_sign_in = to.is_some_and(|to| to.starts_with("/log-ind?"));
        let body = response.into_body().collect().await.unwrap().to_bytes();
        (status, to_sign_in, String::from_utf8_lossy(&body).into_owned())
    }
}

/// An approved agenda with a closed entry.
async fn agenda_of(archive: &Archive) -> (PlannedId, EntryId) {
    let timing = Timing {
        date: jiff::civil::date(2026, 9, 9),
        start: None,
        end: None,
        place: None,
        is_virtual: false,
        note: String::new(),
    };
    let new = NewMeeting { body: BODY.into(), timing };
    let planned = plan::add(archive, "test", &new).await.unwrap();
    agendas::begin(archive, "test", planned).await.unwrap();
    let draft = EntryDraft {
        title: "Et lukket punkt".into(),
        access: Access::Closed,
        access_reason: "En handel".into(),
        content: format!("{SECRET} sælger en grund."),
        ..EntryDraft::default()
    };
    let today = jiff::civil::date(2026, 2, 25);
    let new = NewEntry { draft, ..NewEntry::default() };
    let entry = agendas::add_entry(archive, "test", planned, new, today).await.unwrap();
    let chair = Grant {
        role: Role::Chair,
        body: Some(BODY.into()),
        party: None,
        first_day: None,
        last_day: None,
    };
    let id = AccountId::from(uuid::Uuid::nil());
    let chair = Actor::new(id, "Frida", "f@x.dk", vec![chair], HashSet::new());
    let now = Timestamp::from_second(1_772_000_000).unwrap();
    agendas::approve(archive, &chair, planned, 2, now, today).await.unwrap();
    (planned, entry)
}

/// One account without a role, and for each role one in the body and one elsewhere.
async fn accounts_of(archive: &Archive) -> Vec<(Who, AccountId)> {
    let mut wanted = vec![Who::Plain];
    for role in Role::ALL {
        wanted.extend([Who::With(role, BODY), Who::With(role, ELSEWHERE)]);
    }
    let mut accounts = Vec::new();
    for (at, who) in wanted.into_iter().enumerate() {
        let grants = match who {
            Who::With(role, body) => {
                let body = Some(body.to_owned());
                vec![Grant { role, body, party: None, first_day: None, last_day: None }]
            }
            _ => Vec::new(),
        };
        let email = format!("user{at}@example.dk").parse().unwrap();
        let new = NewAccount { email, name: format!("User {at}"), grants };
        accounts.push((who, accounts::add(archive, "test", &new).await.unwrap()));
    }
    accounts
}

fn sum(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Whether the table lets someone in before it is known what the address shows.
fn is_let_in(row: &Endpoint, who: Who) -> bool {
    let roles = row.open.or(row.closed);
    match who {
        Who::Public => roles.has_public(),
        Who::Plain => roles.has_public() || roles.has_signed_in(),
        Who::With(role, _) => roles.has(role),
    }
}

#[tokio::test]
async fn every_address_answers_every_role_as_the_table_says() {
    let fixture = Fixture::new().await;
    let mut everyone = vec![Who::Public];
    everyone.extend(fixture.accounts.iter().map(|(who, _)| *who));
    for row in TABLE {
        let (open, closed) = fixture.addresses(row.path);
        for who in &everyone {
            let case = format!("{:?} {} {open} for {who:?}", row.verb, row.path);
            if !open.is_empty() {
                let (status, to_sign_in, text) = fixture.answer(*who, row.verb, &open).await;
                let refused = to_sign_in
                    || matches!(status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED);
                assert_eq!(refused, !is_let_in(row, *who), "{case}: {status}");
                assert_ne!(status, StatusCode::METHOD_NOT_ALLOWED, "no route: {case}");
                assert!(!status.is_server_error(), "{case}: {status}");
                let inside = matches!(who, Who::With(role, BODY) if row.closed.has(*role));
                assert!(inside || !text.contains(SECRET), "{case} leaks");
            }
            if let Some(closed) = &closed {
                let (status, _, text) = fixture.answer(*who, row.verb, closed).await;
                let inside = matches!(who, Who::With(role, BODY) if row.closed.has(*role));
                assert_eq!(text.contains(SECRET), inside, "closed {case}: {status}");
            }
        }
    }
}

#[tokio::test]
async fn who_is_disqualified_does_not_see_the_closed_item_while_it_lasts() {
    let fixture = Fixture::new().await;
    let member = Who::With(Role::Member, BODY);
    let account = fixture.accounts.iter().find(|(who, _)| *who == member).unwrap().1;
    let paths = [
        format!("/moede/{BODY}/2026-03-02"),
        format!("/punkt/{BODY}-2026-03-02-2"),
        format!("/bilag/{}/bilag.txt", fixture.sums[1]),
        format!("/original/{}/d.json", fixture.sums[0]),
    ];
    for is_barred in [true, false] {
        let mut tx = fixture.archive.db().begin().await.unwrap();
        let subject = format!("{BODY}-2026-03-02-2");
        accounts::bar(&mut tx, account, &subject, is_barred).await.unwrap();
        tx.commit().await.unwrap();
        for path in &paths {
            let (_, _, text) = fixture.answer(member, Verb::Get, path).await;
            assert_eq!(text.contains(SECRET), !is_barred, "{path}");
        }
    }
}

#[tokio::test]
async fn a_form_from_another_site_is_refused() {
    let fixture = Fixture::new().await;
    let request = Request::builder()
        .method("POST")
        .uri("/log-ind")
        .header("sec-fetch-site", "cross-site")
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from("email=a%40b.dk&kode=x"))
        .unwrap();
    let response = fixture.router.clone().oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::FORBIDDEN);
}
