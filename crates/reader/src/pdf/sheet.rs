//! A page as an engine sees it: runs of glyphs, rules and links, turned upright.

/// A page. All coordinates are points; x grows to the right and y downwards, as one reads it.
#[derive(Debug, Clone, Default)]
pub(super) struct Sheet {
    /// Upper edge.
    pub top: f32,
    /// Lower edge.
    pub bottom: f32,
    /// Distance of its left and right edges.
    pub width: f32,
    /// The text, in the order it was drawn.
    pub runs: Vec<Run>,
    /// Lines drawn along an axis: table borders, separators, underlines.
    pub rules: Vec<Rule>,
    /// Where links lie.
    pub links: Vec<LinkArea>,
    /// What of the page could not be read, a phrase each.
    pub unread: Vec<String>,
}

/// Glyphs without white space between them, on one baseline and in one font.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// Its characters, in composed form, without ligatures.
    pub text: String,
    /// Left edge.
    pub x0: f32,
    /// Right edge.
    pub x1: f32,
    /// Baseline.
    pub base: f32,
    /// Font size.
    pub size: f32,
    /// Weight and slant.
    pub face: Face,
    /// The text itself has white space before this run.
    pub spaced: bool,
    /// Marked as part of the page rather than the text (running head, page number).
    pub furniture: bool,
    /// A letter of a symbol font that draws a bullet.
    pub bullet: bool,
    /// How it is turned against the page.
    pub turn: Turn,
    /// Link that covers it, an index into [`Sheet::links`].
    pub link: Option<u32>,
}

/// Weight and slant of a font.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Face {
    /// Bold.
    pub bold: bool,
    /// Italic or oblique.
    pub italic: bool,
}

/// How text is turned against the page it stands on. Turned text has its coordinates in its own
/// upright frame.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Turn {
    /// As the page.
    #[default]
    Upright,
    /// Reads upwards.
    Up,
    /// Upside down.
    Over,
    /// Reads downwards.
    Down,
}

/// A line along an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Rule {
    /// Along the lines of text.
    Across {
        /// Height.
        y: f32,
        /// Left end.
        x0: f32,
        /// Right end.
        x1: f32,
    },
    /// From top to bottom.
    Upright {
        /// Place.
        x: f32,
        /// Upper end.
        y0: f32,
        /// Lower end.
        y1: f32,
    },
}

/// A link and the rectangle it covers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LinkArea {
    /// Left edge.
    pub x0: f32,
    /// Upper edge.
    pub y0: f32,
    /// Right edge.
    pub x1: f32,
    /// Lower edge.
    pub y1: f32,
    /// Where it leads.
    pub url: String,
}

impl Run {
    /// Height of the middle of a small letter.
    pub(super) fn middle(&self) -> f32 {
        self.base - 0.25 * self.size
    }

    /// Horizontal centre.
    pub(super) fn centre(&self) -> f32 {
        f32::midpoint(self.x0, self.x1)
    }
}

impl Sheet {
    /// Gives each upright run the link whose rectangle covers its centre.
    pub(super) fn bind_links(&mut self) {
        for run in self.runs.iter_mut().filter(|run| run.turn == Turn::Upright) {
            let (x, y) = (run.centre(), run.middle());
            let covers = |area: &LinkArea| {
                x >= area.x0 && x <= area.x1 && y >= area.y0 - 1.0 && y <= area.y1 + 1.0
            };
            run.link = self.links.iter().position(covers).and_then(|i| u32::try_from(i).ok());
        }
    }

    /// Counts from the page's left edge, so that pages turned differently have the same margins.
    pub(super) fn begin_at(&mut self, left: f32) {
        for run in self.runs.iter_mut().filter(|run| run.turn == Turn::Upright) {
            run.x0 -= left;
            run.x1 -= left;
        }
        for rule in &mut self.rules {
            match rule {
                Rule::Across { x0, x1, .. } => {
                    *x0 -= left;
                    *x1 -= left;
                }
                Rule::Upright { x, .. } => *x -= left,
            }
        }
        for link in &mut self.links {
            link.x0 -= left;
            link.x1 -= left;
        }
    }
}
