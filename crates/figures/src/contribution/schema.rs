//! The sheets of a contribution.

use crate::Schema;
use crate::schema::{Field, Form, NOTE, SOURCES, SheetSchema, TITLE, UNIT, ValueKind};

const UNITS: SheetSchema = SheetSchema {
    key: "units",
    name: ("Betalere", "Payers"),
    about: ("Dem, der betaler", "Who pays"),
    form: Form::Rows {
        fields: &[
            Field::required(
                "name",
                ("Navn", "Name"),
                ValueKind::Text,
                ("Kommunen eller parten", "The municipality or party"),
            ),
            Field::required(
                "base",
                ("Grundlag", "Base"),
                ValueKind::Number,
                ("Det, der betales efter: indbyggere", "What is paid by: inhabitants"),
            ),
            Field::optional(
                "fixed",
                ("Fast del", "Fixed part"),
                ValueKind::Number,
                ("Dens egen faste del i kroner", "Its own fixed part in kroner"),
            ),
            Field::optional(
                "previous",
                ("Sidste år", "Previous"),
                ValueKind::Number,
                ("Bidraget sidste gang i kroner", "What it paid last time in kroner"),
            ),
        ],
        extra: None,
    },
};

const SETTINGS: SheetSchema = SheetSchema {
    key: "",
    name: ("Indstillinger", "Settings"),
    about: ("Hvad der betales", "What is paid"),
    form: Form::Settings(&[
        TITLE,
        NOTE,
        UNIT,
        Field::optional(
            "year",
            ("År", "Year"),
            ValueKind::Integer,
            ("Det år, beløb og takst gælder", "The year of amount and rate"),
        ),
        Field::optional(
            "amount",
            ("Samlet beløb", "Amount"),
            ValueKind::Number,
            (
                "Kroner for alle tilsammen, med de faste dele; enten det eller taksten",
                "Kroner for all together, fixed parts included; either this or the rate",
            ),
        ),
        Field::optional(
            "rate",
            ("Takst", "Rate"),
            ValueKind::Number,
            ("Kroner pr. grundlag: 2,24 kr. pr. indbygger", "Kroner per base: 2.24 per inhabitant"),
        ),
        Field::optional(
            "base_unit",
            ("Grundlaget tæller", "The base counts"),
            ValueKind::Text,
            ("I ental: indbygger", "In the singular: inhabitant"),
        ),
        Field::optional(
            "fixed",
            ("Fast del for alle", "Fixed part for all"),
            ValueKind::Number,
            ("Kroner, som hver betaler ud over taksten", "Kroner each pays besides"),
        ),
        Field::optional(
            "rate_decimals",
            ("Takstens decimaler", "Decimals of the rate"),
            ValueKind::Integer,
            ("Regulerede takster rundes hertil", "Indexed rates are rounded to these"),
        ),
    ]),
};

const INDEXING: SheetSchema = SheetSchema {
    key: "indexing",
    name: ("Regulering", "Indexing"),
    about: ("Hvad alt stiger med i årene efter", "By how much everything rises later"),
    form: Form::Rows {
        fields: &[
            Field::required("year", ("År", "Year"), ValueKind::Integer, ("Året", "The year")),
            Field::required(
                "percent",
                ("Procent", "Per cent"),
                ValueKind::Number,
                ("Stigningen fra året før", "The rise from the year before"),
            ),
        ],
        extra: None,
    },
};

pub(super) const SCHEMA: Schema = Schema { sheets: &[UNITS, SETTINGS, INDEXING, SOURCES] };
