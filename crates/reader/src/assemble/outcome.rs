//! The outcome a decision's words tell.

use raadslag_document::{ItemKind, Outcome};

use crate::pattern::{rare, regex};
use crate::sentence::split;

/// Words that tell an outcome; those that tell only how it was dealt with are weak.
const WORDS: [(&str, Outcome, bool); 76] = [
    ("trukket tilbage", Outcome::Withdrawn, true),
    ("trækkes tilbage", Outcome::Withdrawn, true),
    ("taget af dagsordenen", Outcome::Withdrawn, true),
    ("udgår", Outcome::Withdrawn, true),
    ("udgik", Outcome::Withdrawn, true),
    ("udsat", Outcome::Postponed, true),
    ("udsættes", Outcome::Postponed, true),
    ("at udsætte", Outcome::Postponed, true),
    ("udsatte", Outcome::Postponed, true),
    ("genoptages", Outcome::Postponed, true),
    ("udskudt", Outcome::Postponed, true),
    ("udskydes", Outcome::Postponed, true),
    ("forkastet", Outcome::Rejected, true),
    ("forkastes", Outcome::Rejected, true),
    ("ikke godkendt", Outcome::Rejected, true),
    ("ikke vedtaget", Outcome::Rejected, true),
    ("nedstemt", Outcome::Rejected, true),
    ("bortfaldt", Outcome::Rejected, true),
    ("bortfaldet", Outcome::Rejected, true),
    ("bortfalder", Outcome::Rejected, true),
    ("forslaget faldt", Outcome::Rejected, true),
    ("medlemsforslaget faldt", Outcome::Rejected, true),
    ("indstillingen faldt", Outcome::Rejected, true),
    ("blev ikke fulgt", Outcome::Rejected, true),
    ("ikke imødekommet", Outcome::Rejected, true),
    ("ikke imødekomme", Outcome::Rejected, true),
    ("afslås", Outcome::Rejected, true),
    ("kunne ikke tiltræde", Outcome::None, false),
    ("kan ikke tiltræde", Outcome::None, false),
    ("kan ikke anbefale", Outcome::None, false),
    ("godkendt", Outcome::Approved, true),
    ("godkendte", Outcome::Approved, true),
    ("godkendes", Outcome::Approved, true),
    ("vedtaget", Outcome::Approved, true),
    ("vedtog", Outcome::Approved, true),
    ("besluttede at godkende", Outcome::Approved, true),
    ("beslutter at godkende", Outcome::Approved, true),
    ("tiltrådt", Outcome::Approved, true),
    ("tiltræde", Outcome::Approved, true),
    ("tiltræder", Outcome::Approved, true),
    ("tiltrådte", Outcome::Approved, true),
    ("imødekommet", Outcome::Approved, true),
    ("indstillingen blev fulgt", Outcome::Approved, true),
    ("indstillingen er fulgt", Outcome::Approved, true),
    ("indstillingen fulgt", Outcome::Approved, true),
    ("indstillingen følges", Outcome::Approved, true),
    ("indstilling følges", Outcome::Approved, true),
    ("indstilling blev fulgt", Outcome::Approved, true),
    ("indstillingerne blev fulgt", Outcome::Approved, true),
    ("indstillingerne følges", Outcome::Approved, true),
    ("til efterretning", Outcome::Noted, true),
    ("taget til orientering", Outcome::Noted, true),
    ("tages til orientering", Outcome::Noted, true),
    ("anbefales", Outcome::Recommended, true),
    ("anbefaler", Outcome::Recommended, true),
    ("anbefalede", Outcome::Recommended, false),
    ("anbefalet", Outcome::Recommended, true),
    ("besluttede at anbefale", Outcome::Recommended, true),
    ("beslutter at anbefale", Outcome::Recommended, true),
    ("indstiller til", Outcome::Recommended, true),
    ("indstilles til", Outcome::Recommended, true),
    ("indstilles godkendt", Outcome::Recommended, true),
    ("indstilles vedtaget", Outcome::Recommended, true),
    ("indstilles tiltrådt", Outcome::Recommended, true),
    ("fremsendes", Outcome::Referred, true),
    ("oversendes til", Outcome::Referred, true),
    ("oversendt til", Outcome::Referred, true),
    ("henvises til", Outcome::Referred, true),
    ("henvist til", Outcome::Referred, true),
    ("tilbagesendes", Outcome::Returned, false),
    ("tilbagesendt", Outcome::Returned, false),
    ("sendes tilbage", Outcome::Returned, false),
    ("sendt tilbage", Outcome::Returned, false),
    ("sende sagen tilbage", Outcome::Returned, false),
    ("sendte sagen tilbage", Outcome::Returned, false),
    ("sender sagen tilbage", Outcome::Returned, false),
];

const WEAK: [(&str, Outcome); 8] = [
    ("drøftet", Outcome::Discussed),
    ("drøftede", Outcome::Discussed),
    ("drøftedes", Outcome::Discussed),
    ("orienteret", Outcome::Noted),
    ("orientering givet", Outcome::Noted),
    ("ingen bemærkninger", Outcome::Noted),
    ("er valgt", Outcome::Appointed),
    ("herefter valgt", Outcome::Appointed),
];

const APPOINTED: [&str; 7] =
    ["udpeget", "udpeges", "udpegede", "blev valgt", "vælges", "valgtes", "herefter valgt"];

/// The outcome: that of a sentence which is nothing but an outcome, else of the first sentence with
/// a strong word, else of a weak one.
pub(super) fn outcome(text: &str, kind: ItemKind) -> Outcome {
    // What was decided may stand on lines of its own.
    let lower = text.to_lowercase().replace("besluttede\nat ", "besluttede at ");
    let sentences: Vec<&str> = split(&lower);
    let alone = sentences.iter().find_map(|sentence| {
        let told = in_sentence(sentence).filter(|(_, strong)| *strong)?;
        (sentence.split(' ').count() <= 3).then_some(told.0)
    });
    let strong = || {
        sentences
            .iter()
            .find_map(|sentence| in_sentence(sentence).filter(|(_, strong)| *strong))
            .map(|told| told.0)
    };
    let weak = || {
        let told = sentences.iter().find_map(|sentence| in_sentence(sentence).map(|told| told.0));
        told.filter(|outcome| *outcome != Outcome::None).or_else(|| {
            WEAK.iter().find(|(word, _)| has_word(&lower, word)).map(|(_, outcome)| *outcome)
        })
    };
    let appointed = APPOINTED.iter().any(|word| has_word(&lower, word));
    let found = alone.or_else(strong);
    if appointed
        && (kind == ItemKind::Appointment && found != Some(Outcome::Postponed) || found.is_none())
    {
        return Outcome::Appointed;
    }
    let outcome = found.or_else(weak).unwrap_or_default();
    match outcome {
        Outcome::Noted if kind == ItemKind::Approval => Outcome::Approved,
        Outcome::Approved if is_changed(&lower) => Outcome::ApprovedWithChanges,
        outcome => outcome,
    }
}

/// The first outcome a sentence tells, and whether its word is a strong one. What it says of other
/// items ("punkt 9 udgår") or earlier meetings is not its outcome.
pub(super) fn in_sentence(sentence: &str) -> Option<(Outcome, bool)> {
    if regex!(r"\b(?:punkt|pkt\.?|sag|sagen nr\.?) \d+ (?:bliver |blev |er )?(?:udgår|udgik|udsat|udsættes)").is_match(sentence)
        && !sentence.contains("godkendt")
    {
        return None;
    }
    // Prices fall too, and lots are drawn.
    match sentence.split([' ', '.']).next() {
        Some("faldt") => return Some((Outcome::Rejected, true)),
        Some("trukket") => return Some((Outcome::Withdrawn, true)),
        _ => {}
    }
    let mut told: Vec<(usize, usize, Outcome, bool)> = WORDS
        .iter()
        .filter_map(|(word, outcome, strong)| {
            position(sentence, word).map(|at| (at, usize::MAX - word.len(), *outcome, *strong))
        })
        .collect();
    told.sort_by_key(|(at, length, ..)| (*at, *length));
    let (at, length, outcome, strong) = told.first().copied()?;
    // "ikke godkendt" covers the "godkendt" inside it; a reservation tells no outcome.
    let covered = usize::MAX - length + at;
    if outcome == Outcome::None {
        return None;
    }
    if matches!(outcome, Outcome::Returned) {
        // "… med bemærkning, at byrådet har vedtaget indstillingen."
        let later = told.iter().find(|(start, _, outcome, _)| {
            *start >= covered
                && *outcome == Outcome::Approved
                && sentence[..*start].ends_with("har ")
        });
        return Some((later.map_or(Outcome::Returned, |_| Outcome::Approved), true));
    }
    Some((outcome, strong))
}

fn position(text: &str, word: &str) -> Option<usize> {
    text.match_indices(word).map(|(at, _)| at).find(|at| {
        let before = text[..*at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
    })
}

fn has_word(text: &str, word: &str) -> bool {
    position(text, word).is_some()
}

fn is_changed(text: &str) -> bool {
    rare!(["ændring", "tilføjelse", "tilretning", "rettelse", "præcisering", "justering", "ændret", "bemærkning", "således"], r"(?:godkendt|vedtaget|tiltrådt),? (?:dog )?(?:med (?:den |følgende )?bemærkning(?:er)?(?: om)?(?:,? at\b|:)|således,? at\b)|(?:godkendt|vedtaget|tiltrådt|godkendte|vedtog)\w*\s(?:\w+\s){0,4}?(?:med (?:den |de |det |følgende )?(?:\w+ )?(?:ændring|tilføjelse|tilretning|rettelse|præcisering|justering)|som ændret|i ændret form)|ændringsforslaget blev (?:godkendt|vedtaget)")
        .is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outcome_is_told_by_its_words() {
        use Outcome::{
            Appointed, Approved, ApprovedWithChanges, Discussed, Noted, Postponed, Recommended,
            Referred, Rejected, Returned, Withdrawn,
        };
        for (text, expected) in [
            ("Godkendt.", Approved),
            ("Anbefales.", Recommended),
            ("Drøftet.", Discussed),
            ("Taget til efterretning.", Noted),
            ("Sagen blev udsat uden afstemning.", Postponed),
            ("Medlemsforslaget blev forkastet uden afstemning.", Rejected),
            ("Indstillingen blev trukket tilbage uden afstemning.", Withdrawn),
            ("Borgmesteren meddelte, at punkt 9 udgår.\nGodkendt.", Approved),
            ("Godkendt.\nSag 3 udgår.", Approved),
            ("Godkendt med den tilføjelse, at sag 430 bliver udsat.", ApprovedWithChanges),
            ("Udvalget drøftede sagen og besluttede herefter at udsætte behandlingen.", Postponed),
            ("Fremsendes til udvalget til behandling i henhold til beslutning i mødet.", Referred),
            (
                "Tilbagesendes forvaltningen med bemærkning, at byrådet har vedtaget indstillingen.",
                Approved,
            ),
            ("Hen Dal er herefter valgt.", Appointed),
            ("Udvalget blev orienteret om ugen.", Noted),
            ("Indstillingen blev ikke vedtaget.", Rejected),
            ("Tillægsdagsordenen blev optaget som punkt 55.\nHerefter godkendt.", Approved),
            (
                "Et flertal kunne tiltræde indstillingen i overensstemmelse med anbefalingen.",
                Approved,
            ),
            ("Intet at bemærke", Outcome::None),
            ("Indstilles til byrådets godkendelse.", Recommended),
            ("Indstilles godkendt.", Recommended),
            ("Oversendt til Miljøudvalget.", Referred),
            ("Sendes tilbage til udvalget.", Returned),
            ("Sagen sendes tilbage, så regnskabet kan blive godkendt senere.", Returned),
            ("Punktet blev udskudt til næste møde.", Postponed),
            ("Tages til orientering.", Noted),
            ("Indstillingen blev fulgt.", Approved),
            ("Indstillingen blev ikke fulgt.", Rejected),
            ("Bortfaldet.", Rejected),
            ("Faldt.", Rejected),
            ("Trukket.", Withdrawn),
            ("Der blev trukket lod.", Outcome::None),
            ("Forslaget faldt med 4 stemmer for og 9 imod.", Rejected),
            ("Priserne faldt.", Outcome::None),
            ("Godkendt med bemærkning om, at broen males.", ApprovedWithChanges),
            ("Godkendt, dog således at broen males.", ApprovedWithChanges),
            ("Udvalget kunne ikke imødekomme ansøgningen.", Rejected),
            ("Udvalget besluttede at sende sagen tilbage til forvaltningen.", Returned),
            ("Udvalget besluttede\nat godkende punkt 1, og\nat udsætte punkt 2.", Approved),
            ("Udvalget besluttede at anbefale byrådet at godkende planen.", Recommended),
            ("Udvalget indstiller til byrådet, at planen godkendes.", Recommended),
            ("Godkendt. Udvalget havde ingen bemærkninger.", Approved),
        ] {
            assert_eq!(outcome(text, ItemKind::Other), expected, "{text}");
        }
    }
}
