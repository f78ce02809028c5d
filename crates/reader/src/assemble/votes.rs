//! Votes as minutes write them.

use raadslag_document::{GroupVote, Votes};

use crate::pattern::{rare, regex};
use crate::sentence;

/// A side of a vote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    For,
    Against,
    Abstained,
}

/// The vote told by these lines, or `None` where none is.
pub(super) fn read(lines: &[&str]) -> Option<Votes> {
    let mut votes = Votes::default();
    for line in lines.iter().flat_map(|line| at_labels(line)) {
        totals(&mut votes, line);
        listed(&mut votes, line);
        for sentence in sentence::split(line) {
            told(&mut votes, sentence);
        }
    }
    (votes != Votes::default()).then_some(votes)
}

/// Cuts a line where a side's list begins in the middle of it, and before the party that the next
/// sentence is about: "Imod stemte O. Ø undlod".
fn at_labels(line: &str) -> Vec<&str> {
    let labels = regex!(
        r"[.;,]?\s((?:For stemte|Imod stemte|Mod stemte|Stemte for|Stemte imod|Undlod at stemme|Undlod|Imod|For):|(?:Imod|Mod) stemte\s)"
    );
    let parties = regex!(
        r"\.\s(\p{Lu}{1,3}(?:(?:, | og )\p{Lu}{1,3})*(?: \(\d+[^)]*\))? (?:undlod|stemte|kan|kunne|tog)\b)"
    );
    let starts = |pattern: &regex::Regex| -> Vec<usize> {
        let found = pattern.captures_iter(line).filter_map(|found| found.get(1));
        found.map(|group| group.start()).collect()
    };
    let mut cuts = [starts(labels), starts(parties)].concat();
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().copied().chain([line.len()]);
    std::iter::once(0)
        .chain(cuts.iter().copied())
        .zip(ends)
        .map(|(from, to)| line[from..to].trim())
        .collect()
}

/// "42 stemmer (i)mod 4. 8 medlemmer undlod at stemme."
fn totals(votes: &mut Votes, line: &str) {
    if let Some(found) = rare!(["stemmer"], r"(\d+) stemmer (?:i?mod|for og) (\d+)").captures(line)
    {
        votes.in_favour = found[1].parse().ok();
        votes.against = found[2].parse().ok();
    }
    if let Some(found) =
        rare!(["stemmerne"], r"stemmerne (\d+)\s?(?:[-–]|i?mod)\s?(\d+)").captures(line)
    {
        votes.in_favour = found[1].parse().ok();
        votes.against = found[2].parse().ok();
    }
    let spoken = rare!(
        ["mod"],
        r"(\d+) (?:medlemmer |stemmer )?(?:stemte )?for(?: \p{L}+)?,? (?:og )?(\d+) (?:medlemmer |stemmer )?(?:stemte )?i?mod\b"
    );
    if let Some(found) = spoken.captures(line) {
        votes.in_favour = found[1].parse().ok();
        votes.against = found[2].parse().ok();
    }
    if let Some(found) =
        rare!(["enstemmig"], r"(?i)enstemmigt?\b.{0,24}?(\d+) stemmer").captures(line)
    {
        votes.in_favour = found[1].parse().ok();
    }
    if let Some(found) = rare!(
        ["undlod", "hverken"],
        r"(\d+) (?:medlemmer |medlem )?(?:undlod|hverken for eller imod)"
    )
    .captures(line)
    {
        votes.abstained = found[1].parse().ok();
    } else if rare!(["undlod"], r"(?i)\bingen (?:medlemmer )?undlod").is_match(line) {
        votes.abstained = Some(0);
    }
}

/// "For stemte: Ø (N N, M M), A, C og P P", "Imod: 2 (Lars Lars (B), Hanne Hanne (F))".
fn listed(votes: &mut Votes, line: &str) {
    let label = regex!(
        r"^(?:(?P<for>For stemte|Stemte for|For)|(?P<against>Imod stemte|Stemte imod|Mod stemte|Imod)|(?P<abstained>Undlod at stemme|Hverken for eller imod|Undlod))\s*(?P<colon>:)?\s+(?P<rest>.+?)\.?$"
    );
    let Some(found) = label.captures(line) else { return };
    let side = if found.name("for").is_some() {
        Side::For
    } else if found.name("against").is_some() {
        Side::Against
    } else {
        Side::Abstained
    };
    if found.name("colon").is_none()
        && !line.starts_with("Imod stemte")
        && !line.starts_with("For stemte")
    {
        return;
    }
    let rest = first_sentence(&found["rest"]);
    if let Some(counted) = regex!(r"^(\d+)\s*(?:\((.*)\))?$").captures(rest) {
        set_total(votes, side, &counted[1]);
        for name in counted.get(2).map(|names| entries(names.as_str())).unwrap_or_default() {
            add(votes, side, &name);
        }
        return;
    }
    let entries = entries(rest);
    if let Some(total) = total(&entries) {
        set_total(votes, side, &total.to_string());
    }
    for entry in entries {
        add(votes, side, &entry);
    }
}

/// The number of "A, V og C (3)", or the sum of "A (2) og V (1)".
fn total(entries: &[String]) -> Option<u32> {
    let number = |entry: &String| {
        let found = regex!(r"\((\d+)(?: stemmer| medlemmer)?\)$").captures(entry)?;
        found[1].parse::<u32>().ok()
    };
    let numbers: Vec<u32> = entries.iter().filter_map(number).collect();
    let last = entries.last().and_then(number);
    match numbers[..] {
        [total] if last == Some(total) => Some(total),
        _ if numbers.len() == entries.len() => numbers.into_iter().reduce(u32::saturating_add),
        _ => None,
    }
}

/// A list up to the full stop that ends it: one behind an initial ("Kim E. Kim") does not.
fn first_sentence(list: &str) -> &str {
    for (at, _) in list.match_indices(". ") {
        let mut words = list[..at].rsplit(' ');
        let last = words.next().unwrap_or_default().trim_start_matches('(');
        let before = words.next().unwrap_or("og");
        let initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
        if !initial || before == "og" || before.ends_with(',') {
            return &list[..at];
        }
    }
    list
}

/// "For dette stemte 13 medlemmer (A, V og F).", "C og N (5 medlemmer) undlod at stemme.",
/// "flertal bestående af A, C og V (6)", "O (1) kan ikke anbefale", "(O) stemte imod".
fn told(votes: &mut Votes, line: &str) {
    let favour = [
        rare!(
            ["stemte"],
            r"For (?:dette|forslaget|indstillingen) stemte (?P<n>\d+) medlemmer \((?P<who>[^)]*)\)"
        ),
        rare!(
            ["bestående af"],
            r"flertal (?:på \d+ )?bestående af (?P<who>\p{Lu}{1,3}(?:(?:, | og )\p{Lu}{1,3})*)(?: \((?P<n>\d+)\))?"
        ),
        rare!(["stemte for"], r"^(?P<n>\d+) medlemmer \((?P<who>[^)]*)\) stemte for"),
        rare!(["flertal på"], r"flertal på (?P<n>\d+) (?:medlemmer )?\((?P<who>[^)]*)\)"),
        rare!(
            ["flertal"],
            r"flertal(?: i \p{L}+)? \((?P<who>\p{Lu}{1,3}(?:(?:, | og )\p{Lu}{1,3})*)\)"
        ),
        rare!(
            ["stemte"],
            r"^For (?:\p{L}+ )?stemte (?P<who>\p{Lu}{1,3}(?:(?:, | og )\p{Lu}{1,3})*)(?:\.|$)"
        ),
        rare!(
            ["stemte for"],
            r"^(?P<who>\p{Lu}{1,3}(?:(?:, | og )\p{Lu}{1,3})*)(?: \((?P<n>\d+)(?: medlemmer)?\))? stemte for\b"
        ),
    ];
    let against = [
        rare!(
            ["stemte", "ikke"],
            r"^\(?(?P<who>\p{Lu}{1,3}(?:(?:, | og )\p{Lu}{1,3})*)\)?(?: \((?P<n>\d+)(?: medlemmer)?\))? (?:stemte i?mod|(?:kan|kunne) ikke (?:anbefale|tiltræde|godkende|støtte))"
        ),
        rare!(["stemte imod"], r"^(?P<n>\d+) medlemmer \((?P<who>[^)]*)\) stemte imod"),
        rare!(
            ["mindretal"],
            r"mindretal (?:bestående af )?\(?(?P<who>\p{Lu}{1,3}(?: \(\d+\))?(?:(?:, | og )\p{Lu}{1,3}(?: \(\d+\))?)*)\)? (?:kan|kunne|ønskede|vil|ville|stemte) (?:ikke|i?mod)\b"
        ),
        rare!(
            ["stemte"],
            r"^(?:Imod|Mod) (?:\p{L}+ )?stemte (?P<n>\d+) medlemmer \((?P<who>[^)]*)\)"
        ),
        rare!(
            ["stemte imod"],
            r"^Liste (?P<who>\p{Lu}{1,3}(?:(?:, | og )\p{Lu}{1,3})*) stemte imod"
        ),
    ];
    let abstained = [rare!(
        ["undlod"],
        r"^(?P<who>\p{Lu}{1,3}(?:(?:, | og )\p{Lu}{1,3})*)(?: \((?P<n>\d+)(?: medlemmer)?\))? undlod"
    )];
    for (side, forms) in
        [(Side::For, &favour[..]), (Side::Against, &against[..]), (Side::Abstained, &abstained[..])]
    {
        let Some(found) = forms.iter().find_map(|form| form.captures(line)) else { continue };
        if let Some(number) = found.name("n") {
            set_total(votes, side, number.as_str());
        } else if let Some(total) = counted(&found["who"]) {
            set_total(votes, side, &total.to_string());
        }
        for party in regex!(r"[,+]\s*|\s+og\s+").split(&found["who"]) {
            add(votes, side, party);
        }
    }
}

/// The sum of "O (1) og Ø (2)", where every party has its number.
fn counted(parties: &str) -> Option<u32> {
    let numbers = regex!(r"\((\d+)\)").captures_iter(parties);
    let numbers: Vec<u32> = numbers.filter_map(|number| number[1].parse().ok()).collect();
    let parted = regex!(r", | og ").split(parties).count();
    (!numbers.is_empty() && numbers.len() == parted).then(|| numbers.iter().sum())
}

fn set_total(votes: &mut Votes, side: Side, number: &str) {
    let total = match side {
        Side::For => &mut votes.in_favour,
        Side::Against => &mut votes.against,
        Side::Abstained => &mut votes.abstained,
    };
    *total = number.parse().ok().or(*total);
}

/// Splits at commas and "og" outside parentheses.
fn entries(text: &str) -> Vec<String> {
    let mut entries = vec![String::new()];
    let mut depth = 0_i32;
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let parted = depth == 0 && (c == ',' || rest.starts_with(" og "));
        if parted {
            entries.push(String::new());
            rest = if c == ',' { &rest[1..] } else { &rest[4..] };
            continue;
        }
        depth += i32::from(c == '(') - i32::from(c == ')');
        if let Some(entry) = entries.last_mut() {
            entry.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    entries.iter().map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()).collect()
}

/// Adds "Ø (N N, M M)", "A", "Lars Lars (B)" or "Helle Helle (Løsgænger)" to a side.
fn add(votes: &mut Votes, side: Side, entry: &str) {
    let parts = regex!(r"^([^()]+?)\s*(?:\((.*)\))?$").captures(entry);
    let Some(parts) = parts else { return };
    // "Karl Kjær, uden for parti": a remark is no one's vote.
    if parts[1].starts_with(char::is_lowercase) {
        return;
    }
    let (name, inside) = (parts[1].trim().to_owned(), parts.get(2).map(|inside| inside.as_str()));
    let is_party = |name: &str| name.chars().count() <= 3 && name.chars().all(char::is_uppercase);
    let (party, members) = match inside {
        Some(inside) if is_party(&name) && inside.contains(' ') => (name, entries(inside)),
        Some(inside) if is_party(inside) => (inside.to_owned(), vec![name]),
        // A member outside the parties stands for themselves.
        _ => (name, Vec::new()),
    };
    let group: &mut GroupVote = votes.parties.entry(party).or_default();
    let list = match side {
        Side::For => &mut group.in_favour,
        Side::Against => &mut group.against,
        Side::Abstained => &mut group.abstained,
    };
    list.get_or_insert_default().extend(members);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn totals_and_split_parties_are_read() {
        let votes = read(&[
            "Indstillingen blev godkendt med 42 stemmer mod 4. 8 medlemmer undlod at stemme.",
            "For stemte: Ø (Ann Bo, Carl Dahl), A, C og Helle Holm",
            "Imod stemte: Ø (Eva Friis)",
            "Undlod at stemme: Ø (Gry Holt) og Ib Juul",
        ])
        .unwrap();
        assert_eq!((votes.in_favour, votes.against, votes.abstained), (Some(42), Some(4), Some(8)));
        assert_eq!(votes.parties["Ø"].in_favour.as_deref().unwrap(), ["Ann Bo", "Carl Dahl"]);
        assert_eq!(votes.parties["Ø"].against.as_deref().unwrap(), ["Eva Friis"]);
        assert_eq!(votes.parties["A"].in_favour.as_deref().unwrap(), [""; 0]);
        assert!(votes.parties["Helle Holm"].in_favour.is_some());
        assert!(votes.parties["Ib Juul"].abstained.is_some());
    }

    #[test]
    fn votes_by_name_count_for_their_party() {
        let votes = read(&[
            "For: 4 (Bo Bo (A), Carl Carl (A), Kim E. Kim (O), Knud Knud (Frie Liberale))",
            "Imod: 2 (Lars Lars (B), Hanne Hanne (F))",
        ])
        .unwrap();
        assert_eq!((votes.in_favour, votes.against), (Some(4), Some(2)));
        assert_eq!(votes.parties["A"].in_favour.as_deref().unwrap(), ["Bo Bo", "Carl Carl"]);
        assert_eq!(votes.parties["F"].against.as_deref().unwrap(), ["Hanne Hanne"]);
    }

    #[test]
    fn votes_told_in_sentences_are_read() {
        let votes = read(&[
            "For dette stemte 13 medlemmer (A, V, B, Ø og F).",
            "Imod stemte Mar Hen (O).",
            "C og N (5 medlemmer) undlod at stemme.",
        ])
        .unwrap();
        assert_eq!((votes.in_favour, votes.abstained), (Some(13), Some(5)));
        assert_eq!(votes.parties["O"].against.as_deref().unwrap(), ["Mar Hen"]);
        assert!(votes.parties["N"].abstained.is_some());
        let votes = read(&[
            "Et flertal bestående af A, C, N og V (6) anbefaler indstillingen.",
            "O (1) kan ikke anbefale den.",
        ])
        .unwrap();
        assert_eq!((votes.in_favour, votes.against), (Some(6), Some(1)));
    }

    #[test]
    fn other_wordings_tell_the_same() {
        for (line, totals, sides) in [
            (
                "Et flertal (A, V, F) vedtog det. Imod stemte O. Ø undlod at stemme.",
                [None; 3],
                "AFV/O/Ø",
            ),
            (
                "Forkastet. 20 medlemmer stemte for, 30 imod og 2 undlod.",
                [Some(20), Some(30), Some(2)],
                "//",
            ),
            (
                "For stemte: A og Ø. Imod stemte: V, O og C. Undlod: B. Hanne Holm gik.",
                [None; 3],
                "AØ/COV/B",
            ),
            ("Vedtaget enstemmigt med 25 stemmer.", [Some(25), None, None], "//"),
            ("Godkendt med stemmerne 20-3.", [Some(20), Some(3), None], "//"),
            ("For: 14 (A, F, V)", [Some(14), None, None], "AFV//"),
            ("For stemte: A, V og C (3).", [Some(3), None, None], "ACV//"),
            ("Imod stemte: A (2) og Ø (1)", [None, Some(3), None], "/AØ/"),
            ("Imod stemte: A (2), V og Ø", [None; 3], "/AVØ/"),
            ("Undlod: 1 (Ib Juul, uden for parti)", [None, None, Some(1)], "//Ib Juul"),
            ("Undlod: 1 (C)", [None, None, Some(1)], "//C"),
            (
                "Et mindretal bestående af O (1) og Ø (2) kunne ikke støtte det.",
                [None, Some(3), None],
                "/OØ/",
            ),
            ("For indstillingen stemte A og V. Imod stemte O.", [None; 3], "AV/O/"),
            ("A, B og V stemte for. O (2) stemte imod.", [None, Some(2), None], "ABV/O/"),
        ] {
            let votes = read(&[line]).unwrap();
            assert_eq!([votes.in_favour, votes.against, votes.abstained], totals, "{line}");
            let side = |of: fn(&GroupVote) -> bool| -> String {
                votes
                    .parties
                    .iter()
                    .filter(|(_, vote)| of(vote))
                    .map(|(party, _)| party.as_str())
                    .collect()
            };
            let told = [
                side(|vote| vote.in_favour.is_some()),
                side(|vote| vote.against.is_some()),
                side(|vote| vote.abstained.is_some()),
            ];
            assert_eq!(told.join("/"), sides, "{line}");
        }
    }

    #[test]
    fn without_a_vote_there_are_no_votes() {
        assert_eq!(read(&["Indstillingen blev godkendt uden afstemning."]), None);
    }
}
