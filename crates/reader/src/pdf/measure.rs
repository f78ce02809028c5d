//! What is usual in a document: its text size, its margins, its line spacing.

use std::cmp::Reverse;
use std::collections::HashMap;

use super::page::{Draft, Page, Piece};
use super::rows::apart;
use super::sheet::Turn;

/// What is usual in a document.
pub(super) struct Measure {
    /// Size of most of the text.
    pub body: f32,
    /// Left and right margins of the text, by width of the page.
    margins: HashMap<i32, (f32, f32)>,
    /// Distance of two lines of a paragraph, by size in half points.
    pitches: HashMap<i32, f32>,
}

/// Lines at least this share of the longest tell where the right margin is.
const LONG: f32 = 0.6;
/// The margin is where all but one of so many long lines have ended.
const ENDED: usize = 20;

/// The upright lines of a page.
fn lines(page: &Page) -> impl Iterator<Item = &Draft> {
    page.pieces.iter().filter_map(|piece| match piece {
        Piece::Line(draft) if draft.turn == Turn::Upright => Some(draft),
        _ => None,
    })
}

/// Size of most of the text, by characters.
pub(super) fn body_size(pages: &[Page]) -> f32 {
    let mut sizes: HashMap<i32, (usize, f32)> = HashMap::new();
    for run in pages.iter().flat_map(lines).flat_map(|draft| &draft.runs) {
        let (count, sum) = sizes.entry(halves(run.size)).or_default();
        *count += run.text.len();
        *sum += run.size * run.text.len() as f32;
    }
    let most = sizes.into_iter().max_by_key(|&(size, (count, _))| (count, size));
    most.map_or(10.0, |(_, (count, sum))| sum / count.max(1) as f32)
}

impl Measure {
    /// Measures the pages.
    pub(super) fn of(pages: &[Page]) -> Self {
        let body = body_size(pages);
        let mut groups: HashMap<i32, Vec<&Page>> = HashMap::new();
        for page in pages {
            groups.entry(page_width(page)).or_default().push(page);
        }
        let margins = groups.into_iter().map(|(width, pages)| (width, margins(&pages))).collect();
        let mut measure = Self { body, margins, pitches: HashMap::new() };
        measure.pitches = measure.pitches_of(pages);
        measure
    }

    /// Left and right margin of a line.
    pub(super) fn margins(&self, page: &Page, draft: &Draft) -> (f32, f32) {
        let usual = || self.margins.get(&page_width(page)).copied();
        draft.column.or_else(usual).unwrap_or((draft.x0, draft.x1))
    }

    /// Whether the next line's first word would not have fitted behind this line.
    pub(super) fn is_full(&self, page: &Page, draft: &Draft, next: Option<&Draft>) -> bool {
        let (_, right) = self.margins(page, draft);
        let wanted = next.map_or(5.0 * draft.size, first_word) + 0.1 * draft.size;
        draft.x1 + wanted > right
    }

    /// Whether clearly more space than usual parts two lines of a block.
    pub(super) fn is_parted(&self, before: &Draft, draft: &Draft) -> bool {
        let pitch = self.pitch(before.size).max(self.pitch(draft.size));
        let distance = draft.base - before.base;
        // Raised text pushes lines apart.
        let raised = draft.runs.iter().chain(&before.runs).any(|run| run.size < 0.9 * draft.size);
        distance > if raised { 1.35 } else { 1.18 } * pitch || distance < 0.0
    }

    fn pitch(&self, size: f32) -> f32 {
        self.pitches.get(&halves(size)).copied().unwrap_or(1.22 * size)
    }

    /// The usual distances: those between a full line and the next at the same left edge.
    fn pitches_of(&self, pages: &[Page]) -> HashMap<i32, f32> {
        let mut distances: HashMap<i32, Vec<f32>> = HashMap::new();
        for page in pages {
            let lines: Vec<&Draft> = lines(page).collect();
            for pair in lines.windows(2) {
                let (before, draft) = (pair[0], pair[1]);
                let distance = draft.base - before.base;
                let alike = before.block == draft.block
                    && halves(before.size) == halves(draft.size)
                    && (before.x0 - draft.x0).abs() < 0.5 * draft.size
                    && (0.8..2.5).contains(&(distance / draft.size))
                    && self.is_full(page, before, Some(draft));
                if alike {
                    distances.entry(halves(draft.size)).or_default().push(distance);
                }
            }
        }
        distances
            .into_iter()
            .filter(|(_, distances)| distances.len() >= 3)
            .map(|(size, mut distances)| {
                distances.sort_by(f32::total_cmp);
                (size, distances[distances.len() / 2])
            })
            .collect()
    }
}

fn halves(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

fn page_width(page: &Page) -> i32 {
    page.width.round() as i32
}

/// Width of the first word of a line and the space before it.
fn first_word(draft: &Draft) -> f32 {
    let Some(first) = draft.runs.first() else { return 0.0 };
    let mut end = first.x1;
    for pair in draft.runs.windows(2) {
        if apart(&pair[0], &pair[1]) {
            break;
        }
        end = end.max(pair[1].x1);
    }
    end - first.x0 + 0.2 * first.size
}

/// The margins of pages of one width: where most lines begin and where long lines end.
fn margins(pages: &[&Page]) -> (f32, f32) {
    let drafts: Vec<&Draft> =
        pages.iter().flat_map(|page| lines(page)).filter(|draft| draft.column.is_none()).collect();
    let mut starts: HashMap<i32, usize> = HashMap::new();
    for draft in &drafts {
        *starts.entry(draft.x0.round() as i32).or_default() += draft.runs.len();
    }
    let left = starts
        .into_iter()
        .max_by_key(|&(x, count)| (count, Reverse(x)))
        .map_or(0.0, |it| it.0 as f32);
    let longest = drafts.iter().map(|draft| draft.x1 - draft.x0).fold(0.0, f32::max);
    let mut ends: Vec<f32> = drafts
        .iter()
        .filter(|draft| draft.x1 - draft.x0 >= LONG * longest)
        .map(|draft| draft.x1)
        .collect();
    ends.sort_by(f32::total_cmp);
    let place = (ends.len() - ends.len() / ENDED).saturating_sub(1);
    (left, ends.get(place).copied().unwrap_or(0.0))
}
