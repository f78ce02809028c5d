//! Compiles the word list: every form of every listed word, with where it may stand, into a finite
//! state transducer that the program embeds and uses as it lies.

mod affixes;
#[path = "../src/casing.rs"]
mod casing;
#[path = "../src/entry.rs"]
#[allow(dead_code, reason = "the checker reads what the compiler packs")]
mod entry;
mod forms;
mod list;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use affixes::Affixes;
use forms::Forms;

#[allow(clippy::print_stdout, reason = "how a build script speaks to cargo")]
fn main() {
    for changed in ["build", "dictionary", "src/casing.rs", "src/entry.rs"] {
        println!("cargo::rerun-if-changed={changed}");
    }
    let read =
        |path: &str| fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
    let affixes = Affixes::read(&read("dictionary/da.aff"));
    let words = list::read(&read("dictionary/da.dic"), affixes.value("FORBIDDENWORD"));
    let (forms, endings) = Forms::of(&words, &affixes).sorted();
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let entries = write_forms(&out.join("forms.fst"), &forms);
    let tables = tables(&affixes, &entries, &endings);
    fs::write(out.join("tables.rs"), tables).expect("the tables can be written");
}

/// Writes the forms, each with the number of its entry; gives the entries, the most frequent first,
/// so that most numbers take no space.
fn write_forms(path: &Path, forms: &[(Box<str>, u32)]) -> Vec<u32> {
    let mut frequencies: HashMap<u32, usize> = HashMap::new();
    for (_, entry) in forms {
        *frequencies.entry(*entry).or_default() += 1;
    }
    let mut entries: Vec<u32> = frequencies.keys().copied().collect();
    entries.sort_unstable_by_key(|entry| (std::cmp::Reverse(frequencies[entry]), *entry));
    let numbers: HashMap<u32, u64> = entries.iter().copied().zip(0..).collect();
    let file = fs::File::create(path).expect("the forms can be written");
    let mut builder = fst::MapBuilder::new(std::io::BufWriter::new(file)).expect("a new file");
    for (form, entry) in forms {
        builder.insert(form.as_bytes(), numbers[entry]).expect("forms come in order");
    }
    builder.finish().expect("the forms can be written");
    entries
}

/// The tables as source.
fn tables(affixes: &Affixes, entries: &[u32], endings: &[String]) -> String {
    let entries_source: Vec<String> = entries.iter().map(u32::to_string).collect();
    format!(
        "/// What the list says of forms, by number.\n\
         pub(crate) static ENTRIES: [u32; {}] = [{}];\n\
         /// Letters by which stems are longer than forms.\n\
         pub(crate) static ENDINGS: [&str; {}] = {endings:?};\n\
         /// Frequent mistakes and what was meant, in the list's notation.\n\
         pub(crate) static REPLACEMENTS: [(&str, &str); {}] = {:?};\n\
         /// The fewest letters of a compound's part.\n\
         pub(crate) const SHORTEST: usize = {};\n\
         /// The most parts of a compound.\n\
         pub(crate) const MOST: usize = {};\n",
        entries.len(),
        entries_source.join(","),
        endings.len(),
        affixes.replacements.len(),
        affixes.replacements,
        affixes.value("COMPOUNDMIN"),
        affixes.value("COMPOUNDWORDMAX"),
    )
}
