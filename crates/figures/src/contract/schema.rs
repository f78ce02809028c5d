use crate::schema::{
    Choice, Field, Form, NOTE, SOURCES, Schema, SheetSchema, TITLE, UNIT, ValueKind,
};

const SCOPES: &[Choice] = &[
    Choice { key: "national", name: ("nationalt", "national"), also: &[] },
    Choice { key: "regional", name: ("regionalt", "regional"), also: &[] },
];
const SEGMENTS: &[Choice] = &[
    Choice { key: "operations", name: ("drift", "operations"), also: &[] },
    Choice { key: "growth", name: ("vækst", "growth"), also: &[] },
];
const DIRECTIONS: &[Choice] = &[
    Choice { key: "up", name: ("mindst", "at least"), also: &[] },
    Choice { key: "down", name: ("højst", "at most"), also: &[] },
];
const MEASURES: &[Choice] = &[
    Choice { key: "cumulative", name: ("tæller op", "cumulative"), also: &[] },
    Choice { key: "level", name: ("niveau", "level"), also: &[] },
];
const JUDGES: &[Choice] = &[
    Choice { key: "forecast", name: ("prognose", "forecast"), also: &[] },
    Choice { key: "reading", name: ("måling", "reading"), also: &[] },
];

pub(super) const SCHEMA: Schema = Schema {
    sheets: &[
        SheetSchema {
            key: "goals",
            name: ("Mål", "Goals"),
            about: ("Én række pr. mål i kontrakten", "One row per goal of the contract"),
            form: Form::Rows { fields: GOAL, extra: None },
        },
        SheetSchema {
            key: "",
            name: ("Indstillinger", "Settings"),
            about: ("Året og trafiklysets regel", "The year and the traffic light's rule"),
            form: Form::Settings(SETTINGS),
        },
        SheetSchema {
            key: "readings",
            name: ("Målinger", "Readings"),
            about: ("Én række pr. måling i året", "One row per reading in the year"),
            form: Form::Rows { fields: READING, extra: None },
        },
        SheetSchema {
            key: "comparisons",
            name: ("Sammenligning", "Comparisons"),
            about: (
                "Tidligere år og søsterorganisationer",
                "Earlier years and sister organisations",
            ),
            form: Form::Rows { fields: COMPARISON, extra: None },
        },
        SOURCES,
    ],
};

const SEGMENT: Field = Field::optional(
    "segment",
    ("Segment", "Segment"),
    ValueKind::Choice(SEGMENTS),
    ("Drift eller vækst; tomt: alle", "Operations or growth; empty: all"),
);
const GOAL_NAME: Field =
    Field::required("goal", ("Mål", "Goal"), ValueKind::Text, ("Målets navn", "The goal's name"));
const SOURCE: Field = Field::optional(
    "source",
    ("Kilde", "Source"),
    ValueKind::Text,
    ("Hvor tallet kommer fra", "Where the number comes from"),
);

const GOAL: &[Field] = &[
    Field::required(
        "name",
        ("Mål", "Goal"),
        ValueKind::Text,
        ("Målets korte navn", "The goal's short name"),
    ),
    Field::optional(
        "scope",
        ("Slags", "Scope"),
        ValueKind::Choice(SCOPES),
        ("Nationalt eller regionalt; tomt: regionalt", "National or regional; empty: regional"),
    ),
    Field::optional(
        "indicator",
        ("Indikator", "Indicator"),
        ValueKind::Text,
        ("Det, der måles", "What is measured"),
    ),
    Field::optional(
        "unit",
        ("Enhed", "Unit"),
        ValueKind::Text,
        ("Forløb, procent", "Courses, per cent"),
    ),
    SEGMENT,
    Field::optional(
        "direction",
        ("Retning", "Direction"),
        ValueKind::Choice(DIRECTIONS),
        (
            "Mindst eller højst målet; tomt: mindst",
            "At least or at most the target; empty: at least",
        ),
    ),
    Field::optional(
        "measure",
        ("Målemåde", "Measure"),
        ValueKind::Choice(MEASURES),
        (
            "Tæller op fra årets begyndelse, eller et niveau; tomt: niveau",
            "Counts from the year's beginning, or a level; empty: level",
        ),
    ),
    Field::required(
        "target",
        ("Måltal", "Target"),
        ValueKind::Number,
        ("Det, der skal nås i året", "What must be reached in the year"),
    ),
];

const READING: &[Field] = &[
    GOAL_NAME,
    Field::required("date", ("Dato", "Date"), ValueKind::Date, ("Målingens dag", "Its day")),
    Field::required(
        "value",
        ("Værdi", "Value"),
        ValueKind::Number,
        ("Det målte", "What was measured"),
    ),
    SEGMENT,
    SOURCE,
];

const COMPARISON: &[Field] = &[
    GOAL_NAME,
    Field::optional(
        "organisation",
        ("Organisation", "Organisation"),
        ValueKind::Text,
        ("Søsterorganisationen; tomt: os selv", "The sister organisation; empty: ourselves"),
    ),
    Field::required("year", ("År", "Year"), ValueKind::Integer, ("Året", "The year")),
    Field::optional(
        "value",
        ("Værdi", "Value"),
        ValueKind::Number,
        ("Årets resultat", "The year's result"),
    ),
    Field::optional(
        "target",
        ("Måltal", "Target"),
        ValueKind::Number,
        ("Årets måltal", "The year's target"),
    ),
    SOURCE,
];

const SETTINGS: &[Field] = &[
    TITLE,
    NOTE,
    UNIT,
    Field::required("year", ("År", "Year"), ValueKind::Integer, ("Kontraktåret", "The year")),
    Field::optional(
        "from",
        ("Fra", "From"),
        ValueKind::Date,
        ("Første dag, hvis det ikke er 1. januar", "The first day, if not 1 January"),
    ),
    Field::optional(
        "to",
        ("Til", "To"),
        ValueKind::Date,
        ("Sidste dag, hvis det ikke er 31. december", "The last day, if not 31 December"),
    ),
    Field::optional(
        "as_of",
        ("Opgjort pr.", "As of"),
        ValueKind::Date,
        (
            "Senere målinger regnes ikke med; tomt: i dag",
            "Later readings are left out; empty: today",
        ),
    ),
    Field::optional(
        "green",
        ("Grøn fra procent", "Green from per cent"),
        ValueKind::Number,
        ("Opfyldelse, der giver grønt lys; tomt: 100", "Fulfilment for green; empty: 100"),
    ),
    Field::optional(
        "yellow",
        ("Gul fra procent", "Yellow from per cent"),
        ValueKind::Number,
        ("Opfyldelse, der giver gult lys; tomt: 90", "Fulfilment for yellow; empty: 90"),
    ),
    Field::optional(
        "judge",
        ("Lyset ser på", "The light looks at"),
        ValueKind::Choice(JUDGES),
        ("Prognosen eller målingen; tomt: prognosen", "Forecast or reading; empty: forecast"),
    ),
];
