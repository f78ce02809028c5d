//! Agendas and minutes out of recombined vocabulary: as many as wanted, the same for the same seed.
//!
//! Words follow Zipf's law, as in real texts: a core of words councils use, then the dictionary's.
//! Every tenth word is a compound. Nothing in these texts means anything; their lengths and the
//! frequencies of their words are what counts.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use crate::repo;

/// Items of one meeting.
pub(crate) const ITEMS_PER_MEETING: usize = 20;

const CORE: &str = "af at og i til det en den for på med er som der de om et har fra kan skal ved vil \
    eller sag budget skole region kommune råd møde plan aftale udvalg indstilling godkendelse høring \
    klynge sundhed trafik vej motorvej bolig lokalplan klima klimaplan energi vand affald miljø børn \
    ungdom ældre pleje socialtilsyn rammeaftale uddannelse erhverv vækst turisme havn bane station \
    buslinje kollektiv økonomi bevilling anlæg drift tilskud takst personale ledelse samarbejde \
    evaluering rapport handicap psykiatri hospital læge borger forening kultur idræt bibliotek museum \
    park natur kyst skov landdistrikt by torv cykel sti bro tunnel færge lufthavn beredskab brand \
    politi sikkerhed digitalisering data system udbud kontrakt leverandør ejendom grund salg køb";

const FIRST_PARTS: &str = "sundheds skole bolig klima trafik social erhvervs uddannelses ungdoms vand \
    miljø budget anlægs drifts personale kultur idræts natur kommune region affalds energi";

const SECOND_PARTS: &str = "klynge plan aftale udvalg rapport strategi ordning center råd pulje indsats \
    analyse reform tilsyn område ledelse kontrakt projekt netværk takst";

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

const BODIES: [&str; 8] = [
    "KKR Sjælland",
    "KKR Hovedstaden",
    "KKR Midtjylland",
    "KKR Nordjylland",
    "KKR Syddanmark",
    "Byrådet",
    "Økonomiudvalget",
    "Teknik- og Miljøudvalget",
];

const KINDS: [&str; 4] = ["decision", "information", "theme", "appointment"];
const DECISIONS: [(&str, &str); 5] = [
    ("Godkendt.", "approved"),
    ("Taget til efterretning.", "noted"),
    ("Drøftet.", "discussed"),
    ("Anbefales.", "recommended"),
    ("Udsat.", "postponed"),
];

/// Makes meetings.
pub(crate) struct Maker {
    words: Vec<String>,
    first_parts: Vec<&'static str>,
    second_parts: Vec<&'static str>,
    state: u64,
}

impl Maker {
    /// With the vocabulary of the repository's dictionary.
    pub(crate) fn new(seed: u64) -> Result<Self> {
        let path = repo::root().join("crates/danish/dictionary/da.dic");
        let dictionary =
            std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let stems = dictionary.lines().skip(1).filter_map(|line| line.split(['/', '\t']).next());
        let plain = stems.filter(|word| word.len() > 3 && word.chars().all(char::is_alphabetic));
        let core = CORE.split_whitespace().map(str::to_owned);
        // Every sixth word of the dictionary, so that the whole alphabet is there.
        let words = core.chain(plain.step_by(6).map(str::to_owned)).collect();
        Ok(Self {
            words,
            first_parts: FIRST_PARTS.split_whitespace().collect(),
            second_parts: SECOND_PARTS.split_whitespace().collect(),
            state: seed,
        })
    }

    /// `SplitMix64`: small, and the same everywhere.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// Less than `limit`.
    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("it is less than a usize")
    }

    fn pick<'a>(&mut self, among: &[&'a str]) -> &'a str {
        among[self.below(among.len())]
    }

    /// A word of Zipf's distribution: rank r with a probability of about 1/r.
    fn word(&mut self) -> String {
        match self.below(40) {
            0..4 => self.compound(),
            4 => self.pick(&PLACES).to_owned(),
            _ => {
                // 2 to a power between 0 and log₂ n: every doubling of the rank is as likely.
                let doublings = self.words.len().ilog2() as usize + 1;
                let floor = 1 << self.below(doublings);
                let rank = floor + self.below(floor);
                self.words[(rank - 1).min(self.words.len() - 1)].clone()
            }
        }
    }

    fn compound(&mut self) -> String {
        let (first, second) =
            (self.below(self.first_parts.len()), self.below(self.second_parts.len()));
        format!("{}{}", self.first_parts[first], self.second_parts[second])
    }

    fn sentence(&mut self) -> String {
        let words: Vec<_> = (0..8 + self.below(14)).map(|_| self.word()).collect();
        capital(&words.join(" ")) + "."
    }

    fn paragraph(&mut self) -> Value {
        let sentences: Vec<_> = (0..3 + self.below(4)).map(|_| self.sentence()).collect();
        json!({ "type": "paragraph", "text": sentences.join(" ") })
    }

    fn item(&mut self, number: usize) -> Value {
        let title = capital(&format!(
            "{} {} i {}",
            self.compound(),
            self.word(),
            PLACES[self.below(PLACES.len())]
        ));
        let (decision, outcome) = DECISIONS[self.below(DECISIONS.len())];
        let kind = self.pick(&KINDS);
        let (title, kind) = if number == 1 {
            ("Godkendelse af dagsorden".to_owned(), "approval")
        } else {
            (title, kind)
        };
        json!({
            "number": number.to_string(),
            "kind": kind,
            "access": "open",
            "title": title,
            "case_number": format!("SAG-2{:03}-{:05}", self.below(25), self.below(90_000)),
            "case_officers": ["abc"],
            "fields": [
                { "name": "background", "heading": "Baggrund", "blocks": [self.paragraph()] },
                { "name": "presentation", "heading": "Sagsfremstilling",
                  "blocks": [self.paragraph(), self.paragraph()] },
            ],
            "recommendations": [{ "text": format!("Det indstilles, at {}", self.sentence()) }],
            "decision": { "text": decision, "outcome": outcome, "votes": null },
        })
    }

    /// The minutes of one meeting, in our own JSON form.
    pub(crate) fn meeting(&mut self, index: usize, items: usize) -> Value {
        // One meeting of each body a fortnight, from 2004 on, so that no two share body and day.
        let (body, turn) = (BODIES[index % BODIES.len()], index / BODIES.len());
        let (year, month, day) = (2004 + turn / 324 % 60, turn / 27 % 12 + 1, turn % 27 + 1);
        let items: Vec<_> = (1..=items).map(|number| self.item(number)).collect();
        json!({
            "document": "minutes",
            "version": 1,
            "body": body,
            "meeting": {
                "date": format!("{year:04}-{month:02}-{day:02}"),
                "start": "09:30", "end": "12:00", "place": "Rådhuset", "virtual": false, "notes": null,
            },
            "sections": [{ "number": null, "title": null, "items": items }],
        })
    }
}

/// Writes meetings with so many items together, one file each, hundreds to a folder.
pub(crate) fn write(folder: &Path, items: usize) -> Result<()> {
    let mut maker = Maker::new(2025)?;
    for index in 0..items.div_ceil(ITEMS_PER_MEETING) {
        let count = ITEMS_PER_MEETING.min(items - index * ITEMS_PER_MEETING);
        let folder = folder.join(format!("{:03}", index / 200));
        std::fs::create_dir_all(&folder)?;
        let meeting = serde_json::to_vec(&maker.meeting(index, count))?;
        std::fs::write(folder.join(format!("{index:06}.json")), meeting)?;
    }
    Ok(())
}

/// A long agenda as a web page, to be printed as a PDF.
pub(crate) fn web_page(items: usize) -> Result<String> {
    let mut maker = Maker::new(50)?;
    let meeting = maker.meeting(0, items);
    let mut page =
        "<!DOCTYPE html><html lang=\"da\"><meta charset=\"utf-8\"><title>Dagsorden</title>\
        <h1>KKR Sjælland</h1><p>Dagsorden</p><p>01-01-2004 kl. 09:30</p>"
            .to_owned();
    let empty = Vec::new();
    for item in meeting["sections"][0]["items"].as_array().unwrap_or(&empty) {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        write!(page, "<h2>{}. {}</h2>", text(&item["number"]), text(&item["title"]))?;
        for field in item["fields"].as_array().unwrap_or(&empty) {
            write!(page, "<h3>{}</h3>", text(&field["heading"]))?;
            for block in field["blocks"].as_array().unwrap_or(&empty) {
                write!(page, "<p>{}</p>", text(&block["text"]))?;
            }
        }
        write!(page, "<h3>Indstilling</h3><p>{}</p>", text(&item["recommendations"][0]["text"]))?;
    }
    Ok(page)
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Maker, web_page};

    #[test]
    fn the_same_seed_makes_the_same_meeting() {
        let make = |seed| Maker::new(seed).expect("the dictionary is there").meeting(0, 3);
        assert_eq!(make(7), make(7));
        assert_ne!(make(7), make(8));
    }

    #[test]
    fn no_two_meetings_share_body_and_day() {
        let mut maker = Maker::new(1).expect("the dictionary is there");
        let heads: BTreeSet<_> = (0..10_000)
            .map(|index| maker.meeting(index, 0))
            .map(|meeting| format!("{} {}", meeting["body"], meeting["meeting"]["date"]))
            .collect();
        assert_eq!(heads.len(), 10_000);
    }

    #[test]
    fn few_words_are_frequent_and_many_are_rare() {
        let mut maker = Maker::new(3).expect("the dictionary is there");
        let words: Vec<_> = (0..20_000).map(|_| maker.word()).collect();
        let different = words.iter().collect::<BTreeSet<_>>().len();
        let budget = words.iter().filter(|word| *word == "budget").count();
        assert!(different > 3_000 && different < 12_000, "{different} different words");
        assert!(budget > 20 && budget < 500, "budget {budget} times");
    }

    #[test]
    fn a_page_has_every_item() {
        let page = web_page(12).expect("the dictionary is there");
        assert_eq!(page.matches("<h2>").count(), 12);
    }
}
