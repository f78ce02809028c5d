//! "Indstilling": each recommendation with its points.

use raadslag_document::{Block, List, ListItem, Recommendation};

use super::decision::is_outcome;
use crate::flow::Part;
use crate::pattern::{rare, regex};

/// Reads the blocks below "Indstilling". Every text becomes a recommendation or a point of one.
pub(super) fn read(blocks: Vec<Block>) -> Vec<Recommendation> {
    let mut read: Vec<Recommendation> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph { text, .. } | Block::Heading { text, .. } => {
                paragraph(&mut read, &text);
            }
            Block::List(list) => list_of(&mut read, list),
            Block::Table(table) => {
                for row in table.header.into_iter().chain(table.rows) {
                    paragraph(&mut read, &row.join(" "));
                }
            }
        }
    }
    read
}

/// Takes what stands behind the proposals under a heading of the author's own: text below a heading
/// is no proposal, if what stands above it is complete.
pub(super) fn behind(blocks: &mut Vec<Block>) -> Vec<Block> {
    let is_heading = |block: &Block| matches!(block, Block::Heading { .. });
    let begins = blocks.iter().skip(1).position(is_heading).map(|at| at + 1);
    let complete = |at: &usize| {
        let last = blocks[at - 1].texts().last().is_some_and(|text| !takes_points(text));
        last && blocks.get(at + 1).is_some_and(|next| matches!(next, Block::Paragraph { .. }))
    };
    begins.filter(complete).map(|at| blocks.split_off(at)).unwrap_or_default()
}

/// Whether a text proposes: "Det indstilles, at …", "Direktionen indstiller til udvalget, at".
pub(crate) fn opens(text: &str) -> bool {
    rare!(
        ["indstille"],
        r"^(?:Det indstilles\b|\p{Lu}[\p{L}’'-]*(?: [\p{L}’'-]+){0,5} indstiller(?:,| at\b| til\b| over for\b|:|$))"
    )
    .is_match(text)
}

/// Whether a heading begins the proposal below it: "Direktionen indstiller,".
pub(super) fn is_stem(heading: &str) -> bool {
    rare!(
        ["indstiller"],
        r"^\p{Lu}[\p{L}’'-]*(?: [\p{L}’'-]+){0,5} indstiller(?: til [\p{L} -]{2,60})?(?:[,:]|,? at:?)?$"
    )
    .is_match(heading)
}

/// Puts a heading that begins the proposal before its blocks; a paragraph in small letters goes on
/// with it: "Direktionen indstiller" above "til byrådet, at".
pub(super) fn begin(blocks: &mut Vec<Block>, heading: &str) {
    match blocks.first_mut() {
        Some(Block::Paragraph { text, marks })
            if text.starts_with(char::is_lowercase) && !regex!(r"^at\b").is_match(text) =>
        {
            *text = format!("{heading} {text}");
            marks.clear();
        }
        _ => blocks.insert(0, Block::paragraph(heading)),
    }
}

/// Where the decision begins below a heading that is for both, "Indstilling og beslutning": at a
/// line of nothing but an outcome.
pub(super) fn decided(heading: &str, parts: &[Part]) -> usize {
    let outcome = |part: &Part| match part {
        Part::Line(line) => is_outcome(&line.text) && !line.text.starts_with(char::is_lowercase),
        _ => false,
    };
    let both = heading.to_lowercase().contains("beslutning") && heading.contains(" og ");
    let at = parts.iter().position(outcome).filter(|_| both);
    at.unwrap_or(parts.len())
}

/// Whether the text below a heading "Forslag" proposes: "Forvaltningen foreslår, at".
pub(super) fn suggests(text: &str) -> bool {
    opens(text) || rare!(["foreslår"], r"^\p{Lu}.{2,90} foreslår(?:,|:| at\b)").is_match(text)
}

/// Whether a body proposes to another: "K17 anbefaler, at …".
fn advises(text: &str) -> bool {
    rare!(
        [" anbefaler"],
        r"^(?:K\d{1,2}|\p{Lu}[\p{L}-]*(?:kredsen|gruppen|sekretariatet|direktionen|formandskabet)|Sekretariatet|Formandskabet|Administrationen|Forvaltningen) anbefaler,? at\b"
    )
    .is_match(text)
}

/// Takes a proposal without heading out of a field's blocks: the paragraph, what belongs to it, and
/// those that go on with it. Behind text of the field it must be the end of it.
pub(super) fn take(blocks: &mut Vec<Block>, headed: bool) -> Vec<Block> {
    let text = |block: &Block| match block {
        Block::Paragraph { text, .. } => Some(text.clone()),
        _ => None,
    };
    let proposes =
        |block: &Block| text(block).is_some_and(|text| opens(&text) || (!headed && advises(&text)));
    let Some(start) = blocks.iter().position(proposes) else { return Vec::new() };
    let belongs = |block: &Block| {
        matches!(block, Block::List(_))
            || proposes(block)
            || text(block).is_some_and(|text| text.to_lowercase().starts_with("at "))
    };
    let length = blocks[start..].iter().take_while(|block| belongs(block)).count();
    let end = start + length;
    if headed && (start == 0 || end < blocks.len()) {
        return Vec::new();
    }
    blocks.drain(start..end).collect()
}

/// "Det indstilles, at A. Det indstilles videre, at B." are two, where they stand in one paragraph.
fn paragraph(read: &mut Vec<Recommendation>, text: &str) {
    let mut rest = text;
    let again = rare!([" det indstilles"], r"[.;] (Det indstilles\b)");
    while opens(rest) {
        let next = again.captures(rest).and_then(|found| Some(found.get(1)?.start()));
        let Some(next) = next else { break };
        sentences(read, rest[..next].trim_end().to_owned());
        rest = &rest[next..];
    }
    sentences(read, rest.to_owned());
}

fn sentences(read: &mut Vec<Recommendation>, text: String) {
    let point = regex!(r"^(?i:at\s*\d+\)|at\b|\d{1,2}[.)]\s)").is_match(&text);
    let goes_on = |stem: &Recommendation| regex!(r"\bat:?$").is_match(stem.text.trim_end());
    match read.last_mut() {
        Some(last) if goes_on(last) => last.points.push(text),
        Some(last) if point && takes_points(&last.text) => last.points.push(text),
        _ => read.push(Recommendation { text, ..Recommendation::default() }),
    }
}

/// A list below a stem is its points; a list of whole recommendations is several of them.
fn list_of(read: &mut Vec<Recommendation>, list: List) {
    // "… indstiller den til rådet" is a point of whoever proposes in the stem.
    let again = rare!(["indstilles"], r"^(?i:det indstilles|indstilles)\b");
    let opens = |entry: &ListItem| opens(&entry.text) || again.is_match(&entry.text);
    let stem = read.last().is_some_and(|last| takes_points(&last.text));
    if stem && !list.items.iter().any(opens) {
        if let Some(last) = read.last_mut() {
            if let Some(point) = last.points.last_mut().filter(|point| is_below(point, &list)) {
                add_to(point, &Block::List(list));
                return;
            }
            last.numbered = list.ordered;
            last.points.extend(list.items.iter().flat_map(points));
        }
        return;
    }
    let numbers: Vec<u32> = list.ordinals().filter_map(|number| number.parse().ok()).collect();
    for (index, entry) in list.items.into_iter().enumerate() {
        let numbered = entry.blocks.iter().any(|b| matches!(b, Block::List(list) if list.ordered));
        let points = entry.blocks.iter().flat_map(below).collect();
        let number = numbers.get(index).copied();
        read.push(Recommendation { number, text: entry.text, numbered, points });
    }
}

/// Whether a list goes on with the point above it: "at kommunerne bedes" and dashes without "at".
fn is_below(point: &str, list: &List) -> bool {
    let at = |text: &str| regex!(r"^(?i:at)\b").is_match(text);
    at(point) && takes_points(point) && !list.items.iter().any(|entry| at(&entry.text))
}

/// The points below an entry: its list's entries, and each of its paragraphs.
fn below(block: &Block) -> Vec<String> {
    match block {
        Block::List(list) => list.items.iter().flat_map(points).collect(),
        block => block.texts().into_iter().map(str::to_owned).collect(),
    }
}

/// An entry is a point: what stands in lists below it belongs to its sentence. A paragraph below it
/// that begins with "at" is a point of its own.
fn points(entry: &ListItem) -> Vec<String> {
    let mut points = vec![entry.text.clone()];
    for block in &entry.blocks {
        match block {
            Block::Paragraph { text, .. } if regex!(r"^(?i:at)\b").is_match(text) => {
                points.push(text.clone());
            }
            block => {
                if let Some(last) = points.last_mut() {
                    add_to(last, block);
                }
            }
        }
    }
    points
}

/// Writes a block behind a point, lists with their letters, numbers or dashes.
fn add_to(point: &mut String, block: &Block) {
    let Block::List(list) = block else {
        for text in block.texts() {
            point.push(' ');
            point.push_str(text);
        }
        return;
    };
    let mut ordinals = list.ordinals();
    for entry in &list.items {
        point.push(' ');
        point.push_str(&ordinals.next().map_or_else(|| "–".to_owned(), |number| number + ")"));
        point.push(' ');
        point.push_str(&entry.text);
        entry.blocks.iter().for_each(|block| add_to(point, block));
    }
}

/// Whether a text wants a list after it: "…, at", "…:", "herunder drøfter".
fn takes_points(text: &str) -> bool {
    !text.trim_end().ends_with(['.', '!', '?'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(blocks: Vec<Block>, expected: &[(&str, &[&str])]) {
        let read = read(blocks);
        let read: Vec<(&str, Vec<&str>)> = read
            .iter()
            .map(|r| (r.text.as_str(), r.points.iter().map(String::as_str).collect()))
            .collect();
        let expected: Vec<(&str, Vec<&str>)> =
            expected.iter().map(|(text, points)| (*text, points.to_vec())).collect();
        assert_eq!(read, expected);
    }

    fn list(entries: &[&str]) -> Block {
        let items = entries.iter().map(|entry| ListItem::from(*entry)).collect();
        Block::List(List { items, ..List::default() })
    }

    #[test]
    fn dashes_below_a_point_without_at_belong_to_it() {
        check(
            vec![
                Block::paragraph("Det indstilles,"),
                Block::paragraph("at planen godkendes, og"),
                Block::paragraph("at kommunerne opfordres til at"),
                list(&["oprette pladser", "udpege en leder"]),
                Block::paragraph("at sagen følges op."),
            ],
            &[(
                "Det indstilles,",
                &[
                    "at planen godkendes, og",
                    "at kommunerne opfordres til at – oprette pladser – udpege en leder",
                    "at sagen følges op.",
                ],
            )],
        );
        let mut blocks = vec![Block::paragraph("til byrådet, at"), list(&["vejen bygges."])];
        begin(&mut blocks, "Direktionen indstiller");
        check(blocks, &[("Direktionen indstiller til byrådet, at", &["vejen bygges."])]);
    }

    #[test]
    fn a_list_below_a_stem_is_its_points() {
        check(
            vec![
                Block::paragraph("Det indstilles, at rådet"),
                list(&["drøfter sagen og", "beslutter."]),
            ],
            &[("Det indstilles, at rådet", &["drøfter sagen og", "beslutter."])],
        );
    }

    #[test]
    fn a_list_in_a_point_belongs_to_its_sentence() {
        let mut items = vec![ListItem::from("tager status til efterretning,")];
        let mut second = ListItem::from("anbefaler aftalen, herunder");
        let Block::List(letters) = list(&["dens mål og", "dens takster."]) else { return };
        second.blocks.push(Block::List(List { ordered: true, lettered: true, ..letters }));
        items.push(second);
        check(
            vec![
                Block::paragraph("Det indstilles, at rådet"),
                Block::List(List { items, ..List::default() }),
            ],
            &[(
                "Det indstilles, at rådet",
                &[
                    "tager status til efterretning,",
                    "anbefaler aftalen, herunder a) dens mål og b) dens takster.",
                ],
            )],
        );
    }

    #[test]
    fn text_under_a_heading_of_its_own_is_no_proposal() {
        let heading = |text: &str| Block::Heading { level: 1, text: text.into() };
        let mut blocks = vec![
            Block::paragraph("Det indstilles, at planen vedtages."),
            heading("Vurdering"),
            Block::paragraph("Planen er god."),
        ];
        assert_eq!(behind(&mut blocks).len(), 2);
        assert_eq!(blocks.len(), 1);
        let mut stem = vec![
            Block::paragraph("Det indstilles, at"),
            heading("Planen"),
            Block::paragraph("vedtages."),
        ];
        assert_eq!(behind(&mut stem).len(), 0);
    }

    #[test]
    fn a_paragraph_may_hold_several() {
        check(
            vec![Block::paragraph("Det indstilles, at A. Det indstilles videre, at B.")],
            &[("Det indstilles, at A.", &[]), ("Det indstilles videre, at B.", &[])],
        );
    }

    #[test]
    fn a_list_of_whole_recommendations_is_several() {
        check(
            vec![list(&["Det indstilles, at A", "Det indstilles videre, at B"])],
            &[("Det indstilles, at A", &[]), ("Det indstilles videre, at B", &[])],
        );
    }

    #[test]
    fn a_point_may_be_to_propose_to_another_body() {
        check(
            vec![
                Block::paragraph("Direktionen indstiller, at bestyrelsen"),
                list(&["godkender regnskabet", "indstiller det til repræsentantskabet"]),
            ],
            &[(
                "Direktionen indstiller, at bestyrelsen",
                &["godkender regnskabet", "indstiller det til repræsentantskabet"],
            )],
        );
    }

    #[test]
    fn numbered_sentences_below_a_stem_are_points() {
        check(
            vec![
                Block::paragraph("Det indstilles:"),
                Block::paragraph("At 1) A."),
                Block::paragraph("At 2) B."),
            ],
            &[("Det indstilles:", &["At 1) A.", "At 2) B."])],
        );
    }
}
