use crate::Language;

/// A text in Danish and English that is known beforehand.
pub(crate) type Both = (&'static str, &'static str);

pub(crate) fn pick(both: Both, language: Language) -> &'static str {
    language.pick(both.0, both.1)
}

/// The table form of a kind's input: which sheets, which columns, what stands in them. Templates,
/// workbooks and CSV are written and read by it; it leads to the same JSON form as JSON does.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// The sheets, the main one first: it is what a CSV file without sheet names holds.
    pub sheets: &'static [SheetSchema],
}

/// One sheet of an input.
#[derive(Debug, Clone, Copy)]
pub struct SheetSchema {
    /// Where its content lies in the JSON form: `units`, `about.sources`; empty for the root.
    pub key: &'static str,
    /// The sheet's name.
    pub name: Both,
    /// What the sheet is for, said in the template.
    pub about: Both,
    /// How it is filled.
    pub form: Form,
}

/// How a sheet is filled.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// One setting per row: name, value, explanation.
    Settings(&'static [Field]),
    /// A heading row, then one entry per row.
    Rows {
        /// The columns that are known.
        fields: &'static [Field],
        /// What further columns mean, if they may be there.
        extra: Option<Extra>,
    },
}

/// A setting or a column.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Its key in the JSON form, below the sheet's; a point leads deeper: `about.title`.
    pub key: &'static str,
    /// How it is headed.
    pub heading: Both,
    /// What stands in it.
    pub kind: ValueKind,
    /// Whether it may be left out.
    pub need: Need,
    /// What it means, said in the template and the docs.
    pub about: Both,
}

/// Further columns: each heading is a name of the author's own (a criterion, a key's component, a
/// year). In the JSON form an entry has an object of these under `key`: `{"values": {"2025": 851}}`.
#[derive(Debug, Clone, Copy)]
pub struct Extra {
    /// The key of the object.
    pub key: &'static str,
    /// What stands in the columns.
    pub kind: ValueKind,
    /// What the columns are.
    pub about: Both,
}

/// Whether a field may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It must be there.
    Required,
    /// It may be left out.
    Optional,
}

/// What stands in a cell.
#[derive(Debug, Clone, Copy)]
pub enum ValueKind {
    /// Any text.
    Text,
    /// A whole number: in such a column `1.779` is 1779.
    Integer,
    /// Any number.
    Number,
    /// Any number, or else a word that stands for one: `høj`.
    NumberOrWord,
    /// A day.
    Date,
    /// `ja` or `nej`.
    YesNo,
    /// One of a few words.
    Choice(&'static [Choice]),
    /// Several texts parted by semicolons.
    Texts,
    /// Several numbers parted by semicolons.
    Numbers,
}

/// One of a few words a cell may hold.
#[derive(Debug, Clone, Copy)]
pub struct Choice {
    /// The word in the JSON form.
    pub key: &'static str,
    /// The words in a table.
    pub name: Both,
    /// Other words that are understood.
    pub also: &'static [&'static str],
}

impl Field {
    /// A field of this kind that must be there.
    pub const fn required(key: &'static str, heading: Both, kind: ValueKind, about: Both) -> Self {
        Self { key, heading, kind, need: Need::Required, about }
    }

    /// A field of this kind that may be left out.
    pub const fn optional(key: &'static str, heading: Both, kind: ValueKind, about: Both) -> Self {
        Self { key, heading, kind, need: Need::Optional, about }
    }

    /// Whether a heading means this field: in either language or by key, whatever the case.
    pub(crate) fn is_headed(&self, heading: &str) -> bool {
        let heading = heading.trim().to_lowercase();
        [self.heading.0, self.heading.1, self.key].iter().any(|name| name.to_lowercase() == heading)
    }
}

impl Choice {
    /// Whether a word means this choice: in either language or by key, whatever the case and what
    /// parts the words.
    pub(crate) fn is_meant_by(&self, word: &str) -> bool {
        let word = plain(word);
        let own = [self.key, self.name.0, self.name.1];
        !word.is_empty() && own.iter().chain(self.also).any(|own| plain(own) == word)
    }
}

/// Letters and digits alone: `weighted_sum`, `d’Hondt`.
fn plain(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

impl SheetSchema {
    /// Whether a sheet of this name is meant. A sheet without a name never is: the root's key is
    /// empty too.
    pub(crate) fn is_named(&self, name: &str) -> bool {
        let name = name.trim().to_lowercase();
        let own = [self.name.0, self.name.1, self.key];
        !name.is_empty() && own.iter().any(|own| own.to_lowercase() == name)
    }

    /// Its settings or columns.
    pub fn fields(&self) -> &'static [Field] {
        match self.form {
            Form::Settings(fields) | Form::Rows { fields, .. } => fields,
        }
    }
}

/// The settings every kind has; a kind's settings sheet begins with them.
pub(crate) const TITLE: Field = Field::optional(
    "about.title",
    ("Titel", "Title"),
    ValueKind::Text,
    ("Hvad tallet hedder på dagsordenen", "What the figure is called on the agenda"),
);
pub(crate) const NOTE: Field = Field::optional(
    "about.note",
    ("Bemærkning", "Note"),
    ValueKind::Text,
    ("Det, læseren skal vide først", "What its reader should know first"),
);
pub(crate) const UNIT: Field = Field::optional(
    "about.unit",
    ("Enhed", "Unit"),
    ValueKind::Text,
    ("Hvad der tælles: pladser, kr.", "What is counted: places, DKK"),
);
/// The sheet of sources every kind has.
pub(crate) const SOURCES: SheetSchema = SheetSchema {
    key: "about.sources",
    name: ("Kilder", "Sources"),
    about: ("Hvor tallene kommer fra", "Where the numbers come from"),
    form: Form::Rows {
        fields: &[
            Field::required(
                "name",
                ("Kilde", "Source"),
                ValueKind::Text,
                ("Dokument, register eller kontor", "Document, register or office"),
            ),
            Field::optional(
                "what",
                ("Hvilke tal", "Which numbers"),
                ValueKind::Text,
                ("Hvilke af tallene", "Which of the numbers"),
            ),
            Field::optional(
                "date",
                ("Dato", "Date"),
                ValueKind::Date,
                ("Tallenes dato", "The numbers' date"),
            ),
            Field::optional(
                "url",
                ("Adresse", "Address"),
                ValueKind::Text,
                ("Hvor det kan læses", "Where it can be read"),
            ),
        ],
        extra: None,
    },
};

mod fill;
mod guide;

pub(crate) use fill::unmistakable;
