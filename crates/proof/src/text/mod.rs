//! A light analysis of Danish: sentences, words, numbers with unit and exactness, dates.

mod date;
mod number;
mod sentence;
mod word;

pub(crate) use date::{Date, Style, dates, weekday_name, written};
pub(crate) use number::{Exact, MICRO, Number, Sort, Unit, decimal, numbers, thousands};
pub(crate) use sentence::{is_abbreviation, sentences};
pub(crate) use word::{Word, addresses, distance, first_upper, last_word, words};
