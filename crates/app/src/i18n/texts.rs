use std::collections::HashMap;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use super::Language;

/// The texts of one language: those without arguments ready made, the others in their bundle.
struct Texts {
    plain: HashMap<String, String>,
    bundle: FluentBundle<FluentResource>,
}

static DANISH: LazyLock<Texts> = LazyLock::new(|| Texts::new(Language::Danish));
static ENGLISH: LazyLock<Texts> = LazyLock::new(|| Texts::new(Language::English));

impl Texts {
    fn new(language: Language) -> Self {
        let source = language.source();
        let resource = FluentResource::try_new(source.to_owned())
            .expect("the built-in texts are well-formed: a test reads them");
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).expect("the built-in texts have each key once");
        let plain = keys(source)
            .filter_map(|key| {
                let mut errors = Vec::new();
                let pattern = bundle.get_message(key)?.value()?;
                let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
                errors.is_empty().then(|| (key.to_owned(), text))
            })
            .collect();
        Self { plain, bundle }
    }

    fn format(&self, key: &str, args: &FluentArgs) -> Option<String> {
        let pattern = self.bundle.get_message(key)?.value()?;
        Some(self.bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned())
    }
}

/// The keys of a Fluent source, in its order.
pub(super) fn keys(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(|line| {
        let (key, _) = line.split_once(" =")?;
        (!key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
            .then_some(key)
    })
}

impl Language {
    fn texts(self) -> &'static Texts {
        match self {
            Self::Danish => &DANISH,
            Self::English => &ENGLISH,
        }
    }

    /// The text under `key`, or the key itself where there is none.
    pub fn text(self, key: &'static str) -> &'static str {
        self.texts().plain.get(key).map_or(key, String::as_str)
    }

    /// The text under `key` for a number, which it calls `$n`.
    pub fn count(self, key: &str, n: impl Into<u64>) -> String {
        let mut args = FluentArgs::new();
        let n = n.into();
        args.set("n", FluentValue::from(n));
        args.set("figure", FluentValue::from(self.figure(n)));
        self.texts().format(key, &args).unwrap_or_else(|| key.to_owned())
    }

    /// The text under `key` with named words in it.
    pub fn with(self, key: &str, words: &[(&str, &str)]) -> String {
        let mut args = FluentArgs::new();
        for (name, word) in words {
            args.set(*name, FluentValue::from(*word));
        }
        self.texts().format(key, &args).unwrap_or_else(|| key.to_owned())
    }
}
