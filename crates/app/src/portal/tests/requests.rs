//! The portal asked over HTTP, on a real archive.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::archive::{Archive, Settings as Place};
use crate::clock::FixedClock;
use crate::shell::Settings;
use crate::site::router;

const AGENDAS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/agendas");

/// An archive with one real agenda, and its portal on a day before that meeting.
struct Site {
    portal: Router,
    _data: TempDir,
}

impl Site {
    async fn new() -> Self {
        let data = TempDir::new().unwrap();
        let archive = Archive::open(&Place::local(data.path())).await.unwrap();
        let agenda = format!("{AGENDAS}/kkr-sjaelland-2025-09-02.txt").into();
        archive.import(&[agenda], |_| {}).await.unwrap();
        let clock = Arc::new(FixedClock("2025-08-20T10:00:00Z".parse().unwrap()));
        Self { portal: router(archive, Settings::default(), clock), _data: data }
    }

    async fn ask(&self, path: &str, headers: &[(&str, &str)]) -> Response<Body> {
        let mut request = Request::get(path).header("host", "raadslag.test");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(Body::empty()).unwrap();
        self.portal.clone().oneshot(request).await.unwrap()
    }

    async fn page(&self, path: &str) -> String {
        let response = self.ask(path, &[]).await;
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        text(response).await
    }
}

async fn text(response: Response<Body>) -> String {
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn header<'a>(response: &'a Response<Body>, name: &str) -> &'a str {
    response.headers().get(name).map_or("", |value| value.to_str().unwrap())
}

#[tokio::test]
async fn every_address_in_the_site_map_answers_with_a_page() {
    let site = Site::new().await;
    let map = site.page("/sitemap.xml").await;
    let paths: Vec<&str> = map
        .split("<loc>http://raadslag.test")
        .skip(1)
        .map(|rest| rest.split("</loc>").next().unwrap())
        .collect();
    assert!(paths.iter().any(|path| path.starts_with("/moede/kkr-sjaelland/2025-09-02")));
    assert!(paths.iter().filter(|path| path.starts_with("/punkt/")).count() > 10, "{paths:?}");
    for path in paths {
        assert!(site.page(path).await.contains("<main"), "{path}");
    }
}

#[tokio::test]
async fn an_item_is_two_taps_from_home() {
    let site = Site::new().await;
    let home = site.page("/").await;
    let meeting = "/moede/kkr-sjaelland/2025-09-02";
    assert!(home.contains(&format!("href=\"{meeting}\"")));
    let page = site.page(meeting).await;
    let item = page.split("href=\"/punkt/").nth(1).unwrap().split('"').next().unwrap();
    assert!(site.page(&format!("/punkt/{item}")).await.contains("Godkendelse af dagsorden"));
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let site = Site::new().await;
    for path in ["/", "/nowhere", "/health", "/robots.txt", "/favicon.ico"] {
        let response = site.ask(path, &[]).await;
        let policy = header(&response, "content-security-policy");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}");
        assert_eq!(header(&response, "x-content-type-options"), "nosniff", "{path}");
        assert_eq!(header(&response, "x-frame-options"), "DENY", "{path}");
        assert!(!header(&response, "x-request-id").is_empty(), "{path}");
    }
}

#[tokio::test]
async fn what_has_not_changed_is_not_sent_again() {
    let site = Site::new().await;
    let first = site.ask("/organer", &[]).await;
    let tag = header(&first, "etag").to_owned();
    assert!(tag.starts_with('"'), "{tag}");
    let again = site.ask("/organer", &[("if-none-match", &tag)]).await;
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(header(&again, "etag"), tag);
    assert!(text(again).await.is_empty());
    let other = site.ask("/organer", &[("if-none-match", "\"other\"")]).await;
    assert_eq!(other.status(), StatusCode::OK);
}

#[tokio::test]
async fn a_compressed_body_has_a_tag_of_its_own_that_is_known_again() {
    let site = Site::new().await;
    for coding in ["gzip", "br"] {
        let first = site.ask("/organer", &[("accept-encoding", coding)]).await;
        assert_eq!(header(&first, "content-encoding"), coding);
        let tag = header(&first, "etag").to_owned();
        assert!(tag.ends_with(&format!("-{coding}\"")), "{tag}");
        let headers = [("accept-encoding", coding), ("if-none-match", tag.as_str())];
        let again = site.ask("/organer", &headers).await;
        assert_eq!((again.status(), header(&again, "etag")), (StatusCode::NOT_MODIFIED, &*tag));
    }
}

#[tokio::test]
async fn a_language_is_kept_and_the_way_back_never_leaves_the_site() {
    let site = Site::new().await;
    let response = site.ask("/sprog?til=en&retur=/organer", &[]).await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    assert_eq!(header(&response, "location"), "/organer");
    let cookie = header(&response, "set-cookie").split(';').next().unwrap().to_owned();
    let page = text(site.ask("/organer", &[("cookie", &cookie)]).await).await;
    assert!(page.contains("<html lang=\"en\">"));
    for elsewhere in ["https://x.test", "//x.test", "/%5Cx.test"] {
        let response = site.ask(&format!("/sprog?til=da&retur={elsewhere}"), &[]).await;
        assert_eq!(header(&response, "location"), "/", "{elsewhere}");
    }
    assert_eq!(site.ask("/sprog?til=xx", &[]).await.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn what_is_not_there_has_a_page_that_says_so() {
    let site = Site::new().await;
    for path in [
        "/nowhere",
        "/punkt/x",
        "/moede/x/y",
        "/forloeb/x",
        "/organ/x",
        "/kommune/x",
        "/person/x",
        "/bilag/x/y",
        "/original/zz/y",
        "/assets/x/y.css",
    ] {
        let response = site.ask(path, &[]).await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
        assert!(text(response).await.contains("Siden findes ikke"), "{path}");
    }
}

#[tokio::test]
async fn no_search_is_an_error() {
    let site = Site::new().await;
    for query in [
        "",
        "q=",
        "q=%22",
        "q=a%20AND%20%28",
        "q=*&side=0",
        "side=x&aar=x&orden=x",
        "q=%00",
        "q=-&slags=nothing",
        "side=99999999999999999999",
    ] {
        site.page(&format!("/soeg?{query}")).await;
        site.page(&format!("/soeg/forslag?{query}")).await;
    }
    let page = site.page("/soeg?q=sundhedsreform").await;
    assert!(page.contains("<mark>"), "no marked hit");
    assert!(page.contains("value=\"sundhedsreform\""));
}

#[tokio::test]
async fn the_original_comes_back_byte_for_byte() {
    let site = Site::new().await;
    let meeting = site.page("/moede/kkr-sjaelland/2025-09-02").await;
    let path = meeting.split("href=\"/original/").nth(1).unwrap().split('"').next().unwrap();
    let response = site.ask(&format!("/original/{path}"), &[]).await;
    assert!(header(&response, "content-security-policy").contains("sandbox"));
    assert!(header(&response, "content-disposition").starts_with("inline; filename*=UTF-8''"));
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    let held = std::fs::read(format!("{AGENDAS}/kkr-sjaelland-2025-09-02.txt")).unwrap();
    assert_eq!(bytes.to_vec(), held);
}

#[tokio::test]
async fn health_and_metrics_answer_machines() {
    let site = Site::new().await;
    let health: serde_json::Value = serde_json::from_str(&site.page("/health").await).unwrap();
    assert_eq!(health["status"], "ok");
    let metrics = site.page("/metrics").await;
    assert!(metrics.contains("http_requests_total"), "{metrics}");
    assert!(metrics.contains("route=\"/health\""), "{metrics}");
}

#[tokio::test]
async fn assets_may_be_kept_for_ever_because_their_address_changes_with_them() {
    let site = Site::new().await;
    let home = site.page("/").await;
    let sheet = home.split("href=\"/assets/").nth(1).unwrap().split('"').next().unwrap();
    let response = site.ask(&format!("/assets/{sheet}"), &[]).await;
    assert!(header(&response, "cache-control").contains("immutable"));
    let (_, path) = sheet.split_once('/').unwrap();
    let old = site.ask(&format!("/assets/000000000000/{path}"), &[]).await;
    assert_eq!(header(&old, "cache-control"), "no-cache");
}

#[tokio::test]
async fn a_meeting_is_data_for_who_asks_for_data() {
    let site = Site::new().await;
    let response =
        site.ask("/moede/kkr-sjaelland/2025-09-02", &[("accept", "application/json")]).await;
    let document: raadslag_document::Document =
        serde_json::from_str(&text(response).await).unwrap();
    assert!(document.items().count() > 10);
}

#[tokio::test]
async fn pages_say_how_they_are_followed() {
    let site = Site::new().await;
    for (page, feed) in [
        ("/organ/kkr-sjaelland", "/feed/organ/kkr-sjaelland.atom"),
        ("/kommune/faxe", "/feed/kommune/faxe.atom"),
        ("/soeg?q=femern&side=2", "/feed/soeg.atom?q=femern"),
    ] {
        let html = site.page(page).await;
        let link = format!(" href=\"http://raadslag.test{feed}\">");
        let head = html.split("</head>").next().unwrap();
        assert!(head.contains("rel=\"alternate\"") && head.contains(&link), "{page}: {head}");
        assert!(html.contains("href=\"/foelg?emne=/"), "{page}");
        assert!(site.page(feed).await.starts_with("<?xml"), "{feed}");
    }
    assert!(!site.page("/soeg").await.contains("/foelg?emne"));
}

#[tokio::test]
async fn a_meeting_and_an_item_can_be_had_as_files() {
    let site = Site::new().await;
    let meeting = "/moede/kkr-sjaelland/2025-09-02";
    for (file, kind, way) in [
        ("dagsorden.pdf", "application/pdf", "inline"),
        ("pakke.pdf", "application/pdf", "inline"),
        ("pakke.zip", "application/zip", "attachment"),
        (
            "dagsorden.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
    ] {
        let response = site.ask(&format!("{meeting}/{file}"), &[]).await;
        assert_eq!(response.status(), StatusCode::OK, "{file}");
        assert_eq!(header(&response, "content-type"), kind);
        let expected = format!("{way}; filename=\"kkr-sjaelland-2025-09-02-{file}\"");
        assert_eq!(header(&response, "content-disposition"), expected);
        assert!(header(&response, "content-security-policy").contains("default-src 'none'"));
    }
    let page = site.page(meeting).await;
    let slug = page.split("href=\"/punkt/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    let item = site.ask(&format!("/punkt/{slug}/punkt.pdf"), &[]).await;
    assert_eq!(item.status(), StatusCode::OK);
    assert_eq!(header(&item, "content-type"), "application/pdf");
}

#[tokio::test]
async fn minutes_that_are_not_there_lead_to_the_agenda_and_other_files_are_not_found() {
    let site = Site::new().await;
    let meeting = "/moede/kkr-sjaelland/2025-09-02";
    let minutes = site.ask(&format!("{meeting}/referat.pdf"), &[]).await;
    assert_eq!(minutes.status(), StatusCode::TEMPORARY_REDIRECT);
    assert_eq!(header(&minutes, "location"), format!("{meeting}/dagsorden.pdf"));
    for path in [
        format!("{meeting}/passwd"),
        "/moede/kkr-sjaelland/1999-01-01/dagsorden.pdf".to_owned(),
        "/punkt/findes-ikke/punkt.pdf".to_owned(),
    ] {
        assert_eq!(site.ask(&path, &[]).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
}
