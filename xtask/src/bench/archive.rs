//! An archive of many items: importing, indexing, searching; against SQLite's FTS5 and PostgreSQL's
//! Danish full-text search on the same texts.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use serde::Deserialize;
use serde_json::Value;

use super::queries::{self, QUERIES};
use super::stats::{figure, megabytes, milliseconds, percentile, rate, timed};
use super::synthetic::{self, ITEMS_PER_MEETING};
use super::{Options, Table, machine, script};
use crate::repo;
use crate::test::Cluster;

/// Hits with snippets on a page of results.
const PAGE: usize = 20;

/// What was made for these measurements and serves the next part too.
pub(crate) struct Made {
    /// The JSON files.
    pub(crate) documents: PathBuf,
    /// The archive's data folder.
    pub(crate) data: PathBuf,
}

impl Made {
    /// Where they are for so many items.
    pub(crate) fn places(folder: &Path, items: usize) -> Self {
        let folder = folder.join(format!("items-{items}"));
        Self { documents: folder.join("documents"), data: folder.join("data") }
    }
}

/// Both tables.
pub(crate) fn run(options: &Options, folder: &Path) -> Result<Vec<Table>> {
    let made = Made::places(folder, options.items);
    let _ = std::fs::remove_dir_all(made.data.parent().context("it has a folder")?);
    println!("writing {} items", options.items);
    synthetic::write(&made.documents, options.items)?;
    let filling = fill(options, &made)?;
    let texts = made.data.with_file_name("texts.csv");
    write_texts(&made.documents, &texts)?;
    Ok(vec![filling, search(options, &made, &texts)?])
}

/// Imports the documents and indexes them anew.
pub(crate) fn import(made: &Made) -> Result<Duration> {
    timed(|| {
        repo::check(
            repo::command(repo::release_binary())
                .args(["import", "--data"])
                .arg(&made.data)
                .arg(&made.documents),
        )
    })
}

fn fill(options: &Options, made: &Made) -> Result<Table> {
    let meetings = options.items.div_ceil(ITEMS_PER_MEETING);
    let imported = import(made)?;
    let reindexed = timed(|| {
        repo::check(
            repo::command(repo::release_binary()).args(["reindex", "--data"]).arg(&made.data),
        )
    })?;
    let mut table = Table::new("Filling the archive", &["what", "result"]);
    let mut row = |what: &str, result: String| table.row(&[what.to_owned(), result]);
    row("items (meetings)", format!("{} ({meetings})", figure(options.items as f64)));
    row("texts as JSON", format!("{} MB", megabytes(size(&made.documents)?)));
    row("import", format!("{} items/s", figure(rate(options.items, imported))));
    row("import took", format!("{} s", figure(imported.as_secs_f64())));
    row("reindex", format!("{} items/s", figure(rate(options.items, reindexed))));
    row("reindex took", format!("{} s", figure(reindexed.as_secs_f64())));
    row("on disk, all", format!("{} MB", megabytes(size(&made.data)?)));
    for part in parts(&made.data)? {
        let name = part.file_name().unwrap_or_default().to_string_lossy().into_owned();
        row(&format!("on disk, `{name}`"), format!("{} MB", megabytes(size(&part)?)));
    }
    table.note("`raadslag import --data DIR DOCUMENTS`, then `raadslag reindex --data DIR`; whole processes.");
    Ok(table)
}

/// Times of the queries in one engine.
struct Engine {
    name: String,
    build: Option<Duration>,
    size: u64,
    /// Every run of every query.
    times: Vec<Duration>,
    /// Hits of all queries together.
    hits: u64,
}

fn search(options: &Options, made: &Made, texts: &Path) -> Result<Table> {
    let engines = [ours(options, made)?, fts5(options, texts)?, postgres(options, texts)?];
    let mut table = Table::new(
        "Searching it",
        &["engine", "build, items/s", "index, MB", "p50, ms", "p99, ms", "hits of all queries"],
    );
    for engine in engines {
        let Engine { name, build, size, times, hits } = engine;
        table.row(&[
            name,
            build.map_or("as above".to_owned(), |build| figure(rate(options.items, build))),
            megabytes(size),
            milliseconds(percentile(times.clone(), 50)),
            milliseconds(percentile(times, 99)),
            figure(hits as f64),
        ]);
    }
    table.note(format!(
        "{} queries, {} runs of each; every one counts its hits and gives the best {PAGE} with \
         marked snippets. Ours also counts six facets and reads the hits' entries from the \
         database. Hits differ because only ours looks into compounds.",
        QUERIES.len(),
        options.runs
    ));
    table.note(machine::version("psql", "--version"));
    Ok(table)
}

/// What `examples/search_times.rs` and `fts5.py` print.
#[derive(Deserialize)]
struct Timed {
    #[serde(default)]
    build: f64,
    #[serde(default)]
    version: String,
    /// Seconds, of every run of every query.
    times: Vec<f64>,
    hits: u64,
}

impl Timed {
    fn durations(&self) -> Vec<Duration> {
        self.times.iter().copied().map(Duration::from_secs_f64).collect()
    }
}

fn ours(options: &Options, made: &Made) -> Result<Engine> {
    let example = ["run", "--quiet", "--release", "--locked", "-p", "raadslag-app", "--example"];
    let said = repo::output(
        repo::cargo()
            .args(example)
            .args(["search_times", "--"])
            .arg(&made.data)
            .arg(options.runs.to_string())
            .args(QUERIES.map(queries::ours)),
    )?;
    let timed: Timed = serde_json::from_str(&said)?;
    Ok(Engine {
        name: "Raadslag".to_owned(),
        build: None,
        size: size(&made.data.join("index"))?,
        times: timed.durations(),
        hits: timed.hits,
    })
}

fn fts5(options: &Options, texts: &Path) -> Result<Engine> {
    let database = texts.with_file_name("fts5.sqlite");
    let _ = std::fs::remove_file(&database);
    let said = repo::output(
        repo::command("python3")
            .arg(script("fts5.py"))
            .arg(texts)
            .arg(&database)
            .arg(options.runs.to_string())
            .args(QUERIES.map(queries::fts5)),
    )?;
    let timed: Timed = serde_json::from_str(&said)?;
    Ok(Engine {
        name: format!("SQLite {} FTS5 (text and index)", timed.version),
        build: Some(Duration::from_secs_f64(timed.build)),
        size: size(&database)?,
        times: timed.durations(),
        hits: timed.hits,
    })
}

fn postgres(options: &Options, texts: &Path) -> Result<Engine> {
    let cluster = Cluster::start()?;
    let psql = |script: &str| {
        repo::output(
            repo::command("psql")
                .args([&cluster.url(), "--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
                .args(["--set", "ON_ERROR_STOP=1", "--command", "\\timing on"])
                .args(script.lines().flat_map(|line| ["--command", line])),
        )
    };
    let build = timed(|| psql(&postgres_load(texts)).map(|_| ()))?;
    let said = psql(&postgres_queries(options.runs))?;
    let times = times_of_psql(&said);
    // The first time is the one of the warming run before.
    let hits = said.lines().filter_map(|line| line.strip_prefix("hits ")?.parse::<u64>().ok());
    let hits = hits.take(QUERIES.len()).sum();
    let bytes = psql("SELECT 'bytes ' || pg_total_relation_size('items')")?;
    let bytes = bytes.lines().find_map(|line| line.strip_prefix("bytes ")?.parse().ok());
    Ok(Engine {
        name: "PostgreSQL, `danish`, GIN (text and index; fsync off)".to_owned(),
        build: Some(build),
        size: bytes.context("PostgreSQL says no size")?,
        times,
        hits,
    })
}

fn postgres_load(texts: &Path) -> String {
    let body = "to_tsvector('danish', title || ' ' || body)";
    format!(
        "CREATE TABLE items (id int PRIMARY KEY, title text, body text, \
         words tsvector GENERATED ALWAYS AS ({body}) STORED)\n\
         \\copy items (id, title, body) FROM '{}' CSV\n\
         CREATE INDEX ON items USING gin (words)\n\
         VACUUM ANALYZE items",
        texts.display()
    )
}

/// One statement per query and run, as a page of results needs it.
fn postgres_queries(runs: usize) -> String {
    let statements = QUERIES.map(|query| {
        format!(
            "WITH hits AS (SELECT id, title, body, ts_rank(words, query) AS rank, query \
             FROM items, {} AS query WHERE words @@ query), \
             best AS (SELECT * FROM hits ORDER BY rank DESC, id LIMIT {PAGE}), \
             shown AS (SELECT count(ts_headline('danish', body, query)) AS shown FROM best) \
             SELECT 'hits ' || count(*) FROM hits, shown",
            queries::postgres(query)
        )
    });
    let all = statements.join("\n");
    vec![all; runs.max(1)].join("\n")
}

/// The times psql prints after each statement.
fn times_of_psql(said: &str) -> Vec<Duration> {
    let milliseconds = said
        .lines()
        .filter_map(|line| line.strip_prefix("Time: ")?.split(' ').next()?.parse::<f64>().ok());
    milliseconds.map(|milliseconds| Duration::from_secs_f64(milliseconds / 1000.0)).collect()
}

/// Writes number, title and all other text of every item as CSV.
fn write_texts(documents: &Path, file: &Path) -> Result<()> {
    let mut csv = String::new();
    let mut number = 0;
    for path in files(documents)? {
        let meeting: Value = serde_json::from_slice(&std::fs::read(&path)?)?;
        for item in meeting["sections"][0]["items"].as_array().into_iter().flatten() {
            number += 1;
            let mut texts = Vec::new();
            item["fields"]
                .as_array()
                .into_iter()
                .flatten()
                .for_each(|field| gather(field, &mut texts));
            gather(&item["recommendations"], &mut texts);
            gather(&item["decision"]["text"], &mut texts);
            let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
            let title = item["title"].as_str().unwrap_or_default();
            writeln!(csv, "{number},{},{}", quoted(title), quoted(&texts.join(" ")))?;
        }
    }
    std::fs::write(file, csv)?;
    Ok(())
}

fn gather(value: &Value, texts: &mut Vec<String>) {
    match value {
        Value::String(text) => texts.push(text.clone()),
        Value::Array(values) => values.iter().for_each(|value| gather(value, texts)),
        Value::Object(fields) => {
            let said = fields.iter().filter(|(name, _)| *name != "name" && *name != "type");
            said.for_each(|(_, value)| gather(value, texts));
        }
        _ => {}
    }
}

fn parts(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut parts: Vec<_> =
        std::fs::read_dir(folder)?.flatten().map(|entry| entry.path()).collect();
    parts.sort();
    Ok(parts)
}

/// Every file below a folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in parts(folder)? {
        if path.is_dir() {
            files.extend(self::files(&path)?);
        } else {
            files.push(path);
        }
    }
    Ok(files)
}

fn size(path: &Path) -> Result<u64> {
    if path.is_file() {
        return Ok(path.metadata()?.len());
    }
    files(path)?.iter().map(|file| Ok(file.metadata()?.len())).sum()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::times_of_psql;

    #[test]
    fn times_are_read_from_psql() {
        let said =
            "Timing is on.\nhits 12\nTime: 1.500 ms\nhits 3\nTime: 1234.000 ms (00:01.234)\n";
        let expected = [Duration::from_micros(1500), Duration::from_millis(1234)];
        assert_eq!(times_of_psql(said), expected);
    }
}
