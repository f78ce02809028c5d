//! Servers under measurement, each on the first core; who asks sits on the second.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
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
        Self::wait(&mut pinned(program, arguments), address, None)
    }

    /// The same with a folder that goes when the server does.
    pub(crate) fn start_on(
        program: &Path,
        arguments: &[&str],
        address: SocketAddr,
        folder: PathBuf,
    ) -> Result<Self> {
        Self::wait(&mut pinned(program, arguments), address, Some(folder))
    }

    fn wait(command: &mut Command, address: SocketAddr, folder: Option<PathBuf>) -> Result<Self> {
        let began = Instant::now();
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn()?;
        let mut process = Guarded::new(child, folder);
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

fn pinned(program: &Path, arguments: &[&str]) -> Command {
    let mut command = repo::command("taskset");
    command.args(["-c", "0"]).arg(program).args(arguments);
    command
}

/// What wrk found.
pub(crate) struct Load {
    /// Requests answered per second.
    pub(crate) rate: f64,
    /// Half of the answers came within this.
    pub(crate) p50: Duration,
    /// 99 of 100 did.
    pub(crate) p99: Duration,
}

/// How wrk asks, from one thread.
#[derive(Clone, Copy)]
pub(crate) struct Pressure {
    /// Connections, each of which asks again as soon as it is answered.
    pub(crate) connections: u32,
    /// How long.
    pub(crate) seconds: u64,
}

/// Asks for one page as fast as it goes, with these headers.
pub(crate) fn load(
    address: SocketAddr,
    path: &str,
    headers: &[&str],
    pressure: Pressure,
) -> Result<Load> {
    let said = repo::output(
        repo::command("taskset")
            .args(["-c", "1", "wrk", "-t1", "--latency", "--timeout", "30s"])
            .args(headers.iter().flat_map(|header| ["-H", header]))
            .arg(format!("-c{}", pressure.connections))
            .arg(format!("-d{}s", pressure.seconds))
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
    let time = |name: &str| duration(value(name)?);
    Some(Load { rate: value("Requests/sec:")?.parse().ok()?, p50: time("50%")?, p99: time("99%")? })
}

/// A time as wrk writes it: "310.00us", "1.20ms", "2.05s", "1.50m".
fn duration(said: &str) -> Option<Duration> {
    let units = [("us", 1e-6), ("ms", 1e-3), ("s", 1.0), ("m", 60.0)];
    let (number, unit) =
        units.iter().find_map(|(name, unit)| Some((said.strip_suffix(name)?, unit)))?;
    Some(Duration::from_secs_f64(number.parse::<f64>().ok()? * unit))
}

/// A free port on loopback.
pub(crate) fn free_address() -> Result<SocketAddr> {
    Ok(std::net::TcpListener::bind(("127.0.0.1", 0))?.local_addr()?)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{duration, parse};

    const REPORT: &str = "Running 1s test @ http://127.0.0.1:1/\n  Latency Distribution\n     50%  \
        310.00us\n     99%    1.20ms\n  51230 requests in 1.00s, 10MB read\nRequests/sec:  51230.12\n";

    #[test]
    fn rate_and_tail_are_read_from_the_report() {
        let load = parse(REPORT).expect("it is a report");
        assert!((load.rate - 51_230.12).abs() < 0.01);
        assert_eq!(load.p50, Duration::from_micros(310));
        assert_eq!(load.p99, Duration::from_micros(1200));
    }

    #[test]
    fn times_are_read_in_each_unit_wrk_has() {
        for (said, milliseconds) in [
            ("310.00us", Some(0.31)),
            ("2.50s", Some(2500.0)),
            ("1.50m", Some(90_000.0)),
            ("x", None),
        ] {
            let read = duration(said).map(|time| time.as_secs_f64() * 1e3);
            assert_eq!(read, milliseconds, "{said}");
        }
    }

    #[test]
    fn a_page_of_errors_is_no_measurement() {
        assert!(parse(&format!("{REPORT}  Non-2xx or 3xx responses: 3\n")).is_none());
    }
}
