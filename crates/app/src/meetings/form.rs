//! What a form says, as an event. The same fields come from a page without JavaScript, one form at a
//! time, and from the browser's queue, many together.

use std::collections::BTreeMap;
use std::str::FromStr;

use jiff::civil::Date;
use raadslag_document::{ClockTime, Outcome};

use super::rules::{Ballot, Event, Seat, Stance, StatementKind, Tally, Voice, Vote};
use crate::ids::{EntryId, EventId, SeatId};

/// A form's fields, in its order.
pub(super) type Fields = Vec<(String, String)>;

/// Why a form is no event.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum FormError {
    /// It says nothing known.
    #[error("`{0}` is nothing that can happen in a meeting")]
    Unknown(String),
    /// A field is missing.
    #[error("the field `{0}` is missing")]
    Missing(&'static str),
    /// A time cannot be read.
    #[error("`{0}` is no time of day; write it as 10.40")]
    Time(String),
    /// A date cannot be read.
    #[error("`{0}` is no date")]
    Date(String),
    /// A number cannot be read.
    #[error("`{0}` is no number of votes")]
    Number(String),
    /// A field says what it cannot say.
    #[error("the field `{0}` cannot be read")]
    Field(&'static str),
}

/// Reads fields by their names.
struct Reader<'f>(&'f [(String, String)]);

/// The event a form tells of.
pub(super) fn event(fields: &[(String, String)]) -> Result<Event, FormError> {
    let form = Reader(fields);
    let what = form.field("hvad").unwrap_or_default();
    match what {
        "aabn" => Ok(Event::Opened { at: form.needed_time()? }),
        "pause" => Ok(Event::Adjourned { at: form.needed_time()? }),
        "genoptag" => Ok(Event::Resumed { at: form.needed_time()? }),
        "luk" => Ok(Event::Closed { at: form.needed_time()? }),
        "tilstede" => Ok(Event::Present { seats: form.all("medlem")?, at: form.time("kl")? }),
        "gaaet" => Ok(Event::Left { seat: form.parsed("medlem")?, at: form.needed_time()? }),
        "afbud" => Ok(Event::Absent { seat: form.parsed("medlem")?, with_apology: true }),
        "udeblevet" => Ok(Event::Absent { seat: form.parsed("medlem")?, with_apology: false }),
        "stedfortraeder" => Ok(Event::Substitute {
            seat: form.parsed("medlem")?,
            name: form.field("navn").unwrap_or_default().to_owned(),
            at: form.time("kl")?,
        }),
        "medlem" => Ok(Event::Seated { seat: form.seat()? }),
        "punkt" => Ok(Event::Current { entry: form.optional("punkt")? }),
        "taler" => Ok(Event::Speaking {
            name: form.field("navn").unwrap_or_default().to_owned(),
            about: form.owned("om"),
        }),
        "fortryd" => Ok(Event::Undone { event: form.parsed::<EventId>("haendelse")? }),
        _ => form.about_item(what),
    }
}

impl<'f> Reader<'f> {
    fn about_item(&self, what: &str) -> Result<Event, FormError> {
        let entry = || self.parsed::<EntryId>("punkt");
        match what {
            "inhabil" => Ok(Event::Disqualified {
                entry: entry()?,
                seat: self.parsed("medlem")?,
                reason: self.owned("tekst"),
            }),
            "habil" => Ok(Event::Qualified { entry: entry()?, seat: self.parsed("medlem")? }),
            "udfald" => self.decided(entry()?),
            "stemmer" => {
                Ok(Event::Voted { entry: entry()?, point: self.point()?, vote: self.vote()? })
            }
            "forbehold" | "imod" => Ok(Event::Reserved {
                entry: entry()?,
                stance: if what == "imod" { Stance::Against } else { Stance::Reservation },
                by: self.voices()?,
                text: self.owned("tekst"),
            }),
            "protokol" | "mindretal" => Ok(Event::Stated {
                entry: entry()?,
                kind: match what {
                    "mindretal" => StatementKind::Minority,
                    _ => StatementKind::Entry,
                },
                by: self.voices()?,
                text: self.owned("tekst").unwrap_or_default(),
            }),
            "opgave" => Ok(Event::Assigned {
                entry: entry()?,
                what: self.owned("tekst").unwrap_or_default(),
                who: self.owned("navn").unwrap_or_default(),
                due: self.date("frist")?,
            }),
            "lovet" => Ok(Event::Promised {
                entry: self.optional("punkt")?,
                title: self.owned("titel").unwrap_or_default(),
                note: self.owned("tekst"),
            }),
            "bemaerkning" => {
                Ok(Event::Noted { entry: entry()?, text: self.owned("tekst").unwrap_or_default() })
            }
            _ => Err(FormError::Unknown(what.to_owned())),
        }
    }

    fn field(&self, name: &str) -> Option<&'f str> {
        let value = self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.trim());
        value.filter(|value| !value.is_empty())
    }

    fn owned(&self, name: &str) -> Option<String> {
        self.field(name).map(ToOwned::to_owned)
    }

    fn parsed<T: FromStr>(&self, name: &'static str) -> Result<T, FormError> {
        self.optional(name)?.ok_or(FormError::Missing(name))
    }

    fn optional<T: FromStr>(&self, name: &'static str) -> Result<Option<T>, FormError> {
        self.field(name).map(|text| text.parse().map_err(|_| FormError::Field(name))).transpose()
    }

    fn all(&self, name: &'static str) -> Result<Vec<SeatId>, FormError> {
        let given = self.0.iter().filter(|(field, _)| field == name);
        let seats: Vec<SeatId> = given
            .map(|(_, value)| value.parse().map_err(|_| FormError::Field(name)))
            .collect::<Result<_, _>>()?;
        if seats.is_empty() { Err(FormError::Missing(name)) } else { Ok(seats) }
    }

    fn time(&self, name: &str) -> Result<Option<ClockTime>, FormError> {
        let read = |text: &str| text.parse().map_err(|_| FormError::Time(text.to_owned()));
        self.field(name).map(read).transpose()
    }

    fn needed_time(&self) -> Result<ClockTime, FormError> {
        self.time("kl")?.ok_or(FormError::Missing("kl"))
    }

    fn date(&self, name: &str) -> Result<Option<Date>, FormError> {
        let read = |text: &str| text.parse().map_err(|_| FormError::Date(text.to_owned()));
        self.field(name).map(read).transpose()
    }

    fn point(&self) -> Result<u16, FormError> {
        Ok(self.optional("indstilling")?.unwrap_or(0))
    }

    /// To whom is asked for beside every outcome, and belongs to those only that send an item on.
    fn decided(&self, entry: EntryId) -> Result<Event, FormError> {
        let outcome = self.outcome()?;
        let is_sent_on = matches!(outcome, Outcome::Referred | Outcome::Returned);
        let to = self.owned("til").filter(|_| is_sent_on);
        Ok(Event::Decided { entry, point: self.point()?, outcome, text: self.owned("tekst"), to })
    }

    fn outcome(&self) -> Result<Outcome, FormError> {
        let name = self.field("udfald").ok_or(FormError::Missing("udfald"))?;
        let found = Outcome::ALL.into_iter().find(|outcome| outcome.name() == name);
        found.ok_or(FormError::Field("udfald"))
    }

    fn seat(&self) -> Result<Seat, FormError> {
        Ok(Seat {
            id: self.parsed("medlem")?,
            name: self.owned("navn").unwrap_or_default(),
            party: self.owned("gruppe"),
            account: None,
            leads: false,
        })
    }

    /// `seat:ID` or `gruppe:A`.
    fn voices(&self) -> Result<Vec<Voice>, FormError> {
        let given = self.0.iter().filter(|(field, value)| field == "hvem" && !value.is_empty());
        let voice = |(_, value): &(String, String)| match value.split_once(':') {
            Some(("medlem", id)) => {
                id.parse().map(Voice::Seat).map_err(|_| FormError::Field("hvem"))
            }
            Some(("gruppe", group)) => Ok(Voice::Group(group.to_owned())),
            _ => Err(FormError::Field("hvem")),
        };
        given.map(voice).collect()
    }

    fn vote(&self) -> Result<Vote, FormError> {
        match self.field("slags") {
            Some("haender") => Ok(Vote::Hands(self.tally("")?)),
            Some("grupper") => self.groups(),
            Some("navne") => self.names(),
            _ => Err(FormError::Field("slags")),
        }
    }

    /// The fields `for`, `imod` and `hverken`, each with an ending; an empty one is 0.
    fn tally(&self, ending: &str) -> Result<Tally, FormError> {
        let number = |name: &str| match self.field(&format!("{name}{ending}")) {
            None => Ok(0),
            Some(text) => text.parse().map_err(|_| FormError::Number(text.to_owned())),
        };
        Ok(Tally {
            in_favour: number("for")?,
            against: number("imod")?,
            abstained: number("hverken")?,
        })
    }

    fn groups(&self) -> Result<Vote, FormError> {
        let mut groups = BTreeMap::new();
        for (field, _) in self.0 {
            let Some(group) = field.strip_prefix("for-") else { continue };
            let tally = self.tally(&format!("-{group}"))?;
            if tally.total() > 0 {
                groups.insert(group.to_owned(), tally);
            }
        }
        Ok(Vote::Groups(groups))
    }

    fn names(&self) -> Result<Vote, FormError> {
        let mut names = BTreeMap::new();
        for (field, value) in self.0 {
            let Some(seat) = field.strip_prefix("stemme-") else { continue };
            let ballot = match value.as_str() {
                "for" => Ballot::For,
                "imod" => Ballot::Against,
                "hverken" => Ballot::Abstained,
                "" => continue,
                _ => return Err(FormError::Field("stemme")),
            };
            names.insert(seat.parse().map_err(|_| FormError::Field("stemme"))?, ballot);
        }
        Ok(Vote::Names(names))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    const ENTRY: &str = "0192d0c0-0000-7000-8000-000000000001";
    const SEAT: &str = "0192d0c0-0000-7000-8000-000000000002";

    fn read(fields: &[(&str, &str)]) -> Result<Event, FormError> {
        let owned: Fields =
            fields.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect();
        event(&owned)
    }

    #[test]
    fn a_form_says_what_happened() {
        let entry: EntryId = ENTRY.parse().unwrap();
        let seat: SeatId = SEAT.parse().unwrap();
        let time = |text: &str| text.parse::<ClockTime>().unwrap();
        let tally = |in_favour, against, abstained| Tally { in_favour, against, abstained };
        let item = [("punkt", ENTRY), ("indstilling", "2")];
        let with = |fields: &[(&str, &str)]| read(&[&item[..], fields].concat()).unwrap();
        assert_eq!(
            read(&[("hvad", "aabn"), ("kl", "9.30")]),
            Ok(Event::Opened { at: time("9.30") })
        );
        let outcome = [("hvad", "udfald"), ("udfald", "referred"), ("til", " KKR "), ("tekst", "")];
        let decided = Event::Decided {
            entry,
            point: 2,
            outcome: Outcome::Referred,
            text: None,
            to: Some("KKR".into()),
        };
        assert_eq!(with(&outcome), decided);
        let outcome = [("hvad", "udfald"), ("udfald", "approved"), ("til", "KKR")];
        let outcome = with(&outcome);
        assert!(matches!(outcome, Event::Decided { to: None, .. }), "{outcome:?}");
        let hands = [("hvad", "stemmer"), ("slags", "haender"), ("for", "12"), ("imod", "")];
        let vote = Vote::Hands(tally(12, 0, 0));
        assert_eq!(with(&hands), Event::Voted { entry, point: 2, vote });
        let groups = [("hvad", "stemmer"), ("slags", "grupper"), ("for-A", "2"), ("imod-A", "1")];
        let vote = Vote::Groups([("A".to_owned(), tally(2, 1, 0))].into());
        assert_eq!(with(&groups), Event::Voted { entry, point: 2, vote });
        let name = format!("stemme-{SEAT}");
        let names = [("hvad", "stemmer"), ("slags", "navne"), (name.as_str(), "imod")];
        let vote = Vote::Names([(seat, Ballot::Against)].into());
        assert_eq!(with(&names), Event::Voted { entry, point: 2, vote });
        let who = format!("medlem:{SEAT}");
        let said = [("hvad", "imod"), ("hvem", "gruppe:Ø"), ("hvem", &who), ("hvem", "")];
        let by = vec![Voice::Group("Ø".into()), Voice::Seat(seat)];
        assert_eq!(with(&said), Event::Reserved { entry, stance: Stance::Against, by, text: None });
    }

    #[test]
    fn a_form_that_says_nothing_is_refused() {
        for (fields, error) in [
            (vec![("hvad", "dans")], FormError::Unknown("dans".into())),
            (vec![("hvad", "aabn"), ("kl", "25.00")], FormError::Time("25.00".into())),
            (vec![("hvad", "aabn")], FormError::Missing("kl")),
            (vec![("hvad", "tilstede")], FormError::Missing("medlem")),
            (vec![("hvad", "udfald"), ("punkt", "x")], FormError::Field("punkt")),
            (
                vec![("hvad", "stemmer"), ("punkt", ENTRY), ("slags", "haender"), ("for", "-1")],
                FormError::Number("-1".into()),
            ),
            (
                vec![("hvad", "opgave"), ("punkt", ENTRY), ("frist", "i morgen")],
                FormError::Date("i morgen".into()),
            ),
        ] {
            assert_eq!(read(&fields), Err(error));
        }
    }
}
