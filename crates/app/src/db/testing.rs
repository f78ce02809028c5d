//! Databases for tests: a SQLite file, and a PostgreSQL database of its own per test.

use sqlx::migrate::Migrate;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use uuid::Uuid;

use super::{Db, POSTGRES};

/// Names a running cluster to make databases in: `postgres://postgres@localhost:5433/postgres`.
const VARIABLE: &str = "RAADSLAG_TEST_POSTGRES";

/// The name of the migrated database the others are copied from. It tells the migrations, so that
/// work on other ones beside it meets a template of its own.
fn template() -> String {
    let checksums = POSTGRES.iter().flat_map(|migration| migration.checksum.iter().copied());
    let folded = checksums.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("raadslag_template_{folded:016x}")
}

/// A PostgreSQL database that exists for one test.
pub(crate) struct TestPostgres {
    cluster: String,
    name: String,
}

impl TestPostgres {
    /// A fresh database, or `None` where no cluster is named. CI must name one.
    pub(crate) async fn new() -> Option<Self> {
        let Ok(cluster) = std::env::var(VARIABLE) else {
            assert!(
                std::env::var_os("CI").is_none_or(|ci| ci.is_empty()),
                "CI must run the store tests on PostgreSQL too: set {VARIABLE}"
            );
            return None;
        };
        let name = format!("raadslag_{}", Uuid::now_v7().simple());
        let mut admin = PgConnection::connect(&cluster).await.expect("the cluster answers");
        admin.lock().await.expect("the cluster can be locked");
        make_template(&cluster, &mut admin).await;
        let statement = format!("CREATE DATABASE {name} TEMPLATE {}", template());
        admin.execute(AssertSqlSafe(statement)).await.expect("a test database can be made");
        admin.unlock().await.expect("the lock is ours");
        Some(Self { cluster, name })
    }

    /// Its address.
    pub(crate) fn url(&self) -> String {
        with_database(&self.cluster, &self.name)
    }

    /// Removes it.
    pub(crate) async fn remove(self) {
        let mut admin = PgConnection::connect(&self.cluster).await.expect("the cluster answers");
        let statement = format!("DROP DATABASE {} WITH (FORCE)", self.name);
        admin.execute(AssertSqlSafe(statement)).await.expect("a test database can be dropped");
    }
}

/// Makes the migrated template unless it is there; the caller holds the lock.
async fn make_template(cluster: &str, admin: &mut PgConnection) {
    let there: Option<(String,)> =
        sqlx::query_as("SELECT datname::text FROM pg_database WHERE datname = $1")
            .bind(template())
            .fetch_optional(&mut *admin)
            .await
            .expect("the cluster lists its databases");
    if there.is_none() {
        let statement = format!("CREATE DATABASE {}", template());
        admin.execute(AssertSqlSafe(statement)).await.expect("the template can be made");
    }
    let db = Db::postgres(&with_database(cluster, &template())).await.expect("migrations run");
    db.close().await;
}

fn with_database(cluster: &str, name: &str) -> String {
    let (address, options) = cluster.split_once('?').map_or((cluster, None), |(a, o)| (a, Some(o)));
    let server = match address.splitn(4, '/').collect::<Vec<_>>()[..] {
        [scheme, empty, host, _] | [scheme, empty, host] => format!("{scheme}/{empty}/{host}"),
        _ => panic!("{VARIABLE} is not an address: {cluster}"),
    };
    let options = options.map(|options| format!("?{options}")).unwrap_or_default();
    format!("{server}/{name}{options}")
}
