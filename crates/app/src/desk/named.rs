//! The journal's words for readers: what was done, and with what thing.

use crate::access::{Actor, Endpoint, Verb, listed};
use crate::i18n::Language;

/// Marks a literal as a key of the texts.
const fn key(key: &'static str) -> &'static str {
    key
}

/// Every action by its name in the journal.
const ACTIONS: &[(&str, &str)] = &[
    ("account.active", key("journal-did-account-active")),
    ("account.codes", key("journal-did-account-codes")),
    ("account.create", key("journal-did-account-create")),
    ("account.end_role", key("journal-did-account-end-role")),
    ("account.identity", key("journal-did-account-identity")),
    ("account.link", key("journal-did-account-link")),
    ("account.password", key("journal-did-account-password")),
    ("account.role", key("journal-did-account-role")),
    ("agenda.amend", key("journal-did-agenda-amend")),
    ("agenda.approve", key("journal-did-agenda-approve")),
    ("agenda.begin", key("journal-did-agenda-begin")),
    ("agenda.cancelled", key("journal-did-agenda-cancelled")),
    ("agenda.copy", key("journal-did-agenda-copy")),
    ("agenda.cover", key("journal-did-agenda-cover")),
    ("agenda.entry", key("journal-did-agenda-entry")),
    ("agenda.order", key("journal-did-agenda-order")),
    ("agenda.publish", key("journal-did-agenda-publish")),
    ("agenda.remove", key("journal-did-agenda-remove")),
    ("agenda.reopen", key("journal-did-agenda-reopen")),
    ("agenda.schedule", key("journal-did-agenda-schedule")),
    ("archive.import", key("journal-did-archive-import")),
    ("case.access", key("journal-did-case-access")),
    ("case.advise", key("journal-did-case-advise")),
    ("case.annex", key("journal-did-case-annex")),
    ("case.annex_accept", key("journal-did-case-annex-accept")),
    ("case.annex_order", key("journal-did-case-annex-order")),
    ("case.annex_remove", key("journal-did-case-annex-remove")),
    ("case.annex_title", key("journal-did-case-annex-title")),
    ("case.create", key("journal-did-case-create")),
    ("case.facts", key("journal-did-case-facts")),
    ("case.place", key("journal-did-case-place")),
    ("case.refer", key("journal-did-case-refer")),
    ("case.renew", key("journal-did-case-renew")),
    ("case.route", key("journal-did-case-route")),
    ("case.settle", key("journal-did-case-settle")),
    ("case.start", key("journal-did-case-start")),
    ("case.take_back", key("journal-did-case-take-back")),
    ("case.title", key("journal-did-case-title")),
    ("case.withdraw", key("journal-did-case-withdraw")),
    ("figure.publish", key("journal-did-figure-publish")),
    ("mail.again", key("journal-did-mail-again")),
    ("meeting.absent", key("journal-did-meeting-absent")),
    ("meeting.adjourned", key("journal-did-meeting-adjourned")),
    ("meeting.assigned", key("journal-did-meeting-assigned")),
    ("meeting.closed", key("journal-did-meeting-closed")),
    ("meeting.current", key("journal-did-meeting-current")),
    ("meeting.decided", key("journal-did-meeting-decided")),
    ("meeting.disqualified", key("journal-did-meeting-disqualified")),
    ("meeting.left", key("journal-did-meeting-left")),
    ("meeting.locked", key("journal-did-meeting-locked")),
    ("meeting.noted", key("journal-did-meeting-noted")),
    ("meeting.opened", key("journal-did-meeting-opened")),
    ("meeting.present", key("journal-did-meeting-present")),
    ("meeting.promised", key("journal-did-meeting-promised")),
    ("meeting.qualified", key("journal-did-meeting-qualified")),
    ("meeting.reserved", key("journal-did-meeting-reserved")),
    ("meeting.resumed", key("journal-did-meeting-resumed")),
    ("meeting.roll", key("journal-did-meeting-roll")),
    ("meeting.seated", key("journal-did-meeting-seated")),
    ("meeting.speaking", key("journal-did-meeting-speaking")),
    ("meeting.stated", key("journal-did-meeting-stated")),
    ("meeting.substitute", key("journal-did-meeting-substitute")),
    ("meeting.undone", key("journal-did-meeting-undone")),
    ("meeting.voted", key("journal-did-meeting-voted")),
    ("minutes.comment", key("journal-did-minutes-comment")),
    ("minutes.publish", key("journal-did-minutes-publish")),
    ("minutes.send", key("journal-did-minutes-send")),
    ("minutes.text", key("journal-did-minutes-text")),
    ("onward.answer", key("journal-did-onward-answer")),
    ("onward.change", key("journal-did-onward-change")),
    ("onward.create", key("journal-did-onward-create")),
    ("onward.link", key("journal-did-onward-link")),
    ("onward.recipient", key("journal-did-onward-recipient")),
    ("onward.revoke", key("journal-did-onward-revoke")),
    ("plan.add", key("journal-did-plan-add")),
    ("plan.cancel", key("journal-did-plan-cancel")),
    ("plan.move", key("journal-did-plan-move")),
    ("plan.settings", key("journal-did-plan-settings")),
    ("promise.create", key("journal-did-promise-create")),
    ("promise.remind", key("journal-did-promise-remind")),
    ("promise.settle", key("journal-did-promise-settle")),
    ("proof.accept", key("journal-did-proof-accept")),
    ("proof.raise_again", key("journal-did-proof-raise-again")),
    ("proof.switch", key("journal-did-proof-switch")),
    ("proof.word", key("journal-did-proof-word")),
    ("task.change", key("journal-did-task-change")),
    ("task.create", key("journal-did-task-create")),
    ("task.settle", key("journal-did-task-settle")),
    ("text.create", key("journal-did-text-create")),
    ("text.lock", key("journal-did-text-lock")),
    ("text.restore", key("journal-did-text-restore")),
    ("text.version", key("journal-did-text-version")),
];

/// A kind of thing the journal tells of: what its subjects begin with, and where it is seen.
struct Thing {
    prefix: &'static str,
    name: &'static str,
    page: Option<&'static Endpoint>,
}

const fn thing(prefix: &'static str, name: &'static str, page: &str) -> Thing {
    Thing { prefix, name, page: Some(listed(Verb::Get, page)) }
}

const THINGS: &[Thing] = &[
    thing("account", key("journal-thing-account"), "/arbejde/bruger/{id}"),
    thing("body", key("journal-thing-body"), "/organ/{slug}"),
    thing("case", key("journal-thing-case"), "/arbejde/sag/{id}"),
    thing("figure", key("journal-thing-figure"), "/tal/{slug}"),
    thing("mail", key("journal-thing-mail"), "/arbejde/post/{id}"),
    thing("meeting", key("journal-thing-meeting"), "/arbejde/moede/{planned}"),
    thing("minutes", key("journal-thing-minutes"), "/arbejde/referat/{planned}"),
    thing("onward", key("journal-thing-onward"), "/arbejde/videre/{id}"),
    thing("planned", key("journal-thing-planned"), "/arbejde/dagsorden/{planned}"),
    Thing { prefix: "promise", name: key("journal-thing-promise"), page: None },
    thing("proof", key("journal-thing-proof"), "/arbejde/korrektur/{body}"),
    thing("task", key("journal-thing-task"), "/arbejde/opgave/{id}"),
    thing("text", key("journal-thing-text"), "/arbejde/tekst/{id}"),
];

/// What was done; an action of long ago that has no words any more is called by its name.
pub(super) fn action(l: Language, action: &str) -> String {
    let known = ACTIONS.iter().find(|(name, _)| *name == action);
    known.map_or_else(|| action.to_owned(), |(_, key)| l.text(key).to_owned())
}

/// What it was done with, and where the one who asks can see it.
pub(super) fn subject(l: Language, actor: &Actor, subject: &str) -> (String, Option<String>) {
    let known = subject.split_once('/').and_then(|(prefix, id)| {
        THINGS.iter().find(|thing| thing.prefix == prefix).map(|thing| (thing, id))
    });
    let Some((thing, id)) = known else { return (subject.to_owned(), None) };
    let page = thing.page.filter(|page| actor.is_among_anywhere(page.open.or(page.closed)));
    let begin = page.and_then(|page| page.path.split('{').next());
    (l.text(thing.name).to_owned(), begin.map(|begin| format!("{begin}{id}")))
}

#[cfg(test)]
mod tests {
    use std::path::{Path, PathBuf};

    use super::*;

    /// Whatever the sources write into the journal.
    fn written() -> Vec<String> {
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
        let mut found = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("the sources are there") {
                let path: PathBuf = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path);
                } else if !path.ends_with("desk/named.rs") {
                    let text = std::fs::read_to_string(&path).unwrap_or_default();
                    found.extend(text.split('"').map(ToOwned::to_owned));
                }
            }
        }
        found
    }

    #[test]
    fn every_kind_of_change_that_is_written_has_words() {
        let words = |part: &str| part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        for text in written() {
            let Some((thing, what)) = text.split_once('.') else { continue };
            let is_file = ["sqlite", "dk", "json", "js", "ftl", "html"].contains(&what);
            let is_action = THINGS.iter().any(|known| known.prefix == thing) && words(what);
            if is_action && !is_file && !what.is_empty() {
                assert!(ACTIONS.iter().any(|(name, _)| *name == text), "`{text}` has no words");
            }
        }
    }

    #[test]
    fn a_thing_is_named_and_led_to_by_those_who_may_see_it() {
        let public = Actor::public();
        let (name, href) = subject(Language::Danish, &public, "onward/01a2");
        assert_eq!((name.as_str(), href), ("Sag sendt videre", None));
        let (name, href) = subject(Language::Danish, &public, "body/kkr");
        assert_eq!((name.as_str(), href.as_deref()), ("Organ", Some("/organ/kkr")));
        assert_eq!(action(Language::Danish, "onward.answer"), "Svar på en sag sendt videre");
    }
}
