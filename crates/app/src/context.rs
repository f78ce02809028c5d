//! What handlers work with.

use std::pin::Pin;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::archive::{Archive, ArchiveError};
use crate::clock::{Clock, day_in_denmark};
use crate::shell::{PageError, Settings, Source};

/// The archive, the settings and the time. Clones are the same.
#[derive(Clone)]
pub struct Context {
    /// The archive.
    pub archive: Archive,
    /// What the one who runs the portal says about it.
    pub settings: Arc<Settings>,
    /// The time.
    pub clock: Arc<dyn Clock>,
}

impl Context {
    /// The archive as it is shown with these settings at this time.
    pub fn new(archive: Archive, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        Self { archive, settings: Arc::new(settings), clock }
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Today in Denmark.
    pub fn today(&self) -> Date {
        day_in_denmark(self.now())
    }
}

/// Pages are made of the archive and of today.
impl Source for Context {
    fn state(&self) -> Pin<Box<dyn Future<Output = Option<String>> + Send + '_>> {
        Box::pin(async {
            let today = self.today();
            match self.archive.state().await {
                Ok(state) => Some(format!("{today} {state}")),
                Err(error) => {
                    tracing::warn!(%error, "the archive's state is not known: no page is kept");
                    None
                }
            }
        })
    }
}

impl From<ArchiveError> for PageError {
    fn from(error: ArchiveError) -> Self {
        Self::internal(&error)
    }
}
