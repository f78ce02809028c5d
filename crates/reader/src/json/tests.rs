use jiff::civil::date;
use raadslag_document::{Access, ClockTime, DocumentKind};
use serde_json::json;

use super::*;
use crate::flow::Part;

fn outline(text: &str) -> Outline {
    match read(text).unwrap() {
        Found::Outline(outline) => outline,
        found => panic!("read as {found:?}"),
    }
}

fn of(value: &Value) -> Outline {
    outline(&value.to_string())
}

fn sample() -> Outline {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/agendas/publication-api-shape.json.txt"
    );
    outline(&std::fs::read_to_string(path).unwrap())
}

#[test]
fn the_shape_of_the_portals_gives_head_and_items() {
    let outline = sample();
    assert_eq!(outline.kind, DocumentKind::Agenda);
    assert_eq!(outline.body.as_deref(), Some("Økonomiudvalget"));
    assert_eq!(outline.meeting.date, Some(date(2026, 5, 18)));
    assert_eq!(outline.meeting.start, ClockTime::new(17, 0));
    assert_eq!(outline.meeting.place.as_deref(), Some("Hvidovre"));
    assert_eq!(outline.attendance.unwrap().present[0].name, "Navn Navnesen");
    let items = &outline.sections[0].items;
    let numbers: Vec<_> = items.iter().filter_map(|item| item.number.as_deref()).collect();
    assert_eq!(numbers, ["1", "30", "32"]);
    let cases: Vec<_> = items.iter().filter_map(|item| item.case_number.as_deref()).collect();
    assert_eq!(cases, ["25/26257", "26/483", "26/4188"]);
}

#[test]
fn headings_inside_the_html_cut_the_fields() {
    let outline = sample();
    let headings: Vec<_> = outline.sections[0].items[1]
        .headed
        .iter()
        .filter_map(|headed| headed.heading.as_deref())
        .collect();
    assert_eq!(
        headings,
        [
            "Supplerende sagsfremstilling",
            "Beslutningstema",
            "Indstilling",
            "Beslutning i Økonomiudvalget den 16-03-2026",
            "Sagsfremstilling",
            "Retsgrundlag",
            "Høring",
            "Personalemæssige konsekvenser",
            "Klima-, miljø- og bæredygtighedsmæssige konsekvenser",
        ]
    );
}

#[test]
fn a_closed_item_keeps_its_title_as_written() {
    let outline = sample();
    let closed = &outline.sections[0].items[2];
    assert_eq!(closed.access, Some(Access::Closed));
    assert!(closed.title.starts_with("Lukket: Beslutning"));
    assert!(closed.headed.is_empty());
}

#[test]
fn the_address_of_an_annex_follows_from_that_of_a_field() {
    let outline = sample();
    let annex = &outline.sections[0].items[1].attachments[0];
    assert_eq!(annex.title, "Fordeling af udgifter til transitionsprogrammet");
    assert_eq!(
        annex.url.as_deref(),
        Some(
            "https://dagsordener-referater.hvidovre.dk/Vis/Pdf/bilag/\
             ce3fc4aa-3f1c-45c0-a5a8-7de18bd53430"
        )
    );
    let alone =
        of(&json!({"Dagsordenpunkter": [{"Navn": "A", "Bilag": [{"Navn": "B", "Id": "1"}]}]}));
    assert_eq!(alone.sections[0].items[0].attachments[0].url, None);
}

#[test]
fn a_line_of_comment_before_the_json_is_kept_beside_it() {
    let outline = outline("# from {id}, trimmed\n{\"Dagsordenpunkter\":[]}");
    assert_eq!(outline.furniture[0].text, "# from {id}, trimmed");
    assert!(sample().furniture.iter().any(|f| f.text.contains("names replaced")));
}

#[test]
fn text_under_an_unknown_key_is_kept_as_a_problem() {
    let outline = of(&json!({"Dagsordenpunkter": [{
        "Navn": "A", "Bemaerkning": "<p>Sagen <b>haster</b>.</p>", "SomeId": "a b",
        "Sorting": 3, "Flag": "true", "AgendaUid": "0cad2b4d-c4a2-4583-a053-60704b2da0e5",
    }]}));
    let texts: Vec<_> = outline.problems.iter().filter_map(|p| p.text.as_deref()).collect();
    assert_eq!(texts, ["Sagen haster."]);
    assert!(outline.problems[0].message.contains("item 1.Bemaerkning"));
}

#[test]
fn two_keys_for_one_thing_that_differ_are_both_kept() {
    let outline =
        of(&json!({"Dagsordenpunkter": [{"Navn": "Dansk titel", "Caption": "Anden titel"}]}));
    assert_eq!(outline.sections[0].items[0].title, "Dansk titel");
    assert_eq!(outline.problems[0].text.as_deref(), Some("Anden titel"));
}

#[test]
fn members_who_cancelled_or_were_absent_are_not_present() {
    let outline = of(&json!({"Dagsordenpunkter": [], "Moede": {"Moededeltagere": [
        {"Name": "Anna Berg (A)", "Absent": false, "ParticipationCancelled": false},
        {"Name": "Bo Carl", "Absent": true, "ParticipationCancelled": false},
        {"Name": "Dan Eg", "Absent": true, "ParticipationCancelled": true},
    ]}}));
    let attendance = outline.attendance.unwrap();
    assert_eq!(attendance.present[0].party.as_deref(), Some("A"));
    let absent: Vec<_> =
        attendance.absent.iter().map(|a| (a.name.as_str(), a.role.as_deref())).collect();
    assert_eq!(absent, [("Bo Carl", None), ("Dan Eg", Some("Afbud"))]);
}

#[test]
fn a_time_in_utc_is_moved_to_danish_time_and_an_offset_is_as_written() {
    for (written, hour) in [("2026-05-18T15:00:00Z", 17), ("2026-05-18T15:00:00+02:00", 15)] {
        let outline = of(&json!({"Dagsordenpunkter": [], "Moede": {"Dato": written}}));
        assert_eq!(outline.meeting.start, ClockTime::new(hour, 0), "{written}");
    }
}

#[test]
fn a_field_with_a_name_and_plain_text_is_headed_by_it() {
    let outline = of(&json!({"Dagsordenpunkter": [{"Navn": "A", "Felter": [
        {"Navn": "Resume", "Html": "", "Tekst": "En.\nTo."},
    ]}]}));
    let headed = &outline.sections[0].items[0].headed[0];
    assert_eq!(headed.heading.as_deref(), Some("Resume"));
    assert_eq!(headed.parts.len(), 2);
    assert!(matches!(&headed.parts[1], Part::Line(line) if line.text == "To."));
}

#[test]
fn a_document_of_our_own_is_read_back() {
    let json = json!({"document": "minutes", "body": "KKR", "meeting": {"date": "2025-09-02",
        "start": null, "end": null, "place": null, "notes": null}, "sections": []});
    match read(&json.to_string()).unwrap() {
        Found::Document(document) => assert_eq!(document.document, DocumentKind::Minutes),
        found => panic!("read as {found:?}"),
    }
}

#[test]
fn what_is_no_agenda_is_refused_with_what_to_do() {
    let message = |text: &str| read(text).unwrap_err().to_string();
    assert!(message("[{}, {}]").contains("a list of 2 entries"));
    assert!(message("{\"a\": 1}").contains("its keys are: a"));
    assert!(message("# x\n{\"a\":\n oops}").contains("at line 3"));
    assert!(message("{\"document\":\"agenda\",\"sections\":[],\"version\":99}").contains("99"));
    assert!(message(&"[".repeat(100_000)).contains("recursion limit"));
}

proptest::proptest! {
    #[test]
    fn no_json_makes_the_reader_panic(text in "\\PC{0,200}") {
        let _ = read(&text);
        let _ = read(&format!("{{\"Dagsordenpunkter\":[{text}]}}"));
        let value = json!({"Dagsordenpunkter": [{"Felter": [{"Html": text, "Tekst": text}]}],
            "Moede": {"Dato": text, "Description": text, "Moededeltagere": [{"Name": text}]}});
        proptest::prop_assert!(read(&value.to_string()).is_ok());
    }
}
