//! The kinds of error, each with its planter and the codes that find it.

use std::sync::LazyLock;

use raadslag_document::{Block, Document, ItemKind};
use regex::{Captures, Regex};

use super::Chance;
use super::edit::{each_item, each_text};

/// Documents with one error each, and what it is.
pub(crate) type Planted = Vec<(Document, String)>;

/// A kind of error.
pub(crate) struct Kind {
    /// What is planted.
    pub(crate) name: &'static str,
    /// Its group, for which recall is stated.
    pub(crate) group: &'static str,
    /// Codes that count as found.
    pub(crate) codes: &'static [&'static str],
    /// All ways to plant it into a document.
    pub(crate) plant: fn(&Document, &mut Chance) -> Planted,
}

/// Every kind.
pub(crate) const KINDS: [Kind; 20] = [
    Kind {
        name: "a total or part of a sum",
        group: "arithmetic",
        codes: &["arithmetic.sum"],
        plant: sums,
    },
    Kind {
        name: "a percentage",
        group: "arithmetic",
        codes: &["arithmetic.change", "arithmetic.share", "arithmetic.rounding"],
        plant: percentages,
    },
    Kind {
        name: "a total in a table",
        group: "arithmetic",
        codes: &["arithmetic.table-total"],
        plant: tables,
    },
    Kind {
        name: "a period backwards",
        group: "arithmetic",
        codes: &["arithmetic.period", "arithmetic.length"],
        plant: periods,
    },
    Kind {
        name: "an announced count",
        group: "count",
        codes: &["arithmetic.count"],
        plant: counts,
    },
    Kind {
        name: "an entry left out of a counted list",
        group: "count",
        codes: &["arithmetic.count"],
        plant: entries,
    },
    Kind { name: "a wrong weekday", group: "date", codes: &["dates.weekday"], plant: weekdays },
    Kind {
        name: "a day that does not exist",
        group: "date",
        codes: &["dates.no-such-date"],
        plant: days,
    },
    Kind {
        name: "a next meeting in the past",
        group: "date",
        codes: &["dates.next-meeting"],
        plant: next_meetings,
    },
    Kind {
        name: "another date of the minutes",
        group: "date",
        codes: &["dates.minutes"],
        plant: minutes,
    },
    Kind {
        name: "an item that does not exist",
        group: "reference",
        codes: &["references.item"],
        plant: items,
    },
    Kind {
        name: "annexes left out",
        group: "reference",
        codes: &["references.annex-missing"],
        plant: annexes,
    },
    Kind {
        name: "a municipality misspelt",
        group: "reference",
        codes: &["references.municipality"],
        plant: municipalities,
    },
    Kind {
        name: "a recommendation to another body",
        group: "reference",
        codes: &["form.addressee"],
        plant: addressees,
    },
    Kind {
        name: "an information item that decides",
        group: "form",
        codes: &["form.kind"],
        plant: kinds,
    },
    Kind {
        name: "a number twice",
        group: "form",
        codes: &["form.duplicate-number"],
        plant: numbers,
    },
    Kind { name: "a word twice", group: "language", codes: &["language.doubled"], plant: doubled },
    Kind {
        name: "a word misspelt",
        group: "language",
        codes: &["language.spelling", "language.broken"],
        plant: misspelt,
    },
    Kind {
        name: "a quotation mark left out",
        group: "language",
        codes: &["language.quotes"],
        plant: quotes,
    },
    Kind {
        name: "a civil registration number",
        group: "publication",
        codes: &["publication.cpr"],
        plant: cpr,
    },
];

macro_rules! regex {
    ($name:ident, $pattern:expr) => {
        static $name: LazyLock<Regex> =
            LazyLock::new(|| Regex::new($pattern).expect("a constant pattern"));
    };
}

regex!(NUMBER, r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?");
regex!(
    DATE,
    r"\bden (\d{1,2})\. (januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december) (\d{4})"
);
regex!(YEARS, r"\b(20\d\d)-(20\d\d)\b");
regex!(ITEM, r"\b(pkt\.|punkt) (\d)\.(\d{1,2})\b");
regex!(
    KOMMUNE,
    r"\b(Faxe|Greve|Guldborgsund|Holbæk|Kalundborg|Køge|Lejre|Lolland|Næstved|Odsherred|Ringsted|Roskilde|Slagelse|Solrød|Stevns|Vordingborg) Kommune"
);
regex!(COUNT, r"\b(to|tre|fire|fem|seks|syv|otte|ni|ti)\b (?:\p{Ll}+ )*\p{Ll}+:$");
regex!(WORD, r"\b\p{Ll}{9,14}\b");
regex!(PERCENT, r"(\d+(?:,\d+)?) pct\.");

const COUNTS: [&str; 9] = ["to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti"];

/// A number's value in thousandths.
fn value(written: &str) -> Option<i64> {
    let (whole, parts) = written.split_once(',').unwrap_or((written, ""));
    let whole: i64 = whole.replace('.', "").parse().ok()?;
    let parts = format!("{parts:0<3}");
    (parts.len() == 3).then_some(whole * 1000 + parts.parse::<i64>().ok()?)
}

/// The number with one digit changed, never the first to 0.
fn changed(written: &str, chance: &mut Chance) -> String {
    let digits: Vec<usize> =
        written.char_indices().filter(|(_, c)| c.is_ascii_digit()).map(|(at, _)| at).collect();
    let at = digits[chance.below(digits.len())];
    let old = written.as_bytes()[at] - b'0';
    let new = (usize::from(old) + 1 + chance.below(8)) % 9 + 1;
    let new = if new == usize::from(old) { new % 9 + 1 } else { new };
    format!("{}{new}{}", &written[..at], &written[at + 1..])
}

/// Sentences, roughly: cut at a full stop before a capital.
fn sentences(text: &str) -> Vec<std::ops::Range<usize>> {
    static END: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\. \p{Lu}").expect("a constant pattern"));
    let mut start = 0;
    let mut all = Vec::new();
    for found in END.find_iter(text) {
        all.push(start..found.start() + 1);
        start = found.start() + 2;
    }
    all.push(start..text.len());
    all
}

/// A number that equals two to five numbers right before or behind it in its sentence.
fn sums(clean: &Document, chance: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        for range in sentences(text) {
            // "At 1) … 2) …" are labels.
            let sentence = &text[range.clone()];
            let label = |found: &regex::Match<'_>| {
                sentence[found.end()..].starts_with(')') && !sentence[..found.start()].contains('(')
            };
            let all: Vec<_> = NUMBER.find_iter(sentence).filter(|found| !label(found)).collect();
            let values: Vec<i64> = all.iter().filter_map(|found| value(found.as_str())).collect();
            // Rows of bare numbers are tables in plain text.
            let words = text[range.clone()]
                .split(' ')
                .filter(|word| word.chars().all(char::is_alphabetic))
                .count();
            if values.len() != all.len() || words < 2 * all.len() {
                continue;
            }
            for total in 0..values.len() {
                for count in 2..=5 {
                    let after = values.get(total + 1..total + 1 + count);
                    let before = total.checked_sub(count).map(|from| &values[from..total]);
                    let row = [(after, total + 1), (before, total.wrapping_sub(count))];
                    let fits = |(row, _): &(Option<&[i64]>, usize)| {
                        row.is_some_and(|row| row.iter().sum::<i64>() == values[total])
                    };
                    let Some((_, first)) =
                        row.into_iter().find(fits).filter(|_| values[total] >= 10_000)
                    else {
                        continue;
                    };
                    let pick =
                        if chance.below(2) == 0 { total } else { first + chance.below(count) };
                    let (found, at) = (all[pick].as_str(), range.start + all[pick].start());
                    let new = changed(found, chance);
                    return Some(format!("{}{new}{}", &text[..at], &text[at + found.len()..]));
                }
            }
        }
        None
    })
}

/// A percentage that two whole numbers of its sentence explain, moved by 3 to 9.
fn percentages(clean: &Document, chance: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        for range in sentences(text) {
            let sentence = &text[range.clone()];
            for given in PERCENT.captures_iter(sentence) {
                let Some(number) = given.get(1) else { continue };
                let others: Vec<i64> = NUMBER
                    .find_iter(sentence)
                    .filter(|found| found.start() != number.start())
                    .filter_map(|found| value(found.as_str()))
                    .filter(|value| *value > 5_000)
                    .collect();
                let Some(percent) = value(number.as_str()).map(|value| value as f64 / 1000.0)
                else {
                    continue;
                };
                let step = if number.as_str().contains(',') { 0.05 } else { 0.5 };
                let near = |a: f64| (a - percent).abs() <= step;
                let explained = others.windows(2).any(|two| {
                    let (a, b) = (two[0] as f64, two[1] as f64);
                    near(100.0 * (b - a).abs() / a)
                        || near(100.0 * a / b)
                        || near(100.0 * (b - a).abs() / b)
                });
                if explained && percent > 1.0 {
                    let whole: usize = number.as_str().split(',').next()?.parse().ok()?;
                    let new = (whole + 3 + chance.below(7)).to_string();
                    let (from, to) = (range.start + number.start(), range.start + number.end());
                    return Some(format!("{}{new}{}", &text[..from], &text[to..]));
                }
            }
        }
        None
    })
}

/// A number in the last row, where that row's first cell is a total and the column adds up.
fn tables(clean: &Document, chance: &mut Chance) -> Planted {
    let mut planted = Planted::new();
    for column in 1..6 {
        planted.extend(each_item(clean, |item| {
            for block in item.fields.iter_mut().flat_map(|field| &mut field.blocks) {
                let Block::Table(table) = block else { continue };
                let (last, rows) = table.rows.split_last_mut()?;
                let label = last.first()?.to_lowercase();
                if !["i alt", "total", "sum", "hele"].iter().any(|word| label.contains(word)) {
                    continue;
                }
                let total = last.get(column).and_then(|cell| value(cell))?;
                let parts: Option<Vec<i64>> =
                    rows.iter().map(|row| value(row.get(column)?)).collect();
                if parts?.iter().sum::<i64>() == total && rows.len() > 1 && total > 0 {
                    let old = last[column].clone();
                    last[column] = changed(&old, chance);
                    return Some(format!("{old} → {}", last[column]));
                }
            }
            None
        }));
    }
    planted
}

fn periods(clean: &Document, _: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        let found = YEARS.captures(text)?;
        (found[1] < found[2]).then(|| YEARS.replace(text, "$2-$1").into_owned())
    })
}

/// The count in a paragraph that ends with a colon and stands before a list of that length.
fn counted_lists(item: &mut raadslag_document::Item) -> Vec<(usize, usize)> {
    let mut places = Vec::new();
    for (field, content) in item.fields.iter().enumerate() {
        for (block, pair) in content.blocks.windows(2).enumerate() {
            let (Block::Paragraph { text, .. }, Block::List(list)) = (&pair[0], &pair[1]) else {
                continue;
            };
            let last = sentences(text).pop().map(|range| &text[range]).unwrap_or_default();
            let open =
                ["herunder", "bl.a.", "blandt", "fx "].iter().any(|word| last.contains(word));
            let Some(found) = COUNT.captures(last).filter(|_| !open) else { continue };
            let next = matches!(content.blocks.get(block + 2), Some(Block::List(_)));
            if COUNTS.iter().position(|count| *count == &found[1])
                == list.items.len().checked_sub(2)
                && !next
            {
                places.push((field, block));
            }
        }
    }
    places
}

fn counts(clean: &Document, chance: &mut Chance) -> Planted {
    each_item(clean, |item| {
        let places = counted_lists(item);
        let (field, block) = *places.get(chance.below(places.len().max(1)))?;
        let Block::Paragraph { text, .. } = &mut item.fields[field].blocks[block] else {
            return None;
        };
        let found = COUNT.captures(text)?.get(1)?;
        let old = COUNTS.iter().position(|count| *count == found.as_str())?;
        let new = COUNTS[(old + 1 + chance.below(7)) % 9];
        let what = format!("{} → {new}", found.as_str());
        let changed = format!("{}{new}{}", &text[..found.start()], &text[found.end()..]);
        *text = changed;
        Some(what)
    })
}

fn entries(clean: &Document, chance: &mut Chance) -> Planted {
    each_item(clean, |item| {
        let places = counted_lists(item);
        let (field, block) = *places.get(chance.below(places.len().max(1)))?;
        let Block::List(list) = &mut item.fields[field].blocks[block + 1] else { return None };
        let gone = list.items.remove(chance.below(list.items.len()));
        (list.items.len() > 1).then_some(gone.text)
    })
}

fn weekdays(clean: &Document, chance: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        let found = DATE.captures(text)?;
        let whole = found.get(0)?;
        let right = weekday(&found)?;
        let days = ["mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"];
        let wrong = days[(right + 1 + chance.below(6)) % 7];
        Some(format!("{}{wrong} {}", &text[..whole.start()], &text[whole.start()..]))
    })
}

/// 0 is Monday.
fn weekday(found: &Captures<'_>) -> Option<usize> {
    let months = [
        "januar",
        "februar",
        "marts",
        "april",
        "maj",
        "juni",
        "juli",
        "august",
        "september",
        "oktober",
        "november",
        "december",
    ];
    let month = months.iter().position(|month| *month == &found[2])? as i8 + 1;
    let day = jiff::civil::Date::new(found[3].parse().ok()?, month, found[1].parse().ok()?).ok()?;
    Some(usize::from(day.weekday().to_monday_zero_offset().unsigned_abs()))
}

fn days(clean: &Document, _: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        let found = DATE.captures(text)?;
        let short = ["februar", "april", "juni", "september", "november"].contains(&&found[2]);
        short.then(|| DATE.replace(text, "den 31. $2 $3").into_owned())
    })
}

fn next_meetings(clean: &Document, _: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        let sentence =
            sentences(text).into_iter().find(|range| text[range.clone()].contains("æste møde"))?;
        let found = DATE.captures(&text[sentence.clone()])?;
        let year = found.get(3)?;
        let earlier = year.as_str().parse::<u32>().ok()? - 1;
        let at = sentence.start + year.start();
        Some(format!("{}{earlier}{}", &text[..at], &text[at + 4..]))
    })
}

fn minutes(clean: &Document, chance: &mut Chance) -> Planted {
    each_text(clean, |item, text| {
        let of_minutes = item.kind == ItemKind::Approval && item.title.contains("referat");
        let found = DATE.captures(text).filter(|_| of_minutes && text.contains("indstilles"))?;
        let day = found.get(1)?;
        let other = (day.as_str().parse::<usize>().ok()? + chance.below(9)) % 27 + 1;
        Some(format!("{}{other}{}", &text[..day.start()], &text[day.end()..]))
    })
}

/// References within the document: the number exists here, and no meeting is named after it.
fn items(clean: &Document, _: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        let found = ITEM.captures(text)?;
        let after = &text[found.get(0)?.end()..];
        let number = format!("{}.{}", &found[2], &found[3]);
        let elsewhere =
            [" på", " til", " i ", ". til", " fra"].iter().any(|word| after.starts_with(word));
        (clean.item(&number).is_some() && !elsewhere)
            .then(|| ITEM.replace(text, "$1 $2.79").into_owned())
    })
}

fn annexes(clean: &Document, _: &mut Chance) -> Planted {
    let said = |text: &String| text.contains("vedlagt") && !text.contains("ikke vedlagt");
    each_item(clean, |item| {
        let mentioned = super::edit::texts(item).into_iter().any(|text| said(text));
        (mentioned && !item.attachments.is_empty()).then(|| {
            item.attachments.clear();
            item.title.clone()
        })
    })
}

fn municipalities(clean: &Document, chance: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        let name = KOMMUNE.captures(text)?.get(1)?;
        let letters: Vec<char> = name.as_str().chars().collect();
        let at = 1 + chance.below(letters.len() - 2);
        let mut wrong = letters.clone();
        match chance.below(2) {
            0 => wrong.insert(at, letters[at]),
            _ => wrong.swap(at, at + 1),
        }
        let wrong: String = wrong.into_iter().collect();
        Some(format!("{}{wrong}{}", &text[..name.start()], &text[name.end()..]))
    })
}

fn addressees(clean: &Document, _: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        let own = text.starts_with("Det indstilles") && text.contains("at KKR Sjælland ");
        own.then(|| text.replacen("at KKR Sjælland ", "at KKR Midtjylland ", 1))
    })
}

fn kinds(clean: &Document, _: &mut Chance) -> Planted {
    each_text(clean, |item, text| {
        let notes = "tager orienteringen til efterretning";
        let asked = item.kind == ItemKind::Information && text.starts_with("Det indstilles");
        asked.then(|| text.replacen(notes, "godkender oplægget", 1))
    })
}

fn numbers(clean: &Document, _: &mut Chance) -> Planted {
    let mut last: Option<String> = None;
    each_item(clean, |item| {
        let before = std::mem::replace(&mut last, item.number.clone())?;
        item.number = Some(before.clone());
        Some(before)
    })
}

fn doubled(clean: &Document, chance: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        let all: Vec<_> = WORD.find_iter(text).collect();
        let word = all.get(chance.below(all.len().max(1)))?;
        Some(format!("{}{} {}", &text[..word.start()], word.as_str(), &text[word.start()..]))
    })
}

/// Two inner letters that differ, swapped.
fn misspelt(clean: &Document, chance: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        let all: Vec<_> = WORD.find_iter(text).collect();
        let word = all.get(chance.below(all.len().max(1)))?;
        let mut letters: Vec<char> = word.as_str().chars().collect();
        let at = 2 + chance.below(letters.len() - 4);
        letters.swap(at, at + 1);
        let wrong: String = letters.into_iter().collect();
        (wrong != word.as_str())
            .then(|| format!("{}{wrong}{}", &text[..word.start()], &text[word.end()..]))
    })
}

fn quotes(clean: &Document, _: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        let even = text.matches(['”', '"']).count();
        (even > 0 && even % 2 == 0).then(|| text.replacen(['”', '"'], "", 1))
    })
}

fn cpr(clean: &Document, _: &mut Chance) -> Planted {
    each_text(clean, |_, text| {
        let end = text.strip_suffix('.').filter(|text| text.len() > 40)?;
        Some(format!("{end}, jf. henvendelsen fra 070761-4285."))
    })
}
