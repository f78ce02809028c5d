//! Pages of any other kind.

use raadslag_document::{MarkKind, Table};

use super::*;
use crate::flow::Gap;

fn lines(page: &str) -> Vec<Line> {
    let line = |part| if let Part::Line(line) = part { Some(line) } else { None };
    flow(page).parts.into_iter().filter_map(line).collect()
}

fn texts(page: &str) -> Vec<String> {
    lines(page).into_iter().map(|line| line.text).collect()
}

fn furniture(page: &str) -> Vec<(String, String)> {
    let parts = flow(page).parts.into_iter();
    parts
        .filter_map(|part| match part {
            Part::Furniture(furniture) => Some((furniture.name, furniture.text)),
            _ => None,
        })
        .collect()
}

fn table(page: &str) -> Table {
    let table = |part| if let Part::Table { table, .. } = part { Some(table) } else { None };
    flow(page).parts.into_iter().find_map(table).unwrap()
}

/// The words of a page that a reader without scripts would find in it, found without our reader.
/// Words of the page that are nowhere in what was read, counted.
/// A row as the portal writes it.
#[test]
fn headings_entries_and_paragraphs_have_their_roles() {
    let page = "<h2>1. Dagsorden</h2><p>Forvaltningen indstiller, at</p><ol start=3><li>planen \
        <b>godkendes</b><ol><li>straks</ol><li value=9>sendes</ol><ul><li>punkt</ul>";
    let lines = lines(page);
    let roles: Vec<_> = lines.iter().map(|line| (line.role, line.text.as_str())).collect();
    let entry = |ordered, number, depth| Role::Entry { ordered, number, depth };
    assert_eq!(
        roles,
        [
            (Role::Heading(2), "1. Dagsorden"),
            (Role::Text, "Forvaltningen indstiller, at"),
            (entry(true, Some(3), 0), "planen godkendes"),
            (entry(true, Some(1), 1), "straks"),
            (entry(true, Some(9), 0), "sendes"),
            (entry(false, None, 0), "punkt"),
        ]
    );
    assert_eq!(lines[2].marks[0].kind, MarkKind::Strong);
    assert_eq!((lines[2].marks[0].start, lines[2].marks[0].end), (7, 16));
}

#[test]
fn a_list_of_items_is_not_a_list() {
    let page = "<ul><li><h3>Pkt. 42 Beslutninger</h3><p>Sagsnr. 299835</p><h4>Resume</h4>\
        <ul><li>et<li>to</ul></li><li><h3>Pkt. 44 Plan</h3><p>Tekst</p></li></ul>";
    let roles: Vec<_> = lines(page).into_iter().map(|line| line.role).collect();
    let entry = Role::Entry { ordered: false, number: None, depth: 0 };
    assert_eq!(
        roles,
        [
            Role::Heading(3),
            Role::Text,
            Role::Heading(4),
            entry,
            entry,
            Role::Heading(3),
            Role::Text
        ]
    );
}

#[test]
fn breaks_are_lines_and_two_of_them_a_paragraph() {
    let lines = lines("<p>Fraværende: Eva<br>Afbud: Bo<br><br>Godkendt");
    let gaps: Vec<_> = lines.iter().map(|line| (line.text.as_str(), line.gap)).collect();
    assert_eq!(
        gaps,
        [
            ("Fraværende: Eva", Gap::Paragraph),
            ("Afbud: Bo", Gap::Line),
            ("Godkendt", Gap::Paragraph)
        ]
    );
}

#[test]
fn a_bold_paragraph_is_bold_as_a_whole() {
    let lines = lines("<p><strong>Indstilling</strong></p><p><b>Et</b> flertal</p>");
    assert_eq!([lines[0].bold, lines[1].bold], [true, false]);
}

#[test]
fn labels_and_values_are_on_one_line() {
    assert_eq!(
        texts("<dl><dt>Dato<dd>28. januar<dt>Sted:<dd>Salen</dl>"),
        ["Dato: 28. januar", "Sted: Salen"]
    );
    assert_eq!(
        texts("<div><span>Mødested</span><span>Rådssalen</span></div>"),
        ["Mødested Rådssalen"]
    );
    assert_eq!(texts("<h3><span>38</span>Godkendelse</h3>"), ["38 Godkendelse"]);
    let rows = "<table><tr><td>Dato:<td>1. maj<tr><td>Sted:<td>Salen</table>";
    assert_eq!(texts(rows), ["Dato: 1. maj", "Sted: Salen"]);
}

#[test]
fn a_table_of_data_keeps_its_spans_and_one_of_layout_its_text() {
    let data = table(
        "<table><caption>Pladser</caption><thead><tr><th rowspan=2>Kommune<th colspan=2>Antal\
         <tr><th>2025<th>2026<tbody><tr><th>Faxe<td>1<br>heraf 1<td>2</table>",
    );
    assert_eq!(data.caption.as_deref(), Some("Pladser"));
    assert_eq!(data.header, [["Kommune", "Antal", ""], ["", "2025", "2026"]]);
    assert_eq!(data.rows, [["Faxe", "1\nheraf 1", "2"]]);
    assert_eq!(data.spans.len(), 2);
    let layout =
        "<table><tr><td><h2>Sag</h2><td><table><tr><td>A<td>1<tr><td>B<td>2</table></table>";
    assert_eq!(texts(layout), ["Sag"]);
    assert_eq!(table(layout).rows, [["A", "1"], ["B", "2"]]);
}

#[test]
fn links_are_marks_and_those_in_tables_stand_beside() {
    let page = "<base href='https://a.dk/x/'><p>Se <a href='/plan.pdf'>planen</a> og <a href='#n'>noten</a>";
    let line = &lines(page)[0];
    let url = "https://a.dk/plan.pdf".to_owned();
    assert_eq!(line.marks.len(), 1);
    assert_eq!((line.marks[0].start, line.marks[0].end), (3, 9));
    assert_eq!(line.marks[0].kind, MarkKind::Link { url });
    let cell = "<table><tr><td>A<td><a href='https://b.dk/'>B</a><tr><td>C<td>D</table>";
    assert_eq!(furniture(cell), [("link_target".to_owned(), "https://b.dk/".to_owned())]);
    assert_eq!(flow("<a href='/x'>X</a>").problems[0].code, "links-without-host");
}

#[test]
fn menus_controls_and_dialogs_are_furniture() {
    let page = "<title>Byrådet</title><nav><a href=/>Forside</a><a href=/pol>Politik</a></nav>\
        <div class='modal fade'><p>Tip en ven</p></div><main><h1>Referat</h1><p>Tekst \
        <button>Kopiér</button>slutter. Og den er lang nok til at være sidens indhold.</p></main>\
        <footer>Kontakt</footer>";
    let names: Vec<_> = furniture(page);
    let expect = [
        ("title", "Byrådet"),
        ("navigation", "Forside\nPolitik\nTip en ven"),
        ("navigation", "Kopiér"),
        ("navigation", "Kontakt"),
    ];
    let text = |text: &str| text.replace('\n', " ");
    let names: Vec<_> = names.iter().map(|(n, t)| (n.as_str(), text(t))).collect();
    let expect: Vec<_> = expect.iter().map(|(n, t)| (*n, text(t))).collect();
    assert_eq!(names, expect);
    assert_eq!(
        texts(page),
        ["Referat", "Tekst slutter. Og den er lang nok til at være sidens indhold."]
    );
}

#[test]
fn a_contents_list_and_links_to_the_top_are_furniture() {
    let page = "<ul><li><a href='#p1'>1. En sag</a><li><a href='#p2'>2. To</a></ul><h2 id=p1>1. En sag</h2>\
        <p>Tekst <a href='#p2'>punkt 2</a></p><a href='#top'>Til toppen</a><h2 id=p2>2. To</h2>";
    assert_eq!(texts(page), ["1. En sag", "Tekst punkt 2", "2. To"]);
    let expect = [("contents", "1. En sag\n2. To"), ("navigation", "Til toppen")];
    let expect: Vec<_> = expect.iter().map(|(n, t)| ((*n).to_owned(), (*t).to_owned())).collect();
    assert_eq!(furniture(page), expect);
}

#[test]
fn items_that_are_folded_away_are_read_and_hidden_labels_are_not() {
    let page = "<button aria-expanded=false>38 Dagsorden</button><div style='display: none'><h3>Beslutning</h3>\
        <p>Godkendt</p></div><span hidden>Henter indhold</span>";
    let lines = lines(page);
    let texts: Vec<_> = lines.iter().map(|line| line.text.as_str()).collect();
    assert_eq!(texts, ["38 Dagsorden", "Beslutning", "Godkendt"]);
    assert!(lines[0].bold);
    assert_eq!(furniture(page), [("navigation".to_owned(), "Henter indhold".to_owned())]);
}

#[test]
fn scripts_and_styles_are_no_text() {
    assert_eq!(texts("<style>p{}</style><script>var a = '<p>x</p>'</script><p>Tekst"), ["Tekst"]);
    assert!(furniture("<script>alert(1)</script>").is_empty());
}

#[test]
fn the_title_above_the_document_part_belongs_to_it() {
    let page = "<div><h1>Møde i udvalget</h1></div><main><p>Tekst som er lang nok til at være det meste</p></main>";
    assert_eq!(texts(page)[0], "Møde i udvalget");
}

#[test]
fn fields_are_cut_at_their_headings() {
    let fields = fields("<p>Før</p><h4>A</h4><p>1</p><h4>B</h4>").unwrap();
    let headings: Vec<_> = fields.headed.iter().map(|headed| headed.heading.as_deref()).collect();
    assert_eq!(headings, [None, Some("A"), Some("B")]);
}

/// Structures of pages met at roskilde.dk, stevns.dk, regionh.dk and edagsorden, in words of our own.
const SHAPES: [&str; 4] = [
    "<div class=view><ul><li><div class=title><a href='#' data-toggle=collapse aria-expanded=false>Pkt. 42 \
     Plan</a></div><div class='collapse'><h2>Pkt. 42</h2><h3>Plan</h3><div>Sagsnr. 299 <span>Udvalget</span>\
     <span>Åbent punkt</span></div><h4>Økonomi</h4><p>Ingen.</p></div></li></ul></div>",
    "<ul class=agenda><li>423. Dagsorden - Godkendelse<p><strong>Resume</strong></p><p>Godkendelse.</p><ol><li>\
     Anbefales af V og B.<p>(O) stemte imod.</p></li></ol><p><strong>Beslutning</strong></p><p>Ad 1.</p></li></ul>",
    "<form id=aspnetForm><div id=s4-bodyContainer><div role=heading aria-level=2>1. Beslutningssag: Valg</div>\
     <div>INDSTILLING</div><div>Administrationen indstiller:<ol><li>at vælge</li></ol></div><ul><li>Sus Skov: \
     Deltog</li></ul><input type=submit value=Søg><select><option>2022</option></select></div></form>",
    "<table><tr><td>UDVALG<br>Ældreudvalget</td><td><table><tr><td>STED</td></tr></table></td></tr></table><h2>\
     PUNKTER</h2><a href='#i49'>49. Dagsorden</a><br><a href='#i50'>50. Valg</a><a name=i49></a><h1>49. Dagsorden\
     </h1><h2>Sagsgang og sagstype</h2><p>Beslutningssag</p><a name=i50></a><h1>50. Valg</h1>",
];

#[test]
fn the_shapes_of_known_pages_lose_no_word_and_keep_their_items() {
    for (page, items) in SHAPES.into_iter().zip([
        &["Pkt. 42", "Plan", "Sagsnr. 299 Udvalget Åbent punkt", "Økonomi", "Ingen."][..],
        &["423. Dagsorden - Godkendelse", "Resume", "Beslutning", "Ad 1."],
        &["1. Beslutningssag: Valg", "INDSTILLING", "at vælge", "Sus Skov: Deltog"],
        &["UDVALG", "Ældreudvalget", "49. Dagsorden", "Sagsgang og sagstype", "50. Valg"],
    ]) {
        assert_eq!(lost(page), Vec::<String>::new(), "{page}");
        let texts = texts(page);
        for item in items {
            assert!(texts.iter().any(|text| text == item), "{item} in {texts:?}");
        }
    }
}

#[test]
fn a_list_of_links_to_the_items_of_the_page_does_not_repeat_them() {
    let texts = texts(SHAPES[3]);
    assert_eq!(texts.iter().filter(|text| *text == "50. Valg").count(), 1);
}

#[test]
fn pictures_are_reported_unless_they_are_icons_or_dressing() {
    let flow = flow(
        "<main><h1>Dagsorden</h1><p>Kortet: <img src='k.png' alt='Kort over linjerne'></p>\
         <img src='n.png'><img src='streg.png' alt=''><img src='ikon.svg' width='16' alt='PDF'>\
         <table><tr><td>Tal</td><td><img src='graf.png' alt='Graf'></td></tr></table></main>\
         <nav><img src='logo.png' alt='Logo'></nav>",
    );
    let pictures = flow.problems.iter().filter(|problem| problem.code == "picture-left-out");
    let said: Vec<_> = pictures.map(|problem| problem.text.as_deref()).collect();
    assert_eq!(said, [Some("Kort over linjerne"), None, Some("Graf")]);
}
