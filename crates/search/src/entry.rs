use jiff::civil::Date;

/// Who may see a text. An insider sees what the public sees, and more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Audience {
    /// Everybody.
    #[default]
    Public,
    /// Those who may read closed items.
    Insider,
}

/// An agenda item as the index knows it.
///
/// A closed item has [`audience`](Self::audience) `Insider`: the public finds it by number and title
/// alone, and no filter or count tells anything more about it. Where the title itself reveals,
/// [`title_audience`](Self::title_audience) is `Insider` too and the public finds nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Entry {
    /// What the item is replaced and removed by; unique.
    pub id: String,
    /// Its address part.
    pub slug: String,
    /// Its meeting's address part.
    pub meeting: String,
    /// Its body's slug.
    pub body: String,
    /// Its body's name.
    pub body_name: String,
    /// The meeting's day.
    pub date: Option<Date>,
    /// What the body is to do with it, as a filter value: "decision".
    pub kind: String,
    /// What was decided, as a filter value: "approved"; empty where nothing is known.
    pub outcome: String,
    /// Who may see anything but number and title.
    pub audience: Audience,
    /// Who may know that the item exists.
    pub title_audience: Audience,
    /// "2.6".
    pub number: Option<String>,
    /// Its title.
    pub title: String,
    /// Its case number.
    pub case_number: Option<String>,
    /// Everything else that is written in it.
    pub texts: Vec<Text>,
    /// Municipalities named in it, as filter values. Where any of the texts is for insiders, these
    /// and the people are too, because nobody says which text named them.
    pub municipalities: Vec<String>,
    /// People named in it, as filter values.
    pub people: Vec<String>,
}

/// A text of an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The words.
    pub content: String,
    /// Who may read them; the item's own audience where that is narrower.
    pub audience: Audience,
}

impl Entry {
    /// Who may see kind, outcome and case number.
    pub(crate) fn facts_audience(&self) -> Audience {
        self.audience.max(self.title_audience)
    }

    /// Who may see the names found in the texts.
    pub(crate) fn names_audience(&self) -> Audience {
        let narrowest = self.texts.iter().map(|text| text.audience).max().unwrap_or_default();
        narrowest.max(self.facts_audience())
    }
}
