//! How a text becomes the next: ProseMirror's steps, applied here as the editors apply them, so that
//! what the server holds never depends on what a browser says the result is.
//!
//! A text is laid out as one sequence of tokens (a node opens, a character, a node closes), in which
//! ProseMirror's positions are indices. Replacing a stretch of tokens and reading the sequence as a
//! tree again is what a replace step does; that the tree is a text is checked afterwards.

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::schema::{self, SchemaError};
use super::tree::{Attrs, Kind, Mark, MarkName, Node};

/// A change of a text, as ProseMirror writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "stepType", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Step {
    /// Puts a slice in the place of a stretch.
    Replace {
        /// Where the stretch begins.
        from: usize,
        /// Where it ends.
        to: usize,
        /// What takes its place.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slice: Option<Slice>,
        /// Must remove no content, only bounds of nodes.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        structure: bool,
    },
    /// The same around a stretch that stays.
    ReplaceAround {
        /// Where it begins.
        from: usize,
        /// Where it ends.
        to: usize,
        /// Where what stays begins.
        gap_from: usize,
        /// Where what stays ends.
        gap_to: usize,
        /// Where in the slice that goes.
        insert: usize,
        /// What stands around it afterwards.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        slice: Option<Slice>,
        /// Must remove no content, only bounds of nodes.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        structure: bool,
    },
    /// Marks characters.
    AddMark {
        /// With what.
        mark: Mark,
        /// From.
        from: usize,
        /// To.
        to: usize,
    },
    /// Takes a mark off.
    RemoveMark {
        /// Which.
        mark: Mark,
        /// From.
        from: usize,
        /// To.
        to: usize,
    },
    /// Several of the two above, as undoing one makes them.
    MarkSet {
        /// Which.
        steps: Vec<Step>,
    },
    /// Sets an attribute of the node at a position.
    Attr {
        /// Before the node.
        pos: usize,
        /// Which.
        attr: String,
        /// To what.
        value: Value,
    },
}

/// A piece of a text, cut out between any two positions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Slice {
    /// The nodes.
    #[serde(default)]
    pub content: Vec<Node>,
    /// How many nodes are cut through at the beginning.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub open_start: usize,
    /// How many at the end.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub open_end: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over references")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// Why a step cannot be applied.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StepError {
    /// A position lies outside the text, or its parts lie the wrong way round.
    #[error("a position of the step lies outside the text")]
    Outside,
    /// What is left is no tree.
    #[error("the step does not fit: nodes open and close in the wrong places")]
    Unbalanced,
    /// A structure step would remove content.
    #[error("the step would overwrite content it was not meant for")]
    Overwrites,
    /// What is left is no text.
    #[error(transparent)]
    Schema(#[from] SchemaError),
}

#[derive(Debug, Clone, PartialEq)]
enum Token {
    Open(Kind, Arc<Attrs>),
    Close,
    /// One UTF-16 unit, as JavaScript counts.
    Unit(u16, Arc<[Mark]>),
    Leaf(Kind, Arc<Attrs>, Arc<[Mark]>),
}

/// The text after a step.
pub fn apply(doc: &Node, step: &Step) -> Result<Node, StepError> {
    let mut tokens = Vec::new();
    lay_out(&doc.content, &mut tokens);
    change(&mut tokens, step)?;
    let next = Node { content: gather(tokens)?, ..doc.clone() };
    schema::check(&next)?;
    Ok(next)
}

/// The step that puts another text in a text's place.
pub fn exchange(old: &Node, new: &Node) -> Step {
    let slice = Slice { content: new.content.clone(), open_start: 0, open_end: 0 };
    Step::Replace { from: 0, to: size(old), slice: Some(slice), structure: false }
}

/// How many positions a node's content has.
pub fn size(of: &Node) -> usize {
    of.content.iter().map(Node::size).sum()
}

fn lay_out(nodes: &[Node], tokens: &mut Vec<Token>) {
    for node in nodes {
        if let Some(text) = &node.text {
            tokens.extend(text.encode_utf16().map(|unit| Token::Unit(unit, node.marks.clone())));
        } else if node.kind.is_leaf() {
            tokens.push(Token::Leaf(node.kind, node.attrs.clone(), node.marks.clone()));
        } else {
            tokens.push(Token::Open(node.kind, node.attrs.clone()));
            lay_out(&node.content, tokens);
            tokens.push(Token::Close);
        }
    }
}

/// A node being read, and the characters not yet made a text node.
struct Open {
    node: Node,
    units: Vec<u16>,
    marks: Arc<[Mark]>,
}

impl Open {
    fn new(kind: Kind, attrs: Arc<Attrs>) -> Self {
        let node = Node { attrs, ..Node::new(kind, Vec::new()) };
        Self { node, units: Vec::new(), marks: Arc::from([]) }
    }

    fn unit(&mut self, unit: u16, marks: Arc<[Mark]>) -> Result<(), StepError> {
        if self.marks != marks {
            self.flush()?;
            self.marks = marks;
        }
        self.units.push(unit);
        Ok(())
    }

    fn flush(&mut self) -> Result<(), StepError> {
        if !self.units.is_empty() {
            let text = String::from_utf16(&self.units).map_err(|_| StepError::Unbalanced)?;
            let marks = self.marks.clone();
            self.node.content.push(Node { marks, ..Node::text(&text, Vec::new()) });
            self.units.clear();
        }
        Ok(())
    }
}

fn gather(tokens: Vec<Token>) -> Result<Vec<Node>, StepError> {
    let mut open = vec![Open::new(Kind::Doc, Arc::default())];
    for token in tokens {
        let top = open.last_mut().ok_or(StepError::Unbalanced)?;
        match token {
            Token::Unit(unit, marks) => top.unit(unit, marks)?,
            Token::Leaf(kind, attrs, marks) => {
                top.flush()?;
                top.node.content.push(Node { attrs, marks, ..Node::new(kind, Vec::new()) });
            }
            Token::Open(kind, attrs) => {
                top.flush()?;
                open.push(Open::new(kind, attrs));
            }
            Token::Close => {
                top.flush()?;
                let closed = open.pop().ok_or(StepError::Unbalanced)?;
                open.last_mut().ok_or(StepError::Unbalanced)?.node.content.push(closed.node);
            }
        }
    }
    let [mut root] = <[Open; 1]>::try_from(open).map_err(|_| StepError::Unbalanced)?;
    root.flush()?;
    Ok(root.node.content)
}

fn change(tokens: &mut Vec<Token>, step: &Step) -> Result<(), StepError> {
    match step {
        Step::Replace { from, to, slice, structure } => {
            within(tokens, &[*from, *to])?;
            if *structure && holds_content(&tokens[*from..*to]) {
                return Err(StepError::Overwrites);
            }
            tokens.splice(*from..*to, cut(slice.as_ref())?);
        }
        Step::ReplaceAround { from, to, gap_from, gap_to, insert, slice, structure } => {
            within(tokens, &[*from, *gap_from, *gap_to, *to])?;
            let around =
                holds_content(&tokens[*from..*gap_from]) || holds_content(&tokens[*gap_to..*to]);
            if *structure && around {
                return Err(StepError::Overwrites);
            }
            let gap = tokens[*gap_from..*gap_to].to_vec();
            is_flat(&gap)?;
            let mut new = cut(slice.as_ref())?;
            within(&new, &[*insert])?;
            new.splice(*insert..*insert, gap);
            tokens.splice(*from..*to, new);
        }
        Step::AddMark { mark, from, to } => {
            each_inline(tokens, *from, *to, |parent, marks| {
                schema::allows(parent, mark.name).then(|| added(marks, mark))
            })?;
        }
        Step::RemoveMark { mark, from, to } => {
            each_inline(tokens, *from, *to, |_, marks| {
                Some(marks.iter().filter(|other| *other != mark).cloned().collect())
            })?;
        }
        Step::MarkSet { steps } => {
            for step in steps {
                if !matches!(step, Step::AddMark { .. } | Step::RemoveMark { .. }) {
                    return Err(StepError::Unbalanced);
                }
                change(tokens, step)?;
            }
        }
        Step::Attr { pos, attr, value } => match tokens.get_mut(*pos) {
            Some(Token::Open(_, attrs) | Token::Leaf(_, attrs, _)) => {
                Arc::make_mut(attrs).insert(attr.clone(), value.clone());
            }
            _ => return Err(StepError::Outside),
        },
    }
    Ok(())
}

/// Whether these positions lie in the sequence, one not before the other.
fn within(tokens: &[Token], positions: &[usize]) -> Result<(), StepError> {
    let fits = positions.is_sorted() && positions.last().is_none_or(|last| *last <= tokens.len());
    if fits { Ok(()) } else { Err(StepError::Outside) }
}

/// Whether a stretch is more than nodes that close and then nodes that open.
fn holds_content(tokens: &[Token]) -> bool {
    let closing = tokens.iter().take_while(|token| **token == Token::Close).count();
    !tokens[closing..].iter().all(|token| matches!(token, Token::Open(..)))
}

fn is_flat(tokens: &[Token]) -> Result<(), StepError> {
    let mut depth = 0_usize;
    for token in tokens {
        match token {
            Token::Open(..) => depth += 1,
            Token::Close => depth = depth.checked_sub(1).ok_or(StepError::Unbalanced)?,
            _ => {}
        }
    }
    if depth == 0 { Ok(()) } else { Err(StepError::Unbalanced) }
}

/// A slice's tokens without those of the nodes that are cut through.
fn cut(slice: Option<&Slice>) -> Result<Vec<Token>, StepError> {
    let Some(slice) = slice else { return Ok(Vec::new()) };
    let mut tokens = Vec::new();
    lay_out(&slice.content, &mut tokens);
    let end = tokens.len().checked_sub(slice.open_end).ok_or(StepError::Unbalanced)?;
    let inner = tokens.get(slice.open_start..end).ok_or(StepError::Unbalanced)?.to_vec();
    let opens = tokens[..slice.open_start].iter().all(|token| matches!(token, Token::Open(..)));
    let closes = tokens[end..].iter().all(|token| *token == Token::Close);
    if opens && closes { Ok(inner) } else { Err(StepError::Unbalanced) }
}

/// Gives every character and inline leaf of a stretch the marks that `marked` says, if any.
fn each_inline(
    tokens: &mut [Token],
    from: usize,
    to: usize,
    marked: impl Fn(Kind, &[Mark]) -> Option<Arc<[Mark]>>,
) -> Result<(), StepError> {
    within(tokens, &[from, to])?;
    let mut parents = vec![Kind::Doc];
    for (at, token) in tokens[..to].iter_mut().enumerate() {
        let parent = *parents.last().ok_or(StepError::Unbalanced)?;
        match token {
            Token::Open(kind, _) => parents.push(*kind),
            Token::Close => drop(parents.pop()),
            Token::Unit(_, marks) | Token::Leaf(Kind::Annex, _, marks) if at >= from => {
                if let Some(new) = marked(parent, marks) {
                    *marks = new;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// The marks with one more: by rank, behind those of its own rank; only links stand beside another.
fn added(marks: &[Mark], mark: &Mark) -> Arc<[Mark]> {
    if marks.contains(mark) {
        return marks.into();
    }
    let alone = mark.name != MarkName::Link;
    let mut new: Vec<Mark> =
        marks.iter().filter(|other| !(alone && other.name == mark.name)).cloned().collect();
    let at = new.iter().position(|other| other.name > mark.name).unwrap_or(new.len());
    new.insert(at, mark.clone());
    new.into()
}
