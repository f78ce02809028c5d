use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A time of day to the minute, written `09:30`.
///
/// ```
/// use raadslag_document::ClockTime;
/// assert_eq!("9.30".parse::<ClockTime>().unwrap().to_string(), "09:30");
/// assert!("25:00".parse::<ClockTime>().is_err());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClockTime {
    hour: u8,
    minute: u8,
}

/// The text is not a time of day.
#[derive(Debug, PartialEq, Eq)]
pub struct InvalidClockTime(String);

impl fmt::Display for InvalidClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a time of day such as 09:30", self.0)
    }
}

impl std::error::Error for InvalidClockTime {}

impl ClockTime {
    /// The time at `hour` (0-23) and `minute` (0-59), or `None` outside them.
    pub fn new(hour: u8, minute: u8) -> Option<Self> {
        (hour < 24 && minute < 60).then_some(Self { hour, minute })
    }

    /// The hour, 0-23.
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute, 0-59.
    pub fn minute(self) -> u8 {
        self.minute
    }
}

impl fmt::Display for ClockTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)
    }
}

impl FromStr for ClockTime {
    type Err = InvalidClockTime;

    /// Reads `9`, `9.30`, `09:30` and `09:30:00`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let invalid = || InvalidClockTime(text.to_owned());
        let mut parts = text.trim().split([':', '.']);
        let hour = parts.next().and_then(|h| h.parse().ok()).ok_or_else(invalid)?;
        let minute = parts.next().map_or(Ok(0), |m| m.parse().map_err(|_| invalid()))?;
        if parts.any(|second| second.parse::<u8>().is_err()) {
            return Err(invalid());
        }
        Self::new(hour, minute).ok_or_else(invalid)
    }
}

impl TryFrom<String> for ClockTime {
    type Error = InvalidClockTime;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<ClockTime> for String {
    fn from(time: ClockTime) -> Self {
        time.to_string()
    }
}
