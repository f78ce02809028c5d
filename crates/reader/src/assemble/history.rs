//! Earlier treatment of a case: "Sagsforløb" and headings that name another meeting.

use jiff::civil::Date;
use raadslag_document::History;

use crate::date;
use crate::pattern::regex;

/// Reads lines of the form "Udvalg: …", "Dato: …", "Punktnummer: …" and the text below them.
pub(super) fn read(lines: &[String]) -> Vec<History> {
    let mut entries: Vec<History> = Vec::new();
    for line in
        lines.iter().flat_map(|line| line.split('\n')).map(str::trim).filter(|l| !l.is_empty())
    {
        let labelled = regex!(r"^(Udvalg|Dato|Punktnummer|Punkt)\s*:\s*(.*)$").captures(line);
        if let Some((entry, text)) = dated(line).filter(|_| labelled.is_none()) {
            entries.push(History { text: text.to_owned(), ..entry });
            continue;
        }
        if entries.is_empty() || labelled.as_ref().is_some_and(|part| &part[1] == "Udvalg") {
            entries.push(History::default());
        }
        let Some(entry) = entries.last_mut() else { continue };
        match labelled {
            Some(part) if &part[1] == "Udvalg" => entry.body = Some(part[2].to_owned()),
            Some(part) if &part[1] == "Dato" => entry.date = date::find(&part[2]),
            Some(part) => entry.item = Some(part[2].to_owned()),
            None => {
                if !entry.text.is_empty() {
                    entry.text.push('\n');
                }
                entry.text.push_str(line);
            }
        }
    }
    entries
}

/// "Økonomiudvalget, 12. november 2024, pkt. 3: Anbefales.": an entry and its text on one line.
fn dated(line: &str) -> Option<(History, &str)> {
    let found = dated_form(line)?;
    Some((heading(found.as_str().trim_end())?, &line[found.end()..]))
}

fn dated_form(line: &str) -> Option<regex::Match<'_>> {
    regex!(
        r"^(?:Beslutning i )?\p{Lu}[\p{L}, -]{3,70}(?:,| den| d\.) (?:den )?\d{1,2}(?:\. \p{L}{3,9} |[-./]\d{1,2}[-./])\d{4}(?:,? (?:pkt|punkt)\.? \d+)?:\s*"
    )
    .find(line)
}

/// The labels of such lines, which the entries' fields stand for.
pub(super) fn labels(lines: &[String]) -> impl Iterator<Item = &str> {
    let label = |line| {
        let label = regex!(r"^(Udvalg|Dato|Punktnummer|Punkt)\s*:").captures(line);
        label.and_then(|label| label.get(1)).or(dated_form(line)).map(|label| label.as_str())
    };
    lines.iter().flat_map(|line| line.split('\n')).filter_map(move |line| label(line.trim()))
}

/// Body, date and item number named in a heading: "Beslutning i Byrådet den 19-12-2016",
/// "Kultur- og Idrætsudvalget, 03-04-2019, pkt. 42".
pub(super) fn heading(heading: &str) -> Option<History> {
    let date = date::find(heading)?;
    let body = regex!(r"(?i)^(?:(?:beslutning(?:er)?|behandling|behandlet)\s+(?:i|fra|for)\s+)?(.+?)s?(?: (?:beslutning|behandling|møde))?(?: (?:i|på) mødet?)?,? \s*(?:den\s|d\.\s|\d)")
        .captures(heading)
        .map(|part| part[1].trim().trim_start_matches("Beslutning ").trim_end_matches([',', ' ']).to_owned())
        .filter(|body| !body.is_empty() && !body.to_lowercase().starts_with("beslutning"));
    let item = regex!(r"(?:pkt|punkt)\.? (\d+)").captures(heading).map(|part| part[1].to_owned());
    Some(History { body, date: Some(date), item, text: String::new() })
}

/// The history entry a decision's heading opens, or `None` where it is this meeting's own decision.
///
/// `meeting` is the date the document's head gives, if it does: a date read from an earlier item's
/// decision tells nothing of this one.
pub(super) fn of_heading(text: &str, meeting: Option<Date>, decided: bool) -> Option<History> {
    let told = heading(text)?;
    let from = regex!(r"(?i)^beslutning(?:er)?\s+fra\s").is_match(text);
    let own = match meeting {
        Some(date) => told.date == Some(date),
        None => !from && !decided,
    };
    (!own).then_some(told)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn labelled_lines_make_entries() {
        let lines = [
            "Udvalg: Magistraten",
            "Dato: 19-08-2025",
            "Punktnummer: 5",
            "Anbefales.",
            "A tog forbehold.",
            "Udvalg: Byrådet",
            "Dato: 27-08-2025",
            "Vedtaget.",
        ];
        let entries = read(&lines.map(str::to_owned));
        assert_eq!(entries.len(), 2);
        assert_eq!(entries[0].body.as_deref(), Some("Magistraten"));
        assert_eq!(entries[0].item.as_deref(), Some("5"));
        assert_eq!(entries[0].text, "Anbefales.\nA tog forbehold.");
        assert_eq!(entries[1].date, Some(date(2025, 8, 27)));
    }

    #[test]
    fn a_line_may_name_body_and_date_before_its_text() {
        let entries = read(
            &["Økonomiudvalget, 12. november 2024: Anbefales.", "A tog forbehold."]
                .map(str::to_owned),
        );
        assert_eq!(entries.len(), 1);
        assert_eq!(entries[0].body.as_deref(), Some("Økonomiudvalget"));
        assert_eq!(entries[0].date, Some(date(2024, 11, 12)));
        assert_eq!(entries[0].text, "Anbefales.\nA tog forbehold.");
    }

    #[test]
    fn a_heading_names_body_date_and_item() {
        let told =
            heading("Beslutning fra Plan, Miljø og Teknik, 30. november 2021, pkt. 563:").unwrap();
        assert_eq!(told.body.as_deref(), Some("Plan, Miljø og Teknik"));
        assert_eq!(told.item.as_deref(), Some("563"));
        let told = heading("Kultur- og Idrætsudvalget, 03-04-2019, pkt. 42").unwrap();
        assert_eq!(told.body.as_deref(), Some("Kultur- og Idrætsudvalget"));
        assert_eq!(told.date, Some(date(2019, 4, 3)));
        for byraadet in [
            "Beslutning i Byrådet den 19-12-2016",
            "Byrådets beslutning den 19-12-2016",
            "Byrådets beslutning på mødet den 19-12-2016",
            "Behandling i Byrådet den 19-12-2016",
            "Byrådets møde den 19-12-2016:",
        ] {
            let told = heading(byraadet).unwrap();
            assert_eq!(told.body.as_deref(), Some("Byrådet"), "{byraadet}");
            assert_eq!(told.date, Some(date(2016, 12, 19)), "{byraadet}");
        }
    }
}
