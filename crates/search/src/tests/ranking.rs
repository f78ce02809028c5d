use super::{asked, find, ids, index, item};
use crate::{Query, Sort};

#[test]
fn titles_come_first_then_exact_then_stem_then_part() {
    let index = index(&[
        item("part", "Et punkt", "Noget om sundhedsklynger her"),
        item("stem", "Et punkt", "Noget om klyngernes sag her"),
        item("exact", "Et punkt", "Noget om klynge sag her"),
        item("title", "En klynge", "Noget om noget andet her"),
    ]);
    assert_eq!(ids(&find(&index, "klynge")), ["title", "exact", "stem", "part"]);
}

#[test]
fn whole_words_come_before_beginnings() {
    let index = index(&[item("longer", "", "Havnefronten"), item("whole", "", "Havn og mere")]);
    assert_eq!(ids(&find(&index, "havn ELLER havn*")), ["whole", "longer"]);
}

#[test]
fn equals_are_ordered_by_date_newest_first() {
    let entries: Vec<_> = [2021, 2025, 2023]
        .map(|year| {
            let mut entry = item(&year.to_string(), "Klynge", "");
            entry.date = Some(jiff::civil::date(year, 5, 1));
            entry
        })
        .into();
    let mut undated = item("undated", "Klynge", "");
    undated.date = None;
    let index = index(&[entries, vec![undated]].concat());
    let sorted = |sort, limit| {
        let found = index.search(&Query { sort, limit, ..asked("klynge") }).unwrap();
        ids(&found).join(" ")
    };
    assert_eq!(sorted(Sort::Relevance, 9), "2025 2023 2021 undated");
    assert_eq!(sorted(Sort::Newest, 9), "2025 2023 2021 undated");
    assert_eq!(sorted(Sort::Oldest, 9), "2021 2023 2025 undated");
    assert_eq!(sorted(Sort::Oldest, 2), "2021 2023");
}
