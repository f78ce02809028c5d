//! Noticing that the database has changed, whoever changed it.

use sqlx::sqlite::SqliteConnection;
use sqlx::{ConnectOptions, PgPool, SqlitePool};
use tokio::sync::Mutex;

use super::Db;

/// Watches a database for changes.
#[derive(Debug)]
pub(crate) enum Watch {
    /// A connection of its own that never writes: SQLite tells a connection only of the others'
    /// changes. Made at the first look, and anew after a look that failed.
    Sqlite(SqlitePool, Mutex<Own>),
    /// Every change begins by writing the one row of `writer`, so the transaction that wrote that
    /// row last names the state.
    Postgres(PgPool),
}

/// The connection that looks, and how many there were: each counts changes from where it likes.
#[derive(Debug, Default)]
pub(crate) struct Own {
    made: u64,
    open: Option<SqliteConnection>,
}

impl Watch {
    /// Watches this database.
    pub(crate) fn new(db: &Db) -> Self {
        match db {
            Db::Sqlite(pools) => Self::Sqlite(pools.at(0).clone(), Mutex::default()),
            Db::Postgres(pools) => Self::Postgres(pools.at(0).clone()),
        }
    }

    /// A text that differs from every earlier one if anything was committed in between.
    pub(crate) async fn state(&self) -> Result<String, sqlx::Error> {
        match self {
            Self::Sqlite(pool, own) => {
                let mut own = own.lock().await;
                // Taken out until it has answered: a look that is broken off leaves none behind.
                let mut on = if let Some(on) = own.open.take() {
                    on
                } else {
                    own.made += 1;
                    pool.connect_options().connect().await?
                };
                let version: i64 =
                    sqlx::query_scalar("PRAGMA data_version").fetch_one(&mut on).await?;
                own.open = Some(on);
                Ok(format!("{}.{version}", own.made))
            }
            Self::Postgres(pool) => {
                sqlx::query_scalar("SELECT CAST(xmin AS TEXT) FROM writer WHERE id = 1")
                    .fetch_one(pool)
                    .await
            }
        }
    }

    /// Closes its connection.
    pub(crate) async fn close(&self) {
        if let Self::Sqlite(_, own) = self
            && let Some(on) = own.lock().await.open.take()
        {
            let _ = sqlx::Connection::close(on).await;
        }
    }
}
