//! A regional agenda as it looks: a cover, a head on each page, and a table of cells so narrow
//! that its words are broken per syllable.

use super::sketch::{Font, Sketch};
use super::*;

const XS: [f32; 6] = [70.0, 104.0, 150.0, 196.0, 242.0, 288.0];

/// Cells with their lines, from the top of a row.
fn cells(mut sketch: Sketch, font: Font, y: f32, cells: &[(usize, &[&str])]) -> Sketch {
    for &(column, lines) in cells {
        for (index, line) in (0_u8..).zip(lines) {
            let y = y + 12.0 + 12.0 * f32::from(index);
            sketch = sketch.set(font, 10.0, XS[column] + 4.0, y, line);
        }
    }
    sketch
}

fn agenda() -> Vec<u8> {
    let mut sketch = Sketch::new()
        .set(Font::Bold, 28.0, 70.0, 300.0, "DAGSORDEN 2025")
        .set(Font::Plain, 14.0, 70.0, 340.0, "KKR Sjælland")
        .text(70.0, 380.0, "Dato: 02-09-2025 09:30");
    for page in 2..=4_u8 {
        sketch = sketch.page().text(70.0, 40.0, "KKR Sjælland | 02-09-2025").text(
            480.0,
            40.0,
            &format!("SIDE | {page}"),
        );
        if page == 3 {
            sketch = table(sketch);
            continue;
        }
        sketch = sketch
            .set(Font::Bold, 12.0, 70.0, 150.0, "2.6. Beslutningssag: Dimensionering af pladser")
            .set(Font::Bold, 10.0, 70.0, 175.0, "Baggrund")
            .lines(
                70.0,
                190.0,
                13.0,
                &[
                    "Parterne har indgået en aftale om fordelingen af de pladser, som sundhedsklyn-",
                    "gerne skal dele mellem sig i de to kommende år, og som er beskrevet i en varig-",
                    "hed på fire år i rammeaftalen.",
                ],
            );
    }
    sketch.pdf()
}

/// Two groups of two year columns, each group headed by one cell; the lines between their head
/// cells are left out.
fn table(sketch: Sketch) -> Sketch {
    let (left, right) = (XS[0], XS[5]);
    let ys = [80.0, 110.0, 130.0, 184.0, 232.0];
    let mut sketch = sketch;
    for y in ys {
        sketch = sketch.rule(left, y, right, y);
    }
    for x in [XS[0], XS[1], XS[3], XS[5]] {
        sketch = sketch.rule(x, 80.0, x, 232.0);
    }
    for x in [XS[2], XS[4]] {
        sketch = sketch.rule(x, 110.0, x, 232.0);
    }
    let sketch = cells(sketch, Font::Bold, 80.0, &[(1, &["Hjælpere"]), (3, &["Assistenter"])]);
    let years: [(usize, &[&str]); 4] =
        [(1, &["2025"]), (2, &["2026"]), (3, &["2025"]), (4, &["2026"])];
    let sketch = cells(sketch, Font::Bold, 110.0, &years);
    let numbers = |row: [&'static str; 4]| row;
    let mut sketch = sketch;
    for (y, name, row) in [
        (130.0, &["Ho-", "ved-", "sta-", "den"][..], numbers(["851", "850", "1.779", "1.780"])),
        (184.0, &["KKR", "Sjæll", "and"][..], numbers(["476", "477", "955", "955"])),
    ] {
        sketch = cells(sketch, Font::Plain, y, &[(0, name)]);
        for (column, number) in (1..).zip(row) {
            let last = 12.0 * (name.len() - 1) as f32;
            sketch = sketch.text(XS[column] + 12.0, y + 12.0 + last, number);
        }
    }
    sketch
}

#[test]
fn a_table_of_narrow_cells_comes_out_as_cells() {
    let flow = read(&agenda()).expect("readable");
    let table = tables(&flow)[0];
    assert_eq!(table.header.len(), 2);
    assert_eq!(table.header[0], ["", "Hjælpere", "", "Assistenter", ""]);
    assert_eq!(table.header[1], ["", "2025", "2026", "2025", "2026"]);
    assert_eq!(table.rows[0], ["Ho-\nved-\nsta-\nden", "851", "850", "1.779", "1.780"]);
    assert_eq!(table.rows[1], ["KKR\nSjæll\nand", "476", "477", "955", "955"]);
    let spans: Vec<_> = table.spans.iter().map(|it| (it.row, it.column, it.columns)).collect();
    assert_eq!(spans, [(0, 1, 2), (0, 3, 2)]);
}

#[test]
fn the_head_of_each_page_is_furniture_and_the_cover_is_not() {
    let flow = read(&agenda()).expect("readable");
    assert_eq!(furniture(&flow).len(), 6);
    assert!(furniture(&flow).contains(&("page_number", "SIDE | 3")));
    assert_eq!(texts(&flow)[..3], ["DAGSORDEN 2025", "KKR Sjælland", "Dato: 02-09-2025 09:30"]);
}

#[test]
fn a_word_broken_at_the_margin_leaves_its_line_open() {
    let flow = read(&agenda()).expect("readable");
    let broken = line(&flow, "Parterne har");
    assert!(broken.text.ends_with("sundhedsklyn-"));
    assert_eq!(broken.wrap, Wrap::Physical);
    assert_eq!(line(&flow, "hed på fire").wrap, Wrap::Whole);
}
