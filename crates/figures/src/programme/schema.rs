use crate::schema::{Field, Form, NOTE, SOURCES, Schema, SheetSchema, TITLE, UNIT, ValueKind};

pub(super) const SCHEMA: Schema = Schema {
    sheets: &[
        SheetSchema {
            key: "milestones",
            name: ("Milepæle", "Milestones"),
            about: ("Én række pr. enhed og milepæl", "One row per unit and milestone"),
            form: Form::Rows { fields: MILESTONE, extra: None },
        },
        SheetSchema {
            key: "",
            name: ("Indstillinger", "Settings"),
            about: ("Titel og opgørelsesdag", "Title and day of the state"),
            form: Form::Settings(SETTINGS),
        },
        SOURCES,
    ],
};

const MILESTONE: &[Field] = &[
    Field::required(
        "unit",
        ("Enhed", "Unit"),
        ValueKind::Text,
        ("Kommunen eller den, der skal nå milepælen", "Who must reach the milestone"),
    ),
    Field::optional(
        "round",
        ("Runde", "Round"),
        ValueKind::Text,
        ("Den runde eller fase, enheden er i", "The round or phase the unit is in"),
    ),
    Field::optional(
        "milestone",
        ("Milepæl", "Milestone"),
        ValueKind::Text,
        ("Det, der skal foreligge", "What must be there"),
    ),
    Field::optional(
        "start",
        ("Begyndt", "Start"),
        ValueKind::Date,
        ("Hvornår arbejdet begyndte", "When the work began"),
    ),
    Field::optional(
        "deadline",
        ("Oprindelig frist", "Original deadline"),
        ValueKind::Date,
        ("Fristen, som den først blev sat", "The deadline as first set"),
    ),
    Field::optional(
        "changed",
        ("Ny frist", "New deadline"),
        ValueKind::Date,
        ("Den frist, der gælder nu, hvis den er flyttet", "The deadline in force, if it was moved"),
    ),
    Field::optional(
        "reason",
        ("Begrundelse", "Reason"),
        ValueKind::Text,
        ("Hvorfor fristen er flyttet", "Why the deadline was moved"),
    ),
    Field::optional(
        "done",
        ("Færdig", "Done"),
        ValueKind::Date,
        ("Dagen, milepælen blev nået", "The day the milestone was reached"),
    ),
];

const SETTINGS: &[Field] = &[
    TITLE,
    NOTE,
    UNIT,
    Field::optional(
        "as_of",
        ("Opgjort pr.", "As of"),
        ValueKind::Date,
        ("Den dag, status opgøres; tomt: i dag", "The day the state is told for; empty: today"),
    ),
    Field::optional(
        "near",
        ("Varsel i dage", "Days of warning"),
        ValueKind::Integer,
        (
            "Så mange dage før fristen mærkes en milepæl som nær; tomt: 30",
            "So many days before its deadline a milestone is marked as near; empty: 30",
        ),
    ),
];
