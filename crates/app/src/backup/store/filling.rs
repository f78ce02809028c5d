//! What stands in the way of filling tables in any order, set aside and put back.

use sqlx::{AssertSqlSafe, query_as};

use super::rows::quoted;
use super::schema::Table;
use crate::backup::BackupError;
use crate::db::{Tx, sql};

/// Statements that put back what was set aside.
pub(crate) struct Aside(Vec<String>);

/// Sets references and triggers aside: rows come in any order, and what a trigger would do was done
/// when they were first written.
pub(crate) async fn set_aside(tx: &mut Tx, tables: &[Table]) -> Result<Aside, BackupError> {
    let (away, back) = match tx {
        Tx::Sqlite(..) => sqlite_triggers(tx).await?,
        Tx::Postgres(..) => postgres_constraints(tx, tables).await?,
    };
    for statement in away {
        run(tx, statement).await?;
    }
    Ok(Aside(back))
}

type Both = (Vec<String>, Vec<String>);

/// SQLite's connection watches no references while it fills ([`Db::sqlite_to_fill`]).
///
/// [`Db::sqlite_to_fill`]: crate::db::Db::sqlite_to_fill
async fn sqlite_triggers(tx: &mut Tx) -> Result<Both, sqlx::Error> {
    let triggers: Vec<(String, String)> = sql!(tx, on => query_as(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY rowid",
    )
    .fetch_all(on)
    .await)?;
    let away = triggers.iter().map(|(name, _)| format!("DROP TRIGGER {}", quoted(name))).collect();
    Ok((away, triggers.into_iter().map(|(_, made)| made).collect()))
}

async fn postgres_constraints(tx: &mut Tx, tables: &[Table]) -> Result<Both, sqlx::Error> {
    let references: Vec<(String, String, String)> = sql!(tx, on => query_as(
        "SELECT CAST(conrelid AS regclass)::TEXT, quote_ident(conname), pg_get_constraintdef(oid) \
         FROM pg_constraint WHERE contype = 'f' \
         AND connamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema()) \
         ORDER BY conrelid, conname",
    )
    .fetch_all(on)
    .await)?;
    let (mut away, mut back) = (Vec::new(), Vec::new());
    for (table, name, definition) in references {
        away.push(format!("ALTER TABLE {table} DROP CONSTRAINT {name}"));
        back.push(format!("ALTER TABLE {table} ADD CONSTRAINT {name} {definition}"));
    }
    for table in tables {
        let name = quoted(&table.name);
        away.push(format!("ALTER TABLE {name} DISABLE TRIGGER USER"));
        back.push(format!("ALTER TABLE {name} ENABLE TRIGGER USER"));
    }
    Ok((away, back))
}

/// Removes what migrations put into the tables.
pub(crate) async fn clear(tx: &mut Tx, tables: &[Table]) -> Result<(), BackupError> {
    for table in tables {
        run(tx, format!("DELETE FROM {}", quoted(&table.name))).await?;
    }
    Ok(())
}

/// Puts references and triggers back, so that references are checked, and lets numbers the
/// database gives go on after those there are.
pub(crate) async fn put_back(
    tx: &mut Tx,
    tables: &[Table],
    aside: Aside,
) -> Result<(), BackupError> {
    for statement in aside.0 {
        run(tx, statement).await?;
    }
    match tx {
        Tx::Sqlite(..) => check_references(tx).await,
        Tx::Postgres(..) => go_on_numbering(tx, tables).await,
    }
}

async fn check_references(tx: &mut Tx) -> Result<(), BackupError> {
    let open: Option<(String, String)> = sql!(tx, on => query_as(
        "SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 1",
    )
    .fetch_optional(on)
    .await)?;
    match open {
        None => Ok(()),
        Some((table, parent)) => Err(BackupError::damaged(
            &format!("tables/{table}.jsonl"),
            format!("refers to rows that tables/{parent}.jsonl does not have"),
        )),
    }
}

async fn go_on_numbering(tx: &mut Tx, tables: &[Table]) -> Result<(), BackupError> {
    for table in tables {
        for column in &table.columns {
            let sequence: Option<String> = sql!(tx, on => {
                sqlx::query_scalar("SELECT pg_get_serial_sequence(quote_ident($1), $2)")
                    .bind(&table.name)
                    .bind(&column.name)
                    .fetch_one(on)
                    .await
            })?;
            if let Some(sequence) = sequence {
                let (name, from) = (quoted(&column.name), quoted(&table.name));
                let sequence = sequence.replace('\'', "''");
                run(tx, format!(
                    "SELECT setval('{sequence}', COALESCE(MAX({name}), 1), COUNT({name}) > 0) FROM {from}"
                ))
                .await?;
            }
        }
    }
    Ok(())
}

async fn run(tx: &mut Tx, statement: String) -> Result<(), sqlx::Error> {
    sql!(tx, on => {
        sqlx::query(AssertSqlSafe(statement)).persistent(false).execute(on).await.map(drop)
    })
}

#[cfg(test)]
mod tests {
    use super::super::{each_row, insert, tables};
    use super::*;
    use crate::archive::TestPostgres;
    use crate::backup::rules::{Value, encode};
    use crate::db::Db;

    /// Tables as later migrations may make them: each refers to the other and to itself, the
    /// database numbers their rows, and a trigger writes.
    const SQLITE: [&str; 3] = [
        "CREATE TABLE a (id INTEGER PRIMARY KEY AUTOINCREMENT, b BIGINT REFERENCES b (id), \
         a BIGINT NOT NULL REFERENCES a (id))",
        "CREATE TABLE b (id INTEGER PRIMARY KEY, a BIGINT REFERENCES a (id))",
        "CREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO b (id) VALUES (new.id + 100); END",
    ];
    const POSTGRES: [&str; 5] = [
        "CREATE TABLE a (id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY, b BIGINT, \
         a BIGINT NOT NULL REFERENCES a (id))",
        "CREATE TABLE b (id BIGSERIAL PRIMARY KEY, a BIGINT REFERENCES a (id))",
        "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b (id)",
        "CREATE FUNCTION f() RETURNS TRIGGER LANGUAGE plpgsql AS $$ BEGIN \
         INSERT INTO b (id) VALUES (new.id + 100); RETURN new; END $$",
        "CREATE TRIGGER t AFTER INSERT ON a FOR EACH ROW EXECUTE FUNCTION f()",
    ];

    async fn lines(tx: &mut Tx, table: &Table) -> String {
        let mut lines = String::new();
        let take = |row: Vec<Value>| {
            lines += &encode(&row);
            Ok(())
        };
        each_row(tx, table, &table.columns, &table.key, None, take).await.unwrap();
        lines
    }

    async fn fill(db: &Db, made: &[&str]) {
        let mut tx = db.begin_filling().await.unwrap();
        for statement in made {
            run(&mut tx, (*statement).to_owned()).await.unwrap();
        }
        let all = tables(&mut tx).await.unwrap();
        let [a, b] = &["a", "b"].map(|name| all.iter().find(|table| table.name == name).unwrap());
        let row = |values: &[i64]| values.iter().map(|value| Value::Integer(*value)).collect();
        let aside = set_aside(&mut tx, &all).await.unwrap();
        insert(&mut tx, a, &a.columns, &[row(&[3, 8, 5]), row(&[5, 8, 3])]).await.unwrap();
        insert(&mut tx, b, &b.columns, &[row(&[8, 3])]).await.unwrap();
        put_back(&mut tx, &all, aside).await.unwrap();
        assert_eq!(lines(&mut tx, a).await, "[3,8,5]\n[5,8,3]\n");
        assert_eq!(lines(&mut tx, b).await, "[8,3]\n");
        // Numbers go on, and the trigger writes again.
        run(&mut tx, "INSERT INTO a (a) VALUES (3)".to_owned()).await.unwrap();
        assert_eq!(lines(&mut tx, a).await, "[3,8,5]\n[5,8,3]\n[6,null,3]\n");
        assert_eq!(lines(&mut tx, b).await, "[8,3]\n[106,null]\n");
        // A reference to nothing is found when they are watched again.
        let aside = set_aside(&mut tx, &all).await.unwrap();
        insert(&mut tx, b, &b.columns, &[row(&[9, 77])]).await.unwrap();
        assert!(put_back(&mut tx, &all, aside).await.is_err());
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn rows_come_in_any_order_and_no_trigger_writes_them_twice() {
        fill(&Db::scratch().await.unwrap(), &SQLITE).await;
        if let Some(postgres) = TestPostgres::new().await {
            let db = Db::postgres_as_it_is(&postgres.url()).await.unwrap();
            fill(&db, &POSTGRES).await;
            db.close().await;
            postgres.remove().await;
        }
    }
}
