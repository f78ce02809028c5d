//! `raadslag figure KIND INPUT --publish`, which says the version it published.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::date;
use raadslag_app::archive::{Archive, Audience};
use raadslag_figures::Kind;

use super::{Ground, Work, rounds};

/// Figures that get a new version in turn.
const FIGURES: u32 = 3;

struct Figures {
    input: PathBuf,
    kind: Kind,
    /// The titles tried for each figure, in order, and whether that was acknowledged.
    tried: BTreeMap<String, Vec<(String, bool)>>,
    now: String,
}

impl Work for Figures {
    fn arguments(&mut self, round: u32) -> Vec<String> {
        self.now = format!("tal-{}", round % FIGURES);
        let title = format!("Runde {round}");
        let set = format!("about.title={title}");
        self.tried.entry(self.now.clone()).or_default().push((title, false));
        let input = self.input.display().to_string();
        let arguments =
            ["figure", self.kind.name(), &input, "--publish", "--name", &self.now, "--set", &set];
        arguments.map(str::to_owned).to_vec()
    }

    async fn check(&mut self, archive: &Archive, acknowledged: &[String], ended: bool) {
        let said = acknowledged.iter().any(|line| line.ends_with(" published"));
        assert_eq!(acknowledged.len(), usize::from(said), "{acknowledged:?}");
        assert!(said || !ended);
        self.tried.get_mut(&self.now).unwrap().last_mut().unwrap().1 = said;
        assert_kept(archive, &self.now, &self.tried[&self.now]).await;
    }

    async fn check_all(&mut self, archive: &Archive) {
        for (name, tried) in &self.tried {
            assert_kept(archive, name, tried).await;
        }
        let figures = archive.figures(Audience::Public).await.unwrap();
        assert_eq!(figures.len(), self.tried.len());
    }
}

/// Every version acknowledged is there, in order, and computes; none is there that was not tried.
async fn assert_kept(archive: &Archive, name: &str, tried: &[(String, bool)]) {
    let today = date(2026, 11, 10);
    let figure = archive.figure(name, None, today, Audience::Public).await.unwrap();
    let versions = figure.as_ref().map_or(&[][..], |figure| &figure.versions);
    let mut there = versions.iter().rev().map(|version| &version.title).peekable();
    for (title, said) in tried {
        if there.next_if_eq(&title).is_none() {
            assert!(!said, "{title} of {name} was acknowledged and is lost");
        }
    }
    assert_eq!(there.next(), None, "a version nobody published");
    let numbers: Vec<u32> = versions.iter().rev().map(|version| version.number).collect();
    assert_eq!(numbers, (1..=u32::try_from(versions.len()).unwrap()).collect::<Vec<_>>());
    if let Some(figure) = figure {
        assert!(figure.intake.json.to_string().contains(&figure.versions[0].title));
        assert!(!figure.deviates);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_figure_published_is_there_whenever_the_process_was_killed() {
    for (number, ground) in (1..).zip(Ground::all().await) {
        let kind = Kind::ALL.into_iter().find(|kind| kind.name() == "agreement").unwrap();
        let input = ground.folder.path().join("in.toml");
        std::fs::write(&input, kind.example()).unwrap();
        let (tried, now) = (BTreeMap::new(), String::new());
        let mut figures = Figures { input, kind, tried, now };
        rounds(&ground, &mut figures, 120, 0xf165_0000 + number).await;
        ground.remove().await;
    }
}
