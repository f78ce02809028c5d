use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use crate::mentions::MentionKind;
use crate::register::{Register, slug};

use super::{Finding, pattern, posts};

const PARTY: &str = r"(?:[A-ZÆØÅ]|SF|DF|LA|EL|RV|KF|DD|ALT|UFP|NB|KD|[Ll]øsgænger)";

/// Two to five capitalised words, initials and particles between them.
fn name() -> String {
    let word = r"\p{Lu}[\p{L}’']*\p{Ll}(?:-\p{Lu}\p{L}*\p{Ll})*";
    let between = r"(?:[ \u{a0}]+(?:\p{Lu}\.|de|du|von|van|der|el|al))?";
    format!(r"{word}(?:{between}[ \u{{a0}}]+{word}){{1,4}}")
}

/// The evidence that makes capitalised words a person; each has `name` or `names`, some a `post`.
static EVIDENCE: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let (name, post) = (name(), posts::post());
    let of = r"\s+(?:for|i|af|ved|hos)\s+";
    [
        // borgmester(,) Marie Stærke
        format!(r"\b(?<post>{post}),?\s+(?<name>{name})"),
        // Formand for udsatterådet, Dennis Boye
        format!(r"\b(?<post>{post}{of}[^,.;:()]{{1,60}}),\s+(?<name>{name})"),
        // Direktør for GCPHEU Birgitte Wederking
        format!(r"\b(?<post>{post}{of}(?:\p{{Ll}}+\s+){{0,3}}(?:\p{{Lu}}{{2,}}\d*|\p{{Ll}}+))\s+(?<name>{name})"),
        // Marie Stærke, borgmester; Tina Mandrup (V), borgmester
        format!(r"\b(?<name>{name})(?:,?\s*\({PARTY}\))?,\s+(?:K17-)?(?<post>{post})\b"),
        // Tina Mandrup (V); Erik Elm, (A); Viggo Jonasen, UFP
        format!(r"\b(?<name>{name}),?\s*\({PARTY}\)"),
        format!(r"\b(?<name>{name}), UFP\b"),
        // Willy Winther, Egedal Kommune
        format!(r"\b(?<name>{name}),\s+(?:\p{{Lu}}[\p{{L}}-]+\s+){{1,2}}Kommune\b"),
        // A og B kunne ikke tiltræde; C tog forbehold
        format!(
            r"\b(?<names>{name}(?:,\s+{name})*(?:\s+og\s+{name})?)\s+(?:kunne\s+(?:ikke\s+)?tiltræde|tog\s+forbehold|deltog\s+ikke|var\s+(?:forhindret|fraværende|inhabil)|stemte|undlod|forlod|erklærede\s+sig)\b"
        ),
        // For stemte: Ø (A B, C D)
        format!(r"\b{PARTY}\s\((?<names>{name}(?:,\s+{name})*)\)"),
        // (Stedfortræder for A B)
        format!(r"(?i:stedfortræder\s+for)\s+(?<name>{name})"),
    ]
    .iter()
    .map(|evidence| pattern(&bounded(evidence)))
    .collect()
});

/// The pattern with its word boundaries spelt out as the character before and after: on Danish
/// letters the engine's own boundary rules out its fast search.
fn bounded(evidence: &str) -> String {
    let inside = evidence.strip_prefix(r"\b");
    let before = inside.map_or("", |_| r"(?:^|[^\p{L}\p{N}])");
    format!("{before}{}", inside.unwrap_or(evidence).replace(r"\b", r"(?:[^\p{L}\p{N}]|$)"))
}

static NAME: LazyLock<Regex> = LazyLock::new(|| pattern(&name()));

/// The people an item names with evidence anywhere in it, the longest name first.
pub(super) struct Known {
    names: Vec<String>,
}

/// Reads all texts of an item for people; a name shown to be a person's in one is one in all.
pub(super) fn known<'t>(texts: impl Iterator<Item = &'t str>, register: &Register) -> Known {
    let mut names: Vec<String> = texts
        .flat_map(|text| {
            evidence(text, register).into_iter().map(|seen| text[seen.name].to_owned())
        })
        .collect();
    names.sort_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
    names.dedup();
    Known { names }
}

impl Known {
    /// The people in one text, and the posts named beside them.
    pub(super) fn find(&self, text: &str, register: &Register) -> Vec<Finding> {
        let mut people: BTreeMap<usize, Range<usize>> = BTreeMap::new();
        let mut posts: BTreeMap<usize, Finding> = BTreeMap::new();
        for seen in evidence(text, register) {
            posts.extend(seen.post.map(|post| (post.start, post_held(text, post, &seen.name))));
            people.insert(seen.name.start, seen.name);
        }
        for again in self.names.iter().flat_map(|name| whole_words(text, name)) {
            let before = people.range(..again.end).next_back();
            if before.is_none_or(|(_, name)| name.end <= again.start) {
                people.insert(again.start, again);
            }
        }
        let mut findings: Vec<_> =
            people.into_values().map(|range| person(text, range, self)).collect();
        findings.extend(posts.into_values());
        findings
    }

    /// The name without a genitive ending, where it is known so.
    fn base<'t>(&self, name: &'t str) -> &'t str {
        let base = name.strip_suffix('s').map(|base| base.trim_end_matches(['\'', '’']));
        base.filter(|base| self.names.iter().any(|known| known == base)).unwrap_or(name)
    }
}

/// Where a name stands as whole words, with its genitive ending.
fn whole_words<'t>(text: &'t str, name: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(name).filter_map(move |(start, _)| {
        let end = start + name.len();
        let after = &text[end..];
        let genitive = ["'s", "’s", "s"].into_iter().find(|ending| after.starts_with(ending));
        let end = genitive
            .map(|ending| end + ending.len())
            .filter(|&end| !letter(text[end..].chars().next()))
            .unwrap_or(end);
        let inside =
            letter(text[..start].chars().next_back()) || letter(text[end..].chars().next());
        (!inside).then_some(start..end)
    })
}

/// A person seen with evidence.
struct Seen {
    name: Range<usize>,
    post: Option<Range<usize>>,
}

fn evidence(text: &str, register: &Register) -> Vec<Seen> {
    // Most texts name nobody; one cheap look spares the rest.
    if !NAME.is_match(text) {
        return Vec::new();
    }
    let mut seen: Vec<Seen> = Vec::new();
    for captures in EVIDENCE.iter().flat_map(|evidence| evidence.captures_iter(text)) {
        for name in names_in(text, &captures) {
            let Some(name) = person_in(text, name, register) else { continue };
            let post = captures.name("post").map(|post| post.range());
            seen.push(Seen { name, post });
        }
    }
    seen
}

fn names_in(text: &str, captures: &Captures<'_>) -> Vec<Range<usize>> {
    match (captures.name("name"), captures.name("names")) {
        (Some(name), _) => vec![name.range()],
        (None, Some(names)) => NAME
            .find_iter(&text[names.range()])
            .map(|name| names.start() + name.start()..names.start() + name.end())
            .collect(),
        (None, None) => Vec::new(),
    }
}

/// The person's name within capitalised words: without a post or a sentence's first word before
/// it; `None` where the words name something else.
fn person_in(text: &str, words: Range<usize>, register: &Register) -> Option<Range<usize>> {
    let mut range = words;
    loop {
        let first = text[range.clone()].split_whitespace().next()?;
        if !LEADING.contains(&first.to_lowercase().as_str()) && !posts::is_post(first) {
            break;
        }
        let rest = &text[range.start + first.len()..range.end];
        range.start += first.len() + (rest.len() - rest.trim_start().len());
    }
    let name = &text[range.clone()];
    let words: Vec<_> = name.split_whitespace().collect();
    let place = register.municipality_named(words[0]).is_some() && words[0] != "Vejen";
    let person =
        words.len() >= 2 && !place && !words.iter().any(|word| is_of_an_organisation(word));
    person.then_some(range)
}

fn person(text: &str, range: Range<usize>, known: &Known) -> Finding {
    let name = known.base(&text[range.clone()]).split_whitespace().collect::<Vec<_>>().join(" ");
    let address = slug(&name);
    Finding::sure(MentionKind::Person, range, name).with_slug(address)
}

fn post_held(text: &str, post: Range<usize>, name: &Range<usize>) -> Finding {
    let whose = posts::whose(text, post.end.max(name.end))
        .or_else(|| posts::whose(text, post.end).filter(|_| post.start > name.start));
    let value = posts::value(text, &post, whose);
    Finding::sure(MentionKind::Post, post, value).with_slug(slug(&text[name.clone()]))
}

/// Words with a capital because a sentence starts there.
const LEADING: &[&str] = &[
    "af",
    "at",
    "både",
    "da",
    "den",
    "der",
    "derfor",
    "derudover",
    "desuden",
    "det",
    "efter",
    "endvidere",
    "for",
    "fra",
    "her",
    "herudover",
    "hos",
    "hvis",
    "i",
    "idet",
    "ligesom",
    "med",
    "men",
    "mens",
    "når",
    "og",
    "også",
    "om",
    "på",
    "samt",
    "siden",
    "som",
    "til",
    "under",
    "ved",
    "afbud",
    "deltager",
    "deltagere",
    "fraværende",
    "suppleant",
    "stedfortræder",
    "oplæg",
];

/// Words of organisations, places and works: a name with one of them is no person's.
fn is_of_an_organisation(word: &str) -> bool {
    let word = word.to_lowercase();
    let stem = word.strip_suffix('s').unwrap_or(&word);
    ORGANISATION_WORDS.contains(&word.as_str())
        || ORGANISATION_WORDS.contains(&stem)
        || ORGANISATION_ENDINGS.iter().any(|ending| stem.ends_with(ending))
        || posts::is_post(&word)
}

const ORGANISATION_WORDS: &[&str] = &[
    "akademi",
    "alliance",
    "alternativet",
    "amba",
    "borgerlige",
    "business",
    "by",
    "capacity",
    "capital",
    "center",
    "copenhagen",
    "danish",
    "danmark",
    "dansk",
    "danske",
    "digital",
    "det",
    "enhedslisten",
    "erhverv",
    "eu",
    "european",
    "fonden",
    "greater",
    "group",
    "industri",
    "institut",
    "kl",
    "kkr",
    "klub",
    "konservative",
    "liberal",
    "løsgænger",
    "moderaterne",
    "nord",
    "ny",
    "nye",
    "office",
    "partner",
    "projekt",
    "radikale",
    "region",
    "regional",
    "research",
    "school",
    "science",
    "service",
    "sjælland",
    "social",
    "socialdemokratiet",
    "socialistisk",
    "socialtilsyn",
    "sund",
    "syd",
    "teknik",
    "tekniske",
    "transport",
    "university",
    "venstre",
    "vest",
    "økonomi",
    "øst",
    "østdanmark",
    "fyn",
    "jylland",
    "hovedstaden",
    "syddanmark",
    "midtjylland",
    "nordjylland",
    "kultur",
    "børn",
    "unge",
    "miljø",
    "sundhed",
    "omsorg",
    "product",
    "launch",
    "navigator",
    "vice",
    "president",
    "services",
    "and",
    "of",
];

const ORGANISATION_ENDINGS: &[&str] = &[
    "kommune",
    "kommuner",
    "universitet",
    "universitetet",
    "udvalg",
    "udvalget",
    "udvalgene",
    "råd",
    "rådet",
    "bestyrelse",
    "bestyrelsen",
    "byråd",
    "hospital",
    "hospitalet",
    "sygehus",
    "skole",
    "skolen",
    "gymnasium",
    "huset",
    "hus",
    "centret",
    "centeret",
    "styrelsen",
    "ministeriet",
    "foreningen",
    "forening",
    "planen",
    "plan",
    "klyngen",
    "klynge",
    "afdeling",
    "afdelingen",
    "forvaltning",
    "forvaltningen",
    "parti",
    "partiet",
    "folkeparti",
    "demokraterne",
    "gruppe",
    "gruppen",
    "gruppes",
    "station",
    "havn",
    "museum",
    "museet",
    "bibliotek",
    "kollegiet",
    "sekretariatet",
    "sekretariat",
    "region",
    "regioner",
    "området",
    "fællesråd",
    "udvikling",
    "selskab",
    "selskabet",
    "fonden",
    "kirke",
    "vej",
    "gade",
    "allé",
    "plads",
    "torv",
    "grøn",
    "kongrescenter",
    "forbund",
    "forbundet",
    "samarbejde",
    "samvirket",
    "aftale",
    "aftalen",
    "strategi",
    "lokalplan",
    "kontor",
];
