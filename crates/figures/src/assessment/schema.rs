use crate::schema::{NOTE, SOURCES, TITLE, UNIT};
use crate::{Choice, Extra, Field, Form, Schema, SheetSchema, ValueKind};

const fn choice(key: &'static str, danish: &'static str, english: &'static str) -> Choice {
    also(key, danish, english, &[])
}

const fn also(
    key: &'static str,
    danish: &'static str,
    english: &'static str,
    also: &'static [&'static str],
) -> Choice {
    Choice { key, name: (danish, english), also }
}

const METHODS: &[Choice] = &[
    also("weighted-sum", "vægtet sum", "weighted sum", &["wsm", "saw"]),
    choice("topsis", "TOPSIS", "TOPSIS"),
    also("promethee-ii", "PROMETHEE II", "PROMETHEE II", &["promethee", "promethee 2"]),
    choice("borda", "Borda", "Borda"),
    also("copeland", "Copeland", "Copeland", &["condorcet"]),
];
const NORMALISATIONS: &[Choice] = &[
    choice("minmax", "dårligst 0, bedst 1", "worst 0, best 1"),
    choice("max", "andel af største", "share of largest"),
    choice("linear", "forhold til bedste", "ratio to best"),
    choice("sum", "andel af sum", "share of sum"),
    choice("vector", "vektor", "vector"),
    choice("scale", "skala", "scale"),
    choice("none", "ingen", "none"),
];
const WEIGHINGS: &[Choice] = &[
    choice("points", "point", "points"),
    choice("equal", "ens", "equal"),
    choice("rank-order-centroid", "rangfølge (centroid)", "ranks (centroid)"),
    choice("rank-sum", "rangfølge (sum)", "ranks (sum)"),
    choice("pairwise", "parvis sammenligning", "pairwise comparison"),
];
const MISSING: &[Choice] = &[
    choice("refuse", "afvis", "refuse"),
    choice("worst", "dårligste", "worst"),
    choice("mean", "gennemsnit", "mean"),
    choice("leave-out", "udelad alternativet", "leave out"),
];
const MORE: &[&str] = &["maximise", "maximize", "benefit", "gevinst"];
const LESS: &[&str] = &["minimise", "minimize", "cost", "omkostning"];
const DIRECTIONS: &[Choice] = &[
    also("max", "mest er bedst", "more is better", MORE),
    also("min", "mindst er bedst", "less is better", LESS),
];
const PREFERENCES: &[Choice] = &[
    choice("usual", "enhver forskel", "usual"),
    choice("u-shape", "fra en grænse", "u-shape"),
    choice("v-shape", "stigende", "v-shape"),
    choice("level", "i trin", "level"),
    choice("linear", "stigende fra en grænse", "linear"),
    choice("gaussian", "klokkeformet", "gaussian"),
];

const SCORES: Extra = Extra {
    key: "scores",
    kind: ValueKind::NumberOrWord,
    about: ("En kolonne pr. kriterium", "One column per criterion"),
};

const ALTERNATIVES: SheetSchema = SheetSchema {
    key: "alternatives",
    name: ("Alternativer", "Alternatives"),
    about: (
        "Det, der vælges mellem, og hvad hvert får efter hvert kriterium",
        "What is chosen among, and what each scores by each criterion",
    ),
    form: Form::Rows {
        fields: &[Field::required(
            "name",
            ("Alternativ", "Alternative"),
            ValueKind::Text,
            ("Hvad det hedder", "What it is called"),
        )],
        extra: Some(SCORES),
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
            "method",
            ("Metode", "Method"),
            ValueKind::Choice(METHODS),
            ("Uden angivelse: vægtet sum", "Weighted sum where nothing is said"),
        ),
        Field::optional(
            "normalisation",
            ("Normalisering", "Normalisation"),
            ValueKind::Choice(NORMALISATIONS),
            (
                "Hvordan kriterier i forskellige enheder gøres sammenlignelige",
                "How criteria of different units are made comparable",
            ),
        ),
        Field::optional(
            "weighing",
            ("Vægtning", "Weighing"),
            ValueKind::Choice(WEIGHINGS),
            ("Hvor vægtene kommer fra", "Where the weights come from"),
        ),
        Field::optional(
            "missing",
            ("Manglende point", "Missing scores"),
            ValueKind::Choice(MISSING),
            ("Hvad der sker med et tomt felt", "What becomes of an empty cell"),
        ),
        Field::optional(
            "scale.low",
            ("Skalaens laveste", "Scale's lowest"),
            ValueKind::Number,
            ("De færreste point, der kan gives", "The lowest score one can give"),
        ),
        Field::optional(
            "scale.high",
            ("Skalaens højeste", "Scale's highest"),
            ValueKind::Number,
            ("De fleste point, der kan gives", "The highest score one can give"),
        ),
        Field::optional(
            "scale.words",
            ("Skalaens ord", "Scale's words"),
            ValueKind::Texts,
            ("Lavest først: lav; middel; høj", "Lowest first: low; middle; high"),
        ),
    ]),
};

const CRITERIA: SheetSchema = SheetSchema {
    key: "criteria",
    name: ("Kriterier", "Criteria"),
    about: ("Hvad der lægges vægt på", "What matters"),
    form: Form::Rows {
        fields: &[
            Field::required(
                "name",
                ("Kriterium", "Criterion"),
                ValueKind::Text,
                ("Som i alternativernes kolonner", "As in the alternatives' columns"),
            ),
            Field::optional(
                "weight",
                ("Vægt", "Weight"),
                ValueKind::Number,
                ("Point; de behøver ikke give 100", "Points; they need not sum to 100"),
            ),
            Field::optional(
                "importance",
                ("Rang", "Importance"),
                ValueKind::Integer,
                ("1 er vigtigst", "1 is the most important"),
            ),
            Field::optional(
                "direction",
                ("Retning", "Direction"),
                ValueKind::Choice(DIRECTIONS),
                ("Om mest eller mindst er bedst", "Whether more or less is better"),
            ),
            Field::optional(
                "preference",
                ("Præferencefunktion", "Preference function"),
                ValueKind::Choice(PREFERENCES),
                ("Kun til PROMETHEE", "For PROMETHEE alone"),
            ),
            Field::optional(
                "indifference",
                ("Ligegyldig forskel", "Indifferent difference"),
                ValueKind::Number,
                ("Op til denne forskel tæller den ikke (q)", "Up to this it counts nothing (q)"),
            ),
            Field::optional(
                "strict",
                ("Fuld forskel", "Strict difference"),
                ValueKind::Number,
                ("Fra denne forskel tæller den fuldt (p)", "From this on it counts fully (p)"),
            ),
        ],
        extra: None,
    },
};

const COMPARISONS: SheetSchema = SheetSchema {
    key: "comparisons",
    name: ("Parvise sammenligninger", "Pairwise comparisons"),
    about: ("Kun til vægte ved parvis sammenligning", "For weights by pairwise comparison alone"),
    form: Form::Rows {
        fields: &[
            Field::required(
                "first",
                ("Vigtigst", "More important"),
                ValueKind::Text,
                ("Et kriterium", "A criterion"),
            ),
            Field::required(
                "second",
                ("Mindre vigtigt", "Less important"),
                ValueKind::Text,
                ("Et andet kriterium", "Another criterion"),
            ),
            Field::required(
                "times",
                ("Gange", "Times"),
                ValueKind::Number,
                ("Hvor mange gange vigtigere, 1-9", "How many times more important, 1-9"),
            ),
        ],
        extra: None,
    },
};

const JUDGEMENTS: SheetSchema = SheetSchema {
    key: "judgements",
    name: ("Bedømmelser", "Judgements"),
    about: (
        "Kun ved flere bedømmere: hvers point; alternativerne har så ingen selv",
        "With several assessors alone: each one's scores; alternatives then have none themselves",
    ),
    form: Form::Rows {
        fields: &[
            Field::required("assessor", ("Bedømmer", "Assessor"), ValueKind::Text, ("Hvem", "Who")),
            Field::required(
                "alternative",
                ("Alternativ", "Alternative"),
                ValueKind::Text,
                ("Som på arket med alternativer", "As on the sheet of alternatives"),
            ),
        ],
        extra: Some(SCORES),
    },
};

pub(super) const SCHEMA: Schema =
    Schema { sheets: &[ALTERNATIVES, SETTINGS, CRITERIA, COMPARISONS, JUDGEMENTS, SOURCES] };
