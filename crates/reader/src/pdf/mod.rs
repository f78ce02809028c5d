//! PDF: pages of placed glyphs into lines and tables in reading order. Geometry decides.
//!
//! [`guard`] looks the file over, [`boss`] opens it behind [`engine::Engine`] ([`salvage`] helps
//! where it is damaged), [`glyphs`] cuts its
//! spans into runs. [`page`] lays a page out: [`grid`] and [`stripes`] find tables drawn with rules, [`rows`] and
//! [`shape`] find lines, columns and tables without rules. [`furniture`] takes running heads off,
//! [`continued`] joins tables over pages, [`pictures`] says which pictures are left out, [`measure`] learns what is usual, and [`lines`] writes the flow.
//!
//! A file of our own printer is read by its tags instead ([`tagged`]).
//!
//! Every character of the text comes out, except bullets and numbers that become roles, and dots
//! of leaders beyond four.

mod boss;
mod continued;
mod engine;
mod furniture;
mod glyphs;
mod grid;
mod guard;
mod inspect;
mod lines;
mod marker;
mod measure;
mod meter;
mod page;
mod pictures;
mod rows;
mod salvage;
mod shape;
mod sheet;
mod stripes;
mod tables;
mod tagged;
mod text;
mod tree;

#[cfg(test)]
mod tests;

use raadslag_document::Problem;

use crate::ReadError;
use crate::flow::Flow;
use boss::Boss;
use engine::{Engine, limits};
use grid::Grid;
use measure::Measure;
use page::Page;
use sheet::Sheet;

pub(crate) use inspect::inspect;

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8]) -> Result<Flow, ReadError> {
    let (engine, problems) = Boss::open(bytes)?;
    if let Some(flow) = tagged::flow(&engine).filter(|_| problems.is_empty()) {
        return Ok(flow);
    }
    let mut flow = flow(&engine)?;
    flow.problems.splice(0..0, problems);
    flow.problems.extend(pictures::problems(&engine));
    Ok(flow)
}

/// The flow of what an engine reads.
fn flow(engine: &impl Engine) -> Result<Flow, ReadError> {
    let mut problems = Vec::new();
    let mut sheets = Vec::new();
    let mut characters = 0;
    for index in 0..engine.pages() {
        let sheet = engine.sheet(index);
        let number = index + 1;
        problems.extend(unread(number, &sheet.unread));
        characters += sheet.runs.iter().map(|run| run.text.len()).sum::<usize>();
        if characters > limits::CHARACTERS {
            return Err(refused(format!(
                "up to page {number} it has more than {} characters",
                limits::CHARACTERS
            )));
        }
        sheets.push(sheet);
    }
    if characters == 0 && problems.is_empty() {
        return Err(ReadError::Scanned { pages: engine.pages() });
    }
    if characters == 0 {
        return Err(damaged(format!("page 1 to {}: no text can be read", engine.pages())));
    }
    let mut pages = laid_out(sheets);
    weigh(&mut pages);
    let body = measure::body_size(&pages);
    let mut furniture = furniture::taken(&mut pages, body);
    continued::join(&mut pages, &mut furniture);
    let measure = Measure::of(&pages);
    let parts = lines::parts(&pages, furniture, &measure);
    Ok(Flow { parts, problems, printed: false })
}

/// The pages laid out, each with its grids.
fn laid_out(sheets: Vec<Sheet>) -> Vec<Page> {
    let mut grids: Vec<Vec<Grid>> =
        sheets.iter().map(|sheet| grid::grids(&sheet.rules, &sheet.runs)).collect();
    grid::drop_frames(&mut grids);
    let pages = (1..).zip(sheets).zip(grids);
    pages.map(|((number, sheet), grids)| page::page(number, sheet, &grids)).collect()
}

/// Where nearly all of the text is called bold, its fonts are described wrongly: none of it is.
fn weigh(pages: &mut [Page]) {
    let runs = || pages.iter().flat_map(Page::runs);
    let all: usize = runs().map(|run| run.text.len()).sum();
    let bold: usize = runs().filter(|run| run.face.bold).map(|run| run.text.len()).sum();
    if bold * 10 > all * 9 {
        pages.iter_mut().for_each(Page::clear_bold);
    }
}

/// One problem for what of a page could not be read.
fn unread(page: u32, unread: &[String]) -> Option<Problem> {
    let first = unread.first()?;
    let more = match unread.len() {
        1 => String::new(),
        n => format!(" and {} more", n - 1),
    };
    let message = format!("text may be missing from this page: {first}{more}");
    Some(Problem { page: Some(page), ..problem("pdf-page-unread", &message) })
}

fn problem(code: &str, message: &str) -> Problem {
    Problem {
        line: None,
        page: None,
        code: code.to_owned(),
        message: message.to_owned(),
        text: None,
    }
}

fn damaged(what: impl Into<String>) -> ReadError {
    ReadError::Damaged { format: "PDF", what: what.into() }
}

fn refused(what: impl Into<String>) -> ReadError {
    ReadError::Refused { format: "PDF", what: what.into() }
}
