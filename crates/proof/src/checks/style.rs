//! Numbers and dates are written in one way within an item.

use std::ops::Range;

use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Sheet};
use crate::text::{MICRO, Sort, Style};
use crate::{Code, Say};

/// Checks the styles of every item.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    for sheet in &page.sheets {
        let numbers = places(sheet, |passage| {
            let long = passage
                .numbers
                .iter()
                .filter(|n| n.sort == Sort::Amount && !n.word && n.value >= 1000 * MICRO);
            long.map(|n| (passage.text[n.range.clone()].contains('.'), n.range.clone())).collect()
        });
        let point = Say::new(
            "Tusinder står både med og uden punktum",
            "Thousands stand with and without a point",
        );
        mixed(&numbers, Code::NumberStyle, &point, notes);
        let dates = places(sheet, |passage| {
            let written =
                passage.dates.iter().filter(|date| date.style != Style::Iso && date.year.is_some());
            written.map(|date| (date.style == Style::Words, date.range.clone())).collect()
        });
        let words =
            Say::new("Datoer står både med ord og med tal", "Dates stand in words and in figures");
        mixed(&dates, Code::DateStyle, &words, notes);
    }
}

/// One of the two ways, and where.
type Written<'s, 'd> = (bool, &'s Passage<'d>, Range<usize>);

fn places<'s, 'd>(
    sheet: &'s Sheet<'d>,
    read: impl Fn(&Passage<'d>) -> Vec<(bool, Range<usize>)>,
) -> Vec<Written<'s, 'd>> {
    let each = |passage: &'s Passage<'d>| {
        read(passage).into_iter().map(move |(way, range)| (way, passage, range))
    };
    sheet.prose().flat_map(each).collect()
}

/// The first that is written in the rarer way.
fn mixed(written: &[Written<'_, '_>], code: Code, message: &Say, notes: &mut Notes<'_, '_>) {
    let one = written.iter().filter(|(way, ..)| *way).count();
    let other = written.len() - one;
    if one == 0 || other == 0 {
        return;
    }
    let rare = one < other;
    if let Some((_, passage, range)) = written.iter().find(|(way, ..)| *way == rare) {
        let (few, many) = (one.min(other), one.max(other));
        let why = Say::new(
            format!("{few} på denne måde, {many} på den anden"),
            format!("{few} in this way, {many} in the other"),
        );
        notes.find(passage, range.clone(), Found::new(code, message.clone(), why));
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::check;
    use crate::Code;

    #[test]
    fn one_way_is_kept() {
        check(
            Code::NumberStyle,
            &[
                ("Der var 9.958 aftaler, 5.490 elever og 1804 besøg.", 1, 0),
                ("Der var 9.958 aftaler og 5.490 elever i 2025.", 0, 0),
            ],
        );
        check(
            Code::DateStyle,
            &[
                ("Mødet den 14. juni 2022 fulgte efter 22/3-2022.", 1, 0),
                ("Mødet den 14. juni 2022 og den 7. september 2022.", 0, 0),
            ],
        );
    }
}
