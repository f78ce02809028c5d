//! The strip below an annex's page that says what it is and which page of the pack.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

/// Height of the strip in points.
const STRIP: f32 = 20.0;
/// Size of its text.
const SIZE: f32 = 8.0;
/// A page that does not say how large it is, is A4.
const A4: [f32; 4] = [0.0, 0.0, 595.28, 841.89];
/// The stamp's font among a page's resources.
const FONT: &str = "RaadslagStamp";
/// No page is larger than this, which is the format's own bound.
const FAR: f32 = 14_400.0;

/// Makes the pages' font once.
pub(super) fn font(target: &mut Document) -> ObjectId {
    let font = dictionary! {
        "Type" => "Font",
        "Subtype" => "Type1",
        "BaseFont" => "Helvetica",
        "Encoding" => "WinAnsiEncoding",
    };
    target.add_object(font)
}

/// Puts the strip below a page that has been copied into `target`.
pub(super) fn put(target: &mut Document, page: &mut Dictionary, font: ObjectId, text: &str) {
    let shown = shown(target, page);
    let turn = page.get(b"Rotate").ok().and_then(|it| number(target, it)).unwrap_or(0.0);
    let place = Place::of(shown, turn as i32);
    let rect = |it: [f32; 4]| Object::Array(it.into_iter().map(Object::Real).collect());
    page.set("CropBox", rect(place.page));
    page.set("MediaBox", rect(place.page));
    for boxes in ["TrimBox", "BleedBox", "ArtBox"] {
        page.remove(boxes.as_bytes());
    }
    // First the strip, in the page's own frame; then the page, kept to what was shown of it.
    let [x0, y0, x1, y1] = shown;
    let before = format!("{}\nq {x0} {y0} {} {} re W n\n", place.draw(text), x1 - x0, y1 - y0);
    let before = target.add_object(Stream::new(Dictionary::new(), before.into_bytes()));
    let after = target.add_object(Stream::new(Dictionary::new(), b"\nQ\n".to_vec()));
    let own = page.get(b"Contents").ok().cloned();
    let own = match own {
        Some(Object::Reference(id)) => match target.get_object(id) {
            Ok(Object::Array(parts)) => parts.clone(),
            _ => vec![Object::Reference(id)],
        },
        Some(Object::Array(parts)) => parts,
        _ => Vec::new(),
    };
    let contents = std::iter::once(before.into()).chain(own).chain([after.into()]);
    page.set("Contents", Object::Array(contents.collect()));
    let resources = with_font(target, page, font);
    page.set("Resources", resources);
}

/// What is shown of a page: its crop, within its medium.
fn shown(document: &Document, page: &Dictionary) -> [f32; 4] {
    let rect = |key: &[u8]| -> Option<[f32; 4]> {
        let (_, value) = document.dereference(page.get(key).ok()?).ok()?;
        let numbers = value.as_array().ok()?.iter().map(|it| number(document, it));
        let numbers: Vec<f32> = numbers.collect::<Option<_>>()?;
        let [ax, ay, bx, by] = numbers[..] else { return None };
        let rect = [ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)];
        let is_real = rect.iter().all(|it| it.is_finite() && it.abs() <= FAR);
        (is_real && rect[2] - rect[0] >= 1.0 && rect[3] - rect[1] >= 1.0).then_some(rect)
    };
    let medium = rect(b"MediaBox").unwrap_or(A4);
    let Some(crop) = rect(b"CropBox") else { return medium };
    let inner = [
        crop[0].max(medium[0]),
        crop[1].max(medium[1]),
        crop[2].min(medium[2]),
        crop[3].min(medium[3]),
    ];
    if inner[0] < inner[2] && inner[1] < inner[3] { inner } else { medium }
}

fn number(document: &Document, object: &Object) -> Option<f32> {
    match document.dereference(object).ok()?.1 {
        Object::Integer(number) => Some(*number as f32),
        Object::Real(number) => Some(*number),
        _ => None,
    }
}

/// Where the strip lies: below the page as it is read, whichever way it is turned.
struct Place {
    page: [f32; 4],
    strip: [f32; 4],
    /// Text matrix without its place, and the place.
    frame: ([f32; 4], [f32; 2]),
}

impl Place {
    fn of([x0, y0, x1, y1]: [f32; 4], turn: i32) -> Self {
        let (inset, base) = (24.0, (STRIP - SIZE) / 2.0 + 1.0);
        match turn.rem_euclid(360) {
            90 => Self {
                page: [x0, y0, x1 + STRIP, y1],
                strip: [x1, y0, x1 + STRIP, y1],
                frame: ([0.0, 1.0, -1.0, 0.0], [x1 + STRIP - base, y0 + inset]),
            },
            180 => Self {
                page: [x0, y0, x1, y1 + STRIP],
                strip: [x0, y1, x1, y1 + STRIP],
                frame: ([-1.0, 0.0, 0.0, -1.0], [x1 - inset, y1 + STRIP - base]),
            },
            270 => Self {
                page: [x0 - STRIP, y0, x1, y1],
                strip: [x0 - STRIP, y0, x0, y1],
                frame: ([0.0, -1.0, 1.0, 0.0], [x0 - STRIP + base, y1 - inset]),
            },
            _ => Self {
                page: [x0, y0 - STRIP, x1, y1],
                strip: [x0, y0 - STRIP, x1, y0],
                frame: ([1.0, 0.0, 0.0, 1.0], [x0 + inset, y0 - STRIP + base]),
            },
        }
    }

    fn draw(&self, text: &str) -> String {
        let [x0, y0, x1, y1] = self.strip;
        let (turn, place) = self.frame;
        let matrix: Vec<String> = turn.iter().chain(&place).map(f32::to_string).collect();
        format!(
            "/Artifact BMC q 1 g {x0} {y0} {} {} re f 0.33 g BT /{FONT} {SIZE} Tf {} Tm <{}> Tj ET \
             Q EMC",
            x1 - x0,
            y1 - y0,
            matrix.join(" "),
            hex(text)
        )
    }
}

/// A text in the font's coding (Latin 1 as far as Windows shares it), as a hexadecimal string.
fn hex(text: &str) -> String {
    use std::fmt::Write;
    text.chars().fold(String::new(), |mut hex, c| {
        let byte = match u32::from(c) {
            code @ (0x20..=0x7E | 0xA0..=0xFF) => code,
            0x2013 => 0x96,
            _ => u32::from('?'),
        };
        let _ = write!(hex, "{byte:02X}");
        hex
    })
}

/// The page's resources with the stamp's font; those of other pages stay as they are.
fn with_font(document: &Document, page: &Dictionary, font: ObjectId) -> Dictionary {
    let dict = |object: &Object| match document.dereference(object) {
        Ok((_, Object::Dictionary(dict))) => Some(dict.clone()),
        _ => None,
    };
    let mut resources = page.get(b"Resources").ok().and_then(dict).unwrap_or_default();
    let mut fonts = resources.get(b"Font").ok().and_then(dict).unwrap_or_default();
    fonts.set(FONT, Object::Reference(font));
    resources.set("Font", Object::Dictionary(fonts));
    resources
}

#[cfg(test)]
mod tests {
    use super::Place;

    #[test]
    fn the_strip_lies_outside_what_is_shown_whichever_way_a_page_is_turned() {
        let shown = [10.0, 20.0, 110.0, 220.0];
        for turn in [0, 90, 180, 270, -90, 720] {
            let Place { page, strip, frame } = Place::of(shown, turn);
            let apart = strip[2] <= shown[0]
                || strip[0] >= shown[2]
                || strip[3] <= shown[1]
                || strip[1] >= shown[3];
            assert!(apart, "{turn}");
            assert!(page[0] <= strip[0] && page[3] >= strip[3], "{turn}");
            let [x, y] = frame.1;
            assert!(strip[0] < x && x < strip[2] && strip[1] < y && y < strip[3], "{turn}");
        }
    }
}
