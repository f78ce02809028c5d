//! A walk over a tree that keeps no stack of calls, for trees of any depth.

use ego_tree::NodeRef;
use scraper::Node;

/// What a walk calls at each node.
pub(super) trait Visit {
    /// A node begins. [`Into::Skip`] leaves its children out and does not call [`Self::close`].
    fn open(&mut self, node: NodeRef<'_, Node>) -> Into;
    /// A node whose children were walked ends.
    fn close(&mut self, node: NodeRef<'_, Node>);
}

/// Whether a walk goes into a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Into {
    /// Its children are walked.
    Children,
    /// Its children are left out.
    Skip,
    /// The walk ends.
    Stop,
}

/// Walks `root` and everything below it in document order.
pub(super) fn walk(root: NodeRef<'_, Node>, visitor: &mut impl Visit) {
    let mut node = root;
    loop {
        match visitor.open(node) {
            Into::Children => {
                if let Some(child) = node.first_child() {
                    node = child;
                    continue;
                }
                visitor.close(node);
            }
            Into::Skip => {}
            Into::Stop => return,
        }
        loop {
            if node.id() == root.id() {
                return;
            }
            if let Some(next) = node.next_sibling() {
                node = next;
                break;
            }
            let Some(parent) = node.parent() else { return };
            node = parent;
            visitor.close(node);
        }
    }
}
