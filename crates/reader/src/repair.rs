//! Heals words that typesetting and extraction broke: over lines (`varig-` / `hed`), by stray
//! spaces (`ti l`), in table cells (`Sjæll` / `and`). It decides by evidence in the document
//! itself first and by the Danish dictionary second; what neither knows is left as the author's.

use std::borrow::Cow;
use std::collections::HashMap;

use raadslag_danish::Dictionary;

/// What the document itself says about its words.
pub(crate) struct Evidence {
    danish: &'static Dictionary,
    /// Words as they stand unbroken, lower case, with how often.
    words: HashMap<String, u32>,
    /// First parts of hyphenated words (`it` of `it-enheder`) and of elisions (`social` of
    /// `social- og`), lower case.
    prefixes: HashMap<String, u32>,
}

/// How two lines meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Join {
    /// A word broken by the typesetter: no hyphen, no space.
    Word,
    /// A hyphen of the word's own, broken after it: no space.
    Hyphen,
    /// Two words.
    Space,
    /// An elided word: hyphen and space, as in `social- og`.
    Elision,
}

/// Words after which, or before which, a hyphen stands for a left-out part.
const CONJUNCTIONS: [&str; 6] = ["og", "eller", "samt", "og/eller", "såvel", "til"];

/// Fragments below each other that are looked at together: more would take long, and are no words.
const MOST_FRAGMENTS: usize = 64;

impl Evidence {
    /// Gathers the evidence from the document's lines, each as it stands.
    pub(crate) fn gather<'a>(lines: impl Iterator<Item = &'a str>) -> Self {
        let mut evidence =
            Self { danish: Dictionary::shared(), words: HashMap::new(), prefixes: HashMap::new() };
        let mut broken = false;
        for line in lines {
            let tokens: Vec<&str> = line.split_whitespace().collect();
            let last = tokens.len().saturating_sub(1);
            for (index, token) in tokens.iter().enumerate() {
                let half = (index == 0 && broken) || (index == last && token.ends_with('-'));
                evidence.note(token, half);
            }
            broken = tokens.last().is_some_and(|token| token.ends_with('-'));
        }
        evidence
    }

    /// Counts a token. Of half a word only complete inner parts count.
    fn note(&mut self, token: &str, half: bool) {
        let word = lower_case(core(token));
        if let Some((prefix, rest)) = word.split_once('-')
            && (!half || !rest.is_empty())
        {
            *self.prefixes.entry(prefix.to_owned()).or_default() += 1;
        }
        let elided = token.ends_with('-') && !half;
        if elided {
            *self.prefixes.entry(word.trim_end_matches('-').to_owned()).or_default() += 1;
        } else if !half && !word.is_empty() {
            match self.words.get_mut(&*word) {
                Some(count) => *count += 1,
                None => drop(self.words.insert(word.into_owned(), 1)),
            }
        }
    }

    fn count(&self, word: &str) -> u32 {
        self.words.get(&*lower_case(word)).copied().unwrap_or_default()
    }

    /// Whether the document or the dictionary has the word.
    pub(crate) fn knows(&self, word: &str) -> bool {
        self.count(word) > 0 || self.danish.knows(word)
    }

    /// How a line that ends in `left` goes on in one that begins with `right`, both whole tokens.
    pub(crate) fn join(&self, left: &str, right: &str) -> Join {
        let Some(stem) = left.strip_suffix('-').filter(|stem| !stem.is_empty()) else {
            return Join::Space;
        };
        let Some(last) = stem.chars().last().filter(|c| c.is_alphanumeric()) else {
            return Join::Space;
        };
        let left = tail(stem);
        let right = head(right);
        let Some(first) = right.chars().next() else { return Join::Hyphen };
        if CONJUNCTIONS.contains(&right) && !self.is_word_of_two(left, right) {
            return Join::Elision;
        }
        if last.is_numeric() || !first.is_lowercase() || is_acronym(left) {
            return Join::Hyphen;
        }
        self.join_words(left, right)
    }

    /// `dial-` / `og` is one word, `social-` / `og` is not.
    fn is_word_of_two(&self, left: &str, right: &str) -> bool {
        let joined = format!("{left}{right}");
        self.count(&joined) > 0 || (!self.danish.knows(left) && self.danish.knows(&joined))
    }

    fn join_words(&self, left: &str, right: &str) -> Join {
        let (joined, hyphened) = (format!("{left}{right}"), format!("{left}-{right}"));
        match (self.count(&joined), self.count(&hyphened)) {
            (0, 0) => {}
            (whole, parted) if whole >= parted => return Join::Word,
            _ => return Join::Hyphen,
        }
        if self.danish.knows(&joined) {
            return Join::Word;
        }
        // `it-` / `driftsenheder`: the document writes the prefix with a hyphen elsewhere, and the
        // rest is a word of its own.
        let prefix = left.to_lowercase();
        let prefixed = self.prefixes.get(&prefix).copied().unwrap_or_default() > 0;
        if (prefixed || self.danish.knows(&hyphened) && left.chars().count() <= 2)
            && self.knows(right)
        {
            return Join::Hyphen;
        }
        Join::Word
    }

    /// Joins the lines of one paragraph.
    pub(crate) fn paragraph<'a>(&self, lines: impl IntoIterator<Item = &'a str>) -> String {
        let mut text = String::new();
        for line in lines {
            self.append(&mut text, line);
        }
        self.heal(&text)
    }

    /// Appends a line to a paragraph.
    pub(crate) fn append(&self, text: &mut String, line: &str) {
        let line = line.trim();
        if text.is_empty() {
            text.push_str(line);
            return;
        }
        // `varig -` / `hed`: the space before the hyphen is a stray one if the word is then known.
        if let Some(stem) = text.strip_suffix(" -") {
            let left = stem.rsplit(' ').next().unwrap_or_default();
            let right = line.split(' ').next().unwrap_or_default();
            let joined = format!("{}{}", tail(left), head(right));
            if right.starts_with(char::is_lowercase) && self.knows(&joined) {
                text.truncate(stem.len());
                text.push_str(line);
                return;
            }
        }
        let left = text.rsplit(' ').next().unwrap_or_default();
        let right = line.split(' ').next().unwrap_or_default();
        if let Some(stem) = text.strip_suffix('\u{ad}') {
            text.truncate(stem.len());
            text.push_str(line);
            return;
        }
        match self.join(left, right) {
            Join::Word => text.truncate(text.len() - 1),
            Join::Hyphen => {}
            Join::Space | Join::Elision => text.push(' '),
        }
        text.push_str(line);
    }

    /// Heals stray spaces inside words and collapses runs of spaces.
    pub(crate) fn heal(&self, text: &str) -> String {
        let mut healed = String::with_capacity(text.len());
        // Where the last word begins.
        let mut last = 0;
        let mut tokens = text.split_whitespace().peekable();
        while let Some(token) = tokens.next() {
            let token = without_soft_hyphens(token);
            let left = &healed[last..];
            let next = tokens.peek().copied().unwrap_or_default();
            let joined = self.heals(left, &token) || self.heals_elision(left, &token, next);
            if !healed.is_empty() && !joined {
                healed.push(' ');
                last = healed.len();
            }
            healed.push_str(&token);
        }
        healed
    }

    /// Whether the space between two tokens is a stray one.
    fn heals(&self, left: &str, right: &str) -> bool {
        if let Some(rest) = right.strip_prefix('-') {
            return self.heals_hyphen(left, rest);
        }
        if left.ends_with('-') && left.len() > 1 {
            return false;
        }
        let whole = |word: &str| !word.is_empty() && word.chars().all(char::is_alphabetic);
        let right = right.trim_end_matches([',', '.', ';', ':', ')', '?', '!', '”', '"']);
        let left = left.trim_start_matches(['(', '”', '"', '’', '\'']);
        if !whole(left) || !whole(right) || right.chars().any(char::is_uppercase) {
            return false;
        }
        let halves = [left, right];
        if halves.map(|half| half.chars().count()).iter().sum::<usize>() < 3 || is_acronym(left) {
            return false;
        }
        let one_letter = |half: &&str| half.chars().count() == 1;
        // A common word beside an unknown one is two words: a verb no dictionary has, and "for".
        let both_rare = || halves.iter().all(|half| self.count(half) < 2);
        (halves.iter().any(one_letter) || both_rare())
            && halves.iter().any(|half| self.is_no_word(half))
            && self.knows(&halves.concat())
    }

    /// `Paris -aftalen` is healed where the hyphenated word is known from elsewhere; `EU-midler og
    /// -finansiering` leaves out a part and stays.
    fn heals_hyphen(&self, left: &str, rest: &str) -> bool {
        let rest = core(rest);
        if rest.is_empty() || CONJUNCTIONS.contains(&left) || left.ends_with(',') {
            return false;
        }
        self.count(&format!("{}-{rest}", core(left))) > 0
    }

    /// `social - og` is `social- og` where the document elides that part elsewhere.
    fn heals_elision(&self, left: &str, token: &str, next: &str) -> bool {
        let elided = || self.prefixes.get(&core(left).to_lowercase()).copied().unwrap_or_default();
        token == "-" && CONJUNCTIONS.contains(&next) && elided() > 0
    }

    /// A half that is no word by itself: a single letter that Danish does not use alone, or letters
    /// that neither the document (elsewhere) nor the dictionary knows.
    fn is_no_word(&self, half: &str) -> bool {
        let mut letters = half.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => !matches!(letter, 'i' | 'å' | 'ø' | 'a' | 'e'),
            _ => self.count(half) < 2 && !self.danish.knows(half),
        }
    }

    /// Joins the lines of a narrow table cell, where words are broken with and without a hyphen,
    /// into the fewest and best known words.
    pub(crate) fn cell<'a>(&self, lines: impl IntoIterator<Item = &'a str>) -> String {
        let mut words: Vec<String> = Vec::new();
        let mut fragments: Vec<&str> = Vec::new();
        for line in lines {
            // Only the last token of a line and the first of the next can be parts of one word.
            let mut tokens = line.split_whitespace();
            fragments.extend(tokens.next());
            for token in tokens {
                words.extend(self.words_below(&fragments));
                fragments = vec![token];
            }
        }
        words.extend(self.words_below(&fragments));
        words.join(" ")
    }

    /// The words of fragments that stand below each other, so many at a time.
    fn words_below(&self, fragments: &[&str]) -> Vec<String> {
        fragments.chunks(MOST_FRAGMENTS).flat_map(|part| self.fewest_words(part)).collect()
    }

    /// Cuts fragments into words at the least cost.
    fn fewest_words(&self, fragments: &[&str]) -> Vec<String> {
        const LONGEST: usize = 8;
        let mut best: Vec<(u32, Vec<String>)> = vec![(0, Vec::new())];
        for end in 1..=fragments.len() {
            let candidates = (end.saturating_sub(LONGEST)..end).filter_map(|start| {
                let (cost, word) = self.word(&fragments[start..end], fragments.get(end))?;
                let (before, words) = best.get(start)?;
                Some((before.saturating_add(cost), [&words[..], &[word]].concat()))
            });
            let cheapest = candidates.min_by_key(|(cost, _)| *cost);
            // Where hyphens forbid every cut, the fragments stay as they are.
            best.push(cheapest.unwrap_or_else(|| {
                (u32::MAX / 2, fragments[..end].iter().map(ToString::to_string).collect())
            }));
        }
        best.pop().map(|(_, words)| words).unwrap_or_default()
    }

    /// The word these fragments make and what it costs, or `None` where they cannot be one.
    fn word(&self, fragments: &[&str], next: Option<&&str>) -> Option<(u32, String)> {
        let goes_on = |left: &str, right: &str| {
            left.ends_with('-')
                && right.starts_with(char::is_lowercase)
                && !CONJUNCTIONS.contains(&right)
        };
        let (first, rest) = fragments.split_first()?;
        if next.is_some_and(|next| goes_on(fragments[fragments.len() - 1], next)) {
            return None;
        }
        let letters = |text: &str| text.trim_end_matches('-').chars().all(char::is_alphabetic);
        let (mut word, mut cost) = ((*first).to_owned(), 0);
        for fragment in rest {
            if goes_on(&word, fragment) {
                word.pop();
            } else if letters(&word)
                && letters(fragment)
                && !word.ends_with('-')
                && fragment.starts_with(char::is_lowercase)
            {
                cost += 1;
            } else {
                return None;
            }
            word.push_str(fragment);
        }
        let parts_known = cost > 0 && fragments.iter().all(|fragment| self.knows(fragment));
        if parts_known && self.count(&word) == 0 && word.starts_with(char::is_lowercase) {
            return None;
        }
        let known = is_acronym(&word) || !word.contains(char::is_alphabetic) || self.knows(&word);
        Some((cost + if known { 2 } else { 6 }, word))
    }
}

/// The word in lower case; most are.
fn lower_case(word: &str) -> Cow<'_, str> {
    let small = |c: char| c.is_lowercase() || (c.is_ascii() && !c.is_ascii_uppercase());
    if word.chars().all(small) { word.into() } else { word.to_lowercase().into() }
}

fn without_soft_hyphens(token: &str) -> Cow<'_, str> {
    if token.contains('\u{ad}') { token.replace('\u{ad}', "").into() } else { token.into() }
}

/// A token without the punctuation around it.
fn core(token: &str) -> &str {
    token.trim_matches(|c: char| !c.is_alphanumeric() && c != '-').trim_start_matches('-')
}

/// The last part of a token: of `Næstved-Slagelse-Ka` it is `Ka`.
fn tail(token: &str) -> &str {
    token.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or(token)
}

/// The first part of a token: of `og/eller` the whole, of `lundborg,` it is `lundborg`.
fn head(token: &str) -> &str {
    let token = token.trim_end_matches([',', '.', ';', ':', ')', '?', '!', '”', '"', '’']);
    if CONJUNCTIONS.contains(&token) {
        return token;
    }
    let end = token.find(|c: char| !c.is_alphanumeric()).unwrap_or(token.len());
    &token[..end]
}

/// All capitals, or capitals and digits: `EU`, `SOSU`, `K17`.
fn is_acronym(word: &str) -> bool {
    let mut capitals = 0;
    word.chars().all(|c| {
        capitals += u32::from(c.is_uppercase());
        c.is_uppercase() || c.is_numeric()
    }) && capitals > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(document: &str, lines: &[&str], expected: &str) {
        let all: Vec<&str> = document.lines().chain(lines.iter().copied()).collect();
        let evidence = Evidence::gather(all.into_iter());
        assert_eq!(evidence.paragraph(lines.iter().copied()), expected);
    }

    #[test]
    fn a_word_broken_by_the_typesetter_is_joined() {
        check("", &["længere varig-", "hed. Det"], "længere varighed. Det");
        check("", &["længere varig -", "hed. Det"], "længere varighed. Det");
        check("", &["stemnings-", "regnskabsfører"], "stemningsregnskabsfører");
        check("", &["i dia-", "log med"], "i dialog med");
        check("", &["(kommunaldi-", "rektører)"], "(kommunaldirektører)");
    }

    #[test]
    fn a_hyphen_of_the_word_s_own_is_kept() {
        check("", &["øget EU-", "relateret arbejde"], "øget EU-relateret arbejde");
        check("de nye it-enheder", &["fælles it-", "driftsenheder"], "fælles it-driftsenheder");
        check("", &["perioden 2018-", "2022."], "perioden 2018-2022.");
        check("", &["KKR-", "formandskabet"], "KKR-formandskabet");
        check("", &["Næstved-Slagelse-", "Kalundborg"], "Næstved-Slagelse-Kalundborg");
    }

    #[test]
    fn of_several_hyphens_only_the_typesetter_s_goes() {
        check("", &["Næstved-Slagelse-Ka-", "lundborg (Rute"], "Næstved-Slagelse-Kalundborg (Rute");
        check("", &["EU-midler og -fi-", "nansiering."], "EU-midler og -finansiering.");
    }

    #[test]
    fn an_elided_part_keeps_its_hyphen_and_space() {
        check("", &["social-", "og undervisningsområdet"], "social- og undervisningsområdet");
        check("", &["erhvervs-", "eller uddannelsesliv"], "erhvervs- eller uddannelsesliv");
    }

    #[test]
    fn a_stray_space_inside_a_word_is_healed_where_the_dictionary_is_sure() {
        check("", &["få ti l at hænge"], "få til at hænge");
        check("", &["kvalitetsløf t i praksis"], "kvalitetsløft i praksis");
        check("", &["kan f rem-", "skaffes"], "kan fremskaffes");
        check("Paris-aftalen", &["med Paris -aftalen."], "med Paris-aftalen.");
    }

    #[test]
    fn words_the_author_wrote_stay() {
        for text in [
            "i dag er der for mange",
            "medhenblik på",
            "på vej a og b",
            "ud over det",
            "EU-midler og -projekter",
            "så vidt muligt",
            "for at sikre - de fælles - mål",
            "i alt 5 nye",
            "at interessevaretage for mindst to, for at vinde for alle",
            "Helle S Jensen",
            "stor by",
        ] {
            check("storby", &[text], text);
        }
    }

    #[test]
    fn the_fragments_of_a_narrow_cell_become_words() {
        let evidence = Evidence::gather(["i Sjælland og Syddanmark"].into_iter());
        for (fragments, expected) in [
            (&["KKR", "Ho-", "ved-", "sta-", "den"][..], "KKR Hovedstaden"),
            (&["KKR", "Sjæll", "and"], "KKR Sjælland"),
            (&["KKR", "Syd", "dan", "mark"], "KKR Syddanmark"),
            (&["KKR", "Midtj", "yl-", "land"], "KKR Midtjylland"),
            (&["Hele", "lan-", "det"], "Hele landet"),
            (&["Social- og sundheds-", "hjælpere"], "Social- og sundhedshjælpere"),
            (&["Di-", "men-", "sione-", "ring", "2025"], "Dimensionering 2025"),
        ] {
            assert_eq!(evidence.cell(fragments.iter().copied()), expected);
        }
    }
}
