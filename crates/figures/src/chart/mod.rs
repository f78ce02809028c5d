//! Charts as data, drawn as SVG: with title and description, readable in print, in the dark and on a
//! phone, in colours that the colour-blind can tell apart. What a chart shows also stands in a table.

use jiff::civil::Date;

/// A picture of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// What it shows; the picture's accessible name.
    pub title: String,
    /// What can be seen in it, for those who do not see it.
    pub description: String,
    /// What is drawn.
    pub drawing: Drawing,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq)]
pub enum Drawing {
    /// Bars beside each other, one group per category.
    Bars(Bars),
    /// One bar per row, parted into shares that add up to the whole.
    Stacks(Stacks),
    /// Lines over years or other ordered points.
    Lines(Lines),
    /// One line per row from low to high with a point on it.
    Intervals(Intervals),
    /// Milestones over time.
    Gantt(Gantt),
    /// Municipalities as tiles that lie about where they lie.
    Tiles(Tiles),
}

/// Bars beside each other. Horizontal, because names are long.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// What the axis counts: "pladser".
    pub unit: String,
    /// Decimals of the numbers at the bars.
    pub decimals: u8,
    /// The groups, in order: municipalities, scenarios.
    pub categories: Vec<String>,
    /// One colour each, with a value per category; `None` draws nothing.
    pub series: Vec<Series>,
}

/// One colour's values.
#[derive(Debug, Clone, PartialEq)]
pub struct Series {
    /// What the colour means.
    pub name: String,
    /// One value per category or point.
    pub values: Vec<Option<f64>>,
}

/// Bars of shares.
#[derive(Debug, Clone, PartialEq)]
pub struct Stacks {
    /// What the parts mean, in order: "helt uenig" … "helt enig". `is_ordered` parts get shades that
    /// diverge from the middle, others get colours of their own.
    pub parts: Vec<String>,
    /// Whether the parts are steps of a scale.
    pub is_ordered: bool,
    /// Name and one share (0 to 1) per part.
    pub rows: Vec<(String, Vec<f64>)>,
}

/// Lines over ordered points.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// What the axis counts.
    pub unit: String,
    /// Decimals of the numbers.
    pub decimals: u8,
    /// The points, in order: years, which lie as far apart as they are.
    pub points: Vec<String>,
    /// The lines.
    pub series: Vec<Series>,
    /// Points before which the series breaks: the line is interrupted and the break is marked.
    pub breaks: Vec<usize>,
    /// Targets: a dashed line each, per series name.
    pub targets: Vec<Series>,
}

/// Lines from low to high.
#[derive(Debug, Clone, PartialEq)]
pub struct Intervals {
    /// What the axis counts.
    pub unit: String,
    /// The axis' ends.
    pub range: (f64, f64),
    /// Decimals of the numbers.
    pub decimals: u8,
    /// The rows.
    pub rows: Vec<Interval>,
}

/// One line from low to high.
#[derive(Debug, Clone, PartialEq)]
pub struct Interval {
    /// Its name.
    pub name: String,
    /// Where it begins.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// The point on it.
    pub point: f64,
}

/// Milestones over time.
#[derive(Debug, Clone, PartialEq)]
pub struct Gantt {
    /// Rows in groups, in order.
    pub rows: Vec<GanttRow>,
    /// A line across all rows.
    pub today: Option<Date>,
}

/// A unit's way to its milestone.
#[derive(Debug, Clone, PartialEq)]
pub struct GanttRow {
    /// Its group: "Runde 1".
    pub group: String,
    /// Its name.
    pub name: String,
    /// Where its bar begins.
    pub start: Option<Date>,
    /// The deadline as first set.
    pub original: Date,
    /// The deadline now, where it was moved.
    pub moved: Option<Date>,
    /// When it was done.
    pub done: Option<Date>,
    /// How it stands.
    pub state: State,
}

/// How something stands: never told by colour alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Done, joined, fulfilled: a tick.
    Good,
    /// Under way.
    Open,
    /// Near the limit: an exclamation mark.
    Warning,
    /// Late, refused, missed: a cross.
    Bad,
}

/// Municipalities as tiles.
#[derive(Debug, Clone, PartialEq)]
pub struct Tiles {
    /// The tiles; those whose name is a municipality of Region Zealand lie about where it lies on the
    /// map, others in rows below.
    pub tiles: Vec<Tile>,
}

/// One tile.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// The municipality or party.
    pub name: String,
    /// How it stands.
    pub state: State,
    /// A few characters below the name: a number, a date.
    pub label: String,
}

mod bars;
mod canvas;
mod gantt;
mod intervals;
mod lines;
mod palette;
mod scale;
mod stacks;
mod tiles;

#[cfg(test)]
mod tests;

use canvas::Canvas;

use crate::Language;

/// Where a drawing is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dress {
    /// In a file of its own: title drawn, colours for light and dark inside.
    File,
    /// Within a page whose stylesheet colours the classes `c-…`; the title stands beside it.
    Page,
}

impl Chart {
    /// The drawing as SVG, 400 units wide. `id` must be unique in the page and be a valid name; the
    /// accessible title and description hang on it. The same chart gives the same bytes.
    pub fn svg(&self, id: &str, language: Language, dress: Dress) -> String {
        let mut canvas = Canvas::new(language);
        if dress == Dress::File {
            canvas.title(&self.title);
        }
        match &self.drawing {
            Drawing::Bars(bars) => bars::draw(bars, &mut canvas),
            Drawing::Stacks(stacks) => stacks::draw(stacks, &mut canvas),
            Drawing::Lines(lines) => lines::draw(lines, &mut canvas),
            Drawing::Intervals(intervals) => intervals::draw(intervals, &mut canvas),
            Drawing::Gantt(gantt) => gantt::draw(gantt, &mut canvas),
            Drawing::Tiles(tiles) => tiles::draw(tiles, &mut canvas),
        }
        canvas.finish(id, &self.title, &self.description, dress)
    }
}

impl State {
    /// What the mark says in words.
    pub fn word(self, language: Language) -> &'static str {
        match self {
            Self::Good => language.pick("på plads", "done"),
            Self::Open => language.pick("afventer", "open"),
            Self::Warning => language.pick("tæt på grænsen", "near the limit"),
            Self::Bad => language.pick("for sent eller afvist", "late or refused"),
        }
    }
}
