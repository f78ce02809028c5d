//! Twenty things people ask an archive of councils for. Single words, parts of compounds, several
//! words, phrases, and beginnings as one types; the synthetic texts contain them all.

/// How a query is put to an engine.
#[derive(Clone, Copy)]
pub(crate) enum Form {
    /// All the words.
    Words,
    /// The words in this order.
    Phrase,
    /// The last word is only begun.
    Beginning,
}

/// The queries.
pub(crate) const QUERIES: [(&str, Form); 20] = [
    ("budget", Form::Words),
    ("sundhedsklynge", Form::Words),
    ("klynge", Form::Words),
    ("motorvej", Form::Words),
    ("Faxe", Form::Words),
    ("Køge", Form::Words),
    ("råd", Form::Words),
    ("rammeaftale", Form::Words),
    ("socialtilsyn", Form::Words),
    ("kollektiv trafik", Form::Words),
    ("budget skole", Form::Words),
    ("klimaplan Kalundborg", Form::Words),
    ("uddannelse ungdom region", Form::Words),
    ("lokalplan høring bolig", Form::Words),
    ("godkendelse af dagsorden", Form::Phrase),
    ("til efterretning", Form::Phrase),
    ("KKR Sjælland", Form::Phrase),
    ("sundhed", Form::Beginning),
    ("erhverv", Form::Beginning),
    ("vand", Form::Beginning),
];

/// As typed into our own search.
pub(crate) fn ours((text, form): (&str, Form)) -> String {
    match form {
        Form::Words => text.to_owned(),
        Form::Phrase => format!("\"{text}\""),
        Form::Beginning => format!("{text}*"),
    }
}

/// In the language of SQLite's FTS5.
pub(crate) fn fts5((text, form): (&str, Form)) -> String {
    match form {
        Form::Words => {
            text.split(' ').map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" ")
        }
        Form::Phrase => format!("\"{text}\""),
        Form::Beginning => format!("\"{text}\"*"),
    }
}

/// A PostgreSQL expression of type `tsquery`.
pub(crate) fn postgres((text, form): (&str, Form)) -> String {
    match form {
        Form::Words => format!("plainto_tsquery('danish', '{text}')"),
        Form::Phrase => format!("phraseto_tsquery('danish', '{text}')"),
        Form::Beginning => format!("to_tsquery('danish', '{text}:*')"),
    }
}
