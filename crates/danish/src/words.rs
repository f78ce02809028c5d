//! The compiled word list: all forms of all listed words, embedded, used as it lies.

use std::sync::LazyLock;

use fst::raw::Fst;

use crate::entry::{Entry, Place, Standing};

/// Written by the build script.
#[allow(clippy::unreadable_literal, reason = "packed bits")]
mod tables {
    include!(concat!(env!("OUT_DIR"), "/tables.rs"));
}

pub(crate) use tables::{ENDINGS, MOST, REPLACEMENTS, SHORTEST};

static FORMS: LazyLock<Fst<&'static [u8]>> = LazyLock::new(|| {
    let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/forms.fst"));
    Fst::new(bytes).expect("the build wrote it whole")
});

/// What the list says of a form.
pub(crate) fn entry(form: &str) -> Option<Entry> {
    FORMS.get(form).map(numbered)
}

/// Whether a form may stand at a place.
pub(crate) fn standing(form: &str, place: Place) -> Standing {
    entry(form).map(|entry| entry.at(place)).unwrap_or_default()
}

/// The forms with which a text begins, shortest first, as their lengths in bytes and entries.
pub(crate) fn beginnings(text: &str) -> Vec<(usize, Entry)> {
    let mut found = Vec::new();
    let mut node = FORMS.root();
    let mut number = fst::raw::Output::zero();
    for (at, byte) in text.bytes().enumerate() {
        let Some(next) = node.find_input(byte) else { break };
        let step = node.transition(next);
        number = number.cat(step.out);
        node = FORMS.node(step.addr);
        if node.is_final() {
            found.push((at + 1, numbered(number.cat(node.final_output()))));
        }
    }
    found
}

fn numbered(number: fst::raw::Output) -> Entry {
    Entry::new(tables::ENTRIES[number.value() as usize])
}

/// Every form, in the order of its bytes.
#[cfg(test)]
pub(crate) fn all() -> impl Iterator<Item = String> {
    use fst::Streamer;
    let mut stream = FORMS.stream();
    std::iter::from_fn(move || {
        stream.next().map(|(form, _)| String::from_utf8(form.to_vec()).unwrap())
    })
}
