use crate::schema::{NOTE, SOURCES, TITLE, UNIT};
use crate::{Extra, Field, Form, Schema, SheetSchema, ValueKind};

const ANSWERS: SheetSchema = SheetSchema {
    key: "answers",
    name: ("Svar", "Answers"),
    about: (
        "En række pr. udsagn og gruppe, et skalatrin pr. kolonne",
        "A row per statement and group, a step of the scale per column",
    ),
    form: Form::Rows {
        fields: &[
            Field::required(
                "statement",
                ("Udsagn", "Statement"),
                ValueKind::Text,
                ("Hvad der blev taget stilling til", "What was judged"),
            ),
            Field::optional(
                "group",
                ("Gruppe", "Group"),
                ValueKind::Text,
                ("Tomt: alle under ét", "Empty: all together"),
            ),
            Field::optional(
                "unknown",
                ("Ved ikke", "Do not know"),
                ValueKind::Integer,
                ("Hvor mange svarede ved ikke", "How many do not know"),
            ),
        ],
        extra: Some(Extra {
            key: "counts",
            kind: ValueKind::Integer,
            about: ("Skalatrin: 1, 2, 3 …", "Steps of the scale: 1, 2, 3 …"),
        }),
    },
};

const SETTINGS: SheetSchema = SheetSchema {
    key: "",
    name: ("Indstillinger", "Settings"),
    about: ("Hvordan der regnes", "How it is computed"),
    form: Form::Settings(&[
        TITLE,
        NOTE,
        UNIT,
        Field::optional(
            "smallest",
            ("Mindste gruppe", "Smallest group"),
            ValueKind::Integer,
            ("Grupper med færre svar vises ikke; 5", "Smaller groups are not shown; 5"),
        ),
        Field::optional(
            "scale.low",
            ("Skalaens laveste", "Scale's lowest"),
            ValueKind::Integer,
            ("Skriv begge ender; uden angivelse 1", "Write both ends; 1 where nothing is said"),
        ),
        Field::optional(
            "scale.high",
            ("Skalaens højeste", "Scale's highest"),
            ValueKind::Integer,
            ("Uden angivelse 5", "5 where nothing is said"),
        ),
        Field::optional(
            "scale.names",
            ("Trinnenes navne", "Steps' names"),
            ValueKind::Texts,
            ("Lavest først, adskilt af semikolon", "Lowest first, parted by semicolons"),
        ),
    ]),
};

const GROUPS: SheetSchema = SheetSchema {
    key: "groups",
    name: ("Grupper", "Groups"),
    about: ("Hvem der blev spurgt", "Who was asked"),
    form: Form::Rows {
        fields: &[
            Field::required(
                "name",
                ("Gruppe", "Group"),
                ValueKind::Text,
                ("Hvad den hedder", "What it is called"),
            ),
            Field::required(
                "invited",
                ("Inviterede", "Invited"),
                ValueKind::Integer,
                ("Hvor mange der blev spurgt", "How many were asked"),
            ),
            Field::required(
                "answered",
                ("Svar", "Answered"),
                ValueKind::Integer,
                ("Hvor mange der svarede", "How many answered"),
            ),
        ],
        extra: None,
    },
};

const KEYWORDS: SheetSchema = SheetSchema {
    key: "keywords",
    name: ("Nøgleord", "Keywords"),
    about: ("Ord om i dag og om ønsket", "Words for today and for what is wished"),
    form: Form::Rows {
        fields: &[
            Field::required(
                "word",
                ("Nøgleord", "Keyword"),
                ValueKind::Text,
                ("Ordet", "The word"),
            ),
            Field::optional(
                "today",
                ("I dag", "Today"),
                ValueKind::Integer,
                ("Hvor mange valgte det om i dag", "How many chose it for today"),
            ),
            Field::optional(
                "wished",
                ("Ønsket", "Wished"),
                ValueKind::Integer,
                ("Hvor mange ønsker det", "How many wish for it"),
            ),
        ],
        extra: None,
    },
};

pub(super) const SCHEMA: Schema =
    Schema { sheets: &[ANSWERS, SETTINGS, GROUPS, KEYWORDS, SOURCES] };
