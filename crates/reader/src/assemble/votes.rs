//! Votes as minutes write them.

use std::borrow::Cow;

use raadslag_document::{GroupVote, Votes};

use super::parties;
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
    let lettered: Vec<Cow<'_, str>> = lines.iter().map(|line| parties::by_letter(line)).collect();
    let lines: Vec<&str> = lettered.iter().map(AsRef::as_ref).collect();
    for line in &lines {
        totals(&mut votes, line);
        in_parentheses(&mut votes, line);
    }
    for line in lines.iter().flat_map(|line| at_labels(line)) {
        listed(&mut votes, line);
        for sentence in sentence::split(line) {
            told(&mut votes, sentence);
        }
    }
    (votes != Votes::default()).then_some(votes)
}

/// Cuts a line where a side's list begins in the middle of it, and before the party that the next
/// sentence or clause is about: "Imod stemte O. Ø undlod", "A stemte for, V og C imod".
fn at_labels(line: &str) -> Vec<&str> {
    let labels = regex!(
        r"[.;,]?\s((?:For stemte|Imod stemte|Mod stemte|Stemte for|Stemte imod|Undlod at stemme|Undlod|Hverken for eller imod|Imod|For):|(?:Imod|Mod) stemte\s)"
    );
    let inside = rare!(
        ["for stemte", "mod stemte"],
        r"(?:[.;,]\s|\s(?:og|mens|medens|hvorimod)\s)((?:for|imod|mod) stemte:?\s)"
    );
    let parties = regex!(
        r"\.\s(\p{Lu}{1,3}(?:(?:, | og )\p{Lu}{1,3})*(?: \(\d+[^)]*\))? (?:undlod|stemte|kan|kunne|tog)\b)"
    );
    let starts = |pattern: &regex::Regex| -> Vec<usize> {
        let found = pattern.captures_iter(line).filter_map(|found| found.get(1));
        found.map(|group| group.start()).collect()
    };
    let inside = inside.captures_iter(line).filter_map(|found| Some(found.get(1)?.start()));
    let mut cuts = [starts(labels), starts(parties), clauses(line), inside.collect()].concat();
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().copied().chain([line.len()]);
    std::iter::once(0)
        .chain(cuts.iter().copied())
        .zip(ends)
        .map(|(from, to)| without_link_word(line[from..to].trim()))
        .collect()
}

/// Where clauses of parties begin: "A stemte for, V og C stemte imod", "…, idet V stemmer imod".
///
/// A comma parts clauses as well as the parties of a list. So behind a party the list before must
/// be complete, and the clause's own be one party or end with "og".
fn clauses(line: &str) -> Vec<usize> {
    let form = rare!(
        ["stemte", "stemmer", "undlod", "undlader"],
        r"(?P<before>^|[.;:,]\s|\b(?:for|i?mod|stemme),?\s(?:og|men)\s|\b(?:idet|mens|medens|hvorimod|dog)\s)(?P<clause>(?:(?:Liste|Listerne|Partierne)\s)?(?P<who>\p{Lu}{1,3}(?: \(\d+[^()]*\))?(?P<more>, \p{Lu}{1,3}(?: \(\d+[^()]*\))?)*(?P<last> og \p{Lu}{1,3}(?: \(\d+[^()]*\))?)?) (?:stem(?:te|mer)|undl(?:od|ader))\b)"
    );
    let begins = |found: regex::Captures<'_>| {
        let (before, clause) = (found.name("before")?, found.name("clause")?);
        let closed = found.name("more").is_none() || found.name("last").is_some();
        let sure = before.as_str() != ", "
            || match ends_with_party(&line[..before.start()]) {
                None => true,
                Some(word) => closed && (matches!(word, "og" | "stemte") || word.ends_with(':')),
            };
        sure.then_some(clause.start())
    };
    form.captures_iter(line).filter_map(begins).collect()
}

/// The word before the party that a text ends with, if it does.
fn ends_with_party(text: &str) -> Option<&str> {
    let form = regex!(r"(?:^|(\S+)\s)\p{Lu}{1,3}(?: \(\d+[^()]*\))?$");
    Some(form.captures(text)?.get(1).map_or("", |word| word.as_str()))
}

/// A clause without the "og" that leads to the next.
fn without_link_word(text: &str) -> &str {
    let words = [" og", " mens", " medens", " hvorimod", " idet", " dog", " men"];
    let cut = words.iter().find_map(|word| text.strip_suffix(word)).unwrap_or(text);
    cut.trim_end_matches([',', ';', ' '])
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
        r"(\d+) (?:medlemmer |stemmer )?(?:stem(?:te|mer) )?for(?: \p{L}+)?(?: \([^)]*\))?,? (?:og |mens )?(\d+) (?:medlemmer |stemmer )?(?:stem(?:te|mer) )?i?mod\b"
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
        ["undlod", "undlader", "hverken"],
        r"(\d+) (?:medlemmer |medlem )?(?:undlod|undlader|hverken for eller imod)"
    )
    .captures(line)
    {
        votes.abstained = found[1].parse().ok();
    } else if rare!(["undlod"], r"(?i)\bingen (?:medlemmer )?undlod").is_match(line) {
        votes.abstained = Some(0);
    }
}

/// "12 stemmer for (A, C) og 5 imod (Ø)", "12 medlemmer (A, C) stemte for", "12 (A, C) mod 5 (Ø)".
fn in_parentheses(votes: &mut Votes, line: &str) {
    let behind = rare!(
        ["for (", "mod (", "undlod", "undlader"],
        r"(?P<n>\d+) (?:medlemmer |medlem |stemmer |stemme )?(?:stem(?:te|mer) )?(?P<side>for|i?mod|undlod|undlader)(?: at stemme)? \((?P<who>[^()]*)\)"
    );
    let before = rare!(
        ["for", "imod", "undlod", "undlader"],
        r"(?P<n>\d+) (?:medlemmer |medlem |stemmer |stemme )?\((?P<who>[^()]*)\) (?:stem(?:te|mer) )?(?P<side>for|imod|undlod|undlader)\b"
    );
    let both = rare!(
        ["mod"],
        r"(?P<n>\d+) (?:stemmer |medlemmer )?\((?P<who>[^()]*)\) i?mod (?P<m>\d+)(?: stemmer)?(?: \((?P<con>[^()]*)\))?"
    );
    if let Some(found) = both.captures(line) {
        if add_parties(votes, Side::For, &found["who"]) {
            set_total(votes, Side::For, &found["n"]);
            set_total(votes, Side::Against, &found["m"]);
            add_parties(votes, Side::Against, found.name("con").map_or("", |con| con.as_str()));
        }
        return;
    }
    for found in behind.captures_iter(line).chain(before.captures_iter(line)) {
        let side = match &found["side"] {
            "for" => Side::For,
            "imod" | "mod" => Side::Against,
            _ => Side::Abstained,
        };
        if add_parties(votes, side, &found["who"]) {
            set_total(votes, side, &found["n"]);
        }
    }
}

/// Adds "A, C og V" or "A+C" to a side, if it is nothing but parties.
fn add_parties(votes: &mut Votes, side: Side, list: &str) -> bool {
    let names: Vec<&str> = regex!(r"\s*[,+]\s*|\s+og\s+").split(list.trim()).collect();
    let parties = names.iter().all(|name| !name.is_empty() && is_party(name));
    if parties {
        for name in names {
            add(votes, side, name);
        }
    }
    parties
}

/// "For stemte: Ø (N N, M M), A, C og P P", "Imod: 2 (Lars Lars (B), Hanne Hanne (F))".
fn listed(votes: &mut Votes, line: &str) {
    let label = regex!(
        r"^(?:(?P<for>[Ff]or stemte|Stemte for|For)|(?P<against>[Ii]mod stemte|Stemte imod|[Mm]od stemte|Imod)|(?P<abstained>Undlod at stemme|Hverken for eller imod|Undlod))\s*(?P<colon>:)?\s+(?P<rest>.+?)\.?$"
    );
    let Some(found) = label.captures(line) else { return };
    let side = if found.name("for").is_some() {
        Side::For
    } else if found.name("against").is_some() {
        Side::Against
    } else {
        Side::Abstained
    };
    let plain = rare!(["stemte"], r"^(?i:imod|for|mod) stemte").is_match(line);
    if found.name("colon").is_none() && !plain {
        return;
    }
    let rest = first_sentence(&found["rest"]);
    let sum = rare!(["i alt "], r",? (?:i alt|ialt) (\d+)(?: stemmer| medlemmer)?$").captures(rest);
    let rest = sum.as_ref().map_or(rest, |sum| &rest[..rest.len() - sum[0].len()]);
    let counted = regex!(
        r"^(\d+)(?:\s(?:medlemmer|medlem|stemmer|stemme))?\s*(?:\(([^()]*(?:\([^()]*\)[^()]*)*)\))?$"
    );
    if let Some(counted) = counted.captures(rest) {
        set_total(votes, side, &counted[1]);
        for name in counted.get(2).map(|names| entries(names.as_str())).unwrap_or_default() {
            add(votes, side, &name);
        }
        return;
    }
    // What others did goes on in the same sentence, and where their names begin is not sure.
    if regex!(r"\b(?:i?mod|stemte|stemmer|undlod|undlader)\b").is_match(rest) {
        return;
    }
    let entries = entries(rest);
    if let Some(sum) = sum {
        set_total(votes, side, &sum[1]);
    } else if let Some(total) = total(&entries) {
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
    clause(votes, line);
    let favour = [
        rare!(
            ["stemte"],
            r"For (?:dette|forslaget|indstillingen) stemte (?P<n>\d+) medlemmer \((?P<who>[^)]*)\)"
        ),
        rare!(
            ["bestående af"],
            r"flertal (?:på \d+ )?bestående af (?P<who>\p{Lu}{1,3}(?: \(\d+\))?(?:(?:, | og )\p{Lu}{1,3}(?: \(\d+\))?)*)"
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
    ];
    let against = [
        rare!(["stemte imod"], r"^(?P<n>\d+) medlemmer \((?P<who>[^)]*)\) stemte imod"),
        rare!(
            ["mindretal"],
            r"mindretal (?:bestående af )?\(?(?P<who>\p{Lu}{1,3}(?: \(\d+\))?(?:(?:, | og )\p{Lu}{1,3}(?: \(\d+\))?)*)\)? (?:kan|kunne|ønskede|vil|ville|stemte) (?:ikke|i?mod)\b"
        ),
        rare!(
            ["stemte"],
            r"^(?:Imod|Mod) (?:\p{L}+ )?stemte (?P<n>\d+) medlemmer \((?P<who>[^)]*)\)"
        ),
    ];
    for (side, forms) in [(Side::For, &favour[..]), (Side::Against, &against[..])] {
        let Some(found) = forms.iter().find_map(|form| form.captures(line)) else { continue };
        if let Some(number) = found.name("n") {
            set_total(votes, side, number.as_str());
        } else if let Some(total) = total(&entries(&found["who"])) {
            set_total(votes, side, &total.to_string());
        }
        for party in regex!(r"[,+]\s*|\s+og\s+").split(&found["who"]) {
            add(votes, side, party);
        }
    }
}

/// "A, B og V stemte for", "O (1) kan ikke anbefale", "Liste V stemmer imod", "(O) undlod".
fn clause(votes: &mut Votes, line: &str) {
    let form = rare!(
        ["stemte", "stemmer", "undlod", "undlader", "ikke"],
        r"^\(?(?:(?:Liste|Listerne|Partierne) )?(?P<who>\p{Lu}{1,3}(?: \(\d+(?: medlemmer)?\))?(?:(?:, | og )\p{Lu}{1,3}(?: \(\d+(?: medlemmer)?\))?)*)\)? (?:(?P<for>stem(?:te|mer) for\b)|(?P<against>stem(?:te|mer) i?mod|(?:kan|kunne) ikke (?:anbefale|tiltræde|godkende|støtte))|undl(?:od|ader))"
    );
    let Some(found) = form.captures(line) else { return };
    // Who cannot support one point may support the rest.
    let point = regex!(r"^(?: \p{L}+)? (?:indstillingens|i?mod|for)? ?(?:\p{L}*punkt|pkt\.) \d");
    if point.is_match(&line[found[0].len()..]) {
        return;
    }
    let side = match (found.name("for"), found.name("against")) {
        (Some(_), _) => Side::For,
        (_, Some(_)) => Side::Against,
        _ => Side::Abstained,
    };
    let entries = entries(&found["who"]);
    if let Some(total) = total(&entries) {
        set_total(votes, side, &total.to_string());
    }
    for entry in entries {
        add(votes, side, entry.split(" (").next().unwrap_or_default());
    }
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
    // "Karl Kjær, uden for parti": a remark is no one's vote, and a number is no name.
    if !parts[1].starts_with(char::is_uppercase) {
        return;
    }
    let (name, inside) = (parts[1].trim().to_owned(), parts.get(2).map(|inside| inside.as_str()));
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

/// "A", "Ø", "SF".
fn is_party(name: &str) -> bool {
    name.chars().count() <= 3 && name.chars().all(char::is_uppercase)
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
            (
                "Godkendt med 12 stemmer for (A, C, V) og 5 imod (N, Ø).",
                [Some(12), Some(5), None],
                "ACV/NØ/",
            ),
            ("Vedtaget med 9 (A+V) mod 4 (Ø).", [Some(9), Some(4), None], "AV/Ø/"),
            ("2 undlod (B).", [None, None, Some(2)], "//B"),
            ("For: A og C (9). Hverken for eller imod: O (1).", [Some(9), None, Some(1)], "AC//O"),
            ("7 (A, F) stemte for, 2 (C) undlod.", [Some(7), None, Some(2)], "AF//C"),
            (
                "For stemte 16 (A, B, F), imod stemte 9 (V, C).",
                [Some(16), Some(9), None],
                "ABF/CV/",
            ),
            ("Imod stemte 3 medlemmer (O, Ø).", [None, Some(3), None], "/OØ/"),
            ("For stemte A og F, imod stemte V og C.", [None; 3], "AF/CV/"),
            ("A, B og F stemte for, V og C stemte imod", [None; 3], "ABF/CV/"),
            ("For stemte A, B og F, V og C stemte imod.", [None; 3], "ABF/CV/"),
            ("V og C undlader at stemme.", [None; 3], "//CV"),
            ("Liste V stemmer imod.", [None; 3], "/V/"),
            ("Vedtaget, idet V stemte imod.", [None; 3], "/V/"),
            ("Vedtaget, idet A, V og C stemte imod.", [None; 3], "/ACV/"),
            (
                "For stemte: Ø (6), i alt 6. Imod stemte: A (9), C (10), V (5), i alt 24.",
                [Some(6), Some(24), None],
                "Ø/ACV/",
            ),
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
    fn parties_written_out_are_those_of_their_letters() {
        for (line, sides) in [
            ("For stemte Socialdemokratiet og Venstre; imod stemte Enhedslisten.", "A+,V+,Ø-"),
            (
                "For stemte: Det Konservative Folkeparti, Radikale Venstre og SF. Imod stemte: \
                 Dansk Folkeparti (Ole Oks).",
                "B+,C+,F+,O-",
            ),
            ("Socialdemokratiet (A) stemte for. Venstre (V) stemte imod.", "A+,V-"),
            ("Enhedslisten de Rød-Grønne kunne ikke tiltræde indstillingen.", "Ø-"),
            ("Venstres byrådsgruppe stemte imod. De Radikale undlod at stemme.", "B0,V-"),
            (
                "Et flertal bestående af Socialdemokratiet (9), Socialistisk Folkeparti (3) og \
                 Alternativet (1) stemte for. Et mindretal bestående af Venstre (7) og Liberal \
                 Alliance (2) stemte imod.",
                "A+,F+,I-,V-,Å+",
            ),
            (
                "For stemte: Anna Berg (Socialdemokratiet), Lokallisten og Bo Carl (V)",
                "A+,Lokallisten+,V+",
            ),
        ] {
            let votes = read(&[line]).unwrap();
            let told = votes.parties.iter().map(|(party, vote)| {
                let side = match vote {
                    GroupVote { in_favour: Some(_), .. } => "+",
                    GroupVote { against: Some(_), .. } => "-",
                    _ => "0",
                };
                format!("{party}{side}")
            });
            assert_eq!(told.collect::<Vec<_>>().join(","), sides, "{line}");
        }
        assert_eq!(read(&["Sagen blev vedtaget. Venstre ønskede mere tid."]), None);
    }

    #[test]
    fn a_party_whose_side_is_not_sure_is_on_none() {
        let point = "Danmarksdemokraterne kunne ikke tiltræde indstillingens beslutningspunkt 5.";
        for line in
            [point, "For stemte A, F, C stemte imod.", "Vedtaget, hvor A, V og C stemte imod."]
        {
            assert_eq!(read(&[line]), None, "{line}");
        }
    }

    #[test]
    fn without_a_vote_there_are_no_votes() {
        assert_eq!(read(&["Indstillingen blev godkendt uden afstemning."]), None);
    }
}
