//! The meeting: body, time, place, kind of document, who came.

use raadslag_document::{Attendee, ClockTime, DocumentKind};

use super::tree::{Child, Node, key};
use super::{Manifests, plain};
use crate::html::head;
use crate::{ReadError, date, json};

/// What a value of the head is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Body,
    Kind,
    When,
    Start,
    End,
    Place,
    Notes,
    /// What document it is, in words.
    Type,
}

/// What a name says, below the element above it.
fn role(name: &str, above: &str) -> Option<Role> {
    Some(match key(name).as_str() {
        "udvalg" | "udvalgsnavn" | "udvalgnavn" | "committee" | "committeename" | "organ" => {
            Role::Body
        }
        "name" | "navn" if matches!(above, "committee" | "udvalg" | "organ") => Role::Body,
        "dagsordentype"
        | "publicationtypeasvalue"
        | "publicationtype"
        | "meetingstate"
        | "outputtypeenumname"
        | "agendatype"
        | "dokumenttype" => Role::Kind,
        "moededato" | "meetingdate" | "meetingdatetime" | "when" | "dato" | "date"
        | "startdato" | "startdate" | "begin" | "moedestart" => Role::When,
        "type" if matches!(above, "meeting" | "moede" | "agenda" | "dagsorden") => Role::Type,
        "moedetid" | "moedetidspunkt" | "meetingtime" | "starttid" | "starttime" | "time" => {
            Role::Start
        }
        "moedesluttid" | "sluttid" | "until" | "enddatetime" | "endtime" | "moedeslut"
        | "enddate" | "slutdato" => Role::End,
        "moedested" | "where" | "meetinglocation" | "location" | "sted" | "address" | "lokale" => {
            Role::Place
        }
        "forsidetekst" | "description" | "information" | "bemaerkninger" | "bemaerkning" => {
            Role::Notes
        }
        _ => return None,
    })
}

const MEMBERS: [&str; 6] =
    ["meetingmember", "member", "moededeltager", "deltager", "medlem", "participant"];

impl Manifests {
    /// Reads what stands outside the items.
    pub(super) fn head(&mut self, node: &mut Node) -> Result<(), ReadError> {
        let above = node.key();
        for (name, value) in std::mem::take(&mut node.attributes) {
            match role(&name, &above) {
                Some(role) => self.value(role, &value)?,
                None => node.attributes.push((name, value)),
            }
        }
        let mut left = Vec::new();
        for child in std::mem::take(&mut node.children) {
            match child {
                Child::Element(mut node) => {
                    if MEMBERS.contains(&node.key().as_str()) && self.member(&mut node) {
                        left.push(Child::Element(node));
                        continue;
                    }
                    match role(&node.name, &above).filter(|_| node.is_leaf()) {
                        Some(role) => {
                            self.value(role, &node.text())?;
                            node.children.clear();
                        }
                        None => self.head(&mut node)?,
                    }
                    left.push(Child::Element(node));
                }
                text @ Child::Text(_) => left.push(text),
            }
        }
        node.children = left;
        Ok(())
    }

    fn value(&mut self, role: Role, text: &str) -> Result<(), ReadError> {
        let text = plain(text.trim())?;
        if text.is_empty() {
            return Ok(());
        }
        let outline = &mut self.outline;
        let meeting = &mut outline.meeting;
        let moment = json::moment(&text);
        let clock = moment.and_then(json::clock).or_else(|| date::times(&text).0);
        match role {
            Role::Body => outline.body = outline.body.take().or(Some(text.clone())),
            Role::Kind => {
                if is_minutes(&text) {
                    outline.kind = DocumentKind::Minutes;
                }
                meeting.supplementary |= head::is_supplementary(&text);
            }
            Role::Type if head::kind(&text) == DocumentKind::Minutes => {
                outline.kind = DocumentKind::Minutes;
            }
            Role::Type => {}
            Role::When => {
                let date = moment.map(jiff::civil::DateTime::date).or_else(|| date::find(&text));
                meeting.date = meeting.date.or(date);
                // A day is often written as its midnight; the time then has a name of its own.
                let clock = clock.filter(|clock| Some(*clock) != ClockTime::new(0, 0));
                meeting.start = meeting.start.or(clock);
            }
            Role::Start => meeting.start = meeting.start.or(clock),
            Role::End => meeting.end = meeting.end.or(clock),
            Role::Place => {
                meeting.r#virtual |= head::is_virtual(&text);
                let places = meeting.place.take().into_iter().chain([text.clone()]);
                meeting.place = Some(places.collect::<Vec<_>>().join(", "));
            }
            Role::Notes => {
                let notes = meeting.notes.take().into_iter().chain([text.clone()]);
                meeting.notes = Some(notes.collect::<Vec<_>>().join("\n"));
            }
        }
        self.label("head", &text);
        Ok(())
    }

    /// Adds a member; `false` where the element names nobody.
    fn member(&mut self, node: &mut Node) -> bool {
        let Some(name) = node.take(&["name", "navn", "fuldenavn", "fullname"]) else {
            return false;
        };
        let status = node.take(&["participationstatusastext", "status", "deltagelse"]);
        let code = node.take(&["absent", "fravaerende"]).unwrap_or_default().to_lowercase();
        let note = node.take(&["participationnote", "note", "bemaerkning"]);
        let party = node.take(&["party", "parti", "partyname", "liste", "gruppe"]);
        let told = status.clone().unwrap_or_default().to_lowercase();
        let cancelled = told.contains("afbud") || code == "2";
        let absent = cancelled
            || ["fravær", "ikke", "udeblev", "orlov"].iter().any(|word| told.contains(word))
            || matches!(code.as_str(), "1" | "true" | "ja");
        let attendee = head::attendee(&name);
        let role = note.clone().or_else(|| cancelled.then(|| "Afbud".to_owned()));
        let of_party = attendee.party.or_else(|| party.clone());
        let attendee =
            Attendee { role: role.or(attendee.role), party: of_party, name: attendee.name };
        let attendance = self.outline.attendance.get_or_insert_default();
        if absent {
            attendance.absent.push(attendee);
        } else {
            attendance.present.push(attendee);
        }
        for text in [Some(name), party, status, note].into_iter().flatten() {
            self.label("attendance", &text);
        }
        true
    }
}

/// "Referat", "Referat endeligt godkendt", and the number FirstAgenda's export has for it.
fn is_minutes(text: &str) -> bool {
    text == "1" || head::kind(text) == DocumentKind::Minutes
}
