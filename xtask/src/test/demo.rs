//! The README's command as a newcomer runs it: every page it leads to must be there.

use std::collections::{BTreeSet, VecDeque};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};

use crate::cleanup::Guarded;
use crate::{http, repo};

/// How long the demo may take to read its documents and answer.
const PATIENCE: Duration = Duration::from_mins(3);
/// The last line the demo prints of where things are begins so.
const LAST: &str = "and http://";
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
    /// What it printed until all was said.
    pub(crate) said: Vec<String>,
    _server: Guarded,
}

impl Demo {
    /// Starts the demo on a free port, in the build the tests have made: a release build besides is a
    /// quarter of an hour, and the benchmarks make one.
    pub(crate) fn start() -> Result<Self> {
        repo::check(repo::cargo().args(["build", "--workspace", "--tests", "--locked"]))?;
        let mut command = repo::command(repo::dev_binary());
        command.args(["demo", "--listen", "127.0.0.1:0"]);
        Self::spawn(&mut command)
    }

    /// Starts a command that serves the demo and prints where.
    pub(crate) fn spawn(command: &mut Command) -> Result<Self> {
        let child = command.stdout(Stdio::piped()).spawn().context("cannot start the demo")?;
        let mut server = Guarded::new(child, None);
        let output = server.child().stdout.take().context("its output is piped")?;
        let said = lines_until_ready(BufReader::new(output))?;
        let address = said.iter().find_map(|line| address_in(line));
        Ok(Self { address: address.context("the demo says where")?, said, _server: server })
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
        let line: String = receiver
            .recv_timeout(PATIENCE)
            .context("the demo did not say where things are: it ended, or hangs")?;
        let is_last = line.trim_start().starts_with(LAST);
        lines.push(line);
        if is_last {
            return Ok(lines);
        }
    }
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
    use super::{address_in, lines_until_ready, links};

    #[test]
    fn the_demo_has_said_all_with_the_members_address() {
        let said = "Open http://127.0.0.1:1/ in a browser. Stop with Ctrl-C.\n\
            Today's meeting: http://127.0.0.1:1/arbejde/moede/a (secretary)\n     \
            and http://127.0.0.1:1/mit/moede/a (members)\nlater\n";
        assert_eq!(lines_until_ready(said.as_bytes()).expect("it is whole").len(), 3);
        assert!(lines_until_ready(&b"cannot listen\n"[..]).is_err(), "it ended before");
    }

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
