//! Which tables there are, read from the database itself, so that one added later comes along.

use sqlx::{Row as _, query_as, query_scalar};

use crate::backup::BackupError;
use crate::backup::rules::{Column, Kind};
use crate::db::Tx;

/// A table as the database describes it.
#[derive(Debug)]
pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) columns: Vec<Column>,
    /// The columns of its primary key; without one, all.
    pub(crate) key: Vec<String>,
    /// Columns PostgreSQL keeps as UUID.
    pub(super) uuids: Vec<String>,
}

/// Every table of ours, by name.
pub(crate) async fn tables(tx: &mut Tx) -> Result<Vec<Table>, BackupError> {
    let names = names(tx).await?;
    let mut tables = Vec::new();
    for name in names {
        let columns = columns(tx, &name).await?;
        tables.push(table(name, columns)?);
    }
    Ok(tables)
}

/// The names of all tables of ours.
pub(crate) async fn names(tx: &mut Tx) -> Result<Vec<String>, sqlx::Error> {
    let names: Vec<String> = match tx {
        Tx::Sqlite(on, _) => {
            query_scalar("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
                .fetch_all(&mut **on)
                .await?
        }
        Tx::Postgres(on, _) => {
            query_scalar(
                "SELECT CAST(table_name AS TEXT) FROM information_schema.tables \
                 WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' \
                 ORDER BY CAST(table_name AS TEXT) COLLATE \"C\"",
            )
            .fetch_all(&mut **on)
            .await?
        }
    };
    let ours = |name: &String| !name.starts_with("sqlite_") && !name.starts_with("_sqlx");
    Ok(names.into_iter().filter(ours).collect())
}

/// Name, type and place in the primary key (0: not in it) of each column that is not computed.
type Described = (String, String, i64);

async fn columns(tx: &mut Tx, table: &str) -> Result<Vec<Described>, sqlx::Error> {
    match tx {
        Tx::Sqlite(on, _) => {
            query_as(
                "SELECT name, type, CAST(pk AS INTEGER) FROM pragma_table_info($1) ORDER BY cid",
            )
            .bind(table)
            .fetch_all(&mut **on)
            .await
        }
        Tx::Postgres(on, _) => {
            query_as(
                "SELECT CAST(a.attname AS TEXT), format_type(a.atttypid, NULL), \
                 COALESCE((SELECT k.place FROM pg_index i \
                   CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k(attnum, place) \
                   WHERE i.indrelid = a.attrelid AND i.indisprimary AND k.attnum = a.attnum), 0) \
                 FROM pg_attribute a WHERE a.attrelid = to_regclass(quote_ident($1)) \
                 AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' \
                 ORDER BY a.attnum",
            )
            .bind(table)
            .fetch_all(&mut **on)
            .await
        }
    }
}

fn table(name: String, described: Vec<Described>) -> Result<Table, BackupError> {
    let mut key: Vec<&Described> = described.iter().filter(|(_, _, place)| *place > 0).collect();
    key.sort_by_key(|(_, _, place)| *place);
    if key.is_empty() {
        key = described.iter().collect();
    }
    let key = key.into_iter().map(|(column, _, _)| column.clone()).collect();
    let is_uuid = |(_, kind, _): &&Described| kind == "uuid";
    let uuids = described.iter().filter(is_uuid).map(|(column, _, _)| column.clone()).collect();
    let columns = described.into_iter().map(|(column, native, _)| match kind(&native) {
        Some(kind) => Ok(Column { name: column, kind }),
        None => Err(BackupError::Column { table: name.clone(), column, kind: native }),
    });
    let columns = columns.collect::<Result<_, _>>()?;
    Ok(Table { name, columns, key, uuids })
}

/// The types our migrations use, as SQLite and PostgreSQL name them. A type that one of the two
/// does not have is not portable and no backup holds it.
fn kind(native: &str) -> Option<Kind> {
    Some(match native.to_ascii_lowercase().as_str() {
        "text" | "character varying" => Kind::Text,
        "integer" | "bigint" | "smallint" => Kind::Integer,
        "real" | "double precision" => Kind::Real,
        "boolean" => Kind::Boolean,
        "blob" | "bytea" | "uuid" => Kind::Bytes,
        _ => return None,
    })
}

/// The number of the newest migration that was run; `None` where there are no tables of ours.
pub(crate) async fn schema(tx: &mut Tx) -> Result<Option<i64>, sqlx::Error> {
    let there: bool = match tx {
        Tx::Sqlite(on, _) => {
            query_scalar(
                "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = '_sqlx_migrations')",
            )
            .fetch_one(&mut **on)
            .await?
        }
        Tx::Postgres(on, _) => {
            query_scalar("SELECT to_regclass('_sqlx_migrations') IS NOT NULL")
                .fetch_one(&mut **on)
                .await?
        }
    };
    if !there {
        return Ok(None);
    }
    crate::db::sql!(tx, on => {
        let row = sqlx::query("SELECT MAX(version) FROM _sqlx_migrations").fetch_one(on).await?;
        row.try_get(0)
    })
}
