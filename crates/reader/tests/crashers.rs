//! Inputs that once made the reader panic, hang or contradict itself. `tests/crashers/` keeps them.

use std::path::Path;
use std::time::{Duration, Instant};

use raadslag_document::Document;
use raadslag_reader::{Reader, Source};

/// Far more than any of them needs, so that only a loop without end fails.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn what_once_crashed_the_reader_is_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/crashers");
    let files = std::fs::read_dir(&folder).expect("the folder is part of the repository");
    let mut seen = 0;
    for file in files {
        let path = file.expect("the folder can be listed").path();
        let bytes = std::fs::read(&path).expect("the file can be read");
        let began = Instant::now();
        if let Ok(reading) = Reader::new().read(&bytes, &Source::default()) {
            let json = serde_json::to_string(&reading.document).expect("it has a JSON form");
            let again: Document = serde_json::from_str(&json).expect("its JSON form can be read");
            assert_eq!(reading.document, again, "{}", path.display());
            assert!((0.0..=1.0).contains(&reading.coverage().share()), "{}", path.display());
        }
        assert!(began.elapsed() < PATIENCE, "{} took {:?}", path.display(), began.elapsed());
        seen += 1;
    }
    assert!(seen > 0, "no crashers in {}", folder.display());
}

#[test]
fn long_lines_and_many_alike_are_read_in_bounded_time_and_depth() {
    const MANY: usize = 4000;
    for (name, text) in [
        ("the same number", "1. Sag\n".repeat(MANY)),
        ("the same heading", "1. at indstille\nIndstilling\n".repeat(MANY)),
        (
            "the same sentence",
            format!("1. Sag\nIndstilling\n{}", "Det indstilles, at A. ".repeat(MANY)),
        ),
        (
            "a long vote",
            format!("1. Sag\nBeslutning\nFor stemte: {}", "Anna Berg (A), ".repeat(MANY)),
        ),
        ("deeper and deeper", {
            let entry = |depth: usize| format!("{}– punkt\n", "  ".repeat(depth % 300));
            format!("1. Sag\nSagsfremstilling\n{}", (0..MANY).map(entry).collect::<String>())
        }),
    ] {
        let reading = Reader::new().read(text.as_bytes(), &Source::default()).expect("it is text");
        assert_eq!(reading.coverage().missing, [], "{name}");
    }
}
