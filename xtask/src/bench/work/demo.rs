//! The demonstration under measurement, and those who sign in there.

use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result, ensure};

use super::super::client::{Connection, Request};
use super::html;
use crate::http::Answer;
use crate::{repo, test};

/// The password of all who can sign in to the demo.
const PASSWORD: &str = "demonstration";

/// A demo on the first core; stopped, and its archive gone, when this is dropped.
pub(super) struct Demo {
    /// Where it answers.
    pub(super) address: SocketAddr,
    /// Pages it tells of that no link leads to.
    pub(super) told: Vec<String>,
    _running: test::Demo,
}

impl Demo {
    /// Starts the program's demo on a free port.
    pub(super) fn start(program: &Path) -> Result<Self> {
        let mut command = repo::command("taskset");
        command.args(["-c", "0"]).arg(program).args(["demo", "--listen", "127.0.0.1:0"]);
        let running =
            test::Demo::spawn(&mut command).with_context(|| program.display().to_string())?;
        let told = running.said.iter().filter_map(|line| path_in(line)).collect();
        Ok(Self { address: running.address, told, _running: running })
    }
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
    use super::path_in;

    #[test]
    fn a_line_tells_of_a_page() {
        for (line, path) in [
            ("Open http://127.0.0.1:1/ in a browser.", Some("/")),
            ("  and http://127.0.0.1:1/mit/moede/a (members)", Some("/mit/moede/a")),
            ("reading 7 documents", None),
        ] {
            assert_eq!(path_in(line).as_deref(), path, "{line}");
        }
    }
}
