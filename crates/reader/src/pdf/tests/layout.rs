use raadslag_document::{Mark, MarkKind};

use super::sketch::{Font, Sketch};
use super::*;

/// Body lines that reach the right margin, so that a page has one.
pub(super) const FULL: [&str; 4] = [
    "Byrådet har på sit møde behandlet sagen om den nye vej mellem byerne og har besluttet at",
    "bede forvaltningen om at undersøge, hvordan vejen kan føres uden om de beskyttede arealer",
    "ved åen, og hvad det vil koste kommunen i de kommende år, hvis staten ikke betaler hele den",
    "store udgift selv, som den har gjort det ved de andre veje i området i de seneste årtier her.",
];

pub(super) fn read_sketch(sketch: Sketch) -> Flow {
    read(&sketch.pdf()).expect("a sketch is readable")
}

#[test]
fn a_line_that_left_no_room_for_the_next_word_may_go_on() {
    let flow = read_sketch(
        Sketch::new().lines(70.0, 100.0, 13.0, &FULL).text(70.0, 152.0, "Kort linje.").text(
            70.0,
            165.0,
            "Ny linje.",
        ),
    );
    let wraps: Vec<Wrap> = lines(&flow).iter().map(|line| line.wrap).collect();
    assert_eq!(wraps[..3], [Wrap::Physical; 3]);
    assert_eq!(wraps[4..], [Wrap::Whole; 2]);
}

const GAPS: [Gap; 9] = {
    use Gap::{Line, Page, Paragraph};
    [Page, Line, Line, Line, Paragraph, Line, Line, Line, Page]
};

#[test]
fn more_space_than_between_lines_begins_a_paragraph_and_a_page_says_so() {
    let flow = read_sketch(
        Sketch::new().lines(70.0, 100.0, 13.0, &FULL).lines(70.0, 160.0, 13.0, &FULL).page().text(
            70.0,
            100.0,
            "Næste side.",
        ),
    );
    let gaps: Vec<Gap> = lines(&flow).iter().map(|line| line.gap).collect();
    assert_eq!(gaps, GAPS);
    let at: Vec<_> = lines(&flow).iter().map(|line| (line.at.page, line.at.line)).collect();
    assert_eq!(at[0], (Some(1), Some(1)));
    assert_eq!(at[8], (Some(2), Some(9)));
}

#[test]
fn weight_and_size_are_told_of_whole_lines_and_emphasis_of_stretches() {
    let flow = read_sketch(
        Sketch::new()
            .set(Font::Bold, 16.0, 70.0, 80.0, "Punkt 1")
            .lines(70.0, 110.0, 13.0, &FULL)
            .set(Font::Bold, 10.0, 70.0, 175.0, "Indstilling")
            .text(130.0, 175.0, "fra udvalget")
            .set(Font::Italic, 10.0, 190.0, 175.0, "enstemmigt"),
    );
    let title = line(&flow, "Punkt 1");
    assert!(title.bold && (title.size - 1.6).abs() < 0.01, "{title:?}");
    let mixed = line(&flow, "Indstilling");
    assert!(!mixed.bold);
    assert_eq!(mixed.text, "Indstilling fra udvalget enstemmigt");
    assert_eq!(
        mixed.marks,
        [
            Mark { start: 0, end: 11, kind: MarkKind::Strong },
            Mark { start: 25, end: 35, kind: MarkKind::Emphasis },
        ]
    );
}

#[test]
fn a_link_marks_the_words_it_covers() {
    let flow = read_sketch(Sketch::new().text(70.0, 100.0, "Se hele rapporten på nettet").link(
        82.0,
        90.0,
        150.0,
        102.0,
        "https://example.dk/r?a=1",
    ));
    let line = line(&flow, "Se hele");
    let url = "https://example.dk/r?a=1".to_owned();
    assert_eq!(line.marks, [Mark { start: 3, end: 17, kind: MarkKind::Link { url } }]);
}

#[test]
fn two_columns_are_read_one_after_the_other() {
    let left = [
        "Holbæk Kommune og Kalundborg",
        "Kommune danner klynge om det",
        "nære sundhedsvæsen, der skal",
        "virke fra årsskiftet og frem.",
        "Lejre Kommune er også med.",
    ];
    let right = [
        "Faxe, Greve og Køge Kommuner",
        "samt Roskilde og Solrød går",
        "sammen om den anden klynge,",
        "og Stevns Kommune deltager",
        "i arbejdet på lige vilkår.",
    ];
    let flow = read_sketch(
        Sketch::new()
            .text(70.0, 80.0, "Klyngerne er sammensat sådan i hele regionen fra januar måned og i de kommende år:")
            .lines(70.0, 100.0, 13.0, &left)
            .lines(320.0, 100.0, 13.0, &right)
            .text(70.0, 180.0, "De to klynger holder møde hver anden måned og sender deres referater til hinanden."),
    );
    let texts = texts(&flow);
    assert_eq!(texts[1..6], left);
    assert_eq!(texts[6..11], right);
    assert!(tables(&flow).is_empty());
}

#[test]
fn columns_whose_lines_stand_at_other_heights_are_read_one_after_the_other() {
    let left = [
        "Udvalget har set på stierne i",
        "skoven, og de fleste af dem er",
        "så slidte, at de skal lægges om",
        "i løbet af det næste år.",
        "Arbejdet begynder i maj og er",
        "færdigt, før skolerne begynder",
    ];
    let right = [
        "igen efter sommerferien, hvis",
        "vejret er godt nok til det.",
        "Formanden takkede alle, som",
        "havde været med på turen.",
    ];
    let (upper, lower) = left.split_at(4);
    let flow = read_sketch(
        Sketch::new()
            .lines(70.0, 100.0, 13.0, upper)
            .lines(320.0, 105.0, 13.0, &right)
            .lines(70.0, 160.0, 13.0, lower),
    );
    assert_eq!(texts(&flow), [upper, lower, &right].concat());
}

#[test]
fn a_contents_list_stays_lines_with_four_dots() {
    let flow = read_sketch(
        Sketch::new()
            .lines(
                70.0,
                100.0,
                16.0,
                &[
                    "1. Godkendelse af dagsorden...............................",
                    "2. Budget ......................................................",
                    "3. Lokalplan . . . . . . . . . . . . . . . . . . . . . . . . . .",
                    "4. Eventuelt.................................................",
                ],
            )
            .lines(500.0, 100.0, 16.0, &["3", "4", "17", "18"]),
    );
    assert!(tables(&flow).is_empty());
    assert_eq!(
        texts(&flow),
        [
            "1. Godkendelse af dagsorden .... 3",
            "2. Budget .... 4",
            "3. Lokalplan .... 17",
            "4. Eventuelt .... 18"
        ]
    );
    assert!(lines(&flow).iter().all(|line| line.wrap == Wrap::Whole));
}

#[test]
fn spaced_letters_keep_the_gap_between_their_words() {
    let mut sketch = Sketch::new();
    let mut x = 70.0;
    for c in "KKR SJÆLLAND".chars() {
        if c == ' ' {
            x += 20.0;
            continue;
        }
        sketch = sketch.text(x, 100.0, &c.to_string());
        x += 16.0;
    }
    assert_eq!(texts(&read_sketch(sketch)), ["K K R  S J Æ L L A N D"]);
}

#[test]
fn words_drawn_letter_by_letter_are_words() {
    let mut sketch = Sketch::new();
    let mut x = 70.0;
    for (c, width) in "Referat af et"
        .chars()
        .zip([7.22, 5.56, 2.78, 5.56, 3.33, 5.56, 2.78, 2.78, 5.56, 2.78, 2.78, 5.56, 2.78])
    {
        if c != ' ' {
            sketch = sketch.text(x, 100.0, &c.to_string());
        }
        x += width;
    }
    assert_eq!(texts(&read_sketch(sketch)), ["Referat af et"]);
}

#[test]
fn bullets_and_numbers_at_list_indentation_become_entries() {
    let flow = read_sketch(
        Sketch::new()
            .lines(70.0, 100.0, 13.0, &FULL)
            .text(88.0, 165.0, "•")
            .text(106.0, 165.0, "Første punkt")
            .text(106.0, 178.0, "– Underpunkt")
            .text(88.0, 191.0, "• Andet punkt")
            .text(70.0, 210.0, "Derefter:")
            .text(88.0, 225.0, "2)")
            .text(106.0, 225.0, "Budgettet"),
    );
    let roles: Vec<(Role, &str)> =
        lines(&flow)[4..].iter().map(|line| (line.role, line.text.as_str())).collect();
    let bullet = |depth| Role::Entry { ordered: false, number: None, depth };
    assert_eq!(
        roles,
        [
            (bullet(0), "Første punkt"),
            (bullet(1), "Underpunkt"),
            (bullet(0), "Andet punkt"),
            (Role::Text, "Derefter:"),
            (Role::Entry { ordered: true, number: Some(2), depth: 0 }, "Budgettet"),
        ]
    );
}

#[test]
fn a_numbered_heading_at_the_margin_is_no_entry() {
    let flow = read_sketch(
        Sketch::new()
            .set(Font::Bold, 10.0, 70.0, 80.0, "1. Godkendelse af dagsorden")
            .lines(70.0, 100.0, 13.0, &FULL),
    );
    assert_eq!(line(&flow, "1. Godkendelse").role, Role::Text);
}

#[test]
fn a_dash_inside_a_sentence_is_no_bullet() {
    let flow = read_sketch(Sketch::new().lines(70.0, 100.0, 13.0, &FULL[..3]).lines(
        70.0,
        139.0,
        13.0,
        &["– og det er nyt – i hele landet."],
    ));
    assert_eq!(line(&flow, "– og det").role, Role::Text);
}

#[test]
fn raised_text_belongs_to_its_line() {
    let flow = read_sketch(
        Sketch::new()
            .text(70.0, 100.0, "Et areal på 500 m")
            .set(Font::Plain, 6.0, 149.1, 96.0, "2")
            .text(158.0, 100.0, "er solgt."),
    );
    assert_eq!(texts(&flow), ["Et areal på 500 m2 er solgt."]);
}

#[test]
fn turned_text_has_lines_of_its_own_and_a_turned_page_is_upright() {
    let flow = read_sketch(Sketch::new().lines(70.0, 100.0, 13.0, &FULL).upwards(
        30.0,
        400.0,
        "Kladde til mødet",
    ));
    assert_eq!(texts(&flow)[..4], FULL);
    assert_eq!(texts(&flow)[4], "Kladde til mødet");
    // Shown turned a quarter clockwise, text that reads upwards stands upright.
    let turned = Sketch::new().rotate(90).upwards(100.0, 700.0, "Første linje").upwards(
        115.0,
        700.0,
        "Anden linje",
    );
    assert_eq!(texts(&read_sketch(turned)), ["Første linje", "Anden linje"]);
}

#[test]
fn pages_turned_either_way_have_the_same_margins() {
    let up = |sketch: Sketch| {
        let lines = (0_u8..).zip(FULL);
        lines
            .fold(sketch, |page, (at, line)| page.upwards(60.0 + 13.0 * f32::from(at), 780.0, line))
    };
    let down = |sketch: Sketch| {
        let lines = (0_u8..).zip(FULL);
        lines.fold(sketch, |page, (at, line)| {
            page.downwards(535.0 - 13.0 * f32::from(at), 62.0, line)
        })
    };
    let pages = |sketch: Sketch| {
        let parts = read_sketch(sketch).parts.into_iter();
        let line = |part| if let Part::Line(line) = part { Some(line) } else { None };
        parts.filter_map(line).map(|line| (line.text, line.gap, line.wrap, line.indent)).collect()
    };
    let alone: Vec<_> = pages(up(Sketch::new().rotate(90)));
    assert_eq!(alone[1], (FULL[1].to_owned(), Gap::Line, Wrap::Physical, 0.0));
    let both: Vec<_> = pages(down(up(Sketch::new().rotate(90)).page().rotate(270)));
    assert_eq!(both, [alone.clone(), alone.clone()].concat());
    // Whether the page says that it is turned or not.
    assert_eq!(pages(up(Sketch::new())), alone);
}

#[test]
fn text_drawn_twice_to_look_bold_stands_once() {
    let flow =
        read_sketch(Sketch::new().text(70.0, 100.0, "Beslutning").text(70.3, 100.0, "Beslutning"));
    assert_eq!(texts(&flow), ["Beslutning"]);
}

#[test]
fn running_heads_and_page_numbers_are_furniture() {
    let mut sketch = Sketch::default();
    for page in 1..=4_u8 {
        sketch = sketch
            .page()
            .text(70.0, 40.0, "KKR Sjælland | 02-09-2025")
            .text(500.0, 40.0, &format!("SIDE | {page}"))
            .lines(70.0, 200.0, 13.0, &FULL)
            .text(70.0, 810.0, "Fortroligt, må ikke deles");
    }
    let flow = read_sketch(sketch);
    assert_eq!(texts(&flow).len(), 16);
    let furniture = furniture(&flow);
    assert_eq!(furniture.len(), 12);
    assert!(furniture.contains(&("page_header", "KKR Sjælland | 02-09-2025")));
    assert!(furniture.contains(&("page_number", "SIDE | 3")));
    assert!(furniture.contains(&("page_footer", "Fortroligt, må ikke deles")));
}

#[test]
fn headings_that_count_items_are_no_furniture() {
    let mut sketch = Sketch::default();
    for item in 1..=6_u8 {
        sketch = sketch
            .page()
            .set(Font::Bold, 14.0, 70.0, 40.0, &format!("Punkt {item}"))
            .text(70.0, 60.0, &format!("EMN-2025-00{item}47{item}"))
            .lines(70.0, 200.0, 13.0, &FULL);
    }
    let flow = read_sketch(sketch);
    assert!(furniture(&flow).is_empty(), "{:?}", furniture(&flow));
}

#[test]
fn text_marked_as_part_of_the_page_is_furniture() {
    let flow = read_sketch(
        Sketch::new()
            .artifact(70.0, 40.0, "Kommunen")
            .lines(70.0, 100.0, 13.0, &FULL)
            .artifact(300.0, 810.0, "Side 1"),
    );
    assert_eq!(furniture(&flow), [("page_header", "Kommunen"), ("page_number", "Side 1")]);
    assert_eq!(texts(&flow), FULL);
}
