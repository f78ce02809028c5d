//! Words that point at another meeting's treatment: "KKR Sjælland vedtog på sit møde den 14. juni 2022".
//!
//! A reference is a date before the item's own meeting, a body named beside it and a word of
//! treatment in the same sentence. Which body met on which date is told by nearness, or by order
//! after "henholdsvis"; where another actor stands between ("Folketinget"), it is left.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::mentions::dates::{self, Said};
use crate::mentions::pattern;
use crate::register::BodyKind;
use crate::register::{BodyIdentity, Register};
use crate::threads::LinkReason;

use super::archive::Archive;
use super::{Findings, ThreadItem, titles};

/// How much of a title's weight must stand in the words that point at its meeting.
const POINTED_AT: f64 = 1.0 / 3.0;

/// How far a body may stand before its date, in bytes.
const NEAR: usize = 160;

/// Follows references to earlier meetings: to the item meant, or to an open end.
pub(super) fn link<Id: Clone + Ord>(archive: &Archive<'_, Id>, found: &mut Findings) {
    for index in archive.cases() {
        let item = archive.get(index);
        let Some(own) = item.date else { continue };
        for text in archive.texts(index) {
            for pointer in pointers(text, item).into_iter().filter(|pointer| pointer.before(own)) {
                follow(archive, index, text, pointer, found);
            }
        }
    }
}

/// A body and a day that a text points at.
struct Pointer {
    body: BodyIdentity,
    day: Day,
    /// "2.2" of "punkt 2.2. til KKR Sjællands møde den …".
    number: Option<String>,
    /// The words that point.
    words: Range<usize>,
    sentence: Range<usize>,
}

#[derive(Clone, Copy)]
enum Day {
    On(Date),
    /// Some day of the month that starts here.
    In(Date),
}

impl Pointer {
    fn before(&self, own: Date) -> bool {
        match self.day {
            Day::On(date) | Day::In(date) => date < own,
        }
    }
}

fn follow<Id: Clone + Ord>(
    archive: &Archive<'_, Id>,
    index: usize,
    text: &str,
    pointer: Pointer,
    found: &mut Findings,
) {
    let reason = LinkReason::Reference(quotation(text, &pointer.words));
    let date = match pointer.day {
        Day::On(date) => date,
        Day::In(month) => match archive.meeting_in_month(&pointer.body.slug, month) {
            Some(date) => date,
            None => return,
        },
    };
    match archive.meeting(&pointer.body.slug, date) {
        None => found.open(index, pointer.body, date, reason),
        Some(meeting) => {
            if let Some(earlier) = item_meant(archive, index, text, meeting, &pointer) {
                found.tie(index, earlier, reason);
            }
        }
    }
}

/// The item of that meeting that is numbered so, else the one whose title the words cover best.
fn item_meant<Id: Clone + Ord>(
    archive: &Archive<'_, Id>,
    index: usize,
    text: &str,
    meeting: &[usize],
    pointer: &Pointer,
) -> Option<usize> {
    let cases = || meeting.iter().copied().filter(|&other| archive.is_case(other));
    if pointer.number.is_some() {
        return cases().find(|&other| archive.get(other).item.number == pointer.number);
    }
    // The sentence around the pointing words: the body's name says nothing of the subject.
    let before = &text[pointer.sentence.start.min(pointer.words.start)..pointer.words.start];
    let after = &text[pointer.words.end..pointer.sentence.end.max(pointer.words.end)];
    let mut words: HashSet<String> = archive.tokens(index).iter().cloned().collect();
    words.extend(titles::words(before).chain(titles::words(after)));
    cases()
        .map(|other| (archive.weights().covered(archive.tokens(other), &words), other))
        .filter(|(covered, _)| *covered >= POINTED_AT)
        .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)))
        .map(|(_, other)| other)
}

static TREATED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:vedtog|vedtage[tn]|beslutte(?:de|t)|drøfte(?:de|t|s)|drøftelse|temadrøftelse|godkend(?:te|t)|behandle(?:de|t)|behandling|anbefal(?:ede|et)|udpege(?:de|t)|tiltrådt?e?|forel(?:agde|agt)|præsenteret|efterretning|udsatte?|bad|møder?|mødet|(?:udvalgs|råds|kkr-)møde[rt]?)\b",
    )
});

static ACTOR: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:folketinget|regeringen|ministeriet|\p{L}+ministeriet|\p{L}*styrelsen|\p{L}*bestyrelses?\p{L}*|direktørgruppen?|formandskabet|partier|parterne|region(?:en|erne)?|kl|kommunerne)\b",
    )
});

/// "GCPHEU afholdt": an actor by its initials.
static ACRONYM: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b\p{Lu}{2,}\b"));

static IN_TURN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?i)\b(?:henholdsvis|hhv\.?)\s+(?:den\s+|d\.\s+)?$"));

static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:punkt|pkt\.?|sag|sag nr\.)\s+(?<number>\d+(?:\.\d+)?)\.?\s+(?:til|på|fra|i)\s+$",
    )
});

fn pointers<Id>(text: &str, item: &ThreadItem<'_, Id>) -> Vec<Pointer> {
    let dates: Vec<_> = dates::find(text)
        .filter_map(|date| match date.said {
            Said::Day(day) => Some((date.range, Day::On(day))),
            Said::Month { year, month } => {
                Some((date.range, Day::In(Date::new(year, month, 1).ok()?)))
            }
            Said::DayOfYear { .. } | Said::Year(_) => None,
        })
        .collect();
    if dates.is_empty() {
        return Vec::new();
    }
    let bodies = bodies(text, item);
    let ends = sentence_ends(text);
    (0..dates.len())
        .filter_map(|nth| {
            let sentence = sentence_around(&ends, text.len(), &dates[nth].0);
            let here: Vec<_> =
                bodies.iter().filter(|(range, _)| sentence.contains(&range.start)).collect();
            let (range, body) = body_of(text, &dates, nth, &sentence, &here)?;
            let words = range.start.min(dates[nth].0.start)..range.end.max(dates[nth].0.end);
            let number = NUMBERED.captures(&text[sentence.start..range.start]);
            Some(Pointer {
                body: body.clone()?,
                day: dates[nth].1,
                number: number.map(|number| number["number"].to_owned()),
                words,
                sentence,
            })
        })
        .collect()
}

/// A body in a text; `None` for one that is named too vaguely to know.
type Named = (Range<usize>, Option<BodyIdentity>);

/// The body that met on the nth date, if the sentence says so.
fn body_of<'b>(
    text: &str,
    dates: &[(Range<usize>, Day)],
    nth: usize,
    sentence: &Range<usize>,
    bodies: &[&'b Named],
) -> Option<&'b Named> {
    let date = &dates[nth].0;
    let treated = |range: Range<usize>| TREATED.is_match(&text[range]);
    if !treated(sentence.clone()) {
        return None;
    }
    if let Some(turn) = turn(text, dates, nth, sentence) {
        let before: Vec<_> = bodies.iter().filter(|(range, _)| range.end <= turn.start).collect();
        return before
            .len()
            .checked_sub(turn.of)
            .and_then(|first| before.get(first + turn.place))
            .map(|b| **b);
    }
    let before =
        bodies.iter().rev().find(|(range, _)| range.end <= date.start).filter(|(range, _)| {
            let between = &text[range.end..date.start];
            // Another date between has the body already.
            let taken =
                dates.iter().any(|(other, _)| range.end <= other.start && other.end <= date.start);
            between.len() <= NEAR
                && !taken
                && !ACTOR.is_match(between)
                && !ACRONYM.is_match(between)
        });
    let after = || {
        bodies.iter().find(|(range, _)| range.start >= date.end).filter(|(range, _)| {
            range.start - date.end <= 40
                && treated(date.end..range.start)
                && text[date.end..range.start].split_whitespace().count() <= 3
        })
    };
    before.or_else(after).copied()
}

/// The place of a date in "henholdsvis den 5. februar og den 11. marts".
struct Turn {
    start: usize,
    place: usize,
    of: usize,
}

fn turn(
    text: &str,
    dates: &[(Range<usize>, Day)],
    nth: usize,
    sentence: &Range<usize>,
) -> Option<Turn> {
    let here: Vec<_> = (0..dates.len()).filter(|&n| sentence.contains(&dates[n].0.start)).collect();
    let first =
        here.iter().position(|&n| IN_TURN.is_match(&text[sentence.start..dates[n].0.start]))?;
    let place = here[first..].iter().position(|&n| n == nth)?;
    let list = here[first..].windows(2).take_while(|pair| {
        let between = &text[dates[pair[0]].0.end..dates[pair[1]].0.start];
        between.split_whitespace().all(|word| matches!(word, "og" | "den" | "," | "d."))
    });
    let of = list.count() + 1;
    let start = IN_TURN.find(&text[sentence.start..dates[here[first]].0.start])?.start();
    (place < of).then_some(Turn { start: sentence.start + start, place, of })
}

static COMMITTEE: LazyLock<Regex> = LazyLock::new(|| {
    let list = r"(?:\p{Ll}[\p{L}-]*|,|\s)+?";
    pattern(&format!(
        r"\b(?<name>Udvalget for {list})(?:\s+(?:har|den|på|beslutte\p{{L}}+|drøfte\p{{L}}+|vedtog|godkend\p{{L}}+|behandle\p{{L}}+|i|blev|skal|hhv\.|henholdsvis)\b|[.;:()]|$)|\b(?<named>\p{{Lu}}\p{{Ll}}+(?:\s+(?:og|\p{{Lu}}\p{{Ll}}+|\p{{Ll}}+-))*\s+Udvalg|\p{{Lu}}[\p{{L}}-]+(?:\s+og\s+\p{{Lu}}[\p{{L}}]+)?udvalget|Magistraten|Borgerrepræsentationen)s?\b|\b(?<vague>udvalget|udvalg|byrådet|Byrådet|kommunalbestyrelsen|Kommunalbestyrelsen|regionsrådet|Regionsrådet)s?\b"
    ))
});

/// Bodies a text names, in order.
fn bodies<Id>(text: &str, item: &ThreadItem<'_, Id>) -> Vec<Named> {
    let register = Register::shared();
    let mut named: Vec<Named> = register
        .bodies_in(text)
        // A region's administration holds no meetings; its council and committees do.
        .filter(|body| !body.value.identity.name.starts_with("Region "))
        .map(|body| (body.range, Some(body.value.identity.clone())))
        .collect();
    for place in register.municipalities_in(text) {
        let council = ["Byråd", "byråd", "Kommunalbestyrelse"]
            .iter()
            .find(|council| text[place.range.end..].trim_start().starts_with(**council));
        if let Some(council) = council {
            let identity = register.body_of(&format!("{} {council}", place.value.name));
            named.push((place.range.start..place.range.end + 1 + council.len(), Some(identity)));
        }
    }
    for found in COMMITTEE.captures_iter(text) {
        let Some(name) = found.iter().skip(1).flatten().next() else { continue };
        let range = name.range();
        if !named.iter().any(|(other, _)| other.start < range.end && range.start < other.end) {
            let known = match found.name("vague") {
                Some(vague) => own_body(vague.as_str(), item),
                None => Some(register.body_of(name.as_str().trim_end_matches([',', ' ']))),
            };
            named.push((range, known));
        }
    }
    named.sort_by_key(|(range, _)| range.start);
    named
}

/// "byrådet" in a council's item, or where the item's history names one council only.
fn own_body<Id>(word: &str, item: &ThreadItem<'_, Id>) -> Option<BodyIdentity> {
    let word = word.to_lowercase();
    let kind = if word.starts_with("udvalg") {
        BodyKind::Committee
    } else if word.starts_with("region") {
        BodyKind::Region
    } else {
        BodyKind::Council
    };
    if item.body.kind == kind {
        return Some(item.body.clone());
    }
    let named = item.item.history.iter().filter_map(|entry| entry.body.as_deref());
    let mut of_kind: Vec<_> = named
        .map(|name| Register::shared().body_of(name))
        .filter(|body| body.kind == kind)
        .collect();
    of_kind.dedup();
    (kind != BodyKind::Committee && of_kind.len() == 1).then(|| of_kind.remove(0))
}

/// Where sentences end: not after a day's number or an abbreviation.
fn sentence_ends(text: &str) -> Vec<usize> {
    static END: LazyLock<Regex> = LazyLock::new(|| pattern(r"[.!?\n]\s+[–-]?\s*[\p{Lu}”]|\n"));
    END.find_iter(text)
        .map(|end| end.start() + 1)
        .filter(|&end| {
            let before = &text[..end - 1];
            let word = before.rsplit([' ', '(']).next().unwrap_or("");
            !ABBREVIATIONS.contains(&word.to_lowercase().as_str())
        })
        .collect()
}

const ABBREVIATIONS: &[&str] =
    &["jf", "pkt", "nr", "hhv", "bl.a", "evt", "ca", "kl", "stk", "mv", "d"];

fn sentence_around(ends: &[usize], length: usize, date: &Range<usize>) -> Range<usize> {
    let next = ends.partition_point(|end| *end <= date.start);
    let start = next.checked_sub(1).map_or(0, |before| ends[before]);
    start..ends.get(next).copied().unwrap_or(length).max(date.end)
}

/// The words as one line, shortened in the middle of nothing: at most 160 characters.
fn quotation(text: &str, words: &Range<usize>) -> String {
    let line = text[words.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(160) {
        Some((cut, _)) => format!("{} …", line[..cut].trim_end()),
        None => line,
    }
}

static WITHIN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:jf\.|se)\s+(?:også\s+)?)?(?:dagsordenens\s+)?(?:pkt\.?|punkt)\s+(?<number>\d+\.\d+)\b",
    )
});

static ELSEWHERE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^\.?\s+(?:til|på|fra|i)\s+[^.]{0,60}møde"));

/// References from item to item of one meeting: (from, to, words).
pub(super) fn within_meetings<Id: Clone + Ord>(
    archive: &Archive<'_, Id>,
) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    for index in archive.cases() {
        let item = archive.get(index);
        let Some(meeting) = item.date.and_then(|date| archive.meeting(&item.body.slug, date))
        else {
            continue;
        };
        let numbers: HashMap<_, _> = meeting
            .iter()
            .filter_map(|&other| Some((archive.get(other).item.number.as_deref()?, other)))
            .collect();
        let mut seen = HashSet::new();
        for text in archive.texts(index) {
            for reference in WITHIN.captures_iter(text) {
                let words = reference.get_match();
                let other = numbers.get(&reference["number"]).copied();
                let here = !ELSEWHERE.is_match(&text[words.end()..]);
                if let Some(other) =
                    other.filter(|other| here && *other != index && seen.insert(*other))
                {
                    found.push((index, other, words.as_str().to_owned()));
                }
            }
        }
    }
    found
}
