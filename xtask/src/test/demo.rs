//! The README's command as a newcomer runs it: every page it leads to must be there.

use std::collections::{BTreeSet, VecDeque};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::cleanup::Guarded;
use crate::{http, repo};

/// How long the demo may take to read its documents and answer.
const PATIENCE: Duration = Duration::from_mins(2);
/// Enough to meet every kind of page many times.
const PAGES: usize = 900;
/// Pages a visitor of the demo must be able to reach.
const KINDS: [&str; 9] = [
    "/moede/",
    "/punkt/",
    "/forloeb/",
    "/organ/",
    "/kommune/",
    "/bilag/",
    "/original/",
    "/foelg",
    "/feed/",
];

/// A running demo; stopped when dropped.
pub(crate) struct Demo {
    /// Where it answers.
    pub(crate) address: SocketAddr,
    _server: Guarded,
}

impl Demo {
    /// Starts the demo on a free port, in the build the tests have made: a release build besides is a
    /// quarter of an hour, and the benchmarks make one.
    pub(crate) fn start() -> Result<Self> {
        repo::check(repo::cargo().args(["build", "--locked"]))?;
        let mut command = repo::command(repo::dev_binary());
        command.args(["demo", "--listen", "127.0.0.1:0"]);
        Self::spawn(&mut command)
    }

    /// Starts a command that serves the portal and prints where.
    pub(crate) fn spawn(command: &mut Command) -> Result<Self> {
        let child = command.stdout(Stdio::piped()).spawn().context("cannot start the portal")?;
        let mut server = Guarded::new(child, None);
        let output = server.child().stdout.take().context("its output is piped")?;
        let address = announced(output)?;
        Ok(Self { address, _server: server })
    }
}

/// The address the server prints; afterwards its output is read on, so that it never waits for us.
fn announced(output: ChildStdout) -> Result<SocketAddr> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Some(address) = address_in(&line) {
                let _ = sender.send(address);
            }
        }
    });
    receiver.recv_timeout(PATIENCE).context("the portal printed no address and ended, or hangs")
}

fn address_in(line: &str) -> Option<SocketAddr> {
    let rest = &line[line.find("http://")? + "http://".len()..];
    let end = rest.find(|c: char| !c.is_alphanumeric() && !".:[]".contains(c));
    let address = rest[..end.unwrap_or(rest.len())].replace("localhost", "127.0.0.1");
    address.parse().ok()
}

/// Starts the demo and follows every link from the home page.
pub(crate) fn check() -> Result<()> {
    let demo = Demo::start()?;
    println!("the demo answers on http://{}", demo.address);
    for path in ["/health", "/metrics", "/sitemap.xml", "/robots.txt"] {
        let status = http::get(demo.address, path)?.status;
        ensure!(status == 200, "{path} answers {status}");
    }
    let visited = crawl(demo.address)?;
    for kind in KINDS {
        ensure!(visited.iter().any(|path| path.starts_with(kind)), "no link leads to {kind}…");
    }
    println!("{} pages and files are linked and there", visited.len());
    Ok(())
}

fn crawl(address: SocketAddr) -> Result<BTreeSet<String>> {
    let mut seen = BTreeSet::from(["/".to_owned()]);
    let mut open = VecDeque::from([("/".to_owned(), String::new())]);
    let mut broken = Vec::new();
    while let Some((path, from)) = open.pop_front() {
        let answer = http::get(address, &path)?;
        if answer.status != 200 && answer.status != 303 {
            broken.push(format!("{path} answers {}, linked from {from}", answer.status));
        }
        let kind = answer.header("content-type").unwrap_or_default();
        if kind == "application/pdf" && !answer.body.starts_with(b"%PDF") {
            broken.push(format!("{path} is no PDF"));
        }
        if kind.starts_with("text/html") {
            for link in links(&answer.text()) {
                if seen.len() < PAGES && seen.insert(link.clone()) {
                    open.push_back((link, path.clone()));
                }
            }
        }
    }
    if !broken.is_empty() {
        bail!("{} broken links:\n  {}", broken.len(), broken.join("\n  "));
    }
    Ok(seen)
}

/// The page's links and sources within the portal, without fragments.
fn links(html: &str) -> Vec<String> {
    let values = ["href=\"/", "src=\"/"]
        .into_iter()
        .flat_map(|mark| html.split(mark).skip(1).filter_map(|rest| rest.split('"').next()));
    let paths = values.filter(|path| !path.starts_with('/'));
    paths
        .map(|path| {
            format!("/{}", path.split('#').next().unwrap_or_default()).replace("&amp;", "&")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{address_in, links};

    #[test]
    fn the_address_is_found_in_a_sentence() {
        let expected = "127.0.0.1:8087".parse().ok();
        assert_eq!(address_in("Raadslag: http://127.0.0.1:8087/ (ctrl-c ends it)"), expected);
        assert_eq!(address_in("  http://localhost:8087"), expected);
        assert_eq!(address_in("reading 7 documents"), None);
    }

    #[test]
    fn only_links_within_the_portal_are_followed() {
        let html = r##"<a href="/soeg?q=a&amp;side=1#top"><a href="https://x.dk/"><a href="#a">
            <img src="/assets/a.svg"><a href="//x.dk">"##;
        assert_eq!(links(html), ["/soeg?q=a&side=1", "/assets/a.svg"]);
    }
}
