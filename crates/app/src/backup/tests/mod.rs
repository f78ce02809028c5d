//! Backups of every database into every database.

mod damaged;
mod fixture;
mod kept;
mod meanwhile;
mod portable;

use fixture::{Fixture, each, pairs};

use super::input::Input;
use super::{BackupError, check};
