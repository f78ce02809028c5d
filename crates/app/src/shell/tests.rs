use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{Request, StatusCode};
use axum::middleware::map_response;
use axum::response::Response;
use axum::response::sse::{Event, Sse};
use axum::routing::{get, post};
use axum::{Extension, Router};
use futures_util::stream::unfold;
use http_body_util::BodyExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tower::ServiceExt;

use super::layers::within;
use super::{Settings, SignedIn, Source, Stopping, cut, encode, run, with_files};

/// What never changes.
struct Still;

impl Source for Still {
    fn state(&self) -> Pin<Box<dyn Future<Output = Option<String>> + Send + '_>> {
        Box::pin(std::future::ready(Some(String::new())))
    }
}

fn routes() -> Router {
    let slow = async || {
        tokio::time::sleep(Duration::from_mins(1)).await;
        "late"
    };
    let soon = async || {
        tokio::time::sleep(Duration::from_millis(300)).await;
        "in time"
    };
    let routes = Router::new()
        .route("/slow", get(slow))
        .route("/soon", get(soon))
        .route("/broken", get(async || -> &'static str { panic!("a secret") }));
    within(Duration::from_secs(1), routes, Settings::default(), Arc::new(Still))
}

async fn ask(request: Request<Body>) -> (StatusCode, String) {
    let response = routes().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

fn request(path: &str) -> Request<Body> {
    Request::get(path).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn a_request_that_takes_too_long_is_answered_with_a_page() {
    let (status, page) = ask(request("/slow")).await;
    assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.contains("Arkivet har travlt"));
}

#[tokio::test]
async fn what_breaks_inside_stays_inside() {
    let (status, page) = ask(request("/broken")).await;
    assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(page.contains("Noget gik galt hos os") && !page.contains("secret"));
}

#[tokio::test]
async fn a_refusal_is_in_the_readers_language() {
    let request = Request::get("/nowhere").header("cookie", "a=b; sprog=en");
    let (status, page) = ask(request.body(Body::empty()).unwrap()).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
    assert!(page.contains("There is no such page"));
}

#[tokio::test]
async fn a_host_that_is_none_is_not_repeated() {
    let request = Request::get("/nowhere").header("host", "x\"><script>");
    let (_, page) = ask(request.body(Body::empty()).unwrap()).await;
    assert!(!page.contains("<script>"));
}

#[tokio::test]
async fn requests_in_work_end_before_the_portal_stops() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(run(routes(), listener, async {
        stopped.await.unwrap();
    }));
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(b"GET /soon HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    stop.send(()).unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("in time"), "{answer}");
    server.await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err());
}

#[tokio::test]
async fn answers_that_go_on_for_ever_end_when_the_portal_stops() {
    let stream = async |Extension(stopping): Extension<Stopping>| {
        let events = unfold((stopping, false), async |(mut stopping, has_begun)| {
            if has_begun {
                stopping.begins().await;
                return None;
            }
            Some((Ok::<_, std::io::Error>(Event::default().data("begun")), (stopping, true)))
        });
        Sse::new(events)
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let routes = Router::new().route("/stream", get(stream));
    let server = tokio::spawn(run(routes, listener, async {
        stopped.await.unwrap();
    }));
    let mut client = TcpStream::connect(address).await.unwrap();
    client.write_all(b"GET /stream HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
    tokio::time::sleep(Duration::from_millis(200)).await;
    stop.send(()).unwrap();
    let ended = tokio::time::timeout(Duration::from_secs(3), server).await;
    ended.expect("it ends at once").unwrap().unwrap();
    let mut answer = String::new();
    client.read_to_string(&mut answer).await.unwrap();
    assert!(answer.contains("data: begun"), "{answer}");
}

/// An address that takes files of 3 MB, one that refuses, and one for those who signed in.
fn refusing() -> Router {
    let files = Router::new().route("/fil", post(async |_: Bytes| "taken"));
    let signed_in = Router::new().route("/lukket", get(async || StatusCode::FORBIDDEN)).layer(
        map_response(async |mut response: Response| {
            let (name, mark) = ("Signe".to_owned(), String::new());
            response.extensions_mut().insert(SignedIn { name, writes_cases: false, mark });
            response
        }),
    );
    let routes = with_files(files, 3 << 20)
        .route("/felt", post(async |_: Bytes| "taken"))
        .route("/ud", post(async || StatusCode::UNAUTHORIZED))
        .merge(signed_in);
    within(Duration::from_secs(5), routes, Settings::default(), Arc::new(Still))
}

async fn refused(method: &str, path: &str, bytes: usize) -> (StatusCode, String) {
    let request = Request::builder()
        .method(method)
        .uri(path)
        .header("content-length", bytes)
        .header("referer", "https://portal.test/arbejde/sager/ny?art=x")
        .body(Body::from(vec![b'x'; bytes.min(8 << 20)]))
        .unwrap();
    let response = refusing().oneshot(request).await.unwrap();
    let status = response.status();
    let bytes = response.into_body().collect().await.unwrap().to_bytes();
    (status, String::from_utf8(bytes.to_vec()).unwrap())
}

#[tokio::test]
async fn what_is_too_large_is_refused_with_the_limit() {
    assert_eq!(refused("POST", "/fil", 3 << 20).await.0, StatusCode::OK);
    for bytes in [5 << 20, 300 << 20] {
        let (status, page) = refused("POST", "/fil", bytes).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(
            page.contains("Filen er for stor") && page.contains("højst fylde 3,1 MB"),
            "{page}"
        );
        assert!(!page.contains("soegefelt"), "nobody finds a smaller file by searching");
    }
    let (status, page) = refused("POST", "/felt", 3 << 20).await;
    assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(page.contains("Der blev sendt mere"), "{page}");
}

#[tokio::test]
async fn a_refusal_knows_who_has_signed_in_and_leads_those_who_have_not_to_do_so() {
    let (status, page) = refused("GET", "/lukket", 0).await;
    assert_eq!(status, StatusCode::FORBIDDEN);
    assert!(page.contains("Signe") && !page.contains("href=\"/log-ind\""), "{page}");
    let (status, page) = refused("POST", "/ud", 0).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED);
    assert!(page.contains("href=\"/log-ind?retur=/arbejde/sager/ny%3Fart%3Dx\""), "{page}");
}

#[test]
fn descriptions_are_cut_at_a_word() {
    assert_eq!(cut("et to tre", 6), "et to …");
    assert_eq!(cut("et  to\ntre", 99), "et to tre");
}

#[test]
fn values_survive_their_address() {
    assert_eq!(encode("å&b c/d"), "%C3%A5%26b%20c/d");
}
