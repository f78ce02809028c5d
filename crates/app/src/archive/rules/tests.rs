use std::collections::HashSet;

use jiff::civil::date;
use raadslag_document::{Access, Decision, Document, DocumentKind, Item, Outcome, Section};
use uuid::Uuid;

use super::*;
use crate::archive::tests::builder::With;
use crate::archive::tests::{agenda, item, minutes};
use crate::ids::{ItemId, ThreadId};

fn keys(items: &[(&str, &str, &str)]) -> Vec<ItemKey> {
    let given = |text: &'static str| (!text.is_empty()).then_some(text);
    items
        .iter()
        .map(|(number, case, title)| {
            let (number, case): (String, String) = ((*number).into(), (*case).into());
            let number: &'static str = number.leak();
            let case: &'static str = case.leak();
            ItemKey::new(given(number), given(case), title)
        })
        .collect()
}

fn check_match(held: &[(&str, &str, &str)], new: &[(&str, &str, &str)], wanted: &[Option<usize>]) {
    assert_eq!(match_items(&keys(held), &keys(new)), wanted, "{held:?} → {new:?}");
}

#[test]
fn items_are_matched_by_case_number_and_title() {
    let held = [("1", "A-1", "Togstop på Sydbanen"), ("2", "B-2", "Rammeaftale for området")];
    // Renumbered, the title a little changed.
    let new = [("4", "B-2", "Rammeaftale for området 2022"), ("5", "A-1", "Togstop på Sydbanen")];
    check_match(&held, &new, &[Some(1), Some(0)]);
}

#[test]
fn a_case_number_that_many_items_share_does_not_decide() {
    let series = "SAG-2025-00105";
    let held = [("1", series, "Mål og strategi"), ("2", series, "Udpegning til bestyrelse")];
    let new = [("1", series, "Udpegning til bestyrelse"), ("2", series, "Skovrejsning i Lejre")];
    check_match(&held, &new, &[Some(1), None]);
}

#[test]
fn the_same_number_with_an_alike_title_is_the_same_item() {
    let held = [("2.3", "", "Analyse af togstop")];
    check_match(&held, &[("2.3", "", "Analyse af togstop på Femern")], &[Some(0)]);
    check_match(&held, &[("2.3", "", "Meddelelser fra formanden")], &[None]);
}

#[test]
fn another_case_under_the_same_number_is_another_item() {
    check_match(&[("1", "A-1", "Lokalplan 12")], &[("1", "A-2", "Lokalplan 12a")], &[None]);
    // A case number put right: number and title leave no doubt.
    check_match(&[("1", "A-1", "Lokalplan 12")], &[("1", "A-2", "Lokalplan 12")], &[Some(0)]);
}

#[test]
fn titles_that_differ_in_a_year_are_two_items() {
    let held = [("5", "", "Regnskab 2023"), ("6", "", "Regnskab 2024")];
    let new = [("7", "", "Regnskab 2024"), ("8", "", "Regnskab 2025")];
    check_match(&held, &new, &[Some(1), None]);
    let swapped = [("5", "", "Regnskab 2024"), ("6", "", "Regnskab 2023")];
    check_match(&held, &swapped, &[Some(1), Some(0)]);
}

#[test]
fn damage_to_spaces_and_hyphens_is_forgiven() {
    let held = [("", "", "Sundheds- samar bejde på Sjæl- land")];
    check_match(&held, &[("", "", "Sundhedssamarbejde på Sjælland")], &[Some(0)]);
}

#[test]
fn equal_titles_are_told_apart_by_their_numbers() {
    let held = [("3", "", "Lukket punkt"), ("5", "", "Lukket punkt"), ("9", "", "Lukket punkt")];
    let new = [("5", "", "Lukket punkt"), ("9", "", "Lukket punkt"), ("10", "", "Lukket punkt")];
    check_match(&held, &new, &[Some(1), Some(2), Some(0)]);
}

#[test]
fn minutes_stand_above_supplements_and_these_above_agendas() {
    let plain = agenda("B", "2022-09-07", vec![item("1", "a")]);
    let later = agenda("B", "2022-09-07", vec![item("1", "b")]);
    let decided = minutes("B", "2022-09-07", vec![item("1", "c")]);
    let mut more = agenda("B", "2022-09-07", vec![item("1", "d")]);
    more.meeting.supplementary = true;
    let check = |imported: &[&Document], wanted: &[usize]| {
        assert_eq!(newest_first(imported), wanted);
    };
    check(&[&plain, &more, &decided], &[2, 1, 0]);
    check(&[&decided, &more, &plain], &[0, 1, 2]);
    check(&[&plain, &later], &[1, 0]);
    check(&[&plain, &later, &plain], &[2, 1, 0]);
    // The same text again, in another file, does not take the place of the first.
    check(&[&plain, &later, &later], &[1, 2, 0]);
    check(&[&decided, &plain, &decided], &[0, 2, 1]);
}

fn held<'a>(document: &'a Document, items: &'a [u8]) -> Held<'a, u8> {
    Held { document, items }
}

fn shown(composed: &Composed<u8>) -> Vec<u8> {
    composed.entries.iter().map(|entry| entry.id).collect()
}

#[test]
fn minutes_are_completed_by_the_agenda_part_by_part() {
    let before = item("1", "Togstop").text("Baggrund").recommended("At").case("A-1");
    let agenda = agenda("B", "2022-09-07", vec![before, item("2", "Skove")]);
    let after = item("1", "Togstop").decided("Godkendt", Outcome::Approved).text("Nyt");
    let minutes = minutes("B", "2022-09-07", vec![after]);
    let composed = compose(&[held(&minutes, &[1]), held(&agenda, &[1, 2])]);
    assert_eq!(shown(&composed), [1]);
    let item = &composed.entries[0].item;
    assert_eq!(item.fields[0].blocks[0].texts(), ["Nyt"], "its own text stands");
    assert_eq!(item.recommendations.len(), 1);
    assert_eq!(item.case_number.as_deref(), Some("A-1"));
    let replaced: Vec<u8> = composed.replaced.iter().map(|entry| entry.id).collect();
    assert_eq!(replaced, [2]);
    assert_eq!(composed.head.document, DocumentKind::Minutes);
}

#[test]
fn what_a_newer_agenda_leaves_out_is_gone_and_what_a_supplement_leaves_out_is_not() {
    let full = || item("1", "Togstop").text("Baggrund").recommended("At").case("A-1");
    let first = agenda("B", "2022-09-07", vec![full()]);
    let corrected = agenda("B", "2022-09-07", vec![item("1", "Togstop").recommended("At")]);
    let composed = compose(&[held(&corrected, &[1]), held(&first, &[1])]);
    assert_eq!(composed.entries[0].item, item("1", "Togstop").recommended("At"));
    // Nor do minutes bring it back.
    let decided = || item("1", "Togstop").decided("Godkendt", Outcome::Approved);
    let minutes = minutes("B", "2022-09-07", vec![decided()]);
    let versions = [held(&minutes, &[1]), held(&corrected, &[1]), held(&first, &[1])];
    assert_eq!(compose(&versions).entries[0].item, decided().recommended("At"));
    let mut more = agenda("B", "2022-09-07", vec![item("1", "Togstop").text("Nyt")]);
    more.meeting.supplementary = true;
    let composed = compose(&[held(&more, &[1]), held(&first, &[1])]);
    assert_eq!(composed.entries[0].item.case_number.as_deref(), Some("A-1"));
}

#[test]
fn a_closed_item_neither_gives_nor_takes() {
    let open = agenda("B", "", vec![item("1", "Køb").text("Pris")]);
    let closed = minutes("B", "", vec![item("1", "Køb").closed()]);
    let composed = compose(&[held(&closed, &[1]), held(&open, &[1])]);
    assert_eq!(composed.entries[0].item, item("1", "Køb").closed());
    let closed = agenda("B", "", vec![item("1", "Køb").text("Pris").closed()]);
    let open = minutes("B", "", vec![item("1", "Køb")]);
    let composed = compose(&[held(&open, &[1]), held(&closed, &[1])]);
    assert_eq!(composed.entries[0].item, item("1", "Køb"));
}

#[test]
fn a_supplement_puts_new_items_at_the_end_of_their_section() {
    let section = |number: &str, items: Vec<Item>| Section {
        number: Some(number.to_owned()),
        title: None,
        items,
    };
    let mut whole = agenda("B", "", vec![]);
    whole.sections =
        vec![section("1", vec![item("1.1", "a")]), section("2", vec![item("2.1", "b")])];
    // It has no sections of its own: the numbers tell.
    let mut more = agenda("B", "", vec![item("1.2", "c"), item("9.1", "d")]);
    more.meeting.supplementary = true;
    let composed = compose(&[held(&more, &[3, 4]), held(&whole, &[1, 2])]);
    assert_eq!(shown(&composed), [1, 3, 2, 4]);
    let sections: Vec<usize> = composed.entries.iter().map(|entry| entry.section).collect();
    assert_eq!(sections, [0, 0, 1, 2]);
    assert_eq!(composed.head.sections.len(), 3);
    assert!(!composed.head.meeting.supplementary);
    let alone = compose(&[held(&more, &[3, 4])]);
    assert_eq!(shown(&alone), [3, 4]);
}

#[test]
fn versions_of_one_item_only_are_unchanged_by_composing() {
    let decision = Decision { text: "Godkendt".to_owned(), ..Decision::default() };
    let only = Item { decision: Some(decision), access: Access::Open, ..item("1", "a").text("b") };
    let document = minutes("B", "2022-09-07", vec![only.clone(), item("2", "c")]);
    let composed = compose(&[held(&document, &[1, 2])]);
    assert_eq!(composed.entries[0].item, only);
    assert!(composed.replaced.is_empty());
}

#[test]
fn a_document_of_the_same_day_is_of_the_same_meeting_unless_clearly_another() {
    let items = |titles: &[&str]| titles.iter().map(|t| item("", t)).collect::<Vec<_>>();
    let of = |titles: &[&str], start: Option<&str>| {
        let mut document = agenda("B", "2022-09-07", items(titles));
        document.meeting.start = start.map(|start| start.parse().unwrap());
        document
    };
    let candidate = |document: &Document| Candidate {
        start: document.meeting.start,
        items: document.items().map(ItemKey::of).collect(),
    };
    let check = |new: &Document, held: &Document, same: bool| {
        let found = same_meeting(new, &[candidate(held)]);
        assert_eq!(found, same.then_some(0), "{:?} {:?}", new.meeting, held.meeting);
    };
    let (abc, xyz) = (["alfa", "beta", "gamma"], ["xi", "ypsilon", "zeta"]);
    check(&of(&abc, None), &of(&abc, None), true);
    check(&of(&abc, Some("9.30")), &of(&abc, Some("10.00")), true);
    check(&of(&xyz, Some("9.30")), &of(&abc, Some("10.00")), false);
    check(&of(&xyz, Some("9.30")), &of(&abc, Some("9.30")), true);
    check(&of(&xyz, None), &of(&abc, None), false);
    check(&of(&["xi"], None), &of(&abc, None), true);
    let mut more = of(&xyz, None);
    more.meeting.supplementary = true;
    check(&more, &of(&abc, None), true);
    // Of two meetings that day it belongs to the one it shares items with.
    let both = [candidate(&of(&abc, None)), candidate(&of(&xyz, None))];
    assert_eq!(same_meeting(&of(&xyz, None), &both), Some(1));
}

#[test]
fn addresses_are_unique_and_readable() {
    let none = HashSet::new();
    assert_eq!(meeting_slug(Some(date(2022, 9, 7)), &none), "2022-09-07");
    let taken = HashSet::from(["2022-09-07".to_owned(), "2022-09-07-2".to_owned()]);
    assert_eq!(meeting_slug(Some(date(2022, 9, 7)), &taken), "2022-09-07-3");
    assert_eq!(meeting_slug(None, &none), "uden-dato");
    let slug = |number, title: &str, taken| item_slug("kkr", "2022-09-07", number, title, taken);
    assert_eq!(slug(Some("2.6"), "Model", &none), "kkr-2022-09-07-2-6");
    assert_eq!(slug(None, "Børn & unge", &none), "kkr-2022-09-07-boern-unge");
    assert_eq!(slug(Some("–"), "…", &none), "kkr-2022-09-07-punkt");
    let taken = HashSet::from(["kkr-2022-09-07-2-6".to_owned()]);
    assert_eq!(slug(Some("2.6"), "Model", &taken), "kkr-2022-09-07-2-6-model");
    let taken =
        HashSet::from(["kkr-2022-09-07-2-6".to_owned(), "kkr-2022-09-07-2-6-model".to_owned()]);
    assert_eq!(slug(Some("2.6"), "Model", &taken), "kkr-2022-09-07-2-6-model-2");
}

fn id<T: From<Uuid>>(number: u128) -> T {
    Uuid::from_u128(number).into()
}

#[test]
fn threads_keep_their_addresses_when_they_grow_split_and_merge() {
    let items = |numbers: &[u128]| numbers.iter().map(|n| id::<ItemId>(*n)).collect::<Vec<_>>();
    let held = |number: u128, of: &[u128]| HeldThread {
        id: id::<ThreadId>(number),
        slug: number.to_string(),
        items: items(of),
    };
    let check = |old: &[&[u128]],
                 new: &[&[u128]],
                 continued: &[Option<usize>],
                 merged: &[(usize, usize)]| {
        let old: Vec<_> = (1..).zip(old).map(|(n, of)| held(n, of)).collect();
        let new: Vec<_> = new.iter().map(|of| items(of)).collect();
        let found = inherit(&old, &new);
        assert_eq!((found.continued.as_slice(), found.merged.as_slice()), (continued, merged));
    };
    check(&[], &[&[1, 2]], &[None], &[]);
    check(&[&[1, 2]], &[&[1, 2, 3]], &[Some(0)], &[]);
    check(&[&[1, 2, 3]], &[&[1, 4], &[2, 3]], &[None, Some(0)], &[]);
    check(&[&[1, 2], &[3, 4, 5]], &[&[1, 2, 3, 4, 5]], &[Some(1)], &[(0, 0)]);
    check(&[&[1, 2], &[3, 4]], &[&[1, 2, 3, 4]], &[Some(0)], &[(1, 0)]);
    check(&[&[1, 2]], &[], &[], &[]);
}
