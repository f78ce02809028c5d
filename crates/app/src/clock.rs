//! The time of day, passed in so that tests and rules decide what it is.

use std::fmt::Debug;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// Denmark's time zone, which is compiled in.
pub fn denmark() -> TimeZone {
    TimeZone::get("Europe/Copenhagen").unwrap_or(TimeZone::UTC)
}

/// What the clocks in Denmark show at an instant.
pub fn in_denmark(instant: Timestamp) -> DateTime {
    denmark().to_datetime(instant)
}

/// The day it is in Denmark at an instant.
pub fn day_in_denmark(instant: Timestamp) -> Date {
    in_denmark(instant).date()
}

/// Tells the time.
pub trait Clock: Debug + Send + Sync {
    /// Now.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }
}

/// A clock that stands still.
#[derive(Debug, Clone, Copy)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}
