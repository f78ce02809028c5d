//! A real SMTP server for tests: Debian's `aiosmtpd`, in a process of its own, which keeps what it
//! takes as files. `refused@…` it refuses for good, `later@…` it puts off.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// The server. It says a line when it listens, and ends with its standard input.
const SERVER: &str = include_str!("testing/server.py");
/// Debian's, whose packages the tests' list installs; another Python may come first on the path.
const PYTHON: &str = "/usr/bin/python3";

/// A server's place: its port and what it has taken, also while it is away.
pub(crate) struct MailServer {
    port: u16,
    folder: TempDir,
    running: Option<Child>,
}

impl MailServer {
    /// A running server, or `None` where `aiosmtpd` is not installed. CI must have it.
    pub(crate) fn start() -> Option<Self> {
        let mut there = Command::new(PYTHON);
        there.args(["-c", "import aiosmtpd"]).stderr(Stdio::null());
        if !there.status().is_ok_and(|status| status.success()) {
            assert!(
                std::env::var_os("CI").is_none_or(|ci| ci.is_empty()),
                "CI must send mail to a real server: install python3-aiosmtpd"
            );
            return None;
        }
        let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
        let mut server = Self { port, folder: TempDir::new().unwrap(), running: None };
        server.come_back();
        Some(server)
    }

    /// Its address as a setting.
    pub(crate) fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// Ends it.
    pub(crate) fn go_away(&mut self) {
        if let Some(mut child) = self.running.take() {
            let _ = child.kill();
            let _ = child.wait();
        }
    }

    /// Starts it again on the same port.
    pub(crate) fn come_back(&mut self) {
        let mut child = Command::new(PYTHON)
            .args(["-c", SERVER, &self.port.to_string()])
            .arg(self.folder.path())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        assert_eq!(line, "listening\n", "the mail server does not start");
        self.running = Some(child);
    }

    /// Every mail it has taken, as it came, oldest first.
    pub(crate) fn mails(&self) -> Vec<Vec<u8>> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files.iter().map(|file| std::fs::read(file).unwrap()).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.go_away();
    }
}
