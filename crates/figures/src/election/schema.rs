use super::input;
use crate::schema::{
    Choice, Field, Form, NOTE, SOURCES, Schema, SheetSchema, TITLE, UNIT, ValueKind,
};

const FORMS: &[Choice] = &[
    Choice { key: "proportional", name: ("forholdstalsvalg", "proportional"), also: &[] },
    Choice { key: "single-post", name: ("flertalsvalg", "single post"), also: &[] },
    Choice { key: "composition", name: ("sammensætning af KKR", "composition"), also: &[] },
];

const GENDERS: &[Choice] = &[
    Choice { key: "woman", name: ("kvinde", "woman"), also: &[] },
    Choice { key: "man", name: ("mand", "man"), also: &[] },
];

/// What people call a form.
pub(super) fn form_name(form: input::Form) -> (&'static str, &'static str) {
    match form {
        input::Form::Proportional => FORMS[0].name,
        input::Form::SinglePost => FORMS[1].name,
        input::Form::Composition => FORMS[2].name,
    }
}

pub(super) const SCHEMA: Schema = Schema {
    sheets: &[
        SheetSchema {
            key: "groups",
            name: ("Grupper", "Groups"),
            about: (
                "Forholdstalsvalg: én række pr. gruppe i rådet",
                "Proportional: one row per group in the council",
            ),
            form: Form::Rows { fields: GROUP, extra: None },
        },
        SheetSchema {
            key: "",
            name: ("Indstillinger", "Settings"),
            about: ("Valgformen og dens tal", "The form and its numbers"),
            form: Form::Settings(SETTINGS),
        },
        SheetSchema {
            key: "committees",
            name: ("Udvalg", "Committees"),
            about: (
                "Forholdstalsvalg til flere udvalg under ét: én række pr. udvalg; pladser i alt udelades så",
                "Proportional, several committees at once: one row per committee; seats in all are then left out",
            ),
            form: Form::Rows { fields: COMMITTEE, extra: None },
        },
        SheetSchema {
            key: "waivers",
            name: ("Afkald", "Waivers"),
            about: (
                "Forholdstalsvalg: én række pr. plads, en gruppe giver afkald på",
                "Proportional: one row per seat that a group waives",
            ),
            form: Form::Rows { fields: WAIVER, extra: None },
        },
        SheetSchema {
            key: "ballots",
            name: ("Afstemninger", "Ballots"),
            about: (
                "Flertalsvalg: én række pr. kandidat og runde",
                "Single post: one row per candidate and round",
            ),
            form: Form::Rows { fields: BALLOT, extra: None },
        },
        SheetSchema {
            key: "lists",
            name: ("Lister", "Lists"),
            about: (
                "Sammensætning af KKR: én række pr. liste i regionens kommuner",
                "Composition: one row per list in the region's municipalities",
            ),
            form: Form::Rows { fields: LIST, extra: None },
        },
        SheetSchema {
            key: "draws",
            name: ("Lodtrækninger", "Draws"),
            about: ("Det, der er afgjort ved lodtrækning", "What was decided by drawing lots"),
            form: Form::Rows { fields: DRAW, extra: None },
        },
        SheetSchema {
            key: "nominees",
            name: ("Foreslåede", "Nominees"),
            about: ("Dem, der foreslås: kvinder og mænd", "Those proposed: women and men"),
            form: Form::Rows { fields: NOMINEE, extra: None },
        },
        SOURCES,
    ],
};

const GROUP: &[Field] = &[
    Field::required(
        "name",
        ("Gruppe", "Group"),
        ValueKind::Text,
        ("Gruppens navn eller bogstav", "The group's name or letter"),
    ),
    Field::required(
        "members",
        ("Medlemmer", "Members"),
        ValueKind::Integer,
        ("Gruppens medlemmer", "The group's members"),
    ),
    Field::optional(
        "present",
        ("Til stede", "Present"),
        ValueKind::Integer,
        (
            "Til stede på mødet, stedfortrædere talt med; tomt: alle",
            "Present at the meeting, substitutes included; empty: all",
        ),
    ),
    Field::optional(
        "alliance",
        ("Valgforbund", "Alliance"),
        ValueKind::Text,
        ("Det valgforbund, gruppen er med i", "The alliance the group is in"),
    ),
];

const COMMITTEE: &[Field] = &[
    Field::required(
        "name",
        ("Udvalg", "Committee"),
        ValueKind::Text,
        ("Udvalgets navn", "The committee's name"),
    ),
    Field::required(
        "seats",
        ("Pladser", "Seats"),
        ValueKind::Integer,
        ("Udvalgets medlemmer", "The committee's members"),
    ),
];

const WAIVER: &[Field] = &[
    Field::required(
        "group",
        ("Gruppe", "Group"),
        ValueKind::Text,
        ("Den, der giver afkald på en plads", "Who waives a seat"),
    ),
    Field::optional(
        "to",
        ("Overtages af", "Taken by"),
        ValueKind::Text,
        (
            "Den, der efter aftale overtager den; tomt: den næste efter kvotienterne",
            "Who takes it by agreement; empty: the next by the quotients",
        ),
    ),
];

const BALLOT: &[Field] = &[
    Field::required("round", ("Runde", "Round"), ValueKind::Integer, ("1, 2 eller 3", "1, 2 or 3")),
    Field::required(
        "candidate",
        ("Kandidat", "Candidate"),
        ValueKind::Text,
        ("Den, der er stemt på", "Who was voted for"),
    ),
    Field::required(
        "votes",
        ("Stemmer", "Votes"),
        ValueKind::Integer,
        ("Stemmer i runden", "Votes in the round"),
    ),
];

const LIST: &[Field] = &[
    Field::required(
        "name",
        ("Liste", "List"),
        ValueKind::Text,
        ("Partiets eller listens navn", "The party's or list's name"),
    ),
    Field::required(
        "votes",
        ("Stemmer", "Votes"),
        ValueKind::Integer,
        ("Stemmer ved kommunalvalget i hele regionen", "Votes in the whole region"),
    ),
    Field::required(
        "councillors",
        ("Rådsmedlemmer", "Councillors"),
        ValueKind::Integer,
        ("Pladser i regionens kommunalbestyrelser", "Seats in the region's councils"),
    ),
    Field::optional(
        "mayors",
        ("Borgmestre", "Mayors"),
        ValueKind::Integer,
        ("Listens borgmestre i regionen", "The list's mayors in the region"),
    ),
    Field::optional(
        "alliance",
        ("Listesamarbejde", "Alliance"),
        ValueKind::Text,
        ("Lister i samme samarbejde tæller som én", "Lists of one alliance count as one"),
    ),
];

const DRAW: &[Field] = &[
    Field::required(
        "seat",
        ("Fra plads", "From seat"),
        ValueKind::Integer,
        (
            "Den første plads, der blev trukket lod om; ved flertalsvalg runden",
            "The first seat the lots were about; of a single post the round",
        ),
    ),
    Field::optional(
        "within",
        ("Indenfor", "Within"),
        ValueKind::Text,
        (
            "Valgforbundet eller udvalget, hvis det var indenfor et",
            "The alliance or committee, if it was inside one",
        ),
    ),
    Field::required(
        "order",
        ("Rækkefølge", "Order"),
        ValueKind::Texts,
        ("Navnene, som de blev trukket, med semikolon", "The names as drawn, with semicolons"),
    ),
    Field::optional(
        "note",
        ("Hvordan", "How"),
        ValueKind::Text,
        ("Hvornår, hvordan og af hvem", "When, how and by whom"),
    ),
];

const NOMINEE: &[Field] = &[
    Field::required(
        "name",
        ("Navn", "Name"),
        ValueKind::Text,
        ("Den, der foreslås", "Who is proposed"),
    ),
    Field::required(
        "gender",
        ("Køn", "Gender"),
        ValueKind::Choice(GENDERS),
        ("Kvinde eller mand", "Woman or man"),
    ),
];

const SETTINGS: &[Field] = &[
    TITLE,
    NOTE,
    UNIT,
    Field::optional(
        "form",
        ("Valgform", "Form"),
        ValueKind::Choice(FORMS),
        ("Hvad der vælges; tomt: forholdstalsvalg", "What is elected; empty: proportional"),
    ),
    Field::optional(
        "seats",
        ("Pladser", "Seats"),
        ValueKind::Integer,
        ("Forholdstalsvalg: pladser i alt", "Proportional: seats in all"),
    ),
    Field::optional(
        "present",
        ("Til stede", "Present"),
        ValueKind::Integer,
        ("Flertalsvalg: medlemmer til stede", "Single post: members present"),
    ),
    Field::optional(
        "municipalities",
        ("Kommuner", "Municipalities"),
        ValueKind::Integer,
        ("KKR: kommuner i regionen", "Composition: municipalities in the region"),
    ),
    Field::optional(
        "votes_cast",
        ("Afgivne stemmer", "Votes cast"),
        ValueKind::Integer,
        ("KKR: tomt: listernes sum", "Composition: empty: the lists' sum"),
    ),
    Field::optional(
        "threshold",
        ("Spærregrænse i procent", "Threshold in per cent"),
        ValueKind::Number,
        ("KKR: tomt: 2", "Composition: empty: 2"),
    ),
    Field::optional(
        "most",
        ("Højst", "At most"),
        ValueKind::Integer,
        ("KKR: tomt: det dobbelte af kommunerne", "Composition: empty: twice the municipalities"),
    ),
    Field::optional(
        "size",
        ("Medlemmer i alt", "Members in all"),
        ValueKind::Integer,
        (
            "KKR: tomt: det mindste antal, der afspejler valget",
            "Composition: empty: the smallest number that mirrors the vote",
        ),
    ),
    Field::optional(
        "nominate",
        ("Skal foreslås", "To be proposed"),
        ValueKind::Integer,
        ("Så mange medlemmer skal der foreslås", "So many members are to be proposed"),
    ),
    Field::optional(
        "departure",
        ("Særlige grunde", "Special reasons"),
        ValueKind::Text,
        (
            "Begrundelsen, hvis der ikke foreslås lige mange kvinder og mænd",
            "The reasons, if not as many women as men are proposed",
        ),
    ),
];
