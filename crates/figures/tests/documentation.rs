//! What docs/figures.md says of the inputs is what the schemas say.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write;
use std::path::PathBuf;

use raadslag_figures::{Kind, Language};

const BEGIN: &str = "<!-- The inputs below are written by the schemas:\n\
    RAADSLAG_UPDATE=1 cargo test -p raadslag-figures --test documentation -->\n";
const END: &str = "<!-- end of the inputs -->";

fn inputs() -> String {
    let mut out = String::new();
    for kind in Kind::ALL {
        let (danish, english) = (kind.title(Language::Danish), kind.name());
        let _ = write!(out, "\n### {english} ({danish})\n\n{}", kind.schema().to_markdown());
    }
    out
}

#[test]
fn the_inputs_are_documented_as_the_schemas_say() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../docs/figures.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once(BEGIN).expect("the beginning of the inputs is marked");
    let (inside, after) = rest.split_once(END).expect("the end of the inputs is marked");
    if std::env::var_os("RAADSLAG_UPDATE").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{}{END}{after}", inputs())).unwrap();
    } else {
        let advice = "run it again with RAADSLAG_UPDATE=1";
        assert!(inside == inputs(), "docs/figures.md is not what the schemas say: {advice}");
    }
}
