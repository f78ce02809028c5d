//! A decision's text: outcome, vote, reservations, who took no part, statements.

use raadslag_document::{Decision, ItemKind, Outcome, PointDecision};

use super::outcome::{in_sentence, outcome};
use super::statements::statements;
use super::votes;
use crate::layout::is_person;
use crate::pattern::{rare, regex};
use crate::sentence::split;

/// Reads a decision; its text is kept whole.
pub(crate) fn read(text: &str, kind: ItemKind) -> Decision {
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| line.contains(char::is_alphanumeric)).collect();
    let main = of_proposal(&lines);
    Decision {
        text: lines.join("\n"),
        outcome: if main == lines { outcome(text, kind) } else { outcome(&main.join("\n"), kind) },
        votes: votes::read(&main),
        reservations: sentences(&lines, is_reservation),
        absent: absent(&lines),
        statements: statements(&lines),
        points: points(&lines, kind),
    }
}

/// The lines about the proposal itself, where amendments were voted on before: "… blev forkastet.
/// Indstillingen blev godkendt" may be one line.
fn of_proposal<'l>(lines: &[&'l str]) -> Vec<&'l str> {
    let amends = |line: &&str| line.contains("ndringsforslag");
    let Some(last) = lines.iter().rposition(amends) else { return lines.to_vec() };
    let named = |sentence: &&str| {
        regex!(r"^(?:Indstillingen|Medlemsforslaget|Sagen|Hovedforslaget)\b").is_match(sentence)
    };
    // Behind an amendment "Forslaget" is the amendment.
    let proposal = |sentence: &&str| {
        (named(sentence) || sentence.starts_with("Forslaget "))
            && in_sentence(&sentence.to_lowercase()).is_some_and(|(_, strong)| strong)
    };
    let within = split(lines[last]);
    let find = |wanted: &dyn Fn(&&str) -> bool| within.iter().copied().find(wanted);
    let below = || lines[last + 1..].iter().position(|line| proposal(line) || puts_to_vote(line));
    let from = |sentence: &str| lines[last].find(sentence);
    if let Some(at) = find(&|sentence| named(sentence) && proposal(sentence)).and_then(from) {
        return [&[&lines[last][at..]], &lines[last + 1..]].concat();
    }
    if let Some(below) = below() {
        return lines[last + 1 + below..].to_vec();
    }
    match find(&proposal).and_then(from) {
        Some(at) => [&[&lines[last][at..]], &lines[last + 1..]].concat(),
        None => lines.to_vec(),
    }
}

/// "Formanden satte herefter indstillingen under afstemning:"
fn puts_to_vote(line: &str) -> bool {
    rare!(
        ["afstemning"],
        r"(?i)\b(?:indstillingen|medlemsforslaget|hovedforslaget)\b.{0,60}\b(?:under|til) afstemning\b"
    )
    .is_match(line)
}

/// Adds a second part of the same item's decision.
pub(super) fn extend(decision: &mut Decision, more: Decision) {
    if !decision.text.is_empty() && !more.text.is_empty() {
        decision.text.push('\n');
    }
    decision.text.push_str(&more.text);
    if decision.outcome == Outcome::None {
        decision.outcome = more.outcome;
    }
    decision.votes = decision.votes.take().or(more.votes);
    decision.reservations.extend(more.reservations);
    decision.absent.extend(more.absent);
    decision.statements.extend(more.statements);
    decision.points.extend(more.points);
}

/// Whether a text without heading is a decision.
pub(super) fn is_decision(text: &str) -> bool {
    let first = text.split_inclusive(['.', '\n']).next().unwrap_or_default();
    if super::proposes(first) {
        return false;
    }
    first.chars().count() < 160
        && in_sentence(&first.to_lowercase()).is_some_and(|(_, strong)| strong)
}

/// Whether a line is nothing but an outcome: "Godkendt.", "Taget til efterretning."
pub(crate) fn is_outcome(text: &str) -> bool {
    text.split_whitespace().count() <= 3
        && in_sentence(&text.to_lowercase()).is_some_and(|(_, strong)| strong)
}

/// "A tog forbehold", "B kunne ikke tiltræde indstillingen", "C stemte imod, da …".
fn is_reservation(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    // A vote against is no reservation but for its reasons; a count of votes has none.
    let counts = rare!(
        ["stemte", "stemmer"],
        r"\d+ (?:medlemmer |medlem )?stem(?:te|mer) (?:for|imod|mod)\b|stemte imod(?: indstillingen| forslaget)?,? (?:og |mens |medens |hvorimod )?(?:\d+ |ingen |\p{Lu}{1,3} (?:undlod|stemte)|undlod )"
    );
    let reasoned = rare!(["stemte imod"], r"^.+ stemte imod(?: indstillingen| forslaget)?,? \p{L}");
    let against = || reasoned.is_match(&lower) || lower.contains("imod indstillingen");
    regex!(r"\bforbehold\b|(?:kunne|kan) ikke (?:tiltræde|anbefale|godkende|støtte)")
        .is_match(&lower)
        || (!counts.is_match(sentence) && against())
}

fn sentences(lines: &[&str], wanted: fn(&str) -> bool) -> Vec<String> {
    lines
        .iter()
        .flat_map(|line| split(line))
        .filter(|sentence| wanted(sentence))
        .map(|sentence| sentence.trim_end_matches('.').to_owned() + ".")
        .collect()
}

/// Names of those who took no part in the item. A list of them may go on over lines of names.
fn absent(lines: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    let mut listing = false;
    for line in lines {
        if listing && is_names(line) {
            names.extend(people(line));
            continue;
        }
        listing = false;
        for sentence in split(line) {
            if let Some(found) = absence_list().captures(sentence) {
                listing = true;
                names.extend(people(&found[1]));
            }
            names.extend(took_no_part(sentence));
        }
    }
    names
}

/// "Fraværende: Anna Berg (A)", "Afbud:" above the names.
fn absence_list() -> &'static regex::Regex {
    regex!(
        r"^(?i:(?:ikke|ej) til ?stede|fraværende(?: med afbud)?|fravær|afbud(?: fra| til punktet| til sagen)?|ej mødt|ikke mødt|deltog ikke(?: i (?:mødet|sagens behandling|behandlingen))?|inhabil)\s*:\s*(.*?)\.?$"
    )
}

/// "Anna Berg deltog ikke i …", "… forlod mødet", "… erklærede sig inhabil", "Bo Carl deltog i
/// stedet for Anna Berg".
fn took_no_part(sentence: &str) -> Vec<String> {
    let took_no_part = rare!(["deltog ikke"], r"^(.+?)\s+deltog ikke(?:\s+(?:i|under|på)\s|\.?$)")
        .captures(sentence);
    let replaced =
        rare!(["i stedet for"], r"^.+\s(?:deltog|mødte)\s(?:i mødet\s)?i stedet for\s+(.+?)\.?$")
            .captures(sentence);
    let left = rare!(["forlod mødet", "var "], r"^(.+?)\s+(?:forlod mødet|var forhindret i at deltage|var ikke til ?stede|var fraværende)\b")
        .captures(sentence);
    let disqualified =
        regex!(r"^(.+?)\s+(?:var|er|blev|erklærede sig|blev erklæret|erklæredes)\s+inhabil")
            .captures(sentence);
    let took_no_part = took_no_part.filter(|_| disqualified.is_none());
    let found = [took_no_part, replaced, left, disqualified].into_iter().flatten();
    found.flat_map(|found| people(&found[1])).collect()
}

/// Whether a line is nothing but names.
fn is_names(line: &str) -> bool {
    let line = line.trim_end_matches(['.', ',']);
    let names = regex!(r",\s*|\s+og\s+").split(line).count();
    people(line).len() == names
}

/// "Lars Leth (V), Hans Hald (A) og Eva Eng - Mar Kir (V) mødte som stedfortræder".
fn people(text: &str) -> Vec<String> {
    let text = regex!(r"\s+[-–]\s+.*$").replace(text, "");
    regex!(r",\s*|\s+og\s+|\s+samt\s+")
        .split(&text)
        .map(|name| regex!(r"\s*\([^)]*\)").replace_all(name, "").trim().to_owned())
        .filter(|name| is_person(name))
        .collect()
}

/// "Ad 1." and the lines below it.
fn points(lines: &[&str], kind: ItemKind) -> Vec<PointDecision> {
    let mut points: Vec<PointDecision> = Vec::new();
    for line in lines.iter().flat_map(|line| at_points(line)) {
        let opened = opens_point(line).or_else(|| {
            // Where the agenda is approved, items are meant: "Punkt 9: Udgår."
            let named =
                rare!(["pkt. ", "punkt "], r"^(?:Pkt\.|Punkt) (\d{1,2}(?:[,-]\d+)*):\s*(.*)$");
            let found = named.captures(line).filter(|_| kind != ItemKind::Approval)?;
            Some((found[1].to_owned(), found[2].to_owned()))
        });
        if let Some((point, text)) = opened {
            points.push(PointDecision { point, text, outcome: Outcome::None });
        } else if absence_list().is_match(line) {
            break;
        } else if let Some(last) = points.last_mut() {
            last.text = [last.text.as_str(), line].join("\n").trim().to_owned();
        }
    }
    for point in &mut points {
        point.outcome = outcome(&point.text, ItemKind::Other);
    }
    points
}

/// The number of the point a line is about, and what it says: "Ad 1.", "Ad punkt 2:", "At 3: …".
fn opens_point(line: &str) -> Option<(String, String)> {
    let form = regex!(
        r"^(?:(?i:ad)\s*(?:(?i:punkt|pkt\.|indstillingspunkt)\s)?(\d+(?:[,-]\d+)*)[.):]*|At (\d+)[.:](?:\s|$))\s*(.*)$"
    );
    let found = form.captures(line)?;
    let number = found.get(1).or(found.get(2))?;
    Some((number.as_str().to_owned(), found[3].to_owned()))
}

/// A line about a point, cut where a sentence in it begins with the next: "Ad 1: A. Ad 2: B."
fn at_points(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    if opens_point(line).is_some() {
        let next = rare!(["ad ", "at "], r"[.;]\s((?:Ad|At) \d+[.):])");
        for at in next.captures_iter(line).filter_map(|found| Some(found.get(1)?.start())) {
            pieces.push(line[from..at].trim_end());
            from = at;
        }
    }
    pieces.push(&line[from..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reservation_is_no_outcome_and_is_kept_apart() {
        let decision = read(
            "Godkendt.\nRadikale tog forbehold.\nEva Eng (V) deltog ikke i sagens behandling.",
            ItemKind::Other,
        );
        assert_eq!(decision.outcome, Outcome::Approved);
        assert_eq!(decision.reservations, ["Radikale tog forbehold."]);
        assert_eq!(decision.absent, ["Eva Eng"]);
    }

    #[test]
    fn a_vote_against_is_kept_apart_for_its_reasons_only() {
        let reservations = |text: &str| read(text, ItemKind::Other).reservations.len();
        assert_eq!(reservations("Godkendt. V stemte imod."), 0);
        assert_eq!(reservations("Godkendt. V stemte imod, da det er for dyrt."), 1);
        assert_eq!(reservations("Godkendt. Imod stemte V."), 0);
        for counted in [
            "15 stemte for, 9 stemte imod, og 2 undlod at stemme.",
            "Otte stemte for. V stemte imod, Ø undlod at stemme.",
            "9 stemte imod indstillingen.",
        ] {
            assert_eq!(reservations(counted), 0, "{counted}");
        }
        assert_eq!(reservations("V stemte imod, og ønskede i stedet en bro."), 1);
    }

    #[test]
    fn a_list_of_those_absent_goes_on_over_lines_of_names() {
        let text = "Ad 1. Godkendt.\nFraværende: Anna Berg (A)\nBo Carl (V), Dorte Dam\nSlut.";
        let decision = read(text, ItemKind::Other);
        assert_eq!(decision.absent, ["Anna Berg", "Bo Carl", "Dorte Dam"]);
        assert_eq!(decision.points[0].text, "Godkendt.");
    }

    #[test]
    fn the_vote_on_an_amendment_is_not_that_on_the_proposal() {
        let decision = read(
            "Ændringsforslaget blev forkastet med 2 stemmer imod 5.\nFor stemte: Ø\n\
             Indstillingen blev herefter godkendt med 5 stemmer imod 2.\nFor stemte: A\n\
             Imod stemte: Ø",
            ItemKind::Other,
        );
        assert_eq!(decision.outcome, Outcome::Approved);
        let votes = decision.votes.unwrap();
        assert_eq!((votes.in_favour, votes.against), (Some(5), Some(2)));
        assert!(votes.parties["Ø"].in_favour.is_none());
        let decision = read(
            "Ændringsforslag fra Ø:\nFor stemte: Ø (6).\nImod stemte: A (9).\n\
             Ændringsforslaget var herefter forkastet. Indstillingen blev godkendt.",
            ItemKind::Other,
        );
        assert_eq!((decision.outcome, decision.votes), (Outcome::Approved, None));
        for text in [
            "Ændringsforslag fra Ø: For stemte 4, imod stemte 19. Forslaget faldt.\n\
             Indstillingen blev derefter vedtaget med 19 stemmer for og 4 imod.",
            "Formanden satte ændringsforslaget under afstemning:\nFor stemte: Ø (4).\n\
             Ændringsforslaget var herefter forkastet.\n\
             Formanden satte herefter indstillingen under afstemning:\n\
             For stemte: A (12) og V (7).\nImod stemte: Ø (4).\n\
             Indstillingen var herefter tiltrådt.",
        ] {
            let decision = read(text, ItemKind::Other);
            let votes = decision.votes.unwrap();
            assert_eq!(decision.outcome, Outcome::Approved, "{text}");
            assert_eq!((votes.in_favour, votes.against), (Some(19), Some(4)), "{text}");
        }
        let first = read(
            "Indstillingen blev godkendt.\nÆndringsforslaget blev forkastet.",
            ItemKind::Other,
        );
        assert_eq!(first.outcome, Outcome::Approved);
        assert!(!is_decision("Det indstilles, at dagsordenen godkendes."));
    }

    #[test]
    fn points_have_outcomes_of_their_own() {
        let decision =
            read("Ad 1.\nEt flertal anbefaler indstillingen.\nAd 2.\nAnbefales.", ItemKind::Other);
        let outcomes: Vec<_> =
            decision.points.iter().map(|p| (p.point.as_str(), p.outcome)).collect();
        assert_eq!(outcomes, [("1", Outcome::Recommended), ("2", Outcome::Recommended)]);
    }

    #[test]
    fn points_may_begin_with_at_or_stand_on_one_line() {
        for text in [
            "At 1: Godkendt.\nAt 2: Udsat.",
            "Ad 1: Godkendt. Ad 2: Udsat.",
            "Ad punkt 1: Godkendt.\nAd punkt 2: Udsat.",
        ] {
            let points = read(text, ItemKind::Other).points;
            let told: Vec<_> =
                points.iter().map(|p| (p.point.as_str(), p.text.as_str(), p.outcome)).collect();
            let expected =
                [("1", "Godkendt.", Outcome::Approved), ("2", "Udsat.", Outcome::Postponed)];
            assert_eq!(told, expected, "{text}");
        }
        let named = "Pkt. 1: Godkendt.\nPkt. 2: Udsat.";
        assert_eq!(read(named, ItemKind::Other).points.len(), 2);
        assert_eq!(read(named, ItemKind::Approval).points, []);
        assert_eq!(read("Godkendt.\nat 1 og 2 følges.", ItemKind::Other).points, []);
    }

    #[test]
    fn who_took_no_part_is_told_in_many_ways() {
        for text in [
            "Deltog ikke: Anna Berg (A).",
            "Anna Berg deltog ikke.",
            "Drøftet. Afbud til punktet: Anna Berg (Fanø).",
            "Anna Berg (A) deltog ikke på mødet.",
            "Fraværende:\nMia Mo (V) deltog i mødet i stedet for Anna Berg (A).",
        ] {
            assert_eq!(read(text, ItemKind::Other).absent, ["Anna Berg"], "{text}");
        }
        let several = read("Anna Berg, Bo Carl og Dan Eg deltog ikke på mødet.", ItemKind::Other);
        assert_eq!(several.absent, ["Anna Berg", "Bo Carl", "Dan Eg"]);
    }
}
