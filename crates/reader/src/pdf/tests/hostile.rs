//! Wrong, damaged and hostile files: a clear error or a problem, within bounds, never a panic.

use std::fmt::Write as _;

use proptest::prelude::*;

use super::sketch::Sketch;
use super::*;

/// A file of these objects, numbered from 1, the first of them the catalog.
fn file(objects: &[Vec<u8>]) -> Vec<u8> {
    with_trailer(objects, "")
}

fn with_trailer(objects: &[Vec<u8>], more: &str) -> Vec<u8> {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", bytes.len()).expect("text");
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let start = bytes.len();
    let size = objects.len() + 1;
    bytes.extend(table.bytes());
    bytes.extend(format!("trailer\n<< /Size {size} /Root 1 0 R {more} >>\n").bytes());
    bytes.extend(format!("startxref\n{start}\n%%EOF\n").bytes());
    bytes
}

fn object(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

fn stream(dict: &str, data: &[u8]) -> Vec<u8> {
    let mut object = format!("<< {dict} /Length {} >>\nstream\n", data.len()).into_bytes();
    object.extend(data);
    object.extend(b"\nendstream");
    object
}

const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
const TREE: &str = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";
const PAGE: &str = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R \
    /Resources << /Font << /F1 5 0 R >> /XObject << /X 6 0 R >> >> >>";
const FONT: &str =
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";

/// One page with these contents; further objects from 6.
fn one_page(contents: Vec<u8>, more: &[Vec<u8>]) -> Vec<u8> {
    let mut objects = vec![object(CATALOG), object(TREE), object(PAGE), contents, object(FONT)];
    objects.extend_from_slice(more);
    file(&objects)
}

fn show(text: &str) -> Vec<u8> {
    stream("", format!("BT /F1 10 Tf 70 700 Td ({text}) Tj ET").as_bytes())
}

fn codes(flow: &Flow) -> Vec<&str> {
    flow.problems.iter().map(|problem| problem.code.as_str()).collect()
}

#[test]
fn a_page_made_by_hand_is_read() {
    let flow = read(&one_page(show("Referat"), &[])).expect("readable");
    assert_eq!(texts(&flow), ["Referat"]);
    assert_eq!(flow.problems, []);
}

#[test]
fn what_is_no_pdf_is_damaged() {
    for bytes in [&b""[..], b"%PDF-1.7", b"%PDF-1.7\n1 0 obj\nnull\nendobj\n", &[0xff; 3000]] {
        let error = read(bytes).expect_err("nothing to read");
        assert!(matches!(error, ReadError::Damaged { format: "PDF", .. }), "{error:?}");
    }
}

#[test]
fn pages_without_text_are_scanned() {
    let contents = stream("", b"10 10 m 500 500 l S");
    assert_eq!(read(&one_page(contents, &[])), Err(ReadError::Scanned { pages: 1 }));
}

#[test]
fn a_password_is_asked_for() {
    let objects = [object(CATALOG), object(TREE), object(PAGE), show("Hemmeligt"), object(FONT)];
    let key = "00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF";
    let encrypt = format!(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{key}> /U <{key}> >> /ID [<00> <00>]"
    );
    assert_eq!(read(&with_trailer(&objects, &encrypt)), Err(ReadError::Encrypted("PDF")));
}

#[test]
fn a_page_tree_that_leads_back_to_itself_ends() {
    let tree = "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R 2 0 R 3 0 R] /Count 4 >>";
    let objects = [object(CATALOG), object(tree), object(PAGE), show("Kun en gang"), object(FONT)];
    let flow = read(&file(&objects)).expect("readable");
    assert_eq!(texts(&flow), ["Kun en gang"]);
    assert_eq!(codes(&flow), ["pdf-pages-missing"]);
}

#[test]
fn too_many_pages_are_refused() {
    let kids = "<< /Type /Page >> ".repeat(5_001);
    let tree = format!("<< /Type /Pages /Count 5001 /Kids [{kids}] >>");
    let error = read(&file(&[object(CATALOG), object(&tree)])).expect_err("too many");
    assert!(matches!(error, ReadError::Refused { .. }), "{error:?}");
}

#[test]
fn a_cut_off_file_gives_the_pages_it_still_has() {
    let mut sketch = Sketch::default();
    for text in ["Dagsorden", "Bilag", "Underskrifter"] {
        sketch = sketch.page().text(70.0, 100.0, text);
    }
    let whole = sketch.pdf();
    let pages = whole.windows(6).rposition(|part| part == b"/Kids ").expect("a page tree");
    let flow = read(&whole[..pages]).expect("readable");
    assert_eq!(texts(&flow), ["Dagsorden", "Bilag", "Underskrifter"]);
    assert_eq!(codes(&flow), ["pdf-table-rebuilt", "pdf-pages-rebuilt"]);
}

#[test]
fn a_table_that_leads_astray_is_rebuilt() {
    let mut bytes = one_page(show("Fundet igen"), &[]);
    // One line more at the front of the objects: every offset is wrong.
    bytes.splice(9..9, *b"%% a comment that moves everything\n");
    let flow = read(&bytes).expect("readable");
    assert_eq!(texts(&flow), ["Fundet igen"]);
    assert_eq!(codes(&flow), ["pdf-table-rebuilt"]);
}

#[test]
fn packed_objects_are_found_without_a_table() {
    let packed = [CATALOG, TREE, PAGE].join(" ");
    let (tree, page) = (CATALOG.len() + 1, CATALOG.len() + TREE.len() + 2);
    let head = format!("1 0 2 {tree} 3 {page} ");
    let dict = format!("/Type /ObjStm /N 3 /First {}", head.len());
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let objects = [
        (4, show("Pakket ud")),
        (5, object(FONT)),
        (7, stream(&dict, format!("{head}{packed}").as_bytes())),
    ];
    for (number, object) in objects {
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let flow = read(&bytes).expect("readable");
    assert_eq!(texts(&flow), ["Pakket ud"]);
    assert_eq!(codes(&flow), ["pdf-table-rebuilt"]);
}

#[test]
fn lines_before_the_file_do_no_harm() {
    let mut bytes = b"Content-Type: application/pdf\r\n\r\n".to_vec();
    bytes.extend(one_page(show("Vedhæftet".trim_end_matches('\u{e6}')), &[]));
    assert_eq!(codes(&read(&bytes).expect("readable")), [""; 0]);
}

#[test]
fn contents_that_unpack_without_end_are_left_out_and_told() {
    // 200 stands for 57 copies of the next byte.
    let bomb: Vec<u8> = [200, b' '].repeat(1_300_000);
    let contents = stream("/Filter /RunLengthDecode", &bomb);
    let tree = "<< /Type /Pages /Kids [3 0 R 7 0 R] /Count 2 >>";
    let second = PAGE.replace("4 0 R", "8 0 R");
    let objects = [
        object(CATALOG),
        object(tree),
        object(PAGE),
        contents,
        object(FONT),
        object("null"),
        object(&second),
        show("Side to"),
    ];
    let flow = read(&file(&objects)).expect("readable");
    assert_eq!(texts(&flow), ["Side to"]);
    assert_eq!(codes(&flow), ["pdf-page-unread"]);
    assert_eq!(flow.problems[0].page, Some(1));
}

#[test]
fn forms_that_draw_each_other_without_end_are_bounded() {
    let form = "/Type /XObject /Subtype /Form /BBox [0 0 595 842]";
    let data = format!("{} BT /F1 10 Tf 70 700 Td (x) Tj ET", "/X Do ".repeat(50));
    let bytes = one_page(stream("", b"/X Do"), &[stream(form, data.as_bytes())]);
    let flow = read(&bytes).expect("readable");
    assert_eq!(codes(&flow), ["pdf-page-unread"]);
}

#[test]
fn nesting_without_end_is_cut_off() {
    let deep = "[".repeat(200_000);
    let contents = stream("", format!("{deep} BT /F1 10 Tf (x) Tj ET").as_bytes());
    let _ = read(&one_page(contents, &[]));
    let tree = format!("<< /Type /Pages /Kids {deep} >>");
    let error = read(&file(&[object(CATALOG), object(&tree)])).expect_err("no pages");
    assert!(matches!(error, ReadError::Damaged { .. }), "{error:?}");
}

#[test]
fn an_object_stream_that_claims_endless_objects_is_refused() {
    let claim = "/Type /ObjStm /First 8 /N 1152921504606846976";
    let container = stream(claim, b"10 0    << >>");
    let error = read(&with_object_stream(&container, 5)).expect_err("refused");
    assert!(matches!(error, ReadError::Refused { .. }), "{error:?}");
}

#[test]
fn object_streams_inside_object_streams_are_damage() {
    let container = stream("/Type /ObjStm /First 8 /N 1", b"10 0    << >>");
    let error = read(&with_object_stream(&container, 6)).expect_err("damaged");
    assert!(matches!(error, ReadError::Damaged { .. }), "{error:?}");
}

/// A file whose cross-reference stream places objects 6 and 7 in object streams: 6 in number 5,
/// 7 in number `second`.
fn with_object_stream(container: &[u8], second: u8) -> Vec<u8> {
    let objects = [object(CATALOG), object(TREE), object(PAGE), show("tekst"), container.to_vec()];
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let mut table = vec![0, 0, 0, 0];
    for (number, object) in (1..).zip(&objects) {
        let offset = u16::try_from(bytes.len()).expect("small").to_be_bytes();
        table.extend([1, offset[0], offset[1], 0]);
        bytes.extend(format!("{number} 0 obj\n").bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    table.extend([2, 0, 5, 0, 2, 0, second, 0]);
    let start = bytes.len();
    bytes.extend(b"8 0 obj\n");
    bytes.extend(stream("/Type /XRef /Size 8 /W [1 2 1] /Root 1 0 R", &table));
    bytes.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
    bytes
}

#[test]
fn a_cross_reference_stream_of_millions_of_entries_is_refused() {
    let mut bytes = b"%PDF-1.7\n1 0 obj\n".to_vec();
    bytes.extend(object(CATALOG));
    bytes.extend(b"\nendobj\n");
    let start = bytes.len();
    // 129 stands for 128 copies of the next byte.
    let zeros: Vec<u8> = [129, 0].repeat(40_000);
    let dict = "/Type /XRef /Size 5000000 /W [1 0 0] /Root 1 0 R /Filter /RunLengthDecode";
    bytes.extend(b"2 0 obj\n");
    bytes.extend(stream(dict, &zeros));
    bytes.extend(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").bytes());
    let error = read(&bytes).expect_err("refused");
    assert!(matches!(error, ReadError::Refused { .. }), "{error:?}");
}

#[test]
fn stream_lengths_that_are_streams_are_refused() {
    let mut objects = vec![object(CATALOG), object(TREE), object(PAGE), show("x"), object(FONT)];
    for next in 7..30_000 {
        objects.push(object(&format!("<< /Length {next} 0 R >>\nstream\n\nendstream")));
    }
    let error = read(&file(&objects)).expect_err("refused");
    assert!(matches!(error, ReadError::Refused { .. }), "{error:?}");
}

#[test]
fn objects_that_share_one_endless_tail_are_refused() {
    let mut bytes = b"%PDF-1.7\n".to_vec();
    let count = 20_000;
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", count + 1);
    for number in 1..=count {
        writeln!(table, "{:010} 00000 n ", bytes.len()).expect("text");
        bytes.extend(format!("{number} 0 obj<</A 1>>stream\n").bytes());
    }
    let start = bytes.len();
    bytes.extend(table.bytes());
    bytes.extend(b"trailer\n<< /Root 1 0 R >>\nstartxref\n");
    bytes.extend(format!("{start}\n%%EOF\n").bytes());
    let error = read(&bytes).expect_err("refused");
    assert!(matches!(error, ReadError::Refused { .. }), "{error:?}");
}

#[test]
fn a_code_that_stands_for_a_book_is_left_out() {
    let target = "0041".repeat(10_000);
    let map = format!(
        "1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <41> <{target}> endbfchar"
    );
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>";
    let letters = "A".repeat(5_000);
    let objects = [
        object(CATALOG),
        object(TREE),
        object(PAGE),
        show(&letters),
        object(font),
        stream("", map.as_bytes()),
    ];
    let flow = read(&file(&objects)).expect("readable");
    let length: usize = texts(&flow).iter().map(|text| text.len()).sum();
    assert_eq!(length, letters.len());
}

#[test]
fn text_far_off_the_page_is_kept() {
    let far = "1 0 0 1 -99999999999999999999 99999999999999999999 Tm (langt borte) Tj";
    let huge = "/F1 99999999999999 Tf 1 0 0 1 70 600 Tm (stort) Tj";
    let contents = format!("BT /F1 10 Tf 70 700 Td (her) Tj {far} {huge} ET");
    let flow = read(&one_page(stream("", contents.as_bytes()), &[])).expect("readable");
    let mut texts = texts(&flow);
    texts.sort_unstable();
    assert_eq!(texts, ["her", "langt borte", "stort"]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn changed_bytes_never_panic(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = Sketch::new()
            .grid(&[60.0, 200.0, 400.0], &[80.0, 110.0, 140.0])
            .lines(70.0, 100.0, 30.0, &["Kommune", "Faxe"])
            .lines(210.0, 100.0, 30.0, &["Antal", "851"])
            .link(70.0, 90.0, 120.0, 110.0, "https://example.dk")
            .pdf();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        let _ = read(&bytes);
    }
}
