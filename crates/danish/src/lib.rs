//! Danish words.
