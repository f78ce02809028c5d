use askama::Template;
use raadslag_document::DocumentKind;

use super::fixture::{self, TODAY, visit};
use crate::archive::{AgendaEntry, BodyKind};
use crate::i18n::Language::{self, Danish, English};
use crate::portal::view::{
    AboutPage, AccessibilityPage, BodiesPage, BodyPage, CalendarPage, HomePage, HomeParts,
    ItemPage, MeetingPage, MeetingsPage, NamesPage, SearchPage, SearchQuery, SubjectPage,
    ThreadPage,
};
use crate::shell::Settings;

/// Every page the portal has, by name.
fn pages(l: Language) -> Vec<(&'static str, String)> {
    let bodies =
        [fixture::body("KKR Sjælland", BodyKind::Kkr), fixture::body("K17", BodyKind::Executives)];
    let detail = fixture::meeting_detail();
    let next = fixture::meeting(jiff::civil::date(2025, 9, 2), DocumentKind::Agenda);
    let meetings = [next.clone(), detail.entry.clone()];
    let names = [("faxe".to_owned(), "Faxe".to_owned(), 3), ("oe".to_owned(), "Ærø".to_owned(), 1)];
    let parts = HomeParts {
        counts: fixture::counts(),
        upcoming: Vec::new(),
        latest: vec![AgendaEntry { entry: detail.entry.clone(), items: detail.items.clone() }],
        earlier: vec![next.clone()],
        threads: vec![fixture::thread()],
        bodies: bodies.to_vec(),
    };
    let query = SearchQuery {
        q: "pladser \"x\"".into(),
        organ: "kkr-sjaelland".into(),
        side: "2".into(),
        ..SearchQuery::default()
    };
    let at = |path: &str| visit(l, path);
    let first = jiff::civil::date(2025, 9, 1);
    let settings = Settings { contact: Some("post@raadslag.test".into()), ..Settings::default() };
    let html = |page: &dyn Fn() -> askama::Result<String>| page().unwrap();
    vec![
        ("home", html(&|| HomePage::new(&at("/"), &parts).render())),
        (
            "meetings",
            html(&|| {
                MeetingsPage::new(&at("/moeder"), &bodies, &[2025], (None, Some(2025)), &meetings)
                    .render()
            }),
        ),
        (
            "calendar",
            html(&|| {
                CalendarPage::new(&at("/kalender"), first, &bodies, None, &meetings[..1], TODAY)
                    .render()
            }),
        ),
        ("meeting", html(&|| MeetingPage::new(&at("/moede/a/b"), &detail, false).render())),
        (
            "meeting_whole",
            html(&|| MeetingPage::new(&at("/moede/a/b?vis=alt"), &detail, true).render()),
        ),
        ("item", html(&|| ItemPage::new(&at("/punkt/x"), &fixture::item_detail(), false).render())),
        (
            "item_closed",
            html(&|| ItemPage::new(&at("/punkt/y"), &fixture::closed_detail(), false).render()),
        ),
        ("thread", html(&|| ThreadPage::new(&at("/forloeb/x"), &fixture::thread()).render())),
        ("bodies", html(&|| BodiesPage::new(&at("/organer"), &bodies).render())),
        ("body", html(&|| BodyPage::new(&at("/organ/x"), &bodies[0], &meetings, TODAY).render())),
        ("names", html(&|| NamesPage::municipalities(&at("/kommuner"), &names).render())),
        (
            "municipality",
            html(&|| {
                SubjectPage::municipality(&at("/kommune/faxe"), &fixture::subject(), TODAY).render()
            }),
        ),
        (
            "search",
            html(&|| {
                SearchPage::new(&at("/soeg?q=pladser"), query.clone(), &fixture::found()).render()
            }),
        ),
        ("about", html(&|| AboutPage::new(&at("/om")).render())),
        (
            "accessibility",
            html(&|| AccessibilityPage::new(&at("/tilgaengelighed"), &settings).render()),
        ),
    ]
}

/// The page without what changes whenever an asset does.
fn stable(html: &str) -> String {
    html.replace(crate::shell::asset_prefix(), "/assets/HASH")
}

#[test]
fn pages_read_as_before() {
    for (name, html) in pages(Danish) {
        let main = &html[html.find("<main").unwrap()..html.find("</main>").unwrap()];
        insta::assert_snapshot!(format!("{name}_da"), stable(main));
    }
}

#[test]
fn the_frame_reads_as_before() {
    let (_, html) = pages(English).swap_remove(3);
    let (head, rest) = html.split_once("<main").unwrap();
    let foot = rest.split_once("</main>").unwrap().1;
    insta::assert_snapshot!(stable(&format!("{head}…{foot}")));
}

#[test]
fn no_page_has_inline_script_or_style() {
    for (name, html) in [pages(Danish), pages(English)].concat() {
        assert!(!html.contains(" style="), "{name}");
        assert!(!html.contains("<style"), "{name}");
        assert!(!html.contains(" onclick"), "{name}");
        for script in html.split("<script").skip(1) {
            let data = script.starts_with(" type=\"application/ld+json\"");
            assert!(data || script.contains(" src=\"/assets/"), "{name}: {script}");
        }
    }
}

#[test]
fn headings_begin_at_one_and_never_skip() {
    for (name, html) in pages(Danish) {
        let levels: Vec<u8> = html
            .match_indices("<h")
            .filter_map(|(at, _)| {
                let mut next = html[at + 2..].bytes();
                let level = next.next().filter(u8::is_ascii_digit)? - b'0';
                matches!(next.next()?, b' ' | b'>').then_some(level)
            })
            .collect();
        assert_eq!(html.matches("<h1").count(), 1, "{name}: {levels:?}");
        assert_eq!(levels[0], 1, "{name}");
        for pair in levels.windows(2) {
            assert!(pair[1] <= pair[0] + 1, "{name}: {levels:?}");
        }
    }
}

#[test]
fn ids_are_given_once() {
    for (name, html) in pages(Danish) {
        let mut ids: Vec<&str> =
            html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{name}: {ids:?}");
    }
}

#[test]
fn every_anchor_on_a_page_leads_somewhere() {
    for (name, html) in pages(Danish) {
        for rest in html.split("href=\"#").skip(1) {
            let id = rest.split('"').next().unwrap();
            assert!(html.contains(&format!(" id=\"{id}\"")), "{name}: #{id}");
        }
    }
}

#[test]
fn a_closed_item_shows_number_title_and_nothing_else() {
    let mut detail = fixture::closed_detail();
    // Even if more than number and title reached the view.
    detail.item.fields = fixture::item().fields;
    detail.item.decision = fixture::item().decision;
    detail.item.recommendations = fixture::item().recommendations;
    let html = ItemPage::new(&visit(Danish, "/punkt/y"), &detail, false).render().unwrap();
    assert!(html.contains("Køb af ejendom") && html.contains("Lukket punkt"));
    for word in ["Faxe", "Godkendt", "indstilles"] {
        let main = &html[html.find("<main").unwrap()..html.find("rl-turn").unwrap()];
        assert!(!main.contains(word), "{word}");
        assert!(!html[..html.find("<body").unwrap()].contains(word), "{word} in the head");
    }
}

#[test]
fn a_closed_item_is_read_by_those_inside_and_says_so() {
    let mut detail = fixture::closed_detail();
    detail.item.fields = fixture::item().fields;
    let html = ItemPage::new(&visit(Danish, "/punkt/y"), &detail, true).render().unwrap();
    assert!(html.contains("fordi du har en rolle i organet") && html.contains("Faxe"));
    assert!(html.contains("noindex"));
    let public = ItemPage::new(&visit(Danish, "/punkt/y"), &detail, false).render().unwrap();
    assert!(!public.contains("fordi du har en rolle"));
}

#[test]
fn an_event_says_when_and_where_to_machines() {
    let html = MeetingPage::new(&visit(Danish, "/moede/a/b"), &fixture::meeting_detail(), false)
        .render()
        .unwrap();
    let data = html.split("application/ld+json\">").nth(1).unwrap();
    let event: serde_json::Value =
        serde_json::from_str(data.split("</script>").next().unwrap()).unwrap();
    assert_eq!(event["startDate"], "2025-06-18T09:30:00+02:00");
    assert_eq!(event["location"]["name"], "Rådhuset i Sorø, mødelokale 1");
    assert_eq!(event["organizer"]["name"], "KKR Sjælland");
}

#[test]
fn markup_in_a_title_stays_text_everywhere() {
    for (name, html) in pages(Danish) {
        assert!(!html.contains("<2026>"), "{name}");
        assert!(!html.contains("javascript:"), "{name}");
    }
}

#[test]
fn english_pages_say_which_words_are_danish() {
    let (_, html) = pages(English).into_iter().find(|(name, _)| *name == "item").unwrap();
    assert!(html.contains("<html lang=\"en\">"));
    assert!(html.contains("<h1 lang=\"da\">"));
    assert!(html.contains("Recommendation"));
}

/// For looking at the pages: `PREVIEW=folder cargo test -p raadslag-app -- --ignored preview`.
#[test]
#[ignore = "writes files to look at"]
fn preview() {
    let folder = std::path::PathBuf::from(std::env::var("PREVIEW").unwrap());
    for (language, ending) in [(Danish, "da"), (English, "en")] {
        for (name, html) in pages(language) {
            std::fs::write(folder.join(format!("{name}.{ending}.html")), html).unwrap();
        }
    }
}
