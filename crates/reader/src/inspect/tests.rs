use std::io::{Cursor, Write as _};

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};
use zip::write::{SimpleFileOptions, ZipWriter};

use super::{TraceKind, inspect};
use crate::ReadError;

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn found(bytes: &[u8]) -> Vec<(TraceKind, Option<u32>, String)> {
    let traces = inspect(bytes).unwrap().traces.into_iter();
    traces.map(|trace| (trace.kind, trace.page, trace.text)).collect()
}

/// A page of five texts, of which one is seen.
fn pdf() -> Vec<u8> {
    let [catalog, pages, page, font, content, info] = [1, 2, 3, 4, 5, 6].map(Ref::new);
    let mut pdf = Pdf::new();
    pdf.catalog(catalog).pages(pages);
    pdf.pages(pages).kids([page]).count(1);
    let mut written = pdf.page(page);
    written.media_box(Rect::new(0.0, 0.0, 595.0, 842.0)).parent(pages).contents(content);
    written.resources().fonts().pair(Name(b"F1"), font);
    written.finish();
    pdf.type1_font(font).base_font(Name(b"Helvetica"));
    let mut drawn = Content::new();
    drawn
        .begin_text()
        .set_font(Name(b"F1"), 11.0)
        .next_line(60.0, 700.0)
        .show(Str(b"Synlig tekst"));
    drawn
        .next_line(0.0, -40.0)
        .set_text_rendering_mode(pdf_writer::types::TextRenderingMode::Invisible);
    drawn.show(Str(b"Usynlig"));
    drawn.next_line(0.0, -40.0).set_text_rendering_mode(pdf_writer::types::TextRenderingMode::Fill);
    drawn.set_fill_rgb(1.0, 1.0, 1.0).show(Str(b"Hvid"));
    drawn.set_fill_rgb(0.0, 0.0, 0.0).next_line(900.0, 0.0).show(Str(b"Udenfor"));
    drawn.end_text();
    pdf.stream(content, &drawn.finish());
    pdf.document_info(info).author(TextStr("Otto Officer")).title(TextStr("Synlig tekst"));
    pdf.finish()
}

#[test]
fn what_a_pdf_hides_is_found_and_what_it_shows_is_not() {
    let found = found(&pdf());
    assert_eq!(found[0], (TraceKind::Author, None, "Otto Officer".into()));
    let hidden = &found[1];
    assert_eq!((hidden.0, hidden.1), (TraceKind::HiddenText, Some(1)));
    for word in ["Usynlig", "Hvid", "Udenfor"] {
        assert!(hidden.2.contains(word), "{word}: {}", hidden.2);
    }
    assert!(!hidden.2.contains("Synlig tekst"));
    assert_eq!(found.len(), 2, "the title stands in the text");
}

#[test]
fn what_a_word_file_keeps_besides_its_text_is_found() {
    let body = "<w:p><w:r><w:t>Synlig</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Skjult</w:t>\
                </w:r><w:del><w:r><w:delText>Slettet</w:delText></w:r></w:del></w:p>";
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let core = "<cp:coreProperties xmlns:cp=\"c\" xmlns:dc=\"d\"><dc:creator>Otto</dc:creator>\
                <cp:lastModifiedBy>Signe</cp:lastModifiedBy></cp:coreProperties>";
    let bytes = pack(&[("word/document.xml", &document), ("docProps/core.xml", core)]);
    let found = found(&bytes);
    let expected = [
        (TraceKind::Author, "Otto"),
        (TraceKind::Author, "Signe"),
        (TraceKind::HiddenText, "Skjult"),
    ];
    for (kind, text) in expected {
        assert!(found.contains(&(kind, None, text.into())), "{text}: {found:?}");
    }
    assert!(found.iter().any(|one| one.0 == TraceKind::TrackedChange));
    assert!(inspect(&bytes).unwrap().texts.iter().any(|passage| passage.text == "Synlig"));
}

/// What of a Word file's body nobody sees.
fn unseen(body: &str) -> Vec<String> {
    let style = |id: &str, inner: &str| format!("<w:style w:styleId=\"{id}\">{inner}</w:style>");
    let white = "<w:rPr><w:color w:val=\"FFFFFF\"/></w:rPr>";
    let dark = "<w:tblStylePr><w:tcPr><w:shd w:fill=\"1F3864\"/></w:tcPr></w:tblStylePr>";
    let styles =
        [style("Hvid", white), style("Over", "<w:basedOn w:val=\"Hvid\"/>"), style("Tabel", dark)];
    let styles = format!("<w:styles xmlns:w=\"w\">{}</w:styles>", styles.concat());
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    let bytes = pack(&[("word/document.xml", &document), ("word/styles.xml", &styles)]);
    let found = found(&bytes).into_iter();
    found.filter(|one| one.0 == TraceKind::HiddenText).map(|one| one.2).collect()
}

#[test]
fn white_and_tiny_text_of_a_word_file_is_found() {
    let run = |properties: &str, text: &str| {
        format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
    };
    let white = "<w:color w:val=\"FFFFFF\"/>";
    let p = |inner: &str| format!("<w:p>{inner}</w:p>");
    let shaded = |fill: &str| format!("<w:shd w:val=\"clear\" w:fill=\"{fill}\"/>");
    let cell = |properties: &str, inner: &str| {
        format!("<w:tbl>{properties}<w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl>")
    };
    let in_cell = |fill: &str| {
        cell("", &format!("<w:tcPr>{}</w:tcPr>{}", shaded(fill), p(&run(white, "Hoved"))))
    };
    let style = |id: &str| format!("<w:pPr><w:pStyle w:val=\"{id}\"/></w:pPr>");
    let mark = format!("<w:pPr><w:rPr>{white}</w:rPr></w:pPr>");
    let table = "<w:tblPr><w:tblStyle w:val=\"Tabel\"/></w:tblPr>";
    let table = [
        (p(&(run("", "Ser") + &run(white, "Ski") + &run(white, "ult"))), vec!["Skiult"]),
        (p(&run("<w:sz w:val=\"2\"/>", "Lille")), vec!["Lille"]),
        (p(&run("<w:sz w:val=\"16\"/>", "Note")), vec![]),
        (p(&run("<w:color w:val=\"F2F2F2\"/>", "Grå")), vec![]),
        (p(&run("<w:color w:themeColor=\"background1\"/>", "Tema")), vec!["Tema"]),
        (p(&(style("Over") + &run("", "Stil"))), vec!["Stil"]),
        (p(&(style("Over") + &run("<w:color w:val=\"auto\"/>", "Stil"))), vec![]),
        (p(&(mark + &run("", "Mærket"))), vec![]),
        (p(&run(&(white.to_owned() + &shaded("000000")), "Knap")), vec![]),
        (p(&run(&(white.to_owned() + "<w:highlight w:val=\"red\"/>"), "Knap")), vec![]),
        (p(&run(&(white.to_owned() + "<w:vanish/>"), "Skjult")), vec!["Skjult"]),
        (in_cell("1F3864"), vec![]),
        (in_cell("FFFFFF"), vec!["Hoved"]),
        (in_cell("auto"), vec!["Hoved"]),
        (cell(table, &p(&run(white, "Hoved"))), vec![]),
        (
            p(&format!("<w:r><w:txbxContent>{}</w:txbxContent></w:r>", p(&run(white, "Boks")))),
            vec![],
        ),
    ];
    for (body, expected) in table {
        assert_eq!(unseen(&body), expected, "{body}");
    }
}

/// What nobody sees of a sheet with these elements, its strings "Otto", "Løn" and "Hvid".
fn unseen_of_sheet(sheet: &str) -> Vec<String> {
    let book = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Tal\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    let relations = "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>";
    let strings = "<sst><si><t>Otto</t></si><si><r><t>L</t></r><r><t>øn</t></r></si><si><t>Hvid</t></si></sst>";
    let styles = "<styleSheet><fonts><font/><font><color rgb=\"FFFFFFFF\"/></font></fonts>\
         <fills><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"solid\">\
         <fgColor rgb=\"FF1F3864\"/></patternFill></fill></fills>\
         <cellXfs><xf fontId=\"0\" fillId=\"0\"/><xf fontId=\"1\" fillId=\"0\"/><xf fontId=\"1\" fillId=\"1\"/></cellXfs></styleSheet>";
    let sheet = format!("<worksheet>{sheet}</worksheet>");
    let bytes = pack(&[
        ("xl/workbook.xml", book),
        ("xl/_rels/workbook.xml.rels", relations),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
        ("xl/worksheets/sheet1.xml", &sheet),
    ]);
    found(&bytes).into_iter().map(|one| one.2).collect()
}

#[test]
fn what_a_sheet_does_not_show_is_found() {
    let cell = |place: &str, string: u32| format!("<c r=\"{place}\" t=\"s\"><v>{string}</v></c>");
    let row = |number: u32, attributes: &str, cells: &str| {
        format!("<row r=\"{number}\" {attributes}>{cells}</row>")
    };
    let (hidden, number) = ("hidden=\"1\"", "<c r=\"B3\"><v>612000</v></c>");
    let columns = "<cols><col min=\"1\" max=\"2\" width=\"9\"/><col min=\"28\" max=\"29\" hidden=\"1\"/></cols>";
    let white = "<c r=\"A1\" t=\"s\" s=\"1\"><v>2</v></c><c r=\"B1\" t=\"s\" s=\"2\"><v>0</v></c>";
    let table = [
        (row(2, "", &cell("A2", 0)), vec![]),
        (row(3, hidden, &(cell("A3", 0) + number)), vec!["Tal!3:3 Otto 612000"]),
        (
            row(3, hidden, &cell("A3", 0))
                + &row(4, hidden, "")
                + &row(5, "ht=\"0\"", &cell("A5", 1)),
            vec!["Tal!3:5 Otto Løn"],
        ),
        (row(3, hidden, "<c r=\"A3\"/>"), vec![]),
        (
            columns.to_owned() + &row(1, "", &(cell("A1", 0) + &cell("AB1", 1))),
            vec!["Tal!AB:AC Løn"],
        ),
        (row(1, "", white), vec!["Tal Hvid"]),
        (row(1, "", white) + "<tableParts><tablePart/></tableParts>", vec![]),
    ];
    for (sheet, expected) in table {
        let sheet = sheet.replacen("<row", "<sheetData><row", 1);
        let end = sheet.rfind("</row>").unwrap() + "</row>".len();
        let sheet = format!("{}</sheetData>{}", &sheet[..end], &sheet[end..]);
        assert_eq!(unseen_of_sheet(&sheet), expected, "{sheet}");
    }
}

#[test]
fn slides_speakers_notes_and_hidden_sheets_are_found() {
    let slide = "<p:sld xmlns:a=\"a\" xmlns:p=\"p\"><a:p><a:r><a:t>Et</a:t></a:r><a:r><a:t> punkt</a:t></a:r></a:p></p:sld>";
    let note =
        "<p:notes xmlns:a=\"a\" xmlns:p=\"p\"><a:p><a:t>Sig ikke dette</a:t></a:p></p:notes>";
    let bytes =
        pack(&[("ppt/slides/slide2.xml", slide), ("ppt/notesSlides/notesSlide2.xml", note)]);
    let inspection = inspect(&bytes).unwrap();
    assert_eq!(
        (inspection.texts[0].page, inspection.texts[0].text.as_str()),
        (Some(2), "Et punkt")
    );
    assert_eq!(found(&bytes), [(TraceKind::Comment, Some(2), "Sig ikke dette".into())]);
    let book = "<workbook><sheets><sheet name=\"Løn\" state=\"hidden\"/><sheet name=\"Tal\"/></sheets></workbook>";
    let bytes = pack(&[("xl/workbook.xml", book)]);
    assert_eq!(found(&bytes), [(TraceKind::HiddenText, None, "Løn".into())]);
}

#[test]
fn pictures_without_words_are_found() {
    let bare = [(TraceKind::Picture, None, String::new())];
    let drawing = |name: &str| format!("<w:p><{name} descr=\"\"/><a:blip/></w:p>");
    let body = drawing("wp:docPr");
    let document = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    assert_eq!(found(&pack(&[("word/document.xml", &document)])), bare);
    let told = "<p:pic><p:cNvPr descr=\"Kort\"/><a:blip/></p:pic>";
    let slide = format!("<p:sld>{told}{}</p:sld>", drawing("p:cNvPr"));
    let on_slide = (TraceKind::Picture, Some(3), String::new());
    assert_eq!(found(&pack(&[("ppt/slides/slide3.xml", &slide)])), [on_slide]);
    let sheet = drawing("xdr:cNvPr");
    let parts = [("xl/workbook.xml", "<workbook/>"), ("xl/drawings/drawing1.xml", &sheet)];
    assert_eq!(found(&pack(&parts)), bare);
}

#[test]
fn what_cannot_be_looked_through_says_so() {
    assert!(matches!(inspect(b"\x89PNG\r\n\x1a\n\0\0"), Err(ReadError::UnknownFormat(_))));
    assert!(inspect(b"%PDF-1.7 and nothing").is_err());
}
