//! What was decided, and how it was voted.

use raadslag_document::{Decision, GroupVote, Mark, MarkKind, Outcome, Votes};

use super::sheet::{Count, Listing, Piece, heading, plain};
use super::{runs, tables};

/// The pieces of a decision.
///
/// Reservations are bold and statements italic where they stand in its words; those that do not
/// stand there are listed below it.
pub(super) fn pieces(decision: &Decision) -> Vec<Piece> {
    let lines: Vec<&str> = decision.text.lines().filter(|line| !line.trim().is_empty()).collect();
    let reservations = found(&lines, &decision.reservations, Passage::Sentence);
    let statements = found(&lines, &decision.statements, Passage::Text);
    let mut pieces = vec![heading(4, "Beslutning")];
    pieces.extend(outcome(decision.outcome).map(|word| Piece::Small(format!("Udfald: {word}"))));
    for (at, line) in lines.iter().enumerate() {
        let mut marks = Vec::new();
        let of_line = |places: &Option<Vec<Found>>| -> Vec<Found> {
            let places = places.iter().flatten().filter(|place| place.line == at);
            places.copied().collect()
        };
        marks.extend(of_line(&reservations).iter().map(|place| place.mark(MarkKind::Strong)));
        marks.extend(of_line(&statements).iter().map(|place| place.mark(MarkKind::Emphasis)));
        pieces.push(Piece::Paragraph(runs::runs(line, &marks)));
    }
    if !decision.absent.is_empty() {
        let names = decision.absent.join(", ");
        pieces.push(Piece::Small(format!("Deltog ikke i behandlingen: {names}")));
    }
    pieces.extend(points(decision));
    pieces.extend(decision.votes.iter().flat_map(votes));
    if reservations.is_none() {
        passages("Forbehold og afvigende holdninger", &decision.reservations, &mut pieces);
    }
    if statements.is_none() {
        passages("Udtalelser til protokollen", &decision.statements, &mut pieces);
    }
    pieces
}

/// What a passage is of the words it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Passage {
    /// A sentence, kept with a full stop that the words may lack.
    Sentence,
    /// The words themselves, line by line.
    Text,
}

/// Where a passage or a line of it stands in the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Found {
    line: usize,
    start: u32,
    end: u32,
}

impl Found {
    fn mark(self, kind: MarkKind) -> Mark {
        Mark { start: self.start, end: self.end, kind }
    }
}

/// Where the passages stand in the lines, one behind the other with something between; `None` where
/// not all of them do.
fn found(lines: &[&str], passages: &[String], kind: Passage) -> Option<Vec<Found>> {
    let mut places: Vec<Found> = Vec::new();
    for passage in passages {
        let mut first = true;
        for part in passage.lines() {
            let wanted = match kind {
                Passage::Sentence => part.strip_suffix('.')?,
                Passage::Text => part,
            };
            let mut place = next(lines, wanted.trim(), places.last())?;
            if kind == Passage::Sentence && rest(lines[place.line], place.end).starts_with('.') {
                place.end += 1;
            }
            let follows = |last: &Found| match kind {
                Passage::Sentence => false,
                Passage::Text => place.line == last.line + 1 && place.start == 0,
            };
            // A passage of several lines stands in as many, and two passages are not one.
            if places.last().is_some_and(|last| follows(last) == first)
                && (!first || kind == Passage::Text)
            {
                return None;
            }
            places.push(place);
            first = false;
        }
    }
    Some(places)
}

/// The first place of some words behind another place.
fn next(lines: &[&str], wanted: &str, last: Option<&Found>) -> Option<Found> {
    let (from, at) = last.map_or((0, 0), |last| (last.line, last.end));
    (!wanted.is_empty()).then_some(())?;
    lines.iter().enumerate().skip(from).find_map(|(line, text)| {
        let skipped = if line == from { at } else { 0 };
        let (_, tail) = split(text, skipped);
        let found = tail.find(wanted)?;
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        let start = skipped + count(&tail[..found]);
        Some(Found { line, start, end: start + count(wanted) })
    })
}

fn rest(text: &str, at: u32) -> &str {
    split(text, at).1
}

fn split(text: &str, at: u32) -> (&str, &str) {
    let place = text.char_indices().nth(at as usize).map_or(text.len(), |(place, _)| place);
    text.split_at(place)
}

/// The word an outcome is printed with; nothing where the text states none.
pub(crate) fn outcome(outcome: Outcome) -> Option<&'static str> {
    Some(match outcome {
        Outcome::Approved => "Godkendt",
        Outcome::ApprovedWithChanges => "Godkendt med ændringer",
        Outcome::Recommended => "Anbefalet",
        Outcome::Discussed => "Drøftet",
        Outcome::Noted => "Taget til efterretning",
        Outcome::Postponed => "Udsat",
        Outcome::Rejected => "Forkastet",
        Outcome::Withdrawn => "Trukket tilbage",
        Outcome::Referred => "Sendt videre",
        Outcome::Returned => "Sendt tilbage",
        Outcome::Appointed => "Udpeget",
        Outcome::None => return None,
    })
}

/// What single recommendations came to, unless the decision's own words say it.
fn points(decision: &Decision) -> Vec<Piece> {
    let told = |text: &str| text.lines().all(|line| decision.text.contains(line.trim()));
    if decision.points.is_empty() || decision.points.iter().all(|point| told(&point.text)) {
        return Vec::new();
    }
    let row = |point: &raadslag_document::PointDecision| {
        let outcome = outcome(point.outcome).unwrap_or_default().to_owned();
        vec![point.point.clone(), outcome, point.text.clone()]
    };
    let rows = decision.points.iter().map(row).collect();
    let grid = tables::listed(&["Indstilling", "Udfald", "Beslutning"], rows);
    vec![heading(5, "Indstillingerne hver for sig"), Piece::Table(grid)]
}

/// Sentences set apart from a decision.
fn passages(title: &str, passages: &[String], pieces: &mut Vec<Piece>) {
    pieces.push(heading(5, title));
    let entries = passages.iter().map(|passage| {
        let mut lines = passage.lines().filter(|line| !line.trim().is_empty());
        let first = lines.next().map(runs::plain).unwrap_or_default();
        (first, lines.map(plain).collect())
    });
    let entries = entries.filter(|(first, _)| !first.is_empty()).collect();
    pieces.push(Piece::List(Listing { count: Count::Dashes, entries }));
}

fn votes(votes: &Votes) -> Vec<Piece> {
    let number = |count: Option<u32>| count.map(|count| count.to_string()).unwrap_or_default();
    let mut rows = vec![vec![
        "I alt".to_owned(),
        number(votes.in_favour),
        number(votes.against),
        number(votes.abstained),
    ]];
    rows.extend(votes.parties.iter().map(|(name, group)| party(name, group)));
    let header = ["Gruppe eller medlem", "For", "Imod", "Undlod at stemme"];
    vec![heading(5, "Stemmer"), Piece::Table(tables::listed(&header, rows))]
}

/// A whole party says "alle", a split one the names of each side.
fn party(name: &str, group: &GroupVote) -> Vec<String> {
    let side = |side: &Option<Vec<String>>| match side.as_deref() {
        None => String::new(),
        Some([]) => "alle".to_owned(),
        Some(names) => names.join("\n"),
    };
    vec![name.to_owned(), side(&group.in_favour), side(&group.against), side(&group.abstained)]
}
