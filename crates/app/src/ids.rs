//! Typed ids: `UUIDv7`, made of a clock and a source of randomness that are passed in.

use std::fmt::Debug;
use std::sync::Arc;

use uuid::{Builder, Uuid};

use crate::clock::Clock;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash,
            sqlx::Type, serde::Serialize, serde::Deserialize,
        )]
        #[sqlx(transparent)]
        pub struct $name(Uuid);

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(&self.0, f)
            }
        }
    )+};
}

ids! {
    /// A body.
    BodyId,
    /// A meeting.
    MeetingId,
    /// A version of a meeting's document.
    VersionId,
    /// An item.
    ItemId,
    /// A case thread.
    ThreadId,
    /// A figure.
    FigureId,
    /// A version of a figure.
    FigureVersionId,
    /// An account.
    AccountId,
    /// A role given to an account.
    GrantId,
    /// A failed attempt to sign in.
    AttemptId,
    /// A case.
    CaseId,
    /// A station on a case's route.
    StationId,
    /// An annex of a case.
    AnnexId,
    /// Advice on a case.
    AdviceId,
    /// A text being written.
    TextId,
    /// A meeting in the year plan.
    PlannedId,
    /// An entry of an agenda being made.
    EntryId,
    /// An item promised for a meeting.
    PromiseId,
    /// A document on its way into the archive.
    PublicationId,
    /// A task.
    TaskId,
    /// A member's note.
    NoteId,
    /// A seat in a meeting: the account of who holds it, where they have one.
    SeatId,
    /// Something that happened in a meeting; made by the browser that tells of it.
    EventId,
    /// A member's comment on minutes.
    CommentId,
    /// A mail.
    MailId,
    /// Someone who follows by mail.
    FollowerId,
    /// What someone follows.
    SubscriptionId,
    /// A decision that others must follow.
    OnwardId,
    /// One of those who must follow it.
    RecipientId,
    /// An answer of theirs.
    AnswerId,
}

/// Gives random bits.
pub trait Randomness: Debug + Send + Sync {
    /// Ten random bytes.
    fn bytes(&self) -> [u8; 10];
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn bytes(&self) -> [u8; 10] {
        let mut bytes = [0; 10];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        bytes
    }
}

/// Makes ids.
#[derive(Debug, Clone)]
pub struct Ids {
    clock: Arc<dyn Clock>,
    randomness: Arc<dyn Randomness>,
}

impl Ids {
    /// Ids of this clock and this randomness.
    pub fn new(clock: Arc<dyn Clock>, randomness: Arc<dyn Randomness>) -> Self {
        Self { clock, randomness }
    }

    /// Random bytes.
    pub fn chance(&self) -> [u8; 10] {
        self.randomness.bytes()
    }

    /// A new id.
    pub fn make<T: From<Uuid>>(&self) -> T {
        let millis = u64::try_from(self.clock.now().as_millisecond()).unwrap_or(0);
        Builder::from_unix_timestamp_millis(millis, &self.randomness.bytes()).into_uuid().into()
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::clock::FixedClock;

    #[test]
    fn an_id_carries_its_time_and_differs_from_the_next() {
        let clock = FixedClock(Timestamp::from_second(1_700_000_000).unwrap());
        let ids = Ids::new(Arc::new(clock), Arc::new(SystemRandomness));
        let (a, b): (Uuid, Uuid) = (ids.make(), ids.make());
        assert_ne!(a, b);
        assert_eq!(a.get_version_num(), 7);
        assert_eq!(a.get_timestamp().unwrap().to_unix().0, 1_700_000_000);
    }
}
