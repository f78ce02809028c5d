//! The database: SQLite in a file or PostgreSQL, behind one handle.
//!
//! A statement is written once, in SQL both understand (`$1`, `RETURNING`, `ON CONFLICT`), and
//! [`sql!`] runs it on whichever is open. Everything happens in a transaction, reading too, so
//! that a page shows one state of the archive.

mod depth;
#[cfg(test)]
pub(crate) mod testing;
mod watch;
mod whole;

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Postgres, Sqlite, Transaction};

pub use depth::{Depth, Pools};
pub(crate) use watch::Watch;
pub(crate) use whole::{migrate_to, newest_schema};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_mins(1);
/// Writers that wait for another hold one each, and some must be left for those who read.
const CONNECTIONS: u32 = 24;
/// Connections for transactions inside another, and inside two.
const FURTHER_IN: [u32; 2] = [16, 8];

/// An open database with the newest schema.
#[derive(Debug, Clone)]
pub enum Db {
    /// A file beside the archive's other data.
    Sqlite(Pools<SqlitePool>),
    /// A server shared by several nodes.
    Postgres(Pools<PgPool>),
}

/// Why the database cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// It cannot be reached, or refuses us.
    #[error("the database cannot be opened: {0}")]
    Connect(#[from] sqlx::Error),
    /// Its schema cannot be brought up to date.
    #[error("the database's schema cannot be brought up to date: {0}")]
    Migrate(#[from] MigrateError),
}

impl Db {
    /// Opens, or makes, the SQLite database in this file.
    pub async fn sqlite(file: &Path) -> Result<Self, OpenError> {
        let of = |most| SqlitePoolOptions::new().max_connections(most).acquire_timeout(PATIENCE);
        let pool = of(CONNECTIONS).connect_with(sqlite_options(file)).await?;
        SQLITE.run(&pool).await?;
        let further = FURTHER_IN.map(|most| of(most).connect_lazy_with(sqlite_options(file)));
        Ok(Self::Sqlite(Pools::new(pool, further)))
    }

    /// Opens the PostgreSQL database at this address.
    pub async fn postgres(url: &str) -> Result<Self, OpenError> {
        let of = |most| PgPoolOptions::new().max_connections(most).acquire_timeout(PATIENCE);
        let options = PgConnectOptions::from_str(url)?;
        let pool = of(CONNECTIONS).connect_with(options.clone()).await?;
        POSTGRES.run(&pool).await?;
        let further = FURTHER_IN.map(|most| of(most).connect_lazy_with(options.clone()));
        Ok(Self::Postgres(Pools::new(pool, further)))
    }

    /// Begins a transaction. Dropped without [`Tx::commit`], it leaves no trace.
    pub(crate) async fn begin(&self) -> Result<Tx, sqlx::Error> {
        let held = Depth::enter();
        Ok(match self {
            Self::Sqlite(pools) => Tx::Sqlite(pools.at(held.depth()).begin().await?, held),
            Self::Postgres(pools) => Tx::Postgres(pools.at(held.depth()).begin().await?, held),
        })
    }

    /// Closes every connection.
    pub async fn close(&self) {
        match self {
            Self::Sqlite(pools) => {
                for pool in pools.all() {
                    pool.close().await;
                }
            }
            Self::Postgres(pools) => {
                for pool in pools.all() {
                    pool.close().await;
                }
            }
        }
    }
}

/// Made where there is none; a commit is on the disk when it returns.
fn sqlite_options(file: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(PATIENCE)
}

/// A transaction on either database.
#[derive(Debug)]
#[expect(dead_code, reason = "a depth is held for as long as the transaction is")]
pub(crate) enum Tx {
    Sqlite(Transaction<'static, Sqlite>, Depth),
    Postgres(Transaction<'static, Postgres>, Depth),
}

impl Tx {
    /// Makes everything done in it durable.
    pub(crate) async fn commit(self) -> Result<(), sqlx::Error> {
        match self {
            Self::Sqlite(tx, _) => tx.commit().await,
            Self::Postgres(tx, _) => tx.commit().await,
        }
    }
}

/// Runs one statement on the database a [`Tx`] is open on; `$on` names its connection.
///
/// ```text
/// sql!(tx, on => sqlx::query("DELETE FROM index_queue").execute(on).await)?;
/// ```
macro_rules! sql {
    ($tx:expr, $on:ident => $statement:expr) => {
        match $tx {
            $crate::db::Tx::Sqlite(transaction, _) => {
                let $on = &mut **transaction;
                $statement
            }
            $crate::db::Tx::Postgres(transaction, _) => {
                let $on = &mut **transaction;
                $statement
            }
        }
    };
}
pub(crate) use sql;
