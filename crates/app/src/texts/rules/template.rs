//! What a new text starts with, by the kind of its item.

use raadslag_document::{Field, FieldName, Item, ItemKind, Recommendation};

/// A new item of a kind: its fields, and a recommendation to go on from.
pub fn item(kind: ItemKind, title: &str, body: Option<&str>) -> Item {
    let stem = stem(kind, body);
    let recommendations =
        stem.into_iter().map(|text| Recommendation { text, ..Recommendation::default() });
    Item {
        kind,
        title: title.to_owned(),
        recommendations: recommendations.collect(),
        fields: fields(kind).iter().map(|(name, heading)| field(*name, heading)).collect(),
        ..Item::default()
    }
}

fn field(name: FieldName, heading: &str) -> Field {
    let heading = Some(heading.to_owned()).filter(|heading| !heading.is_empty());
    Field { name, heading, blocks: Vec::new() }
}

fn fields(kind: ItemKind) -> &'static [(FieldName, &'static str)] {
    use FieldName::{Background, Finances, Other, Presentation, Process};
    match kind {
        ItemKind::Decision => &[
            (Background, "Baggrund"),
            (Presentation, "Sagsfremstilling"),
            (Finances, "Økonomi"),
            (Process, "Videre proces"),
        ],
        ItemKind::Theme => &[
            (Background, "Baggrund"),
            (Presentation, "Sagsfremstilling"),
            (Process, "Videre proces"),
        ],
        ItemKind::Information | ItemKind::Appointment | ItemKind::Other => {
            &[(Background, "Baggrund"), (Presentation, "Sagsfremstilling")]
        }
        ItemKind::Approval | ItemKind::Notice => &[(Other, "")],
    }
}

/// How a recommendation of this kind begins.
pub fn stem(kind: ItemKind, body: Option<&str>) -> Option<String> {
    let body = body.unwrap_or("organet");
    let what = match kind {
        ItemKind::Decision | ItemKind::Other => "",
        ItemKind::Theme => "drøfter ",
        ItemKind::Information => "tager orienteringen til efterretning.",
        ItemKind::Appointment => "udpeger ",
        ItemKind::Approval => "godkender ",
        ItemKind::Notice => return None,
    };
    Some(format!("Det indstilles, at {body} {what}"))
}

/// The fields a writer can add, with the heading each has unless told otherwise.
pub const FIELDS: [(FieldName, &str); 9] = [
    (FieldName::Background, "Baggrund"),
    (FieldName::Presentation, "Sagsfremstilling"),
    (FieldName::Summary, "Resume"),
    (FieldName::Finances, "Økonomi"),
    (FieldName::Legal, "Lovgrundlag"),
    (FieldName::Hearing, "Høring"),
    (FieldName::Process, "Videre proces"),
    (FieldName::DecisionPoints, "Beslutningstema"),
    (FieldName::Other, "Anden overskrift"),
];

/// How a further recommendation begins.
pub const START: &str = "Det indstilles, at ";
