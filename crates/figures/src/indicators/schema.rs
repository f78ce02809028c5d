use crate::schema::{NOTE, SOURCES, TITLE, UNIT};
use crate::{Choice, Extra, Field, Form, Schema, SheetSchema, ValueKind};

const ROUNDING: &[Choice] = &[
    Choice { key: "half-up", name: ("halve op", "halves up"), also: &[] },
    Choice { key: "half-even", name: ("halve til lige", "halves to even"), also: &[] },
];
const MISMATCH: &[Choice] = &[
    Choice { key: "refuse", name: ("afvis", "refuse"), also: &[] },
    Choice { key: "warn", name: ("advar", "warn"), also: &[] },
];

const SERIES: SheetSchema = SheetSchema {
    key: "series",
    name: ("Nøgletal", "Indicators"),
    about: ("Et tal pr. række, et år pr. kolonne", "A number per row, a year per column"),
    form: Form::Rows {
        fields: &[
            Field::required(
                "name",
                ("Nøgletal", "Indicator"),
                ValueKind::Text,
                ("Hvad der tælles", "What is counted"),
            ),
            Field::optional(
                "part_of",
                ("Del af", "Part of"),
                ValueKind::Text,
                ("Det nøgletal, delene skal give", "The indicator the parts must sum to"),
            ),
            Field::optional(
                "unit",
                ("Rækkens enhed", "Row's unit"),
                ValueKind::Text,
                ("Hvis den ikke er hele arkets", "If it is not the whole sheet's"),
            ),
        ],
        extra: Some(Extra {
            key: "values",
            kind: ValueKind::Number,
            about: ("Årstal: 2024", "Years: 2024"),
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
            "base_year",
            ("Basisår", "Base year"),
            ValueKind::Text,
            ("Det år, der er indeks 100", "The year that is index 100"),
        ),
        Field::optional(
            "decimals",
            ("Decimaler", "Decimals"),
            ValueKind::Integer,
            ("I procenter og indeks", "Of percentages and indices"),
        ),
        Field::optional(
            "rounding",
            ("Afrunding", "Rounding"),
            ValueKind::Choice(ROUNDING),
            ("Hvad der sker med halve", "What becomes of halves"),
        ),
        Field::optional(
            "mismatch",
            ("Når dele ikke stemmer", "When parts do not sum"),
            ValueKind::Choice(MISMATCH),
            ("Afvis, eller vis tallene med en advarsel", "Refuse, or show them with a warning"),
        ),
        Field::optional(
            "tolerance",
            ("Tilladt afvigelse", "Tolerance"),
            ValueKind::Number,
            ("Hvis kilden har afrundet delene", "If the source has rounded the parts"),
        ),
    ]),
};

const BREAKS: SheetSchema = SheetSchema {
    key: "breaks",
    name: ("Databrud", "Breaks"),
    about: (
        "År, fra hvilke tal ikke kan sammenlignes med de tidligere",
        "Years from which numbers are not comparable with earlier ones",
    ),
    form: Form::Rows {
        fields: &[
            Field::required(
                "year",
                ("År", "Year"),
                ValueKind::Text,
                ("Det første år efter bruddet", "The first year after the break"),
            ),
            Field::optional(
                "series",
                ("Nøgletal", "Indicator"),
                ValueKind::Text,
                ("Tomt: alle", "Empty: all"),
            ),
            Field::optional(
                "reason",
                ("Årsag", "Reason"),
                ValueKind::Text,
                ("Ny lov, ny optælling", "A new law, a new way of counting"),
            ),
        ],
        extra: None,
    },
};

pub(super) const SCHEMA: Schema = Schema { sheets: &[SERIES, SETTINGS, BREAKS, SOURCES] };
