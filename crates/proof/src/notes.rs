//! Where checks write down what they found and what holds.

use std::collections::HashMap;
use std::ops::Range;

use crate::finding::{Claim, Finding, Location, Report, Say};
use crate::page::{Page, Passage};
use crate::{Code, Fingerprint, Level};

/// The growing report.
pub(crate) struct Notes<'p, 'd> {
    page: &'p Page<'d>,
    report: Report,
    /// How many equal findings an item has, for fingerprints.
    seen: HashMap<(Code, usize, String), usize>,
}

/// A finding about to be written down.
pub(crate) struct Found {
    pub(crate) code: Code,
    pub(crate) level: Level,
    pub(crate) message: Say,
    pub(crate) why: Say,
    pub(crate) suggestion: Option<Say>,
}

impl Found {
    /// A finding at its usual level, without suggestion.
    pub(crate) fn new(code: Code, message: Say, why: Say) -> Self {
        Self { code, level: code.level(), message, why, suggestion: None }
    }

    pub(crate) fn at_level(self, level: Level) -> Self {
        Self { level, ..self }
    }

    pub(crate) fn suggest(self, suggestion: Say) -> Self {
        Self { suggestion: Some(suggestion), ..self }
    }
}

impl<'p, 'd> Notes<'p, 'd> {
    pub(crate) fn new(page: &'p Page<'d>) -> Self {
        Self { page, report: Report::default(), seen: HashMap::new() }
    }

    /// Writes down a finding at a byte range of a passage.
    pub(crate) fn find(&mut self, passage: &Passage<'_>, range: Range<usize>, found: Found) {
        let settings = self.page.settings;
        let Some(level) = settings.level(found.code, found.level) else { return };
        let at = self.locate(passage, range);
        let fingerprint = self.fingerprint(found.code, &at);
        let accepted = settings.accepted.get(&fingerprint).cloned();
        let Found { code, message, why, suggestion, .. } = found;
        let finding = Finding { code, level, at, message, why, suggestion, fingerprint, accepted };
        let is_accepted = finding.accepted.is_some();
        let list = if is_accepted { &mut self.report.accepted } else { &mut self.report.findings };
        list.push(finding);
    }

    /// Writes down a claim that holds.
    pub(crate) fn hold(
        &mut self,
        code: Code,
        passage: &Passage<'_>,
        range: Range<usize>,
        say: Say,
    ) {
        if self.page.settings.level(code, code.level()).is_some() {
            let at = self.locate(passage, range);
            self.report.verified.push(Claim { code, at, message: say });
        }
    }

    fn locate(&self, passage: &Passage<'_>, range: Range<usize>) -> Location {
        let item = self.page.sheets[passage.index()].item;
        passage.at(range, item.number.as_deref())
    }

    fn fingerprint(&mut self, code: Code, at: &Location) -> Fingerprint {
        let nth = self.seen.entry((code, at.index, at.text.clone())).or_default();
        let title = &self.page.sheets[at.index].item.title;
        let fingerprint = Fingerprint::new(code, title, &at.text, *nth);
        *nth += 1;
        fingerprint
    }

    /// The report in the order of the text.
    pub(crate) fn finish(mut self) -> Report {
        let order = |at: &Location| (at.index, rank(at), at.block, at.span);
        self.report.findings.sort_by_key(|finding| order(&finding.at));
        self.report.accepted.sort_by_key(|finding| order(&finding.at));
        self.report.verified.sort_by_key(|claim| order(&claim.at));
        self.report
    }
}

/// Fields in the order of the text.
fn rank(at: &Location) -> (u8, u32) {
    use raadslag_document::Spot;
    match at.place.spot {
        Spot::Title => (0, 0),
        Spot::Field { field, .. } => (1, field),
        Spot::Recommendation { .. } => (2, 0),
        Spot::Decision => (3, 0),
        Spot::History { .. } => (4, 0),
        Spot::Attachment { .. } => (5, 0),
    }
}
