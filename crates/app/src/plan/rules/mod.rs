//! Deadlines, holidays, warnings: no IO, no clock.

mod deadlines;
mod holidays;
mod settings;
mod warnings;

#[cfg(test)]
mod tests;

pub use deadlines::{Deadline, DeadlineKind, DeadlineRules, Distance, Unit, deadlines};
pub use holidays::{DayOff, DaysOff, Holiday, day_off, easter, holiday};
pub use settings::{BodyPlan, Numbering, SectionTemplate, Standing, StandingTemplate};
pub use warnings::{Slot, Warning, warnings};
