//! Nothing is lost: every character the engine gives is in the flow.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::super::boss::Boss;
use super::super::engine::Engine;
use super::sketch::{Font, Sketch};
use super::*;

/// Every text of a flow, with the markers that became roles.
pub(super) fn words(flow: &Flow) -> Vec<String> {
    let mut words = Vec::new();
    let mut add = |text: &str| words.extend(text.split_whitespace().map(str::to_owned));
    for part in &flow.parts {
        match part {
            Part::Line(line) => {
                match line.role {
                    Role::Entry { ordered: true, number: Some(number), .. } => {
                        add(&format!("{number}."));
                    }
                    Role::Entry { .. } => add("-"),
                    _ => {}
                }
                add(&line.text);
            }
            Part::Table { table, .. } => {
                table.header.iter().chain(&table.rows).flatten().for_each(|cell| add(cell));
            }
            Part::Furniture(furniture) => add(&furniture.text),
        }
    }
    words
}

/// Letters, digits and signs with how often they stand. Dots and bullets, which may change, and
/// the brackets of numbers are left out.
fn characters<'a>(texts: impl Iterator<Item = &'a str>) -> BTreeMap<char, usize> {
    let mut counted = BTreeMap::new();
    let kept = |c: &char| !c.is_whitespace() && !".-–•)".contains(*c);
    for c in texts.flat_map(str::chars).filter(kept) {
        *counted.entry(c).or_default() += 1;
    }
    counted
}

fn check_whole(bytes: &[u8]) {
    let (engine, _) = Boss::open(bytes).expect("readable");
    let sheets: Vec<_> = (0..engine.pages()).map(|page| engine.sheet(page)).collect();
    let given = characters(sheets.iter().flat_map(|it| &it.runs).map(|run| run.text.as_str()));
    let flow = read(bytes).expect("readable");
    let words = words(&flow);
    assert_eq!(characters(words.iter().map(String::as_str)), given);
}

#[test]
fn every_character_of_real_minutes_comes_out() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../../shared/agendas/aarhus-byraad-2025-08-27.pdf"
    );
    check_whole(&std::fs::read(path).expect("the minutes stand beside the repository"));
}

/// A word or two, a marker or a leader.
fn snippet() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zæøåA-ZÆØÅ0-9,:()]{1,12}( [a-zæøå]{1,9}){0,6}",
        1 => Just("•".to_owned()),
        1 => "[0-9]{1,2}\\. [a-z]{1,8}",
        1 => Just("Punkt.......... 4".to_owned()),
    ]
}

/// Where a snippet stands, on a coarse raster so that rows and columns form.
fn place() -> impl Strategy<Value = (f32, f32)> {
    (0_u8..10, 0_u8..50).prop_map(|(x, y)| (40.0 + 50.0 * f32::from(x), 40.0 + 15.0 * f32::from(y)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn every_character_comes_out_wherever_it_stands(
        pages in prop::collection::vec(
            prop::collection::vec((snippet(), place(), 0_usize..3, 6_u8..20), 1..40),
            1..5,
        ),
        rules in prop::collection::vec((place(), place(), any::<bool>()), 0..12),
    ) {
        let mut sketch = Sketch::default();
        for snippets in pages {
            sketch = sketch.page();
            for ((x0, y0), (x1, y1), across) in &rules {
                let (x1, y1) = if *across { (*x1, *y0) } else { (*x0, *y1) };
                sketch = sketch.rule(*x0, *y0, x1, y1);
            }
            // Twice the same text at the same place is one text.
            let mut taken = std::collections::HashSet::new();
            for (text, (x, y), font, size) in snippets {
                if taken.insert((x as i32, y as i32)) {
                    let font = [Font::Plain, Font::Bold, Font::Italic][font];
                    sketch = sketch.set(font, f32::from(size), x, y, &text);
                }
            }
        }
        check_whole(&sketch.pdf());
    }
}
