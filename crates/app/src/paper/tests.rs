//! Names and places.

use super::{Place, annex_file_name};

#[test]
fn a_meeting_is_named_by_its_address_in_every_form() {
    let meant = Place::Meeting { body: "kkr-sjaelland".into(), slug: "2025-09-02".into() };
    for text in [
        "kkr-sjaelland/2025-09-02",
        "/moede/kkr-sjaelland/2025-09-02",
        "http://127.0.0.1:8088/moede/kkr-sjaelland/2025-09-02?vis=alt#punkt-1",
        "https://raadslag.dk/moede/kkr-sjaelland/2025-09-02/dagsorden.pdf",
    ] {
        assert_eq!(Place::read(text), meant, "{text}");
    }
    assert_eq!(Place::read("https://raadslag.dk/punkt/kkr-2-6"), Place::Item("kkr-2-6".into()));
    for text in ["referat.pdf", "../a/b.pdf", "", "a/b/c", "https://raadslag.dk/"] {
        assert_eq!(Place::read(text), Place::Other(text.into()));
    }
}

#[test]
fn the_name_of_an_annex_is_readable_and_leads_nowhere_else() {
    for (item, title, kind, expected) in [
        (Some("2.6"), "Nøgletal 2025", "application/pdf", "Pkt. 2.6 - Bilag 1 - Nøgletal 2025.pdf"),
        (None, "Kort.pdf", "application/pdf", "Bilag 1 - Kort.pdf"),
        (Some("../x"), "../../etc/passwd", "text/plain", "Pkt. x - Bilag 1 - etc passwd.txt"),
        (None, "Plan.vsdx", "application/octet-stream", "Bilag 1 - Plan.vsdx"),
        (None, "CON: a|b?", "image/png", "Bilag 1 - CON a b.png"),
        (None, "", "application/pdf", "Bilag 1.pdf"),
    ] {
        assert_eq!(annex_file_name(item, 1, title, kind), expected);
    }
    let long = annex_file_name(None, 1, &"æ".repeat(500), "application/pdf");
    assert!(long.len() < 255);
}
