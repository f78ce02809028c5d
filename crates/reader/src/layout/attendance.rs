//! Who came: lists of members and the lines about those who did not.

use raadslag_document::{Attendance, Attendee, Substitute};

use crate::pattern::{rare, regex};

/// The list a label opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Roll {
    /// "Deltagere", "Medlemmer".
    Present,
    /// "Fraværende", "Afbud".
    Absent,
    /// "Stedfortrædere".
    Substitutes,
}

/// The list a line opens, and what stands on the line after the label.
pub(super) fn opens(text: &str) -> Option<(Roll, &str)> {
    let label = rare!(
        [
            "deltager",
            "deltog",
            "medlemmer",
            "til",
            "mødt",
            "fraværende",
            "afbud",
            "gæst",
            "inviterede"
        ],
        r"(?i)^(?:(deltagerfortegnelse|(?:øvrige )?deltagere|gæster|inviterede(?: gæster)?|desuden deltog|mødedeltagere|medlemmer(?: af [\p{L} -]+)?|til stede|tilstede|mødte|mødt|deltog)|(fraværende(?: (?:med|uden|med og uden|med eller uden) afbud)?|afbud(?: fra)?|meldt afbud|ikke til ?stede|ikke mødt))\s*(?::\s*(.*))?$"
    );
    if let Some(names) = regex!(r"^Afbud fra\s+([^.]+?)\.?$").captures(text)
        && let Some(names) = names.get(1)
        && !several(names.as_str()).is_empty()
    {
        return Some((Roll::Absent, names.as_str()));
    }
    if let Some(found) = rare!(
        ["stedfortræder", "suppleant"],
        r"^(?i:stedfortrædere?|suppleant(?:er)?)\s*(?::\s*(.*))$"
    )
    .captures(text)
    {
        return Some((Roll::Substitutes, found.get(1).map_or("", |rest| rest.as_str())));
    }
    let found = label.captures(text)?;
    let roll = if found.get(1).is_some() { Roll::Present } else { Roll::Absent };
    Some((roll, found.get(3).map_or("", |rest| rest.as_str())))
}

/// Adds one line of a list.
pub(super) fn add(attendance: &mut Attendance, roll: Roll, text: &str) {
    for person in set_apart(text.trim()) {
        add_one(attendance, roll, &person);
    }
}

/// Names set apart by spaces; what is no name says more of the one before.
fn set_apart(text: &str) -> Vec<String> {
    let mut people: Vec<String> = Vec::new();
    for piece in regex!(r"\s{2,}").split(text) {
        match people.last_mut() {
            Some(last) if attendee(piece).is_none() || is_institution(piece) => {
                *last = format!("{last}, {piece}");
            }
            _ => people.push(piece.to_owned()),
        }
    }
    people
}

fn add_one(attendance: &mut Attendance, roll: Roll, text: &str) {
    if text.is_empty() || regex!(r"(?i)^(?:ingen(?: fraværende| afbud)?\.?|-)$").is_match(text) {
        return;
    }
    if substitute(attendance, text)
        || (roll == Roll::Substitutes && replacing(attendance, text))
        || add_detail(attendance, roll, text)
    {
        return;
    }
    let (text, roll) =
        match regex!(r"(?i)^(.*?):\s*(deltog|mødt|til ?stede|afbud|fraværende|udeblevet)$")
            .captures(text)
        {
            Some(part) => {
                let word = part[2].to_lowercase();
                let absent = ["afbud", "fraværende", "udeblevet"].contains(&word.as_str());
                let name = part.get(1).map_or("", |name| name.as_str());
                (name, if absent { Roll::Absent } else { Roll::Present })
            }
            None => (text, roll),
        };
    let people = several(text);
    if people.len() > 1 {
        list(attendance, roll).extend(people);
        return;
    }
    let partly =
        regex!(r"^(.+?)\s*[-–:,]\s*((?:deltog|deltager|mødte|forlod|kom|gik|ankom)\s.+?)\.?$");
    if let Some(found) = partly.captures(text)
        && let Some(attendee) = attendee(&found[1])
    {
        list(attendance, roll).push(Attendee { role: Some(found[2].to_owned()), ..attendee });
        return;
    }
    match attendee(text) {
        Some(attendee) => list(attendance, roll).push(attendee),
        None => attendance.notes.push(text.to_owned()),
    }
}

fn is_institution(text: &str) -> bool {
    const WORDS: [&str; 7] =
        ["kommune", "region", "hospital", "universitet", "udvalg", "råd", "forening"];
    let lower = text.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// "Anna Berg (A), Bo Carl (V) og Dorte Dam": the people of a line of nothing but names, and of the
/// letters of whom they came for: "Eva Eg, KKR, Finn Fald, KKR".
fn several(text: &str) -> Vec<Attendee> {
    let text = text.trim().trim_end_matches(['.', ',', ';']);
    let names: Vec<&str> = regex!(r",\s+|;\s*|\s+og\s+").split(text).collect();
    let mut people: Vec<Attendee> = Vec::new();
    for name in names {
        let found = attendee(name).filter(|found| {
            let one = found.role.as_deref().is_none_or(|role| !role.contains(','));
            one && !is_institution(&found.name)
        });
        match (found, people.last_mut()) {
            (Some(person), _) => people.push(person),
            (None, Some(last)) if last.role.is_none() && is_office(name) => {
                let (role, party) = with_party(name);
                last.role = Some(role.to_owned());
                last.party = last.party.take().or(party.map(str::to_owned));
            }
            (None, Some(last)) if last.role.is_none() && is_letters(name) => {
                let party = name.chars().count() <= 2;
                *(if party { &mut last.party } else { &mut last.role }) = Some(name.to_owned());
            }
            _ => return Vec::new(),
        }
    }
    people
}

/// "KKR", "FOA", "V": an institution or a party by its letters.
fn is_letters(text: &str) -> bool {
    (1..=5).contains(&text.chars().count()) && text.chars().all(char::is_uppercase)
}

fn list(attendance: &mut Attendance, roll: Roll) -> &mut Vec<Attendee> {
    match roll {
        Roll::Present | Roll::Substitutes => &mut attendance.present,
        Roll::Absent => &mut attendance.absent,
    }
}

/// "Kim Krog, Gribskov Kommune supp. Jens Jensen deltog", "Afbud fra Ben Hol stedfortræder And
/// Lil.", "Eva Eng (V) - Mar Kir (V) mødte som stedfortræder."
pub(crate) fn substitute(attendance: &mut Attendance, text: &str) -> bool {
    let forms = [
        regex!(r"^(?P<member>.+?),?\s+supp(?:leant)?\.?:?\s+(?P<name>.+?)(?:\s+deltog)?\.?$"),
        regex!(
            r"^(?P<member>.+?)\s+[-–]\s+(?P<name>.+?)\s+(?:(?:mødte|deltog) som )?stedfortræder\.?$"
        ),
        regex!(
            r"^(?P<member>[^.]+?)\.\s+(?:Som stedfortræder|I stedet|Stedfortræder|Suppleant)(?:en)?:? (?:(?:mødte|deltog|er|var) )?(?P<name>.+?)\.?$"
        ),
        regex!(r"^Afbud fra (?P<member>[^.]+?),?\s+stedfortræder\s+(?P<name>[^.]+)\.?$"),
        regex!(
            r"^(?P<member>[^()]+(?: \(\p{Lu}{1,3}\))?),? \((?:[Ss]tedfortræder|[Ss]uppleant)(?: var)?: (?P<name>[^()]+(?: \(\p{Lu}{1,3}\))?)\)$"
        ),
        regex!(
            r"^(?P<name>[^()]+?)(?: \(\p{Lu}+\))? \((?:[Ss]tedfortræder|[Ss]uppleant) for (?P<member>[^)]+)\)$"
        ),
    ];
    let Some(found) = forms.iter().find_map(|form| form.captures(text)) else { return false };
    let (Some(member), Some(name)) = (attendee(&found["member"]), attendee(&found["name"])) else {
        return false;
    };
    replace(attendance, name, Some(member));
    true
}

/// A line that only says more of the member before: "(A)", "Formand", "2. næstformand".
fn add_detail(attendance: &mut Attendance, roll: Roll, text: &str) -> bool {
    let Some(last) = list(attendance, roll).last_mut() else { return false };
    if let Some(party) = regex!(r"^\((\p{Lu}{1,3})\)$").captures(text) {
        last.party = Some(party[1].to_owned());
        return true;
    }
    if is_office(text) && with_party(text).1.is_none() {
        last.role = Some(text.to_owned());
        return true;
    }
    false
}

/// "Formand", "2. næstformand (V)".
fn is_office(text: &str) -> bool {
    regex!(
        r"^(?i:(?:\d\.\s*)?(?:formand|næstformand|viceborgmester|borgmester|løsgænger|gruppeformand|politisk ordfører))(?: \(\p{Lu}{1,3}\))?$"
    )
    .is_match(text)
}

/// An office, and the party behind it: "formand (A)".
fn with_party(text: &str) -> (&str, Option<&str>) {
    let found = regex!(r"^(.+?) \((\p{Lu}{1,3})\)$").captures(text);
    let parts = found.and_then(|found| Some((found.get(1)?.as_str(), found.get(2)?.as_str())));
    parts.map_or((text, None), |(office, party)| (office, Some(party)))
}

/// "Hans Holm (V) for Finn Fald (V), Gry Gran (A) i stedet for Ib Juul (A)", or names alone.
fn replacing(attendance: &mut Attendance, text: &str) -> bool {
    let form = regex!(
        r"^(?P<name>.+?),? (?:(?:deltog|deltager|mødte|møder) )?(?:i stedet )?for (?P<member>.+)$"
    );
    let read = |entry: &str| match form.captures(entry.trim().trim_end_matches('.')) {
        Some(found) => Some((attendee(&found["name"])?, Some(attendee(&found["member"])?))),
        None => Some((attendee(entry)?, None)),
    };
    let entries = regex!(r",\s+|;\s*|\s+og\s+").split(text);
    let read: Option<Vec<(Attendee, Option<Attendee>)>> = entries.map(read).collect();
    let Some(read) = read else { return false };
    for (person, member) in read {
        replace(attendance, person, member);
    }
    true
}

/// Someone came, perhaps for a certain member.
pub(super) fn replace(attendance: &mut Attendance, person: Attendee, member: Option<Attendee>) {
    let for_member = member.as_ref().map(|member| member.name.clone());
    attendance.substitutes.push(Substitute { name: person.name.clone(), for_member });
    let known = |list: &[Attendee], one: &Attendee| list.iter().any(|it| it.name == one.name);
    if let Some(member) = member.filter(|member| !known(&attendance.absent, member)) {
        attendance.absent.push(member);
    }
    if !known(&attendance.present, &person) {
        attendance.present.push(person);
    }
}

/// "Anders And, Faxe", "Erik Elm, (A)", "Ann Ann (V)", "Maja M (orlov)".
pub(super) fn attendee(text: &str) -> Option<Attendee> {
    let text = text.trim().trim_end_matches(['.', ',', ';']);
    let form = regex!(
        r"^(?P<name>[^,()]+?)(?:\s*,?\s*\((?P<note>[^()]{1,40})\))?(?:\s*,\s*(?P<role>[^,].*))?$"
    );
    let found = form.captures(text)?;
    let (office, name) = office(found["name"].trim());
    if !is_person(name) {
        return None;
    }
    let note = found.name("note").map(|note| note.as_str().to_owned());
    let is_party =
        |note: &String| note.chars().count() <= 3 && note.chars().all(char::is_uppercase);
    let (party, remark) = match note {
        Some(note) if is_party(&note) => (Some(note), None),
        note => (None, note),
    };
    let role = found.name("role").map(|role| role.as_str().to_owned()).or(remark);
    let (party, role) = match role {
        Some(role) if party.is_none() && is_office(&role) => {
            let (office, party) = with_party(&role);
            (party.map(str::to_owned), Some(office.to_owned()))
        }
        role => (party, role),
    };
    // "Anna Berg, V"; of more letters they may be those of an institution.
    let (party, role) = match role {
        Some(letters) if party.is_none() && letters.chars().count() <= 2 && is_party(&letters) => {
            (Some(letters), None)
        }
        role => (party, role),
    };
    let role = match (office, role) {
        (Some(office), Some(role)) => Some(format!("{office} ({role})")),
        (office, role) => office.map(str::to_owned).or(role),
    };
    Some(Attendee { name: name.to_owned(), party, role })
}

/// "Borgmester Anna Berg": the office a name is written with, and the name.
fn office(text: &str) -> (Option<&str>, &str) {
    let found = regex!(
        r"^((?i:(?:vice)?borgmester|rådmand|(?:kommunal)?direktør|regionsrådsformand|regionsrådsmedlem|udvalgsformand|formand|næstformand))\s+(\p{Lu}.*\s.*)$"
    );
    let parts = found.captures(text).and_then(|found| Some((found.get(1)?, found.get(2)?)));
    parts.map_or((None, text), |(office, name)| (Some(office.as_str()), name.as_str()))
}

/// Two to five words that begin with capitals, initials and name particles included.
pub(crate) fn is_person(name: &str) -> bool {
    let words: Vec<&str> = name.split_whitespace().collect();
    let particle = |word: &str| ["de", "van", "von", "af", "da", "du", "el", "al"].contains(&word);
    let capital = |word: &&str| word.starts_with(char::is_uppercase) || particle(word);
    let letters = |word: &&str| word.chars().all(|c| c.is_alphabetic() || "-.'’".contains(c));
    (2..=5).contains(&words.len()) && words.iter().all(capital) && words.iter().all(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Attendance {
        let mut attendance = Attendance::default();
        let mut roll = Roll::Present;
        for text in lines {
            match opens(text) {
                Some((opened, rest)) => {
                    roll = opened;
                    add(&mut attendance, roll, rest);
                }
                None => add(&mut attendance, roll, text),
            }
        }
        attendance
    }

    #[test]
    fn members_are_listed_with_party_and_role() {
        let attendance = read(&[
            "Medlemmer:",
            "Hans Holm",
            "Formand",
            "(A)",
            "Erik Elm, (V)",
            "Anders And, Faxe",
        ]);
        let names: Vec<_> = attendance
            .present
            .iter()
            .map(|a| (a.name.as_str(), a.party.as_deref(), a.role.as_deref()))
            .collect();
        assert_eq!(
            names,
            [
                ("Hans Holm", Some("A"), Some("Formand")),
                ("Erik Elm", Some("V"), None),
                ("Anders And", None, Some("Faxe"))
            ]
        );
    }

    #[test]
    fn a_substitute_stands_for_an_absent_member() {
        let attendance =
            read(&["Deltagere", "Kim Krog, Gribskov Kommune supp. Jens Jensen deltog"]);
        assert_eq!(attendance.absent[0].name, "Kim Krog");
        assert_eq!(attendance.substitutes[0].name, "Jens Jensen");
        assert_eq!(attendance.substitutes[0].for_member.as_deref(), Some("Kim Krog"));
        let named = read(&["Deltagere", "Dorte Dam (F) (Suppleant: Else Eg (F))"]);
        assert_eq!(named.substitutes[0].name, "Else Eg");
        assert_eq!(named.substitutes[0].for_member.as_deref(), Some("Dorte Dam"));
        assert_eq!((named.present.len(), named.absent.len()), (1, 1));
    }

    #[test]
    fn parties_guests_and_institutions_are_told_from_people() {
        let told = |lines: &[&str]| {
            let attendance = read(lines);
            let people = |list: Vec<Attendee>| -> Vec<String> {
                let party = |a: &Attendee| a.party.clone().or(a.role.clone()).unwrap_or_default();
                list.into_iter().map(|a| format!("{} {}", a.name, party(&a))).collect()
            };
            assert_eq!(attendance.notes, [""; 0]);
            (people(attendance.present), people(attendance.absent), attendance.substitutes.len())
        };
        let own = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect::<Vec<_>>();
        for (lines, present, absent, substitutes) in [
            (&["Deltagere", "Stine Lund, V"][..], &["Stine Lund V"][..], &[][..], 0),
            (
                &["Deltagere", "Villy Søv, F - Tine Hund stedfortræder"],
                &["Tine Hund "],
                &["Villy Søv F"],
                1,
            ),
            (&["Deltagere", "Birgit Han    Faxe Kommune"], &["Birgit Han Faxe Kommune"], &[], 0),
            (
                &["Deltagere: Anna Berg (fra kl. 9.30), Bo Carl, KKR, Eva Eg (referent)"],
                &["Anna Berg fra kl. 9.30", "Bo Carl KKR", "Eva Eg referent"],
                &[],
                0,
            ),
            (&["Fraværende:", "Ingen.", "Gæster: Ole Holm"], &["Ole Holm "], &[], 0),
        ] {
            assert_eq!(told(lines), (own(present), own(absent), substitutes), "{lines:?}");
        }
    }

    #[test]
    fn absence_is_said_in_a_list_or_behind_a_name() {
        let attendance = read(&[
            "Medlemmer",
            "Sus Skov: Deltog",
            "Berg Bjerg: Afbud",
            "Fraværende: Maja Møller (orlov)",
        ]);
        let absent: Vec<_> = attendance.absent.iter().map(|a| a.name.as_str()).collect();
        assert_eq!(absent, ["Berg Bjerg", "Maja Møller"]);
    }

    #[test]
    fn a_line_may_name_several() {
        let attendance = read(&[
            "Til stede: Anna Berg (A), Bo Carl (V), Dorte Dam",
            "Afbud fra: Finn Friis (C). Som stedfortræder mødte Hanne Holm (C).",
            "Fraværende uden afbud: Ib Iversen (V)",
            "Afbud fra Jens Juhl og Kaj Kold",
        ]);
        let late = read(&["Deltagere", "Lis Lund (V) - deltog fra punkt 3"]);
        assert_eq!(late.present[0].role.as_deref(), Some("deltog fra punkt 3"));
        let names = |list: &[Attendee]| list.iter().map(|a| a.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&attendance.present), ["Anna Berg", "Bo Carl", "Dorte Dam", "Hanne Holm"]);
        assert_eq!(
            names(&attendance.absent),
            ["Finn Friis", "Ib Iversen", "Jens Juhl", "Kaj Kold"]
        );
        let apart = read(&["Deltagere", "Anna Berg (A)    Bo Carl    formand"]);
        assert_eq!(names(&apart.present), ["Anna Berg", "Bo Carl"]);
        assert_eq!(apart.present[1].role.as_deref(), Some("formand"));
        let office = read(&["Deltagere", "Borgmester Ib Juhl (formand), Rådmand Eva Eg"]);
        assert_eq!(names(&office.present), ["Ib Juhl", "Eva Eg"]);
        assert_eq!(office.present[0].role.as_deref(), Some("Borgmester (formand)"));
        let one = read(&["Deltagere", "Anders And, Faxe Kommune"]);
        assert_eq!(one.present[0].role.as_deref(), Some("Faxe Kommune"));
    }

    #[test]
    fn offices_between_names_and_lists_of_substitutes_are_read() {
        let attendance = read(&[
            "Til stede: Anna Berg (B), formand, Bo Carl (A), Dorte Dam, næstformand (Ø), Else Eg (C)",
            "Stedfortrædere: Hans Holm (V) for Finn Fald (V), Gry Gran deltog i stedet for Ib Juul",
        ]);
        let told = |list: &[Attendee]| -> Vec<String> {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            list.iter()
                .map(|a| format!("{}/{}/{}", a.name, text(&a.party), text(&a.role)))
                .collect()
        };
        assert_eq!(
            told(&attendance.present),
            [
                "Anna Berg/B/formand",
                "Bo Carl/A/",
                "Dorte Dam/Ø/næstformand",
                "Else Eg/C/",
                "Hans Holm/V/",
                "Gry Gran//"
            ]
        );
        assert_eq!(told(&attendance.absent), ["Finn Fald/V/", "Ib Juul//"]);
        assert_eq!(attendance.substitutes[1].for_member.as_deref(), Some("Ib Juul"));
        let one = read(&["Medlemmer: Anna Berg, formand (A)"]);
        assert_eq!(told(&one.present), ["Anna Berg/A/formand"]);
    }

    #[test]
    fn what_is_no_name_is_kept_as_a_note() {
        assert_eq!(read(&["Deltagere", "hele udvalget var på tur"]).notes.len(), 1);
    }
}
