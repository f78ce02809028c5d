mod pages;
mod portal;

use std::collections::HashMap;

use super::*;

fn flow(page: &str) -> Flow {
    match read(page).unwrap() {
        Found::Flow(flow) => flow,
        Found::Outline(outline) => panic!("read as {outline:?}"),
    }
}

fn outline(page: &str) -> Outline {
    match read(page).unwrap() {
        Found::Outline(outline) => outline,
        Found::Flow(flow) => panic!("read as {flow:?}"),
    }
}

fn aarhus() -> String {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/agendas/aarhus-tekniskudvalg-2025-10-01.html"
    );
    std::fs::read_to_string(path).unwrap()
}

fn visible_words(page: &str) -> Vec<String> {
    let html = scraper::Html::parse_document(page);
    let mut words = Vec::new();
    for node in html.tree.nodes() {
        let Some(text) = node.value().as_text() else { continue };
        let is_code = |name: &str| matches!(name, "script" | "style" | "template");
        let mut above = node.ancestors().filter_map(|node| node.value().as_element());
        if !above.any(|element| is_code(element.name())) {
            words.extend(text.split_whitespace().map(str::to_owned));
        }
    }
    words
}

fn part_texts(parts: &[Part], texts: &mut Vec<String>) {
    for part in parts {
        match part {
            Part::Line(line) => texts.push(line.text.clone()),
            Part::Furniture(furniture) => texts.push(furniture.text.clone()),
            Part::Table { table, .. } => {
                texts.extend(table.caption.clone());
                texts.extend(table.header.iter().chain(&table.rows).flatten().cloned());
            }
        }
    }
}

fn found_texts(found: &Found) -> Vec<String> {
    let mut texts = Vec::new();
    let outline = match found {
        Found::Flow(flow) => {
            part_texts(&flow.parts, &mut texts);
            return texts;
        }
        Found::Outline(outline) => outline,
    };
    texts.extend(outline.furniture.iter().map(|furniture| furniture.text.clone()));
    for item in outline.sections.iter().flat_map(|section| &section.items) {
        texts.extend(item.number.iter().chain(&item.case_number).cloned());
        texts.push(item.title.clone());
        texts.extend(item.attachments.iter().map(|annex| annex.title.clone()));
        for headed in &item.headed {
            texts.extend(headed.heading.clone());
            part_texts(&headed.parts, &mut texts);
        }
    }
    texts
}

fn lost(page: &str) -> Vec<String> {
    let mut left: HashMap<String, usize> = HashMap::new();
    for text in found_texts(&read(page).unwrap()) {
        for word in text.split_whitespace() {
            *left.entry(word.to_owned()).or_default() += 1;
        }
    }
    let take = |word: &String| match left.get_mut(word) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    };
    visible_words(page).into_iter().filter(take).collect()
}

#[test]
fn no_visible_word_of_the_portal_page_is_lost() {
    assert_eq!(lost(&aarhus()), Vec::<String>::new());
}

#[test]
fn hostile_depth_finishes() {
    for piece in
        ["<div>", "<ul><li>", "<table><tr><td>", "<b><a href=x>", "<p hidden><i>", "<h1><main>"]
    {
        let page = format!("{}x", piece.repeat(700));
        assert!(read(&page).is_ok(), "{piece}");
    }
}

const PIECES: [&str; 30] = [
    "<p>",
    "</p>",
    "<div>",
    "</div>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol start=-1>",
    "<table>",
    "<tr>",
    "<td colspan=9999999>",
    "<th rowspan=0>",
    "</table>",
    "<h3>",
    "</h3>",
    "<a href='#a'>",
    "<a href='/b'>",
    "</a>",
    "<b>",
    "</b>",
    "<br>",
    "<button>",
    "</button>",
    "<nav>",
    "</nav>",
    "<dt>",
    "<dd>",
    "<main>",
    "<span hidden>",
    "</span>",
];

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config::with_cases(200))]

    #[test]
    fn no_word_of_any_page_is_lost(picks in proptest::collection::vec(0..PIECES.len(), 0..60)) {
        let mut page = String::new();
        for (number, pick) in picks.into_iter().enumerate() {
            page.push_str(PIECES[pick]);
            page = format!("{page} ord{number} ");
        }
        proptest::prop_assert_eq!(lost(&page), Vec::<String>::new(), "{}", page);
    }

    #[test]
    fn random_text_never_panics(text in "\\PC{0,300}") {
        proptest::prop_assert!(read(&text).is_ok());
    }
}

#[test]
fn a_mutated_portal_page_never_panics() {
    let page: Vec<char> = aarhus().chars().collect();
    for step in 1..12 {
        let cut: String = page[..page.len() * step / 12].iter().collect();
        assert!(read(&cut).is_ok());
        let thinned: String = page
            .iter()
            .enumerate()
            .filter(|(at, _)| at % (97 * step) != 0)
            .map(|(_, c)| c)
            .collect();
        assert!(read(&thinned).is_ok());
    }
}
