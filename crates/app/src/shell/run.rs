use std::io;
use std::time::Duration;

use axum::{Extension, Router};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tower::Layer;

use super::client::Peer;

/// How long a client may take over its request's head.
const HEAD_TIME_OUT: Duration = Duration::from_secs(10);
/// How long requests in work may take to end after the shutdown began.
const GRACE: Duration = Duration::from_secs(20);

/// Whether the server is stopping: what would go on for as long as someone listens asks it.
#[derive(Debug, Clone)]
pub struct Stopping(watch::Receiver<bool>);

impl Stopping {
    /// Resolves when the server begins to stop.
    pub async fn begins(&mut self) {
        if self.0.wait_for(|stopping| *stopping).await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

/// Serves until `shutdown` is done, then lets the requests in work end.
pub async fn run(
    routes: Router,
    listener: TcpListener,
    shutdown: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    let mut server = Builder::new(TokioExecutor::new());
    server.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_TIME_OUT);
    server.http2().timer(TokioTimer::new()).keep_alive_interval(Some(HEAD_TIME_OUT));
    let graceful = GracefulShutdown::new();
    let (stop, stopping) = watch::channel(false);
    let routes = Extension(Stopping(stopping)).layer(routes);
    let mut shutdown = std::pin::pin!(shutdown);
    loop {
        let (stream, peer) = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a connection could not be accepted");
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = &mut shutdown => break,
        };
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(Extension(Peer(peer.ip())).layer(routes.clone()));
        let connection = server.serve_connection(TokioIo::new(stream), service).into_owned();
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    stop.send_replace(true);
    tracing::info!("the portal stops: requests in work are ended");
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and were cut off");
    }
    Ok(())
}
