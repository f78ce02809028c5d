//! Who asks stays off the servers' core.

use anyhow::{Context, Result};

use crate::repo;

/// This process on the second core, with all it starts; as before when this is dropped.
pub(super) struct SecondCore {
    before: String,
}

impl SecondCore {
    /// Moves there.
    pub(super) fn take() -> Result<Self> {
        let process = std::process::id().to_string();
        let said = repo::output(repo::command("taskset").args(["-cp", &process]))?;
        let before = list(&said).with_context(|| format!("taskset says `{said}`"))?.to_owned();
        repo::output(repo::command("taskset").args(["-cp", "1", &process]))
            .context("the measurement needs two cores")?;
        Ok(Self { before })
    }
}

impl Drop for SecondCore {
    fn drop(&mut self) {
        let process = std::process::id().to_string();
        let _ = repo::output(repo::command("taskset").args(["-cp", &self.before, &process]));
    }
}

/// The cores a sentence of taskset's ends with: "pid 1's current affinity list: 0,1".
fn list(said: &str) -> Option<&str> {
    said.trim().rsplit_once(": ").map(|(_, cores)| cores)
}

#[cfg(test)]
mod tests {
    use super::list;

    #[test]
    fn the_cores_stand_at_the_end() {
        assert_eq!(list("pid 1's current affinity list: 0,1\n"), Some("0,1"));
    }
}
