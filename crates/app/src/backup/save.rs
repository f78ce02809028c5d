//! Everything into one file.

use std::collections::BTreeSet;
use std::path::Path;

use super::output::{Output, Packing};
use super::rules::{self, FORMAT, Manifest, Sum, TablePart, Value};
use super::store::{self, Table};
use super::{BackupError, Contents, Progress};
use crate::archive::{Objects, Settings};
use crate::clock::Clock;
use crate::db::{Db, Tx};

/// Saves an archive, which may be in use, into a file that is not there yet.
///
/// What other processes write meanwhile is not in it. A file of the object store that is missing or
/// damaged does not stop the backup; it is named in [`Contents::missing`].
pub async fn save(
    settings: &Settings,
    file: &Path,
    clock: &dyn Clock,
    progress: impl FnMut(Progress),
) -> Result<Contents, BackupError> {
    let db = open(settings).await?;
    let result = write(&db, settings, file, clock, progress).await;
    db.close().await;
    result
}

/// Opens the database as it is: a backup makes no archive and changes none.
async fn open(settings: &Settings) -> Result<Db, BackupError> {
    let file = settings.database_file();
    Ok(match &settings.database {
        Some(url) => Db::postgres_as_it_is(url).await?,
        None if file.is_file() => Db::sqlite_as_it_is(&file).await?,
        None => return Err(no_archive(settings)),
    })
}

fn no_archive(settings: &Settings) -> BackupError {
    BackupError::NoArchive(match &settings.database {
        Some(_) => "the database".to_owned(),
        None => settings.data.display().to_string(),
    })
}

async fn write(
    db: &Db,
    settings: &Settings,
    file: &Path,
    clock: &dyn Clock,
    mut progress: impl FnMut(Progress),
) -> Result<Contents, BackupError> {
    let taken_at = clock.now().to_string();
    let mut tx = db.begin_snapshot().await?;
    let schema = store::schema(&mut tx).await?.ok_or_else(|| no_archive(settings))?;
    let found = store::tables(&mut tx).await?;
    let mut output = Output::create(file)?;
    let (mut tables, mut sums) = (Vec::new(), BTreeSet::new());
    for table in &found {
        tables.push(write_table(&mut tx, table, &mut output, &mut sums).await?);
        progress(Progress { done: tables.len(), total: found.len() + sums.len() });
    }
    drop(tx);
    let store = settings.open_objects()?;
    let (mut objects, mut missing) = (Vec::new(), Vec::new());
    let total = tables.len() + sums.len();
    for sum in sums {
        match write_object(&store, &sum, &mut output).await? {
            Some(object) => objects.push(object),
            None => missing.push(sum),
        }
        progress(Progress { done: tables.len() + objects.len() + missing.len(), total });
    }
    let program = env!("CARGO_PKG_VERSION").to_owned();
    let manifest = Manifest { format: FORMAT, program, schema, taken_at, tables, objects, missing };
    output.finish(&manifest)?;
    Ok(Contents::of(&manifest))
}

/// Writes a table's rows and notes the files they name.
async fn write_table(
    tx: &mut Tx,
    table: &Table,
    output: &mut Output,
    sums: &mut BTreeSet<String>,
) -> Result<TablePart, BackupError> {
    let mut saved = TablePart {
        name: table.name.clone(),
        columns: table.columns.clone(),
        order: table.key.clone(),
        rows: 0,
        sum: Sum { size: 0, sha256: String::new() },
    };
    let naming: Vec<bool> = table.columns.iter().map(rules::names_objects).collect();
    let mut part = output.part(&saved.part(), Packing::Packed)?;
    store::each_row(tx, table, &saved.columns, &saved.order, None, |row| {
        for (value, names) in row.iter().zip(&naming) {
            if let (Value::Text(sum), true) = (value, names) {
                sums.insert(sum.clone());
            }
        }
        saved.rows += 1;
        part.write(rules::encode(&row).as_bytes())
    })
    .await?;
    saved.sum = part.sum();
    Ok(saved)
}

/// Writes a file; `None`, and no part, where the store does not have it whole.
async fn write_object(
    store: &Objects,
    sum: &str,
    output: &mut Output,
) -> Result<Option<Sum>, BackupError> {
    if !rules::is_sum(sum) {
        return Ok(None);
    }
    let mut part = output.part(&rules::object_part(sum), Packing::AsItIs)?;
    let there = store.pass(sum, |bytes| part.write(bytes)).await?;
    let written = part.sum();
    if there && written.sha256 == sum {
        return Ok(Some(written));
    }
    output.take_back()?;
    Ok(None)
}
