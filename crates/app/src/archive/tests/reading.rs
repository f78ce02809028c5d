//! The real documents, through the real reader.

use super::{PUBLIC, each, samples};
use crate::archive::MeetingFilter;

#[tokio::test(flavor = "multi_thread")]
async fn both_agendas_of_kkr_sjaelland_are_meetings_of_one_body() {
    each(async |fixture| {
        let agendas = ["kkr-sjaelland-2022-09-07.txt", "kkr-sjaelland-2025-09-02.txt"];
        let paths = agendas.map(|name| samples().join(name));
        let summary = fixture.archive.import(&paths, |_| {}).await.unwrap();
        assert_eq!((summary.added, summary.failed.len()), (2, 0), "{:?}", summary.failed);
        let archive = &fixture.archive;
        let bodies = archive.bodies(PUBLIC).await.unwrap();
        assert_eq!(bodies.iter().map(|b| b.slug.as_str()).collect::<Vec<_>>(), ["kkr-sjaelland"]);
        let filter = MeetingFilter { body: Some("kkr-sjaelland".to_owned()), ..Default::default() };
        let meetings = archive.meetings(&filter, PUBLIC).await.unwrap();
        let days: Vec<_> = meetings.iter().map(|meeting| meeting.slug.as_str()).collect();
        assert_eq!(days, ["2022-09-07", "2025-09-02"]);
        assert_eq!(archive.years(None, PUBLIC).await.unwrap(), [2025, 2022]);
        let item = archive.item("kkr-sjaelland-2022-09-07-2-6", PUBLIC).await.unwrap().unwrap();
        assert_eq!(item.section.as_deref(), Some("2. Regionalpolitiske sager"));
        assert!(!item.item.fields.is_empty());
        let faxe = archive.municipality("faxe", PUBLIC).await.unwrap();
        assert!(faxe.is_some_and(|faxe| !faxe.mentions.is_empty()));
        let sha256 = &archive
            .meeting("kkr-sjaelland", "2022-09-07", PUBLIC)
            .await
            .unwrap()
            .unwrap()
            .versions[0]
            .sha256;
        let original = archive.original(sha256, PUBLIC).await.unwrap().unwrap();
        assert_eq!(original.bytes, std::fs::read(&paths[0]).unwrap());
        let again = archive.import(&paths, |_| {}).await.unwrap();
        assert_eq!(again.unchanged, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_supervision_reports_of_two_years_are_one_thread() {
    each(async |fixture| {
        let agendas = ["kkr-sjaelland-2022-09-07.txt", "kkr-sjaelland-2025-09-02.txt"];
        let paths = agendas.map(|name| samples().join(name));
        fixture.archive.import(&paths, |_| {}).await.unwrap();
        let threads = fixture.archive.threads(100, PUBLIC).await.unwrap();
        let report =
            threads.iter().find(|thread| thread.title.contains("årsrapport")).unwrap_or_else(
                || panic!("{:?}", threads.iter().map(|t| &t.title).collect::<Vec<_>>()),
            );
        let years: Vec<_> = report
            .events
            .iter()
            .filter(|e| e.item.is_some())
            .map(|e| e.date.unwrap().year())
            .collect();
        assert_eq!(years, [2022, 2025]);
    })
    .await;
}
