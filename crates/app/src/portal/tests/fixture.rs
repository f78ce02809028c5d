//! A small archive's answers, built in code: one of everything a page can show.

use jiff::civil::{Date, date};
use raadslag_document::{
    Access, Attachment, Attendance, Attendee, Block, ClockTime, Decision, Document, DocumentKind,
    Field, FieldName, GroupVote, History, Item, ItemKind, List, Meeting, Outcome, Place, Problem,
    Recommendation, Section, Span, Spot, Substitute, Table, Votes,
};

use crate::archive::{
    AttachmentEntry, BodyEntry, BodyKind, Counts, FacetCount, Facets, Hit, ItemDetail, ItemEntry,
    LinkReason, MeetingDetail, MeetingEntry, MentionEntry, MentionKind, Piece, SearchResponse,
    SubjectDetail, SubjectMention, ThreadDetail, ThreadEvent, VersionEntry,
};
use crate::i18n::Language;
use crate::shell::Visit;

pub(super) const TODAY: Date = date(2025, 8, 20);

pub(super) fn visit(language: Language, path: &str) -> Visit {
    Visit {
        language,
        path: path.to_owned(),
        origin: "https://raadslag.test".to_owned(),
        wants_json: false,
        signed_in: None,
    }
}

pub(super) fn body(name: &str, kind: BodyKind) -> BodyEntry {
    BodyEntry {
        slug: slug(name),
        name: name.to_owned(),
        kind,
        meetings: 12,
        latest: Some(date(2025, 6, 18)),
    }
}

fn slug(name: &str) -> String {
    name.to_lowercase().replace('æ', "ae").replace([' ', '/'], "-")
}

pub(super) fn meeting(day: Date, kind: DocumentKind) -> MeetingEntry {
    MeetingEntry {
        slug: day.to_string(),
        body_slug: "kkr-sjaelland".into(),
        body: "KKR Sjælland".into(),
        date: Some(day),
        start: ClockTime::new(9, 30),
        end: ClockTime::new(12, 0),
        place: Some("Rådhuset i Sorø, mødelokale 1".into()),
        is_virtual: false,
        is_cancelled: false,
        kind,
        items: 4,
    }
}

pub(super) fn entry(number: &str, title: &str, meeting: MeetingEntry) -> ItemEntry {
    ItemEntry {
        slug: format!("{}-{}-{}", meeting.body_slug, meeting.slug, number.replace('.', "-")),
        number: Some(number.into()),
        title: title.into(),
        kind: ItemKind::Decision,
        access: Access::Open,
        outcome: Outcome::Approved,
        meeting,
    }
}

fn cells(text: &str) -> Vec<String> {
    text.split('|').map(|cell| cell.trim().to_owned()).collect()
}

pub(super) fn places() -> Table {
    Table {
        caption: Some("Pladser fordelt på KKR".into()),
        header: vec![
            cells("KKR | Assistenter || Hjælpere |"),
            cells(" | 2025 | 2026 | 2025 | 2026"),
        ],
        rows: vec![
            cells("Sjælland | 851 | 850 | 1.779 | 1.780"),
            cells("I alt | 3.000 | 3.000 | 6.000 | 6.000"),
        ],
        spans: vec![
            Span { row: 0, column: 0, rows: 2, columns: 1 },
            Span { row: 0, column: 1, rows: 1, columns: 2 },
            Span { row: 0, column: 3, rows: 1, columns: 2 },
        ],
    }
}

pub(super) fn item() -> Item {
    let field = |name, heading: &str, blocks| Field { name, heading: Some(heading.into()), blocks };
    Item {
        number: Some("2.6".into()),
        kind: ItemKind::Decision,
        title: "Fordeling af uddannelsespladser <2026>".into(),
        case_number: Some("SAG-2025-00105".into()),
        case_officers: vec!["adr".into(), "lifo".into()],
        fields: vec![
            field(
                FieldName::Background,
                "Baggrund",
                vec![Block::paragraph("Faxe og 16 andre kommuner deler pladserne.")],
            ),
            field(
                FieldName::Presentation,
                "Sagsfremstilling",
                vec![
                    Block::Heading { level: 3, text: "Nøglen".into() },
                    Block::List(List {
                        items: vec!["historik".into(), "demografi".into()],
                        ..List::default()
                    }),
                    Block::Table(places()),
                ],
            ),
        ],
        recommendations: vec![Recommendation {
            text: "Det indstilles, at KKR Sjælland godkender".into(),
            points: vec!["fordelingen".into(), "nøglen".into()],
            numbered: true,
            number: None,
        }],
        attachments: vec![Attachment { title: "Notat om nøglen".into(), url: None }],
        links: vec!["https://www.kl.dk/sosu".into(), "javascript:alert(1)".into()],
        decision: Some(decision()),
        history: vec![History {
            body: Some("K17".into()),
            date: Some(date(2025, 5, 20)),
            item: Some("4".into()),
            text: "Anbefalet.".into(),
        }],
        ..Item::default()
    }
}

fn decision() -> Decision {
    let mut votes =
        Votes { in_favour: Some(24), against: Some(3), abstained: Some(4), ..Votes::default() };
    let whole = GroupVote { in_favour: Some(Vec::new()), ..GroupVote::default() };
    let split = GroupVote {
        against: Some(vec!["A. Andersen".into()]),
        abstained: Some(vec!["B. Berg".into()]),
        ..GroupVote::default()
    };
    votes.parties.insert("A".into(), whole);
    votes.parties.insert("Ø".into(), split);
    Decision {
        text: "Godkendt.\nNøglen tages op igen i 2027.".into(),
        outcome: Outcome::Approved,
        votes: Some(votes),
        reservations: vec!["B. Berg tog forbehold for nøglen.".into()],
        absent: vec!["C. Carlsen".into()],
        ..Decision::default()
    }
}

pub(super) fn closed() -> Item {
    Item {
        number: Some("2.7".into()),
        access: Access::Closed,
        title: "Køb af ejendom".into(),
        ..Item::default()
    }
}

pub(super) fn meeting_detail() -> MeetingDetail {
    let entry_of = meeting(date(2025, 6, 18), DocumentKind::Minutes);
    let mut closed_entry = entry("2.7", "Køb af ejendom", entry_of.clone());
    closed_entry.access = Access::Closed;
    closed_entry.outcome = Outcome::None;
    MeetingDetail {
        document: Document {
            document: DocumentKind::Minutes,
            body: Some("KKR SJÆLLAND".into()),
            meeting: Meeting {
                notes: Some("Der er gruppemøder fra 8.00.".into()),
                ..Meeting::default()
            },
            sections: vec![
                Section {
                    number: Some("1".into()),
                    title: Some("Meddelelser".into()),
                    items: vec![],
                },
                Section {
                    number: Some("2".into()),
                    title: Some("Regionalpolitiske sager".into()),
                    items: vec![item(), closed()],
                },
            ],
            attendance: Some(attendance()),
            ..Document::default()
        },
        items: vec![entry("2.6", &item().title, entry_of.clone()), closed_entry],
        versions: vec![version(DocumentKind::Minutes, true), version(DocumentKind::Agenda, false)],
        previous: Some(meeting(date(2025, 4, 2), DocumentKind::Minutes)),
        next: Some(meeting(date(2025, 9, 2), DocumentKind::Agenda)),
        entry: entry_of,
    }
}

fn attendance() -> Attendance {
    let member = |name: &str| Attendee { name: name.into(), ..Attendee::default() };
    Attendance {
        present: vec![Attendee { role: Some("Faxe".into()), ..member("D. Dam") }, member("E. Ege")],
        absent: vec![member("C. Carlsen")],
        substitutes: vec![Substitute {
            name: "F. Friis".into(),
            for_member: Some("C. Carlsen".into()),
        }],
        notes: vec!["E. Ege forlod mødet kl. 11.".into()],
    }
}

fn version(kind: DocumentKind, original: bool) -> VersionEntry {
    VersionEntry {
        withheld: false,
        original,
        sha256: "ab".repeat(32),
        file_name: "Møde i KKR.pdf".into(),
        size: 1_581_734,
        media_type: "application/pdf".into(),
        kind,
        supplementary: false,
        imported_at: "2025-06-25T09:00:00Z".into(),
        problems: vec![Problem {
            line: None,
            page: Some(17),
            code: "uncertain-table".into(),
            message: "the columns are a guess".into(),
            text: Some("Ho-/ved".into()),
        }],
    }
}

pub(super) fn thread() -> ThreadDetail {
    let event = |body: &str, day, title: &str, outcome| ThreadEvent {
        body: body.into(),
        date: day,
        title: title.into(),
        outcome,
        item: None,
        reasons: vec![LinkReason::Reference("jf. pkt. 2.8".into())],
    };
    let held = |body, day, title: &str, outcome| ThreadEvent {
        item: Some(entry("2.6", title, meeting(day, DocumentKind::Minutes))),
        reasons: vec![
            LinkReason::CaseNumber("EMN-2025-008468".into()),
            LinkReason::Yearly("Fordeling af uddannelsespladser".into()),
        ],
        ..event(body, Some(day), title, outcome)
    };
    ThreadDetail {
        slug: "fordeling-af-uddannelsespladser".into(),
        title: "Fordeling af uddannelsespladser".into(),
        events: vec![
            event("KL's bestyrelse", None, "Aftale om dimensionering", Outcome::None),
            held("KKR Sjælland", date(2022, 9, 7), "Fordeling 2023", Outcome::Discussed),
            held("K17", date(2024, 5, 20), "Fordeling 2025", Outcome::Recommended),
            held("KKR Sjælland", date(2024, 6, 12), "Fordeling 2025", Outcome::Postponed),
            event(
                "Sundhedsklyngen for Næstved, Slagelse og Ringsted",
                Some(date(2024, 9, 3)),
                "Om pladser",
                Outcome::Rejected,
            ),
            held(
                "KKR Sjælland",
                date(2025, 6, 18),
                "Fordeling af uddannelsespladser <2026>",
                Outcome::Approved,
            ),
        ],
    }
}

pub(super) fn item_detail() -> ItemDetail {
    let whole = meeting_detail();
    let mention = |kind, value: &str, slug: Option<&str>| MentionEntry {
        kind,
        value: value.into(),
        slug: slug.map(Into::into),
        text: value.into(),
        place: Place { spot: Spot::Title, start: 0, end: 1 },
        ambiguous: false,
    };
    ItemDetail {
        entry: whole.items[0].clone(),
        section: Some("2. Regionalpolitiske sager".into()),
        is_replaced: false,
        item: item(),
        attachments: vec![AttachmentEntry {
            title: "Notat om nøglen".into(),
            url: Some(format!("/bilag/{}/notat.pdf", "cd".repeat(32))),
            held: true,
            size: Some(76_617),
            media_type: Some("application/pdf".into()),
        }],
        thread: Some(thread()),
        mentions: vec![
            mention(MentionKind::Municipality, "Faxe", Some("faxe")),
            mention(MentionKind::Municipality, "Faxe", Some("faxe")),
            mention(MentionKind::Deadline, "2022-12-01", None),
            mention(MentionKind::Law, "L 191", None),
            mention(MentionKind::Money, "6.1 mio.", None),
        ],
        previous: None,
        next: Some(whole.items[1].clone()),
    }
}

pub(super) fn closed_detail() -> ItemDetail {
    let whole = meeting_detail();
    ItemDetail {
        entry: whole.items[1].clone(),
        section: None,
        is_replaced: false,
        item: closed(),
        attachments: Vec::new(),
        thread: None,
        mentions: Vec::new(),
        previous: Some(whole.items[0].clone()),
        next: None,
    }
}

pub(super) fn subject() -> SubjectDetail {
    let item = meeting_detail().items.remove(0);
    let mention =
        |snippet: &str, due| SubjectMention { item: item.clone(), snippet: snippet.into(), due };
    SubjectDetail {
        slug: "faxe".into(),
        name: "Faxe".into(),
        facts: vec!["Kommunekode 320".into(), "36.576 indbyggere".into()],
        mentions: vec![mention("Faxe og 16 andre kommuner deler pladserne.", None)],
        deadlines: vec![
            mention("Faxe skal svare senest 1. december 2025.", Some(date(2025, 12, 1))),
            mention("Planen fra Faxe ventes 22. december 2022.", Some(date(2022, 12, 22))),
        ],
    }
}

pub(super) fn found() -> SearchResponse {
    let count = |value: &str, label: &str, count| FacetCount {
        value: value.into(),
        label: label.into(),
        count,
    };
    SearchResponse {
        total: 45,
        hits: vec![Hit {
            entry: meeting_detail().items.remove(0),
            snippet: vec![
                Piece { text: "deler ".into(), hit: false },
                Piece { text: "pladserne".into(), hit: true },
            ],
        }],
        facets: Facets {
            bodies: vec![count("kkr-sjaelland", "KKR Sjælland", 40), count("k17", "K17", 5)],
            years: vec![count("2025", "2025", 45)],
            kinds: vec![count("decision", "decision", 45)],
            outcomes: vec![count("approved", "approved", 30), count("none", "none", 15)],
            municipalities: (0..12)
                .map(|n| count(&format!("k{n}"), &format!("Kommune {n}"), 3))
                .collect(),
            people: Vec::new(),
        },
        suggestion: Some("pladsen".into()),
        any_word: false,
    }
}

pub(super) fn counts() -> Counts {
    Counts { meetings: 12, items: 1_204, bodies: 3, attachments: 40 }
}
