//! The rules of mentions, each with sentences of its own.

use jiff::civil::date;
use raadslag_document::{Block, Field, FieldName, Item, Spot};

use crate::mentions::MentionKind;
use crate::register::BodyKind;
use crate::register::{BodyIdentity, Register};

use super::{Context, Mention, find};

fn item(text: &str) -> Item {
    let field =
        Field { name: FieldName::Background, heading: None, blocks: vec![Block::paragraph(text)] };
    Item { title: String::new(), fields: vec![field], ..Item::default() }
}

fn mentions_at(text: &str, body: &str) -> Vec<Mention> {
    let body = Register::shared().body_of(body);
    let context =
        Context { body: Some(&body), date: Some(date(2022, 9, 7)), register: Register::shared() };
    find(&item(text), &context)
}

/// The values of one kind; ambiguous ones with a question mark.
fn values(kind: MentionKind, text: &str) -> Vec<String> {
    let marked = |m: Mention| if m.ambiguous { format!("{}?", m.value) } else { m.value };
    mentions_at(text, "KKR Sjælland").into_iter().filter(|m| m.kind == kind).map(marked).collect()
}

fn check(kind: MentionKind, text: &str, expect: &[&str]) {
    assert_eq!(values(kind, text), expect, "{text}");
}

#[test]
fn a_mention_is_exactly_the_characters_at_its_place() {
    let text = "Ærø og Øerne: på mødet så Pia Ørsted (A) på 4½ mio. kr. til Sorø Kommune senest 3. maj 2024.";
    let found = mentions_at(text, "KKR Sjælland");
    assert!(found.len() >= 4, "{found:?}");
    for mention in found {
        assert_eq!(mention.place.spot, Spot::Field { field: 0, block: 0, text: 0 });
        let (start, end) = (mention.place.start as usize, mention.place.end as usize);
        let there: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(there, mention.text);
    }
}

#[test]
fn kommune_makes_a_name_a_municipality() {
    let check = |text, expect: &[&str]| check(MentionKind::Municipality, text, expect);
    check("Faxe Kommunes plan og Københavns Kommune samt sorø kommune.", &["Faxe", "København"]);
    check("I Sorø kommunes budget er der plads.", &["Sorø"]);
    check("Holdet (Greve, Køge og Stevns kommuner) mødes.", &["Greve", "Køge", "Stevns"]);
    check("Kommunerne Lejre, Holbæk og Kalundborg er enige.", &["Lejre", "Holbæk", "Kalundborg"]);
    check("Hun er borgmester i Vejen og taler.", &["Vejen"]);
    check("Også Guldborgsund har meldt sig.", &["Guldborgsund"]);
    check("Bornholms Regionskommune svarede.", &["Bornholm"]);
}

#[test]
fn a_bare_name_may_be_a_town_and_is_not_guessed() {
    let check = |text, expect: &[&str]| check(MentionKind::Municipality, text, expect);
    check("Der bliver stop i Ringsted eller Næstved.", &["Ringsted?", "Næstved?"]);
    check("Vejen er lukket. Skive efter skive.", &[]);
    check("Vi kører Næstved-Slagelse-Kalundborg og til Køge Nord.", &[]);
    check("Københavnsområdet og Torben Greve.", &[]);
    let found = mentions_at("Toget til Køge.", "KKR Sjælland");
    assert_eq!(found[0].slug, None);
}

#[test]
fn bodies_are_matched_to_the_register_or_kept_as_written() {
    let check = |text, expect: &[&str]| check(MentionKind::Body, text, expect);
    check("KKR Sjællands møde med KKR HOVEDSTADEN", &["KKR Sjælland", "KKR Hovedstaden"]);
    check("Kommunaldirektørkredsen, K17, anbefaler.", &["K17"]);
    check("Kommunaldirektørkredsen anbefaler.", &["K17"]);
    check("Det er K17-tovholderens opgave.", &[]);
    check(
        "Regionsrådet i Region Sjælland og Region Østdanmark",
        &["Regionsrådet i Region Sjælland", "Region Østdanmark"],
    );
    check("Overalt i region Sjælland.", &["Region Sjælland?"]);
    check("Regionsrådet mener det samme som byrådet.", &["Regionsrådet?", "Byrådet?"]);
    check(
        "Holbæk-klyngen og Nykøbing F-klyngen mødes.",
        &["Sundhedsklyngen Holbæk", "Sundhedsklyngen Nykøbing F"],
    );
    check(
        "Århus Byråd skrev til Stevns Kommunalbestyrelse.",
        &["Aarhus Byråd", "Stevns Kommunalbestyrelse"],
    );
}

#[test]
fn the_council_is_the_one_that_meets() {
    let body = BodyIdentity {
        slug: "soroe-byraad".into(),
        name: "Sorø Byråd".into(),
        kind: BodyKind::Council,
    };
    let context = Context { body: Some(&body), date: None, register: Register::shared() };
    let found = find(&item("Det vedtog byrådet i går."), &context);
    assert_eq!(found[0].slug.as_deref(), Some("soroe-byraad"));
    assert!(!found[0].ambiguous);
}

#[test]
fn a_person_is_named_with_a_post_a_party_or_a_municipality() {
    let check = |text, expect: &[&str]| check(MentionKind::Person, text, expect);
    check("Det siger borgmester, Lone Abild, Køge Kommune.", &["Lone Abild"]);
    check("Lone Abild, Borgmester, Køge Kommune, KKR Sjælland", &["Lone Abild"]);
    check("Borgmester Bo Lindeskov Krag bød velkommen.", &["Bo Lindeskov Krag"]);
    check("Rektor, Ane Wium, Absalon, holder oplæg.", &["Ane Wium"]);
    check("I klyngen sidder Tove Hald-Nielsen (V).", &["Tove Hald-Nielsen"]);
    check(
        "regionsrådsformand Hans Ejler kom med indenrigs- og boligminister Ib W. Storm",
        &["Hans Ejler", "Ib W. Storm"],
    );
    check("Direktør for ABCEU Rikke Smed deltager.", &["Rikke Smed"]);
    check("Formand for udsatterådet, Eva Kjær (værestederne)", &["Eva Kjær"]);
    check(
        "Ole Gram, kommunaldirektør Lejre Kommune, og Per Tang, adm. direktør Region Sjælland",
        &["Ole Gram", "Per Tang"],
    );
    check("Willy Vester, Egedal Kommune", &["Willy Vester"]);
    check("Da Mona Juul Friis, formand, rejste sig, fulgte vi.", &["Mona Juul Friis"]);
}

#[test]
fn votes_and_reservations_name_people() {
    let check = |text, expect: &[&str]| check(MentionKind::Person, text, expect);
    check(
        "Jan Borup, Liv Ask og Mia Bek kunne ikke tiltræde indstillingen.",
        &["Jan Borup", "Liv Ask", "Mia Bek"],
    );
    check("For stemte: Ø (Ida Lund, Klaus G. Henrik), A og C", &["Ida Lund", "Klaus G. Henrik"]);
    check("Liberal Alliance tog forbehold. Socialistisk Folkeparti tog forbehold.", &[]);
}

#[test]
fn capitals_alone_make_no_person() {
    let check = |text, expect: &[&str]| check(MentionKind::Person, text, expect);
    for text in [
        "Bestyrelsen for Greater Copenhagen, formand og direktør Region Sjælland.",
        "Direktør, Copenhagen Business School",
        "Borgmester, Høje-Taastrup Kommune",
        "Medlem af Borgerrepræsentationen, Københavns Kommune",
        "Ringsted Kongrescenter, Ringsted Kommune",
        "Marie Stærke kom.",
        "Teknisk Direktør, Faxe Kommune",
    ] {
        check(text, &[]);
    }
}

#[test]
fn a_person_once_shown_is_known_in_the_whole_item() {
    let check = |text, expect: &[&str]| check(MentionKind::Person, text, expect);
    check(
        "Nu taler Bodil Marker. Bodil Marker (A) svarer. Det er Bodil Markers sag.",
        &["Bodil Marker", "Bodil Marker", "Bodil Marker"],
    );
}

#[test]
fn a_post_says_whose_it_is_and_leads_to_the_person() {
    let found = mentions_at("Borgmester Lone Abild, Køge Kommune, indleder.", "KKR Sjælland");
    let post = found.iter().find(|m| m.kind == MentionKind::Post).unwrap();
    assert_eq!(
        (post.value.as_str(), post.slug.as_deref()),
        ("borgmester, Køge Kommune", Some("lone-abild"))
    );
    assert_eq!(post.text, "Borgmester");
}

#[test]
fn laws_are_bills_acts_and_paragraphs() {
    let check = |text, expect: &[&str]| check(MentionKind::Law, text, expect);
    check("L 191 blev vedtaget.", &["L 191"]);
    check(
        "Se § 12 i loven, jf. lov nr. 1532 af 12. december 2023.",
        &["lov nr. 1532 af 12. december 2023"],
    );
    check(
        "Efter kommunestyrelseslovens § 24, stk. 1, vælges",
        &["kommunestyrelsesloven § 24, stk. 1"],
    );
    check("Det følger af sundhedsloven.", &["sundhedsloven"]);
    check("som foreskrevet i lov om socialtilsyn.", &["lov om socialtilsyn"]);
    check("C og L 5 medlemmer stemte; lokale L 12; lovforslaget; skoven", &[]);
}

#[test]
fn a_deadline_is_a_date_something_is_due() {
    let check = |text, expect: &[&str]| check(MentionKind::Deadline, text, expect);
    check(
        "Svar senest den 1. december 2022 eller inden udgangen af 2027.",
        &["2022-12-01", "2027-12-31"],
    );
    check("Alle byråd tiltræder senest 1. november.", &["2022-11-01?"]);
    check(
        "Der er frist den 3. marts 2025, og høringsfristen er 15-04-2025.",
        &["2025-03-03", "2025-04-15"],
    );
    check("Planerne skal afleveres til godkendelse den 15. oktober 2022.", &["2022-10-15"]);
    check("De skal aflevere deres planer i juni 2023.", &["2023-06-30"]);
    check("Byen har fået udskudt afleveringen til 22. december 2022.", &["2022-12-22"]);
    check("Mødet den 4. maj 2022 vedtog det. Ved udgangen af 2022 er vi færdige.", &[]);
    check("Senest 14 dage før mødet i juni 2022 sendes dagsordenen.", &[]);
}

#[test]
fn money_is_exact_kroner() {
    let check = |text, expect: &[&str]| check(MentionKind::Money, text, expect);
    check(
        "6,1 mio. kr. og 4 mia. kr. og 1.250.000 kr. i alt",
        &["6100000", "4000000000", "1250000"],
    );
    check("kr. 2.500,- og DKK 3 mio. og 2½ mio. kroner", &["2500", "3000000", "2500000"]);
    check("svarende til 2,24 kr./indbygger eller 12 kr. pr. time", &["2.24/indbygger", "12/time"]);
    check("mellem 4-5 mio. kr. årligt", &["4000000?", "5000000?"]);
    check("i 2022 6,1 mio. kr.", &["6100000"]);
    check("(i 1.000 kr.) og 74 pct.", &[]);
    check("0,125 mio. kr. og 1,2345 mio. kr.", &["125000", "1234500"]);
}

#[test]
fn counts_are_numbers_of_things() {
    let check = |text, expect: &[&str]| check(MentionKind::Count, text, expect);
    check("De 22 sundhedsklynger i 46 kommuner", &["22 sundhedsklynger", "46 kommuner"]);
    check(
        "1.804 tilsynsbesøg hos 349 sociale tilbud og 2.146 besøg",
        &["1804 tilsynsbesøg", "349 sociale tilbud", "2146 besøg"],
    );
    check("De 17 kommuners bidrag og de syv borgmestre", &["17 kommuner", "7 borgmestre"]);
    check("I 2022 kommuner; punkt 2 medlemmer; 4-5 kommuner; 14 dage; 80 pct.", &[]);
}

#[test]
fn a_long_text_is_read_in_one_pass() {
    let text =
        "Borgmester Lone Abild, Køge Kommune, gav 6,1 mio. kr. senest 1. maj 2023. ".repeat(2_000);
    assert_eq!(values(MentionKind::Person, &text).len(), 2_000);
}
