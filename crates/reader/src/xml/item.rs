//! The items: number, title, access, case number, fields, annexes, history.

use raadslag_document::{Access, Attachment, History};

use super::tree::{Child, Node};
use super::{Manifests, plain};
use crate::flow::{Line, Part};
use crate::layout::field_kind;
use crate::outline::{Headed, OutlineItem};
use crate::{ReadError, date, html, json};

/// What the group an item stands in says of it.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    closed: bool,
}

const TITLES: [&str; 8] =
    ["overskrift", "caption", "title", "titel", "headline", "emne", "navn", "name"];
const NUMBERS: [&str; 7] =
    ["nummer", "number", "agendaitemnumber", "serialno", "punktnummer", "itemnumber", "nr"];
const TEXTS: [&str; 7] = ["content", "indhold", "tekst", "html", "text", "fulltext", "body"];

/// Whether an element is an item of the agenda.
fn is_item(node: &Node) -> bool {
    let has = |names: &[&str]| {
        node.attributes.iter().any(|(name, _)| names.contains(&super::tree::key(name).as_str()))
            || node.elements().any(|child| names.contains(&child.key().as_str()))
    };
    match node.key().as_str() {
        "dagsordenpunkt" | "dagsordenspunkt" | "meetingagendaitem" | "agendaelement"
        | "agendaitem" => true,
        "item" | "punkt" => has(&TITLES) || has(&NUMBERS),
        _ => false,
    }
}

/// Elements around what is the item's own.
fn is_wrapper(node: &Node) -> bool {
    matches!(node.key().as_str(), "handlingitem" | "document" | "dokument" | "sag" | "case")
        && !node.is_leaf()
}

impl Manifests {
    /// Takes the items out of the tree, in order.
    pub(super) fn items(
        &mut self,
        node: &mut Node,
        group: Group,
        items: &mut Vec<OutlineItem>,
    ) -> Result<(), ReadError> {
        let closed = node.elements().any(|child| {
            child.key() == "agendatype" && child.text().to_lowercase().contains("lukket")
        });
        let group = Group { closed: group.closed || closed };
        let mut left = Vec::new();
        for child in std::mem::take(&mut node.children) {
            match child {
                Child::Element(mut child) if is_item(&child) => {
                    let at = items.len();
                    let item = self.item(&mut child, group)?;
                    self.items(&mut child, group, items)?;
                    items.insert(at, item);
                    let place = format!("item {}", at + 1);
                    self.left(&place, &child);
                }
                Child::Element(mut child) => {
                    self.items(&mut child, group, items)?;
                    left.push(Child::Element(child));
                }
                text @ Child::Text(_) => left.push(text),
            }
        }
        node.children = left;
        Ok(())
    }

    fn item(&mut self, node: &mut Node, group: Group) -> Result<OutlineItem, ReadError> {
        unwrap(node);
        let number = node.take(&NUMBERS).map(|number| number.trim_end_matches('.').to_owned());
        let title = match node.take(&TITLES) {
            Some(title) => plain(&title)?,
            None => {
                node.take(&["fulltext"]).map(|text| plain(&text)).transpose()?.unwrap_or_default()
            }
        };
        let mut item = OutlineItem {
            number,
            title: title.replace('\n', " "),
            case_number: node.take(&[
                "sagsnummer",
                "sagsnr",
                "casenumber",
                "journalnummer",
                "caseno",
            ]),
            access: access(node, group),
            ..OutlineItem::default()
        };
        let officers = node.take(&["sagsbehandler", "sagsbehandlere", "caseofficer"]);
        item.case_officers.extend(
            officers.iter().flat_map(|text| text.split([',', '/'])).map(|o| o.trim().to_owned()),
        );
        let mut left = Vec::new();
        for child in std::mem::take(&mut node.children) {
            match child {
                Child::Element(mut child) => {
                    if !self.part(&mut child, &mut item)? {
                        left.push(Child::Element(child));
                    }
                }
                text @ Child::Text(_) => left.push(text),
            }
        }
        node.children = left;
        Ok(item)
    }

    /// Reads a part of an item; `false` where its name says nothing.
    fn part(&mut self, node: &mut Node, item: &mut OutlineItem) -> Result<bool, ReadError> {
        match node.key().as_str() {
            "bilagsliste" | "enclosures" | "attachments" | "vedhaeftninger" => {
                for annex in node.take_all(|_| true) {
                    self.annex(annex, item);
                }
                return Ok(false);
            }
            "bilag" | "enclosure" | "attachment" => {
                let annexes =
                    node.take_all(|child| matches!(child.key().as_str(), "bilag" | "attachment"));
                if annexes.is_empty() {
                    self.annex(std::mem::take(node), item);
                    return Ok(true);
                }
                for annex in annexes {
                    self.annex(annex, item);
                }
                return Ok(false);
            }
            "fields" | "felter" | "casepresentations" | "indhold" if !node.is_leaf() => {
                for field in node.take_all(|_| true) {
                    self.field(field, item)?;
                }
                return Ok(false);
            }
            "itemhistory" | "history" | "sagsforloeb" | "historik" if !node.is_leaf() => {
                for entry in node.take_all(|_| true) {
                    self.history(entry, item)?;
                }
                return Ok(false);
            }
            "area" => self.content(Some("Sagens gang".into()), &node.html(), item)?,
            "comname" => self.content(Some("Afgøres i".into()), &node.html(), item)?,
            "fulltext" | "tekst" | "html" | "content" | "indhold" => {
                self.content(None, &node.html(), item)?;
            }
            _ if field_kind(&heading_of(&node.name)).is_some() => {
                self.content(Some(heading_of(&node.name)), &node.html(), item)?;
            }
            name if english(name).is_some() => {
                self.content(english(name).map(str::to_owned), &node.html(), item)?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn annex(&mut self, mut node: Node, item: &mut OutlineItem) {
        let title = node.take(&["navn", "name", "title", "titel", "caption"]);
        let url = node.take(&super::ADDRESSES);
        let own = Some(node.text()).filter(|text| !text.is_empty() && node.is_leaf());
        let title = title.or_else(|| {
            node.children.clear();
            own
        });
        if let Some(title) = title.or_else(|| url.clone()) {
            item.attachments.push(Attachment { title, url });
        }
        self.left("annex", &node);
    }

    /// A field with its heading beside it (`Caption`, `Content`), or named by its element.
    fn field(&mut self, mut node: Node, item: &mut OutlineItem) -> Result<(), ReadError> {
        let content = node.take_all(|child| TEXTS.contains(&child.key().as_str()));
        if content.is_empty() {
            let heading = heading_of(&node.name);
            return self.content(Some(heading), &node.html(), item);
        }
        let heading = node.take(&["caption", "title", "titel", "navn", "name", "overskrift"]);
        let html: String = content.iter().map(Node::html).collect::<Vec<_>>().join("\n");
        self.content(heading, &html, item)?;
        self.left("field", &node);
        Ok(())
    }

    fn content(
        &mut self,
        heading: Option<String>,
        text: &str,
        item: &mut OutlineItem,
    ) -> Result<(), ReadError> {
        if text.trim().is_empty() {
            self.label("label", heading.as_deref().unwrap_or_default());
            return Ok(());
        }
        let mut headed = if text.contains('<') {
            let fields = html::fields(text)?;
            item.links.extend(fields.links);
            self.outline.furniture.extend(fields.furniture);
            self.outline.problems.extend(fields.pictures);
            fields.headed
        } else {
            let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
            let parts = lines.map(|line| Part::Line(Line::whole(line))).collect();
            vec![Headed { heading: None, parts }]
        };
        match headed.first_mut() {
            Some(first) if first.heading.is_none() => first.heading = heading,
            _ if heading.is_some() => headed.insert(0, Headed { heading, parts: Vec::new() }),
            _ => {}
        }
        item.headed.extend(headed);
        Ok(())
    }

    /// Earlier treatment: the text, and of which meeting.
    fn history(&mut self, mut node: Node, item: &mut OutlineItem) -> Result<(), ReadError> {
        let mut entry = History::default();
        if let Some(heading) = node.take(&["caption", "title", "titel"]) {
            self.label("label", &heading);
        }
        let content = node.take_all(|child| TEXTS.contains(&child.key().as_str()));
        let texts: Vec<String> =
            content.iter().map(|node| plain(&node.html())).collect::<Result<_, _>>()?;
        entry.text = texts.join("\n").trim().to_owned();
        for mut details in node.take_all(|child| child.key() == "meetingdetails") {
            entry.body = details.take(&["committeename", "udvalg", "udvalgsnavn"]);
            let when = details.take(&["meetingduedate", "meetingdate", "moededato", "dato"]);
            if let Some(when) = when {
                entry.date = json::moment(&when)
                    .map(jiff::civil::DateTime::date)
                    .or_else(|| date::find(&when));
                self.label("label", &when);
            }
            self.left("history", &details);
        }
        if entry != History::default() {
            item.history.push(entry);
        }
        self.left("history", &node);
        Ok(())
    }
}

/// The heading of a part whose element has an English name.
fn english(name: &str) -> Option<&'static str> {
    Some(match name {
        "decision" | "decisions" => "Beslutning",
        "recommendation" | "recommendations" => "Indstilling",
        "background" => "Baggrund",
        "summary" => "Resume",
        "description" | "presentation" => "Sagsfremstilling",
        _ => return None,
    })
}

/// Moves what stands in the wrappers into the item itself, in its place.
fn unwrap(node: &mut Node) {
    let mut children = Vec::with_capacity(node.children.len());
    for child in std::mem::take(&mut node.children) {
        match child {
            Child::Element(wrapper) if is_wrapper(&wrapper) => {
                node.attributes.extend(wrapper.attributes);
                children.extend(wrapper.children);
            }
            child => children.push(child),
        }
    }
    node.children = children;
}

fn access(node: &mut Node, group: Group) -> Option<Access> {
    let said = node.take(&["aabent", "aaben", "ispublic", "accessispublic", "isopen"]);
    let closed = said.map(|said| {
        matches!(said.to_lowercase().as_str(), "false" | "0" | "nej" | "no" | "lukket")
    });
    let closed = closed.or_else(|| {
        let said = node.take(&["isclosed", "erlukket", "closed", "lukket"])?;
        Some(matches!(said.to_lowercase().as_str(), "true" | "1" | "ja" | "yes" | "lukket"))
    });
    match closed {
        Some(true) => Some(Access::Closed),
        _ if group.closed => Some(Access::Closed),
        Some(false) => Some(Access::Open),
        None => None,
    }
}

/// An element's name as a heading: `VidereProces` is "Videre proces".
fn heading_of(name: &str) -> String {
    let mut heading = String::new();
    for c in name.replace('_', " ").chars() {
        if c.is_uppercase() && heading.ends_with(char::is_lowercase) {
            heading.push(' ');
            heading.extend(c.to_lowercase());
        } else {
            heading.push(c);
        }
    }
    heading
}
