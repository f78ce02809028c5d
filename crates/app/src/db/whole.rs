//! The database as a whole, for what saves and fills it: opened without touching its schema.

use std::path::Path;
use std::str::FromStr;

use sqlx::migrate::MigrateError;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use super::{Db, Depth, OpenError, PATIENCE, POSTGRES, Pools, SQLITE, Tx, sqlite_options};

impl Db {
    /// Opens the SQLite database in this file as it is; there must be one.
    pub(crate) async fn sqlite_as_it_is(file: &Path) -> Result<Self, OpenError> {
        Self::one_sqlite(sqlite_options(file).create_if_missing(false)).await
    }

    /// Opens, or makes, the SQLite database in this file, with whatever schema it has. References
    /// between rows are not watched.
    pub(crate) async fn sqlite_to_fill(file: &Path) -> Result<Self, OpenError> {
        Self::one_sqlite(sqlite_options(file).foreign_keys(false)).await
    }

    /// An empty SQLite database in memory. References are not watched.
    pub(crate) async fn scratch() -> Result<Self, OpenError> {
        Self::one_sqlite(SqliteConnectOptions::new().in_memory(true).foreign_keys(false)).await
    }

    /// Opens the PostgreSQL database at this address as it is.
    pub(crate) async fn postgres_as_it_is(url: &str) -> Result<Self, OpenError> {
        let pool = PgPoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .connect_with(PgConnectOptions::from_str(url)?)
            .await?;
        Ok(Self::Postgres(Pools::new(pool, [])))
    }

    async fn one_sqlite(options: SqliteConnectOptions) -> Result<Self, OpenError> {
        let pool = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options)
            .await?;
        Ok(Self::Sqlite(Pools::new(pool, [])))
    }

    /// Begins a transaction that sees one state of the database, whatever others write meanwhile.
    pub(crate) async fn begin_snapshot(&self) -> Result<Tx, sqlx::Error> {
        let held = Depth::enter();
        Ok(match self {
            Self::Sqlite(pools) => {
                Tx::Sqlite(pools.at(held.depth()).begin_with("BEGIN DEFERRED").await?, held)
            }
            Self::Postgres(pools) => {
                let begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                Tx::Postgres(pools.at(held.depth()).begin_with(begin).await?, held)
            }
        })
    }

    /// Begins a transaction that writes, before any other may.
    pub(crate) async fn begin_filling(&self) -> Result<Tx, sqlx::Error> {
        let held = Depth::enter();
        Ok(match self {
            Self::Sqlite(pools) => {
                Tx::Sqlite(pools.at(held.depth()).begin_with("BEGIN IMMEDIATE").await?, held)
            }
            Self::Postgres(pools) => Tx::Postgres(pools.at(held.depth()).begin().await?, held),
        })
    }
}

/// The number of the newest migration this program knows.
pub(crate) fn newest_schema() -> i64 {
    SQLITE.iter().map(|migration| migration.version).max().unwrap_or(0)
}

/// Brings the schema to that of a migration, inside the transaction.
pub(crate) async fn migrate_to(tx: &mut Tx, schema: i64) -> Result<(), MigrateError> {
    match tx {
        Tx::Sqlite(tx, _) => SQLITE.run_direct(Some(schema), &mut **tx, false).await,
        Tx::Postgres(tx, _) => POSTGRES.run_direct(Some(schema), &mut **tx, false).await,
    }
}
