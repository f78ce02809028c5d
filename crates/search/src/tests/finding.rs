use proptest::prelude::*;

use super::{asked, find, found, ids, index, item, marked};
use crate::{Audience, Index, Query};

#[test]
fn koege_and_koge_spelt_both_ways_meet() {
    let index = index(&[
        item("1", "Køge Bugt", "Et møde i Køge."),
        item("2", "Koege havn", "Om Koeges havn."),
        item("3", "Koge", "At koge vand."),
    ]);
    for spelling in ["Køge", "koege", "KØGE", "Koeges", "Ko\u{308}ge"] {
        assert_eq!(found(&index, spelling), "1 2", "{spelling}");
    }
    assert_eq!(found(&index, "Koge"), "3");
}

#[test]
fn inflected_forms_meet() {
    let index = index(&[
        item("1", "", "Kommunernes økonomi i årene 2022-2025"),
        item("2", "", "En kommune og dens aar"),
    ]);
    assert_eq!(found(&index, "kommune"), "1 2");
    assert_eq!(found(&index, "kommunen"), "1 2");
    assert_eq!(found(&index, "oekonomien"), "1");
    assert_eq!(found(&index, "år"), "1 2");
}

#[test]
fn a_compound_is_found_by_its_part() {
    let index = index(&[
        item("1", "", "De fire sundhedsklynger mødes."),
        item("2", "", "Klyngesekretariatets bemanding"),
        item("3", "", "En ren omklyngring"),
    ]);
    assert_eq!(found(&index, "klynge"), "1 2");
    assert_eq!(found(&index, "klynger"), "1 2");
    assert_eq!(found(&index, "sekretariat"), "2");
    let found = find(&index, "klynge");
    let mut marked = marked(&found);
    marked.sort_unstable();
    assert_eq!(marked, ["Klyngesekretariatets", "sundhedsklynger"]);
}

#[test]
fn a_short_word_finds_whole_words_only() {
    let index = index(&[
        item("1", "", "Rådet drøftede sagen."),
        item("2", "", "Regionsrådet og kommunekontaktrådet"),
        item("3", "", "Rådgivning på rådhuset"),
    ]);
    assert_eq!(found(&index, "råd"), "1");
    let typing = Query { text: "råd".to_owned(), limit: 5, ..Query::default() };
    assert_eq!(
        index.search(&typing).unwrap().total,
        1,
        "a word in use is not taken for unfinished"
    );
}

#[test]
fn case_numbers_and_laws_are_found_whole_and_in_parts() {
    let mut first = item("1", "", "Lovforslag L 191 om jobcentre");
    first.case_number = Some("SAG-2022-00570".to_owned());
    let mut second = item("2", "", "191 borgere, linje L, jf. EMN-2025-008468");
    second.case_number = Some("25/26257".to_owned());
    let index = index(&[first, second]);
    for (text, ids) in [
        ("SAG-2022-00570", "1"),
        ("sag-2022-00570", "1"),
        ("00570", "1"),
        ("sag:2022-00570", "1"),
        ("25/26257", "2"),
        ("EMN-2025-008468", "2"),
        ("L 191", "1"),
        ("l 191", "1"),
        ("L191", "1"),
        ("\"L 191\"", "1"),
        ("191", "1 2"),
    ] {
        assert_eq!(found(&index, text), ids, "{text}");
    }
}

#[test]
fn hyphens_in_names_do_not_hide_the_words() {
    let index = index(&[item("1", "", "Næstved-Slagelse-Kalundborg, it-driftsenheder, 2018-2022")]);
    for text in ["Slagelse", "Næstved-Slagelse-Kalundborg", "it-driftsenhed", "2018-2022", "2022"]
    {
        assert_eq!(found(&index, text), "1", "{text}");
    }
}

#[test]
fn phrases_keep_the_order_and_exclusions_exclude() {
    let index = index(&[
        item("1", "Nær sundhed", "Det nære sundhedsvæsen og socialt udsatte"),
        item("2", "Sundhed nær", "Udsatte børn, socialt"),
    ]);
    assert_eq!(found(&index, "\"socialt udsatte\""), "1");
    assert_eq!(found(&index, "socialt udsatte"), "1 2");
    assert_eq!(found(&index, "udsatte -børn"), "1");
    assert_eq!(found(&index, "-børn"), "1");
    assert_eq!(found(&index, "\"nær sundhed\""), "1");
}

#[test]
fn either_of_two_words_will_do_with_eller() {
    let index =
        index(&[item("1", "", "motorvej"), item("2", "", "jernbane"), item("3", "", "havn")]);
    assert_eq!(found(&index, "motorvej ELLER jernbane"), "1 2");
    assert_eq!(found(&index, "motorvej OR havn"), "1 3");
}

#[test]
fn a_beginning_finds_the_words_that_begin_so() {
    let index = index(&[
        item("1", "", "Uddannelsesudvalget"),
        item("2", "", "Sønderjylland"),
        item("3", "", "SAG-2022-00570"),
    ]);
    assert_eq!(found(&index, "uddann*"), "1");
    assert_eq!(found(&index, "Soender*"), "2");
    let typing = |text: &str| {
        index.search(&Query { text: text.to_owned(), limit: 5, ..Query::default() }).unwrap()
    };
    assert_eq!(typing("uddannel").total, 1);
    assert_eq!(typing("sag-2022-0").total, 1);
    assert_eq!(typing("uddannel ").total, 0, "a space ends the word");
    assert_eq!(marked(&typing("sønd")), ["Sønderjylland"]);
}

#[test]
fn fields_narrow_the_search() {
    let mut other = item("2", "Budget", "Om klynger");
    other.body = "k17".to_owned();
    other.body_name = "Kommunaldirektørkredsen K17".to_owned();
    other.date = Some(jiff::civil::date(2025, 9, 2));
    let index = index(&[item("1", "Klynger", "Om budget"), other]);
    for (text, ids) in [
        ("titel:klynge", "1"),
        ("organ:k17", "2"),
        ("organ:\"KKR Sjælland\" budget", "1"),
        ("år:2025 budget", "2"),
        ("aar:2021-2023", "1"),
        ("år:2019", ""),
        ("budget", "1 2"),
    ] {
        assert_eq!(found(&index, text), ids, "{text}");
    }
}

#[test]
fn words_too_common_to_narrow_are_not_required() {
    let index = index(&[item("1", "", "Økonomi for klynger")]);
    assert_eq!(found(&index, "klyngernes økonomi i det og på"), "1");
    assert_eq!(found(&index, "for"), "1");
}

#[test]
fn any_word_will_do_where_no_item_has_all() {
    let index = index(&[item("1", "", "motorvej"), item("2", "", "jernbane")]);
    let found = find(&index, "motorvej jernbane lufthavn");
    assert!(found.any_word);
    assert_eq!(found.total, 2);
}

#[test]
fn words_in_use_nowhere_are_the_first_to_be_given_up() {
    let index = index(&[item("1", "", "motorvej og jernbane"), item("2", "", "jernbane")]);
    let found = find(&index, "motorvej jernbane lufthavn");
    assert!(found.any_word);
    assert_eq!(ids(&found), ["1"]);
    let found = find(&index, "lufthavn xyzzy");
    assert!(!found.any_word);
    assert_eq!(found.total, 0);
}

#[test]
fn a_misspelt_word_is_put_right() {
    let index = index(&[
        item("1", "", "Sundhedsklynger i Kalundborg og København"),
        item("2", "", "Kalundborg havn"),
    ]);
    for (typed, meant) in [
        ("Kalundbrog", Some("Kalundborg ")),
        ("kobenhavn", Some("københavn ")),
        ("havn i Kalundorg", Some("havn i Kalundborg ")),
        ("sundhedsklnger", Some("sundhedsklynger ")),
        ("Kalundborg", None),
        ("xyzzy", None),
    ] {
        assert_eq!(find(&index, typed).suggestion.as_deref(), meant, "{typed}");
    }
}

#[test]
fn beginnings_are_completed_by_frequency() {
    let index = index(&[
        item("1", "Klynger", "klynge klyngerne kollektiv"),
        item("2", "", "klyngerne"),
        item("3", "", "klyngerne øresund"),
    ]);
    let completed = |text| index.terms_starting_with(text, Audience::Public, 2).unwrap();
    assert_eq!(completed("Klyn"), ["klyngerne", "klynge"]);
    assert_eq!(completed("oeres"), ["øresund"]);
    assert!(completed("").is_empty() && completed("*=").is_empty());
}

#[test]
fn facets_count_the_whole_result() {
    let mut entries: Vec<_> = (0..30).map(|n| item(&n.to_string(), "", "klynge")).collect();
    for (n, entry) in entries.iter_mut().enumerate() {
        entry.municipalities = vec!["faxe".to_owned(), format!("m{}", n % 2)];
        entry.people = vec!["heino-knudsen".to_owned()];
        entry.outcome = if n < 10 { "approved" } else { "" }.to_owned();
        entry.date = Some(jiff::civil::date(if n < 12 { 2022 } else { 2025 }, 1, 1));
    }
    let index = index(&entries);
    let query = Query { limit: 2, offset: 3, ..asked("klynge") };
    let found = index.search(&query).unwrap();
    let count = |value: &str, count| (value.to_owned(), count);
    assert_eq!((found.total, found.hits.len()), (30, 2));
    assert_eq!(found.facets.bodies, [count("kkr-sjaelland", 30)]);
    assert_eq!(found.facets.years, [count("2025", 18), count("2022", 12)]);
    assert_eq!(found.facets.kinds, [count("decision", 30)]);
    assert_eq!(found.facets.outcomes, [count("approved", 10)]);
    assert_eq!(found.facets.municipalities, [count("faxe", 30), count("m0", 15), count("m1", 15)]);
    assert_eq!(found.facets.people, [count("heino-knudsen", 30)]);
    let narrowed = Query {
        municipality: Some("m1".to_owned()),
        outcome: Some("approved".to_owned()),
        person: Some("heino-knudsen".to_owned()),
        kind: Some("decision".to_owned()),
        year: Some(2022),
        body: Some("kkr-sjaelland".to_owned()),
        ..asked("")
    };
    assert_eq!(index.search(&narrowed).unwrap().total, 5);
}

fn sample() -> Index {
    index(&[item("1", "Sundhedsklynger", "Klynger i Køge, L 191"), item("2", "Vej", "Motorvej")])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn no_query_is_an_error(text in "\\PC{0,60}|[-\"*:. a-zæøåORELLER|0-9\\x00-\\x1f]{0,60}") {
        thread_local!(static INDEX: Index = sample());
        for audience in [Audience::Public, Audience::Insider] {
            let query = Query { text: text.clone(), audience, limit: 5, ..Query::default() };
            prop_assert!(INDEX.with(|index| index.search(&query)).is_ok());
            prop_assert!(INDEX.with(|index| index.terms_starting_with(&text, audience, 5)).is_ok());
        }
    }
}

#[test]
fn long_and_broken_queries_are_answered() {
    let index = sample();
    for text in [
        "\"klynge".to_owned(),
        "klynge ".repeat(2_000),
        "\"".repeat(10_000),
        "a-b-c-d-e-f-g-h-i-j".to_owned(),
        "ø".repeat(10_000),
        "år:99999999999999999999 organ: titel: sag:".to_owned(),
        "\u{0}\u{1}\u{7f}".to_owned(),
    ] {
        index.search(&Query { text, limit: usize::MAX, offset: 1, ..Query::default() }).unwrap();
    }
}
