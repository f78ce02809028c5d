use jiff::civil::date;

use super::{
    Bars, Chart, Drawing, Dress, Gantt, GanttRow, Interval, Intervals, Lines, Series, Stacks,
    State, Tile, Tiles,
};
use crate::Language;

fn series(name: &str, values: &[f64]) -> Series {
    Series { name: name.to_owned(), values: values.iter().map(|value| Some(*value)).collect() }
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn drawings() -> Vec<(&'static str, Drawing)> {
    let gantt_row = |group: &str, name: &str, moved, done, state| GanttRow {
        group: group.to_owned(),
        name: name.to_owned(),
        start: Some(date(2021, 3, 1)),
        original: date(2022, 10, 15),
        moved,
        done,
        state,
    };
    let tile = |name: &str, state, label: &str| Tile {
        name: name.to_owned(),
        state,
        label: label.to_owned(),
    };
    vec![
        (
            "bars",
            Drawing::Bars(Bars {
                unit: "pladser".into(),
                decimals: 0,
                categories: names(&[
                    "Hovedstaden",
                    "Sjælland",
                    "Syddanmark",
                    "Midtjylland",
                    "Nordjylland",
                ]),
                series: vec![
                    series("2025", &[1779.0, 955.0, 1328.0, 1304.0, 634.0]),
                    series("2026", &[1780.0, 955.0, 1327.0, 1304.0, 634.0]),
                ],
            }),
        ),
        (
            "bars-signed",
            Drawing::Bars(Bars {
                unit: "ændring".into(),
                decimals: 1,
                categories: names(&[
                    "En alternativ linjeføring med et langt navn",
                    "Næstved og Nykøbing F",
                    "C",
                ]),
                series: vec![series("flow", &[-0.75, 0.5, 0.25])],
            }),
        ),
        (
            "stacks",
            Drawing::Stacks(Stacks {
                parts: names(&["helt uenig", "uenig", "hverken/eller", "enig", "helt enig"]),
                is_ordered: true,
                rows: vec![
                    (
                        "Møderne er godt forberedt, og sagerne er klare at tage stilling til"
                            .into(),
                        vec![0.05, 0.1, 0.2, 0.4, 0.25],
                    ),
                    ("B".into(), vec![0.0, 0.0, 0.5, 0.5, 0.0]),
                ],
            }),
        ),
        (
            "lines",
            Drawing::Lines(Lines {
                unit: "familier".into(),
                decimals: 0,
                points: (2014..=2024).map(|year| year.to_string()).collect(),
                series: vec![
                    series(
                        "Plejefamilier",
                        &[
                            1455.0, 1400.0, 1360.0, 1300.0, 1250.0, 1200.0, 1150.0, 1098.0, 1060.0,
                            1020.0, 995.0,
                        ],
                    ),
                    series(
                        "Tilbud",
                        &[
                            420.0, 415.0, 410.0, 405.0, 400.0, 398.0, 395.0, 389.0, 370.0, 360.0,
                            349.0,
                        ],
                    ),
                ],
                breaks: vec![4],
                targets: vec![series("mål", &[1000.0; 11])],
            }),
        ),
        (
            "intervals",
            Drawing::Intervals(Intervals {
                unit: "vægt i procent".into(),
                range: (0.0, 100.0),
                decimals: 0,
                rows: vec![
                    Interval { name: "Rejsetid".into(), low: 12.0, high: 64.0, point: 33.0 },
                    Interval {
                        name: "Regional udvikling".into(),
                        low: 0.0,
                        high: 100.0,
                        point: 34.0,
                    },
                ],
            }),
        ),
        (
            "gantt",
            Drawing::Gantt(Gantt {
                rows: vec![
                    gantt_row("Runde 1", "Sorø", None, Some(date(2022, 9, 1)), State::Good),
                    gantt_row("Runde 1", "Faxe", Some(date(2022, 12, 22)), None, State::Warning),
                    gantt_row(
                        "Runde 2",
                        "Guldborgsund",
                        Some(date(2023, 6, 30)),
                        None,
                        State::Open,
                    ),
                ],
                today: Some(date(2022, 9, 7)),
            }),
        ),
        (
            "tiles",
            Drawing::Tiles(Tiles {
                tiles: super::tiles::names()
                    .enumerate()
                    .map(|(index, name)| {
                        tile(
                            name,
                            [State::Good, State::Open, State::Bad, State::Warning][index % 4],
                            "12-11-2026",
                        )
                    })
                    .chain([tile("Region Sjælland", State::Good, "14-10-2026")])
                    .collect(),
            }),
        ),
    ]
}

fn chart(drawing: Drawing) -> Chart {
    Chart { title: "Pladser & mål".into(), description: "Hvad <man> ser".into(), drawing }
}

#[test]
fn every_drawing_is_well_formed_named_and_the_same_each_time() {
    for (name, drawing) in drawings() {
        let chart = chart(drawing);
        for dress in [Dress::File, Dress::Page] {
            let svg = chart.svg("c1", Language::Danish, dress);
            assert_eq!(svg, chart.svg("c1", Language::Danish, dress), "{name}");
            assert!(svg.contains("<title id=\"c1-title\">Pladser &amp; mål</title>"), "{name}");
            assert!(svg.contains("<desc id=\"c1-desc\">Hvad &lt;man&gt; ser</desc>"), "{name}");
            assert_eq!(svg.contains("<style>"), dress == Dress::File, "{name}");
            assert!(
                !svg.contains("style=\"") && !svg.contains("NaN") && !svg.contains("inf"),
                "{name}"
            );
            assert_eq!(svg.matches("<text").count(), svg.matches("</text>").count(), "{name}");
        }
    }
}

#[test]
fn numbers_are_written_in_the_language() {
    let (_, bars) = drawings().swap_remove(0);
    assert!(chart(bars.clone()).svg("c", Language::Danish, Dress::Page).contains(">1.779<"));
    assert!(chart(bars).svg("c", Language::English, Dress::Page).contains(">1,779<"));
}

#[test]
fn nothing_to_draw_and_absurd_numbers_are_drawn_without_panic() {
    let odd = [f64::NAN, f64::INFINITY, -1e300, 1e300, 0.0];
    let empty = Drawing::Bars(Bars {
        unit: String::new(),
        decimals: 0,
        categories: Vec::new(),
        series: Vec::new(),
    });
    let strange = |values: &[f64]| Lines {
        unit: String::new(),
        decimals: 0,
        points: names(&["1"]),
        series: vec![series("", values)],
        breaks: vec![0, 9],
        targets: Vec::new(),
    };
    let gantt = Drawing::Gantt(Gantt { rows: Vec::new(), today: None });
    let stacks = Drawing::Stacks(Stacks {
        parts: Vec::new(),
        is_ordered: true,
        rows: vec![("x".into(), odd.to_vec())],
    });
    for drawing in [
        empty,
        gantt,
        stacks,
        Drawing::Lines(strange(&odd)),
        Drawing::Lines(strange(&[])),
        Drawing::Tiles(Tiles { tiles: Vec::new() }),
    ] {
        let svg = chart(drawing).svg("c", Language::English, Dress::File);
        assert!(svg.ends_with("</svg>"));
    }
}

fn lines(points: &[&str], series: Vec<Series>) -> Drawing {
    Drawing::Lines(Lines {
        unit: String::new(),
        decimals: 1,
        points: names(points),
        series,
        breaks: Vec::new(),
        targets: Vec::new(),
    })
}

/// A text's place: `<text x="1" y="2" …>95,7</text>`.
fn place_of(svg: &str, text: &str) -> (f64, f64) {
    let before = svg.split(&format!(">{text}</text>")).next().expect("is there");
    let tag = before.rsplit("<text ").next().expect("a tag");
    let number = |name: &str| {
        let from = tag.split(&format!("{name}=\"")).nth(1).expect("an attribute");
        from.split('"').next().expect("a value").parse::<f64>().expect("a number")
    };
    (number("x"), number("y"))
}

#[test]
fn years_lie_as_far_apart_as_they_are() {
    let drawing = lines(&["2014", "2020", "2023"], vec![series("a", &[1.0, 2.0, 3.0])]);
    let svg = chart(drawing).svg("c", Language::Danish, Dress::Page);
    let at = |year: &str| place_of(&svg, year).0;
    assert!(((at("2020") - at("2014")) / (at("2023") - at("2020")) - 2.0).abs() < 0.01);
}

#[test]
fn numbers_at_the_ends_of_lines_do_not_lie_on_each_other() {
    let values = [95.7, 90.6, 89.7, 84.1, 0.0, 0.1];
    let all = values.iter().map(|value| series("a", &[100.0, *value])).collect();
    let svg = chart(lines(&["a", "b"], all)).svg("c", Language::Danish, Dress::Page);
    let mut heights = ["95,7", "90,6", "89,7", "84,1"].map(|text| place_of(&svg, text).1);
    heights.sort_by(f64::total_cmp);
    assert!(heights.windows(2).all(|pair| pair[1] - pair[0] >= 10.9), "{heights:?}");
}

#[test]
fn whole_things_have_no_decimals_beside_shares() {
    let bars = Drawing::Bars(Bars {
        unit: "pladser".into(),
        decimals: 2,
        categories: names(&["A", "B"]),
        series: vec![series("andel", &[2.75, 1.0]), series("pladser", &[3.0, 1.0])],
    });
    let svg = chart(bars).svg("c", Language::Danish, Dress::Page);
    assert!(svg.contains(">2,75<") && svg.contains(">1,00<") && svg.contains(">3<"), "{svg}");
}

#[test]
fn the_line_across_milestones_says_its_day() {
    let (_, gantt) = drawings().swap_remove(5);
    let svg = chart(gantt).svg("c", Language::Danish, Dress::Page);
    assert!(svg.contains(">7. september 2022<") && !svg.contains("i dag"), "{svg}");
}
