//! What the pages show.

use askama::Template;
use raadslag_figures::chart::{Chart, Dress};
use raadslag_figures::{Computed, Fault, Faults, Intake, Level, Report, Step};

use super::form::{self, Section};
use super::table::TableView;
use crate::clock::day_in_denmark;
use crate::figures::{Figure, FigureEntry};
use crate::i18n::Language;
use crate::shell::{Crumb, Frame, Nav, Visit, encode};

/// The language figures speak on a page.
pub(crate) fn spoken(l: Language) -> raadslag_figures::Language {
    match l {
        Language::Danish => raadslag_figures::Language::Danish,
        Language::English => raadslag_figures::Language::English,
    }
}

/// A figure in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureRow {
    /// Its page.
    pub href: String,
    /// Its title.
    pub title: String,
    /// "12. november 2026".
    pub updated: String,
}

/// `/tal`.
#[derive(Debug, Template)]
#[template(path = "portal/figures.html")]
pub struct FiguresPage {
    /// Around the page.
    pub frame: Frame,
    /// Figures by kind.
    pub groups: Vec<(String, Vec<FigureRow>)>,
}

impl FiguresPage {
    /// The list of figures, by kind and title.
    pub fn new(visit: &Visit, entries: &[FigureEntry]) -> Self {
        let l = visit.language;
        let mut groups: Vec<(String, Vec<FigureRow>)> = Vec::new();
        for entry in entries {
            let kind = capital(entry.kind.title(spoken(l)));
            let row = FigureRow {
                href: format!("/tal/{}", entry.slug),
                title: entry.title.clone(),
                updated: entry.updated.map_or(String::new(), |time| l.date(day_in_denmark(time))),
            };
            match groups.last_mut() {
                Some((last, rows)) if *last == kind => rows.push(row),
                _ => groups.push((kind, vec![row])),
            }
        }
        let frame = Frame::new(visit, l.text("figures-title")).under(Nav::Figures).reached([]);
        Self { frame: frame.described(l.text("figures-intro")), groups }
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |first| first.to_uppercase().chain(chars).collect())
}

/// A chart on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChartView {
    /// The drawing.
    pub svg: String,
    /// What it shows.
    pub title: String,
    /// The file.
    pub href: String,
}

/// A figure within another page: its answer, charts and tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The result in one sentence.
    pub(crate) answer: String,
    /// Remarks: whether grave, and the sentence.
    pub(crate) remarks: Vec<(bool, String)>,
    /// The charts: what each shows, and the drawing.
    pub(crate) charts: Vec<(String, String)>,
    /// The tables.
    pub(crate) tables: Vec<TableView>,
}

impl Shown {
    /// What a figure comes to.
    pub(crate) fn new(computed: &Computed, l: Language) -> Self {
        let report = computed.report(spoken(l));
        let chart = |(index, chart): (usize, &Chart)| {
            let id = format!("graf-{}", index + 1);
            (chart.title.clone(), chart.svg(&id, spoken(l), Dress::Page))
        };
        Self {
            remarks: report
                .remarks
                .iter()
                .map(|r| (r.level == Level::Warning, r.text.clone()))
                .collect(),
            charts: report.charts.iter().enumerate().map(chart).collect(),
            tables: numbered(&report.tables, |table, n| {
                TableView::new(table, format!("tabel-{n}"), l)
            }),
            answer: report.answer,
        }
    }
}

/// A step of the explanation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum StepView {
    /// A heading.
    Heading(String),
    /// A paragraph.
    Text(String),
    /// A calculation.
    Formula(String),
    /// A table.
    Table(TableView),
}

/// A version in the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its number.
    pub number: u32,
    /// Its page.
    pub href: String,
    /// When it was published.
    pub date: String,
    /// It is the one shown.
    pub here: bool,
}

/// A download.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// The file.
    pub href: String,
    /// What it is called: "Excel".
    pub label: &'static str,
}

/// `/tal/{slug}`.
#[derive(Debug, Template)]
#[template(path = "portal/figure.html")]
pub struct FigurePage {
    /// Around the page.
    pub frame: Frame,
    /// What kind it is.
    pub kind: String,
    /// The result in one sentence; empty where it did not compute.
    pub answer: String,
    /// What its reader should know first.
    pub note: Option<String>,
    /// Remarks: whether grave, and the sentence.
    pub remarks: Vec<(bool, String)>,
    pub(crate) tables: Vec<TableView>,
    /// The charts.
    pub charts: Vec<ChartView>,
    pub(crate) steps: Vec<StepView>,
    /// The method in one sentence.
    pub method: String,
    /// Sources: the sentence and an address.
    pub sources: Vec<(String, Option<String>)>,
    pub(crate) inputs: Vec<TableView>,
    /// Downloads.
    pub downloads: Vec<Download>,
    /// Every version, newest first.
    pub versions: Vec<VersionRow>,
    pub(crate) form: Vec<Section>,
    /// What was changed: "I alt: 3.000 → 3.100".
    pub changes: Vec<String>,
    /// What is wrong with the other values.
    pub faults: Vec<String>,
    /// The stored figure's page.
    pub stored: String,
    /// Where the form is sent.
    pub action: String,
    /// The version shown.
    pub version: u32,
    /// "Beregnet …": when and by which version of the program.
    pub computed: String,
}

impl FigurePage {
    /// The stored figure.
    pub fn stored(visit: &Visit, figure: &Figure) -> Self {
        let l = visit.language;
        let mut page = Self::new(visit, figure, &figure.intake, Some(&figure.computed), &[]);
        if figure.deviates {
            page.remarks.insert(0, (true, l.text("figure-deviates").to_owned()));
        }
        if figure.shown != page.versions[0].number {
            page.remarks.insert(0, (true, l.text("figure-old-version").to_owned()));
        }
        page
    }

    /// The figure with other values.
    pub fn recomputed(
        visit: &Visit,
        figure: &Figure,
        values: &[(String, String)],
        intake: &Intake,
        computed: &Computed,
    ) -> Self {
        let mut page = Self::new(visit, figure, intake, Some(computed), values);
        page.frame.hidden = true;
        page
    }

    /// Other values that do not compute: what is wrong, and the form as it was sent.
    pub fn refused(
        visit: &Visit,
        figure: &Figure,
        values: &[(String, String)],
        faults: &Faults,
    ) -> Self {
        let mut page = Self::new(visit, figure, &figure.intake, None, values);
        page.frame.hidden = true;
        let l = visit.language;
        page.faults = faults.list().iter().map(|fault| told(figure, fault, l)).collect();
        for field in page.form.iter_mut().flat_map(Section::all) {
            if let Some((_, text)) = values.iter().find(|(path, _)| *path == field.path) {
                field.value.clone_from(text);
            }
        }
        page
    }

    fn new(
        visit: &Visit,
        figure: &Figure,
        intake: &Intake,
        computed: Option<&Computed>,
        values: &[(String, String)],
    ) -> Self {
        let l = visit.language;
        let report = computed.map(|computed| computed.report(spoken(l))).unwrap_or_default();
        let title = figure.versions.iter().find(|version| version.number == figure.shown);
        let title = title.map_or(figure.slug.clone(), |version| version.title.clone());
        let stored = stored_href(figure);
        let crumb = Crumb::new(l.text("figures-title"), "/tal");
        let frame =
            Frame::new(visit, title).under(Nav::Figures).reached([crumb]).described(&report.answer);
        let form = form::sections(figure, intake, l);
        let query = query(figure, values);
        let shown = !figure.kind.keeps_input();
        let filled = figure.kind.schema().fill(&intake.json, spoken(l));
        let sheets = if shown { filled.sheets } else { Vec::new() };
        Self {
            frame,
            kind: capital(figure.kind.title(spoken(l))),
            note: report.note.clone(),
            remarks: report
                .remarks
                .iter()
                .map(|r| (r.level == Level::Warning, r.text.clone()))
                .collect(),
            tables: numbered(&report.tables, |table, n| {
                TableView::new(table, format!("tabel-{n}"), l)
            }),
            charts: charts(&report, figure, &query, l),
            steps: numbered(&report.explanation, |step, n| step_view(step, n, l)),
            sources: report.sources.iter().map(|source| source_line(source, l)).collect(),
            inputs: numbered(&sheets, |sheet, n| {
                TableView::of_input(sheet, format!("grundlag-{n}"), l)
            })
            .into_iter()
            .flatten()
            .collect(),
            downloads: if computed.is_some() { downloads(figure, &query, l) } else { Vec::new() },
            versions: versions(figure, l),
            changes: changes(figure, values, l),
            faults: Vec::new(),
            action: format!("/tal/{}/regn", encode(&figure.slug)),
            computed: computed_line(figure, l),
            answer: report.answer,
            method: report.method,
            version: figure.shown,
            stored,
            form,
        }
    }
}

impl Section {
    fn all(&mut self) -> impl Iterator<Item = &mut form::FormField> {
        self.fields.iter_mut().chain(self.rows.iter_mut().flat_map(|(_, fields)| fields))
    }
}

/// Views of what is counted from 1 in the page.
fn numbered<T, V>(things: &[T], view: impl Fn(&T, usize) -> V) -> Vec<V> {
    things.iter().enumerate().map(|(index, thing)| view(thing, index + 1)).collect()
}

fn newest(figure: &Figure) -> bool {
    figure.versions.first().is_some_and(|version| version.number == figure.shown)
}

fn stored_href(figure: &Figure) -> String {
    let version = if newest(figure) { String::new() } else { format!("?version={}", figure.shown) };
    format!("/tal/{}{version}", encode(&figure.slug))
}

/// The query that leads to these values, with its question mark.
pub(super) fn query(figure: &Figure, values: &[(String, String)]) -> String {
    let version = (!newest(figure)).then(|| format!("version={}", figure.shown));
    let values = values
        .iter()
        .map(|(path, text)| format!("{}{}={}", super::VALUE, encode(path), encode(text)));
    let parts: Vec<String> = version.into_iter().chain(values).collect();
    if parts.is_empty() { String::new() } else { format!("?{}", parts.join("&")) }
}

fn charts(report: &Report, figure: &Figure, query: &str, l: Language) -> Vec<ChartView> {
    let view = |(index, chart): (usize, &Chart)| ChartView {
        svg: chart.svg(&format!("graf-{}", index + 1), spoken(l), Dress::Page),
        title: chart.title.clone(),
        href: format!("/tal/{}/graf-{}.svg{query}", encode(&figure.slug), index + 1),
    };
    report.charts.iter().enumerate().map(view).collect()
}

fn step_view(step: &Step, n: usize, l: Language) -> StepView {
    match step {
        Step::Heading(text) => StepView::Heading(text.clone()),
        Step::Text(text) => StepView::Text(text.clone()),
        Step::Formula(text) => StepView::Formula(text.clone()),
        Step::Table(table) => StepView::Table(TableView::new(table, format!("regning-{n}"), l)),
    }
}

fn source_line(source: &raadslag_figures::Source, l: Language) -> (String, Option<String>) {
    let what = source.what.iter().cloned();
    let parts: Vec<String> = what.chain(source.date.map(|date| l.date(date))).collect();
    let further = if parts.is_empty() { String::new() } else { format!(" ({})", parts.join(", ")) };
    let is_web = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    (format!("{}{further}", source.name), source.url.clone().filter(is_web))
}

fn downloads(figure: &Figure, query: &str, l: Language) -> Vec<Download> {
    let is_shown = |file: &str| !(figure.kind.keeps_input() && file == super::files::INPUT);
    super::files::DOWNLOADS
        .iter()
        .filter(|(file, _)| is_shown(file))
        .map(|(file, label)| Download {
            href: format!("/tal/{}/{file}{query}", encode(&figure.slug)),
            label: l.text(label),
        })
        .collect()
}

fn versions(figure: &Figure, l: Language) -> Vec<VersionRow> {
    let row = |version: &crate::figures::Version| VersionRow {
        number: version.number,
        href: format!("/tal/{}?version={}", encode(&figure.slug), version.number),
        date: day(&version.computed_at, l),
        here: version.number == figure.shown,
    };
    figure.versions.iter().map(row).collect()
}

fn day(time: &str, l: Language) -> String {
    time.parse().map_or_else(|_| time.to_owned(), |time| l.date(day_in_denmark(time)))
}

fn computed_line(figure: &Figure, l: Language) -> String {
    let shown = figure.versions.iter().find(|version| version.number == figure.shown);
    shown.map_or(String::new(), |version| {
        let words = [
            ("number", version.number.to_string()),
            ("date", day(&version.computed_at, l)),
            ("program", version.program.clone()),
        ];
        let words: Vec<(&str, &str)> =
            words.iter().map(|(key, word)| (*key, word.as_str())).collect();
        l.with("figure-computed", &words)
    })
}

/// The field at a path, and the entry it belongs to.
fn named<'s>(
    sections: &'s [Section],
    path: &str,
) -> Option<(Option<&'s String>, &'s form::FormField)> {
    sections.iter().find_map(|section| {
        let own = section.fields.iter().map(|field| (None, field));
        let rows = section
            .rows
            .iter()
            .flat_map(|(name, fields)| fields.iter().map(move |field| (Some(name), field)));
        own.chain(rows).find(|(_, field)| field.path == path)
    })
}

/// "Køge, I alt".
fn called((row, field): (Option<&String>, &form::FormField)) -> String {
    row.map_or_else(|| field.label.clone(), |row| format!("{row}, {}", field.label))
}

/// What was changed, by the names of the form.
fn changes(figure: &Figure, values: &[(String, String)], l: Language) -> Vec<String> {
    let sections = form::sections(figure, &figure.intake, l);
    let line = |(path, text): &(String, String)| match named(&sections, path) {
        Some(found) => {
            let (before, after) = (found.1.read(&found.1.value, l), found.1.read(text, l));
            format!("{}: {before} → {after}", called(found))
        }
        None => format!("{path}: {text}"),
    };
    values.iter().map(line).collect()
}

/// What is wrong with a value, by the name its field has in the form.
fn told(figure: &Figure, fault: &Fault, l: Language) -> String {
    let sections = form::sections(figure, &figure.intake, l);
    match named(&sections, &fault.path) {
        Some(found) => Fault { path: called(found), ..fault.clone() }.message(spoken(l)),
        None => fault.message(spoken(l)),
    }
}
