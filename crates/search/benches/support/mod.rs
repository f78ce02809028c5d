//! Made-up agenda items: words of council papers and of the dictionary, recombined by a seeded
//! generator, so that the figures of two runs can be compared. The word of rank *n* comes *n* times
//! as seldom as the first, as in a real text.

use jiff::civil::date;
use raadslag_search::{Audience, Entry, Query, Text};

/// So many of the commonest words make compounds with each other.
const COMMON: usize = 100;
/// The words of council papers, commonest first.
const WORDS: &str = "kommune region økonomi klynge sundhed borger udvalg møde sag beslutning \
    indstilling baggrund sagsfremstilling bilag budget ramme aftale plan strategi uddannelse plads \
    elev praktik hospital læge ældre pleje social tilsyn tilbud familie barn skole institution vej \
    bane station trafik bus cykel havn bro tunnel miljø klima energi vand natur affald drift anlæg \
    bygning grund lokal leder medarbejder sekretariat formand råd kreds direktør borgmester \
    erhverv virksomhed vækst arbejde marked job rekruttering arbejdskraft international kultur \
    museum bibliotek idræt forening frivillig by land landdistrikt turisme kyst ø digital data \
    teknologi system sikkerhed beredskab brand politi rapport analyse evaluering status proces \
    høring lov regel krav mål resultat kontrakt nøgle fordeling tal procent krone million år";
const JOINERS: &str = "og i at der det som for til med på er af en et den om kan vil skal har fra \
    ved også samt under over mellem efter inden";
const ENDINGS: [&str; 8] = ["", "", "", "en", "er", "erne", "s", "ens"];
const PLACES: [&str; 17] = [
    "Faxe",
    "Greve",
    "Guldborgsund",
    "Holbæk",
    "Kalundborg",
    "Køge",
    "Lejre",
    "Lolland",
    "Næstved",
    "Odsherred",
    "Ringsted",
    "Roskilde",
    "Slagelse",
    "Solrød",
    "Sorø",
    "Stevns",
    "Vordingborg",
];
const KINDS: [&str; 5] = ["theme", "decision", "information", "appointment", "notice"];
const OUTCOMES: [&str; 6] = ["approved", "noted", "discussed", "postponed", "rejected", ""];

/// Twenty queries of the kinds people type.
pub(crate) const QUERIES: [&str; 20] = [
    "klynge ",
    "økonomi ",
    "sundhedsklynger ",
    "uddannelse plads ",
    "budget kommune region ",
    "\"lokal plan\" ",
    "Køge ",
    "koege havn ",
    "Kalundborg motorvej ",
    "tilsyn rapport ",
    "klima -energi ",
    "bane ELLER station ",
    "uddann* ",
    "arbejdsk",
    "titel:strategi ",
    "titel:budget år:2022 ",
    "organ:organ-3 havn ",
    "sag:SAG-2022-00570 ",
    "SAG-2021-01234 ",
    "kommunens og regionens økonomi i det nære sundhedsvæsen ",
];

/// A small generator (xorshift), so that no dependency decides what the items look like.
pub(crate) struct Dice(u64);

impl Dice {
    /// Starts from a seed other than 0.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % sides
    }

    /// A word of a list, the *n*th *n* times as seldom as the first.
    #[expect(clippy::cast_sign_loss, reason = "a power of a length is positive")]
    fn pick<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let share = self.roll(1 << 20) as f64 / f64::from(1 << 20);
        let rank = (words.len() as f64).powf(share) as u32 - 1;
        words[rank as usize]
    }
}

/// What items are made of.
struct Vocabulary {
    words: Vec<&'static str>,
    joiners: Vec<&'static str>,
}

impl Vocabulary {
    /// The words of council papers and behind them 8,000 of the dictionary.
    fn new() -> Self {
        let list = include_str!("../../../danish/dictionary/da.dic");
        let nouns = list
            .lines()
            .filter(|line| line.contains(",39"))
            .filter_map(|line| line.split('/').next())
            .filter(|word| {
                word.starts_with(char::is_lowercase) && word.chars().all(char::is_alphabetic)
            });
        let rare = nouns.step_by(12).take(8_000);
        let joiners = JOINERS.split_whitespace().collect();
        Self { words: WORDS.split_whitespace().chain(rare).collect(), joiners }
    }
}

/// The number of items asked for in `RAADSLAG_BENCH_ITEMS`.
pub(crate) fn size() -> usize {
    std::env::var("RAADSLAG_BENCH_ITEMS").ok().and_then(|n| n.parse().ok()).unwrap_or(20_000)
}

/// That many items of about 90 words.
pub(crate) fn items(count: usize) -> Vec<Entry> {
    let mut dice = Dice::new(0x5EED);
    let vocabulary = Vocabulary::new();
    (0..count).map(|n| item(n, &mut dice, &vocabulary)).collect()
}

/// A query of [`QUERIES`] as the portal asks it.
pub(crate) fn query(text: &str) -> Query {
    Query { text: text.to_owned(), limit: 20, ..Query::default() }
}

fn item(n: usize, dice: &mut Dice, vocabulary: &Vocabulary) -> Entry {
    let year = 2006 + i16::try_from(dice.roll(20)).expect("below 20");
    let month = i8::try_from(dice.roll(12)).expect("below 12") + 1;
    let place = PLACES[dice.roll(17)];
    let text = format!("{}Sagen drøftes med {place} Kommune.", sentences(dice, vocabulary, 6));
    Entry {
        id: format!("item-{n}"),
        slug: format!("item-{n}"),
        meeting: format!("{year}-{month:02}-01"),
        body: format!("organ-{}", dice.roll(40)),
        body_name: "Udvalg".to_owned(),
        date: Some(date(year, month, 1)),
        kind: KINDS[dice.roll(5)].to_owned(),
        outcome: OUTCOMES[dice.roll(6)].to_owned(),
        number: Some(format!("{}.{}", dice.roll(4) + 1, dice.roll(9) + 1)),
        title: words(dice, vocabulary, 4),
        case_number: Some(format!("SAG-{year}-{:05}", dice.roll(3_000))),
        texts: vec![Text { content: text, audience: Audience::Public }],
        municipalities: (0..dice.roll(3)).map(|_| PLACES[dice.roll(17)].to_lowercase()).collect(),
        people: (0..dice.roll(2)).map(|_| format!("person-{}", dice.roll(500))).collect(),
        ..Entry::default()
    }
}

fn sentences(dice: &mut Dice, vocabulary: &Vocabulary, count: usize) -> String {
    let mut text = String::new();
    for _ in 0..count {
        let length = 8 + dice.roll(12);
        text.push_str(&words(dice, vocabulary, length));
        text.push_str(". ");
    }
    text
}

fn words(dice: &mut Dice, vocabulary: &Vocabulary, count: usize) -> String {
    let Vocabulary { words, joiners } = vocabulary;
    let mut text = String::new();
    for n in 0..count {
        if n > 0 {
            text.push(' ');
        }
        match dice.roll(10) {
            0..4 => text.push_str(dice.pick(joiners)),
            4..8 => {
                text.push_str(dice.pick(words));
                text.push_str(ENDINGS[dice.roll(8)]);
            }
            8 => {
                text.push_str(dice.pick(&words[..COMMON]));
                text.push_str(["", "s"][dice.roll(2)]);
                text.push_str(dice.pick(&words[..COMMON]));
                text.push_str(ENDINGS[dice.roll(8)]);
            }
            _ => text.push_str(PLACES[dice.roll(17)]),
        }
    }
    text
}
