//! Names and places, and the files of a small archive.

use raadslag_document::{Access, Attachment, Block, Document, Field, FieldName, Item, Section};
use raadslag_print::Extent;
use raadslag_reader::{Reader, Source};

use super::{Dossier, Form, Place, annex_file_name};
use crate::archive::{Archive, Audience, Settings};

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

const SECRET: &str = "hemmelig";

/// A meeting with annexes of every kind and a closed item, taken into an archive.
async fn archive() -> (Archive, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let files = folder.path().join("files");
    std::fs::create_dir_all(files.join("bilag")).unwrap();
    let annex = raadslag_print::print_document(&Document::default(), Extent::Whole).unwrap().pdf;
    std::fs::write(files.join("bilag/plan.pdf"), annex).unwrap();
    std::fs::write(files.join("bilag/tal.txt"), "Tal: 1, 2, 3").unwrap();
    std::fs::write(files.join("bilag/hemmelig.txt"), "Hemmeligt bilag").unwrap();
    let annex = |title: &str, url: &str| Attachment { title: title.into(), url: Some(url.into()) };
    let open = Item {
        number: Some("1".into()),
        title: "Cykelstier".into(),
        attachments: vec![
            annex("Plan", "bilag/plan.pdf"),
            annex("Tal", "bilag/tal.txt"),
            annex("Kort", "https://example.org/kort.pdf"),
        ],
        ..Item::default()
    };
    let closed = Item {
        number: Some("2".into()),
        title: "Køb af jord".into(),
        access: Access::Closed,
        case_number: Some("HEMMELIG-1".into()),
        fields: vec![Field {
            name: FieldName::Background,
            heading: None,
            blocks: vec![Block::paragraph("Den hemmelige pris")],
        }],
        attachments: vec![annex("Hemmelig vurdering", "bilag/hemmelig.txt")],
        ..Item::default()
    };
    let mut document = Document { body: Some("KKR Sjælland".into()), ..Document::default() };
    document.meeting.date = Some(jiff::civil::date(2026, 2, 3));
    document.sections = vec![Section { items: vec![open, closed], ..Section::default() }];
    let path = files.join("dagsorden.json");
    std::fs::write(&path, serde_json::to_vec(&document).unwrap()).unwrap();
    let archive = Archive::open(&Settings::local(folder.path().join("data"))).await.unwrap();
    archive.import(&[path], |_| {}).await.unwrap();
    (archive, folder)
}

const MEETING: (&str, &str) = ("kkr-sjaelland", "2026-02-03");

async fn dossier(archive: &Archive, viewer: Audience) -> Dossier {
    let found = Dossier::of_meeting(archive, MEETING, viewer, Some("https://raadslag.test"));
    found.await.unwrap().unwrap().with_annexes(archive, viewer).await.unwrap()
}

/// Everything a PDF or a ZIP of a meeting says, as one text.
fn words(bytes: &[u8]) -> String {
    let reading = Reader::new().read(bytes, &Source::default()).unwrap();
    serde_json::to_string(&reading.document).unwrap().to_lowercase()
}

#[tokio::test]
async fn no_file_tells_the_public_more_of_a_closed_item_than_number_and_title() {
    let (archive, _folder) = archive().await;
    let public = dossier(&archive, Audience::Public).await;
    for form in [Form::Pdf, Form::Docx] {
        for item in [None, Some(1)] {
            let said = words(&public.file(form, item).unwrap().bytes);
            assert!(said.contains("køb af jord"), "{form:?} {said}");
            assert!(!said.contains(SECRET), "{form:?} {item:?} {said}");
        }
    }
    for form in [Form::Pack, Form::Zip] {
        let made = public.file(form, None).unwrap();
        assert!(!made.left_out.concat().to_lowercase().contains(SECRET));
        let plain = String::from_utf8_lossy(&made.bytes).to_lowercase();
        assert!(!plain.contains(SECRET), "{form:?}");
    }
    let insider = dossier(&archive, Audience::Insider).await;
    assert!(words(&insider.file(Form::Pdf, None).unwrap().bytes).contains(SECRET));
    archive.close().await;
}

#[tokio::test]
async fn a_pack_names_what_it_does_not_hold_and_a_zip_holds_every_file() {
    let (archive, _folder) = archive().await;
    let dossier = dossier(&archive, Audience::Public).await;
    let pack = dossier.file(Form::Pack, None).unwrap();
    assert_eq!(
        pack.left_out,
        [
            "Bilag 2 til pkt. 1: Tal (filen er ikke en PDF og kan ikke vises her)",
            "Bilag 3 til pkt. 1: Kort (bilaget ligger et andet sted)",
        ]
    );
    let zip = dossier.file(Form::Zip, None).unwrap();
    assert_eq!(zip.left_out, ["Bilag 3 til pkt. 1: Kort"]);
    let plain = String::from_utf8_lossy(&zip.bytes);
    for name in [
        "kkr-sjaelland 2026-02-03 dagsorden.pdf",
        "Pkt. 1 - Bilag 1 - Plan.pdf",
        "Pkt. 1 - Bilag 2 - Tal.txt",
        "Bilag der mangler.txt",
    ] {
        assert!(plain.contains(name), "{name}");
    }
    archive.close().await;
}

#[tokio::test]
async fn links_of_annexes_lead_to_the_portal_and_the_key_tells_files_apart() {
    let (archive, _folder) = archive().await;
    let dossier = dossier(&archive, Audience::Public).await;
    let urls: Vec<&str> = dossier
        .document
        .items()
        .flat_map(|item| &item.attachments)
        .filter_map(|annex| annex.url.as_deref())
        .collect();
    assert!(urls[0].starts_with("https://raadslag.test/bilag/"), "{urls:?}");
    assert_eq!(urls[2], "https://example.org/kort.pdf");
    let key = |form, item| dossier.key(form, item).unwrap();
    assert_eq!(key(Form::Pdf, None), key(Form::Pdf, None));
    let keys = [key(Form::Pdf, None), key(Form::Pdf, Some(0)), key(Form::Pack, None)];
    assert!(keys[0] != keys[1] && keys[0] != keys[2]);
    assert_eq!(dossier.item_numbered("2.").unwrap(), 1);
    assert!(dossier.item_numbered("7").is_err());
    archive.close().await;
}

#[tokio::test]
async fn a_meeting_is_found_by_the_bytes_of_its_original() {
    let (archive, folder) = archive().await;
    let bytes = std::fs::read(folder.path().join("files/dagsorden.json")).unwrap();
    let found = archive.meeting_of_original(&bytes).await.unwrap().unwrap();
    assert_eq!((found.0.as_str(), found.1.as_str()), MEETING);
    assert_eq!(archive.meeting_of_original(b"another").await.unwrap(), None);
    archive.close().await;
}
