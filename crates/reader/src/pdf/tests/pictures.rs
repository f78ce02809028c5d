//! Pictures that are left out, and those that belong to the page.

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

use super::sketch::Sketch;
use crate::pictures::CODE;

/// The pages and descriptions of the pictures that are left out.
fn pictures(pdf: &[u8]) -> Vec<(Option<u32>, Option<String>)> {
    let problems = super::super::read(pdf).unwrap().problems.into_iter();
    problems.filter(|it| it.code == CODE).map(|it| (it.page, it.text)).collect()
}

#[test]
fn a_picture_in_the_text_is_reported_and_what_belongs_to_the_page_is_not() {
    let pdf = Sketch::new()
        .picture(60.0, 20.0, 80.0, 50.0)
        .text(60.0, 100.0, "Et logo i margenen")
        .picture(400.0, 300.0, 100.0, 60.0)
        .page()
        .picture(400.0, 300.0, 100.0, 60.0)
        .text(60.0, 100.0, "Det samme sted, det samme billede")
        .page()
        .text(60.0, 100.0, "Kortet viser linjerne")
        .picture(60.0, 200.0, 400.0, 300.0)
        .picture(60.0, 510.0, 400.0, 150.0)
        .page()
        .picture(0.0, 0.0, 595.0, 842.0)
        .text(60.0, 100.0, "En scannet side med sin tekst")
        .page()
        .picture(60.0, 300.0, 12.0, 12.0)
        .text(80.0, 310.0, "Et ikon")
        .pdf();
    assert_eq!(pictures(&pdf), [(Some(3), None)]);
}

#[test]
fn tags_say_what_a_figure_shows() {
    assert_eq!(
        pictures(&tagged()),
        [(Some(1), Some("Kort over de tre linjer".to_owned())), (Some(1), None)]
    );
}

/// A page with a picture that is two figures, of which one is described, and one that is none.
fn tagged() -> Vec<u8> {
    let [catalog, pages, page, content, image, root, section, told, bare, font] =
        [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages).pair(Name(b"StructTreeRoot"), root);
    pdf.pages(pages).kids([page]).count(1);
    let mut written = pdf.page(page);
    written.media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).parent(pages).contents(content);
    let mut resources = written.resources();
    resources.x_objects().pair(Name(b"Im1"), image);
    resources.fonts().pair(Name(b"F1"), font);
    resources.finish();
    written.finish();
    pdf.type1_font(font).base_font(Name(b"Helvetica"));
    let mut drawn = Content::new();
    drawn.begin_text().set_font(Name(b"F1"), 11.0).next_line(60.0, 700.0);
    drawn.show(Str(b"Kortet viser linjerne")).end_text();
    for y in [100.0, 300.0, 500.0] {
        drawn.save_state().transform([200.0, 0.0, 0.0, 100.0, 60.0, y]);
        drawn.x_object(Name(b"Im1")).restore_state();
    }
    pdf.stream(content, &drawn.finish());
    let mut pixels = pdf.image_xobject(image, &[128]);
    pixels.width(1).height(1).bits_per_component(8);
    pixels.color_space().device_gray();
    pixels.finish();
    let element = |pdf: &mut Pdf, id, kind: &'static [u8], kids: &[Ref], said: Option<&str>| {
        let mut dict = pdf.indirect(id).dict();
        dict.pair(Name(b"Type"), Name(b"StructElem")).pair(Name(b"S"), Name(kind));
        dict.pair(Name(b"Pg"), page);
        dict.insert(Name(b"K")).array().items(kids);
        if let Some(said) = said {
            dict.pair(Name(b"Alt"), TextStr(said));
        }
    };
    let mut dict = pdf.indirect(root).dict();
    dict.pair(Name(b"Type"), Name(b"StructTreeRoot")).pair(Name(b"K"), section);
    dict.finish();
    element(&mut pdf, section, b"Sect", &[told, bare], None);
    element(&mut pdf, told, b"Figure", &[], Some("Kort over de\ntre linjer"));
    element(&mut pdf, bare, b"Figure", &[], None);
    pdf.finish()
}
