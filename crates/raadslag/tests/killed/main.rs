//! Killed at any moment: what a program said it did is there when it starts again, and nothing is
//! there by half.
//!
//! A [`Work`] is something a process does and acknowledges. Each round starts the process, kills it
//! with SIGKILL at a moment chosen by a seeded generator within the time it needs undisturbed, opens the archive again and lets the work check what it finds. To try
//! another kind of write, a page's form say, write another [`Work`]: its `listen` may talk to the
//! process in whatever way, and returns what was acknowledged before the process was gone.
//!
//! SIGKILL ends a process, not a machine: that a commit outlives a power cut rests on the
//! databases' own settings (`synchronous = FULL`, `fsync`) and on the object store's.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test")]

mod backups;
mod figures;
mod ground;
mod imports;
mod served;

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};

use ground::Ground;
use raadslag_app::archive::Archive;

/// What a process does, acknowledges and must leave behind.
trait Work {
    /// The arguments of `raadslag` for this round, without those that say where the archive lies.
    fn arguments(&mut self, round: u32) -> Vec<String>;

    /// Takes down what the process acknowledges until it is gone.
    fn listen(&self, stdout: ChildStdout) -> Vec<String> {
        BufReader::new(stdout).lines().map_while(Result::ok).collect()
    }

    /// Checks, after the process is gone, that what it acknowledged is there and nothing is by
    /// half. It may have come to its end before it was killed.
    async fn check(&mut self, archive: &Archive, acknowledged: &[String], ended: bool);

    /// Checks all rounds together.
    async fn check_all(&mut self, archive: &Archive);
}

/// Rounds that are left alone first: the first makes the archive.
const UNDISTURBED: u32 = 3;

/// Starts, kills and checks, again and again; returns how many acknowledgements came from processes
/// that were killed.
async fn rounds(ground: &Ground, work: &mut impl Work, rounds: u32, seed: u64) -> usize {
    let began = Instant::now();
    let mut span = Duration::MAX;
    for number in 0..UNDISTURBED {
        let alone = round(ground, work, number, None).await;
        assert!(alone.ended, "a process that is left alone comes to its end");
        span = span.min(alone.lived);
    }
    let span = u64::try_from(span.as_micros()).unwrap();
    let (mut chance, mut killed, mut said) = (Chance(seed), 0, 0);
    for number in UNDISTURBED..UNDISTURBED + rounds {
        let after = Duration::from_micros(chance.below(span));
        let disturbed = round(ground, work, number, Some(after)).await;
        if !disturbed.ended {
            killed += 1;
            said += disturbed.said;
        }
    }
    let archive = ground.open().await;
    work.check_all(&archive).await;
    archive.close().await;
    ground.assert_saved_whole().await;
    println!(
        "{killed} of {rounds} processes killed, which had acknowledged {said}, in {:.1} s",
        began.elapsed().as_secs_f64()
    );
    assert!(killed * 2 > rounds, "only {killed} of {rounds} processes were killed in time");
    said
}

/// How a round went.
struct Round {
    /// The process came to its end.
    ended: bool,
    lived: Duration,
    /// Acknowledgements.
    said: usize,
}

/// One round.
async fn round(
    ground: &Ground,
    work: &mut impl Work,
    number: u32,
    kill: Option<Duration>,
) -> Round {
    let began = Instant::now();
    let child = start(&work.arguments(number), &ground.arguments());
    let (ended, acknowledged) = watch(child, kill, |stdout| work.listen(stdout));
    let lived = began.elapsed();
    let archive = ground.open().await;
    archive.catch_up().await.unwrap();
    work.check(&archive, &acknowledged, ended).await;
    archive.close().await;
    ground.assert_sound().await;
    Round { ended, lived, said: acknowledged.len() }
}

fn start(arguments: &[String], place: &[String]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_raadslag"))
        .args(arguments)
        .args(place)
        .env("RUST_LOG", "error")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// Listens to a process until it is gone, and kills it when its time is over. One that ends before
/// must have succeeded.
fn watch<T>(
    mut child: Child,
    kill: Option<Duration>,
    listen: impl FnOnce(ChildStdout) -> T,
) -> (bool, T) {
    let stdout = child.stdout.take().unwrap();
    let deadline = kill.map(|after| Instant::now() + after);
    let killer = std::thread::spawn(move || {
        while child.try_wait().unwrap().is_none() {
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                child.kill().unwrap();
                break;
            }
            std::thread::sleep(Duration::from_micros(500));
        }
        let status = child.wait().unwrap();
        let mut errors = String::new();
        child.stderr.take().unwrap().read_to_string(&mut errors).unwrap();
        assert!(status.code().is_none_or(|code| code == 0), "{status}: {errors}");
        status.code().is_some()
    });
    let heard = listen(stdout);
    (killer.join().unwrap(), heard)
}

/// Numbers that look like chance and are the same each time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % limit.max(1)
    }
}
