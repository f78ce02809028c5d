//! Where a page came from, and where its links lead.

use scraper::{Html, Node, Selector};
use url::Url;

/// The address of a page, as far as the page says it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Address {
    base: Option<Url>,
}

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// Outside the page: an absolute address, or a path beside the document.
    Out(String),
    /// A place on the page, by its id; empty for its top.
    Within(String),
    /// To the page's own host, which the page does not name.
    Hostless,
    /// Nowhere: a script.
    Nowhere,
}

impl Address {
    /// The address by `<base>`, the canonical link, `og:url`, or the comment before `<html>` that
    /// browsers and archives write ("saved from url=…", "origin …").
    pub(crate) fn of(html: &Html) -> Self {
        let attribute = |selector: &str, name: &str| {
            let selector = Selector::parse(selector).ok()?;
            let value = html.select(&selector).next()?.attr(name)?;
            Url::parse(value.trim()).ok().filter(Url::has_host)
        };
        let base = attribute("base[href]", "href")
            .or_else(|| attribute("link[rel=canonical][href]", "href"))
            .or_else(|| attribute("meta[property='og:url'][content]", "content"))
            .or_else(|| comment_address(html));
        Self { base }
    }

    /// Where `href` leads.
    pub(crate) fn resolve(&self, href: &str) -> Target {
        let href = href.trim();
        if let Some(id) = href.strip_prefix('#') {
            return Target::Within(id.to_owned());
        }
        match Url::parse(href) {
            Ok(url) if matches!(url.scheme(), "javascript" | "data" | "vbscript" | "about") => {
                Target::Nowhere
            }
            Ok(url) => Target::Out(url.into()),
            Err(_) => self.join(href),
        }
    }

    fn join(&self, href: &str) -> Target {
        match self.base.as_ref().and_then(|base| base.join(href).ok()) {
            Some(url) => Target::Out(url.into()),
            None if href.is_empty() => Target::Nowhere,
            None if href.starts_with('/') || href.starts_with('?') => Target::Hostless,
            None => Target::Out(href.to_owned()),
        }
    }

    /// Whether the page names its host.
    pub(crate) fn is_known(&self) -> bool {
        self.base.is_some()
    }
}

fn comment_address(html: &Html) -> Option<Url> {
    let mut comments = html.tree.root().children().filter_map(|node| match node.value() {
        Node::Comment(comment) => Some(comment.to_string()),
        _ => None,
    });
    comments.find_map(|comment| address_in(&comment))
}

fn address_in(comment: &str) -> Option<Url> {
    let after = ["origin", "saved from url"]
        .iter()
        .find_map(|word| comment.find(word).map(|at| &comment[at..]))?;
    let begin = after.find("http")?;
    let end =
        after[begin..].find(|c: char| c.is_whitespace() || matches!(c, ',' | ')' | '"' | '<'));
    let address = end.map_or(&after[begin..], |end| &after[begin..begin + end]);
    Url::parse(address).ok().filter(Url::has_host)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(page: &str) -> Address {
        Address::of(&Html::parse_document(page))
    }

    #[test]
    fn the_page_says_its_host_in_base_canonical_or_comment() {
        for page in [
            "<base href='https://a.dk/x/'>",
            "<link rel=canonical href='https://a.dk/'>",
            "<meta property='og:url' content='https://a.dk/y'>",
            "<!-- saved from url=(0020)https://a.dk/x/ --><html>",
            "<!-- copy (origin https://a.dk, HTML) --><html>",
        ] {
            let expect = Target::Out("https://a.dk/bilag/1".into());
            assert_eq!(address(page).resolve("/bilag/1"), expect, "{page}");
        }
    }

    #[test]
    fn without_a_host_only_a_path_beside_the_document_is_kept() {
        let page = address("<p>x");
        assert_eq!(page.resolve("/vis/1"), Target::Hostless);
        assert_eq!(page.resolve("bilag/1.pdf"), Target::Out("bilag/1.pdf".into()));
        assert_eq!(page.resolve("#top"), Target::Within("top".into()));
        assert_eq!(page.resolve("javascript:void(0)"), Target::Nowhere);
    }
}
