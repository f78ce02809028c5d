use std::io::{Cursor, Write as _};

use raadslag_document::MarkKind;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::flow::{Gap, Role};

const STYLES: &str = r#"<w:styles xmlns:w="w">
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="22"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Overskrift1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="Punktoverskrift"/><w:basedOn w:val="Overskrift1"/>
<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Indholdsfortegnelse1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="character" w:styleId="Strk"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="B"/></w:style>
<w:style w:type="paragraph" w:styleId="B"><w:name w:val="B"/><w:basedOn w:val="A"/></w:style>
</w:styles>"#;

const NUMBERING: &str = r#"<w:numbering xmlns:w="w">
<w:abstractNum w:abstractNumId="0">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="%2)"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1">
<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="-"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="2">
<w:lvl w:ilvl="0"><w:start w:val="2"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1.%2."/><w:pStyle w:val="Punkt"/></w:lvl></w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"#;

const RELATIONS: &str = r#"<Relationships>
<Relationship Id="rId1" Type="http://x/relationships/styles" Target="styles.xml"/>
<Relationship Id="rId2" Type="http://x/relationships/numbering" Target="numbering.xml"/>
<Relationship Id="rId3" Type="http://x/relationships/hyperlink" Target="https://kl.dk/" TargetMode="External"/>
<Relationship Id="rId4" Type="http://x/relationships/header" Target="header1.xml"/>
<Relationship Id="rId5" Type="http://x/relationships/footer" Target="footer1.xml"/>
<Relationship Id="rId6" Type="http://x/relationships/footnotes" Target="footnotes.xml"/>
<Relationship Id="rId7" Type="http://x/relationships/comments" Target="comments.xml"/>
</Relationships>"#;

fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn document(body: &str) -> String {
    format!(r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>{body}</w:body></w:document>"#)
}

const FOOTNOTES: &str = r#"<w:footnotes><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>Se bilag 1.</w:t></w:r></w:p></w:footnote></w:footnotes>"#;

const COMMENTS: &str = r#"<w:comments><w:comment w:id="1"><w:p><w:r><w:t>Ret dette</w:t></w:r></w:p>
</w:comment></w:comments>"#;

fn docx(body: &str) -> Vec<u8> {
    let document = document(body);
    let mut parts = vec![
        ("word/document.xml", document.as_str()),
        ("word/_rels/document.xml.rels", RELATIONS),
        ("word/styles.xml", STYLES),
        ("word/numbering.xml", NUMBERING),
        ("word/header1.xml", "<w:hdr><w:p><w:r><w:t>KKR Sjælland</w:t></w:r></w:p></w:hdr>"),
        ("word/footer1.xml", "<w:ftr><w:p><w:r><w:t>Side 1</w:t></w:r></w:p></w:ftr>"),
        ("word/comments.xml", COMMENTS),
    ];
    if body.contains("note") {
        parts.push(("word/footnotes.xml", FOOTNOTES));
    }
    pack(&parts)
}

fn flow(body: &str) -> Flow {
    read(&docx(body)).unwrap()
}

fn lines(flow: &Flow) -> Vec<&Line> {
    let parts = flow.parts.iter();
    parts.filter_map(|part| if let Part::Line(line) = part { Some(line) } else { None }).collect()
}

fn texts(body: &str) -> Vec<String> {
    lines(&flow(body)).into_iter().map(|line| line.text.clone()).collect()
}

fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>")
}

fn numbered(number: u8, level: u8, text: &str) -> String {
    let properties =
        format!(r#"<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>"#);
    p(&properties, text)
}

fn table_of(flow: &Flow) -> &raadslag_document::Table {
    let mut parts = flow.parts.iter();
    parts
        .find_map(|part| if let Part::Table { table, .. } = part { Some(table) } else { None })
        .unwrap()
}

#[test]
fn a_heading_is_known_by_its_style_and_those_it_is_based_on() {
    let flow = flow(
        &[
            p(r#"<w:pStyle w:val="Overskrift1"/>"#, "Dagsorden"),
            p(r#"<w:pStyle w:val="Punkt"/>"#, "Motorvej"),
            p(r#"<w:pStyle w:val="A"/>"#, "Brødtekst, som er længere end overskriften"),
        ]
        .concat(),
    );
    let lines = lines(&flow);
    assert_eq!((lines[0].role, lines[0].bold, lines[0].size), (Role::Heading(1), true, 2.0));
    assert_eq!((lines[1].role, lines[1].text.as_str()), (Role::Heading(1), "2.1. Motorvej"));
    assert_eq!((lines[2].role, lines[2].size), (Role::Text, 1.0));
}

#[test]
fn entries_are_numbered_lettered_or_bulleted_with_their_depth() {
    let body = [
        numbered(1, 0, "a"),
        numbered(1, 1, "b"),
        numbered(1, 0, "c"),
        numbered(2, 0, "d"),
        numbered(4, 0, "e"),
    ]
    .concat();
    let flow = flow(&body);
    let roles: Vec<_> = lines(&flow).iter().map(|line| line.role).collect();
    let entry = |ordered, number, depth| Role::Entry { ordered, number, depth };
    assert_eq!(
        roles,
        [
            entry(true, Some(1), 0),
            entry(true, None, 1),
            entry(true, Some(2), 0),
            entry(false, None, 0),
            entry(true, Some(1), 0),
        ]
    );
    // Of a letter only the text tells.
    assert_eq!(lines(&flow)[1].text, "a) b");
}

#[test]
fn a_number_of_several_levels_is_written_before_the_text() {
    let body = [numbered(3, 0, "Sager"), numbered(3, 1, "Model"), numbered(3, 1, "Stop")].concat();
    assert_eq!(texts(&body), ["Sager", "2.1. Model", "2.2. Stop"]);
}

#[test]
fn runs_join_and_carry_marks() {
    let flow = flow(
        r#"<w:p><w:r><w:t xml:space="preserve">Det </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ind</w:t></w:r>
        <w:r><w:rPr><w:rStyle w:val="Strk"/></w:rPr><w:t>stilles</w:t></w:r><w:r><w:t>, </w:t></w:r>
        <w:hyperlink r:id="rId3"><w:r><w:t>at &amp; KL</w:t></w:r></w:hyperlink><w:r><w:rPr><w:b w:val="0"/><w:i/></w:rPr><w:t> nu</w:t></w:r></w:p>"#,
    );
    let line = lines(&flow)[0];
    assert_eq!(line.text, "Det indstilles, at & KL nu");
    let marks: Vec<_> = line.marks.iter().map(|m| (m.start, m.end, m.kind.clone())).collect();
    assert_eq!(
        marks,
        [
            (4, 14, MarkKind::Strong),
            (16, 23, MarkKind::Link { url: "https://kl.dk/".into() }),
            (24, 26, MarkKind::Emphasis),
        ]
    );
}

#[test]
fn a_link_made_by_a_field_is_a_link() {
    let flow = flow(
        r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK "https://a.dk" </w:instrText></w:r>
        <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>her</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t> og</w:t></w:r></w:p>"#,
    );
    let line = lines(&flow)[0];
    assert_eq!(line.text, "her og");
    assert_eq!(line.marks[0].kind, MarkKind::Link { url: "https://a.dk".into() });
    assert_eq!(line.marks[0].end, 3);
}

#[test]
fn breaks_part_lines_and_special_characters_are_kept() {
    let flow = flow(
        "<w:p><w:r><w:t>Dato:</w:t><w:tab/><w:t>i dag</w:t><w:br/><w:t>it</w:t><w:noBreakHyphen/>\
         <w:t>drift</w:t><w:softHyphen/><w:t>en</w:t></w:r></w:p>",
    );
    let lines = lines(&flow);
    assert_eq!((lines[0].text.as_str(), lines[0].gap), ("Dato: i dag", Gap::Paragraph));
    assert_eq!((lines[1].text.as_str(), lines[1].gap), ("it-driften", Gap::Line));
}

#[test]
fn deleted_text_is_left_out_inserted_text_stands_and_hidden_text_is_reported() {
    let flow = flow(
        "<w:p><w:ins><w:r><w:t>Ny</w:t></w:r></w:ins><w:del><w:r><w:delText>Gammel</w:delText></w:r></w:del>\
         <w:moveFrom><w:r><w:t>Flyttet</w:t></w:r></w:moveFrom>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>Skjult</w:t></w:r></w:p>",
    );
    assert_eq!(lines(&flow)[0].text, "Ny");
    let problem = |code: &str| flow.problems.iter().find(|p| p.code == code).unwrap();
    assert_eq!(problem("hidden-text").text.as_deref(), Some("Skjult"));
    assert!(problem("tracked-changes").message.contains("deleted"));
}

#[test]
fn pictures_are_reported_once_with_their_description_and_text_boxes_are_not() {
    let drawing = |described: &str, content: &str| {
        format!(
            "<w:drawing><wp:inline><wp:docPr id=\"1\" {described}/><a:graphic>{content}</a:graphic>\
             </wp:inline></w:drawing>"
        )
    };
    let picture = "<pic:pic><pic:cNvPr descr=\"\"/><a:blip/></pic:pic>";
    let told = drawing("descr=\"Kort over  linjerne\"", picture);
    let older = "<w:pict><v:shape alt=\"Kort\"><v:imagedata/></v:shape></w:pict>";
    let flow = flow(&format!(
        "<w:p><w:r><w:t>Før</w:t></w:r><w:r><mc:AlternateContent><mc:Choice>{told}</mc:Choice>\
         <mc:Fallback>{older}</mc:Fallback></mc:AlternateContent></w:r></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r>{}</w:r></w:p></w:tc></w:tr></w:tbl>\
         <w:p><w:r>{}{}</w:r></w:p>",
        drawing("name=\"Diagram 1\"", "<c:chart/>"),
        drawing("descr=\"En ramme\"", "<wps:txbx/>"),
        drawing("", &format!("<adec:decorative w:val=\"1\"/>{picture}")),
    ));
    let pictures = flow.problems.iter().filter(|problem| problem.code == pictures::CODE);
    let found: Vec<_> = pictures.map(|problem| (problem.line, problem.text.as_deref())).collect();
    assert_eq!(found, [(Some(1), Some("Kort over linjerne")), (Some(2), None)]);
}

#[test]
fn merged_cells_are_spans() {
    let cell = |properties: &str, text: &str| {
        format!("<w:tc><w:tcPr>{properties}</w:tcPr>{}</w:tc>", p("", text))
    };
    let body = format!(
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr><w:tr>{}{}{}</w:tr></w:tbl>",
        cell("", "Kommune"),
        cell(r#"<w:gridSpan w:val="2"/>"#, "Pladser"),
        cell(r#"<w:vMerge w:val="restart"/>"#, "Faxe"),
        cell("", "1"),
        cell("", "2"),
        cell("<w:vMerge/>", ""),
        cell("", "3"),
        cell("", "4"),
    );
    let flow = flow(&body);
    let table = table_of(&flow);
    assert_eq!(table.header, [["Kommune", "Pladser", ""]]);
    assert_eq!(table.rows, [["Faxe", "1", "2"], ["", "3", "4"]]);
    let spans: Vec<_> = table.spans.iter().map(|s| (s.row, s.column, s.rows, s.columns)).collect();
    assert_eq!(spans, [(0, 1, 1, 2), (1, 0, 2, 1)]);
}

#[test]
fn a_frame_of_one_cell_is_no_table() {
    let body = format!("<w:tbl><w:tr><w:tc>{}{}</w:tc></w:tr></w:tbl>", p("", "En"), p("", "To"));
    assert_eq!(texts(&body), ["En", "To"]);
}

#[test]
fn headers_footers_notes_and_comments_are_kept() {
    let body =
        r#"<w:p><w:r><w:t>Tekst</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>"#;
    let flow = flow(body);
    let furniture: Vec<_> = flow
        .parts
        .iter()
        .filter_map(|part| match part {
            Part::Furniture(f) => Some((f.name.as_str(), f.text.as_str())),
            _ => None,
        })
        .collect();
    assert_eq!(furniture, [("page_header", "KKR Sjælland"), ("page_footer", "Side 1")]);
    assert_eq!(texts(body), ["Tekst [1]", "[1] Se bilag 1."]);
    assert_eq!(texts("<!-- no reference to the note -->"), ["Se bilag 1."]);
    assert_eq!(flow.problems[0].text.as_deref(), Some("Ret dette"));
}

#[test]
fn text_boxes_and_content_controls_are_read_once() {
    let inner = format!("<w:txbxContent>{}</w:txbxContent>", p("", "I boksen"));
    let body = format!(
        "<w:p><w:r><mc:AlternateContent><mc:Choice>{inner}</mc:Choice><mc:Fallback>{inner}</mc:Fallback>\
         </mc:AlternateContent></w:r><w:r><w:t>Ved boksen</w:t></w:r></w:p>\
         <w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
        p("", "I feltet")
    );
    assert_eq!(texts(&body), ["I boksen", "Ved boksen", "I feltet"]);
}

#[test]
fn a_fallback_is_read_where_the_choice_has_no_text() {
    let body = "<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:t>Her</w:t>\
                </mc:Fallback></mc:AlternateContent></w:r></w:p>";
    assert_eq!(texts(body), ["Her"]);
}

#[test]
fn the_contents_list_is_furniture() {
    let entry = |text| p(r#"<w:pStyle w:val="Indholdsfortegnelse1"/>"#, text);
    let flow = flow(&[entry("1. En 3"), entry("2. To 4")].concat());
    assert!(flow.parts.iter().any(
        |part| matches!(part, Part::Furniture(f) if f.name == "contents" && f.text == "1. En 3\n2. To 4")
    ));
}

#[test]
fn other_files_get_an_error_that_says_what_they_are() {
    let message = |bytes: &[u8]| read(bytes).unwrap_err().to_string();
    let old = |name: &str| {
        let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
        bytes.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    assert_eq!(read(b""), Err(ReadError::Empty));
    assert_eq!(read(&old("EncryptedPackage")), Err(ReadError::Encrypted("DOCX")));
    assert!(message(&old("WordDocument")).contains(".doc"));
    assert!(message(&pack(&[("xl/workbook.xml", "<x/>")])).contains("not of Word"));
    let whole = docx(&p("", "Tekst"));
    assert!(matches!(read(&whole[..whole.len() / 2]), Err(ReadError::Damaged { .. })));
    assert!(message(&pack(&[("word/document.xml", "<w:document><w:p>")])).contains("too early"));
}

#[test]
fn bombs_are_refused() {
    let refused = |body: &str| {
        let result = read(&pack(&[("word/document.xml", body)]));
        assert!(matches!(result, Err(ReadError::Refused { .. })), "{result:?}");
    };
    refused(&document(&" ".repeat(30 << 20)));
    refused(&document(&"<w:sdt>".repeat(1000)));
    refused("<!DOCTYPE a [<!ENTITY b \"bbbb\">]><w:document>&b;</w:document>");
    let entity = read(&pack(&[("word/document.xml", "<w:document>&b;</w:document>")]));
    assert!(matches!(entity, Err(ReadError::Damaged { .. })));
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(64))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(0_u8..=255, 0..400)) {
        let _ = read(&bytes);
        let mut zip = b"PK\x03\x04".to_vec();
        zip.extend(bytes);
        let _ = read(&zip);
    }

    #[test]
    fn a_mutated_document_never_panics(at in 0_usize..4000, byte in 0_u8..=255) {
        let mut bytes = docx(&[numbered(1, 0, "a"), p("", "b")].concat());
        let at = at % bytes.len();
        bytes[at] = byte;
        let _ = read(&bytes);
    }

    #[test]
    fn elements_in_any_order_never_panic(picks in proptest::collection::vec(0_usize..26, 0..60)) {
        const PIECES: [&str; 26] = [
            "<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>Ord", "</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>",
            "</w:tr>", "<w:tc>", "</w:tc>", "<w:del>", "</w:del>", "<w:hyperlink>", "</w:hyperlink>",
            "<w:pPr><w:numPr><w:ilvl w:val=\"200\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>", "<w:br/>",
            "<w:gridSpan w:val=\"99999999\"/>", "<w:vMerge/>", "<w:footnoteReference w:id=\"2\"/>",
            "<mc:AlternateContent>", "</mc:AlternateContent>", "<mc:Fallback>", "</mc:Fallback>",
            "<w:fldChar w:fldCharType=\"separate\"/>",
        ];
        let mut open = Vec::new();
        let mut body = String::new();
        for pick in picks {
            let piece = PIECES[pick];
            if let Some(name) = piece.strip_prefix("</") {
                // Well formed, or the XML reader would stop at once.
                if open.last() != Some(&name) { continue; }
                open.pop();
            } else if !piece.contains("/>") {
                let name = piece.split_once('>').unwrap().0[1..].to_owned();
                open.push(Box::leak(format!("{name}>").into_boxed_str()));
            }
            body.push_str(piece);
        }
        for name in open.into_iter().rev() {
            body.push_str("</");
            body.push_str(name);
        }
        proptest::prop_assert!(read(&docx(&body)).is_ok());
    }
}
