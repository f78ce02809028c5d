//! Agendas of our own in the layouts of other bodies and portals than those of the documents beside
//! the repository: `tests/variants/`.
#![allow(clippy::unwrap_used, reason = "a test")]

use std::path::PathBuf;

use raadslag_document::{Access, Block, Document, Outcome};
use raadslag_reader::{Reader, Source};

/// Reads a file of the folder, of which no word may be lost.
fn document(name: &str) -> Document {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/variants").join(name);
    let reading = Reader::new().read(&std::fs::read(path).unwrap(), &Source::default()).unwrap();
    assert_eq!(reading.coverage().missing, [], "{name}");
    reading.document
}

#[test]
fn every_item_is_found_under_its_number_and_title() {
    for (name, body, expected) in [
        (
            "headings-in-capitals.txt",
            "Økonomiudvalget",
            "1 Godkendelse af dagsorden|2 Budgetopfølgning pr. 31. december|3 Køb af grund|4 Eventuelt",
        ),
        (
            "decision-first.txt",
            "Byrådet",
            "1 Godkendelse af dagsorden|2 Lokalplan 12 for havnen - endelig vedtagelse|\
             3 Valg af medlem til bestyrelsen for havnen|3a Ekstraordinær bevilling til broen|4 Meddelelser",
        ),
        (
            "sections-on-one-page.txt",
            "K17",
            "1.1 GODKENDELSE AF DAGSORDEN|1.2 GODKENDELSE AF REFERAT|\
             3.1 FÆLLES INDKØB AF ELBUSSER|3.2 STATUS PÅ VEJENE",
        ),
        (
            "numbers-without-stop.txt",
            "Børne- og Kulturudvalget",
            "10 Godkendelse af dagsorden|11 Ny skole i syd|12 Orientering om tilsyn|13 Personsag",
        ),
        (
            "case-numbers-above-titles.txt",
            "Udvalget for Nære Sundhedstilbud",
            "1 GODKENDELSE AF DAGSORDEN|2 PLAN FOR AKUTHUSE",
        ),
        (
            "votes-in-sentences.txt",
            "Borgerrepræsentationen",
            "8 Medlemsforslag om grønne gårde (2026-0012345)|9 Spørgsmål fra medlemmerne|\
             10 Ændring af vedtægt (2026-0022222)",
        ),
        (
            "headings-and-lists.html",
            "Børneudvalget",
            "1 Godkendelse af dagsorden|2 Ny skole i syd|3 Personsag",
        ),
        (
            "numbers-in-cells.html",
            "Byrådet",
            "1 Godkendelse af dagsorden|2 Budget 2027 - 1. behandling",
        ),
        (
            "pages-with-headers.txt",
            "KKR Midtjylland",
            "1.1 Godkendelse af dagsorden|2.1 Grøn trepart og de lokale treparter i den midtjyske \
             region og kommunernes rolle|2.2 Udpegning til bestyrelsen for Energihuset|\
             3.1 Eventuelt|4.1 Punkter til kommende møder",
        ),
        ("double-spaced.txt", "K17", "1.1 Status på fælles indkøb af brandslukkere"),
        (
            "punkt-without-colon.txt",
            "Byrådet",
            "1 Godkendelse af dagsorden|2 Regnskab 2025|3 Salg af areal|\
             4 Orientering fra borgmesteren",
        ),
        (
            "windows-1252.txt",
            "Teknik- og Miljøudvalget",
            "1 Godkendelse af dagsorden|2 Drøftelse - Nye cykelstier|\
             3 Beslutning - Støj fra motorvejen|4 Kontrakt",
        ),
        (
            "last-section-with-text.txt",
            "KKR Nordjylland",
            "1.1 Godkendelse af dagsorden|2.1 Fælles kystplan| Næste møde| Eventuelt",
        ),
        (
            "sections-without-stop.txt",
            "Kontaktudvalget",
            "1.1 Godkendelse af dagsorden|2.1 Fælles sprogskole|2.2 Busser på tværs",
        ),
        (
            "punkt-alone.txt",
            "Byrådet",
            "65 Godkendelse af dagsorden|66 Ny cykelbro over åen|67 Køb af ejendom",
        ),
        (
            "list-without-marker.txt",
            "Miljøudvalget",
            "1 Godkendelse af dagsorden|2 Ny vandforsyningsplan|\
             3 Orientering om rottebekæmpelse|4 Eventuelt",
        ),
        (
            "punkt-nr-with-leaders.txt",
            "Teknik- og Miljøudvalget",
            "31 Godkendelse af dagsorden|32 Lokalplan 114 for et boligområde ved Åsvinget|\
             33 Salg af areal",
        ),
        (
            "marks-of-access.txt",
            "Kommunalbestyrelsen",
            "67 Godkendelse af dagsorden|68 Budgetopfølgning pr. 30. april|69 Ansøgning om støtte",
        ),
        (
            "headings-with-ad.txt",
            "Kommunekontaktråd Syddanmark",
            "1 Godkendelse af referat|2 Nærhed i sundhedsvæsenet|3 Udpegninger|4 Eventuelt",
        ),
        (
            "numbers-at-the-right.txt",
            "KKR Hovedstaden",
            "1.1 Godkendelse af referat fra sidste møde|\
             2.1 Grøn omstilling af den kollektive trafik|2.2 Fordeling af praktikpladser|\
             3.1 Eventuelt",
        ),
        (
            "headers-beside-bare-numbers.txt",
            "Social- og Sundhedsudvalget",
            "1 Godkendelse af dagsorden|2 Status på hjemmeplejen|3 Personsag",
        ),
        ("footnotes.txt", "KKR Nordjylland", "1 Fælles forberedende uddannelse|2 Eventuelt"),
        (
            "facts-in-a-table.html",
            "KKR Syddanmark",
            "1 Godkendelse af referat|2 Beskæftigelse|3 Eventuelt",
        ),
        (
            "lists-by-letters.html",
            "Kultur- og Fritidsudvalget",
            "1 Godkendelse af dagsorden|2 Tilskud til idrætsforeninger|3 Kontrakt",
        ),
        (
            "kinds-behind-titles.txt",
            "KKR Sjælland",
            "1.1 Godkendelse af dagsorden|1.2 Godkendelse af referat af møde den 2. december 2025|\
             2.1 Fælles it-drift|3.1 Status på sundhedsrådene",
        ),
        (
            "amendments.txt",
            "Borgerrepræsentationen",
            "1 Godkendelse af dagsordenen|2 Ny lokalplan (2. behandling)|3 Kontrakt om drift",
        ),
        ("articles.html", "Økonomiudvalget", "30 Ny havn|31 Lukket punkt|32 Eventuelt"),
        ("accordion.html", "Byrådet", "1 Godkendelse af dagsorden|2 Affaldsplan|3 Salg af grund"),
        (
            "ways-to-say-closed.txt",
            "Plan- og Teknikudvalget",
            "21 Vintertjeneste på stierne|22 Farten på Skovvej|23 Bro over åen|24 Fælles hegn|\
             25 Tilbud på asfalt|26 Køb af mark",
        ),
        (
            "buttons-without-marks.html",
            "Byrådet",
            "51 Godkendelse af dagsorden|52 Lokalplan 88 for Strandengen, endelig vedtagelse|\
             53 Jordforsyning|54 Valg af medlem til Havnebestyrelsen",
        ),
        (
            "titles-by-place.txt",
            "Handicaprådet",
            " VELKOMST OG GODKENDELSE AF DAGSORDEN| \
             NY INDGANG TIL BIBLIOTEKET OG DE TILSTØDENDE LOKALER| \
             ORIENTERING FRA FORMANDEN| EVENTUELT",
        ),
        (
            "closed-only-in-contents.html",
            "Økonomiudvalget",
            "1 Godkendelse af dagsorden|2 Køb af grund ved havnen|3 Salg af ejendom|4 Personsag|\
             5 Eventuelt",
        ),
    ] {
        let document = document(name);
        assert_eq!(document.body.as_deref(), Some(body), "{name}");
        let items = document.items();
        let items: Vec<String> = items
            .map(|item| format!("{} {}", item.number.as_deref().unwrap_or_default(), item.title))
            .collect();
        assert_eq!(items.join("|"), expected, "{name}");
        assert!(document.meeting.date.is_some(), "{name}");
    }
}

#[test]
fn closed_items_are_closed_and_no_others() {
    for (name, expected) in [
        ("headings-in-capitals.txt", "3"),
        ("numbers-without-stop.txt", "13"),
        ("headings-and-lists.html", "3"),
        ("articles.html", "31"),
        ("accordion.html", "3"),
        ("buttons-without-marks.html", "53"),
        ("ways-to-say-closed.txt", "23,24,25,26"),
        ("closed-only-in-contents.html", "3,4"),
        ("decision-first.txt", ""),
        ("punkt-without-colon.txt", "3"),
        ("windows-1252.txt", "4"),
        ("pages-with-headers.txt", ""),
        ("punkt-alone.txt", "67"),
        ("punkt-nr-with-leaders.txt", "33"),
        ("headers-beside-bare-numbers.txt", "3"),
        ("marks-of-access.txt", "69"),
        ("amendments.txt", "3"),
    ] {
        let document = document(name);
        let closed = document.items().filter(|item| item.access == Access::Closed);
        let closed: Vec<&str> = closed.filter_map(|item| item.number.as_deref()).collect();
        assert_eq!(closed.join(","), expected, "{name}");
    }
}

#[test]
fn outcomes_votes_and_annexes_are_those_of_the_text() {
    for (name, number, outcome, votes, annexes) in [
        ("headings-in-capitals.txt", "2", Outcome::Approved, [Some(14), Some(2), Some(1)], 2),
        ("decision-first.txt", "2", Outcome::Approved, [None; 3], 3),
        ("decision-first.txt", "3", Outcome::Appointed, [None; 3], 0),
        ("decision-first.txt", "3a", Outcome::Rejected, [Some(13), Some(12), None], 0),
        ("numbers-without-stop.txt", "11", Outcome::Recommended, [None; 3], 2),
        ("case-numbers-above-titles.txt", "2", Outcome::Recommended, [None, Some(3), None], 2),
        ("votes-in-sentences.txt", "8", Outcome::Rejected, [Some(20), Some(30), Some(2)], 0),
        ("votes-in-sentences.txt", "9", Outcome::Postponed, [None; 3], 0),
        ("votes-in-sentences.txt", "10", Outcome::Approved, [Some(25), None, None], 0),
        ("headings-and-lists.html", "2", Outcome::Recommended, [Some(5), Some(2), None], 2),
        ("pages-with-headers.txt", "2.1", Outcome::Discussed, [None; 3], 2),
        ("pages-with-headers.txt", "2.2", Outcome::Appointed, [None; 3], 0),
        ("punkt-without-colon.txt", "2", Outcome::Approved, [Some(20), Some(3), None], 0),
        ("punkt-alone.txt", "66", Outcome::Approved, [None; 3], 0),
        ("lists-in-lists.txt", "2", Outcome::Approved, [None; 3], 0),
        ("articles.html", "30", Outcome::Approved, [Some(5), Some(2), None], 1),
        ("accordion.html", "2", Outcome::Approved, [None; 3], 0),
        ("punkt-nr-with-leaders.txt", "32", Outcome::Recommended, [Some(3), Some(1), None], 2),
        ("marks-of-access.txt", "68", Outcome::Approved, [Some(14), Some(11), None], 0),
        ("headings-with-ad.txt", "2", Outcome::Noted, [None; 3], 0),
        ("amendments.txt", "2", Outcome::Approved, [Some(40), Some(12), None], 0),
        ("buttons-without-marks.html", "52", Outcome::Approved, [Some(19), Some(4), None], 2),
    ] {
        let document = document(name);
        let item = document.item(number).unwrap();
        let decision = item.decision.as_ref().unwrap();
        assert_eq!(decision.outcome, outcome, "{name} {number}");
        let told = decision
            .votes
            .as_ref()
            .map_or([None; 3], |votes| [votes.in_favour, votes.against, votes.abstained]);
        assert_eq!(told, votes, "{name} {number}");
        assert_eq!(item.attachments.len(), annexes, "{name} {number}");
    }
}

#[test]
fn who_came_is_read_from_lists_on_one_line() {
    for (name, present, absent, substitutes) in [
        ("headings-in-capitals.txt", 4, 1, 0),
        ("decision-first.txt", 6, 2, 1),
        ("numbers-without-stop.txt", 3, 1, 0),
        ("articles.html", 2, 1, 0),
        ("punkt-without-colon.txt", 3, 2, 0),
        ("lists-in-lists.txt", 3, 2, 1),
        ("punkt-nr-with-leaders.txt", 4, 1, 0),
        ("headings-with-ad.txt", 2, 1, 0),
        ("headers-beside-bare-numbers.txt", 3, 2, 0),
    ] {
        let attendance = document(name).attendance.unwrap();
        let counts =
            (attendance.present.len(), attendance.absent.len(), attendance.substitutes.len());
        assert_eq!(counts, (present, absent, substitutes), "{name}");
    }
}

#[test]
fn a_proposal_without_a_heading_is_a_recommendation() {
    let document = document("proposals-in-the-text.txt");
    let first = document.item("1").unwrap();
    assert_eq!(first.recommendations[0].points, ["tager regnskabet til efterretning."]);
    assert_eq!(first.history[0].body.as_deref(), Some("Forretningsudvalget"));
    assert_eq!(first.decision.as_ref().unwrap().text, "Taget til efterretning.");
    let second = document.item("2").unwrap();
    assert_eq!(second.recommendations.len(), 1);
    assert_eq!(second.fields[0].blocks.len(), 1);
}

#[test]
fn proposals_and_decisions_are_known_under_many_headings() {
    for (name, number, text, points, outcome) in [
        (
            "proposals-under-other-headings.html",
            "1",
            "Direktionen indstiller,",
            2,
            Outcome::Approved,
        ),
        (
            "proposals-under-other-headings.html",
            "2",
            "Vejafdelingen foreslår, at stien anlægges.",
            0,
            Outcome::Postponed,
        ),
        (
            "proposals-under-other-headings.html",
            "3",
            "Det indstilles, at regnskabet tages til efterretning.",
            0,
            Outcome::Approved,
        ),
        (
            "proposals-below-prose.txt",
            "1",
            "Administrationen indstiller at dagsordenen godkendes",
            0,
            Outcome::Approved,
        ),
        ("proposals-below-prose.txt", "2", "Vejafdelingen foreslår,", 2, Outcome::Approved),
    ] {
        let document = document(name);
        let item = document.item(number).unwrap();
        assert_eq!(item.recommendations.len(), 1, "{name} {number}");
        assert_eq!(item.recommendations[0].text, text, "{name} {number}");
        assert_eq!(item.recommendations[0].points.len(), points, "{name} {number}");
        assert_eq!(item.decision.as_ref().unwrap().outcome, outcome, "{name} {number}");
    }
    let document = document("proposals-below-prose.txt");
    let second = document.item("2").unwrap();
    assert_eq!(second.history[0].body.as_deref(), Some("Økonomiudvalget"));
    assert_eq!(second.decision.as_ref().unwrap().points.len(), 2);
    assert_eq!(
        document.item("1").unwrap().decision.as_ref().unwrap().text,
        "Fraværende:\nGodkendt."
    );
}

#[test]
fn what_stands_around_an_item_is_no_part_of_it() {
    use raadslag_document::ItemKind;
    let document = document("repeated-titles.txt");
    let told: Vec<_> =
        document.items().map(|item| (item.title.as_str(), item.kind, item.access)).collect();
    assert_eq!(
        told,
        [
            ("Godkendelse af dagsorden", ItemKind::Approval, Access::Open),
            ("Nyt fra havnen", ItemKind::Information, Access::Open),
            ("Ny vandsti", ItemKind::Decision, Access::Open),
        ]
    );
    let decisions = document.items().filter_map(|item| item.decision.as_ref());
    let decisions: Vec<&str> = decisions.map(|decision| decision.text.as_str()).collect();
    assert_eq!(decisions, ["Godkendt.", "Taget til efterretning.", "Godkendt."]);
    let third = document.item("3").unwrap();
    assert_eq!(third.case_number.as_deref(), Some("01.02.03-P20"));
    assert_eq!(third.fields.len(), 1);
    assert_eq!(third.fields[0].blocks.len(), 1, "{:?}", third.fields);
    let heads = document.furniture.iter().filter(|piece| piece.name == "page_header");
    assert_eq!(heads.count(), 3);
}

#[test]
fn running_heads_officers_and_online_meetings_are_told() {
    let document = document("online-with-running-heads.txt");
    assert_eq!(document.body.as_deref(), Some("KKR Hovedstaden"));
    assert!(document.meeting.r#virtual);
    assert_eq!(document.item("3").unwrap().case_officers, ["def", "ghi"]);
    let heads = document.furniture.iter().filter(|piece| piece.name == "page_header");
    assert_eq!(heads.count(), 3);
    assert_eq!(document.items().count(), 4);
}

#[test]
fn sections_are_found_without_items_below_them_and_without_a_stop() {
    for (name, expected) in [
        (
            "last-section-with-text.txt",
            "1 Velkomst og formalia|2 Sager til beslutning|3 Sager til orientering|4 Næste møde|\
             5 Eventuelt",
        ),
        ("sections-without-stop.txt", "1 Formalia|2 Sager til drøftelse|3 Eventuelt"),
    ] {
        let document = document(name);
        let title = |text: &Option<String>| text.clone().unwrap_or_default();
        let sections = document.sections.iter();
        let sections: Vec<String> = sections
            .map(|section| format!("{} {}", title(&section.number), title(&section.title)))
            .collect();
        assert_eq!(sections.join("|"), expected, "{name}");
    }
    let document = document("last-section-with-text.txt");
    let last = document.items().last().unwrap();
    assert_eq!(last.fields[0].blocks.len(), 1);
    assert_eq!(last.title, "Eventuelt");
}

#[test]
fn a_list_of_roman_numbers_stands_in_its_entry_of_letters() {
    let document = document("lists-in-lists.txt");
    let blocks = &document.item("2").unwrap().fields[0].blocks;
    let Block::List(list) = &blocks[1] else { panic!("{blocks:?}") };
    let texts: Vec<&str> = list.items.iter().map(|item| item.text.as_str()).collect();
    assert_eq!(texts, ["nye instrumenter,", "en koncertsal med", "et kor."]);
    assert!(list.ordered && list.lettered);
    let Block::List(inner) = &list.items[1].blocks[0] else { panic!("{list:?}") };
    assert_eq!(inner.items.len(), 2);
}

#[test]
fn entries_are_whole_and_a_list_goes_on_over_the_paragraphs_of_an_entry() {
    let document = document("entries-that-go-on.txt");
    let blocks = &document.item("1").unwrap().fields[0].blocks;
    let list = |index: usize| {
        let Block::List(list) = &blocks[index] else { panic!("{blocks:#?}") };
        &list.items
    };
    let ends: Vec<&str> = list(1).iter().filter_map(|item| item.text.rsplit(' ').next()).collect();
    assert_eq!(ends, ["enige.", "andre.", "besværligt."]);
    let models = list(3);
    assert_eq!(models.len(), 2, "{blocks:#?}");
    assert_eq!(models[0].blocks.len(), 2);
}

#[test]
fn running_heads_that_count_the_pages_without_a_word_leave_the_text() {
    let document = document("running-heads-without-side.txt");
    let heads = document.furniture.iter().filter(|piece| piece.name == "page_header");
    assert_eq!(heads.count(), 3);
    let blocks = &document.item("2").unwrap().fields[0].blocks;
    let text = blocks[0].texts()[0];
    assert!(text.contains("og kajen skal forlænges med 120 meter"), "{text}");
}

#[test]
fn a_list_of_contents_without_a_name_is_no_part_of_the_place() {
    let document = document("list-without-marker.txt");
    assert_eq!(document.meeting.place.as_deref(), Some("Mødelokale 2"));
    assert_eq!(document.meeting.notes, None);
    let contents = document.furniture.iter().filter(|piece| piece.name == "contents");
    assert_eq!(contents.count(), 4);
}

#[test]
fn pages_tables_and_proposals_of_a_text_set_with_spaces_are_parted() {
    let document = document("numbers-at-the-right.txt");
    let item = document.item("2.1").unwrap();
    let proposals: Vec<usize> = item.recommendations.iter().map(|r| r.points.len()).collect();
    assert_eq!(proposals, [0, 2]);
    let tables =
        item.fields.iter().flat_map(|field| &field.blocks).filter_map(|block| match block {
            Block::Table(table) => Some((table.header[0].join("|"), table.rows.len())),
            _ => None,
        });
    assert_eq!(tables.collect::<Vec<_>>(), [("|2023|2024|2025".to_owned(), 3)]);
    let numbers = document.furniture.iter().filter(|piece| piece.name == "page_number");
    assert_eq!(numbers.count(), 3);
}

#[test]
fn a_heading_that_names_body_and_date_opens_its_decision() {
    let document = document("marks-of-access.txt");
    let item = document.item("68").unwrap();
    assert_eq!(item.case_number.as_deref(), Some("00.30.14-Ø00-3-23"));
    assert_eq!(item.history[0].text, "Anbefales til godkendelse.");
    assert_eq!(item.recommendations[0].points.len(), 3);
    assert!(document.meeting.end.is_some());
}

#[test]
fn footnotes_stand_behind_the_text_they_interrupted() {
    let document = document("footnotes.txt");
    let item = document.item("1").unwrap();
    let texts = |field: usize| -> Vec<&str> {
        item.fields[field].blocks.iter().flat_map(Block::texts).collect()
    };
    let presentation = texts(0);
    assert!(presentation[0].contains("en samlet prognose for de næste"), "{presentation:?}");
    assert_eq!(
        presentation[1..],
        ["1 Tal fra skolerne selv, samlet i november 2025.", "2 Se prognosen."]
    );
    assert_eq!(texts(1), ["3 Kun de store kommuner."]);
    let points = &item.recommendations[0].points;
    assert_eq!(points.len(), 3);
    assert!(points[1].ends_with("hjælpe3, og b) hvad der skal ske i 2027,"), "{points:?}");
}

#[test]
fn a_header_beside_a_bare_page_number_leaves_the_sentence_it_broke() {
    let document = document("headers-beside-bare-numbers.txt");
    let item = document.item("2").unwrap();
    let text = item.fields[1].blocks[0].texts()[0];
    assert!(text.ends_with("fordi turene bliver længere i de tyndt befolkede områder."), "{text}");
    assert_eq!(item.attachments.len(), 2);
    let decision = item.decision.as_ref().unwrap();
    assert_eq!(decision.absent, ["Else Eg", "Finn Fald"]);
}

#[test]
fn points_hold_the_lists_below_them_in_every_format() {
    for (name, expected) in [
        ("facts-in-a-table.html", "beder om et notat om a) økonomi og b) personale."),
        ("lists-by-letters.html", "beder forvaltningen – orientere foreningerne og – følge op"),
    ] {
        let document = document(name);
        let points = &document.item("2").unwrap().recommendations[0].points;
        assert_eq!(points.len(), 2, "{name}");
        assert_eq!(points[1], expected, "{name}");
    }
    let annexes = &document("lists-by-letters.html").items().nth(1).unwrap().attachments.clone();
    assert_eq!(annexes[0].title, "Ansøgninger");
}

#[test]
fn a_kind_behind_the_title_is_no_part_of_it_and_a_proposal_is_no_decision() {
    use raadslag_document::{DocumentKind, ItemKind};
    let document = document("kinds-behind-titles.txt");
    assert_eq!(document.document, DocumentKind::Agenda);
    let kinds: Vec<ItemKind> = document.items().map(|item| item.kind).collect();
    assert_eq!(
        kinds,
        [ItemKind::Approval, ItemKind::Approval, ItemKind::Decision, ItemKind::Information]
    );
    assert!(document.items().all(|item| item.recommendations.len() == 1));
    assert_eq!(document.item("2.1").unwrap().attachments.len(), 2);
}

#[test]
fn a_word_in_capitals_is_a_heading_where_the_others_are() {
    let document = document("headings-in-capitals.txt");
    let fields = &document.item("2").unwrap().fields;
    let own = fields.iter().find(|field| field.heading.as_deref() == Some("VURDERING")).unwrap();
    assert_eq!(own.blocks[0].texts(), ["Det går godt."]);
}

#[test]
fn annexes_listed_above_a_header_are_those_of_the_item_below() {
    for (name, expected) in
        [("annexes-above-headers.html", [2, 1, 0]), ("annexes-above-headers.txt", [2, 0, 1])]
    {
        let document = document(name);
        let annexes: Vec<usize> = document.items().map(|item| item.attachments.len()).collect();
        assert_eq!(annexes, expected, "{name}");
        let text = &document.item("1").unwrap().decision.as_ref().unwrap().text;
        assert_eq!(text, "Godkendt.", "{name}");
    }
}

#[test]
fn cells_on_lines_of_their_own_are_a_table_or_reported() {
    let document = document("cells-on-lines-of-their-own.txt");
    let item = document.item("1").unwrap();
    let blocks = &item.fields[0].blocks;
    let Block::Table(table) = &blocks[1] else { panic!("{blocks:#?}") };
    assert_eq!(table.header, [["Udvalg", "Budget", "Forventet", "Afvigelse"]]);
    assert_eq!(table.rows[2], ["Teknik og miljø", "120.400", "118.700", "-1.700"]);
    let cells: Vec<&str> = blocks[3..].iter().flat_map(Block::texts).collect();
    assert_eq!(cells[..3], ["Tiltag", "Stop for vikarer", "Nyt indkøb af sengelinned"]);
    let codes: Vec<&str> = document.problems.iter().map(|problem| problem.code.as_str()).collect();
    assert_eq!(codes, ["table-rebuilt", "table-in-lines"]);
}

#[test]
fn case_numbers_at_the_tops_of_pages_are_those_of_their_items() {
    let document = document("case-numbers-at-page-tops.txt");
    let numbers: Vec<_> = document.items().map(|item| item.case_number.as_deref()).collect();
    let expected = ["26/1", "24/8812", "25/3310", "26/2201", "26/1904"].map(Some);
    assert_eq!(numbers, expected);
    let last = document.item("91").unwrap().decision.as_ref().unwrap();
    assert_eq!(last.text, "Godkendt.");
    let attendance = document.attendance.unwrap();
    assert_eq!(attendance.present[2].role.as_deref(), Some("næstformand"));
    assert_eq!(attendance.present[2].party.as_deref(), Some("C"));
}
