//! The four pages that are measured, found by following links as a visitor does.

use std::net::SocketAddr;

use anyhow::{Context, Result};

use crate::http;

/// A page to ask for.
pub(crate) struct Page {
    /// What it is.
    pub(crate) name: &'static str,
    /// Its address within the portal.
    pub(crate) path: String,
}

/// Home, the first meeting it leads to, that meeting's first item, and a search.
pub(crate) fn find(address: SocketAddr) -> Result<Vec<Page>> {
    let home = http::get(address, "/")?.text();
    let meeting = link(&home, "/moede/")
        .or_else(|| link(&http::get(address, "/moeder").ok()?.text(), "/moede/"));
    let meeting = meeting.context("no link leads to a meeting")?;
    let item = link(&http::get(address, &meeting)?.text(), "/punkt/");
    Ok(vec![
        Page { name: "home", path: "/".to_owned() },
        Page { name: "meeting", path: meeting },
        Page { name: "item", path: item.context("the meeting leads to no item")? },
        Page { name: "search", path: "/soeg?q=klynge".to_owned() },
    ])
}

/// The first link that begins so.
fn link(html: &str, begin: &str) -> Option<String> {
    let mark = format!("href=\"{begin}");
    let rest = &html[html.find(&mark)? + "href=\"".len()..];
    let path = rest.split(['"', '#']).next()?;
    Some(path.replace("&amp;", "&"))
}

#[cfg(test)]
mod tests {
    use super::link;

    #[test]
    fn the_first_link_of_its_kind_is_taken_without_its_fragment() {
        let html = r#"<a href="/moeder"><a href="/punkt/abc-1#top"><a href="/punkt/x">"#;
        assert_eq!(link(html, "/punkt/").as_deref(), Some("/punkt/abc-1"));
        assert_eq!(link(html, "/forloeb/"), None);
    }
}
