//! The parts of a Word file around its text.

use std::fmt::Write;

use quick_xml::escape::escape;

use super::body::{Body, DASHES, LETTERS, NUMBERS, STEP, text};
use crate::agenda::sheet::{Sheet, short_date};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const KIND: &str = "application/vnd.openxmlformats-officedocument";

/// Names and contents of the parts.
pub(super) fn parts(sheet: &Sheet, body: &Body) -> Vec<(&'static str, String)> {
    vec![
        ("[Content_Types].xml", content_types()),
        ("_rels/.rels", roots()),
        ("docProps/core.xml", core(sheet)),
        ("docProps/app.xml", application()),
        ("word/document.xml", document(body)),
        ("word/_rels/document.xml.rels", relations(body)),
        ("word/styles.xml", styles()),
        ("word/numbering.xml", numbering(body)),
        ("word/header1.xml", header(sheet)),
        ("word/footer1.xml", footer()),
    ]
}

fn content_types() -> String {
    let parts = [
        ("word/document.xml", format!("{KIND}.wordprocessingml.document.main+xml")),
        ("word/styles.xml", format!("{KIND}.wordprocessingml.styles+xml")),
        ("word/numbering.xml", format!("{KIND}.wordprocessingml.numbering+xml")),
        ("word/header1.xml", format!("{KIND}.wordprocessingml.header+xml")),
        ("word/footer1.xml", format!("{KIND}.wordprocessingml.footer+xml")),
        ("docProps/app.xml", format!("{KIND}.extended-properties+xml")),
        (
            "docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
    ];
    let mut xml = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default \
         Extension=\"xml\" ContentType=\"application/xml\"/>"
    );
    for (part, kind) in parts {
        let _ = write!(xml, "<Override PartName=\"/{part}\" ContentType=\"{kind}\"/>");
    }
    xml + "</Types>"
}

fn roots() -> String {
    format!(
        "{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\"><Relationship Id=\"main\" \
         Type=\"{OFFICE}/relationships/officeDocument\" Target=\"word/document.xml\"/>\
         <Relationship Id=\"core\" Type=\"{PACKAGE}/relationships/metadata/core-properties\" \
         Target=\"docProps/core.xml\"/><Relationship Id=\"app\" \
         Type=\"{OFFICE}/relationships/extended-properties\" Target=\"docProps/app.xml\"/>\
         </Relationships>"
    )
}

fn core(sheet: &Sheet) -> String {
    let day = sheet.date.map(|date| format!(", {}", short_date(date))).unwrap_or_default();
    let title = format!("{} {}{day}", sheet.kind, sheet.body);
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title>\
         <dc:creator>{}</dc:creator><dc:language>da-DK</dc:language></cp:coreProperties>",
        clean(&title),
        clean(&sheet.body)
    )
}

/// Word shows it nowhere; the reader knows our own files by it.
fn application() -> String {
    format!(
        "{HEAD}<Properties xmlns=\"{OFFICE}/extended-properties\">\
         <Application>{}</Application></Properties>",
        crate::CREATOR
    )
}

fn clean(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_control()).collect();
    escape(kept.trim()).into_owned()
}

fn document(body: &Body) -> String {
    format!(
        "{HEAD}<w:document {WORD}><w:body>{}<w:sectPr><w:headerReference w:type=\"default\" \
         r:id=\"header\"/><w:footerReference w:type=\"default\" r:id=\"footer\"/>\
         <w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1531\" w:right=\"1361\" \
         w:bottom=\"1361\" w:left=\"1361\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>",
        body.xml
    )
}

fn relations(body: &Body) -> String {
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, kind, target) in [
        ("styles", "styles", "styles.xml"),
        ("numbering", "numbering", "numbering.xml"),
        ("header", "header", "header1.xml"),
        ("footer", "footer", "footer1.xml"),
    ] {
        let _ = write!(
            xml,
            "<Relationship Id=\"{id}\" Type=\"{OFFICE}/relationships/{kind}\" Target=\"{target}\"/>"
        );
    }
    for (at, url) in body.links.iter().enumerate() {
        let _ = write!(
            xml,
            "<Relationship Id=\"link{at}\" Type=\"{OFFICE}/relationships/hyperlink\" \
             Target=\"{}\" TargetMode=\"External\"/>",
            clean(url)
        );
    }
    xml + "</Relationships>"
}

fn styles() -> String {
    let mut xml = format!(
        "{HEAD}<w:styles {WORD}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Calibri\" \
         w:hAnsi=\"Calibri\" w:cs=\"Calibri\"/><w:sz w:val=\"20\"/><w:lang w:val=\"da-DK\"/>\
         </w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"120\" w:line=\"264\" \
         w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults><w:style \
         w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/>\
         <w:qFormat/></w:style>"
    );
    // Half points; from the fifth on the author's own headings bring their size.
    let sizes = [48, 30, 26, 22, 21, 20, 19, 18, 17];
    for (level, size) in (1..).zip(sizes) {
        let color = if matches!(level, 2 | 4) { "<w:color w:val=\"0B4D78\"/>" } else { "" };
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\" w:styleId=\"Heading{level}\"><w:name \
             w:val=\"heading {level}\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/>\
             <w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before=\"240\" w:after=\"100\"/>\
             <w:outlineLvl w:val=\"{}\"/></w:pPr><w:rPr><w:b/>{color}<w:sz w:val=\"{size}\"/>\
             </w:rPr></w:style>",
            level - 1
        );
    }
    for (id, name, paragraph, run) in [
        ("Small", "Small", "", "<w:color w:val=\"555555\"/><w:sz w:val=\"17\"/>"),
        ("ListParagraph", "List Paragraph", "<w:spacing w:after=\"80\"/>", ""),
        ("Caption", "caption", "<w:keepNext/>", "<w:b/><w:sz w:val=\"18\"/>"),
        ("TableText", "Table Text", "<w:spacing w:before=\"30\" w:after=\"30\"/>", ""),
        ("AfterTable", "After Table", "<w:spacing w:after=\"0\"/>", ""),
        ("Header", "header", "", "<w:color w:val=\"555555\"/><w:sz w:val=\"16\"/>"),
        ("TOC2", "toc 2", "<w:spacing w:before=\"100\" w:after=\"20\"/>", "<w:b/>"),
        ("TOC3", "toc 3", "<w:spacing w:after=\"20\"/><w:ind w:left=\"280\"/>", ""),
    ] {
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn \
             w:val=\"Normal\"/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        );
    }
    xml.push_str(
        "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/>\
         <w:rPr><w:color w:val=\"0B4D78\"/><w:u w:val=\"single\"/></w:rPr></w:style><w:style \
         w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
         </w:style><w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/>\
         <w:tblPr><w:tblBorders><w:top w:val=\"single\" w:sz=\"4\" w:color=\"777777\"/><w:bottom \
         w:val=\"single\" w:sz=\"4\" w:color=\"777777\"/><w:insideH w:val=\"single\" w:sz=\"2\" \
         w:color=\"CCCCCC\"/></w:tblBorders></w:tblPr></w:style>",
    );
    xml + "</w:styles>"
}

fn numbering(body: &Body) -> String {
    let mut xml = format!("{HEAD}<w:numbering {WORD}>");
    for (id, format, label) in
        [(DASHES, "bullet", "–"), (NUMBERS, "decimal", "."), (LETTERS, "lowerLetter", ")")]
    {
        let _ = write!(xml, "<w:abstractNum w:abstractNumId=\"{id}\">");
        for level in 0..9 {
            let label = match id {
                DASHES => label.to_owned(),
                _ => format!("%{}{label}", level + 1),
            };
            let _ = write!(
                xml,
                "<w:lvl w:ilvl=\"{level}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>\
                 <w:lvlText w:val=\"{label}\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind \
                 w:left=\"{}\" w:hanging=\"{STEP}\"/></w:pPr></w:lvl>",
                (level + 1) * STEP
            );
        }
        xml.push_str("</w:abstractNum>");
    }
    for (id, (of, level, first)) in (1..).zip(&body.lists) {
        let _ = write!(
            xml,
            "<w:num w:numId=\"{id}\"><w:abstractNumId w:val=\"{of}\"/><w:lvlOverride \
             w:ilvl=\"{level}\"><w:startOverride w:val=\"{first}\"/></w:lvlOverride></w:num>"
        );
    }
    xml + "</w:numbering>"
}

fn header(sheet: &Sheet) -> String {
    let day = sheet.date.map(|date| format!(" · {}", short_date(date))).unwrap_or_default();
    let body = if sheet.body.is_empty() { String::new() } else { format!("{} · ", sheet.body) };
    let line = text(&format!("{body}{}{day}", sheet.kind));
    format!(
        "{HEAD}<w:hdr {WORD}><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr><w:r>{line}</w:r>\
         </w:p></w:hdr>"
    )
}

fn footer() -> String {
    let field = |name: &str| {
        format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>")
    };
    format!(
        "{HEAD}<w:ftr {WORD}><w:p><w:pPr><w:pStyle w:val=\"Header\"/><w:jc w:val=\"right\"/>\
         </w:pPr><w:r>{}</w:r>{}<w:r>{}</w:r>{}</w:p></w:ftr>",
        text("Side "),
        field("PAGE"),
        text(" af "),
        field("NUMPAGES")
    )
}
