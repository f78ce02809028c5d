//! Packs, and what annexes do to them.

use lopdf::{Dictionary, Document as Pdf, Object, Stream, dictionary};
use raadslag_document::{Document, Item, Section};

use super::source::Source;
use super::{Annex, Content, pack, zip};
use crate::{Extent, print_document};

fn agenda() -> Document {
    let item = Item { number: Some("3".into()), title: "Plan".into(), ..Item::default() };
    let section = Section { items: vec![item], ..Section::default() };
    Document { body: Some("KKR Sjælland".into()), sections: vec![section], ..Document::default() }
}

fn annex(number: u32, content: Content<'_>) -> Annex<'_> {
    let label = format!("Bilag {number} til pkt. 3");
    Annex { label, title: format!("Kort {number}"), content }
}

/// A PDF of two pages, the second turned, with what an attacker would put into it.
fn foreign() -> Pdf {
    let mut pdf = Pdf::with_version("1.5");
    let root = pdf.new_object_id();
    let script =
        dictionary! { "S" => "JavaScript", "JS" => Object::string_literal("app.alert(1)") };
    let script = pdf.add_object(script);
    let uri = dictionary! { "S" => "URI", "URI" => Object::string_literal("https://kl.dk") };
    let annots = [Object::Reference(script), Object::Dictionary(uri)].map(|action| {
        Object::Dictionary(dictionary! {
            "Type" => "Annot", "Subtype" => "Link", "A" => action,
            "Rect" => vec![0.into(), 0.into(), 9.into(), 9.into()],
        })
    });
    let mut kids = Vec::new();
    for turn in [0, 90] {
        let text = format!("BT /F1 12 Tf 72 700 Td (Bilagets side {turn}) Tj ET q q");
        let content = pdf.add_object(Stream::new(Dictionary::new(), text.into_bytes()));
        let page = dictionary! {
            "Type" => "Page", "Parent" => root, "Rotate" => turn, "StructParents" => 7,
            "Contents" => content, "Annots" => annots.to_vec(),
            "AA" => dictionary! { "O" => script },
        };
        kids.push(Object::Reference(pdf.add_object(page)));
    }
    let font = dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
    };
    let tree = dictionary! {
        "Type" => "Pages", "Count" => 2, "Kids" => kids,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    };
    pdf.objects.insert(root, Object::Dictionary(tree));
    let catalog = dictionary! { "Type" => "Catalog", "Pages" => root, "OpenAction" => script };
    let catalog = pdf.add_object(catalog);
    pdf.trailer.set("Root", catalog);
    pdf
}

fn bytes(mut pdf: Pdf) -> Vec<u8> {
    let mut bytes = Vec::new();
    pdf.save_to(&mut bytes).unwrap();
    bytes
}

fn text(pdf: &Pdf, page: u32) -> String {
    pdf.extract_text(&[page]).unwrap()
}

#[test]
fn annexes_follow_with_running_numbers_and_bookmarks() {
    let annexes = [bytes(foreign()), bytes(foreign())];
    let annexes = [annex(1, Content::File(&annexes[0])), annex(2, Content::File(&annexes[1]))];
    let packed = pack(&agenda(), &annexes).unwrap();
    assert!(packed.left_out.is_empty());
    let pdf = Pdf::load_mem(&packed.pdf).unwrap();
    let first = Source::open(&print_document(&agenda(), Extent::Whole).unwrap().pdf).unwrap();
    let own = first.pages.len();
    assert_eq!(pdf.get_pages().len(), own + 4);
    for (at, label) in [(1, "Bilag 1"), (2, "Bilag 1"), (3, "Bilag 2"), (4, "Bilag 2")] {
        let text = text(&pdf, u32::try_from(own + at).unwrap());
        let stamp = format!("{label} til pkt. 3 · side {} af {}", own + at, own + 4);
        assert!(text.contains(&stamp), "{text}");
        assert!(text.contains("Bilagets side"), "{text}");
    }
    let titles: Vec<String> =
        pdf.get_toc().unwrap().toc.into_iter().map(|entry| entry.title).collect();
    for title in ["Bilag", "Bilag 1 til pkt. 3: Kort 1", "Bilag 2 til pkt. 3: Kort 2"] {
        assert!(titles.iter().any(|it| it == title), "{title} in {titles:?}");
    }
}

#[test]
fn nothing_of_an_annex_runs_and_its_links_stay() {
    let foreign = bytes(foreign());
    let packed = pack(&agenda(), &[annex(1, Content::File(&foreign))]).unwrap().pdf;
    let pdf = Pdf::load_mem(&packed).unwrap();
    let all = format!("{:?}", pdf.objects);
    for word in ["JavaScript", "app.alert", "OpenAction", "/AA"] {
        assert!(!all.contains(word), "{word}");
    }
    assert!(all.contains("kl.dk"));
    assert!(!String::from_utf8_lossy(&packed).contains("pdfuaid"));
}

#[test]
fn what_cannot_be_shown_is_named_on_a_page_of_its_own() {
    let mut locked = foreign();
    locked.trailer.set("Encrypt", dictionary! { "Filter" => "Standard", "V" => 9 });
    let locked = bytes(locked);
    let mut empty = foreign();
    let root = empty.catalog().unwrap().get(b"Pages").unwrap().as_reference().unwrap();
    empty.get_dictionary_mut(root).unwrap().set("Kids", Object::Array(vec![root.into()]));
    let looped = bytes(empty);
    let annexes = [
        annex(1, Content::File(b"%PDF-1.7 cut")),
        annex(2, Content::File(&locked)),
        annex(3, Content::File(b"PK\x03\x04 a workbook")),
        annex(4, Content::Elsewhere(Some("https://kl.dk/kort.pdf"))),
        annex(5, Content::Elsewhere(None)),
        annex(6, Content::File(&looped)),
        annex(7, Content::File(b"")),
    ];
    let packed = pack(&agenda(), &annexes).unwrap();
    assert_eq!(packed.left_out.len(), 7);
    for (left_out, why) in packed.left_out.iter().zip([
        "beskadiget",
        "krypteret",
        "ikke en PDF",
        "et andet sted",
        "ikke i arkivet",
        "beskadiget",
        "tom",
    ]) {
        assert!(left_out.contains(why), "{left_out}: {why}");
    }
    let pdf = Pdf::load_mem(&packed.pdf).unwrap();
    let own = print_document(&agenda(), Extent::Whole).unwrap().pdf;
    let own = Source::open(&own).unwrap().pages.len();
    assert_eq!(pdf.get_pages().len(), own + 7);
}

#[test]
fn an_annex_that_unpacks_to_more_than_is_read_is_left_out() {
    let with_object = |size: usize| {
        let mut pdf = foreign();
        pdf.add_object(Object::string_literal(vec![b' '; size]));
        let mut bytes = Vec::new();
        pdf.save_modern(&mut bytes).unwrap();
        bytes
    };
    let (small, bomb) = (with_object(100), with_object(40 << 20));
    assert!(bomb.len() < 1 << 20);
    let left_out =
        |file: &[u8]| pack(&agenda(), &[annex(1, Content::File(file))]).unwrap().left_out.len();
    assert_eq!(left_out(&small), 0);
    assert_eq!(left_out(&bomb), 1);
}

#[test]
fn names_in_a_zip_come_once() {
    let files = ["a.pdf", "A.pdf", "b", "b"].map(|name| (name.to_owned(), &b"x"[..]));
    let zipped = zip(&files).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zipped)).unwrap();
    let names: Vec<String> = (0..archive.len())
        .map(|at| archive.by_index(at).unwrap().name().unwrap().into_owned())
        .collect();
    assert_eq!(names, ["a.pdf", "A (2).pdf", "b", "b (2)"]);
}
