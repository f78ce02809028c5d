//! What the reader found uncertain, in the user's language.

use raadslag_document::Problem;

use crate::i18n::Language;

/// What a problem is. The reader's own words, which are English, where its code is not known here.
pub fn problem(l: Language, problem: &Problem) -> &str {
    match problem.code.as_str() {
        "no-items" => l.text("read-no-items"),
        "item-without-header" => l.text("read-item-without-header"),
        "item-without-title" => l.text("read-item-without-title"),
        "item-only-in-contents" => l.text("read-item-only-in-contents"),
        "table-rebuilt" => l.text("read-table-rebuilt"),
        "table-in-lines" => l.text("read-table-in-lines"),
        "pdf-table-rebuilt" => l.text("read-pdf-table-rebuilt"),
        "pdf-pages-rebuilt" => l.text("read-pdf-pages-rebuilt"),
        "pdf-pages-missing" => l.text("read-pdf-pages-missing"),
        "pdf-page-unread" => l.text("read-pdf-page-unread"),
        "embedded-part" => l.text("read-embedded-part"),
        "hidden-text" => l.text("read-hidden-text"),
        "tracked-changes" => l.text("read-tracked-changes"),
        "comment" => l.text("read-comment"),
        "picture-left-out" => l.text("read-picture-left-out"),
        "link-by-page" => l.text("read-link-by-page"),
        "links-without-host" => l.text("read-links-without-host"),
        "unknown-key" => l.text("read-unknown-key"),
        _ => &problem.message,
    }
}

#[cfg(test)]
mod tests {
    use raadslag_document::Problem;

    use super::problem;
    use crate::i18n::Language;

    /// The table of `docs/reader.md`, which is compared with the reader's source elsewhere.
    #[test]
    fn every_problem_is_told_in_danish() {
        let page = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/reader.md");
        let page = std::fs::read_to_string(page).unwrap();
        let codes = page.lines().filter_map(|row| row.strip_prefix("| `")?.split_once("` |"));
        let codes: Vec<&str> = codes.map(|(code, _)| code).filter(|it| it.contains('-')).collect();
        assert!(codes.len() > 10, "{codes:?}");
        for code in codes {
            let (code, message, text) = (code.to_owned(), "English".to_owned(), None);
            let found = Problem { line: None, page: None, code, message, text };
            assert_ne!(problem(Language::Danish, &found), "English", "{}", found.code);
        }
    }
}
