//! What a text is and what may become of it, without IO and without a clock.
//!
//! Reading order: [`tree`] (a text as the editor writes it), [`schema`] (which trees are texts),
//! [`steps`] (how one becomes the next), [`item`] (a text and the document model), [`spots`] (where a
//! stretch of the item stands in the text), [`diff`].

pub mod diff;
pub mod item;
pub mod renew;
pub mod schema;
pub mod spots;
pub mod steps;
mod table;
pub mod template;
pub mod tree;
pub mod versions;

#[cfg(test)]
mod tests;
