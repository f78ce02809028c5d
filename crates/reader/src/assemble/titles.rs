//! What a title says beside its words: the item's kind, and whether it is open.

use raadslag_document::{Access, Item, ItemKind, Spot};

use super::Builder;
use crate::outline::{Outline, OutlineItem};
use crate::pattern::{rare, regex};

/// A title, while what else it says is taken off.
struct Titled<'t> {
    rest: &'t str,
    kind: Option<ItemKind>,
    access: Option<Access>,
}

impl Builder<'_> {
    /// Kind, access and the words of a title.
    pub(super) fn title(&mut self, outline: &OutlineItem) -> (ItemKind, Access, String) {
        let title = self.evidence.heal(&outline.title);
        let mut titled = Titled { rest: &title, kind: None, access: outline.access };
        self.take_prefixes(&mut titled);
        self.take_parentheses(&mut titled);
        if is_closed(titled.rest) {
            titled.access = Some(Access::Closed);
        }
        self.take_letters(&mut titled);
        let Titled { rest, kind, access } = titled;
        // Approving agenda and minutes is no decision among others.
        let words = kind_by_words(rest);
        let kind = kind.filter(|_| words != ItemKind::Approval);
        let kind = outline.kind.or(kind).unwrap_or(words);
        (kind, access.unwrap_or_default(), rest.to_owned())
    }

    /// "Beslutningssag: ", "Lukket punkt - ".
    fn take_prefixes(&mut self, titled: &mut Titled<'_>) {
        let prefix = regex!(
            r"^(?i:(temadrøftelse|tema|drøftelse(?:ssag|spunkt)?)|(beslutning(?:ssag|spunkt)?)|(orientering(?:ssag|spunkt)?)|(udpegningssag)|(meddelelser|meddelelse)|((?:lukket|fortroligt?)(?: punkt| sag| møde)?)|åbent?(?: punkt| sag)?)\s*[:–-]\s+(?P<title>\S.*)$"
        );
        // "Lukket orientering: Personale": what follows says the kind, as in an open item.
        if let Some(rest) = closed_prefix(titled.rest).filter(|rest| prefix.is_match(rest)) {
            titled.access = Some(Access::Closed);
            self.label("label", titled.rest[..titled.rest.len() - rest.len()].trim());
            titled.rest = rest;
        }
        while let Some(found) = prefix.captures(titled.rest) {
            let told = (1..=6).find(|group| found.get(*group).is_some());
            let cut = found.name("title").map_or(titled.rest.len(), |title| title.start());
            let (label, rest) = titled.rest.split_at(cut);
            match told {
                // "Meddelelse - Første emne" keeps its first word: only a colon makes a prefix.
                Some(5) => break,
                Some(6) => titled.access = Some(Access::Closed),
                // "Åbent: ", unless another place says that it is closed.
                None => titled.access = titled.access.or(Some(Access::Open)),
                _ if !label.contains(':') => break,
                Some(group) => titled.kind = titled.kind.or(Some(KINDS[group - 1])),
            }
            self.label("label", label.trim());
            titled.rest = rest;
        }
    }

    /// "(Åbent punkt)", "(Lukket)", behind or before the words.
    fn take_parentheses(&mut self, titled: &mut Titled<'_>) {
        let forms = [
            regex!(r"\s*\((?i:(lukket)(?: punkt| sag)?|åbent?(?: punkt| sag)?)\)$"),
            regex!(r"^\((?i:(lukket)(?: punkt| sag)?|åbent?(?: punkt| sag)?)\)\s+"),
            regex!(
                r"\s*\((?i:((?:(?:punktet|sagen) )?(?:er |behandles |afgøres |drøftes )?(?:i |på |for |bag |som )?(?:et )?(?:lukket|lukkede døre|fortrolig)t?(?: punkt| sag| møde| behandling)?))\)$"
            ),
            regex!(r"\s+[-–]\s+(?i:(lukket|fortroligt?)(?: punkt| sag| møde)?)$"),
        ];
        for form in forms {
            let rest = titled.rest;
            let Some(found) = form.captures(rest) else { continue };
            let Some(whole) = found.get(0) else { continue };
            if found.get(1).is_some() {
                titled.access = Some(Access::Closed);
            }
            self.label("label", whole.as_str().trim());
            let before = whole.start() > 0;
            titled.rest = if before { &rest[..whole.start()] } else { &rest[whole.end()..] };
        }
    }

    /// "(L)", "(B)" and "(beslutning)" behind the words, where the document's titles have such letters.
    fn take_letters(&mut self, titled: &mut Titled<'_>) {
        if let Some((title, said)) = access_letter(titled.rest).filter(|_| self.marks_access) {
            titled.access = titled.access.or(Some(said));
            self.label("label", titled.rest[title.len()..].trim());
            titled.rest = title;
        }
        let letter = kind_letter(titled.rest).filter(|_| self.marks_kind);
        self.take_kind(titled, letter);
        self.take_kind(titled, kind_in_words(titled.rest));
    }

    fn take_kind<'t>(&mut self, titled: &mut Titled<'t>, told: Option<(&'t str, ItemKind)>) {
        let Some((title, kind)) = told else { return };
        titled.kind = titled.kind.or(Some(kind));
        self.label("label", titled.rest[title.len()..].trim());
        titled.rest = title;
    }
}

/// What stands behind "Lukket ".
fn closed_prefix(title: &str) -> Option<&str> {
    let rest = regex!(r"^(?i:lukket|fortroligt?)\s+(\S.*)$").captures(title)?.get(1)?;
    Some(rest.as_str())
}

/// A title that says no more than that the item is closed: "Lukket punkt."; or begins with it,
/// "Lukket forhandling: Grund". What is not sure to be open must not be published.
fn is_closed(title: &str) -> bool {
    regex!(
        r"^(?i:(?:lukket|fortroligt?)(?: (?:punkt|sag|møde|dagsordenspunkt))?\.?$|(?:lukket|fortroligt?) \p{L}+:(?:\s|$))"
    )
    .is_match(title)
}

/// Whether an item has nothing but a remark that it is closed: "Punktet behandles på lukket møde."
pub(super) fn says_closed(item: &Item) -> bool {
    let texts = item.texts();
    let mut texts = texts.iter().filter(|(spot, _)| *spot != Spot::Title).map(|(_, text)| *text);
    let (Some(text), None) = (texts.next(), texts.next()) else { return false };
    rare!(
        ["lukket", "lukkede døre", "fortrolig"],
        r"^(?i:punktet|sagen|dagsordenspunktet|dette punkt) (?:er|behandles|behandledes|blev|bliver|afgøres)\b[^.]*?\b(?:lukket|lukkede døre|fortroligt?)(?: (?:punkt|møde|dagsorden|sag))?(?:,? (?:og behandle[st]|efter|jf\.|i henhold|i medfør|på grund).*)?\.?$"
    )
    .is_match(text.trim())
}

/// "(L)" or "(Å)" behind a title: closed or open.
fn access_letter(title: &str) -> Option<(&str, Access)> {
    let letters = [("(L)", Access::Closed), ("(Å)", Access::Open)];
    let told = |(letter, access)| Some((title.strip_suffix(letter)?.trim_end(), access));
    letters.into_iter().find_map(told)
}

/// "(B)", "(D)" or "(O)" behind a title: for decision, discussion or information.
fn kind_letter(title: &str) -> Option<(&str, ItemKind)> {
    let letters =
        [("(B)", ItemKind::Decision), ("(D)", ItemKind::Theme), ("(O)", ItemKind::Information)];
    let told = |(letter, kind)| Some((title.strip_suffix(letter)?.trim_end(), kind));
    letters.into_iter().find_map(told)
}

/// "(beslutning)", "(orienteringssag)", "(drøftelse)" behind a title.
fn kind_in_words(title: &str) -> Option<(&str, ItemKind)> {
    let form = regex!(
        r"(?i)\s\((?:(tema(?:drøftelse)?|drøftelse(?:ssag)?)|(beslutning(?:ssag)?)|(orientering(?:ssag)?)|(udpegning(?:ssag)?))\)$"
    );
    let found = form.captures(title)?;
    let group = (1..=4).find(|group| found.get(*group).is_some())?;
    let title = &title[..title.len() - found[0].len()];
    (!title.is_empty()).then_some((title, KINDS[group - 1]))
}

/// Whether a document's titles say their kind by letters: two of them at least, and most.
pub(super) fn marks_kind(outline: &Outline) -> bool {
    let items = || outline.sections.iter().flat_map(|section| &section.items);
    let marked = items().filter(|item| kind_letter(&item.title).is_some()).count();
    marked > 1 && marked * 2 > items().count()
}

const KINDS: [ItemKind; 4] =
    [ItemKind::Theme, ItemKind::Decision, ItemKind::Information, ItemKind::Appointment];

/// The kind where no prefix tells it.
fn kind_by_words(title: &str) -> ItemKind {
    let title = title.to_lowercase();
    let approval = regex!(
        r"^(?:velkomst (?:og|samt) )?godkendelse af (?:[a-zà-ɏ]+ )?(?:(?:tillægs)?dagsorden|referat|mødereferat|beslutningsprotokol)|^dagsorden(?:en)? - godkendelse|^beslutninger om dagsordenen"
    );
    if approval.is_match(&title) {
        ItemKind::Approval
    } else if title.starts_with("meddelelse") {
        ItemKind::Notice
    } else if title.starts_with("udpegning") || title.starts_with("udpegelse") {
        ItemKind::Appointment
    } else if title.starts_with("beslutning - ") {
        ItemKind::Decision
    } else if title.starts_with("drøftelse - ") || title.starts_with("temadrøftelse - ") {
        ItemKind::Theme
    } else if title.starts_with("orientering ") || title.starts_with("orientering:") {
        ItemKind::Information
    } else {
        ItemKind::Other
    }
}

#[cfg(test)]
mod tests {
    use raadslag_document::Decision;

    use super::*;

    #[test]
    fn an_item_of_nothing_but_a_remark_is_closed() {
        for (text, expected) in [
            ("Punktet er lukket.", true),
            ("Punktet er fortroligt og behandles for lukkede døre.", true),
            ("Sagen behandles på lukket møde efter styrelseslovens § 10.", true),
            ("Punktet er lukket for debat, og indstillingen blev godkendt.", false),
            ("Sagen er fortrolig. Godkendt.", false),
            ("Punktet blev taget til efterretning.", false),
        ] {
            let decision = Some(Decision { text: text.to_owned(), ..Decision::default() });
            let item = Item { title: "Vejen".to_owned(), decision, ..Item::default() };
            assert_eq!(says_closed(&item), expected, "{text}");
        }
    }
}
