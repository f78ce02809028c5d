//! A text and the document model: what an author writes is what an agenda prints.
//!
//! Both ways nothing is dropped that says something. What says nothing is not kept: a paragraph, a
//! list or a recommendation without a character, a mark on no characters.

use raadslag_document::{
    Block, Field, FieldName, Item, List, ListItem, Mark as ModelMark, MarkKind, Recommendation,
};
use serde_json::Value;

use super::table;
use super::tree::{Kind, Mark, MarkName, Node};

/// How a link's target begins that is an annex of the case; the annex's id follows.
pub const ANNEX: &str = "bilag:";

/// A figure that cannot be put into the text as a table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the figure `{slug}` cannot be put into the text: there is none, or it does not compute")]
pub struct MissingFigure {
    /// Its name in addresses.
    pub slug: String,
}

/// What stands in the place of a figure when the text is frozen.
pub type Freeze<'a> = &'a dyn Fn(&str) -> Option<Vec<Block>>;

/// The text of an item.
pub fn document(item: &Item) -> Node {
    let title = Some(&item.title).filter(|title| !title.is_empty());
    let mut content: Vec<Node> =
        title.map(|title| Node::holding(Kind::Title, title)).into_iter().collect();
    let recommendations: Vec<Node> =
        item.recommendations.iter().filter_map(recommendation).collect();
    if !recommendations.is_empty() {
        content.push(Node::new(Kind::Recommendations, recommendations));
    }
    content.extend(item.fields.iter().map(field));
    if item.fields.is_empty() {
        content.push(field(&Field { name: FieldName::Other, heading: None, blocks: Vec::new() }));
    }
    Node::new(Kind::Doc, content)
}

fn recommendation(it: &Recommendation) -> Option<Node> {
    let points = it.points.iter().filter(|point| !point.is_empty());
    let mut content = vec![Node::holding(Kind::Stem, &it.text)];
    content.extend(points.map(|point| Node::holding(Kind::Point, point)));
    let says = !it.text.is_empty() || content.len() > 1;
    says.then(|| {
        Node::new(Kind::Recommendation, content)
            .having("number", it.number.map_or(Value::Null, Value::from))
            .having("numbered", it.numbered)
    })
}

fn field(it: &Field) -> Node {
    let heading = it.heading.as_deref().filter(|heading| !heading.is_empty());
    let mut content: Vec<Node> =
        heading.map(|text| Node::holding(Kind::FieldHeading, text)).into_iter().collect();
    let blocks = blocks(&it.blocks);
    let is_empty = blocks.is_empty();
    content.extend(blocks);
    if is_empty {
        content.push(Node::new(Kind::Paragraph, Vec::new()));
    }
    let name = serde_json::to_value(it.name).unwrap_or_else(|_| "other".into());
    Node::new(Kind::Field, content).having("name", name)
}

/// Blocks as the editor has them.
pub fn blocks(blocks: &[Block]) -> Vec<Node> {
    blocks.iter().filter_map(block).collect()
}

fn block(block: &Block) -> Option<Node> {
    match block {
        Block::Paragraph { text, .. } if text.is_empty() => None,
        Block::Paragraph { text, marks } => Some(Node::new(Kind::Paragraph, inline(text, marks))),
        Block::Heading { level, text } => {
            let level = u32::from(*level).clamp(1, 6);
            Some(Node::holding(Kind::Heading, text).having("level", level))
        }
        Block::List(it) if it.items.is_empty() => None,
        Block::List(it) => Some(
            Node::new(Kind::List, it.items.iter().map(entry).collect())
                .having("ordered", it.ordered)
                .having("lettered", it.lettered)
                .having("start", it.start.map_or(Value::Null, Value::from)),
        ),
        Block::Table(it) => {
            let says =
                it.caption.is_some() || it.header.iter().chain(&it.rows).any(|r| !r.is_empty());
            says.then(|| table::node(it))
        }
    }
}

fn entry(item: &ListItem) -> Node {
    let mut content = vec![Node::new(Kind::Paragraph, inline(&item.text, &item.marks))];
    content.extend(blocks(&item.blocks));
    Node::new(Kind::ListItem, content)
}

/// Characters with marks: parted where any mark begins or ends.
fn inline(text: &str, marks: &[ModelMark]) -> Vec<Node> {
    let chars: Vec<char> = text.chars().collect();
    let mut edges: Vec<usize> =
        marks.iter().flat_map(|mark| [mark.start as usize, mark.end as usize]).collect();
    edges.extend([0, chars.len()]);
    edges.retain(|edge| *edge <= chars.len());
    edges.sort_unstable();
    edges.dedup();
    let mut nodes: Vec<Node> = Vec::new();
    for stretch in edges.windows(2) {
        let (start, end) = (stretch[0], stretch[1]);
        let words: String = chars[start..end].iter().collect();
        let covering = marks
            .iter()
            .filter(|mark| mark.start as usize <= start && end <= mark.end as usize)
            .map(|mark| &mark.kind);
        push(&mut nodes, piece(&words, &ranked(covering)));
    }
    nodes
}

/// Adds a node, joined with the last where both are characters with the same marks.
fn push(nodes: &mut Vec<Node>, node: Node) {
    match nodes.last_mut() {
        Some(Node { text: Some(text), marks, .. })
            if node.text.is_some() && *marks == node.marks =>
        {
            text.push_str(node.text.as_deref().unwrap_or_default());
        }
        _ => nodes.push(node),
    }
}

fn ranked<'m>(kinds: impl Iterator<Item = &'m MarkKind>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for kind in kinds {
        let mark = match kind {
            MarkKind::Strong => Mark::plain(MarkName::Strong),
            MarkKind::Emphasis => Mark::plain(MarkName::Emphasis),
            MarkKind::Link { url } => Mark::link(url),
        };
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks.sort_by_key(|mark| mark.name);
    marks
}

/// Characters, or the reference to an annex that a link of ours means.
fn piece(words: &str, marks: &[Mark]) -> Node {
    let annex = marks.iter().position(|mark| {
        mark.name == MarkName::Link
            && mark.url().strip_prefix(ANNEX).is_some_and(|id| !id.is_empty())
    });
    let Some(at) = annex else { return Node::text(words, marks.to_vec()) };
    let mut others = marks.to_vec();
    let link = others.remove(at);
    let node = Node::new(Kind::Annex, Vec::new())
        .having("id", &link.url()[ANNEX.len()..])
        .having("title", words);
    Node { marks: others.into(), ..node }
}

/// Puts a text into an item: title, recommendations and fields become the text's, the rest stays.
pub fn put(doc: &Node, item: Item, freeze: Freeze<'_>) -> Result<Item, MissingFigure> {
    let fields = doc.all(Kind::Field).map(|field| model_field(field, freeze));
    let fields = fields.collect::<Result<Vec<Field>, _>>()?;
    let says = |field: &Field| {
        field.name != FieldName::Other || field.heading.is_some() || !field.blocks.is_empty()
    };
    let recommendations = doc.first(Kind::Recommendations).into_iter().flat_map(|all| &all.content);
    let mut item = Item {
        title: doc.first(Kind::Title).map_or(item.title, Node::words),
        recommendations: recommendations.filter_map(model_recommendation).collect(),
        fields: fields.into_iter().filter(says).collect(),
        ..item
    };
    for url in urls(doc) {
        if !item.links.iter().any(|link| link == url) {
            item.links.push(url.to_owned());
        }
    }
    Ok(item)
}

/// Where links lead, annexes aside.
fn urls(node: &Node) -> Vec<&str> {
    let own = node.marks.iter().filter(|mark| mark.name == MarkName::Link).map(Mark::url);
    own.chain(node.content.iter().flat_map(urls)).filter(|url| !url.starts_with(ANNEX)).collect()
}

/// The figures a text embeds, each once.
pub fn figures(node: &Node) -> Vec<&str> {
    let own = (node.kind == Kind::Figure).then(|| node.attr("slug"));
    let mut all: Vec<&str> = own.into_iter().chain(node.content.iter().flat_map(figures)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn model_recommendation(node: &Node) -> Option<Recommendation> {
    let points: Vec<String> =
        node.all(Kind::Point).map(Node::words).filter(|point| !point.is_empty()).collect();
    let text = node.first(Kind::Stem).map(Node::words).unwrap_or_default();
    let says = !text.is_empty() || !points.is_empty();
    says.then(|| Recommendation {
        number: node.number("number"),
        text,
        numbered: node.is("numbered"),
        points,
    })
}

fn model_field(node: &Node, freeze: Freeze<'_>) -> Result<Field, MissingFigure> {
    let name = node.attrs.get("name").cloned();
    let name = name.and_then(|name| serde_json::from_value(name).ok()).unwrap_or(FieldName::Other);
    let heading = node.first(Kind::FieldHeading).map(Node::words);
    let blocks = node.content.iter().filter(|child| child.kind != Kind::FieldHeading);
    Ok(Field {
        name,
        heading: heading.filter(|heading| !heading.is_empty()),
        blocks: model_blocks(blocks, freeze)?,
    })
}

fn model_blocks<'n>(
    nodes: impl Iterator<Item = &'n Node>,
    freeze: Freeze<'_>,
) -> Result<Vec<Block>, MissingFigure> {
    let mut blocks = Vec::new();
    for node in nodes {
        match node.kind {
            Kind::Paragraph if node.content.is_empty() => {}
            Kind::Paragraph => {
                let (text, marks) = model_inline(node);
                blocks.push(Block::Paragraph { text, marks });
            }
            Kind::Heading => {
                let level = u8::try_from(node.number("level").unwrap_or(1)).unwrap_or(6);
                blocks.push(Block::Heading { level, text: node.words() });
            }
            Kind::List => blocks.push(Block::List(model_list(node, freeze)?)),
            Kind::Table => blocks.push(Block::Table(table::model(node))),
            Kind::Figure => {
                let slug = node.attr("slug").to_owned();
                blocks.extend(freeze(&slug).ok_or(MissingFigure { slug })?);
            }
            _ => unreachable!("the schema puts no other node among blocks"),
        }
    }
    Ok(blocks)
}

fn model_list(node: &Node, freeze: Freeze<'_>) -> Result<List, MissingFigure> {
    let entry = |item: &Node| {
        let (text, marks) = item.content.first().map(model_inline).unwrap_or_default();
        let blocks = model_blocks(item.content.iter().skip(1), freeze)?;
        Ok(ListItem { text, marks, blocks })
    };
    Ok(List {
        ordered: node.is("ordered"),
        lettered: node.is("lettered"),
        start: node.number("start"),
        items: node.content.iter().map(entry).collect::<Result<_, _>>()?,
    })
}

/// Characters and the stretches their marks cover; marks that touch are one.
fn model_inline(node: &Node) -> (String, Vec<ModelMark>) {
    let (mut text, mut marks, mut at) = (String::new(), Vec::<ModelMark>::new(), 0_u32);
    for child in &node.content {
        let words = child.words();
        let (start, end) = (at, at + words.chars().count() as u32);
        at = end;
        text.push_str(&words);
        let annex = (child.kind == Kind::Annex)
            .then(|| MarkKind::Link { url: format!("{ANNEX}{}", child.attr("id")) });
        for kind in annex.into_iter().chain(child.marks.iter().filter_map(model_mark)) {
            match marks.iter_mut().find(|mark| mark.kind == kind && mark.end == start) {
                Some(mark) => mark.end = end,
                None if start < end => marks.push(ModelMark { start, end, kind }),
                None => {}
            }
        }
    }
    (text, marks)
}

fn model_mark(mark: &Mark) -> Option<MarkKind> {
    match mark.name {
        MarkName::Link => Some(MarkKind::Link { url: mark.url().to_owned() }),
        MarkName::Strong => Some(MarkKind::Strong),
        MarkName::Emphasis => Some(MarkKind::Emphasis),
        MarkName::Renew => None,
    }
}
