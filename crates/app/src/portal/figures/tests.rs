//! Pages of figures, asked over HTTP.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, Response, StatusCode};
use http_body_util::BodyExt;
use raadslag_document::Access;
use raadslag_figures::{Kind, from_json, from_toml};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::archive::{Archive, Settings as Place};
use crate::clock::FixedClock;
use crate::figures::Draft;
use crate::shell::Settings;
use crate::site::router;

struct Site {
    portal: Router,
    archive: Archive,
    _data: TempDir,
}

impl Site {
    /// A portal with one open figure, `pladser`, in two versions.
    async fn new() -> Self {
        let data = TempDir::new().unwrap();
        let archive = Archive::open(&Place::local(data.path())).await.unwrap();
        let clock = Arc::new(FixedClock("2026-11-25T10:00:00Z".parse().unwrap()));
        let portal = router(archive.clone(), Settings::default(), clock);
        let site = Self { portal, archive, _data: data };
        site.publish(5, Access::Open).await;
        site.publish(10, Access::Open).await;
        site
    }

    async fn publish(&self, total: u32, access: Access) {
        let json = format!(
            r#"{{"about":{{"title":"Pladser <på> Sjælland"}},"total":{total},
            "method":"largest-remainder",
            "units":[{{"name":"Faxe","base":2}},{{"name":"Køge","base":3}}]}}"#
        );
        let kind = Kind::Allocation;
        let intake = from_json(&json, &kind.schema()).unwrap();
        let draft = Draft { kind, intake, slug: Some("pladser".into()), access };
        self.archive.publish_figure(&draft).await.unwrap();
    }

    async fn ask(&self, path: &str) -> Response<Body> {
        let request = Request::get(path).header("host", "raadslag.test").body(Body::empty());
        self.portal.clone().oneshot(request.unwrap()).await.unwrap()
    }

    async fn page(&self, path: &str) -> String {
        let response = self.ask(path).await;
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
async fn the_newest_version_is_shown_and_an_older_one_says_so() {
    let site = Site::new().await;
    assert!(site.page("/tal").await.contains("href=\"/tal/pladser\""));
    let newest = site.page("/tal/pladser").await;
    assert!(newest.contains("Pladser &#60;på&#62; Sjælland"), "{newest}");
    assert!(newest.contains("<th scope=\"row\">Køge</th>") && newest.contains("<svg"));
    assert!(newest.contains("href=\"/tal/pladser?version=1\""));
    let older = site.page("/tal/pladser?version=1").await;
    assert!(older.contains("tidligere version"));
    for missing in ["/tal/pladser?version=3", "/tal/pladser?version=x", "/tal/andet"] {
        assert_eq!(site.ask(missing).await.status(), StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test]
async fn the_form_leads_to_the_shortest_address_of_what_differs() {
    let site = Site::new().await;
    let sent = "/tal/pladser/regn?version=2&v.total=20&v.units%5B0%5D.base=2&v.units%5B1%5D.base=8";
    let answer = site.ask(sent).await;
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    let address = header(&answer, "location").to_owned();
    assert_eq!(address, "/tal/pladser?v.units%5B1%5D.base=8&v.total=20");
    let page = site.page(&address).await;
    assert!(page.contains("Regnet med andre tal") && page.contains("noindex"));
    assert!(page.contains("Køge") && page.contains("3 → 8"), "{page}");
    assert!(!site.page("/tal/pladser").await.contains("Regnet med andre tal"));
}

#[tokio::test]
async fn values_that_cannot_be_used_are_named_beside_the_form() {
    let site = Site::new().await;
    for (query, word) in [("v.total=mange", "mange"), ("v.findes.ikke=1", "findes.ikke")] {
        let page = site.page(&format!("/tal/pladser?{query}")).await;
        assert!(page.contains("role=\"alert\"") && page.contains(word), "{query}");
    }
    let page = site.page("/tal/pladser?v.total=abc").await;
    assert!(page.contains("I alt: »abc« er ikke et tal"), "by the field's own name: {page}");
    let page = site.page("/tal/pladser?v.method=dhondt").await;
    assert!(page.contains("største brøk → ") && !page.contains("largest-remainder →"), "{page}");
    let file = site.ask("/tal/pladser/tabel.csv?v.total=mange").await;
    assert_eq!(file.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn downloads_are_of_the_values_asked_for() {
    let site = Site::new().await;
    let csv = text(site.ask("/tal/pladser/tabel.csv").await).await;
    assert!(csv.starts_with('\u{feff}') && csv.contains("Faxe"));
    let json = text(site.ask("/tal/pladser/resultat.json?v.total=20").await).await;
    assert!(json.contains("\"places\": 12"), "{json}");
    let input = text(site.ask("/tal/pladser/grundlag.json?version=1").await).await;
    assert!(input.contains("\"total\": 5"), "{input}");
    let svg = site.ask("/tal/pladser/graf-1.svg").await;
    assert_eq!(header(&svg, "content-type"), "image/svg+xml");
    for missing in ["graf-99.svg", "graf-0.svg", "andet.txt"] {
        let path = format!("/tal/pladser/{missing}");
        assert_eq!(site.ask(&path).await.status(), StatusCode::NOT_FOUND, "{missing}");
    }
}

#[tokio::test]
async fn a_closed_figure_has_no_page_no_files_and_no_name() {
    let site = Site::new().await;
    site.publish(15, Access::Closed).await;
    for path in
        ["/tal/pladser", "/tal/pladser?version=1", "/tal/pladser/tabel.csv", "/tal/pladser/regn"]
    {
        assert_eq!(site.ask(path).await.status(), StatusCode::NOT_FOUND, "{path}");
    }
    for path in ["/tal", "/sitemap.xml"] {
        assert!(!site.page(path).await.contains("pladser"), "{path}");
    }
}

#[tokio::test]
async fn answers_of_groups_too_small_are_in_no_page_and_no_file() {
    let site = Site::new().await;
    let kind = Kind::Survey;
    let intake = from_toml(kind.example(), &kind.schema()).unwrap();
    let draft = Draft { kind, intake, slug: Some("svar".into()), access: Access::Open };
    site.archive.publish_figure(&draft).await.unwrap();
    let page = site.page("/tal/svar").await;
    assert!(!page.contains("/tal/svar/regn") && !page.contains("grundlag"), "{page}");
    assert_eq!(site.ask("/tal/svar/grundlag.json").await.status(), StatusCode::NOT_FOUND);
    for path in ["/tal/svar?v.about.title=x", "/tal/svar/tabel.csv?v.about.title=x"] {
        assert_eq!(site.ask(path).await.status(), StatusCode::BAD_REQUEST, "{path}");
    }
    let book = site.ask("/tal/svar/tal.xlsx").await.into_body().collect().await.unwrap();
    let book = raadslag_sheets::read(&book.to_bytes()).unwrap();
    let inputs: Vec<&str> = kind.schema().sheets.iter().map(|sheet| sheet.name.0).collect();
    let names: Vec<&str> = book.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
    assert!(names.iter().all(|name| !inputs.contains(name)), "{names:?}");
}

#[tokio::test]
async fn the_pdf_and_the_workbook_are_what_they_say() {
    let site = Site::new().await;
    let pdf = site.ask("/tal/pladser/tal.pdf").await;
    assert_eq!(header(&pdf, "content-type"), "application/pdf");
    assert!(pdf.into_body().collect().await.unwrap().to_bytes().starts_with(b"%PDF"));
    let book = site.ask("/tal/pladser/tal.xlsx").await.into_body().collect().await.unwrap();
    assert!(!raadslag_sheets::read(&book.to_bytes()).unwrap().sheets.is_empty());
}
