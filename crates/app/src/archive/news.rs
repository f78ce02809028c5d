//! What came into the archive, for those who follow it.

use super::store;
use super::{Appointment, Archive, ArchiveError, Audience, Concerning, News, NewsFilter};
use jiff::civil::Date;

impl Archive {
    /// Versions of documents as they were taken in, newest first, with the items asked for.
    pub async fn news(
        &self,
        filter: &NewsFilter,
        viewer: Audience,
    ) -> Result<Vec<News>, ArchiveError> {
        store::news(&mut self.db().begin().await?, filter, viewer).await
    }

    /// The sequence of the newest version, 0 where there is none.
    pub async fn newest_sequence(&self) -> Result<i64, ArchiveError> {
        store::newest_sequence(&mut self.db().begin().await?).await
    }

    /// Whether threads and search know everything that was taken in.
    pub async fn is_settled(&self) -> Result<bool, ArchiveError> {
        let mut tx = self.db().begin().await?;
        let (_, linked) = store::progress(&mut tx).await?;
        let newest = store::newest_sequence(&mut tx).await?;
        Ok(newest <= linked && store::queued(&mut tx, Some(1)).await?.is_empty())
    }

    /// Meetings as calendars take them, oldest first; those without a date are left out.
    pub async fn appointments(
        &self,
        concerning: &Concerning,
        from: Option<Date>,
        viewer: Audience,
    ) -> Result<Vec<Appointment>, ArchiveError> {
        let mut tx = self.db().begin().await?;
        store::appointments(&mut tx, concerning, from, viewer).await
    }
}
