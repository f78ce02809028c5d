use askama::Template;
use jiff::civil::Date;
use raadslag_document::Access;

use super::{Choice, inside, labels};
use crate::cases::compose::body_name;
use crate::cases::rules::Case;
use crate::i18n::Language;
use crate::portal::view::labels as words;
use crate::portal::view::labels::Badge;
use crate::shell::{Frame, Visit};

/// Which cases are listed.
#[derive(Debug, Clone, Default, serde::Deserialize)]
#[serde(default)]
pub(in crate::cases) struct Listed {
    /// `alle`, `mine`, `venter`, `sene`, `afsluttede`.
    pub(in crate::cases) vis: String,
    /// The body it waits at.
    pub(in crate::cases) organ: String,
    /// Words.
    pub(in crate::cases) q: String,
}

/// A case in the list.
pub(super) struct Row {
    href: Option<String>,
    number: String,
    title: String,
    badges: Vec<Badge>,
    body: String,
    waits: Vec<String>,
    due: Option<String>,
    is_late: bool,
}

/// `/arbejde/sager`.
#[derive(Template)]
#[template(path = "cases/list.html")]
pub(in crate::cases) struct ListPage {
    frame: Frame,
    tabs: Vec<(String, String, bool)>,
    words: String,
    show: String,
    bodies: Vec<Choice>,
    rows: Vec<Row>,
    can_write: bool,
}

impl ListPage {
    /// `whole` says of each case whether all of it may be seen, or number and public title only.
    pub(in crate::cases) fn new(
        visit: &Visit,
        listed: &Listed,
        cases: &[(Case, bool)],
        bodies: &[(String, String)],
        can_write: bool,
        today: Date,
    ) -> Self {
        let l = visit.language;
        let tab = |value: &str, label: &str| {
            let here = listed.vis == value || (listed.vis.is_empty() && value == "alle");
            (format!("/arbejde/sager?vis={value}"), label.to_owned(), here)
        };
        let every = Choice::new("", l.text("cases-every-body"), &listed.organ);
        let bodies = bodies
            .iter()
            .map(|(slug, name)| Choice::new(slug.as_str(), name.as_str(), &listed.organ));
        Self {
            frame: inside(visit, l.text("cases-title"), Vec::new()),
            tabs: vec![
                tab("alle", l.text("cases-tab-all")),
                tab("mine", l.text("cases-tab-mine")),
                tab("sene", l.text("cases-tab-late")),
                tab("afsluttede", l.text("cases-tab-over")),
            ],
            words: listed.q.clone(),
            show: listed.vis.clone(),
            bodies: [every].into_iter().chain(bodies).collect(),
            rows: cases.iter().map(|(case, whole)| Row::new(l, case, *whole, today)).collect(),
            can_write,
        }
    }
}

impl Row {
    fn new(l: Language, case: &Case, whole: bool, today: Date) -> Self {
        let mut badges = vec![Badge {
            label: labels::state(l, case.state).to_owned(),
            class: labels::state_class(case.state),
        }];
        badges.extend(words::kind_badge(l, case.facts.kind));
        if case.facts.access.access() == Access::Closed {
            badges.push(words::closed_badge(l));
        }
        let is_underway = case.state == crate::cases::State::Underway;
        let open: Vec<_> = case.route.open().filter(|_| is_underway).collect();
        let due = open.iter().filter_map(|station| station.due).min();
        let waits = match open.iter().find_map(|station| station.gathering) {
            Some(gathering) if open.len() > 3 => {
                let (n, what) = (open.len().to_string(), labels::gathering(l, gathering));
                vec![l.with("cases-waits-gathering", &[("n", &n), ("what", what)])]
            }
            _ => open.iter().map(|station| station.place.name.clone()).collect(),
        };
        Self {
            href: whole.then(|| format!("/arbejde/sag/{}", case.id)),
            number: case.shown_number(),
            title: if whole { case.facts.title.clone() } else { case.public_title().to_owned() },
            badges,
            body: body_name(case, &case.body),
            waits,
            due: due.map(|due| l.short_date(due)),
            is_late: is_underway && case.route.late(today).next().is_some(),
        }
    }
}
