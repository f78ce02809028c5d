//! Pages of the FirstAgenda Publication portal, which most municipalities use.
//!
//! A page has a title ("Referat 1. oktober 2025 kl. 15.45"), a table of the meeting's facts, and a
//! row per item: its number, a button with the title, the case number, fields (`<h3>` and a
//! `<span>` each) and a list of annexes. A closed item has number and title only.

use std::collections::HashSet;

use ego_tree::NodeId;
use raadslag_document::{Access, Attachment, Attendance, Furniture};
use scraper::{ElementRef, Selector};

use super::address::Target;
use super::page::Page;
use super::table::text_of;
use super::{fields_below, flow, head, hostless_problem};
use crate::layout;
use crate::outline::{Outline, OutlineItem, OutlineSection};

/// Reads the page, if it is one of the portal's.
pub(super) fn read(page: &Page) -> Option<Outline> {
    let rows = elements(page.html.root_element(), "tr.punktrow, tr[id^=punktrow_]");
    if rows.is_empty() {
        return None;
    }
    let mut reader =
        Reader { page, outline: Outline::default(), apart: HashSet::new(), hostless: 0 };
    reader.head();
    let items = rows.into_iter().map(|row| reader.item(row)).collect();
    reader.outline.sections = vec![OutlineSection { items, ..OutlineSection::default() }];
    let beside = flow::beside(page, page.html.tree.root(), &reader.apart);
    reader.outline.furniture.extend(beside);
    reader.outline.problems.extend(hostless_problem(reader.hostless));
    Some(reader.outline)
}

struct Reader<'a> {
    page: &'a Page,
    outline: Outline,
    /// Elements that have been read.
    apart: HashSet<NodeId>,
    hostless: usize,
}

impl Reader<'_> {
    fn head(&mut self) {
        let root = self.page.html.root_element();
        if let Some(title) = first(root, "h1.dato, .title h1, h1") {
            let text = self.take(title, "title");
            self.outline.kind = head::kind(&text);
            self.outline.meeting.supplementary = head::is_supplementary(&text);
            self.times(&text);
        }
        if let Some(subtitle) = first(root, ".title h2") {
            let body = first(subtitle, ".udvalg").map(text_of);
            let place = first(subtitle, ".sted").map(text_of);
            self.outline.body = body.filter(|body| !body.is_empty());
            self.outline.meeting.place = place.filter(|place| !place.is_empty());
            self.take(subtitle, "title");
        }
        for row in elements(root, "table.dagsordeninfo tr") {
            self.fact(row);
        }
        let place = self.outline.meeting.place.as_deref();
        self.outline.meeting.r#virtual = place.is_some_and(head::is_virtual);
    }

    fn times(&mut self, text: &str) {
        let meeting = &mut self.outline.meeting;
        let (start, end) = head::times(text);
        meeting.date = meeting.date.or_else(|| head::date(text));
        meeting.start = meeting.start.or(start);
        meeting.end = meeting.end.or(end);
    }

    /// A row of the table of facts: a label and a value.
    fn fact(&mut self, row: ElementRef<'_>) {
        let cells = elements(row, "td, th");
        let [label, value] = cells.as_slice() else { return };
        let (label, value) = (text_of(*label).to_lowercase(), text_of(*value));
        let filled = Some(value.clone()).filter(|value| !value.is_empty());
        match label.trim_end_matches(':') {
            "udvalg" => self.outline.body = filled.or(self.outline.body.take()),
            "mødested" | "sted" => {
                self.outline.meeting.place = filled.or(self.outline.meeting.place.take());
            }
            "mødedato" | "dato" => self.times(&value),
            "information" => self.outline.meeting.notes = filled,
            "mødedeltagere" | "deltagere" => self.attendance(&value, Presence::Listed),
            "fraværende" | "fravær" | "afbud" => self.attendance(&value, Presence::Absent),
            _ => {}
        }
        self.take(row, "label");
    }

    fn attendance(&mut self, value: &str, presence: Presence) {
        let lines = value.split(['\n', ';']).map(str::trim);
        let attendance = self.outline.attendance.get_or_insert_with(Attendance::default);
        // "Kim Krog (A), supp. Jens Jensen deltog" is one entry, "Kim Krog, Lis Lund" are two.
        let (whole, lists): (Vec<&str>, Vec<&str>) =
            lines.partition(|line| line.contains("supp") || line.contains("stedfortræder"));
        let names = lists.into_iter().flat_map(|line| line.split(','));
        let rest: Vec<&str> =
            whole.into_iter().filter(|line| !layout::substitute(attendance, line)).collect();
        for name in rest.into_iter().chain(names).map(str::trim).filter(|name| !name.is_empty()) {
            match presence {
                Presence::Listed => head::add_attendee(attendance, name),
                Presence::Absent => attendance.absent.push(head::attendee(name)),
            }
        }
    }

    /// Sets an element apart as furniture and gives its text.
    fn take(&mut self, element: ElementRef<'_>, name: &str) -> String {
        let text = text_of(element).replace('\n', " ");
        self.apart.insert(element.id());
        self.label(name, &text);
        text
    }

    fn label(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            let (name, text) = (name.to_owned(), text.to_owned());
            self.outline.furniture.push(Furniture { name, text, page: None });
        }
    }

    fn item(&mut self, row: ElementRef<'_>) -> OutlineItem {
        let number = first(row, "td .label:not(.pdf-label)").or_else(|| first(row, "td"));
        let title = first(row, ".overskrift").or_else(|| first(row, "h2, button"));
        let case_number = first(row, ".sagsnummer");
        let mut item = OutlineItem {
            number: number.map(text_of).map(|n| n.trim_end_matches('.').to_owned()),
            title: title.map(text_of).unwrap_or_default().replace('\n', " "),
            case_number: case_number.map(text_of),
            ..OutlineItem::default()
        };
        item.number = item.number.filter(|number| !number.is_empty());
        item.case_number = item.case_number.filter(|number| !number.is_empty());
        item.access = Some(access(row, &item.title));
        let read = [number, title, case_number];
        self.apart.extend(read.into_iter().flatten().map(|element| element.id()));
        item.attachments = self.attachments(row);
        self.text(row, &mut item);
        item
    }

    fn text(&mut self, row: ElementRef<'_>, item: &mut OutlineItem) {
        let Some(details) = first(row, ".details").or_else(|| first(row, ".punkt")) else { return };
        let (mut fields, hostless) = fields_below(self.page, *details, &self.apart);
        self.hostless += hostless;
        self.apart.insert(details.id());
        // The list below "Bilag" has become the item's attachments.
        let is_emptied = |heading: Option<&str>| heading == Some("Bilag");
        if !item.attachments.is_empty() {
            fields.headed.retain(|headed| {
                !(headed.parts.is_empty() && is_emptied(headed.heading.as_deref()))
            });
            self.label("label", "Bilag");
        }
        item.headed = fields.headed;
        item.links = fields.links;
        self.outline.furniture.extend(fields.furniture);
        self.outline.problems.extend(fields.pictures);
    }

    fn attachments(&mut self, row: ElementRef<'_>) -> Vec<Attachment> {
        let mut attachments = Vec::new();
        let mut labels = Vec::new();
        for link in elements(row, "a.bilag-link, a[id^=enclosure-]") {
            let title = text_of(link).replace('\n', " ");
            attachments.push(Attachment { title, url: self.url(link) });
            self.apart.insert(link.id());
        }
        let is_linked = !attachments.is_empty();
        for label in elements(row, ".pdf-label[data-type=bilag], .pdf-label") {
            labels.push(text_of(label));
            self.apart.insert(label.id());
            let title = label
                .attr("aria-label")
                .map(|text| text.split(". Tilhørende punktet:").next().unwrap_or(text).to_owned());
            if let Some(title) = title.filter(|_| !is_linked) {
                attachments.push(Attachment { title, url: self.url_of_id(label) });
            }
        }
        self.label("label", &labels.join("\n"));
        attachments
    }

    /// Where an annex can be fetched: its link, or the portal's address of its id.
    fn url(&mut self, link: ElementRef<'_>) -> Option<String> {
        match link.attr("href").map(|href| self.page.address.resolve(href)) {
            Some(Target::Out(url)) => Some(url),
            Some(Target::Hostless) => {
                self.hostless += 1;
                None
            }
            _ => self.url_of_id(link),
        }
    }

    fn url_of_id(&self, element: ElementRef<'_>) -> Option<String> {
        let id = element.attr("data-id").or_else(|| element.attr("id")?.strip_prefix("enclosure-"));
        match self.page.address.resolve(&format!("/vis/pdf/bilag/{}", id?)) {
            Target::Out(url) if self.page.address.is_known() => Some(url),
            _ => None,
        }
    }
}

#[derive(Clone, Copy)]
enum Presence {
    Listed,
    Absent,
}

/// A closed item says so in its title or by a lock.
fn access(row: ElementRef<'_>, title: &str) -> Access {
    let title = title.trim_start_matches(['(', '[']).to_lowercase();
    let is_locked = first(row, ".glyphicon-lock, .fa-lock, .lukket, .closed-item").is_some();
    if title.starts_with("lukket") || is_locked { Access::Closed } else { Access::Open }
}

fn elements<'a>(below: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(selector).expect("the selectors above are well formed");
    below.select(&selector).collect()
}

fn first<'a>(below: ElementRef<'a>, selector: &str) -> Option<ElementRef<'a>> {
    elements(below, selector).into_iter().next()
}
