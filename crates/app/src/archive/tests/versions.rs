use raadslag_document::{DocumentKind, Meeting, Outcome, Section};

use super::builder::With;
use super::{Fixture, PUBLIC, agenda, each, item, minutes};
use crate::archive::MeetingDetail;

const BODY: &str = "KKR Sjælland";

async fn only_meeting(fixture: &Fixture) -> MeetingDetail {
    let meetings = fixture.archive.meetings(&Default::default(), PUBLIC).await.unwrap();
    assert_eq!(meetings.len(), 1, "{meetings:#?}");
    let (body, slug) = (&meetings[0].body_slug, &meetings[0].slug);
    fixture.archive.meeting(body, slug, PUBLIC).await.unwrap().unwrap()
}

fn slugs(meeting: &MeetingDetail) -> Vec<&str> {
    meeting.items.iter().map(|item| item.slug.as_str()).collect()
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    each(async |fixture| {
        let document = agenda(BODY, "2022-09-07", vec![item("1", "Budget").text("Tal")]);
        let first = fixture.take("a.json", &document).await;
        assert_eq!((first.added, first.unchanged, first.items), (1, 0, 1));
        let before = super::dump(&fixture.archive, PUBLIC).await;
        let again = fixture.take("a.json", &document).await;
        assert_eq!((again.added, again.newer_versions, again.unchanged), (0, 0, 1));
        super::assert_same(&super::dump(&fixture.archive, PUBLIC).await, &before);
    })
    .await;
}

#[tokio::test]
async fn addresses_are_made_of_body_day_and_number() {
    each(async |fixture| {
        let items = vec![item("2.6", "Model"), item("", "Økonomi & børn")];
        fixture.take("a", &agenda(BODY, "2022-09-07", items)).await;
        let meeting = only_meeting(fixture).await;
        assert_eq!(
            (meeting.entry.body_slug.as_str(), meeting.entry.slug.as_str()),
            ("kkr-sjaelland", "2022-09-07")
        );
        let wanted = ["kkr-sjaelland-2022-09-07-2-6", "kkr-sjaelland-2022-09-07-oekonomi-boern"];
        assert_eq!(slugs(&meeting), wanted);
    })
    .await;
}

#[tokio::test]
async fn minutes_stand_above_the_agenda_whichever_came_first() {
    let before = agenda(
        BODY,
        "2022-09-07",
        vec![
            item("1", "Budget").text("Baggrunden").recommended("Det indstilles"),
            item("2", "Valg"),
        ],
    );
    let after = minutes(
        BODY,
        "2022-09-07",
        vec![item("1", "Budget").decided("Godkendt", Outcome::Approved), item("2", "Valg")],
    );
    for order in [[&before, &after], [&after, &before]] {
        each(async |fixture| {
            fixture.take("first", order[0]).await;
            let address = slugs(&only_meeting(fixture).await)[0].to_owned();
            let summary = fixture.take("second", order[1]).await;
            assert_eq!((summary.added, summary.newer_versions), (0, 1));
            let meeting = only_meeting(fixture).await;
            assert_eq!(meeting.entry.kind, DocumentKind::Minutes);
            assert_eq!(meeting.versions.len(), 2);
            assert_eq!(meeting.versions[0].kind, DocumentKind::Minutes);
            assert_eq!(meeting.items[0].slug, address);
            assert_eq!(meeting.items[0].outcome, Outcome::Approved);
            // The minutes hold only the decision; the case is still there to read.
            let item = fixture.archive.item(&address, PUBLIC).await.unwrap().unwrap().item;
            assert_eq!(item.fields.len(), 1);
            assert_eq!(item.recommendations.len(), 1);
            assert_eq!(item.decision.unwrap().text, "Godkendt");
            assert_eq!(meeting.document.items().next().unwrap().fields.len(), 1);
        })
        .await;
    }
}

#[tokio::test]
async fn a_supplementary_agenda_adds_to_the_agenda() {
    let section = |number: &str, title: &str, items| Section {
        number: Some(number.to_owned()),
        title: Some(title.to_owned()),
        items,
    };
    each(async |fixture| {
        let mut first = agenda(BODY, "2022-09-07", vec![]);
        first.sections = vec![
            section("1", "Formalia", vec![item("1.1", "Godkendelse")]),
            section(
                "2",
                "Sager",
                vec![item("2.1", "Togstop").text("Gammel"), item("2.2", "Skove")],
            ),
            section("3", "Nyt", vec![item("3.1", "Meddelelser")]),
        ];
        let mut more = agenda(BODY, "2022-09-07", vec![]);
        more.meeting.supplementary = true;
        more.sections = vec![section(
            "2",
            "Sager",
            vec![item("2.1", "Togstop").text("Ny"), item("2.3", "Havne")],
        )];
        fixture.take("first", &first).await;
        fixture.take("more", &more).await;
        let meeting = only_meeting(fixture).await;
        let titles: Vec<&str> = meeting.items.iter().map(|item| item.title.as_str()).collect();
        assert_eq!(titles, ["Godkendelse", "Togstop", "Skove", "Havne", "Meddelelser"]);
        let sections: Vec<usize> =
            meeting.document.sections.iter().map(|s| s.items.len()).collect();
        assert_eq!(sections, [1, 3, 1]);
        let stop = fixture.archive.item(&meeting.items[1].slug, PUBLIC).await.unwrap().unwrap();
        assert_eq!(stop.item.fields[0].blocks[0].texts(), ["Ny"]);
        assert_eq!(stop.section.as_deref(), Some("2. Sager"));
        let titles = (stop.previous.unwrap().title, stop.next.unwrap().title);
        assert_eq!(titles, ("Godkendelse".to_owned(), "Skove".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_second_meeting_the_same_day_is_another_meeting() {
    let at = |time: &str| Meeting {
        date: Some("2022-09-07".parse().unwrap()),
        start: Some(time.parse().unwrap()),
        ..Meeting::default()
    };
    each(async |fixture| {
        let mut morning =
            agenda(BODY, "2022-09-07", vec![item("1", "Togstop"), item("2", "Skove")]);
        morning.meeting = at("09:30");
        let mut evening = agenda(BODY, "2022-09-07", vec![item("1", "Havne"), item("2", "Broer")]);
        evening.meeting = at("19:00");
        fixture.take("morning", &morning).await;
        assert_eq!(fixture.take("evening", &evening).await.added, 1);
        let meetings = fixture.archive.meetings(&Default::default(), PUBLIC).await.unwrap();
        let slugs: Vec<&str> = meetings.iter().map(|meeting| meeting.slug.as_str()).collect();
        assert_eq!(slugs, ["2022-09-07", "2022-09-07-2"]);
        // Moved to another hour, it is still the morning's meeting.
        morning.meeting = at("10:00");
        assert_eq!(fixture.take("moved", &morning).await.newer_versions, 1);
        let found = fixture.archive.meeting("kkr-sjaelland", "2022-09-07", PUBLIC).await.unwrap();
        let found = found.unwrap();
        assert_eq!(found.versions.len(), 2);
        assert_eq!(found.entry.start.unwrap().to_string(), "10:00");
        assert_eq!(found.next.unwrap().slug, "2022-09-07-2");
    })
    .await;
}

#[tokio::test]
async fn an_item_that_is_dropped_keeps_its_address_and_gives_it_to_no_other() {
    each(async |fixture| {
        let first = agenda(BODY, "2022-09-07", vec![item("1", "Togstop").case("A-1").text("x")]);
        let second = agenda(
            BODY,
            "2022-09-07",
            vec![item("1", "Rammeaftale om det specialiserede område").case("B-2")],
        );
        fixture.take("first", &first).await;
        let address = slugs(&only_meeting(fixture).await)[0].to_owned();
        fixture.take("second", &second).await;
        let meeting = only_meeting(fixture).await;
        assert_eq!(meeting.items.len(), 1);
        assert_ne!(meeting.items[0].slug, address);
        let dropped = fixture.archive.item(&address, PUBLIC).await.unwrap().unwrap();
        assert_eq!(dropped.entry.title, "Togstop");
        assert_eq!(dropped.item.fields.len(), 1);
        assert!(dropped.previous.is_none() && dropped.next.is_none());
    })
    .await;
}

#[tokio::test]
async fn documents_without_a_day_are_one_meeting_only_if_they_share_items() {
    each(async |fixture| {
        fixture.take("a", &agenda(BODY, "", vec![item("1", "Togstop"), item("2", "Skove")])).await;
        fixture.take("b", &agenda(BODY, "", vec![item("1", "Havne"), item("2", "Broer")])).await;
        let decided = item("1", "Togstop").decided("Drøftet", Outcome::Discussed);
        fixture.take("c", &minutes(BODY, "", vec![decided, item("2", "Skove")])).await;
        let meetings = fixture.archive.meetings(&Default::default(), PUBLIC).await.unwrap();
        let kinds: Vec<_> = meetings.iter().map(|m| (m.slug.as_str(), m.kind)).collect();
        let wanted = [("uden-dato", DocumentKind::Minutes), ("uden-dato-2", DocumentKind::Agenda)];
        assert_eq!(kinds, wanted);
    })
    .await;
}
