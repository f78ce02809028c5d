//! What versions come to, kept in memory. A version never changes, so on one day it comes to one
//! result; and some kinds search through many before they have it.

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use quick_cache::sync::Cache;
use raadslag_figures::{Computed, Context, Intake, Kind};

use super::FigureError;
use super::rules::{self, Stored};
use crate::archive::ArchiveError;
use crate::digest;

/// Results kept.
const MOST: usize = 256;

/// What a version comes to.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) computed: Arc<Computed>,
    /// Another program computed something else when it was published.
    pub(super) deviates: bool,
}

/// By what they are made of: archives of one process may hold different figures of one name.
static KEPT: LazyLock<Cache<String, Outcome>> = LazyLock::new(|| Cache::new(MOST));

/// What a version comes to on a day. Several who ask at once wait for one computation, which holds up
/// nobody else.
pub(super) async fn result(
    kind: Kind,
    intake: &Intake,
    stored: &Stored,
    today: Date,
) -> Result<Outcome, FigureError> {
    let Stored { version, input, result } = stored;
    let at = &version.computed_at;
    let name = digest::sha256(format!("{kind:?}\0{today}\0{at}\0{input}\0{result}"));
    let make = async {
        let (intake, stored) = (intake.clone(), stored.clone());
        let work = move || -> Result<Outcome, FigureError> {
            let computed = Arc::new(kind.compute(&intake, Context { today })?);
            Ok(Outcome { computed, deviates: rules::deviates(kind, &intake, &stored) })
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|error| ArchiveError::Task(error.to_string()))?
    };
    KEPT.get_or_insert_async(&name, make).await
}
