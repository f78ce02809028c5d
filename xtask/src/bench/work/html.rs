//! What is cut out of our own pages, whose HTML is known.

/// All that stands between two marks.
pub(super) fn between<'p>(
    page: &'p str,
    begin: &str,
    end: &'p str,
) -> impl Iterator<Item = &'p str> + use<'p> {
    let parts: Vec<&str> = page.split(begin).skip(1).collect();
    parts.into_iter().filter_map(move |rest| rest.split_once(end).map(|(part, _)| part))
}

/// The first that stands between two marks.
pub(super) fn first<'p>(page: &'p str, begin: &str, end: &'p str) -> Option<&'p str> {
    between(page, begin, end).next()
}

/// The addresses within the site that the page names in any attribute, without fragments.
pub(super) fn links(page: &str) -> Vec<String> {
    between(page, "=\"/", "\"")
        .filter(|rest| !rest.starts_with('/'))
        .map(|rest| format!("/{}", rest.split('#').next().unwrap_or_default()))
        .map(|path| path.replace("&amp;", "&").replace("&#38;", "&"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{between, first, links};

    #[test]
    fn what_stands_between_two_marks_is_found_each_time() {
        assert_eq!(between("<a>1</a><a>2</a><a>3", "<a>", "</a>").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(first("<b>", "<a>", "</a>"), None);
    }

    #[test]
    fn links_stay_within_the_site_and_lose_their_fragments() {
        let page = r#"<a href="/soeg?a=1&amp;b=2#top"><a href="//x.dk/"><a href="https://x.dk/">
            <main data-source="/arbejde/tekst/1/data" data-name="x">"#;
        assert_eq!(links(page), ["/soeg?a=1&b=2", "/arbejde/tekst/1/data"]);
    }
}
