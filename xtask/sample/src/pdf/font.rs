//! Helvetica in Windows' Latin encoding: widths in thousandths of the font size, from Adobe's
//! metrics of the fourteen standard fonts.

/// The two faces in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Face {
    Regular,
    Bold,
}

const REGULAR: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

const BOLD: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667,
    611, 778, 722, 278, 556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 333, 278, 333, 584, 556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556,
    278, 889, 611, 611, 611, 611, 389, 556, 333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Characters beyond ASCII: the character, its code, its width regular and bold.
const OTHERS: [(char, u8, u16, u16); 21] = [
    ('–', 150, 556, 556),
    ('—', 151, 1000, 1000),
    ('’', 146, 222, 278),
    ('“', 147, 333, 500),
    ('”', 148, 333, 500),
    ('•', 149, 350, 350),
    ('…', 133, 1000, 1000),
    ('€', 128, 556, 556),
    ('§', 167, 556, 556),
    ('½', 189, 834, 834),
    ('Å', 197, 667, 722),
    ('Æ', 198, 1000, 1000),
    ('Ø', 216, 778, 778),
    ('å', 229, 556, 556),
    ('æ', 230, 889, 889),
    ('ø', 248, 611, 611),
    ('é', 233, 556, 556),
    ('É', 201, 667, 667),
    ('ö', 246, 556, 611),
    ('ä', 228, 556, 556),
    ('ü', 252, 556, 611),
];

/// The code of a character and its width in a face; a question mark for what the encoding lacks.
fn glyph(c: char, face: Face) -> (u8, u16) {
    if let Some(&(_, code, regular, bold)) = OTHERS.iter().find(|other| other.0 == c) {
        return (code, if face == Face::Bold { bold } else { regular });
    }
    let code = if (' '..='~').contains(&c) { c as u8 } else { b'?' };
    let widths = if face == Face::Bold { BOLD } else { REGULAR };
    (code, widths[usize::from(code - 32)])
}

/// A text in the font's encoding.
pub(super) fn encode(text: &str) -> Vec<u8> {
    text.chars().map(|c| glyph(c, Face::Regular).0).collect()
}

/// The width of a text at a font size, in points.
pub(super) fn width(text: &str, face: Face, size: f32) -> f32 {
    let sum: u32 = text.chars().map(|c| u32::from(glyph(c, face).1)).sum();
    sum as f32 * size / 1000.0
}

/// The widths of the codes 32 to 255; 0 where we never use the code.
pub(super) fn widths(face: Face) -> Vec<f32> {
    let ascii = if face == Face::Bold { BOLD } else { REGULAR };
    let mut all = vec![0.0; 224];
    for (slot, width) in all.iter_mut().zip(ascii) {
        *slot = f32::from(width);
    }
    for (_, code, regular, bold) in OTHERS {
        let width = if face == Face::Bold { bold } else { regular };
        all[usize::from(code) - 32] = f32::from(width);
    }
    all
}
