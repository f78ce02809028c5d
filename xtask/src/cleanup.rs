//! Processes and folders that must not outlive a task, however it ends.

use std::path::PathBuf;
use std::process::{Child, Command};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// What is under way, for the interrupt handler.
static UNDER_WAY: Mutex<Vec<Running>> = Mutex::new(Vec::new());

struct Running {
    process: u32,
    folder: Option<PathBuf>,
}

/// A child process that is stopped when this is dropped, and its folder removed.
pub(crate) struct Guarded {
    child: Child,
    folder: Option<PathBuf>,
}

impl Guarded {
    /// Takes charge of a child and, if it has one, of its temporary folder.
    pub(crate) fn new(child: Child, folder: Option<PathBuf>) -> Self {
        under_way().push(Running { process: child.id(), folder: folder.clone() });
        Self { child, folder }
    }

    /// The process.
    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    /// The child itself, to read from it.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Whether it has ended by itself.
    pub(crate) fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        if !self.has_ended() {
            interrupt(self.id());
            let deadline = Instant::now() + Duration::from_secs(10);
            while !self.has_ended() && Instant::now() < deadline {
                std::thread::sleep(Duration::from_millis(20));
            }
            if !self.has_ended() {
                let _ = self.child.kill();
                let _ = self.child.wait();
            }
        }
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
        let process = self.id();
        under_way().retain(|running| running.process != process);
    }
}

/// On ctrl-c or a request to end: stops what is under way, then exits as shells expect.
pub(crate) fn on_interrupt() {
    let handler = || {
        // The last begun may still need the first.
        for running in under_way().drain(..).rev() {
            interrupt(running.process);
            std::thread::sleep(Duration::from_millis(500));
            if let Some(folder) = running.folder {
                let _ = std::fs::remove_dir_all(folder);
            }
        }
        std::process::exit(130);
    };
    if let Err(error) = ctrlc::set_handler(handler) {
        eprintln!("warning: ctrl-c will not clean up: {error}");
    }
}

/// SIGINT: a fast and orderly end, both for PostgreSQL and for our own server.
fn interrupt(process: u32) {
    let _ = Command::new("kill").args(["-INT", &process.to_string()]).status();
}

fn under_way() -> MutexGuard<'static, Vec<Running>> {
    UNDER_WAY.lock().unwrap_or_else(PoisonError::into_inner)
}
