//! A hundred people reading: each asks for a page about once a second, whether or not the others
//! have got theirs.
//!
//! An answer's time counts from when it was to be asked for, so that a reader who still waits for
//! the page before does not make the next one look quick.

use std::net::SocketAddr;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::super::client::{Connection, Request};
use super::super::stats::percentile;
use super::pages::Page;

/// Readers at once, each with a connection of their own.
pub(super) const READERS: usize = 100;
/// Each asks once in this time, at a moment of chance.
const PAUSE: Duration = Duration::from_secs(1);
/// Until all are ready.
const HEAD_START: Duration = Duration::from_millis(300);
/// What browsers can unpack.
const CODINGS: &str = "gzip, deflate, br, zstd";

/// How long readers waited.
pub(super) struct Waits {
    /// Half of the answers came within this.
    pub(super) p50: Duration,
    /// 99 of 100 did.
    pub(super) p99: Duration,
    /// Answers per second.
    pub(super) rate: f64,
    /// Answers that were no page.
    pub(super) refused: usize,
}

/// One answer.
struct Wait {
    time: Duration,
    status: u16,
}

/// Lets all read so many pages each, of those given by chance.
pub(super) fn read(address: SocketAddr, pages: &[&Page], each: usize) -> Result<Waits> {
    let requests: Vec<Vec<u8>> = pages.iter().map(|page| request(address, page)).collect();
    let start = Instant::now() + HEAD_START;
    let waits = thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|seed| {
                let requests = &requests;
                scope.spawn(move || read_one(address, requests, each, start, Chance::new(seed)))
            })
            .collect();
        let each = readers.into_iter().map(|reader| reader.join().expect("readers do not panic"));
        each.collect::<Result<Vec<_>>>()
    })?;
    let waits: Vec<Wait> = waits.into_iter().flatten().collect();
    let rate = waits.len() as f64 / start.elapsed().as_secs_f64();
    let refused = waits.iter().filter(|wait| wait.status != 200).count();
    let waits: Vec<Duration> = waits.into_iter().map(|wait| wait.time).collect();
    Ok(Waits { p50: percentile(waits.clone(), 50), p99: percentile(waits, 99), rate, refused })
}

fn request(address: SocketAddr, page: &Page) -> Vec<u8> {
    let request = Request::get(&page.path).header("Accept-Encoding", CODINGS);
    let request =
        if page.cookie.is_empty() { request } else { request.header("Cookie", &page.cookie) };
    request.bytes(address)
}

fn read_one(
    address: SocketAddr,
    requests: &[Vec<u8>],
    each: usize,
    start: Instant,
    mut chance: Chance,
) -> Result<Vec<Wait>> {
    let mut connection = Connection::open(address)?;
    let mut waits = Vec::with_capacity(each);
    for (turn, begin) in (0..each).zip(0u32..) {
        let request = &requests[chance.below(requests.len())];
        let due = start + PAUSE * begin + PAUSE.mul_f64(chance.part());
        thread::sleep(due.saturating_duration_since(Instant::now()));
        let answer = connection.send(request).with_context(|| format!("answer {turn}"))?;
        waits.push(Wait { time: due.elapsed(), status: answer.status });
    }
    Ok(waits)
}

/// Looks like chance and is the same for a reader in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn new(seed: usize) -> Self {
        Self((seed as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15))
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// One of the first so many numbers.
    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    /// From 0 to below 1.
    fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::Chance;

    #[test]
    fn readers_ask_all_over_the_second() {
        let mut parts: Vec<f64> = (0..1000).map(|seed| Chance::new(seed).part()).collect();
        parts.sort_by(f64::total_cmp);
        assert!(parts[0] < 0.02 && parts[999] > 0.98 && (0.4..0.6).contains(&parts[500]));
    }
}
