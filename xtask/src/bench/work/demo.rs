//! The demonstration under measurement, and those who sign in there.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};

use super::super::client::{Connection, Request};
use super::html;
use crate::cleanup::Guarded;
use crate::http::Answer;
use crate::repo;

/// How long the demo may take to read its documents and answer.
const PATIENCE: Duration = Duration::from_mins(3);
/// The password of all who can sign in to the demo.
const PASSWORD: &str = "demonstration";
/// The last line the demo prints of where things are begins so.
const LAST: &str = "and http://";

/// A demo on the first core; stopped, and its archive gone, when this is dropped.
pub(super) struct Demo {
    /// Where it answers.
    pub(super) address: SocketAddr,
    /// Pages it tells of that no link leads to.
    pub(super) told: Vec<String>,
    _process: Guarded,
}

impl Demo {
    /// Starts the program's demo on a free port.
    pub(super) fn start(program: &Path) -> Result<Self> {
        let mut command = repo::command("taskset");
        command.args(["-c", "0"]).arg(program).args(["demo", "--listen", "127.0.0.1:0"]);
        let child = command.stdout(Stdio::piped()).spawn().context("cannot start taskset")?;
        let mut process = Guarded::new(child, None);
        let output = process.child().stdout.take().context("its output is piped")?;
        let lines = lines_until_ready(BufReader::new(output))
            .with_context(|| format!("the demo of {} did not get ready", program.display()))?;
        let address = lines.iter().find_map(|line| address_in(line));
        let told = lines.iter().filter_map(|line| path_in(line)).collect();
        Ok(Self { address: address.context("the demo says where")?, told, _process: process })
    }
}

/// What the demo prints until it has said all; read on afterwards, so that it never waits for us.
fn lines_until_ready(output: impl BufRead + Send + 'static) -> Result<Vec<String>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            // Nobody listens any more once all is said.
            let _ = sender.send(line);
        }
    });
    let mut lines = Vec::new();
    loop {
        let line: String = receiver.recv_timeout(PATIENCE).context("it ended, or hangs")?;
        let is_last = line.trim_start().starts_with(LAST);
        lines.push(line);
        if is_last {
            return Ok(lines);
        }
    }
}

fn address_in(line: &str) -> Option<SocketAddr> {
    line.split_once("http://")?.1.split('/').next()?.parse().ok()
}

fn path_in(line: &str) -> Option<String> {
    let (_, rest) = line.split_once("http://")?;
    let path = rest.split_once('/')?.1.split(' ').next()?;
    Some(format!("/{path}"))
}

/// Someone who asks, signed in or not.
pub(super) struct Person {
    connection: Connection,
    /// The session's cookie; empty for the public.
    pub(super) cookie: String,
}

impl Person {
    /// Somebody.
    pub(super) fn public(address: SocketAddr) -> Result<Self> {
        Ok(Self { connection: Connection::open(address)?, cookie: String::new() })
    }

    /// Signs in, as "sekretaer", say.
    pub(super) fn enter(address: SocketAddr, who: &str) -> Result<Self> {
        let mut person = Self::public(address)?;
        let email = format!("{who}@demo.dk");
        let answer = person.post("/log-ind", &[("email", &email), ("kode", PASSWORD)])?;
        let cookie = answer.header("set-cookie").and_then(|cookie| cookie.split(';').next());
        person.cookie = cookie.with_context(|| format!("{email} is not let in"))?.to_owned();
        Ok(person)
    }

    /// Asks for a page.
    pub(super) fn get(&mut self, path: &str) -> Result<Answer> {
        let request = self.known(Request::get(path));
        self.connection.ask(&request)
    }

    /// Asks for a page that must be there.
    pub(super) fn page(&mut self, path: &str) -> Result<String> {
        let answer = self.get(path)?;
        ensure!(answer.status == 200, "{path} answers {}", answer.status);
        Ok(answer.text())
    }

    /// Asks for the data of a page.
    pub(super) fn data(&mut self, path: &str) -> Result<Answer> {
        let request = self.known(Request::get(path).header("Accept", "application/json"));
        self.connection.ask(&request)
    }

    /// Sends a form that must be taken.
    pub(super) fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Result<Answer> {
        let request = self.known(Request::form(path, fields));
        let answer = self.connection.ask(&request)?;
        let text = answer.text();
        let refused = html::first(&text, "alert-body", "</div>").unwrap_or_default();
        ensure!(answer.status == 303, "{path} answers {}: {refused}", answer.status);
        Ok(answer)
    }

    fn known(&self, request: Request) -> Request {
        if self.cookie.is_empty() { request } else { request.header("Cookie", &self.cookie) }
    }
}

#[cfg(test)]
mod tests {
    use super::{address_in, lines_until_ready, path_in};

    #[test]
    fn the_demo_has_said_all_with_the_members_address() {
        let said = "Open http://127.0.0.1:1/ in a browser. Stop with Ctrl-C.\n\
            Today's meeting: http://127.0.0.1:1/arbejde/moede/a (secretary)\n     \
            and http://127.0.0.1:1/mit/moede/a (members)\n";
        let lines = lines_until_ready(said.as_bytes()).expect("it is whole");
        assert_eq!(address_in(&lines[0]), "127.0.0.1:1".parse().ok());
        let paths: Vec<_> = lines.iter().filter_map(|line| path_in(line)).collect();
        assert_eq!(paths, ["/", "/arbejde/moede/a", "/mit/moede/a"]);
        assert!(lines_until_ready(&b"cannot listen\n"[..]).is_err(), "it ended before");
    }
}
