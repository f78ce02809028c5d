//! The affix file: rules that make forms of the list's words.

use std::collections::HashMap;

/// What a rule, word or continuation is marked with.
pub(crate) type Flag = u16;

/// Commands whose meaning the compiler and the checker know, or that concern suggestions only. Any
/// other would change which words are right.
const KNOWN: [&str; 20] = [
    "SET",
    "WORDCHARS",
    "COMPOUNDMIN",
    "COMPOUNDWORDMAX",
    "CHECKCOMPOUNDREP",
    "NOSPLITSUGS",
    "MAXCPDSUGS",
    "MAXNGRAMSUGS",
    "ONLYMAXDIFF",
    "TRY",
    "KEY",
    "FLAG",
    "FORBIDDENWORD",
    "NEEDAFFIX",
    "COMPOUNDBEGIN",
    "COMPOUNDMIDDLE",
    "COMPOUNDEND",
    "COMPOUNDPERMITFLAG",
    "ONLYINCOMPOUND",
    "NOSUGGEST",
];

/// The affix file, read.
pub(crate) struct Affixes {
    values: HashMap<String, String>,
    /// By flag.
    suffixes: HashMap<Flag, Vec<Affix>>,
    prefixes: HashMap<Flag, Vec<Affix>>,
    /// Frequent mistakes and what was meant.
    pub(crate) replacements: Vec<(String, String)>,
}

/// One rule.
pub(crate) struct Affix {
    pub(crate) flag: Flag,
    /// It goes with one at the other end.
    pub(crate) crosses: bool,
    strip: String,
    pub(crate) add: String,
    condition: Vec<Letter>,
    /// Continuations.
    pub(crate) flags: Vec<Flag>,
    /// The order in which the engine tries rules: short additions first.
    pub(crate) rank: u64,
}

/// What one letter of a condition may be.
enum Letter {
    Any,
    OneOf(Vec<char>),
    NoneOf(Vec<char>),
}

impl Affixes {
    /// Reads the file; a build that cannot, fails.
    pub(crate) fn read(text: &str) -> Self {
        let mut affixes = Self {
            values: HashMap::new(),
            suffixes: HashMap::new(),
            prefixes: HashMap::new(),
            replacements: Vec::new(),
        };
        let (mut suffixes, mut prefixes) = (Vec::new(), Vec::new());
        for line in text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>()) {
            match line[..] {
                // Heads of tables, and characters alike, which are for suggestions.
                ["SFX" | "PFX", _, "Y" | "N", count] | ["REP" | "MAP", count]
                    if is_number(count) =>
                {
                    affixes.values.insert(line[..2].join(" "), line[2..].concat());
                }
                ["SFX", ref rule @ ..] => suffixes.push(affixes.rule("SFX", rule)),
                ["PFX", ref rule @ ..] => prefixes.push(affixes.rule("PFX", rule)),
                ["REP", from, to, ..] => {
                    affixes.replacements.push((from.to_owned(), to.replace('_', " ")));
                }
                [] | ["MAP", ..] => {}
                [comment, ..] if comment.starts_with('#') => {}
                [command, ref value @ ..] => affixes.set(command, value),
            }
        }
        affixes.suffixes = by_flag(suffixes);
        affixes.prefixes = by_flag(prefixes);
        affixes
    }

    fn set(&mut self, command: &str, value: &[&str]) {
        assert!(KNOWN.contains(&command), "the affix file's {command} has no meaning here yet");
        self.values.insert(command.to_owned(), value.concat());
    }

    fn rule(&self, kind: &str, rule: &[&str]) -> Affix {
        let [flag, strip, add, condition @ ..] = rule else { panic!("a short rule: {rule:?}") };
        let head = &self.values[&format!("{kind} {flag}")];
        let (add, flags) = add.split_once('/').unwrap_or((add, ""));
        let empty = |text: &str| if text == "0" { String::new() } else { text.to_owned() };
        Affix {
            flag: number(flag),
            crosses: head.starts_with('Y'),
            strip: empty(strip),
            add: empty(add),
            condition: condition.first().map_or_else(Vec::new, |condition| letters(condition)),
            flags: self::flags(flags),
            rank: 0,
        }
    }

    /// The flag or number that a command sets.
    pub(crate) fn value(&self, command: &str) -> u16 {
        number(&self.values[command])
    }

    /// The suffixes with one of these flags, each once.
    pub(crate) fn suffixes<'s>(
        &'s self,
        flags: [&'s [Flag]; 2],
    ) -> impl Iterator<Item = &'s Affix> {
        each(flags).filter_map(|flag| self.suffixes.get(&flag)).flatten()
    }

    /// The prefixes with one of these flags, each once.
    pub(crate) fn prefixes<'s>(
        &'s self,
        flags: [&'s [Flag]; 2],
    ) -> impl Iterator<Item = &'s Affix> {
        each(flags).filter_map(|flag| self.prefixes.get(&flag)).flatten()
    }
}

impl Affix {
    /// The form that this suffix makes of a word.
    pub(crate) fn behind(&self, word: &str) -> Option<String> {
        if !allow(self.condition.iter().rev(), word.chars().rev()) {
            return None;
        }
        let kept = word.strip_suffix(self.strip.as_str())?;
        Some([kept, &self.add].concat())
    }

    /// The form that this prefix makes of a word.
    pub(crate) fn before(&self, word: &str) -> Option<String> {
        self.begins(word).then(|| self.put_before(word)).flatten()
    }

    /// The same, whatever the condition says.
    pub(crate) fn put_before(&self, word: &str) -> Option<String> {
        let kept = word.strip_prefix(self.strip.as_str())?;
        Some([&self.add, kept].concat())
    }

    /// Whether a prefix's condition holds of a word.
    pub(crate) fn begins(&self, word: &str) -> bool {
        allow(self.condition.iter(), word.chars())
    }
}

/// Whether a word's letters are what a condition asks, both from the same end.
fn allow<'l>(
    mut condition: impl Iterator<Item = &'l Letter>,
    mut word: impl Iterator<Item = char>,
) -> bool {
    condition.all(|letter| {
        word.next().is_some_and(|found| match letter {
            Letter::Any => true,
            Letter::OneOf(those) => those.contains(&found),
            Letter::NoneOf(those) => !those.contains(&found),
        })
    })
}

fn each([one, other]: [&[Flag]; 2]) -> impl Iterator<Item = Flag> {
    let more = other.iter().filter(|flag| !one.contains(flag));
    one.iter().chain(more).copied()
}

fn by_flag(mut rules: Vec<Affix>) -> HashMap<Flag, Vec<Affix>> {
    rules.sort_by_key(|rule| rule.add.chars().count());
    let mut by_flag: HashMap<Flag, Vec<Affix>> = HashMap::new();
    for (rank, rule) in rules.into_iter().enumerate() {
        by_flag.entry(rule.flag).or_default().push(Affix { rank: rank as u64, ..rule });
    }
    by_flag
}

/// "[^e]n" → anything but *e*, then *n*.
fn letters(condition: &str) -> Vec<Letter> {
    let mut letters = Vec::new();
    let mut rest = condition.chars();
    while let Some(letter) = rest.next() {
        letters.push(match letter {
            '.' => Letter::Any,
            '[' => class(&rest.by_ref().take_while(|letter| *letter != ']').collect::<String>()),
            letter => Letter::OneOf(vec![letter]),
        });
    }
    // A condition of one point is none.
    if condition == "." { Vec::new() } else { letters }
}

fn class(letters: &str) -> Letter {
    match letters.strip_prefix('^') {
        Some(letters) => Letter::NoneOf(letters.chars().collect()),
        None => Letter::OneOf(letters.chars().collect()),
    }
}

/// "10,34" → both, in order.
pub(crate) fn flags(text: &str) -> Vec<Flag> {
    let mut flags: Vec<Flag> =
        text.split(',').filter(|flag| !flag.is_empty()).map(number).collect();
    flags.sort_unstable();
    flags.dedup();
    flags
}

fn number(text: &str) -> u16 {
    text.parse().unwrap_or_else(|_| panic!("{text:?} is no number"))
}

fn is_number(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
