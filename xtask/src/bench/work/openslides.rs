//! OpenSlides 3.3 beside us: an agenda and assembly system in Python, run as its authors say.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value, json};

use super::super::client::{Connection, Request};
use super::super::script;
use super::super::server::{Server, free_address};
use super::texts::ItemText;
use crate::http::Answer;
use crate::repo;

/// The Python the pinned packages are for.
const PYTHON: &str = "Python 3.11";
/// The agenda's items, without their texts.
pub(super) const AGENDA: &str = "/rest/agenda/item/";
/// Items with their texts.
pub(super) const TEXTS: &str = "/rest/topics/topic/";

/// A running OpenSlides, and its administrator.
pub(super) struct OpenSlides {
    connection: Connection,
    cookies: String,
    /// What changes must bring along.
    token: String,
    _server: Server,
}

impl OpenSlides {
    /// Installs it below `folder` at first use, starts it with an empty database, and signs in.
    pub(super) fn start(folder: &Path) -> Result<Self> {
        let python = installed(folder)?;
        let data = tempfile::tempdir()?;
        let site = script("openslides_site.py").display().to_string();
        repo::output(repo::command(&python).arg(&site).arg("prepare").arg(data.path()))
            .context("OpenSlides makes no database")?;
        let address = free_address()?;
        // The server's guard removes it from here on.
        let data = data.keep();
        let (shown, port) = (data.display().to_string(), address.port().to_string());
        let server = Server::start_on(&python, &[&site, "serve", &shown, &port], address, data)?;
        let mut peer = Self {
            connection: Connection::open(address)?,
            cookies: String::new(),
            token: String::new(),
            _server: server,
        };
        peer.sign_in()?;
        Ok(peer)
    }

    fn sign_in(&mut self) -> Result<()> {
        let answer =
            self.send("/apps/users/login/", &json!({"username": "admin", "password": "admin"}))?;
        ensure!(answer.status == 200, "OpenSlides' administrator is answered {}", answer.status);
        let cookies: Vec<_> = answer
            .head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .filter(|(name, _)| name.eq_ignore_ascii_case("set-cookie"))
            .filter_map(|(_, value)| value.trim().split(';').next())
            .collect();
        let token = cookies.iter().find_map(|cookie| cookie.strip_prefix("OpenSlidesCsrfToken="));
        self.token = token.context("OpenSlides gives no token for changes")?.to_owned();
        self.cookies = cookies.join("; ");
        Ok(())
    }

    /// Creates an item with its text on the agenda; gives its id.
    pub(super) fn add(&mut self, item: &ItemText) -> Result<u64> {
        // 1 is an item everyone sees.
        let item = json!({"title": item.title, "text": item.html(), "agenda_type": 1});
        let answer = self.send(TEXTS, &item)?;
        ensure!(answer.status == 201, "OpenSlides answers {}: {}", answer.status, answer.text());
        let answer: Value = serde_json::from_slice(&answer.body)?;
        answer["data"]["id"].as_u64().context("OpenSlides says what it created")
    }

    /// Removes an item.
    pub(super) fn remove(&mut self, id: u64) -> Result<()> {
        let request = Request { method: "DELETE", ..Request::get(&format!("{TEXTS}{id}/")) };
        let answer = self.ask(request)?;
        ensure!(answer.status < 300, "OpenSlides removes nothing: {}", answer.status);
        Ok(())
    }

    /// Lists what is there.
    pub(super) fn list(&mut self, path: &str) -> Result<Answer> {
        let answer = self.ask(Request::get(path))?;
        ensure!(answer.status == 200, "OpenSlides answers {} for {path}", answer.status);
        Ok(answer)
    }

    fn send(&mut self, path: &str, value: &Value) -> Result<Answer> {
        let body = serde_json::to_vec(value)?;
        let request = Request { method: "POST", body, ..Request::get(path) };
        self.ask(request.header("Content-Type", "application/json"))
    }

    fn ask(&mut self, mut request: Request) -> Result<Answer> {
        if !self.cookies.is_empty() {
            request = request.header("Cookie", &self.cookies).header("X-CSRFToken", &self.token);
        }
        self.connection.ask(&request)
    }
}

/// Its Python, made at first use.
fn installed(folder: &Path) -> Result<PathBuf> {
    let environment = folder.join("openslides");
    let python = environment.join("bin/python");
    if !python.is_file() {
        repo::check(repo::command(find_python()?).args(["-m", "venv"]).arg(&environment))?;
    }
    repo::check(
        repo::command(&python)
            .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"])
            .arg("-r")
            .arg(script("openslides.txt")),
    )?;
    Ok(python)
}

fn find_python() -> Result<&'static str> {
    let is_right = |program: &&str| {
        repo::output(repo::command(program).arg("--version"))
            .is_ok_and(|version| version.starts_with(PYTHON))
    };
    match ["python3", "python3.11"].iter().find(|program| is_right(program)) {
        Some(program) => Ok(program),
        None => {
            bail!("OpenSlides' pinned packages need {PYTHON}, as Debian 12 has it in `python3`")
        }
    }
}
