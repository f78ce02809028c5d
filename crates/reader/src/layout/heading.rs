//! The headings of an item's parts.

use raadslag_document::FieldName;

use crate::flow::{Line, Part, Role};
use crate::pattern::rare;

/// What a heading opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldKind {
    /// A field of text.
    Text(FieldName),
    /// What the body is asked to decide.
    Recommendations,
    /// The annexes.
    Attachments,
    /// The decision of this meeting, or, with a date and another body, of an earlier one.
    Decision,
    /// Earlier treatment in other bodies.
    History,
}

/// No known heading is longer, in bytes: most lines need not be compared.
const LONGEST_KNOWN: usize = 60;

/// What a heading known from agendas opens, or `None` for the author's own.
pub(crate) fn field_kind(heading: &str) -> Option<FieldKind> {
    use FieldKind::{Attachments, Decision, History, Recommendations, Text};
    let plain = heading.trim().trim_end_matches(':').trim();
    if plain.len() > LONGEST_KNOWN {
        return is_decision_of(heading).then_some(Decision);
    }
    let plain = plain.to_lowercase();
    let known = match plain.as_str() {
        "baggrund" | "sagens baggrund" | "problemstilling" => Text(FieldName::Background),
        "sagsfremstilling"
        | "sagsbeskrivelse"
        | "beskrivelse af sagen"
        | "beskrivelse"
        | "supplerende sagsfremstilling"
        | "sagens indhold"
        | "løsning"
        | "fremstilling" => Text(FieldName::Presentation),
        "resume" | "resumé" | "kort fortalt" | "kort resume" | "kort resumé" | "sammenfatning"
        | "sagsresume" | "sagsresumé" => Text(FieldName::Summary),
        "økonomi"
        | "økonomiske konsekvenser"
        | "økonomi og finansiering"
        | "finansiering"
        | "økonomiske forhold"
        | "økonomi og personale"
        | "økonomi/personale"
        | "bevillingsmæssige konsekvenser" => Text(FieldName::Finances),
        "lovgrundlag"
        | "retsgrundlag"
        | "lovgivning"
        | "juridiske konsekvenser"
        | "juridiske forhold"
        | "lovgrundlag - link" => Text(FieldName::Legal),
        "høring"
        | "inddragelse"
        | "inddragelse og høring"
        | "inddragelse/høring"
        | "høring og inddragelse"
        | "høringssvar" => Text(FieldName::Hearing),
        "videre proces"
        | "den videre proces"
        | "sagsgang"
        | "sagsgang og sagstype"
        | "videre forløb"
        | "det videre forløb" => Text(FieldName::Process),
        "beslutningstema" | "beslutningskompetence" | "kompetence" => {
            Text(FieldName::DecisionPoints)
        }
        "indstilling"
        | "indstillinger"
        | "beslutningspunkter"
        | "administrativ indstilling"
        | "forslag til beslutning"
        | "indstilling og beslutning" => Recommendations,
        "bilag" | "bilagsliste" | "bilagsoversigt" | "bilagsfortegnelse" | "vedlagte bilag"
        | "sagens bilag" | "bilag til sagen" | "bilag til punktet" => Attachments,
        "beslutning" | "beslutninger" | "politisk behandling" | "konklusion" | "konklusioner" => {
            Decision
        }
        "sagsforløb"
        | "tidligere behandling"
        | "tidligere politisk behandling"
        | "tidligere beslutninger"
        | "behandling i udvalg"
        | "udvalgsbehandling"
        | "udvalgets behandling"
        | "sagens behandling"
        | "historik" => History,
        "mødebeslutning" | "vedtagelse" => Decision,
        plain if is_recommendation_of(plain) => Recommendations,
        plain if is_of_body(heading, plain) => Decision,
        _ => return is_decision_of(heading).then_some(Decision),
    };
    Some(known)
}

/// What a heading inside an item opens: "Referat" is there what was decided, and elsewhere the name
/// of the document; what "Forslag" is, its text must say.
pub(crate) fn part_kind(heading: &str) -> Option<FieldKind> {
    let plain = heading.trim().trim_end_matches(':').to_lowercase();
    let own = || match plain.as_str() {
        "referat" => Some(FieldKind::Decision),
        "forslag" => Some(FieldKind::Text(FieldName::Other)),
        _ => None,
    };
    field_kind(heading).or_else(own)
}

/// "Forvaltningens indstilling", "Indstilling fra formandskabet", in small letters.
fn is_recommendation_of(plain: &str) -> bool {
    rare!(["indstilling"], r"^(?:\p{L}[\p{L}-]*s indstilling|indstilling (?:fra|til) [\p{L}-]+)$")
        .is_match(plain)
}

/// "Byrådets beslutning", "Teknik- og Miljøudvalgets beslutning"; `plain` is in small letters.
fn is_of_body(heading: &str, plain: &str) -> bool {
    let Some(owner) = plain.strip_suffix("s beslutning") else { return false };
    let name: String = heading.trim().chars().take(owner.chars().count()).collect();
    owner.chars().all(char::is_alphabetic) || is_body(&name)
}

/// "Byrådets beslutning på mødet den 22. marts 2022", "Behandling i Byrådet den 22-03-2022",
/// "Teknikudvalget, 1. september 2021:". A bare name or "møde" must have a colon or an item number:
/// without it the line may name this meeting.
fn is_dated_of_body(heading: &str) -> bool {
    let form = rare!(
        ["19", "20"],
        r"^(?P<treated>(?i:behandling|behandlet) i |Beslutning )?(?P<name>.{3,90}?)(?:(?P<decided>s (?i:beslutning|behandling))|s møde)?(?: (?:i|på) mødet?)?,? (?:den |d\. ?)?\d{1,2}(?:\. ?[a-z]{3,9} |[-./]\d{1,2}[-./])(?:19|20)\d{2}(?P<item>,? (?:pkt|punkt)\.? (?:nr\. ?)?\d+)?(?P<colon>:)?$"
    );
    let Some(found) = form.captures(heading) else { return false };
    let is = |name: &str| found.name(name).is_some();
    if is("decided") || is("treated") {
        return is_body(&found["name"]);
    }
    (is("item") || is("colon")) && super::head::is_council(&found["name"])
}

/// A name of nothing but capitalised words: "Plan og Teknik", or with the kind of body in small
/// letters: "Social- og sundhedsudvalget", or "Udvalget for børn og unge".
fn is_body(name: &str) -> bool {
    let letters = |name: &str| name.chars().all(|c| c.is_alphabetic() || " ,-&".contains(c));
    if let Some(field) = name.strip_prefix("Udvalget for ") {
        return letters(field);
    }
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let kind = |word: &str| ["udvalget", "rådet", "bestyrelsen"].iter().any(|k| word.ends_with(k));
    let mut words = name.split(' ');
    let last = words.next_back().unwrap_or_default();
    letters(name)
        && words.all(|word| capital(word) || matches!(word, "og" | "&"))
        && (capital(last) || (name.starts_with(char::is_uppercase) && kind(last)))
}

/// "Beslutning i Byrådet den 19-12-2016", "Beslutning fra Plan, Miljø og Teknik, 30. november 2021,
/// pkt. 563:", "Kultur- og Idrætsudvalget, 03-04-2019, pkt. 42".
fn is_decision_of(heading: &str) -> bool {
    // No heading is longer, in bytes: a paragraph need not be looked through.
    const LONGEST: usize = 300;
    if heading.len() > LONGEST {
        return false;
    }
    let decision = rare!(
        ["beslutning"],
        r"(?i)^beslutning(?:er)?\s+(?:i|fra|for|den)\s.*\d{4}.{0,14}$|^beslutning\s.{3,60}\sbeslutning i mødet\s.*\d{4}$"
    );
    let minute = rare!(
        [", pkt", ", punkt"],
        r"^, (?:den )?\d{1,2}[-. ].{2,12}\d{4}, (?:pkt|punkt)\.? \d+:?$"
    );
    let dated = rare!(
        [" den "],
        r"^\p{Lu}[\p{L}, -]{3,70} den \d{1,2}\. [a-z]{3,9} \d{4}(?:, (?:pkt|punkt)\.? \d+)?:$"
    );
    let council =
        rare!([" den "], r"^(.{4,90}?),? den \d{1,2}(?:\. [a-z]{3,9} |[-./]\d{1,2}[-./])\d{4}$")
            .captures(heading)
            .is_some_and(|found| super::head::is_council(&found[1]));
    if dated.is_match(heading) || council || is_dated_of_body(heading) {
        return true;
    }
    let of_body = |(comma, _)| is_name(&heading[..comma]) && minute.is_match(&heading[comma..]);
    decision.is_match(heading) || heading.match_indices(", ").any(of_body)
}

/// A capital and up to 80 letters, spaces, commas, points and hyphens.
fn is_name(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase)
        && (3..=80).contains(&letters.clone().count())
        && letters.all(|c| c.is_alphabetic() || matches!(c, ' ' | ',' | '.' | '-'))
}

/// How known headings look in this document, so that the author's own can be told by their looks.
pub(super) struct Style {
    bold: bool,
    /// In capitals.
    capitals: bool,
    size: f32,
    leveled: Option<u8>,
}

impl Style {
    /// Looks at the known headings among the parts.
    pub(super) fn of(parts: &[Part]) -> Self {
        let known: Vec<&Line> = parts
            .iter()
            .filter_map(super::line)
            .filter(|line| field_kind(&line.text).is_some())
            .collect();
        let most = |holds: &dyn Fn(&Line) -> bool| {
            !known.is_empty() && known.iter().filter(|line| holds(line)).count() * 2 > known.len()
        };
        let mut sizes: Vec<f32> = known.iter().map(|line| line.size).collect();
        sizes.sort_by(f32::total_cmp);
        Self {
            bold: most(&|line| line.bold),
            capitals: most(&|line| is_capitals(&line.text)),
            size: sizes.get(sizes.len() / 2).copied().unwrap_or(1.0),
            leveled: known.iter().find_map(|line| match line.role {
                Role::Heading(level) => Some(level),
                _ => None,
            }),
        }
    }

    /// Whether a line is a heading of an item's part: known by its words, or by looking like those.
    pub(super) fn opens_field(&self, line: &Line) -> bool {
        match line.role {
            Role::Entry { .. } | Role::Note => return false,
            Role::Heading(level) => {
                return part_kind(&line.text).is_some()
                    || self.leveled.is_some_and(|known| level <= known);
            }
            Role::Text => {}
        }
        if is_capital_heading(&line.text) || (self.capitals && is_capital_word(&line.text)) {
            return true;
        }
        if part_kind(&line.text).is_some() {
            return !self.bold || line.bold || line.size >= self.size;
        }
        let distinct = self.bold || self.size > 1.05;
        distinct
            && line.bold == self.bold
            && (line.size - self.size).abs() < 0.03
            && is_title_like(&line.text)
    }
}

/// Several words in capitals on a line of their own: "INDSTILLING FRA FORVALTNINGEN".
fn is_capital_heading(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic());
    text.split_whitespace().count() > 1
        && letters.clone().count() >= 12
        && letters.clone().all(char::is_uppercase)
        && !text.chars().any(char::is_numeric)
        && is_title_like(text)
}

fn is_capitals(text: &str) -> bool {
    text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
}

/// "JOURNALNUMMER": one word, too long for an abbreviation.
fn is_capital_word(text: &str) -> bool {
    const SHORTEST: usize = 7;
    let word = text.trim_end_matches(':');
    word.chars().count() >= SHORTEST && word.chars().all(|c| c.is_uppercase() || c == '-')
}

/// Short, begins with a capital, and is no sentence.
pub(crate) fn is_title_like(text: &str) -> bool {
    let first = text.chars().find(|c| !matches!(c, '”' | '"' | '’' | '(' | '§'));
    first.is_some_and(|c| c.is_uppercase() || c.is_numeric())
        && text.chars().count() <= 110
        && !text.ends_with(['.', ',', ';', ':', '-'])
        && text.chars().any(char::is_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_by_their_words() {
        for (heading, kind) in [
            ("Baggrund", Some(FieldKind::Text(FieldName::Background))),
            ("BAGGRUND", Some(FieldKind::Text(FieldName::Background))),
            ("Beslutning i Byrådet den 19-12-2016", Some(FieldKind::Decision)),
            (
                "Beslutning fra Plan og Miljø, 30. november 2021, pkt. 563:",
                Some(FieldKind::Decision),
            ),
            ("Kultur- og Idrætsudvalget, 03-04-2019, pkt. 42", Some(FieldKind::Decision)),
            ("Beslutninger om dagsordenen", None),
            ("Vurdering", None),
            ("Forretningsudvalget den 9. september 2024, pkt. 3:", Some(FieldKind::Decision)),
            ("Økonomiudvalget den 23. maj 2023", Some(FieldKind::Decision)),
            ("Udvalget for Veje og Havne den 23-05-2023", Some(FieldKind::Decision)),
            ("Møde i byrådet den 23. maj 2023", None),
            ("Byrådet den 23. maj 2023 godkendte", None),
            ("Forvaltningens indstilling", Some(FieldKind::Recommendations)),
            ("Indstilling fra formandskabet", Some(FieldKind::Recommendations)),
            ("Indstillingen", None),
            ("Administrativ indstilling", Some(FieldKind::Recommendations)),
            ("Forslag til beslutning", Some(FieldKind::Recommendations)),
            ("Mødebeslutning", Some(FieldKind::Decision)),
            ("Byrådets beslutning", Some(FieldKind::Decision)),
            ("Teknik- og Miljøudvalgets beslutning", Some(FieldKind::Decision)),
            ("SOCIAL- OG SUNDHEDSUDVALGETS BESLUTNING", Some(FieldKind::Decision)),
            ("Byrådets beslutning den 22. marts 2022", Some(FieldKind::Decision)),
            ("Plan og Tekniks beslutning i mødet den 22-03-2022:", Some(FieldKind::Decision)),
            (
                "Social- og sundhedsudvalgets beslutning på mødet 1. maj 2022, pkt. 4",
                Some(FieldKind::Decision),
            ),
            ("Behandling i Økonomiudvalget den 1. maj 2022", Some(FieldKind::Decision)),
            ("Beslutning Udvalget for børn og unge den 18-02-2019", Some(FieldKind::Decision)),
            ("Teknikudvalget, 1. september 2021:", Some(FieldKind::Decision)),
            ("Økonomiudvalgets møde den 1. maj 2022:", Some(FieldKind::Decision)),
            ("Økonomiudvalgets møde den 1. maj 2022", None),
            ("Teknikudvalget, 1. september 2021", None),
            ("Opfølgning på Byrådets beslutning den 22. marts 2022", None),
            ("Opfølgning på byrådets beslutning", None),
        ] {
            assert_eq!(field_kind(heading), kind, "{heading}");
        }
    }
}
