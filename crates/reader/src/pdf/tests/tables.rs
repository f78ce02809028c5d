use super::layout::{FULL, read_sketch};
use super::sketch::{Font, Sketch};
use super::*;

#[test]
fn a_label_and_its_value_are_one_line_and_no_table() {
    let flow = read_sketch(
        Sketch::new()
            .lines(70.0, 100.0, 16.0, &["Mødedato", "Mødested", "Mødetid", "Deltagere", "Afbud"])
            .lines(
                190.0,
                100.0,
                16.0,
                &[
                    "Onsdag den 27. august 2025",
                    "Byrådssalen på rådhuset",
                    "16:00",
                    "Alle",
                    "Ingen",
                ],
            ),
    );
    assert!(tables(&flow).is_empty());
    assert_eq!(texts(&flow)[0], "Mødedato Onsdag den 27. august 2025");
    assert_eq!(texts(&flow)[2], "Mødetid 16:00");
}

#[test]
fn aligned_columns_over_three_rows_are_a_table() {
    let mut sketch = Sketch::new().text(70.0, 80.0, "Pladserne fordeles sådan:");
    let rows = [
        ["Kommune", "2025", "2026"],
        ["Faxe", "851", "850"],
        ["Køge", "1.476", "1.477"],
        ["Greve", "313", "313"],
    ];
    for (index, row) in (0_u8..).zip(rows) {
        let font = if index == 0 { Font::Bold } else { Font::Plain };
        for (x, cell) in [70.0, 250.0, 350.0].into_iter().zip(row) {
            sketch = sketch.set(font, 10.0, x, 100.0 + 14.0 * f32::from(index), cell);
        }
    }
    let flow = read_sketch(sketch.text(70.0, 170.0, "Tallene er foreløbige."));
    let table = tables(&flow)[0];
    assert_eq!(table.header, [["Kommune", "2025", "2026"]]);
    assert_eq!(table.rows.len(), 3);
    assert_eq!(table.rows[1], ["Køge", "1.476", "1.477"]);
    assert_eq!(texts(&flow), ["Pladserne fordeles sådan:", "Tallene er foreløbige."]);
}

#[test]
fn rules_between_rows_part_cells_that_are_broken_over_lines() {
    let flow = read_sketch(
        Sketch::new()
            .set(Font::Bold, 10.0, 70.0, 96.0, "Model")
            .set(Font::Bold, 10.0, 170.0, 96.0, "Fordele")
            .rule(65.0, 100.0, 500.0, 100.0)
            .text(70.0, 114.0, "Samlet")
            .lines(
                170.0,
                114.0,
                12.0,
                &["Alle ansatte sidder ét sted,", "og de kan afløse hinanden."],
            )
            .rule(65.0, 132.0, 500.0, 132.0)
            .text(70.0, 146.0, "Delt")
            .text(170.0, 146.0, "Tæt på klyngerne.")
            .rule(65.0, 152.0, 500.0, 152.0),
    );
    let table = tables(&flow)[0];
    assert_eq!(table.header, [["Model", "Fordele"]]);
    assert_eq!(
        table.rows,
        [
            ["Samlet", "Alle ansatte sidder ét sted,\nog de kan afløse hinanden."],
            ["Delt", "Tæt på klyngerne."]
        ]
    );
}

#[test]
fn a_table_with_three_rules_has_its_rows_apart() {
    let flow = read_sketch(
        Sketch::new()
            .rule(65.0, 86.0, 300.0, 86.0)
            .set(Font::Bold, 10.0, 70.0, 98.0, "Kommune")
            .set(Font::Bold, 10.0, 200.0, 98.0, "Pladser")
            .rule(65.0, 102.0, 300.0, 102.0)
            .lines(70.0, 114.0, 13.0, &["Faxe", "Køge", "Greve"])
            .lines(200.0, 114.0, 13.0, &["851", "476", "313"])
            .rule(65.0, 144.0, 300.0, 144.0),
    );
    let table = tables(&flow)[0];
    assert_eq!(table.header, [["Kommune", "Pladser"]]);
    assert_eq!(table.rows, [["Faxe", "851"], ["Køge", "476"], ["Greve", "313"]]);
}

#[test]
fn a_rule_under_a_heading_and_rules_between_paragraphs_are_no_table() {
    let flow = read_sketch(
        Sketch::new()
            .rule(70.0, 90.0, 520.0, 90.0)
            .lines(70.0, 104.0, 13.0, &FULL[..2])
            .rule(70.0, 123.0, 520.0, 123.0)
            .lines(70.0, 137.0, 13.0, &FULL[2..])
            .rule(70.0, 156.0, 520.0, 156.0),
    );
    assert!(tables(&flow).is_empty());
    assert_eq!(texts(&flow), FULL);
}

#[test]
fn running_text_in_a_wide_cell_is_joined_and_its_lists_are_not() {
    let flow = read_sketch(
        Sketch::new()
            .grid(&[66.0, 130.0, 400.0], &[86.0, 106.0, 160.0])
            .text(70.0, 98.0, "Udvalg")
            .text(134.0, 98.0, "Opgaver")
            .text(70.0, 118.0, "Social")
            .lines(
                134.0,
                118.0,
                12.0,
                &[
                    "– Rammer for udmøntning af nationale handleplaner,",
                    "herunder midlerne til almen praksis",
                    "– Fælles mål",
                ],
            ),
    );
    let cell = &tables(&flow)[0].rows[1][1];
    assert_eq!(
        cell,
        "– Rammer for udmøntning af nationale handleplaner, herunder midlerne til almen praksis\n\
         – Fælles mål"
    );
}

#[test]
fn a_table_that_goes_on_over_a_page_is_one_and_its_second_head_is_furniture() {
    let xs = [66.0, 160.0, 240.0, 320.0];
    let row = |sketch: Sketch, font, y, cells: [&str; 3]| {
        [70.0, 164.0, 244.0]
            .into_iter()
            .zip(cells)
            .fold(sketch, |sketch, (x, cell)| sketch.set(font, 10.0, x, y, cell))
    };
    let head = ["Kommune", "2025", "2026"];
    let sketch = Sketch::new().lines(70.0, 100.0, 13.0, &FULL).grid(&xs, &[740.0, 760.0, 780.0]);
    let sketch = row(sketch, Font::Bold, 754.0, head);
    let sketch = row(sketch, Font::Plain, 774.0, ["Faxe", "851", "850"]);
    let sketch = sketch.page().grid(&xs, &[60.0, 80.0, 100.0]);
    let sketch = row(sketch, Font::Bold, 74.0, head);
    let sketch = row(sketch, Font::Plain, 94.0, ["Køge", "476", "477"]);
    let sketch = sketch.page().grid(&xs, &[60.0, 80.0]);
    let sketch = row(sketch, Font::Plain, 74.0, ["Greve", "313", "313"]);
    let flow = read_sketch(sketch.text(70.0, 200.0, "Tallene er foreløbige."));
    let table = tables(&flow)[0];
    assert_eq!(table.header, [head]);
    assert_eq!(
        table.rows,
        [["Faxe", "851", "850"], ["Køge", "476", "477"], ["Greve", "313", "313"]]
    );
    assert_eq!(tables(&flow).len(), 1);
    assert_eq!(furniture(&flow).len(), 3);
}

#[test]
fn a_framed_row_alone_is_no_table() {
    let flow = read_sketch(
        Sketch::new()
            .grid(&[66.0, 160.0, 240.0, 320.0], &[86.0, 106.0])
            .text(70.0, 98.0, "Kommunen")
            .text(164.0, 98.0, "Notat")
            .text(244.0, 98.0, "2025")
            .lines(70.0, 130.0, 13.0, &FULL),
    );
    assert!(tables(&flow).is_empty());
}

#[test]
fn links_in_cells_are_told_beside_the_table() {
    let flow = read_sketch(
        Sketch::new()
            .grid(&[66.0, 160.0, 320.0], &[86.0, 106.0, 126.0])
            .lines(70.0, 98.0, 20.0, &["Bilag", "Rapport"])
            .lines(164.0, 98.0, 20.0, &["Titel", "Årsrapport"])
            .link(164.0, 108.0, 230.0, 122.0, "https://example.dk/aarsrapport"),
    );
    assert_eq!(tables(&flow).len(), 1);
    assert_eq!(furniture(&flow), [("link_target", "https://example.dk/aarsrapport")]);
}

#[test]
fn prose_in_a_frame_is_no_table() {
    let flow = read_sketch(
        Sketch::new().grid(&[60.0, 540.0], &[85.0, 160.0]).lines(70.0, 100.0, 13.0, &FULL),
    );
    assert!(tables(&flow).is_empty());
    assert_eq!(texts(&flow), FULL);
}
