//! Everything out of one file into an empty place.

use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::input::Input;
use super::rules::{self, Column, Sum, TablePart};
use super::store::{self, Table};
use super::{BackupError, Contents, Progress};
use crate::archive::{Archive, Objects, Settings};
use crate::db::{Db, OpenError, Tx, migrate_to};
use crate::digest::hex;

/// Rows that are written together: so many, or so many bytes.
const ROWS: usize = 500;
const BYTES: usize = 1 << 20;

/// Restores a backup into an empty place, on whichever database, and builds the search index.
///
/// When it returns, every row and every file was read from the place again and is the same. When it
/// fails, the place is as it was; only where the index could not be built is everything there.
pub async fn restore(
    settings: &Settings,
    file: &Path,
    progress: impl FnMut(Progress),
) -> Result<Contents, BackupError> {
    let mut input = Input::open(file)?;
    input.check()?;
    let made = Made::beforehand(settings);
    if let Err(error) = fill(settings, &mut input, progress).await {
        made.remove();
        return Err(error);
    }
    index(settings).await.map_err(BackupError::Index)?;
    Ok(Contents::of(&input.manifest))
}

async fn index(settings: &Settings) -> Result<(), crate::archive::ArchiveError> {
    let archive = Archive::open(settings).await?;
    let built = archive.reindex(|_| {}).await;
    archive.close().await;
    built.map(drop)
}

async fn fill(
    settings: &Settings,
    input: &mut Input,
    progress: impl FnMut(Progress),
) -> Result<(), BackupError> {
    std::fs::create_dir_all(&settings.data).map_err(|error| {
        crate::archive::ArchiveError::Folder { path: settings.data.clone(), error }
    })?;
    let db = match &settings.database {
        Some(url) => Db::postgres_as_it_is(url).await?,
        None => Db::sqlite_to_fill(&settings.database_file()).await?,
    };
    let mut kept = Vec::new();
    let result = fill_both(&db, settings, input, &mut kept, progress).await;
    db.close().await;
    if result.is_err() && !kept.is_empty() {
        settings.open_objects()?.take_back(&kept).await;
    }
    result
}

/// Files first, as an import does it: rows never name a file that is not there. `kept` are the
/// files that were not there before.
async fn fill_both(
    db: &Db,
    settings: &Settings,
    input: &mut Input,
    kept: &mut Vec<String>,
    mut progress: impl FnMut(Progress),
) -> Result<(), BackupError> {
    let manifest = input.manifest.clone();
    let mut tx = db.begin_filling().await?;
    refuse_occupied(&mut tx, manifest.schema).await?;
    migrate_to(&mut tx, manifest.schema).await.map_err(OpenError::from)?;
    let tables = matched(store::tables(&mut tx).await?, &manifest.tables)?;
    let total = manifest.objects.len() + manifest.tables.len();
    let objects = settings.open_objects()?;
    for (index, object) in manifest.objects.iter().enumerate() {
        keep(&objects, input, object, kept).await?;
        progress(Progress { done: index + 1, total });
    }
    let aside = store::set_aside(&mut tx, &tables).await?;
    store::clear(&mut tx, &tables).await?;
    for (index, (table, saved)) in tables.iter().zip(&manifest.tables).enumerate() {
        fill_table(&mut tx, input, table, saved).await?;
        progress(Progress { done: manifest.objects.len() + index + 1, total });
    }
    store::put_back(&mut tx, &tables, aside).await?;
    for (table, saved) in tables.iter().zip(&manifest.tables) {
        compare_table(&mut tx, table, saved).await?;
    }
    for object in &manifest.objects {
        compare_object(&objects, object).await?;
    }
    forget_index(settings);
    Ok(tx.commit().await?)
}

/// An index left from before knows nothing of these rows. Where there is none, whoever opens the
/// archive makes it, so that it does not matter when this process ends.
fn forget_index(settings: &Settings) {
    let _ = std::fs::remove_dir_all(settings.data.join("index"));
}

/// A place is empty when its database has no tables, or only what migrations put into them.
async fn refuse_occupied(tx: &mut Tx, schema: i64) -> Result<(), BackupError> {
    let occupied = |what: &str| {
        Err(BackupError::Occupied(format!(
            "{what}; restore into an empty folder (--data) or an empty database (--database)"
        )))
    };
    match store::schema(tx).await? {
        Some(there) if there > schema => occupied(&format!(
            "the database is prepared for schema {there} already and the backup has schema {schema}"
        )),
        Some(there) if is_as_new(tx, there).await? => Ok(()),
        Some(_) => occupied("there is an archive already"),
        None if store::names(tx).await?.is_empty() => Ok(()),
        None => occupied("the database has tables that are not ours"),
    }
}

/// Compares with a database that has just been made.
async fn is_as_new(tx: &mut Tx, schema: i64) -> Result<bool, BackupError> {
    let scratch = Db::scratch().await?;
    let mut new = scratch.begin_filling().await?;
    migrate_to(&mut new, schema).await.map_err(OpenError::from)?;
    if store::names(tx).await? != store::names(&mut new).await? {
        return Ok(false);
    }
    for (here, new_table) in store::tables(tx).await?.iter().zip(&store::tables(&mut new).await?) {
        let wanted = beginning(&mut new, new_table, &new_table.columns, None).await?;
        let limit = Some(wanted.len() as u64 + 1);
        if beginning(tx, here, &new_table.columns, limit).await? != wanted {
            return Ok(false);
        }
    }
    Ok(true)
}

async fn beginning(
    tx: &mut Tx,
    table: &Table,
    columns: &[Column],
    limit: Option<u64>,
) -> Result<Vec<String>, BackupError> {
    let mut rows = Vec::new();
    let take = |row: Vec<rules::Value>| {
        rows.push(rules::encode(&row));
        Ok(())
    };
    store::each_row(tx, table, columns, &table.key, limit, take).await?;
    Ok(rows)
}

/// The tables that are there, in the order of those that were saved; both must be the same.
fn matched(mut there: Vec<Table>, saved: &[TablePart]) -> Result<Vec<Table>, BackupError> {
    let sorted = |columns: &[Column]| {
        let mut columns = columns.to_vec();
        columns.sort_by(|a, b| a.name.cmp(&b.name));
        columns
    };
    let mut tables = Vec::new();
    for saved in saved {
        let at = there.iter().position(|table| table.name == saved.name);
        let table = there.swap_remove(at.ok_or_else(|| {
            BackupError::Misfit(format!("this program has no table {}", saved.name))
        })?);
        if sorted(&table.columns) != sorted(&saved.columns) {
            return Err(BackupError::Misfit(format!("table {} has other columns", saved.name)));
        }
        tables.push(table);
    }
    match there.first() {
        Some(table) => Err(BackupError::Misfit(format!("it has no table {}", table.name))),
        None => Ok(tables),
    }
}

async fn keep(
    objects: &Objects,
    input: &mut Input,
    object: &Sum,
    kept: &mut Vec<String>,
) -> Result<(), BackupError> {
    let name = object.part();
    let mut part = input.part(&name, object.clone())?;
    let next = |most: usize| {
        let mut chunk = Vec::new();
        let read = part.by_ref().take(most as u64).read_to_end(&mut chunk);
        read.map(|_| Bytes::from(chunk)).map_err(|error| BackupError::damaged(&name, error))
    };
    if objects.keep(&object.sha256, object.size, next).await? {
        kept.push(object.sha256.clone());
    }
    Ok(())
}

async fn fill_table(
    tx: &mut Tx,
    input: &mut Input,
    table: &Table,
    saved: &TablePart,
) -> Result<(), BackupError> {
    let (name, kinds) = (saved.part(), saved.kinds());
    let mut part = BufReader::with_capacity(1 << 16, input.part(&name, saved.sum.clone())?);
    let (mut line, mut rows, mut size) = (Vec::new(), Vec::new(), 0);
    for number in 1_u64.. {
        line.clear();
        let read = part.read_until(b'\n', &mut line);
        let read = read.map_err(|error| BackupError::damaged(&name, error))?;
        if read > 0 {
            let row = rules::decode(&line, &kinds);
            let row =
                row.map_err(|why| BackupError::damaged(&name, format!("line {number} {why}")));
            rows.push(row?);
            size += read;
        }
        if rows.len() >= ROWS || size >= BYTES || read == 0 {
            store::insert(tx, table, &saved.columns, &rows).await?;
            rows.clear();
            size = 0;
        }
        if read == 0 {
            break;
        }
    }
    Ok(())
}

async fn compare_table(tx: &mut Tx, table: &Table, saved: &TablePart) -> Result<(), BackupError> {
    let (mut hash, mut rows) = (Sha256::new(), 0_u64);
    store::each_row(tx, table, &saved.columns, &saved.order, None, |row| {
        hash.update(rules::encode(&row));
        rows += 1;
        Ok(())
    })
    .await?;
    let same = hex(&hash.finalize()) == saved.sum.sha256;
    if same && rows == saved.rows {
        return Ok(());
    }
    let what = format!("table {} has {rows} rows for {} saved", saved.name, saved.rows);
    Err(BackupError::Differs(if rows == saved.rows { what + ", with other values" } else { what }))
}

async fn compare_object(objects: &Objects, object: &Sum) -> Result<(), BackupError> {
    let mut hash = Sha256::new();
    let hashed = |bytes: &[u8]| {
        hash.update(bytes);
        Ok::<_, BackupError>(())
    };
    let there = objects.pass(&object.sha256, hashed).await?;
    if there && hex(&hash.finalize()) == object.sha256 {
        return Ok(());
    }
    Err(BackupError::Differs(format!("the object store holds another file as {}", object.sha256)))
}

/// What was not there before the restore and goes again when it fails.
struct Made(Vec<PathBuf>);

impl Made {
    fn beforehand(settings: &Settings) -> Self {
        let missing = settings.data.ancestors().take_while(|path| is_missing(path));
        if let Some(folder) = missing.last() {
            return Self(vec![folder.to_owned()]);
        }
        let database = settings.database_file();
        let mut paths = vec![settings.data.join("objects"), settings.data.join("index")];
        paths.extend(["-wal", "-shm", ""].map(|ending| {
            let mut path = database.clone().into_os_string();
            path.push(ending);
            PathBuf::from(path)
        }));
        paths.retain(|path| is_missing(path));
        Self(paths)
    }

    fn remove(self) {
        for path in self.0 {
            let removed = if path.is_dir() {
                std::fs::remove_dir_all(&path)
            } else {
                std::fs::remove_file(&path)
            };
            match removed {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    tracing::warn!(path = %path.display(), %error, "could not be taken back");
                }
                _ => {}
            }
        }
    }
}

fn is_missing(path: &Path) -> bool {
    !path.as_os_str().is_empty() && !path.exists()
}
