//! Documents of every shape the model knows, in words that mean nothing.

use proptest::prelude::*;
use raadslag_document::{
    Access, Attachment, Attendance, Attendee, Block, ClockTime, Decision, Document, DocumentKind,
    Field, FieldName, GroupVote, History, Item, ItemKind, List, ListItem, Mark, MarkKind, Meeting,
    Outcome, Recommendation, Section, Span, Substitute, Table, Votes,
};

/// Words with joints, elisions, brackets and letters of many lands, and some very long ones.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        6 => "[a-zæøå]{2,14}",
        1 => "[A-ZÆØÅ][a-zæøå]{3,9}-[A-ZÆØÅ][a-zæøå]{3,9}",
        1 => Just("social- og".to_owned()),
        1 => Just("2018-2022".to_owned()),
        1 => Just("og/eller".to_owned()),
        1 => Just("(fælles)".to_owned()),
        1 => Just("“citat”,".to_owned()),
        1 => Just("#let x = $1$ *b* _i_ `r` <l> @r \\".to_owned()),
        1 => Just("kommunaldirektørkredsens samarbejdsudvalgsformandskab".to_owned()),
        1 => "[a-z]{61,130}",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(word(), 1..24).prop_map(|words| words.join(" "))
}

fn title() -> impl Strategy<Value = String> {
    prop::collection::vec("[A-ZÆØÅ][a-zæøå]{2,9}", 1..5).prop_map(|words| words.join(" "))
}

fn marked() -> impl Strategy<Value = (String, Vec<Mark>)> {
    let kind = prop_oneof![
        Just(MarkKind::Strong),
        Just(MarkKind::Emphasis),
        Just(MarkKind::Link { url: "https://kl.dk/a-b/c?d=é&e=(f)".into() }),
    ];
    (prop::collection::vec(word(), 1..16), prop::option::of((any::<prop::sample::Index>(), kind)))
        .prop_map(|(words, mark)| {
            let text = words.join(" ");
            let marks = mark.map(|(at, kind)| {
                let at = at.index(words.len());
                let before: usize = words[..at].iter().map(|word| word.chars().count() + 1).sum();
                let start = u32::try_from(before).unwrap();
                let end = start + u32::try_from(words[at].chars().count()).unwrap();
                Mark { start, end, kind }
            });
            (text, marks.into_iter().collect())
        })
}

fn table() -> impl Strategy<Value = Table> {
    let cell = || prop_oneof![title(), "[0-9]{1,4}", Just(String::new())];
    let row = move || prop::collection::vec(cell(), 3);
    (
        prop::option::of(title()),
        prop::collection::vec(row(), 1..3),
        prop::collection::vec(row(), 1..5),
    )
        .prop_map(|(caption, mut header, rows)| {
            header[0] = vec!["Kommune".into(), "Pladser".into(), String::new()];
            let spans = vec![Span { row: 0, column: 1, rows: 1, columns: 2 }];
            Table { caption, header, rows, spans }
        })
}

fn leaf() -> impl Strategy<Value = Block> {
    prop_oneof![
        4 => marked().prop_map(|(text, marks)| Block::Paragraph { text, marks }),
        1 => (1u8..7, title()).prop_map(|(level, text)| Block::Heading { level, text }),
        1 => table().prop_map(Block::Table),
    ]
}

fn list() -> impl Strategy<Value = Block> {
    let inner =
        (marked(), prop::collection::vec(marked(), 0..2)).prop_map(|((text, marks), more)| {
            ListItem {
                text,
                marks,
                blocks: more
                    .into_iter()
                    .map(|(text, marks)| Block::Paragraph { text, marks })
                    .collect(),
            }
        });
    let sub = prop::collection::vec(inner, 1..3).prop_map(|items| {
        Block::List(List { ordered: false, lettered: false, start: None, items })
    });
    let entry = (marked(), prop::option::of(sub)).prop_map(|((text, marks), sub)| ListItem {
        text,
        marks,
        blocks: sub.into_iter().collect(),
    });
    (any::<bool>(), any::<bool>(), prop::option::of(2u32..9), prop::collection::vec(entry, 1..4))
        .prop_map(|(ordered, lettered, start, items)| {
            Block::List(List {
                ordered,
                lettered: ordered && lettered,
                start: start.filter(|_| ordered),
                items,
            })
        })
}

/// Blocks in which no two lists follow each other: on paper they would be one.
fn blocks() -> impl Strategy<Value = Vec<Block>> {
    prop::collection::vec((leaf(), prop::option::of(list())), 0..4).prop_map(|pairs| {
        pairs.into_iter().flat_map(|(leaf, list)| std::iter::once(leaf).chain(list)).collect()
    })
}

fn fields() -> impl Strategy<Value = Vec<Field>> {
    let heading = prop_oneof![
        Just(("Baggrund".to_owned(), FieldName::Background)),
        Just(("Sagsfremstilling".to_owned(), FieldName::Presentation)),
        Just(("Økonomi".to_owned(), FieldName::Finances)),
        title().prop_map(|title| (format!("Om {title}"), FieldName::Other)),
    ];
    prop::collection::vec((heading, blocks()), 0..3).prop_map(|fields| {
        let field = |((heading, name), blocks): ((String, FieldName), Vec<Block>)| Field {
            name,
            heading: Some(heading),
            blocks,
        };
        fields.into_iter().map(field).collect()
    })
}

fn recommendations() -> impl Strategy<Value = Vec<Recommendation>> {
    let one = (text(), any::<bool>(), prop::collection::vec(text(), 0..3)).prop_map(
        |(text, numbered, points)| Recommendation {
            number: None,
            text: format!("Det indstilles, {text}"),
            numbered: numbered && !points.is_empty(),
            points,
        },
    );
    (any::<bool>(), prop::collection::vec(one, 0..3)).prop_map(|(counted, mut asked)| {
        if counted {
            (1..).zip(&mut asked).for_each(|(number, one)| one.number = Some(number));
        }
        asked
    })
}

fn decision() -> impl Strategy<Value = Decision> {
    let names = || prop::option::of(prop::collection::vec("[A-Z][a-z]{2,6} [A-Z][a-z]{2,6}", 0..3));
    let group = (names(), names(), names()).prop_map(|(in_favour, against, abstained)| GroupVote {
        in_favour,
        against,
        abstained,
    });
    let votes =
        (any::<Option<u32>>(), prop::collection::btree_map("[A-ZØÅ]", group, 0..4)).prop_map(
            |(in_favour, parties)| Votes { in_favour, against: Some(3), abstained: None, parties },
        );
    (
        prop::collection::vec(title(), 1..3),
        prop::sample::select(&Outcome::ALL[..]),
        prop::option::of(votes),
        prop::collection::vec(text(), 0..2),
        prop::collection::vec((text(), text()), 0..2),
        prop::collection::vec("[A-Z][a-z]{2,6} [A-Z][a-z]{2,6}son", 0..2),
    )
        .prop_map(|(text, outcome, votes, reservations, statements, absent)| Decision {
            text: text.join("\n"),
            outcome,
            votes,
            reservations: reservations.into_iter().map(|it| format!("V: {it}")).collect(),
            statements: statements.into_iter().map(|(a, b)| format!("A: {a}\n{b}")).collect(),
            absent,
            points: Vec::new(),
        })
}

fn attendance() -> impl Strategy<Value = Attendance> {
    let member = || {
        ("[A-Z][a-z]{2,6} [A-Z][a-z]{2,6}", prop::option::of("[A-Z]"), prop::option::of(title()))
            .prop_map(|(name, party, role)| Attendee { name, party, role })
    };
    let list = move || prop::collection::vec(member(), 0..4);
    (list(), list(), prop::collection::vec(text(), 0..2)).prop_map(|(present, absent, notes)| {
        let substitutes = absent.iter().take(1).map(|member| Substitute {
            name: "Sus Skov".into(),
            for_member: Some(member.name.clone()),
        });
        Attendance { substitutes: substitutes.collect(), present, absent, notes }
    })
}

fn open_item() -> impl Strategy<Value = Item> {
    (
        (title(), prop::sample::select(&ItemKind::ALL[..]), fields(), recommendations()),
        prop::option::of(decision()),
        prop::collection::vec(
            (title(), prop::option::of(Just("bilag/plan 1.pdf".to_owned()))),
            0..3,
        ),
        prop::option::of(attendance()),
        (prop::option::of("SAG-2025-[0-9]{5}"), prop::collection::vec("[a-z]{3,4}", 0..3)),
    )
        .prop_map(
            |((title, kind, fields, recommendations), decision, annexes, attendance, case)| {
                let mut item = Item {
                    kind,
                    title,
                    fields,
                    recommendations,
                    decision,
                    attendance,
                    case_number: case.0,
                    case_officers: case.1,
                    ..Item::default()
                };
                let annex = |(title, url)| Attachment { title, url };
                item.attachments = annexes.into_iter().map(annex).collect();
                item.history = vec![History {
                    body: Some("K17".into()),
                    date: Some(jiff::civil::date(2025, 8, 21)),
                    item: Some("4".into()),
                    text: item.title.clone(),
                }];
                item.links = vec!["https://kl.dk/uden-for-teksten".into()];
                item
            },
        )
}

fn item() -> impl Strategy<Value = Item> {
    prop_oneof![
        5 => open_item(),
        1 => title().prop_map(|title| Item { title, access: Access::Closed, ..Item::default() }),
    ]
}

/// A document.
pub(crate) fn document() -> impl Strategy<Value = Document> {
    let section = (prop::option::of(title()), prop::collection::vec(item(), 0..3));
    (
        prop::collection::vec(section, 1..4),
        any::<[bool; 4]>(),
        prop::option::of(attendance()),
        prop::option::of(text()),
    )
        .prop_map(
            |(sections, [minutes, is_virtual, supplementary, dated], attendance, notes)| {
                let mut document = Document {
                    document: if minutes { DocumentKind::Minutes } else { DocumentKind::Agenda },
                    body: Some("KKR Sjælland".into()),
                    meeting: Meeting {
                        date: dated.then_some(jiff::civil::date(2025, 9, 2)),
                        start: ClockTime::new(9, 30),
                        end: ClockTime::new(12, 0).filter(|_| dated),
                        place: Some("Rådhuset, Torvet 1, 4100 Ringsted".into()),
                        r#virtual: is_virtual,
                        notes,
                        supplementary,
                        // The head says so in its notes.
                        cancelled: false,
                    },
                    attendance,
                    ..Document::default()
                };
                for (at, (title, mut items)) in (1..).zip(sections) {
                    for (n, item) in (1..).zip(&mut items) {
                        item.number = Some(format!("{at}.{n}"));
                    }
                    let number = title.is_some().then(|| at.to_string());
                    document.sections.push(Section { number, title, items });
                }
                if document.items().next().is_none() {
                    let item = Item {
                        number: Some("9".into()),
                        title: "Eventuelt".into(),
                        ..Item::default()
                    };
                    document.sections.push(Section { items: vec![item], ..Section::default() });
                }
                document
            },
        )
}
