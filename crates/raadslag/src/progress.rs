//! Progress bars, shown where a person looks on and there is much to do.

use std::io::IsTerminal;

use indicatif::{ProgressBar, ProgressStyle};

/// Fewer files than this are done before a bar is read.
const MANY: u64 = 10;

/// A bar for this many files.
pub(crate) fn bar(files: u64) -> ProgressBar {
    if files < MANY || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let style =
        ProgressStyle::with_template("{bar:30} {pos}/{len} files, {per_sec}, {eta} left {msg}");
    let bar = ProgressBar::new(files);
    style.map_or(bar.clone(), |style| bar.with_style(style))
}
