//! Which lines begin items: small documents, each with one thing that was once read wrongly.
#![allow(clippy::unwrap_used, reason = "a test")]

use raadslag_document::{Access, Document};
use raadslag_reader::{Reader, Source};

/// Reads a text below a head, of which no word may be lost.
fn document(text: &str) -> Document {
    read(&format!("Referat\nByrådet\n12. juni 2025\n\n{text}\n"))
}

/// The same of a page.
fn page(html: &str) -> Document {
    let head = "<p>Referat</p><p>Byrådet</p><p>12. juni 2025</p>";
    read(&format!("<html><body><main>{head}{html}</main></body></html>"))
}

fn read(text: &str) -> Document {
    let reading = Reader::new().read(text.as_bytes(), &Source::default()).unwrap();
    assert_eq!(reading.coverage().missing, [], "{text}");
    reading.document
}

/// Numbers and titles, a closed item in brackets.
fn items(document: &Document) -> String {
    let items = document.items().map(|item| {
        let named = format!("{} {}", item.number.as_deref().unwrap_or_default(), item.title);
        if item.access == Access::Closed { format!("[{named}]") } else { named }
    });
    items.collect::<Vec<_>>().join("|")
}

fn check(cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        assert_eq!(items(&document(text)), *expected, "{text}");
    }
}

#[test]
fn a_numbered_list_in_an_item_is_no_run_of_items() {
    check(&[
        (
            "1. Dagsorden\n\nBeslutning\nGodkendt.\n\n2. Cykelplan\n\nSagsfremstilling\nPlanen har tre dele:\n1. Broer\n2. Stier\n3. Skilte\n\nØkonomi\nIngen.\n\nBeslutning\nGodkendt.\n\n3. Rotter\n\nBeslutning\nUdsat.",
            "1 Dagsorden|2 Cykelplan|3 Rotter",
        ),
        (
            "1. Dagsorden\n\nBeslutning\nGodkendt.\n\n2. Cykelplan\n\nIndstilling\nDet indstilles, at\n1. Planen godkendes\n2. Planen trykkes\n3. Planen sendes ud\n\nBeslutning\nGodkendt.",
            "1 Dagsorden|2 Cykelplan",
        ),
        (
            "31. Møde med skolerne\n\nSagsfremstilling\n1. Velkomst\n2. Samtale\n\nØkonomi\nIngen.\n\nBeslutning\nGodkendt.\n\n32. Dagsorden\n\nBeslutning\nGodkendt.",
            "31 Møde med skolerne|32 Dagsorden",
        ),
        // The list ends the item, and the next header bears the next number.
        (
            "1. Dagsorden (B)\n\nBeslutning\nGodkendt.\n\nIndstilling\n\nDirektøren indstiller,\n\n  1. at dagsordenen godkendes.\n\n2. Rotter (B)\n\nBeslutning\nUdsat.",
            "1 Dagsorden|2 Rotter",
        ),
    ]);
}

#[test]
fn items_without_fields_stand_between_the_others() {
    check(&[
        (
            "1. Dagsorden\nBeslutning\nGodkendt.\n\n2. Lukket punkt.\n\n3. Eventuelt",
            "1 Dagsorden|[2 Lukket punkt.]|3 Eventuelt",
        ),
        (
            "1. Dagsorden\nBeslutning\nGodkendt.\n\n2. Nyt fra:\n\n3. Eventuelt",
            "1 Dagsorden|2 Nyt fra:|3 Eventuelt",
        ),
        (
            "1. Dagsorden:\n  Godkendt.\n\n 2. Elevråd:\n  Ingen mødte.\n\n 3. Nyt fra formanden, Anna Berg:\n  Intet.",
            "1 Dagsorden:|2 Elevråd:|3 Nyt fra formanden, Anna Berg:",
        ),
        ("1 Dagsorden\nBeslutning\nGodkendt.\n\n2 Eventuelt", "1 Dagsorden|2 Eventuelt"),
        ("40Dagsorden\nBeslutning\nGodkendt.\n\n41Eventuelt", "40 Dagsorden|41 Eventuelt"),
        ("1. Velkomst\n\n2. Rotter\nBeslutning\nUdsat.", "1 Velkomst|2 Rotter"),
        (
            "1. Dagsorden\nBeslutning\nByrådet besluttede:\n- at hæve prisen\n- at vente\n2. Eventuelt",
            "1 Dagsorden|2 Eventuelt",
        ),
    ]);
}

#[test]
fn an_item_that_is_marked_stands_among_others() {
    check(&[(
        "1. Dagsorden\nBeslutning\nGodkendt.\n\n2. (Lukket) Vagt\n\n3. Rotter\nBeslutning\nUdsat.",
        "1 Dagsorden|[2 Vagt]|3 Rotter",
    )]);
}

#[test]
fn an_item_that_is_said_to_be_closed_is_closed() {
    check(&[
        (
            "1. Dagsorden\nSagsnr.: 10-2025-1    Dok.nr.: 10-2025-7    Åbent\nBeslutning\nGodkendt.\n\n2. Salg af en mark\nSagsnr.: 10-2025-2    Dok.nr.: 10-2025-8    Lukket",
            "1 Dagsorden|[2 Salg af en mark]",
        ),
        (
            "1. Dagsorden\nBeslutning\nGodkendt.\n\nLukkede punkter\n\n2. Salg af en mark\n\n3. Personsag",
            "1 Dagsorden|[2 Salg af en mark]|[3 Personsag]",
        ),
        (
            "Åben dagsorden\n\n1. Dagsorden\nBeslutning\nGodkendt.\n\nLukket dagsorden\n\n2. Salg af en mark\n3. Personsag",
            "1 Dagsorden|[2 Salg af en mark]|[3 Personsag]",
        ),
        (
            "1. Dagsorden\nBeslutning\nGodkendt.\n\nSager for lukkede døre\n2. Salg af en mark\nBeslutning\nGodkendt.\n\nSager for åbne døre\n3. Rotter\nBeslutning\nUdsat.",
            "1 Dagsorden|[2 Salg af en mark]|3 Rotter",
        ),
        (
            "9. Dagsorden\nBeslutning\nGodkendt.\n\n10. Lukket orientering: Personale\n\n11. Fortroligt: Ansættelse\n\n12. Lukket forhandling: Grund",
            "9 Dagsorden|[10 Personale]|[11 Ansættelse]|[12 Lukket forhandling: Grund]",
        ),
        // A contents list names the section beside a page number, as the body does.
        (
            "Sag nr. 1 Dagsorden ..... 2\n\nLukket dagsorden\nSag nr. 2 Salg ..... 3\n\nSide 1 af 3\n\nSag nr. 1\nDagsorden\n\nBeslutning:\nGodkendt.\n\nSide 2 af 3\n\nLukket dagsorden\n\nSag nr. 2\nSalg\n\nSide 3 af 3",
            "1 Dagsorden|[2 Salg]",
        ),
    ]);
}

#[test]
fn sections_without_a_number_part_the_items() {
    let text = "Sager til beslutning\n\n1. Rotter\n\nBeslutning\nUdsat.\n\nSager til orientering\n\n2. Busser\n\nBeslutning\nTaget til efterretning.";
    let document = document(text);
    let titles: Vec<_> = document.sections.iter().filter_map(|s| s.title.as_deref()).collect();
    assert_eq!(titles, ["Sager til beslutning", "Sager til orientering"]);
    assert_eq!(document.item("1").unwrap().decision.as_ref().unwrap().text, "Udsat.");
}

#[test]
fn a_case_number_above_a_header_is_that_of_the_item_below() {
    let text = "Sagsnr. 17/1\n1. Rotter\n\nBeslutning\nUdsat.\n\nSagsnr. 17/2\n2. Busser\n\nDet indstilles, at bussen kører.";
    let document = document(text);
    let numbers: Vec<_> = document.items().filter_map(|i| i.case_number.as_deref()).collect();
    assert_eq!(numbers, ["17/1", "17/2"]);
    assert_eq!(document.item("1").unwrap().decision.as_ref().unwrap().text, "Udsat.");
}

#[test]
fn headers_at_the_top_of_their_pages_are_no_page_headers() {
    for (first, second) in [
        ("Sag nr. 74\nLån", "Sag nr. 75\nRegnskab"),
        ("Punkt 74\nLån", "Punkt 75\nRegnskab"),
        ("74. Lån", "75. Regnskab"),
    ] {
        let text = format!(
            "Side 1 af 3\n\n{first}\n\nBeslutning:\nGodkendt.\n\nSide 2 af 3\n\n{second}\n\nBeslutning:\nUdsat.\n\nSide 3 af 3"
        );
        check(&[(&text, "74 Lån|75 Regnskab")]);
    }
    check(&[(
        "Side 1 af 3\n\n1. Lokalplan nr. 7\n\nBeslutning:\nGodkendt.\n\nSide 2 af 3\n\n2. Lokalplan nr. 8\n\nBeslutning:\nUdsat.\n\nSide 3 af 3",
        "1 Lokalplan nr. 7|2 Lokalplan nr. 8",
    )]);
}

#[test]
fn numbers_are_written_in_many_ways() {
    for (first, second, expected) in [
        ("1.Rotter", "2.Busser", "1 Rotter|2 Busser"),
        ("1) Rotter", "2) Busser", "1 Rotter|2 Busser"),
        ("8/2025 Rotter", "9/2025 Busser", "8/2025 Rotter|9/2025 Busser"),
        ("Punkt 8/2025: Rotter", "Punkt 9/2025: Busser", "8/2025 Rotter|9/2025 Busser"),
        ("1.\n\nRotter", "2.\n\nBusser", "1 Rotter|2 Busser"),
        ("1. Rotter", "1. Busser", "1 Rotter|1 Busser"),
        ("    1. Rotter", "    2. Busser", "1 Rotter|2 Busser"),
    ] {
        let text = format!("{first}\n\nBeslutning\nGodkendt.\n\n{second}\n\nBeslutning\nUdsat.");
        check(&[(&text, expected)]);
    }
}

#[test]
fn facts_below_a_title_are_no_text() {
    let text = "1. Spørgetid\nSag 10-2025-3\nDok. 10-2025-99\nInitialer: ABC\nÅbent\n\nSagsfremstilling\nTekst.";
    let document = document(text);
    let item = document.item("1").unwrap();
    assert_eq!(item.case_number.as_deref(), Some("10-2025-3"));
    assert_eq!(item.fields.len(), 1);
}

#[test]
fn an_empty_section_in_the_list_of_contents_is_no_item() {
    let text = "Indholdsfortegnelse\n1. Velkomst ....... 8\n1.1. Dagsorden ....... 8\n2. Valg ....... 8\n3. Eventuelt ....... 8\n\n1. Velkomst\n\n1.1. Dagsorden\nSAG-2025-00001 ab\n\nIndstilling\nDet indstilles, at dagsordenen godkendes.\n\n2. Valg\n\n3. Eventuelt";
    let document = document(text);
    assert_eq!(document.sections.len(), 3);
    assert_eq!(document.items().count(), 1);
    assert_eq!(document.problems, []);
}

#[test]
fn a_proposal_right_below_a_title_is_no_part_of_it() {
    let text = "1.1. Dagsorden\nDet indstilles, at dagsordenen godkendes.\n\n1.2. Busser\nDet indstilles, at bussen drøftes.";
    let document = document(text);
    assert_eq!(items(&document), "1.1 Dagsorden|1.2 Busser");
    assert!(document.items().all(|item| item.recommendations.len() == 1));
}

#[test]
fn titles_without_numbers_are_told_by_their_rank() {
    for (html, expected) in [
        (
            "<h2>Busser</h2><h3>Beslutning</h3><p>Godkendt.</p><h2>Rotter</h2><h3>Indstilling</h3><p>Det indstilles, at de fanges.</p><h2>Kontakt</h2><p>Ring.</p>",
            " Busser| Rotter",
        ),
        (
            "<h1>Busser til alle</h1><p>Byrådet ser på busser.</p><h2>Indstilling</h2><p>Det indstilles, at de kører.</p><h2>Beslutning</h2><p>Godkendt.</p>",
            " Busser til alle",
        ),
        (
            "<details><summary>Busser</summary><h3>Beslutning</h3><p>Godkendt.</p></details><details><summary>Rotter</summary><h3>Beslutning</h3><p>Udsat.</p></details>",
            " Busser| Rotter",
        ),
    ] {
        assert_eq!(items(&page(html)), expected, "{html}");
    }
    // The second item begins as the first one did.
    let text = "Sagsfremstilling\nBussen kører.\nIndstilling\nat den standser.\nBeslutning\nTiltrådt.\nSagsfremstilling\nRotten løber.\nBeslutning\nTiltrådt.";
    assert_eq!(items(&document(text)), " Bussen kører| Rotten løber");
}

#[test]
fn portals_print_headers_in_cells_buttons_and_links() {
    for (html, expected) in [
        (
            "<table><tr><td>Åbent punkt</td></tr><tr><td>1</td><td>Busser</td></tr></table><h3>Beslutning</h3><p>Godkendt.</p><table><tr><td>Lukket punkt</td></tr><tr><td>2</td><td>Personsag</td></tr></table>",
            "1 Busser|[2 Personsag]",
        ),
        (
            "<button><span>1</span><span>Busser</span></button><h4>Beslutning</h4><p>Godkendt.</p><button><span>2</span><span>Lukket punkt</span></button>",
            "1 Busser|[2 Lukket punkt]",
        ),
        (
            "<ul><li><a href='#a'>Pkt. 4 Busser</a><div id=a><p>Pkt. 4</p><h3>Busser</h3><h4>Beslutning</h4><p>Godkendt.</p></div></li><li><a href='#b'>Pkt. 5 LUKKET PUNKT: Salg</a></li></ul>",
            "4 Busser|[5 Salg]",
        ),
        (
            "<ol><li><strong>Busser</strong><p>Godkendt.</p></li><li><strong>Rotter</strong><p>De løber endnu.</p></li></ol>",
            "1 Busser|2 Rotter",
        ),
        (
            "<table><tr><th>Punkt</th><th>Indhold</th><th>Referat</th></tr><tr><td>1. Busser</td><td>Anna fortæller.</td><td>Godkendt.</td></tr><tr><td>2. Eventuelt</td><td></td><td></td></tr></table>",
            "1 Busser|2 Eventuelt",
        ),
    ] {
        assert_eq!(items(&page(html)), expected, "{html}");
    }
}

#[test]
fn a_number_that_counts_no_annexes_stays_in_their_titles() {
    let text = "1. Busser\n\nBeslutning\nGodkendt.\n\nBilag\nKøreplan\n8. september 2021\n\n2. Rotter\n\nBeslutning\nUdsat.\n\nBilag\n1. Kort\n2. Plan";
    let document = document(text);
    let titles = document.items().flat_map(|item| &item.attachments).map(|one| one.title.as_str());
    assert_eq!(titles.collect::<Vec<_>>(), ["Køreplan", "8. september 2021", "Kort", "Plan"]);
}

#[test]
fn the_place_stands_below_the_date_or_behind_the_time() {
    for (head, expected) in [
        ("12. juni 2026 kl. 9.00-12.00, Sundhedshuset, lokale 1", Some("Sundhedshuset, lokale 1")),
        (
            "12. juni 2026 kl. 9.00\nHotel Fjorden, Ågade 1, 9000 Ringe Å",
            Some("Hotel Fjorden, Ågade 1, 9000 Ringe Å"),
        ),
        ("12. juni 2026\nRådhuset, 1. sal", Some("Rådhuset, 1. sal")),
        ("12. juni 2026\nMed venlig hilsen", None),
    ] {
        let text = format!("Referat\nByrådet\n{head}\n\n1. Dagsorden\n\nBeslutning\nGodkendt.\n");
        assert_eq!(read(&text).meeting.place.as_deref(), expected, "{head}");
    }
}
