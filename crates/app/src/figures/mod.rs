//! Figures in the archive: kept as versions of an input, computed when they are shown, once a day.
//!
//! Invariants:
//! - A version is never changed; publishing an input that differs makes the next version, the same
//!   input again changes nothing.
//! - What does not compute is not taken.
//! - The result that was computed when a version was published stays beside it, with the program's
//!   version. When today's program says otherwise, the figure says so ([`Figure::deviates`]).
//! - A closed figure is not there for the public, neither its page nor its name in lists.

mod error;
mod kept;
mod paper;
mod rules;
mod store;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use raadslag_document::Access;
use raadslag_figures::{Computed, Context, Faults, Intake, Kind};
use serde_json::json;

pub use error::FigureError;
pub use paper::{paper, tables};
pub use rules::Version;

use crate::archive::{Archive, Audience, begin_writing};
use crate::clock::day_in_denmark;
use crate::register::short_slug;
use rules::Stored;

/// The longest name in an address.
const SLUG_LENGTH: usize = 60;
/// What computes here.
const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// A figure to be published.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its kind.
    pub kind: Kind,
    /// Its input.
    pub intake: Intake,
    /// Its name in addresses; without one it is made of the title.
    pub slug: Option<String>,
    /// Whether everyone may see it.
    pub access: Access,
}

/// What publishing did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The figure's name in addresses.
    pub slug: String,
    /// The version that holds the input.
    pub number: u32,
    /// The input was there already.
    pub unchanged: bool,
}

/// A figure in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureEntry {
    /// Its name in addresses.
    pub slug: String,
    /// Its kind.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// When its newest version was published.
    pub updated: Option<Timestamp>,
}

/// A figure as it is shown.
#[derive(Debug)]
pub struct Figure {
    /// Its name in addresses.
    pub slug: String,
    /// Its kind.
    pub kind: Kind,
    /// Every version, newest first.
    pub versions: Vec<Version>,
    /// The number of the version shown.
    pub shown: u32,
    /// The input of that version.
    pub intake: Intake,
    /// What it comes to.
    pub computed: Arc<Computed>,
    /// Today's program computes something else from the input than the one that published it.
    pub deviates: bool,
}

impl Archive {
    /// Publishes a figure, or the next version of it.
    pub async fn publish_figure(&self, draft: &Draft) -> Result<Published, FigureError> {
        let now = self.now();
        let today = day_in_denmark(now.parse().map_err(|_| FigureError::Clock)?);
        let computed = draft.kind.compute(&draft.intake, Context { today })?;
        let title = computed.report(raadslag_figures::Language::Danish).title;
        let slug = short_slug(draft.slug.as_deref().unwrap_or(&title), SLUG_LENGTH);
        if slug.is_empty() {
            return Err(FigureError::NoName);
        }
        let input = draft.intake.json.to_string();
        let mut tx = self.db().begin().await?;
        begin_writing(&mut tx).await?;
        let id = match store::figure(&mut tx, &slug).await? {
            Some(figure) if figure.kind != draft.kind.name() => {
                return Err(FigureError::OtherKind { slug, kind: figure.kind });
            }
            Some(figure) => {
                store::set_access(&mut tx, figure.id, draft.access).await?;
                figure.id
            }
            None => {
                let id = self.ids().make();
                store::put_figure(&mut tx, id, &slug, draft.kind, draft.access).await?;
                id
            }
        };
        let versions = store::versions(&mut tx, id).await?;
        let newest = versions.first();
        let unchanged = newest.is_some_and(|version| version.input == input);
        let number = newest.map_or(0, |version| version.version.number) + u32::from(!unchanged);
        if !unchanged {
            let version = Version { number, title, program: PROGRAM.to_owned(), computed_at: now };
            let stored = Stored { version, input, result: computed.json().to_string() };
            store::put_version(&mut tx, self.ids().make(), id, &stored).await?;
        }
        let after = json!({"version": number, "access": store::access_name(draft.access)});
        self.record(&mut tx, "figure.publish", format!("figure/{slug}"), after).await?;
        tx.commit().await?;
        Ok(Published { slug, number, unchanged })
    }

    /// Every figure the viewer may see, by kind and title.
    pub async fn figures(&self, viewer: Audience) -> Result<Vec<FigureEntry>, FigureError> {
        let mut tx = self.db().begin().await?;
        let mut entries = store::entries(&mut tx, viewer).await?;
        entries.sort_by(|a, b| (a.kind, &a.title, &a.slug).cmp(&(b.kind, &b.title, &b.slug)));
        Ok(entries)
    }

    /// A figure as it stands on `today`; its newest version, or the one asked for. `None` where there
    /// is none, or none for this viewer.
    pub async fn figure(
        &self,
        slug: &str,
        version: Option<u32>,
        today: Date,
        viewer: Audience,
    ) -> Result<Option<Figure>, FigureError> {
        let mut tx = self.db().begin().await?;
        let Some(found) = store::figure(&mut tx, slug).await? else { return Ok(None) };
        if !viewer.sees(found.access) {
            return Ok(None);
        }
        let versions = store::versions(&mut tx, found.id).await?;
        drop(tx);
        let is_asked =
            |stored: &&Stored| version.is_none_or(|asked| stored.version.number == asked);
        let Some(stored) = versions.iter().find(is_asked) else { return Ok(None) };
        let kind: Kind =
            found.kind.parse().map_err(|_| FigureError::damaged(slug, "unknown kind"))?;
        let json =
            serde_json::from_str(&stored.input).map_err(|e| FigureError::damaged(slug, e))?;
        let intake = Intake::plain(json);
        let kept::Outcome { computed, deviates } =
            kept::result(kind, &intake, stored, today).await?;
        Ok(Some(Figure {
            slug: slug.to_owned(),
            kind,
            shown: stored.version.number,
            deviates,
            versions: versions.iter().map(|stored| stored.version.clone()).collect(),
            intake,
            computed,
        }))
    }
}

impl Figure {
    /// The same figure with other values: paths of the JSON form and what is to stand there, written
    /// as in a table. The stored figure is not touched.
    pub fn with_values(
        &self,
        values: &[(String, String)],
        today: Date,
    ) -> Result<(Intake, Computed), Faults> {
        let mut intake = self.intake.clone();
        let schema = self.kind.schema();
        for (path, text) in values {
            intake.set(&schema, path, text)?;
        }
        let computed = self.kind.compute(&intake, Context { today })?;
        Ok((intake, computed))
    }
}
