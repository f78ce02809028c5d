//! Sections without a number, which say of the items below them whether they are open or what is to
//! be done with them: "Lukkede punkter", "Sager til orientering".

use raadslag_document::Access;

use super::forms::Style;
use super::headers::Header;
use super::line;
use crate::flow::Part;
use crate::pattern::rare;

/// What the name of such a section says of its items' access.
pub(super) fn access(text: &str) -> Option<Access> {
    let name = rare!(
        ["åbne", "åben", "lukke"],
        r"(?i)^(?:(åbne|åbent?)|(lukkede|lukket))\s+(?:punkter|sager|dagsorden|del|møde)\s*:?$|^(?:punkter|sager|dagsorden|møde|til behandling|til orientering)(?: [-–])? (?:for|bag) (?:(åbne)|(lukkede)) døre\s*:?$"
    );
    let meeting = rare!(
        ["åbent møde", "lukket møde", "åbne døre", "lukkede døre"],
        r"(?i)^(?:sager|punkter)(?: til (?:behandling|beslutning|orientering))?,?(?: (?:der|som) behandles)? (?:på|i|for|bag) (?:(åbent møde|åbne døre)|(lukket møde|lukkede døre))\s*:?$"
    );
    let closed = match name.captures(text.trim()) {
        Some(found) => found.get(2).or(found.get(4)).is_some(),
        None => meeting.captures(text.trim())?.get(2).is_some(),
    };
    Some(if closed { Access::Closed } else { Access::Open })
}

/// Whether a line is the name of such a section.
pub(super) fn is_name(text: &str) -> bool {
    let topic = rare!(
        ["sager til", "punkter til"],
        r"(?i)^(?:sager|punkter) til (?:beslutning|afgørelse|behandling|drøftelse|orientering|efterretning)\s*:?$"
    );
    access(text).is_some() || topic.is_match(text.trim())
}

/// The headers with the names of sections that stand right above them.
pub(super) fn with_sections(parts: &[Part], headers: Vec<Header>) -> Vec<Header> {
    let mut all: Vec<Header> = Vec::with_capacity(headers.len());
    let mut end = 0;
    for header in headers {
        let above = header.start.checked_sub(1).filter(|above| *above >= end);
        let name = above.and_then(|above| line(&parts[above])).filter(|line| is_name(&line.text));
        if let (Some(above), Some(name)) = (above, name) {
            all.push(Header::of_section(above, name.text.trim_end_matches(':'), Style::Plain));
        }
        end = header.body;
        all.push(header);
    }
    all
}
