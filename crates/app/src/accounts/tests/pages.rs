//! Signing in as people do, on both databases.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt;
use jiff::Timestamp;
use totp_rs::{Builder, Secret};
use tower::ServiceExt;

use super::super::forgotten::Post;
use crate::accounts::{self, INVITATION, NewAccount, Password, Token};
use crate::archive::{Archive, Settings as Place, TestPostgres};
use crate::clock::FixedClock;
use crate::i18n::Language;
use crate::ids::{AccountId, SystemRandomness};
use crate::journal;
use crate::shell::Settings;
use crate::site::router;

const NOW: i64 = 1_772_000_000;
const PASSWORD: &str = "en lang sætning";

struct Fixture {
    archive: Archive,
    router: Router,
    account: AccountId,
}

/// An answer: its status, where it leads, the cookie it gives, its text.
struct Answer {
    status: StatusCode,
    to: String,
    cookie: String,
    text: String,
}

impl Fixture {
    async fn open(place: &Place) -> Self {
        let clock = Arc::new(FixedClock(Timestamp::from_second(NOW).unwrap()));
        let archive =
            Archive::open_with(place, clock.clone(), Arc::new(SystemRandomness)).await.unwrap();
        let new = NewAccount {
            email: "signe@example.dk".parse().unwrap(),
            name: "Signe".into(),
            grants: vec!["administrator".parse().unwrap()],
        };
        let account = accounts::add(&archive, "test", &new).await.unwrap();
        let link = accounts::link(&archive, "test", account, INVITATION()).await.unwrap();
        let password = Password::new(PASSWORD).unwrap();
        accounts::set_password(&archive, &link, password).await.unwrap();
        let router = router(archive.clone(), Settings::default(), clock);
        Self { archive, router, account }
    }

    async fn ask(&self, method: &str, path: &str, cookie: &str, form: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded(form);
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header("cookie", cookie)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(body))
            .unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let header = |name| {
            let value = response.headers().get(name).and_then(|value| value.to_str().ok());
            value.unwrap_or_default().to_owned()
        };
        let (to, cookie) = (header("location"), header("set-cookie"));
        let cookie = cookie.split(';').next().unwrap_or_default().to_owned();
        let status = response.status();
        let bytes = response.into_body().collect().await.unwrap().to_bytes();
        Answer { status, to, cookie, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    async fn sign_in(&self, email: &str, password: &str) -> Answer {
        let form = [("email", email), ("kode", password), ("retur", "/mit/adgang")];
        self.ask("POST", "/log-ind", "", &form).await
    }
}

fn serde_urlencoded(form: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| {
        let value = crate::shell::encode(value).replace('/', "%2F");
        format!("{name}={value}")
    };
    form.iter().map(pair).collect::<Vec<_>>().join("&")
}

async fn each(test: impl AsyncFn(&Fixture)) {
    let folder = tempfile::tempdir().unwrap();
    let fixture = Fixture::open(&Place::local(folder.path())).await;
    test(&fixture).await;
    fixture.archive.close().await;
    if let Some(postgres) = TestPostgres::new().await {
        let folder = tempfile::tempdir().unwrap();
        let place = Place { database: Some(postgres.url()), ..Place::local(folder.path()) };
        let fixture = Fixture::open(&place).await;
        test(&fixture).await;
        fixture.archive.close().await;
        postgres.remove().await;
    }
}

#[tokio::test]
async fn who_signs_in_is_known_until_signing_out() {
    each(async |fixture| {
        let answer = fixture.sign_in(" Signe@Example.dk", PASSWORD).await;
        assert_eq!((answer.status, &*answer.to), (StatusCode::SEE_OTHER, "/mit/adgang"));
        let page = fixture.ask("GET", "/mit/adgang", &answer.cookie, &[]).await;
        assert!(page.text.contains("Administrator") && page.text.contains("Signe"));
        fixture.ask("POST", "/log-ud", &answer.cookie, &[]).await;
        let after = fixture.ask("GET", "/mit/adgang", &answer.cookie, &[]).await;
        assert_eq!(after.to, "/log-ind?retur=/mit/adgang");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_told_the_same() {
    each(async |fixture| {
        let wrong = fixture.sign_in("signe@example.dk", "en anden sætning").await;
        let unknown = fixture.sign_in("nobody@example.dk", "en anden sætning").await;
        let plain = |answer: &Answer| answer.text.replace("nobody", "signe");
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((wrong.status, plain(&wrong)), (unknown.status, plain(&unknown)));
        assert!(wrong.text.contains("signe@example.dk"), "what was typed is kept");
        assert!(wrong.cookie.is_empty() && !wrong.text.contains("en anden"));
    })
    .await;
}

#[tokio::test]
async fn after_five_wrong_passwords_even_the_right_one_waits_and_others_do_not() {
    each(async |fixture| {
        for _ in 0..5 {
            fixture.sign_in("signe@example.dk", "en anden sætning").await;
        }
        let right = fixture.sign_in("signe@example.dk", PASSWORD).await;
        assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(right.text.contains("kl. 07.28"), "{}", right.text);
        let other = fixture.sign_in("other@example.dk", PASSWORD).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn a_link_sets_one_password_and_ends_older_sessions() {
    each(async |fixture| {
        let before = fixture.sign_in("signe@example.dk", PASSWORD).await.cookie;
        let link =
            accounts::link(&fixture.archive, "test", fixture.account, INVITATION()).await.unwrap();
        let path = format!("/adgang/{}", link.secret());
        let short = [("kode", "kort"), ("igen", "kort")];
        let refused = fixture.ask("POST", &path, "", &short).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let differ = [("kode", "en ny lang sætning"), ("igen", "en helt anden")];
        let refused = fixture.ask("POST", &path, "", &differ).await;
        assert!(refused.text.contains("ikke ens"));
        let new = [("kode", "en ny lang sætning"), ("igen", "en ny lang sætning")];
        let set = fixture.ask("POST", &path, "", &new).await;
        let page = fixture.ask("GET", &set.to, "", &[]).await;
        assert!(page.text.contains("Adgangskoden er gemt"), "{}", set.to);
        assert_eq!(fixture.ask("POST", &path, "", &new).await.status, StatusCode::GONE);
        let ended = fixture.ask("GET", "/mit/adgang", &before, &[]).await;
        assert!(ended.to.starts_with("/log-ind?"));
        let old = fixture.sign_in("signe@example.dk", PASSWORD).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
        let now = fixture.sign_in("signe@example.dk", "en ny lang sætning").await;
        assert_eq!(now.status, StatusCode::SEE_OTHER);
    })
    .await;
}

/// The mails queued, once there are as many as awaited: what is mailed after an answer takes a moment.
async fn mails(fixture: &Fixture, awaited: usize) -> Vec<(String, String)> {
    loop {
        let queued = crate::mail::queued_for_tests(&fixture.archive).await;
        if queued.len() >= awaited {
            return queued.into_iter().map(|(to, _, text, _)| (to, text)).collect();
        }
        tokio::task::yield_now().await;
    }
}

fn link_in(text: &str) -> String {
    let at = text.split("/adgang/").nth(1).unwrap();
    format!("/adgang/{}", &at[..64])
}

#[tokio::test]
async fn a_forgotten_password_is_set_anew_by_mail_and_an_unknown_address_is_told_the_same() {
    each(async |fixture| {
        let unknown = [("email", "nobody@example.dk")];
        let unknown = fixture.ask("POST", "/log-ind/glemt", "", &unknown).await;
        let known = [("email", " Signe@Example.dk")];
        let answer = fixture.ask("POST", "/log-ind/glemt", "", &known).await;
        assert_eq!((answer.status, &answer.text), (StatusCode::OK, &unknown.text));
        let mails = mails(fixture, 1).await;
        assert_eq!(mails.len(), 1, "{mails:?}");
        let (to, text) = &mails[0];
        assert_eq!(to, "signe@example.dk");
        let new = [("kode", "en ny lang sætning"), ("igen", "en ny lang sætning")];
        let set = fixture.ask("POST", &link_in(text), "", &new).await;
        assert_eq!(set.to, "/log-ind?gemt=1");
        let now = fixture.sign_in("signe@example.dk", "en ny lang sætning").await;
        assert_eq!(now.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_flooded_with_links_and_a_closed_account_gets_none() {
    each(async |fixture| {
        accounts::set_active(&fixture.archive, "test", fixture.account, false).await.unwrap();
        let form = [("email", "signe@example.dk")];
        for _ in 0..3 {
            let answer = fixture.ask("POST", "/log-ind/glemt", "", &form).await;
            assert_eq!(answer.status, StatusCode::OK);
        }
        let fourth = fixture.ask("POST", "/log-ind/glemt", "", &form).await;
        assert_eq!(fourth.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(fourth.text.contains("signe@example.dk"), "what was typed is kept");
        let origin = "https://raadslag.test".to_owned();
        let post = Post { archive: fixture.archive.clone(), origin, language: Language::Danish };
        post.answer(&"signe@example.dk".parse().unwrap()).await.unwrap();
        let other = [("email", "er ikke en adresse")];
        let other = fixture.ask("POST", "/log-ind/glemt", "", &other).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(mails(fixture, 0).await, []);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_mails_an_invitation() {
    each(async |fixture| {
        let cookie = fixture.sign_in("signe@example.dk", PASSWORD).await.cookie;
        let form = [("navn", "Bo"), ("email", "bo@example.dk")];
        let made = fixture.ask("POST", "/arbejde/brugere", &cookie, &form).await;
        let sent = fixture.ask("POST", &made.to, &cookie, &[("hvad", "send")]).await;
        assert!(sent.text.contains("på vej til bo@example.dk"), "{}", sent.text);
        let mails = mails(fixture, 1).await;
        assert_eq!(mails[0].0, "bo@example.dk");
        let page = fixture.ask("GET", &link_in(&mails[0].1), "", &[]).await;
        assert!(page.text.contains("Bo, vælg en adgangskode"));
    })
    .await;
}

#[tokio::test]
async fn a_closed_account_is_out_at_once() {
    each(async |fixture| {
        let cookie = fixture.sign_in("signe@example.dk", PASSWORD).await.cookie;
        accounts::set_active(&fixture.archive, "test", fixture.account, false).await.unwrap();
        let page = fixture.ask("GET", "/mit/adgang", &cookie, &[]).await;
        assert!(page.to.starts_with("/log-ind?"));
        let again = fixture.sign_in("signe@example.dk", PASSWORD).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn with_codes_a_password_is_not_enough_and_a_code_counts_once() {
    each(async |fixture| {
        let cookie = fixture.sign_in("signe@example.dk", PASSWORD).await.cookie;
        let offer = [("hvad", "tilbud")];
        let offered = fixture.ask("POST", "/mit/adgang/engangskode", &cookie, &offer).await.text;
        let at = offered.split("name=\"hemmelighed\" value=\"").nth(1).unwrap();
        let secret = at.split('"').next().unwrap();
        let totp = Builder::new().with_secret(Secret::try_from_base32(secret).unwrap());
        let totp = totp.build().unwrap();
        let code = |seconds: i64| totp.generate(seconds.try_into().unwrap()).to_string();
        let wrong = [("hvad", "til"), ("hemmelighed", secret), ("engangskode", "000000")];
        let refused = fixture.ask("POST", "/mit/adgang/engangskode", &cookie, &wrong).await;
        assert!(refused.text.contains(secret), "the same key is offered again");
        let first = code(NOW - 30);
        let right = [("hvad", "til"), ("hemmelighed", secret), ("engangskode", &*first)];
        let set = fixture.ask("POST", "/mit/adgang/engangskode", &cookie, &right).await;
        assert_eq!(set.to, "/mit/adgang");

        let waiting = fixture.sign_in("signe@example.dk", PASSWORD).await;
        assert!(waiting.cookie.is_empty(), "a password alone is not enough");
        let at = waiting.text.split("name=\"venter\" value=\"").nth(1).unwrap();
        let token = Token::parse(at.split('"').next().unwrap()).unwrap();
        for (code, status) in [
            (first.clone(), StatusCode::UNPROCESSABLE_ENTITY),
            ("123".into(), StatusCode::UNPROCESSABLE_ENTITY),
            (code(NOW), StatusCode::SEE_OTHER),
            (code(NOW), StatusCode::SEE_OTHER),
        ] {
            let form = [("venter", token.secret()), ("engangskode", &*code)];
            let answer = fixture.ask("POST", "/log-ind/kode", "", &form).await;
            assert_eq!(answer.status, status, "{code}");
        }
        let form = [("venter", token.secret()), ("engangskode", &*code(NOW))];
        let again = fixture.ask("POST", "/log-ind/kode", "", &form).await;
        assert_eq!((&*again.to, &*again.cookie), ("/log-ind", ""), "the sign-in was used up");

        let end = [("hvad", "fra"), ("engangskode", "000000")];
        let refused = fixture.ask("POST", "/mit/adgang/engangskode", &cookie, &end).await;
        assert_eq!(
            refused.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "an open browser is not enough"
        );
        let other = [("hvad", "til"), ("hemmelighed", secret), ("engangskode", &*code(NOW))];
        let other = fixture.ask("POST", "/mit/adgang/engangskode", &cookie, &other).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY, "nor to take another key");
        let end = [("hvad", "fra"), ("engangskode", &*code(NOW + 30))];
        let ended = fixture.ask("POST", "/mit/adgang/engangskode", &cookie, &end).await;
        assert_eq!(ended.to, "/mit/adgang");
    })
    .await;
}

#[tokio::test]
async fn what_is_done_with_accounts_is_in_the_journal_and_no_secret_is() {
    each(async |fixture| {
        let subject = format!("account/{}", fixture.account);
        let entries = journal::about(fixture.archive.db(), &subject).await.unwrap();
        let actions: Vec<_> = entries.iter().map(|entry| entry.action.as_str()).collect();
        assert_eq!(actions, ["account.create", "account.role", "account.link", "account.password"]);
        assert!(!format!("{entries:?}").contains("argon2"));
        let (verified, _) = fixture.archive.verify_journal(None).await.unwrap();
        assert!(matches!(verified, journal::Verified::Whole(_)));
    })
    .await;
}

#[tokio::test]
async fn a_role_is_chosen_given_once_and_what_was_typed_is_kept() {
    each(async |fixture| {
        let cookie = fixture.sign_in("signe@example.dk", PASSWORD).await.cookie;
        let path = format!("/arbejde/bruger/{}/rolle", fixture.account);
        let give = async |role: &str, body: &str, party: &str, last: &str| {
            let form = [
                ("rolle", role),
                ("organ", body),
                ("gruppe", party),
                ("fra", "2026-03-01"),
                ("til", last),
            ];
            fixture.ask("POST", &path, &cookie, &form).await
        };
        for (role, body, party, last, told) in [
            ("", "*", "", "", "Vælg en rolle"),
            ("secretary", "", "", "", "Vælg et organ"),
            ("secretary", "*", "A", "", "Rollen har ingen gruppe"),
            ("secretary", "*", "", "2026-02-01", "slutter, før den begynder"),
            ("administrator", "*", "", "", "har allerede rollen"),
        ] {
            let refused = give(role, body, party, last).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{told}");
            assert!(refused.text.contains(told), "{told}");
            assert!(refused.text.contains("value=\"2026-03-01\""), "{told}");
        }
        assert_eq!(give("secretary", "*", "", "").await.status, StatusCode::SEE_OTHER);
        let again = give("secretary", "*", "", "2026-04-01").await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}
