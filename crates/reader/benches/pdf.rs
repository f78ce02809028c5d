//! Pages of PDF per second, from bytes to the document.

use divan::Bencher;
use divan::counter::ItemsCount;
use raadslag_reader::{Reader, Source};

/// Real minutes of 28 pages, where they stand beside the repository.
const MINUTES: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/agendas/aarhus-byraad-2025-08-27.pdf");

fn main() {
    divan::main();
}

#[divan::bench]
fn real_minutes(bencher: Bencher<'_, '_>) {
    if let Ok(bytes) = std::fs::read(MINUTES) {
        measure(bencher, &bytes, 28);
    }
}

#[divan::bench]
fn pages_made_here(bencher: Bencher<'_, '_>) {
    measure(bencher, &made(50), 50);
}

fn measure(bencher: Bencher<'_, '_>, bytes: &[u8], pages: usize) {
    let reader = Reader::new();
    let source = Source::default();
    bencher
        .counter(ItemsCount::new(pages))
        .bench(|| reader.read(divan::black_box(bytes), &source).expect("the file is readable"));
}

/// An agenda of `pages` pages of running text, with an item and a ruled table on each.
fn made(pages: i32) -> Vec<u8> {
    use pdf_writer::{Finish, Name, Pdf, Rect, Ref};
    let (catalog, tree, font) = (Ref::new(1), Ref::new(2), Ref::new(3));
    let mut pdf = Pdf::new();
    pdf.type1_font(font)
        .base_font(Name(b"Helvetica"))
        .encoding_predefined(Name(b"WinAnsiEncoding"));
    let leaf = |index: i32| (Ref::new(4 + 2 * index), Ref::new(5 + 2 * index));
    for index in 0..pages {
        let (id, contents) = leaf(index);
        let mut page = pdf.page(id);
        page.media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).parent(tree).contents(contents);
        page.resources().fonts().pair(Name(b"F1"), font);
        page.finish();
        pdf.stream(contents, &contents_of(index));
    }
    pdf.pages(tree).kids((0..pages).map(|index| leaf(index).0)).count(pages);
    pdf.catalog(catalog).pages(tree);
    pdf.finish()
}

fn contents_of(index: i32) -> Vec<u8> {
    use pdf_writer::{Content, Name, Str};
    let line =
        "Forvaltningen fremsender sagen om veje og stier til udvalget med henblik herp\u{e5}.";
    let mut content = Content::new();
    let mut show = |x: f32, y: f32, text: &[u8]| {
        content.begin_text().set_font(Name(b"F1"), 10.0);
        content.next_line(x, y).show(Str(text)).end_text();
    };
    show(70.0, 780.0, format!("Punkt {}: Veje og stier", index + 1).as_bytes());
    let bytes: Vec<u8> = line.chars().map(|c| c as u8).collect();
    for row in 0..40_u8 {
        show(70.0, 760.0 - 13.0 * f32::from(row), &bytes);
    }
    for row in 0..5_u8 {
        for column in 0..4_u8 {
            let (x, y) = (75.0 + 100.0 * f32::from(column), 200.0 - 20.0 * f32::from(row));
            show(x, y, format!("{row}.{column}").as_bytes());
        }
    }
    for line in 0..6_u8 {
        let y = 214.0 - 20.0 * f32::from(line);
        content.move_to(70.0, y).line_to(470.0, y).stroke();
    }
    for line in 0..5_u8 {
        let x = 70.0 + 100.0 * f32::from(line);
        content.move_to(x, 214.0).line_to(x, 114.0).stroke();
    }
    content.finish().to_vec()
}
