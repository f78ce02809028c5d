//! Every table of every migration can be held by a backup, and is the same on both databases.

use super::super::store;
use super::each;
use crate::db::{Db, Tx, migrate_to, newest_schema};

async fn described(tx: &mut Tx) -> Vec<String> {
    let tables = store::tables(tx).await.unwrap();
    let table = |table: &store::Table| {
        let mut columns: Vec<String> =
            table.columns.iter().map(|c| format!("{} {:?}", c.name, c.kind)).collect();
        columns.sort();
        format!("{} by {:?}: {columns:?}", table.name, table.key)
    };
    tables.iter().map(table).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn both_databases_have_the_same_tables_columns_and_keys() {
    let scratch = Db::scratch().await.unwrap();
    let mut tx = scratch.begin_filling().await.unwrap();
    migrate_to(&mut tx, newest_schema()).await.unwrap();
    let wanted = described(&mut tx).await;
    assert!(wanted.len() > 10);
    each(async |fixture| {
        let archive = fixture.open().await;
        let mut tx = archive.db().begin().await.unwrap();
        assert_eq!(described(&mut tx).await, wanted);
        drop(tx);
        archive.close().await;
    })
    .await;
}
