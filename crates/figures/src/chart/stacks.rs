//! Bars of shares: each as long as the whole.

use super::Stacks;
use super::canvas::{Anchor, Canvas, SMALL, TEXT, WIDTH, width_of, wrapped};
use super::palette::{self, Colour};

pub(super) fn draw(stacks: &Stacks, canvas: &mut Canvas) {
    let colour = |index| {
        if stacks.is_ordered {
            palette::step(index, stacks.parts.len())
        } else {
            palette::series(index)
        }
    };
    let entries: Vec<(String, Colour)> = stacks
        .parts
        .iter()
        .enumerate()
        .map(|(index, part)| (part.clone(), colour(index)))
        .collect();
    canvas.legend(&entries);
    for (name, shares) in &stacks.rows {
        for line in wrapped(name, WIDTH, TEXT) {
            canvas.y += 15.0;
            canvas.text(&line, (0.0, canvas.y), TEXT, Anchor::Start, palette::TEXT);
        }
        canvas.y += 5.0;
        let mut x = 0.0;
        for (index, share) in
            shares.iter().enumerate().filter(|(_, share)| share.is_finite() && **share > 0.0)
        {
            let width = share * WIDTH;
            // A hair of paper parts neighbours of like lightness.
            canvas.rect((x, canvas.y), (width - 1.0, 20.0), colour(index));
            let label =
                format!("{}{}", canvas.show(share * 100.0, 0), canvas.language.pick(" %", "%"));
            if width_of(&label, SMALL) + 4.0 < width {
                canvas.text(
                    &label,
                    (x + width / 2.0, canvas.y + 14.0),
                    SMALL,
                    Anchor::Middle,
                    palette::on(colour(index)),
                );
            }
            x += width;
        }
        canvas.y += 28.0;
    }
}
