//! An announced count against the list that follows.
//!
//! "De tre episoder har følgende titler:" and five entries is an error. The count must be of what
//! the list lists: "følgende tre modeller", "består af to dele:", "De fem temaer er:". "Følgende
//! gælder for de 17 kommuner:" counts something else. After "herunder" or "bl.a." a shorter list
//! is no error. A list that another continues by its numbers is counted with it.

use raadslag_document::{Block, List, Spot};

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Sheet};
use crate::text::{Number, last_word, words};
use crate::{Code, Say};

pattern!(
    OPEN_ENDED,
    r"(?i)\b(?:herunder|bl\.a\.|blandt (?:andet|andre)|fx|f\.eks\.|eksempelvis|især|navnlig|primært)"
);
pattern!(
    LISTS,
    r"(?xi)(?:
      \b(?:er|hedder|lyder|omhandler|handler\ om|omfatter|vedrører|dækker|er\ følgende|var|bliver)\s*:?$
    | \bhar\ følgende\ (?:titler|navne|overskrifter|temaer|emner|formål|indhold)\s*:?$
    | \b(?:introduceres|beskrives|gennemgås|præsenteres|fremgår|oplistes|skitseres|uddybes|listes|følger|opsummeres|nævnes)\b.{0,30}:?$
    )"
);
pattern!(
    ANNOUNCES,
    r"(?i)(?:\b(?:peger|peget|fokuserer|bygger|hviler) på|\bbestår af|\b(?:op|ind)?delt i|\b(?:omfatter|indeholder|rummer|foreslår|opstiller|skitserer|beskriver|udpeger|nævner|fremhæver|prioriterer|identificerer|anbefaler|indebærer|medfører|opstillet|udpeget|foreslået|beskrevet|skitseret|udarbejdet|identificeret|fremlagt|formuleret|har)|\barbejder med|\bfokus på)\s*$"
);
pattern!(CARRIED, r"^(\p{Lu}\p{Ll}{3,}(?:erne|ene|ne))\b.*\bfølgende\b");
pattern!(
    AS_FOLLOWS,
    r"(?i)^\s(?:[\p{L}-]+\s){0,2}[\p{L}-]+,?\s(?:som|der)\s(?:er|lyder|hedder|omfatter|vedrører|handler om|fremgår)(?:\s(?:følgende|her|herunder|nedenfor))?$"
);
pattern!(BELOW, r"(?i)^\s*(?:nedenfor|herunder|her) (?:er|følger|ses|står) de\s$");
/// What is counted but never listed.
const TIMES: [&str; 16] = [
    "år", "års", "måneder", "uger", "dage", "timer", "gange", "pct", "procent", "minutter", "kr",
    "kroner", "mio", "mia", "måned", "årige",
];
/// Words behind which "de N …" is not what is listed.
const PREPOSITIONS: [&str; 20] = [
    "for", "i", "mellem", "blandt", "af", "til", "hos", "med", "fra", "på", "ved", "over", "under",
    "om", "mod", "blandt", "inden", "gennem", "ud", "hver",
];

/// An announcement of a list.
pub(super) struct Announced<'p> {
    pub(super) number: &'p Number,
    pub(super) count: usize,
    /// The count is surely that of the list, so that another length is wrong.
    pub(super) certain: bool,
}

/// Checks lists that a count announces.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for sheet in &page.sheets {
        for (field, content) in (0..).zip(&sheet.item.fields) {
            for (block, pair) in (0..).zip(content.blocks.windows(2)) {
                if let Block::List(list) = &pair[1] {
                    let place = (field, block);
                    let rest = &content.blocks[block as usize + 2..];
                    announced_list(sheet, place, list, rest, notes);
                }
            }
            for (block, content) in (0..).zip(&content.blocks) {
                nested(sheet, (field, block), content, notes);
            }
        }
        points(sheet, notes);
    }
}

fn announced_list(
    sheet: &Sheet<'_>,
    (field, block): (u32, u32),
    list: &List,
    rest: &[Block],
    notes: &mut Notes<'_, '_>,
) {
    let spot = |passage: &&Passage<'_>| passage.spot == Spot::Field { field, block, text: 0 };
    let Some(passage) = sheet.passages.iter().find(spot) else { return };
    let Some(sentence) = passage.sentences.last() else { return };
    if !passage.text.trim_end().ends_with(':') {
        return;
    }
    let mut announced = announcements(passage, sentence.start, sentence.end);
    if announced.is_empty() {
        announced.extend(carried(passage, sentence));
    }
    let (lengths, sure) = lengths(list, rest);
    judge_all(passage, &announced, &lengths, sure, notes);
}

/// "Podcasten har tre episoder. Episoderne har følgende titler:": the count stands in the sentence
/// before, of the same noun.
fn carried<'p>(passage: &'p Passage<'_>, last: &std::ops::Range<usize>) -> Option<Announced<'p>> {
    let found = CARRIED.captures(&passage.text[last.clone()])?;
    let stem: String = found[1].to_lowercase().chars().take(6).collect();
    let before = passage.sentences.iter().rev().find(|sentence| sentence.end <= last.start)?;
    let counted = |number: &&Number| {
        let tail = words(&passage.text[number.end..before.end]);
        tail.iter().take(3).any(|word| word.text.to_lowercase().starts_with(&stem))
    };
    let mut numbers = passage.numbers_in(before).filter(counted);
    let (number, None) = (numbers.next()?, numbers.next()) else { return None };
    let count = number.count().filter(|count| (2..=30).contains(count))?;
    Some(Announced { number, count, certain: true })
}

/// The lengths the list may be said to have, and whether it is whole.
fn lengths(list: &List, rest: &[Block]) -> (Vec<usize>, bool) {
    let mut lengths = vec![list.items.len()];
    let numbered = |list: &List| list.ordered && !list.lettered;
    let mut next = list.start.unwrap_or(1) + list.items.len() as u32;
    if numbered(list) {
        for block in rest {
            if let Block::List(more) = block
                && numbered(more)
                && more.start == Some(next)
            {
                next += more.items.len() as u32;
                lengths.push(lengths[lengths.len() - 1] + more.items.len());
            }
        }
    }
    // "Model 1", text, "Model 2", text: each a list of its own.
    let singles = rest.iter().take_while(|block| !matches!(block, Block::Heading { .. }));
    let singles =
        singles.filter(|b| matches!(b, Block::List(more) if more.items.len() == 1)).count();
    if list.items.len() == 1 {
        lengths.push(1 + singles);
    }
    // Entries that announce others, or text broken off from the last entry: the list is not as it was.
    let opens = list
        .items
        .iter()
        .any(|entry| entry.text.trim_end().ends_with(':') && entry.blocks.is_empty());
    let broken = matches!(rest.first(), Some(Block::Paragraph { text, .. }) if text.starts_with(char::is_lowercase));
    let joined =
        matches!(rest.first(), Some(Block::List(more)) if !numbered(more) || !numbered(list));
    (lengths, list.items.len() > 1 && !opens && !broken && !joined)
}

/// Entries that announce their own sub-list.
fn nested(
    sheet: &Sheet<'_>,
    (field, block): (u32, u32),
    content: &Block,
    notes: &mut Notes<'_, '_>,
) {
    let Block::List(list) = content else { return };
    let mut text = 0;
    for entry in &list.items {
        if let Some(Block::List(below)) = entry.blocks.first()
            && entry.text.trim_end().ends_with(':')
            && let Some(passage) =
                sheet.passages.iter().find(|p| p.spot == Spot::Field { field, block, text })
            && let Some(sentence) = passage.sentences.last()
        {
            let announced = announcements(passage, sentence.start, sentence.end);
            judge_all(passage, &announced, &[below.items.len()], entry.blocks.len() == 1, notes);
        }
        text += 1 + entry.blocks.iter().map(|block| block.texts().len() as u32).sum::<u32>();
    }
}

/// A recommendation that announces its points.
fn points(sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) {
    for (recommendation, content) in (0..).zip(&sheet.item.recommendations) {
        let spot = Spot::Recommendation { recommendation, point: None };
        let Some(passage) = sheet.passages.iter().find(|p| p.spot == spot) else { continue };
        let Some(sentence) = passage.sentences.last().filter(|_| !content.points.is_empty()) else {
            continue;
        };
        if passage.text.trim_end().ends_with(':') {
            let announced = announcements(passage, sentence.start, sentence.end);
            judge_all(passage, &announced, &[content.points.len()], true, notes);
        }
    }
}

/// The counts in a sentence that may announce what follows it. Only a count that stands alone, or
/// behind "følgende", is certain.
pub(super) fn announcements<'p>(
    passage: &'p Passage<'_>,
    start: usize,
    end: usize,
) -> Vec<Announced<'p>> {
    let Some(sentence) = passage.text.get(start..end) else { return Vec::new() };
    let open_ended = OPEN_ENDED.is_match(sentence);
    let mut all: Vec<Announced<'p>> = Vec::new();
    let mut counts = 0;
    for number in passage.numbers_in(&(start..end)) {
        let Some(count) = number.count().filter(|count| (2..=30).contains(count)) else { continue };
        counts += 1;
        let head = &passage.text[start..number.range.start];
        let tail = passage.text[number.end..end].trim_end().trim_end_matches(':');
        let Some(certain) = is_of_the_list(head, tail) else { continue };
        all.push(Announced { number, count, certain: certain && !open_ended });
    }
    for announced in &mut all {
        let head = &passage.text[start..announced.number.range.start];
        announced.certain &= counts == 1 || last_word(head).eq_ignore_ascii_case("følgende");
    }
    all
}

/// Whether the number between these counts what is listed: `None` if surely not.
fn is_of_the_list(head: &str, tail: &str) -> Option<bool> {
    let previous = last_word(head).to_lowercase();
    let before_that =
        last_word(head.trim_end().strip_suffix(last_word(head)).unwrap_or_default()).to_lowercase();
    let after: Vec<String> = words(tail).iter().map(|word| word.text.to_lowercase()).collect();
    let noun = after.first()?;
    if TIMES.contains(&noun.as_str())
        || noun == "af"
        || noun == "ud"
        || tail.starts_with(['-', '/', '.'])
    {
        return None;
    }
    if ["følgende", "nedenstående"].contains(&previous.as_str()) || noun == "følgende" {
        return Some(true);
    }
    if AS_FOLLOWS.is_match(tail) || BELOW.is_match(head) {
        return Some(true);
    }
    let definite = ["de", "disse", "vores", "deres"].contains(&previous.as_str());
    if definite && head.trim().chars().count() <= 7 && LISTS.is_match(tail) {
        return Some(true);
    }
    if definite && PREPOSITIONS.contains(&before_that.as_str()) {
        return None;
    }
    // "peger på tre forhold i den nye aftale:".
    let other = tail.contains("følgende");
    if ANNOUNCES.is_match(head) && after.len() <= 8 && !tail.contains(',') && !other {
        return Some(true);
    }
    if previous == "disse" && after.len() <= 3 && !tail.contains(',') {
        return Some(true);
    }
    // "fokuserer på to områder:", "fem overordnede kriterier:".
    let short = after.len() <= 3 && !tail.contains(',') && !tail.contains('(');
    let governed = after.iter().skip(1).any(|word| PREPOSITIONS.contains(&word.as_str()));
    // "Der lægges op til tre ændringer i aftalen:".
    let proposed = head.trim_end().to_lowercase().ends_with(" op til");
    if !definite && short && (!governed || proposed) {
        return Some(true);
    }
    Some(false)
}

/// One of several counts that fits is enough.
fn judge_all(
    passage: &Passage<'_>,
    announced: &[Announced<'_>],
    lengths: &[usize],
    sure: bool,
    notes: &mut Notes<'_, '_>,
) {
    let fits = announced.iter().find(|announced| lengths.contains(&announced.count));
    if let Some(one) = fits.or_else(|| announced.iter().find(|announced| announced.certain)) {
        judge(passage, one, lengths, sure, notes);
    }
}

fn judge(
    passage: &Passage<'_>,
    announced: &Announced<'_>,
    lengths: &[usize],
    sure: bool,
    notes: &mut Notes<'_, '_>,
) {
    let sentence = passage.sentence_at(announced.number.range.start);
    let end = sentence.end.min(announced.number.range.end + 60);
    let end =
        (end..=sentence.end).find(|at| passage.text.is_char_boundary(*at)).unwrap_or(sentence.end);
    let count = announced.count;
    if lengths.contains(&count) {
        let say = Say::new(
            format!("{count} er nævnt, {count} følger"),
            format!("{count} announced, {count} follow"),
        );
        notes.hold(Code::Count, passage, announced.number.range.start..end, say);
        return;
    }
    if !announced.certain || !sure {
        return;
    }
    let listed = lengths[0];
    let written = &passage.text[announced.number.range.clone()];
    let found = Found::new(
        Code::Count,
        Say::new(
            format!("Der står {written}, men listen har {listed}"),
            format!("It says {written}, but the list has {listed}"),
        ),
        Say::new(
            format!("Listen efter teksten har {listed} punkter"),
            format!("The list after it has {listed} entries"),
        ),
    );
    let suggestion = Say::new(
        format!("Skriv {listed}, eller ret listen."),
        format!("Write {listed}, or mend the list."),
    );
    notes.find(passage, announced.number.range.clone(), found.suggest(suggestion));
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Block, Document, Field, FieldName, Item, List, ListItem, Section};

    use super::super::testing::report;
    use crate::{Code, Register};

    fn check(announcement: &str, entries: usize, found: usize, held: usize) {
        let items =
            (0..entries).map(|n| ListItem::from(format!("Emne nummer {n}").as_str())).collect();
        let list = Block::List(List { items, ..List::default() });
        let blocks = vec![Block::paragraph(announcement), list];
        let field = Field { name: FieldName::Presentation, heading: None, blocks };
        let item = Item { fields: vec![field], ..Item::default() };
        let sections = vec![Section { items: vec![item], ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        let count = |code: &&&str| ***code == *Code::Count.name();
        assert_eq!(report.codes().iter().filter(count).count(), found, "{announcement} {entries}");
        assert_eq!(report.held().iter().filter(count).count(), held, "{announcement} {entries}");
    }

    #[test]
    fn an_announced_count_is_the_length_of_the_list() {
        for announcement in [
            "De tre episoder har følgende titler:",
            "Der kan opstilles følgende tre modeller for samarbejdet, hvor kommunen er med:",
            "Indsatsen fokuserer på tre områder:",
            "De tre hyppigste nøgleord i dag er:",
            "De 3 områder introduceres kort nedenfor:",
            "Planen består af tre dele:",
            "Der lægges op til tre ændringer i planen:",
            "Nedenfor er de tre trin, som gruppen har aftalt:",
            "Gruppen peger på tre forhold i den nye aftale:",
        ] {
            check(announcement, 3, 0, 1);
            check(announcement, 5, 1, 0);
        }
    }

    #[test]
    fn a_count_of_something_else_is_left_alone() {
        for announcement in [
            "Følgende gælder for de 17 kommuner:",
            "I løbet af de næste tre år sker følgende:",
            "Planen har fem temaer, herunder:",
            "Tre af de ni kommuner har svaret:",
            "De fire klynger har udpeget følgende borgmestre:",
        ] {
            check(announcement, 6, 0, 0);
        }
        check("Planen har fem temaer, herunder:", 5, 0, 1);
    }
}
