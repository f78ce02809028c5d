use crate::register::BodyKind;

use super::{Alone, MunicipalityCode, Region, Register, short_slug, slug};

fn register() -> &'static Register {
    Register::shared()
}

#[test]
fn there_are_ninety_eight_municipalities_with_codes_and_slugs_of_their_own() {
    let all = register().municipalities();
    assert_eq!(all.len(), 98);
    assert!(all.windows(2).all(|pair| pair[0].code < pair[1].code));
    let slugs: std::collections::HashSet<_> = all.iter().map(|m| &m.slug).collect();
    assert_eq!(slugs.len(), 98);
    let per_region = Region::ALL.map(|region| all.iter().filter(|m| m.region == region).count());
    assert_eq!(per_region, [29, 17, 22, 19, 11]);
}

#[test]
fn the_seventeen_of_kkr_sjaelland_have_their_population() {
    let populations: Vec<_> = register()
        .municipalities()
        .iter()
        .filter_map(|m| m.population.map(|p| (m.region, p)))
        .collect();
    assert_eq!(populations.len(), 17);
    assert!(populations.iter().all(|(region, _)| *region == Region::Sjaelland));
    assert_eq!(populations.iter().map(|(_, p)| p).sum::<u32>(), 849_857);
}

#[test]
fn a_municipality_is_found_in_every_spelling_and_in_the_genitive() {
    for (written, slug) in [
        ("Faxe Kommunes", "faxe"),
        ("Faxes", "faxe"),
        ("Københavns Kommune", "koebenhavn"),
        ("Høje-Taastrup", "hoeje-taastrup"),
        ("Høje Tåstrup Kommune", "hoeje-taastrup"),
        ("Århus", "aarhus"),
        ("Aarhus Kommune", "aarhus"),
        ("Brønderslev", "broenderslev"),
        ("Assens' ", "assens"),
        ("Nordfyn", "nordfyns"),
        ("Nordfyns Kommune", "nordfyns"),
        ("Bornholms Regionskommune", "bornholm"),
        ("Åbenrå", "aabenraa"),
        ("LYNGBY-TAARBÆK KOMMUNE", "lyngby-taarbaek"),
    ] {
        let found = register().municipality_named(written).map(|m| m.slug.as_str());
        assert_eq!(found, Some(slug), "{written}");
    }
    for unknown in ["Malmø", "Kommune", "", "s", "Faxe Ladeplads"] {
        assert!(register().municipality_named(unknown).is_none(), "{unknown}");
    }
}

#[test]
fn names_in_a_text_are_whole_words_and_keep_their_case() {
    let text = "Københavnsområdet, vejen til Vejen, Randers' og Køges borgere i Årslev og Århus";
    let found: Vec<_> = register()
        .municipalities_in(text)
        .map(|f| (f.value.slug.as_str(), &text[f.range]))
        .collect();
    let expect =
        [("vejen", "Vejen"), ("randers", "Randers'"), ("koege", "Køges"), ("aarhus", "Århus")];
    assert_eq!(found, expect);
}

#[test]
fn a_code_outside_three_digits_is_no_code() {
    assert!(MunicipalityCode::new(99).is_none());
    let faxe = register().municipality_by_code(MunicipalityCode::new(320).unwrap()).unwrap();
    assert_eq!((faxe.name.as_str(), faxe.alone), ("Faxe", Alone::Place));
}

#[test]
fn a_registered_body_is_found_however_its_front_page_spells_it() {
    for (written, slug, kind) in [
        ("K K R  S J Æ L L A N D", "kkr-sjaelland", BodyKind::Kkr),
        ("K K R S J Æ L L A N D", "kkr-sjaelland", BodyKind::Kkr),
        ("KKR HOVEDSTADEN", "kkr-hovedstaden", BodyKind::Kkr),
        ("KKR Sjællands", "kkr-sjaelland", BodyKind::Kkr),
        ("Referat af møde i KKR Nordjylland", "kkr-nordjylland", BodyKind::Kkr),
        ("Kommunaldirektørkredsen, K17", "k17", BodyKind::Executives),
        ("Region Østdanmark", "region-oestdanmark", BodyKind::Region),
        ("Regionsrådet i Region Sjælland", "regionsraadet-i-region-sjaelland", BodyKind::Region),
        ("Holbæk-klyngen", "sundhedsklyngen-holbaek", BodyKind::Committee),
    ] {
        let body = register().body_of(written);
        assert_eq!((body.slug.as_str(), body.kind), (slug, kind), "{written}");
        assert!(register().body(slug).is_some());
    }
}

#[test]
fn any_other_body_keeps_its_name_and_gets_a_slug_from_it() {
    for (written, name, slug, kind) in [
        ("Teknisk Udvalg", "Teknisk Udvalg", "teknisk-udvalg", BodyKind::Committee),
        ("Århus byråd", "Aarhus Byråd", "aarhus-byraad", BodyKind::Council),
        ("Regionsrådet 2018-2021", "Regionsrådet", "regionsraadet", BodyKind::Region),
        ("Referat - Kulturudvalget", "Kulturudvalget", "kulturudvalget", BodyKind::Committee),
        (
            "KULTUR- OG FRITIDSUDVALGET",
            "Kultur- og fritidsudvalget",
            "kultur-og-fritidsudvalget",
            BodyKind::Committee,
        ),
        (
            "Dagsorden for Borgerrepræsentationen",
            "Borgerrepræsentationen",
            "borgerrepraesentationen",
            BodyKind::Council,
        ),
        ("Magistraten", "Magistraten", "magistraten", BodyKind::Committee),
    ] {
        let body = register().body_of(written);
        assert_eq!(
            (body.name.as_str(), body.slug.as_str(), body.kind),
            (name, slug, kind),
            "{written}"
        );
    }
}

#[test]
fn every_body_has_a_slug_of_its_own_and_every_cluster_member_is_a_municipality() {
    let slugs: std::collections::HashSet<_> =
        register().bodies().iter().map(|b| &b.identity.slug).collect();
    assert_eq!(slugs.len(), register().bodies().len());
    let members: Vec<_> = register().bodies().iter().flat_map(|b| &b.members).collect();
    assert_eq!(members.len(), 17);
    assert!(members.iter().all(|name| register().municipality_named(name).is_some()));
}

#[test]
fn a_slug_has_only_letters_digits_and_single_hyphens() {
    for (text, expect) in [
        ("Sorø", "soroe"),
        ("Ægte Å-løb (2. del)", "aegte-aa-loeb-2-del"),
        ("Café Müller", "cafe-myller"),
        ("—", ""),
        ("a\u{30a}", "a"),
    ] {
        assert_eq!(slug(text), expect, "{text}");
    }
    assert_eq!(short_slug("Status på den nye plan for havnen", 16), "status-paa-den");
    assert_eq!(short_slug("Sundhedssamarbejdsudvalget", 10), "sundhedssa");
}
