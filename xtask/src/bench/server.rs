//! Servers under measurement, each on the first core; who asks sits on the second.

use std::net::SocketAddr;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::cleanup::Guarded;
use crate::{http, repo};

/// A server that answers.
pub(crate) struct Server {
    /// Where.
    pub(crate) address: SocketAddr,
    /// From start to the first whole answer.
    pub(crate) first_answer: Duration,
    process: Guarded,
}

impl Server {
    /// Starts a command on the first core and waits for its home page.
    pub(crate) fn start(program: &Path, arguments: &[&str], address: SocketAddr) -> Result<Self> {
        let mut command = repo::command("taskset");
        command.args(["-c", "0"]).arg(program).args(arguments);
        Self::wait(&mut command, address)
    }

    fn wait(command: &mut Command, address: SocketAddr) -> Result<Self> {
        let began = Instant::now();
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut process = Guarded::new(child, None);
        loop {
            if http::get(address, "/").is_ok_and(|answer| answer.status == 200) {
                return Ok(Self { address, first_answer: began.elapsed(), process });
            }
            if process.has_ended() || began.elapsed() > Duration::from_mins(1) {
                bail!("`{}` does not answer on {address}", command.get_program().display());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Memory resident, of the server and its workers.
    pub(crate) fn resident(&self) -> Result<u64> {
        let children = repo::output(
            repo::command("ps").args(["-o", "rss=", "--ppid"]).arg(self.process.id().to_string()),
        )
        .unwrap_or_default();
        let own = repo::output(
            repo::command("ps").args(["-o", "rss=", "-p"]).arg(self.process.id().to_string()),
        )?;
        let kilobytes =
            own.lines().chain(children.lines()).filter_map(|line| line.trim().parse::<u64>().ok());
        Ok(kilobytes.sum::<u64>() * 1024)
    }
}

/// What wrk found.
pub(crate) struct Load {
    /// Requests answered per second.
    pub(crate) rate: f64,
    /// 99 of 100 answers came within this, as wrk writes it ("1.23ms").
    pub(crate) p99: String,
}

/// Asks for one page as fast as it goes: one thread, sixteen connections, with these headers.
pub(crate) fn load(
    address: SocketAddr,
    path: &str,
    headers: &[&str],
    seconds: u64,
) -> Result<Load> {
    let said = repo::output(
        repo::command("taskset")
            .args(["-c", "1", "wrk", "-t1", "-c16", "--latency"])
            .args(headers.iter().flat_map(|header| ["-H", header]))
            .arg(format!("-d{seconds}s"))
            .arg(format!("http://{address}{path}")),
    )?;
    parse(&said).with_context(|| format!("wrk failed on {path}:\n{said}"))
}

/// Reads wrk's report; `None` also when answers were errors.
fn parse(said: &str) -> Option<Load> {
    if said.contains("Non-2xx") {
        return None;
    }
    let value =
        |name: &str| said.lines().find_map(|line| line.trim().strip_prefix(name)).map(str::trim);
    Some(Load { rate: value("Requests/sec:")?.parse().ok()?, p99: value("99%")?.to_owned() })
}

/// A free port on loopback.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

#[cfg(test)]
mod tests {
    use super::parse;

    const REPORT: &str = "Running 1s test @ http://127.0.0.1:1/\n  Latency Distribution\n     50%  \
        310.00us\n     99%    1.20ms\n  51230 requests in 1.00s, 10MB read\nRequests/sec:  51230.12\n";

    #[test]
    fn rate_and_tail_are_read_from_the_report() {
        let load = parse(REPORT).expect("it is a report");
        assert!((load.rate - 51_230.12).abs() < 0.01);
        assert_eq!(load.p99, "1.20ms");
    }

    #[test]
    fn a_page_of_errors_is_no_measurement() {
        assert!(parse(&format!("{REPORT}  Non-2xx or 3xx responses: 3\n")).is_none());
    }
}
