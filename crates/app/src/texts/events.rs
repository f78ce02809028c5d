//! What an open editor hears: new steps, and who is there.

use std::collections::VecDeque;
use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::Event;
use futures_util::Stream;
use futures_util::stream::unfold;
use serde_json::json;
use tokio::time::{Instant, sleep_until, timeout};

use super::hub::{Listener, Peer};
use super::{Since, TextError, since};
use crate::archive::Archive;
use crate::ids::TextId;
use crate::shell::Stopping;

/// How long a change made through another node may go unseen.
const LOOK_AGAIN: Duration = Duration::from_secs(2);
/// How long one stream lasts. The browser comes again at once, and is asked again who it is.
const LIFE: Duration = Duration::from_mins(3);

struct Stage {
    archive: Archive,
    id: TextId,
    listener: Listener,
    sent: i64,
    peers: Option<Vec<Peer>>,
    waiting: VecDeque<Event>,
    end: Instant,
    stopping: Option<Stopping>,
}

/// Steps as an editor takes them.
pub(super) fn steps_json(since: &Since) -> serde_json::Value {
    let steps = since.steps.iter().map(|taken| serde_json::from_str(&taken.step));
    let steps: Vec<serde_json::Value> = steps.map(Result::unwrap_or_default).collect();
    let clients: Vec<&str> = since.steps.iter().map(|taken| taken.client.as_str()).collect();
    json!({"from": since.from, "version": since.version, "steps": steps, "clients": clients})
}

/// The events of a text after version `from`.
pub(super) fn stream(
    archive: Archive,
    id: TextId,
    listener: Listener,
    from: i64,
    stopping: Option<Stopping>,
) -> impl Stream<Item = Result<Event, Infallible>> {
    let end = Instant::now() + LIFE;
    let waiting = VecDeque::new();
    let stage = Stage { archive, id, listener, sent: from, peers: None, waiting, end, stopping };
    unfold(stage, async |mut stage| {
        loop {
            if let Some(event) = stage.waiting.pop_front() {
                return Some((Ok(event), stage));
            }
            if stage.look().await.is_err() || !stage.wait().await {
                return None;
            }
        }
    })
}

/// Resolves when the server begins to stop; never where nobody would say so.
async fn stopping(server: Option<&mut Stopping>) {
    match server {
        Some(server) => server.begins().await,
        None => std::future::pending().await,
    }
}

impl Stage {
    /// Puts what is new among the waiting.
    async fn look(&mut self) -> Result<(), TextError> {
        let since = since(&self.archive, self.id, self.sent).await?;
        if !since.steps.is_empty() {
            self.sent += i64::try_from(since.steps.len()).unwrap_or(0);
            let data = steps_json(&since).to_string();
            self.waiting.push_back(Event::default().event("trin").data(data));
        }
        let peers = self.listener.peers();
        if self.peers.as_ref() != Some(&peers) {
            let data = json!(peers).to_string();
            self.waiting.push_back(Event::default().event("her").data(data));
            self.peers = Some(peers);
        }
        Ok(())
    }

    /// Waits for something to happen, if nothing waits to be sent; false at the stream's end.
    async fn wait(&mut self) -> bool {
        if !self.waiting.is_empty() {
            return true;
        }
        let changed = timeout(LOOK_AGAIN, self.listener.changed());
        tokio::select! {
            _ = changed => true,
            () = sleep_until(self.end) => false,
            () = stopping(self.stopping.as_mut()) => false,
        }
    }
}
