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
    Access, Attachment, Block, Document, Field, FieldName, Item, ItemKind, Meeting, Section,
};
use tempfile::TempDir;
use tower::ServiceExt;

use super::router;
use crate::access::{Actor, Endpoint, Grant, Role, TABLE, Verb};
use crate::accounts::{self, NewAccount};
use crate::agendas::{self, EntryDraft, NewEntry};
use crate::archive::{Archive, Settings as Place};
use crate::cases::annexes::Upload;
use crate::cases::{self, Ask, CaseAccess, Facts, NewCase, NewStation, Usual, Where};
use crate::clock::FixedClock;
use crate::ids::{
    AccountId, AnnexId, CaseId, EntryId, PlannedId, StationId, SystemRandomness, TextId,
};
use crate::meetings::rules::Event;
use crate::meetings::{self, Entered};
use crate::minutes;
use crate::plan::{self, NewMeeting, Timing};
use crate::shell::Settings;
use crate::texts::{self, Beginning, NewText};

/// The body everything of the test belongs to, and one it does not.
pub(super) const BODY: &str = "kkr-sjaelland";
pub(super) const ELSEWHERE: &str = "kkr-hovedstaden";
/// A word of everything closed, and nothing else.
pub(super) const SECRET: &str = "Plomborg";
/// The sums of the closed item's annex and of the original it is printed in are found out.
const ANNEX: &str = "Plomborg i et bilag";

/// Who asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Who {
    Public,
    /// Signed in, with no role.
    Plain,
    /// With this role, in this body.
    With(Role, &'static str),
}

pub(super) struct Fixture {
    pub(super) archive: Archive,
    pub(super) router: Router,
    pub(super) accounts: Vec<(Who, AccountId)>,
    /// A task and a case sent onward, both of the closed item.
    closed_work: [String; 2],
    /// The SHA-256 of the original and of the closed annex.
    sums: [String; 2],
    /// A text of an open and one of a closed case.
    texts: [TextId; 2],
    /// An open and a closed case, each with a station and an annex.
    pub(super) cases: [CaseParts; 2],
    /// A meeting that was held, with a closed item, and minutes that were sent.
    pub(super) held: (PlannedId, EntryId),
    /// A planned meeting with an approved agenda, and its closed entry.
    pub(super) agenda: (PlannedId, EntryId),
    _folder: TempDir,
}

/// What of a case has addresses.
pub(super) struct CaseParts {
    pub(super) case: CaseId,
    pub(super) station: StationId,
    pub(super) annex: AnnexId,
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
    pub(super) async fn new() -> Self {
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
        let texts = texts_of(&archive).await;
        let cases = [
            case_of(&archive, "Cykelstier", Access::Open).await,
            case_of(&archive, SECRET, Access::Closed).await,
        ];
        let closed_work = super::after_tests::closed_work(&archive).await;
        let held = hold_meeting(&archive).await;
        let agenda = agenda_of(&archive).await;
        let router = router(archive.clone(), Settings::default(), clock);
        Self {
            archive,
            router,
            accounts,
            closed_work,
            sums,
            texts,
            cases,
            held,
            agenda,
            _folder: folder,
        }
    }

    /// The addresses below a meeting that was held: of one that is not there, and of the one that is.
    /// Who has the role in another body only is refused there.
    fn of_meeting(&self, path: &str) -> (String, Option<String>) {
        let filled = |planned: &str, entry: &str| {
            path.replace("{planned}", planned).replace("{entry}", entry)
        };
        let nowhere = "0192d0c0-0000-7000-8000-000000000000";
        let there = filled(&self.held.0.to_string(), &self.held.1.to_string());
        (filled(nowhere, nowhere), Some(there))
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
            path if path.contains("/moede/{planned}") || path.contains("/referat/{planned}") => {
                // What is sent without a form is refused; the answer may show the page again.
                let (open, closed) = self.of_meeting(path);
                (open, closed.filter(|_| !is_form(path)))
            }
            path if path.contains("{planned}") => {
                let (planned, entry) = self.agenda;
                let path = path.replace("{planned}", &planned.to_string());
                (path.replace("{entry}", &entry.to_string()), None)
            }
            "/arbejde/organ/{slug}/regler" => (format!("/arbejde/organ/{BODY}/regler"), None),
            "/aarshjul/{file}" => (format!("/aarshjul/{BODY}.ics"), None),
            "/moede/{body}/{slug}/korrektur" => {
                (format!("/moede/{BODY}/2026-03-02/korrektur"), None)
            }
            "/arbejde/korrektur/{body}" => (format!("/arbejde/korrektur/{BODY}"), None),
            "/organ/{slug}" => (format!("/organ/{BODY}"), None),
            "/arbejde/tekst/{id}"
            | "/arbejde/tekst/{id}/data"
            | "/arbejde/tekst/{id}/korrektur"
            | "/arbejde/tekst/{id}/versioner"
            | "/arbejde/tekst/{id}/version/{number}"
            | "/arbejde/tekst/{id}/sammenlign" => {
                let query = if path.ends_with("sammenlign") { "?fra=0&til=0" } else { "" };
                let of = |id: TextId| {
                    path.replace("{id}", &id.to_string()).replace("{number}", "0") + query
                };
                (of(self.texts[0]), Some(of(self.texts[1])))
            }
            "/arbejde/sager" => (path.to_owned(), Some(path.to_owned())),
            path if path.starts_with("/arbejde/sag/") => {
                let [open, closed] = self.cases.each_ref().map(|parts| {
                    path.replace("{id}", &parts.case.to_string())
                        .replace("{station}", &parts.station.to_string())
                        .replace("{annex}", &parts.annex.to_string())
                        .replace("{version}", "1")
                        .replace("{name}", "bilag.txt")
                });
                // What a form answers is a way on, not the thing.
                let forms = ["tilstand", "fornyelse", "rute", "raad", "bilag", "fil"];
                let is_form = forms.iter().any(|form| path.ends_with(&format!("/{form}")));
                (open, Some(closed).filter(|_| !is_form))
            }
            "/mit/punkt/{slug}" | "/mit/punkt/{slug}/noter.json" => {
                let closed = format!("{BODY}-2026-03-02-2");
                (String::new(), Some(path.replace("{slug}", &closed)))
            }
            "/arbejde/siden-sidst/{body}" => (String::new(), Some(path.replace("{body}", BODY))),
            "/arbejde/opgave/{id}" => {
                (String::new(), Some(path.replace("{id}", &self.closed_work[0])))
            }
            "/arbejde/videre/{id}" | "/videre/{id}" => {
                (String::new(), Some(path.replace("{id}", &self.closed_work[1])))
            }
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

    /// The account of someone.
    pub(super) fn account(&self, who: Who) -> AccountId {
        self.accounts.iter().find(|(one, _)| *one == who).unwrap().1
    }

    /// The answer to someone: its status, whether it leads to where one signs in, and its text.
    pub(super) async fn answer(
        &self,
        who: Who,
        verb: Verb,
        path: &str,
    ) -> (StatusCode, bool, String) {
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
        let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok());
        let is_stream = kind.is_some_and(|kind| kind.starts_with("text/event-stream"));
        let mut body = response.into_body();
        let mut bytes = Vec::new();
        while let Some(frame) = body.frame().await {
            bytes.extend(frame.unwrap().into_data().unwrap_or_default());
            if is_stream {
                break; // It goes on as long as someone listens.
            }
        }
        (status, to_sign_in, String::from_utf8_lossy(&bytes).into_owned())
    }
}

fn is_form(path: &str) -> bool {
    ["/haendelse", "/haendelser", "/tekst", "/tilstand", "/bemaerkning"]
        .iter()
        .any(|end| path.ends_with(end))
}

/// Holds a meeting with a closed item, and sends its minutes.
async fn hold_meeting(archive: &Archive) -> (PlannedId, EntryId) {
    let date = jiff::civil::date(2026, 6, 1);
    let timing = Timing::on(date);
    let planned =
        plan::add(archive, "test", &NewMeeting { body: BODY.into(), timing }).await.unwrap();
    agendas::begin(archive, "test", planned).await.unwrap();
    let draft = EntryDraft {
        title: format!("{SECRET} søger en stilling"),
        neutral_title: "En personsag".into(),
        access: Access::Closed,
        access_reason: "Personoplysninger".into(),
        ..EntryDraft::default()
    };
    let new = NewEntry { draft, ..NewEntry::default() };
    let early = jiff::civil::date(2026, 1, 2);
    let entry = agendas::add_entry(archive, "test", planned, new, early).await.unwrap();
    approve(archive, planned, early).await;
    let mut tx = archive.db().begin().await.unwrap();
    let (_, agenda) = meetings::agenda(&mut tx, archive, planned).await.unwrap().unwrap();
    drop(tx);
    let at = "9.30".parse().unwrap();
    let course = [
        Event::Opened { at },
        Event::Current { entry: Some(entry) },
        Event::Noted { entry, text: format!("{SECRET} får stillingen") },
        Event::Closed { at },
    ];
    let entered = (1..).zip(course).map(|(order, event)| Entered {
        id: uuid::Uuid::new_v4().into(),
        order,
        at: archive.now(),
        event,
    });
    let nobody = Actor::public();
    let entered = entered.collect();
    let kept = meetings::keep(archive, &agenda, &nobody, Vec::new(), entered).await.unwrap();
    assert!(kept.iter().all(|receipt| receipt.taken.is_ok()), "{kept:?}");
    minutes::send(archive, &nobody, planned, None, "http://localhost").await.unwrap();
    (planned, entry)
}

/// An approved agenda with a closed entry.
async fn agenda_of(archive: &Archive) -> (PlannedId, EntryId) {
    let timing = Timing::on(jiff::civil::date(2026, 9, 9));
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
    approve(archive, planned, today).await;
    (planned, entry)
}

/// Approves an agenda with one entry as its chair.
async fn approve(archive: &Archive, planned: PlannedId, today: jiff::civil::Date) {
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
}

/// One account without a role, and for each role one in the body and one elsewhere; administrators
/// are bound to no body.
async fn accounts_of(archive: &Archive) -> Vec<(Who, AccountId)> {
    let mut wanted = vec![Who::Plain];
    for role in Role::ALL {
        wanted.push(Who::With(role, BODY));
        if role != Role::Administrator {
            wanted.push(Who::With(role, ELSEWHERE));
        }
    }
    let mut accounts = Vec::new();
    for (at, who) in wanted.into_iter().enumerate() {
        let grants = match who {
            Who::With(role, body) => {
                let body = (role != Role::Administrator).then(|| body.to_owned());
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

/// A text of an open and one of a closed case.
async fn texts_of(archive: &Archive) -> [TextId; 2] {
    let mut made = Vec::new();
    for (title, access) in [("Cykelstier", Access::Open), (SECRET, Access::Closed)] {
        let beginning = Beginning::Template { title: title.to_owned(), body: None };
        let (kind, subject, body) =
            (ItemKind::Decision, format!("case/{access:?}"), BODY.to_owned());
        let new = NewText { title: title.to_owned(), kind, subject, body, access, beginning };
        made.push(texts::add(archive, "test", &new).await.unwrap());
    }
    [made[0], made[1]]
}

/// A case on its way, which comes to the other body later, with an annex.
async fn case_of(archive: &Archive, title: &str, access: Access) -> CaseParts {
    let mut facts = Facts { title: title.into(), kind: ItemKind::Decision, ..Facts::default() };
    if access == Access::Closed {
        let (reason, is_title_marked) = (format!("{SECRET} vil sælge"), true);
        facts.access = CaseAccess::Closed { reason, is_title_marked };
    }
    let usual = if access == Access::Closed { Usual::Parallel } else { Usual::Kkr };
    let new = NewCase { body: BODY.into(), facts, usual, ..NewCase::default() };
    let case = cases::create(archive, "test", new).await.unwrap();
    let name = format!("{title}.txt");
    let bytes = format!("{title} i et bilag").into_bytes().into();
    let upload = Upload { file_name: name, bytes };
    let annex = cases::annexes::add(archive, "test", case, vec![upload]).await.unwrap()[0];
    let station = archive.ids().make();
    cases::change(archive, "test", case, None, "case.start", |case| {
        let place = cases::Place { slug: "udvalg".into(), name: format!("Udvalget {title}") };
        let (ask, due, reason) = (Ask::Note, None, None);
        let new = NewStation { place, gathering: None, ask, due, reason };
        case.route.add(new.with_id(station), Where::Last, None)?;
        case.start()
    })
    .await
    .unwrap();
    CaseParts { case, station, annex }
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
    // A text and a case belong to a body, so elsewhere's roles do not count.
    let bound =
        [fixture.texts[0].to_string(), fixture.cases[0].case.to_string(), "/korrektur".to_owned()];
    for row in TABLE {
        let (open, closed) = fixture.addresses(row.path);
        let closed = closed.filter(|_| row.verb == Verb::Get);
        for who in &everyone {
            let case = format!("{:?} {} {open} for {who:?}", row.verb, row.path);
            if !open.is_empty() {
                let (status, to_sign_in, text) = fixture.answer(*who, row.verb, &open).await;
                let refused = to_sign_in
                    || matches!(status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED);
                let is_bound = bound.iter().any(|id| open.contains(id));
                let is_there = !is_bound || matches!(who, Who::With(_, BODY));
                assert_eq!(refused, !(is_let_in(row, *who) && is_there), "{case}: {status}");
                assert_ne!(status, StatusCode::METHOD_NOT_ALLOWED, "no route: {case}");
                assert!(!status.is_server_error(), "{case}: {status}");
                let inside = matches!(who, Who::With(role, BODY) if row.closed.has(*role));
                assert!(inside || !text.contains(SECRET), "{case} leaks");
            }
            if let Some(closed) = closed.as_ref().filter(|_| row.verb == Verb::Get) {
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
