//! What versions come to, kept in memory. A version never changes, so on one day it comes to one
//! result; and some kinds search through many before they have it.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use jiff::civil::Date;
use raadslag_figures::{Computed, Context, Intake, Kind};
use tokio::sync::OnceCell;

use super::FigureError;
use super::rules::{self, Stored};
use crate::archive::ArchiveError;
use crate::digest;

/// Results kept; when there are more, all are forgotten and those still asked for made again.
const MOST: usize = 256;

/// What a version comes to.
#[derive(Debug, Clone)]
pub(super) struct Outcome {
    pub(super) computed: Arc<Computed>,
    /// Another program computed something else when it was published.
    pub(super) deviates: bool,
}

type Cell = Arc<OnceCell<Outcome>>;

/// By what they are made of: archives of one process may hold different figures of one name.
static KEPT: LazyLock<Mutex<HashMap<String, Cell>>> = LazyLock::new(Mutex::default);

fn cell(name: String) -> Cell {
    let mut kept = KEPT.lock().unwrap_or_else(PoisonError::into_inner);
    if kept.len() >= MOST && !kept.contains_key(&name) {
        kept.clear();
    }
    kept.entry(name).or_default().clone()
}

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
    let make = async || {
        let (intake, stored) = (intake.clone(), stored.clone());
        let work = move || -> Result<Outcome, FigureError> {
            let computed = Arc::new(kind.compute(&intake, Context { today })?);
            Ok(Outcome { computed, deviates: rules::deviates(kind, &intake, &stored) })
        };
        let done = tokio::task::spawn_blocking(work).await;
        done.map_err(|error| ArchiveError::Task(error.to_string()))?
    };
    Ok(cell(name).get_or_try_init(make).await?.clone())
}
