//! The annexes: `texts/bilag/*.md`, each a title and its text, become small PDFs.

use anyhow::{Context, Result};

use crate::blocks::{self, Lines};
use crate::pdf;
use crate::pieces::{self, Piece};

/// The PDF of one annex: `# Title`, then `## Section` headings and blocks as in a field.
pub(crate) fn render(text: &str) -> Result<Vec<u8>> {
    let (title, body) = text.split_once('\n').context("an annex begins with its title")?;
    let title = title.strip_prefix("# ").context("the title is `# Title`")?.trim();
    let mut pieces = vec![Piece::Section(title.to_owned())];
    let mut lines = Lines::new(body);
    if !lines.at_heading(2) {
        pieces.extend(pieces::blocks(&blocks::read(lines.until_heading(2)?)?.0));
    }
    while let Some(heading) = lines.next_heading(2) {
        pieces.push(Piece::ItemTitle(heading.to_owned()));
        pieces.extend(pieces::blocks(&blocks::read(lines.until_heading(2)?)?.0));
    }
    Ok(pdf::annex(title, &pieces))
}
