//! A PostgreSQL cluster for one run: its own folder, its own port on loopback, gone afterwards.

use std::net::TcpListener;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cleanup::Guarded;
use crate::repo;

/// The database user of the cluster.
const USER: &str = "raadslag";
/// PostgreSQL refuses to run as root; this system user comes with its package.
const SYSTEM_USER: &str = "postgres";

/// A running cluster; stopped and removed when dropped, and on ctrl-c.
pub(crate) struct Cluster {
    port: u16,
    server: Guarded,
}

impl Cluster {
    /// Makes and starts one.
    pub(crate) fn start() -> Result<Self> {
        let programs = programs().context(
            "PostgreSQL is not installed; `cargo xtask test --only system` says what is missing",
        )?;
        let folder = folder()?;
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        repo::output(
            as_user(&programs.join("initdb"))?
                .args(["--username", USER, "--auth", "trust", "--encoding", "UTF8"])
                .args(["--locale", "C.UTF-8", "--no-sync", "--pgdata"])
                .arg(folder.join("data"))
                .current_dir(&folder),
        )?;
        let log = std::fs::File::create(folder.join("log"))?;
        let child = as_user(&programs.join("postgres"))?
            .arg("-D")
            .arg(folder.join("data"))
            .args(["-p", &port.to_string(), "-k"])
            .arg(&folder)
            .args(settings(&[
                "listen_addresses=127.0.0.1",
                "max_connections=300",
                "fsync=off",
                "synchronous_commit=off",
                "full_page_writes=off",
            ]))
            .current_dir(&folder)
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            // A group of its own: ctrl-c reaches the tests first, then `cleanup` ends the server.
            .process_group(0)
            .spawn()
            .context("cannot start postgres")?;
        let mut cluster = Self { port, server: Guarded::new(child, Some(folder.clone())) };
        cluster.wait(&programs, &folder)?;
        Ok(cluster)
    }

    /// The address of its first database.
    pub(crate) fn url(&self) -> String {
        format!("postgres://{USER}@127.0.0.1:{}/postgres", self.port)
    }

    fn wait(&mut self, programs: &Path, folder: &Path) -> Result<()> {
        let deadline = Instant::now() + Duration::from_secs(30);
        while !self.is_ready(programs) {
            if self.server.has_ended() || Instant::now() > deadline {
                let log = std::fs::read_to_string(folder.join("log")).unwrap_or_default();
                bail!("PostgreSQL does not start:\n{log}");
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }

    fn is_ready(&self, programs: &Path) -> bool {
        let port = self.port.to_string();
        let asked = Command::new(programs.join("pg_isready"))
            .args(["--quiet", "--host", "127.0.0.1", "--port", &port])
            .status();
        asked.is_ok_and(|status| status.success())
    }
}

/// Where PostgreSQL's programs are: Debian's newest version, else the path.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = versions
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|version| debian_programs(*version).join("postgres").is_file())
        .max()
        .map(debian_programs);
    newest.or_else(|| repo::find("postgres")?.parent().map(Path::to_owned))
}

fn debian_programs(version: u32) -> PathBuf {
    Path::new("/usr/lib/postgresql").join(version.to_string()).join("bin")
}

fn settings(settings: &[&str]) -> Vec<String> {
    settings.iter().flat_map(|setting| ["-c".to_owned(), (*setting).to_owned()]).collect()
}

/// A fresh folder, short enough for a socket's path, that the server's user owns.
fn folder() -> Result<PathBuf> {
    let folder = tempfile::Builder::new().prefix("raadslag-pg-").tempdir()?.keep();
    if repo::is_root() {
        let owner = format!("{SYSTEM_USER}:{SYSTEM_USER}");
        repo::output(Command::new("chown").arg(owner).arg(&folder))?;
    }
    Ok(folder)
}

/// A command of the server's, as another user when we are root, that dies with us.
fn as_user(program: &Path) -> Result<Command> {
    if !repo::has("setpriv") {
        bail!("`setpriv` is missing: install util-linux");
    }
    let mut command = Command::new("setpriv");
    command.args(["--pdeathsig", "INT"]);
    if repo::is_root() {
        command.args(["--reuid", SYSTEM_USER, "--regid", SYSTEM_USER, "--clear-groups"]);
    }
    command.arg(program);
    Ok(command)
}
