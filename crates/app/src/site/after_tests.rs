//! What comes after a decision, asked over HTTP: a recipient's link, tasks, members' notes.
#![allow(clippy::unwrap_used, reason = "tests")]

use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use jiff::Timestamp;
use jiff::civil::date;
use raadslag_document::{Access, Block, Outcome};
use tower::ServiceExt;

use super::closed_tests::enter;
use super::tests::{BODY, Fixture, SECRET, Who};
use crate::access::{Role, Verb};
use crate::accounts;
use crate::agendas;
use crate::archive::Archive;
use crate::ids::AccountId;
use crate::meetings::rules::Event;
use crate::onward::{self, Asked, NewOnward};
use crate::plan::Standing;
use crate::tasks::{self, NewTask, Owner};

const CLOSED: &str = "kkr-sjaelland-2026-03-02-2";
const OPEN: &str = "kkr-sjaelland-2026-03-02-1";

fn says(title: &str, access: Access) -> NewOnward {
    NewOnward {
        title: title.into(),
        asked: Asked::Approve,
        deadline: date(2026, 4, 1),
        text: vec![Block::paragraph("Fælles tekst")],
        access,
    }
}

/// A task and a case of the closed item, with the secret word in both.
pub(super) async fn closed_work(archive: &Archive) -> [String; 2] {
    let task = NewTask {
        body: BODY.into(),
        what: format!("Ring til {SECRET}"),
        owner: Owner::Name,
        owner_name: "Sekretariatet".into(),
        due: None,
        access: Access::Closed,
        item: Some(CLOSED.into()),
        meeting: None,
    };
    let task = tasks::create(archive, "test", &task).await.unwrap();
    let says = says(&format!("Salg til {SECRET}"), Access::Closed);
    let names = ["Faxe".to_owned()];
    let place = (BODY, CLOSED);
    let case = onward::create(archive, "test", place, Vec::new(), &says, &names).await.unwrap();
    [task.to_string(), case.to_string()]
}

/// An open case with one recipient, and the secret of its link.
async fn open_case(fixture: &Fixture) -> (String, String) {
    let archive = &fixture.archive;
    let names = ["Faxe".to_owned()];
    let text = vec![Block::paragraph("Sagen selv")];
    let says = says("Cykelstier", Access::Open);
    let id = onward::create(archive, "test", (BODY, OPEN), text, &says, &names).await.unwrap();
    let faxe = onward::standings(archive, id).await.unwrap().remove(0).recipient.id;
    let token = onward::link(archive, "test", faxe).await.unwrap();
    (id.to_string(), token.secret().to_owned())
}

async fn text(response: Response<Body>) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8_lossy(&bytes).into_owned()
}

async fn send(fixture: &Fixture, request: Request<Body>) -> Response<Body> {
    fixture.router.clone().oneshot(request).await.unwrap()
}

/// A form with a file, as a browser sends it.
fn form(token: &str, fields: &[(&str, &str)], file: Option<(&str, &[u8])>) -> Request<Body> {
    let mut body = Vec::new();
    for (name, value) in fields {
        let head = format!("--grænse\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
        body.extend([head.as_bytes(), value.as_bytes(), b"\r\n"].concat());
    }
    if let Some((name, content)) = file {
        let head = format!(
            "--grænse\r\ncontent-disposition: form-data; name=\"dokument\"; filename=\"{name}\"\r\n\
             content-type: application/pdf\r\n\r\n"
        );
        body.extend([head.as_bytes(), content, b"\r\n"].concat());
    }
    body.extend("--grænse--\r\n".as_bytes());
    let body = String::from_utf8_lossy(&body).replace("grænse", "graense");
    Request::post(format!("/svar/{token}"))
        .header("content-type", "multipart/form-data; boundary=graense")
        .body(Body::from(body))
        .unwrap()
}

#[tokio::test]
async fn an_officer_reads_answers_and_corrects_by_the_link_alone() {
    let fixture = Fixture::new().await;
    let (case, token) = open_case(&fixture).await;
    let path = format!("/svar/{token}");
    let page = send(&fixture, Request::get(&path).body(Body::empty()).unwrap()).await;
    assert_eq!(page.headers()["cache-control"], "no-store");
    let page = text(page).await;
    assert!(page.contains("Fælles tekst") && page.contains("Sagen selv"), "{page}");
    assert!(page.contains("noindex"));
    let download = Request::get(format!("{path}/tekst.txt")).body(Body::empty()).unwrap();
    assert!(text(send(&fixture, download).await).await.contains("Fælles tekst\n\nSagen selv"));
    for (name, begins) in [("tekst.docx", "PK"), ("tekst.pdf", "%PDF")] {
        let file = Request::get(format!("{path}/{name}")).body(Body::empty()).unwrap();
        let file = send(&fixture, file).await;
        assert_eq!(file.headers().get_all("content-type").iter().count(), 1, "{name}");
        assert!(text(file).await.starts_with(begins), "{name}");
    }

    // What cannot be taken comes back as it was typed.
    let refused =
        form(&token, &[("svar", "deviated"), ("dato", "2026-02-20"), ("tekst", " ")], None);
    let refused = send(&fixture, refused).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let refused = text(refused).await;
    assert!(refused.contains("role=\"alert\"") && refused.contains("value=\"2026-02-20\""));

    let pdf = Some(("referat.pdf", &b"%PDF-1.4 x"[..]));
    let fields = [("svar", "followed"), ("dato", "2026-02-20"), ("tekst", "Enstemmigt")];
    let taken = send(&fixture, form(&token, &fields, pdf)).await;
    assert_eq!(taken.status(), StatusCode::SEE_OTHER);
    let fields = [("svar", "followed"), ("dato", "2026-02-21"), ("tekst", "Enstemmigt")];
    assert_eq!(send(&fixture, form(&token, &fields, None)).await.status(), StatusCode::SEE_OTHER);

    // Everyone sees the state, the secretary the document, the public not even its name.
    let (_, _, public) = fixture.answer(Who::Public, Verb::Get, &format!("/videre/{case}")).await;
    assert!(public.contains("på plads") && public.contains("Enstemmigt"), "{public}");
    assert!(!public.contains("referat.pdf"));
    let secretary = Who::With(Role::Secretary, BODY);
    let work = format!("/arbejde/videre/{case}");
    let (_, _, inside) = fixture.answer(secretary, Verb::Get, &work).await;
    assert!(inside.contains("referat.pdf") && inside.contains("via link: Faxe"));
    assert!(inside.contains("1 tidligere svar"));
    let at = inside.find(&format!("{work}/svar/")).unwrap();
    let document = inside[at..].split('"').next().unwrap();
    let (status, _, content) = fixture.answer(secretary, Verb::Get, document).await;
    assert_eq!((status, content.as_str()), (StatusCode::OK, "%PDF-1.4 x"));
    let elsewhere = Who::With(Role::Secretary, "kkr-hovedstaden");
    for who in [Who::Public, Who::Plain, elsewhere] {
        let (_, _, content) = fixture.answer(who, Verb::Get, document).await;
        assert!(!content.contains("%PDF"), "{who:?}");
    }
}

#[tokio::test]
async fn a_page_that_pretends_to_be_a_pdf_is_refused() {
    let fixture = Fixture::new().await;
    let (_, token) = open_case(&fixture).await;
    let page = Some(("referat.pdf", &b"<!doctype html><script>alert(1)</script>"[..]));
    let fields = [("svar", "followed"), ("dato", "2026-02-20"), ("tekst", "x")];
    let refused = send(&fixture, form(&token, &fields, page)).await;
    assert_eq!(refused.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn links_cannot_be_guessed_for_long() {
    let fixture = Fixture::new().await;
    let (_, token) = open_case(&fixture).await;
    let ask = async |secret: &str| {
        let request = Request::get(format!("/svar/{secret}")).body(Body::empty()).unwrap();
        send(&fixture, request).await.status()
    };
    for n in 0..20 {
        assert_eq!(ask(&format!("{n:064}")).await, StatusCode::GONE);
    }
    assert_eq!(ask(&token).await, StatusCode::GONE, "now the right one has to wait too");
}

async fn signed_in(
    fixture: &Fixture,
    account: AccountId,
    path: &str,
    body: Option<&str>,
) -> Response<Body> {
    let now = Timestamp::from_second(1_772_000_000).unwrap();
    let token = accounts::begin(&fixture.archive, account, now).await.unwrap();
    let request = match body {
        Some(_) => Request::post(path),
        None => Request::get(path),
    };
    let request = request
        .header("cookie", format!("raadslag={}", token.secret()))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(Body::from(body.unwrap_or_default().to_owned()))
        .unwrap();
    send(fixture, request).await
}

#[tokio::test]
async fn minutes_the_next_meeting_has_approved_are_read_and_published_but_not_written() {
    let fixture = Fixture::new().await;
    let (held, next) = (fixture.held.0, fixture.agenda.0);
    let secretary = Who::With(Role::Secretary, BODY);
    let path = format!("/arbejde/referat/{held}");
    let shown = async || fixture.answer(secretary, Verb::Get, &path).await.2;
    let before = shown().await;
    assert!(before.contains("<textarea") && !before.contains("offentliggoer"), "{before}");
    let mut tx = fixture.archive.db().begin().await.unwrap();
    let entries = agendas::entries(&mut tx, next).await.unwrap();
    drop(tx);
    let is_it = |entry: &&agendas::Entry| entry.standing == Some(Standing::ApprovalOfMinutes);
    let entry = entries.iter().find(is_it).unwrap().id;
    enter(&fixture, next, 1, Event::Opened { at: "9.00".parse().unwrap() }).await;
    let (point, outcome, text, to) = (0, Outcome::Approved, None, None);
    enter(&fixture, next, 2, Event::Decided { entry, point, outcome, text, to }).await;
    let after = shown().await;
    assert!(!after.contains("<textarea") && after.contains("offentliggoer"), "{after}");
}

#[tokio::test]
async fn a_note_at_a_closed_item_is_written_and_read_by_those_inside_only() {
    let fixture = Fixture::new().await;
    let path = format!("/mit/punkt/{CLOSED}");
    let note = "afsnit=0&tekst=Husk+mig";
    let outside = fixture.account(Who::With(Role::Member, "kkr-hovedstaden"));
    let refused = signed_in(&fixture, outside, &path, Some(note)).await;
    assert_eq!(refused.status(), StatusCode::NOT_FOUND);
    let inside = fixture.account(Who::With(Role::Member, BODY));
    let saved = signed_in(&fixture, inside, &path, Some(note)).await;
    assert_eq!(saved.status(), StatusCode::SEE_OTHER);
    assert!(text(signed_in(&fixture, inside, "/mit/noter", None).await).await.contains("Husk mig"));
    let chair = fixture.account(Who::With(Role::Chair, BODY));
    for who in [outside, chair] {
        for page in [&path, "/mit/noter", "/mit"] {
            let shown = text(signed_in(&fixture, who, page, None).await).await;
            assert!(!shown.contains("Husk mig"), "{page}");
        }
    }
    // Disqualified, its owner keeps the note, but not the item's words.
    let mut tx = fixture.archive.db().begin().await.unwrap();
    accounts::bar(&mut tx, inside, CLOSED, true).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(signed_in(&fixture, inside, &path, None).await.status(), StatusCode::NOT_FOUND);
    let notes = text(signed_in(&fixture, inside, "/mit/noter", None).await).await;
    assert!(notes.contains("Husk mig"), "{notes}");
    assert!(!notes.contains("Et lukket punkt") && !notes.contains(SECRET), "{notes}");
}

#[tokio::test]
async fn a_task_is_settled_by_its_owner_and_by_those_who_give_tasks() {
    let fixture = Fixture::new().await;
    let owner = fixture.account(Who::With(Role::Member, BODY));
    let task = NewTask {
        body: BODY.into(),
        what: "Ring til Faxe".into(),
        owner: Owner::Account(owner),
        owner_name: "User".into(),
        due: None,
        access: Access::Open,
        item: None,
        meeting: None,
    };
    let id = tasks::create(&fixture.archive, "test", &task).await.unwrap();
    let path = format!("/arbejde/opgave/{id}/tilstand");
    for (who, status) in [
        (Who::With(Role::Substitute, BODY), StatusCode::FORBIDDEN),
        (Who::With(Role::Secretary, "kkr-hovedstaden"), StatusCode::FORBIDDEN),
        (Who::With(Role::Member, BODY), StatusCode::SEE_OTHER),
        (Who::With(Role::Secretary, BODY), StatusCode::SEE_OTHER),
    ] {
        let answer = signed_in(&fixture, fixture.account(who), &path, Some("hvad=udfoert")).await;
        assert_eq!(answer.status(), status, "{who:?}");
    }
    assert!(!tasks::one(&fixture.archive, id).await.unwrap().unwrap().state.is_open());
}

#[tokio::test]
async fn what_a_browser_keeps_is_what_its_account_may_see_and_goes_at_sign_out() {
    let fixture = Fixture::new().await;
    let path = format!("/mit/offline/{BODY}/2026-03-02");
    let closed = format!("/mit/punkt/{CLOSED}");
    for (who, sees) in [
        (Who::With(Role::Member, BODY), true),
        (Who::With(Role::Member, "kkr-hovedstaden"), false),
        (Who::Plain, false),
    ] {
        let list = text(signed_in(&fixture, fixture.account(who), &path, None).await).await;
        assert!(list.contains(&format!("/punkt/{OPEN}")), "{list}");
        assert_eq!(list.contains(&closed), sees, "{who:?}");
        assert_eq!(list.contains("/bilag/"), sees, "{who:?}");
    }
    let worker = send(&fixture, Request::get("/sw.js").body(Body::empty()).unwrap()).await;
    assert_eq!(worker.headers()["service-worker-allowed"], "/");
    let policy = worker.headers()["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("worker-src 'self'") && policy.contains("manifest-src 'self'"));
    let member = fixture.account(Who::With(Role::Member, BODY));
    let out = signed_in(&fixture, member, "/log-ud", Some("")).await;
    assert_eq!(out.headers()["clear-site-data"], "\"storage\"");
}
