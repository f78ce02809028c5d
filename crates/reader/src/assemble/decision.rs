//! A decision's text: outcome, vote, reservations, who took no part, statements.

use raadslag_document::{Decision, ItemKind, Outcome, PointDecision};

use super::votes;
use crate::layout::is_person;
use crate::pattern::{rare, regex};
use crate::sentence::split;

/// Reads a decision; its text is kept whole.
pub(crate) fn read(text: &str, kind: ItemKind) -> Decision {
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|line| line.contains(char::is_alphanumeric)).collect();
    let main = of_proposal(&lines);
    Decision {
        text: lines.join("\n"),
        outcome: if main == lines { outcome(text, kind) } else { outcome(&main.join("\n"), kind) },
        votes: votes::read(&main),
        reservations: sentences(&lines, is_reservation),
        absent: absent(&lines),
        statements: statements(&lines),
        points: points(&lines),
    }
}

/// The lines about the proposal itself, where amendments were voted on before: "… blev forkastet.
/// Indstillingen blev godkendt" may be one line.
fn of_proposal<'l>(lines: &[&'l str]) -> Vec<&'l str> {
    let amends = |line: &&str| line.contains("ndringsforslag");
    let Some(last) = lines.iter().rposition(amends) else { return lines.to_vec() };
    let proposal = |sentence: &&str| {
        regex!(r"^(?:Indstillingen|Medlemsforslaget|Forslaget|Sagen|Hovedforslaget)\b")
            .is_match(sentence)
            && in_sentence(&sentence.to_lowercase()).is_some_and(|(_, strong)| strong)
    };
    let within = split(lines[last]).into_iter().find(proposal);
    if let Some(at) = within.and_then(|sentence| lines[last].find(sentence)) {
        return [&[&lines[last][at..]], &lines[last + 1..]].concat();
    }
    let below = lines[last..].iter().position(proposal);
    lines[below.map_or(0, |at| last + at)..].to_vec()
}

/// Adds a second part of the same item's decision.
pub(super) fn extend(decision: &mut Decision, more: Decision) {
    if !decision.text.is_empty() && !more.text.is_empty() {
        decision.text.push('\n');
    }
    decision.text.push_str(&more.text);
    if decision.outcome == Outcome::None {
        decision.outcome = more.outcome;
    }
    decision.votes = decision.votes.take().or(more.votes);
    decision.reservations.extend(more.reservations);
    decision.absent.extend(more.absent);
    decision.statements.extend(more.statements);
    decision.points.extend(more.points);
}

/// Whether a text without heading is a decision.
pub(super) fn is_decision(text: &str) -> bool {
    let first = text.split_inclusive(['.', '\n']).next().unwrap_or_default();
    if super::proposes(first) {
        return false;
    }
    first.chars().count() < 160
        && in_sentence(&first.to_lowercase()).is_some_and(|(_, strong)| strong)
}

/// Whether a line is nothing but an outcome: "Godkendt.", "Taget til efterretning."
pub(crate) fn is_outcome(text: &str) -> bool {
    text.split_whitespace().count() <= 3
        && in_sentence(&text.to_lowercase()).is_some_and(|(_, strong)| strong)
}

/// Words that tell an outcome; those that tell only how it was dealt with are weak.
const WORDS: [(&str, Outcome, bool); 66] = [
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
    ("afslås", Outcome::Rejected, true),
    ("kunne ikke tiltræde", Outcome::None, false),
    ("kan ikke tiltræde", Outcome::None, false),
    ("kan ikke anbefale", Outcome::None, false),
    ("godkendt", Outcome::Approved, true),
    ("godkendte", Outcome::Approved, true),
    ("godkendes", Outcome::Approved, true),
    ("vedtaget", Outcome::Approved, true),
    ("vedtog", Outcome::Approved, true),
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
fn outcome(text: &str, kind: ItemKind) -> Outcome {
    let lower = text.to_lowercase();
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
fn in_sentence(sentence: &str) -> Option<(Outcome, bool)> {
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

/// "A tog forbehold", "B kunne ikke tiltræde indstillingen", "C stemte imod, da …".
fn is_reservation(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    // A vote against is no reservation but for its reasons; a count of votes has none.
    let counts = rare!(
        ["stemte", "stemmer"],
        r"\d+ (?:medlemmer |medlem )?stem(?:te|mer) (?:for|imod|mod)\b|stemte imod(?: indstillingen| forslaget)?,? (?:og |mens |medens |hvorimod )?(?:\d+ |ingen |\p{Lu}{1,3} (?:undlod|stemte)|undlod )"
    );
    let reasoned = rare!(["stemte imod"], r"^.+ stemte imod(?: indstillingen| forslaget)?,? \p{L}");
    let against = || reasoned.is_match(&lower) || lower.contains("imod indstillingen");
    regex!(r"\bforbehold\b|(?:kunne|kan) ikke (?:tiltræde|anbefale|godkende|støtte)")
        .is_match(&lower)
        || (!counts.is_match(sentence) && against())
}

fn sentences(lines: &[&str], wanted: fn(&str) -> bool) -> Vec<String> {
    lines
        .iter()
        .flat_map(|line| split(line))
        .filter(|sentence| wanted(sentence))
        .map(|sentence| sentence.trim_end_matches('.').to_owned() + ".")
        .collect()
}

/// Names of those who took no part in the item. A list of them may go on over lines of names.
fn absent(lines: &[&str]) -> Vec<String> {
    let mut names = Vec::new();
    let mut listing = false;
    for line in lines {
        if listing && is_names(line) {
            names.extend(people(line));
            continue;
        }
        listing = false;
        for sentence in split(line) {
            if let Some(found) = absence_list().captures(sentence) {
                listing = true;
                names.extend(people(&found[1]));
            }
            names.extend(took_no_part(sentence));
        }
    }
    names
}

/// "Fraværende: Anna Berg (A)", "Afbud:" above the names.
fn absence_list() -> &'static regex::Regex {
    regex!(
        r"^(?i:(?:ikke|ej) til ?stede|fraværende(?: med afbud)?|fravær|afbud(?: fra)?|ej mødt|ikke mødt|deltog ikke(?: i (?:mødet|sagens behandling|behandlingen))?|inhabil)\s*:\s*(.*?)\.?$"
    )
}

/// "Anna Berg deltog ikke i …", "… forlod mødet", "… erklærede sig inhabil", "Bo Carl deltog i
/// stedet for Anna Berg".
fn took_no_part(sentence: &str) -> Vec<String> {
    let took_no_part = rare!(["deltog ikke"], r"^(.+?)\s+deltog ikke(?:\s+(?:i|under|på)\s|\.?$)")
        .captures(sentence);
    let replaced =
        rare!(["i stedet for"], r"^.+\s(?:deltog|mødte)\s(?:i mødet\s)?i stedet for\s+(.+?)\.?$")
            .captures(sentence);
    let left = rare!(["forlod mødet", "var "], r"^(.+?)\s+(?:forlod mødet|var forhindret i at deltage|var ikke til ?stede|var fraværende)\b")
        .captures(sentence);
    let disqualified =
        regex!(r"^(.+?)\s+(?:var|er|blev|erklærede sig|blev erklæret|erklæredes)\s+inhabil")
            .captures(sentence);
    let took_no_part = took_no_part.filter(|_| disqualified.is_none());
    let found = [took_no_part, replaced, left, disqualified].into_iter().flatten();
    found.flat_map(|found| people(&found[1])).collect()
}

/// Whether a line is nothing but names.
fn is_names(line: &str) -> bool {
    let line = line.trim_end_matches(['.', ',']);
    let names = regex!(r",\s*|\s+og\s+").split(line).count();
    people(line).len() == names
}

/// "Lars Leth (V), Hans Hald (A) og Eva Eng - Mar Kir (V) mødte som stedfortræder".
fn people(text: &str) -> Vec<String> {
    let text = regex!(r"\s+[-–]\s+.*$").replace(text, "");
    regex!(r",\s*|\s+og\s+|\s+samt\s+")
        .split(&text)
        .map(|name| regex!(r"\s*\([^)]*\)").replace_all(name, "").trim().to_owned())
        .filter(|name| is_person(name))
        .collect()
}

/// What follows "… følgende protokolbemærkning:" up to the end of the quotation.
fn statements(lines: &[&str]) -> Vec<String> {
    let mut statements = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        if !rare!(["protokol", "mindretal", "referat"], r"(?i)(?:protokolbemærkning|mindretalsudtalelse|protokoltilførsel)\w*\b[^.]*:?$|(?i)protokolbemærkning\w*:|(?:ønske[rd]e?|bad om at få) (?:det )?(?:tilført|ført til) (?:protokol|referat)").is_match(line) {
            continue;
        }
        let quoted: Vec<&str> = lines[index + 1..]
            .iter()
            .take_while(|line| **line != "Bilag")
            .copied()
            .take(
                if lines.get(index + 1).is_some_and(|next| next.starts_with(['"', '”', '“'])) {
                    quotation(&lines[index + 1..])
                } else {
                    1
                },
            )
            .collect();
        let said = split(line).last().map_or(String::new(), |said| (*said).to_owned());
        statements.push(
            std::iter::once(said)
                .chain(quoted.iter().map(ToString::to_string))
                .collect::<Vec<_>>()
                .join("\n"),
        );
    }
    statements
}

/// How many lines a quotation takes.
fn quotation(lines: &[&str]) -> usize {
    let closes = |line: &&str| regex!(r#"["”“]\s*(?:Bilag)?\.?$"#).is_match(line) && line.len() > 3;
    lines.iter().position(closes).map_or(1, |end| end + 1)
}

/// "Ad 1." and the lines below it.
fn points(lines: &[&str]) -> Vec<PointDecision> {
    let mut points: Vec<PointDecision> = Vec::new();
    for line in lines.iter().flat_map(|line| at_points(line)) {
        if let Some((point, text)) = opens_point(line) {
            points.push(PointDecision { point, text, outcome: Outcome::None });
        } else if absence_list().is_match(line) {
            break;
        } else if let Some(last) = points.last_mut() {
            last.text = [last.text.as_str(), line].join("\n").trim().to_owned();
        }
    }
    for point in &mut points {
        point.outcome = outcome(&point.text, ItemKind::Other);
    }
    points
}

/// The number of the point a line is about, and what it says: "Ad 1.", "Ad punkt 2:", "At 3: …".
fn opens_point(line: &str) -> Option<(String, String)> {
    let form = regex!(
        r"^(?:(?i:ad)\s*(?:(?i:punkt|pkt\.|indstillingspunkt)\s)?(\d+(?:[,-]\d+)*)[.):]*|At (\d+)[.:](?:\s|$))\s*(.*)$"
    );
    let found = form.captures(line)?;
    let number = found.get(1).or(found.get(2))?;
    Some((number.as_str().to_owned(), found[3].to_owned()))
}

/// A line about a point, cut where a sentence in it begins with the next: "Ad 1: A. Ad 2: B."
fn at_points(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut from = 0;
    if opens_point(line).is_some() {
        let next = rare!(["ad ", "at "], r"[.;]\s((?:Ad|At) \d+[.):])");
        for at in next.captures_iter(line).filter_map(|found| Some(found.get(1)?.start())) {
            pieces.push(line[from..at].trim_end());
            from = at;
        }
    }
    pieces.push(&line[from..]);
    pieces
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
            ("Godkendt. Udvalget havde ingen bemærkninger.", Approved),
        ] {
            assert_eq!(outcome(text, ItemKind::Other), expected, "{text}");
        }
    }

    #[test]
    fn a_reservation_is_no_outcome_and_is_kept_apart() {
        let decision = read(
            "Godkendt.\nRadikale tog forbehold.\nEva Eng (V) deltog ikke i sagens behandling.",
            ItemKind::Other,
        );
        assert_eq!(decision.outcome, Outcome::Approved);
        assert_eq!(decision.reservations, ["Radikale tog forbehold."]);
        assert_eq!(decision.absent, ["Eva Eng"]);
    }

    #[test]
    fn a_vote_against_is_kept_apart_for_its_reasons_only() {
        let reservations = |text: &str| read(text, ItemKind::Other).reservations.len();
        assert_eq!(reservations("Godkendt. V stemte imod."), 0);
        assert_eq!(reservations("Godkendt. V stemte imod, da det er for dyrt."), 1);
        assert_eq!(reservations("Godkendt. Imod stemte V."), 0);
        for counted in [
            "15 stemte for, 9 stemte imod, og 2 undlod at stemme.",
            "Otte stemte for. V stemte imod, Ø undlod at stemme.",
            "9 stemte imod indstillingen.",
        ] {
            assert_eq!(reservations(counted), 0, "{counted}");
        }
        assert_eq!(reservations("V stemte imod, og ønskede i stedet en bro."), 1);
    }

    #[test]
    fn a_list_of_those_absent_goes_on_over_lines_of_names() {
        let text = "Ad 1. Godkendt.\nFraværende: Anna Berg (A)\nBo Carl (V), Dorte Dam\nSlut.";
        let decision = read(text, ItemKind::Other);
        assert_eq!(decision.absent, ["Anna Berg", "Bo Carl", "Dorte Dam"]);
        assert_eq!(decision.points[0].text, "Godkendt.");
    }

    #[test]
    fn the_vote_on_an_amendment_is_not_that_on_the_proposal() {
        let decision = read(
            "Ændringsforslaget blev forkastet med 2 stemmer imod 5.\nFor stemte: Ø\n\
             Indstillingen blev herefter godkendt med 5 stemmer imod 2.\nFor stemte: A\n\
             Imod stemte: Ø",
            ItemKind::Other,
        );
        assert_eq!(decision.outcome, Outcome::Approved);
        let votes = decision.votes.unwrap();
        assert_eq!((votes.in_favour, votes.against), (Some(5), Some(2)));
        assert!(votes.parties["Ø"].in_favour.is_none());
        let decision = read(
            "Ændringsforslag fra Ø:\nFor stemte: Ø (6).\nImod stemte: A (9).\n\
             Ændringsforslaget var herefter forkastet. Indstillingen blev godkendt.",
            ItemKind::Other,
        );
        assert_eq!((decision.outcome, decision.votes), (Outcome::Approved, None));
        assert!(!is_decision("Det indstilles, at dagsordenen godkendes."));
    }

    #[test]
    fn points_have_outcomes_of_their_own() {
        let decision =
            read("Ad 1.\nEt flertal anbefaler indstillingen.\nAd 2.\nAnbefales.", ItemKind::Other);
        let outcomes: Vec<_> =
            decision.points.iter().map(|p| (p.point.as_str(), p.outcome)).collect();
        assert_eq!(outcomes, [("1", Outcome::Recommended), ("2", Outcome::Recommended)]);
    }

    #[test]
    fn points_may_begin_with_at_or_stand_on_one_line() {
        for text in [
            "At 1: Godkendt.\nAt 2: Udsat.",
            "Ad 1: Godkendt. Ad 2: Udsat.",
            "Ad punkt 1: Godkendt.\nAd punkt 2: Udsat.",
        ] {
            let points = read(text, ItemKind::Other).points;
            let told: Vec<_> =
                points.iter().map(|p| (p.point.as_str(), p.text.as_str(), p.outcome)).collect();
            let expected =
                [("1", "Godkendt.", Outcome::Approved), ("2", "Udsat.", Outcome::Postponed)];
            assert_eq!(told, expected, "{text}");
        }
        assert_eq!(read("Godkendt.\nat 1 og 2 følges.", ItemKind::Other).points, []);
    }

    #[test]
    fn who_took_no_part_is_told_in_many_ways() {
        for text in [
            "Deltog ikke: Anna Berg (A).",
            "Anna Berg deltog ikke.",
            "Anna Berg (A) deltog ikke på mødet.",
            "Fraværende:\nMia Mo (V) deltog i mødet i stedet for Anna Berg (A).",
        ] {
            assert_eq!(read(text, ItemKind::Other).absent, ["Anna Berg"], "{text}");
        }
        let several = read("Anna Berg, Bo Carl og Dan Eg deltog ikke på mødet.", ItemKind::Other);
        assert_eq!(several.absent, ["Anna Berg", "Bo Carl", "Dan Eg"]);
    }

    #[test]
    fn a_statement_is_the_words_after_its_announcement() {
        let decision = read(
            "Godkendt. SF videreførte følgende protokolbemærkning:\n\"Det går ikke.\"",
            ItemKind::Other,
        );
        assert_eq!(decision.outcome, Outcome::Approved);
        assert_eq!(decision.statements.len(), 1);
        assert!(decision.statements[0].ends_with("\"Det går ikke.\""));
    }
}
