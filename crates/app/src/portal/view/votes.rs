use std::fmt::Write;

use raadslag_document::{GroupVote, Votes};

use crate::i18n::Language;
use crate::portal::blocks::escape;

/// A vote: its numbers in words, as a bar, and by party.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VotesView {
    /// "42 for · 4 imod · 8 hverken for eller imod".
    pub summary: String,
    /// The bar, where the numbers are known.
    pub bar: Option<String>,
    /// Each party's vote.
    pub parties: Vec<PartyVote>,
}

/// How one party voted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartyVote {
    /// Letter or name.
    pub party: String,
    /// Who voted for; empty where nobody did.
    pub in_favour: String,
    /// Who voted against.
    pub against: String,
    /// Who abstained.
    pub abstained: String,
}

impl VotesView {
    /// The view of a vote.
    pub fn new(l: Language, votes: &Votes) -> Self {
        let counts = [
            (votes.in_favour, "rl-bar-for", l.text("votes-for")),
            (votes.against, "rl-bar-against", l.text("votes-against")),
            (votes.abstained, "rl-bar-abstained", l.text("votes-abstained")),
        ];
        let known: Vec<(u32, &str, &str)> = counts
            .into_iter()
            .filter_map(|(count, class, label)| Some((count?, class, label)))
            .collect();
        let words: Vec<String> =
            known.iter().map(|(count, _, label)| format!("{count} {label}")).collect();
        Self {
            summary: words.join(" · "),
            bar: bar(l, &known, &words.join(", ")),
            parties: votes.parties.iter().map(|(party, vote)| party_vote(l, party, vote)).collect(),
        }
    }
}

fn party_vote(l: Language, party: &str, vote: &GroupVote) -> PartyVote {
    let side = |members: &Option<Vec<String>>| match members {
        None => String::new(),
        Some(members) if members.is_empty() => l.text("votes-whole-party").to_owned(),
        Some(members) => members.join(", "),
    };
    PartyVote {
        party: party.to_owned(),
        in_favour: side(&vote.in_favour),
        against: side(&vote.against),
        abstained: side(&vote.abstained),
    }
}

/// A bar whose stretches are as long as their share. At least two numbers make a picture.
fn bar(l: Language, counts: &[(u32, &str, &str)], words: &str) -> Option<String> {
    let total: u32 = counts.iter().map(|(count, ..)| count).sum();
    if counts.len() < 2 || total == 0 {
        return None;
    }
    let name = escape(&format!("{}: {words}", l.text("votes-title")));
    let mut svg = format!(
        "<svg class=\"rl-bar\" viewBox=\"0 0 600 28\" preserveAspectRatio=\"none\" role=\"img\" \
         aria-label=\"{name}\">"
    );
    let mut from = 0;
    for (count, class, _) in counts {
        let (x, end) = (from * 600 / total, (from + count) * 600 / total);
        from += count;
        if end > x {
            let width = (end - x).saturating_sub(2).max(1);
            let _ = write!(
                svg,
                "<rect class=\"{class}\" x=\"{x}\" y=\"0\" width=\"{width}\" height=\"28\"/>"
            );
        }
    }
    svg.push_str("</svg>");
    Some(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_shares_its_length_as_the_votes_fall() {
        let votes =
            Votes { in_favour: Some(42), against: Some(4), abstained: Some(8), ..Votes::default() };
        let view = VotesView::new(Language::Danish, &votes);
        assert_eq!(view.summary, "42 for · 4 imod · 8 undlod");
        let bar = view.bar.unwrap();
        assert!(bar.contains("x=\"0\" y=\"0\" width=\"464\""), "{bar}");
        assert!(bar.contains("rl-bar-abstained"), "{bar}");
    }

    #[test]
    fn one_number_alone_is_no_picture() {
        let votes = Votes { in_favour: Some(42), ..Votes::default() };
        assert_eq!(VotesView::new(Language::Danish, &votes).bar, None);
    }

    #[test]
    fn a_whole_party_and_a_split_one_read_differently() {
        let mut votes = Votes::default();
        let split = GroupVote {
            in_favour: Some(vec!["A. B".into()]),
            against: Some(vec![]),
            abstained: None,
        };
        votes.parties.insert("Ø".into(), split);
        let party = &VotesView::new(Language::Danish, &votes).parties[0];
        assert_eq!((party.in_favour.as_str(), party.against.as_str()), ("A. B", "hele gruppen"));
        assert!(party.abstained.is_empty());
    }
}
