//! Where meetings stand, for everyone who follows them. Each meeting followed is looked at by one
//! task of this process, whatever the number of listeners; it sees what other nodes write in the
//! database, and is woken at once by what this one writes. A listener who is slow gets the newest state
//! and misses those between, so nothing is queued for anyone.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, watch};

use super::rules::MeetingState;
use super::{KeepError, read, store};
use crate::archive::Archive;
use crate::ids::PlannedId;

/// How often the database is asked for what other nodes have written.
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// Listeners of this process at once.
const LISTENERS: usize = 4000;

type Channels = Mutex<HashMap<PlannedId, Channel>>;

/// The meetings followed. Clones are the same.
#[derive(Clone, Default)]
pub(super) struct Live {
    channels: Arc<Channels>,
    listeners: Arc<AtomicUsize>,
}

#[derive(Clone)]
struct Channel {
    state: watch::Sender<Arc<MeetingState>>,
    wake: Arc<Notify>,
}

/// A place among the listeners; given back when dropped.
pub(super) struct Listener {
    pub(super) states: watch::Receiver<Arc<MeetingState>>,
    listeners: Arc<AtomicUsize>,
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.listeners.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Live {
    /// Looks at a meeting now: something was written.
    pub(super) fn wake(&self, planned: PlannedId) {
        let channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = channels.get(&planned) {
            channel.wake.notify_one();
        }
    }

    /// Follows a meeting; `None` where there are too many listeners.
    pub(super) async fn listen(
        &self,
        archive: &Archive,
        planned: PlannedId,
    ) -> Result<Option<Listener>, KeepError> {
        if self.listeners.fetch_add(1, Ordering::AcqRel) >= LISTENERS {
            self.listeners.fetch_sub(1, Ordering::AcqRel);
            return Ok(None);
        }
        // From here the place is given back by the listener, or by the error's way out.
        let state = now(archive, planned).await;
        let state = state.inspect_err(|_| {
            self.listeners.fetch_sub(1, Ordering::AcqRel);
        })?;
        let states = self.join(archive, planned, state);
        Ok(Some(Listener { states, listeners: self.listeners.clone() }))
    }

    /// Joins the meeting's channel; the first to come starts looking.
    fn join(
        &self,
        archive: &Archive,
        planned: PlannedId,
        state: MeetingState,
    ) -> watch::Receiver<Arc<MeetingState>> {
        let mut channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(channel) = channels.get(&planned) {
            channel.state.send_if_modified(|held| {
                let newer = state.sequence > held.sequence;
                if newer {
                    *held = Arc::new(state);
                }
                newer
            });
            return channel.state.subscribe();
        }
        let (sender, receiver) = watch::channel(Arc::new(state));
        let channel = Channel { state: sender, wake: Arc::new(Notify::new()) };
        channels.insert(planned, channel.clone());
        tokio::spawn(look(self.channels.clone(), archive.clone(), planned, channel));
        receiver
    }

    #[cfg(test)]
    pub(super) fn followed(&self) -> usize {
        self.channels.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

/// Looks at a meeting as long as someone listens.
async fn look(channels: Arc<Channels>, archive: Archive, planned: PlannedId, channel: Channel) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(LOOK_AGAIN) => {}
            () = channel.wake.notified() => {}
        }
        {
            let mut channels = channels.lock().unwrap_or_else(PoisonError::into_inner);
            if channel.state.receiver_count() == 0 {
                channels.remove(&planned);
                return;
            }
        }
        let seen = channel.state.borrow().sequence;
        match newer(&archive, planned, seen).await {
            Ok(Some(state)) => {
                channel.state.send_replace(Arc::new(state));
            }
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "a meeting followed cannot be looked at"),
        }
    }
}

async fn newer(
    archive: &Archive,
    planned: PlannedId,
    seen: i64,
) -> Result<Option<MeetingState>, KeepError> {
    let mut tx = archive.db().begin().await?;
    if store::latest(&mut tx, planned).await? <= seen {
        return Ok(None);
    }
    Ok(Some(read::state(&mut tx, planned).await?))
}

async fn now(archive: &Archive, planned: PlannedId) -> Result<MeetingState, KeepError> {
    read::state(&mut archive.db().begin().await?, planned).await
}
