//! The fields of the index. What only insiders may see has fields of its own.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

use crate::Audience;

/// Changes with the fields and with the analysis: an index of another version is made again.
pub(crate) const VERSION: u32 = 1;
/// The name the engine knows the Danish analysis by.
pub(crate) const DANISH: &str = "danish";

/// The fields.
#[derive(Clone)]
pub(crate) struct Fields {
    pub(crate) id: Field,
    pub(crate) slug: Field,
    /// Who may know of the item: [`Fields::seen_by`].
    pub(crate) seen: Field,
    pub(crate) body: Field,
    pub(crate) body_name: Field,
    pub(crate) year: Field,
    /// Year, month and day as one number, 20220907.
    pub(crate) date: Field,
    pub(crate) public: Side,
    pub(crate) insider: Side,
}

/// What one audience alone may see.
#[derive(Clone)]
pub(crate) struct Side {
    pub(crate) title: Field,
    pub(crate) text: Field,
    pub(crate) case: Field,
    pub(crate) kind: Field,
    pub(crate) outcome: Field,
    pub(crate) municipality: Field,
    pub(crate) person: Field,
}

impl Fields {
    /// The schema and its fields.
    pub(crate) fn schema() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let fields = Self {
            id: schema.add_text_field("id", STRING | STORED),
            slug: schema.add_text_field("slug", STORED),
            seen: schema.add_text_field("seen", STRING),
            body: schema.add_text_field("body", STRING | FAST),
            body_name: schema.add_text_field("body_name", danish()),
            year: schema.add_i64_field("year", INDEXED | FAST),
            date: schema.add_i64_field("date", FAST),
            public: Side::new(&mut schema, "public"),
            insider: Side::new(&mut schema, "insider"),
        };
        (schema.build(), fields)
    }

    /// The value of `seen` of an item for this audience.
    pub(crate) fn seen_by(audience: Audience) -> &'static str {
        match audience {
            Audience::Public => "public",
            Audience::Insider => "insider",
        }
    }

    /// The fields in which something for this audience is written.
    pub(crate) fn side(&self, audience: Audience) -> &Side {
        match audience {
            Audience::Public => &self.public,
            Audience::Insider => &self.insider,
        }
    }

    /// The fields this audience may read.
    pub(crate) fn sides(&self, audience: Audience) -> Vec<&Side> {
        match audience {
            Audience::Public => vec![&self.public],
            Audience::Insider => vec![&self.public, &self.insider],
        }
    }
}

impl Side {
    fn new(schema: &mut SchemaBuilder, audience: &str) -> Self {
        let name = |field: &str| format!("{audience}_{field}");
        Self {
            title: schema.add_text_field(&name("title"), danish()),
            text: schema.add_text_field(&name("text"), danish().set_stored()),
            case: schema.add_text_field(&name("case"), danish()),
            kind: schema.add_text_field(&name("kind"), STRING | FAST),
            outcome: schema.add_text_field(&name("outcome"), STRING | FAST),
            municipality: schema.add_text_field(&name("municipality"), STRING | FAST),
            person: schema.add_text_field(&name("person"), STRING | FAST),
        }
    }
}

fn danish() -> TextOptions {
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(DANISH)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    TextOptions::default().set_indexing_options(indexing)
}
