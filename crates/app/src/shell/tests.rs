use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::response::sse::{Event, Sse};
use axum::routing::get;
use axum::{Extension, Router};
use futures_util::stream::unfold;
use http_body_util::BodyExt;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tower::ServiceExt;

use super::layers::within;
use super::{Settings, Source, Stopping, cut, encode, run};

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

#[test]
fn descriptions_are_cut_at_a_word() {
    assert_eq!(cut("et to tre", 6), "et to …");
    assert_eq!(cut("et  to\ntre", 99), "et to tre");
}

#[test]
fn values_survive_their_address() {
    assert_eq!(encode("å&b c/d"), "%C3%A5%26b%20c/d");
}
