//! x
mod real;
