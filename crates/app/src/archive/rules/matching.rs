use std::collections::{BTreeMap, HashMap};

use raadslag_document::Item;

/// What an item is known by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ItemKey {
    number: Option<String>,
    case_number: Option<String>,
    /// The title's letters and figures, in lower case; damage to spaces and signs is forgiven.
    title: String,
    pairs: Pairs,
}

type Pairs = BTreeMap<(char, char), u32>;

/// Titles this alike are one title where number or case number agree too.
const ALIKE: f64 = 0.6;
/// Titles this alike are one title on their own.
const VERY_ALIKE: f64 = 0.85;

impl ItemKey {
    pub(crate) fn new(number: Option<&str>, case_number: Option<&str>, title: &str) -> Self {
        let title: String =
            title.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
        let mut pairs = Pairs::new();
        for pair in title.chars().zip(title.chars().skip(1)) {
            *pairs.entry(pair).or_default() += 1;
        }
        let plain = |text: &str| text.trim().to_lowercase();
        Self { number: number.map(plain), case_number: case_number.map(plain), title, pairs }
    }

    pub(crate) fn of(item: &Item) -> Self {
        Self::new(item.number.as_deref(), item.case_number.as_deref(), &item.title)
    }

    /// How alike two titles are, 0 to 1: the share of letter pairs they have in common (Dice).
    fn likeness(&self, other: &Self) -> f64 {
        if self.title == other.title {
            return 1.0;
        }
        let count = |pairs: &Pairs| pairs.values().sum::<u32>();
        let common: u32 = self
            .pairs
            .iter()
            .map(|(pair, n)| other.pairs.get(pair).map_or(0, |other| *n.min(other)))
            .sum();
        let all = count(&self.pairs) + count(&other.pairs);
        if all == 0 { 0.0 } else { f64::from(2 * common) / f64::from(all) }
    }

    fn figures(&self) -> impl Iterator<Item = char> {
        self.title.chars().filter(char::is_ascii_digit)
    }

    fn same_figures(&self, other: &Self) -> bool {
        self.figures().eq(other.figures())
    }

    fn same_number(&self, other: &Self) -> bool {
        self.number.is_some() && self.number == other.number
    }

    fn same_case(&self, other: &Self) -> bool {
        self.case_number.is_some() && self.case_number == other.case_number
    }

    /// Both say which case they are, and say different ones.
    fn other_case(&self, other: &Self) -> bool {
        matches!((&self.case_number, &other.case_number), (Some(a), Some(b)) if a != b)
    }
}

/// One reason after the other to hold two entries for one item; the likeness ranks its pairs.
type Reason = fn(&ItemKey, &ItemKey) -> Option<f64>;

const REASONS: [Reason; 5] = [
    |a, b| Some(a.likeness(b)).filter(|l| a.same_case(b) && *l >= ALIKE),
    |a, b| (a.same_number(b) && a.title == b.title).then_some(1.0),
    |a, b| (a.title == b.title && !a.other_case(b)).then_some(1.0),
    |a, b| Some(a.likeness(b)).filter(|l| a.same_number(b) && !a.other_case(b) && *l >= ALIKE),
    |a, b| {
        Some(a.likeness(b)).filter(|l| !a.other_case(b) && a.same_figures(b) && *l >= VERY_ALIKE)
    },
];

/// For every new entry the index of the held item it is, each held item at most once.
///
/// Case number and title together decide first, then number and title, then the title. Two entries
/// that name different cases are one only where number and title are the same: an address is never
/// given to another case.
pub(crate) fn match_items(held: &[ItemKey], new: &[ItemKey]) -> Vec<Option<usize>> {
    let mut matched = vec![None; new.len()];
    let mut free = vec![true; held.len()];
    for reason in REASONS {
        for (new_index, held_index) in pairs(held, new, &matched, &free, reason) {
            if matched[new_index].is_none() && free[held_index] {
                matched[new_index] = Some(held_index);
                free[held_index] = false;
            }
        }
    }
    matched
}

/// The pairs still open that the reason joins: the most alike first, then those whose numbers
/// agree, then in the order of the agenda.
fn pairs(
    held: &[ItemKey],
    new: &[ItemKey],
    matched: &[Option<usize>],
    free: &[bool],
    reason: Reason,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (n, entry) in new.iter().enumerate().filter(|(n, _)| matched[*n].is_none()) {
        for (h, item) in held.iter().enumerate().filter(|(h, _)| free[*h]) {
            if let Some(likeness) = reason(item, entry) {
                pairs.push((likeness, item.same_number(entry), n, h));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)).then((a.2, a.3).cmp(&(b.2, b.3))));
    pairs.into_iter().map(|(_, _, n, h)| (n, h)).collect()
}

/// Which share of the smaller agenda's items stand on the other too, 0 to 1; 0 where one is empty.
pub(crate) fn overlap(a: &[ItemKey], b: &[ItemKey]) -> f64 {
    let smaller = a.len().min(b.len());
    if smaller == 0 {
        return 0.0;
    }
    let mut titles: HashMap<&str, usize> = HashMap::new();
    for key in a {
        *titles.entry(&key.title).or_default() += 1;
    }
    let same = b.iter().filter(|key| take(&mut titles, &key.title)).count();
    let common =
        if same * 2 >= smaller { same } else { match_items(a, b).iter().flatten().count() };
    common as f64 / smaller as f64
}

fn take(titles: &mut HashMap<&str, usize>, title: &str) -> bool {
    match titles.get_mut(title) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    }
}
