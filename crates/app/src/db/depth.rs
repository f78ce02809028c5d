//! Transactions inside others. Who holds one and begins a second, as a page does that asks the archive
//! something while it reads a plan, waits for a connection while keeping one. Were both of one pool,
//! enough such pages at once would each hold one and wait for ever. So every depth has a pool of its
//! own, and one only ever waits for those further in.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use tokio::task;

/// The depths at which each task holds transactions.
static HELD: LazyLock<Mutex<HashMap<task::Id, Vec<usize>>>> = LazyLock::new(Mutex::default);

/// Says, while it lives, that its task holds a transaction, and how deep. Outside of tasks nothing is
/// known of others, and every transaction is the outermost.
#[derive(Debug)]
pub struct Depth {
    task: Option<task::Id>,
    depth: usize,
}

impl Depth {
    /// One further in than everything the task holds.
    pub(super) fn enter() -> Self {
        let task = task::try_id();
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        let depth = task.map_or(0, |task| {
            let depths = held.entry(task).or_default();
            let depth = depths.iter().max().map_or(0, |deepest| deepest + 1);
            depths.push(depth);
            depth
        });
        Self { task, depth }
    }

    /// 0 is the outermost.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }
}

impl Drop for Depth {
    fn drop(&mut self) {
        let Some(task) = self.task else { return };
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(depths) = held.get_mut(&task) {
            depths.retain(|depth| *depth != self.depth);
            if depths.is_empty() {
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
    async fn a_task_goes_further_in_than_all_it_holds_and_forgets_what_is_over() {
        let counted = tokio::spawn(async {
            let (first, second) = (Depth::enter(), Depth::enter());
            let depths = (first.depth(), second.depth());
            drop(first);
            let third = Depth::enter();
            let other = tokio::spawn(async { Depth::enter().depth() }).await.unwrap();
            let further_in = third.depth();
            drop((second, third));
            (depths, further_in, other, Depth::enter().depth())
        });
        assert_eq!(counted.await.unwrap(), ((0, 1), 2, 0, 0));
    }
}
