//! Recommendations: there, fitting the kind of item, and addressed.
//!
//! ```
//! use raadslag_document::{Document, Item, ItemKind, Recommendation, Section};
//! use raadslag_proof::{Context, Register, Settings, proof};
//!
//! let text = "Det indstilles, at KKR Nord godkender planen.".to_owned();
//! let recommendations = vec![Recommendation { text, ..Recommendation::default() }];
//! let item = Item { kind: ItemKind::Information, recommendations, ..Item::default() };
//! let sections = vec![Section { items: vec![item], ..Section::default() }];
//! let document = Document { sections, ..Document::default() };
//! let (register, settings) = (Register::default(), Settings::default());
//! let report = proof(&document, &Context { register: &register, settings: &settings, today: None });
//! assert_eq!(report.codes(), ["form.kind"]);
//! ```

use raadslag_document::{Access, DocumentKind, ItemKind, Recommendation, Spot};

use super::pattern;
use crate::notes::{Found, Notes};
use crate::page::{Page, Passage, Role, Sheet};
use crate::{Code, Level, Say};

pattern!(
    DECIDES,
    r"(?i)\b(?:godkend|beslut|tiltræd|vedtag|udpeg|anbefal|bevilg|fasthold|opfordr|vælg|frigiv|meddel|prioriter|interessevaretag|fastsæt|fastlæg|indgå|afsæt|igangsæt|bemyndig|indstill?er til|opdatere|arbejder|lægges til grund|videresend|støtte|bakke|ansøg|nedsæt|bede[rs]?)"
);
pattern!(
    DECIDES_FIRMLY,
    r"(?i)\b(?:godkende[rs]|beslutte[rs]|tiltræde[rs]|vedtage[rs]|udpege[rs]|bevilge[rs])\b"
);
pattern!(NOTES, r"(?i)til efterretning");
pattern!(NOTED, r"(?i)til efterretning,? (?:at|om|hvordan|hvilke)\b");
pattern!(RESUMES, r"(?i)\b(?:og|samt),?\s(?:at\s)?(?:(?:KKR \p{L}+|K17|KKU|rådet|udvalget)\s)?$");
pattern!(ABOUT, r"(?i)\bom,? at\b[^,]*$");
pattern!(
    PASSIVE,
    r"(?i)\bat\b[^.]{0,160}?\b(?:godkendes|vedtages|tiltrædes|tages|drøftes|anbefales|udpeges|besluttes|indgås|bevilges)\b"
);
// What is left of the form before anything is recommended: "Det indstilles, at KKR Sjælland …".
pattern!(
    STEM,
    r"(?i)^(?:\p{L}+ (?:indstilles|indstiller|foreslås|anbefales)[^.]{0,60}?)?,?\s*\bat\b(?P<rest>.*)$"
);
// Nothing, or the verb a new text begins with.
pattern!(
    NOBODY,
    r"(?ix)^\s*
    (?:(?:KKR\s\p{L}+ | KKU | K17 | organet | kommunalbestyrelsen
        | \p{L}*(?:råd|rådet|udvalget|bestyrelsen|gruppen))\b)?
    [\s,:;.…_–-]* (?:(?:drøfter|udpeger|godkender)[\s:…_–-]*)?
    (?:(?:\[[^\]]*\] | x{2,})[\s.]*)?$"
);
pattern!(BODY, r"\bat (KKR \p{Lu}\p{L}+|KKU|K17)\b");
pattern!(
    EARLIER,
    r"(?i)\b(?:temadrøftelse|temadrøftet|første (?:behandling|drøftelse)|drøftede|drøftet|drøftelsen|følger op på|genoptag)"
);

/// Checks what is recommended.
pub(crate) fn check(page: &Page<'_>, notes: &mut Notes<'_, '_>) {
    let with = page.sheets.iter().filter(|sheet| !sheet.item.recommendations.is_empty()).count();
    let usual = 2 * with > page.sheets.len();
    let agenda = page.document.document == DocumentKind::Agenda;
    for sheet in &page.sheets {
        if agenda && usual {
            missing(sheet, notes);
        }
        let is_said = said(page, sheet, notes);
        if is_said {
            kind(sheet, notes);
        }
        first_reading(page, sheet, notes);
        for passage in &sheet.passages {
            if matches!(passage.role, Role::Recommendation | Role::Point) {
                passive(passage, notes);
                addressee(page, passage, notes);
            }
        }
    }
}

fn missing(sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) {
    use ItemKind::{Appointment, Approval, Decision, Information, Theme};
    let asks = [Decision, Theme, Information, Appointment, Approval].contains(&sheet.item.kind);
    if asks && sheet.item.recommendations.is_empty() && sheet.item.access == Access::Open {
        let found = Found::new(
            Code::NoRecommendation,
            Say::new("Punktet har ingen indstilling", "The item has no recommendation"),
            Say::new("Andre punkter af den slags har en", "Other items of its kind have one"),
        );
        notes.find(sheet.title(), sheet.title().whole(), found);
    }
}

/// Whether no recommendation has been left as the form has it.
fn said(page: &Page<'_>, sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) -> bool {
    let own = page.document.body.as_deref().unwrap_or_default();
    let mut is_said = true;
    for (at, content) in (0..).zip(&sheet.item.recommendations) {
        if !says_nothing(content, own) {
            continue;
        }
        is_said = false;
        let spot = Spot::Recommendation { recommendation: at, point: None };
        let own = sheet.passages.iter().find(|passage| passage.spot == spot);
        let passage = own.filter(|own| !own.text.trim().is_empty()).unwrap_or(sheet.title());
        let found = Found::new(
            Code::NoRecommendation,
            Say::new("Indstillingen siger ikke hvad", "The recommendation does not say what"),
            Say::new("Der følger intet efter ”at”", "Nothing follows “that”"),
        );
        notes.find(passage, passage.whole(), found);
    }
    is_said
}

/// "Det indstilles, at KKR Sjælland": nothing is recommended to the body named. `own` is the body that
/// meets.
///
/// ```
/// use raadslag_document::Recommendation;
/// use raadslag_proof::says_nothing;
/// let asked = |text: &str| Recommendation { text: text.into(), ..Recommendation::default() };
/// assert!(says_nothing(&asked("Det indstilles, at KKR Sjælland drøfter"), "KKR Sjælland"));
/// assert!(!says_nothing(&asked("Godkendes"), "KKR Sjælland"));
/// ```
pub fn says_nothing(asked: &Recommendation, own: &str) -> bool {
    if asked.points.iter().any(|point| !point.trim().is_empty()) {
        return false;
    }
    let (text, own) = (asked.text.trim(), own.to_lowercase());
    let Some(rest) = STEM.captures(text).and_then(|found| found.name("rest")) else {
        return text.is_empty();
    };
    let rest = rest.as_str().trim_start();
    let after =
        rest.get(..own.len()).filter(|named| !own.is_empty() && named.to_lowercase() == own);
    NOBODY.is_match(after.map_or(rest, |named| &rest[named.len()..]))
}

fn kind(sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) {
    let asked: Vec<&Passage<'_>> = sheet
        .passages
        .iter()
        .filter(|p| matches!(p.role, Role::Recommendation | Role::Point))
        .collect();
    let Some(first) = asked.first() else { return };
    let own = |text| DECIDES_FIRMLY.find_iter(text).find(|verb| !is_reported(text, verb.start()));
    let firm = asked.iter().find_map(|p| Some((*p, own(p.text)?.range())));
    let decides = asked.iter().any(|p| DECIDES.is_match(p.text));
    let takes_note = asked.iter().any(|p| NOTES.is_match(p.text));
    let found = |da: &str, en: &str| {
        Found::new(
            Code::Kind,
            Say::new(da, en),
            Say::new(
                "Sagens art og indstillingen siger hver sit",
                "Kind and recommendation disagree",
            ),
        )
    };
    match sheet.item.kind {
        ItemKind::Information if let Some((passage, range)) = firm => {
            let found = found(
                "En orienteringssag beder om en beslutning",
                "An information item asks for a decision",
            );
            notes.find(passage, range, found);
        }
        ItemKind::Theme if let Some((passage, range)) = firm => {
            let found = found(
                "En temadrøftelse beder om en beslutning",
                "A theme discussion asks for a decision",
            );
            notes.find(passage, range, found.at_level(Level::Hint));
        }
        ItemKind::Decision if takes_note && !decides => {
            let found = found(
                "En beslutningssag beder kun om efterretning",
                "A decision item asks only to take note",
            );
            notes.find(first, first.whole(), found);
        }
        ItemKind::Appointment if takes_note && !decides => {
            let found = found(
                "En udpegningssag beder kun om efterretning",
                "An appointment asks only to take note",
            );
            notes.find(first, first.whole(), found);
        }
        ItemKind::Decision | ItemKind::Information | ItemKind::Theme => {
            let say = Say::new(
                "Indstillingen passer til sagens art",
                "The recommendation fits the kind of item",
            );
            notes.hold(Code::Kind, first, first.whole(), say);
        }
        _ => {}
    }
}

/// "tager til efterretning, at Faxe udpeger …": what others decide is only told of.
fn is_reported(text: &str, verb: usize) -> bool {
    let before = &text[..verb];
    let noted = NOTED.find_iter(before).last().map(|found| found.end());
    noted.is_some_and(|end| !RESUMES.is_match(&before[end..])) || ABOUT.is_match(before)
}

fn first_reading(page: &Page<'_>, sheet: &Sheet<'_>, notes: &mut Notes<'_, '_>) {
    let decision = page.settings.two_readings && sheet.item.kind == ItemKind::Decision;
    if decision && sheet.item.history.is_empty() && !sheet.prose().any(|p| EARLIER.is_match(p.text))
    {
        let found = Found::new(
            Code::FirstReading,
            Say::new("Ingen tidligere drøftelse er nævnt", "No earlier discussion is mentioned"),
            Say::new("Organet behandler nye sager to gange", "The body deals with new cases twice"),
        );
        notes.find(sheet.title(), sheet.title().whole(), found);
    }
}

fn passive(passage: &Passage<'_>, notes: &mut Notes<'_, '_>) {
    let Some(found) = PASSIVE.find(passage.text) else { return };
    let addressed = BODY.is_match(passage.text)
        || passage.text.contains("rådet")
        || passage.text.contains("udvalget");
    if !addressed {
        let note = Found::new(
            Code::Passive,
            Say::new(
                "Indstillingen siger ikke, hvem der skal",
                "The recommendation does not say who is to act",
            ),
            Say::new("Passiv uden organ", "Passive, without a body"),
        );
        notes.find(passage, found.range(), note);
    }
}

fn addressee(page: &Page<'_>, passage: &Passage<'_>, notes: &mut Notes<'_, '_>) {
    let own = page.document.body.as_deref().unwrap_or_default().to_lowercase();
    if !own.starts_with("kkr ")
        || !passage.text.trim_start().to_lowercase().starts_with("det indstilles")
    {
        return;
    }
    let Some(body) = BODY.captures(passage.text).and_then(|found| found.get(1)) else { return };
    if body.as_str().to_lowercase() == own {
        let say = Say::new("Indstillingen er til organet selv", "Addressed to the body itself");
        notes.hold(Code::Addressee, passage, body.range(), say);
    } else if body.as_str().starts_with("KKR ") {
        let found = Found::new(
            Code::Addressee,
            Say::new(
                format!("Indstillingen er til {}", body.as_str()),
                format!("Addressed to {}", body.as_str()),
            ),
            Say::new("Mødet holdes af et andet organ", "Another body meets"),
        );
        notes.find(passage, body.range(), found);
    }
}

#[cfg(test)]
mod tests {
    use raadslag_document::{Document, Item, ItemKind, Recommendation, Section};

    use super::super::testing::report;
    use crate::Register;

    fn check(kind: ItemKind, text: &str, found: &[&str]) {
        let recommendations =
            vec![Recommendation { text: text.into(), ..Recommendation::default() }];
        let item = Item { kind, recommendations, ..Item::default() };
        let sections = vec![Section { items: vec![item], ..Section::default() }];
        let document =
            Document { body: Some("KKR Sjælland".into()), sections, ..Document::default() };
        let report = report(&document, &Register::default());
        let own = report.codes().into_iter().filter(|code| code.starts_with("form."));
        assert_eq!(own.collect::<Vec<_>>(), found, "{text}");
    }

    #[test]
    fn the_kind_fits_what_is_recommended() {
        use ItemKind::{Decision, Information, Theme};
        check(
            Information,
            "Det indstilles, at KKR Sjælland tager orienteringen til efterretning.",
            &[],
        );
        check(Information, "Det indstilles, at KKR Sjælland godkender planen.", &["form.kind"]);
        check(
            Decision,
            "Det indstilles, at KKR Sjælland tager orienteringen til efterretning.",
            &["form.kind"],
        );
        check(
            Decision,
            "Det indstilles, at KKR Sjælland drøfter sagen og anbefaler klyngerne den.",
            &[],
        );
        check(Theme, "Det indstilles, at KKR Sjælland drøfter planen.", &[]);
        check(
            Information,
            "Det indstilles, at KKR Sjælland tager til efterretning, at Faxe Kommune godkender planen.",
            &[],
        );
        check(
            Information,
            "Det indstilles, at KKR Sjælland tager orienteringen om, at Faxe godkender planen, til efterretning.",
            &[],
        );
        check(
            Information,
            "Det indstilles, at KKR Sjælland tager til efterretning, at Faxe er med, og godkender planen.",
            &["form.kind"],
        );
    }

    #[test]
    fn a_recommendation_says_what() {
        use ItemKind::{Decision, Information};
        let empty = ["form.no-recommendation"];
        check(Decision, "Det indstilles, at KKR Sjælland", &empty);
        check(Information, "Det indstilles, at KKR Sjælland …", &empty);
        check(Decision, "Det indstilles, at kommunalbestyrelsen [indsæt]", &empty);
        check(Decision, "Det indstilles, at ", &empty);
        check(Decision, " ", &empty);
        check(ItemKind::Theme, "Det indstilles, at KKR Sjælland drøfter ", &empty);
        check(ItemKind::Approval, "Det indstilles, at organet godkender", &empty);
        check(Decision, "Det indstilles, at KKR Sjælland drøfter.", &[]);
        check(Decision, "Det indstilles til udvalget, at det godkender.", &[]);
    }

    #[test]
    fn a_stem_with_points_says_what() {
        let points = vec!["godkender planen".to_owned()];
        let text = "Det indstilles, at KKR Sjælland:".to_owned();
        let recommendations = vec![Recommendation { text, points, ..Recommendation::default() }];
        let item = Item { recommendations, ..Item::default() };
        let sections = vec![Section { items: vec![item], ..Section::default() }];
        let report = report(&Document { sections, ..Document::default() }, &Register::default());
        assert!(!report.codes().contains(&"form.no-recommendation"));
    }

    #[test]
    fn a_recommendation_is_to_the_body_that_meets() {
        check(
            ItemKind::Decision,
            "Det indstilles, at KKR Hovedstaden godkender planen.",
            &["form.addressee"],
        );
        check(ItemKind::Decision, "Det indstilles, at planen godkendes.", &["form.passive"]);
    }
}
