//! Rows out of a table and into one, whatever its columns.

use futures_util::TryStreamExt;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, Database, Decode, Postgres, QueryBuilder, Row, Sqlite, Type};
use uuid::Uuid;

use super::schema::Table;
use crate::archive::ArchiveError;
use crate::backup::BackupError;
use crate::backup::rules::{Column, Kind, Value};
use crate::db::Tx;

/// Values in one statement: SQLite takes 32,766.
const VALUES: usize = 30_000;

/// Reads a table's rows: these columns, in this order, at most `limit`; one at a time is in memory.
pub(crate) async fn each_row(
    tx: &mut Tx,
    table: &Table,
    columns: &[Column],
    order: &[String],
    limit: Option<u64>,
    mut take: impl FnMut(Vec<Value>) -> Result<(), BackupError>,
) -> Result<(), BackupError> {
    let sql = AssertSqlSafe(select(matches!(tx, Tx::Postgres(..)), table, columns, order, limit));
    let damaged =
        |error: sqlx::Error| ArchiveError::damaged(format!("table {}", table.name), error);
    match tx {
        Tx::Sqlite(on, _) => {
            let mut rows = sqlx::query(sql).persistent(false).fetch(&mut **on);
            while let Some(row) = rows.try_next().await? {
                take(sqlite_row(&row, columns).map_err(damaged)?)?;
            }
        }
        Tx::Postgres(on, _) => {
            let mut rows = sqlx::query(sql).persistent(false).fetch(&mut **on);
            while let Some(row) = rows.try_next().await? {
                take(postgres_row(&row, columns).map_err(damaged)?)?;
            }
        }
    }
    Ok(())
}

/// Both databases give the same rows in the same order: texts by their bytes, nothing first.
fn select(
    postgres: bool,
    table: &Table,
    columns: &[Column],
    order: &[String],
    limit: Option<u64>,
) -> String {
    let shown = |column: &Column| {
        let name = quoted(&column.name);
        match column.kind {
            Kind::Integer if postgres => format!("CAST({name} AS BIGINT)"),
            Kind::Real if postgres => format!("CAST({name} AS DOUBLE PRECISION)"),
            Kind::Text if postgres => format!("CAST({name} AS TEXT)"),
            Kind::Bytes if table.uuids.contains(&column.name) => format!("uuid_send({name})"),
            _ => name,
        }
    };
    let is_text = |name: &String| {
        columns.iter().any(|column| column.name == *name && column.kind == Kind::Text)
    };
    let ordered = |name: &String| {
        let collate = if postgres && is_text(name) { " COLLATE \"C\"" } else { "" };
        format!("{}{collate} ASC NULLS FIRST", quoted(name))
    };
    let columns: Vec<String> = columns.iter().map(shown).collect();
    let order: Vec<String> = order.iter().map(ordered).collect();
    let limit = limit.map(|limit| format!(" LIMIT {limit}")).unwrap_or_default();
    format!(
        "SELECT {} FROM {} ORDER BY {}{limit}",
        columns.join(", "),
        quoted(&table.name),
        order.join(", ")
    )
}

fn sqlite_row(row: &SqliteRow, columns: &[Column]) -> Result<Vec<Value>, sqlx::Error> {
    values::<Sqlite, _>(row, columns)
}

fn postgres_row(row: &PgRow, columns: &[Column]) -> Result<Vec<Value>, sqlx::Error> {
    values::<Postgres, _>(row, columns)
}

fn values<'r, D, R>(row: &'r R, columns: &[Column]) -> Result<Vec<Value>, sqlx::Error>
where
    D: Database<Row = R>,
    R: Row<Database = D>,
    usize: sqlx::ColumnIndex<R>,
    String: Decode<'r, D> + Type<D>,
    i64: Decode<'r, D> + Type<D>,
    f64: Decode<'r, D> + Type<D>,
    bool: Decode<'r, D> + Type<D>,
    Vec<u8>: Decode<'r, D> + Type<D>,
{
    let value = |(index, column): (usize, &Column)| {
        Ok(match column.kind {
            Kind::Text => row.try_get::<Option<String>, _>(index)?.map(Value::Text),
            Kind::Integer => row.try_get::<Option<i64>, _>(index)?.map(Value::Integer),
            Kind::Real => row.try_get::<Option<f64>, _>(index)?.map(Value::Real),
            Kind::Boolean => row.try_get::<Option<bool>, _>(index)?.map(Value::Boolean),
            Kind::Bytes => row.try_get::<Option<Vec<u8>>, _>(index)?.map(Value::Bytes),
        }
        .unwrap_or(Value::Null))
    };
    columns.iter().enumerate().map(value).collect()
}

/// Binds a value, or nothing, as its column's kind.
macro_rules! push_value {
    ($place:ident, $value:expr, $column:expr) => {
        match ($value, $column.kind) {
            (Value::Text(text), _) => $place.push_bind(text.clone()),
            (Value::Integer(number), _) => $place.push_bind(*number),
            (Value::Real(number), _) => $place.push_bind(*number),
            (Value::Boolean(yes), _) => $place.push_bind(*yes),
            (Value::Bytes(bytes), _) => $place.push_bind(bytes.clone()),
            (Value::Null, Kind::Text) => $place.push_bind(None::<String>),
            (Value::Null, Kind::Integer) => $place.push_bind(None::<i64>),
            (Value::Null, Kind::Real) => $place.push_bind(None::<f64>),
            (Value::Null, Kind::Boolean) => $place.push_bind(None::<bool>),
            (Value::Null, Kind::Bytes) => $place.push_bind(None::<Vec<u8>>),
        }
    };
}

/// Writes rows; `columns` says what stands where in each.
pub(crate) async fn insert(
    tx: &mut Tx,
    table: &Table,
    columns: &[Column],
    rows: &[Vec<Value>],
) -> Result<(), BackupError> {
    let names: Vec<String> = columns.iter().map(|column| quoted(&column.name)).collect();
    let head = format!("INSERT INTO {} ({}) ", quoted(&table.name), names.join(", "));
    for rows in rows.chunks((VALUES / columns.len().max(1)).max(1)) {
        match tx {
            Tx::Sqlite(on, _) => {
                let mut query = QueryBuilder::<Sqlite>::new(&head);
                query.push_values(rows, |mut place, row| {
                    for (value, column) in row.iter().zip(columns) {
                        push_value!(place, value, column);
                    }
                });
                query.build().persistent(false).execute(&mut **on).await?;
            }
            Tx::Postgres(on, _) => {
                // Columns the database numbers itself take the numbers they had.
                let mut query =
                    QueryBuilder::<Postgres>::new(format!("{head}OVERRIDING SYSTEM VALUE "));
                query.push_values(rows, |mut place, row| {
                    for (value, column) in row.iter().zip(columns) {
                        if table.uuids.contains(&column.name) {
                            place.push_bind(uuid(value));
                        } else {
                            push_value!(place, value, column);
                        }
                    }
                });
                query.build().persistent(false).execute(&mut **on).await?;
            }
        }
    }
    Ok(())
}

/// Other than sixteen bytes are no identifier; the comparison afterwards finds them missing.
fn uuid(value: &Value) -> Option<Uuid> {
    match value {
        Value::Bytes(bytes) => Uuid::from_slice(bytes).ok(),
        _ => None,
    }
}

/// A name as SQL writes it.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
