//! The meeting's head: what document, which body, when, where, who.

use raadslag_document::{Attendance, DocumentKind};

use super::attendance::{self, Roll};
use super::contents::Contents;
use super::furniture::{keep, piece};
use super::line;
use super::{beside, bodies, roll_table};
use crate::date;
use crate::flow::{Gap, Line, Part};
use crate::outline::Outline;
use crate::pattern::{rare, regex};
use crate::repair::Evidence;
use crate::sentence;

/// What the value after a label is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    When,
    End,
    Place,
    Body,
    Kind,
    Notes,
    Roll(Roll),
}

/// Reads the parts before the first item.
pub(super) fn read(
    parts: &[Part],
    contents: &mut Contents,
    evidence: &Evidence,
    outline: &mut Outline,
) {
    let mut head = Head::default();
    let mut lines: Vec<&Line> = Vec::new();
    let begins =
        parts.iter().position(|part| line(part).is_some_and(|line| begins_head(&line.text)));
    for (index, part) in parts.iter().enumerate() {
        let Some(found) = line(part) else {
            keep(part, "head", outline);
            head.lines(&mut lines);
            head.table(part);
            continue;
        };
        if contents.parts.contains(&index) {
            outline.furniture.push(piece("contents", found));
        } else if begins.is_none_or(|begins| index < begins) {
            outline.furniture.push(piece("cover", found));
        } else {
            outline.furniture.push(piece("head", found));
            lines.push(found);
        }
    }
    head.lines(&mut lines);
    head.finish(evidence, outline);
}

/// The rows of a table of the meeting's facts, "Mødested" beside the place, as lines; body and kind
/// of document beside each other are two.
fn labelled_rows(part: &Part) -> Vec<Line> {
    let Part::Table { table, .. } = part else { return Vec::new() };
    let row = |row: &Vec<String>| -> Vec<Line> {
        let cells: Vec<&str> = row.iter().map(String::as_str).filter(|c| !c.is_empty()).collect();
        let titles = |cell: &&str| document_kind(cell).is_some() || body_title(cell).is_some();
        if cells.iter().all(titles) {
            return cells.into_iter().map(Line::whole).collect();
        }
        match cells[..] {
            [name, list] if list.contains('\n') && attendance::opens(name).is_some() => {
                std::iter::once(name).chain(list.lines()).map(Line::whole).collect()
            }
            [name, value] => vec![Line::whole(format!("{}: {value}", name.trim_end_matches(':')))],
            _ => Vec::new(),
        }
    };
    table.header.iter().chain(&table.rows).flat_map(row).collect()
}

fn begins_head(text: &str) -> bool {
    document_kind(text).is_some()
        || label(text).is_some()
        || body_title(text).is_some()
        || council(text).is_some()
        || bodies::named(text).is_some()
        || date::find(text).is_some()
}

/// "KKR Sjælland - Dagsorden", "Byrådet, møde den …": the body before what it is about.
fn council(text: &str) -> Option<&str> {
    let form = regex!(
        r"^(.{4,80}?)(?:\s+[-–]\s*|,\s*|\s+)(?i:referat|dagsorden|møde|(?:man|tirs|ons|tors|fre|lør|søn)dag\b|d\.|den\s|\d)"
    );
    let name = form.captures(text)?.get(1)?.as_str();
    is_council(name).then_some(name)
}

/// What has been read of the head so far.
#[derive(Default)]
struct Head {
    kind: Option<DocumentKind>,
    supplementary: bool,
    body: Option<String>,
    when: Vec<String>,
    end: Option<String>,
    place: Vec<String>,
    notes: Vec<String>,
    attendance: Option<Attendance>,
    open: Vec<Label>,
    current: Option<Label>,
}

impl Head {
    fn lines(&mut self, lines: &mut Vec<&Line>) {
        for line in beside::unfold(lines) {
            self.line(&line);
        }
        lines.clear();
    }

    fn table(&mut self, part: &Part) {
        if let Part::Table { table, .. } = part
            && let Some(roll) = roll_table::read(table)
        {
            let attendance = self.attendance.get_or_insert_default();
            attendance.present.extend(roll.present);
            attendance.absent.extend(roll.absent);
            attendance.substitutes.extend(roll.substitutes);
            attendance.notes.extend(roll.notes);
            return;
        }
        for row in labelled_rows(part) {
            self.line(&row);
        }
    }

    fn line(&mut self, line: &Line) {
        let text = line.text.as_str();
        if let Some((label, value)) = label(text) {
            self.current = Some(label);
            if value.is_empty() {
                self.open.push(label);
                if let Label::Roll(_) = label {
                    self.attendance.get_or_insert_default();
                }
            } else {
                self.open.clear();
                self.value(label, value);
            }
            return;
        }
        if self.ends_label(text) {
            self.current = None;
            self.open.clear();
            self.loose(text);
            return;
        }
        // "Dato:" and "Sted:" may stand before both their values.
        if self.open.first().is_some_and(|label| !matches!(label, Label::Roll(_))) {
            let label = self.open.remove(0);
            self.value(label, text);
            return;
        }
        if let Some(kind) = document_kind(text) {
            self.title(kind, text);
            return;
        }
        if let Some(body) = body_title(text) {
            self.body = Some(body);
            self.current = None;
            return;
        }
        let goes_on = line.gap < Gap::Paragraph || self.open.pop().is_some();
        match self.current {
            Some(Label::Roll(roll)) => self.member(roll, text),
            Some(label) if goes_on => self.value(label, text),
            _ => self.loose(text),
        }
    }

    /// Whether a line has a label of its own that is not read: "Referent: Anna Berg". Names of a list
    /// and remarks look the same, so there the label must be a known one.
    fn ends_label(&self, text: &str) -> bool {
        let known = rare!(
            [":"],
            r"^(?i:referent|sekretær|mødeleder|ordstyrer|dirigent|protokolfører|kontaktperson|telefon|e-?mail|udarbejdet af|forplejning|kopi til|initialer|næste møde|(?:sags|journal|dokument|j\.\s?|dok\.\s?)(?:nr|nummer)\.?)\s*:"
        );
        let any = rare!([":"], r"^\p{Lu}\p{Ll}[\p{L}.-]+(?: [\p{L}.-]+){0,2}\s?:\s+\S");
        let remark = regex!(r"^(?:Bemærk|Mødet|Møde|Der|OBS|NB)\b");
        let open = matches!(self.current, Some(Label::When | Label::Place | Label::Body));
        known.is_match(text)
            || text.eq_ignore_ascii_case("dagsordenpunkter")
            || (self.open.is_empty() && open && any.is_match(text) && !remark.is_match(text))
    }

    fn value(&mut self, label: Label, value: &str) {
        match label {
            Label::When => self.when.push(value.to_owned()),
            Label::End => self.end = Some(value.to_owned()),
            Label::Place => self.place.push(value.to_owned()),
            Label::Notes => {
                if value.contains("stedfortræder") {
                    let attendance = self.attendance.get_or_insert_default();
                    for sentence in value.split_inclusive(". ") {
                        attendance::add(attendance, Roll::Absent, sentence);
                    }
                }
                self.notes.push(value.to_owned());
            }
            Label::Body => self.body = Some(value.to_owned()),
            Label::Kind => {
                if let Some(kind) = document_kind(value) {
                    self.title(kind, value);
                }
            }
            Label::Roll(roll) => self.member(roll, value),
        }
    }

    fn member(&mut self, roll: Roll, text: &str) {
        attendance::add(self.attendance.get_or_insert_default(), roll, text);
    }

    /// "REFERAT Aarhus Byråd d. 27-08-2025", "Referat af møde i Klima- og Planudvalget".
    fn title(&mut self, kind: DocumentKind, text: &str) {
        self.kind = Some(kind);
        self.supplementary |= text.to_lowercase().contains("tillægsdagsorden");
        let title = regex!(
            r"(?i)^(?:referat|(?:tillægs)?dagsorden|beslutningsprotokol|protokol)\b\s*(?:(?:af|fra|til|for) (?:(?:ordinært|ekstraordinært|konstituerende|fælles) )?møde(?:t)? i|for|fra|i|-|–|:)?\s*(.*?)(?:[,\s]+(?:den|d\.)?\s*(?:\p{L}+dag\s)?(?:den|d\.)?\s*\d{1,2}[-. ].*)?$"
        );
        let body = title
            .captures(text)
            .map(|part| part[1].trim().trim_end_matches(['-', '–', ',']).trim_end().to_owned())
            .unwrap_or_default();
        // "Referat af bestyrelsesmøde" names no body.
        let of = regex!(r"^(?:af|til|om|over|på)\s").is_match(&body);
        if body.chars().filter(|c| c.is_alphabetic()).count() > 4
            && !of
            && self.body.is_none()
            && !is_spaced(text)
        {
            self.body = Some(body);
        }
        if date::find(text).is_some() {
            self.when.push(text.to_owned());
        }
        self.current = None;
    }

    /// A line without label: a date, perhaps with the place.
    fn loose(&mut self, text: &str) {
        if let Some(name) = council(text).filter(|_| self.body.is_none()) {
            self.body = Some(without_genitive(name, text));
            let said = text.to_lowercase();
            if self.kind.is_none() && said.contains("referat") {
                self.kind = Some(DocumentKind::Minutes);
            }
        }
        if let Some(name) = bodies::named(text).filter(|_| self.body.is_none()) {
            self.body = Some(name.to_owned());
        }
        let meeting = rare!(
            [" den ", " d. "],
            r"^(?:[Mm]øde i )?(.{3,60}?)(?:s møde)?,? (?:den|d\.) \d{1,2}\.? \p{L}+ \d{4}"
        )
        .captures(text);
        if let Some(meeting) =
            meeting.filter(|_| self.body.is_none() && !text.starts_with(char::is_numeric))
        {
            let body = meeting[1].trim();
            if !body.ends_with("dag") && body != "Den" {
                self.body = Some(without_genitive(body, text));
            }
        }
        let called = rare!(
            ["møde i "],
            r"^(?i:ordinært|ekstraordinært|konstituerende|virtuelt|fælles) møde i (.+)$"
        );
        if let Some(body) = called.captures(text).filter(|_| self.body.is_none())
            && is_council(&body[1])
        {
            self.body = Some(body[1].to_owned());
        }
        // "i Rådssalen, Torvet 1" below the date.
        let hall = rare!(["i "], r"^i (\p{Lu}\p{Ll}+.*[^.])$").captures(text);
        if let Some(hall) = hall.filter(|_| !self.when.is_empty() && self.place.is_empty()) {
            self.place.push(hall[1].to_owned());
        }
        // A hall or an address below the date.
        let hall = regex!(
            r"^(?:(?:Rådhuset|Mødelokale|Byrådssalen|Regionsgården|Regionshuset|Hotel|Kulturhuset|Sundhedshuset)\b.{0,80}[^.:]|\p{Lu}[^.:]{4,80}, \d{4} \p{Lu}\p{L}+(?: \p{L}+)?)$"
        );
        if !self.when.is_empty() && self.place.is_empty() && hall.is_match(text) {
            self.place.push(text.to_owned());
        }
        if rare!(["mødet "], r"(?i)^mødet (?:afholdes|holdes|er|foregår) .*(?:virtuel|teams|zoom|online|videomøde|skype)").is_match(text) {
            self.notes.push(text.to_owned());
        }
        if date::find(text).is_some() || regex!(r"(?i)\bkl\.?\s*\d").is_match(text) {
            self.when.push(text.to_owned());
            let place = regex!(
                r"\d{4},? kl\. ?[\d:.]+(?:\s?[-–]\s?[\d:.]+)?(?: i (\S.*)|, (\p{Lu}.*))$|(?:^|- )(Mødelokale [^,]+?),? kl\."
            );
            if let Some(place) =
                place.captures(text).and_then(|part| part.get(1).or(part.get(2)).or(part.get(3)))
            {
                self.place.push(place.as_str().to_owned());
            }
        }
    }

    fn finish(self, evidence: &Evidence, outline: &mut Outline) {
        outline.kind = self.kind.unwrap_or(outline.kind);
        outline.body = self.body.map(|body| evidence.heal(&body));
        outline.attendance = self.attendance;
        let meeting = &mut outline.meeting;
        meeting.supplementary = self.supplementary;
        for when in &self.when {
            meeting.date = meeting.date.or_else(|| date::labelled(when));
            let (start, end) = date::times(when);
            meeting.start = meeting.start.or(start);
            meeting.end = meeting.end.or(end);
        }
        if let Some(end) = &self.end {
            meeting.end = meeting.end.or(date::times(end).0);
        }
        let place = evidence.paragraph(self.place.iter().map(String::as_str));
        let (place, remark) = split_place(&place);
        let of_meeting = |note: &&String| note.to_lowercase().starts_with("mødet ");
        let noted = self.notes.iter().find(of_meeting).map_or("", String::as_str);
        let said = [place.as_str(), remark.as_str(), noted].concat().to_lowercase();
        meeting.r#virtual = ["virtuel", "teams", "zoom", "online", "videomøde", "skype"]
            .iter()
            .any(|word| said.contains(word));
        let (start, end) = date::times(&remark);
        meeting.start = meeting.start.or(start);
        meeting.end = meeting.end.or(end.filter(|_| start == meeting.start));
        meeting.place = Some(place).filter(|place| !place.is_empty());
        let notes: Vec<String> = std::iter::once(remark)
            .chain(std::iter::once(evidence.paragraph(self.notes.iter().map(String::as_str))))
            .filter(|note| !note.is_empty())
            .collect();
        meeting.notes = Some(notes.join("\n")).filter(|notes| !notes.is_empty());
    }
}

/// "KKR Nordjyllands møde": the name without its genitive.
fn without_genitive(body: &str, text: &str) -> String {
    let owns = text.contains(&format!("{body} møde"));
    body.strip_suffix('s').filter(|_| owns).unwrap_or(body).to_owned()
}

/// The place, and the remarks that secretaries write behind it: the first sentence of some length
/// that is not the address.
fn split_place(text: &str) -> (String, String) {
    const REMARK: usize = 4;
    let opens = regex!(r"^(?:Bemærk|Mødet|Møde |Der |OBS|NB)");
    let remark = sentence::split(text).into_iter().enumerate().find(|(index, sentence)| {
        opens.is_match(sentence) || (*index > 0 && sentence.split_whitespace().count() >= REMARK)
    });
    let at = remark.and_then(|(_, sentence)| text.find(sentence));
    match at {
        Some(at) => {
            let place = text[..at].trim().trim_end_matches('.');
            (place.to_owned(), text[at..].to_owned())
        }
        None => (text.to_owned(), String::new()),
    }
}

/// A label and what stands behind it on the line.
fn label(text: &str) -> Option<(Label, &str)> {
    if let Some((roll, rest)) = attendance::opens(text) {
        return Some((Label::Roll(roll), rest));
    }
    let labels = regex!(
        r"(?i)^(?:(?P<when>mødedato(?: og tid)?|dato(?: og tid(?:spunkt)?)?|mødetidspunkt|mødetid|mødestart|mødets start|start|starttidspunkt|tidspunkt|klokken|tid)|(?P<end>sluttidspunkt(?: for mødet?)?|slut|mødet (?:er )?(?:slut|hævet|sluttede))|(?P<place>mødested|sted|mødelokale|lokale)|(?P<body>udvalg|organ)|(?P<kind>møde|type)|(?P<notes>bemærkninger|information))(?P<sep>\s*:\s*|\s{2,}|$)(?P<value>.*)$"
    );
    let glued = regex!(r"^(?:(?P<place>Mødested)|(?P<body>Udvalg))(?P<value>\p{Lu}.*)$");
    if let Some(found) = labels.captures(text).or_else(|| glued.captures(text)) {
        let is = |name: &str| found.name(name).is_some();
        let label = if is("end") {
            Label::End
        } else if is("when") {
            Label::When
        } else if is("place") {
            Label::Place
        } else if is("body") {
            Label::Body
        } else if is("kind") {
            Label::Kind
        } else {
            Label::Notes
        };
        return Some((label, found.name("value").map_or("", |value| value.as_str().trim())));
    }
    let ended = rare!(["mødet "], r"^(?i:mødet (?:er |blev )?(?:slut(?:tede)?|hævet)) (kl\..*)$");
    if let Some(at) = ended.captures(text).and_then(|found| found.get(1)) {
        return Some((Label::End, at.as_str()));
    }
    // "Mødedato   Onsdag d. 27. august 2025": a table's two columns on one line.
    let columns = regex!(r"^(?:(Mødedato|Dato)|(Mødested|Sted))\s+(\S.*)$").captures(text)?;
    let label = if columns.get(1).is_some() { Label::When } else { Label::Place };
    Some((label, columns.get(3)?.as_str()))
}

/// What document a title line says it is; letter-spaced titles included.
pub(super) fn document_kind(text: &str) -> Option<DocumentKind> {
    let squeezed: String =
        text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_uppercase();
    let title = text.chars().count() < 120 && !text.ends_with(['.', ',']);
    let is = |words: &[&str]| title && words.iter().any(|word| squeezed.starts_with(word));
    if is(&["REFERAT", "KONKLUSIONER", "BESLUTNINGSPROTOKOL", "PROTOKOL", "BESLUTNINGSREFERAT"]) {
        Some(DocumentKind::Minutes)
    } else if is(&["DAGSORDENPUNKT", "DAGSORDENSPUNKT"]) {
        None
    } else if is(&["DAGSORDEN", "TILLÆGSDAGSORDEN"]) {
        Some(DocumentKind::Agenda)
    } else {
        None
    }
}

/// Letters set apart by spaces: `K K R  S J Æ L L A N D`.
fn is_spaced(text: &str) -> bool {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let single = tokens.iter().filter(|token| token.chars().count() == 1).count();
    tokens.len() > 3 && single * 2 > tokens.len()
}

/// The body, where a line of capitals is its name: `K K R  S J Æ L L A N D`, `KKR HOVEDSTADEN`.
pub(super) fn body_title(text: &str) -> Option<String> {
    let name = if is_spaced(text) {
        let words: Vec<String> = regex!(r"\s{2,}")
            .split(text)
            .map(|word| word.chars().filter(|c| !c.is_whitespace()).collect())
            .collect();
        // Where an extract kept single spaces only, the association's own name still tells.
        match &words[..] {
            [word] => regex!(r"^KKR(\p{Lu}{4,})$").replace(word, "KKR $1").into_owned(),
            words => words.join(" "),
        }
    } else {
        text.to_owned()
    };
    if regex!(r"^K\d{1,2}$").is_match(&name) {
        return Some(name);
    }
    if is_council(&name) {
        return Some(name);
    }
    let capitals = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let is_body = ["KKR", "UDVALG", "RÅD", "BESTYRELSE", "KREDS", "REGION"]
        .iter()
        .any(|word| name.contains(word));
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    (capitals && is_body && letters > 4 && name.chars().count() < 90).then(|| in_title_case(&name))
}

/// "Byrådet", "Klima-, Miljø- og Teknikudvalget", "Udvalget for Nære Sundhedstilbud".
pub(super) fn is_council(name: &str) -> bool {
    let name = name.trim_end_matches(',');
    name.chars().count() < 90
        && regex!(
            r"^(?:(?:\p{Lu}\p{L}*-?,? (?:(?:og|&) )?)*\p{Lu}[\p{L}-]*(?:udvalget|rådet|bestyrelsen|repræsentationen)|Udvalget for \p{Lu}[\p{L} ,&-]+|KKR \p{Lu}\p{Ll}+)$"
        )
        .is_match(name)
}

fn in_title_case(name: &str) -> String {
    let small = |word: &str| ["OG", "FOR", "I", "AF", "TIL", "PÅ"].contains(&word);
    let words = name.split_whitespace().map(|word| {
        if small(word) {
            return word.to_lowercase();
        }
        if word == "KKR" || (word.chars().count() <= 3 && word.chars().any(char::is_numeric)) {
            return word.to_owned();
        }
        let mut letters = word.chars();
        letters
            .next()
            .map(|first| first.to_string() + &letters.as_str().to_lowercase())
            .unwrap_or_default()
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letter_spaced_names_are_read() {
        assert_eq!(body_title("K K R  S J Æ L L A N D").as_deref(), Some("KKR Sjælland"));
        assert_eq!(body_title("K K R S J Æ L L A N D").as_deref(), Some("KKR Sjælland"));
        assert_eq!(body_title("K17").as_deref(), Some("K17"));
        assert_eq!(body_title("KKR HOVEDSTADEN").as_deref(), Some("KKR Hovedstaden"));
        assert_eq!(
            body_title("SUNDHEDS- OG ÆLDREUDVALGET").as_deref(),
            Some("Sundheds- og Ældreudvalget")
        );
        for body in ["Byrådet", "Klima-, Miljø- og Teknikudvalget", "Udvalget for Veje og Havne"]
        {
            assert_eq!(body_title(body).as_deref(), Some(body));
        }
        assert_eq!(body_title("Orientering om råd"), None);
        assert_eq!(body_title("Udpegning til sundhedsrådet"), None);
        assert_eq!(document_kind("D AG S O R D E N 2 0 1 5"), Some(DocumentKind::Agenda));
    }

    #[test]
    fn a_list_of_members_in_a_cell_is_read() {
        let table = raadslag_document::Table {
            rows: vec![vec!["Deltagere".to_owned(), "Anna Berg (A)\nBo Carl (V)".to_owned()]],
            ..raadslag_document::Table::default()
        };
        let rows = labelled_rows(&Part::Table { table, at: crate::flow::At::default() });
        let texts: Vec<&str> = rows.iter().map(|row| row.text.as_str()).collect();
        assert_eq!(texts, ["Deltagere", "Anna Berg (A)", "Bo Carl (V)"]);
    }

    fn read(lines: &[&str]) -> Outline {
        let mut head = Head::default();
        for text in lines {
            head.line(&Line { gap: Gap::Line, ..Line::whole(*text) });
        }
        let mut outline = Outline::default();
        head.finish(&Evidence::gather(lines.iter().copied()), &mut outline);
        outline
    }

    #[test]
    fn a_line_with_another_label_is_no_part_of_the_place() {
        for (lines, place) in [
            (&["Mødested: Rådhuset", "Referent: Anna Berg"][..], "Rådhuset"),
            (&["Mødested: Rådhuset,", "Torvet 1", "Kaffe serveres: kl. 9"], "Rådhuset, Torvet 1"),
            (&["Mødested:", "Rådhuset", "Sagsnr.: 26/14"], "Rådhuset"),
            (&["Mødested:", "Rådhuset", "Dagsordenpunkter"], "Rådhuset"),
            (&["Referat", "Den 2. maj 2022", "i Rådssalen, Torvet 1"], "Rådssalen, Torvet 1"),
        ] {
            assert_eq!(read(lines).meeting.place.as_deref(), Some(place), "{lines:?}");
        }
        let attendance = read(&["Deltagere", "Anna Berg", "Referent: Bo Carl"]).attendance.unwrap();
        assert_eq!((attendance.present.len(), attendance.notes.len()), (1, 0));
    }

    #[test]
    fn the_body_is_told_by_its_name_only() {
        for (line, body) in [
            ("Dagsordenpunkter", None),
            ("Referat af skolebestyrelsesmøde", None),
            ("Referat af møde den 2. maj 2022", None),
            ("Teknikudvalget tirsdag den 16. april 2024", Some("Teknikudvalget")),
            ("Børn & Læringsudvalget - 08-09-2021", Some("Børn & Læringsudvalget")),
        ] {
            assert_eq!(read(&[line]).body.as_deref(), body, "{line}");
        }
    }

    #[test]
    fn the_end_of_the_meeting_is_told_in_many_ways() {
        for line in ["Mødet slut kl. 18.45", "Mødet hævet: 18.45", "Sluttidspunkt for møde: 18:45"]
        {
            let end = read(&["Dato: 02-05-2022", "kl. 17.00", line]).meeting.end;
            assert_eq!(end, raadslag_document::ClockTime::new(18, 45), "{line}");
        }
    }

    #[test]
    fn remarks_behind_the_place_are_notes() {
        let (place, remark) =
            split_place("Rådhuset, Torvet 1, 4100 Ringsted. Mødet er fra 9-12. Kom i god tid");
        assert_eq!(place, "Rådhuset, Torvet 1, 4100 Ringsted");
        assert_eq!(remark, "Mødet er fra 9-12. Kom i god tid");
        assert_eq!(split_place("Bemærk: på nettet").0, "");
        let address = "Uddannelsescenteret, Vej 23, 2400 Kbh. NV.";
        assert_eq!(split_place(address).0, address);
    }
}
