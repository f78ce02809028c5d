use crate::schema::{
    Choice, Field, Form, NOTE, SOURCES, Schema, SheetSchema, TITLE, UNIT, ValueKind,
};

const DUTIES: &[Choice] = &[
    Choice { key: "accede", name: ("tiltræde", "accede"), also: &[] },
    Choice { key: "approve", name: ("godkende", "approve"), also: &[] },
    Choice { key: "take-note", name: ("tage til efterretning", "take note"), also: &[] },
];

/// As the table says it.
const DECIDED: &[&str] =
    &["tiltrådt", "godkendt", "taget til efterretning", "acceded", "approved", "taken note of"];

const STATES: &[Choice] = &[
    Choice { key: "waiting", name: ("afventer", "waiting"), also: &["mangler", "missing"] },
    Choice { key: "done", name: ("besluttet", "decided"), also: DECIDED },
    Choice { key: "reserved", name: ("med forbehold", "with a reservation"), also: &[] },
    Choice { key: "refused", name: ("afvist", "refused"), also: &[] },
];

pub(super) const SCHEMA: Schema = Schema {
    sheets: &[
        SheetSchema {
            key: "parties",
            name: ("Parter", "Parties"),
            about: (
                "Én række pr. part: hvad den skal, og hvor den står",
                "One row per party: what it must do and where it stands",
            ),
            form: Form::Rows { fields: PARTY, extra: None },
        },
        SheetSchema {
            key: "",
            name: ("Indstillinger", "Settings"),
            about: ("Fristen og reglen", "The deadline and the rule"),
            form: Form::Settings(SETTINGS),
        },
        SOURCES,
    ],
};

const PARTY: &[Field] = &[
    Field::required(
        "name",
        ("Part", "Party"),
        ValueKind::Text,
        ("Kommunens, regionens eller foreningens navn", "The party's name"),
    ),
    Field::optional(
        "must",
        ("Skal", "Must"),
        ValueKind::Choice(DUTIES),
        ("Hvad parten skal; uden svar: tiltræde", "What it must do; if left out: accede"),
    ),
    Field::optional(
        "state",
        ("Status", "State"),
        ValueKind::Choice(STATES),
        ("Hvor parten står; uden svar: afventer", "Where it stands; if left out: waiting"),
    ),
    Field::optional(
        "date",
        ("Dato", "Date"),
        ValueKind::Date,
        ("Beslutningens dato, eller dagen sagen skal for", "When decided or to be dealt with"),
    ),
    Field::optional(
        "document",
        ("Dokument", "Document"),
        ValueKind::Text,
        ("Referat eller brev, der viser det", "The minutes or letter that show it"),
    ),
    Field::optional(
        "note",
        ("Forbehold", "Reservation"),
        ValueKind::Text,
        ("Forbeholdet eller begrundelsen for afvisning", "The reservation, or why it refused"),
    ),
];

const SETTINGS: &[Field] = &[
    TITLE,
    NOTE,
    UNIT,
    Field::required(
        "deadline",
        ("Frist", "Deadline"),
        ValueKind::Date,
        ("Sidste dag at beslutte", "The last day to decide"),
    ),
    Field::optional(
        "quorum",
        ("Antal nødvendige", "Quorum"),
        ValueKind::Integer,
        (
            "Så mange skal tiltræde eller godkende; tomt: alle skal have gjort deres del",
            "So many must accede or approve; empty: all must have done their part",
        ),
    ),
    Field::optional(
        "as_of",
        ("Opgjort pr.", "As of"),
        ValueKind::Date,
        ("Den dag, status opgøres; tomt: i dag", "The day the state is told for; empty: today"),
    ),
];
