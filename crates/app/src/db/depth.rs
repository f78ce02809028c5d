//! Transactions inside others. Who holds one and begins a second, as a page does that asks the archive
//! something while it reads a plan, waits for a connection while keeping one. Were both of one pool,
//! enough such pages at once would each hold one and wait for ever. So every depth has a pool of its
//! own, and one only ever waits for those further in.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use tokio::task;

/// How many transactions a task holds.
static HELD: LazyLock<Mutex<HashMap<task::Id, usize>>> = LazyLock::new(Mutex::default);

/// Says, while it lives, that its task holds a transaction. Outside of tasks nothing is counted.
#[derive(Debug)]
pub struct Depth(Option<task::Id>);

impl Depth {
    /// One more, and how many the task held before.
    pub(super) fn enter() -> (Self, usize) {
        let task = task::try_id();
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        let before = task.map_or(0, |task| {
            let count = held.entry(task).or_default();
            *count += 1;
            *count - 1
        });
        (Self(task), before)
    }
}

impl Drop for Depth {
    fn drop(&mut self) {
        let Some(task) = self.0 else { return };
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = held.get_mut(&task) {
            *count -= 1;
            if *count == 0 {
                held.remove(&task);
            }
        }
    }
}

/// A pool for each depth; what lies deeper than the last shares it.
#[derive(Debug, Clone)]
pub struct Pools<P>(Vec<P>);

impl<P> Pools<P> {
    /// With a pool for transactions that are in no other, and for those further in.
    pub(super) fn new(outermost: P, further_in: impl IntoIterator<Item = P>) -> Self {
        Self(std::iter::once(outermost).chain(further_in).collect())
    }

    /// The pool of a depth.
    pub(super) fn at(&self, depth: usize) -> &P {
        &self.0[depth.min(self.0.len() - 1)]
    }

    pub(super) fn all(&self) -> &[P] {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::{Depth, Pools};

    #[test]
    fn what_lies_deeper_than_the_last_pool_shares_it() {
        let pools = Pools::new('a', ['b', 'c']);
        assert_eq!([0, 1, 2, 7].map(|depth| *pools.at(depth)), ['a', 'b', 'c', 'c']);
    }

    /// More tasks than there are connections, each with a transaction in which it begins another.
    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn many_who_begin_a_second_transaction_do_not_wait_for_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let db = crate::db::Db::sqlite(&folder.path().join("a.sqlite")).await.unwrap();
        let task = || {
            let db = db.clone();
            tokio::spawn(async move {
                let outer = db.begin().await.unwrap();
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
                drop((db.begin().await.unwrap(), outer));
            })
        };
        let tasks: Vec<_> = (0..100).map(|_| task()).collect();
        for task in tasks {
            task.await.unwrap();
        }
        db.close().await;
    }

    #[tokio::test]
    async fn a_task_counts_its_own_and_forgets_them() {
        let counted = tokio::spawn(async {
            let (first, zero) = Depth::enter();
            let (second, one) = Depth::enter();
            drop(first);
            let (third, again) = Depth::enter();
            let other = tokio::spawn(async { Depth::enter().1 }).await.unwrap();
            drop((second, third));
            (zero, one, again, other, Depth::enter().1)
        });
        assert_eq!(counted.await.unwrap(), (0, 1, 1, 0, 0));
    }
}
