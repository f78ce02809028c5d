//! The sheets of an allocation.

use crate::Schema;
use crate::schema::{Choice, Extra, Field, Form, SheetSchema, ValueKind};
use crate::schema::{NOTE, SOURCES, TITLE, UNIT};

const METHODS: &[Choice] = &[
    Choice { key: "largest-remainder", name: ("største brøk", "largest remainder"), also: &[] },
    Choice { key: "droop", name: ("Droops kvote", "Droop quota"), also: &[] },
    Choice { key: "dhondt", name: ("d'Hondt", "Jefferson"), also: &[] },
    Choice { key: "sainte-lague", name: ("Sainte-Laguë", "Webster"), also: &[] },
    Choice {
        key: "modified-sainte-lague",
        name: ("modificeret Sainte-Laguë", "modified Sainte-Laguë"),
        also: &[],
    },
    Choice { key: "huntington-hill", name: ("Huntington-Hill", "equal proportions"), also: &[] },
    Choice { key: "adams", name: ("Adams", "smallest divisors"), also: &[] },
    Choice { key: "dean", name: ("Dean", "harmonic mean"), also: &[] },
];

const TIE_BREAKS: &[Choice] = &[
    Choice { key: "lots", name: ("lodtrækning", "lots"), also: &[] },
    Choice { key: "alphabetical", name: ("alfabetisk", "alphabetical"), also: &[] },
    Choice { key: "larger-base", name: ("størst grundlag", "larger base"), also: &[] },
];

pub(super) const UNITS: SheetSchema = SheetSchema {
    key: "units",
    name: ("Enheder", "Units"),
    about: ("Dem, der fordeles til", "Who gets a share"),
    form: Form::Rows {
        fields: &[
            Field::required(
                "name",
                ("Navn", "Name"),
                ValueKind::Text,
                ("Kommunen, regionen eller gruppen", "The municipality, region or group"),
            ),
            Field::optional(
                "within",
                ("Hører under", "Within"),
                ValueKind::Text,
                (
                    "Navnet på den enhed, hvis antal deles videre",
                    "The unit whose number is shared on",
                ),
            ),
            Field::optional(
                "base",
                ("Grundlag", "Base"),
                ValueKind::Number,
                (
                    "Det, der fordeles efter, når nøglen ikke har flere dele",
                    "What counts, where the key has no parts",
                ),
            ),
            Field::optional(
                "previous",
                ("Sidste år", "Previous"),
                ValueKind::Integer,
                ("Antallet sidste gang", "The number last time"),
            ),
            Field::optional(
                "minimum",
                ("Mindst", "Minimum"),
                ValueKind::Integer,
                ("Det mindste antal", "The least number"),
            ),
            Field::optional(
                "maximum",
                ("Højst", "Maximum"),
                ValueKind::Integer,
                ("Det største antal", "The largest number"),
            ),
            Field::optional(
                "largest_change",
                ("Største ændring", "Largest change"),
                ValueKind::Integer,
                ("Højst så mange flere eller færre end sidst", "At most so many more or fewer"),
            ),
            Field::optional(
                "announced",
                ("Offentliggjort", "Announced"),
                ValueKind::Integer,
                ("Det antal, der er meldt ud, til sammenligning", "The number made known"),
            ),
        ],
        extra: Some(Extra {
            key: "values",
            kind: ValueKind::Number,
            about: ("En kolonne for hver del af nøglen", "A column for each part of the key"),
        }),
    },
};

const SETTINGS: SheetSchema = SheetSchema {
    key: "",
    name: ("Indstillinger", "Settings"),
    about: ("Hvad der fordeles, og hvordan", "What is shared out, and how"),
    form: Form::Settings(&[
        TITLE,
        NOTE,
        UNIT,
        Field::required(
            "total",
            ("I alt", "Total"),
            ValueKind::Integer,
            ("Det antal, der skal fordeles", "The number to share out"),
        ),
        Field::optional(
            "method",
            ("Metode", "Method"),
            ValueKind::Choice(METHODS),
            (
                "Afrundingen: største brøk, Droops kvote, d'Hondt, Sainte-Laguë, modificeret Sainte-Laguë, Huntington-Hill, Adams eller Dean",
                "The rounding: largest remainder, Droop quota, Jefferson, Webster, modified Sainte-Laguë, equal proportions, smallest divisors or harmonic mean",
            ),
        ),
        Field::optional(
            "first_divisor",
            ("Første delingstal", "First divisor"),
            ValueKind::Number,
            (
                "Kun ved modificeret Sainte-Laguë; ellers 1,4",
                "Modified Sainte-Laguë only; else 1.4",
            ),
        ),
        Field::optional(
            "tie_break",
            ("Ved lighed", "Tie-break"),
            ValueKind::Choice(TIE_BREAKS),
            (
                "lodtrækning, alfabetisk eller størst grundlag; tom: lighed meldes",
                "lots, alphabetical or larger base; empty: ties are reported",
            ),
        ),
        Field::optional(
            "largest_change",
            ("Største ændring for alle", "Largest change for all"),
            ValueKind::Integer,
            ("Højst så mange flere eller færre end sidst", "At most so many more or fewer"),
        ),
        Field::optional(
            "largest_change_percent",
            ("Største ændring i procent", "Largest change in per cent"),
            ValueKind::Number,
            (
                "Af sidste antal, rundet ned til hele",
                "Of the previous number, rounded down to whole ones",
            ),
        ),
    ]),
};

const KEY: SheetSchema = SheetSchema {
    key: "components",
    name: ("Nøgle", "Key"),
    about: ("Nøglens dele og deres vægte", "The key's parts and their weights"),
    form: Form::Rows {
        fields: &[
            Field::required(
                "name",
                ("Del", "Part"),
                ValueKind::Text,
                ("Som kolonnen hedder i arket Enheder", "As its column among the units is headed"),
            ),
            Field::required(
                "weight",
                ("Vægt", "Weight"),
                ValueKind::Number,
                ("Behøver ikke give 100 tilsammen", "They need not add up to 100"),
            ),
        ],
        extra: None,
    },
};

const DRAW: SheetSchema = SheetSchema {
    key: "draw",
    name: ("Lodtrækning", "Draw"),
    about: ("Navnene, som de blev trukket", "The names as they were drawn"),
    form: Form::Rows {
        fields: &[Field::required(
            "name",
            ("Trukket", "Drawn"),
            ValueKind::Text,
            ("Den først trukne får pladsen", "The first drawn gets the place"),
        )],
        extra: None,
    },
};

const PUBLISHED: SheetSchema = SheetSchema {
    key: "published",
    name: ("Tidligere tabeller", "Published tables"),
    about: (
        "Tabeller, hvis vægte skal findes: hvilke vægte giver netop dem?",
        "Tables whose weights are sought: which weights give exactly them?",
    ),
    form: Form::Rows {
        fields: &[
            Field::required(
                "table",
                ("Tabel", "Table"),
                ValueKind::Text,
                ("Året eller tabellens navn", "The year or the table's name"),
            ),
            Field::required(
                "name",
                ("Navn", "Name"),
                ValueKind::Text,
                ("Kommunen, regionen eller gruppen", "The municipality, region or group"),
            ),
            Field::required(
                "places",
                ("Antal", "Places"),
                ValueKind::Integer,
                ("Antallet i tabellen", "The number in the table"),
            ),
        ],
        extra: Some(Extra {
            key: "values",
            kind: ValueKind::Number,
            about: (
                "En kolonne for hver del, der kan være brugt",
                "A column for each part that may have been used",
            ),
        }),
    },
};

pub(super) const SCHEMA: Schema =
    Schema { sheets: &[UNITS, SETTINGS, KEY, DRAW, PUBLISHED, SOURCES] };
