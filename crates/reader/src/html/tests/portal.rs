//! Pages of the portal.

use raadslag_document::{Access, ClockTime, DocumentKind};

use super::*;
use crate::outline::OutlineItem;

fn headed<'a>(item: &'a OutlineItem, heading: &str) -> Vec<&'a str> {
    let found = item.headed.iter().find(|headed| headed.heading.as_deref() == Some(heading));
    let parts = found.map(|headed| &headed.parts).unwrap();
    parts
        .iter()
        .filter_map(
            |part| if let Part::Line(line) = part { Some(line.text.as_str()) } else { None },
        )
        .collect()
}

#[test]
fn the_portal_page_gives_the_head_of_the_meeting() {
    let outline = outline(&aarhus());
    assert_eq!(outline.kind, DocumentKind::Minutes);
    assert_eq!(outline.body.as_deref(), Some("Teknisk Udvalg"));
    let meeting = &outline.meeting;
    assert_eq!(meeting.date, Some(jiff::civil::date(2025, 10, 1)));
    assert_eq!((meeting.start, meeting.end), (ClockTime::new(15, 45), None));
    assert_eq!(meeting.place.as_deref(), Some("Udvalgsværelse 398"));
    assert!(!meeting.r#virtual && !meeting.supplementary && meeting.notes.is_none());
}

#[test]
fn the_portal_page_gives_every_item_with_its_case_number_and_annexes() {
    let outline = outline(&aarhus());
    assert_eq!(outline.sections.len(), 1);
    let items = &outline.sections[0].items;
    let facts: Vec<_> = items
        .iter()
        .map(|item| {
            let number = item.number.as_deref().unwrap_or_default();
            (number, item.case_number.as_deref(), item.attachments.len())
        })
        .collect();
    assert_eq!(
        facts,
        [
            ("1", Some("EMN-2025-010561"), 1),
            ("2", Some("EMN-2025-009242"), 30),
            ("3", Some("EMN-2025-008468"), 11),
            ("4", Some("EMN-2025-010561"), 0),
            ("5", None, 0),
            ("6", Some("EMN-2024-035156"), 27),
        ]
    );
    assert!(items.iter().all(|item| !item.title.is_empty()));
    assert!(items.iter().all(|item| item.access == Some(Access::Open)));
    assert_eq!(items[4].title, "Eventuelt");
    for annex in items.iter().flat_map(|item| &item.attachments) {
        assert!(!annex.title.is_empty());
        let url = annex.url.as_deref().unwrap();
        assert!(url.starts_with("https://dagsordener.aarhus.dk/vis/pdf/bilag/"), "{url}");
    }
    assert!(outline.problems.is_empty());
}

#[test]
fn the_portal_page_gives_the_fields_in_their_order() {
    let outline = outline(&aarhus());
    let item = &outline.sections[0].items[1];
    let headings: Vec<_> = item.headed.iter().map(|headed| headed.heading.as_deref()).collect();
    assert_eq!(
        headings,
        [
            Some("Beslutninger"),
            None,
            Some("Resume"),
            Some("Beslutningspunkter"),
            Some("Sagsforløb"),
        ]
    );
    assert_eq!(headed(item, "Beslutninger").len(), 5);
    assert_eq!(
        headed(item, "Sagsforløb")[..3],
        ["Udvalg: Magistraten", "Dato: 02-09-2025", "Punktnummer: 12"]
    );
}

fn row(number: &str, title: &str, details: &str) -> String {
    format!(
        "<tr class=punktrow><td><span class=label>{number}</span></td><td><button><h2 class=overskrift>\
         {title}</h2></button><div class=details>{details}</div></td><td>menu</td></tr>"
    )
}

fn portal(rows: &str) -> String {
    format!("<h1 class=dato>Tillægsdagsorden 2. maj 2025 kl. 9-12</h1><table>{rows}</table>")
}

#[test]
fn a_closed_item_of_the_portal_keeps_number_and_title() {
    let page = portal(&row("7.", "Lukket: Køb af grund", ""));
    let outline = outline(&page);
    let item = &outline.sections[0].items[0];
    assert_eq!((item.number.as_deref(), item.title.as_str()), (Some("7"), "Lukket: Køb af grund"));
    assert_eq!(item.access, Some(Access::Closed));
    assert!(item.headed.is_empty());
    assert!(outline.meeting.supplementary);
    assert_eq!(outline.meeting.end, ClockTime::new(12, 0));
}

#[test]
fn an_authors_own_headings_do_not_cut_a_field() {
    let details = "<div class=punkt><div id=sagsfremstillingContainer><h3>Sagsfremstilling</h3>\
        <span><p>Et</p><h3>Egen overskrift</h3><ul><li>To</ul><table><tr><th>A<th>B<tr><td>1<td>2\
        </table></span><h3>Økonomi</h3><span>Ingen</span></div></div>";
    let outline = outline(&portal(&row("1", "Sag", details)));
    let item = &outline.sections[0].items[0];
    let headings: Vec<_> = item.headed.iter().filter_map(|h| h.heading.as_deref()).collect();
    assert_eq!(headings, ["Sagsfremstilling", "Økonomi"]);
    assert_eq!(headed(item, "Sagsfremstilling"), ["Et", "Egen overskrift", "To"]);
    assert!(item.headed[0].parts.iter().any(|part| matches!(part, Part::Table { .. })));
}

#[test]
fn an_annex_without_link_has_an_address_only_where_the_page_names_its_host() {
    let details = "<h3>Bilag</h3><ul><li><span class='label pdf-label' data-type=bilag data-id=ab-1 \
        aria-label='Notat. Tilhørende punktet: Sag'>PDF</span></ul>";
    let page = portal(&row("1", "Sag", details));
    let annex = |page: &str| outline(page).sections[0].items[0].attachments[0].clone();
    assert_eq!((annex(&page).title.as_str(), annex(&page).url), ("Notat", None));
    let named = format!("<link rel=canonical href='https://a.dk/vis?id=1'>{page}");
    assert_eq!(annex(&named).url.as_deref(), Some("https://a.dk/vis/pdf/bilag/ab-1"));
}

#[test]
fn members_of_the_portal_page_are_listed_with_those_absent() {
    let facts = "<table class=dagsordeninfo><tr><td>Mødedeltagere:</td><td class=deltagere>\
        <div>Anna Berg (A)</div><div>Bo Carl (V) - Afbud</div></td></tr></table>";
    let outline = outline(&format!("{facts}{}", portal(&row("1", "Sag", ""))));
    let attendance = outline.attendance.unwrap();
    assert_eq!(attendance.present[0].name, "Anna Berg");
    assert_eq!(attendance.absent[0].name, "Bo Carl");
}
