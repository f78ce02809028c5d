//! The decision of a printed item.

use raadslag_document::{
    Decision, GroupVote, ItemKind, Mark, MarkKind, Outcome, PointDecision, Table, Votes,
};

use crate::assemble::decided;
use crate::flow::{Line, Role};

/// A decision being read: what is printed apart wins over what its words tell.
#[derive(Default)]
pub(super) struct Told {
    pub(super) text: Vec<(String, Vec<Mark>)>,
    pub(super) outcome: Outcome,
    pub(super) votes: Option<Votes>,
    pub(super) reservations: Option<Vec<String>>,
    pub(super) statements: Option<Vec<String>>,
    pub(super) absent: Vec<String>,
    pub(super) points: Option<Vec<PointDecision>>,
}

impl Told {
    pub(super) fn finish(self, kind: ItemKind) -> Decision {
        let sentence = |text: String| text.trim_end_matches('.').to_owned() + ".";
        let reservations = || self.marked(&MarkKind::Strong).into_iter().flatten().map(sentence);
        let statements = || {
            let passages = self.marked(&MarkKind::Emphasis).into_iter();
            passages.map(|lines| lines.join("\n"))
        };
        let lines: Vec<&str> = self.text.iter().map(|(line, _)| line.as_str()).collect();
        let text = lines.join("\n");
        Decision {
            outcome: self.outcome,
            reservations: self.reservations.clone().unwrap_or_else(|| reservations().collect()),
            statements: self.statements.clone().unwrap_or_else(|| statements().collect()),
            points: self.points.clone().unwrap_or_else(|| decided(&text, kind).points),
            votes: self.votes,
            absent: self.absent,
            text,
        }
    }

    /// The passages of the text that look so; one that goes on over whole lines is one.
    fn marked(&self, kind: &MarkKind) -> Vec<Vec<String>> {
        let mut passages: Vec<Vec<String>> = Vec::new();
        let mut last = None;
        for (line, (text, marks)) in self.text.iter().enumerate() {
            let letters: Vec<char> = text.chars().collect();
            for mark in marks.iter().filter(|mark| mark.kind == *kind) {
                let (start, end) = (mark.start as usize, (mark.end as usize).min(letters.len()));
                let words: String = letters[start.min(end)..end].iter().collect();
                match passages.last_mut() {
                    Some(open) if start == 0 && line > 0 && last == Some(line - 1) => {
                        open.push(words);
                    }
                    _ => passages.push(vec![words]),
                }
                last = Some(line);
            }
        }
        passages
    }
}

/// The outcome a word is printed for.
pub(super) fn outcome(word: &str) -> Outcome {
    match word {
        "Godkendt" => Outcome::Approved,
        "Godkendt med ændringer" => Outcome::ApprovedWithChanges,
        "Anbefalet" => Outcome::Recommended,
        "Drøftet" => Outcome::Discussed,
        "Taget til efterretning" => Outcome::Noted,
        "Udsat" => Outcome::Postponed,
        "Forkastet" => Outcome::Rejected,
        "Trukket tilbage" => Outcome::Withdrawn,
        "Sendt videre" => Outcome::Referred,
        "Sendt tilbage" => Outcome::Returned,
        "Udpeget" => Outcome::Appointed,
        _ => Outcome::None,
    }
}

/// The entries of a list of passages; further paragraphs of one stand below it.
pub(super) fn passage(passages: &mut Option<Vec<String>>, line: Line) {
    let passages = passages.get_or_insert_default();
    match passages.last_mut() {
        Some(last) if line.role == Role::Text => {
            last.push('\n');
            last.push_str(&line.text);
        }
        _ => passages.push(line.text),
    }
}

pub(super) fn votes(table: &Table) -> Votes {
    let mut votes = Votes::default();
    for (at, row) in table.rows.iter().enumerate() {
        let [name, sides @ ..] = row.as_slice() else { continue };
        let [favour, against, abstained] = sides else { continue };
        if at == 0 {
            votes.in_favour = favour.parse().ok();
            votes.against = against.parse().ok();
            votes.abstained = abstained.parse().ok();
            continue;
        }
        let side = |cell: &String| match cell.as_str() {
            "" => None,
            "alle" => Some(Vec::new()),
            names => Some(names.lines().map(str::to_owned).collect()),
        };
        let group = GroupVote {
            in_favour: side(favour),
            against: side(against),
            abstained: side(abstained),
        };
        votes.parties.insert(name.clone(), group);
    }
    votes
}
