//! The rules of threads, each with items of its own, and the real documents.

use jiff::civil::{Date, date};
use raadslag_document::{Access, Block, Document, Field, FieldName, History, Item, ItemKind};
use raadslag_reader::{Reader, Source};

use crate::register::{BodyIdentity, Register};

use super::{LinkReason, Thread, ThreadItem, link, see_also};

/// An item on its meeting, built step by step.
#[derive(Clone)]
struct On {
    body: BodyIdentity,
    date: Date,
    item: Item,
    of: u32,
}

fn on(body: &str, date: Date, number: &str, title: &str) -> On {
    let item = Item { number: Some(number.into()), title: title.into(), ..Item::default() };
    On { body: Register::shared().body_of(body), date, item, of: 10 }
}

impl On {
    fn case(mut self, number: &str) -> Self {
        self.item.case_number = Some(number.into());
        self
    }

    fn text(mut self, text: &str) -> Self {
        let blocks = vec![Block::paragraph(text)];
        self.item.fields.push(Field { name: FieldName::Background, heading: None, blocks });
        self
    }

    fn history(mut self, body: &str, date: Date, item: &str) -> Self {
        self.item.history.push(History {
            body: Some(body.into()),
            date: Some(date),
            item: Some(item.into()),
            text: String::new(),
        });
        self
    }

    fn kind(mut self, kind: ItemKind) -> Self {
        self.item.kind = kind;
        self
    }

    fn of(mut self, items: u32) -> Self {
        self.of = items;
        self
    }

    fn closed(mut self) -> Self {
        self.item.access = Access::Closed;
        self
    }
}

/// Items named by their place in the list.
fn items(all: &[On]) -> Vec<ThreadItem<'_, usize>> {
    all.iter()
        .enumerate()
        .map(|(id, on)| ThreadItem {
            id,
            body: &on.body,
            date: Some(on.date),
            item: &on.item,
            items_in_meeting: on.of,
        })
        .collect()
}

fn threads(all: &[On]) -> Vec<Thread<usize>> {
    link(&items(all))
}

/// The members of every thread.
fn members(all: &[On]) -> Vec<Vec<usize>> {
    threads(all).iter().map(|t| t.members.iter().map(|m| m.id).collect()).collect()
}

const KKR: &str = "KKR Sjælland";
const SPRING: Date = date(2022, 3, 9);
const SUMMER: Date = date(2022, 6, 14);
const AUTUMN: Date = date(2022, 9, 7);

#[test]
fn the_same_case_number_is_the_same_case_across_bodies() {
    let all = [
        on("Sorø Byråd", SPRING, "4", "Ny svømmehal").case("EMN-2022-000017"),
        on("Teknisk Udvalg", SUMMER, "2", "Svømmehallens placering").case("emn-2022-000017 "),
        on("Teknisk Udvalg", SUMMER, "3", "Cykelsti").case("EMN-2022-000018"),
    ];
    assert_eq!(members(&all), [[0, 1]]);
    let reason = &threads(&all)[0].links[0].reason;
    assert_eq!(*reason, LinkReason::CaseNumber("emn-2022-000017 ".into()));
}

#[test]
fn a_number_that_a_third_of_a_meeting_shares_is_no_case() {
    let shared = |date, number: &str, title: &str| on(KKR, date, number, title).case("SAG-1").of(4);
    let all = [
        shared(SPRING, "1", "Broer"),
        shared(SPRING, "2", "Tunneler"),
        on("Sorø Byråd", SUMMER, "1", "Skove").case("SAG-1"),
    ];
    assert!(members(&all).is_empty());
    // Twice on a long agenda is one case on it twice.
    let rare: Vec<_> = all.into_iter().map(|on| on.of(20)).collect();
    assert_eq!(members(&rare), [[0, 1, 2]]);
}

#[test]
fn standing_items_never_thread() {
    let all = [
        on(KKR, SPRING, "1.1", "Godkendelse af dagsorden").case("A-1"),
        on(KKR, SUMMER, "1.1", "Godkendelse af dagsordenen 2022").case("A-1"),
        on(KKR, SPRING, "9", "Meddelelser fra formandskabet 2022"),
        on(KKR, SUMMER, "9", "Meddelelser fra formandskabet 2022"),
        on(KKR, SPRING, "10", "Protokol 2021").kind(ItemKind::Approval),
        on(KKR, SUMMER, "10", "Protokol 2022").kind(ItemKind::Approval),
        on(KKR, SUMMER, "11", "Eventuelt").text("KKR Sjælland drøftede det den 1. april 2022."),
    ];
    assert!(members(&all).is_empty(), "{:?}", threads(&all));
}

#[test]
fn a_history_line_leads_to_the_item_or_stays_an_open_end() {
    let all = [
        on("Sorø Byråd", SPRING, "7", "Havnens fremtid"),
        on("Teknisk Udvalg", SUMMER, "2", "Molen").history("Sorø Byråd", SPRING, "7").history(
            "Magistraten",
            date(2022, 3, 1),
            "12",
        ),
    ];
    let threads = threads(&all);
    assert_eq!(members(&all), [[0, 1]]);
    let end = &threads[0].open_ends[0];
    assert_eq!(
        (end.body.name.as_str(), end.date, &end.from),
        ("Magistraten", date(2022, 3, 1), &vec![1])
    );
    let words = "Magistraten, 1. marts 2022, punkt 12";
    assert_eq!(end.reasons, [LinkReason::History(words.to_owned())]);
}

#[test]
fn words_that_name_body_and_day_point_at_the_most_similar_item() {
    let all = [
        on(KKR, SUMMER, "2.1", "Nye færgeruter til øerne"),
        on(KKR, SUMMER, "2.2", "Lærlinge i ældreplejen"),
        on(KKR, AUTUMN, "2.4", "Prioritering af færgeruter")
            .text("Sagen følger op på temadrøftelse i KKR Sjælland den 14. juni 2022."),
    ];
    assert_eq!(members(&all), [[0, 2]]);
}

#[test]
fn a_reference_with_a_number_points_at_that_item() {
    let all = [
        on(KKR, SUMMER, "2.1", "Nye færgeruter"),
        on(KKR, SUMMER, "2.2", "Trivsel"),
        on(KKR, AUTUMN, "2.4", "Nye færgeruter igen")
            .text("Se bilag til punkt 2.2. til KKR Sjællands møde den 14. juni 2022."),
    ];
    assert_eq!(members(&all), [[1, 2]]);
}

#[test]
fn a_reference_to_a_meeting_outside_the_archive_is_an_open_end() {
    for (text, body, day) in [
        ("KKR Sjælland vedtog på sit møde den 14. juni 2022 en plan.", KKR, SUMMER),
        ("KKR Sjælland besluttede det 22/3-2022 uden afstemning.", KKR, date(2022, 3, 22)),
        ("I foråret (23. marts 2022) bad KKR Sjælland om tal.", KKR, date(2022, 3, 23)),
        ("Den 9. april 2022 behandlede Aarhus Byråd forslaget.", "Aarhus Byråd", date(2022, 4, 9)),
    ] {
        let found = threads(&[on(KKR, AUTUMN, "2.5", "Broer").text(text)]);
        assert_eq!(found.len(), 1, "{text}");
        let end = &found[0].open_ends[0];
        assert_eq!((end.body.name.as_str(), end.date), (body, day), "{text}");
        assert_eq!(found[0].members[0].reasons, end.reasons);
    }
}

#[test]
fn dates_given_in_turn_belong_to_bodies_named_in_turn() {
    let text = "KKR Sjælland og Udvalget for havne og fyr har henholdsvis den 1. februar 2022 og \
        den 3. februar 2022 besluttet at undersøge det.";
    let ends = &threads(&[on(KKR, AUTUMN, "2.5", "Fyr").text(text)])[0].open_ends;
    let ends: Vec<_> = ends.iter().map(|end| (end.body.slug.as_str(), end.date.day())).collect();
    assert_eq!(ends, [("kkr-sjaelland", 1), ("udvalget-for-havne-og-fyr", 3)]);
}

#[test]
fn a_date_that_another_body_or_actor_holds_points_nowhere() {
    for text in [
        "KKR Sjælland noterer, at Folketinget vedtog loven den 9. juni 2022.",
        "KKR Sjælland får sagen, som ABCEU behandlede på bestyrelsesmøde den 22. juni 2022.",
        "KKR Sjælland behandler sagen på sit møde den 22. november 2022.",
        "Aftalen fra KKR Sjælland er dateret den 1. maj 2022 i brevet.",
        "Referatet er udsendt den 22. juni 2022.",
    ] {
        let found = threads(&[on(KKR, AUTUMN, "2.5", "Broer").text(text)]);
        assert!(found.is_empty(), "{text} {found:?}");
    }
}

#[test]
fn a_closed_item_is_not_quoted() {
    let text = "KKR Sjælland vedtog på sit møde den 14. juni 2022 et køb.";
    assert!(threads(&[on(KKR, AUTUMN, "8", "Køb").text(text).closed()]).is_empty());
}

#[test]
fn a_yearly_subject_is_followed_from_year_to_year_in_its_body() {
    let yearly = |date, title: &str| on(KKR, date, "2", title);
    for (a, b, same) in [
        ("BørnetilsynVests årsrapport 2021", "Børnetilsyn Vests Årsrapport 2024", true),
        ("Resultatkontrakt 2022", "Resultatkontrakt 2023", true),
        (
            "Opfølgning på resultatkontrakt 2022 med Havnehuset",
            "Resultatkontrakt 2023 med Havnehuset",
            true,
        ),
        ("Fordeling af elevpladser for 2025", "Fordeling af elevpladser for 2026", true),
        ("Børnetilsyn Vests årsrapport 2021", "Havnehusets årsrapport 2021", false),
        ("Budget 2024 for veje og broer", "Ny svømmehal i 2025", false),
        ("Nærhospitaler", "Nærhospitaler", false),
        ("Orientering fra mødet den 4. maj 2022", "Orientering fra mødet den 7. maj 2023", false),
    ] {
        let all = [yearly(SPRING, a), yearly(date(2025, 9, 2), b), on(KKR, SPRING, "5", "Fyr")];
        assert_eq!(members(&all).len(), usize::from(same), "{a} / {b}");
    }
    let elsewhere =
        [yearly(SPRING, "Regnskab 2021"), on("Sorø Byråd", AUTUMN, "2", "Regnskab 2022")];
    assert!(members(&elsewhere).is_empty());
    let prepared = [yearly(AUTUMN, "Regnskab 2021"), on("K17", SUMMER, "2", "Regnskab 2021")];
    assert_eq!(members(&prepared), [[1, 0]]);
}

#[test]
fn a_named_work_is_followed_to_the_later_items_that_cite_it() {
    let cite = |date, text: &str| on(KKR, date, "2", "Tog og stationer").text(text);
    let all = [
        on(KKR, SPRING, "2.5", "Alle veje fører frem - status"),
        cite(SUMMER, "Planen ”Alle veje fører frem (AVFF)” er grundlag."),
        cite(AUTUMN, "Det følger af 'Alle veje fører frem'."),
        cite(date(2021, 1, 5), "Først nævnt her: »Alle veje fører frem«."),
        cite(date(2023, 1, 5), "Alle veje fører frem uden anførselstegn."),
    ];
    assert_eq!(members(&all), [[0, 1, 2]]);
}

#[test]
fn a_reference_within_the_meeting_is_a_relation_and_merges_nothing() {
    let all = [
        on(KKR, AUTUMN, "2.8", "Kajpladser for lystsejlere"),
        on(KKR, AUTUMN, "2.9", "Principper")
            .text("Det gælder, jf. også pkt. 2.8 om ”Kajpladser for lystsejlere”, og pkt. 7.7."),
    ];
    assert!(members(&all).is_empty());
    let related = see_also(&items(&all));
    assert_eq!(related.len(), 1);
    assert_eq!(
        (related[0].from, related[0].to, related[0].words.as_str()),
        (1, 0, "jf. også pkt. 2.8")
    );
}

#[test]
fn an_address_still_finds_its_thread_when_earlier_documents_come() {
    let later = [
        on(KKR, SUMMER, "2", "Havnens årsrapport 2021"),
        on(KKR, date(2023, 6, 1), "2", "Havnens årsrapport 2022"),
    ];
    let before = threads(&later).remove(0);
    assert_eq!(before.slug, "havnens-aarsrapport-2021-kkr-sjaelland-2022-06-14");
    let mut more = vec![on(KKR, date(2020, 6, 1), "2", "Havnens årsrapport 2019")];
    more.extend(later);
    let after = threads(&more).remove(0);
    assert_eq!(after.slug, "havnens-aarsrapport-2019-kkr-sjaelland-2020-06-01");
    assert!(after.aliases.contains(&before.slug));
}

#[test]
fn the_order_of_the_items_changes_nothing() {
    let all = documents();
    let mut items = real_items(&all);
    let expect = link(&items);
    assert!(expect.len() > 10);
    items.reverse();
    assert_eq!(link(&items), expect);
    items.rotate_left(17);
    assert_eq!(link(&items), expect);
}

/// The real documents: bodies and what they say.
fn documents() -> Vec<(BodyIdentity, Document)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/agendas");
    [
        "kkr-sjaelland-2022-09-07.txt",
        "kkr-sjaelland-2025-09-02.txt",
        "aarhus-byraad-2025-08-27.pdf",
        "aarhus-tekniskudvalg-2025-10-01.html",
    ]
    .map(|name| {
        let path = format!("{folder}/{name}");
        let bytes = std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let document = Reader::new().read(&bytes, &Source { name: Some(name) }).unwrap().document;
        (Register::shared().body_of(document.body.as_deref().unwrap()), document)
    })
    .into()
}

fn real_items(all: &[(BodyIdentity, Document)]) -> Vec<ThreadItem<'_, (String, String)>> {
    let items = all.iter().flat_map(|(body, document)| {
        let count = u32::try_from(document.items().count()).unwrap();
        document.items().map(move |item| ThreadItem {
            id: (
                format!("{} {}", body.slug, document.meeting.date.unwrap()),
                item.number.clone().unwrap_or_default(),
            ),
            body,
            date: document.meeting.date,
            item,
            items_in_meeting: count,
        })
    });
    items.collect()
}

#[test]
fn the_real_documents_join_where_they_are_the_same_case() {
    let all = documents();
    let threads = link(&real_items(&all));
    let thread_of = |meeting: &str, number: &str| {
        let id = (meeting.to_owned(), number.to_owned());
        let thread = threads.iter().find(|t| t.members.iter().any(|m| m.id == id));
        thread
            .unwrap_or_else(|| panic!("{id:?} is in no thread"))
            .members
            .iter()
            .map(|m| (m.id.0.as_str(), m.id.1.as_str()))
            .collect::<Vec<_>>()
    };
    let (then, now) = ("kkr-sjaelland 2022-09-07", "kkr-sjaelland 2025-09-02");
    assert_eq!(thread_of(then, "2.12"), [(then, "2.12"), (now, "2.7")]);
    assert_eq!(thread_of(then, "2.5"), [(then, "2.5"), (now, "2.3"), (now, "2.5")]);
    assert_eq!(thread_of(then, "2.3"), [(then, "2.3"), (then, "2.4")]);
    let council = thread_of("aarhus-byraad 2025-08-27", "10");
    let bodies: Vec<_> = council.iter().map(|(meeting, _)| *meeting).collect();
    assert_eq!(bodies, ["aarhus-byraad 2025-08-27", "teknisk-udvalg 2025-10-01"]);
    let by_number = threads
        .iter()
        .flat_map(|t| &t.links)
        .any(|link| link.reason == LinkReason::CaseNumber("EMN-2025-008468".into()));
    assert!(by_number);
}
