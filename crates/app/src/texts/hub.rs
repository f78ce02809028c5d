//! Who is writing where, and that something changed: in memory, for as long as someone listens.
//!
//! Steps themselves come from the database, which every listener also looks at now and then: with
//! several nodes a change made through another one is seen a little later, but it is seen.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::Serialize;
use tokio::sync::watch;

use crate::ids::TextId;

/// Someone who has a text open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Peer {
    /// The browser tab.
    pub client: String,
    /// The person.
    pub name: String,
    /// The version the positions mean.
    pub version: i64,
    /// Where the selection began; `None` until that is told.
    pub anchor: Option<u32>,
    /// Where the cursor is.
    pub head: Option<u32>,
}

#[derive(Debug)]
struct Room {
    changed: watch::Sender<()>,
    /// How many listen under a name: a tab that reconnects is there twice for a moment.
    listeners: BTreeMap<String, usize>,
    peers: BTreeMap<String, Peer>,
}

/// The rooms of all texts that are open. Clones are the same hub.
#[derive(Debug, Clone, Default)]
pub struct Hub {
    rooms: Arc<Mutex<HashMap<TextId, Room>>>,
}

/// Someone listening; gone from the room when dropped.
#[derive(Debug)]
pub struct Listener {
    hub: Hub,
    id: TextId,
    client: String,
    changed: watch::Receiver<()>,
}

impl Hub {
    fn rooms(&self) -> MutexGuard<'_, HashMap<TextId, Room>> {
        // A room is whole after every line below, so one who panicked left nothing half done.
        self.rooms.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Comes into a text's room.
    pub fn enter(&self, id: TextId, client: &str, name: &str) -> Listener {
        let mut rooms = self.rooms();
        let room = rooms.entry(id).or_insert_with(|| Room {
            changed: watch::Sender::new(()),
            listeners: BTreeMap::new(),
            peers: BTreeMap::new(),
        });
        *room.listeners.entry(client.to_owned()).or_default() += 1;
        room.peers.entry(client.to_owned()).or_insert_with(|| Peer {
            client: client.to_owned(),
            name: name.to_owned(),
            version: 0,
            anchor: None,
            head: None,
        });
        room.changed.send_replace(());
        let changed = room.changed.subscribe();
        Listener { hub: self.clone(), id, client: client.to_owned(), changed }
    }

    /// Tells everyone in the room to look again.
    pub fn tell(&self, id: TextId) {
        if let Some(room) = self.rooms().get(&id) {
            room.changed.send_replace(());
        }
    }

    /// Moves someone who is in the room.
    pub fn place(&self, id: TextId, peer: Peer) {
        let mut rooms = self.rooms();
        let Some(room) = rooms.get_mut(&id) else { return };
        if let Some(known) = room.peers.get_mut(&peer.client) {
            *known = peer;
            room.changed.send_replace(());
        }
    }

    /// Who is in a text's room, by client.
    pub fn peers(&self, id: TextId) -> Vec<Peer> {
        self.rooms().get(&id).map(|room| room.peers.values().cloned().collect()).unwrap_or_default()
    }
}

impl Listener {
    /// Resolves when something changed since the last time.
    pub async fn changed(&mut self) {
        if self.changed.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }

    /// Who is in the room.
    pub fn peers(&self) -> Vec<Peer> {
        self.hub.peers(self.id)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let mut rooms = self.hub.rooms();
        let Some(room) = rooms.get_mut(&self.id) else { return };
        if let Some(count) = room.listeners.get_mut(&self.client) {
            *count -= 1;
            if *count == 0 {
                room.listeners.remove(&self.client);
                room.peers.remove(&self.client);
            }
        }
        if room.listeners.is_empty() {
            rooms.remove(&self.id);
        } else {
            room.changed.send_replace(());
        }
    }
}
