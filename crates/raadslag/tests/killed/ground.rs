//! Where the archives of these tests lie.

use raadslag_app::archive::{Archive, Settings};
use raadslag_app::backup;
use raadslag_app::clock::SystemClock;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, SqliteConnection};
use tempfile::TempDir;

/// Names a running cluster to make databases in.
const VARIABLE: &str = "RAADSLAG_TEST_POSTGRES";

/// An archive of one test: in a folder, or with a PostgreSQL database of its own.
pub(crate) struct Ground {
    pub(crate) folder: TempDir,
    pub(crate) settings: Settings,
    cluster: Option<(String, String)>,
}

impl Ground {
    pub(crate) fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings::local(folder.path().join("data"));
        Self { folder, settings, cluster: None }
    }

    /// `None` where no cluster is named. CI must name one.
    pub(crate) async fn postgres() -> Option<Self> {
        let Ok(cluster) = std::env::var(VARIABLE) else {
            assert!(std::env::var_os("CI").is_none_or(|ci| ci.is_empty()), "set {VARIABLE}");
            return None;
        };
        let mut ground = Self::sqlite();
        let unique = ground.folder.path().file_name().unwrap().to_string_lossy().into_owned();
        let unique: String = unique.chars().filter(char::is_ascii_alphanumeric).collect();
        let name = format!("raadslag_killed_{}_{unique}", std::process::id()).to_lowercase();
        let mut admin = PgConnection::connect(&cluster).await.unwrap();
        admin.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
        let (server, _) = cluster.rsplit_once('/').unwrap();
        ground.settings.database = Some(format!("{server}/{name}"));
        ground.cluster = Some((cluster, name));
        Some(ground)
    }

    /// Each database there is.
    pub(crate) async fn all() -> Vec<Self> {
        std::iter::once(Self::sqlite()).chain(Self::postgres().await).collect()
    }

    /// How the program is told.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let mut arguments = vec!["--data".to_owned(), self.settings.data.display().to_string()];
        if let Some(database) = &self.settings.database {
            arguments.extend(["--database".to_owned(), database.clone()]);
        }
        arguments
    }

    pub(crate) async fn open(&self) -> Archive {
        Archive::open(&self.settings).await.unwrap()
    }

    /// SQLite finds its file whole and every reference kept. PostgreSQL watches over its own.
    pub(crate) async fn assert_sound(&self) {
        if self.settings.database.is_some() {
            return;
        }
        let file = self.settings.data.join("raadslag.sqlite");
        let mut on = SqliteConnection::connect(&file.display().to_string()).await.unwrap();
        let whole: Vec<String> =
            sqlx::query_scalar("PRAGMA integrity_check").fetch_all(&mut on).await.unwrap();
        assert_eq!(whole, ["ok"]);
        let open = sqlx::query("PRAGMA foreign_key_check").fetch_all(&mut on).await.unwrap();
        assert!(open.is_empty(), "rows refer to rows that are not there");
        on.close().await.unwrap();
    }

    /// The numbers a query gives, in order.
    pub(crate) async fn column(&self, query: &'static str) -> Vec<i64> {
        if let Some(database) = &self.settings.database {
            let mut on = PgConnection::connect(database).await.unwrap();
            return sqlx::query_scalar(query).fetch_all(&mut on).await.unwrap();
        }
        let file = self.settings.data.join("raadslag.sqlite");
        let mut on = SqliteConnection::connect(&file.display().to_string()).await.unwrap();
        sqlx::query_scalar(query).fetch_all(&mut on).await.unwrap()
    }

    /// Every row can be read, and every file a row names is there whole.
    pub(crate) async fn assert_saved_whole(&self) {
        let file = self.folder.path().join("at-the-end.zip");
        let saved = backup::save(&self.settings, &file, &SystemClock, |_| {}).await.unwrap();
        assert!(saved.missing.is_empty(), "files are lost: {:?}", saved.missing);
        assert_eq!(backup::check(&file).unwrap(), saved);
    }

    pub(crate) async fn remove(self) {
        if let Some((cluster, name)) = self.cluster {
            let mut admin = PgConnection::connect(&cluster).await.unwrap();
            let drop = format!("DROP DATABASE {name} WITH (FORCE)");
            admin.execute(AssertSqlSafe(drop)).await.unwrap();
        }
    }
}
