//! Municipalities as tiles that lie about where they lie: a map that needs no map service and gives
//! the small ones as much room as the large.

use super::canvas::{Anchor, Canvas, SMALL, WIDTH, shortened, width_of};
use super::palette;
use super::{State, Tile, Tiles};

/// Column and row of Region Zealand's municipalities.
const PLACES: [(&str, usize, usize); 17] = [
    ("Odsherred", 1, 0),
    ("Kalundborg", 0, 1),
    ("Holbæk", 1, 1),
    ("Lejre", 2, 1),
    ("Roskilde", 3, 1),
    ("Greve", 4, 1),
    ("Slagelse", 0, 2),
    ("Sorø", 1, 2),
    ("Ringsted", 2, 2),
    ("Køge", 3, 2),
    ("Solrød", 4, 2),
    ("Næstved", 1, 3),
    ("Faxe", 2, 3),
    ("Stevns", 3, 3),
    ("Vordingborg", 2, 4),
    ("Lolland", 1, 5),
    ("Guldborgsund", 2, 5),
];
const COLUMNS: usize = 5;
const SIZE: f64 = WIDTH / COLUMNS as f64;
const HEIGHT: f64 = 56.0;

pub(super) fn draw(tiles: &Tiles, canvas: &mut Canvas) {
    let states = [State::Good, State::Open, State::Warning, State::Bad];
    let there: Vec<State> = states
        .into_iter()
        .filter(|state| tiles.tiles.iter().any(|tile| tile.state == *state))
        .collect();
    canvas.state_legend(&there);
    let top = canvas.y;
    let (placed, others): (Vec<_>, Vec<_>) = tiles
        .tiles
        .iter()
        .map(|tile| (tile, place(&tile.name)))
        .partition(|(_, place)| place.is_some());
    for (tile, at) in &placed {
        if let Some((column, row)) = at {
            draw_tile(tile, (*column as f64 * SIZE, top + *row as f64 * HEIGHT), SIZE, canvas);
        }
    }
    let rows =
        placed.iter().filter_map(|(_, place)| place.map(|(_, row)| row + 1)).max().unwrap_or(0);
    canvas.y = top + rows as f64 * HEIGHT;
    for pair in others.chunks(2) {
        for (index, (tile, _)) in pair.iter().enumerate() {
            draw_tile(tile, (index as f64 * WIDTH / 2.0, canvas.y), WIDTH / 2.0, canvas);
        }
        canvas.y += HEIGHT;
    }
    canvas.y += 4.0;
}

/// `Faxe`, `Faxe Kommune`.
fn place(name: &str) -> Option<(usize, usize)> {
    let name = name.trim().trim_end_matches(" Kommune");
    PLACES.iter().find(|(own, ..)| *own == name).map(|(_, column, row)| (*column, *row))
}

fn draw_tile(tile: &Tile, (x, y): (f64, f64), width: f64, canvas: &mut Canvas) {
    let colour = palette::state(tile.state);
    let (x, y, width, height) = (x + 1.5, y + 1.5, width - 3.0, HEIGHT - 3.0);
    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
    canvas.line(&corners, 1.5, if tile.state == State::Good { "" } else { "4 3" }, colour);
    canvas.rect((x, y), (5.0, height), colour);
    canvas.state((x + width - 10.0, y + height - 10.0), tile.state, colour);
    // The longest name, Guldborgsund, decides the size in the grid.
    let size = if width_of(&tile.name, SMALL) > width - 12.0 { 9.6 } else { SMALL };
    canvas.text(
        &shortened(&tile.name, width - 9.0, size),
        (x + 9.0, y + 17.0),
        size,
        Anchor::Start,
        palette::TEXT,
    );
    canvas.text(
        &shortened(&tile.label, width - 11.0, 10.0),
        (x + 9.0, y + 32.0),
        10.0,
        Anchor::Start,
        palette::QUIET,
    );
}

#[cfg(test)]
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    PLACES.iter().map(|(name, ..)| *name)
}
