use std::ops::Range;
use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::mentions::MentionKind;

use super::dates::{self, Said, WrittenDate};
use super::{Finding, pattern};

/// Words right before a date that make it a deadline.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:(?:allerede\s+)?senest(?:\s+i)?|inden(?:\s+udgangen\s+af)?|ved\s+udgangen\s+af(?:\s+frist)?|\p{L}*frist(?:en|er)?(?:\s+(?:for\s+\p{L}+\s+)?(?:er|udløber|var|sat\s+til|fastsat\s+til))?:?)\s+(?:d\.\s*|den\s+)?$",
    )
});

/// A duty to hand in, somewhat before the date, in the same sentence.
static DUTY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\bskal\s+(?:\p{L}+\s+){0,2}(?:aflevere|indsende|fremsende|tiltræde|udarbejde|indgå|indberette|meddele|afleveres|indsendes|fremsendes|tiltrædes|foreligge)\b[^.;:]{0,80}?\b(?:den|i|til)\s+$",
    )
});

/// A due date that is moved.
static MOVED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:udskudt|udsat|forlænget|frist)\b[^;:]{0,160}?\b(?<to>til)\s+(?:den\s+)?$")
});

/// How far before a date its cue may start, in bytes.
const REACH: usize = 200;

pub(super) fn find(text: &str, meeting: Option<Date>) -> Vec<Finding> {
    dates::find(text)
        .filter_map(|date| {
            let start = cue(text, &date)?;
            let due = date.said.last_day(meeting)?;
            let finding =
                Finding::sure(MentionKind::Deadline, start..date.range.end, due.to_string());
            let ambiguous = matches!(date.said, Said::DayOfYear { .. });
            Some(Finding { ambiguous, ..finding })
        })
        .collect()
}

/// Where the deadline's words start, if the date is one.
fn cue(text: &str, date: &WrittenDate) -> Option<usize> {
    let before = window(text, date.range.start);
    let words = &text[before.clone()];
    if let Some(cue) = CUE.find(words) {
        let says_more_than_a_year = cue.as_str().to_lowercase();
        // "inden 2020" in a sentence about the past and "ved udgangen af 2022 vil" are not due dates.
        let year_only = matches!(date.said, Said::Year(_));
        let vague = year_only
            && !says_more_than_a_year.starts_with("inden udgangen")
            && !says_more_than_a_year.contains("senest");
        let state = says_more_than_a_year.starts_with("ved udgangen");
        return (!vague && !state).then_some(before.start + cue.start());
    }
    let dated = !matches!(date.said, Said::Year(_));
    if dated && (DUTY.is_match(words) || moved(words)) { Some(date.range.start) } else { None }
}

/// The sentence (as far as it matters) before a byte.
fn window(text: &str, end: usize) -> Range<usize> {
    let start = text.floor_char_boundary(end.saturating_sub(REACH));
    let sentence = text[start..end].rfind(['!', '?', '\n']).map_or(start, |at| start + at + 1);
    sentence..end
}

fn moved(words: &str) -> bool {
    MOVED.captures(words).is_some_and(|found| {
        // A full stop between the verb and the date ends the sentence, save after a day's number.
        !found[0]
            .match_indices(". ")
            .any(|(at, _)| !found[0][..at].ends_with(|c: char| c.is_ascii_digit()))
    })
}
